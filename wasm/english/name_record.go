package english

import (
	"slices"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// record is what the first pass found in a block, by word and by whole name.
type record struct {
	words []tally          // of each base
	whole map[uint64]tally // by the key of a name's text
	names []candidate
	sums  map[uint64]votes
}

// votes are the scores of all candidates of one text.
type votes struct {
	scores [article.LabelCount]int32
	count  int32
}

// tally counts how often something was given each label; inside counts only names of several words.
type tally struct{ all, inside [article.LabelCount]uint16 }

// read counts the labels of the block's tokens. Words that are never part of a name are not kept.
func (s *nameScratch) read(a *article.Article) {
	r := &s.record
	r.words = grown(r.words, len(s.facts))
	clear(r.whole)
	clear(r.sums)
	for i, bio := range s.found {
		l, begins := labelOf(bio)
		t := s.near(i)
		if l == article.LabelNone {
			if t.capital {
				r.words[t.base].count(l, false)
			}
			continue
		}
		several := !begins || i+1 < len(s.found) && s.found[i+1] == bioOf(l, false)
		if t.capital {
			r.words[t.base].count(l, several)
		}
		if begins {
			end := s.end(i)
			key := s.key(i, end)
			whole := r.whole[key]
			whole.count(l, several)
			r.whole[key] = whole
			if short := s.shortOf(a, i, end); short >= 0 {
				r.words[s.near(short).base].count(l, true)
			}
		}
	}
}

// shortOf returns the index of the short form of the name [first,last) that follows it in brackets,
// as in "World Health Organization (WHO)", -1 if there is none.
func (s *nameScratch) shortOf(a *article.Article, first, last int) int {
	if last+2 < len(s.block) && last-first > 1 && s.near(last+1).upper && a.Word(s.from+last) == "(" && a.Word(s.from+last+2) == ")" &&
		a.Word(s.from + last + 1)[0] == a.Word(s.from + first)[0] {
		return last + 1
	}
	return -1
}

// end returns the end of the name that the first pass found to begin with token i.
func (s *nameScratch) end(i int) int {
	l, _ := labelOf(s.found[i])
	for i++; i < len(s.found) && s.found[i] == bioOf(l, false); i++ {
	}
	return i
}

// key hashes the text of the block's tokens [first,last), in small letters. It takes the words' hashes and not their numbers: these depend on
// what was read before, and with them so would which names share a key.
func (s *nameScratch) key(first, last int) uint64 {
	key := uint64(14695981039346656037)
	for i := first; i < last; i++ {
		key = (key ^ uint64(s.near(i).lower)) * 1099511628211
	}
	return key
}

func (t *tally) count(l article.Label, several bool) {
	if t.all[l] < 1<<15 {
		t.all[l]++
		if several {
			t.inside[l]++
		}
	}
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

// named reports whether a name was counted.
func (t *tally) named() bool {
	for _, n := range t.all[1:] {
		if n > 0 {
			return true
		}
	}
	return false
}

// votesShare is the weight of the mean of all scores of a text against the scores of one occurrence.
const votesShare = 0.7

// secondPass adds the block's names to a.Names.
func (n *namer) secondPass(s *nameScratch, a *article.Article) {
	s.read(a)
	var features [secondFeatures]uint32
	names := n.candidates(s, leastLead)
	for i := range names {
		c := &names[i]
		n.second.Scores(s.whole(features[:0], a, c), c.scores[:])
		if c.way != wayFound {
			c.scores[article.LabelNone] -= n.logit(cutFaith)
		} else if own, _ := labelOf(s.found[c.first]); own != article.LabelNone {
			c.scores[own] += n.logit(secondDoubt)
			if i+1 < len(names) && names[i+1].way != wayFound { // its cuts follow it
				c.scores[article.LabelNone] -= n.logit(wholeFaith)
			}
		}
	}
	s.vote(names)
	choose(names)
	for i := range names {
		if c := &names[i]; c.chosen {
			a.Names = append(a.Names, nameOf(a, s.from+c.first, s.from+c.last, article.Label(linear.Highest(c.scores[:]))))
		}
	}
}

// logit returns logarithms of odds as a score of the second pass.
func (n *namer) logit(odds float64) int32 { return int32(odds / float64(n.second.Unit())) }

// vote gives the candidates with the same text a part of their common mean. Cuts do not take part: whether a name is cut there depends on the place.
func (s *nameScratch) vote(names []candidate) {
	for i := range names {
		if c := &names[i]; c.way == wayFound {
			c.key = s.key(c.first, c.last)
			v := s.record.sums[c.key]
			v.count++
			for l, score := range c.scores {
				v.scores[l] += score
			}
			s.record.sums[c.key] = v
		}
	}
	for i := range names {
		c := &names[i]
		if c.way != wayFound {
			continue
		}
		v := s.record.sums[c.key]
		for l, score := range v.scores {
			c.scores[l] += int32(votesShare * (float64(score)/float64(v.count) - float64(c.scores[l])))
		}
	}
}

// nameOf returns the name of the article's tokens [first,last), which begins after the first one's prefix.
func nameOf(a *article.Article, first, last int, l article.Label) article.Name {
	span := a.SpanOf(first, last)
	span.Start += prefixOf(a.Word(first))
	return article.Name{Span: span, First: first, Last: last, Label: l}
}

const (
	secondFeatures  = 96
	secondTemplates = 0x600
	cutTemplates    = 0x680 // of cuts, whose features are not those of names as they were found
)

// whole appends the second pass's features of the candidate.
func (s *nameScratch) whole(features []uint32, a *article.Article, c *candidate) []uint32 {
	first, last := c.first, c.last
	template := uint32(secondTemplates)
	if c.way != wayFound {
		template = cutTemplates
	}
	add := func(part uint32) {
		features = append(features, linear.Mix(template, part))
		template++
	}
	own, _ := labelOf(s.found[first])
	margin, rival := uint8(3), s.rival[first]
	head := last - 1
	text := uint32(0)
	classes := uint32(0)
	for i := first; i < last; i++ {
		margin = min(margin, s.margin[i])
		if h := int(a.Tokens[s.from+i].Head) - s.from; h < first || h >= last {
			head = i
		}
		text = linear.Mix(text, s.near(i).lower)
		classes |= s.near(i).class
	}
	begin, end := s.near(first), s.near(last-1)
	label, size := uint32(own), uint32(min(last-first, 4))
	sure := (label<<3|uint32(rival))<<2 | uint32(margin)
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
	add(linear.Mix(size, begin.prefix[2]))
	add(linear.Mix3(begin.class, classes, end.class))
	add(linear.Mix(label, classes))
	before, before2, after, after2 := s.near(first-1), s.near(first-2), s.near(last), s.near(last+1)
	add(before.lower)
	add(linear.Mix(before2.lower, before.lower))
	add(after.lower)
	add(linear.Mix(after.lower, after2.lower))
	add(linear.Mix(label, before.lower))
	add(linear.Mix(label, after.lower))
	add(linear.Mix3(label, before.pattern, after.pattern))
	token := &a.Tokens[s.from+head]
	add(linear.Mix(label, uint32(token.Dep)))
	governor := &outside
	if token.Head >= 0 {
		governor = s.near(int(token.Head) - s.from)
	}
	add(linear.Mix(uint32(token.Dep), governor.lower))
	add(linear.Mix(uint32(token.Dep), governor.group))
	add(linear.Mix(uint32(token.Dep), governor.theme))
	noun := s.apposition(a, head, last)
	add(noun.lower)
	add(linear.Mix(noun.theme, b2u(noun.capital)))
	add(linear.Mix(noun.group, b2u(noun.capital)))
	add(linear.Mix(size, uint32(a.Tokens[s.from+last-1].Tag)))
	all := &s.record.words[end.base]
	word, inside := majority(&all.all, own), majority(&all.inside, article.LabelNone)
	if size > 1 {
		inside = majority(&all.inside, own) // without this name itself
	}
	var same uint32
	if t, ok := s.record.whole[s.key(first, last)]; ok {
		if c.way != wayFound {
			own = article.LabelNone
		}
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
	facts := uint32(s.facts[end.base])
	add(linear.Mix(size, facts))
	add(linear.Mix3(label, size, facts&^(factSmall|factInside|factThe)))
	add(linear.Mix3(label, size, uint32(s.facts[begin.base])&(factSmall|factInside|factThe)))
	add(linear.Mix(begin.group, end.group))
	add(linear.Mix(before.group, after.group))
	add(linear.Mix(label, before.group))
	add(linear.Mix(label, after.group))
	add(linear.Mix(begin.theme, end.theme))
	add(linear.Mix(before.theme, after.theme))
	add(linear.Mix(label, begin.theme))
	add(linear.Mix(label, end.theme))
	highest := slices.Max(c.leads[1:])
	for _, lead := range c.leads {
		add(linear.Mix3(uint32(c.way), label, uint32(lead)))
	}
	add(linear.Mix3(uint32(c.way), label, uint32(highest)))
	add(linear.Mix3(uint32(c.way), uint32(c.leads[0]), uint32(highest)))
	add(linear.Mix(size, end.suffix[3]))
	if c.way != wayFound {
		features = s.ofCut(features, c, template, label, same)
	}
	return features
}

// ofCut appends what only cuts have: how they are cut with what is on both sides of the ends.
func (s *nameScratch) ofCut(features []uint32, c *candidate, template, label, same uint32) []uint32 {
	add := func(part uint32) {
		features = append(features, linear.Mix3(template, uint32(c.way), part))
		template++
	}
	begin, end, before, after := s.near(c.first), s.near(c.last-1), s.near(c.first-1), s.near(c.last)
	add(0)
	add(linear.Mix(label, same))
	add(linear.Mix(label, begin.lower))
	add(linear.Mix(label, end.lower))
	add(linear.Mix(label, before.lower))
	add(linear.Mix(label, after.lower))
	add(linear.Mix(begin.class, before.class))
	add(linear.Mix(end.class, after.class))
	add(linear.Mix(begin.group, before.group))
	add(linear.Mix(end.group, after.group))
	add(linear.Mix(s.foundAt(c.first), s.foundAt(c.last-1)))
	add(linear.Mix(s.foundAt(c.first-1), s.foundAt(c.last)))
	return features
}

// foundAt returns what the first pass found of the block's token i, and how sure that is, as one number.
func (s *nameScratch) foundAt(i int) uint32 {
	if i < 0 || i >= len(s.found) {
		return 1 << 8
	}
	return uint32(s.margin[i])<<4 | uint32(s.found[i])
}

// appositionReach is how many tokens after a name an apposition to it is looked for.
const appositionReach = 8

// apposition returns the head of an apposition after token last to the token head of the block, as "broadcaster" in "ARD, the public broadcaster".
func (s *nameScratch) apposition(a *article.Article, head, last int) *nameType {
	for i := last; i < min(last+appositionReach, len(s.block)); i++ {
		if t := &a.Tokens[s.from+i]; t.Dep == article.DepAppos && int(t.Head) == s.from+head {
			return s.near(i)
		}
	}
	return &outside
}

// near returns the type of the block's token i, which may lie beyond it.
func (s *nameScratch) near(i int) *nameType {
	if i < 0 || i >= len(s.block) {
		return &outside
	}
	return &s.types[s.block[i]]
}
