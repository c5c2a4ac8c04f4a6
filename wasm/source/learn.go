package source

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
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

// stretchOf returns the tokens of a span without marks at its ends.
func (v *view) stretchOf(s article.Span) stretch {
	first, last := v.TokensIn(s)
	for last--; first <= last && v.mark[last]; last-- {
	}
	for ; first <= last && v.mark[first]; first++ {
	}
	if first > last {
		// A cue can be a colon alone.
		if first, last = v.TokensIn(s); last == first+1 {
			return stretch{first, first}
		}
		return none
	}
	return stretch{first, last}
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

// group is one choice to learn: candidates, of which gold is the right one.
type group struct {
	items linear.Items
	gold  int
}

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

// yesNo are the labels of decisions between two.
var yesNo = []string{"no", "yes"}

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

// How fast choices are learned, the step of descend. Where something begins and ends is clear in most texts, and learned to the end. Whether
// something is an attribution at all annotators see differently, and more steps would learn by heart what each of them saw.
const (
	ofEdges    = 0.12
	ofJudgment = 0.03
)

// learnChoice learns a linear score by which the right candidate wins, with at most so many weights: it learns once with all
// features, keeps those that say most, and learns again with them alone, so that they take over what the others said.
func learnChoice(groups []group, weights int, rate float32, report func(string, ...any)) *linear.Model {
	keys, counts := number(groups)
	w := descend(groups, counts, rate)
	strength := make([]float64, len(keys))
	for k := range keys[1:] {
		strength[k+1] = math.Abs(float64(w[k+1])) * math.Sqrt(float64(min(counts[k+1], 60)))
	}
	if len(keys) > weights+1 {
		order := slices.Clone(strength)
		slices.Sort(order)
		least := order[len(order)-weights]
		each(groups, func(x *uint32) {
			if strength[*x] < least {
				*x = 0
			}
		})
		w = descend(groups, counts, rate)
	}
	report("choice: %d groups, %d features", len(groups), len(keys)-1)
	l := linear.NewLearner(yesNo)
	for k, key := range keys {
		if k > 0 && w[k] != 0 {
			l.Update([]uint32{key}, 1, w[k])
		}
	}
	l.Tick()
	return l.Model(linear.Options{Weights: weights})
}

// orders is in how many orders of the groups weights are learned: their mean hangs less on chance than what one order gives.
const orders = 4

// descend learns the weights of numbered features, of which counts says how often each is seen: the mean over several orders.
func descend(groups []group, counts []int32, rate float32) []float32 {
	runs := make([][]float32, orders)
	var wait sync.WaitGroup
	for k := range runs {
		wait.Go(func() { runs[k] = descendIn(rand.New(rand.NewPCG(7, uint64(k))), groups, counts, rate) })
	}
	wait.Wait()
	mean := make([]float32, len(counts))
	for _, w := range runs {
		for k := range w {
			mean[k] += w[k] / orders
		}
	}
	return mean
}

// descendIn learns the weights in a random order by conditional logistic regression with AdaGrad, and averages the second half. Feature 0
// has no weight.
//
// Every weight is pulled to 0 by the same force in all, shared out over the occurrences of its feature (L2, a Gaussian prior). A pull of the
// same force at each occurrence, as it was before, hardly holds back the features that are seen three times, and those are most.
func descendIn(random *rand.Rand, groups []group, counts []int32, rate float32) []float32 {
	const epochs, prior = 6, 3
	features := len(counts)
	pull := make([]float32, features)
	for k, n := range counts {
		pull[k] = prior / float32(n+1)
	}
	w, slope, sum := make([]float32, features), make([]float32, features), make([]float64, features)
	var scores []float64
	for epoch := range epochs {
		for _, g := range random.Perm(len(groups)) {
			items, gold := &groups[g].items, groups[g].gold
			scores = scores[:0]
			top := math.Inf(-1)
			for i := range items.Len() {
				s := float32(0)
				for _, k := range items.Item(i) {
					s += w[k]
				}
				scores = append(scores, float64(s))
				top = max(top, float64(s))
			}
			total := 0.0
			for i := range scores {
				scores[i] = math.Exp(scores[i] - top)
				total += scores[i]
			}
			for i := range scores {
				p := float32(scores[i] / total)
				if i == gold {
					p--
				}
				if p < 1e-3 && p > -1e-3 {
					continue
				}
				for _, k := range items.Item(i) {
					d := p + pull[k]*w[k]
					slope[k] += d * d
					w[k] -= rate * d / float32(math.Sqrt(float64(slope[k])+1e-8))
				}
				w[0] = 0
			}
		}
		if epoch >= epochs/2 {
			for k := range w {
				sum[k] += float64(w[k])
			}
		}
	}
	for k := range w {
		w[k] = float32(sum[k] / (epochs - epochs/2))
	}
	return w
}

// each calls change for every feature of every candidate.
func each(groups []group, change func(x *uint32)) {
	for g := range groups {
		for i := range groups[g].items.Len() {
			list := groups[g].items.Item(i)
			for k := range list {
				change(&list[k])
			}
		}
	}
}

// yesOrNo makes a choice of a yes-or-no question: the first candidate, no, has no features.
func yesOrNo(list []uint32, yes bool) group {
	g := group{}
	g.items.End()
	for _, x := range list {
		g.items.Add(x)
	}
	g.items.End()
	if yes {
		g.gold = 1
	}
	return g
}

// number replaces the features in all groups by numbers and returns the features' keys and counts by number. Number 0 is shared by
// the features that are too rare to learn.
func number(groups []group) (keys []uint32, counts []int32) {
	const least = 3
	seen := map[uint32]int32{}
	each(groups, func(x *uint32) { seen[*x]++ })
	keys, counts = []uint32{0}, []int32{0}
	numbers := map[uint32]uint32{}
	each(groups, func(x *uint32) {
		if seen[*x] < least {
			*x = 0
			return
		}
		n, ok := numbers[*x]
		if !ok {
			n = uint32(len(keys))
			numbers[*x] = n
			keys, counts = append(keys, *x), append(counts, seen[*x])
		}
		*x = n
	})
	return keys, counts
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
