package linear

import (
	"math/rand/v2"
	"testing"
)

// TestTable checks that each key has a place of its own, that few places are free, and that few strangers pass as known.
func TestTable(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 10, 1000, 100_000} {
		random := rand.New(rand.NewPCG(1, uint64(n)))
		known := map[uint32]bool{}
		var keys []uint32
		for len(keys) < n {
			if key := random.Uint32(); !known[key] {
				known[key], keys = true, append(keys, key)
			}
		}
		table := newTable(keys)
		if int(table.places) > n+n/16+2 {
			t.Errorf("%d keys have %d places", n, table.places)
		}
		marks := make([]uint32, table.places)
		for _, key := range keys {
			place, mark := table.place(key)
			if marks[place] != 0 {
				t.Fatalf("two of %d keys have the same place", n)
			}
			marks[place] = 1 + uint32(mark)>>24
		}
		passed, asked := 0, 100_000
		for range asked {
			key := random.Uint32()
			if place, mark := table.place(key); !known[key] && marks[place] == 1+uint32(mark)>>24 {
				passed++
			}
		}
		if passed > asked/200 {
			t.Errorf("of %d strangers %d pass for one of %d keys", asked, passed, n)
		}
	}
}
