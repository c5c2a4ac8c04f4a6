//go:build !open

package hedge

import _ "embed"

//go:embed models/default/hedges.bin
var modelFile []byte
