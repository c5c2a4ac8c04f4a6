package english

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/ascribe/ascribe/wasm/article"
)

// checkLayers holds an article to what every engine promises.
func checkLayers(t testing.TB, a *article.Article) {
	t.Helper()
	at := 0
	for i, token := range a.Tokens {
		if token.Start < at || token.End <= token.Start || token.End > len(a.Text) {
			t.Fatalf("token %d %v of %q after %d", i, token.Span, a.Text, at)
		}
		checkGap(t, a.Text, at, token.Start)
		if !onBorder(a.Text, token.Start) || !onBorder(a.Text, token.End) {
			t.Fatalf("token %d %v of %q is not on code-point borders", i, token.Span, a.Text)
		}
		at = token.End
		if token.Head < -1 || int(token.Head) >= len(a.Tokens) || int(token.Head) == i {
			t.Fatalf("token %d of %q has head %d", i, a.Text, token.Head)
		}
	}
	checkGap(t, a.Text, at, len(a.Text))
	next := 0
	for i, s := range a.Sentences {
		if s.First != next || s.Last <= s.First || s.Span != a.SpanOf(s.First, s.Last) {
			t.Fatalf("sentence %d %v of %q, want it to begin with token %d", i, s, a.Text, next)
		}
		next = s.Last
		for k := s.First; k < s.Last; k++ {
			if h := int(a.Tokens[k].Head); h >= 0 && (h < s.First || h >= s.Last) {
				t.Fatalf("token %d of %q has its head %d in another sentence", k, a.Text, h)
			}
		}
	}
	if next != len(a.Tokens) {
		t.Fatalf("the sentences of %q hold %d of %d tokens", a.Text, next, len(a.Tokens))
	}
	last := 0
	for i, n := range a.Names {
		if n.First < last || n.Last <= n.First || n.Span != nameOf(a, n.First, n.Last, n.Label).Span || n.Label == article.LabelNone {
			t.Fatalf("name %d %v of %q", i, n, a.Text)
		}
		last = n.Last
	}
}

func checkGap(t testing.TB, text string, start, end int) {
	t.Helper()
	for i := start; i < end; {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isGap(r) {
			t.Fatalf("the gap %q of %q is not blank", text[start:end], text)
		}
		i += size
	}
}

// onBorder reports whether a code point, or an invalid byte, begins or ends at byte i.
func onBorder(text string, i int) bool {
	if i == len(text) || utf8.RuneStart(text[i]) {
		return true
	}
	for back := 1; back < utf8.UTFMax && back <= i; back++ {
		if utf8.RuneStart(text[i-back]) {
			_, size := utf8.DecodeRuneInString(text[i-back:])
			return size <= back
		}
	}
	return true
}

