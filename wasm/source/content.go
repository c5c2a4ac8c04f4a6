package source

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
