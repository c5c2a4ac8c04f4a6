package correction

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/ascribe/ascribe/build/growth"
	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/hedge"
	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/reading"
	"github.com/ascribe/ascribe/wasm/source"
)

const text = `The Harbour Times reported that Ada Lund said the ferry may stop. Lund is chair. The board met. "It may rain," officials said.`

// at returns the n-th place (from 0) of words in the text.
func at(words string, n int) article.Span {
	from := 0
	for ; n > 0; n-- {
		from += strings.Index(text[from:], words) + 1
	}
	i := from + strings.Index(text[from:], words)
	return article.Span{Start: i, End: i + len(words)}
}

func list(spans ...article.Span) []article.Span { return spans }

func mention(words string, n int, form actor.Form) actor.Mention {
	return actor.Mention{Span: at(words, n), Form: form}
}

// sample is a reading of the text, made by hand.
func sample() *reading.Reading {
	return &reading.Reading{Analyzer: "hand", Article: &article.Article{Text: text},
		Actors: []actor.Actor{
			{Name: "Harbour Times", Type: actor.Organization, Mentions: []actor.Mention{mention("Harbour Times", 0, actor.NameForm)}},
			{Name: "Ada Lund", Type: actor.Person, Mentions: []actor.Mention{mention("Ada Lund", 0, actor.NameForm), mention("Lund", 1, actor.NameForm)}},
			{Name: "officials", Type: actor.Group, Mentions: []actor.Mention{mention("officials", 0, actor.Nominal)}},
		},
		Attributions: []source.Attribution{
			{Source: list(at("The Harbour Times", 0)), Cue: list(at("reported", 0)), Content: list(at("that Ada Lund said the ferry may stop", 0)), Kind: source.Media, Named: true, Speaker: "Harbour Times", Actor: 0, Parent: -1},
			{Source: list(at("Ada Lund", 0)), Cue: list(at("said", 0)), Content: list(at("the ferry may stop", 0)), Kind: source.Person, Named: true, Speaker: "Ada Lund", Actor: 1, Parent: 0},
			{Source: list(at("officials", 0)), Cue: list(at("said", 1)), Content: list(at(`"It may rain,"`, 0)), Kind: source.Group, Speaker: "officials", Actor: 2, Parent: -1},
		},
		Hedges: []hedge.Hedge{
			{Cue: list(at("may", 0)), Scope: list(at("the ferry may stop", 0)), Owner: 1},
			{Cue: list(at("may", 1)), Scope: list(at("It may rain", 0)), Owner: 2},
		},
	}
}

func place(words string, n int) *note.Anchor {
	a, ok := note.Describe(text, at(words, n), nil)
	if !ok {
		panic(words)
	}
	return &a
}

