package reading

import (
	"context"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
	"github.com/ascribe/ascribe/wasm/hedge"
	"github.com/ascribe/ascribe/wasm/source"
)

// work is a reading on its way through the stages.
type work struct {
	ctx      context.Context
	parsing  *english.Parsing
	text     string // or the first part of it
	progress english.Progress
	r        *Reading
	paused   int // how often
}

// breathe lets the caller work, or end the work by a panic, between two stages and at times within one.
func (w *work) breathe() {
	err := w.ctx.Err()
	if err == nil && w.progress != nil {
		err = w.progress(len(w.text))
	}
	if err != nil {
		panic(article.Ended{Err: err})
	}
}

// pauses is how many times in a row the stages may breathe before the caller is told: it looks at the clock each time, for which
// a browser takes as long as for a few words.
const pauses = 8

// pause breathes at each of so many calls.
func (w *work) pause() {
	if w.paused++; w.paused%pauses == 0 {
		w.breathe()
	}
}

// A layer is a part of a reading that a stage gives and later stages need. These are their names in Go.
type layer string

const (
	textLayer    layer = "Article.Text"
	paragraphs   layer = "Article.Paragraphs"
	sentences    layer = "Article.Sentences"
	tokens       layer = "Article.Tokens" // with tags and trees
	names        layer = "Article.Names"
	actors       layer = "Actors"
	attributions layer = "Attributions"
	hedges       layer = "Hedges"
)

// stage is a step of the pipeline.
type stage struct {
	name         string
	needs, gives []layer
	run          func(*work) error
}

// stages is the pipeline, in order. A test checks that every stage gets what it needs, that it gives what it says and nothing
// else, and that wasm/README.md shows this table.
var stages = []stage{
	{"english.Parse", []layer{textLayer}, []layer{paragraphs, sentences, tokens, names}, func(w *work) (err error) {
		w.r.Article, err = w.parsing.To(w.ctx, len(w.text), w.progress)
		return err
	}},
	{"actor.Find", []layer{textLayer, paragraphs, sentences, tokens, names}, []layer{actors}, func(w *work) error {
		w.r.Actors = actor.Find(w.r.Article)
		return nil
	}},
	{"source.Find", []layer{textLayer, paragraphs, sentences, tokens, names, actors}, []layer{attributions}, func(w *work) error {
		w.r.Attributions = source.Find(w.r.Article, w.r.Actors)
		w.r.addPronouns()
		return nil
	}},
	{"hedge.Find", []layer{textLayer, sentences, tokens, attributions}, []layer{hedges}, func(w *work) error {
		w.r.Hedges = hedge.Find(w.r.Article, w.r.Attributions)
		return nil
	}},
}
