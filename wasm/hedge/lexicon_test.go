package hedge

import (
	"context"
	"strings"
	"testing"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
)

var engine = english.New()

func parse(t testing.TB, text string) *article.Article {
	t.Helper()
	a, err := english.Parse(context.Background(), engine, text, nil)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// bracketed splits an example into its text and the span that stood in square brackets.
func bracketed(example string) (text string, cue article.Span) {
	before, rest, _ := strings.Cut(example, "[")
	inside, after, _ := strings.Cut(rest, "]")
	return before + inside + after, article.Span{Start: len(before), End: len(before) + len(inside)}
}

// TestExamples runs every entry's example and counter-example through the whole package.
func TestExamples(t *testing.T) {
	for _, e := range English().Entries {
		t.Run(e.ID, func(t *testing.T) {
			if e.Example != "-" {
				text, cue := bracketed(e.Example)
				if !strings.Contains(e.Example, "[") {
					t.Fatalf("the example %q has no brackets", e.Example)
				}
				found := false
				for _, h := range Find(parse(t, text), nil) {
					found = found || h.Cue[0] == cue && h.Class == e.Class && strings.Contains(h.Why, "hedge/"+e.ID+")")
				}
				if found == missed["+"+e.ID] {
					t.Errorf("%q: found %v, known miss %v: %+v", e.Example, found, missed["+"+e.ID], Find(parse(t, text), nil))
				}
			}
			hedges := Find(parse(t, e.Counter), nil)
			if wrong := len(hedges) > 0; wrong != missed["-"+e.ID] {
				t.Errorf("%q: found %v, known miss %v: %+v", e.Counter, wrong, missed["-"+e.ID], hedges)
			}
		})
	}
}

// missed are the examples (+) that are not found as their entry says and the counter-examples (-) in which a hedge is found.
// The test fails when one of them comes right, so that the list stays true.
var missed = map[string]bool{}
