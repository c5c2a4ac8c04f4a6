//go:build !prose

package english

// New returns the build's engine: the compiled one.
func New() Engine { return Compiled() }
