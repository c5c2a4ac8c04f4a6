// Package english turns text into an article with paragraphs, sentences, tokens, tags, trees and names.
//
// There are two engines behind one interface. The compiled engine, the default, uses this project's own models, which are
// embedded here. The prose engine (build tag prose) uses github.com/jdkato/prose/v2 and serves as reference and second opinion.
package english

import (
	"context"
	"slices"

	"github.com/ascribe/ascribe/wasm/article"
)

// Engine reads English. An engine is immutable after its construction and may be used by several goroutines.
type Engine interface {
	// Name says which engine this is: "compiled 1.0". Which models it has, reading.Analyzer adds.
	Name() string
	// Paragraph appends the sentences and tokens, with tags and trees, of the paragraph at span to a.
	// It neither reads nor changes what stands before. It calls pause after each sentence, with where that ends, and returns at
	// once when pause says that the work is over: one endless paragraph must not keep a reader waiting.
	Paragraph(a *article.Article, span article.Span, pause Progress) error
	// Names sets a.Names. It is called once, when all paragraphs are there, because what one sentence
	// shows about a name helps in the others.
	Names(a *article.Article)
}

// Progress is told, after each sentence, how many bytes of the text have been read. An error it returns ends the parse.
type Progress func(done int) error

// Parse reads text with the engine. It returns the error of ctx or of progress, if one ends the work early; no text is an error.
func Parse(ctx context.Context, engine Engine, text string, progress Progress) (*article.Article, error) {
	return NewParsing(engine, text).To(ctx, len(text), progress)
}

// Parsing reads a text in parts, from its start, for those who want to see the first part early: what it has read it does not read again.
type Parsing struct {
	engine Engine
	text   string
	rest   []article.Span  // the paragraphs that are not read yet
	read   article.Article // the others, without names and links, which depend on the whole
}

// NewParsing returns a parsing of the text that has read nothing yet.
func NewParsing(engine Engine, text string) *Parsing {
	return &Parsing{engine, text, Paragraphs(text), article.Article{Text: text}}
}

// To returns the article of the text's first end bytes, which must be whole paragraphs and not fewer than before. After an error the parsing is spent.
func (p *Parsing) To(ctx context.Context, end int, progress Progress) (_ *article.Article, err error) {
	pause := func(done int) error {
		if err := ctx.Err(); err != nil || progress == nil {
			return err
		}
		return progress(done)
	}
	for ; len(p.rest) > 0 && p.rest[0].End <= end; p.rest = p.rest[1:] {
		span, first := p.rest[0], len(p.read.Sentences)
		if err := p.engine.Paragraph(&p.read, span, pause); err != nil {
			return nil, err
		}
		p.read.Paragraphs = append(p.read.Paragraphs, article.Paragraph{Span: span, First: first, Last: len(p.read.Sentences)})
	}
	// The next part is appended behind what this article sees.
	a := &article.Article{Text: p.text[:end], Paragraphs: slices.Clip(p.read.Paragraphs), Sentences: slices.Clip(p.read.Sentences), Tokens: slices.Clip(p.read.Tokens)}
	defer article.CatchEnded(&err)
	a.Pause = func() {
		if err := pause(end); err != nil {
			panic(article.Ended{Err: err})
		}
	}
	p.engine.Names(a)
	a.Pause = nil
	a.Link()
	return a, nil
}

// Paragraphs returns the spans between line breaks, without the blanks at their ends; empty lines give none.
func Paragraphs(text string) []article.Span {
	var spans []article.Span
	for start := 0; start < len(text); {
		end := start
		for end < len(text) && text[end] != '\n' && text[end] != '\r' {
			end++
		}
		s := article.Span{Start: start, End: end}
		for s.Start < s.End && isBlank(text[s.Start]) {
			s.Start++
		}
		for s.End > s.Start && isBlank(text[s.End-1]) {
			s.End--
		}
		if s.Start < s.End {
			spans = append(spans, s)
		}
		start = end + 1
	}
	return spans
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\v' || c == '\f' }
