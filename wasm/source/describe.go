package source

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

//go:embed people.txt
var peopleText string

// trait is what a word says about who is meant.
type trait uint16

const (
	traitMan trait = 1 << iota
	traitWoman
	traitManName
	traitWomanName
	traitDocument
	traitMedia
	traitMediaName
	traitGovernment
	traitOrganization
	traitGroup
	traitPerson
)

var traitNames = []string{"man", "woman", "manname", "womanname", "document", "media", "medianame", "government", "organization", "group", "person"}

// traits is the table of people.txt: hash of a word in lower case, or of its stem, -> what it says. Plurals of persons say group.
var traits = sync.OnceValue(func() map[uint32]trait {
	table := map[uint32]trait{}
	for line := range strings.Lines(peopleText) {
		name, words, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || line[0] == '#' {
			continue
		}
		bit := trait(1) << indexOf(traitNames, name)
		for w := range strings.FieldsSeq(words) {
			table[linear.Hash(w)] |= bit
			table[hashBytes(cutInflection([]byte(w), article.NN))] |= bit // by which its plural is found: "judges", "guidelines"
		}
	}
	return table
})

// trait returns what token i's word says, plurals as their singulars.
func (v *view) trait(i int) trait {
	if i < 0 || i >= len(v.words) {
		return 0
	}
	if t := traits()[v.words[i]]; t != 0 {
		return t
	}
	return traits()[v.stems[i]]
}

// speaker is what is known about who says something.
type speaker struct {
	name  string
	actor int
	kind  Kind
	named bool
}

var nobody = speaker{name: "unknown", actor: -1, kind: Unknown}

// describer gives the attributions the fields that follow from their parts, from the first to the last.
type describer struct {
	*view
	list    []actor.Actor
	gender  []int8         // of each actor: 1 man, 2 woman, 0 unknown; made when first asked for
	known   map[uint32]int // the stem of a noun -> the person with a name who is known by it; made when first asked for
	offices map[int]bool   // the persons who are known by some noun; made with them
	outlet  []int8         // of each actor: 1 a news outlet, 0 none, -1 not asked for yet; made when first asked for
	frames  []*frame       // in text order

	antecedents []antecedent // of each token before the token resolved; made when first asked for
	resolved    int
	quoters     []int32 // who says each quotation, an actor or -1; made with them
}

// headOf returns the token of the stretch that the others hang on: by the tree, unless that finds it in a prepositional phrase of what stands
// first, as it tends to in "A source familiar with the matter told Reuters".
func (v *view) headOf(s stretch) int {
	tree, first := v.headByTree(s), v.headByWords(s)
	if tree < 0 || first < tree && slices.ContainsFunc(v.Tokens[first:tree], func(t article.Token) bool { return t.Tag == article.IN }) {
		return first
	}
	return tree
}

// headByTree returns the token whose head lies outside the stretch, -1 if it is neither a noun nor a pronoun, nor an actor's.
func (v *view) headByTree(s stretch) int {
	best := -1
	for i := s.first; i <= s.last; i++ {
		t := v.Tokens[i]
		if v.mark[i] || t.Dep == article.DepNone {
			continue
		}
		if s.has(int(t.Head)) || !t.Tag.IsNoun() && best >= 0 {
			continue
		}
		// Where a wrong tree leaves several, the first noun, or rather the first that an actor's mention turns on: "Two Lagos-based dealers".
		if best < 0 || !v.Tokens[best].Tag.IsNoun() && !isPronoun(v.Tokens[best].Tag) || v.actors[best] < 0 && v.actors[i] >= 0 {
			best = i
		}
	}
	if best >= 0 && (v.Tokens[best].Tag.IsNoun() || isPronoun(v.Tokens[best].Tag) || v.actors[best] >= 0) {
		return best
	}
	return -1
}

// headByWords returns the last noun before a comma or a preposition.
func (v *view) headByWords(s stretch) int {
	best := -1
	for i := s.first; i <= s.last; i++ {
		tag := v.Tokens[i].Tag
		if v.mark[i] && i > s.first || tag == article.IN || tag == article.WP {
			if best >= 0 && !v.hyphen(i) {
				break
			}
			continue
		}
		if tag.IsNoun() || isPronoun(tag) || best < 0 || v.Tokens[best].Tag == article.DT && v.trait(i) != 0 { // "the weekly", which taggers take for no noun
			best = i
		}
	}
	if best < 0 {
		best = s.last
	}
	return best
}

