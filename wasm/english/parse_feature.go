package english

import (
	"math/bits"

	"github.com/ascribe/ascribe/wasm/linear"
)

// Most choices are easy, and a few features make them. So features come in stages, the most telling first: when, after a stage,
// the best choice leads clearly, the others are not looked at (Strubell, Vilnis, Silverstein and McCallum 2015, "Learning dynamic
// feature selection for fast sequential prediction"). The models learn to be right after every stage.

// The templates' numbers begin here.
const (
	moveTemplates     = 0x400
	relationTemplates = 0x480
)

// Stages of a move's and of a relation's features. The committee that teaches (see teach) has one more for moves.
const (
	moveStages     = len(moveEnough) + 1
	relationStages = len(relationEnough) + 1
)

// The lead, on the learner's scale, that is enough after each stage but the last. Smaller ones cost accuracy; with these, two thirds
// of the features are not looked at.
var (
	moveEnough     = [...]float32{100, 100, 100}
	relationEnough = [...]float32{20, 30}
)

// hash makes features of what the templates see, the first of them with the given number.
func hash(template uint32, seen []uint32) {
	for i, x := range seen {
		seen[i] = linear.Mix(template+uint32(i), x)
	}
}

// moveView is what the features of a move look at: the stack from the top (s0, s1, s2), the buffer from its front (n0, n1, n2),
// and their outermost children (s0l, …).
type moveView struct {
	s                                  *parseState
	i0, i1                             int // the numbers of s0 and s1
	s0, s1, s2, n0, n1, n2             *parseWord
	s0l, s0r, s1l, s1r, n0l            *parseWord
	pair, under, gap, between, beneath uint32
}

func (s *parseState) moveView() moveView {
	v := moveView{s: s, i0: s.top(0), i1: s.top(1)}
	v.s0, v.s1, v.s2 = s.at(v.i0), s.at(v.i1), s.at(s.top(2))
	v.n0, v.n1, v.n2 = s.at(s.next), s.at(s.next+1), s.at(s.next+2)
	v.s0l, v.s0r, v.s1l, v.s1r = s.at(int(v.s0.left1)), s.at(int(v.s0.right)), s.at(int(v.s1.left1)), s.at(int(v.s1.right))
	v.n0l = s.at(int(v.n0.left1))
	v.pair, v.under = v.s0.tag|v.n0.tag<<8, v.s1.tag|v.s0.tag<<8
	v.gap = distance(v.i0, s.next)
	v.between, v.beneath = s.marksBetween(v.i0, s.next), s.marksBetween(v.i1, v.i0)
	return v
}

func tags3(a, b, c *parseWord) uint32 { return a.tag | b.tag<<8 | c.tag<<16 }

// features appends a stage's features. The templates follow Zhang and Nivre 2011, as far as they help here, and Ma, Zhang and
// Zhu 2014 for marks.
func (v *moveView) features(stage int, f []uint32) []uint32 {
	first := len(f)
	switch stage {
	case 0:
		f = v.first(f)
	case 1:
		f = v.telling(f)
	case 2:
		f = v.more(f)
	case 3:
		f = v.rest(f)
	default:
		f = v.extra(f)
	}
	hash(moveTemplates+uint32(first), f[first:])
	return f
}

// first lists what decides most.
func (v *moveView) first(f []uint32) []uint32 {
	s0, n0, between := v.s0, v.n0, v.between
	return append(f,
		0,
		v.pair|between<<16,
		v.pair|v.gap<<16,
		linear.Mix(s0.both, n0.tag|between<<8),
		linear.Mix(s0.tag|between<<8, n0.both),
		tags3(v.s1, s0, n0),
		linear.Mix(tags3(s0, n0, v.n1), between),
		linear.Mix(v.pair, v.s0r.dep|v.s0l.dep<<8|v.n0l.dep<<16))
}

