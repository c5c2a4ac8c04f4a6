package linear

import (
	"math"
	"math/rand/v2"
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

// likeliest returns the label that the label follows best, by the scores of the labels before, with its score.
func (t *transitions) likeliest(best []int32, label int) (from uint8, highest int32) {
	between := t.between[label][1:]
	highest = forbidden
	for _, previous := range t.before[label] {
		if score := best[previous] + between[previous]; score > highest {
			from, highest = previous, score
		}
	}
	return from, highest
}

// grow returns s with length n, with new memory only if the old is too small. The content is not kept.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

// SequenceTrainer learns a Sequence: a structured averaged perceptron, which decodes each sentence, and where it is wrong
// moves the weights towards the right labels and away from the found ones.
type SequenceTrainer struct {
	labels     []string
	constraint Constraint
	options    Options
	sequences  []Items
	gold       [][]uint8
}

// NewSequenceTrainer returns a trainer for the labels with the constraint, of which the options' Epochs, Narrow, Seed, MinCount,
// Margin, and those of the model's size count. A margin above 0 asks the right labels to lead by that much at each item.
func NewSequenceTrainer(labels []string, constraint Constraint, options Options) *SequenceTrainer {
	return &SequenceTrainer{labels: labels, constraint: constraint, options: options.withDefaults()}
}

// Add adds a sequence: the features of its items, which are copied, and their right labels.
func (t *SequenceTrainer) Add(items *Items, gold []uint8) {
	t.sequences = append(t.sequences, Items{append([]uint32(nil), items.features...), append([]int32(nil), items.ends...)})
	t.gold = append(t.gold, append([]uint8(nil), gold...))
}

// grain is how many integer units of the search one unit of a weight is while learning.
const grain = 1024

// Train learns from all sequences added and returns the model.
func (t *SequenceTrainer) Train() *Sequence {
	t.dropRare()
	n := len(t.labels)
	l := NewLearner(t.labels)
	steps := newTransitions(n, t.constraint)
	scores := make([]float32, n)
	var lattice Lattice
	var found []uint8
	random := rand.New(rand.NewPCG(t.options.Seed, 2))
	for epoch := range t.options.Epochs {
		if epoch == t.options.Narrow && epoch > 0 {
			l.Narrow(t.options.Weights)
		}
		for _, k := range random.Perm(len(t.sequences)) {
			items, gold := &t.sequences[k], t.gold[k]
			lattice.scores = grow(lattice.scores, items.Len()*n)
			for i := range items.Len() {
				l.Scores(items.Item(i), scores)
				for label, s := range scores {
					if label != int(gold[i]) {
						s += t.options.Margin
					}
					lattice.scores[i*n+label] = int32(s * grain)
				}
			}
			for previous := -1; previous < n; previous++ {
				l.Scores([]uint32{transition(previous)}, scores)
				for next, s := range scores {
					steps.between[next][previous+1] = int32(s * grain)
				}
			}
			found = steps.viterbi(&lattice, found)
			l.correct(items, gold, found)
			l.Tick()
		}
	}
	return NewSequence(l.Model(t.options), t.constraint)
}

// correct moves the weights from the found labels to the right ones.
func (l *Learner) correct(items *Items, gold, found []uint8) {
	lastGold, lastFound := -1, -1
	for i := range gold {
		g, f := int(gold[i]), int(found[i])
		if g != f {
			l.Update(items.Item(i), g, 1)
			l.Update(items.Item(i), f, -1)
		}
		if g != f || lastGold != lastFound {
			l.Update([]uint32{transition(lastGold)}, g, 1)
			l.Update([]uint32{transition(lastFound)}, f, -1)
		}
		lastGold, lastFound = g, f
	}
}

func (t *SequenceTrainer) dropRare() {
	if t.options.MinCount < 2 {
		return
	}
	counts := map[uint32]int{}
	for k := range t.sequences {
		for _, f := range t.sequences[k].features {
			counts[f]++
		}
	}
	for k := range t.sequences {
		t.sequences[k].keep(func(f uint32) bool { return counts[f] >= t.options.MinCount })
	}
}
