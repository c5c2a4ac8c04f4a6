package source

import (
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// features collects the features of one decision. Every add counts the template up, so a function that adds features must add
// them in the same order each time, with value 0 where there is nothing to say.
//
// What adds them is not inlined: written out at each of the calls, it made the program's largest functions of those that describe, and
// browsers took longer to compile them than to read an article.
type features struct {
	hashes   [mostFeatures]uint32
	n        int
	template uint32
}

// mostFeatures is more than any decision has.
const mostFeatures = 128

func (f *features) reset(salt uint32) { f.n, f.template = 0, salt<<8 }

//go:noinline
func (f *features) add(value uint32) {
	f.template++
	f.hashes[f.n] = linear.Mix(f.template, value)
	f.n++
}

//go:noinline
func (f *features) pair(a, b uint32) {
	f.template++
	f.hashes[f.n] = linear.Mix(f.template, linear.Mix(a, b))
	f.n++
}

//go:noinline
func (f *features) flag(b bool) {
	f.template++
	if b {
		f.hashes[f.n] = linear.Mix(f.template, 1)
		f.n++
	}
}

// list returns the features. It is valid until the next reset.
func (f *features) list() []uint32 { return f.hashes[:f.n] }

// Salts keep the decisions' features apart, so that one table could hold them all.
const (
	saltAnchor = iota + 1
	saltCueStart
	saltCueEnd
	saltSourceStart
	saltSourceEnd
	saltContentStart
	saltContentEnd
	saltMore
	saltAccept
)

func bit(b bool, n uint) uint32 {
	if b {
		return 1 << n
	}
	return 0
}

// bucket makes a distance coarse: 0 1 2 3 4 5-6 7-9 10-14 15-22 23-35 36-.
func bucket(n int) uint32 {
	if n < 0 {
		return 32 + bucket(-n)
	}
	for k, limit := range [...]int{0, 1, 2, 3, 4, 6, 9, 14, 22, 35} {
		if n <= limit {
			return uint32(k)
		}
	}
	return 10
}

// relate says how token h stands to the anchor c in the tree, as a small code.
func (v *view) relate(c, h int) uint32 {
	if h < 0 || c < 0 || h >= len(v.Tokens) {
		return 0
	}
	if h == c {
		return 1
	}
	ch, hh := v.head(c), v.head(h)
	dep := func(i int) uint32 { return uint32(v.Tokens[i].Dep) }
	switch {
	case hh == c:
		return 2<<16 | dep(h)
	case hh >= 0 && v.head(hh) == c:
		return 3<<16 | dep(h)<<8 | dep(hh)
	case ch == h:
		return 4<<16 | dep(c)
	case ch >= 0 && v.head(ch) == h:
		return 5<<16 | dep(c)<<8 | dep(ch)
	case ch >= 0 && ch == hh:
		return 6<<16 | dep(c)<<8 | dep(h)
	case ch >= 0 && hh >= 0 && v.head(ch) == hh:
		return 7<<16 | dep(c)<<8 | dep(h)
	case v.covers(c, h):
		return 8 << 16
	case v.covers(h, c):
		return 9 << 16
	}
	return 10 << 16
}

// topLeft returns the head of the largest constituent that begins at token t and does not hold the anchor.
func (v *view) topLeft(t, c int) int {
	h := t
	for range 30 {
		p := v.head(h)
		if p < 0 || int(v.left[p]) != t || v.covers(p, c) {
			break
		}
		h = p
	}
	return h
}

// topRight returns the head of the largest constituent that ends at token t and does not hold the anchor.
func (v *view) topRight(t, c int) int {
	h := t
	for range 30 {
		p := v.head(h)
		if p < 0 || int(v.right[p]) != t || v.covers(p, c) {
			break
		}
		h = p
	}
	return h
}

// nextWord returns the first token after i that is no mark, within limit, -1 if there is none.
func (v *view) nextWord(i, limit int) int {
	for i++; i < limit; i++ {
		if !v.mark[i] {
			return i
		}
	}
	return -1
}

// children is what hangs on a token, as sets of relations, with the subject if there is one.
type children struct {
	set                     uint64
	subject, clause, object int
}

func (v *view) childrenOf(i int) children {
	k := children{subject: -1, clause: -1, object: -1}
	for _, c := range v.Children(i) {
		c := int(c)
		dep := v.Tokens[c].Dep
		k.set |= 1 << dep
		switch dep {
		case article.DepNsubj, article.DepNsubjPass, article.DepNmodPoss:
			if k.subject < 0 {
				k.subject = c
			}
		case article.DepCcomp, article.DepXcomp, article.DepParataxis, article.DepAcl:
			if k.clause < 0 {
				k.clause = c
			}
		case article.DepObj:
			k.object = c
		}
	}
	return k
}

var (
	hashBy        = linear.Hash("by")
	hashTo        = linear.Hash("to")
	hashThat      = linear.Hash("that")
	hashBut       = linear.Hash("but")
	hashNot       = linear.Hash("not")
	hashNt        = linear.Hash("n't")
	hashCurlyNt   = linear.Hash("n’t")
	hashDeclined  = linear.Hash("declined")
	hashRefused   = linear.Hash("refused")
	hashAccording = linear.Hash("according")
	hashColon     = linear.Hash(":")
	hashComma     = linear.Hash(",")
	hashS         = linear.Hash("'s")
	hashCurlyS    = linear.Hash("’s")
)

// quoteState says how token i stands to quotation marks: 0 outside, 1 inside, 2 first inside, 3 last inside, 4 before an opening mark, 5 after a closing mark.
func (v *view) quoteState(i int) uint32 {
	if i < 0 || i >= len(v.Tokens) {
		return 9
	}
	if q := v.inQuote[i]; q >= 0 {
		x := v.quotes[q]
		switch {
		case i <= x.open+1:
			return 2
		case i == x.close || i == x.close-1 || i == x.close-2 && v.mark[i+1]:
			return 3
		}
		return 1
	}
	if i+1 < len(v.Tokens) && v.inQuote[i+1] >= 0 || i+2 < len(v.Tokens) && v.mark[i+1] && v.inQuote[i+2] >= 0 {
		return 4
	}
	if i > 0 && v.inQuote[i-1] >= 0 {
		return 5
	}
	return 0
}

// isAnchor reports whether token i can be the main word of a cue.
func (v *view) isAnchor(i int) bool {
	t := v.Tokens[i]
	switch {
	case t.Tag.IsVerb():
		return t.Dep != article.DepAux && t.Dep != article.DepAuxPass && t.Dep != article.DepCop
	case t.Tag == article.Colon || v.words[i] == hashColon:
		return v.words[i] == hashColon
	}
	return v.entries[i] >= 0
}

// anchorFeatures describes token i as a possible cue.
func (v *view) anchorFeatures(f *features, i int) {
	f.reset(saltAnchor)
	v.anchorWords(f, i)
	k := v.childrenOf(i)
	v.anchorTree(f, i, &k)
	v.anchorThemes(f, i, &k)
	v.anchorPlace(f, i)
}

// anchorWords describes the token by the words around it.
func (v *view) anchorWords(f *features, i int) {
	stem, tag, class := v.stem(i), uint32(v.tag(i)), v.class(i)
	f.add(1)
	f.add(v.word(i))
	f.add(stem)
	f.pair(stem, tag)
	f.pair(v.word(i), uint32(v.tag(i-1)))
	f.pair(stem, v.word(i+1))
	f.pair(tag, v.word(i+1))
	f.pair(tag, v.word(i-1))
	f.pair(class, v.word(i+1))
	f.pair(class, uint32(v.tag(i-1))<<8|uint32(v.tag(i-2)))
	f.pair(tag, uint32(v.tag(i+1))<<8|uint32(v.tag(i+2)))
	f.pair(tag, uint32(v.tag(i-1))<<8|uint32(v.tag(i-2)))
	f.add(v.word(i + 2))
	f.add(v.word(i - 2))
}

// Relations of what hangs on a cue, as sets.
const (
	clauses  = 1<<article.DepCcomp | 1<<article.DepXcomp | 1<<article.DepParataxis | 1<<article.DepAcl | 1<<article.DepAdvcl
	subjects = 1<<article.DepNsubj | 1<<article.DepNsubjPass | 1<<article.DepNmodPoss | 1<<article.DepAuxPass
	objects  = 1<<article.DepObj | 1<<article.DepObl | 1<<article.DepNmod | 1<<article.DepIobj
)

// anchorTree describes the token by its place in the tree and in the sentence, and by the quotation marks.
func (v *view) anchorTree(f *features, i int, k *children) {
	s := v.sentence(i)
	t := v.Tokens[i]
	stem, tag, class := v.stem(i), uint32(t.Tag), v.class(i)
	h := v.head(i)
	f.pair(stem, uint32(t.Dep))
	f.pair(uint32(t.Dep), v.stem(h))
	f.pair(stem, fold(k.set&clauses))
	f.pair(stem, fold(k.set&subjects))
	f.pair(stem, fold(k.set&objects))
	f.pair(class, fold(k.set&(clauses|subjects|objects)))
	f.pair(tag, fold(k.set&(clauses|subjects|objects)))
	subject := v.who(k.subject)
	f.pair(class, subject)
	f.pair(stem, subject)
	f.pair(subject, fold(k.set&clauses))
	f.pair(stem, v.stem(k.object))
	f.pair(class, v.word(k.clauseStart(v)))
	// Whose clause it is: that of another candidate, a conjunct of one.
	f.pair(v.class(h), uint32(t.Dep)<<8|class)
	// Quotation marks.
	q := v.quoteState(i) | v.quoteState(i-1)<<4 | v.quoteState(i+1)<<8
	f.pair(class, q)
	f.pair(stem, q)
	f.pair(tag, q)
	near := v.nearQuote(i, s)
	f.pair(class, near)
	f.pair(tag, near)
	f.pair(near, subject)
	// The place in the sentence.
	f.pair(class, bucket(i-s.First))
	f.pair(class, bucket(s.Last-1-i))
	f.pair(class, uint32(v.tag(s.First)))
	f.flag(i == s.First)
	f.pair(v.words[s.Last-1], bucket(s.Last-1-i))
	f.pair(v.shapeOf(i-1), v.shapeOf(i+1))
	if v.words[i] == hashColon {
		f.pair(bucket(i-s.First), bucket(s.Last-1-i))
		f.pair(v.who(i-1), bucket(i-s.First))
		f.pair(v.stem(i-1), bucket(i-s.First))
		f.pair(bit(v.SentenceOf(i) == 0, 0)|bit(i == s.Last-1, 1), v.who(i-1))
	}
}

// anchorThemes describes the token by its theme and the themes of what hangs on it: a rare verb is known by its like.
func (v *view) anchorThemes(f *features, i int, k *children) {
	theme := v.theme(i)
	f.pair(theme, uint32(v.tag(i)))
	f.pair(theme, fold(k.set&clauses))
	f.pair(theme, v.who(k.subject))
	f.pair(theme, v.word(i+1))
	f.pair(theme, v.theme(k.object))
	f.pair(v.class(i), v.theme(k.subject))
}

// anchorPlace describes the token by the place of its sentence in its paragraph, and of the paragraph in the text. A text of one paragraph
// is read as one from the midst of an article: it has no headline, and the sentences written for the training are such texts, whose
// attributions must not be put down to their standing alone.
func (v *view) anchorPlace(f *features, i int) {
	const midst = 12
	sentence := v.SentenceOf(i)
	p := v.paragraphOf(sentence)
	place := bucket(sentence-v.Paragraphs[p].First) | bucket(v.Paragraphs[p].Last-sentence)<<4
	before, after := bucket(p), bucket(len(v.Paragraphs)-p)
	if len(v.Paragraphs) == 1 {
		before, after = bucket(midst), bucket(midst)
	}
	f.pair(v.class(i), before)
	f.pair(v.class(i), place)
	f.pair(uint32(v.tag(i)), place)
	f.pair(before, after)
}

func fold(x uint64) uint32 { return uint32(x) ^ uint32(x>>32)*0x9E3779B9 }

// clauseStart returns the first token of the clause that hangs on the token, -1 for none.
func (k children) clauseStart(v *view) int {
	if k.clause < 0 {
		return -1
	}
	return int(v.left[k.clause])
}

// who says what token i is as a possible source: a pronoun's word, or its tag with its name's label and its word's class.
func (v *view) who(i int) uint32 {
	if i < 0 || i >= len(v.Tokens) {
		return 0
	}
	tag := v.Tokens[i].Tag
	if tag == article.PRP || tag == article.PRPS || tag == article.WP || tag == article.WDT || tag == article.DT {
		return v.words[i]
	}
	code := uint32(tag) << 8
	if n := v.NameOf(i); n >= 0 {
		code |= uint32(v.Names[n].Label)
	}
	if v.actors[i] >= 0 {
		code |= 1 << 5
	}
	if e := v.entry(i); e != nil && e.act == showing {
		code |= 1 << 6
	}
	return code
}

// shapeOf is a coarse description of token i for its neighbours: marks by word, words by tag.
func (v *view) shapeOf(i int) uint32 {
	if i < 0 || i >= len(v.Tokens) {
		return 1
	}
	if v.mark[i] {
		return v.words[i]
	}
	return uint32(v.Tokens[i].Tag)
}

// nearQuote says where the sentence's quotations stand around token i.
func (v *view) nearQuote(i int, s *article.Sentence) uint32 {
	code := bit(v.inQuote[i] >= 0, 0)
	for k := 1; k <= 12; k++ {
		if j := i - k; j >= s.First && v.inQuote[j] >= 0 {
			code |= 2 | min(uint32(k), 6)<<4
			break
		}
	}
	for k := 1; k <= 12; k++ {
		if j := i + k; j < s.Last && v.inQuote[j] >= 0 {
			code |= 4 | min(uint32(k), 6)<<8
			break
		}
	}
	return code
}
