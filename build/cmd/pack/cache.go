package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/andybalholm/brotli"
)

// cache keeps compressed files by the SHA-256 of their content: brotli at its best takes half a minute for the program, and most builds
// change nothing of it.
type cache struct {
	folder string
	mutex  sync.Mutex                        // files are compressed side by side
	used   map[string]func() ([]byte, error) // by name: what makes the file, once, or waits until it is made
}

func openCache(folder string) (*cache, error) {
	return &cache{folder: folder, used: map[string]func() ([]byte, error){}}, os.MkdirAll(folder, 0o755)
}

func (c *cache) brotli(data []byte) ([]byte, error) {
	return c.get(data, ".br", func(w io.Writer) io.WriteCloser {
		return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 24})
	})
}

func (c *cache) gzip(data []byte) ([]byte, error) {
	return c.get(data, ".gz", func(w io.Writer) io.WriteCloser {
		zipper, err := gzip.NewWriterLevel(w, gzip.BestCompression)
		if err != nil {
			panic(err) // the level is a constant
		}
		return zipper
	})
}

func (c *cache) get(data []byte, extension string, writer func(io.Writer) io.WriteCloser) ([]byte, error) {
	name := hash(data) + extension
	c.mutex.Lock()
	made := c.used[name]
	if made == nil {
		made = sync.OnceValues(func() ([]byte, error) { return compressed(filepath.Join(c.folder, name), data, writer) })
		c.used[name] = made
	}
	c.mutex.Unlock()
	return made()
}

// compressed reads the file that holds data compressed, and writes it first if it is not there.
func compressed(file string, data []byte, writer func(io.Writer) io.WriteCloser) ([]byte, error) {
	if compressed, err := os.ReadFile(file); err == nil {
		return compressed, nil
	}
	var buffer bytes.Buffer
	w := writer(&buffer)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buffer.Bytes(), writeWhole(file, buffer.Bytes())
}

// sweep deletes compressed files that this run did not use.
func (c *cache) sweep() error {
	entries, err := os.ReadDir(c.folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if c.used[entry.Name()] == nil && filepath.Ext(entry.Name()) != ".wasm" {
			if err := os.Remove(filepath.Join(c.folder, entry.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeWhole writes a file by way of a temporary one, so that a build that was interrupted leaves no half of it under its name.
func writeWhole(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(file+".tmp", data, 0o644); err != nil {
		return err
	}
	return os.Rename(file+".tmp", file)
}

// hash is the SHA-256 of data in hex.
func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// hashedName puts the beginning of the content's hash before the extension: app.wasm, app.3f2a…c1.wasm.
func hashedName(name string, data []byte) string {
	extension := filepath.Ext(name)
	return name[:len(name)-len(extension)] + "." + hash(data)[:12] + extension
}
