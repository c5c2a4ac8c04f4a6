package source

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/ascribe/ascribe/wasm/linear"
)

// group is one choice to learn: candidates, of which gold is the right one.
type group struct {
	items linear.Items
	gold  int
}

// yesNo are the labels of decisions between two.
var yesNo = []string{"no", "yes"}

// How fast choices are learned, the step of descend. Where something begins and ends is clear in most texts, and learned to the end. Whether
// something is an attribution at all annotators see differently, and more steps would learn by heart what each of them saw.
const (
	ofEdges    = 0.12
	ofJudgment = 0.03
)

// learnChoice learns a linear score by which the right candidate wins, with at most so many weights: it learns once with all
// features, keeps those that say most, and learns again with them alone, so that they take over what the others said.
func learnChoice(groups []group, weights int, rate float32, report func(string, ...any)) *linear.Model {
	keys, counts := number(groups)
	w := descend(groups, counts, rate)
	strength := make([]float64, len(keys))
	for k := range keys[1:] {
		strength[k+1] = math.Abs(float64(w[k+1])) * math.Sqrt(float64(min(counts[k+1], 60)))
	}
	if len(keys) > weights+1 {
		order := slices.Clone(strength)
		slices.Sort(order)
		least := order[len(order)-weights]
		each(groups, func(x *uint32) {
			if strength[*x] < least {
				*x = 0
			}
		})
		w = descend(groups, counts, rate)
	}
	report("choice: %d groups, %d features", len(groups), len(keys)-1)
	l := linear.NewLearner(yesNo)
	for k, key := range keys {
		if k > 0 && w[k] != 0 {
			l.Update([]uint32{key}, 1, w[k])
		}
	}
	l.Tick()
	return l.Model(linear.Options{Weights: weights})
}

// orders is in how many orders of the groups weights are learned: their mean hangs less on chance than what one order gives.
const orders = 4

// descend learns the weights of numbered features, of which counts says how often each is seen: the mean over several orders.
func descend(groups []group, counts []int32, rate float32) []float32 {
	runs := make([][]float32, orders)
	var wait sync.WaitGroup
	for k := range runs {
		wait.Go(func() { runs[k] = descendIn(rand.New(rand.NewPCG(7, uint64(k))), groups, counts, rate) })
	}
	wait.Wait()
	mean := make([]float32, len(counts))
	for _, w := range runs {
		for k := range w {
			mean[k] += w[k] / orders
		}
	}
	return mean
}

// descendIn learns the weights in a random order by conditional logistic regression with AdaGrad, and averages the second half. Feature 0
// has no weight.
//
// Every weight is pulled to 0 by the same force in all, shared out over the occurrences of its feature (L2, a Gaussian prior). A pull of the
// same force at each occurrence, as it was before, hardly holds back the features that are seen three times, and those are most.
func descendIn(random *rand.Rand, groups []group, counts []int32, rate float32) []float32 {
	const epochs, prior = 6, 3
	features := len(counts)
	pull := make([]float32, features)
	for k, n := range counts {
		pull[k] = prior / float32(n+1)
	}
	w, slope, sum := make([]float32, features), make([]float32, features), make([]float64, features)
	var scores []float64
	for epoch := range epochs {
		for _, g := range random.Perm(len(groups)) {
			items, gold := &groups[g].items, groups[g].gold
			scores = scores[:0]
			top := math.Inf(-1)
			for i := range items.Len() {
				s := float32(0)
				for _, k := range items.Item(i) {
					s += w[k]
				}
				scores = append(scores, float64(s))
				top = max(top, float64(s))
			}
			total := 0.0
			for i := range scores {
				scores[i] = math.Exp(scores[i] - top)
				total += scores[i]
			}
			for i := range scores {
				p := float32(scores[i] / total)
				if i == gold {
					p--
				}
				if p < 1e-3 && p > -1e-3 {
					continue
				}
				for _, k := range items.Item(i) {
					d := p + pull[k]*w[k]
					slope[k] += d * d
					w[k] -= rate * d / float32(math.Sqrt(float64(slope[k])+1e-8))
				}
				w[0] = 0
			}
		}
		if epoch >= epochs/2 {
			for k := range w {
				sum[k] += float64(w[k])
			}
		}
	}
	for k := range w {
		w[k] = float32(sum[k] / (epochs - epochs/2))
	}
	return w
}

// each calls change for every feature of every candidate.
func each(groups []group, change func(x *uint32)) {
	for g := range groups {
		for i := range groups[g].items.Len() {
			list := groups[g].items.Item(i)
			for k := range list {
				change(&list[k])
			}
		}
	}
}

// yesOrNo makes a choice of a yes-or-no question: the first candidate, no, has no features.
func yesOrNo(list []uint32, yes bool) group {
	g := group{}
	g.items.End()
	for _, x := range list {
		g.items.Add(x)
	}
	g.items.End()
	if yes {
		g.gold = 1
	}
	return g
}

// number replaces the features in all groups by numbers and returns the features' keys and counts by number. Number 0 is shared by
// the features that are too rare to learn.
func number(groups []group) (keys []uint32, counts []int32) {
	const least = 3
	seen := map[uint32]int32{}
	each(groups, func(x *uint32) { seen[*x]++ })
	keys, counts = []uint32{0}, []int32{0}
	numbers := map[uint32]uint32{}
	each(groups, func(x *uint32) {
		if seen[*x] < least {
			*x = 0
			return
		}
		n, ok := numbers[*x]
		if !ok {
			n = uint32(len(keys))
			numbers[*x] = n
			keys, counts = append(keys, *x), append(counts, seen[*x])
		}
		*x = n
	})
	return keys, counts
}
