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
//   - SequenceTrainer, for labels along a sentence (BIO names and spans), found by Viterbi search with transitions: a
//     conditional random field with a penalty that leaves few weights;
//   - Learner, the bare weights, for programs that search on their own (the parser).
//
// The finished Model is small: rare features and weak weights are dropped, weights are stored in 5 to 8 bits, and of the features
// themselves only so many bits that most others can be told from them. Weights are integers once loaded, so scores are the same natively and in the browser. Predicting allocates nothing.
//
//	trainer := linear.NewTrainer([]string{"no", "yes"}, linear.Options{Epochs: 8, Seed: 1})
//	trainer.Add([]uint32{linear.Mix(1, linear.Hash("said")), linear.Mix(2, tag)}, 1)
//	…
//	model := trainer.Train()
//	os.WriteFile("models/cues.bin", model.Encode(nil), 0o644)
//
//	model, err := linear.Load(embedded)
//	var scores [2]int32
//	model.Scores(features, scores[:])
//	if linear.Highest(scores[:]) == 1 { … }
package linear

import "math"

// Model is a finished linear classifier. It is immutable and may be used by several goroutines.
//
// What bounds its speed is memory, since features are many and mostly unknown: so a feature has one place only (see table), and
// what lies there is small. The high bits of a place are the feature's mark. In models of two or three labels the low bits are the codes
// of the weights of all labels but the first, a byte each; in others they say where the feature's row begins, which ends where the next place's begins.
type Model struct {
	labels []string
	unit   float32 // what one unit of an integer weight is worth on the learner's scale

	table    table
	markMask uint32   // the bits of a place that are its mark
	places   []uint32 // one more than there are in the table, for the end of the last row
	rows     []uint16 // weights: label<<8 | code
}

// fewLabels is how many labels a model can have whose weights lie in its places.
const fewLabels = 3

// worth holds the weight of each code: q·|q|, for the code q as a byte.
var worth = func() (weights [256]int32) {
	for q := -maxCode; q <= maxCode; q++ {
		weights[uint8(q)] = int32(q * max(q, -q))
	}
	return weights
}()

// MaxLabels is how many labels a model can have.
const MaxLabels = 255

// Labels returns the labels' names. Only differences between scores say something: models of two labels hold weights for the second label
// only, and the first label's score is 0; those of three hold weights for the second and the third, and the three scores add up to 0.
func (m *Model) Labels() []string { return m.labels }

