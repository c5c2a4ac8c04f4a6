package note

import (
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/ascribe/ascribe/wasm/article"
)

const harbour = `The harbour board said on Monday that the ferry may stop running in winter. ` +
	`Its chair, Ada Lund, declined to say more.
Fishermen doubt it. "They told us the same last year," one of them said. ` +
	`The ministry in Oslo, which pays for the line, said the ferry may stop running only if the bridge opens. Ms Lund declined to say more.`

// anchorOf describes the n-th occurrence (from 0) of words in text.
func anchorOf(t *testing.T, text, words string, n int) Anchor {
	t.Helper()
	at := 0
	for i := 0; ; i++ {
		next := strings.Index(text[at:], words)
		if next < 0 {
			t.Fatalf("%q is not in the text %d times", words, n+1)
		}
		at += next
		if i == n {
			break
		}
		at++
	}
	a, ok := Describe(text, article.Span{Start: at, End: at + len(words)}, nil)
	if !ok {
		t.Fatalf("%q gives no anchor", words)
	}
	return a
}

func TestDescribe(t *testing.T) {
	sentences := []article.Span{{Start: 0, End: 75}, {Start: 76, End: 118}, {Start: 119, End: 138}}
	at := strings.Index(harbour, "oubt i")
	a, ok := Describe(harbour, article.Span{Start: at, End: at + len("oubt i")}, sentences)
	if !ok || a.Exact != "doubt it" {
		t.Fatalf("a selection inside words is not extended to them: %+v", a)
	}
	if a.Sentence != 2 {
		t.Errorf("sentence %d, want 2", a.Sentence)
	}
	if !strings.HasSuffix(a.Prefix, "say more.\nFishermen ") || utf8.RuneCountInString(a.Prefix) < contextLength {
		t.Errorf("prefix %q", a.Prefix)
	}
	if strings.HasPrefix(a.Prefix, " ") || !strings.HasPrefix(a.Suffix, `. "They told us`) {
		t.Errorf("context %q … %q", a.Prefix, a.Suffix)
	}
}

func TestDescribeCountsCodePoints(t *testing.T) {
	text := "naïve 😀 café"
	at := strings.Index(text, "café")
	a, _ := Describe(text, article.Span{Start: at, End: len(text)}, nil)
	if a.Start != 8 || a.End != 12 {
		t.Errorf("positions %d to %d, want 8 to 12", a.Start, a.End)
	}
}

func TestSnap(t *testing.T) {
	for _, c := range []struct{ text, part, want string }{
		{"the plan may slip", "pla", "plan"},
		{"the plan may slip", " plan may ", "plan may"},
		{"he didn't go", "didn", "didn't"},
		{"he didn’t go", "t go", "didn’t go"},
		{"“no” he", "no", "no"},
		{"cafe\u0301s here", "cafe", "cafe\u0301s"},
		{"a 👩\u200d🚀 b", "👩", "👩\u200d🚀"},
		{"a 👍🏽 b", "👍", "👍🏽"},
		{"日本語の本", "本語", "本語"},
		{"    ", "  ", ""},
		{"", "", ""},
		{strings.Repeat("x", 500), "xxx", "xxx"},
	} {
		at := strings.Index(c.text, c.part)
		got := Snap(c.text, article.Span{Start: at, End: at + len(c.part)})
		if got.Of(c.text) != c.want {
			t.Errorf("%q in %q becomes %q, want %q", c.part, c.text, got.Of(c.text), c.want)
		}
	}
}

func TestPlace(t *testing.T) {
	may := anchorOf(t, harbour, "may stop running", 1)
	declined := anchorOf(t, harbour, "declined to say more", 0)
	quote := anchorOf(t, harbour, "They told us the same last year", 0)
	first := anchorOf(t, harbour, "the ferry may stop running in winter", 0)
	replace := func(old, new string) string {
		if !strings.Contains(harbour, old) {
			t.Fatalf("%q is not in the fixture", old)
		}
		return strings.Replace(harbour, old, new, 1)
	}
	for _, c := range []struct {
		name  string
		a     Anchor
		text  string
		state State
		want  string // what the span covers, with a word before it to tell look-alikes apart
	}{
		{"the same text", may, harbour, Exact, "ferry may stop running"},
		{"an edit after it", may, harbour + " More follows.", Exact, "ferry may stop running"},
		{"a sentence before it", may, "LONDON (Own report). " + harbour, Moved, "ferry may stop running"},
		{"another paragraph gone", may, harbour[strings.Index(harbour, "Fishermen"):], Moved, "ferry may stop running"},
		{"its own sentence gone, a look-alike left", may, harbour[:strings.Index(harbour, " The ministry")], Lost, ""},
		{"a word in it changed", first, replace("may stop running in winter", "might stop running in winter"), Moved, "that the ferry might stop running in winter"},
		{"typographic quotes and blanks", quote, strings.NewReplacer(`"`, "”", " ", "\u00a0").Replace(harbour), Exact, "They\u00a0told\u00a0us\u00a0the\u00a0same\u00a0last\u00a0year"},
		{"its sentence gone, the same words elsewhere", declined, replace("Its chair, Ada Lund, declined to say more.", ""), Lost, ""},
		{"everything gone", quote, "A wholly different article about football, which says nothing of ferries at all.", Lost, ""},
		{"no text", quote, "", Lost, ""},
		{"a copy of the article after itself", may, harbour + "\n" + harbour, Exact, "ferry may stop running"},
		{"two copies, both displaced", may, "New. " + harbour + "\n" + harbour, Lost, ""},
	} {
		got := NewPlacer(c.text).Place(&c.a)
		if got.State != c.state {
			t.Errorf("%s: %s, want %s (%q, candidates %d)", c.name, got.State, c.state, got.Span.Of(c.text), len(got.Candidates))
			continue
		}
		if c.state == Lost {
			if got.Span.Len() != 0 {
				t.Errorf("%s: lost, yet at %v", c.name, got.Span)
			}
			continue
		}
		if !strings.HasSuffix(c.text[:got.Span.End], c.want) {
			t.Errorf("%s: found %q", c.name, got.Span.Of(c.text))
		}
	}
}

