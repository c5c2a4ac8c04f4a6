//go:build !open

package source_test

const (
	missedFile   = "testdata/missed-default.txt"
	leastFound   = 85 // percent
	sampleMissed = 3  // attributions of TestSample at most
	sampleBroken = 0  // of them in chains of three, at most
)
