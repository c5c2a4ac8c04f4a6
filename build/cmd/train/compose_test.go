package main

import (
	"strings"
	"testing"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
	"github.com/ascribe/ascribe/wasm/source"
)

func lessonOf(t *testing.T, line string) source.Lesson {
	t.Helper()
	text, gold, err := unmark(line)
	if err != nil {
		t.Fatal(err)
	}
	a, actors := readArticle(english.New(), text)
	return source.Lesson{Article: a, Actors: actors, Gold: gold, Nested: true}
}

// A guest takes the place of a host's clause, and both keep their attributions.
func TestWith(t *testing.T) {
	guest := labelledSentences(lessonOf(t, "[1s The board] [1c believes] [1t the mine can be saved]."))[0]
	for _, c := range []struct{ host, text, outer string }{
		{"[1s Two aides] [1c said] [1t that the king would never sign it].", "Two aides said that the board believes the mine can be saved.", "that the board believes the mine can be saved"},
		{"[1t The king will never sign it], [1c said] [1s two aides].", "The board believes the mine can be saved, said two aides.", "The board believes the mine can be saved"},
		{"[1t “The king will never sign it,”] [1s Lina Holm] [1c said].", "“The board believes the mine can be saved,” Lina Holm said.", "“The board believes the mine can be saved,”"},
	} {
		h, ok := asHost(labelledSentences(lessonOf(t, c.host))[0])
		if !ok {
			t.Errorf("no host: %s", c.host)
			continue
		}
		text, gold := h.with(guest)
		if text != c.text {
			t.Errorf("got %q, want %q", text, c.text)
		}
		said := func(spans []article.Span) string { return spans[0].Of(text) }
		if len(gold) != 2 || said(gold[0].Cue) != "said" || said(gold[0].Content) != c.outer ||
			!strings.EqualFold(said(gold[1].Source), "the board") || said(gold[1].Cue) != "believes" || said(gold[1].Content) != "the mine can be saved" {
			t.Errorf("%q has the attributions %v", text, gold)
		}
	}
}

// What has no clause in the right place is no host, and what is no plain sentence no guest.
func TestHostsAndGuests(t *testing.T) {
	for _, line := range []string{
		"The king met two aides.",
		"[1s Two aides] [1c want] [1t to see the king].",
		"[1s Two aides] [1c said] [1t [2s the king] [2c hopes] [2t to sign it]].",
		"“[1t Nobody came,]” [1s Lina Holm] [1c said]. “[1t Then it rained.]”",
	} {
		for _, s := range labelledSentences(lessonOf(t, line)) {
			if _, ok := asHost(s); ok {
				t.Errorf("a host: %s", line)
			}
		}
	}
	for _, line := range []string{"Mayor: Road will open by Friday", "“[1t Nobody came to the meeting,]” [1s Lina Holm] [1c said]."} {
		for _, s := range labelledSentences(lessonOf(t, line)) {
			if isGuest(s) {
				t.Errorf("a guest: %s", line)
			}
		}
	}
}

// A corpus lends its claims as guests, and neither what it marks in a broad sense nor sentences that attribute nothing.
func TestHostsAndClaims(t *testing.T) {
	corpus := func(line string) source.Lesson {
		l := lessonOf(t, line)
		l.Nested = false
		return l
	}
	const claim = "[1s The board] [1c promised] [1t to save the mine]."
	_, claims := hostsAndClaims([]source.Lesson{
		corpus(claim),
		corpus("[1s The board] [1c supported] [1t the plan for the mine]."),
		corpus("[1s The board] [1c decided] [1t to close the mine]."),
		corpus("The board met in the mine on Monday."),
		lessonOf(t, claim), // a written sentence is a guest already
	})
	if len(claims) != 1 || claims[0].text != "The board promised to save the mine." {
		t.Errorf("the claims are %v", claims)
	}
}
