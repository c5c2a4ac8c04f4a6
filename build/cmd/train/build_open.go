//go:build open

package main

const built = "open"
