package correction

import (
	"slices"
	"sort"
	"strings"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/hedge"
	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/source"
)

const (
	sourceKinds  = int(source.Unknown) + 1
	hedgeClasses = int(hedge.Approximation) + 1
)

func (e *edit) applyToAttributions(c *note.Correction, t target) {
	if c.Act == "add" {
		if kind, ok := parse[source.Kind](c.Value, sourceKinds); ok {
			e.addAttribution(kind, t)
		}
		return
	}
	kind, known := parse[source.Kind](c.Value, sourceKinds)
	to := e.named(c.Value)
	for _, s := range e.attributionsAt(t) {
		switch {
		case c.Act == "dismiss":
			s.gone = true
		case c.Act == "retype" && known:
			s.Kind, s.Why = kind, why
		case c.Act == "rename" && c.Value != "" && s.Kind != source.Unknown:
			e.renameSpeaker(s, c.Value)
		case c.Act == "assign" && c.Value != "":
			s.actor, s.Speaker, s.Why = to, c.Value, why
			s.Named = s.actor != nil && named(s.actor)
		case c.Act == "split" && c.Value != "":
			s.actor, s.Speaker, s.Why = to, c.Value, why // whether the article names the speaker does not change by it
		}
	}
}

// renameSpeaker gives the speaker of an attribution another name, in all of the speaker's attributions. Whether the article names
// the speaker does not change: the name is the reader's.
func (e *edit) renameSpeaker(of *attributionEdit, name string) {
	switch {
	case of.Speaker == name && (of.actor == nil || of.actor.Name == name):
		return // with another attribution of the speaker
	case of.actor != nil:
		e.rename(of.actor, name)
		return
	}
	old := of.Speaker
	for _, s := range e.attributions {
		if s.actor == nil && s.Named == of.Named && strings.EqualFold(s.Speaker, old) {
			s.Speaker, s.Why = name, why
		}
	}
}

// named reports whether the article names the actor.
func named(a *actorEdit) bool {
	for _, m := range a.Mentions {
		if m.Form == actor.NameForm {
			return true
		}
	}
	return false
}

// attributionsAt returns those at the target's place: whose cue it touches, else whose source, else the innermost whose
// content it touches; or those whose cue or speaker is the target's words.
func (e *edit) attributionsAt(t target) []*attributionEdit {
	text := e.of.Article.Text
	if t.place == nil {
		return e.choose(func(s *attributionEdit) bool {
			return t.says(text, s.Cue) || t.words != "" && strings.EqualFold(s.Speaker, t.words)
		})
	}
	if list := e.choose(func(s *attributionEdit) bool { return t.at(s.Cue) }); len(list) > 0 {
		return list
	}
	if list := e.choose(func(s *attributionEdit) bool { return t.at(s.Source) }); len(list) > 0 {
		return list
	}
	if inner := e.innermost(t); inner != nil {
		return []*attributionEdit{inner}
	}
	return nil
}

func (e *edit) choose(is func(*attributionEdit) bool) []*attributionEdit {
	var list []*attributionEdit
	for _, s := range e.attributions {
		if !s.gone && is(s) {
			list = append(list, s)
		}
	}
	return list
}

// innermost returns the attribution with the least content that touches the target's place, or nil.
func (e *edit) innermost(t target) *attributionEdit { return e.contents().innermost(*t.place) }

// contents are the contents of attributions in text order, asked for places in text order: many places cost one way through all of them.
type contents struct {
	rest, open []content
}

type content struct {
	article.Span
	number int // of the attribution, which decides between equals
	of     *attributionEdit
}

func (e *edit) contents() *contents {
	var c contents
	for i, s := range e.attributions {
		if s.gone {
			continue
		}
		for _, span := range s.Content {
			c.rest = append(c.rest, content{span, i, s})
		}
	}
	sort.SliceStable(c.rest, func(i, j int) bool { return c.rest[i].Start < c.rest[j].Start })
	return &c
}

// innermost returns the attribution with the least content that touches the place, or nil. No place may begin before the one asked for last.
func (c *contents) innermost(place article.Span) *attributionEdit {
	c.open = slices.DeleteFunc(c.open, func(o content) bool { return o.End <= place.Start })
	for len(c.rest) > 0 && c.rest[0].Start < place.End {
		c.open = append(c.open, c.rest[0])
		c.rest = c.rest[1:]
	}
	var inner *attributionEdit
	number := 0
	for _, o := range c.open {
		if !o.Overlaps(place) {
			continue
		}
		if shorter := inner == nil || length(o.of.Content) < length(inner.Content); shorter || length(o.of.Content) == length(inner.Content) && o.number < number {
			inner, number = o.of, o.number
		}
	}
	return inner
}

func length(spans []article.Span) (n int) {
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

// addAttribution adds one whose source is the place. It has neither cue nor content: the reader marked who speaks, and
// what they say is not for the program to guess.
func (e *edit) addAttribution(kind source.Kind, t target) {
	if t.place == nil || len(e.choose(func(s *attributionEdit) bool { return t.at(s.Source) })) > 0 {
		return
	}
	added := &attributionEdit{Attribution: source.Attribution{Source: []article.Span{*t.place}, Kind: kind,
		Speaker: t.place.Of(e.of.Article.Text), Why: why}}
	for _, a := range e.actors {
		if e.isActor(a, t) {
			added.actor, added.Speaker, added.Named = a, a.Name, named(a)
			break
		}
	}
	added.parent = e.innermost(t)
	e.attributions = append(e.attributions, added)
}

func (e *edit) applyToHedges(c *note.Correction, t target) {
	class, known := parse[hedge.Class](c.Value, hedgeClasses)
	if c.Act == "add" {
		if known {
			e.addHedges(class, t)
		}
		return
	}
	for _, h := range e.hedges {
		here := t.place != nil && t.at(h.Cue) || t.place == nil && t.says(e.of.Article.Text, h.Cue)
		switch {
		case !here:
		case c.Act == "dismiss":
			h.gone = true
		case c.Act == "retype" && known:
			h.Class, h.Why = class, why
		}
	}
}

// addHedges adds hedges at the place, or wherever the words stand, their scope not known.
func (e *edit) addHedges(class hedge.Class, t target) {
	spans := occurrences(e.of.Article.Text, t.words, true)
	if t.place != nil {
		spans = []article.Span{*t.place}
	}
	var cues []article.Span
	for _, h := range e.hedges {
		if !h.gone {
			cues = append(cues, h.Cue...)
		}
	}
	taken, contents := newCover(cues), e.contents()
	for _, s := range spans {
		if owner := contents.innermost(s); !taken.touches(s) {
			e.hedges = append(e.hedges, &hedgeEdit{Hedge: hedge.Hedge{Cue: []article.Span{s}, Class: class, Why: why}, owner: owner})
		}
	}
}
