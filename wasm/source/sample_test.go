package source_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/source"
)

// marked is an attribution of a reading that people made. Positions count code points.
type marked struct {
	ID, Parent           string
	Source, Cue, Content [][2]int
}

// TestSample reads the article for which this program was first asked and wants the attributions that people marked in it, each inside
// the one that they found it in: all that belong to its chains of three links, and all but a few (sampleMissed) of the others. The article lies outside the repository,
// so the test is skipped where it is absent.
func TestSample(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "samples", "user-article.reading.json"))
	if err != nil {
		t.Skip("the sample article is not here:", err)
	}
	var reading struct {
		Text         string
		Attributions []marked
	}
	if err := json.Unmarshal(data, &reading); err != nil {
		t.Fatal(err)
	}
	a, found := read(reading.Text)
	border := article.NewBorder(a.Text, article.CodePoints)
	bytes := func(list [][2]int) (spans []article.Span) {
		for _, p := range list {
			spans = append(spans, border.Bytes(p))
		}
		return spans
	}
	missed, broken := 0, 0
	parents, chained := map[string]string{}, map[string]bool{}
	for _, m := range reading.Attributions {
		parents[m.ID] = m.Parent
	}
	for id, parent := range parents {
		if top := parents[parent]; top != "" {
			chained[id], chained[parent], chained[top] = true, true, true
		}
	}
	pairs := map[string]int{"": -1} // a marked attribution's id -> its index among those found
	for _, m := range reading.Attributions {
		index := like(found, source.Attribution{Source: bytes(m.Source), Cue: bytes(m.Cue), Content: bytes(m.Content)})
		if index >= 0 {
			pairs[m.ID] = index
			if parent, ok := pairs[m.Parent]; !ok || found[index].Parent == parent {
				continue
			}
		}
		missed++
		if chained[m.ID] {
			broken++
		}
		if missed > sampleMissed || broken > sampleBroken {
			t.Errorf("missed or in the wrong one: %q %q %q", words(a, bytes(m.Source)), words(a, bytes(m.Cue)), words(a, bytes(m.Content)))
		}
	}
}

// like returns the index of the attribution all of whose parts overlap with the wanted ones, -1 if there is none.
func like(found []source.Attribution, want source.Attribution) int {
	return slices.IndexFunc(found, func(x source.Attribution) bool {
		return overlap(x.Source, want.Source) && overlap(x.Cue, want.Cue) && overlap(x.Content, want.Content)
	})
}

// overlap reports whether spans of both lists overlap.
func overlap(one, other []article.Span) bool {
	return slices.ContainsFunc(one, func(x article.Span) bool { return slices.ContainsFunc(other, x.Overlaps) })
}
