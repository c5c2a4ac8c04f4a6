package linear

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
)

// Options says how to learn and how small the model must become. The zero value of a field means its default.
type Options struct {
	// Keep says which features the model keeps; nil keeps all. One that is never asked for when predicting need not take a place.
	Keep func(feature uint32) bool

	Method   Method  // Perceptron or Logistic (Trainer only); default Perceptron
	Epochs   int     // how often all examples are seen; default 10
	Orders   int     // in how many orders the examples are seen, each by weights of their own, whose mean counts; default 1
	Seed     uint64  // of the order in which they are seen
	Margin   float32 // Perceptron: by how much the right label must lead, default 1
	Rate     float32 // Logistic and sequences: AdaGrad's learning rate, default 0.1
	Decay    float32 // Logistic: the L2 penalty per example, default 1e-6
	Lasso    float32 // sequences: the L1 penalty; a weight stays zero until the gradients for it sum to more. Default 0
	MinCount int     // features in fewer examples are not learned, default 1
	Weights  int     // at most this many weights are kept, the strongest; 0 keeps all
	CodeBits uint    // of a weight's code, 5 to 8, default 7
	MarkBits uint    // by how many bits known features are told from unknown, of which one in 2^MarkBits passes as known: 8 to 16, default 10
}

const usualCodeBits = 7

func (o Options) withDefaults() Options {
	if o.Epochs == 0 {
		o.Epochs = 10
	}
	if o.Orders == 0 {
		o.Orders = 1
	}
	if o.Margin == 0 {
		o.Margin = 1
	}
	if o.Rate == 0 {
		o.Rate = 0.1
	}
	if o.Decay == 0 {
		o.Decay = 1e-6
	}
	if o.CodeBits == 0 {
		o.CodeBits = usualCodeBits
	}
	if o.MarkBits == 0 {
		o.MarkBits = 10
	}
	return o
}

// Method is a way to learn from examples that stand alone.
type Method uint8

const (
	Perceptron Method = iota // averaged perceptron with a margin
	Logistic                 // multinomial logistic regression by AdaGrad, for probabilities
)

// Learner holds weights while they are learned. It is for programs that search on their own, such as the parser;
// Trainer uses it too. It keeps for each weight the sum over all ticks, so that the finished model
// is the average over the whole training, which generalises better than the last state.
type Learner struct {
	labels  []string
	tick    int32
	count   int     // features that have a row
	frozen  bool    // no feature gets a row any more
	slots   []place // open addressing; the size is a power of two
	weights []learned
	history []history // of weights, of the same index
}

// place is a feature's place in the table and its row weights[start:start+length]. A free place has no length.
// A full row moves to the end of weights with twice the room: what is left behind is less than what is used.
type place struct {
	feature, start uint32
	seen           uint32 // how often Scores has met the feature
	length, room   uint8
}

// learned is the present weight of one label in a row. It is apart from its history because scores read nothing else.
type learned struct {
	value float32
	label uint32
}

type history struct {
	sum   float64 // of the value over all ticks up to since
	slope float32 // Logistic: sum of squared gradients
	since int32
}

// NewLearner starts with all weights zero. There can be at most MaxLabels labels.
func NewLearner(labels []string) *Learner {
	if len(labels) > MaxLabels {
		panic("linear: too many labels")
	}
	return &Learner{labels: labels, slots: make([]place, 1<<12)}
}

// Tick ends one example: the weights as they are count once more in the average.
func (l *Learner) Tick() { l.tick++ }

// Scores sets scores, as long as the labels, to the labels' scores by the present weights.
func (l *Learner) Scores(features []uint32, scores []float32) {
	clear(scores)
	for _, f := range features {
		p := l.find(f)
		p.seen++
		for _, w := range l.weights[p.start : p.start+uint32(p.length)] {
			scores[w.label] += w.value
		}
	}
}

// Update adds step to the label's weight of each feature.
func (l *Learner) Update(features []uint32, label int, step float32) {
	for _, f := range features {
		if i := l.touch(f, label); i >= 0 {
			l.weights[i].value += step
		}
	}
}

