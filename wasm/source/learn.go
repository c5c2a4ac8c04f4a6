package source

import (
	"slices"

	"github.com/ascribe/ascribe/wasm/linear"
)

// study is the lessons while they are learned from.
type study struct {
	lessons []Lesson
	views   []*view
	golds   [][]target
	report  func(format string, args ...any)
}

// Train learns all decisions from the lessons and returns the model file. Report is told how it goes.
func Train(lessons []Lesson, report func(format string, args ...any)) ([]byte, error) {
	s := &study{lessons: lessons, views: make([]*view, len(lessons)), golds: make([][]target, len(lessons)), report: report}
	for i, l := range lessons {
		s.views[i] = newView(l.Article, l.Actors)
		s.golds[i] = s.views[i].targets(l.Gold)
	}
	anchor := s.learnAnchors()
	accept := s.learnAcceptance()
	m := s.learnParts(-1, 0)
	m.anchor, m.accept = anchor, accept
	return m.encode(), nil
}

// learnParts learns the choices of cue, source and content from the lessons outside the fold.
func (s *study) learnParts(fold, folds int) *models {
	var r recorder
	for i := range s.lessons {
		if fold < 0 || i%folds != fold {
			r.record(s.views[i], s.golds[i], s.lessons[i].HeadsOnly)
		}
	}
	s.report("unreachable: cue %d, source %d, content %d (start %d), more %d of %d", r.lost[0], r.lost[1], r.lost[2], r.lost[4], r.lost[3], r.total)
	return &models{
		cueStart:     learnChoice(r.cueStart, 2500, ofEdges, s.report),
		cueEnd:       learnChoice(r.cueEnd, 8500, ofEdges, s.report),
		sourceStart:  learnChoice(r.sourceStart, 11000, ofEdges, s.report),
		sourceEnd:    learnChoice(r.sourceEnd, 7000, ofEdges, s.report),
		contentStart: learnChoice(r.contentStart, 15000, ofEdges, s.report),
		contentEnd:   learnChoice(r.contentEnd, 16000, ofEdges, s.report),
		more:         learnChoice(r.more, 4000, ofEdges, s.report),
	}
}

// learnAcceptance learns which frames are attributions, from frames that models have found which have not seen the article.
func (s *study) learnAcceptance() *linear.Model {
	const folds = 3
	var groups []group
	var list features
	for fold := range folds {
		m := s.learnParts(fold, folds)
		for i, v := range s.views {
			if i%folds != fold || s.lessons[i].Partial {
				continue
			}
			f := &finder{view: v, models: m}
			v.eachAnchor(s.lessons[i], s.golds[i], func(token int, yes bool) {
				if v.logits[token] < worthTrying {
					return
				}
				var want *target
				if yes {
					want = targetAt(s.golds[i], token)
				}
				if variants := f.variants(token); len(variants) > 0 {
					groups = append(groups, v.weigh(&list, variants, want))
				}
			})
		}
	}
	return learnChoice(groups, 11000, ofJudgment, s.report)
}

// targetAt returns the target with the anchor, nil if there is none.
func targetAt(list []target, anchor int) *target {
	for k := range list {
		if list[k].anchor == anchor {
			return &list[k]
		}
	}
	return nil
}

// weigh makes a choice among the variants and nothing, which comes first and has no features. Right is nothing if nothing is
// wanted, else the variant that is most like it.
func (v *view) weigh(list *features, variants []frame, want *target) group {
	g := group{}
	g.items.End()
	most := -1.0
	for i := range variants {
		x := &variants[i]
		v.acceptFeatures(list, x)
		for _, k := range list.list() {
			g.items.Add(k)
		}
		g.items.End()
		if want != nil {
			if likeness := want.likeness(x); likeness > most {
				most, g.gold = likeness, i+1
			}
		}
	}
	return g
}

// likeness says how much of the target a frame has found: a point for each part, and the share of the content.
func (t *target) likeness(x *frame) float64 {
	points := 0.0
	if t.cue == x.cue {
		points++
	}
	if t.source == x.source {
		points++
	}
	if slices.Equal(t.content, x.content) {
		points++
	}
	both := 0
	for _, a := range t.content {
		for _, b := range x.content {
			both += max(0, min(a.last, b.last)-max(a.first, b.first)+1)
		}
	}
	return points + 2*float64(both)/float64(max(1, t.size()+x.size()))
}

