package english

// STOP-GAP by the lead, to be replaced whole by the tokenizer, sentence splitter and engine under way.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ascribe/ascribe/wasm/article"
)

type compiled struct {
	tagger *tagger
	parser *parser
}

// New returns the default engine.
func New() Engine {
	t, err := loadTagger(tagFile)
	if err != nil {
		panic(err)
	}
	p, err := loadParser(treeFile)
	if err != nil {
		panic(err)
	}
	return &compiled{t, p}
}

func (c *compiled) Name() string { return "compiled" }

func (c *compiled) Paragraph(a *article.Article, p article.Span) {
	first := len(a.Tokens)
	for _, s := range stopgapTokens(a.Text, p) {
		a.Tokens = append(a.Tokens, article.Token{Span: s, Head: -1})
	}
	start := first
	for i := first; i < len(a.Tokens); i++ {
		w := a.Word(i)
		end := i == len(a.Tokens)-1
		if w == "." || w == "?" || w == "!" {
			end = true
			for i+1 < len(a.Tokens) && strings.Contains("\"”’)", a.Word(i+1)) && a.Tokens[i+1].Start == a.Tokens[i].End {
				i++
			}
		}
		if end {
			a.Sentences = append(a.Sentences, article.Sentence{Span: a.SpanOf(start, i+1), First: start, Last: i + 1})
			c.tagger.tag(a, start, i+1)
			c.parser.parse(a, start, i+1)
			start = i + 1
		}
	}
}

func (c *compiled) Names(a *article.Article) {
	for i := 0; i < len(a.Tokens); i++ {
		if !a.Tokens[i].Tag.IsProper() {
			continue
		}
		j := i
		for j < len(a.Tokens) && a.Tokens[j].Tag.IsProper() {
			j++
		}
		a.Names = append(a.Names, article.Name{Span: a.SpanOf(i, j), First: i, Last: j, Label: article.PER})
		i = j
	}
}

func stopgapTokens(text string, p article.Span) []article.Span {
	var out []article.Span
	for i := p.Start; i < p.End; {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			i += size
			continue
		}
		j := i
		for j < p.End {
			r, size := utf8.DecodeRuneInString(text[j:])
			if !(unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) ||
				(strings.ContainsRune(".,'’", r) && j > i && j+1 < p.End && isAlnum(text[j+1]) && isAlnum(text[j-1])) ||
				(r == '.' && j > i && (j-i <= 2 && unicode.IsUpper(rune(text[i])) || strings.Contains(text[i:j], ".")))) {
				break
			}
			j += size
		}
		if j == i {
			j = i + size
		}
		w := text[i:j]
		cut := -1
		for _, suffix := range []string{"n't", "n’t", "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m"} {
			if strings.HasSuffix(w, suffix) && len(w) > len(suffix) {
				cut = j - len(suffix)
			}
		}
		if cut > 0 {
			out = append(out, article.Span{Start: i, End: cut}, article.Span{Start: cut, End: j})
		} else {
			out = append(out, article.Span{Start: i, End: j})
		}
		i = j
	}
	return out
}

func isAlnum(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 }
