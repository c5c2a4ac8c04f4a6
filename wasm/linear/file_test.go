package linear

import "testing"

// Files that differ in one bit anywhere, or in their length, have other hashes.
func TestFileHash(t *testing.T) {
	seen := map[uint64]string{}
	hash := func(what string, bytes []byte) {
		h := File{"x", bytes}.Hash()
		if before, ok := seen[h]; ok {
			t.Errorf("%s has the hash of %s", what, before)
		}
		seen[h] = what
	}
	for n := range 20 {
		hash("zeros", make([]byte, n))
		for bit := range n * 8 {
			bytes := make([]byte, n)
			bytes[bit/8] = 1 << (bit % 8)
			hash("one bit", bytes)
		}
	}
}
