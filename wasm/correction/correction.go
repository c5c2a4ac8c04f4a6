// Package correction applies what the reader corrected to a reading: "not a source", "this is an organisation",
// "these two are one". A correction with a place holds at that place of one article; one without goes by its words.
// What it asks for may have become impossible, because the text was edited or the engine now reads it in another way:
// then it changes nothing, and comes into force again when it can.
package correction

import (
	"slices"
	"sort"
	"strings"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/hedge"
	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/reading"
	"github.com/ascribe/ascribe/wasm/source"
)

// why is the evidence of a finding that the reader made or changed.
const why = "You corrected this."

// Apply returns the reading with the corrections made, oldest first; r itself stays as it is. Findings are in text order again,
// and what pointed to a dismissed one points to what that pointed to, or to nothing.
func Apply(r *reading.Reading, corrections []note.Correction) *reading.Reading {
	if len(corrections) == 0 {
		return r
	}
	e := newEdit(r)
	list := append([]note.Correction{}, corrections...)
	sort.SliceStable(list, func(i, j int) bool {
		if list[i].Created != list[j].Created {
			return list[i].Created < list[j].Created
		}
		return list[i].ID < list[j].ID
	})
	for i := range list {
		e.apply(&list[i])
	}
	return e.reading()
}

// edit is a reading under correction. Findings are pointed to, so that order and removal do not matter until the end.
type edit struct {
	of           *reading.Reading
	placer       *note.Placer
	actors       []*actorEdit
	attributions []*attributionEdit
	hedges       []*hedgeEdit
}

type actorEdit struct{ actor.Actor }

type attributionEdit struct {
	source.Attribution
	actor  *actorEdit
	parent *attributionEdit
	gone   bool
}

type hedgeEdit struct {
	hedge.Hedge
	owner *attributionEdit
	gone  bool
}

func newEdit(r *reading.Reading) *edit {
	e := &edit{of: r}
	for _, a := range r.Actors {
		a.Mentions = append([]actor.Mention{}, a.Mentions...)
		a.Roles = append([]article.Span{}, a.Roles...)
		e.actors = append(e.actors, &actorEdit{a})
	}
	for _, s := range r.Attributions {
		e.attributions = append(e.attributions, &attributionEdit{Attribution: s})
	}
	for _, s := range e.attributions {
		if s.Actor >= 0 {
			s.actor = e.actors[s.Actor]
		}
		if s.Parent >= 0 {
			s.parent = e.attributions[s.Parent]
		}
	}
	for _, h := range r.Hedges {
		edited := &hedgeEdit{Hedge: h}
		if h.Owner >= 0 {
			edited.owner = e.attributions[h.Owner]
		}
		e.hedges = append(e.hedges, edited)
	}
	return e
}

// reading puts the findings in text order and numbers what they point to anew.
func (e *edit) reading() *reading.Reading {
	out := &reading.Reading{Analyzer: e.of.Analyzer, Article: e.of.Article}
	actorAt := map[*actorEdit]int{}
	sort.SliceStable(e.actors, func(i, j int) bool { return firstMention(e.actors[i]) < firstMention(e.actors[j]) })
	for _, a := range e.actors {
		if len(a.Mentions) > 0 {
			actorAt[a] = len(out.Actors)
			out.Actors = append(out.Actors, a.Actor)
		}
	}
	attributionAt := map[*attributionEdit]int{}
	sort.SliceStable(e.attributions, func(i, j int) bool { return firstPart(e.attributions[i]) < firstPart(e.attributions[j]) })
	var kept []*attributionEdit
	for _, s := range e.attributions {
		if !s.gone {
			attributionAt[s] = len(kept)
			kept = append(kept, s)
		}
	}
	for _, s := range kept {
		s.Actor, s.Parent = -1, -1
		if i, ok := actorAt[s.actor]; ok {
			s.Actor = i
		}
		if p := s.parent.kept(); p != nil {
			s.Parent = attributionAt[p]
		}
		out.Attributions = append(out.Attributions, s.Attribution)
	}
	sort.SliceStable(e.hedges, func(i, j int) bool {
		return start(e.hedges[i].Cue, e.hedges[i].Scope) < start(e.hedges[j].Cue, e.hedges[j].Scope)
	})
	for _, h := range e.hedges {
		if h.gone {
			continue
		}
		h.Owner = -1
		if o := h.owner.kept(); o != nil {
			h.Owner = attributionAt[o]
		}
		out.Hedges = append(out.Hedges, h.Hedge)
	}
	return out
}

