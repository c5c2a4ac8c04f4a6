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
	somebody   // no pronoun, but a description that stands for a person with a name
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
			if body := d.bodyOf(x.parent); d.words[h] != hashI && d.words[h] != hashMy && body.actor >= 0 {
				return body
			}
			return x.parent.speaker
		}
		if s, ok := d.lastSpeaker(x); ok && d.inQuote[h] >= 0 {
			return s
		}
		own.kind = Person
		if w := d.words[h]; w == hashWe || w == hashOur {
			if s, ok := d.releaser(x); ok {
				return s
			}
			own.kind = Group
		}
		return own
	case relative:
		if n := d.relativeNoun(h); n >= 0 {
			described := d.description(n)
			if d.trait(n)&traitDocument != 0 {
				described.last = h - 1 // whose it is
			}
			return d.identify(&frame{anchor: x.anchor, source: described, parent: x.parent, index: x.index})
		}
		own.kind = Person
		return own
	case anyone:
		if d.trait(h)&traitGroup != 0 { // "some", "many"
			own.kind = Group
		}
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

// releaser returns the body that says "we" outside quotation marks, as in releases to the press: the subject of the first sentence, if nobody
// else has spoken before.
func (d *describer) releaser(x *frame) (speaker, bool) {
	first := d.sentence(0)
	for i := first.First; i < first.Last; i++ {
		if dep := d.dep(i); dep != article.DepNsubj || d.head(i) < 0 || d.dep(d.head(i)) != article.DepRoot {
			continue
		}
		k := int(d.actors[i])
		if k < 0 || !d.hasName(k) || d.list[k].Type != actor.Government && d.list[k].Type != actor.Organization {
			return speaker{}, false
		}
		if s, _, ok := d.speakerBefore(x, x.anchor); ok && s.actor != k {
			return speaker{}, false
		}
		return d.identify(&frame{anchor: x.anchor, source: stretch{i, i}, index: x.index}), true
	}
	return speaker{}, false
}

// bodyOf returns the body in whose name the source of x speaks as "we", by the words that describe the source: "Jeff Rathke, the State
// Department spokesperson"; actor is -1 if they name none.
func (d *describer) bodyOf(x *frame) speaker {
	described := []stretch{x.source}
	if k := x.speaker.actor; k >= 0 {
		for _, role := range d.list[k].Roles {
			first, last := d.TokensIn(role)
			described = append(described, stretch{first, last - 1})
		}
	}
	for _, s := range described {
		for i := max(s.first, 0); i <= s.last; i++ {
			if k := int(d.actors[i]); k >= 0 && k != x.speaker.actor && d.hasName(k) && (d.list[k].Type == actor.Organization || d.list[k].Type == actor.Government) {
				return d.identify(&frame{anchor: x.anchor, source: stretch{i, i}, index: x.index})
			}
		}
	}
	return nobody
}

var hashWith = linear.Hash("with")
var hashI, hashMy, hashIt = linear.Hash("i"), linear.Hash("my"), linear.Hash("it")
var hashWe, hashOur, hashA, hashAn = linear.Hash("we"), linear.Hash("our"), linear.Hash("a"), linear.Hash("an")

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

// relativeNoun returns the noun that the relative pronoun h stands for, -1 if it is not found: the nearest before it that can speak, for
// trees often hang "who" on the first word of "Mayor Lucy Tran", or on the party of "two lawmakers from the party"; else what the tree says.
func (d *describer) relativeNoun(h int) int {
	first := max(d.sentence(h).First, h-12)
	if d.words[h] == hashWho {
		for i := h - 1; i >= first; i-- {
			if n := d.NameOf(i); n >= 0 && d.Names[n].Label == article.PER || d.Tokens[i].Tag.IsNoun() && d.trait(i)&(traitPerson|traitGroup|traitMan|traitWoman) != 0 {
				return i
			}
		}
	}
	for i := d.head(h); i >= 0 && h <= i && i <= h+60; i = d.head(i) {
		if n := d.head(i); d.Tokens[i].Dep == article.DepAcl && 0 <= n && n < h && d.canSpeak(n, h) {
			return d.writtenBy(n, first)
		}
	}
	for i := h - 1; i >= first; i-- {
		if d.canSpeak(i, h) {
			return d.writtenBy(i, first)
		}
	}
	return -1
}

