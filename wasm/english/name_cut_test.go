package english

import (
	"slices"
	"strings"
	"testing"

	"github.com/ascribe/ascribe/wasm/article"
)

// cutsOf returns the other ways to cut the part of the text between brackets, as the first pass found it.
func cutsOf(t *testing.T, text string) (cuts []string) {
	before, rest, _ := strings.Cut(text, "[")
	name, after, _ := strings.Cut(rest, "]")
	s, a := blockOf(t, before+name+after)
	s.found = make([]uint8, len(a.Tokens))
	first, last := a.TokensIn(article.Span{Start: len(before), End: len(before) + len(name)})
	for _, c := range s.cuts(nil, 0, first, last) {
		cuts = append(cuts, a.SpanOf(c.first, c.last).Of(a.Text))
		if c.from > c.first || c.to < c.last {
			t.Errorf("%q: the labels of the cut [%d,%d) differ in [%d,%d) only", text, c.first, c.last, c.from, c.to)
		}
	}
	slices.Sort(cuts)
	return cuts
}

func TestCuts(t *testing.T) {
	for text, want := range map[string][]string{
		"They saw [Halden] there.":                  nil,
		"They saw Captain [Halden] there.":          {"Captain Halden"},
		"They saw [Captain Mara Halden] there.":     {"Captain Mara", "Mara Halden"},
		"They saw [Halden and Rusk] there.":         {"Halden", "Halden", "Rusk", "Rusk"},
		"They left [Bank of Tarland in Rusk] then.": {"Bank", "Bank of Tarland", "Bank of Tarland", "Rusk", "Tarland in Rusk", "Tarland in Rusk"},
	} {
		if got := cutsOf(t, text); !slices.Equal(got, want) {
			t.Errorf("%s: cuts %q, want %q", text, got, want)
		}
	}
}

// TestChoose holds choose to the highest sum that candidates without common words have.
func TestChoose(t *testing.T) {
	of := func(first, last int, lead int32) candidate {
		c := candidate{first: first, last: last}
		c.scores[article.PER] = lead
		return c
	}
	for _, c := range []struct {
		candidates []candidate
		want       [][2]int
	}{
		{nil, nil},
		{[]candidate{of(0, 2, -5), of(3, 4, 5)}, [][2]int{{3, 4}}},
		{[]candidate{of(0, 3, 9), of(0, 1, 4), of(2, 3, 4)}, [][2]int{{0, 3}}},
		{[]candidate{of(0, 3, 9), of(0, 1, 5), of(2, 3, 5)}, [][2]int{{0, 1}, {2, 3}}},
		{[]candidate{of(0, 3, 9), of(0, 1, 5), of(2, 5, 8), of(4, 5, 1)}, [][2]int{{0, 1}, {2, 5}}},
		{[]candidate{of(0, 3, 9), of(2, 5, 8), of(4, 7, 9), of(6, 8, 8)}, [][2]int{{0, 3}, {4, 7}}},
	} {
		choose(c.candidates)
		var got [][2]int
		for _, c := range c.candidates {
			if c.chosen {
				got = append(got, [2]int{c.first, c.last})
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v are chosen, want %v", got, c.want)
		}
	}
}

// TestLongNameUncut holds the time for a name of many words, which could be cut at each, to what its length asks for.
func TestLongNameUncut(t *testing.T) {
	text := strings.Repeat("Tarland of ", cutLongest) + "Rusk"
	s, a := blockOf(t, text)
	s.found = make([]uint8, len(a.Tokens))
	s.scores = make([]int32, len(a.Tokens)*nameLabelCount)
	for i := range s.found {
		s.found[i] = bioOf(article.LOC, i == 0)
	}
	s.read(a)
	if got := loadCompiled().namer().candidates(s, leastLead); len(got) != 1 {
		t.Errorf("%d candidates for one name of %d words, want it alone", len(got), len(a.Tokens))
	}
}

func TestApposition(t *testing.T) {
	for text, want := range map[string]string{
		"They asked Halden, the mayor of the town.": "mayor",
		"They asked Halden about the mayor.":        "",
	} {
		a, err := Parse(t.Context(), CompiledWords(), text, nil)
		if err != nil {
			t.Fatal(err)
		}
		s := newNameScratch()
		n := loadCompiled().namer()
		n.look(s, a, a.Sentences)
		wanted := &outside
		for i := range a.Tokens {
			if a.Word(i) == want {
				wanted = s.near(i)
			}
		}
		if got := s.apposition(a, 2, 3); got != wanted {
			t.Errorf("%q: the apposition to the third word is not %q", text, want)
		}
	}
}

// TestExactly looks at names side by side, of which both together are none.
func TestExactly(t *testing.T) {
	d := Named{
		Labels: []article.Label{article.PER, article.PER, article.ORG, article.LabelNone, article.LOC},
		Begins: []bool{true, false, true, false, true},
	}
	for span, want := range map[[2]int]bool{{0, 2}: true, {2, 3}: true, {4, 5}: true, {0, 1}: false, {1, 2}: false, {0, 3}: false, {2, 4}: false, {3, 4}: false} {
		if got := d.exactly(span[0], span[1]); got != want {
			t.Errorf("tokens %v are a name: %v, want %v", span, got, want)
		}
	}
}
