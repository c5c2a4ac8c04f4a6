package english

import (
	"strings"
	"testing"

	"github.com/ascribe/ascribe/wasm/article"
)

// nameCases are sentences with their names as [LABEL name].
var nameCases = []string{
	"[PER Angela Merkel] met [PER Barack Obama] in [LOC Berlin] on Monday.",
	"The [ORG United Nations] said that [NORP Syrian] forces had left [LOC Damascus].",
	"Officials in [LOC Kenya] and [LOC Nigeria] did not comment.",
	"The company hired two engineers and a lawyer last week.",
	"[PER Maria Lopez], a spokeswoman for [ORG Microsoft], declined to comment.",
	"Two ex-[ORG Microsoft] managers met pro-[NORP Russian] officials.",
}

func TestNames(t *testing.T) {
	for _, want := range nameCases {
		if got := withNames(t, unmarked(want)); got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}

// TestNamesOfDocument looks at what one sentence shows about a name in another.
func TestNamesOfDocument(t *testing.T) {
	text := "[PER Tomas Verlander] has led the regional council since last year.\n" +
		"“We will not wait,” [PER Verlander] said on Tuesday.\n" +
		"Critics of [PER Verlander] called the plan rushed."
	if got := withNames(t, unmarked(text)); got != text {
		t.Errorf("\n got %s\nwant %s", got, text)
	}
}

// unmarked takes the marks of nameCases out of a text.
func unmarked(text string) string {
	for l := article.PER; l < article.LabelCount; l++ {
		text = strings.ReplaceAll(text, "["+l.String()+" ", "")
	}
	return strings.ReplaceAll(text, "]", "")
}

// withNames returns the text with its names as nameCases have them.
func withNames(t *testing.T, text string) string {
	a, err := Parse(t.Context(), Compiled(), text, nil)
	if err != nil {
		t.Fatal(err)
	}
	checkLayers(t, a)
	var b strings.Builder
	at := 0
	for _, n := range a.Names {
		b.WriteString(text[at:n.Start] + "[" + n.Label.String() + " " + n.Of(text) + "]")
		at = n.End
	}
	return b.String() + text[at:]
}

func TestLoadNamerDamaged(t *testing.T) {
	for _, data := range [][]byte{nil, nameFile[:100], nameFile[:len(nameFile)-1], append([]byte("x"), nameFile...)} {
		if _, err := loadNamer(data); err == nil {
			t.Errorf("a damaged file of %d bytes is taken", len(data))
		}
	}
}

// blockOf returns a scratch space that has read the text as one block.
func blockOf(t *testing.T, text string) (*nameScratch, *article.Article) {
	a, err := Parse(t.Context(), CompiledWords(), text, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := newNameScratch()
	loadCompiled().namer().look(s, a, a.Sentences)
	return s, a
}

// factsAbout returns what the text shows about the word.
func factsAbout(t *testing.T, text, word string) uint16 {
	s, a := blockOf(t, text)
	for i := range a.Tokens {
		if a.Word(i) == word {
			return s.facts[s.near(i).base]
		}
	}
	t.Fatalf("%q is not in %q", word, text)
	return 0
}

func TestPrefixOf(t *testing.T) {
	for word, want := range map[string]int{"ex-FARC": 3, "pro-Éire": 4, "FARC": 0, "Anti-War": 0, "re-elected": 0, "-FARC": 0, "mid-": 0, "e2-X": 0, "": 0} {
		if got := prefixOf(word); got != want {
			t.Errorf("the prefix of %q has %d bytes, want %d", word, got, want)
		}
	}
}

func TestNameFacts(t *testing.T) {
	for _, c := range []struct {
		text, word string
		want       uint16
	}{
		{"Bill came late. The bill was paid.", "Bill", factSmall},
		{"They met Marlowe, and Mayor Marlowe said nothing.", "Marlowe", factInside | factTitled | factSays},
		{"He left the Hague.", "Hague", factInside | factThe},
		{"They live in Tarland.", "Tarland", factInside | factIn},
		{"We saw Tarland's harbour.", "Tarland", factInside | factOwner},
		{"Dock Strike Ends After Tarland Talks", "Tarland", 0},
		{"The Harbour Workers Union (HWU) met.", "HWU", factShortName},
		{"Deaths from lower back pain (LBP) are few.", "LBP", factShortTerm},
		{"They met at the harbour (HWU) again.", "HWU", 0},
	} {
		if got := factsAbout(t, c.text, c.word); got != c.want {
			t.Errorf("%q in %q: facts %08b, want %08b", c.word, c.text, got, c.want)
		}
	}
}

func TestStretches(t *testing.T) {
	for text, want := range map[string]string{
		"they asked al-Haram and Chen Mei-hsiu for more time to think about it": "al - Haram and Chen Mei - hsiu",
		"we had the best pizza in chicago, and then a walk":                     "in chicago ,",
	} {
		if got := stretchesOf(t, text); len(got) != 1 || got[0] != want {
			t.Errorf("%q: stretches %q, want %q", text, got, want)
		}
	}
}

func stretchesOf(t *testing.T, text string) (got []string) {
	s, a := blockOf(t, text)
	for i := range a.Tokens {
		a.Tokens[i].Tag = article.NN // a name for the tagger would widen a stretch too
	}
	s.eachSentence(func(first int) {
		s.stretches(a, first, func(from, to int) {
			var words []string
			for i := from; i < to; i++ {
				words = append(words, a.Word(first+i))
			}
			got = append(got, strings.Join(words, " "))
		})
	})
	return got
}

// TestNameBlocks holds the blocks to covering all sentences once.
func TestNameBlocks(t *testing.T) {
	for _, length := range []int{7, nameBlock, 3 * nameBlock} {
		a := &article.Article{Tokens: make([]article.Token, 3*nameBlock+5)}
		for first := 0; first < len(a.Tokens); first += length {
			a.Sentences = append(a.Sentences, article.Sentence{First: first, Last: min(first+length, len(a.Tokens))})
		}
		at := 0
		eachBlock(a, func(block []article.Sentence) {
			first, last := block[0].First, block[len(block)-1].Last
			if first != at || len(block) > 1 && last-first > nameBlock || last < len(a.Tokens) && last-first+length <= nameBlock {
				t.Errorf("sentences of %d: block [%d,%d) after token %d", length, first, last, at)
			}
			at = last
		})
		if at != len(a.Tokens) {
			t.Errorf("sentences of %d: the blocks end at %d of %d", length, at, len(a.Tokens))
		}
	}
}

// A name's key depends on its words alone, whatever was read before, and no two short names here share one.
func TestNameKey(t *testing.T) {
	const text = "Alder Birch Cedar Dogwood Elm Fir"
	fresh, a := blockOf(t, text)
	used, _ := blockOf(t, "Elm Zelkova Fir Yew Cedar")
	loadCompiled().namer().look(used, a, a.Sentences)
	seen := map[uint64]string{}
	for first := range len(a.Tokens) {
		for last := first + 1; last <= len(a.Tokens); last++ {
			name, key := a.SpanOf(first, last).Of(a.Text), fresh.key(first, last)
			if used.key(first, last) != key {
				t.Errorf("%q has another key after other words", name)
			}
			if before, ok := seen[key]; ok {
				t.Errorf("%q has the key of %q", name, before)
			}
			seen[key] = name
		}
	}
}

func TestShortForm(t *testing.T) {
	s, a := blockOf(t, "The Harbour Workers Union (HWU) and the Old Mill (closed) met.")
	s.found = make([]uint8, len(a.Tokens))
	for _, c := range []struct {
		first, last int
		want        int
	}{{1, 4, 5}, {9, 11, -1}, {1, 3, -1}} {
		if got := s.shortOf(a, c.first, c.last); got != c.want {
			t.Errorf("the short form of tokens [%d,%d) is token %d, want %d", c.first, c.last, got, c.want)
		}
	}
}

func BenchmarkNames(b *testing.B) {
	b.ReportAllocs()
	a, _ := Parse(b.Context(), CompiledWords(), newsText, nil)
	n := loadCompiled().namer()
	for b.Loop() {
		a.Names = a.Names[:0]
		n.names(a)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(a.Tokens)), "ns/token")
}

func BenchmarkLoadNamer(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := loadNamer(nameFile); err != nil {
			b.Fatal(err)
		}
	}
}
