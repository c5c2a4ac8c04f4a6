package english

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// namer finds names in two passes over the document.
//
// The first pass finds them by a BIO labelling, by Viterbi search, of the stretches of the sentences that have capitals. It
// sees words, their shapes and affixes, the words, tags and heads around, and a gazetteer of given names, family names, places and bodies.
// What it found all over the document is then evidence for the second pass, which decides for each name as a whole what kind it is,
// or that it is none: one name is usually one thing, and a bare family name is mostly the person named in full elsewhere.
type namer struct {
	gazetteer *linear.Model
	clusters  *linear.Model // of words: label k is cluster k
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
var gazetteerLabels = []string{"other", "given", "family", "place", "body"}

// loadNamer decodes a namer from the four models of its file.
func loadNamer(data []byte) (*namer, error) {
	gazetteer, rest, err := linear.Decode(data)
	if err != nil {
		return nil, err
	}
	clusters, rest, err := linear.Decode(rest)
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
	return newNamer(gazetteer, clusters, linear.NewSequence(first, linear.BIO(nameLabels)), second), nil
}

func newNamer(gazetteer, clusters *linear.Model, first *linear.Sequence, second *linear.Model) *namer {
	n := &namer{gazetteer: gazetteer, clusters: clusters, first: first, second: second}
	n.pool.New = func() any { return &nameScratch{index: map[uint64]int32{}} }
	return n
}

// nameScratch is one goroutine's memory.
type nameScratch struct {
	index  map[uint64]int32 // from a word's key to its type
	types  []nameType
	words  []int32 // of the sentence at hand: index of their type
	items  linear.Items
	labels []uint8
	search linear.Lattice

	found  []uint8 // first pass: the labels of the document's tokens
	margin []uint8 // and how sure they are, 0 to 3
	record record
}

// nameTypes is how many word types are kept before all are forgotten, which bounds the memory for texts that are no articles.
const nameTypes = 1 << 14

// nameType is what the features need to know about a word.
type nameType struct {
	lower, pattern uint32
	prefix, suffix [3]uint32
	class          uint32 // what the gazetteer knows
	cluster        uint32 // 0 for rare words
	capital        bool
	summed         uint8
	scores         [nameRoles][nameLabelCount]int32
}

// The roles that a word plays for a token nearby.
const (
	nameSelf = iota
	nameBefore
	nameAfter
	nameBefore2
	nameAfter2
	nameRoles
)

// newNameType computes what does not depend on the labelling models.
func (n *namer) newNameType(word string) nameType {
	w := newWordType(word, 0)
	t := nameType{lower: w.lower, pattern: pattern(word), capital: w.shape&shapeCapital != 0}
	copy(t.prefix[:], w.prefix[1:])
	t.prefix[2] = w.prefix[0]
	copy(t.suffix[:], w.suffix[1:])
	t.cluster = uint32(n.clusters.Label(t.lower) + 1)
	if t.capital {
		var scores [8]int32
		n.gazetteer.Accumulate(t.lower, scores[:len(gazetteerLabels)])
		for i, s := range scores {
			if s > 0 {
				t.class |= 1 << i
			}
		}
	}
	return t
}

// pattern hashes a word's shape, runs of one kind shortened: "McDonald's" and "DeLillo's" are the same.
func pattern(word string) uint32 {
	h, last, run := uint32(2166136261), byte(0), 0
	for i := 0; i < len(word) && i < 40; {
		c, size := word[i], 1
		var kind byte
		if c >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRuneInString(word[i:])
			kind = 'x'
			if unicode.IsUpper(r) {
				kind = 'X'
			}
		} else {
			switch byteKind[c] {
			case byteLower:
				kind = 'x'
			case byteUpper:
				kind = 'X'
			case byteDigit:
				kind = '0'
			default:
				kind = c
			}
		}
		i += size
		if kind == last {
			if run++; run > 2 {
				continue
			}
		} else {
			last, run = kind, 1
		}
		h = (h ^ uint32(kind)) * 16777619
	}
	return h
}

// typeOf returns the index of the word's type.
func (n *namer) typeOf(s *nameScratch, word string) int32 {
	key := keyOf(word)
	index, ok := s.index[key]
	if !ok {
		index = int32(len(s.types))
		s.types = append(s.types, n.newNameType(word))
		s.index[key] = index
	}
	return index
}

