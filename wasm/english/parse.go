package english

import (
	_ "embed"
	"math"
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
	themes                  groups
	moves, relations, marks *linear.Model
	stages                  int // of a move's features
	moveEnough              [len(moveEnough)]int32
	relationEnough          [len(relationEnough)]int32
	pool                    sync.Pool // of *parseState
}

// The moves, which are also the labels of their model.
const (
	moveShift = iota
	moveLeft
	moveRight
	moveCount
)

func newParser(themes groups, moves, relations, marks *linear.Model) *parser {
	p := &parser{themes: themes, moves: moves, relations: relations, marks: marks, stages: moveStages}
	for i, lead := range moveEnough {
		p.moveEnough[i] = int32(min(lead/moves.Unit(), 1<<30))
	}
	for i, lead := range relationEnough {
		p.relationEnough[i] = int32(min(lead/relations.Unit(), 1<<30))
	}
	p.pool.New = func() any {
		return newParseState(themes)
	}
	return p
}

//go:embed models/trees.bin
var treeFile []byte

// loadParser decodes a parser from the three models of its file.
func loadParser(themes groups, data []byte) (*parser, error) {
	moves, rest, err := linear.Decode(data)
	if err != nil {
		return nil, err
	}
	relations, rest, err := linear.Decode(rest)
	if err != nil {
		return nil, err
	}
	marks, err := linear.Load(rest)
	if err != nil {
		return nil, err
	}
	return newParser(themes, moves, relations, marks), nil
}

// parse sets head and relation of Tokens[first:last], a sentence whose tags are set.
func (p *parser) parse(a *article.Article, first, last int) {
	if first >= last {
		return
	}
	s := p.pool.Get().(*parseState)
	p.search(s, a, first, last)
	s.write(a, first)
	p.attachMarks(s, a, first, last)
	p.pool.Put(s)
}

// search finds the tree of the sentence's words.
func (p *parser) search(s *parseState, a *article.Article, first, last int) {
	s.start(a, first, last)
	for !s.done() {
		move := s.forced()
		if move < 0 {
			move = p.move(s)
		}
		dep := article.DepRoot
		if child, head := s.arc(move); child >= 0 && head < s.n {
			dep = p.relation(s, child, head)
		}
		s.apply(move, dep)
	}
}

// move chooses one of several legal moves.
func (p *parser) move(s *parseState) (move int) {
	var scores [moveCount]int32
	v, f := s.moveView(), s.features[:0]
	for stage := range p.stages {
		first := len(f)
		f = v.features(stage, f)
		p.moves.Add(f[first:], scores[:])
		move = s.best(&scores)
		if stage < len(p.moveEnough) && s.lead(&scores, move) > p.moveEnough[stage] {
			break
		}
	}
	s.features = f
	return move
}

// relation returns the relation of an arc that is about to be made.
func (p *parser) relation(s *parseState, child, head int) (dep article.Dep) {
	var scores [article.DepCount]int32
	v, f := s.relationView(child, head), s.features[:0]
	for stage := range relationStages {
		first := len(f)
		f = v.features(stage, f)
		p.relations.Add(f[first:], scores[:])
		var lead int32
		dep, lead = bestRelation(&scores)
		if stage < len(p.relationEnough) && lead > p.relationEnough[stage] {
			break
		}
	}
	s.features = f
	return dep
}

// bestRelation returns the relation with the highest score, the first of equals, and by how much it leads; no word but one is the root. Each
// score has its relation in its low bits, so that the loop has no branch to be guessed wrongly: in WebAssembly it takes a third of the time.
func bestRelation(scores *[article.DepCount]int32) (best article.Dep, lead int32) {
	top, second := int64(math.MinInt64), int64(math.MinInt64)
	for dep := article.DepRoot + 1; dep < article.DepCount; dep++ {
		score := int64(scores[dep])<<8 | int64(article.DepCount-dep)
		second = max(second, min(top, score))
		top = max(top, score)
	}
	return article.DepCount - article.Dep(top&0xFF), int32(top>>8 - second>>8)
}

// parseWord is a word of the sentence and what the tree so far has for it. Words are numbered from 0; children are
// -1 where there are none, but words lies one place further (see parseState.at), so that -1 is a word too.
type parseWord struct {
	word, tag, both uint32 // hashes: the word in lower case, its tag, both
	theme           uint32 // the word's, of a word without one its tag's
	head            int32  // -1: none yet
	dep             uint32
	left1, left2    int32 // the outermost children on the left
	right           int32 // the outermost child on the right
	lefts, rights   uint32
	relations       uint64     // of the children, one bit each
	low, high       int32      // the first and the last word of the subtree
	token           int32      // of the sentence's tokens
	marks           markCounts // before the word
}

// parseState is one sentence on its way, and one goroutine's memory.
type parseState struct {
	themes   groups
	cache    wordCache
	words    []parseWord // words[0] stands for no word, words[n+1] for the root
	stack    []int32
	features []uint32 // of the choice at hand
	mark     markView
	n        int // words in the sentence; n is also the root's number
	next     int // the first word of the buffer
}

func newParseState(themes groups) *parseState {
	s := &parseState{themes: themes}
	s.cache.reset()
	return s
}

var noWord = parseWord{word: 1, tag: uint32(article.TagCount), both: 1, head: -1, left1: -1, left2: -1, right: -1}

// start puts the sentence's words into the buffer.
func (s *parseState) start(a *article.Article, first, last int) {
	s.next = 0
	s.stack, s.words = s.stack[:0], append(s.words[:0], noWord)
	marks := markCounts(0)
	for i := first; i < last; i++ {
		if isMark(a.Tokens[i].Tag) {
			marks += countOf(a.Tokens[i].Tag)
			continue
		}
		w := noWord
		w.low, w.high, w.token, w.marks = int32(len(s.words)-1), int32(len(s.words)-1), int32(i-first), marks
		known := s.look(a.Word(i))
		w.word, w.tag = known.lower, uint32(a.Tokens[i].Tag)
		w.both = linear.Mix(w.word, w.tag)
		if w.theme = known.group; w.theme == 0 {
			w.theme = themeCount + w.tag
		}
		s.words = append(s.words, w)
	}
	s.n = len(s.words) - 1
	root := noWord
	root.marks, root.low, root.high, root.token = marks, int32(s.n), int32(s.n), int32(last-first)
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
		w := newWordType(word, key)
		w.group = s.themes.of(w.lower)
		index = s.cache.put(place, w)
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

// write sets head and relation of the sentence's words, whose tokens begin at first.
func (s *parseState) write(a *article.Article, first int) {
	for i := range s.n {
		w := s.at(i)
		t := &a.Tokens[first+int(w.token)]
		t.Dep = article.Dep(w.dep)
		t.Head = int32(first) + s.at(int(w.head)).token
		if w.head == int32(s.n) {
			t.Head = -1
		}
	}
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

// lead returns by how much the move's score is above that of the next best legal one.
func (s *parseState) lead(scores *[moveCount]int32, move int) int32 {
	second := int32(-1 << 31)
	for m := range moveCount {
		if m != move && s.legal(m) {
			second = max(second, scores[m])
		}
	}
	return scores[move] - second
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
	h.low, h.high = min(h.low, c.low), max(h.high, c.high)
	if child < head {
		h.left2, h.left1 = h.left1, int32(child)
		h.lefts = min(h.lefts+1, 4)
	} else {
		h.right = int32(child)
		h.rights = min(h.rights+1, 4)
	}
}