// learnAnchors learns which words are main words of cues. It also sets the views' logits, each by a model that has not seen
// the article, because the decisions that follow must learn with logits as good as those they will meet.
func (s *study) learnAnchors() *linear.Model {
	const folds = 3
	collect := func(skip int) *linear.Model {
		var groups []group
		var f features
		for i, v := range s.views {
			if i%folds == skip {
				continue
			}
			v.eachAnchor(s.lessons[i], s.golds[i], func(token int, yes bool) {
				v.anchorFeatures(&f, token)
				groups = append(groups, yesOrNo(f.list(), yes))
			})
		}
		return learnChoice(groups, 25000, ofJudgment, s.report)
	}
	right, found, total := 0, 0, 0
	for fold := range folds {
		m := collect(fold)
		for i, v := range s.views {
			if i%folds != fold {
				continue
			}
			(&finder{view: v, models: &models{anchor: m}}).anchors()
			v.eachAnchor(s.lessons[i], s.golds[i], func(token int, yes bool) {
				guess := v.logits[token] > 0
				if guess && yes {
					right++
				}
				if guess {
					found++
				}
				if yes {
					total++
				}
			})
		}
	}
	s.report("anchors, cross-validated: P %.1f R %.1f of %d", 100*float64(right)/float64(max(1, found)), 100*float64(right)/float64(max(1, total)), total)
	return collect(-1)
}

// eachAnchor calls back for each token that teaches: the gold anchors, and what is certainly none.
// A candidate inside another attribution's content is neither, because corpora differ in whether they mark what is nested.
func (v *view) eachAnchor(l Lesson, golds []target, call func(token int, yes bool)) {
	const (
		unknown = iota
		no
		yes
	)
	state := make([]uint8, len(v.Tokens))
	if !l.Partial {
		for i := range state {
			state[i] = no
		}
	}
	for _, g := range golds {
		if l.Nested {
			break
		}
		for _, c := range g.content {
			for i := c.first; i <= c.last; i++ {
				state[i] = unknown
			}
		}
	}
	for _, s := range l.Ignore {
		first, last := v.TokensIn(s)
		for i := first; i < last; i++ {
			state[i] = unknown
		}
	}
	for _, g := range golds {
		if g.cue.first >= 0 {
			for i := g.cue.first; i <= g.cue.last; i++ {
				state[i] = unknown
			}
		}
	}
	for _, g := range golds {
		if g.known {
			state[g.anchor] = yes
		}
	}
	for i := range state {
		if state[i] != unknown && v.isAnchor(i) {
			call(i, state[i] == yes)
		}
	}
}

// recorder collects the choices that the gold attributions make.
type recorder struct {
	cueStart, cueEnd, sourceStart, sourceEnd, contentStart, contentEnd, more []group
	lost                                                                     [5]int
	total                                                                    int
}

// note appends the choice of the token want among the candidates, and reports whether it is among them.
func note(groups *[]group, c *candidates, want int) bool {
	for k, t := range c.tokens {
		if t == want {
			if len(c.tokens) > 1 {
				*groups = append(*groups, group{c.items, k})
			}
			return true
		}
	}
	return false
}

func (r *recorder) record(v *view, golds []target, headsOnly bool) {
	var f features
	list := func(fill func(c *candidates)) *candidates {
		c := &candidates{}
		fill(c)
		return c
	}
	for _, g := range golds {
		r.total++
		if !g.known {
			r.lost[0]++
			continue
		}
		x := &frame{anchor: g.anchor, area: g.area, cue: stretch{g.anchor, g.anchor}, source: none}
		if !headsOnly && note(&r.cueStart, list(func(c *candidates) { v.cueStarts(c, &f, x) }), g.cue.first) {
			note(&r.cueEnd, list(func(c *candidates) { v.cueEnds(c, &f, x, g.cue.first) }), g.cue.last)
		}
		x.cue = g.cue
		x.source = g.source
		if headsOnly {
			r.recordContent(v, &f, g, x)
			continue
		}
		x.source = none
		if !note(&r.sourceStart, list(func(c *candidates) { v.sourceStarts(c, &f, x) }), g.source.first) ||
			g.source.first >= 0 && !note(&r.sourceEnd, list(func(c *candidates) { v.sourceEnds(c, &f, x, g.source.first) }), g.source.last) {
			r.lost[1]++
		}
		x.source = g.source
		r.recordContent(v, &f, g, x)
	}
}

func (r *recorder) recordContent(v *view, f *features, g target, x *frame) {
	if len(g.content) == 0 {
		return
	}
	c := &candidates{}
	v.contentStarts(c, f, x, saltContentStart)
	if !note(&r.contentStart, c, g.content[0].first) {
		r.lost[2]++
		r.lost[4]++
		return
	}
	c = &candidates{}
	v.contentEnds(c, f, x, g.content[0].first)
	if !note(&r.contentEnd, c, g.content[0].last) {
		r.lost[2]++
		return
	}
	x.content = g.content[:1]
	c = &candidates{}
	v.contentStarts(c, f, x, saltMore)
	want := -1
	if len(g.content) > 1 {
		want = g.content[1].first
	}
	if !note(&r.more, c, want) {
		r.lost[3]++
		return
	}
	if want >= 0 {
		c = &candidates{}
		v.contentEnds(c, f, x, want)
		note(&r.contentEnd, c, g.content[1].last)
	}
}