// Features returns how many features and how many weights the model holds.
func (m *Model) Features() (features, weights int) {
	for place := range m.table.places {
		if row := len(m.rowAt(place)); row > 0 {
			features, weights = features+1, weights+row
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
	m.Add(features, scores)
}

// Add adds the features' weights to scores. Programs that keep partial sums use it instead of Scores.
func (m *Model) Add(features []uint32, scores []int32) {
	switch len(m.labels) {
	default:
		m.addRows(features, scores)
	case 2:
		scores[1] += m.Second(features)
	case fewLabels:
		second, third := m.secondAndThird(features)
		scores[0] -= second + third
		scores[1] += second
		scores[2] += third
	}
}

// The loops below do four features at a time: WebAssembly that Go makes pays for each turn of a loop, and the four wait for memory
// together. None has a branch that depends on whether a feature is known: half of them are, and a wrongly guessed branch costs
// more than the sum. What they need of the model is in variables, which stay in registers.

// Second returns the score of the second label of a model of two, which is by how much it is ahead of the first.
func (m *Model) Second(features []uint32) (sum int32) {
	seeds, places, size := m.table.seeds, m.places, uint64(m.table.places)
	buckets, marks, codes := uint64(len(seeds)), uint64(m.markMask), uint64(m.codeMask())
	for ; len(features) >= 4; features = features[4:] {
		a := code(seeds, places, buckets, size, marks, codes, features[0])
		b := code(seeds, places, buckets, size, marks, codes, features[1])
		c := code(seeds, places, buckets, size, marks, codes, features[2])
		d := code(seeds, places, buckets, size, marks, codes, features[3])
		sum += worth[uint8(a)] + worth[uint8(b)] + worth[uint8(c)] + worth[uint8(d)]
	}
	for _, f := range features {
		sum += worth[uint8(code(seeds, places, buckets, size, marks, codes, f))]
	}
	return sum
}

// secondAndThird returns the scores of the second and the third label of a model of three, whose first label has what is missing to 0.
func (m *Model) secondAndThird(features []uint32) (second, third int32) {
	seeds, places, size := m.table.seeds, m.places, uint64(m.table.places)
	buckets, marks, codes := uint64(len(seeds)), uint64(m.markMask), uint64(m.codeMask())
	for ; len(features) >= 4; features = features[4:] {
		a := code(seeds, places, buckets, size, marks, codes, features[0])
		b := code(seeds, places, buckets, size, marks, codes, features[1])
		c := code(seeds, places, buckets, size, marks, codes, features[2])
		d := code(seeds, places, buckets, size, marks, codes, features[3])
		second += worth[uint8(a)] + worth[uint8(b)] + worth[uint8(c)] + worth[uint8(d)]
		third += worth[uint8(a>>8)] + worth[uint8(b>>8)] + worth[uint8(c>>8)] + worth[uint8(d>>8)]
	}
	for _, f := range features {
		a := code(seeds, places, buckets, size, marks, codes, f)
		second += worth[uint8(a)]
		third += worth[uint8(a>>8)]
	}
	return second, third
}

// code returns the codes at the feature's place, zeros if the mark there is another feature's.
func code(seeds []uint16, places []uint32, buckets, size, marks, codes uint64, feature uint32) uint64 {
	key := uint64(feature)
	place, mark := hash(key, seeds[key*buckets>>32], size)
	found := uint64(places[place])
	other := (found ^ mark) & marks // 0 if the mark is the feature's
	return found & codes & ((other - 1) >> 32)
}

// codeMask returns the bits of a place that are codes.
func (m *Model) codeMask() uint32 { return 1<<(8*m.codes()) - 1 }

// addRows is Add for a model with more labels.
func (m *Model) addRows(features []uint32, scores []int32) {
	seeds, places, size := m.table.seeds, m.places, uint64(m.table.places)
	buckets, marks := uint64(len(seeds)), uint64(m.markMask)
	for _, f := range features {
		key := uint64(f)
		place, mark := hash(key, seeds[key*buckets>>32], size)
		found := uint64(places[place])
		if (found^mark)&marks != 0 {
			continue
		}
		row := m.rows[found&^marks : uint64(places[place+1])&^marks]
		for ; len(row) >= 4; row = row[4:] {
			a, b, c, d := row[0], row[1], row[2], row[3]
			scores[a>>8] += worth[uint8(a)]
			scores[b>>8] += worth[uint8(b)]
			scores[c>>8] += worth[uint8(c)]
			scores[d>>8] += worth[uint8(d)]
		}
		for _, w := range row {
			scores[w>>8] += worth[uint8(w)]
		}
	}
}

// row returns the weights of a feature, label<<8 | code, nothing for a feature that the model does not know.
func (m *Model) row(feature uint32) []uint16 {
	place, mark := m.table.place(feature)
	if (m.places[place]^uint32(mark))&m.markMask != 0 {
		return nil
	}
	return m.rowAt(uint32(place))
}

// rowAt returns the weights of the feature whose place it is, in a model of two or three labels those that have codes.
func (m *Model) rowAt(place uint32) []uint16 {
	if m.codes() == 0 {
		return m.rows[m.places[place]&^m.markMask : m.places[place+1]&^m.markMask]
	}
	var row []uint16
	for label := 1; label < len(m.labels); label++ {
		if code := uint8(m.places[place] >> shift(label)); code != 0 {
			row = append(row, uint16(label)<<8|uint16(code))
		}
	}
	return row
}

// codes returns how many codes a place holds, 0 in a model with rows.
func (m *Model) codes() int {
	if n := len(m.labels); n == 2 || n == fewLabels {
		return n - 1
	}
	return 0
}

// shift says where a label's code begins in a place that holds codes.
func shift(label int) int { return 8 * (label - 1) }

// Accumulate adds one feature's weights to scores.
func (m *Model) Accumulate(feature uint32, scores []int32) {
	features := [1]uint32{feature}
	m.Add(features[:], scores)
}

// Label returns the label of a feature's first weight, -1 for a feature that the model does not know. It makes a
// compact table of a model whose features have one label each.
func (m *Model) Label(feature uint32) int {
	if row := m.row(feature); len(row) > 0 {
		return int(row[0] >> 8)
	}
	return -1
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

// feature is a feature's key and its weights, as label<<8 | code, while a model is put together.
type feature struct {
	key uint32
	row []uint16
}

// assemble builds a model from features with distinct keys and rows of 1 to MaxLabels weights, sorted by label.
func assemble(labels []string, unit float32, markBits uint, features []feature) *Model {
	keys := make([]uint32, len(features))
	for i, f := range features {
		keys[i] = f.key
	}
	m := newModel(labels, unit, markBits, newTable(keys))
	rows := make([][]uint16, len(m.places))
	for _, f := range features {
		place, mark := m.table.place(f.key)
		rows[place], m.places[place] = f.row, uint32(mark)&m.markMask
	}
	for place, row := range rows {
		m.put(place, row)
	}
	return m
}

// newModel returns a model whose places are empty.
func newModel(labels []string, unit float32, markBits uint, t table) *Model {
	return &Model{labels: labels, unit: unit, table: t, markMask: highBits(markBits), places: make([]uint32, t.places+1)}
}

func highBits(n uint) uint32 { return ^uint32(0) << (32 - n) }

// put adds a row to its place, which has its mark already. The rows of a model come in the order of their places.
func (m *Model) put(place int, row []uint16) {
	if m.codes() == 0 {
		m.places[place] |= uint32(len(m.rows))
		m.rows = append(m.rows, row...)
	} else {
		for _, w := range row {
			m.places[place] |= uint32(uint8(w)) << shift(int(w>>8))
		}
	}
}
