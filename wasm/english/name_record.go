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
	for i := 0; i < len(found); i++ {
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

func (r *record) empty() bool { return len(r.words) == 0 }

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

// secondPass labels the sentence Tokens[first:last] again, with what the first pass found in it and elsewhere.
// The document's labels change as it goes; what it knows of elsewhere, s.record, does not.
func (n *namer) secondPass(s *nameScratch, a *article.Article, first, last int) {
	n.look(s, a, first, last)
	if !s.again(a, first, last) {
		return
	}
	s.passItems(a, first, last)
	s.labels = n.second.Label(&s.items, &s.search, s.labels)
	copy(s.found[first:last], s.labels)
}

// again reports whether a second look at the sentence can change anything.
func (s *nameScratch) again(a *article.Article, first, last int) bool {
	for i := first; i < last; i++ {
		if s.found[i] != 0 || s.types[s.words[i-first]].capital && s.record.words[keyOf(a.Word(i))] != nil {
			return true
		}
	}
	return false
}

// passItems sets s.items to the second pass's features of the sentence Tokens[first:last].
func (s *nameScratch) passItems(a *article.Article, first, last int) {
	s.items.Reset()
	var whole uint32 // the majority of the name at hand
	for i := first; i < last; i++ {
		own, begins := labelOf(s.found[i])
		w, before, after := s.at(i-first), s.at(i-first-1), s.at(i-first+1)
		label := uint32(s.found[i])<<2 | uint32(s.margin[i])
		bare := uint32(s.found[i])
		var left, right uint32
		if i > first {
			left = uint32(s.found[i-1]) + 1
		}
		if i+1 < last {
			right = uint32(s.found[i+1]) + 1
		}
		if begins {
			whole = majority(&s.record.whole[nameKey(a, s.found, i)].all, own)
		} else if own == article.LabelNone {
			whole = 0
		}
		var word, inside uint32
		if w.capital {
			if t := s.record.words[keyOf(a.Word(i))]; t != nil {
				word = majority(&t.all, own)
				inside = majority(&t.inside, article.LabelNone)
			}
		}
		template := uint32(namePassTemplates)
		add := func(part uint32) {
			s.items.Add(linear.Mix(template, part))
			template++
		}
		add(label)
		add(linear.Mix3(left, label, right))
		if own != article.LabelNone || w.capital {
			add(linear.Mix(bare, w.lower))
			add(linear.Mix(label, w.pattern))
			add(linear.Mix(label, word))
			add(linear.Mix3(label, word, inside))
			add(linear.Mix(label, whole))
			add(linear.Mix3(bare, word, whole))
			add(linear.Mix3(bare, inside, left))
			add(linear.Mix3(bare, inside, right))
			add(linear.Mix(label, w.class))
			add(linear.Mix(bare, before.lower))
			add(linear.Mix(bare, after.lower))
			add(linear.Mix3(bare, before.pattern, after.pattern))
			add(linear.Mix(bare, w.suffix[1]))
		}
		s.items.End()
	}
}
