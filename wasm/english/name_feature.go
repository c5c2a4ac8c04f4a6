package english

import (
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// The roles that a word plays for a token nearby.
const (
	nameSelf = iota
	nameBefore
	nameAfter
	nameBefore2
	nameAfter2
	nameRoles
)

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
			n.first.Add(roleFeatures(features[:0], t, role), t.scores[role][:])
		}
		for l, score := range &t.scores[role] {
			scores[l] += score
		}
	}
}

const (
	nameTypeFeatures   = 32
	nameTemplates      = 0x400
	nameJointTemplates = 0x500
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
	add(linear.Mix(t.group, b2u(t.capital)))
	add(linear.Mix(t.theme, b2u(t.capital)))
	switch role {
	case nameSelf:
		add(0)
		add(linear.Mix(t.lower, t.pattern))
		add(linear.Mix(t.class, t.pattern))
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

// Templates of the features that depend on more than one word, by what they look at.
const (
	nameTagTemplates  = nameJointTemplates
	nameNearTemplates = nameJointTemplates + 3
	nameHeadTemplates = nameJointTemplates + 24
	nameFactTemplates = nameJointTemplates + 28
	nameRunTemplates  = nameJointTemplates + 32
)

// templates adds features to a list, each with a template of its own.
type templates struct {
	items *linear.Items
	next  uint32
}

func (t *templates) add(part uint32) {
	t.items.Add(linear.Mix(t.next, part))
	t.next++
}

// joint adds to s.items the features of word i of the sentence beginning with token first that depend on more than one word.
func (s *nameScratch) joint(a *article.Article, first, i int) {
	s.addTags(a.Tokens[first:first+len(s.words)], i)
	w := s.at(i)
	if !w.capital && !w.place && !s.at(i-1).capital && !s.at(i+1).capital {
		return
	}
	s.addNear(i)
	s.addHead(a, first, i)
	if w.capital {
		s.addFacts(i)
		s.addRun(i)
	}
}

// addTags adds what the tags of the sentence's tokens say.
func (s *nameScratch) addTags(tokens []article.Token, i int) {
	t := templates{&s.items, nameTagTemplates}
	tag := uint32(tokens[i].Tag)
	var before, after uint32
	if i > 0 {
		before = uint32(tokens[i-1].Tag)
	}
	if i+1 < len(tokens) {
		after = uint32(tokens[i+1].Tag)
	}
	t.add(linear.Mix(tag, s.at(i).pattern))
	t.add(linear.Mix3(before, tag, after))
	t.add(linear.Mix3(uint32(s.letter), tag, s.at(i).pattern))
}

// addNear adds pairs and triples of words.
func (s *nameScratch) addNear(i int) {
	t := templates{&s.items, nameNearTemplates}
	w, before, after := s.at(i), s.at(i-1), s.at(i+1)
	t.add(linear.Mix(before.lower, w.lower))
	t.add(linear.Mix(w.lower, after.lower))
	t.add(linear.Mix3(before.pattern, w.pattern, after.pattern))
	t.add(linear.Mix3(w.pattern, before.lower, s.at(i-2).lower))
	t.add(linear.Mix3(w.pattern, after.lower, s.at(i+2).lower))
	t.add(linear.Mix(w.pattern, before.lower))
	t.add(linear.Mix(w.pattern, after.lower))
	t.add(linear.Mix3(before.class, w.class, after.class))
	t.add(linear.Mix3(before.group, w.pattern, after.group))
	t.add(linear.Mix(before.group, w.group))
	t.add(linear.Mix(w.group, after.group))
	t.add(linear.Mix3(before.theme, w.pattern, after.theme))
	t.add(linear.Mix(before.theme, w.theme))
	t.add(linear.Mix(w.theme, after.theme))
	t.add(linear.Mix3(w.pattern, b2u(i == 0 || i == 1 && !before.capital && before.pattern != 0), after.pattern))
}

// addHead adds the relation to the head, and what the head is if it is in the sentence.
func (s *nameScratch) addHead(a *article.Article, first, i int) {
	t := templates{&s.items, nameHeadTemplates}
	token := &a.Tokens[first+i]
	t.add(linear.Mix(uint32(token.Dep), uint32(token.Tag)))
	if h := int(token.Head); h >= first && h < first+len(s.words) {
		head := s.at(h - first)
		t.add(linear.Mix3(uint32(token.Dep), head.lower, b2u(s.at(i).capital)))
		t.add(linear.Mix3(uint32(token.Dep), head.class, b2u(head.capital)))
	}
}

// addFacts adds what the document shows about the word.
func (s *nameScratch) addFacts(i int) {
	t := templates{&s.items, nameFactTemplates}
	w := s.at(i)
	facts := uint32(s.facts[w.base])
	t.add(linear.Mix3(facts&(factSmall|factInside|factThe), b2u(i == 0), w.pattern))
	t.add(linear.Mix(facts&^(factSmall|factInside|factThe), w.class))
	t.add(facts)
	t.add(linear.Mix(facts&(factShortName|factShortTerm), w.pattern))
}

// addRun adds the ends of the run of capitals that the word is in, with its place there, and the words around.
func (s *nameScratch) addRun(i int) {
	t := templates{&s.items, nameRunTemplates}
	run := s.runs[i]
	from, to := uint32(min(i-int(run.first), 3)), uint32(min(int(run.last)-i, 3))
	begin, end := s.at(int(run.first)), s.at(int(run.last))
	t.add(linear.Mix3(end.lower, from, to))
	t.add(linear.Mix3(begin.lower, from, to))
	t.add(linear.Mix3(s.at(int(run.first)-1).lower, from, to))
	t.add(linear.Mix3(s.at(int(run.last)+1).lower, from, to))
	t.add(linear.Mix3(linear.Mix(begin.class, end.class), from, to))
	t.add(linear.Mix3(linear.Mix(begin.group, end.group), from, to))
	t.add(linear.Mix3(linear.Mix(begin.theme, end.theme), from, to))
	t.add(linear.Mix3(end.theme, from, to))
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
