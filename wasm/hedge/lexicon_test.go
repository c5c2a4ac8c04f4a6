package hedge

import (
	"context"
	"slices"
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

// TestExamples runs every entry's example and counter-example through the whole package. What a rule decides must be right each time; what
// the classifier decides, nearly always, so that new models need not agree on each sentence.
func TestExamples(t *testing.T) {
	wrong := 0
	for _, e := range English().Entries {
		t.Run(e.ID, func(t *testing.T) {
			fault := t.Errorf
			if e.Decision == ByModel {
				fault = func(format string, arguments ...any) {
					wrong++
					t.Logf(format, arguments...)
				}
			}
			if e.Example != "-" {
				text, cue := bracketed(e.Example)
				if !strings.Contains(e.Example, "[") {
					t.Fatalf("the example %q has no brackets", e.Example)
				}
				hedges := Find(parse(t, text), nil)
				if !slices.ContainsFunc(hedges, func(h Hedge) bool {
					return h.Cue[0] == cue && h.Class == e.Class && strings.Contains(h.Why, "hedge/"+e.ID+")")
				}) {
					fault("%q: found %+v", e.Example, hedges)
				}
			}
			if hedges := Find(parse(t, e.Counter), nil); len(hedges) > 0 {
				fault("%q: found %+v", e.Counter, hedges)
			}
		})
	}
	if most := len(English().Entries) / 20; wrong > most {
		t.Errorf("the classifier gets %d of the lexicon's examples wrong, at most %d may be", wrong, most)
	}
}
