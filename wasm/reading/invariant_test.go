package reading

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
)

// awkward are texts that have broken readers of text.
var awkward = []string{
	"", " ", "\x00", "\xff\xfe\xfd", "a", "\n\n\n", "\r\n \r\n", "“", "\"\"\"\"\"\"", "''''", "....", "-----", "((((((", "He said \"",
	storm,
	"Anna \xff\xfe said the brid\xc3ge was closed.",
	"قال المتحدث باسم الحكومة إن الجسر مغلق. “We know,” she said.",
	"👩‍👩‍👧‍👦 said 😀 that e\u0301 is n\u0303ot ok, he said. \u202eThe mayor said so.\u202c",
	"“A “B “C “D said the mayor, who said “that,” he said.",
	strings.Repeat("he said that she said that ", 200),
	strings.Repeat("“", 3000),
	strings.Repeat("(", 3000) + strings.Repeat(")", 3000),
	strings.Repeat("a", 20000),
	strings.Repeat("Anna Holm ", 2000),
	strings.Repeat("the ", 5000),
	strings.Repeat("According to officials, ", 500),
	strings.Repeat("x.\n", 3000),
	"<script>alert('Anna said so')</script> &amp; &lt;b&gt; U+FFFD: \ufffd \ufeff",
	"ȺȺȺ's China's, 'tis U.S. U.K.'s Inc., 3,000.5 1/2 10:30 a.m. foo@bar.org http://x.y/z?a=b#c",
	"BERLIN (AP) — “No,” said Ms. Holm, 43. Q: Why? A: Because.\n\tPhoto: Anna Holm/AP",
}

func FuzzRead(f *testing.F) {
	for _, s := range awkward {
		f.Add(s)
	}
	engine := english.New()
	f.Fuzz(func(t *testing.T, text string) {
		r, err := Read(context.Background(), engine, text, nil)
		if err != nil {
			t.Fatal(err)
		}
		if fault := check(r, text); fault != nil {
			t.Fatalf("%v in the reading of %.200q", fault, text)
		}
	})
}

// check returns the first invariant of a reading that does not hold.
func check(r *Reading, text string) error {
	if r.Article.Text != text {
		return errors.New("another text")
	}
	in := spansOf(text)
	for _, part := range []func(*Reading, inside) error{checkTokens, checkSentences, checkActors, checkAttributions, checkHedges, checkJSON} {
		if err := part(r, in); err != nil {
			return err
		}
	}
	return nil
}

// inside returns an error unless a span lies in the text, holds something and ends on code-point borders.
type inside func(what string, s article.Span) error

func spansOf(text string) inside {
	borders := map[int]bool{0: true}
	for i := 0; i < len(text); {
		_, n := utf8.DecodeRuneInString(text[i:])
		i += n
		borders[i] = true
	}
	return func(what string, s article.Span) error {
		if s.Start < 0 || s.End > len(text) || s.Start >= s.End || !borders[s.Start] || !borders[s.End] {
			return fmt.Errorf("%s at %v", what, s)
		}
		return nil
	}
}

// list returns an error unless the spans are inside and in order, and there is one.
func (in inside) list(what string, list []article.Span) error {
	if len(list) == 0 {
		return fmt.Errorf("no %s", what)
	}
	for i, s := range list {
		if err := in(what, s); err != nil {
			return err
		}
		if i > 0 && list[i-1].End > s.Start {
			return fmt.Errorf("%s out of order: %v", what, list)
		}
	}
	return nil
}

// part is list for what may be missing.
func (in inside) part(what string, list []article.Span) error {
	if len(list) == 0 {
		return nil
	}
	return in.list(what, list)
}

// checkTokens: they are in order and hold all that is visible, and their heads are others.
func checkTokens(r *Reading, in inside) error {
	a, end := r.Article, 0
	for i, t := range a.Tokens {
		if err := in("token", t.Span); err != nil {
			return err
		}
		if t.Start < end {
			return fmt.Errorf("token %d overlaps the one before", i)
		}
		if t.Head >= int32(len(a.Tokens)) || t.Head < -1 || int(t.Head) == i {
			return fmt.Errorf("head of token %d is %d", i, t.Head)
		}
		for ; end < t.Start; end++ {
			if c := a.Text[end]; c > ' ' && c < 0x7f {
				return fmt.Errorf("byte %d, %q, is in no token", end, c)
			}
		}
		end = t.End
	}
	return nil
}

