package linear

import "testing"

// Files have other hashes if a model in them has another weight, or if they have more models or the same ones in another order.
func TestFileHash(t *testing.T) {
	file := func(weights ...float32) (data []byte) {
		for _, w := range weights {
			l := NewLearner([]string{"no", "yes"})
			l.Update([]uint32{Mix(1, 1)}, 1, 1)
			l.Update([]uint32{Mix(1, 2)}, 1, w)
			l.Tick()
			data = l.Model(Options{}).Encode(data)
		}
		return data
	}
	seen := map[uint64][]float32{}
	for _, weights := range [][]float32{{}, {1}, {-1}, {1, 1}, {1, -1}, {-1, 1}, {1, 1, 1}} {
		f := File{"x", file(weights...)}
		if before, ok := seen[f.Hash()]; ok {
			t.Errorf("models with the weights %v have the hash of those with %v", weights, before)
		}
		seen[f.Hash()] = weights
	}
}
