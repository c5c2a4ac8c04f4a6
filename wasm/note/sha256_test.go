package note

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
)

// The sum is that of the standard library, whatever the length and wherever the writes part.
func FuzzSum(f *testing.F) {
	text := make([]byte, 300)
	for i := range text {
		text[i] = byte(i * i)
	}
	for n := range text {
		f.Add(text[:n], uint(n/3))
	}
	f.Fuzz(func(t *testing.T, data []byte, cut uint) {
		want := sha256.Sum256(data)
		s, at := NewSum(), int(cut%uint(len(data)+1))
		for _, part := range [][]byte{data[:at], data[at:]} {
			if n, err := s.Write(part); n != len(part) || err != nil {
				t.Fatal(n, err)
			}
		}
		if got := s.Hex(); got != hex.EncodeToString(want[:]) || got != Hash(string(data)) {
			t.Errorf("%d bytes: %s, want %x", len(data), got, want)
		}
	})
}