func TestApply(t *testing.T) {
	here := "a"
	gone := place("may", 0)
	gone.Exact, gone.Prefix, gone.Suffix, gone.TextSha256 = "cannot", "nothing", "like it", "x"
	for _, c := range []struct {
		name   string
		c      note.Correction
		change func(r *reading.Reading) // what must differ from the sample
	}{
		{"a place that is lost changes nothing", note.Correction{On: "hedge", Act: "dismiss", ArticleID: &here, Anchor: gone}, func(*reading.Reading) {}},
		{"words that are not there change nothing", note.Correction{On: "actor", Act: "dismiss", Words: "Oslo"}, func(*reading.Reading) {}},
		{"a type that does not exist changes nothing", note.Correction{On: "actor", Act: "retype", Words: "Ada Lund", Value: "cat"}, func(*reading.Reading) {}},
		{"an actor dismissed by name", note.Correction{On: "actor", Act: "dismiss", Words: "ada lund"}, func(r *reading.Reading) {
			r.Actors = append(r.Actors[:1], r.Actors[2:]...)
			r.Attributions[1].Actor, r.Attributions[2].Actor = -1, 1
		}},
		{"one mention dismissed", note.Correction{On: "actor", Act: "dismiss", ArticleID: &here, Anchor: place("Lund", 1)}, func(r *reading.Reading) {
			r.Actors[1].Mentions = r.Actors[1].Mentions[:1]
		}},
		{"an actor of another type, and its attribution with it", note.Correction{On: "actor", Act: "retype", Words: "officials", Value: "government"}, func(r *reading.Reading) {
			r.Actors[2].Type, r.Actors[2].Why = actor.Government, why
			r.Attributions[2].Kind = source.Government
		}},
		{"an actor renamed, as a speaker too", note.Correction{On: "actor", Act: "rename", Words: "officials", Value: "The officials of Norvik"}, func(r *reading.Reading) {
			r.Actors[2].Name, r.Actors[2].Why = "The officials of Norvik", why
			r.Attributions[2].Speaker = "The officials of Norvik"
		}},
		{"the words of a mention are no name", note.Correction{On: "actor", Act: "rename", Words: "Lund", Value: "A. Lund"}, func(*reading.Reading) {}},
		{"no name is no renaming", note.Correction{On: "source", Act: "rename", Words: "officials"}, func(*reading.Reading) {}},
		{"a source renamed, and the actor that it is", note.Correction{On: "source", Act: "rename", ArticleID: &here, Anchor: place("said", 0), Value: "Dr Lund"}, func(r *reading.Reading) {
			r.Actors[1].Name, r.Actors[1].Why = "Dr Lund", why
			r.Attributions[1].Speaker = "Dr Lund"
		}},
		{"two actors are one", note.Correction{On: "actor", Act: "merge", Words: "officials", Value: "Ada Lund"}, func(r *reading.Reading) {
			r.Actors[1].Mentions = append(r.Actors[1].Mentions, r.Actors[2].Mentions...)
			r.Actors[1].Why = why
			r.Actors = r.Actors[:2]
			r.Attributions[2].Actor, r.Attributions[2].Speaker = 1, "Ada Lund"
		}},
		{"one actor is two", note.Correction{On: "actor", Act: "split", ArticleID: &here, Anchor: place("Lund", 1)}, func(r *reading.Reading) {
			two := actor.Actor{Name: "Lund", Type: actor.Person, Mentions: r.Actors[1].Mentions[1:], Why: why}
			r.Actors[1].Mentions = r.Actors[1].Mentions[:1]
			r.Actors = []actor.Actor{r.Actors[0], r.Actors[1], two, r.Actors[2]}
			r.Attributions[2].Actor = 3
		}},
		{"mentions of one actor are another's", note.Correction{On: "actor", Act: "split", ArticleID: &here, Anchor: place("Lund", 1), Value: "Officials"}, func(r *reading.Reading) {
			r.Actors[2].Mentions = append(r.Actors[1].Mentions[1:2:2], r.Actors[2].Mentions...)
			r.Actors[2].Why = why
			r.Actors[1].Mentions = r.Actors[1].Mentions[:1]
		}},
		{"a statement stands apart from the others of its source", note.Correction{On: "source", Act: "split", ArticleID: &here, Anchor: place("said", 0), Value: "Lund (2)"}, func(r *reading.Reading) {
			s := &r.Attributions[1]
			s.Actor, s.Speaker, s.Why = -1, "Lund (2)", why
		}},
		{"no name is no other source", note.Correction{On: "source", Act: "split", ArticleID: &here, Anchor: place("said", 0)}, func(*reading.Reading) {}},
		{"an actor added", note.Correction{On: "actor", Act: "add", ArticleID: &here, Anchor: place("board", 0), Value: "organization"}, func(r *reading.Reading) {
			board := actor.Actor{Name: "board", Type: actor.Organization, Mentions: []actor.Mention{{Span: at("board", 0), Head: noHead}}, Why: why}
			r.Actors = []actor.Actor{r.Actors[0], r.Actors[1], board, r.Actors[2]}
			r.Attributions[2].Actor = 3
		}},
		{"an attribution dismissed: what it held moves out", note.Correction{On: "source", Act: "dismiss", ArticleID: &here, Anchor: place("said", 0)}, func(r *reading.Reading) {
			r.Attributions = append(r.Attributions[:1], r.Attributions[2:]...)
			r.Hedges[0].Owner, r.Hedges[1].Owner = 0, 1
		}},
		{"attributions dismissed by their cue, everywhere", note.Correction{On: "source", Act: "dismiss", Words: "said"}, func(r *reading.Reading) {
			r.Attributions = r.Attributions[:1]
			r.Hedges[0].Owner, r.Hedges[1].Owner = 0, -1
		}},
		{"another kind of source", note.Correction{On: "source", Act: "retype", Words: "officials", Value: "unknown"}, func(r *reading.Reading) {
			r.Attributions[2].Kind, r.Attributions[2].Why = source.Unknown, why
		}},
		{"it belongs to somebody else", note.Correction{On: "source", Act: "assign", ArticleID: &here, Anchor: place("said", 1), Value: "Ada Lund"}, func(r *reading.Reading) {
			s := &r.Attributions[2]
			s.Actor, s.Speaker, s.Named, s.Why = 1, "Ada Lund", true, why
		}},
		{"a source added", note.Correction{On: "source", Act: "add", ArticleID: &here, Anchor: place("Lund", 1), Value: "person"}, func(r *reading.Reading) {
			added := source.Attribution{Source: list(at("Lund", 1)), Kind: source.Person, Named: true, Speaker: "Ada Lund", Actor: 1, Parent: -1, Why: why}
			r.Attributions = []source.Attribution{r.Attributions[0], r.Attributions[1], added, r.Attributions[2]}
			r.Hedges[1].Owner = 3
		}},
		{"a hedge dismissed here", note.Correction{On: "hedge", Act: "dismiss", ArticleID: &here, Anchor: place("may", 0)}, func(r *reading.Reading) {
			r.Hedges = r.Hedges[1:]
		}},
		{"a hedge dismissed everywhere", note.Correction{On: "hedge", Act: "dismiss", Words: "May"}, func(r *reading.Reading) {
			r.Hedges = nil
		}},
		{"a hedge of another class", note.Correction{On: "hedge", Act: "retype", Words: "may", Value: "condition"}, func(r *reading.Reading) {
			for i := range r.Hedges {
				r.Hedges[i].Class, r.Hedges[i].Why = hedge.Condition, why
			}
		}},
		{"a hedge added, in a statement", note.Correction{On: "hedge", Act: "add", ArticleID: &here, Anchor: place("stop", 0), Value: "unknown"}, func(r *reading.Reading) {
			added := hedge.Hedge{Cue: list(at("stop", 0)), Class: hedge.Unknown, Owner: 1, Why: why}
			r.Hedges = []hedge.Hedge{r.Hedges[0], added, r.Hedges[1]}
		}},
	} {
		want := sample()
		c.change(want)
		before := sample()
		got := Apply(before, []note.Correction{c.c})
		if !reflect.DeepEqual(before, sample()) {
			t.Errorf("%s: the reading given was changed", c.name)
		}
		if g, w := got.JSON("", article.CodePoints, false).Bytes(), want.JSON("", article.CodePoints, false).Bytes(); string(g) != string(w) {
			t.Errorf("%s:\n%s, want\n%s", c.name, g, w)
		}
	}
}

