package note

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"unicode"
	"unicode/utf8"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/shape"
)

// Anchor describes a stretch of a text in several ways, so that it is found again when the text was edited: the
// TextPositionSelector and TextQuoteSelector of W3C Web Annotation in one, the sentence it begins in, and a hash of the text.
type Anchor struct {
	Start      int // code points, as the W3C model demands
	End        int
	Exact      string
	Prefix     string // up to contextLength code points before, extended to a whole word
	Suffix     string
	Sentence   int    // index of the sentence it begins in, -1 if not known
	TextSha256 string // of the text's UTF-8, lower-case hexadecimal
}

func (a *Anchor) Shape(f *shape.Fields) {
	f.Int("start", &a.Start)
	f.Int("end", &a.End)
	f.String("exact", &a.Exact)
	f.String("prefix", &a.Prefix)
	f.String("suffix", &a.Suffix)
	f.Int("sentence", &a.Sentence)
	f.String("textSha256", &a.TextSha256)
}

const (
	contextLength = 32 // code points, as Hypothesis keeps
	wordLength    = 64 // code points after which a word is no word, and extending to its border is given up
)

// Describe returns an anchor for span, snapped to whole words, and false if no text is left in it.
// The sentences, if known, are in text order. It goes through the whole text: for many spans of one text, make a Placer.
func Describe(text string, span article.Span, sentences []article.Span) (Anchor, bool) {
	return NewPlacer(text).Describe(span, sentences)
}

// Describe is like the function, for a span of the Placer's text.
func (p *Placer) Describe(span article.Span, sentences []article.Span) (Anchor, bool) {
	text := p.text
	span = Snap(text, span)
	if span.Len() == 0 {
		return Anchor{}, false
	}
	points := p.points.Span(span)
	before := article.Span{Start: back(text, span.Start, contextLength), End: span.Start}
	after := article.Span{Start: span.End, End: forth(text, span.End, contextLength)}
	return Anchor{
		Start: points[0], End: points[1], Exact: span.Of(text),
		Prefix:   article.Span{Start: wordStart(text, before.Start), End: before.End}.Of(text),
		Suffix:   article.Span{Start: after.Start, End: wordEnd(text, after.End)}.Of(text),
		Sentence: sort.Search(len(sentences), func(i int) bool { return sentences[i].Start > span.Start }) - 1, TextSha256: p.hash,
	}, true
}

// Hash returns the SHA-256 of the text as an anchor holds it.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Snap drops blanks at the ends of the span, then extends it to the borders of words and of grapheme clusters,
// so that no note begins in the middle of a word or takes an accent from its letter.
// A span outside the text is cut to it.
func Snap(text string, s article.Span) article.Span {
	s.Start, s.End = min(max(s.Start, 0), len(text)), min(max(s.End, 0), len(text))
	for s.Start > 0 && s.Start < len(text) && !utf8.RuneStart(text[s.Start]) {
		s.Start--
	}
	for s.End < len(text) && !utf8.RuneStart(text[s.End]) {
		s.End++
	}
	for s.Start < s.End {
		r, size := utf8.DecodeRuneInString(text[s.Start:])
		if !unicode.IsSpace(r) {
			break
		}
		s.Start += size
	}
	for s.Start < s.End {
		r, size := utf8.DecodeLastRuneInString(text[:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.End -= size
	}
	if s.Start >= s.End {
		return article.Span{Start: s.Start, End: s.Start}
	}
	return article.Span{Start: wordStart(text, s.Start), End: wordEnd(text, s.End)}
}

// wordStart returns the start of the word or grapheme cluster that at stands in, at itself on a border.
func wordStart(text string, at int) int {
	here := at
	for range wordLength {
		if here == 0 || here == len(text) || !joined(text, here) {
			return here
		}
		_, size := utf8.DecodeLastRuneInString(text[:here])
		here -= size
	}
	return at
}

// wordEnd returns the end of the word or grapheme cluster that at stands in, at itself on a border.
func wordEnd(text string, at int) int {
	here := at
	for range wordLength {
		if here == 0 || here == len(text) || !joined(text, here) {
			return here
		}
		_, size := utf8.DecodeRuneInString(text[here:])
		here += size
	}
	return at
}

// joined reports whether the code points on both sides of at belong together: letters or digits of one word, or the parts of
// one grapheme cluster (marks, joiners, skin tones; pairs of flags are taken as joined throughout).
func joined(text string, at int) bool {
	a, _ := utf8.DecodeLastRuneInString(text[:at])
	b, size := utf8.DecodeRuneInString(text[at:])
	switch {
	case extends(b), a == zeroWidthJoiner:
		return true
	case a == '\r' && b == '\n':
		return true
	case flag(a) && flag(b):
		return true
	case inWord(b) && (inWord(a) || extends(a)):
		return true
	case (b == '\'' || b == '’') && unicode.IsLetter(a): // an apostrophe between letters
		c, _ := utf8.DecodeRuneInString(text[at+size:])
		return unicode.IsLetter(c)
	case (a == '\'' || a == '’') && unicode.IsLetter(b):
		_, back := utf8.DecodeLastRuneInString(text[:at])
		c, _ := utf8.DecodeLastRuneInString(text[:at-back])
		return unicode.IsLetter(c)
	}
	return false
}

const zeroWidthJoiner = '\u200d'

func extends(r rune) bool {
	return r == zeroWidthJoiner || r >= 0x1F3FB && r <= 0x1F3FF || r >= 0x300 && unicode.Is(unicode.M, r)
}

func flag(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// inWord reports whether r is a letter or digit of a script that puts blanks between words. In the others every letter is a word.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z'
	}
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && r != utf8.RuneError &&
		!unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// back returns the byte n code points before at, or 0.
func back(text string, at, n int) int {
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(text[:at])
		at -= size
	}
	return at
}

// forth returns the byte n code points after at, or the end.
func forth(text string, at, n int) int {
	for ; n > 0 && at < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}
