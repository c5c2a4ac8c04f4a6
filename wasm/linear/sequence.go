package linear

import (
	"math"
	"strings"
)

// Sequence labels the items of a sequence, a sentence's tokens mostly, so that the sum of the items' scores and of the
// scores of neighbouring labels is highest (Viterbi search) among the sequences that its constraint allows.
// It is immutable; each goroutine needs a Lattice of its own.
type Sequence struct {
	*Model
	transitions
}

// Constraint says whether label next may follow label previous, which is -1 at the start of a sequence.
// nil allows everything.
type Constraint func(previous, next int) bool

// BIO returns the constraint of labels like "O", "B-PER", "I-PER": an I-X follows a B-X or an I-X only.
func BIO(labels []string) Constraint {
	return func(previous, next int) bool {
		kind, inside := strings.CutPrefix(labels[next], "I-")
		return !inside || previous >= 0 && len(labels[previous]) > 2 && labels[previous][2:] == kind
	}
}

// transition is the feature that stands for the label before; it is part of the model like any other.
func transition(previous int) uint32 { return Mix(0xF0110, uint32(previous+1)) }

// NewSequence makes a sequence labeller of a model that SequenceTrainer has made, with the constraint used there.
func NewSequence(m *Model, constraint Constraint) *Sequence {
	s := &Sequence{m, newTransitions(len(m.labels), constraint)}
	scores := make([]int32, len(m.labels))
	for previous := -1; previous < len(m.labels); previous++ {
		m.Scores([]uint32{transition(previous)}, scores)
		for next, score := range scores {
			s.between[next][previous+1] = score
		}
	}
	return s
}

// transitions says what may follow what, and the scores of that.
type transitions struct {
	before  [][]uint8 // of each label, the labels that it may follow
	first   []bool    // which labels may come first
	between [][]int32 // [next][previous+1], where previous is -1 at the start
}

func newTransitions(labels int, constraint Constraint) transitions {
	t := transitions{make([][]uint8, labels), make([]bool, labels), make([][]int32, labels)}
	for next := range labels {
		t.between[next] = make([]int32, labels+1)
		t.first[next] = constraint == nil || constraint(-1, next)
		for previous := range labels {
			if constraint == nil || constraint(previous, next) {
				t.before[next] = append(t.before[next], uint8(previous))
			}
		}
	}
	return t
}

// Lattice is the scratch space of a search; its zero value is ready, and it may be used again and again.
type Lattice struct {
	scores []int32 // of all items' labels; bonuses can be added between Score and Search
	back   []uint8
	best   []int32
	next   []int32
}

// Label sets labels, made as long as there are items, to the best labels of the items.
func (s *Sequence) Label(items *Items, lattice *Lattice, labels []uint8) []uint8 {
	s.Score(items, lattice)
	return s.Search(lattice, labels)
}

// Score computes each item's scores by its own features, without transitions. Row i of the result belongs to item i and
// may be changed before Search, to add what the features cannot know.
func (s *Sequence) Score(items *Items, lattice *Lattice) (rows func(i int) []int32) {
	n := len(s.labels)
	lattice.scores = grow(lattice.scores, items.Len()*n)
	for i := range items.Len() {
		s.Scores(items.Item(i), lattice.scores[i*n:(i+1)*n])
	}
	return func(i int) []int32 { return lattice.scores[i*n : (i+1)*n] }
}

// Search finds the best allowed labels for the scores in the lattice.
func (s *Sequence) Search(lattice *Lattice, labels []uint8) []uint8 {
	return s.viterbi(lattice, labels)
}

const forbidden = math.MinInt32 / 2

func (t *transitions) viterbi(lattice *Lattice, labels []uint8) []uint8 {
	n := len(t.first)
	items := len(lattice.scores) / n
	labels = grow(labels, items)
	if items == 0 {
		return labels
	}
	lattice.back, lattice.best, lattice.next = grow(lattice.back, items*n), grow(lattice.best, n), grow(lattice.next, n)
	best, next := lattice.best, lattice.next
	for label := range n {
		best[label] = forbidden
		if t.first[label] {
			best[label] = lattice.scores[label] + t.between[label][0]
		}
	}
	for i := 1; i < items; i++ {
		scores, back := lattice.scores[i*n:(i+1)*n], lattice.back[i*n:(i+1)*n]
		top := int32(forbidden)
		for label, score := range scores {
			from, highest := t.likeliest(best, label)
			next[label] = highest + score
			back[label] = from
			top = max(top, next[label])
		}
		// Only differences matter: keeping the best at 0 keeps long sequences from overflowing.
		for label := range next {
			next[label] = max(next[label]-top, forbidden)
		}
		best, next = next, best
	}
	label := Highest(best)
	for i := items - 1; i >= 0; i-- {
		labels[i] = uint8(label)
		label = int(lattice.back[i*n+label])
	}
	return labels
}

// likeliest returns the label that the label follows best, the first of equals, by the scores of the labels before, with its score. Each score
// has its label in its low bits, so that the loop has no branch to be guessed wrongly.
func (t *transitions) likeliest(best []int32, label int) (from uint8, highest int32) {
	between := t.between[label][1:]
	top := int64(forbidden)<<8 | 0xFF
	for _, previous := range t.before[label] {
		top = max(top, int64(best[previous]+between[previous])<<8|int64(^previous))
	}
	return ^uint8(top), int32(top >> 8)
}

// grow returns s with length n, with new memory only if the old is too small. The content is not kept.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}