func TestApplyOldestFirst(t *testing.T) {
	got := Apply(sample(), []note.Correction{
		{ID: "2", On: "actor", Act: "retype", Words: "Ada Lund", Value: "group", Created: "2026-02"},
		{ID: "1", On: "actor", Act: "retype", Words: "Ada Lund", Value: "place", Created: "2026-01"},
	})
	if got.Actors[1].Type != actor.Group {
		t.Errorf("type %s", got.Actors[1].Type)
	}
}

// A speaker that is no actor keeps one name over all of its statements.
func TestRenameSpeakerWithoutActor(t *testing.T) {
	r := sample()
	r.Attributions[1].Actor, r.Attributions[1].Speaker = -1, "officials"
	r.Attributions[2].Actor, r.Attributions[2].Named = -1, true
	got := Apply(r, []note.Correction{{On: "source", Act: "rename", Words: "officials", Value: "the ministry"}})
	for _, i := range []int{1, 2} {
		if s := got.Attributions[i]; s.Speaker != "the ministry" || s.Why != why {
			t.Errorf("attribution %d: %q, %q", i, s.Speaker, s.Why)
		}
	}
	if got.Attributions[0].Speaker != "Harbour Times" {
		t.Errorf("another speaker was renamed: %q", got.Attributions[0].Speaker)
	}
}

func TestNothingToApply(t *testing.T) {
	r := sample()
	if Apply(r, nil) != r {
		t.Error("a copy without need")
	}
}

