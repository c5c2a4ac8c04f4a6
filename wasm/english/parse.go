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
			p.moves.Scores(s.moveFeatures(features[:0]), scores[:])
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
	p.relations.Scores(s.relationFeatures(features[:0], child, head), scores[:])
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
		w.word, w.tag = s.lower(a.Word(i)), uint32(a.Tokens[i].Tag)
		w.both = linear.Mix(w.word, w.tag)
		s.words = append(s.words, w)
	}
	root := noWord
	root.word, root.tag, root.both = 2, uint32(article.TagCount)+1, 2
	s.words = append(s.words, root)
}

// lower returns the hash of the word in lower case.
func (s *parseState) lower(word string) uint32 {
	key := keyOf(word)
	index, place, found := s.cache.find(key)
	if !found {
		if len(s.cache.types) >= cacheTypes {
			s.cache.reset()
			_, place, _ = s.cache.find(key)
		}
		index = s.cache.put(place, newWordType(word, key))
	}
	return s.cache.types[index].lower
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
	moveFeatureCount     = 72
	relationFeatureCount = 40
)

// moveFeatures appends the features by which the next move is chosen. s0, s1, s2 are the stack from the top, n0, n1, n2 the
// buffer from its front; the templates follow Zhang and Nivre 2011, as far as they help here.
func (s *parseState) moveFeatures(features []uint32) []uint32 {
	i0, i1 := s.top(0), s.top(1)
	s0, s1, s2 := s.at(i0), s.at(i1), s.at(s.top(2))
	n0, n1, n2 := s.at(s.next), s.at(s.next+1), s.at(s.next+2)
	s0l, s0r, s1r, n0l := s.at(int(s0.left1)), s.at(int(s0.right1)), s.at(int(s1.right1)), s.at(int(n0.left1))
	s1l, s0l2, s0r2, n0l2 := s.at(int(s1.left1)), s.at(int(s0.left2)), s.at(int(s0.right2)), s.at(int(n0.left2))
	template := uint32(moveTemplates)
	add := func(part uint32) {
		features = append(features, linear.Mix(template, part))
		template++
	}
	tags := func(a, b, c *parseWord) uint32 { return a.tag | b.tag<<8 | c.tag<<16 }
	gap, below := distance(i0, s.next), uint32(0)
	if i1 >= 0 {
		below = distance(i1, i0)
	}
	pair := s0.tag | n0.tag<<8
	under := s1.tag | s0.tag<<8

	add(0)
	add(s0.word)
	add(s0.tag)
	add(s0.both)
	add(s1.word)
	add(s1.tag)
	add(s1.both)
	add(s2.tag)
	add(n0.word)
	add(n0.tag)
	add(n0.both)
	add(n1.word)
	add(n1.tag)
	add(n1.both)
	add(n2.word)
	add(n2.tag)

	add(linear.Mix(s0.both, n0.both))
	add(linear.Mix(s0.both, n0.tag))
	add(linear.Mix(s0.tag, n0.both))
	add(linear.Mix(s0.word, n0.word))
	add(pair)
	add(linear.Mix(s1.both, s0.both))
	add(linear.Mix(s1.both, s0.tag))
	add(linear.Mix(s1.tag, s0.both))
	add(linear.Mix(s1.word, s0.word))
	add(under)
	add(s1.tag | n0.tag<<8)
	add(linear.Mix(s1.word, n0.word))
	add(linear.Mix(s1.both, n0.tag))
	add(n0.tag | n1.tag<<8)
	add(linear.Mix(n0.word, n1.tag))
	add(linear.Mix(s0.word, n1.tag|n0.tag<<8))

	add(tags(s0, n0, n1))
	add(tags(n0, n1, n2))
	add(tags(s1, s0, n0))
	add(tags(s2, s1, s0))
	add(tags(s0, n0, s0l))
	add(tags(s0, n0, s0r))
	add(tags(s0, n0, n0l))
	add(tags(s1, s0, s0l))
	add(tags(s1, s0, s0r))
	add(tags(s1, s0, s1r))
	add(linear.Mix(tags(s1, s0, n0), n1.tag))
	add(linear.Mix(tags(s1, s0, n0), s1l.tag))
	add(linear.Mix(tags(s0, n0, n1), n2.tag))

	add(pair | gap<<16)
	add(linear.Mix(s0.word, gap))
	add(linear.Mix(n0.word, gap))
	add(under | below<<16)
	add(linear.Mix(s0.tag|s0.lefts<<8|s0.rights<<16, n0.tag))
	add(linear.Mix(s0.word, s0.rights))
	add(linear.Mix(n0.word, n0.lefts))
	add(n0.tag | n0.lefts<<8 | s0.tag<<16)
	add(s1.tag | s1.rights<<8 | s0.tag<<16)

	add(pair | s0r.dep<<16 | s0l.dep<<24)
	add(pair | n0l.dep<<16)
	add(under | s1r.dep<<16 | s1l.dep<<24)
	add(under | s0r.dep<<16 | s0l.dep<<24)
	add(linear.Mix(s0.word, s0r.dep|s0l.dep<<8))
	add(linear.Mix(n0.word, n0l.dep))
	add(linear.Mix(s1.word, s1r.dep|s0.tag<<8))
	add(linear.Mix(pair, fold(s0.relations)))
	add(linear.Mix(under, fold(s1.relations)))
	add(linear.Mix3(pair, s0r.dep|s0r2.dep<<8, s0l.dep|s0l2.dep<<8))
	add(linear.Mix(pair, n0l.dep|n0l2.dep<<8))
	add(linear.Mix(s0r.word, pair))
	return features
}

