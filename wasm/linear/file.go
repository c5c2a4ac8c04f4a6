package linear

import "encoding/binary"

// File is a file of models as it is embedded in the program, under the name it is told to readers by.
type File struct {
	Name  string
	Bytes []byte
}

// Hash tells versions of a file apart; nobody relies on it against forgery. The models in the file have checksums, which it joins:
// the program says
// which models it has as soon as it is ready, and going through all their bytes made that later.
func (f File) Hash() uint64 {
	const prime = 0x9E3779B97F4A7C15 // odd, its bits well mixed
	hash := uint64(len(f.Bytes))
	for rest := f.Bytes; len(rest) >= headerSize; {
		sum, length := binary.LittleEndian.Uint64(rest[len(magic):]), binary.LittleEndian.Uint32(rest[len(magic)+8:])
		hash = (hash ^ sum) * prime
		hash ^= hash >> 32
		rest = rest[headerSize:]
		rest = rest[min(uint64(length), uint64(len(rest))):]
	}
	return hash
}
