// Package hedge finds how sure the words sound: the hedges of an article, each with its cue, its scope and its owner,
// as GUIDELINES section 3 defines them.
package hedge

import (
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/source"
)

// Class is the kind of doubt.
type Class uint8

// The classes of GUIDELINES section 3.
const (
	Possibility Class = iota
	Probability
	Appearance
	Report
	Unknown
	Condition
	Belief
	Approximation
)

// String returns the class as the JSON of a reading has it.
func (c Class) String() string {
	return [...]string{"possibility", "probability", "appearance", "report", "unknown", "condition", "belief", "approximation"}[c]
}

// Hedge is a word or phrase by which the writer, or the person quoted, holds back from stating a claim as fact.
type Hedge struct {
	Cue, Scope []article.Span // in text order
	Class      Class
	Owner      int    // index of the innermost attribution whose content holds the cue, -1 for the reporter
	Why        string // the lexicon entry's id and meaning, in a reader's words
}

// Find returns the hedges of a linked article, in text order.
func Find(a *article.Article, attributions []source.Attribution) []Hedge {
	return nil
}
