// Package linear is the program's one learning machine: it learns and applies linear classifiers over hashed features.
//
// What is to be decided is described by features. A feature is a uint32: the hash of a template's number and of what the
// template sees ("the word before is 'the'"), made with Hash and Mix, so that no string is built while predicting.
// A Model holds for each feature a row of weights, one for each label that the feature says something about; the score of a
// label is the sum of its weights over the features at hand, and the label with the highest score is the answer.
//
// There are three ways to learn, all deterministic for a given order of examples and seed:
//
//   - Trainer, for decisions that stand alone (is this verb a cue?): averaged perceptron with a margin, or logistic
//     regression, whose Probability can be compared with a threshold;
//   - SequenceTrainer, for labels along a sentence (BIO names and spans), found by Viterbi search with transitions;
//   - Learner, the bare weights, for programs that search on their own (the parser).
//
// The finished Model is small: rare features and weak weights are dropped, weights are stored in 8 bits, keys in 24 or fewer.
// Weights are integers once loaded, so scores are the same natively and in the browser. Predicting allocates nothing.
//
//	trainer := linear.NewTrainer([]string{"no", "yes"}, linear.Options{Epochs: 8, Seed: 1})
//	trainer.Add([]uint32{linear.Mix(1, linear.Hash("said")), linear.Mix(2, tag)}, 1)
//	…
//	model := trainer.Train()
//	os.WriteFile("models/cues.bin", model.Encode(nil), 0o644)
//
//	model, err := linear.Load(embedded)
//	var scores [2]int32
//	if label := model.Best(features, scores[:]); label == 1 { … }
package linear

import (
	"cmp"
	"math"
	"slices"
)

// Model is a finished linear classifier. It is immutable and may be used by several goroutines.
//
// slots is a hash table with open addressing from a feature's key to its row. The rows lie in one slice of entries, or, in models with
// few labels (the parser's moves, yes-or-no decisions), in the slots themselves: looking a weight up then waits for memory once, not
// twice, and waiting for memory is most of what predicting costs.
type Model struct {
	labels  []string
	unit    float32 // what one unit of an integer weight is worth on the learner's scale
	keyBits uint    // how many of a feature's high bits are its key
	count   int     // how many features have a row
	packed  bool    // rows lie in the slots

	shift   uint // key<<(32-keyBits)>>shift is the place where the search for a key begins
	slots   []slot
	entries []entry
}

// slot is a place in the hash table; a free place has row 0. The row is entries[start:start+length] with start<<8 | length,
// so length is at most 255; in a packed model it is the codes of the weights, a byte for each label.
type slot struct {
	key uint32
	row uint32
}

// packedLabels is how many labels a packed model can have.
const packedLabels = 4

// entry is a label in the high and a weight, an int16, in the low 16 bits.
type entry uint32

func newEntry(label int, weight int32) entry {
	return entry(uint32(label)<<16 | uint32(uint16(int16(weight))))
}
func (e entry) label() int    { return int(e >> 16) }
func (e entry) weight() int32 { return int32(int16(e)) }

// MaxLabels is how many labels a model can have.
const MaxLabels = 255

// Labels returns the labels' names. Two-label models hold weights for the second label only; the first label's score is 0.
func (m *Model) Labels() []string { return m.labels }

// Features returns how many features and how many weights the model holds.
func (m *Model) Features() (features, weights int) {
	for _, s := range m.slots {
		if s.row != 0 {
			features, weights = features+1, weights+len(m.weights(s.row))
		}
	}
	return features, weights
}

// Unit is the worth of one unit of a score on the scale on which the model was learned:
// for logistic regression, Unit*score is a logit.
func (m *Model) Unit() float32 { return m.unit }

// Scores sets scores, which must be as long as Labels, to the labels' scores.
func (m *Model) Scores(features []uint32, scores []int32) {
	clear(scores)
	for _, f := range features {
		m.Accumulate(f, scores)
	}
}

// Accumulate adds one feature's weights to scores. Programs that keep partial sums use it instead of Scores.
func (m *Model) Accumulate(feature uint32, scores []int32) {
	row := m.find(feature)
	if m.packed {
		for label := 0; row != 0; label++ {
			scores[label] += decode(int8(row))
			row >>= 8
		}
		return
	}
	for _, e := range m.entriesOf(row) {
		scores[e>>16] += int32(int16(e))
	}
}

// Label returns the label of a feature's first weight, -1 for a feature that the model does not know. It makes a
// compact table of a model whose features have one label each.
func (m *Model) Label(feature uint32) int {
	if row := m.weights(m.find(feature)); len(row) > 0 {
		return row[0].label()
	}
	return -1
}

