package linear

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
)

// SequenceTrainer learns a Sequence: a conditional random field (Lafferty, McCallum and Pereira 2001), whose weights are found by
// FTRL-Proximal (McMahan et al. 2013). That is AdaGrad with a penalty on each weight, Options.Lasso, which leaves at zero all
// that a few examples would explain as well without: what remains is small enough to keep, so that a model of few weights
// has not relied on others while it was learned. If no sequence has a second item, there are no transitions either, and what is learned is
// logistic regression, for Sequence.Model.
type SequenceTrainer struct {
	labels     []string
	constraint Constraint
	options    Options
	sequences  []Items
	gold       [][]uint8
}

// NewSequenceTrainer returns a trainer for the labels with the constraint, of which the options' Epochs, Orders, Seed,
// MinCount, Rate, Lasso, and those of the model's size count.
func NewSequenceTrainer(labels []string, constraint Constraint, options Options) *SequenceTrainer {
	return &SequenceTrainer{labels: labels, constraint: constraint, options: options.withDefaults()}
}

// Add adds a sequence: the features of its items, which are copied, and their right labels.
func (t *SequenceTrainer) Add(items *Items, gold []uint8) {
	if items.Len() == 0 {
		return
	}
	t.sequences = append(t.sequences, Items{append([]uint32(nil), items.features...), append([]int32(nil), items.ends...)})
	t.gold = append(t.gold, append([]uint8(nil), gold...))
}

// Train learns from all sequences added, which it takes out of the trainer, and returns the model: the mean of Options.Orders fields, each of
// which has seen the sequences in an order of its own. They are learned side by side.
func (t *SequenceTrainer) Train() *Sequence {
	fields := make([]*field, t.options.Orders)
	fields[0] = t.field()
	for k := range fields[1:] {
		fields[k+1] = fields[0].fork()
	}
	var learning sync.WaitGroup
	for k, f := range fields {
		learning.Go(func() { t.learn(f, rand.New(rand.NewPCG(t.options.Seed, uint64(2+k)))) })
	}
	learning.Wait()
	t.sequences, t.gold = nil, nil
	return NewSequence(modelOf(t.labels, meanItems(fields), t.options), t.constraint)
}

// learn moves the field's weights by all sequences, in random orders. The first half of the epochs does not count for the average.
func (t *SequenceTrainer) learn(f *field, random *rand.Rand) {
	for epoch := range t.options.Epochs {
		if epoch == t.options.Epochs/2 {
			f.beginAverage()
		}
		for _, k := range random.Perm(len(t.sequences)) {
			f.learn(&t.sequences[k], t.gold[k])
		}
	}
}

// field is a conditional random field while it is learned. Its weights lie in rows of the labels, [feature*n+label], the features being
// numbered: looking them up by their hash would take longer than the sums.
type field struct {
	transitions         // what may follow what; the scores are among the weights
	after       [][]int // of each label, the labels that may follow it
	n           int     // labels
	chained     bool    // there are transitions, because some sequence has several items
	rate, lasso float64
	features    []uint32 // by number; the last n+1 are the transitions
	seen        []uint32 // how often each occurs

	weights, pull, slope []float32 // pull is the sum of gradients, corrected for the steps, slope that of their squares
	late                 []float32 // the sum of each weight's changes since the average began, each times the sequences until it
	learned              float32   // sequences since then

	// Of the sequence at hand, [item*n+label] and [previous*n+next], each item's values scaled to a sum or a maximum of 1:
	emitted, forward, backward []float64
	followed                   []float64 // e to the transitions' weights
	steps                      []float64 // [(previous+1)*n+next]: how often a transition is expected too much
}

// field numbers the features of the sequences that are not rare, and returns a field with weights of zero.
func (t *SequenceTrainer) field() *field {
	n := len(t.labels)
	f := &field{transitions: newTransitions(n, t.constraint), after: make([][]int, n), n: n, rate: float64(t.options.Rate), lasso: float64(t.options.Lasso),
		followed: make([]float64, n*n), steps: make([]float64, (n+1)*n)}
	for next, before := range f.before {
		for _, previous := range before {
			f.after[previous] = append(f.after[previous], next)
		}
	}
	counts := map[uint32]uint32{}
	for k := range t.sequences {
		for _, feature := range t.sequences[k].features {
			counts[feature]++
		}
	}
	numbers := map[uint32]uint32{}
	for k := range t.sequences {
		items := &t.sequences[k]
		f.chained = f.chained || items.Len() > 1
		items.keep(func(feature uint32) bool { return int(counts[feature]) >= t.options.MinCount })
		for i, feature := range items.features {
			number, known := numbers[feature]
			if !known {
				number = uint32(len(f.features))
				numbers[feature] = number
				f.features, f.seen = append(f.features, feature), append(f.seen, counts[feature])
			}
			items.features[i] = number
		}
	}
	for previous := -1; previous < n; previous++ {
		f.features, f.seen = append(f.features, transition(previous)), append(f.seen, math.MaxUint32)
	}
	size := len(f.features) * n
	f.weights, f.pull, f.slope, f.late = make([]float32, size), make([]float32, size), make([]float32, size), make([]float32, size)
	return f
}

// fork returns a field with the same features and weights of its own.
func (f *field) fork() *field {
	own := *f
	own.followed, own.steps = slices.Clone(f.followed), slices.Clone(f.steps)
	own.weights, own.pull, own.slope, own.late = slices.Clone(f.weights), slices.Clone(f.pull), slices.Clone(f.slope), slices.Clone(f.late)
	return &own
}

// from returns the index of the first weight of the transitions from a label, or from -1, the start.
func (f *field) from(previous int) int { return (len(f.features) - f.n + previous) * f.n }