func TestPlaceFindsTheRightLookAlike(t *testing.T) {
	second := anchorOf(t, harbour, "may stop running", 1)
	text := "Update. " + harbour
	got := NewPlacer(text).Place(&second)
	if got.State != Moved || got.Span.Start != strings.LastIndex(text, "may stop running") {
		t.Errorf("%+v", got)
	}
}

func TestLostShowsCandidates(t *testing.T) {
	a := anchorOf(t, harbour, "declined to say more", 0)
	text := strings.Replace(harbour, "Its chair, Ada Lund, declined to say more.", "", 1)
	got := NewPlacer(text).Place(&a)
	if got.State != Lost || len(got.Candidates) != 1 || got.Candidates[0].Of(text) != "declined to say more" {
		t.Errorf("%+v", got)
	}
}

func TestPlaceInsideWords(t *testing.T) {
	a := anchorOf(t, harbour, "may", 0)
	text := "The mayor spoke. The mayor said that the ferry will stop."
	if got := NewPlacer(text).Place(&a); got.State != Lost {
		t.Errorf("a note on may is put on %q", got.Span.Of(text))
	}
}

// Anchors come from other programs too: one with a book around its quotation, or a quotation that repeats itself all over, must take
// no longer than another. With the square of these lengths this would run for minutes.
func TestPlaceLongRepeats(t *testing.T) {
	text := strings.Repeat("no ", 500_000)
	a := Anchor{Start: 300_000, End: 900_002, Exact: strings.Repeat("no ", 200_000) + "no",
		Prefix: strings.Repeat("no ", MaxField/3), Suffix: strings.Repeat(" no", MaxField/3)}
	if got := NewPlacer(text).Place(&a); got.State != Exact || got.Span.Start != a.Start {
		t.Errorf("%s at %d", got.State, got.Span.Start)
	}
	a.Start, a.End, a.Exact = 300_001, 300_003, "of"
	if got := NewPlacer(text).Place(&a); got.State != Lost {
		t.Errorf("%s at %d", got.State, got.Span.Start)
	}
}

// A quotation of one letter stands in a text millions of times. The places that cannot be the one are not kept, and endless words are not
// gone through from each of their letters: what is allocated tells the first more reliably than the clock, as more text asks for no more.
func TestPlaceOneLetter(t *testing.T) {
	a := Anchor{Start: 5, End: 6, Exact: "a", Prefix: "it was ", Suffix: " day ago", TextSha256: "x"}
	for _, unit := range []string{"a", "a b ", "such a day, "} {
		allocated := func(size int) uint64 {
			p := NewPlacer(strings.Repeat(unit, size/len(unit)))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			if got := p.Place(&a); got.State != Lost || len(got.Candidates) != maxCandidates {
				t.Errorf("%q: %+v", unit, got)
			}
			runtime.ReadMemStats(&after)
			return after.TotalAlloc - before.TotalAlloc
		}
		if one, many := allocated(1<<18), allocated(1<<21); many > 2*one {
			t.Errorf("%q: %d bytes are allocated in a text, %d in one eight times as long", unit, one, many)
		}
	}
}

func FuzzPlace(f *testing.F) {
	f.Add(harbour, harbour[20:], 30, 60)
	f.Add("a😀b e\u0301 \xff 日本", "😀", 1, 5)
	f.Add(strings.Repeat("ab ", 60), strings.Repeat("ab ", 59), 3, 40)
	f.Fuzz(func(t *testing.T, text, later string, start, end int) {
		a, ok := Describe(text, article.Span{Start: start, End: max(start, end)}, nil)
		if !ok {
			return
		}
		if utf8.ValidString(text) {
			if got := NewPlacer(text).Place(&a); got.State != Exact || got.Span.Of(text) != a.Exact {
				t.Fatalf("%+v is not found in its own text: %+v", a, got)
			}
		}
		got := NewPlacer(later).Place(&a)
		for _, s := range append(got.Candidates, got.Span) {
			if s.Start < 0 || s.End > len(later) || s.Start > s.End {
				t.Fatalf("span %v outside the text", s)
			}
		}
		if got.State == Lost && got.Span.Len() != 0 {
			t.Fatalf("lost, yet at %v", got.Span)
		}
	})
}

func BenchmarkPlaceEdited(b *testing.B) {
	long := strings.Repeat(harbour+"\n", 1<<20/len(harbour))
	a, _ := Describe(harbour, article.Span{Start: 0, End: len(harbour) / 2}, nil)
	a.Exact = strings.ReplaceAll(a.Exact, "winter", "summer")
	b.SetBytes(int64(len(long)))
	for b.Loop() {
		NewPlacer(long).Place(&a)
	}
}