// find returns the row of a feature as its slot holds it, 0 for a feature that the model does not know.
func (m *Model) find(feature uint32) uint32 {
	key := feature >> (32 - m.keyBits)
	mask := uint32(len(m.slots) - 1)
	for i := key << (32 - m.keyBits) >> m.shift; ; i = (i + 1) & mask {
		if s := m.slots[i]; s.key == key || s.row == 0 {
			return s.row
		}
	}
}

// entriesOf returns the weights of a row of a model that is not packed.
func (m *Model) entriesOf(row uint32) []entry {
	start := row >> 8
	return m.entries[start : start+row&0xFF]
}

// weights returns the weights of a row of any model. It allocates for packed ones: for what is not done at every token.
func (m *Model) weights(row uint32) []entry {
	if !m.packed {
		return m.entriesOf(row)
	}
	var list []entry
	for label := 0; row != 0; label++ {
		if code := int8(row); code != 0 {
			list = append(list, newEntry(label, decode(code)))
		}
		row >>= 8
	}
	return list
}

// decode returns the weight that a code stands for.
func decode(code int8) int32 {
	q := int32(code)
	return q * max(q, -q)
}

// Best returns the label with the highest score, the first of equals. scores is scratch space as long as Labels
// and holds the scores afterwards.
func (m *Model) Best(features []uint32, scores []int32) int {
	m.Scores(features, scores)
	return Highest(scores)
}

// Highest returns the index of the highest score, the first of equals.
func Highest(scores []int32) int {
	best := 0
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	return best
}

// Probability returns how likely the label is, by the scores that Scores has set. It is calibrated for models learned by
// logistic regression; for a perceptron it only rises and falls with certainty.
func (m *Model) Probability(scores []int32, label int) float32 {
	highest := scores[Highest(scores)]
	var sum float64
	for _, s := range scores {
		sum += math.Exp(float64(s-highest) * float64(m.unit))
	}
	return float32(math.Exp(float64(scores[label]-highest)*float64(m.unit)) / sum)
}

// Evidence says what one feature contributed to a label: the feature's index in the list given to Explain, and its weight
// on the learner's scale, relative to the mean over all labels.
type Evidence struct {
	Index  int
	Weight float32
}

// Explain returns what the features contributed to the label, the strongest support first, at most limit of them and
// only such as speak for it.
func (m *Model) Explain(features []uint32, label, limit int) []Evidence {
	var found []Evidence
	for i, f := range features {
		var own, sum int32
		for _, e := range m.weights(m.find(f)) {
			sum += e.weight()
			if e.label() == label {
				own = e.weight()
			}
		}
		if w := float32(own) - float32(sum)/float32(len(m.labels)); w > 0 {
			found = append(found, Evidence{i, w * m.unit})
		}
	}
	slices.SortStableFunc(found, func(a, b Evidence) int { return cmp.Compare(b.Weight, a.Weight) })
	return found[:min(limit, len(found))]
}

// feature is a feature's key and its weights while a model is put together.
type feature struct {
	key     uint32
	entries []entry
}

// features returns the model's features in the order of their keys.
func (m *Model) features() []feature {
	features := make([]feature, 0, m.count)
	for _, s := range m.slots {
		if s.row != 0 {
			features = append(features, feature{s.key, m.weights(s.row)})
		}
	}
	slices.SortFunc(features, func(a, b feature) int { return cmp.Compare(a.key, b.key) })
	return features
}

// assemble builds a model from features with sorted, distinct keys and rows of at most MaxLabels entries.
func assemble(labels []string, unit float32, keyBits uint, features []feature) *Model {
	size, bits := 2, uint(1)
	for size < 2*len(features)+2 {
		size, bits = size*2, bits+1
	}
	m := &Model{labels: labels, unit: unit, keyBits: keyBits, count: len(features), packed: len(labels) <= packedLabels, shift: 32 - bits,
		slots: make([]slot, size)}
	if !m.packed {
		weights := 0
		for _, f := range features {
			weights += len(f.entries)
		}
		m.entries = make([]entry, 0, weights)
	}
	for _, f := range features {
		i := f.key << (32 - keyBits) >> m.shift
		for m.slots[i].row != 0 {
			i = (i + 1) & uint32(size-1)
		}
		m.slots[i] = slot{f.key, m.store(f.entries)}
	}
	return m
}

// store keeps the weights of a row and returns it as its slot holds it. Codes are exact: a weight is what some code stands for.
func (m *Model) store(entries []entry) uint32 {
	if m.packed {
		row := uint32(0)
		for _, e := range entries {
			row |= uint32(uint8(code(e.weight()))) << (8 * e.label())
		}
		return row
	}
	m.entries = append(m.entries, entries...)
	return uint32(len(m.entries)-len(entries))<<8 | uint32(len(entries))
}