// look finds the types of the words Tokens[first:last].
func (n *namer) look(s *nameScratch, a *article.Article, first, last int) {
	if len(s.types)+last-first > nameTypes {
		s.types = s.types[:0]
		clear(s.index)
	}
	s.words = s.words[:0]
	for i := first; i < last; i++ {
		s.words = append(s.words, n.typeOf(s, a.Word(i)))
	}
}

// secondDoubt is by how much the second pass must be surer than not to overrule the first, on the scale on which it was learned.
// Without it, it overrules too often, having learned from half the articles' errors.
const secondDoubt = 6

// names sets a.Names.
func (n *namer) names(a *article.Article) {
	s := n.pool.Get().(*nameScratch)
	n.firstPass(s, a)
	s.record.read(a, s.found)
	var features [secondFeatures]uint32
	var scores [article.LabelCount]int32
	s.candidates(a, func(first, last int) {
		n.look(s, a, first, last)
		n.second.Scores(s.whole(features[:0], n, a, first, last), scores[:])
		if own, _ := labelOf(s.found[first]); own != article.LabelNone {
			scores[own] += int32(secondDoubt / n.second.Unit())
		}
		if l := article.Label(linear.Highest(scores[:])); l != article.LabelNone {
			a.Names = append(a.Names, article.Name{Span: a.SpanOf(first, last), First: first, Last: last, Label: l})
		}
	})
	n.pool.Put(s)
}

// firstPass sets s.found and s.margin for the whole document.
func (n *namer) firstPass(s *nameScratch, a *article.Article) {
	s.found, s.margin = grown(s.found, len(a.Tokens)), grown(s.margin, len(a.Tokens))
	for _, sentence := range a.Sentences {
		n.look(s, a, sentence.First, sentence.Last)
		s.stretches(func(from, to int) {
			s.items.Reset()
			for i := from; i < to; i++ {
				s.joint(a, sentence.First, i)
				s.items.End()
			}
			rows := n.first.Score(&s.items, &s.search)
			for i := from; i < to; i++ {
				n.addRoles(s, i, rows(i-from))
				s.margin[sentence.First+i] = n.sureness(rows(i - from))
			}
			s.labels = n.first.Search(&s.search, s.labels)
			copy(s.found[sentence.First+from:], s.labels)
		})
	}
}

