//go:build open

package source_test

const (
	missedFile   = "testdata/missed-open.txt"
	leastFound   = 55 // percent
	sampleMissed = 8  // attributions of TestSample at most
	sampleBroken = 2  // of them in chains of three, at most
)
