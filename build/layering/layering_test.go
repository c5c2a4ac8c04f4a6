// Package layering holds the house to its plan: who may import whom, who may touch the browser, and what stands at the top level.
package layering

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/ascribe/ascribe/"

// rooms lists, for each package that ships in the browser, the packages of the project that it may import.
// Everything imports only what stands before it in its chain; note is a chain of its own beside the analysis.
var rooms = map[string][]string{
	"wasm/article":    {},
	"wasm/linear":     {"wasm/article"},
	"wasm/english":    {"wasm/article", "wasm/linear"},
	"wasm/actor":      {"wasm/article", "wasm/linear", "wasm/english"},
	"wasm/source":     {"wasm/article", "wasm/linear", "wasm/english", "wasm/actor"},
	"wasm/hedge":      {"wasm/article", "wasm/linear", "wasm/english", "wasm/actor", "wasm/source"},
	"wasm/reading":    {"wasm/article", "wasm/linear", "wasm/english", "wasm/actor", "wasm/source", "wasm/hedge"},
	"wasm/note":       {"wasm/article"},
	"wasm/noteidb":    {"wasm/article", "wasm/note"},
	"wasm/correction": {"wasm/article", "wasm/actor", "wasm/source", "wasm/hedge", "wasm/reading", "wasm/note"},
	"wasm/exchange":   {"wasm/article", "wasm/actor", "wasm/source", "wasm/hedge", "wasm/reading", "wasm/note", "wasm/correction"},
	"wasm/page": {"wasm/article", "wasm/linear", "wasm/english", "wasm/actor", "wasm/source", "wasm/hedge", "wasm/reading",
		"wasm/note", "wasm/noteidb", "wasm/correction", "wasm/exchange"},
	"wasm": {"wasm/page", "wasm/english", "wasm/noteidb", "wasm/note"},
}

// outside lists who may import what from outside the standard library, and the one part of it that is the browser.
var outside = map[string][]string{
	"syscall/js":                       {"wasm", "wasm/page", "wasm/noteidb"},
	"github.com/jdkato/prose/v2":       {"wasm/english"},
	"github.com/hack-pad/go-indexeddb": {"wasm/noteidb"},
	"github.com/hack-pad/safejs":       {"wasm/noteidb"},
}

type pkg struct {
	ImportPath string
	Standard   bool
	Imports    []string
	// TestImports and XTestImports are left out: a test may import what it likes.
}

func list(t *testing.T, env ...string) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Standard,Imports", "./wasm/...")
	cmd.Dir = "../.."
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []pkg
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestImports(t *testing.T) {
	builds := map[string][]string{
		"native":            nil,
		"browser":           {"GOOS=js", "GOARCH=wasm"},
		"browser, prose":    {"GOOS=js", "GOARCH=wasm", "GOFLAGS=-tags=prose"},
		"native, open data": {"GOFLAGS=-tags=open"},
	}
	for name, env := range builds {
		t.Run(name, func(t *testing.T) {
			packages := list(t, env...)
			if len(packages) < len(rooms)/2 {
				t.Fatalf("only %d packages found", len(packages))
			}
			for _, p := range packages {
				room := strings.TrimPrefix(p.ImportPath, module)
				if strings.HasSuffix(room, "/storetest") {
					continue // a test suite, linked into tests only
				}
				may, known := rooms[room]
				if !known {
					t.Errorf("%s is not in the plan: add it to rooms with what it may import", room)
					continue
				}
				for _, imported := range p.Imports {
					check(t, room, imported, may)
				}
			}
		})
	}
}

func check(t *testing.T, room, imported string, may []string) {
	if own, ok := strings.CutPrefix(imported, module); ok {
		if !slices.Contains(may, own) {
			t.Errorf("%s imports %s, which does not stand to its left", room, own)
		}
		return
	}
	for prefix, allowed := range outside {
		if imported == prefix || strings.HasPrefix(imported, prefix+"/") {
			if !slices.Contains(allowed, room) {
				t.Errorf("%s imports %s: only %v may", room, imported, allowed)
			}
			return
		}
	}
	if first, _, _ := strings.Cut(imported, "/"); strings.Contains(first, ".") {
		t.Errorf("%s imports %s: nothing in wasm/ needs a package from outside but prose and go-indexeddb", room, imported)
	}
}

func TestTopLevel(t *testing.T) {
	out, err := exec.Command("git", "-C", "../..", "ls-files", "-z").Output()
	if err != nil {
		t.Skipf("not a git checkout: %v", err)
	}
	allowed := []string{"wasm", "web", "build", "go.mod", "go.sum", "Makefile", "README.md", "LICENSE", "NOTICE", "CHANGELOG.md"}
	for file := range strings.SplitSeq(strings.TrimRight(string(out), "\x00"), "\x00") {
		top, _, _ := strings.Cut(file, "/")
		if !slices.Contains(allowed, top) && !strings.HasPrefix(top, ".") {
			t.Errorf("%s stands at the top level, outside the plan", file)
		}
	}
}

func TestDecisionsAreListed(t *testing.T) {
	index, err := os.ReadFile("../decisions/README.md")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir("../decisions")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != "README.md" && !bytes.Contains(index, []byte("]("+e.Name()+")")) {
			t.Errorf("build/decisions/README.md does not list %s", e.Name())
		}
	}
}