// hyphen reports whether token i joins the words beside it: "Lagos-based".
func (v *view) hyphen(i int) bool {
	return i > 0 && i+1 < len(v.Tokens) && v.Word(i) == "-" && v.Tokens[i-1].End == v.Tokens[i].Start && v.Tokens[i].End == v.Tokens[i+1].Start
}

func isPronoun(tag article.Tag) bool {
	return tag == article.PRP || tag == article.PRPS || tag == article.WP || tag == article.WDT || tag == article.WPS
}

// identify says who a source is.
func (d *describer) identify(x *frame) speaker {
	if x.source.first < 0 {
		return nobody
	}
	h := d.headOf(x.source)
	if name := d.titled(x.source); name >= 0 {
		h = name
	}
	if name := d.nameBehind(x.source, h); name >= 0 {
		h = name
	}
	for i := h + 2; d.tag(h+1) == article.POS && i <= x.source.last; i++ { // "the trust's chief executive, Moira Hale": a wrong tree has the owner as head
		if d.actors[i] >= 0 || i == h+2 && d.trait(i)&traitDocument != 0 {
			h = i
		}
	}
	if isPronoun(d.Tokens[h].Tag) || d.Tokens[h].Tag == article.DT && x.source.first == x.source.last {
		return d.resolve(x, h)
	}
	if s, ok := d.sameAgain(x, h); ok {
		return s
	}
	if s, ok := d.possessor(x, h); ok {
		return s
	}
	k := d.actorIn(x.source, h)
	kind := d.kindOf(x.source, h, k)
	s := speaker{actor: k, kind: kind, named: d.isNamed(x.source, h, k, kind)}
	if kind == Person && !s.named {
		if s, ok := d.epithet(x, h); ok {
			return s
		}
	}
	if k >= 0 && d.list[k].Type != actor.Place && (s.named || len(d.list[k].Mentions) > 1) && (d.hasName(k) || !d.owned(h)) {
		s.name = d.list[k].Name
	} else {
		s.name = d.plain(x.source)
	}
	if kind == Document && k < 0 {
		if owner := d.ownerOf(x.source, h); owner >= 0 {
			s.actor, s.name = owner, d.list[owner].Name
		} else if before, ok := d.documentBefore(x, h); ok {
			return before
		} else if owner, ok := d.ownerBefore(x); ok {
			s.actor, s.named = owner.actor, owner.named
		} else if !s.named {
			s.named = d.namedBehind(x.source, h)
		}
	}
	return s
}

// nameBehind returns the last token of the body's name right behind the source's head: "the news agency | Antara"; -1 if there is none.
func (d *describer) nameBehind(s stretch, head int) int {
	n := d.NameOf(head + 1)
	if n < 0 || d.Names[n].First != head+1 || d.Names[n].Label != article.ORG || d.tag(head) != article.NN || !s.has(d.Names[n].Last-1) {
		return -1
	}
	return d.Names[n].Last - 1
}

// possessor says whose thing it is that attributes, "Apple's response", "her face": whoever has it is behind what it says.
func (d *describer) possessor(x *frame, h int) (speaker, bool) {
	if !d.tag(h).IsNoun() || !d.isThing(stretch{h, h}) {
		return speaker{}, false
	}
	if k := d.ownerOf(x.source, h); k >= 0 {
		owner := d.list[k].Mentions[0].Head
		return d.identify(&frame{anchor: x.anchor, source: stretch{owner, owner}, index: x.index}), true
	}
	return d.ownerBefore(x)
}

// ownerBefore says whose document "her letter" is.
func (d *describer) ownerBefore(x *frame) (speaker, bool) {
	first := x.source.first
	if d.tag(first) != article.PRPS {
		return speaker{}, false
	}
	p := pronouns[d.words[first]]
	if p < aMan || p > several {
		return speaker{}, false
	}
	return d.mentioned(x, first, p)
}

