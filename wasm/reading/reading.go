// Package reading is the pipeline: text in, a reading out, in the shape that the page, the batch command and the exports share.
//
// The stages stand in one table (stages.go), with what each needs and gives. Read runs them one after the other; Stream does
// so for a growing first part of the text, so that a page can show the first screen before the rest is read. Advice says
// whether a text looks like what the program is made for.
package reading

import (
	"context"
	"slices"
	"sort"

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
// Progress is told how many bytes are parsed after each sentence, and again and again, with the whole length, in the later stages,
// so that there too a caller can breathe or give up.
func Read(ctx context.Context, engine english.Engine, text string, progress english.Progress) (*Reading, error) {
	return Stream(ctx, engine, text, nil, progress)
}

func read(w *work) (_ *Reading, err error) {
	defer article.CatchEnded(&err)
	for _, s := range stages {
		if err := s.run(w); err != nil {
			return nil, err
		}
		w.breathe()
		w.r.Article.Pause = w.pause
	}
	w.r.Article.Pause = nil
	return w.r, nil
}

// firsts are how many bytes, at least, the provisional readings of Stream cover: what a screen shows beside everything else, all of a large
// one, and several. More than is seen would only keep the first marks waiting.
var firsts = [...]int{1000, 4000, 16000}

// Stream reads text like Read and gives partial, before that, readings of its first paragraphs, first screen first, as far as
// the text is long enough for them to be worth it. The article of a provisional reading ends where its last paragraph ends, and what
// it says of actors can change when the rest is known. While it is made progress is told 0, so that the caller can breathe.
// Its sentences are not parsed again for the next. An error of partial ends the work. Without partial, which may be nil, there are none.
func Stream(ctx context.Context, engine english.Engine, text string, partial func(*Reading) error, progress english.Progress) (*Reading, error) {
	parsing := english.NewParsing(engine, text)
	to := func(end int, progress english.Progress) (*Reading, error) {
		return read(&work{ctx: ctx, parsing: parsing, text: text[:end], progress: progress, r: &Reading{Analyzer: Analyzer(engine)}})
	}
	for _, n := range firsts {
		end := prefix(text, n)
		if end == 0 || partial == nil {
			break
		}
		r, err := to(end, func(int) error {
			if progress != nil {
				return progress(0)
			}
			return ctx.Err()
		})
		if err != nil {
			return nil, err
		}
		if err := partial(r); err != nil {
			return nil, err
		}
	}
	return to(len(text), progress)
}

// prefix returns where the first paragraphs that together have n bytes end, 0 if that is more than a quarter of the text: all stages but the
// parsing run again for the rest, so that provisional readings of half a text would make the whole a fourth slower.
func prefix(text string, n int) int {
	for i := n; i*4 < len(text); i++ {
		if text[i] == '\n' {
			return i
		}
	}
	return 0
}

// addPronouns lists the pronouns that are sources among the mentions of who they stand for. Other pronouns are not marked.
func (r *Reading) addPronouns() {
	for _, s := range r.Attributions {
		if s.Actor < 0 || len(s.Source) != 1 {
			continue
		}
		first, last := r.Article.TokensIn(s.Source[0])
		if last != first+1 || r.Article.Tokens[first].Tag != article.PRP {
			continue
		}
		x := &r.Actors[s.Actor]
		at := sort.Search(len(x.Mentions), func(i int) bool { return x.Mentions[i].Start >= s.Source[0].Start })
		if at < len(x.Mentions) && x.Mentions[at].Start < s.Source[0].End || at > 0 && x.Mentions[at-1].End > s.Source[0].Start {
			continue // already there: one pronoun can be the source of two statements
		}
		x.Mentions = slices.Insert(x.Mentions, at, actor.Mention{Span: s.Source[0], Form: actor.Pronoun, Head: first})
	}
}
