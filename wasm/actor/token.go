package actor

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// What the rules ask of a token. Each takes any index: outside the text there is no word, no tag and no noun, so that a rule may look at the
// words around a mention without asking whether there are any.

// denoted is what a token denotes, once it has been looked up.
type denoted struct {
	noun   *noun
	plural bool
	done   bool
}

// has reports whether there is a token i.
func (f *finder) has(i int) bool { return uint(i) < uint(len(f.a.Tokens)) }

// tag returns the tag of token i.
func (f *finder) tag(i int) article.Tag {
	if !f.has(i) {
		return article.TagNone
	}
	return f.a.Tokens[i].Tag
}

// lower returns token i in lower case.
func (f *finder) lower(i int) string {
	if !f.has(i) {
		return ""
	}
	return strings.ToLower(f.a.Word(i))
}

// is reports whether token i is the word, in any case.
func (f *finder) is(i int, word string) bool {
	return f.has(i) && strings.EqualFold(f.a.Word(i), word)
}

// noun returns the noun for people or bodies that token i is a form of, whatever its tag; nil for another word.
func (f *finder) noun(i int) *noun { return f.denotes(i).noun }

// plural reports whether token i is a noun for people or bodies and a plural, by its form or its tag.
func (f *finder) plural(i int) bool { return f.denotes(i).plural }

// denotes looks token i up, once for all the rules.
func (f *finder) denotes(i int) denoted {
	if !f.has(i) {
		return denoted{}
	}
	d := &f.nouns[i]
	if !d.done {
		n, plural := lookup(f.a.Word(i))
		tag := f.a.Tokens[i].Tag
		*d = denoted{n, plural || n != nil && (tag == article.NNS || tag == article.NNPS), true}
	}
	return *d
}

// dep returns the relation of token i to its head.
func (f *finder) dep(i int) article.Dep {
	if !f.has(i) {
		return article.DepNone
	}
	return f.a.Tokens[i].Dep
}

// up returns the head of token i, -1 for none.
func (f *finder) up(i int) int {
	if !f.has(i) {
		return -1
	}
	return int(f.a.Tokens[i].Head)
}

// child reports whether a token that hangs on token i fits.
func (f *finder) child(i int, fits func(k int) bool) bool {
	if !f.has(i) {
		return false
	}
	for _, k := range f.a.Children(i) {
		if fits(int(k)) {
			return true
		}
	}
	return false
}

// labelAt returns the label of the name that token i is part of, LabelNone for none.
func (f *finder) labelAt(i int) article.Label {
	if !f.has(i) {
		return article.LabelNone
	}
	if k := f.a.NameOf(i); k >= 0 {
		return f.a.Names[k].Label
	}
	return article.LabelNone
}

// sentenceOf returns the sentence of a mention.
func (f *finder) sentenceOf(c *candidate) article.Sentence {
	return f.a.Sentences[f.a.SentenceOf(c.Head)]
}