// namedBehind reports whether the document that "a new poll" brings up has its name in one of the sentences behind: "The Norstat poll".
func (d *describer) namedBehind(s stretch, h int) bool {
	const near, reachOfNoun = 3, 6 // sentences, tokens
	if w := d.words[s.first]; w != hashA && w != hashAn {
		return false
	}
	here := d.SentenceOf(h)
	for i := d.Sentences[here].Last; i < min(d.Sentences[min(here+near, len(d.Sentences)-1)].Last, h+near*reach); i++ {
		for k := i - 1; d.stems[i] == d.stems[h] && k > i-reachOfNoun && k >= 0 && d.tag(k) != article.DT && !d.tag(k).IsFinite(); k-- {
			if d.NameOf(k) >= 0 {
				return true
			}
		}
	}
	return false
}

// documentBefore returns the document that "the poll" stands for: the last one before with the same noun, else, "the data", one of whoever with a
// name spoke right before.
func (d *describer) documentBefore(x *frame, h int) (speaker, bool) {
	if d.words[x.source.first] != hashThe {
		return speaker{}, false
	}
	for k := x.index - 1; k >= max(0, x.index-20); k-- {
		y := d.frames[k]
		if y.described && y.source.first >= 0 && y.speaker.kind == Document && d.stems[d.headOf(y.source)] == d.stems[h] {
			return y.speaker, true
		}
	}
	const near = 2 // sentences
	s, at, ok := d.speakerBefore(x, h)
	if !ok || !s.named || d.SentenceOf(h)-d.SentenceOf(at) > near {
		return speaker{}, false
	}
	return speaker{name: d.plain(x.source), actor: -1, kind: Document, named: true}, true
}

// sameAgain says who "the official" is whom the article has not told of as one: whoever with a name spoke right before, if nobody else with
// a name has come up since.
func (d *describer) sameAgain(x *frame, h int) (speaker, bool) {
	if d.words[x.source.first] != hashThe || x.source.first != h-1 || x.source.last != h || d.tag(h) == article.NNS || d.trait(h)&traitPerson == 0 {
		return speaker{}, false
	}
	if k := d.actors[h]; k >= 0 && (d.hasName(int(k)) || d.list[k].Mentions[0].Start < d.Tokens[h-1].Start) {
		return speaker{}, false
	}
	s, at, ok := d.speakerBefore(x, h)
	const near = 3 // sentences
	if !ok || s.kind != Person || !s.named || s.actor < 0 || d.SentenceOf(h)-d.SentenceOf(at) > near || h-at > 2*reach {
		return speaker{}, false
	}
	for i := at; i < h; i++ {
		if k := int(d.actors[i]); k >= 0 && k != s.actor && d.list[k].Type == actor.Person && d.hasName(k) {
			return speaker{}, false
		}
	}
	return s, true
}

// ownerOf returns the actor whose document the source is by its words, "Fiat's announcement", "a statement by Fiat's chairman Omar Reyes", -1 if
// there is none. Whoever signs is rather a person than the body that they serve.
func (d *describer) ownerOf(s stretch, head int) int {
	owner := -1
	for i := s.first; i <= s.last; i++ {
		k := int(d.actors[i])
		if k < 0 || !d.hasName(k) || d.list[k].Type == actor.Place || i < head && d.tag(i+1) != article.POS || i > head && d.words[head+1] != hashBy {
			continue
		}
		if owner < 0 || i > head && d.list[owner].Type != actor.Person && d.list[k].Type == actor.Person {
			owner = k
		}
	}
	return owner
}

// titled returns a token of the person's name that ends the source, if what stands right before it is a title, as in "Aer Lingus
// chief executive Dermot Mannion"; -1 otherwise. A tree often makes the first word of such a row its head, and so the firm the speaker.
func (d *describer) titled(s stretch) int {
	n := d.NameOf(s.last)
	if n < 0 || d.Names[n].Label != article.PER || d.Names[n].First <= s.first {
		return -1
	}
	if tag := d.Tokens[d.Names[n].First-1].Tag; !tag.IsNoun() && tag != article.JJ || d.behindPreposition(s, d.Names[n].First-1) {
		return -1
	}
	for i := s.first; i < d.Names[n].First; i++ {
		if d.words[i] == hashComma {
			return -1 // "politicians, including former president Atiku Abubakar"
		}
	}
	for i := d.Names[n].First; i < d.Names[n].Last; i++ {
		if k := d.actors[i]; k >= 0 && d.list[k].Type == actor.Person {
			return i
		}
	}
	return -1
}