// learn moves the weights by one sequence.
func (f *field) learn(items *Items, gold []uint8) {
	f.emit(items)
	f.follow()
	f.goForward(items.Len())
	f.goBackward(items.Len())
	f.countSteps(gold)
	f.correct(items, gold)
	f.learned++
}

// beginAverage makes the finished weights the average from now on. The last ones lean to the sequences that came last.
func (f *field) beginAverage() {
	f.learned = 0
	clear(f.late)
}

// emit sets emitted to e to the items' scores.
func (f *field) emit(items *Items) {
	n := f.n
	f.emitted = grow(f.emitted, items.Len()*n)
	for i := range items.Len() {
		row := f.emitted[i*n : (i+1)*n]
		clear(row)
		for _, feature := range items.Item(i) {
			f.addRow(row, int(feature)*n)
		}
		if i == 0 && f.chained {
			f.addRow(row, f.from(-1))
		}
		highest := row[0]
		for _, score := range row {
			highest = max(highest, score)
		}
		for label, score := range row {
			row[label] = math.Exp(score - highest)
			if i == 0 && !f.first[label] {
				row[label] = 0
			}
		}
	}
}

func (f *field) addRow(scores []float64, at int) {
	for label, w := range f.weights[at : at+len(scores)] {
		scores[label] += float64(w)
	}
}

// follow sets followed.
func (f *field) follow() {
	for previous, after := range f.after {
		for _, next := range after {
			f.followed[previous*f.n+next] = math.Exp(float64(f.weights[f.from(previous)+next]))
		}
	}
}

// goForward sets forward: how likely an item's labels are by the items up to it.
func (f *field) goForward(length int) {
	n := f.n
	f.forward = grow(f.forward, length*n)
	copy(f.forward, f.emitted[:n])
	scale(f.forward[:n])
	for i := 1; i < length; i++ {
		last, row := f.forward[(i-1)*n:i*n], f.forward[i*n:(i+1)*n]
		for next := range row {
			sum := 0.0
			for _, previous := range f.before[next] {
				sum += last[previous] * f.followed[int(previous)*n+next]
			}
			row[next] = sum * f.emitted[i*n+next]
		}
		scale(row)
	}
}

// goBackward sets backward: how likely the items after an item are by its label.
func (f *field) goBackward(length int) {
	n := f.n
	f.backward = grow(f.backward, length*n)
	for i := length - 1; i >= 0; i-- {
		row := f.backward[i*n : (i+1)*n]
		for previous := range row {
			row[previous] = 1
			if i < length-1 {
				row[previous] = 0
				for _, next := range f.after[previous] {
					row[previous] += f.followed[previous*n+next] * f.emitted[(i+1)*n+next] * f.backward[(i+1)*n+next]
				}
			}
		}
		scale(row)
	}
}

// scale makes the sum of the values 1.
func scale(values []float64) {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	for i := range values {
		values[i] /= sum
	}
}

// countSteps sets steps, those from the start excepted.
func (f *field) countSteps(gold []uint8) {
	n := f.n
	clear(f.steps)
	pairs := make([]float64, n*n)
	for i := 1; i < len(gold); i++ {
		for previous, after := range f.after {
			for _, next := range after {
				pairs[previous*n+next] = f.forward[(i-1)*n+previous] * f.followed[previous*n+next] * f.emitted[i*n+next] * f.backward[i*n+next]
			}
		}
		scale(pairs)
		for k, p := range pairs {
			f.steps[n+k] += p
		}
		f.steps[n+int(gold[i-1])*n+int(gold[i])]--
	}
}

// negligible gradients do not pay for the time of the steps along them.
const negligible = 1e-3

// correct takes a step along the gradient of the likelihood of the right labels.
func (f *field) correct(items *Items, gold []uint8) {
	n := f.n
	for i := range gold {
		likely := f.forward[i*n : (i+1)*n]
		for label := range likely {
			likely[label] *= f.backward[i*n+label]
		}
		scale(likely)
		likely[gold[i]]--
		if i == 0 {
			copy(f.steps, likely)
		}
		for label, gradient := range likely {
			if math.Abs(gradient) < negligible {
				continue
			}
			for _, feature := range items.Item(i) {
				f.move(int(feature)*n+label, gradient)
			}
		}
	}
	for k, gradient := range f.steps {
		if f.chained && math.Abs(gradient) >= negligible {
			f.move(f.from(-1)+k, gradient)
		}
	}
}

// move takes a weight's step by FTRL-Proximal.
func (f *field) move(i int, gradient float64) {
	old := math.Sqrt(float64(f.slope[i]))
	f.slope[i] += float32(gradient * gradient)
	slope := math.Sqrt(float64(f.slope[i]))
	f.pull[i] += float32(gradient - (slope-old)/f.rate*float64(f.weights[i]))
	before := f.weights[i]
	f.weights[i] = 0
	if beyond := math.Abs(float64(f.pull[i])) - f.lasso; beyond > 0 {
		f.weights[i] = float32(-math.Copysign(beyond, float64(f.pull[i])) * f.rate / (1 + slope))
	}
	f.late[i] += (f.weights[i] - before) * f.learned
}

// average returns the average of the weight with the index since the average began.
func (f *field) average(i int) float64 {
	return float64(f.weights[i] - f.late[i]/max(f.learned, 1))
}

// meanItems returns the means of the fields' averages that are not zero. The fields have the same features.
func meanItems(fields []*field) (items []item) {
	f := fields[0]
	for i := range f.weights {
		sum := 0.0
		for _, f := range fields {
			sum += f.average(i)
		}
		if sum != 0 {
			items = append(items, item{f.features[i/f.n], i % f.n, sum / float64(len(fields)), f.seen[i/f.n]})
		}
	}
	return items
}
