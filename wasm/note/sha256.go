package note

import (
	"encoding/binary"
	"encoding/hex"
	"math/bits"
)

// Sum is the SHA-256 of what is written to it (FIPS 180-4). The standard library's brings Go's cryptographic module with its self-tests
// into the program, 40 kB of what a browser fetches; and Web Crypto answers later, and only on pages that came by https.
type Sum struct {
	state  [8]uint32
	rest   []byte // of a block that is not full
	length uint64 // bytes written
}

// NewSum returns the sum of nothing.
func NewSum() *Sum {
	return &Sum{state: [8]uint32{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}}
}

const sumBlock = 64

// Write adds data. It never fails.
func (s *Sum) Write(data []byte) (int, error) {
	n := len(data)
	s.length += uint64(n)
	if len(s.rest) > 0 {
		data = append(s.rest, data...)
	}
	for ; len(data) >= sumBlock; data = data[sumBlock:] {
		s.take(data[:sumBlock])
	}
	s.rest = append([]byte(nil), data...)
	return n, nil
}

// Hex returns the sum in 64 hexadecimal digits, after which nothing more can be written.
func (s *Sum) Hex() string {
	length := s.length
	end := append([]byte{0x80}, make([]byte, (sumBlock+55-length%sumBlock)%sumBlock)...)
	_, _ = s.Write(binary.BigEndian.AppendUint64(end, length*8))
	var sum []byte
	for _, word := range s.state {
		sum = binary.BigEndian.AppendUint32(sum, word)
	}
	return hex.EncodeToString(sum)
}

// sumConstants are the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
var sumConstants = [sumBlock]uint32{
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
}

// take mixes a full block into the state.
func (s *Sum) take(block []byte) {
	right := func(x uint32, n int) uint32 { return bits.RotateLeft32(x, -n) }
	var w [sumBlock]uint32
	for i := range w {
		if i < 16 {
			w[i] = binary.BigEndian.Uint32(block[4*i:])
			continue
		}
		x, y := w[i-15], w[i-2]
		w[i] = w[i-16] + w[i-7] + (right(x, 7) ^ right(x, 18) ^ x>>3) + (right(y, 17) ^ right(y, 19) ^ y>>10)
	}
	a, b, c, d, e, f, g, h := s.state[0], s.state[1], s.state[2], s.state[3], s.state[4], s.state[5], s.state[6], s.state[7]
	for i, x := range w {
		t1 := h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + (e&f ^ ^e&g) + sumConstants[i] + x
		t2 := (right(a, 2) ^ right(a, 13) ^ right(a, 22)) + (a&b ^ a&c ^ b&c)
		a, b, c, d, e, f, g, h = t1+t2, a, b, c, d+t1, e, f, g
	}
	for i, x := range [...]uint32{a, b, c, d, e, f, g, h} {
		s.state[i] += x
	}
}

// Hash returns the SHA-256 of the text as an anchor holds it.
func Hash(text string) string {
	s := NewSum()
	_, _ = s.Write([]byte(text))
	return s.Hex()
}