// behindPreposition reports whether nothing but titles stands between a preposition and token i, so that the name behind them is not the
// source but whom it is close to: "a person close to Mr. Tesh", "a spokesman for Prime Minister Hrasko".
func (d *describer) behindPreposition(s stretch, i int) bool {
	for ; i > s.first; i-- {
		tag := d.Tokens[i].Tag
		owns := tag == article.POS || d.tag(i+1) == article.POS
		if !owns && (d.NameOf(i) >= 0 || !tag.IsNoun() && tag != article.JJ && tag != article.DT) {
			break
		}
	}
	return i > s.first && (d.Tokens[i].Tag == article.IN || d.Tokens[i].Tag == article.TO)
}

// actorIn returns the actor whose mention the source's head is, else one with a person's name in an apposition or before the head, -1 for none.
func (d *describer) actorIn(s stretch, head int) int {
	if k := d.actors[head]; k >= 0 && d.list[k].Type != actor.Place {
		if d.hasName(int(k)) {
			return int(k)
		}
	}
	body := d.actors[head] >= 0 && d.list[d.actors[head]].Type != actor.Person // "the Holm administration" is not Holm
	for i := s.first; i <= s.last && d.words[i] != hashIncluding; i++ {
		k := d.actors[i]
		if k < 0 || d.list[k].Type != actor.Person || !d.hasName(int(k)) || d.tag(i+1) == article.POS || d.owns(i) {
			continue
		}
		if dep := d.Tokens[i].Dep; dep == article.DepAppos || dep == article.DepFlat || d.head(i) == head && dep == article.DepCompound && !body || i == head+1 {
			return int(k)
		}
	}
	if k := d.apposed(s); k >= 0 {
		return k
	}
	if k := d.actors[head]; k >= 0 {
		return int(k)
	}
	// The head can stand anywhere in a mention.
	if n := d.NameOf(head); n >= 0 {
		for i := d.Names[n].First; i < d.Names[n].Last; i++ {
			if d.actors[i] >= 0 {
				return int(d.actors[i])
			}
		}
	}
	return -1
}

// owns reports whether token i is in a name behind which a possessive ending stands.
func (d *describer) owns(i int) bool {
	n := d.NameOf(i)
	return n >= 0 && d.tag(d.Names[n].Last) == article.POS
}

// apposed returns the organisation whose name ends the source behind a comma, as in "the builder, Denham & Sons", -1 for none.
func (d *describer) apposed(s stretch) int {
	n := d.NameOf(s.last)
	if n < 0 || d.Names[n].Label != article.ORG || d.Names[n].First <= s.first || d.words[d.Names[n].First-1] != hashComma {
		return -1
	}
	for i := d.Names[n].First; i < d.Names[n].Last; i++ {
		if d.actors[i] >= 0 {
			return int(d.actors[i])
		}
	}
	return -1
}

func (d *describer) hasName(k int) bool {
	for _, m := range d.list[k].Mentions {
		if m.Form == actor.NameForm {
			return true
		}
	}
	return false
}