// Whatever was corrected, the reading keeps its rules.
func FuzzApply(f *testing.F) {
	f.Add("actor", "merge", "officials", "Ada Lund", 3, 9)
	f.Add("source", "rename", "officials", "Ada Lund", 5, 7)
	f.Add("source", "add", "", "person", 0, 300)
	f.Add("hedge", "add", "e", "unknown", -1, -1)
	f.Fuzz(func(t *testing.T, on, act, words, value string, start, end int) {
		c := note.Correction{On: on, Act: act, Words: words, Value: value}
		if a, ok := note.Describe(text, article.Span{Start: start, End: end}, nil); ok {
			c.Anchor = &a
		}
		r := Apply(sample(), []note.Correction{c, {On: "actor", Act: "dismiss", Words: "Lund", Created: "1"}, c})
		for _, s := range r.Attributions {
			if s.Actor >= len(r.Actors) || s.Parent >= len(r.Attributions) {
				t.Fatalf("points outside: %+v", s)
			}
		}
		for _, h := range r.Hedges {
			if h.Owner >= len(r.Attributions) {
				t.Fatalf("points outside: %+v", h)
			}
		}
		for _, a := range r.Actors {
			if len(a.Mentions) == 0 {
				t.Fatalf("an actor without mentions: %+v", a)
			}
		}
		if !json.Valid(r.JSON("", article.UTF16, false).Bytes()) {
			t.Fatal("no JSON")
		}
	})
}

func TestAddedWherePlacesWere(t *testing.T) {
	here := "a"
	for _, named := range []string{"ferry", "Harbour ferry"} { // the place bears the words as its name, or another
		r := sample()
		before := actor.Actor{Name: named, Type: actor.Place, Mentions: []actor.Mention{mention("ferry", 0, actor.NameForm)}}
		r.Actors = []actor.Actor{r.Actors[0], r.Actors[1], before, r.Actors[2]}
		r.Attributions[2].Actor = 3
		got := Apply(r, []note.Correction{{ID: "1", ArticleID: &here, On: "actor", Act: "add", Anchor: place("ferry", 0), Value: "organization", Created: "2026"}})
		if len(got.Actors) != 4 {
			t.Fatalf("%s: %+v", named, got.Actors)
		}
		ferry := got.Actors[2]
		if ferry.Name != "ferry" || ferry.Type != actor.Organization || len(ferry.Mentions) != 1 || ferry.Mentions[0].Span != at("ferry", 0) {
			t.Errorf("%s: %+v", named, ferry)
		}
	}
}

// TestLinear: a correction that holds everywhere may take no longer than the text is long, or a book that it meets could not be read.
func TestLinear(t *testing.T) {
	for _, c := range []note.Correction{
		{On: "hedge", Act: "add", Words: "year", Value: "possibility"},
		{On: "actor", Act: "add", Words: "winter", Value: "group"},
		{On: "source", Act: "rename", Words: "the board", Value: "the council"},
		{On: "source", Act: "assign", Words: "the board", Value: "nobody known"},
	} {
		growth.Linear(t, c.On+" "+c.Act, 1000, func(units int) func() {
			r := long(units)
			return func() { Apply(r, []note.Correction{c}) }
		})
	}
}

// long is a reading of many sentences, each with an actor that is a place, a statement and a hedge.
func long(sentences int) *reading.Reading {
	const sentence = "The board said the ferry may stop in winter of that year.\n"
	at := func(i int, words string) []article.Span {
		start := i*len(sentence) + strings.Index(sentence, words)
		return []article.Span{{Start: start, End: start + len(words)}}
	}
	r := &reading.Reading{Article: &article.Article{Text: strings.Repeat(sentence, sentences)}}
	for i := range sentences {
		r.Actors = append(r.Actors, actor.Actor{Name: fmt.Sprint("ferry ", i), Type: actor.Place, Mentions: []actor.Mention{{Span: at(i, "ferry")[0]}}})
		r.Attributions = append(r.Attributions, source.Attribution{Source: at(i, "The board"), Cue: at(i, "said"), Content: at(i, "the ferry may stop in winter of that year"),
			Speaker: "the board", Actor: -1, Parent: -1})
		r.Hedges = append(r.Hedges, hedge.Hedge{Cue: at(i, "may"), Owner: i})
	}
	return r
}
