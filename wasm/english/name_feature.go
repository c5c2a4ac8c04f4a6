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
	add(linear.Mix(t.cluster, b2u(t.capital)))
	add(linear.Mix(t.group, b2u(t.capital)))
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
	add(linear.Mix3(uint32(s.letter), tag, w.pattern))
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
	template = nameJointTemplates + 24
	if h := int(token.Head); h >= first && h < first+len(s.words) {
		head := s.at(h - first)
		add(linear.Mix3(uint32(token.Dep), head.lower, b2u(w.capital)))
		add(linear.Mix3(uint32(token.Dep), head.class, b2u(head.capital)))
	}
	template = nameJointTemplates + 32
	if !w.capital {
		return
	}
	facts := uint32(s.facts[w.base])
	add(linear.Mix3(facts&7, b2u(i == 0), w.pattern))
	add(linear.Mix(facts>>3, w.class))
	add(facts)
	run := s.runs[i]
	from, to := uint32(min(i-int(run.first), 3)), uint32(min(int(run.last)-i, 3))
	begin, end := s.at(int(run.first)), s.at(int(run.last))
	add(linear.Mix3(end.lower, from, to))
	add(linear.Mix3(begin.lower, from, to))
	add(linear.Mix3(s.at(int(run.first)-1).lower, from, to))
	add(linear.Mix3(s.at(int(run.last)+1).lower, from, to))
	add(linear.Mix3(linear.Mix(begin.class, end.class), from, to))
	add(linear.Mix3(linear.Mix(begin.cluster, end.cluster), from, to))
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
