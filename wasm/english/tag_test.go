package english

import (
	"strings"
	"sync"
	"testing"

	"github.com/ascribe/ascribe/wasm/article"
)

// sentence makes an article of one sentence from words between blanks.
func sentence(text string) *article.Article {
	a := &article.Article{Text: text}
	for at := 0; at < len(text); {
		end := at + strings.IndexByte(text[at:]+" ", ' ')
		if end > at {
			a.Tokens = append(a.Tokens, article.Token{Span: article.Span{Start: at, End: end}})
		}
		at = end + 1
	}
	a.Sentences = []article.Sentence{{Span: article.Span{End: len(text)}, Last: len(a.Tokens)}}
	return a
}

var loadedTagger = sync.OnceValue(func() *tagger {
	t, err := loadTagger(tagFile)
	if err != nil {
		panic(err)
	}
	return t
})

func TestTag(t *testing.T) {
	for _, want := range []string{
		"The/DT minister/NN said/VBD on/IN Monday/NNP that/IN she/PRP would/MD resign/VB ./.",
		"Officials/NNS have/VBP refused/VBN to/TO comment/VB on/IN the/DT plan/NN ./.",
		"\"/`` We/PRP do/VBP n't/RB know/VB yet/RB ,/, \"/'' he/PRP told/VBD reporters/NNS ./.",
		"“/`` The/DT bank/NN 's/POS new/JJ owners/NNS are/VBP Russian/JJ ,/, ”/'' she/PRP added/VBD ./.",
		"Prices/NNS rose/VBD 3.4/CD %/NN in/IN 2021/CD ,/, the/DT highest/JJS since/IN records/NNS began/VBD ./.",
	} {
		var words, tags []string
		for pair := range strings.FieldsSeq(want) {
			cut := strings.LastIndexByte(pair[:len(pair)-1], '/')
			words, tags = append(words, pair[:cut]), append(tags, pair[cut+1:])
		}
		a := sentence(strings.Join(words, " "))
		loadedTagger().tag(a, 0, len(a.Tokens))
		for i := range a.Tokens {
			if got := a.Tokens[i].Tag.String(); got != tags[i] {
				t.Errorf("%s: %q is tagged %s, want %s", a.Text, words[i], got, tags[i])
			}
		}
	}
}

// TestBlankTags asks for the tags that marks may have by the blanks beside them, when the dictionary allows the wanted one and the unwanted.
func TestBlankTags(t *testing.T) {
	for _, c := range []struct {
		text, mark       string
		wanted, unwanted article.Tag
	}{
		{"a well-known town", "-", article.HYPH, article.Colon},
		{"it rained - then it stopped", "-", article.Colon, article.HYPH},
		{"it rained- then it stopped", "-", article.Comma, article.HYPH},
		{`he said "no`, `"`, article.Open, article.Close},
		{`no" he said`, `"`, article.Close, article.Open},
		{"the workers' union", "'", article.POS, article.Open},
		{"it is ‘ new", "‘", article.Open, article.Close},
	} {
		tokens := appendTokens(nil, c.text, article.Span{End: len(c.text)})
		for i := range tokens {
			if tokens[i].Of(c.text) == c.mark {
				candidates := uint64(1<<c.wanted | 1<<c.unwanted)
				if got := blankTags(markOf(c.mark), candidates, tokens, i); got != 1<<c.wanted {
					t.Errorf("%q: %s may be %b, want %s only", c.text, c.mark, got, c.wanted)
				}
				if got := blankTags(markOf(c.mark), 1<<c.unwanted, tokens, i); got != 1<<c.unwanted {
					t.Errorf("%q: %s has no tag left when only %s is known", c.text, c.mark, c.unwanted)
				}
			}
		}
	}
}

// TestTagCache reads more different words than the cache holds, and the same words again: the tags must not change.
func TestTagCache(t *testing.T) {
	var text strings.Builder
	for i := range 20_000 {
		text.WriteString("word")
		for n := i; n > 0; n /= 26 {
			text.WriteByte(byte('a' + n%26))
		}
		text.WriteByte(' ')
	}
	a := sentence(text.String())
	var first []article.Tag
	for range 2 {
		loadedTagger().tag(a, 0, len(a.Tokens))
		for i := range a.Tokens {
			if a.Tokens[i].Tag == article.TagNone {
				t.Fatalf("token %d has no tag", i)
			}
			if len(first) < len(a.Tokens) {
				first = append(first, a.Tokens[i].Tag)
			} else if first[i] != a.Tokens[i].Tag {
				t.Fatalf("token %d is tagged %s, then %s", i, first[i], a.Tokens[i].Tag)
			}
		}
	}
}

const newsSample = "The prime minister told parliament on Tuesday that her government had not decided whether to extend the sanctions , which were imposed last year after the attack on the northern port . " +
	"Two officials , who spoke on condition of anonymity because they were not allowed to brief reporters , said the army would probably withdraw from the border before winter . "

func BenchmarkTag(b *testing.B) {
	a := sentence(strings.Repeat(newsSample, 20))
	t := loadedTagger()
	b.ReportAllocs()
	for b.Loop() {
		t.tag(a, 0, len(a.Tokens))
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(a.Tokens)), "ns/token")
}
