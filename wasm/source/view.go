package source

import (
	"slices"
	"strings"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
	"github.com/ascribe/ascribe/wasm/linear"
)

// view is an article with what the features of this package ask about each token again and again, computed once.
type view struct {
	*article.Article
	words   []uint32 // hash of the word in lower case
	stems   []uint32 // hash of the word without its inflection, or of the lexicon's lemma
	entries []int16  // the lexicon's entry of the word, -1 for none
	mark    []bool   // whether the token is punctuation only
	left    []int32  // first token of the subtree that is no mark
	right   []int32  // last token of the subtree that is no mark
	inQuote []int32  // the quotation that the token stands in (its marks included), -1 for none
	quotes  []quotation
	logits  []float32 // how much each token looks like the main word of a cue, negative for no
	actors  []int32   // the actor whose mention the token heads, -1 for none
}

func newView(a *article.Article, actors []actor.Actor) *view {
	n := len(a.Tokens)
	v := &view{Article: a, words: make([]uint32, n), stems: make([]uint32, n), entries: make([]int16, n),
		mark: make([]bool, n), left: make([]int32, n), right: make([]int32, n), logits: make([]float32, n), actors: make([]int32, n)}
	l := lexicon()
	for i := range a.Tokens {
		v.words[i], v.stems[i], v.entries[i] = look(l, a.Word(i), a.Tokens[i].Tag)
		v.mark[i], v.actors[i] = onlyMarks(a.Word(i)), -1
	}
	for k, x := range actors {
		for _, m := range x.Mentions {
			if m.Head >= 0 && m.Head < n {
				v.actors[m.Head] = int32(k)
			}
		}
	}
	v.findEdges()
	v.findQuotes()
	return v
}

