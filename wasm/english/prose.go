//go:build prose

package english

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/jdkato/prose/v2"
)

// New returns the build's engine: prose.
func New() Engine { return Prose() }

// proseEngine reads with github.com/jdkato/prose/v2, version 2.0.0: its tokens, tags and names. Sentences are this
// program's own, because prose loads its model of them again on every call, and so are the trees, which prose does not have.
//
// prose's faults are kept from the reader. It knows no positions and rewrites quotation marks: it is given text that
// it need not rewrite, whose every byte's place in the article is known, and its tokens are found in that, in order. Text that it drops becomes
// our own tokens. Where it panics, or gives what is not there, the sentence gets our own tokens and tags. Long
// stretches without a blank, for which it needs quadratic time, never reach it. Its tokenizer gives all occurrences of a stretch
// the same token, so that each ends with the tag of the last: see apart.
type proseEngine struct {
	own   *compiled
	model *prose.Model
}

// Prose returns the prose engine. prose's model is decoded once.
func Prose() Engine { return loadProse() }

var loadProse = sync.OnceValue(func() *proseEngine {
	d, err := prose.NewDocument("", prose.WithSegmentation(false))
	return &proseEngine{own: loadCompiled(), model: must(d, err).Model}
})

func (e *proseEngine) Name() string { return "prose 2.0.0" }

func (e *proseEngine) Paragraph(a *article.Article, span article.Span, pause Progress) error {
	own := &article.Article{Text: a.Text}
	own.Tokens = appendTokens(nil, a.Text, span)
	appendSentences(own, 0)
	for _, s := range own.Sentences {
		first := len(a.Tokens)
		for from := s.First; from < s.Last; {
			to := pieceEnd(own, from, s.Last)
			if !e.words(a, own.SpanOf(from, to)) {
				e.ownWords(a, own, from, to)
			}
			from = to
		}
		for len(a.Tokens)-first > longestSentence {
			e.finish(a, first, first+longestSentence)
			first += longestSentence
		}
		if first < len(a.Tokens) {
			e.finish(a, first, len(a.Tokens))
		}
		if err := pause(s.End); err != nil {
			return err
		}
	}
	return nil
}

// finish adds the sentence Tokens[first:last] and its tree.
func (e *proseEngine) finish(a *article.Article, first, last int) {
	a.Sentences = append(a.Sentences, article.Sentence{Span: a.SpanOf(first, last), First: first, Last: last})
	e.own.parser().parse(a, first, last)
}

// ownWords adds our own tokens own.Tokens[from:to] with our own tags.
func (e *proseEngine) ownWords(a, own *article.Article, from, to int) {
	first := len(a.Tokens)
	a.Tokens = append(a.Tokens, own.Tokens[from:to]...)
	e.own.tagger().tag(a, first, len(a.Tokens))
}

const (
	longestStretch = 100 // bytes without a blank that prose is given
	mostStretches  = 100 // stretches at once
	mostRepeated   = 16  // of them again, which each take another reading: see apart
)

// pieceEnd returns where the piece of the sentence that begins with token from ends, such that prose reads it in bounded time:
// a stretch without a blank that is too long is a piece of its own.
func pieceEnd(own *article.Article, from, last int) int {
	seen := map[string]bool{}
	repeated := 0
	for i := from; i < last; {
		to := i + 1
		for to < last && own.Tokens[to].Start == own.Tokens[to-1].End {
			to++
		}
		stretch := own.SpanOf(i, to)
		if stretch.Len() > longestStretch {
			if i > from {
				return i
			}
			return to
		}
		if word := stretch.Of(own.Text); seen[word] {
			repeated++
		} else {
			seen[word] = true
		}
		if len(seen) > mostStretches || repeated > mostRepeated {
			return to
		}
		i = to
	}
	return last
}