// checkSentences: sentences share out the tokens, and names do not overlap.
func checkSentences(r *Reading, in inside) error {
	a := r.Article
	for i, s := range a.Sentences {
		if err := in("sentence", s.Span); err != nil {
			return err
		}
		if s.First >= s.Last || i > 0 && a.Sentences[i-1].Last != s.First || s.Last > len(a.Tokens) {
			return fmt.Errorf("tokens of sentence %d: %d to %d", i, s.First, s.Last)
		}
	}
	for i, n := range a.Names {
		if err := in("name", n.Span); err != nil {
			return err
		}
		if n.First >= n.Last || i > 0 && a.Names[i-1].Last > n.First || n.End != a.Tokens[n.Last-1].End ||
			n.Start < a.Tokens[n.First].Start || n.Start >= a.Tokens[n.First].End {
			return fmt.Errorf("tokens of name %d: %d to %d", i, n.First, n.Last)
		}
	}
	return nil
}

// checkActors: each has a name, a reason and mentions of its own, and they are in the order of the first.
func checkActors(r *Reading, in inside) error {
	start := -1
	mentions := map[article.Span]bool{}
	for i, x := range r.Actors {
		if len(x.Mentions) == 0 || x.Name == "" || x.Why == "" {
			return fmt.Errorf("actor %d: %+v", i, x)
		}
		if x.Mentions[0].Start < start {
			return fmt.Errorf("actor %d out of order", i)
		}
		start = x.Mentions[0].Start
		var of []article.Span
		for _, m := range x.Mentions {
			of = append(of, m.Span)
			if mentions[m.Span] {
				return fmt.Errorf("mention %v twice", m.Span)
			}
			mentions[m.Span] = true
			if m.Head < 0 || m.Head >= len(r.Article.Tokens) || !m.Span.Overlaps(r.Article.Tokens[m.Head].Span) {
				return fmt.Errorf("head of mention %v", m)
			}
		}
		if err := errors.Join(in.list("mentions", of), in.part("roles", x.Roles)); err != nil {
			return err
		}
	}
	return nil
}

// checkAttributions: they point to actors and to others that hold them, never in a circle.
func checkAttributions(r *Reading, in inside) error {
	for i, s := range r.Attributions {
		if err := errors.Join(in.part("source", s.Source), in.part("cue", s.Cue), in.part("content", s.Content), in.part("reason", s.Reason), in.part("basis", s.Basis)); err != nil {
			return err
		}
		if s.Actor < -1 || s.Actor >= len(r.Actors) || s.Parent < -1 || s.Parent >= len(r.Attributions) || s.Parent == i {
			return fmt.Errorf("attribution %d: actor %d, parent %d", i, s.Actor, s.Parent)
		}
		for p, n := s.Parent, 0; p >= 0; p, n = r.Attributions[p].Parent, n+1 {
			if n > len(r.Attributions) {
				return fmt.Errorf("attribution %d is its own ancestor", i)
			}
		}
	}
	return nil
}

func checkHedges(r *Reading, in inside) error {
	for i, h := range r.Hedges {
		if err := errors.Join(in.list("hedge's cue", h.Cue), in.part("scope", h.Scope)); err != nil {
			return err
		}
		if h.Owner < -1 || h.Owner >= len(r.Attributions) {
			return fmt.Errorf("hedge %d: owner %d", i, h.Owner)
		}
	}
	return nil
}

// checkJSON: a reading is one line, and what is null there may be.
func checkJSON(r *Reading, _ inside) error {
	for _, unit := range []article.Unit{article.CodePoints, article.UTF16} {
		line := r.JSON("x", unit, true).Bytes()
		var back any
		if err := json.Unmarshal(line, &back); err != nil || strings.ContainsRune(string(line), '\n') {
			return fmt.Errorf("JSON of the reading: %w", err)
		}
		if key := null(back); key != "" {
			return fmt.Errorf("%s is null", key)
		}
	}
	return nil
}

// null returns the key of a value that is null and must not be, in decoded JSON; "" if there is none.
func null(value any) string {
	switch value := value.(type) {
	case []any:
		for _, v := range value {
			if key := null(v); key != "" {
				return key
			}
		}
	case map[string]any:
		for key, v := range value {
			if v == nil && key != "actor" && key != "parent" && key != "owner" {
				return key
			}
			if key := null(v); key != "" {
				return key
			}
		}
	}
	return ""
}

