package english

import (
	"sync"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// namer finds names in two passes over the document.
//
// The first pass finds them by a BIO labelling, by Viterbi search, of the stretches of the sentences that have capitals. It
// sees words, their shapes and affixes, the words, tags and heads around, and a gazetteer of given names, family names, places and bodies.
// What it found all over the document is then evidence for the second pass, which decides for each name as a whole what kind it is,
// or that it is none: one name is usually one thing, and a bare family name is mostly the person named in full elsewhere. It may also cut a name
// in another way, if the first pass would have liked that nearly as well.
type namer struct {
	gazetteer *linear.Model
	groups    groups // the tagger's
	themes    groups
	first     *linear.Sequence
	second    *linear.Model
	pool      sync.Pool // of *nameScratch
}

// nameLabels are the labels of the models: 0 is outside, then B and I of each article.Label.
var nameLabels = func() []string {
	labels := []string{"O"}
	for l := article.PER; l < article.LabelCount; l++ {
		labels = append(labels, "B-"+l.String(), "I-"+l.String())
	}
	return labels
}()

const nameLabelCount = 1 + 2*(int(article.LabelCount)-1)

// labelOf returns the kind that a BIO label speaks of, and whether it begins a name.
func labelOf(bio uint8) (l article.Label, begins bool) {
	return article.Label((bio + 1) / 2), bio%2 == 1
}

// bioOf is the opposite of labelOf.
func bioOf(l article.Label, begins bool) uint8 {
	if begins {
		return 2*uint8(l) - 1
	}
	return 2 * uint8(l)
}

// The gazetteer's labels.
var gazetteerLabels = []string{"other", "given", "family", "place", "body", "title", "people", "thing"}

const (
	gazetteerGiven = 1
	gazetteerPlace = 3
	gazetteerTitle = 5
)

// loadNamer decodes a namer from the three models of its file.
func loadNamer(data []byte) (*namer, error) {
	gazetteer, rest, err := linear.Decode(data)
	if err != nil {
		return nil, err
	}
	first, rest, err := linear.Decode(rest)
	if err != nil {
		return nil, err
	}
	second, err := linear.Load(rest)
	if err != nil {
		return nil, err
	}
	return newNamer(gazetteer, linear.NewSequence(first, linear.BIO(nameLabels)), second), nil
}

func newNamer(gazetteer *linear.Model, first *linear.Sequence, second *linear.Model) *namer {
	n := &namer{gazetteer: gazetteer, groups: wordGroups(), themes: wordThemes(), first: first, second: second}
	n.pool.New = func() any { return newNameScratch() }
	return n
}

// nameScratch is one goroutine's memory.
type nameScratch struct {
	index map[uint64]int32 // from a word's key to its type
	bases map[uint32]int32 // from a word's hash in lower case to its base
	types []nameType

	sentences []article.Sentence // the block at hand
	from      int                // its first token
	block     []int32            // of its tokens: index of their type
	facts     []uint16           // of each base: what the block shows about the word
	found     []uint8            // first pass: the labels of its tokens,
	margin    []uint8            // how sure they are, 0 to 3,
	rival     []uint8            // the kind that comes next,
	scores    []int32            // and the scores of all labels: token i has [i*nameLabelCount:(i+1)*nameLabelCount]

	words  []int32 // of the sentence at hand: index of their type
	letter uint8   // its kind of letters
	wanted []bool  // which of its words can be in a name or beside one
	runs   []run   // of its words
	items  linear.Items
	labels []uint8
	search linear.Lattice
	record record
}

func newNameScratch() *nameScratch {
	return &nameScratch{index: map[uint64]int32{}, bases: map[uint32]int32{}, record: record{whole: map[uint64]tally{}, sums: map[uint64]votes{}}}
}

// nameBlock is about how many tokens a block of sentences has. A longer document is read in several blocks, and what one shows about
// a name is not known in the next. That bounds the memory for texts that are no articles.
const nameBlock = 1 << 14

// secondDoubt is by how much the second pass must be surer than not to overrule the first, in logarithms of odds.
// Without it, it overrules too often, having learned from the errors of models that learned from fewer articles.
// cutFaith is what a cut gets beforehand: each is seldom right, but one of them often enough. wholeFaith is what a name gets that can be cut:
// what speaks against it may speak for a cut only, and a name that is cut wrongly is better than none.
const (
	secondDoubt = 1
	cutFaith    = 2
	wholeFaith  = 1
)

// names sets a.Names.
func (n *namer) names(a *article.Article) {
	s := n.pool.Get().(*nameScratch)
	eachBlock(a, func(block []article.Sentence) {
		n.firstPass(s, a, block)
		n.secondPass(s, a)
	})
	n.pool.Put(s)
}

// eachBlock calls read with the article's blocks.
func eachBlock(a *article.Article, read func(block []article.Sentence)) {
	for rest := a.Sentences; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].Last-rest[0].First <= nameBlock {
			n++
		}
		read(rest[:n])
		rest = rest[n:]
	}
}

