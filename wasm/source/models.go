package source

import "github.com/ascribe/ascribe/wasm/linear"

// ModelFile returns the package's model as it is embedded, for what the program says of itself.
func ModelFile() linear.File { return linear.File{Name: "sources", Bytes: modelFile} }