// telling lists what decides when that does not.
func (v *moveView) telling(f []uint32) []uint32 {
	s := v.s
	s0, n0, n1, between := v.s0, v.n0, v.n1, v.between
	return append(f,
		s0.tag,
		n0.tag,
		s0.word,
		n0.word,
		n1.both,
		linear.Mix(v.pair|between<<16, s.marksBetween(s.next, s.next+1)|s.marksBetween(s.next-1, s.next)<<8),
		linear.Mix(n0.word, n1.tag|between<<8),
		linear.Mix(tags3(s.at(s.next-1), s0, n0), between),
		linear.Mix(v.pair, fold(s0.relations)),
		linear.Mix(s0.word, v.s0r.dep|v.s0l.dep<<8),
		linear.Mix(v.under, v.s1r.dep|v.s1l.dep<<8|v.s0r.dep<<16|v.s0l.dep<<24),
		linear.Mix(v.under|v.beneath<<16, n0.tag|between<<8),
		linear.Mix(s0.theme, n0.theme),
		linear.Mix(v.pair, s0.theme),
		linear.Mix(v.pair, n0.theme))
}

// more lists single words and tags, pairs and threes of them.
func (v *moveView) more(f []uint32) []uint32 {
	s := v.s
	s0, s1, n0, n1, between := v.s0, v.s1, v.n0, v.n1, v.between
	return append(f,
		s0.both,
		s1.word,
		s1.tag,
		s1.both,
		n0.both,
		n1.word,
		n1.tag,
		v.n2.word,
		v.under,
		n0.tag|n1.tag<<8,
		tags3(n0, n1, v.n2),
		linear.Mix(s1.both, n0.tag),
		linear.Mix(tags3(s1, s0, n0), n1.tag),
		linear.Mix(s0.word, n1.tag|n0.tag<<8),
		linear.Mix(tags3(v.s2, s1, s0), n0.tag),
		linear.Mix(s0.both, n0.tag),
		tags3(s0, n0, v.n0l),
		tags3(s0, n0, v.s0r),
		v.under|v.below()<<16,
		linear.Mix(n0.word, v.n0l.dep|s.at(int(n0.left2)).dep<<8),
		linear.Mix(s0.word, s0.rights|s0.lefts<<8),
		n0.tag|n0.lefts<<8|s0.tag<<16,
		linear.Mix(v.under, v.beneath|between<<8),
		linear.Mix(s0.word, between|n0.tag<<8),
		linear.Mix3(v.under, s1.theme, s0.theme),
		linear.Mix3(v.under, s1.theme, n0.tag),
		linear.Mix3(s1.theme, s0.word, n0.theme),
		linear.Mix3(s1.tag, s0.word, n0.theme),
		linear.Mix3(tags3(s1, s0, n0), s1.theme, n0.theme))
}

// rest lists wider surroundings.
func (v *moveView) rest(f []uint32) []uint32 {
	s := v.s
	s0, s1, n0, n1, between := v.s0, v.s1, v.n0, v.n1, v.between
	return append(f,
		v.s2.tag,
		v.n2.tag,
		linear.Mix(s1.both, s0.both),
		linear.Mix(s0.tag, n0.both),
		linear.Mix(s1.tag, s0.both),
		linear.Mix(s1.both, s0.tag),
		s1.tag|n0.tag<<8,
		tags3(s0, n0, n1),
		tags3(v.s2, s1, s0),
		tags3(s1, s0, v.s0l),
		tags3(s1, s0, v.s1r),
		linear.Mix(s0.word, v.gap),
		linear.Mix(n0.word, v.gap),
		linear.Mix(s0.tag|s0.lefts<<8|s0.rights<<16, n0.tag),
		linear.Mix(v.under, fold(s1.relations)),
		linear.Mix(n0.word, s.marksBetween(s.next-1, s.next)),
		linear.Mix(s1.word, v.s1r.dep|s0.tag<<8),
		linear.Mix(s1.word, n0.tag|between<<8))
}

// below is how far s1 is from s0.
func (v *moveView) below() uint32 {
	if v.i1 < 0 {
		return 0
	}
	return distance(v.i1, v.i0)
}

