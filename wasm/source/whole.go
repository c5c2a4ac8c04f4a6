package source

// level makes a logit or a log probability coarse, in steps that grow with its distance from 0.
func level(x float32) uint32 {
	switch n := x * 2; {
	case n > 12:
		return 24
	case n < -12:
		return 0
	default:
		return uint32(int(n + 12.5))
	}
}

// acceptFeatures describes a frame with all its parts, for the choice among variants and nothing.
func (v *view) acceptFeatures(f *features, x *frame) {
	f.reset(saltAccept)
	a := x.anchor
	w := whole{a: a, stem: v.stem(a), class: v.class(a), tag: uint32(v.tag(a)), own: level(x.logit)}
	for k, p := range x.parts {
		w.sure[k] = level(p)
	}
	f.add(w.own)
	f.pair(w.own, w.sure[0])
	f.pair(w.own, w.sure[1])
	f.pair(w.own, w.sure[2])
	f.pair(w.own, w.sure[3])
	f.pair(w.sure[1], w.sure[2])
	f.pair(w.sure[0], w.sure[2])
	f.pair(w.own, w.class)
	f.pair(w.own, w.tag)
	f.pair(w.stem, min(w.own, 16)/4)
	f.pair(x.rank, 0)
	f.pair(x.rank, w.sure[2])
	f.pair(x.rank, w.class)
	v.sourceOfWhole(f, x, &w)
	v.contentOfWhole(f, x, &w)
	v.aroundWhole(f, x, &w)
	v.cueOfWhole(f, x, &w)
}

// whole is what the features of a whole frame share.
type whole struct {
	a                     int
	stem, class, tag, own uint32
	sure                  [4]uint32
	source, sourceRel     uint32 // who the source is, and how it stands to the anchor
	rel, quote            uint32 // how the content stands to the anchor and to quotation marks
}

func (v *view) sourceOfWhole(f *features, x *frame, w *whole) {
	missing := bit(x.source.first < 0, 0)
	if x.source.first >= 0 {
		h := v.topLeft(x.source.first, w.a)
		w.source, w.sourceRel = v.who(h), v.relate(w.a, h)
		between := v.marksBetween(x.source.last, w.a)
		f.pair(w.sourceRel, w.class)
		f.pair(v.stem(h), w.class)
		f.pair(v.stem(h), w.tag)
		f.pair(w.source, w.class)
		f.pair(w.source, w.own/2)
		f.pair(w.sourceRel, w.own/2)
		f.pair(w.sourceRel, w.source)
		f.pair(between, x.order()|v.verbsBetween(x.source.last, x.cue.first)<<4)
		f.pair(between|w.sourceRel<<8, bucket(v.gap(x.cue, x.source.last)))
		f.pair(bucket(x.source.last-x.source.first), w.sure[1])
		f.pair(v.quoteState(x.source.first), v.quoteState(w.a))
	} else {
		f.template += 11
	}
	f.pair(missing, w.class)
	f.pair(missing, w.stem)
	f.pair(missing, w.own)
	f.pair(missing, w.sure[1])
	f.pair(missing|x.rank<<1, fold(v.childrenOf(w.a).set&subjects))
}

func (v *view) contentOfWhole(f *features, x *frame, w *whole) {
	one := x.content[0]
	length, place, pieces := bucket(one.last-one.first), v.placeOf(x, one.first), uint32(len(x.content))
	w.rel = v.relate(w.a, v.topLeft(one.first, w.a))
	w.quote = v.quoteState(one.first) | bit(v.quoted(one.first, one.last), 4) | bit(v.inQuote[w.a] >= 0, 5)
	f.pair(w.rel, w.class)
	f.pair(w.rel, w.stem)
	f.pair(w.rel, w.tag|bit(x.source.first < 0, 8))
	f.pair(w.rel, w.own/2)
	f.pair(w.rel, w.sourceRel)
	f.pair(w.rel, w.source)
	f.pair(w.quote, w.class)
	f.pair(w.quote, w.source)
	f.pair(w.quote, w.own/2)
	f.pair(w.quote, w.sure[2])
	f.pair(length, w.class)
	f.pair(length, w.own/2)
	f.pair(length, w.sure[2])
	f.pair(place, x.order()|w.class<<4)
	f.pair(place, x.order()|w.tag<<4)
	f.pair(v.word(one.first), w.class)
	f.pair(v.word(one.first), w.own/2)
	f.pair(uint32(v.tag(one.first)), w.class|w.tag<<16)
	f.pair(pieces, w.class)
	f.pair(pieces, w.sure[3])
	f.pair(pieces|w.quote<<4, w.rel)
}

// aroundWhole says what follows the content, what else it holds, and in whose clause the cue stands.
func (v *view) aroundWhole(f *features, x *frame, w *whole) {
	one, end := x.content[0], x.content[len(x.content)-1].last
	next := v.nextWord(one.last, len(v.Tokens))
	fit := bit(int(v.right[v.topLeft(one.first, w.a)]) == one.last, 0) | bit(v.isMark(one.last+1), 1) |
		bit(one.last+1 < len(v.Tokens) && v.SentenceOf(one.last) != v.SentenceOf(one.last+1), 2)
	f.pair(fit, w.rel)
	f.pair(fit, v.shapeOf(one.last+1))
	f.pair(fit, v.shapeOf(end+1))
	f.pair(fit|x.rank<<4, w.sure[2])
	f.pair(v.shapeOf(one.last+1), v.word(next))
	f.pair(v.dependency(next, one.first, one.last), fit)
	inside := level(v.strongest(one))
	f.pair(inside, w.own/2)
	f.pair(inside, w.rel)
	f.pair(inside, bucket(one.last-one.first))
	logit, steps := v.above(w.a)
	above := level(logit)
	f.pair(above, steps|w.own/2<<4)
	f.pair(above, steps|uint32(v.dep(w.a))<<4)
	f.pair(above, steps|w.class<<4)
	f.pair(above|w.quote<<8, steps)
}

func (v *view) cueOfWhole(f *features, x *frame, w *whole) {
	first, last, one := v.word(x.cue.first), v.word(x.cue.last), x.content[0].first
	f.pair(uint32(x.cue.last-x.cue.first), w.own/2)
	f.pair(first, w.own/2)
	f.pair(last, w.own/2)
	f.pair(last, uint32(v.tag(one)))
	f.pair(last, v.word(one))
	f.pair(last, w.rel)
	f.pair(w.stem, last)
	f.pair(v.word(v.nextWord(x.cue.last, len(v.Tokens))), w.class)
}

// strongest returns the highest logit of an anchor in the stretch.
func (v *view) strongest(s stretch) float32 {
	top := float32(-9)
	for i := s.first; i <= s.last && i < s.first+reach; i++ {
		top = max(top, v.logits[i])
	}
	return top
}

// above returns the logit of the nearest candidate for a cue over token a in the tree, and how many steps it is away.
func (v *view) above(a int) (float32, uint32) {
	h := v.head(a)
	for steps := uint32(1); h >= 0 && steps < 8; steps++ {
		if v.logits[h] > worthTrying {
			return v.logits[h], steps
		}
		h = v.head(h)
	}
	return -9, 0
}