// writtenBy returns the noun of what is written by the one at token n, "a report by the ministry, which", and n where nothing is: what is said
// behind it, the report says.
func (d *describer) writtenBy(n, first int) int {
	for i := n - 1; i >= first && !d.mark[i] && !d.tag(i).IsFinite(); i-- {
		if w := d.words[i]; (w == hashBy || w == hashFrom || w == hashOf) && d.nounBefore(i, first) >= 0 {
			return d.nounBefore(i, first)
		}
	}
	return n
}

// nounBefore returns the noun for something written that stands before the preposition at token i, with at most a participle between them, -1
// if there is none.
func (d *describer) nounBefore(i, first int) int {
	i--
	if d.tag(i) == article.VBN {
		i--
	}
	if i >= first && d.tag(i).IsNoun() && d.trait(i)&traitDocument != 0 {
		return i
	}
	return -1
}

var hashFrom, hashOf = linear.Hash("from"), linear.Hash("of")

// canSpeak reports whether the noun at token i is someone, a body or something that is written, and for "which" no person.
func (d *describer) canSpeak(i, relative int) bool {
	if !d.Tokens[i].Tag.IsNoun() {
		return false
	}
	k, t := d.actors[i], d.trait(i)
	if d.words[relative] == hashWhich && (t&(traitPerson|traitMan|traitWoman) != 0 || k >= 0 && d.list[k].Type == actor.Person) {
		return false
	}
	return k >= 0 && d.list[k].Type != actor.Place || t != 0
}

// description is the noun group that ends in n, with its article.
func (v *view) description(n int) stretch {
	first := v.nounStart(n)
	if t := v.tag(first - 1); t == article.DT || t == article.PRPS {
		first--
	}
	return stretch{first, n}
}

// nounStart returns the first token of the noun group that ends in n.
func (v *view) nounStart(n int) int {
	for n > 0 {
		tag := v.Tokens[n-1].Tag
		if !tag.IsNoun() && tag != article.JJ && tag != article.CD && tag != article.JJR && tag != article.JJS {
			break
		}
		n--
	}
	return n
}

// mentioned looks for the actor that a pronoun of the third person stands for, or whoever spoke last, as is likelier.
func (d *describer) mentioned(x *frame, h int, p person) (speaker, bool) {
	d.resolveBefore(h)
	not := d.other(x, h)
	best := d.antecedentOf(h, p, int32(not))
	if s, at, ok := d.speakerBefore(x, h); ok && d.fits(s, p) && (s.actor < 0 || s.actor != not) {
		points := 6 - 9*max(0, d.SentenceOf(h)-d.SentenceOf(at))
		if int32(points) >= best.points || s.actor == int(best.actor) {
			return s, true
		}
	}
	if best.token < 0 {
		return speaker{}, false
	}
	described := stretch{int(best.token), int(best.token)}
	if p == aMan || p == aWoman {
		described = d.description(int(best.token))
	}
	s := d.identify(&frame{anchor: x.anchor, source: described, parent: x.parent, index: x.index})
	switch {
	case s.actor < 0:
	case p == several && d.isPair(int(best.token)):
		s.name = d.pairName(int(best.token))
	default:
		s.name = d.list[s.actor].Name // "two engineers", of which the token is the last word
	}
	return s, true
}

// other returns the actor whom the pronoun h cannot stand for, -1 for none: inside a quotation the one who is quoted, who says "I".
func (d *describer) other(x *frame, h int) int {
	if q := d.inQuote[h]; q >= 0 && x.parent != nil && d.inQuote[x.parent.anchor] != q {
		return x.parent.speaker.actor
	}
	return -1
}

