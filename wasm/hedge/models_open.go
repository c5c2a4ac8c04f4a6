//go:build open

package hedge

import _ "embed"

// The open build's models have learned from corpora with an open licence only.
//
//go:embed models/open/hedges.bin
var modelFile []byte
