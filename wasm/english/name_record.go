package english

import (
	"unicode"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// record is what the first pass found in a document, by word and by whole name.
type record struct {
	words map[uint64]*tally // by the word's key
	whole map[uint64]*tally // by the key of a name's text
}

// tally counts how often something was given each label; inside counts only names of several words.
type tally struct{ all, inside [article.LabelCount]uint16 }

// read counts the labels of the document's tokens. Words that are never part of a name are not kept.
func (r *record) read(a *article.Article, found []uint8) {
	r.words, r.whole = map[uint64]*tally{}, map[uint64]*tally{}
	for i := range found {
		l, begins := labelOf(found[i])
		if l == article.LabelNone {
			continue
		}
		several := !begins || i+1 < len(found) && found[i+1] == bioOf(l, false)
		if word := a.Word(i); isCapital(word) {
			of(r.words, keyOf(word)).count(l, several)
		}
		if begins {
			of(r.whole, nameKey(a, found, i)).count(l, several)
		}
	}
	for i, label := range found {
		if label == 0 {
			if t := r.words[keyOf(a.Word(i))]; t != nil {
				t.count(article.LabelNone, false)
			}
		}
	}
}

func isCapital(word string) bool {
	c := word[0]
	return isUpperByte(c) || c >= 0x80 && unicode.IsUpper([]rune(word)[0])
}

func of(tallies map[uint64]*tally, key uint64) *tally {
	t := tallies[key]
	if t == nil {
		t = new(tally)
		tallies[key] = t
	}
	return t
}

func (t *tally) count(l article.Label, several bool) {
	if t.all[l] < 1<<15 {
		t.all[l]++
		if several {
			t.inside[l]++
		}
	}
}

// nameKey hashes the name that begins with token i.
func nameKey(a *article.Article, found []uint8, i int) uint64 {
	l, _ := labelOf(found[i])
	key := keyOf(a.Word(i))
	for i++; i < len(found) && found[i] == bioOf(l, false); i++ {
		key = key*1099511628211 ^ keyOf(a.Word(i))
	}
	return key
}

// majority returns the label that was counted most, without one occurrence with the label own, and whether no other was
// counted; 0 and false if there is no other occurrence. The label is counted from 1 for the feature's sake.
func majority(counts *[article.LabelCount]uint16, own article.Label) uint32 {
	best, highest, sum := 0, 0, 0
	for l, n := range counts {
		n := int(n)
		if l == int(own) && n > 0 {
			n--
		}
		sum += n
		if n > highest {
			best, highest = l, n
		}
	}
	if sum == 0 {
		return 0
	}
	m := uint32(best+1) << 2
	if highest == sum {
		m |= 1
	}
	if sum > 2 {
		m |= 2
	}
	return m
}

// candidates calls decide with each name of the first pass and each word that it did not take for a name although it did elsewhere.
func (s *nameScratch) candidates(a *article.Article, decide func(first, last int)) {
	for i := 0; i < len(s.found); {
		l, _ := labelOf(s.found[i])
		first := i
		i++
		if l == article.LabelNone {
			if word := a.Word(first); isCapital(word) && s.record.words[keyOf(word)] != nil {
				decide(first, i)
			}
			continue
		}
		for i < len(s.found) && s.found[i] == bioOf(l, false) {
			i++
		}
		decide(first, i)
	}
}

const (
	secondFeatures  = 48
	secondTemplates = 0x600
)

// whole appends the second pass's features of the name Tokens[first:last], whose words s has looked up.
func (s *nameScratch) whole(features []uint32, n *namer, a *article.Article, first, last int) []uint32 {
	template := uint32(secondTemplates)
	add := func(part uint32) {
		features = append(features, linear.Mix(template, part))
		template++
	}
	own, _ := labelOf(s.found[first])
	margin := uint8(3)
	head := last - 1
	text := uint32(0)
	classes := uint32(0)
	for i := first; i < last; i++ {
		margin = min(margin, s.margin[i])
		if h := int(a.Tokens[i].Head); h < first || h >= last {
			head = i
		}
		text = linear.Mix(text, s.at(i-first).lower)
		classes |= s.at(i - first).class
	}
	begin, end := s.at(0), s.at(last-first-1)
	label, size := uint32(own), uint32(min(last-first, 4))
	sure := label<<2 | uint32(margin)
	add(text)
	add(linear.Mix(label, text))
	add(begin.lower)
	add(end.lower)
	add(linear.Mix(label, end.lower))
	add(sure)
	add(linear.Mix(sure, size))
	add(linear.Mix3(label, begin.pattern, end.pattern))
	add(linear.Mix(size, end.suffix[1]))
	add(linear.Mix(size, end.suffix[2]))
	add(linear.Mix(size, begin.prefix[1]))
	add(linear.Mix3(begin.class, classes, end.class))
	add(linear.Mix(label, classes))
	before, before2, after, after2 := n.near(s, a, first-1), n.near(s, a, first-2), n.near(s, a, last), n.near(s, a, last+1)
	add(before.lower)
	add(linear.Mix(before2.lower, before.lower))
	add(after.lower)
	add(linear.Mix(after.lower, after2.lower))
	add(linear.Mix(label, before.lower))
	add(linear.Mix(label, after.lower))
	add(linear.Mix3(label, before.pattern, after.pattern))
	token := &a.Tokens[head]
	add(linear.Mix(label, uint32(token.Dep)))
	if token.Head >= 0 {
		governor := n.near(s, a, int(token.Head))
		add(linear.Mix(uint32(token.Dep), governor.lower))
	}
	template = secondTemplates + 32
	add(linear.Mix(size, uint32(a.Tokens[last-1].Tag)))
	all := s.record.words[keyOf(a.Word(last-1))]
	if all == nil {
		all = &tally{}
	}
	word, inside := majority(&all.all, own), majority(&all.inside, article.LabelNone)
	if size > 1 {
		inside = majority(&all.inside, own) // without this name itself
	}
	var same uint32
	if own != article.LabelNone {
		same = majority(&s.record.whole[nameKey(a, s.found, first)].all, own)
	} else if t := s.record.whole[keyOf(a.Word(first))]; t != nil {
		same = majority(&t.all, own)
	}
	add(linear.Mix(size, same))
	add(linear.Mix(sure, same))
	add(linear.Mix(size, word))
	add(linear.Mix3(sure, size, word))
	add(linear.Mix3(label, size, inside))
	add(linear.Mix3(same, word, inside))
	add(linear.Mix3(label, same, end.pattern))
	add(linear.Mix(word, end.class))
	return features
}

// near returns the type of token i, which may lie beyond the text.
func (n *namer) near(s *nameScratch, a *article.Article, i int) *nameType {
	if i < 0 || i >= len(a.Tokens) {
		return &outside
	}
	return &s.types[n.typeOf(s, a.Word(i))]
}
