package correction

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/source"
)

const (
	actorTypes = int(actor.Place) + 1
	noHead     = -1 // a mention that the reader added has no head token
)

func (e *edit) applyToActors(c *note.Correction, t target) {
	switch c.Act {
	case "dismiss":
		for _, a := range e.actors {
			named := t.place == nil && strings.EqualFold(a.Name, t.words)
			a.Mentions = without(a.Mentions, func(m actor.Mention) bool { return named || e.isMention(m, t) })
		}
	case "retype":
		if kind, ok := parse[actor.Type](c.Value, actorTypes); ok {
			for _, a := range e.actors {
				if e.isActor(a, t) {
					e.retype(a, kind)
				}
			}
		}
	case "rename":
		for _, a := range e.actors {
			if c.Value != "" && (t.place != nil && e.isActor(a, t) || t.place == nil && strings.EqualFold(a.Name, t.words)) {
				e.rename(a, c.Value)
			}
		}
	case "merge":
		if into := e.named(c.Value); into != nil {
			for _, a := range e.actors {
				if a != into && e.isActor(a, t) {
					e.merge(a, into)
				}
			}
		}
	case "split":
		e.split(c, t)
	case "add":
		if kind, ok := parse[actor.Type](c.Value, actorTypes); ok {
			e.addActor(kind, t)
		}
	}
}

// isMention reports whether the mention is the one at the target's place, or has its words.
func (e *edit) isMention(m actor.Mention, t target) bool {
	if t.place != nil {
		return m.Overlaps(*t.place)
	}
	return t.says(e.of.Article.Text, []article.Span{m.Span})
}

// isActor reports whether the actor is mentioned at the target's place, or bears its words as name or in a mention.
func (e *edit) isActor(a *actorEdit, t target) bool {
	if t.place == nil && strings.EqualFold(a.Name, t.words) {
		return len(a.Mentions) > 0
	}
	for _, m := range a.Mentions {
		if e.isMention(m, t) {
			return true
		}
	}
	return false
}

// named returns the actor with the name that has mentions, or nil.
func (e *edit) named(name string) *actorEdit { return e.another(name, nil) }

// another returns an actor with the name that has mentions, other than a, or nil.
func (e *edit) another(name string, a *actorEdit) *actorEdit {
	for _, other := range e.actors {
		if other != a && len(other.Mentions) > 0 && strings.EqualFold(other.Name, name) {
			return other
		}
	}
	return nil
}

// take adds mentions in their places.
func (a *actorEdit) take(mentions []actor.Mention) {
	a.Mentions = append(a.Mentions, mentions...)
	sort.SliceStable(a.Mentions, func(i, j int) bool { return a.Mentions[i].Start < a.Mentions[j].Start })
}

// retype changes the actor's type, and the kind of its attributions where that is the type's twin.
func (e *edit) retype(a *actorEdit, to actor.Type) {
	for _, s := range e.attributions {
		if kind, ok := parse[source.Kind](to.String(), sourceKinds); ok && s.actor == a && s.Kind.String() == a.Type.String() {
			s.Kind = kind
		}
	}
	a.Type, a.Why = to, why
}

// rename gives the actor another name, also where it speaks.
func (e *edit) rename(a *actorEdit, name string) {
	a.Name, a.Why = name, why
	for _, s := range e.attributions {
		if s.actor == a {
			s.Speaker = name
		}
	}
}

// merge makes everything of one actor another's. The spoken-for attributions take the other's name.
func (e *edit) merge(from, into *actorEdit) {
	into.take(from.Mentions)
	into.Roles = append(into.Roles, from.Roles...)
	sort.SliceStable(into.Roles, func(i, j int) bool { return into.Roles[i].Start < into.Roles[j].Start })
	into.Why = why
	from.Mentions = nil
	for _, s := range e.attributions {
		if s.actor == from {
			s.actor, s.Speaker = into, into.Name
		}
	}
}

// split gives the mentions at the place, or with the words, to the other actor that bears the given name, or makes them an actor of their
// own; in either case only if others are left to the old one. Several places split off under one name are one actor then.
func (e *edit) split(c *note.Correction, t target) {
	for _, a := range e.actors {
		taken := without(a.Mentions, func(m actor.Mention) bool { return !e.isMention(m, t) })
		if len(taken) == 0 || len(taken) == len(a.Mentions) {
			continue
		}
		a.Mentions = without(a.Mentions, func(m actor.Mention) bool { return e.isMention(m, t) })
		own := e.another(c.Value, a)
		if own == nil {
			own = &actorEdit{actor.Actor{Name: cmp.Or(c.Value, taken[0].Of(e.of.Article.Text)), Type: a.Type}}
			e.actors = append(e.actors, own)
		}
		own.Why = why
		own.take(taken)
		places := newCover(spansOf(taken))
		for _, s := range e.attributions {
			if s.actor == a && slices.ContainsFunc(s.Source, places.touches) {
				s.actor, s.Speaker = own, own.Name
			}
		}
		return
	}
}

// addActor adds mentions at the place, or wherever the words stand, to the actor of that name, or to a new one.
// Mentions that are there already stay whose they are, but for those of mere places, on which the reader saw no mark.
func (e *edit) addActor(kind actor.Type, t target) {
	text := e.of.Article.Text
	spans := occurrences(text, t.words, false)
	if t.place != nil {
		spans = []article.Span{*t.place}
	}
	mentioned := e.mentioned()
	var free []actor.Mention
	for _, s := range spans {
		if !mentioned.touches(s) {
			free = append(free, actor.Mention{Span: s, Form: actor.NameForm, Head: noHead})
		}
	}
	if len(free) == 0 {
		return
	}
	added := newCover(spansOf(free))
	for _, a := range e.actors {
		if a.Type == actor.Place {
			a.Mentions = without(a.Mentions, func(m actor.Mention) bool { return added.touches(m.Span) })
		}
	}
	name := free[0].Of(text)
	a := e.named(name)
	if a == nil {
		a = &actorEdit{actor.Actor{Name: name}}
		e.actors = append(e.actors, a)
	}
	a.Type, a.Why = kind, why
	a.take(free)
}

// mentioned returns where actors, and not mere places, are mentioned.
func (e *edit) mentioned() cover {
	var spans []article.Span
	for _, a := range e.actors {
		if a.Type != actor.Place {
			spans = append(spans, spansOf(a.Mentions)...)
		}
	}
	return newCover(spans)
}

func spansOf(mentions []actor.Mention) []article.Span {
	spans := make([]article.Span, len(mentions))
	for i, m := range mentions {
		spans[i] = m.Span
	}
	return spans
}

// without returns the mentions that drop does not hold for.
func without(list []actor.Mention, drop func(actor.Mention) bool) []actor.Mention {
	var left []actor.Mention
	for _, m := range list {
		if !drop(m) {
			left = append(left, m)
		}
	}
	return left
}
