package main

import (
	"slices"
	"testing"

	"github.com/ascribe/ascribe/wasm/article"
)

func TestNamed(t *testing.T) {
	text := "The South Korean firm met Greek voters in Greek Town, and the polish held."
	a := &article.Article{Text: text}
	for start := 0; start < len(text); {
		end := start
		for end < len(text) && text[end] != ' ' && text[end] != ',' && text[end] != '.' {
			end++
		}
		a.Tokens = append(a.Tokens, article.Token{Span: article.Span{Start: start, End: max(end, start+1)}})
		for start = max(end, start+1); start < len(text) && text[start] == ' '; start++ {
		}
	}
	line := nameLine{Text: text, Spans: []nameSpan{{Start: 42, End: 52, Map: "LOC"}, {Start: 26, End: 31, Map: "MISC"}}}
	corpus := nameCorpus{partial: true}
	for _, c := range []struct {
		peoples bool
		want    map[string]article.Label
	}{
		{false, map[string]article.Label{"Town": article.LOC}},
		{true, map[string]article.Label{"South": article.NORP, "Korean": article.NORP, "Greek": article.NORP, "Town": article.LOC}},
	} {
		corpus.peoples = c.peoples
		d := corpus.named(a, line)
		for i := range a.Tokens {
			want := c.want[a.Word(i)]
			if a.Tokens[i].Start == 42 {
				want = article.LOC
			}
			if got := d.Labels[i]; got != want && !d.Unknown[i] {
				t.Errorf("peoples %t: %q at %d is %s, want %s", c.peoples, a.Word(i), i, got, want)
			}
			if c.peoples && a.Word(i) == "Korean" && d.Begins[i] {
				t.Error("South Korean is two names, want one")
			}
		}
	}
}

func TestIsPeople(t *testing.T) {
	for _, word := range []string{"Iraqi", "South Africans", "Shiites"} {
		if !isPeople(word) {
			t.Errorf("%q is no word for a people", word)
		}
	}
	for _, word := range []string{"polish", "Town", "Korea"} {
		if isPeople(word) {
			t.Errorf("%q is a word for a people", word)
		}
	}
}

func TestTakeCountries(t *testing.T) {
	var g gazetteer
	g.takeTitles(slices.Values([]string{"mr", "prime minister"}))
	g.takeCountries(slices.Values([]string{"old_harbour_ [hbr]", "+the_bay_", "mr_joan_d_marlowe_ [hbrgov] # countryinfo", "+mr_marlowe_"}))
	for list, want := range map[int][]string{givenNames: {"joan", "d"}, familyNames: {"marlowe"}, placeNames: {"harbour"}, titles: {"mr"}} {
		if !slices.Equal(g[list], want) {
			t.Errorf("list %d is %q, want %q", list, g[list], want)
		}
	}
}
