package source

import (
	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// person is what a pronoun asks of the one it stands for.
type person uint8

const (
	anyone person = iota
	aMan
	aWoman
	aThing // "it": an organisation, a government, a document
	several
	theSpeaker // "I", "we": whoever speaks the words around
	relative   // "who", "which": the noun before
)

var pronouns = map[uint32]person{}

func init() {
	for p, words := range map[person][]string{
		aMan: {"he", "him", "his"}, aWoman: {"she", "her"}, aThing: {"it", "its"}, several: {"they", "them", "their", "these", "those"},
		theSpeaker: {"i", "me", "my", "we", "us", "our"}, relative: {"who", "which", "that", "whose", "whom"},
	} {
		for _, w := range words {
			pronouns[linear.Hash(w)] = p
		}
	}
}

// resolve says who a pronoun source stands for. h is the pronoun.
func (d *describer) resolve(x *frame, h int) speaker {
	own := speaker{name: d.plain(x.source), actor: -1, kind: Person}
	switch p := pronouns[d.words[h]]; p {
	case theSpeaker:
		if x.parent != nil && x.parent.described {
			return x.parent.speaker
		}
		if s, ok := d.lastSpeaker(x); ok && d.inQuote[h] >= 0 {
			return s
		}
		own.kind = Person
		if w := d.words[h]; w == hashWe || w == hashOur {
			own.kind = Group
		}
		return own
	case relative:
		if n := d.antecedent(x, h); n >= 0 {
			s := d.identify(&frame{anchor: x.anchor, source: stretch{n, n}, parent: x.parent, index: x.index})
			if s.actor < 0 {
				s.name = d.plain(stretch{int(d.nounStart(n)), n})
			}
			return s
		}
		own.kind = Person
		return own
	default:
		if s, ok := d.toldBefore(x, p); ok {
			return s
		}
		if s, ok := d.mentioned(x, h, p); ok {
			return s
		}
		switch p {
		case several:
			own.kind = Group
		case aThing:
			own.kind = Organization
		}
		return own
	}
}

var hashWe, hashOur = linear.Hash("we"), linear.Hash("our")

// toldBefore finds who is meant by "they" in a report of a report of an act that the article has told of already: of "Russia has asked for
// aid. … Officials said they had asked for aid", the officials report Russia's request and not one of their own.
func (d *describer) toldBefore(x *frame, p person) (speaker, bool) {
	e := d.entry(x.anchor)
	if p != several || x.parent == nil || e == nil || e.stance != Demand {
		return speaker{}, false
	}
	for i := d.sentence(x.anchor).First - 1; i >= max(0, x.anchor-5*reach); i-- {
		if d.stems[i] != d.stems[x.anchor] || !d.Tokens[i].Tag.IsVerb() {
			continue
		}
		subject := d.childrenOf(i).subject
		if subject < 0 || d.actors[subject] < 0 || isPronoun(d.Tokens[subject].Tag) {
			continue
		}
		s := d.identify(&frame{anchor: x.anchor, source: stretch{subject, subject}, index: x.index})
		return s, s.named && (s.kind == Government || s.kind == Organization)
	}
	return speaker{}, false
}

// antecedent returns the noun that a relative pronoun stands for, -1 if it is not found.
func (d *describer) antecedent(x *frame, h int) int {
	for i := d.head(h); i >= 0; i = d.head(i) {
		if d.Tokens[i].Dep == article.DepAcl {
			if n := d.head(i); n >= 0 && n < h {
				return n
			}
		}
		if i > h+60 || i < h {
			break
		}
	}
	for i := h - 1; i >= d.sentence(h).First && i > h-12; i-- {
		if d.Tokens[i].Tag.IsNoun() {
			return i
		}
	}
	return -1
}

// nounStart returns the first token of the noun group that ends in n.
func (d *describer) nounStart(n int) int {
	for n > 0 {
		tag := d.Tokens[n-1].Tag
		if !tag.IsNoun() && tag != article.JJ && tag != article.CD && tag != article.JJR && tag != article.JJS {
			break
		}
		n--
	}
	return n
}

// mentioned looks for the actor that a pronoun of the third person stands for: among those mentioned in this sentence before the
// pronoun and in the three sentences before, the one that fits and scores highest. Subjects, recent speakers and short distances count.
func (d *describer) mentioned(x *frame, h int, p person) (speaker, bool) {
	here := d.SentenceOf(h)
	first := max(d.Sentences[max(0, here-4)].First, h-400)
	best, bestScore, bestToken := -1, -1000, -1
	for i := h - 1; i >= first; i-- {
		k := int(d.actors[i])
		if k < 0 || !d.agrees(k, i, p) || x.holds(i) && d.SentenceOf(i) == here && i > h {
			continue
		}
		points := -12 * (here - d.SentenceOf(i))
		switch d.Tokens[i].Dep {
		case article.DepNsubj, article.DepNsubjPass:
			points += 10
		case article.DepNmodPoss, article.DepCompound, article.DepNmod, article.DepObl:
			points -= 4
		}
		if d.inQuote[i] >= 0 && d.inQuote[h] != d.inQuote[i] {
			points -= 14
		}
		if d.hasName(k) {
			points += 3
		}
		points -= min((h-i)/8, 6)
		if points > bestScore {
			best, bestScore, bestToken = k, points, i
		}
	}
	// Whoever spoke last is the likeliest to go on.
	if s, at, ok := d.speakerBefore(x, h); ok && d.fits(s, p) {
		points := 6 - 9*max(0, here-d.SentenceOf(at))
		if p == several && s.kind == Organization && best >= 0 {
			points = -1000 // a body is "they" only where no others are
		}
		if points >= bestScore || s.actor == best {
			return s, true
		}
	}
	if best < 0 {
		return speaker{}, false
	}
	s := d.identify(&frame{anchor: x.anchor, source: stretch{bestToken, bestToken}, parent: x.parent, index: x.index})
	if s.actor >= 0 {
		s.name = d.list[s.actor].Name // "two engineers", of which the token is the last word
	}
	return s, true
}

// speakerBefore returns the speaker of the nearest attribution before x that is not nested, and its anchor.
func (d *describer) speakerBefore(x *frame, h int) (speaker, int, bool) {
	for k := x.index - 1; k >= max(0, x.index-60); k-- {
		y := d.frames[k]
		if y.described && y.anchor < h && y.parent == nil && y.speaker.kind != Unknown && y.speaker.kind != Document {
			return y.speaker, y.anchor, d.SentenceOf(h)-d.SentenceOf(y.anchor) < 8
		}
	}
	return speaker{}, 0, false
}

// lastSpeaker is whoever is quoted nearest before the frame.
func (d *describer) lastSpeaker(x *frame) (speaker, bool) {
	s, _, ok := d.speakerBefore(x, x.anchor)
	return s, ok
}

// fits reports whether a speaker can be meant by the pronoun.
func (d *describer) fits(s speaker, p person) bool {
	switch p {
	case aMan, aWoman:
		return s.kind == Person && (s.actor < 0 || d.genderFits(s.actor, p))
	case aThing:
		return s.kind == Organization || s.kind == Government || s.kind == Media
	case several:
		return s.kind == Group || s.kind == Organization
	}
	return false
}

// agrees reports whether actor k, mentioned at token i, can be meant by the pronoun.
func (d *describer) agrees(k, i int, p person) bool {
	t, plural := d.list[k].Type, d.Tokens[i].Tag == article.NNS || d.Tokens[i].Tag == article.NNPS
	switch p {
	case aMan, aWoman:
		return t == actor.Person && !plural && d.genderFits(k, p)
	case aThing:
		return (t == actor.Organization || t == actor.Government) && !plural
	case several:
		return t == actor.Group || plural
	}
	return false
}

// genderFits reports whether the actor can be a man or a woman.
func (d *describer) genderFits(k int, p person) bool {
	g := d.genderOf(k)
	return g == 0 || g == int8(p-aMan)+1
}

// genderOf tells an actor's gender by title, kinship and given name, 0 where nothing tells.
func (d *describer) genderOf(k int) int8 {
	if d.gender == nil {
		d.gender = make([]int8, len(d.list))
		for i := range d.gender {
			d.gender[i] = -1
		}
	}
	if d.gender[k] >= 0 {
		return d.gender[k]
	}
	men, women := 0, 0
	for n, m := range d.list[k].Mentions {
		if n > 20 {
			break
		}
		first, last := d.TokensIn(m.Span)
		for i := max(0, first-2); i < last; i++ {
			t := d.trait(i)
			if i < first && t&(traitManName|traitWomanName) != 0 || i > first && t&(traitMan|traitWoman) == 0 {
				continue
			}
			weight := 1
			if t&(traitMan|traitWoman) != 0 {
				weight = 3
			}
			if t&(traitMan|traitManName) != 0 {
				men += weight
			}
			if t&(traitWoman|traitWomanName) != 0 {
				women += weight
			}
		}
	}
	switch {
	case men > women:
		d.gender[k] = 1
	case women > men:
		d.gender[k] = 2
	default:
		d.gender[k] = 0
	}
	return d.gender[k]
}
