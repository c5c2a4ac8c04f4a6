//go:build open

package source

import _ "embed"

// The open build's models have learned from corpora with an open licence only.
//
//go:embed models/open/sources.bin
var modelFile []byte
