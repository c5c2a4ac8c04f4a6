package linear

import (
	"maps"
	"testing"
)

// The mean of two learners that parted after one example has the features of both, and their averages' mean.
func TestMean(t *testing.T) {
	begun := NewLearner([]string{"no", "perhaps", "yes"})
	begun.Update([]uint32{1, 2}, 2, 1)
	begun.Tick()
	one, two := begun.Fork(), begun.Fork()
	one.Update([]uint32{1}, 2, 2) // 1 in the first example, 3 in the second
	one.Tick()
	two.Update([]uint32{3}, 0, 4) // 0, then 4
	two.Tick()
	type weight struct {
		feature uint32
		label   int
	}
	averages := func(l *Learner) map[weight]float64 {
		found := map[weight]float64{}
		for _, it := range l.averages() {
			found[weight{it.key, it.label}] = it.value
		}
		return found
	}
	want := map[weight]float64{{1, 2}: (2 + 1) / 2.0, {2, 2}: 1, {3, 0}: (0 + 2) / 2.0}
	if got := averages(Mean([]*Learner{one, two})); !maps.Equal(got, want) {
		t.Errorf("mean is %v, want %v", got, want)
	}
	if got, want := averages(begun), (map[weight]float64{{1, 2}: 1, {2, 2}: 1}); !maps.Equal(got, want) {
		t.Errorf("the learner they parted from has changed to %v, want %v", got, want)
	}
}