// kept returns the attribution, or if it was dismissed the nearest around it that was not, or nil.
func (s *attributionEdit) kept() *attributionEdit {
	for s != nil && s.gone {
		s = s.parent
	}
	return s
}

func firstMention(a *actorEdit) int {
	if len(a.Mentions) == 0 {
		return -1
	}
	return a.Mentions[0].Start
}

func firstPart(s *attributionEdit) int { return start(s.Source, s.Cue, s.Content) }

// start returns where the first of the spans begins.
func start(parts ...[]article.Span) int {
	first := int(^uint(0) >> 1)
	for _, part := range parts {
		for _, s := range part {
			first = min(first, s.Start)
		}
	}
	return first
}

// target is what a correction is about: a place, or words if place is nil.
type target struct {
	place *article.Span
	words string
}

func (e *edit) apply(c *note.Correction) {
	t := target{words: c.Words}
	if c.Anchor != nil {
		if e.placer == nil {
			e.placer = note.NewPlacer(e.of.Article.Text)
		}
		found := e.placer.Place(c.Anchor)
		if found.State == note.Lost {
			return
		}
		t.place = &found.Span
	}
	switch c.On {
	case "actor":
		e.applyToActors(c, t)
	case "source":
		e.applyToAttributions(c, t)
	case "hedge":
		e.applyToHedges(c, t)
	}
}

// at reports whether the target's place shares text with one of the spans.
func (t target) at(spans []article.Span) bool {
	for _, s := range spans {
		if s.Overlaps(*t.place) {
			return true
		}
	}
	return false
}

// says reports whether the spans' text is the target's words.
func (t target) says(text string, spans []article.Span) bool {
	if len(spans) == 0 || t.words == "" {
		return false
	}
	words := make([]string, len(spans))
	for i, s := range spans {
		words[i] = s.Of(text)
	}
	return strings.EqualFold(strings.Join(words, " "), t.words)
}

// cover is what some spans cover together: spans that do not overlap, in text order.
type cover []article.Span

func newCover(spans []article.Span) cover {
	spans = slices.Clone(spans)
	sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	var c cover
	for _, s := range spans {
		if last := len(c) - 1; last >= 0 && s.Start < c[last].End {
			c[last].End = max(c[last].End, s.End)
		} else {
			c = append(c, s)
		}
	}
	return c
}

// touches reports whether the span shares text with the cover.
func (c cover) touches(s article.Span) bool {
	i := sort.Search(len(c), func(i int) bool { return c[i].End > s.Start })
	return i < len(c) && c[i].Start < s.End
}

// parse returns the value whose String is name, of the n values of a type.
func parse[T interface {
	~uint8
	String() string
}](name string, n int) (T, bool) {
	for i := range n {
		if T(i).String() == name {
			return T(i), true
		}
	}
	return 0, false
}

// occurrences returns the places of words in text that are whole words, without regard to case if fold is set.
func occurrences(text, words string, fold bool) []article.Span {
	if words == "" {
		return nil
	}
	var list []article.Span
	for at := 0; at+len(words) <= len(text); at++ {
		here := text[at : at+len(words)]
		if here == words || fold && here[0]|0x20 == words[0]|0x20 && strings.EqualFold(here, words) {
			span := article.Span{Start: at, End: at + len(words)}
			if note.Snap(text, span) == span {
				list = append(list, span)
				at = span.End - 1
			}
		}
	}
	return list
}
