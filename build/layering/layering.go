// Package layering holds no code: its test keeps the house in order. Every package of wasm/ may import only what stands to its left in the
// two chains, the browser's interface stays with three packages, and the two chosen libraries with one each, so that everything that thinks
// can be run and tested without a browser. The test asks the go command, for this machine and for the browser, because files with build
// tags import more than a look at one of them shows.
package layering
