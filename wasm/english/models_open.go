//go:build open

package english

import _ "embed"

// The open build's names are learned from corpora with an open licence only.
//
//go:embed models/open/names.bin
var nameFile []byte
