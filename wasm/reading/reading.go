// Package reading is the pipeline: text in, a reading out, in the shape that the page, the batch command and the exports share.
package reading

import (
	"context"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
	"github.com/ascribe/ascribe/wasm/hedge"
	"github.com/ascribe/ascribe/wasm/source"
)

// Reading is everything the program found in one article. All spans are bytes of Article.Text.
type Reading struct {
	Analyzer     string // program and model version
	Article      *article.Article
	Actors       []actor.Actor
	Attributions []source.Attribution
	Hedges       []hedge.Hedge
}

// Read reads text with the engine. It returns the error of ctx or of progress, if one ends the work early.
func Read(ctx context.Context, engine english.Engine, text string, progress english.Progress) (*Reading, error) {
	a, err := english.Parse(ctx, engine, text, progress)
	if err != nil {
		return nil, err
	}
	actors := actor.Find(a)
	attributions := source.Find(a, actors)
	hedges := hedge.Find(a, attributions)
	return &Reading{engine.Name(), a, actors, attributions, hedges}, nil
}
