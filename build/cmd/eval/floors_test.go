//go:build !open && !prose

package main

import "testing"

// TestFloors scores everything and fails if a measure of the default build is below its floor. go run ./build/cmd/eval -update raises the floors.
func TestFloors(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	if _, _, err := folders(""); err != nil {
		t.Skip(err)
	}
	if err := run(options{floors: true}); err != nil {
		t.Error(err)
	}
}
