package english

import (
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// Marks of punctuation take no part in the search for the tree: there they would only hide what belongs together. Words know which
// marks stand between them (Ma, Zhang and Zhu 2014, "Punctuation processing for projective dependency parsing"). When the tree
// of the words is complete, each mark gets as its head one of the words that it can reach without crossing an arc, which
// are the word before it, the word after it, and those above them up to where both lines meet. A linear ranking chooses.

// markTags are the tags whose tokens are marks: in the treebanks, all of them have the relation punct.
const markTags = 1<<article.Comma | 1<<article.Period | 1<<article.Colon | 1<<article.Open | 1<<article.Close | 1<<article.LRB | 1<<article.RRB | 1<<article.HYPH

func isMark(t article.Tag) bool { return markTags>>t&1 != 0 }

// markCounts counts marks by their kind, markLane bits each. In longer texts without words the counts run over, which
// features bear.
type markCounts uint64

const (
	markLane  = 10
	markKinds = 6 // commas; stops; colons and dashes; quotation marks; brackets; hyphens
)

func countOf(t article.Tag) markCounts {
	kind := 0
	switch t {
	case article.Period:
		kind = 1
	case article.Colon:
		kind = 2
	case article.Open, article.Close:
		kind = 3
	case article.LRB, article.RRB:
		kind = 4
	case article.HYPH:
		kind = 5
	}
	return 1 << (kind * markLane)
}

// marksBetween says in seven bits which marks stand between two words: none, one or more commas, and which other kinds. From
// may be -1, the beginning of the sentence.
func (s *parseState) marksBetween(from, to int) uint32 {
	if to > s.n {
		return 0
	}
	counts := s.at(to).marks
	if from >= 0 {
		counts -= s.at(from).marks
	}
	if counts == 0 {
		return 0
	}
	kinds := uint32(min(counts&(1<<markLane-1), 2))
	for kind := 1; kind < markKinds; kind++ {
		if counts>>(kind*markLane)&(1<<markLane-1) != 0 {
			kinds |= 2 << kind
		}
	}
	return kinds
}

// markClimb is how far up, from the words beside it, a mark looks for its head. It bounds the time for deep trees.
const markClimb = 8

// markHead is a candidate: a word that a mark can have as head.
type markHead struct {
	word int
	kind uint32 // its side and place, as bits below
}

const (
	candidateAfter   = 1 << iota // above the word after the mark, not above the word before it
	candidateTop                 // above both
	candidateLowest              // the word right beside the mark
	candidateHighest             // right below the top, on its side
)

// markView is what the features of a mark's head look at: a mark, and what it can reach in the tree of words.
type markView struct {
	s           *parseState
	a           *article.Article
	first, last int // the sentence
	token       int // the mark
	before      int // the word before it, -1 for none; the word after it is before+1
	candidates  []markHead

	top, left, right int      // the lowest word above both sides, and the highest below it before and after the mark; -1 for none
	heads            [3]int32 // of the last opening bracket, opening quotation mark, and comma or dash; -1 for none
}

// eachMark calls choose for each mark of the sentence, in order, with its candidates; choose returns the head.
func (s *parseState) eachMark(a *article.Article, first, last int, choose func(v *markView) int) {
	v := &s.mark
	v.s, v.a, v.first, v.last, v.heads = s, a, first, last, [3]int32{-1, -1, -1}
	next := 0
	for i := first; i < last; i++ {
		if int(s.at(next).token) == i-first {
			next++
			continue
		}
		v.token, v.before = i, next-1
		v.reach()
		head := int32(choose(v))
		switch a.Tokens[i].Tag {
		case article.LRB:
			v.heads[0] = head
		case article.Open:
			v.heads[1] = head
		case article.Comma, article.Colon:
			v.heads[2] = head
		}
	}
}

// reach finds the candidates. There is at least one, because there is a word before or after the mark.
func (v *markView) reach() {
	var befores, afters [markClimb]int
	before, after := v.s.climb(v.before, &befores), v.s.climb(v.before+1, &afters)
	v.candidates, v.top = v.candidates[:0], -1
	for i, w := range before {
		for j, other := range after {
			if w == other && v.top < 0 {
				v.top, before, after = w, before[:i], after[:j]
			}
		}
	}
	v.left, v.right = v.add(before, 0), v.add(after, candidateAfter)
	if v.top >= 0 {
		kind := uint32(candidateTop)
		if v.top == v.before || v.top == v.before+1 {
			kind |= candidateLowest
		}
		v.candidates = append(v.candidates, markHead{v.top, kind})
	}
}

// climb lists a word and those above it.
func (s *parseState) climb(word int, up *[markClimb]int) []int {
	n := 0
	for word >= 0 && word < s.n && n < markClimb {
		up[n] = word
		n++
		word = int(s.at(word).head)
	}
	return up[:n]
}

// add makes candidates of the words on one side, from the lowest to the highest, and returns the highest, -1 if there is none.
func (v *markView) add(words []int, side uint32) int {
	highest := -1
	for i, w := range words {
		kind := side
		if i == 0 {
			kind |= candidateLowest
		}
		if i == len(words)-1 {
			kind |= candidateHighest
		}
		v.candidates = append(v.candidates, markHead{w, kind})
		highest = w
	}
	return highest
}

// tag returns the tag of the mark at the token, 0 for a word, and all ones beyond the sentence.
func (v *markView) tag(token int) uint32 {
	if token < v.first || token >= v.last {
		return 0xFF
	}
	if t := v.a.Tokens[token].Tag; isMark(t) {
		return uint32(t)
	}
	return 0
}

// far returns the mark at the other end of the candidate's subtree, of those that stand on one side of the mark at hand.
func (v *markView) far(c markHead) uint32 {
	w := v.s.at(c.word)
	switch {
	case c.kind&candidateTop != 0:
		return 0
	case c.kind&candidateAfter != 0:
		return v.tag(v.first + int(v.s.at(int(w.high)).token) + 1)
	}
	return v.tag(v.first + int(v.s.at(int(w.low)).token) - 1)
}

const (
	markTemplates = 0x580
	longestMark   = 3 // bytes; longer ones are known by their tag alone
)

// features appends the features of a candidate.
func (v *markView) features(c markHead, f []uint32) []uint32 {
	s := v.s
	w, top, left, right := s.at(c.word), s.at(v.top), s.at(v.left), s.at(v.right)
	mark := uint32(v.a.Tokens[v.token].Tag)
	if word := v.a.Word(v.token); len(word) <= longestMark {
		mark = linear.Hash(word)
	}
	kind := linear.Mix(mark, c.kind)
	near, far, end := v.tag(v.token-1)|v.tag(v.token+1)<<8, v.far(c), uint32(0)
	switch {
	case v.before+1 == s.n:
		end = 1
	case v.before < 0:
		end = 2
	}
	partner := uint32(0)
	for i, head := range v.heads {
		if head == int32(c.word) {
			partner |= 1 << i
		}
	}
	gap := distance(min(c.word, v.before), max(c.word, v.before+1))
	sides := left.dep | right.dep<<8
	f = append(f,
		kind,
		linear.Mix(kind, w.dep),
		linear.Mix(kind, w.tag),
		linear.Mix(kind, w.dep|far<<8),
		linear.Mix(kind, end|near<<8),
		linear.Mix(kind, sides),
		linear.Mix(kind, sides|top.dep<<16),
		linear.Mix(kind, w.dep|near<<8),
		linear.Mix(kind, far|end<<8),
		linear.Mix(kind, gap),
		linear.Mix(kind, partner),
		linear.Mix(kind, w.dep|partner<<8|far<<16),
		linear.Mix(kind, w.tag|w.dep<<8|gap<<16),
		linear.Mix(kind, left.tag|right.tag<<8|top.tag<<16),
		linear.Mix(kind, w.tag|s.at(v.before).tag<<8|s.at(v.before+1).tag<<16),
		linear.Mix(kind, sides|far<<16|end<<24))
	hash(markTemplates, f)
	return f
}

// attachMarks sets head and relation of the sentence's marks. In a sentence of marks alone the first one is the root.
func (p *parser) attachMarks(s *parseState, a *article.Article, first, last int) {
	if s.n == 0 {
		for i := first; i < last; i++ {
			a.Tokens[i].Head, a.Tokens[i].Dep = int32(first), article.DepPunct
		}
		a.Tokens[first].Head, a.Tokens[first].Dep = -1, article.DepRoot
		return
	}
	s.eachMark(a, first, last, func(v *markView) int {
		highest, head := int32(0), 0
		for i, c := range v.candidates {
			s.features = v.features(c, s.features[:0])
			if score := p.marks.Second(s.features); i == 0 || score > highest {
				highest, head = score, c.word
			}
		}
		t := &a.Tokens[v.token]
		t.Head, t.Dep = int32(first)+s.at(head).token, article.DepPunct
		return head
	})
}