// antecedent is what a pronoun stands for: an actor, -1 for a document, and the token of its mention; token is -1 for none.
type antecedent struct {
	person               // of the pronoun, anyone for a token that is none of the third person
	actor, token, points int32
}

var noAntecedent = antecedent{anyone, -1, -1, -1000}

// resolveBefore finds what the pronouns of the third person before token h stand for, so that h can stand for the same.
func (d *describer) resolveBefore(h int) {
	if d.antecedents == nil {
		d.antecedents, d.quoters = make([]antecedent, len(d.Tokens)), d.findQuoters()
	}
	for ; d.resolved < h; d.resolved++ {
		if p := pronouns[d.words[d.resolved]]; p >= aMan && p <= several {
			not := int32(-1)
			if q := d.inQuote[d.resolved]; q >= 0 {
				not = d.quoters[q]
			}
			d.antecedents[d.resolved] = d.antecedentOf(d.resolved, p, not)
			d.antecedents[d.resolved].person = p
		}
	}
}

// findQuoters returns the actor who says each quotation, who says "I" in it and not "she"; -1 where none is named.
func (d *describer) findQuoters() []int32 {
	quoters := make([]int32, len(d.quotes))
	for q := range quoters {
		quoters[q] = -1
	}
	for _, x := range d.frames {
		for _, c := range x.content {
			if q := d.inQuote[c.first]; q >= 0 && d.inQuote[x.anchor] != q && x.source.first >= 0 {
				quoters[q] = int32(d.actorIn(x.source, d.headOf(x.source)))
			}
		}
	}
	return quoters
}

// antecedentOf looks for what a pronoun stands for: among what is mentioned in its sentence before it and in the four sentences before,
// pronouns included, what agrees with it and scores highest. Subjects and short distances count, and an actor that is mentioned again and
// again; what comes in by the way ("a trader", behind a preposition, as an owner) counts less. The actor not is left out.
func (d *describer) antecedentOf(h int, p person, not int32) antecedent {
	here := d.SentenceOf(h)
	best := noAntecedent
	for i := h - 1; i >= max(d.Sentences[max(0, here-4)].First, h-400); i-- {
		a, ok := d.candidate(i, p)
		if !ok || a.actor >= 0 && a.actor == not {
			continue
		}
		a.points -= int32(8*(here-d.SentenceOf(i)) + min((h-i)/8, 6))
		switch dep := d.roleAmong(i); dep {
		case article.DepNsubj, article.DepNsubjPass:
			a.points += 10
		case article.DepNmodPoss, article.DepCompound, article.DepNmod, article.DepObl:
			a.points -= 4
		case article.DepObj:
			a.points -= 2
		}
		if d.inQuote[i] >= 0 && d.inQuote[h] != d.inQuote[i] {
			if a.points -= 7; d.actors[i] >= 0 { // whom a quotation names is often someone else; its "she" is who the story is about
				a.points -= 7
			}
		}
		if a.points > best.points {
			best = a
		}
	}
	return best
}

// candidate returns what token i adds to the candidates for a pronoun, with the points that it has for itself.
func (d *describer) candidate(i int, p person) (antecedent, bool) {
	k := int(d.actors[i])
	switch {
	case k >= 0:
		if !d.agrees(k, i, p) {
			return noAntecedent, false
		}
		a := antecedent{p, int32(k), int32(i), int32(min(len(d.list[k].Mentions), 5))}
		if d.hasName(k) {
			a.points += 3
		}
		a.points += d.knownAs(k, p)
		for _, c := range d.Children(i) {
			if w := d.words[c]; w == hashA || w == hashAn {
				a.points -= 6
			}
		}
		return a, true
	case d.standsFor(i, p):
		a := d.antecedents[i]
		a.points = 6
		if a.actor >= 0 {
			a.points += d.knownAs(int(a.actor), p)
		}
		return a, true
	case p == aThing && d.trait(i)&traitDocument != 0 && d.Tokens[i].Tag == article.NN:
		return antecedent{p, -1, int32(i), 0}, true
	}
	return noAntecedent, false
}

