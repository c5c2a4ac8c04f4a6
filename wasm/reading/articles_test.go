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
// The list is that of the default build's models, and new models make it anew. What all models must reach on these articles stands in
// floors: it does not hang on a single decision.

const missesFile = "testdata/known-misses.txt"

// floors are the least F1, in percent, of each kind of finding over all articles: right are those that are exactly as wanted, the type,
// every span, the class.
var floors = map[string]float64{"mention": 82, "attribution": 52, "hedge": 80}

func TestArticles(t *testing.T) {
	folders, err := filepath.Glob("testdata/articles/*/want.json")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no articles: %v", err)
	}
	engine := english.New()
	var faults []string
	scores := map[string]*score{"mention": {}, "attribution": {}, "hedge": {}}
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
			scores[f.kind].wanted++
			if !slices.Contains(found, f) {
				faults = append(faults, fmt.Sprintf("%s: missed %s", filepath.Base(dir), f.text))
			}
		}
		for _, f := range found {
			scores[f.kind].found++
			if slices.Contains(wanted, f) {
				scores[f.kind].right++
			} else {
				faults = append(faults, fmt.Sprintf("%s: found wrongly %s", filepath.Base(dir), f.text))
			}
		}
	}
	for kind, s := range scores {
		if f1 := 200 * float64(s.right) / float64(s.wanted+s.found); f1 < floors[kind] {
			t.Errorf("F1 of %ss %.1f, floor %.1f", kind, f1, floors[kind])
		} else {
			t.Logf("F1 of %ss %.1f", kind, f1)
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

// score counts findings.
type score struct{ wanted, found, right int }

// finding is one mark in words; its kind is a key of floors.
type finding struct{ kind, text string }

// findings puts the marks of a reading into words, with the code point that each begins at: mentions with their types, attributions
// with their parts and kind, hedges with cue, class and scope.
func findings(text []rune, r *JSON) []finding {
	words := func(spans []pair) string {
		var out []string
		for _, s := range spans {
			out = append(out, strings.Join(strings.Fields(string(text[s[0]:s[1]])), " "))
		}
		return "[" + strings.Join(out, " … ") + "]"
	}
	var list []finding
	for _, a := range r.Actors {
		for _, m := range a.Mentions {
			if m.Form != "pronoun" && a.Type != "place" {
				list = append(list, finding{"mention", fmt.Sprintf("%d %s %s", m.Span[0], a.Type, words([]pair{m.Span}))})
			}
		}
	}
	for _, s := range r.Attributions {
		at := append(append(slices.Clone(s.Source), s.Cue...), s.Content...)
		if len(at) == 0 {
			continue
		}
		slices.SortFunc(at, func(a, b pair) int { return a[0] - b[0] })
		list = append(list, finding{"attribution", fmt.Sprintf("%d attribution: source %s cue %s content %s", at[0][0], words(s.Source), words(s.Cue), words(s.Content))})
	}
	for _, h := range r.Hedges {
		list = append(list, finding{"hedge", fmt.Sprintf("%d hedge of %s %s in %s", h.Cue[0][0], h.Class, words(h.Cue), words(h.Scope))})
	}
	return list
}