// fold makes a set of relations a number.
func fold(relations uint64) uint32 { return linear.Mix(uint32(relations), uint32(relations>>32)) }

// relationFeatures appends the features by which the relation of an arc from child to head is chosen.
func (s *parseState) relationFeatures(features []uint32, child, head int) []uint32 {
	c, h := s.at(child), s.at(head)
	cl, cr := s.at(int(c.left1)), s.at(int(c.right1))
	hl, hr := s.at(int(h.left1)), s.at(int(h.right1))
	near := s.at(child - 1)
	after := s.at(child + 1)
	template := uint32(relationTemplates)
	side := uint32(0)
	if child > head {
		side = 1
	}
	add := func(part uint32) {
		features = append(features, linear.Mix3(template, side, part))
		template++
	}
	gap := distance(min(child, head), max(child, head))
	pair := c.tag | h.tag<<8
	add(0)
	add(c.word)
	add(c.tag)
	add(c.both)
	add(h.word)
	add(h.tag)
	add(h.both)
	add(pair)
	add(linear.Mix(c.both, h.both))
	add(linear.Mix(c.both, h.tag))
	add(linear.Mix(c.tag, h.both))
	add(linear.Mix(c.word, h.word))
	add(pair | gap<<16)
	add(pair | cl.tag<<16 | cr.tag<<24)
	add(linear.Mix(pair, cl.word))
	add(linear.Mix(pair, cr.word))
	add(linear.Mix(c.tag, cl.word))
	add(pair | cl.dep<<16)
	add(pair | cr.dep<<16)
	add(linear.Mix(pair, fold(c.relations)))
	add(linear.Mix(c.tag, fold(c.relations)))
	add(linear.Mix(pair, fold(h.relations)))
	add(linear.Mix(h.word, fold(h.relations)))
	add(linear.Mix(c.word, fold(h.relations)))
	add(pair | hl.dep<<16 | hr.dep<<24)
	add(linear.Mix(pair, hr.tag))
	add(pair | near.tag<<16 | after.tag<<24)
	add(linear.Mix(pair, near.word))
	add(linear.Mix(pair, after.word))
	add(linear.Mix(c.word, near.tag|after.tag<<8))
	return features
}
