// Command structure rewrites programs that Go compiled to WebAssembly as pack does with the one that ships, so that tests in a browser run the
// same code:
//
//	structure FILE…
package main

import (
	"fmt"
	"os"

	"github.com/ascribe/ascribe/build/compiled"
)

func main() {
	for _, file := range os.Args[1:] {
		if err := structure(file); err != nil {
			fmt.Fprintln(os.Stderr, "structure:", err)
			os.Exit(1)
		}
	}
}

func structure(file string) error {
	wasm, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if wasm, err = compiled.Structure(wasm); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return os.WriteFile(file, wasm, 0o755)
}
