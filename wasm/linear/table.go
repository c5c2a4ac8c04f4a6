package linear

import (
	"cmp"
	"slices"
)

// table is a hash table of a fixed set of keys in which each key has exactly one place, so that looking one up takes two accesses
// to memory, to a small array and to the place, and no branch: hash and displace (Belazzougui, Botelho and Dietzfelbinger 2009).
// The keys fall into buckets of a few; each bucket has the seed with which its keys hash to places that no other key has.
//
// The table does not hold the keys: each place has a mark, a few more bits of the hash, by which most unknown keys are told from
// the known. Marks that let as many pass as sorted, delta-coded keys would take as many bits in the file as these.
type table struct {
	seeds  []uint16 // of each bucket
	places uint32   // how many
}

// place returns where the key would be, and as its low 32 bits others of its hash.
func (t *table) place(key uint32) (place, more uint64) {
	return hash(uint64(key), t.seeds[uint64(key)*uint64(len(t.seeds))>>32], uint64(t.places))
}

// hash is place for loops, which keep what they need at hand. All numbers are of 64 bits because WebAssembly converts none of them then.
func hash(key uint64, seed uint16, places uint64) (place, more uint64) {
	x := (key ^ uint64(seed)*0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93
	return (x >> 32) * places >> 32, x
}

// A bucket has so many keys on average. With more, seeds are harder to find; with fewer, they take more bytes.
const bucketKeys = 4

// newTable finds the seeds for the keys, which are distinct. It tries again with more places where it finds none.
func newTable(keys []uint32) table {
	t := table{seeds: make([]uint16, len(keys)/bucketKeys+1), places: uint32(len(keys) + len(keys)/64 + 1)}
	buckets := make([][]uint32, len(t.seeds))
	for _, key := range keys {
		b := uint64(key) * uint64(len(buckets)) >> 32
		buckets[b] = append(buckets[b], key)
	}
	order := make([]int, len(buckets))
	for b := range order {
		order[b] = b
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(buckets[b]), len(buckets[a])) })
	for !t.settle(buckets, order) {
		t.places += t.places/64 + 1
	}
	return t
}

// settle finds each bucket's seed, in the given order: the largest buckets first, while there is room. It reports whether there was one for each.
func (t *table) settle(buckets [][]uint32, order []int) bool {
	taken := make([]bool, t.places)
	for _, b := range order {
		if !t.seedFor(buckets[b], b, taken) {
			return false
		}
	}
	return true
}

// seedFor finds the first seed that puts the keys of bucket b on free places, and takes these.
func (t *table) seedFor(keys []uint32, b int, taken []bool) bool {
	for seed := range 1 << 16 {
		n := 0
		for n < len(keys) {
			place, _ := hash(uint64(keys[n]), uint16(seed), uint64(t.places))
			if taken[place] {
				break
			}
			taken[place] = true
			n++
		}
		if n == len(keys) {
			t.seeds[b] = uint16(seed)
			return true
		}
		for _, key := range keys[:n] {
			place, _ := hash(uint64(key), uint16(seed), uint64(t.places))
			taken[place] = false
		}
	}
	return false
}
