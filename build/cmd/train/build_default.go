//go:build !open

package main

// built is the build of this program, whose models read the texts that hedges and sources are learned from.
const built = "default"
