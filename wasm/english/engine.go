package english

import (
	"sync"

	"github.com/ascribe/ascribe/wasm/article"
)

// compiled is the engine with this project's own models.
type compiled struct {
	tagger *tagger
	parser *parser
}

// Compiled returns the compiled engine. Its models are decoded once, when they are first asked for; they are part of the
// program, so a damaged one is a fault of the build and panics.
func Compiled() Engine { return loadCompiled() }

var loadCompiled = sync.OnceValue(func() *compiled {
	return &compiled{tagger: must(loadTagger(tagFile)), parser: must(loadParser(treeFile))}
})

func must[T any](model T, err error) T {
	if err != nil {
		panic(err)
	}
	return model
}

func (e *compiled) Name() string { return "compiled 1.0" }

func (e *compiled) Paragraph(a *article.Article, span article.Span) {
	first, sentence := len(a.Tokens), len(a.Sentences)
	a.Tokens = appendTokens(a.Tokens, a.Text, span)
	appendSentences(a, first)
	for _, s := range a.Sentences[sentence:] {
		e.tagger.tag(a, s.First, s.Last)
		e.parser.parse(a, s.First, s.Last)

	}
}

func (e *compiled) Names(a *article.Article) {}
