//go:build prose

package english

import (
	"testing"

	"github.com/ascribe/ascribe/wasm/article"
)

// TestProseFaults reads what prose 2.0.0 drops, panics on, or takes quadratic time for.
func TestProseFaults(t *testing.T) {
	for _, text := range []string{"China's, Russia's, and 'so' it goes", "ȺȺȺ's plan", "\xff\xfe'S plan", "it&rsquo;s here", "He met 'Ali' and “Bo”", "''''''' ....... \"\"\"\"\""} {
		a, err := Parse(t.Context(), Prose(), text, nil)
		if err != nil {
			t.Fatal(err)
		}
		checkLayers(t, a)
	}
}

// TestProseApart holds prose's tags of a word to what they are where the word comes once.
func TestProseApart(t *testing.T) {
	tags := func(text string) (tags []article.Tag) {
		a, _ := Parse(t.Context(), Prose(), text, nil)
		for _, token := range a.Tokens {
			tags = append(tags, token.Tag)
		}
		return tags
	}
	alone := tags("They plan to leave")
	both := tags("They plan to leave because the plan failed")
	if both[1] != alone[1] {
		t.Errorf("the first plan is tagged %v beside the second, %v alone", both[1], alone[1])
	}
	if both[6] != article.NN {
		t.Errorf("the second plan is tagged %v", both[6])
	}
}

// TestProseLastName finds a name at the very end.
func TestProseLastName(t *testing.T) {
	a, _ := Parse(t.Context(), Prose(), "The minister arrived in Germany", nil)
	if len(a.Names) != 1 || a.Names[0].Of(a.Text) != "Germany" {
		t.Errorf("names: %v", a.Names)
	}
}