// fold makes a set of relations a number.
func fold(relations uint64) uint32 { return linear.Mix(uint32(relations), uint32(relations>>32)) }

// distance puts a distance in words into a few classes.
func distance(from, to int) uint32 {
	d := to - from
	if d < 5 {
		return uint32(d)
	}
	return 2 + uint32(bits.Len(uint(min(d, 40))))
}

// relationView is what the features of an arc's relation look at: child and head, and their outermost children.
type relationView struct {
	s                    *parseState
	child, head          int
	c, h, cl, cr, hl, hr *parseWord
	pair, between, side  uint32
}

func (s *parseState) relationView(child, head int) relationView {
	v := relationView{s: s, child: child, head: head, c: s.at(child), h: s.at(head)}
	v.cl, v.cr, v.hl, v.hr = s.at(int(v.c.left1)), s.at(int(v.c.right)), s.at(int(v.h.left1)), s.at(int(v.h.right))
	v.pair = v.c.tag | v.h.tag<<8
	v.between = s.marksBetween(min(child, head), max(child, head))
	if child > head {
		v.side = 0x80
	}
	return v
}

// features appends a stage's features.
func (v *relationView) features(stage int, f []uint32) []uint32 {
	first := len(f)
	switch stage {
	case 0:
		f = v.first(f)
	case 1:
		f = v.telling(f)
	default:
		f = v.rest(f)
	}
	hash(relationTemplates+v.side+uint32(first), f[first:])
	return f
}

// first lists what decides most.
func (v *relationView) first(f []uint32) []uint32 {
	return append(f,
		v.pair|v.between<<16,
		v.c.both,
		linear.Mix(v.c.both, v.h.tag),
		linear.Mix(v.pair, fold(v.c.relations)),
		v.h.both)
}

// telling lists what decides when that does not.
func (v *relationView) telling(f []uint32) []uint32 {
	c, h := v.c, v.h
	return append(f,
		v.pair,
		linear.Mix(c.tag, h.both),
		linear.Mix(c.word, h.word),
		linear.Mix(v.pair, v.cl.word),
		linear.Mix(v.pair, fold(h.relations)),
		linear.Mix(v.pair|v.cl.dep<<16|v.cr.dep<<24, v.between),
		v.pair|distance(min(v.child, v.head), max(v.child, v.head))<<16,
		linear.Mix(c.word, v.cl.tag),
		linear.Mix(v.cl.word, h.word),
		linear.Mix(c.theme, h.theme),
		linear.Mix(v.pair, c.theme),
		linear.Mix(v.pair, h.theme),
		linear.Mix3(v.cl.word, c.theme, h.tag),
		linear.Mix3(v.cl.word, h.theme, c.tag))
}

// rest lists single words and tags and wider surroundings.
func (v *relationView) rest(f []uint32) []uint32 {
	c, h := v.c, v.h
	near, after := v.s.at(v.child-1), v.s.at(v.child+1)
	return append(f,
		0,
		c.word,
		c.tag,
		h.word,
		h.tag,
		linear.Mix(c.both, h.both),
		v.pair|v.cl.tag<<16|v.cr.tag<<24,
		linear.Mix(v.pair, v.cr.word),
		linear.Mix(c.tag, v.cl.word),
		linear.Mix(c.tag, fold(c.relations)),
		linear.Mix(h.word, fold(h.relations)),
		linear.Mix(c.word, fold(h.relations)),
		v.pair|v.hl.dep<<16|v.hr.dep<<24,
		linear.Mix(v.pair, v.hr.tag),
		v.pair|near.tag<<16|after.tag<<24,
		linear.Mix(v.pair, near.word),
		linear.Mix(v.pair, after.word),
		linear.Mix(c.word, near.tag|after.tag<<8),
		linear.Mix(v.pair|v.between<<16, v.s.marksBetween(v.child-1, v.child)),
		linear.Mix(c.word, v.between))
}
