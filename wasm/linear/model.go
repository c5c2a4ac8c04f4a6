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
// The features' rows lie in one slice of entries; slots is a hash table with open addressing from a feature's key to its row.
type Model struct {
	labels  []string
	unit    float32 // what one unit of an integer weight is worth on the learner's scale
	keyBits uint    // how many of a feature's high bits are its key
	count   int     // how many features have a row
	weights int     // how many weights these rows have

	shift   uint // key<<(32-keyBits)>>shift is the place where the search for a key begins
	slots   []slot
	entries []entry
	few     []fewSlot // instead of both, in models of at most fewLabels labels

	// Bit f>>filterShift of filter is set if the model may know feature f; most features at hand it does not.
	filter      []uint64
	filterShift uint
}

// slot is a place in the hash table. The row is entries[start:start+length]; a free place has length 0.
type slot struct {
	key uint32
	row uint32 // start<<8 | length, so length is at most 255
}

// fewSlot holds the whole row of a model with few labels, so that a feature costs one access to memory. A free place has
// weights of zero only.
type fewSlot struct {
	key     uint32
	weights [fewLabels]int16
}

const fewLabels = 4

// The filter has at most 2^20 bits, 128 kB: small enough for a processor's second cache, where the table of a large model
// is not, and large enough that of 100,000 features' bits nine in ten are free.
const filterBits = 20

// mayKnow reports whether the filter lets the feature pass.
func (m *Model) mayKnow(feature uint32) bool {
	bit := feature >> m.filterShift
	return m.filter[bit/64]>>(bit%64)&1 != 0
}

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
func (m *Model) Features() (features, weights int) { return m.count, m.weights }

// Unit is the worth of one unit of a score on the scale on which the model was learned:
// for logistic regression, Unit*score is a logit.
func (m *Model) Unit() float32 { return m.unit }

// Scores sets scores, which must be as long as Labels, to the labels' scores.
func (m *Model) Scores(features []uint32, scores []int32) {
	clear(scores)
	m.Add(features, scores)
}

// Add adds the features' weights to scores. Programs that keep partial sums use it instead of Scores.
func (m *Model) Add(features []uint32, scores []int32) {
	if m.few != nil {
		m.addFew(features, scores)
		return
	}
	slots, mask := m.slots, uint32(len(m.slots)-1)
	for _, f := range features {
		if !m.mayKnow(f) {
			continue
		}
		key := f >> (32 - m.keyBits)
		for i := key << (32 - m.keyBits) >> m.shift; ; i++ {
			s := slots[i&mask]
			if s.row == 0 {
				break
			}
			if s.key == key {
				start := s.row >> 8
				for _, e := range m.entries[start : start+s.row&0xFF] {
					scores[e>>16] += int32(int16(e))
				}
				break
			}
		}
	}
}

// addFew is Add for a model with few labels.
func (m *Model) addFew(features []uint32, scores []int32) {
	var sums [fewLabels]int32
	for _, f := range features {
		if !m.mayKnow(f) {
			continue
		}
		w := &m.fewAt(f >> (32 - m.keyBits)).weights
		sums[0] += int32(w[0])
		sums[1] += int32(w[1])
		sums[2] += int32(w[2])
		sums[3] += int32(w[3])
	}
	for label := range scores {
		scores[label] += sums[label&(fewLabels-1)]
	}
}

// fewAt returns the place of the key, a free one if it has none.
func (m *Model) fewAt(key uint32) *fewSlot {
	mask := uint32(len(m.few) - 1)
	for i := key << (32 - m.keyBits) >> m.shift; ; i++ {
		if s := &m.few[i&mask]; s.key == key || s.weights == [fewLabels]int16{} {
			return s
		}
	}
}

// Accumulate adds one feature's weights to scores.
func (m *Model) Accumulate(feature uint32, scores []int32) {
	features := [1]uint32{feature}
	m.Add(features[:], scores)
}

// Label returns the label of a feature's first weight, -1 for a feature that the model does not know. It makes a
// compact table of a model whose features have one label each.
func (m *Model) Label(feature uint32) int {
	if row := m.row(feature); len(row) > 0 {
		return row[0].label()
	}
	return -1
}

// row returns the weights of a feature, nothing for a feature that the model does not know.
func (m *Model) row(feature uint32) []entry {
	key := feature >> (32 - m.keyBits)
	if m.few != nil {
		return m.fewAt(key).entries(nil)
	}
	mask := uint32(len(m.slots) - 1)
	for i := key << (32 - m.keyBits) >> m.shift; ; i = (i + 1) & mask {
		s := m.slots[i]
		if s.row == 0 {
			return nil
		}
		if s.key == key {
			start := s.row >> 8
			return m.entries[start : start+s.row&0xFF]
		}
	}
}

// entries appends the row's weights that are not zero.
func (s *fewSlot) entries(entries []entry) []entry {
	for label, w := range s.weights {
		if w != 0 {
			entries = append(entries, newEntry(label, int32(w)))
		}
	}
	return entries
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
		for _, e := range m.row(f) {
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
	for _, s := range m.few {
		if entries := s.entries(nil); len(entries) > 0 {
			features = append(features, feature{s.key, entries})
		}
	}
	for _, s := range m.slots {
		if s.row != 0 {
			start := s.row >> 8
			features = append(features, feature{s.key, m.entries[start : start+s.row&0xFF]})
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
	weights := 0
	for _, f := range features {
		weights += len(f.entries)
	}
	m := &Model{labels: labels, unit: unit, keyBits: keyBits, shift: 32 - bits}
	wide := min(max(bits+2, 6), keyBits, filterBits)
	m.filter, m.filterShift = make([]uint64, 1<<wide/64), 32-wide
	for _, f := range features {
		bit := f.key << (32 - keyBits) >> m.filterShift
		m.filter[bit/64] |= 1 << (bit % 64)
	}
	if len(labels) <= fewLabels {
		m.few = make([]fewSlot, size)
		for _, f := range features {
			s := m.fewAt(f.key)
			s.key = f.key
			for _, e := range f.entries {
				s.weights[e.label()] = int16(e.weight())
			}
			if s.weights != [fewLabels]int16{} {
				m.count, m.weights = m.count+1, m.weights+len(f.entries)
			}
		}
		return m
	}
	m.count, m.weights = len(features), weights
	m.slots, m.entries = make([]slot, size), make([]entry, 0, weights)
	for _, f := range features {
		i := f.key << (32 - keyBits) >> m.shift
		for m.slots[i].row != 0 {
			i = (i + 1) & uint32(size-1)
		}
		m.slots[i] = slot{f.key, uint32(len(m.entries))<<8 | uint32(len(f.entries))}
		m.entries = append(m.entries, f.entries...)
	}
	return m
}
