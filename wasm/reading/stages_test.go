package reading

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ascribe/ascribe/wasm/english"
)

var update = flag.Bool("update", false, "write what a test would otherwise compare with: the table of stages in wasm/README.md")

// present says whether a layer of the reading is there.
func present(r *Reading, l layer) bool {
	a := r.Article
	switch l {
	case actors:
		return r.Actors != nil
	case attributions:
		return r.Attributions != nil
	case hedges:
		return r.Hedges != nil
	}
	if a == nil {
		return false
	}
	switch l {
	case textLayer:
		return a.Text != ""
	case paragraphs:
		return a.Paragraphs != nil
	case sentences:
		return a.Sentences != nil
	case tokens:
		return a.Tokens != nil
	case names:
		return a.Names != nil
	}
	return false
}

const storm = `The mayor of Port Ellery, Anna Holm, said on Monday that the bridge may stay closed until spring.
“We do not know what the storm has done to the pillars,” Holm said. The Ministry of Transport reportedly wants to replace it.`

func TestStages(t *testing.T) {
	all := []layer{textLayer, paragraphs, sentences, tokens, names, actors, attributions, hedges}
	given := map[layer]bool{textLayer: true}
	w := work{ctx: context.Background(), parsing: english.NewParsing(english.New(), storm), text: storm, r: &Reading{}}
	for _, s := range stages {
		for _, l := range s.needs {
			if !given[l] {
				t.Errorf("%s needs %s, which no stage before it gives", s.name, l)
			}
		}
		if err := s.run(&w); err != nil {
			t.Fatal(err)
		}
		for _, l := range s.gives {
			given[l] = true
		}
		for _, l := range all {
			if present(w.r, l) != given[l] {
				t.Errorf("after %s: %s is there: %v", s.name, l, !given[l])
			}
		}
	}
}

const (
	tableStart = "<!-- stages: written by go test ./wasm/reading -run TestStageTable -update -->\n"
	tableEnd   = "<!-- end of stages -->\n"
)

func TestStageTable(t *testing.T) {
	var b strings.Builder
	b.WriteString("| stage | needs | gives |\n|---|---|---|\n")
	join := func(list []layer) string {
		var out []string
		for _, l := range list {
			out = append(out, "`"+string(l)+"`")
		}
		return strings.Join(out, ", ")
	}
	for _, s := range stages {
		b.WriteString("| `" + s.name + "` | " + join(s.needs) + " | " + join(s.gives) + " |\n")
	}
	file := filepath.Join("..", "README.md")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), tableStart)
	_, after, ok2 := strings.Cut(rest, tableEnd)
	if !ok || !ok2 {
		t.Fatal("wasm/README.md has no place for the table of stages")
	}
	want := before + tableStart + b.String() + tableEnd + after
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want != string(text) {
		t.Error("the table of stages in wasm/README.md is stale: go test ./wasm/reading -run TestStageTable -update")
	}
}