// adapt moves the label's weights along the gradient of a loss by AdaGrad, with L2 decay.
func (l *Learner) adapt(features []uint32, label int, gradient, rate, decay float32) {
	for _, f := range features {
		i := l.touch(f, label)
		if i < 0 {
			continue
		}
		w, h := &l.weights[i], &l.history[i]
		g := gradient + decay*w.value
		h.slope += g * g
		w.value -= rate * g / float32(math.Sqrt(float64(h.slope)+1e-8))
	}
}

// find returns the feature's place, a free one if it has none.
func (l *Learner) find(feature uint32) *place {
	mask := uint32(len(l.slots) - 1)
	for i := feature * 0x9E3779B1 >> 7 & mask; ; i = (i + 1) & mask {
		if p := &l.slots[i]; p.length == 0 || p.feature == feature {
			return p
		}
	}
}

// touch returns the index of the label's weight in the feature's row, a new one if there is none, with its history up to date.
// It is -1 for a new feature when the learner is frozen.
func (l *Learner) touch(feature uint32, label int) int {
	p := l.find(feature)
	for i := p.start; i < p.start+uint32(p.length); i++ {
		if l.weights[i].label == uint32(label) {
			h := &l.history[i]
			h.sum += float64(l.weights[i].value) * float64(l.tick-h.since)
			h.since = l.tick
			return int(i)
		}
	}
	if p.length == 0 {
		if l.frozen {
			return -1
		}
		if 2*l.count > len(l.slots) {
			l.enlarge()
			p = l.find(feature)
		}
		l.count++
		p.feature, p.seen = feature, 0
	}
	if p.length == p.room {
		room := min(max(2, 2*int(p.room)), MaxLabels)
		start := uint32(len(l.weights))
		l.weights = append(l.weights, l.weights[p.start:p.start+uint32(p.length)]...)
		l.history = append(l.history, l.history[p.start:p.start+uint32(p.length)]...)
		l.weights = append(l.weights, make([]learned, room-int(p.length))...)
		l.history = append(l.history, make([]history, room-int(p.length))...)
		p.start, p.room = start, uint8(room)
	}
	i := p.start + uint32(p.length)
	p.length++
	l.weights[i].label, l.history[i].since = uint32(label), l.tick
	return int(i)
}

// enlarge doubles the table.
func (l *Learner) enlarge() {
	old := l.slots
	l.slots = make([]place, 2*len(old))
	for _, p := range old {
		if p.length > 0 {
			*l.find(p.feature) = p
		}
	}
}

// Model returns the average of the weights over all ticks as a finished model of the given size (Weights, CodeBits, MarkBits).
// With two labels, each row becomes one weight: the second label's minus the first's.
func (l *Learner) Model(options Options) *Model {
	options = options.withDefaults()
	items := l.averages()
	if options.Keep != nil {
		items = slices.DeleteFunc(items, func(it item) bool { return !options.Keep(it.key) })
	}
	return modelOf(l.labels, items, options)
}

// modelOf returns the model of the strongest items, as the options want it.
func modelOf(labels []string, items []item, options Options) *Model {
	slices.SortFunc(items, func(a, b item) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.label, b.label)) })
	items = strongest(items, options.Weights)
	if len(labels) == fewLabels {
		items = centred(items)
	}
	highest := 0.0
	for _, it := range items {
		highest = max(highest, math.Abs(it.value))
	}
	unit := highest / maxWeight
	if unit == 0 {
		unit = 1
	}
	var features []feature
	for _, it := range items {
		q := math.Round(math.Sqrt(math.Abs(it.value) / unit))
		if q == 0 {
			continue
		}
		w := uint16(it.label)<<8 | uint16(coarse(math.Copysign(q, it.value), options.CodeBits))
		if n := len(features); n > 0 && features[n-1].key == it.key {
			features[n-1].row = append(features[n-1].row, w)
		} else {
			features = append(features, feature{it.key, []uint16{w}})
		}
	}
	return assemble(labels, float32(unit), options.MarkBits, features)
}

