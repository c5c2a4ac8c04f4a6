package layering

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/ascribe/ascribe/"

// mayImport says which packages of wasm/ each of them may import. "" is wasm/ itself, the program.
var mayImport = map[string][]string{
	"article":    {},
	"shape":      {},
	"linear":     {"article"},
	"english":    {"article", "linear"},
	"actor":      {"article", "linear", "english"},
	"source":     {"article", "linear", "english", "actor"},
	"hedge":      {"article", "linear", "english", "actor", "source"},
	"reading":    {"article", "shape", "linear", "english", "actor", "source", "hedge"},
	"note":       {"article", "shape"},
	"noteidb":    {"article", "shape", "note"},
	"correction": {"article", "shape", "linear", "english", "actor", "source", "hedge", "reading", "note"},
	"exchange":   {"article", "shape", "linear", "english", "actor", "source", "hedge", "reading", "note", "correction"},
	"page":       {"article", "shape", "linear", "english", "actor", "source", "hedge", "reading", "note", "noteidb", "correction", "exchange"},
	"":           {"article", "shape", "linear", "english", "actor", "source", "hedge", "reading", "note", "noteidb", "correction", "exchange", "page"},
}

// outside are the packages beyond the standard library's pure and small part that may be imported, and by whom.
var outside = map[string][]string{
	"encoding/json":              {}, // records say their shapes: wasm/shape
	"syscall/js":                 {"", "page", "noteidb"},
	"github.com/jdkato/prose/v2": {"english"},
	"github.com/go-json-experiment/json/jsontext": {"shape"},
	"github.com/hack-pad/go-indexeddb/idb":        {"noteidb"},
	"github.com/hack-pad/safejs":                  {"noteidb"},
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

func TestEveryPackageImportsOnlyToItsLeft(t *testing.T) {
	standard := map[string]bool{}
	for _, p := range list(t, nil, "std") {
		standard[p.ImportPath] = true
	}
	for _, environment := range [][]string{nil, {"GOOS=js", "GOARCH=wasm"}} {
		for _, tags := range []string{"", "prose", "open"} {
			for _, p := range list(t, environment, "-e", "-tags="+tags, "./wasm/...") {
				check(t, p, standard)
			}
		}
	}
}

func check(t *testing.T, p goPackage, standard map[string]bool) {
	t.Helper()
	name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module+"wasm"), "/")
	owner := name
	if parent, suite, inside := strings.Cut(name, "/"); inside && strings.HasSuffix(suite, "test") {
		owner = parent // a suite that every implementation of an interface runs may import what that package may, and the package
	}
	allowed, known := mayImport[owner]
	if !known {
		t.Errorf("wasm/%s has no place in the import rule", name)
		return
	}
	for _, imported := range p.Imports {
		ours, inside := strings.CutPrefix(imported, module+"wasm/")
		switch {
		case inside && !slices.Contains(allowed, ours) && !(owner != name && ours == owner):
			t.Errorf("wasm/%s imports wasm/%s, which is not to its left", name, ours)
		case strings.HasPrefix(imported, module) && !inside:
			t.Errorf("wasm/%s ships in the browser and imports %s", name, imported)
		case !inside && (!standard[imported] || outside[imported] != nil) && !slices.Contains(outside[imported], owner):
			t.Errorf("wasm/%s may not import %s", name, imported)
		}
	}
}

func TestBuildToolsStayOutOfTheBrowser(t *testing.T) {
	for _, p := range list(t, nil, "./build/...") {
		for _, imported := range p.Imports {
			if strings.HasPrefix(imported, "github.com/hack-pad/") || imported == "syscall/js" {
				t.Errorf("%s imports %s, which belongs to the browser", p.ImportPath, imported)
			}
		}
	}
}

// TestTheTopLevelIsTheAgreedOne: what a newcomer sees first was chosen, and grows only on purpose.
func TestTheTopLevelIsTheAgreedOne(t *testing.T) {
	agreed := regexp.MustCompile(`^(wasm|web|build|go\.mod|go\.sum|Makefile|README\.md|LICENSE|NOTICE|CHANGELOG\.md|\..+)$`)
	output, err := command(nil, "git", "ls-files").Output()
	if err != nil {
		t.Skip("not a git working tree")
	}
	for file := range strings.Lines(string(output)) {
		first, _, _ := strings.Cut(strings.TrimSpace(file), "/")
		if !agreed.MatchString(first) {
			t.Errorf("%s is at the top level", first)
		}
	}
}

// TestDecisionsAreListed: every decision is in the index, under its own title, with a status, and the index names no other.
func TestDecisionsAreListed(t *testing.T) {
	folder := filepath.Join(root(), "build", "decisions")
	index, err := os.ReadFile(filepath.Join(folder, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(folder, "20*.md"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no decisions: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		title, _, _ := strings.Cut(strings.TrimPrefix(string(text), "# "), "\n")
		if !strings.Contains(string(index), "["+title+"]("+name+")") {
			t.Errorf("README.md does not list [%s](%s)", title, name)
		}
		for _, part := range []string{"Context", "Decision", "Status", "Consequences"} {
			if !regexp.MustCompile(`(?m)^(#+ |\*\*)` + part).Match(text) {
				t.Errorf("%s has no part %q", name, part)
			}
		}
	}
	for _, link := range regexp.MustCompile(`\]\((20[^)]+)\)`).FindAllStringSubmatch(string(index), -1) {
		if _, err := os.Stat(filepath.Join(folder, link[1])); err != nil {
			t.Errorf("README.md lists %s, which is not there", link[1])
		}
	}
}

func list(t *testing.T, environment []string, arguments ...string) []goPackage {
	t.Helper()
	output, err := command(environment, "go", append([]string{"list", "-json=ImportPath,Imports"}, arguments...)...).Output()
	if err != nil {
		t.Fatalf("go list %v: %v", arguments, err)
	}
	var packages []goPackage
	for decoder := json.NewDecoder(bytes.NewReader(output)); ; {
		var p goPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

func command(environment []string, name string, arguments ...string) *exec.Cmd {
	command := exec.Command(name, arguments...)
	command.Dir = root()
	command.Env = append(os.Environ(), environment...)
	return command
}

// root is the repository's folder, two above this package's, where its tests run.
func root() string {
	return filepath.Join("..", "..")
}