// TestLong reads long awkward texts: they must come back at all, and in a time that grows with their length.
func TestLong(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	engine := english.New()
	size := 1 << 17
	if runtime.GOOS == "js" {
		size /= 4 // in a browser all takes about as many times as long
	}
	for _, piece := range []string{storm + "\n", "a", "“", "'", ".", "he said that ", "Anna Holm and ", "officials said ", "(", "\x00", "\xff", "如果", "😀", "- ", "the company, "} {
		text := strings.Repeat(piece, size/len(piece))
		r, err := Read(context.Background(), engine, text, nil)
		if err != nil {
			t.Fatal(err)
		}
		if fault := check(r, text); fault != nil {
			t.Errorf("%v in the reading of %.20q again and again", fault, piece)
		}
	}
}

func TestSameAgain(t *testing.T) {
	engine := english.New()
	for _, text := range awkward {
		var first []byte
		for range 3 {
			r, err := Read(context.Background(), engine, text, nil)
			if err != nil {
				t.Fatal(err)
			}
			line := r.JSON("x", article.CodePoints, true).Bytes()
			if first == nil {
				first = line
			} else if string(first) != string(line) {
				t.Errorf("two readings of %.60q differ", text)
			}
		}
	}
}

// A text has provisional readings only where they come much before the whole.
func TestStreamIsWorthIt(t *testing.T) {
	for length, want := range map[int]int{3000: 0, 6000: 1, 40_000: 2, 80_000: 3} {
		text, partials := strings.Repeat("It rained.\n", length/11), 0
		_, err := Stream(t.Context(), english.New(), text, func(*Reading) error { partials++; return nil }, nil)
		if err != nil || partials != want {
			t.Errorf("%d provisional readings of %d bytes, want %d (%v)", partials, length, want, err)
		}
	}
}

func TestStream(t *testing.T) {
	engine := english.New()
	text := strings.Repeat(storm+"\n", 400)
	var ends []int
	r, err := Stream(t.Context(), engine, text, func(r *Reading) error {
		ends = append(ends, len(r.Article.Text))
		if !strings.HasPrefix(text, r.Article.Text) || len(r.Actors) == 0 {
			t.Error("a provisional reading is not of the text's beginning")
		}
		return check(r, r.Article.Text)
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	paragraph := len(storm) + 1
	if !slices.EqualFunc(ends, firsts[:], func(end, first int) bool { return first <= end && end < first+paragraph }) || len(r.Article.Text) != len(text) {
		t.Errorf("provisional readings of %v bytes", ends)
	}
	again, err := Read(t.Context(), engine, text, nil)
	if err != nil || string(again.JSON("", article.UTF16, true).Bytes()) != string(r.JSON("", article.UTF16, true).Bytes()) {
		t.Error("Stream ends in another reading than Read")
	}
	stop := errors.New("stop")
	if _, err := Stream(t.Context(), engine, text, func(*Reading) error { return stop }, nil); err != stop {
		t.Errorf("an error of partial gives %v", err)
	}
	if _, err := Read(t.Context(), engine, text, func(done int) error { return stop }); err != stop {
		t.Errorf("an error of progress gives %v", err)
	}
	// The later stages pause too, and end where they are told to: each of them several times in a text of this length.
	told := 0
	count := func(done int) error {
		if done == len(text) {
			told++
		}
		return nil
	}
	if _, err := Read(t.Context(), engine, text, count); err != nil || told < 400 {
		t.Errorf("the later stages paused %d times (%v)", told, err)
	}
	for last := told; last > 0; last /= 2 {
		left := last
		if _, err := Read(t.Context(), engine, text, func(done int) error {
			if done == len(text) {
				if left--; left == 0 {
					return stop
				}
			}
			return nil
		}); err != stop || left != 0 {
			t.Errorf("ended at pause %d of %d: %v, %d pauses before the last", last, told, err, left)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(ctx, engine, text, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled reading gives %v", err)
	}
}

func BenchmarkJSON(b *testing.B) {
	r, err := Read(b.Context(), english.New(), strings.Repeat(storm+"\n", 100), nil)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		r.JSON("x", article.UTF16, false).Bytes()
	}
	b.ReportMetric(float64(len(r.Actors)+len(r.Attributions)+len(r.Hedges)), "findings")
}
