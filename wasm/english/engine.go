package english

import (
	"sync"

	"github.com/ascribe/ascribe/wasm/article"
)

// compiled is the engine with this project's own models.
type compiled struct {
	tagger func() *tagger
	parser func() *parser
	namer  func() *namer // nil finds no names
}

// Compiled returns the compiled engine. Its models are decoded once, each when it is first needed, so that the program can answer
// before; they are part of the program, so a damaged one is a fault of the build and panics.
func Compiled() Engine { return loadCompiled() }

var loadCompiled = sync.OnceValue(func() *compiled {
	return &compiled{
		tagger: sync.OnceValue(func() *tagger { return must(loadTagger(tagFile)) }),
		parser: sync.OnceValue(func() *parser { return must(loadParser(wordThemes(), treeFile)) }),
		namer:  sync.OnceValue(func() *namer { return must(loadNamer(nameFile)) }),
	}
})

func must[T any](model T, err error) T {
	if err != nil {
		panic(err)
	}
	return model
}

// CompiledWords returns the compiled engine without names, with which the model of the names is learned.
func CompiledWords() Engine {
	words := *loadCompiled()
	words.namer = nil
	return &words
}

func (e *compiled) Name() string { return "compiled 1.0" }

func (e *compiled) Paragraph(a *article.Article, span article.Span, pause Progress) error {
	tagger, parser := e.tagger(), e.parser()
	for _, s := range cut(a, span) {
		tagger.tag(a, s.First, s.Last)
		parser.parse(a, s.First, s.Last)
		if err := pause(s.End); err != nil {
			return err
		}
	}
	return nil
}

func (e *compiled) Names(a *article.Article) {
	if e.namer != nil {
		e.namer().names(a)
	}
}