// kindOf says what kind of source it is, by the words first (an outlet is an organisation to the actors), by the actor's type else.
func (d *describer) kindOf(s stretch, head, k int) Kind {
	t, tag := d.trait(head), d.Tokens[head].Tag
	name := d.NameOf(head)
	if d.joinsPeople(s, head) {
		return Group
	}
	if name >= 0 || tag.IsProper() && !(t&traitDocument != 0 && head == d.sentence(head).First) {
		first, last := head, head+1
		if name >= 0 {
			first, last = d.Names[name].First, d.Names[name].Last
		}
		if first > s.first && (d.tag(first-1) == article.NN || d.tag(first-1) == article.JJ) && d.trait(first-1)&(traitMedia|traitPerson) == traitMedia { // "the daily Utro"
			return Media
		}
		if name >= 0 && d.Names[name].Label == article.PER && (k < 0 || d.list[k].Type == actor.Person) {
			return Person
		}
		if (k < 0 || d.list[k].Type == actor.Organization) && (d.namesOutlet(first, last) || k >= 0 && d.isOutlet(k)) {
			return Media
		}
		if d.trait(last-1)&(traitDocument|traitMedia) == traitDocument { // "the Ipsos Index"
			return Document
		}
	} else {
		switch {
		case d.areGovernments(head):
			return Government
		case t&traitDocument != 0 && (t&traitMedia == 0 || d.word(s.first) != hashThe) && (k < 0 || d.list[k].Type != actor.Person || d.words[head+1] == hashBy): // "his opposite number, Ruben Amorim" is none
			return Document
		case t&traitMedia != 0 && t&(traitGovernment|traitPerson) == 0:
			return Media
		}
	}
	if k >= 0 {
		switch d.list[k].Type {
		case actor.Person:
			return Person
		case actor.Organization:
			return Organization
		case actor.Group:
			return Group
		default:
			return Government
		}
	}
	if name >= 0 {
		switch d.Names[name].Label {
		case article.ORG:
			return Organization
		case article.LOC:
			return Government
		case article.NORP:
			return Group
		}
	}
	switch {
	case t&traitGovernment != 0:
		return Government
	case t&traitOrganization != 0:
		return Organization
	case t&traitGroup != 0:
		return Group
	case d.words[head] == hashOne:
		return Person
	case tag == article.NNS || tag == article.NNPS || tag == article.CD || tag == article.DT || tag == article.JJ:
		return Group
	case d.entry(head) != nil && d.entry(head).act == showing:
		return Document
	}
	return Person
}

// namesFirst reports whether the source begins with a name to which others are joined: "the Times and another newspaper".
func (d *describer) namesFirst(s stretch) bool {
	first := s.first
	if d.words[first] == hashThe {
		first++
	}
	n := d.NameOf(first)
	return n >= 0 && d.Names[n].Label != article.NORP && d.Names[n].Last < s.last && d.tag(d.Names[n].Last) == article.CC
}

// joinsPeople reports whether the source names people beside its head: "police and residents".
func (d *describer) joinsPeople(s stretch, head int) bool {
	return d.tag(head+1) == article.CC && head+2 <= s.last && d.NameOf(head) < 0 && d.trait(d.headOf(stretch{head + 2, s.last}))&traitGroup != 0
}

// areGovernments reports whether the noun stands for bodies whose countries are named: "the Norwegian and Danish governments".
func (d *describer) areGovernments(head int) bool {
	return d.tag(head) == article.NNS && d.trait(head)&traitGovernment != 0 && d.NameOf(head-1) >= 0 && d.tag(head-2) == article.CC && d.NameOf(head-3) >= 0
}

// namesOutlet reports whether the name in tokens first..last-1 is one of a news outlet.
func (d *describer) namesOutlet(first, last int) bool {
	for i := first; i < last; i++ {
		if d.trait(i)&traitMediaName != 0 && isUpper(d.Word(i)) && !d.namesBody(last-1) {
			return true
		}
	}
	return false
}

// isOutlet reports whether the article calls the actor a news outlet by one of its first names or by a word before it: "the newspaper
// Utro … Utro wrote", "the Nordic News Service … NNS reported".
func (d *describer) isOutlet(k int) bool {
	const most = 20 // mentions
	if d.outlet == nil {
		d.outlet = slices.Repeat([]int8{-1}, len(d.list))
	}
	if d.outlet[k] < 0 {
		d.outlet[k] = 0
		for _, m := range d.list[k].Mentions[:min(most, len(d.list[k].Mentions))] {
			first, last := d.TokensIn(m.Span)
			if m.Form == actor.NameForm && (d.namesOutlet(first, last) || d.tag(first-1) == article.NN && d.trait(first-1)&traitMedia != 0) {
				d.outlet[k] = 1
			}
		}
	}
	return d.outlet[k] == 1
}

// namesBody reports whether a name that ends in token i is one of a body that is no outlet: "Independent School District".
func (d *describer) namesBody(i int) bool {
	t := d.trait(i)
	return t&(traitGovernment|traitOrganization) != 0 && t&(traitMedia|traitMediaName) == 0
}