// tokenCases are words between blanks, | where two tokens touch, and ¶ where a sentence ends.
var tokenCases = []string{
	// Marks
	`He said|, "|We agree|.|" ¶ She left|.`,
	`“|It works|,|” he said|.`,
	"He wrote ``|no|'' twice|.",
	`The plan (|a draft|) failed|: why|?!`,
	`It was … well|... different|.`,
	`He left|.? ¶ Who knows|...|?`,
	`One|—|two|—|three – four -- five|.`,
	// Contractions
	`They do|n't know|; we|'re late|, I|'d go|.`,
	`Russia|’s army is|n’t there|.`,
	`We can|not go|, he is gon|na stay|, it ca|n't be|.`,
	`I|m sure they|re late`,
	`It|s a town and its mayor|; s/he left b/c it|s not safe|.`,
	`The workers|' union and O'Reilly met in the '90s|.`,
	// Hyphens and slashes
	`A state|-|owned firm re-elected its anti-government co-founder and|/|or left|.`,
	`Kim Jong-un met Moon Jae-in|.`,
	`Call 713-853-3989 by 9/11 about 1998|-|2003|.`,
	// Abbreviations, initials
	`Mr. Smith of the U.S. Army met Sen. J. W. Jones at 5 p.m. on Monday|.`,
	`Acme Inc. sued No. 10|, Downing St. and others|, e.g. Ltd. firms|.`,
	`She moved to the U.S. ¶ The firm stayed|.`,
	`I have a Ph.D. in physics|.`,
	`Anna Berg (|b. 1931|; m. 1955|; div. 1960|) painted|.`,
	`They sold cups|, plates|, etc. and left|. ¶ We saw cups|, etc|. ¶ They left|.`,
	// Numbers and money
	`It cost $|1,200.50|, US$|3 or £|2|m|, up 3.5|%|.`,
	`At 7:30|pm the 35|mm lens of the 1990s sold for €|5|.`,
	// Addresses
	`See https://example.org/a?b=c|, write to press@example.org or @handle|.`,
	`Read example.com today|.`,
	`Files|: plan.pdf|)|(|See map.doc|)|, by Lee@NORTH and "|Lee|"|<|l...@example.org|>`,
	// Sentences
	`“|Why|?|” he asked|. ¶ “|Because|.|”`,
	`Who|? ¶ Nobody knows|! ¶ It ended|.`,
	`PARIS (|AP|) — ¶ The talks ended on Friday|. ¶ They resume soon|.`,
	`He had fallen|.|) ¶ Then he rose|.`,
	`Ministers meet in Geneva`,
	`2|. The harbour was closed|.`,
	`The flooded market ¶ Image|: Dana Reed|.`,
}

func TestTokens(t *testing.T) { runTokenCases(t, Compiled(), tokenCases) }

