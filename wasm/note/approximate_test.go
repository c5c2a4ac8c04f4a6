package note

import (
	"math/rand"
	"testing"
)

// distances returns, for every end in the text, the fewest edits between pattern and a stretch that ends there:
// the textbook table, to judge scan by.
func distances(text, pattern []rune, anchored bool) []int {
	column := make([]int, len(pattern)+1)
	for i := range column {
		column[i] = i
	}
	out := make([]int, 0, len(text))
	for _, r := range text {
		diagonal := column[0]
		if anchored {
			column[0]++
		}
		for i, p := range pattern {
			cost := diagonal
			if p != r {
				cost++
			}
			diagonal = column[i+1]
			column[i+1] = min(cost, column[i]+1, column[i+1]+1)
		}
		out = append(out, column[len(pattern)])
	}
	return out
}

func judgeScan(t *testing.T, text, pattern []rune, limit int, anchored bool) {
	t.Helper()
	want := distances(text, pattern, anchored)
	got := make([]int, len(text))
	for i := range got {
		got[i] = limit + 1
	}
	scan(text, pattern, limit, anchored, func(end, edits int) { got[end-1] = edits })
	for i := range want {
		if min(want[i], limit+1) != got[i] {
			t.Fatalf("pattern %q in %q, limit %d, anchored %v: %d edits at end %d, want %d", string(pattern), string(text), limit, anchored, got[i], i+1, want[i])
		}
	}
}

func TestScanAgainstTable(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	letters := []rune("ab é😀")
	word := func(n int) []rune {
		w := make([]rune, n)
		for i := range w {
			w[i] = letters[random.Intn(len(letters))]
		}
		return w
	}
	for range 400 {
		pattern, text := word(1+random.Intn(200)), word(random.Intn(400))
		if random.Intn(2) == 0 { // plant a damaged copy
			planted := append([]rune{}, pattern...)
			for range random.Intn(1 + len(planted)/8) {
				planted[random.Intn(len(planted))] = 'x'
			}
			at := random.Intn(len(text) + 1)
			text = append(append(append([]rune{}, text[:at]...), planted...), text[at:]...)
		}
		judgeScan(t, text, pattern, random.Intn(len(pattern)), random.Intn(2) == 0)
	}
}

func FuzzScan(f *testing.F) {
	f.Add("the plan might slip", "plan may slip", 3)
	f.Fuzz(func(t *testing.T, text, pattern string, limit int) {
		a, p := []rune(text), []rune(pattern)
		if len(p) == 0 || limit < 0 || limit >= len(p) || len(a)*len(p) > 1<<20 {
			return
		}
		judgeScan(t, a, p, limit, false)
		judgeScan(t, a, p, limit, true)
		for _, m := range search(a, p, limit) {
			if m.start < 0 || m.start > m.end || m.end > len(a) || m.edits > limit {
				t.Fatalf("search: %v", m)
			}
		}
	})
}
