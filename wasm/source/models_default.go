//go:build !open

package source

import _ "embed"

//go:embed models/default/sources.bin
var modelFile []byte
