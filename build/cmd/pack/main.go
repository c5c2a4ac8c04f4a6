// Command pack builds everything that a reader can open, from the sources of one commit, into build/out:
//
//	site/                   the hosted page: names with a hash of the content, .br and .gz beside each file, service worker, web manifest, embed/
//	ascribe.html            the same page as one file, to be opened from disk; its content security policy forbids every connection
//	chromium/, firefox/     the extension, unpacked
//	ascribe-chromium.zip, ascribe-firefox.zip   the extension as its stores take it
//
// The program is compiled with flags that leave out paths, times and build ids, scripts are bundled by esbuild at a pinned version, and
// archives carry no times: two builds of one commit are the same bytes, in whatever folder (extension stores ask for that).
//
// What has not changed since the last run is not compressed again: build/out/cache holds compressed files by the hash of their content.
// With -quick, the site's files are not compressed and the second engine is left out: for a change-and-look loop.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

func main() {
	quick := flag.Bool("quick", false, "no compressed files beside the site's, and no second engine")
	second := flag.Bool("second", true, "with the second engine, which takes most of the time of a first build")
	check := flag.Bool("budgets", false, "after packing, compare sizes with build/budgets.txt and fail when one is exceeded")
	flag.Parse()
	if err := run(*quick, *second && !*quick, *check); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

// build is one run of the packer.
type build struct {
	root    string // of the repository
	out     string // build/out
	version string // of the program, from web/package.json
	quick   bool
	second  bool // with the second engine
	cache   *cache
	icons   []icon
	app     []byte // the program with its own engine
	prose   []byte // the program with prose as engine, nil if left out
	exec    []byte // wasm_exec.js of the toolchain that compiled app
}

func run(quick, second, check bool) error {
	root, err := findRoot()
	if err != nil {
		return err
	}
	b := &build{root: root, out: filepath.Join(root, "build", "out"), quick: quick, second: second}
	if b.version, err = readVersion(b.path("web/package.json")); err != nil {
		return err
	}
	if b.cache, err = openCache(filepath.Join(b.out, "cache")); err != nil {
		return err
	}
	b.icons = drawIcons()
	type step struct {
		name string
		run  func() error
	}
	steps := []step{{"program", b.program}, {"site", b.site}, {"single file", b.singleFile}, {"extension", b.extension}}
	if !quick { // a quick run does not know what a full one needs
		steps = append(steps, step{"old files", b.cache.sweep})
	}
	for _, step := range steps {
		start := time.Now()
		if err := step.run(); err != nil {
			return fmt.Errorf("%s: %w", step.name, err)
		}
		fmt.Printf("%-12s %5.1f s\n", step.name, time.Since(start).Seconds())
	}
	if check {
		return b.checkBudgets()
	}
	return nil
}

func (b *build) path(elements ...string) string {
	return filepath.Join(append([]string{b.root}, elements...)...)
}

// findRoot walks up from the current folder to the one that holds go.mod.
func findRoot() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder, nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", fmt.Errorf("run it inside the repository")
		}
		folder = parent
	}
}

func readVersion(file string) (string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	var manifest struct{ Version string }
	if err := json.Unmarshal(data, &manifest); err != nil {
		return "", fmt.Errorf("%s: %w", file, err)
	}
	if manifest.Version == "" {
		return "", fmt.Errorf("%s names no version", file)
	}
	return manifest.Version, nil
}
