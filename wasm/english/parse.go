package english

import (
	_ "embed"
	"math/bits"
	"sync"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// parser finds each sentence's dependency tree with a transition system, greedily and in linear time.
//
// The words wait in a buffer; a stack holds those whose head is not yet known. Three moves lead from sentence to tree
// (arc-hybrid, Kuhlmann, Gómez-Rodríguez and Satta 2011):
//
//	shift  puts the next word on the stack
//	left   makes the next word the head of the topmost word, which leaves the stack
//	right  makes the second word on the stack the head of the topmost, which leaves the stack
//
// The root stands behind the last word. Only the last word on the stack may get it as head, so a sentence has one root;
// every word gets its head once, from words still free, so there are no cycles. One classifier chooses the move, another,
// asked only when an arc is made, its relation. Both see words, tags and what the tree so far shows.
type parser struct {
	moves, relations *linear.Model
	pool             sync.Pool // of *parseState
}

// The moves, which are also the labels of their model.
const (
	moveShift = iota
	moveLeft
	moveRight
	moveCount
)

func newParser(moves, relations *linear.Model) *parser {
	p := &parser{moves: moves, relations: relations}
	p.pool.New = func() any {
		s := &parseState{}
		s.cache.reset()
		return s
	}
	return p
}

//go:embed models/trees.bin
var treeFile []byte

// loadParser decodes a parser from the two models of its file.
func loadParser(data []byte) (*parser, error) {
	moves, rest, err := linear.Decode(data)
	if err != nil {
		return nil, err
	}
	relations, err := linear.Load(rest)
	if err != nil {
		return nil, err
	}
	return newParser(moves, relations), nil
}

// parse sets head and relation of Tokens[first:last], a sentence whose tags are set.
func (p *parser) parse(a *article.Article, first, last int) {
	if first >= last {
		return
	}
	s := p.pool.Get().(*parseState)
	s.start(a, first, last)
	var features [moveFeatureCount]uint32
	var scores [moveCount]int32
	for !s.done() {
		move := s.forced()
		if move < 0 {
			s.moveFeatures(&features)
			p.moves.Scores(features[:], scores[:])
			move = s.best(&scores)
		}
		dep := article.DepRoot
		if child, head := s.arc(move); child >= 0 && head < s.n {
			dep = p.relation(s, child, head)
		}
		s.apply(move, dep)
	}
	for i := range s.n {
		t := &a.Tokens[first+i]
		w := &s.words[i+1]
		t.Dep = article.Dep(w.dep)
		t.Head = int32(first) + w.head
		if w.head == int32(s.n) {
			t.Head = -1
		}
	}
	p.pool.Put(s)
}

// relation returns the relation of an arc that is about to be made.
func (p *parser) relation(s *parseState, child, head int) article.Dep {
	var features [relationFeatureCount]uint32
	var scores [article.DepCount]int32
	s.relationFeatures(&features, child, head)
	p.relations.Scores(features[:], scores[:])
	best := article.DepRoot + 1
	for dep := best + 1; dep < article.DepCount; dep++ {
		if scores[dep] > scores[best] {
			best = dep
		}
	}
	return best
}

// parseWord is a word of the sentence and what the tree so far has for it. Words are numbered from 0; children are
// -1 where there are none, but words lies one place further (see parseState.at), so that -1 is a word too.
type parseWord struct {
	word, tag, both uint32 // hashes: the word in lower case, its tag, both
	head            int32  // -1: none yet
	dep             uint32
	left1, left2    int32 // the outermost children on the left
	right1, right2  int32 // the outermost children on the right
	lefts, rights   uint32
	relations       uint64 // of the children, one bit each
}

// parseState is one sentence on its way, and one goroutine's memory.
type parseState struct {
	cache wordCache
	words []parseWord // words[0] stands for no word, words[n+1] for the root
	stack []int32
	n     int // words in the sentence; n is also the root's number
	next  int // the first word of the buffer
}

var noWord = parseWord{word: 1, tag: uint32(article.TagCount), both: 1, head: -1, left1: -1, left2: -1, right1: -1, right2: -1}

// start puts the sentence's words into the buffer.
func (s *parseState) start(a *article.Article, first, last int) {
	s.n, s.next = last-first, 0
	s.stack, s.words = s.stack[:0], append(s.words[:0], noWord)
	for i := first; i < last; i++ {
		w := noWord
		known := s.look(a.Word(i))
		w.word, w.tag = known.lower, uint32(a.Tokens[i].Tag)
		w.both = linear.Mix(w.word, w.tag)
		s.words = append(s.words, w)
	}
	root := noWord
	root.word, root.tag, root.both = 2, uint32(article.TagCount)+1, 2
	s.words = append(s.words, root)
}

// look returns the word's type.
func (s *parseState) look(word string) *wordType {
	key := keyOf(word)
	index, place, found := s.cache.find(key)
	if !found {
		if len(s.cache.types) >= cacheTypes {
			s.cache.reset()
			_, place, _ = s.cache.find(key)
		}
		index = s.cache.put(place, newWordType(word, key))
	}
	return &s.cache.types[index]
}

// at returns word i, which is -1 for no word and n for the root; beyond that there is no word either.
func (s *parseState) at(i int) *parseWord {
	if i > s.n {
		i = -1
	}
	return &s.words[i+1]
}

// top returns the number of the word at depth k of the stack, -1 if there is none.
func (s *parseState) top(k int) int {
	if k >= len(s.stack) {
		return -1
	}
	return int(s.stack[len(s.stack)-1-k])
}

func (s *parseState) done() bool { return s.next == s.n && len(s.stack) == 0 }

// legal says whether the move is possible.
func (s *parseState) legal(move int) bool {
	switch move {
	case moveShift:
		return s.next < s.n
	case moveLeft:
		return len(s.stack) > 0 && (s.next < s.n || len(s.stack) == 1)
	}
	return len(s.stack) > 1
}

// forced returns the only legal move, -1 if there are several.
func (s *parseState) forced() int {
	switch {
	case len(s.stack) == 0:
		return moveShift
	case s.next < s.n:
		return -1
	case len(s.stack) == 1:
		return moveLeft
	}
	return moveRight
}

// best returns the legal move with the highest score.
func (s *parseState) best(scores *[moveCount]int32) int {
	best := moveShift
	if scores[moveLeft] > scores[best] {
		best = moveLeft
	}
	if scores[moveRight] > scores[best] && len(s.stack) > 1 {
		best = moveRight
	}
	return best
}

// arc returns the arc that the move would make, child -1 if none.
func (s *parseState) arc(move int) (child, head int) {
	switch move {
	case moveLeft:
		return s.top(0), s.next
	case moveRight:
		return s.top(0), s.top(1)
	}
	return -1, -1
}

// apply makes the move.
func (s *parseState) apply(move int, dep article.Dep) {
	child, head := s.arc(move)
	if child < 0 {
		s.stack = append(s.stack, int32(s.next))
		s.next++
		return
	}
	s.stack = s.stack[:len(s.stack)-1]
	c, h := s.at(child), s.at(head)
	c.head, c.dep = int32(head), uint32(dep)
	h.relations |= 1 << dep
	if child < head {
		h.left2, h.left1 = h.left1, int32(child)
		h.lefts = min(h.lefts+1, 4)
	} else {
		h.right2, h.right1 = h.right1, int32(child)
		h.rights = min(h.rights+1, 4)
	}
}

// distance puts a distance in words into a few classes.
func distance(from, to int) uint32 {
	d := to - from
	if d < 5 {
		return uint32(d)
	}
	return 2 + uint32(bits.Len(uint(min(d, 40))))
}

// The templates' numbers begin here.
const (
	moveTemplates        = 0x400
	relationTemplates    = 0x480
	moveFeatureCount     = 66
	relationFeatureCount = 31
)

// moveFeatures appends the features by which the next move is chosen. s0, s1, s2 are the stack from the top, n0, n1, n2 the
// buffer from its front; the templates follow Zhang and Nivre 2011, as far as they help here.
func (s *parseState) moveFeatures(f *[moveFeatureCount]uint32) {
	i0, i1 := s.top(0), s.top(1)
	s0, s1, s2 := s.at(i0), s.at(i1), s.at(s.top(2))
	n0, n1, n2 := s.at(s.next), s.at(s.next+1), s.at(s.next+2)
	s0l, s0r, s1r, n0l := s.at(int(s0.left1)), s.at(int(s0.right1)), s.at(int(s1.right1)), s.at(int(n0.left1))
	s1l, s0l2, s0r2, n0l2 := s.at(int(s1.left1)), s.at(int(s0.left2)), s.at(int(s0.right2)), s.at(int(n0.left2))
	tags := func(a, b, c *parseWord) uint32 { return a.tag | b.tag<<8 | c.tag<<16 }
	gap, below := distance(i0, s.next), uint32(0)
	if i1 >= 0 {
		below = distance(i1, i0)
	}
	pair := s0.tag | n0.tag<<8
	under := s1.tag | s0.tag<<8

	f[0] = linear.Mix(moveTemplates+0, 0)
	f[1] = linear.Mix(moveTemplates+1, s0.word)
	f[2] = linear.Mix(moveTemplates+2, s0.tag)
	f[3] = linear.Mix(moveTemplates+3, s0.both)
	f[4] = linear.Mix(moveTemplates+4, s1.word)
	f[5] = linear.Mix(moveTemplates+5, s1.tag)
	f[6] = linear.Mix(moveTemplates+6, s1.both)
	f[7] = linear.Mix(moveTemplates+7, s2.tag)
	f[8] = linear.Mix(moveTemplates+8, n0.word)
	f[9] = linear.Mix(moveTemplates+9, n0.tag)
	f[10] = linear.Mix(moveTemplates+10, n0.both)
	f[11] = linear.Mix(moveTemplates+11, n1.word)
	f[12] = linear.Mix(moveTemplates+12, n1.tag)
	f[13] = linear.Mix(moveTemplates+13, n1.both)
	f[14] = linear.Mix(moveTemplates+14, n2.word)
	f[15] = linear.Mix(moveTemplates+15, n2.tag)

	f[16] = linear.Mix(moveTemplates+16, linear.Mix(s0.both, n0.both))
	f[17] = linear.Mix(moveTemplates+17, linear.Mix(s0.both, n0.tag))
	f[18] = linear.Mix(moveTemplates+18, linear.Mix(s0.tag, n0.both))
	f[19] = linear.Mix(moveTemplates+19, linear.Mix(s0.word, n0.word))
	f[20] = linear.Mix(moveTemplates+20, pair)
	f[21] = linear.Mix(moveTemplates+21, linear.Mix(s1.both, s0.both))
	f[22] = linear.Mix(moveTemplates+22, linear.Mix(s1.both, s0.tag))
	f[23] = linear.Mix(moveTemplates+23, linear.Mix(s1.tag, s0.both))
	f[24] = linear.Mix(moveTemplates+24, linear.Mix(s1.word, s0.word))
	f[25] = linear.Mix(moveTemplates+25, under)
	f[26] = linear.Mix(moveTemplates+26, s1.tag|n0.tag<<8)
	f[27] = linear.Mix(moveTemplates+27, linear.Mix(s1.word, n0.word))
	f[28] = linear.Mix(moveTemplates+28, linear.Mix(s1.both, n0.tag))
	f[29] = linear.Mix(moveTemplates+29, n0.tag|n1.tag<<8)
	f[30] = linear.Mix(moveTemplates+30, linear.Mix(n0.word, n1.tag))
	f[31] = linear.Mix(moveTemplates+31, linear.Mix(s0.word, n1.tag|n0.tag<<8))

	f[32] = linear.Mix(moveTemplates+32, tags(s0, n0, n1))
	f[33] = linear.Mix(moveTemplates+33, tags(n0, n1, n2))
	f[34] = linear.Mix(moveTemplates+34, tags(s1, s0, n0))
	f[35] = linear.Mix(moveTemplates+35, tags(s2, s1, s0))
	f[36] = linear.Mix(moveTemplates+36, tags(s0, n0, s0l))
	f[37] = linear.Mix(moveTemplates+37, tags(s0, n0, s0r))
	f[38] = linear.Mix(moveTemplates+38, tags(s0, n0, n0l))
	f[39] = linear.Mix(moveTemplates+39, tags(s1, s0, s0l))
	f[40] = linear.Mix(moveTemplates+40, tags(s1, s0, s0r))
	f[41] = linear.Mix(moveTemplates+41, tags(s1, s0, s1r))
	f[42] = linear.Mix(moveTemplates+42, linear.Mix(tags(s1, s0, n0), n1.tag))
	f[43] = linear.Mix(moveTemplates+43, linear.Mix(tags(s1, s0, n0), s1l.tag))
	f[44] = linear.Mix(moveTemplates+44, linear.Mix(tags(s0, n0, n1), n2.tag))

	f[45] = linear.Mix(moveTemplates+45, pair|gap<<16)
	f[46] = linear.Mix(moveTemplates+46, linear.Mix(s0.word, gap))
	f[47] = linear.Mix(moveTemplates+47, linear.Mix(n0.word, gap))
	f[48] = linear.Mix(moveTemplates+48, under|below<<16)
	f[49] = linear.Mix(moveTemplates+49, linear.Mix(s0.tag|s0.lefts<<8|s0.rights<<16, n0.tag))
	f[50] = linear.Mix(moveTemplates+50, linear.Mix(s0.word, s0.rights))
	f[51] = linear.Mix(moveTemplates+51, linear.Mix(n0.word, n0.lefts))
	f[52] = linear.Mix(moveTemplates+52, n0.tag|n0.lefts<<8|s0.tag<<16)
	f[53] = linear.Mix(moveTemplates+53, s1.tag|s1.rights<<8|s0.tag<<16)

	f[54] = linear.Mix(moveTemplates+54, pair|s0r.dep<<16|s0l.dep<<24)
	f[55] = linear.Mix(moveTemplates+55, pair|n0l.dep<<16)
	f[56] = linear.Mix(moveTemplates+56, under|s1r.dep<<16|s1l.dep<<24)
	f[57] = linear.Mix(moveTemplates+57, under|s0r.dep<<16|s0l.dep<<24)
	f[58] = linear.Mix(moveTemplates+58, linear.Mix(s0.word, s0r.dep|s0l.dep<<8))
	f[59] = linear.Mix(moveTemplates+59, linear.Mix(n0.word, n0l.dep))
	f[60] = linear.Mix(moveTemplates+60, linear.Mix(s1.word, s1r.dep|s0.tag<<8))
	f[61] = linear.Mix(moveTemplates+61, linear.Mix(pair, fold(s0.relations)))
	f[62] = linear.Mix(moveTemplates+62, linear.Mix(under, fold(s1.relations)))
	f[63] = linear.Mix(moveTemplates+63, linear.Mix3(pair, s0r.dep|s0r2.dep<<8, s0l.dep|s0l2.dep<<8))
	f[64] = linear.Mix(moveTemplates+64, linear.Mix(pair, n0l.dep|n0l2.dep<<8))
	f[65] = linear.Mix(moveTemplates+65, linear.Mix(s0r.word, pair))
}

// fold makes a set of relations a number.
func fold(relations uint64) uint32 { return linear.Mix(uint32(relations), uint32(relations>>32)) }

// relationFeatures appends the features by which the relation of an arc from child to head is chosen.
func (s *parseState) relationFeatures(f *[relationFeatureCount]uint32, child, head int) {
	c, h := s.at(child), s.at(head)
	cl, cr := s.at(int(c.left1)), s.at(int(c.right1))
	hl, hr := s.at(int(h.left1)), s.at(int(h.right1))
	near := s.at(child - 1)
	after := s.at(child + 1)
	side := uint32(0)
	if child > head {
		side = 0x80
	}
	gap := distance(min(child, head), max(child, head))
	pair := c.tag | h.tag<<8
	f[0] = linear.Mix(relationTemplates+0+side, 0)
	f[1] = linear.Mix(relationTemplates+1+side, c.word)
	f[2] = linear.Mix(relationTemplates+2+side, c.tag)
	f[3] = linear.Mix(relationTemplates+3+side, c.both)
	f[4] = linear.Mix(relationTemplates+4+side, h.word)
	f[5] = linear.Mix(relationTemplates+5+side, h.tag)
	f[6] = linear.Mix(relationTemplates+6+side, h.both)
	f[7] = linear.Mix(relationTemplates+7+side, pair)
	f[8] = linear.Mix(relationTemplates+8+side, linear.Mix(c.both, h.both))
	f[9] = linear.Mix(relationTemplates+9+side, linear.Mix(c.both, h.tag))
	f[10] = linear.Mix(relationTemplates+10+side, linear.Mix(c.tag, h.both))
	f[11] = linear.Mix(relationTemplates+11+side, linear.Mix(c.word, h.word))
	f[12] = linear.Mix(relationTemplates+12+side, pair|gap<<16)
	f[13] = linear.Mix(relationTemplates+13+side, pair|cl.tag<<16|cr.tag<<24)
	f[14] = linear.Mix(relationTemplates+14+side, linear.Mix(pair, cl.word))
	f[15] = linear.Mix(relationTemplates+15+side, linear.Mix(pair, cr.word))
	f[16] = linear.Mix(relationTemplates+16+side, linear.Mix(c.tag, cl.word))
	f[17] = linear.Mix(relationTemplates+17+side, pair|cl.dep<<16)
	f[18] = linear.Mix(relationTemplates+18+side, pair|cr.dep<<16)
	f[19] = linear.Mix(relationTemplates+19+side, linear.Mix(pair, fold(c.relations)))
	f[20] = linear.Mix(relationTemplates+20+side, linear.Mix(c.tag, fold(c.relations)))
	f[21] = linear.Mix(relationTemplates+21+side, linear.Mix(pair, fold(h.relations)))
	f[22] = linear.Mix(relationTemplates+22+side, linear.Mix(h.word, fold(h.relations)))
	f[23] = linear.Mix(relationTemplates+23+side, linear.Mix(c.word, fold(h.relations)))
	f[24] = linear.Mix(relationTemplates+24+side, pair|hl.dep<<16|hr.dep<<24)
	f[25] = linear.Mix(relationTemplates+25+side, linear.Mix(pair, hr.tag))
	f[26] = linear.Mix(relationTemplates+26+side, pair|near.tag<<16|after.tag<<24)
	f[27] = linear.Mix(relationTemplates+27+side, linear.Mix(pair, near.word))
	f[28] = linear.Mix(relationTemplates+28+side, linear.Mix(pair, after.word))
	f[29] = linear.Mix(relationTemplates+29+side, linear.Mix(c.word, near.tag|after.tag<<8))
	f[30] = linear.Mix(relationTemplates+30+side, linear.Mix(cl.word, h.word))
}