// look returns the hashes of a word and of its stem, and its entry in the lexicon.
func look(lexicon *words, word string, tag article.Tag) (hash, stem uint32, entry int16) {
	var buffer [32]byte
	low := buffer[:0]
	for i := 0; i < len(word) && i < len(buffer); i++ {
		c := word[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		low = append(low, c)
	}
	hash = hashBytes(low)
	if e := lexicon.find(hash, tag); e >= 0 {
		return hash, lexicon.entries[e].stem, e
	}
	return hash, hashBytes(cutInflection(low, tag)), -1
}

// wordSet is a few words by their hashes, which is what a view has of each word. A list so short needs no map, which every start would make.
type wordSet []uint32

// hashes returns the set of the words.
func hashes(words string) wordSet {
	var set wordSet
	for w := range strings.FieldsSeq(words) {
		set = append(set, linear.Hash(w))
	}
	return set
}

func (s wordSet) has(word uint32) bool { return slices.Contains(s, word) }

// hashBytes is linear.Hash without making a string.
func hashBytes(b []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// cutInflection cuts the usual endings of verbs and plurals, so that the forms of a word that is not in the lexicon share features.
// It is no lemma: "plan" and "planned" meet at "plan", "hope" and "hoping" at "hop", which no reader sees.
func cutInflection(low []byte, tag article.Tag) []byte {
	n := len(low)
	switch tag {
	case article.VBZ, article.NNS:
		if n > 3 && low[n-1] == 's' && low[n-2] != 's' {
			low = low[:n-1]
		}
	case article.VBD, article.VBN:
		if n > 4 && low[n-1] == 'd' && low[n-2] == 'e' {
			low = low[:n-2]
		}
	case article.VBG:
		if n > 5 && low[n-1] == 'g' && low[n-2] == 'n' && low[n-3] == 'i' {
			low = low[:n-3]
		}
	}
	n = len(low)
	if n > 3 && low[n-1] == low[n-2] && low[n-1] != 's' && low[n-1] != 'l' {
		low = low[:n-1]
	}
	if n := len(low); n > 3 && low[n-1] == 'e' {
		low = low[:n-1]
	}
	return low
}

// findEdges sets the edges of all subtrees in linear time, without recursion, so that no depth of nesting matters.
func (v *view) findEdges() {
	n := len(v.Tokens)
	waiting := make([]int32, n) // children whose subtrees are not complete
	for i := range v.Tokens {
		v.left[i], v.right[i] = int32(i), int32(i)
		if h := v.Tokens[i].Head; h >= 0 {
			waiting[h]++
		}
	}
	done := make([]int32, 0, n)
	for i := range waiting {
		if waiting[i] == 0 {
			done = append(done, int32(i))
		}
	}
	for k := 0; k < len(done); k++ {
		i := done[k]
		h := v.Tokens[i].Head
		if h < 0 {
			continue
		}
		if !v.mark[i] || v.left[i] != v.right[i] {
			v.left[h], v.right[h] = min(v.left[h], v.left[i]), max(v.right[h], v.right[i])
		}
		if waiting[h]--; waiting[h] == 0 {
			done = append(done, h)
		}
	}
}

// head returns the head of token i, -1 for a root and for no token.
func (v *view) head(i int) int {
	if i < 0 || i >= len(v.Tokens) {
		return -1
	}
	return int(v.Tokens[i].Head)
}

func (v *view) dep(i int) article.Dep {
	if i < 0 || i >= len(v.Tokens) {
		return article.DepNone
	}
	return v.Tokens[i].Dep
}

// tag returns the tag of token i, TagNone beyond the ends.
func (v *view) tag(i int) article.Tag {
	if i < 0 || i >= len(v.Tokens) {
		return article.TagNone
	}
	return v.Tokens[i].Tag
}

// word returns the hash of token i's word, 0 beyond the ends.
func (v *view) word(i int) uint32 {
	if i < 0 || i >= len(v.words) {
		return 0
	}
	return v.words[i]
}

func (v *view) stem(i int) uint32 {
	if i < 0 || i >= len(v.stems) {
		return 0
	}
	return v.stems[i]
}

// entry returns the lexicon's entry of token i, nil for none.
func (v *view) entry(i int) *entry {
	if i < 0 || i >= len(v.entries) || v.entries[i] < 0 {
		return nil
	}
	return &lexicon().entries[v.entries[i]]
}

// theme is the theme of token i's word, 0 for none.
func (v *view) theme(i int) uint32 {
	if i < 0 || i >= len(v.words) {
		return 0
	}
	return english.Theme(v.words[i])
}

// class is what the lexicon says about token i as a small number, for features.
func (v *view) class(i int) uint32 {
	if e := v.entry(i); e != nil {
		return 1 + uint32(e.part)*16 + uint32(e.stance)
	}
	return 0
}

// covers reports whether token i lies in the range of token h's subtree.
func (v *view) covers(h, i int) bool { return int(v.left[h]) <= i && i <= int(v.right[h]) }

// sentenceStart returns the first token of token i's sentence.
func (v *view) sentence(i int) *article.Sentence { return &v.Sentences[v.SentenceOf(i)] }

// isMark reports whether token i is punctuation, on which no part begins or ends. The borders of the text are marks.
func (v *view) isMark(i int) bool { return i < 0 || i >= len(v.mark) || v.mark[i] }

func onlyMarks(word string) bool {
	for _, r := range word {
		if !isMarkRune(r) {
			return false
		}
	}
	return true
}

func isMarkRune(r rune) bool {
	switch r {
	case '.', ',', ';', ':', '!', '?', '-', '–', '—', '―', '"', '\'', '“', '”', '‘', '’', '`', '(', ')', '[', ']', '…', '«', '»', '„', '‹', '›':
		return true
	}
	return false
}

// sameName reports whether tokens a and b, a before b, are parts of one name.
func (v *view) sameName(a, b int) bool {
	return a >= 0 && b < len(v.Tokens) && v.NameOf(a) >= 0 && v.NameOf(a) == v.NameOf(b)
}
