package linear

import "encoding/binary"

// File is a model as it is embedded in the program, under the name it is told to readers by.
type File struct {
	Name  string
	Bytes []byte
}

// Hash tells versions of a file apart; nobody relies on it against forgery. It takes eight bytes at a time, because the program hashes
// all its models before it says that it is ready: FNV, byte by byte, took half of what Go did until then.
func (f File) Hash() uint64 {
	const prime = 0x9E3779B97F4A7C15 // odd, its bits well mixed
	hash := uint64(len(f.Bytes)) * prime
	mix := func(word uint64) {
		hash = (hash ^ word) * prime
		hash ^= hash >> 32
	}
	rest := f.Bytes
	for ; len(rest) >= 8; rest = rest[8:] {
		mix(binary.LittleEndian.Uint64(rest))
	}
	var last [8]byte
	copy(last[:], rest)
	mix(binary.LittleEndian.Uint64(last[:]))
	return hash
}
