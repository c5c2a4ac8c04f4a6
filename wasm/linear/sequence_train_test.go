package linear

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
)

// TestGradient compares the gradient of a sequence's likelihood with the differences that small changes of the weights make to the
// likelihood as it is defined: by the scores of all sequences of labels.
func TestGradient(t *testing.T) {
	labels := []string{"O", "B-X", "I-X"}
	constraint := BIO(labels)
	trainer := NewSequenceTrainer(labels, constraint, Options{Rate: 1e12, Lasso: 1e12}) // so large that no step corrects pull, which is the gradient alone
	gold := []uint8{1, 2, 0, 0, 1}
	var items Items
	for _, word := range []uint32{1, 2, 3, 2, 1} {
		items.Add(Mix(1, word))
		items.Add(Mix(2, word/2))
		items.End()
	}
	trainer.Add(&items, gold)
	f := trainer.field()
	for i := range f.weights {
		f.weights[i] = float32(math.Sin(float64(i)))
	}
	loss := func() float64 {
		return math.Log(f.sum(&trainer.sequences[0], constraint, 0, -1, nil)) - math.Log(f.sum(&trainer.sequences[0], constraint, 0, -1, gold))
	}
	want := make([]float64, len(f.weights))
	const step = 1 << 7
	for i, w := range f.weights {
		f.weights[i] = w + 1./step
		want[i] = loss()
		f.weights[i] = w - 1./step
		want[i] = (want[i] - loss()) * step / 2
		f.weights[i] = w
	}
	f.learn(&trainer.sequences[0], gold)
	for i := range want {
		if got := float64(f.pull[i]); math.Abs(got-want[i]) > 3*negligible {
			t.Errorf("weight %d of feature %d: gradient %.4f, want %.4f", i%f.n, i/f.n, got, want[i])
		}
	}
}

// TestItemsAlone learns sequences of one item, whose labels must not come from what the first label of a sequence mostly is.
func TestItemsAlone(t *testing.T) {
	trainer := NewSequenceTrainer([]string{"A", "B", "C"}, nil, Options{Epochs: 20})
	var items Items
	for i := range 90 {
		items.Reset()
		label := max(i%9-6, 0) // A mostly
		items.Add(Mix(1, uint32(label)))
		items.End()
		trainer.Add(&items, []uint8{uint8(label)})
	}
	model := trainer.Train().Model
	if features, _ := model.Features(); features != 3 {
		t.Errorf("%d features have weights, want those of the items, 3", features)
	}
	var scores [3]int32
	for label := range 3 {
		model.Scores([]uint32{Mix(1, uint32(label))}, scores[:])
		if got := Highest(scores[:]); got != label {
			t.Errorf("label %d is taken for %d", label, got)
		}
	}
}

// TestOrders learns in two orders from labels that contradict each other, so that the fields end with different weights.
func TestOrders(t *testing.T) {
	trainer := NewSequenceTrainer([]string{"A", "B", "C"}, nil, Options{Epochs: 2})
	var items Items
	for i := range 50 {
		items.Reset()
		items.Add(Mix(1, uint32(i%7)))
		items.End()
		trainer.Add(&items, []uint8{uint8(i % 3)})
	}
	one := trainer.field()
	two := one.fork()
	trainer.learn(one, rand.New(rand.NewPCG(1, 1)))
	alone := meanItems([]*field{one})
	trainer.learn(two, rand.New(rand.NewPCG(1, 2)))
	if !reflect.DeepEqual(meanItems([]*field{one}), alone) {
		t.Error("what a fork learns changes the field")
	}
	other, mean := meanItems([]*field{two}), meanItems([]*field{one, two})
	if reflect.DeepEqual(other, alone) {
		t.Error("both orders have the same weights")
	}
	for i, it := range mean {
		if want := (alone[i].value + other[i].value) / 2; math.Abs(it.value-want) > 1e-9 {
			t.Errorf("weight %d is %f, want the mean %f", i, it.value, want)
		}
	}
}

// sum adds e to the scores of all sequences of labels from item i on, after the label previous, or, unless it is nil, of the sequence gold only.
func (f *field) sum(items *Items, constraint Constraint, i, previous int, gold []uint8) (sum float64) {
	if i == items.Len() {
		return 1
	}
	for label := range f.n {
		if gold != nil && label != int(gold[i]) || !constraint(previous, label) {
			continue
		}
		score := float64(f.weights[f.from(previous)+label])
		for _, feature := range items.Item(i) {
			score += float64(f.weights[int(feature)*f.n+label])
		}
		sum += math.Exp(score) * f.sum(items, constraint, i+1, label, gold)
	}
	return sum
}