// firstPass sets s.found, s.margin, s.rival and s.scores for the block.
func (n *namer) firstPass(s *nameScratch, a *article.Article, block []article.Sentence) {
	n.look(s, a, block)
	s.found, s.margin, s.rival = grown(s.found, len(s.block)), grown(s.margin, len(s.block)), grown(s.rival, len(s.block))
	s.scores = grown(s.scores, len(s.block)*nameLabelCount)
	s.eachSentence(func(first int) {
		s.stretches(a, first, func(from, to int) {
			s.items.Reset()
			for i := from; i < to; i++ {
				s.joint(a, first, i)
				s.items.End()
			}
			rows := n.first.Score(&s.items, &s.search)
			for i := from; i < to; i++ {
				n.addRoles(s, i, rows(i-from))
				at := first - s.from + i
				copy(s.scores[at*nameLabelCount:], rows(i-from))
				s.margin[at], s.rival[at] = n.sureness(rows(i - from))
			}
			s.labels = n.first.Search(&s.search, s.labels)
			copy(s.found[first-s.from+from:], s.labels)
		})
	})
}

// grown returns a slice of n zeros, in the old memory if that suffices.
func grown[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}

// stretches calls read with the stretches of the sentence's words that can hold names: the likely ones, and one word before and after,
// beyond hyphens too ("al-Qaeda", "Chen Mei-hsiu").
// A name with two small words in a row is not found.
func (s *nameScratch) stretches(a *article.Article, first int, read func(from, to int)) {
	s.wanted = grown(s.wanted, len(s.words))
	for i := range s.words {
		if !s.at(i).likely(a.Tokens[first+i].Tag) {
			continue
		}
		from, to := i-1, i+1
		if s.at(from).joiner {
			from--
		}
		if s.at(to).joiner {
			to++
		}
		for k := max(from, 0); k <= min(to, len(s.words)-1); k++ {
			s.wanted[k] = true
		}
	}
	for i := 0; i < len(s.words); i++ {
		from := i
		for i < len(s.words) && s.wanted[i] {
			i++
		}
		if from < i {
			s.findRuns(from, i)
			read(from, i)
		}
	}
}

// likely reports whether a word with the tag is likely to be in a name: one with a capital, one that the tagger takes for a name, and a
// noun or an adjective in small letters that would be a place's with a capital ("pizza in chicago").
func (t *nameType) likely(tag article.Tag) bool {
	switch tag {
	case article.NNP, article.NNPS:
		return true
	case article.NN, article.JJ:
		return t.capital || t.place
	}
	return t.capital
}

// sureness grades how far the best label of an item leads before those of other kinds, and returns the best of these kinds.
func (n *namer) sureness(scores []int32) (grade, rival uint8) {
	kinds := [article.LabelCount]int32{scores[0]}
	for k := 1; k < len(kinds); k++ {
		kinds[k] = max(scores[2*k-1], scores[2*k])
	}
	best, next := 0, 1
	for k := 1; k < len(kinds); k++ {
		switch {
		case kinds[k] > kinds[best]:
			best, next = k, best
		case k > 1 && kinds[k] > kinds[next]:
			next = k
		}
	}
	lead := float32(kinds[best]-kinds[next]) * n.first.Unit()
	for grade < 3 && lead >= sureLeads[grade] {
		grade++
	}
	return grade, uint8(next)
}

// sureLeads are the least leads of the grades above 0.
var sureLeads = [3]float32{1, 3, 8}
