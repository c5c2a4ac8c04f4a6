package source

import (
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// candidates is a list of tokens to choose among, with their scores by the model, or with their features where there is no model
// yet because it is to be learned from them.
type candidates struct {
	tokens []int
	model  *linear.Model
	scores []float32 // log probabilities after judge
	items  linear.Items
}

func (c *candidates) reset(m *linear.Model) {
	c.tokens, c.scores, c.model = c.tokens[:0], c.scores[:0], m
}

func (c *candidates) add(token int, f *features) {
	c.tokens = append(c.tokens, token)
	if c.model != nil {
		c.scores = append(c.scores, score(c.model, f.list()))
		return
	}
	for _, x := range f.list() {
		c.items.Add(x)
	}
	c.items.End()
}

// The cue.

func (v *view) cueStarts(c *candidates, f *features, x *frame) {
	s := v.sentence(x.anchor)
	for t := x.anchor; t >= s.First && t >= x.anchor-6; t-- {
		if v.mark[t] && t != x.anchor || v.endsName(t) {
			break
		}
		f.reset(saltCueStart)
		v.cueFeatures(f, x.anchor, t, t-1)
		c.add(t, f)
	}
}

func (v *view) cueEnds(c *candidates, f *features, x *frame, first int) {
	s := v.sentence(x.anchor)
	for t := x.anchor; t < s.Last && t <= x.anchor+9; t++ {
		if v.mark[t] && t != x.anchor {
			break
		}
		f.reset(saltCueEnd)
		v.cueFeatures(f, x.anchor, t, t+1)
		f.pair(v.stem(x.anchor), uint32(v.Tokens[first].Tag)<<8|bucket(t-x.anchor))
		f.pair(v.word(first), v.word(t))
		c.add(t, f)
	}
}

// cueFeatures describes token t as the border of the cue, next being the first token outside.
func (v *view) cueFeatures(f *features, a, t, next int) {
	d := bucket(t - a)
	stem := v.stem(a)
	h := v.topLeft(t, a)
	if next > t {
		h = v.topRight(t, a)
	}
	rel, out := v.relate(a, h), v.relate(a, next)
	f.pair(d, 0)
	f.pair(stem, d)
	f.pair(v.class(a), d)
	f.pair(v.word(t), d)
	f.pair(v.word(t), v.word(next))
	f.pair(stem, v.word(t))
	f.pair(stem, v.word(next))
	f.pair(stem, v.word(next)^uint32(v.tag(t))<<3)
	f.pair(uint32(v.tag(t)), uint32(v.tag(next)))
	f.pair(rel, out)
	f.pair(v.word(t), out)
	f.pair(v.word(next), rel)
	f.pair(v.word(next), out)
	f.pair(v.word(next), d)
	f.pair(v.who(next), d)
	f.pair(uint32(v.tag(next)), out)
	f.pair(stem, rel)
	f.pair(stem, out)
	f.pair(uint32(v.tag(a)), out^uint32(v.tag(next))<<24)
	f.pair(uint32(v.tag(a))<<8|uint32(v.tag(next)), d)
	f.pair(v.quoteState(next), d)
}

// The source.

// sourceStarts lists where the source can begin; the candidate -1 says that there is none.
func (v *view) sourceStarts(c *candidates, f *features, x *frame) {
	s := v.sentence(x.anchor)
	f.reset(saltSourceStart)
	k := v.childrenOf(x.anchor)
	f.add(7)
	f.pair(v.stem(x.anchor), 7)
	f.pair(v.class(x.anchor), fold(k.set))
	f.pair(uint32(v.tag(x.anchor)), fold(k.set))
	f.pair(uint32(v.tag(x.anchor)), uint32(v.dep(x.anchor)))
	f.pair(v.class(x.anchor), v.who(k.subject))
	f.pair(v.word(x.cue.first), uint32(v.tag(x.anchor)))
	c.add(-1, f)
	unowned := v.unowned(x.anchor)
	for t := max(s.First, x.anchor-40); t < s.Last && t < x.anchor+20; t++ {
		if unowned && (t < x.anchor || v.words[t-1] != hashBy && v.tag(t-1) != article.IN) {
			continue
		}
		if v.mark[t] || x.cue.has(t) || !canBeginSource(v.Tokens[t].Tag) || v.insideNouns(x, t) {
			continue
		}
		f.reset(saltSourceStart)
		f.template += 20
		v.sourceStartFeatures(f, x, t)
		c.add(t, f)
	}
}

// unowned reports whether the cue has no source but one that a preposition behind it may name: it is a passive verb of speech, whose
// subject the words are about ("the brothers were arrested and accused of theft"), or a noun that is only said to be there ("there were
// fears"). Quoting is another matter: whoever is quoted speaks.
func (v *view) unowned(anchor int) bool {
	e := v.entry(anchor)
	if e == nil || e.lemma == "quote" {
		return false
	}
	if e.part == nounPart {
		return v.head(anchor) >= 0 && v.childrenOf(v.head(anchor)).set&(1<<article.DepExpl) != 0
	}
	k := v.childrenOf(anchor)
	if k.subject < 0 && v.tag(anchor) == article.VBN && v.dep(anchor) == article.DepConj {
		k = v.childrenOf(v.head(anchor))
	}
	return e.act == speech && k.subject >= 0 && v.dep(k.subject) == article.DepNsubjPass && k.set&(1<<article.DepAuxPass) != 0
}

// insideNouns reports whether token t is in the middle of a noun group, by the tree: it has a word before it that depends on it, or it
// and the word before hang on the same noun behind them.
func (v *view) insideNouns(x *frame, t int) bool {
	if t == 0 || x.cue.has(t-1) {
		return false
	}
	switch before := v.Tokens[t-1].Tag; before {
	case article.DT, article.JJ, article.PRPS, article.POS, article.CD, article.HYPH:
	default:
		if !before.IsNoun() {
			return false
		}
	}
	if int(v.left[t]) < t {
		return true
	}
	h := v.head(t)
	return h > t && int(v.left[h]) < t && h < t+8 && v.Tokens[h].Tag.IsNoun()
}

func canBeginSource(tag article.Tag) bool {
	switch tag {
	case article.CC, article.IN, article.TO, article.MD, article.VBD, article.VBP, article.VBZ, article.VB, article.POS, article.RP, article.EX, article.WRB:
		return false
	}
	return true
}

// marksBetween counts the commas and other marks between two tokens, up to 3 each.
func (v *view) marksBetween(a, b int) uint32 {
	if a > b {
		a, b = b, a
	}
	commas, others := 0, 0
	for i := a + 1; i < b && i < a+60; i++ {
		if v.mark[i] {
			if v.words[i] == hashComma {
				commas++
			} else {
				others++
			}
		}
	}
	return uint32(min(commas, 3) + 4*min(others, 3))
}

// verbsBetween counts the verbs between two tokens, up to 3.
func (v *view) verbsBetween(a, b int) uint32 {
	if a > b {
		a, b = b, a
	}
	n := 0
	for i := a + 1; i < b && n < 3; i++ {
		if v.Tokens[i].Tag.IsVerb() || v.Tokens[i].Tag == article.MD {
			n++
		}
	}
	return uint32(n)
}

func (v *view) sourceStartFeatures(f *features, x *frame, t int) {
	a := x.anchor
	h := v.topLeft(t, a)
	rel := v.relate(a, h)
	side := bit(t > a, 7)
	distance := bucket(v.gap(x.cue, t))
	marks, verbs := v.marksBetween(a, t), v.verbsBetween(a, t)
	stem := v.stem(a)
	f.pair(rel, marks)
	f.pair(side, distance)
	f.pair(side|marks, distance)
	f.pair(side|verbs<<8|marks<<16, v.who(h))
	f.pair(side|verbs<<8|marks<<16, uint32(v.tag(t))<<8|uint32(v.tag(t-1)))
	f.pair(stem, side|min(distance, 3))
	f.pair(v.word(t-1), side)
	f.pair(v.word(t-1), rel)
	f.pair(uint32(v.tag(t)), uint32(v.tag(t-1))<<8|side)
	f.pair(uint32(v.tag(t)), uint32(v.tag(t+1))<<8|uint32(v.tag(t-1))<<16)
	f.pair(v.who(h), side|min(distance, 6))
	f.pair(v.stem(h), side)
	f.pair(v.quoteState(t), v.quoteState(a)<<4|side)
	f.pair(bit(t == v.sentence(a).First, 0)|side, v.who(h))
	f.pair(uint32(v.Tokens[h].Dep), uint32(v.tag(v.head(h)))<<8|side)
	f.pair(bit(v.right[h] == int32(x.cue.first-1), 0)|bit(v.nextWord(int(v.right[h]), len(v.Tokens)) == x.cue.first, 1)|bit(t == x.cue.last+1, 2), uint32(v.tag(h)))
	f.pair(bit(v.sameName(t-1, t), 0), side)
}

// heads is the chain of relations above token a, two steps.
func (v *view) heads(a int) uint32 { return uint32(v.dep(a))<<8 | uint32(v.dep(v.head(a))) }

// gap is how many tokens lie between the stretch and token t, negative if t comes before.
func (v *view) gap(s stretch, t int) int {
	switch {
	case t < s.first:
		return t - s.first
	case t > s.last:
		return t - s.last
	}
	return 0
}

func (v *view) sourceEnds(c *candidates, f *features, x *frame, first int) {
	s := v.sentence(x.anchor)
	limit := min(s.Last, first+50)
	if first < x.cue.first {
		limit = min(limit, x.cue.first)
	}
	for t := first; t < limit; t++ {
		tag := v.Tokens[t].Tag
		if v.mark[t] || tag == article.CC && t > first || tag == article.POS && !v.endsName(t) || v.endsName(t+1) || !canEndSource(tag) && t+1 < limit && !v.mark[t+1] && t > first {
			continue
		}
		f.reset(saltSourceEnd)
		v.sourceEndFeatures(f, x, first, t, limit)
		c.add(t, f)
	}
}

// endsName reports whether token t is the "'s" of a name like Moody's: one that stands before a verb instead of what is owned.
func (v *view) endsName(t int) bool {
	if t < 1 || t >= len(v.Tokens) || v.words[t] != hashS && v.words[t] != hashCurlyS || !v.Tokens[t-1].Tag.IsProper() {
		return false
	}
	next := v.tag(t + 1)
	return next == article.VBD || next == article.MD || v.Tokens[t].Tag == article.POS && next == article.VBZ
}

// canEndSource rules out the words that something must follow, unless a mark or the cue does.
func canEndSource(tag article.Tag) bool {
	switch tag {
	case article.DT, article.IN, article.TO, article.CC, article.MD, article.PRPS, article.VB, article.VBD, article.VBP, article.VBZ, article.WP, article.WDT, article.HYPH:
		return false
	}
	return true
}

func (v *view) sourceEndFeatures(f *features, x *frame, first, t, limit int) {
	a := x.anchor
	whole := v.topLeft(first, a)
	h := v.topRight(t, a)
	rel := v.relate(a, h)
	next := v.nextWord(t, len(v.Tokens))
	atWhole := bit(int(v.right[whole]) == t, 0) | bit(whole == h, 1) | bit(first == t, 2)
	place := bit(t+1 == x.cue.first, 0) | bit(next == x.cue.first, 1) | bit(t+1 < len(v.Tokens) && v.mark[t+1], 2) | bit(first > a, 3)
	length := bucket(t - first)
	marks := v.marksBetween(first, t)
	f.pair(atWhole, rel)
	f.pair(atWhole|place<<8, v.shapeOf(t+1))
	f.pair(place, uint32(v.tag(first)))
	f.pair(place, marks)
	f.pair(length, uint32(v.tag(first)))
	f.pair(length, v.who(first))
	f.pair(marks, uint32(v.tag(t+1)))
	f.pair(uint32(v.tag(t)), uint32(v.tag(t+1)))
	f.pair(uint32(v.tag(t)), uint32(v.tag(t+1))<<8|uint32(v.tag(t+2)))
	f.pair(v.word(t), uint32(v.tag(t+1)))
	f.pair(v.word(t+1), v.word(t+2))
	f.pair(v.word(t+1), uint32(v.tag(t+2)))
	f.pair(v.word(t+1), uint32(v.tag(a))|place<<8)
	f.pair(v.stem(a), place|atWhole<<8)
	f.pair(rel, uint32(v.tag(t)))
	f.pair(bit(v.sameName(t, t+1), 0), place)
	f.pair(v.verbsBetween(first-1, t+1), place)
	f.pair(v.verbsBetween(first-1, t+1), atWhole|marks<<8)
	f.pair(v.quoteState(t), v.quoteState(t+1))
	f.pair(v.dependency(next, first, t), atWhole|uint32(v.tag(next))<<8)
}

// dependency says how token i hangs together with the stretch first..last: its relation if its head is inside, else what it is.
func (v *view) dependency(i, first, last int) uint32 {
	if i < 0 {
		return 0
	}
	t := i
	for range 4 {
		h := v.head(t)
		if h < 0 {
			break
		}
		if first <= h && h <= last {
			return 1 | uint32(v.dep(t))<<8
		}
		if h < i {
			break
		}
		t = h
	}
	return 2
}
