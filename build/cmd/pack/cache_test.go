package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/andybalholm/brotli"
)

// All files but pictures get both compressed forms; the same content is compressed once, and the next build finds it done.
func TestCompressed(t *testing.T) {
	folder := t.TempDir()
	program := bytes.Repeat([]byte("program "), 5000)
	site := files{"app.wasm": program, "embed/app.wasm": program, "page.js": []byte("script"), "icon.png": []byte("picture")}
	open := func() *build {
		c, err := openCache(folder)
		if err != nil {
			t.Fatal(err)
		}
		return &build{cache: c}
	}
	b := open()
	made, err := b.compressed(site)
	if err != nil || len(made) != 6 {
		t.Fatalf("%d files, %v", len(made), err)
	}
	for _, name := range []string{"app.wasm", "embed/app.wasm", "page.js"} {
		unzipped, err := gzip.NewReader(bytes.NewReader(made[name+".gz"]))
		if err != nil {
			t.Fatal(err)
		}
		for form, r := range map[string]io.Reader{"gzip": unzipped, "brotli": brotli.NewReader(bytes.NewReader(made[name+".br"]))} {
			if back, err := io.ReadAll(r); err != nil || !bytes.Equal(back, site[name]) {
				t.Errorf("%s by %s: %d bytes, %v", name, form, len(back), err)
			}
		}
	}
	kept := hash(program) + ".br"
	if err := os.WriteFile(filepath.Join(folder, kept), []byte("from the cache"), 0o644); err != nil {
		t.Fatal(err)
	}
	b = open()
	if made, err = b.compressed(files{"app.wasm": program}); err != nil || string(made["app.wasm.br"]) != "from the cache" {
		t.Errorf("compressed again: %d bytes, %v", len(made["app.wasm.br"]), err)
	}
	if err := b.cache.sweep(); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 2 {
		t.Errorf("%d files are left, want those of the program; %v", len(left), err)
	}
}
