//go:build js && wasm

// Ascribe in the browser: warms the engine's models, registers the one function that the page may call, and waits for calls.
package main

import (
	"github.com/ascribe/ascribe/wasm/english"
	"github.com/ascribe/ascribe/wasm/page"
)

// version is the program's, set by the build: -ldflags "-X main.version=1.0.0".
var version = "0.0.0"

func main() {
	page.New(version, english.New).Serve()
}
