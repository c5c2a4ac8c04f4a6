//go:build !open

package english

import _ "embed"

// The default build's names are learned from all corpora.
//
//go:embed models/default/names.bin
var nameFile []byte
