package reading

import (
	"strconv"

	"github.com/ascribe/ascribe/wasm/english"
	"github.com/ascribe/ascribe/wasm/hedge"
	"github.com/ascribe/ascribe/wasm/linear"
	"github.com/ascribe/ascribe/wasm/source"
)

// Models returns the files of all models that a reading with the engine rests on, in the order of the stages.
func Models(engine english.Engine) []linear.File {
	var files []linear.File
	if e, ok := engine.(interface{ Models() []linear.File }); ok {
		files = e.Models()
	}
	return append(files, source.ModelFile(), hedge.ModelFile())
}

// Analyzer says what reads with the engine, for readings, notes and exports: the engine, and by a hash of their files which models all
// stages have, "compiled 1.0 (models 3f2a91c0)". The same analyzer finds the same in the same text.
func Analyzer(engine english.Engine) string { return analyzer(engine.Name(), Models(engine)) }

func analyzer(engine string, files []linear.File) string {
	id := uint64(0)
	for _, f := range files {
		id = id*31 + f.Hash()
	}
	const digits = 8
	hash := strconv.FormatUint(1<<(4*digits)|id&(1<<(4*digits)-1), 16) // the one before them keeps the zeros in front
	return engine + " (models " + hash[1:] + ")"
}