// centred takes from the weights of each feature for three labels their mean, which changes no decision, and leaves out those of the first
// label, which then follow from the others. The items are in the order of their features.
func centred(items []item) (others []item) {
	for len(items) > 0 {
		own, weights := items[0], [fewLabels]float64{}
		for len(items) > 0 && items[0].key == own.key {
			weights[items[0].label] = items[0].value
			items = items[1:]
		}
		mean := (weights[0] + weights[1] + weights[2]) / fewLabels
		for own.label = 1; own.label < fewLabels; own.label++ {
			own.value = weights[own.label] - mean
			others = append(others, own)
		}
	}
	return others
}

// coarse returns the nearest code that so many bits can tell from its neighbours: multiples of 2, 4 or 8. A bit less makes the file a tenth smaller.
// Fewer bits than the usual number round what these say, so a model that has these can be made smaller without being learned anew.
func coarse(code float64, bits uint) uint8 {
	if bits < usualCodeBits {
		code = float64(int8(coarse(code, usualCodeBits)))
	}
	step := float64(int(1) << (8 - bits))
	steps := math.Round(code / step)
	if limit := math.Floor(maxCode / step); math.Abs(steps) > limit {
		steps = math.Copysign(limit, steps)
	}
	return uint8(int8(steps * step))
}

// item is one finished weight on the way into a model.
type item struct {
	key   uint32
	label int
	value float64
	seen  uint32
}

// importance says what a weight means for the decisions: how strong it is and how often it counts. A strong weight that
// counted once or twice has learned an example by heart.
func (it item) importance() float64 { return math.Abs(it.value) * math.Sqrt(float64(it.seen)) }

// strongest returns the most important items, at most limit of them (0: all), and all that are as important as the last.
func strongest(items []item, limit int) []item {
	if limit == 0 || len(items) <= limit {
		return items
	}
	values := make([]float64, len(items))
	for i, it := range items {
		values[i] = it.importance()
	}
	slices.Sort(values)
	least := values[len(values)-limit]
	return slices.DeleteFunc(items, func(it item) bool { return it.importance() < least })
}

// Narrow chooses the features that hold the most important weights, so many weights, and begins again with these
// features alone: all weights are zero, and no other feature gets a row. What is learned after it has not relied on
// features that the finished model lacks, and it is learned faster.
func (l *Learner) Narrow(weights int) {
	kept := strongest(l.averages(), weights)
	narrow := NewLearner(l.labels)
	for _, it := range kept {
		narrow.touch(it.key, it.label)
		narrow.find(it.key).seen = 0
	}
	narrow.frozen = true
	*l = *narrow
}

// average returns the average over all ticks of the weight with the index.
func (l *Learner) average(i uint32) float64 {
	h := l.history[i]
	return (h.sum + float64(l.weights[i].value)*float64(l.tick-h.since)) / float64(max(l.tick, 1))
}

// averages returns the average weights that are not zero, by feature.
func (l *Learner) averages() []item {
	var items []item
	for _, p := range l.slots {
		both := 0.0
		for i := p.start; i < p.start+uint32(p.length); i++ {
			w, value := l.weights[i], l.average(i)
			switch {
			case len(l.labels) != 2 && value != 0:
				items = append(items, item{p.feature, int(w.label), value, p.seen})
			case w.label == 1:
				both += value
			default:
				both -= value
			}
		}
		if len(l.labels) == 2 && both != 0 {
			items = append(items, item{p.feature, 1, both, p.seen})
		}
	}
	return items
}

// Trainer learns from examples that stand alone.
type Trainer struct {
	labels  []string
	options Options
	items   Items
	gold    []uint8
}

// NewTrainer returns a trainer for the labels, of which there are 2 to MaxLabels.
func NewTrainer(labels []string, options Options) *Trainer {
	return &Trainer{labels: labels, options: options.withDefaults()}
}