// words adds prose's tokens and tags of the piece of text at span. It reports false, and adds nothing, if prose cannot read it.
func (e *proseEngine) words(a *article.Article, span article.Span) bool {
	p := newPiece(a.Text, span)
	if len(p.stretches) == 0 || p.length(0, len(p.stretches)) > longestStretch*mostStretches || p.longest() > longestStretch {
		return false
	}
	found, ok := e.read(p, false)
	if !ok {
		return false
	}
	next := span.Start
	for _, f := range found {
		e.fill(a, next, f.Start)
		a.Tokens = append(a.Tokens, article.Token{Span: f.Span, Tag: penn(f.tag), Head: -1})
		next = f.End
	}
	e.fill(a, next, span.End)
	return true
}

// fill adds our own tokens of what prose dropped.
func (e *proseEngine) fill(a *article.Article, start, end int) {
	first := len(a.Tokens)
	a.Tokens = appendTokens(a.Tokens, a.Text, article.Span{Start: start, End: end})
	if first < len(a.Tokens) {
		e.own.tagger().tag(a, first, len(a.Tokens))
	}
}

// penn returns the treebank's tag for prose's.
func penn(tag string) article.Tag {
	switch tag {
	case "(", "[":
		return article.LRB
	case ")", "]":
		return article.RRB
	case "-":
		return article.HYPH
	case "#":
		return article.SYM
	case "\"":
		return article.Close
	}
	if t := article.ParseTag(tag); t != article.TagNone {
		return t
	}
	return article.NN
}

// piece is text as prose is given it: stretches without blanks, with straight quotation marks.
type piece struct {
	stretches []string
	places    [][]int32 // of each stretch: where in the text each byte lies, and where the last one ends
}

func newPiece(text string, span article.Span) *piece {
	p := &piece{}
	var stretch []byte
	var places []int32
	end := func(at int) {
		if len(stretch) > 0 {
			p.stretches = append(p.stretches, string(stretch))
			p.places = append(p.places, append(places, int32(at)))
		}
		stretch, places = nil, nil
	}
	for i := span.Start; i < span.End; {
		r, size := utf8.DecodeRuneInString(text[i:span.End])
		if strings.HasPrefix(text[i:span.End], "&rsquo;") { // prose takes this for an apostrophe
			r, size = '\'', len("&rsquo;")
		}
		if isGap(r) || unicode.IsSpace(r) {
			end(i)
			i += size
			continue
		}
		plain := text[i : i+size]
		switch r {
		case '“', '”':
			plain = `"`
		case '‘', '’', '\'':
			plain = "'"
		}
		for k := range len(plain) {
			stretch = append(stretch, plain[k])
			places = append(places, int32(i+min(k, size-1)))
		}
		i += size
	}
	end(span.End)
	return p
}

func (p *piece) longest() (n int) {
	for _, s := range p.stretches {
		n = max(n, len(s))
	}
	return n
}

func (p *piece) length(from, to int) (n int) {
	for _, s := range p.stretches[from:to] {
		n += len(s) + 1
	}
	return n
}

// proseToken is a token of prose in its place.
type proseToken struct {
	article.Span
	tag, label string
	stretch    int
}

// read returns prose's tokens of the piece, with labels if names are wanted. It reports false if prose panics or if its tokens are
// not in the text.
func (e *proseEngine) read(p *piece, names bool) (found []proseToken, ok bool) {
	defer func() {
		if recover() != nil {
			found, ok = nil, false
		}
	}()
	if found, ok = p.place(e.run(p.stretches, names)); !ok {
		return nil, false
	}
	return found, e.apart(p, found, names)
}

func (e *proseEngine) run(stretches []string, names bool) []prose.Token {
	d, err := prose.NewDocument(strings.Join(stretches, " "), prose.UsingModel(e.model), prose.WithSegmentation(false), prose.WithExtraction(names))
	if err != nil {
		return nil
	}
	return d.Tokens()
}

