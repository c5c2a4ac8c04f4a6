package linear

// Hash returns the hash of a word's bytes. It is the same in every build and never changes, because models hold it.
func Hash(s string) uint32 {
	h := uint32(2166136261) // FNV-1a
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// Mix joins two parts into one feature: a template's number and a word's hash, say, or two hashes.
// The order counts. The result's high bits, which a model keeps, depend on all bits of both parts.
func Mix(a, b uint32) uint32 {
	x := (uint64(a)<<32 | uint64(b)) * 0x9E3779B97F4A7C15
	x ^= x >> 32
	x *= 0xD6E8FEB86659FD93
	return uint32(x >> 32)
}

// Mix3 joins three parts into one feature.
func Mix3(a, b, c uint32) uint32 { return Mix(Mix(a, b), c) }
