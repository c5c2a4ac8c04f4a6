//go:build open

package source_test

const (
	missedFile   = "testdata/missed-open.txt"
	leastFound   = 55 // percent
	sampleMissed = 6  // attributions of TestSample at most
)
