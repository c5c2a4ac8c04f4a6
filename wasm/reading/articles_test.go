//go:build !open && !prose

package reading

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
)

// The articles in testdata/articles were written for this project, each with the reading that it should have by the guidelines
// (want.json). What the program is known to get wrong stands in testdata/known-misses.txt; the test fails when something else
// goes wrong, and also when a known miss has begun to work, so that the list stays true. Write it anew with
//
//	go test ./wasm/reading -run TestArticles -update
//
// The list is that of the default build's models.

const missesFile = "testdata/known-misses.txt"

func TestArticles(t *testing.T) {
	folders, err := filepath.Glob("testdata/articles/*/want.json")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no articles: %v", err)
	}
	engine := english.New()
	var faults []string
	for _, file := range folders {
		dir := filepath.Dir(file)
		text, err := os.ReadFile(filepath.Join(dir, "article.txt"))
		if err != nil {
			t.Fatal(err)
		}
		var want JSON
		line, err := os.ReadFile(file)
		if err == nil {
			err = json.Unmarshal(line, &want)
		}
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		r, err := Read(context.Background(), engine, string(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		wanted, found := findings([]rune(string(text)), &want), findings([]rune(string(text)), r.JSON("", article.CodePoints, false))
		for _, f := range wanted {
			if !slices.Contains(found, f) {
				faults = append(faults, fmt.Sprintf("%s: missed %s", filepath.Base(dir), f))
			}
		}
		for _, f := range found {
			if !slices.Contains(wanted, f) {
				faults = append(faults, fmt.Sprintf("%s: found wrongly %s", filepath.Base(dir), f))
			}
		}
	}
	head := "# What the program gets wrong in testdata/articles, and knows that it does. Written by:\n# go test ./wasm/reading -run TestArticles -update\n"
	if *update {
		if err := os.WriteFile(missesFile, []byte(head+strings.Join(faults, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	known, err := os.ReadFile(missesFile)
	if err != nil {
		t.Fatal(err)
	}
	list := strings.Split(strings.TrimSpace(strings.TrimPrefix(string(known), head)), "\n")
	for _, f := range faults {
		if !slices.Contains(list, f) {
			t.Errorf("new: %s", f)
		}
	}
	for _, f := range list {
		if !slices.Contains(faults, f) {
			t.Errorf("works now, take it from the list: %s", f)
		}
	}
}

// findings puts the marks of a reading into words, with the code point that each begins at: mentions with their types, attributions
// with their parts and kind, hedges with cue, class and scope.
func findings(text []rune, r *JSON) []string {
	words := func(spans []pair) string {
		var out []string
		for _, s := range spans {
			out = append(out, strings.Join(strings.Fields(string(text[s[0]:s[1]])), " "))
		}
		return "[" + strings.Join(out, " … ") + "]"
	}
	var list []string
	for _, a := range r.Actors {
		for _, m := range a.Mentions {
			if m.Form != "pronoun" && a.Type != "place" {
				list = append(list, fmt.Sprintf("%d %s %s", m.Span[0], a.Type, words([]pair{m.Span})))
			}
		}
	}
	for _, s := range r.Attributions {
		at := append(append(slices.Clone(s.Source), s.Cue...), s.Content...)
		if len(at) == 0 {
			continue
		}
		slices.SortFunc(at, func(a, b pair) int { return a[0] - b[0] })
		list = append(list, fmt.Sprintf("%d attribution: source %s cue %s content %s", at[0][0], words(s.Source), words(s.Cue), words(s.Content)))
	}
	for _, h := range r.Hedges {
		list = append(list, fmt.Sprintf("%d hedge of %s %s in %s", h.Cue[0][0], h.Class, words(h.Cue), words(h.Scope)))
	}
	return list
}