// standsFor reports whether token i is a pronoun that asks of the one it stands for what p asks, and is resolved.
func (d *describer) standsFor(i int, p person) bool {
	have := d.antecedents[i].person
	return d.antecedents[i].token >= 0 && (have == p || p == somebody && (have == aMan || have == aWoman))
}

// knownAs returns what it counts that actor k is known to be a man or a woman as the pronoun says, and not only might be.
func (d *describer) knownAs(k int, p person) int32 {
	if (p == aMan || p == aWoman) && d.genderOf(k) > 0 {
		return 8
	}
	return 0
}

// roleAmong returns the relation of token i to what it depends on; what is joined to another by "and" has the other's, a name behind its title
// the title's.
func (d *describer) roleAmong(i int) article.Dep {
	for range 3 {
		if dep := d.dep(i); dep != article.DepConj && dep != article.DepFlat {
			break
		}
		i = d.head(i)
	}
	return d.dep(i)
}

// speakerBefore returns the speaker of the nearest attribution before x that is not nested, and the last token of its cue and content.
func (d *describer) speakerBefore(x *frame, h int) (speaker, int, bool) {
	for k := x.index - 1; k >= max(0, x.index-60); k-- {
		y := d.frames[k]
		if y.described && y.anchor < h && y.parent == nil && y.speaker.kind != Unknown && y.speaker.kind != Document && !d.isReporter(y) {
			at := y.anchor
			if last := y.content[len(y.content)-1].last; last < h {
				at = max(at, last)
			}
			return y.speaker, at, d.SentenceOf(h)-d.SentenceOf(at) < 8
		}
	}
	return speaker{}, 0, false
}

// isReporter reports whether the source is an "I" or "we" that stands for nobody in the article: the one who wrote it.
func (d *describer) isReporter(x *frame) bool {
	return x.source.first >= 0 && x.speaker.actor < 0 && pronouns[d.words[x.source.first]] == theSpeaker
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
		return isBody(s.kind)
	case somebody:
		return s.kind == Person && s.named
	case several:
		return s.kind == Group || isBody(s.kind)
	}
	return false
}

// isBody reports whether the kind is one of bodies.
func isBody(k Kind) bool { return k == Organization || k == Government || k == Media }

// agrees reports whether actor k, mentioned at token i, can be meant by the pronoun.
func (d *describer) agrees(k, i int, p person) bool {
	t, plural := d.list[k].Type, d.Tokens[i].Tag == article.NNS || d.Tokens[i].Tag == article.NNPS
	switch p {
	case aMan, aWoman:
		return t == actor.Person && !plural && d.genderFits(k, p)
	case aThing:
		return (t == actor.Organization || t == actor.Government) && !plural
	case somebody:
		return t == actor.Person && !plural && d.hasName(k)
	case several:
		return t == actor.Group || plural || d.isPair(i)
	}
	return false
}

// isPair reports whether token i is in the name of a person that another person's name is joined to: "Liu Yan and Karl Brandt", either of them.
func (d *describer) isPair(i int) bool { return d.partner(i) >= 0 }

// partner returns the token that heads the other name of a pair, -1 if token i is in none.
func (d *describer) partner(i int) int {
	if !d.isPersonName(i) {
		return -1
	}
	if h := d.head(i); d.dep(i) == article.DepConj && d.isPersonName(h) {
		return h
	}
	for _, c := range d.Children(i) {
		if d.dep(int(c)) == article.DepConj && d.isPersonName(int(c)) {
			return int(c)
		}
	}
	return -1
}

// pairName returns both names of the pair that token i is in.
func (d *describer) pairName(i int) string {
	a, b := i, d.partner(i)
	if b < a {
		a, b = b, a
	}
	return d.list[d.actors[a]].Name + " and " + d.list[d.actors[b]].Name
}

func (d *describer) isPersonName(i int) bool {
	n := d.NameOf(i)
	return i >= 0 && n >= 0 && d.Names[n].Label == article.PER && d.actors[i] >= 0
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