// isNamed says whether a reader can tell from the article who it is.
func (d *describer) isNamed(s stretch, head, k int, kind Kind) bool {
	if kind == Document {
		for i := s.first; i <= s.last; i++ {
			if d.NameOf(i) >= 0 || i > s.first && d.Tokens[i].Tag.IsProper() {
				return true
			}
		}
		return isDefinite(d.words[s.first]) // one that the article has told of before: "the bankruptcy filing"
	}
	if d.areGovernments(head) || d.namesFirst(s) {
		return true
	}
	if kind == Group && d.NameOf(head) < 0 && !d.pairOfNames(s) {
		return false
	}
	if n := d.NameOf(head); n >= 0 && (k < 0 || d.hasName(k)) {
		return d.Names[n].Label != article.NORP || k >= 0 && d.list[k].Type == actor.Person // "the Catalan" for Pep Guardiola
	}
	if k >= 0 && d.hasName(k) {
		return true
	}
	tag := d.Tokens[head].Tag
	if tag == article.NNP && (k < 0 || d.list[k].Type != actor.Group) {
		return true
	}
	if isBody(kind) && (d.owned(head) || d.calledByName(s, head)) {
		return true
	}
	// A body speaks for itself: "the ministry", "Qatar's police", unless it is one of many ("a company", "Greek court").
	one := tag == article.NN || !strings.HasSuffix(d.Word(head), "s")
	unique := kind == Government || kind == Organization && (d.trait(head)&traitOrganization == 0 || d.tag(head+1).IsProper() && head < s.last)
	return unique && one && (d.word(s.first) == hashThe || d.NameOf(s.first) >= 0 && s.first < head && (kind == Government || d.Names[d.NameOf(s.first)].Label != article.NORP))
}

// calledByName reports whether the name of a body stands right before or behind the noun for it: "the Norda party", "the magazine Utro".
func (d *describer) calledByName(s stretch, head int) bool {
	for _, i := range [...]int{head - 1, head + 1} {
		if !s.has(i) || !d.tag(head).IsNoun() {
			continue
		}
		if n := d.NameOf(i); n >= 0 && d.Names[n].Label != article.NORP && d.Names[n].Label != article.LOC {
			return true
		}
	}
	return false
}

// owned reports whether a name's possessive stands right before the noun: "Netanyahu's office".
func (d *describer) owned(head int) bool {
	return d.tag(head-1) == article.POS && d.NameOf(head-2) >= 0
}

// pairOfNames reports whether the stretch holds a person's name that is not inside a prepositional phrase.
func (d *describer) pairOfNames(s stretch) bool {
	for i := s.first; i <= s.last; i++ {
		if tag := d.Tokens[i].Tag; tag == article.IN || tag == article.TO || tag == article.WP || d.words[i] == hashIncluding {
			return false
		}
		if k := d.actors[i]; k >= 0 && !d.hasName(int(k)) {
			continue // a word for people that was taken for a name
		}
		if n := d.NameOf(i); n >= 0 && d.Names[n].Label == article.PER && (d.Names[n].Last > s.last || d.Tokens[d.Names[n].Last].Tag != article.POS) {
			return true
		}
	}
	return false
}

var hashThe, hashIncluding, hashOne = linear.Hash("the"), linear.Hash("including"), linear.Hash("one")

// plain returns the source's words without a leading article and without a relative clause behind a comma.
func (d *describer) plain(s stretch) string {
	for i := s.first + 1; i < s.last; i++ {
		if d.words[i] == hashComma && (d.words[i+1] == hashWho || d.words[i+1] == hashWhich || d.tag(i+1) == article.VBN || d.participle(i+1)) {
			s.last = i - 1
		}
	}
	if s.last > s.first && isSelf.has(d.words[s.last]) {
		s.last--
	}
	if d.word(s.first) == hashThe && s.last > s.first {
		s.first++
	}
	text := d.SpanOf(s.first, s.last+1).Of(d.Text)
	if d.Tokens[s.first].Tag != article.NNP && d.NameOf(s.first) < 0 && len(text) > 1 && isUpper(text) && !isUpper(text[1:]) {
		text = strings.ToLower(text[:1]) + text[1:]
	}
	return text
}
