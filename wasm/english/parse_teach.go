package english

import (
	"math"
	"slices"
	"sync"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// The committee: so many parsers that read from left to right, and as many that read from right to left, which makes their mistakes
// differ (Sagae and Lavie 2006, "Parser combination by reparsing").
const (
	members      = 2 // each way
	memberEpochs = 4
	teachLongest = 100 // tokens; longer sentences of plain text are left out
)

// teach gives plain articles the trees that the committee, learned from articles with right trees, agrees on best.
func teach(themes groups, articles, plain []*article.Article) {
	for _, a := range plain {
		a.Sentences = slices.DeleteFunc(a.Sentences, func(s article.Sentence) bool { return s.Last-s.First > teachLongest })
	}
	v := newBallots(plain)
	var working sync.WaitGroup
	for member := range 2 * members {
		working.Go(func() {
			learnFrom, readFrom := articles, plain
			backwards := member%2 == 1
			if backwards {
				learnFrom, readFrom = reversed(articles), reversed(plain)
			}
			t := newTreeTrainer(themes, uint64(2+member), moveStages+1, memberMargin, memberMargin)
			t.learn(placesOf(learnFrom, nil), memberEpochs)
			p := newParser(themes, t.moves.Model(linear.Options{CodeBits: 8}), t.relations.Model(linear.Options{CodeBits: 8}), nil)
			p.lookAtAll()
			v.count(themes, member, p, readFrom, backwards)
		})
	}
	working.Wait()
	v.elect()
}

// lookAtAll makes the parser look at all features always, those of the committee too.
func (p *parser) lookAtAll() {
	p.stages = moveStages + 1
	for i := range p.moveEnough {
		p.moveEnough[i] = math.MaxInt32
	}
	for i := range p.relationEnough {
		p.relationEnough[i] = math.MaxInt32
	}
}

// extra lists what is in no shipped parser: of these, a small model has room for too few to be of use.
func (v *moveView) extra(f []uint32) []uint32 {
	s := v.s
	s0, s1, n0, n1, between := v.s0, v.s1, v.n0, v.n1, v.between
	last := s.at(s.next - 1)
	return append(f,
		linear.Mix(s0.word, n0.word),
		linear.Mix(s0.both, n0.both),
		linear.Mix(s1.word, s0.word),
		linear.Mix(s1.word, n0.word),
		linear.Mix(n0.word, n1.tag),
		linear.Mix(last.word, n0.tag),
		tags3(s0, n0, v.s0l),
		tags3(s1, s0, v.s0r),
		linear.Mix(tags3(s1, s0, n0), v.s1l.tag),
		linear.Mix(tags3(s0, n0, n1), v.n2.tag),
		linear.Mix(tags3(s1, s0, n0), v.beneath|between<<8),
		linear.Mix(n0.word, n0.lefts),
		linear.Mix(n0.word, v.n0l.dep),
		linear.Mix(n0.word, between|min(v.gap, 5)<<8),
		s1.tag|s1.rights<<8|s0.tag<<16,
		v.pair|v.s0r.dep<<16|v.s0l.dep<<24,
		v.under|v.s1r.dep<<16|v.s1l.dep<<24,
		linear.Mix(v.s0r.word, v.pair))
}

// reversed returns the articles with the words of each sentence in reverse order.
func reversed(articles []*article.Article) (back []*article.Article) {
	for _, a := range articles {
		own := *a
		own.Tokens = make([]article.Token, len(a.Tokens))
		for _, s := range a.Sentences {
			mirror := s.First + s.Last - 1
			for i := s.First; i < s.Last; i++ {
				t := a.Tokens[i]
				if t.Head >= 0 {
					t.Head = int32(mirror) - t.Head
				}
				own.Tokens[mirror-i] = t
			}
		}
		back = append(back, &own)
	}
	return back
}

// ballot is what the committee says of one sentence: for each member, each word's head and its relation.
type ballot struct {
	p     place
	heads [2 * members][]int // of each word; n for the root
	deps  [2 * members][]article.Dep
}

type ballots []*ballot

func newBallots(plain []*article.Article) (v ballots) {
	for _, p := range placesOf(plain, nil) {
		v = append(v, &ballot{p: p})
	}
	return v
}

// count lets a member's parser vote on the articles, whose sentences are those of the ballots, backwards if it reads so.
func (v ballots) count(themes groups, member int, p *parser, articles []*article.Article, backwards bool) {
	s := newParseState(themes)
	for i, at := range placesOf(articles, nil) {
		p.search(s, at.a, at.first, at.last)
		heads, deps := make([]int, s.n), make([]article.Dep, s.n)
		for word := range s.n {
			w, to := s.at(word), word
			head := int(w.head)
			if backwards {
				to = s.n - 1 - word
				if head < s.n {
					head = s.n - 1 - head
				}
			}
			heads[to], deps[to] = head, article.Dep(w.dep)
		}
		v[i].heads[member], v[i].deps[member] = heads, deps
	}
}

// elect writes the trees with the most votes.
func (v ballots) elect() {
	for _, b := range v {
		if len(b.heads[0]) > 0 {
			b.write()
		}
	}
}

// write gives the sentence's words the elected heads, and of each head's relations the one that most members gave.
func (b *ballot) write() {
	n := len(b.heads[0])
	score := make([]int32, (n+1)*(n+1)) // of head*(n+1)+child
	for _, heads := range b.heads {
		for child, head := range heads {
			score[head*(n+1)+child]++
		}
	}
	elected := spanningTree(n, score)
	s := newParseState(groups{})
	s.start(b.p.a, b.p.first, b.p.last)
	for child, head := range elected {
		var counts [article.DepCount]int
		best := article.DepNone
		for m := range b.heads {
			if b.heads[m][child] == head {
				dep := b.deps[m][child]
				counts[dep]++
				if counts[dep] > counts[best] {
					best = dep
				}
			}
		}
		if best == article.DepNone {
			best = b.deps[0][child]
		}
		t := &b.p.a.Tokens[b.p.first+int(s.at(child).token)]
		t.Dep, t.Head = best, -1
		if head < n {
			t.Head = int32(b.p.first) + s.at(head).token
		} else {
			t.Dep = article.DepRoot
		}
	}
}

// spanningTree returns the projective tree over n words, with one root, whose arcs have the highest sum of scores (Eisner 1996):
// for each word its head, n for the root. It takes time cubic in n.
func spanningTree(n int, score []int32) []int {
	e := eisner{n: n, score: score, complete: [2][]int32{make([]int32, n*n), make([]int32, n*n)}, open: [2][]int32{make([]int32, n*n), make([]int32, n*n)},
		completeAt: [2][]int16{make([]int16, n*n), make([]int16, n*n)}, openAt: make([]int16, n*n)}
	for width := 1; width < n; width++ {
		for i := 0; i+width < n; i++ {
			e.span(i, i+width)
		}
	}
	best, root := int32(-1), 0
	for i := range n {
		if s := e.complete[0][i] + e.complete[1][i*n+n-1] + score[n*(n+1)+i]; s > best {
			best, root = s, i
		}
	}
	heads := make([]int, n)
	heads[root] = n
	e.unfoldComplete(0, 0, root, heads)
	e.unfoldComplete(1, root, n-1, heads)
	return heads
}

// eisner is the chart: for each span i..j the best sum with the head at its right end (index 0) or left end (index 1),
// complete, or open for more children of the child's end.
type eisner struct {
	n              int
	score          []int32
	complete, open [2][]int32
	completeAt     [2][]int16 // where the best one is split
	openAt         []int16
}

func (e *eisner) span(i, j int) {
	n, at := e.n, i*e.n+j
	best := int32(-1)
	for k := i; k < j; k++ {
		if s := e.complete[1][i*n+k] + e.complete[0][(k+1)*n+j]; s > best {
			best, e.openAt[at] = s, int16(k)
		}
	}
	e.open[0][at] = best + e.score[j*(n+1)+i]
	e.open[1][at] = best + e.score[i*(n+1)+j]
	best = -1
	for k := i; k < j; k++ {
		if s := e.complete[0][i*n+k] + e.open[0][k*n+j]; s > best {
			best, e.completeAt[0][at] = s, int16(k)
		}
	}
	e.complete[0][at] = best
	best = -1
	for k := i + 1; k <= j; k++ {
		if s := e.open[1][i*n+k] + e.complete[1][k*n+j]; s > best {
			best, e.completeAt[1][at] = s, int16(k)
		}
	}
	e.complete[1][at] = best
}

func (e *eisner) unfoldComplete(side, i, j int, heads []int) {
	if i == j {
		return
	}
	k := int(e.completeAt[side][i*e.n+j])
	if side == 0 {
		e.unfoldComplete(0, i, k, heads)
		heads[k] = j
		e.unfoldOpen(k, j, heads)
	} else {
		heads[k] = i
		e.unfoldOpen(i, k, heads)
		e.unfoldComplete(1, k, j, heads)
	}
}

func (e *eisner) unfoldOpen(i, j int, heads []int) {
	k := int(e.openAt[i*e.n+j])
	e.unfoldComplete(1, i, k, heads)
	e.unfoldComplete(0, k+1, j, heads)
}