func runTokenCases(t *testing.T, engine Engine, cases []string) {
	for _, want := range cases {
		text := strings.ReplaceAll(strings.ReplaceAll(want, "|", ""), " ¶ ", " ")
		a := &article.Article{Text: text}
		if err := engine.Paragraph(a, article.Span{End: len(text)}, func(int) error { return nil }); err != nil {
			t.Fatal(err)
		}
		checkLayers(t, a)
		if got := marked(a); got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}

// TestSubtitle splits titles where their subtitle begins, and nothing else that has a colon or a dash.
func TestSubtitle(t *testing.T) {
	for text, want := range map[string]int{
		"Bread and Salt: A Short History of Trade\nIt began":      3,
		"Harbour Voices – Ten Years of Fishing Songs\nIt began":   3,
		"Bread and Salt: A Short History of Trade":                1,
		"Harbour Deal Near: Minister\nIt began":                   2,
		"Bread and salt: a short history of trade\nIt began":      2,
		"It began\nBread and Salt: A Short History of Trade\nEnd": 3,
		"He Said So: We Stay And They Go.\nIt began":              2,
	} {
		a, err := Parse(t.Context(), Compiled(), text, nil)
		if err != nil {
			t.Fatal(err)
		}
		checkLayers(t, a)
		if len(a.Sentences) != want {
			t.Errorf("%q: %d sentences, want %d", text, len(a.Sentences), want)
		}
	}
}

// TestDateline splits a dateline from the sentence that it opens, and nothing else that has a dash.
func TestDateline(t *testing.T) {
	for text, want := range map[string]string{
		"NAIROBI, Nov 14 (Reuters) - The bank held its rate.":   "NAIROBI, Nov 14 (Reuters) -",
		"KYIV — The army said it had won.":                      "KYIV —",
		"VIENNA (AP) — He said so on Friday.":                   "VIENNA (AP) —",
		"BEIJING, Nov. 20 (Xinhua) -- China opposes the move.":  "BEIJING, Nov. 20 (Xinhua) --",
		"Tema, Ghana – The head of the port has resigned.":      "Tema, Ghana –",
		"Bob – the man from Rome – was here.":                   "Bob – the man from Rome – was here.",
		"Jones, Smith, Brown – all from Rome – were arrested.":  "Jones, Smith, Brown – all from Rome – were arrested.",
		"NATO – the alliance of the West – may act.":            "NATO – the alliance of the West – may act.",
		"He left for Tema, Ghana – The head of the port stays.": "He left for Tema, Ghana – The head of the port stays.",
	} {
		a, err := Parse(t.Context(), Compiled(), text, nil)
		if err != nil {
			t.Fatal(err)
		}
		checkLayers(t, a)
		if got := a.Sentences[0].Of(text); got != want {
			t.Errorf("%q begins with the sentence %q, want %q", text, got, want)
		}
	}
}

// marked writes tokens and sentences as tokenCases has them.
func marked(a *article.Article) string {
	var b strings.Builder
	for _, s := range a.Sentences {
		for i := s.First; i < s.Last; i++ {
			switch {
			case i == s.First && i > 0:
				b.WriteString(" ¶ ")
			case i == 0:
			case a.Tokens[i].Start == a.Tokens[i-1].End:
				b.WriteString("|")
			default:
				b.WriteString(" ")
			}
			b.WriteString(a.Word(i))
		}
	}
	return b.String()
}

func FuzzEngine(f *testing.F) {
	for _, s := range []string{"", " ", "plain text.", "“Ȧ’s” — 😀👍🏽 e\u0301\xff\xfe x", "ȺȺȺ's \xff'S", "\x00\x00", "don't can't 'S n't ' '' ''' ....", "שלום עולם. مرحبا", "a.b.c.d..e", "http:// @ @a a@b.c #x ## -- 1-2-3 1,2 US$", "...…!?!?", "日本語。テキスト", "e.g.,\u200b x\u00a0y"} {
		f.Add(s)
	}
	engine := New()
	f.Fuzz(func(t *testing.T, text string) {
		a, err := Parse(t.Context(), engine, text, nil)
		if err != nil {
			t.Fatal(err)
		}
		checkLayers(t, a)
	})
}

// newsText is 1,000 or so tokens written for measuring.
var newsText = strings.Repeat(`The Foreign Ministry in Riverton said on Monday that U.S. officials had "misread" the agreement, which Mr. Alan Porter, a spokesman for the Northern Alliance, called a "step back". `+
	`Prices rose 3.4% to $1,250 a ton; state-owned firms didn't comment, although two people familiar with the talks expect more.`+"\n", 20)

func benchText(b *testing.B, text string) {
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	engine := New()
	for b.Loop() {
		if _, err := Parse(b.Context(), engine, text, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEngine(b *testing.B)    { benchText(b, newsText) }
func BenchmarkEngine100(b *testing.B) { benchText(b, strings.Repeat(newsText, 100)) }

// What no article looks like takes no longer per byte than news.
func BenchmarkEngineQuotes(b *testing.B) { benchText(b, strings.Repeat(`"`, 1<<18)) }
func BenchmarkEngineStops(b *testing.B)  { benchText(b, strings.Repeat(`.`, 1<<20)) }
func BenchmarkEngineLetter(b *testing.B) { benchText(b, strings.Repeat(`a`, 1<<20)) }

func BenchmarkSentences(b *testing.B) {
	b.ReportAllocs()
	a := &article.Article{Text: newsText}
	spans := Paragraphs(newsText)
	for b.Loop() {
		a.Tokens, a.Sentences = a.Tokens[:0], a.Sentences[:0]
		for _, span := range spans {
			cut(a, span)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(a.Tokens)), "ns/token")
}

// One endless paragraph can be followed, and ended, sentence by sentence.
func TestPause(t *testing.T) {
	text := strings.Repeat("The mayor spoke. ", 10)
	var told []int
	stop := errors.New("stop")
	_, err := Parse(t.Context(), Compiled(), text, func(done int) error {
		if told = append(told, done); len(told) == 3 {
			return stop
		}
		return nil
	})
	if err != stop || !slices.Equal(told, []int{16, 33, 50}) {
		t.Errorf("%v after %v", err, told)
	}
}
