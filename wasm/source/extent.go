package source

import (
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// stretch is the tokens first..last, both included. first is -1 for none.
type stretch struct{ first, last int }

var none = stretch{-1, -1}

func (s stretch) has(i int) bool { return s.first >= 0 && s.first <= i && i <= s.last }

// frame is an attribution while it is put together.
type frame struct {
	anchor      int // the main word of the cue
	cue, source stretch
	content     []stretch
	logit       float32    // how sure the anchor is
	area        stretch    // where the content can be: the sentence, and what its quotation marks take in
	rank        uint32     // which choices it is made of: 0 for the likeliest of each
	parts       [4]float32 // log probabilities of cue, source, content, and more content
	parent      *frame
	inside      *frame // the parent that a rule gives it, whatever its content
	rule        string // the rule that made it, where no cue was learned: "Q-floating"
	index       int    // among the finished frames
	described   bool
	speaker     speaker
	reason      stretch // why the source is not named, in the article's words
}

// reach is how many tokens from the anchor parts are looked for, except for what quotation marks hold together.
const reach = 120

// areaOf returns the tokens in which the content of the anchor can stand.
func (v *view) areaOf(anchor int) stretch {
	si := v.SentenceOf(anchor)
	s := &v.Sentences[si]
	area := stretch{max(s.First, anchor-reach), min(s.Last-1, anchor+reach)}
	if v.inQuote[anchor] >= 0 {
		return area // what is said inside a quotation stays in its sentence
	}
	p := v.paragraphOf(si)
	first, last := v.paragraphTokens(p)
	if q := v.inQuote[s.First]; q >= 0 && v.quotes[q].open < s.First {
		area.first = v.quotes[q].open
	} else if s.First > first && v.inQuote[s.First-1] >= 0 && !v.closesEarly(s) {
		area.first = v.quotes[v.inQuote[s.First-1]].open
	}
	if q := v.inQuote[s.Last-1]; q >= 0 && v.quotes[q].close >= s.Last {
		area.last = v.quotes[q].close
	} else if s.Last < last && v.inQuote[s.Last] >= 0 && v.quotes[v.inQuote[s.Last]].open == s.Last {
		area.last = v.quotes[v.inQuote[s.Last]].close
	} else if v.words[s.Last-1] == hashColon {
		area.last = v.afterColon(s.Last, p, last)
	}
	return area
}

// closesEarly reports whether the sentence has a quotation of its own, so that the one before belongs to another tag.
func (v *view) closesEarly(s *article.Sentence) bool {
	for i := s.First; i < s.Last && i < s.First+reach; i++ {
		if v.inQuote[i] >= 0 && v.quotes[v.inQuote[i]].open >= s.First {
			return true
		}
	}
	return false
}

// afterColon returns the last token that a sentence that ends in a colon can announce: the next quotation, or the next sentence.
func (v *view) afterColon(next, p, last int) int {
	if next >= last {
		if p+1 >= len(v.Paragraphs) {
			return next - 1
		}
		next, _ = v.paragraphTokens(p + 1)
		if next == 0 || next >= len(v.Tokens) {
			return last - 1
		}
	}
	if q := v.inQuote[next]; q >= 0 {
		return v.quotes[q].close
	}
	return v.sentence(next).Last - 1
}

// paragraphOf returns the paragraph of sentence s.
func (v *view) paragraphOf(s int) int {
	low, high := 0, len(v.Paragraphs)-1
	for low < high {
		if mid := (low + high) / 2; v.Paragraphs[mid].Last <= s {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

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

// The content.

func (v *view) contentStarts(c *candidates, f *features, x *frame, salt uint32) {
	if salt == saltMore {
		f.reset(saltMore)
		v.noMoreFeatures(f, x)
		c.add(-1, f)
	}
	w := v.surroundings(x)
	for t := x.area.first; t <= x.area.last; t++ {
		if t > x.anchor+reach && !v.begins(t) || t < x.anchor-reach && t > x.area.first+3 {
			continue
		}
		if v.mark[t] || x.taken(t) || salt == saltMore && x.content[0].has(t) || !v.canBeginContent(x, t) {
			continue
		}
		f.reset(salt)
		f.template += 20
		if salt == saltMore {
			v.moreFeatures(f, x, t)
		} else {
			v.contentStartFeatures(f, x, t, &w)
		}
		c.add(t, f)
	}
}

func (v *view) begins(t int) bool { return v.sentence(t).First == t || t > 0 && v.mark[t-1] }

func (x *frame) taken(t int) bool { return x.cue.has(t) || x.source.has(t) }

// canBeginContent keeps the tokens after a mark, the cue or the source, and those that begin a constituent related to the anchor.
func (v *view) canBeginContent(x *frame, t int) bool {
	if v.begins(t) || x.taken(t-1) || t == x.area.first {
		return true
	}
	r := v.relate(x.anchor, v.topLeft(t, x.anchor))
	return r < 8<<16
}

// placeOf says where token t stands to the cue and the source.
func (v *view) placeOf(x *frame, t int) uint32 {
	s := v.sentence(x.anchor)
	before := t - 1
	for before >= x.area.first && v.mark[before] {
		before--
	}
	return bit(t > x.cue.last, 0) | bit(before == x.cue.last, 1) | bit(before == x.source.last && x.source.first >= 0, 2) | bit(t == s.First || before < s.First, 3) |
		bit(before < x.area.first, 4) | bit(t > 0 && v.mark[t-1], 5) | bit(t >= s.Last, 6) | bit(t < s.First, 7)
}

// order says whether the source stands before or after the cue, or is missing.
func (x *frame) order() uint32 {
	switch {
	case x.source.first < 0:
		return 0
	case x.source.first < x.cue.first:
		return 1
	}
	return 2
}

// surroundings are what the features of all tokens where the content could begin share: the anchor and what stands around it.
type surroundings struct {
	stem, class, tag, heads, quote, near uint32 // of the anchor
	order, commas                        uint32 // of the frame
	last, before, after                  uint32 // the cue's last word, and the shapes beside the cue
}

func (v *view) surroundings(x *frame) surroundings {
	a := x.anchor
	return surroundings{
		stem: v.stem(a), class: v.class(a), tag: uint32(v.tag(a)), heads: v.heads(a), quote: v.quoteState(a), near: v.nearQuote(a, v.sentence(a)) & 7,
		order: x.order(), commas: v.commas(x),
		last: v.word(x.cue.last), before: v.shapeOf(x.cue.first - 1), after: v.shapeOf(x.cue.last + 1),
	}
}

func (v *view) contentStartFeatures(f *features, x *frame, t int, w *surroundings) {
	a := x.anchor
	rel, place := v.relate(a, v.topLeft(t, a)), v.placeOf(x, t)
	ordered := place | w.order<<8
	distance := bucket(v.gap(x.cue, t))
	q := v.quoteState(t) | w.quote<<4
	word, tag, tagBefore, before := v.word(t), uint32(v.tag(t)), uint32(v.tag(t-1)), v.shapeOf(t-1)
	f.pair(ordered, w.after)
	f.pair(ordered|q<<16, w.near)
	f.pair(place, w.stem)
	f.pair(ordered, w.class)
	f.pair(ordered, w.tag|w.commas<<8)
	f.pair(rel, w.stem)
	f.pair(word, place)
	f.pair(word, rel)
	f.pair(v.word(t-1), place&0x7F)
	f.pair(tag, tagBefore<<8|place<<16)
	f.pair(tag, uint32(v.tag(t+1))<<8|place<<16)
	f.pair(tag, rel)
	f.pair(distance, bit(t > a, 0)|w.order<<1)
	f.pair(distance, before)
	f.pair(distance, w.class)
	f.pair(v.marksBetween(a, t), place)
	f.pair(q, before)
	f.pair(q, w.before^w.after<<1)
	f.pair(w.last, place|tag<<9)
	f.pair(w.heads, place|w.order<<9)
}

// commas says whether the attribution is cut off by commas: before its first part, after its last.
func (v *view) commas(x *frame) uint32 {
	first, last := x.cue.first, x.cue.last
	if x.source.first >= 0 {
		first, last = min(first, x.source.first), max(last, x.source.last)
	}
	s := v.sentence(x.anchor)
	return bit(first > s.First && v.mark[first-1], 0) | bit(first == s.First, 1) | bit(last+1 < s.Last && v.mark[last+1], 2) | bit(last+2 >= s.Last, 3)
}

func (v *view) contentEnds(c *candidates, f *features, x *frame, first int) {
	whole := v.topLeft(first, x.anchor)
	last := x.area.last
	for _, p := range []stretch{x.cue, x.source} {
		if p.first > first {
			last = min(last, p.first-1)
		}
	}
	if len(x.content) > 0 && x.content[0].first > first {
		last = min(last, x.content[0].first-1)
	}
	counted := 0
	for t := first; t <= last; t++ {
		if t > first+reach && t != last && !(t+1 < len(v.mark) && v.mark[t+1] && v.inQuote[t] >= 0 && t+2 >= v.quotes[v.inQuote[t]].close) {
			continue
		}
		if v.logits[t] > 0 && t != x.anchor && v.inQuote[t] < 0 {
			counted++
		}
		if v.mark[t] || !v.canEndContent(x, whole, t, last) {
			continue
		}
		f.reset(saltContentEnd)
		v.contentEndFeatures(f, x, first, t, last, whole, counted)
		c.add(t, f)
	}
}

func (v *view) canEndContent(x *frame, whole, t, last int) bool {
	if t == last || v.isMark(t+1) || int(v.right[whole]) == t || x.taken(t+1) {
		return true
	}
	return v.relate(x.anchor, v.topRight(t, x.anchor)) < 8<<16
}

func (v *view) contentEndFeatures(f *features, x *frame, first, t, last, whole, counted int) {
	a := x.anchor
	s := v.sentence(first)
	h := v.topRight(t, a)
	next := v.nextWord(t, len(v.Tokens))
	more := bit(len(x.content) > 0, 31)
	fit := bit(int(v.right[whole]) == t, 0) | bit(whole == h, 1) | bit(first == t, 2)
	place := bit(t == last, 0) | bit(next < 0 || next >= s.Last, 1) | bit(next < 0 || v.SentenceOf(next) != v.SentenceOf(t), 2) |
		bit(t+1 == x.cue.first || next == x.cue.first, 3) | bit(x.source.first >= 0 && (t+1 == x.source.first || next == x.source.first), 4) | bit(first > a, 5) | bit(v.isMark(t+1), 6)
	q := v.quoteState(first) | v.quoteState(t)<<4 | v.quoteState(t+1)<<8 | bit(v.quoted(first, t), 12)
	join := v.dependency(next, first, t)
	nextRel := uint32(0)
	if next >= 0 {
		nextRel = v.relate(a, v.topLeft(next, a))
	}
	after, wordAfter, nextWord, cues := v.shapeOf(t+1), v.word(t+1), v.word(next), uint32(min(counted, 3))
	f.pair(fit|place<<8, more)
	f.pair(place, q|more)
	f.pair(fit|q<<8, after)
	f.pair(place, v.class(a)|cues<<16)
	f.pair(fit|place<<8, cues)
	f.pair(bucket(t-first), uint32(v.tag(first)))
	f.pair(place, v.marksBetween(first, t)|more)
	f.pair(join, after)
	f.pair(join, nextWord)
	f.pair(join, uint32(v.tag(next))|fit<<8)
	f.pair(nextRel, after)
	f.pair(nextRel, nextWord)
	f.pair(wordAfter, v.word(t+2))
	f.pair(wordAfter, uint32(v.tag(t+2))|place<<8)
	f.pair(nextWord, v.stem(a))
	f.pair(after, q)
	f.pair(uint32(v.tag(t)), after)
	f.pair(v.word(t), after)
	f.pair(bit(v.sameName(t, t+1), 0), place)
	f.pair(v.word(first), place|fit<<8)
	f.pair(x.order()|v.commas(x)<<4, place|fit<<8)
	ahead, theme := v.clauseAhead(next, s.Last), v.theme(next)
	f.pair(ahead, after)
	f.pair(ahead, join)
	f.pair(theme, after)
	f.pair(theme, join)
}

// clauseAhead says of what follows from token i to the next mark or the end: whether a verb with tense stands there, how it hangs in the
// tree, whether its subject stands there too, and whether it looks like a cue. "He said prices fell and his rivals denied it" has another
// attribution behind the content, "he said prices fell and wages rose" has not.
func (v *view) clauseAhead(i, end int) uint32 {
	const longest = 10
	for t := i; t >= 0 && t < min(end, i+longest); t++ {
		switch {
		case v.mark[t]:
			return 1
		case v.tag(t).IsFinite():
			return 2 | bit(v.childrenOf(t).subject >= i, 2) | bit(v.logits[t] > 0, 3) | uint32(v.dep(t))<<4
		}
	}
	return 0
}

// Another stretch of content: the other half of a statement that its tag interrupts.

func (v *view) noMoreFeatures(f *features, x *frame) {
	a, one := x.anchor, x.content[0]
	s := v.sentence(a)
	right := bit(one.first > a, 0)
	f.add(1)
	f.pair(right, x.order()|v.commas(x)<<4)
	f.pair(right|x.order()<<4|v.commas(x)<<8, v.shapeOf(one.last+1))
	f.pair(right|v.commas(x)<<8, v.quoteState(one.first)|v.quoteState(one.last)<<4)
	f.pair(right, v.stem(a))
	f.pair(right, v.class(a)|uint32(v.tag(a))<<16)
	f.pair(right, uint32(v.dep(a))|bit(x.source.first < 0, 8))
	f.pair(bit(x.area.last >= s.Last, 0)|bit(x.area.first < s.First, 1), right)
	f.pair(right|bucket(s.Last-1-max(x.cue.last, x.source.last))<<8, v.commas(x))
	f.pair(v.relate(a, v.topLeft(one.first, a)), right|v.commas(x)<<8)
}

func (v *view) moreFeatures(f *features, x *frame, t int) {
	one := x.content[0]
	s := v.sentence(x.anchor)
	sides := bit(t > x.anchor, 0) | bit(one.first > x.anchor, 1) | bit(t < one.first, 2)
	q := v.quoteState(one.first) | v.quoteState(one.last)<<4 | v.quoteState(t)<<8
	place := v.placeOf(x, t)
	f.pair(sides, place)
	f.pair(sides|place<<8, q)
	f.pair(sides|place<<8, v.commas(x))
	f.pair(sides|place<<8, v.shapeOf(one.last+1))
	f.pair(sides, v.dependency(v.topLeft(t, x.anchor), one.first, one.last)|place<<8)
	f.pair(sides, v.dependency(one.first, t, int(v.right[v.topLeft(t, x.anchor)]))|place<<8)
	f.pair(sides|bit(t >= s.Last, 8), q)
	f.pair(sides|place<<8, uint32(v.tag(t))|v.shapeOf(t-1)<<8)
	rel := v.relate(x.anchor, v.topLeft(t, x.anchor))
	f.pair(sides, rel)
	f.pair(v.word(t-1), rel)
	f.pair(sides|x.order()<<8, bucket(v.gap(x.cue, t)))
}