// grown returns a slice of n zeros, in the old memory if that suffices.
func grown(s []uint8, n int) []uint8 {
	if cap(s) < n {
		return make([]uint8, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// stretches calls read with the stretches of the sentence's words that can hold names: the capitalised ones and one
// word before and after. A name with three small words in a row is not found.
func (s *nameScratch) stretches(read func(from, to int)) {
	for i := 0; i < len(s.words); {
		if !s.at(i).capital && !s.at(i+1).capital {
			i++
			continue
		}
		from := i
		for i < len(s.words) && (s.at(i-1).capital || s.at(i).capital || s.at(i+1).capital) {
			i++
		}
		read(from, i)
	}
}

// sureness grades how far the best label of an item leads.
func (n *namer) sureness(scores []int32) uint8 {
	best, next := scores[0], scores[1]
	if next > best {
		best, next = next, best
	}
	for _, s := range scores[2:] {
		if s > best {
			best, next = s, best
		} else if s > next {
			next = s
		}
	}
	lead := float32(best-next) * n.first.Unit()
	switch {
	case lead < 1:
		return 0
	case lead < 3:
		return 1
	case lead < 8:
		return 2
	}
	return 3
}

// addRoles adds the scores of the features that depend on one word type.
func (n *namer) addRoles(s *nameScratch, i int, scores []int32) {
	for role, at := range [nameRoles]int{nameSelf: i, nameBefore: i - 1, nameAfter: i + 1, nameBefore2: i - 2, nameAfter2: i + 2} {
		if at < 0 || at >= len(s.words) {
			continue
		}
		t := &s.types[s.words[at]]
		if t.summed&(1<<role) == 0 {
			t.summed |= 1 << role
			clear(t.scores[role][:])
			var features [nameTypeFeatures]uint32
			for _, f := range roleFeatures(features[:0], t, role) {
				n.first.Accumulate(f, t.scores[role][:])
			}
		}
		for l, score := range &t.scores[role] {
			scores[l] += score
		}
	}
}

const (
	nameTypeFeatures   = 16
	nameTemplates      = 0x400
	nameJointTemplates = 0x500
	namePassTemplates  = 0x600
)

// roleFeatures appends the features that depend on one word type in one role.
func roleFeatures(features []uint32, t *nameType, role int) []uint32 {
	template := uint32(nameTemplates + role*nameTypeFeatures)
	add := func(part uint32) {
		features = append(features, linear.Mix(template, part))
		template++
	}
	add(t.lower)
	add(t.pattern)
	add(linear.Mix(t.class, b2u(t.capital)))
	add(linear.Mix(t.cluster, b2u(t.capital)))
	switch role {
	case nameSelf:
		add(0)
		add(linear.Mix(t.lower, t.pattern))
		for i := range t.prefix {
			add(linear.Mix(t.prefix[i], b2u(t.capital)))
			add(linear.Mix(t.suffix[i], b2u(t.capital)))
		}
		add(linear.Mix(t.suffix[1], t.pattern))
	case nameBefore, nameAfter:
		add(linear.Mix(t.suffix[1], b2u(t.capital)))
		add(linear.Mix(t.lower, t.pattern))
	}
	return features
}

func b2u(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// outside stands for a word beyond the sentence's ends.
var outside nameType

func (s *nameScratch) at(i int) *nameType {
	if i < 0 || i >= len(s.words) {
		return &outside
	}
	return &s.types[s.words[i]]
}

// joint adds to s.items the features of word i of the sentence beginning with token first that depend on more than one word.
func (s *nameScratch) joint(a *article.Article, first, i int) {
	w, before, after := s.at(i), s.at(i-1), s.at(i+1)
	token := &a.Tokens[first+i]
	tag := uint32(token.Tag)
	var before1, after1 uint32
	if i > 0 {
		before1 = uint32(a.Tokens[first+i-1].Tag)
	}
	if i+1 < len(s.words) {
		after1 = uint32(a.Tokens[first+i+1].Tag)
	}
	template := uint32(nameJointTemplates)
	add := func(part uint32) {
		s.items.Add(linear.Mix(template, part))
		template++
	}
	add(linear.Mix(tag, w.pattern))
	add(linear.Mix3(before1, tag, after1))
	if !w.capital && !before.capital && !after.capital {
		return
	}
	add(linear.Mix(before.lower, w.lower))
	add(linear.Mix(w.lower, after.lower))
	add(linear.Mix3(before.pattern, w.pattern, after.pattern))
	add(linear.Mix3(w.pattern, before.lower, s.at(i-2).lower))
	add(linear.Mix3(w.pattern, after.lower, s.at(i+2).lower))
	add(linear.Mix(w.pattern, before.lower))
	add(linear.Mix(w.pattern, after.lower))
	add(linear.Mix3(before.class, w.class, after.class))
	add(linear.Mix3(before.cluster, w.pattern, after.cluster))
	add(linear.Mix(before.cluster, w.cluster))
	add(linear.Mix(w.cluster, after.cluster))
	add(linear.Mix3(w.pattern, b2u(i == 0 || i == 1 && !before.capital && before.pattern != 0), after.pattern))
	add(linear.Mix(uint32(token.Dep), tag))
	if h := int(token.Head); h >= first && h < first+len(s.words) {
		head := s.at(h - first)
		add(linear.Mix3(uint32(token.Dep), head.lower, b2u(w.capital)))
		add(linear.Mix3(uint32(token.Dep), head.class, b2u(head.capital)))
	}
}

// all adds all features of the sentence's word i, as the first pass sums them.
func (s *nameScratch) all(a *article.Article, first, i int) {
	var features [nameTypeFeatures]uint32
	for role, at := range [nameRoles]int{nameSelf: i, nameBefore: i - 1, nameAfter: i + 1, nameBefore2: i - 2, nameAfter2: i + 2} {
		if at >= 0 && at < len(s.words) {
			for _, f := range roleFeatures(features[:0], s.at(at), role) {
				s.items.Add(f)
			}
		}
	}
	s.joint(a, first, i)
}
