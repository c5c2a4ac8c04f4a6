package english

import (
	"math/rand/v2"
	"testing"

	"github.com/ascribe/ascribe/wasm/article"
)

// TestSpanningTree compares the search with trying all trees of up to five words.
func TestSpanningTree(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for round := range 300 {
		n := 1 + round%5
		score := make([]int32, (n+1)*(n+1))
		for i := range score {
			score[i] = random.Int32N(50)
		}
		heads := spanningTree(n, score)
		if !projective(heads) {
			t.Fatalf("%v is no projective tree with one root", heads)
		}
		if got, want := worth(heads, score), bestOfAll(n, score); got != want {
			t.Fatalf("%v is worth %d, the best tree %d", heads, got, want)
		}
	}
}

func worth(heads []int, score []int32) (sum int32) {
	for child, head := range heads {
		sum += score[head*(len(heads)+1)+child]
	}
	return sum
}

// bestOfAll tries every choice of heads.
func bestOfAll(n int, score []int32) (best int32) {
	heads := make([]int, n)
	for {
		if projective(heads) {
			best = max(best, worth(heads, score))
		}
		i := 0
		for ; i < n && heads[i] == n; i++ {
			heads[i] = 0
		}
		if i == n {
			return best
		}
		heads[i]++
	}
}

// projective says whether the heads are a tree with one root, at len(heads), and no crossing arcs.
func projective(heads []int) bool {
	n, roots := len(heads), 0
	for child, head := range heads {
		if head == n {
			roots++
		}
		at := child
		for range n {
			if at < n {
				at = heads[at]
			}
		}
		if at != n {
			return false
		}
		for other, to := range heads {
			low, high := min(child, head), max(child, head)
			if head < n && to < n && other > low && other < high && (to < low || to > high) {
				return false
			}
			if head < n && to == n && other > low && other < high {
				return false // the root's word lies under an arc
			}
		}
	}
	return roots == 1
}

// TestReversed reads two sentences backwards and forwards again.
func TestReversed(t *testing.T) {
	a := sentence("She left early . Nobody knew .")
	a.Sentences = []article.Sentence{{First: 0, Last: 4}, {First: 4, Last: 7}}
	for i, head := range []int32{1, -1, 1, 1, 5, -1, 5} {
		a.Tokens[i].Head = head
	}
	back := reversed([]*article.Article{a})
	if got := back[0].Word(0) + " " + back[0].Word(int(back[0].Tokens[0].Head)) + " " + back[0].Word(6); got != ". left Nobody" {
		t.Errorf("backwards: %q", got)
	}
	forth := reversed(back)[0]
	for i := range a.Tokens {
		if forth.Tokens[i] != a.Tokens[i] {
			t.Errorf("token %d is %+v, was %+v", i, forth.Tokens[i], a.Tokens[i])
		}
	}
}