// Add adds an example: its features, which are copied, and its right label.
func (t *Trainer) Add(features []uint32, gold int) {
	for _, f := range features {
		t.items.Add(f)
	}
	t.items.End()
	t.gold = append(t.gold, uint8(gold))
}

// Train learns from all examples added and returns the model: the mean of Options.Orders learners, each of which has seen the examples in an
// order of its own. They learn side by side.
func (t *Trainer) Train() *Model {
	t.items.dropRare(t.options.MinCount)
	learners := make([]*Learner, t.options.Orders)
	var all sync.WaitGroup
	for k := range learners {
		all.Go(func() { learners[k] = t.learn(uint64(1 + k)) })
	}
	all.Wait()
	return Mean(learners).Model(t.options)
}

// learn returns what one learner has learned from the examples in the order with the number.
func (t *Trainer) learn(order uint64) *Learner {
	l := NewLearner(t.labels)
	scores := make([]float32, len(t.labels))
	random := rand.New(rand.NewPCG(t.options.Seed, order))
	for range t.options.Epochs {
		for _, i := range random.Perm(len(t.gold)) {
			features, gold := t.items.Item(i), int(t.gold[i])
			l.Scores(features, scores)
			if t.options.Method == Logistic {
				l.learnLogistic(features, gold, scores, t.options)
			} else {
				l.learnPerceptron(features, gold, scores, t.options.Margin)
			}
			l.Tick()
		}
	}
	return l
}

func (l *Learner) learnPerceptron(features []uint32, gold int, scores []float32, margin float32) {
	rival := -1
	for i, s := range scores {
		if i != gold && (rival < 0 || s > scores[rival]) {
			rival = i
		}
	}
	if rival >= 0 && scores[gold]-scores[rival] < margin {
		l.Update(features, gold, 1)
		l.Update(features, rival, -1)
	}
}

func (l *Learner) learnLogistic(features []uint32, gold int, scores []float32, o Options) {
	softmax(scores)
	for label, p := range scores {
		if label == gold {
			p--
		}
		if len(scores) == 2 && label == 0 || p < 1e-4 && p > -1e-4 {
			continue // of two labels only the second has weights
		}
		l.adapt(features, label, p, o.Rate, o.Decay)
	}
}

func softmax(scores []float32) {
	highest, sum := slices.Max(scores), float32(0)
	for i, s := range scores {
		scores[i] = float32(math.Exp(float64(s - highest)))
		sum += scores[i]
	}
	for i := range scores {
		scores[i] /= sum
	}
}

// Items is a list of feature lists in one slice: the tokens of a sentence, say. Reset and fill it again to use its memory twice.
type Items struct {
	features []uint32
	ends     []int32
}

// Add adds a feature to the item that End will finish.
func (it *Items) Add(feature uint32) { it.features = append(it.features, feature) }

// End finishes an item.
func (it *Items) End() { it.ends = append(it.ends, int32(len(it.features))) }

// Len returns the number of finished items.
func (it *Items) Len() int { return len(it.ends) }

// Item returns the features of item i.
func (it *Items) Item(i int) []uint32 {
	start := int32(0)
	if i > 0 {
		start = it.ends[i-1]
	}
	return it.features[start:it.ends[i]]
}

// Reset forgets all items and keeps the memory.
func (it *Items) Reset() { it.features, it.ends = it.features[:0], it.ends[:0] }

// dropRare removes the features that occur in fewer than min places.
func (it *Items) dropRare(min int) {
	if min < 2 {
		return
	}
	counts := map[uint32]int32{}
	for _, f := range it.features {
		counts[f]++
	}
	it.keep(func(f uint32) bool { return counts[f] >= int32(min) })
}

// keep removes the features that are not wanted.
func (it *Items) keep(wanted func(feature uint32) bool) {
	kept, start := it.features[:0], int32(0)
	for i, end := range it.ends {
		for _, f := range it.features[start:end] {
			if wanted(f) {
				kept = append(kept, f)
			}
		}
		start, it.ends[i] = end, int32(len(kept))
	}
	it.features = kept
}
