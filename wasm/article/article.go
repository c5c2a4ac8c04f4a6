// Package article holds the text that a reader pasted and everything that has a position in it.
//
// An Article is the text exactly as it was given, and on top of it layers that only point into it: paragraphs,
// sentences, tokens (with tag, head and relation) and names. Nothing is ever searched for in the text again:
// every finding of the later stages is a Span, and a Span counts bytes. The two other ways of counting,
// code points (files and exports, as W3C Web Annotation has them) and UTF-16 code units (JavaScript), are made
// at the program's borders by a Border, and only there.
package article

import "sort"

// Token is a word or a mark of punctuation by Universal Dependencies/Penn Treebank conventions.
type Token struct {
	Span
	Tag  Tag
	Dep  Dep   // relation to Head; DepRoot for a root
	Head int32 // index in Article.Tokens, -1 for a root
}

// Sentence is a sentence's span and its tokens Article.Tokens[First:Last].
type Sentence struct {
	Span
	First, Last int
}

// Paragraph is a block of text between line breaks and its sentences Article.Sentences[First:Last].
type Paragraph struct {
	Span
	First, Last int
}

// Name is a proper name made of the tokens Article.Tokens[First:Last], the first perhaps without its prefix ("FARC" in "ex-FARC").
// Names are flat: they do not overlap.
type Name struct {
	Span
	First, Last int
	Label       Label
}

// Article is a text with its layers. The layers are in text order. Call Link after the tokens are complete.
type Article struct {
	Text       string
	Paragraphs []Paragraph
	Sentences  []Sentence
	Tokens     []Token
	Names      []Name

	// Pause, if set, is called between the steps of long work on the article, so that whoever waits can do something else. It ends
	// the work by a panic with an Ended, which whoever has set it catches: no stage needs errors that only giving up could cause.
	Pause func()

	sentenceOf []int32 // token -> index of its sentence
	childFrom  []int32 // token -> first index in children; len(Tokens)+1 entries
	children   []int32 // token indexes, grouped by head, in text order
	nameOf     []int32 // token -> index of its name, -1 for none
}

// Ended is what Pause panics with to end the work.
type Ended struct{ Err error }

// CatchEnded, deferred by whoever has set Pause, sets err to what has ended the work.
func CatchEnded(err *error) {
	switch p := recover().(type) {
	case nil:
	case Ended:
		*err = p.Err
	default:
		panic(p)
	}
}

// Breathe calls Pause, if it is set. Work calls it in each loop whose steps are sentences, or take as long.
func (a *Article) Breathe() {
	if a.Pause != nil {
		a.Pause()
	}
}

// Word returns the text of token i.
func (a *Article) Word(i int) string { return a.Tokens[i].Of(a.Text) }

// IsDash reports whether token i is a dash, of any length, as they part a dateline or a title from what follows.
func (a *Article) IsDash(i int) bool {
	switch a.Word(i) {
	case "-", "–", "—", "―", "--":
		return true
	}
	return false
}

// Link builds the tables that Children, SentenceOf, NameOf and the functions on trees read.
// It must be called again whenever tokens, heads or names have changed.
func (a *Article) Link() {
	n := len(a.Tokens)
	a.sentenceOf = make([]int32, n)
	for s, sentence := range a.Sentences {
		for i := sentence.First; i < sentence.Last; i++ {
			a.sentenceOf[i] = int32(s)
		}
	}
	a.childFrom = make([]int32, n+2)
	a.children = make([]int32, n)
	for i := range a.Tokens {
		if h := a.Tokens[i].Head; h >= 0 {
			a.childFrom[h+2]++
		}
	}
	for i := 2; i < len(a.childFrom); i++ {
		a.childFrom[i] += a.childFrom[i-1]
	}
	for i := range a.Tokens {
		if h := a.Tokens[i].Head; h >= 0 {
			a.children[a.childFrom[h+1]] = int32(i)
			a.childFrom[h+1]++
		}
	}
	a.nameOf = make([]int32, n)
	for i := range a.nameOf {
		a.nameOf[i] = -1
	}
	for k, name := range a.Names {
		for i := name.First; i < name.Last; i++ {
			a.nameOf[i] = int32(k)
		}
	}
}

// Children returns the tokens whose head is token i, in text order.
func (a *Article) Children(i int) []int32 { return a.children[a.childFrom[i]:a.childFrom[i+1]] }

// SentenceOf returns the index of the sentence that token i stands in.
func (a *Article) SentenceOf(i int) int { return int(a.sentenceOf[i]) }

// NameOf returns the index in Names of the name that token i is part of, or -1. Before the first token, at -1, there is none.
func (a *Article) NameOf(i int) int {
	if i < 0 {
		return -1
	}
	return int(a.nameOf[i])
}

// Subtree returns the first token and one past the last token that token i dominates, itself included.
// In a non-projective tree the range can hold tokens that i does not dominate.
func (a *Article) Subtree(i int) (first, last int) {
	first, last = i, i+1
	for _, c := range a.Children(i) {
		f, l := a.Subtree(int(c))
		first, last = min(first, f), max(last, l)
	}
	return first, last
}

// SpanOf returns the span from the start of token first to the end of token last-1.
func (a *Article) SpanOf(first, last int) Span {
	return Span{a.Tokens[first].Start, a.Tokens[last-1].End}
}

// TokensIn returns the tokens Tokens[first:last] that lie wholly or in part inside the span.
func (a *Article) TokensIn(s Span) (first, last int) {
	first = sort.Search(len(a.Tokens), func(i int) bool { return a.Tokens[i].End > s.Start })
	last = first + sort.Search(len(a.Tokens)-first, func(i int) bool { return a.Tokens[first+i].Start >= s.End })
	return first, last
}
