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
