package source

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
)

// Lesson is a labelled article to learn from: linked, with actors, and the attributions that it should have, of which only
// the parts' spans are read.
type Lesson struct {
	Article *article.Article
	Actors  []actor.Actor
	Gold    []Attribution
	// Partial says that not all attributions are labelled: what is not in Gold is then no counterexample.
	Partial bool
	// Nested says that attributions inside others' content are labelled too, so that what is not in Gold there is a counterexample.
	Nested bool
	// HeadsOnly says that cues are labelled by their main word, and sources by other rules, so that nothing can be learned about their borders.
	HeadsOnly bool
	// Ignore are regions in which nothing is known.
	Ignore []article.Span
}

// target is a gold attribution in tokens.
type target struct {
	frame
	known bool // whether its anchor can be found at all
}

// targets maps a lesson's gold to tokens.
func (v *view) targets(gold []Attribution) []target {
	list := make([]target, 0, len(gold))
	for _, g := range gold {
		t := target{frame: frame{anchor: -1, cue: none, source: none}}
		if len(g.Cue) > 0 {
			t.cue = v.stretchOf(article.Span{Start: g.Cue[0].Start, End: g.Cue[0].End})
		}
		if len(g.Source) > 0 {
			t.source = v.stretchOf(g.Source[0])
			if last := t.source.last; last > t.source.first && v.Tokens[last].Tag == article.POS {
				t.source.last-- // corpora differ; the guidelines leave "'s" out
			}
		}
		for _, c := range g.Content {
			if s := v.stretchOf(c); s.first >= 0 {
				t.content = append(t.content, s)
			}
		}
		if t.cue.first >= 0 {
			t.anchor = v.anchorOf(t.cue)
		}
		if t.known = t.anchor >= 0; t.known {
			t.area = v.areaOf(t.anchor)
		}
		list = append(list, t)
	}
	return list
}

// stretchOf returns the tokens of a span without marks at its ends, but for a colon alone, which can be a cue.
func (v *view) stretchOf(s article.Span) stretch {
	first, last := v.TokensIn(s)
	if last == first+1 {
		return stretch{first, first}
	}
	return v.trim(stretch{first, last - 1})
}

// anchorOf returns the main word of a cue: the candidate whose head lies outside, else one of the lexicon, else the first.
func (v *view) anchorOf(cue stretch) int {
	best, bestRank := -1, 0
	for i := cue.first; i <= cue.last; i++ {
		if !v.isAnchor(i) {
			continue
		}
		rank := 1
		if v.entries[i] >= 0 {
			rank += 2
		}
		if v.Tokens[i].Tag.IsVerb() {
			rank++
		}
		if h := v.head(i); v.dep(i) != article.DepNone && !cue.has(h) {
			rank += 3
		}
		if rank > bestRank {
			best, bestRank = i, rank
		}
	}
	return best
}

// Claims returns where the cues of a lesson's attributions begin that attribute a claim: by a verb of the lexicon, a clause or something to be done.
// They are those that all guidelines agree on.
func Claims(l Lesson) map[int]bool {
	f := &finder{view: newView(l.Article, l.Actors)}
	claims := map[int]bool{}
	for k, g := range f.targets(l.Gold) {
		x := &g.frame
		if e := f.entry(x.anchor); g.known && e != nil && e.part == verbPart && len(x.content) > 0 && !f.isBare(x) && !f.isDecision(x) && !f.isHeldByNobody(x) {
			claims[l.Gold[k].Cue[0].Start] = true
		}
	}
	return claims
}

// Example is an entry's example sentence with its parts.
type Example struct {
	ID, Text             string
	Source, Cue, Content []article.Span
}

// Examples returns the examples of the lexicon's verbs. The parts are known by the way in which the sentences are written: the
// source is the first two words, the cue is the verb with its particle, the content is what follows up to the full stop if it begins
// with "that", "to" or "whether"; else it has none here.
func Examples() []Example {
	var list []Example
	for _, e := range lexicon().entries {
		if e.part != verbPart {
			continue
		}
		start := len("The mayor")
		if strings.HasPrefix(e.example, "The report") {
			start = len("The report")
		}
		end := start + 1
		for end < len(e.example) && e.example[end] != ' ' {
			end++
		}
		for _, particle := range []string{" out", " up", " at", " of", " about", " on", " with", " for"} {
			if strings.HasPrefix(e.example[end:], particle+" ") {
				end += len(particle)
			}
		}
		x := Example{ID: e.id, Text: e.example, Source: []article.Span{{Start: 0, End: start}}, Cue: []article.Span{{Start: start + 1, End: end}}}
		for _, begin := range []string{" that ", " to ", " whether "} {
			if strings.HasPrefix(e.example[end:], begin) {
				x.Content = []article.Span{{Start: end + 1, End: len(e.example) - 1}}
			}
		}
		list = append(list, x)
	}
	return list
}