// place finds where prose's tokens lie: in the order in which they come, each inside one stretch.
func (p *piece) place(tokens []prose.Token) (found []proseToken, ok bool) {
	stretch, at := 0, 0
	for _, t := range tokens {
		for stretch < len(p.stretches) {
			if i := strings.Index(p.stretches[stretch][at:], t.Text); i >= 0 {
				at += i
				break
			}
			stretch, at = stretch+1, 0
		}
		if stretch == len(p.stretches) || t.Text == "" {
			return nil, false
		}
		places := p.places[stretch]
		end := at + len(t.Text)
		s := article.Span{Start: int(places[at]), End: int(places[end])}
		if !utf8.RuneStart(p.stretches[stretch][at]) || end < len(p.stretches[stretch]) && !utf8.RuneStart(p.stretches[stretch][end]) || s.Len() == 0 {
			return nil, false // half of a code point, or of what is one byte for prose only
		}
		found = append(found, proseToken{s, t.Tag, t.Label, stretch})
		at = end
	}
	return found, true
}

// apart gives the occurrences of a stretch that comes several times their own tags and labels. prose's tokenizer has one token
// for all of them, which ends with the tag of the last. A tag depends on what comes before and on the two words after it only; so for
// each occurrence but the last, prose reads the piece again up to two stretches beyond it, where the
// stretch, should it come again so soon, is written with another first letter: small for capital or the opposite, which prose does not see in a neighbour.
func (e *proseEngine) apart(p *piece, found []proseToken, names bool) bool {
	last := map[string]int{}
	for i, s := range p.stretches {
		last[s] = i
	}
	for i, s := range p.stretches {
		if last[s] == i {
			continue
		}
		part := append([]string(nil), p.stretches[:min(i+3, len(p.stretches))]...)
		for k := i + 1; k < len(part); k++ {
			if part[k] == s {
				part[k] = otherCase(s)
			}
		}
		tokens := e.run(part, names)
		k := 0
		for ; k < len(found) && found[k].stretch < i; k++ {
		}
		for ; k < len(found) && found[k].stretch == i; k++ {
			if k >= len(tokens) {
				return false
			}
			found[k].tag, found[k].label = tokens[k].Tag, tokens[k].Label
		}
	}
	return true
}

func otherCase(s string) string {
	c := s[0]
	if c|0x20 >= 'a' && c|0x20 <= 'z' {
		return string(c^0x20) + s[1:]
	}
	return s
}

// Names sets prose's names, sentence by sentence. They come from the labels of its tokens, because its list of entities leaves out
// the last of a text and joins neighbours.
func (e *proseEngine) Names(a *article.Article) {
	for _, s := range a.Sentences {
		for first := s.First; first < s.Last; {
			last := pieceEnd(a, first, s.Last)
			e.namesIn(a, first, last)
			first = last
		}
	}
}

// namesIn adds the names in Tokens[first:last].
func (e *proseEngine) namesIn(a *article.Article, first, last int) {
	p := newPiece(a.Text, a.SpanOf(first, last))
	if len(p.stretches) == 0 || p.longest() > longestStretch {
		return
	}
	found, ok := e.read(p, true)
	if !ok {
		return
	}
	for i := 0; i < len(found); {
		l, begins := proseLabel(found[i].label)
		if l == article.LabelNone {
			i++
			continue
		}
		from := i
		for i++; i < len(found); i++ {
			if next, b := proseLabel(found[i].label); next != l || b && begins {
				break
			}
		}
		f, t := a.TokensIn(article.Span{Start: found[from].Start, End: found[i-1].End})
		if n := len(a.Names); f < t && (n == 0 || a.Names[n-1].Last <= f) {
			a.Names = append(a.Names, nameOf(a, f, t, l))
		}
	}
}

// proseLabel returns the kind of name that prose's label speaks of.
func proseLabel(label string) (l article.Label, begins bool) {
	kind := strings.TrimLeft(label, "BI")
	switch kind {
	case "-PERSON":
		l = article.PER
	case "-GPE", "-LOCATION", "-FACILITY":
		l = article.LOC
	case "-ORGANIZATION":
		l = article.ORG
	}
	return l, strings.HasPrefix(label, "B")
}
