package reading

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/ascribe/ascribe/wasm/english"
	"github.com/ascribe/ascribe/wasm/linear"
)

// Readings made with other models, of whatever stage, are told apart.
func TestAnalyzerNamesAllModels(t *testing.T) {
	engine := english.New()
	files := Models(engine)
	for _, name := range []string{"sources", "hedges"} {
		if !slices.ContainsFunc(files, func(f linear.File) bool { return f.Name == name }) {
			t.Errorf("the models of %s are not among those of a reading", name)
		}
	}
	name := Analyzer(engine)
	if !strings.HasPrefix(name, engine.Name()+" (models ") || len(name) != len(engine.Name()+" (models 3f2a91c0)") {
		t.Errorf("analyzer %q", name)
	}
	for i, f := range files {
		changed := slices.Clone(files)
		changed[i].Bytes = bytes.Clone(f.Bytes)
		changed[i].Bytes[sumAt]++
		if analyzer(engine.Name(), changed) == name {
			t.Errorf("with another model of %s it is still %s", f.Name, name)
		}
	}
}

// sumAt is a byte of the checksum that every file begins with, after its magic number.
const sumAt = 8
