package actor

import (
	"sort"
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// Whom descriptions of one person take up, and which roles people hold.

// somePerson returns the person that "the man", "the boy" or "the 27-year-old" means, or -1.
func (f *finder) somePerson(i int) int {
	if j := f.ofAge(i); j >= 0 {
		return j
	}
	c, last := &f.list[i], f.lastPerson(i)
	if j := f.lastHarmed(i); c.noun.lemma == "victim" && j >= 0 {
		return j
	}
	if c.noun.is(young) && (last < 0 || f.list[last].Form == Nominal || f.a.SentenceOf(f.list[last].Head)+1 < f.a.SentenceOf(c.Head)) {
		if j := f.lastYoung(i); j >= 0 {
			return j
		}
	}
	return last
}

// lastHarmed returns the last person of whom the article says, by a passive, what befell them, or -1: "a child was killed" before "the victim".
func (f *finder) lastHarmed(i int) int {
	for j := i - 1; j >= max(0, i-reach); j-- {
		if d := &f.list[j]; d.kind == Person && f.dep(d.Head) == article.DepNsubjPass && f.in(f.up(d.Head), hurting) {
			return j
		}
	}
	return -1
}

// held is a role that the article gives somebody: a title before a name or a description beside it.
type held struct {
	by          int // the mention that has it
	first, last int // its tokens
	head        int // the token of its noun: "president" of "president of Peru"
	state       *state
}

// heldRoles returns the roles of all people, in text order of the mentions that have them.
func (f *finder) heldRoles() []held {
	var list []held
	for i := range f.list {
		if f.list[i].kind != Person {
			continue
		}
		for _, r := range f.roles[i] {
			h := held{by: i}
			h.first, h.last = f.a.TokensIn(r)
			h.last = min(h.last, h.first+40) // what goes on longer says more than a role
			h.head = f.roleHead(h.first, h.last)
			h.state = f.stateIn(h.first, h.last)
			list = append(list, h)
		}
	}
	known := map[int]*state{} // by person: whom an article calls the French president once, it calls the president elsewhere
	for _, h := range list {
		if who := f.find(h.by); h.state != nil && known[who] == nil {
			known[who] = h.state
		}
	}
	for k := range list {
		if h := &list[k]; h.state == nil {
			h.state = known[f.find(h.by)]
		}
	}
	return list
}

// roleHead returns the token of the noun of a role: its last one before what says of what.
func (f *finder) roleHead(first, last int) int {
	head := last - 1
	for i := first; i < last; i++ {
		if t := f.tag(i); (t == article.IN || t == article.TO || t == article.Comma) && i > first {
			return i - 1
		}
	}
	return head
}

// inRole returns the mention of the person whose role description i repeats, "the minister", "the French leader" of French President Emmanuel Macron;
// or -1. With any, a role that says nothing of a state is one in the description's state too: "the French leader" of President Macron.
func (f *finder) inRole(i int, any bool) int {
	c := &f.list[i]
	of := f.stateIn(c.from, c.Head)
	if !c.definite && of == nil || any && of == nil || c.noun.id == "noun.kin" && f.bare(c) && !strings.HasPrefix(c.folded, "ex-") { // "his brother" may be anybody's
		return -1
	}
	for k := sort.Search(len(f.held), func(k int) bool { return f.held[k].by >= i }) - 1; k >= 0 && f.held[k].by >= i-reach; k-- {
		if h := &f.held[k]; f.find(h.by) != f.find(i) && (of == nil || h.state == of || any && h.state == nil) && f.repeats(c, h) {
			return h.by
		}
	}
	return -1
}

// repeats reports whether the description says what the role says: the same noun, or "leader" of who leads a state, and no word that the role has not,
// but for its state and when it was held. Who is a vice president is not called president.
func (f *finder) repeats(c *candidate, h *held) bool {
	n := f.noun(h.head)
	if n == nil || headWord(f, c) != n.lemma && f.noun(c.Head) != n && !(c.noun.lemma == "leader" && ruling.has(n.lemma)) {
		return false
	}
	for i := c.first; i < c.last; i++ {
		if i != c.Head && f.tag(i) != article.HYPH && !f.in(i, eras) && !f.spoken(f.lower(i), h.first, h.last) && f.stateIn(i, i+1) == nil {
			return false
		}
	}
	for i := h.first; i < h.head; i++ {
		if word := f.lower(i); lesser.has(word) && !f.spoken(word, c.first, c.last) && !(word == "former" && f.spoken("late", c.first, c.last)) {
			return false
		}
	}
	return true
}

// spoken reports whether the word, in lower case, is one of the tokens.
func (f *finder) spoken(word string, first, last int) bool {
	for i := first; i < last; i++ {
		if f.is(i, word) {
			return true
		}
	}
	return false
}

// lastYoung returns the last description of one young person before description i, two paragraphs' worth of mentions back at most; or -1.
func (f *finder) lastYoung(i int) int {
	for j := i - 1; j >= max(0, i-reach/2); j-- {
		if d := &f.list[j]; d.Form == Nominal && !d.plural && d.noun != nil && (d.noun.is(young) || f.teenaged(d)) {
			return j
		}
	}
	return -1
}

// ofAge returns the last person before description i whose name the same age follows: "Caitlin Boyd, 27, …" of "the 27-year-old"; or -1.
func (f *finder) ofAge(i int) int {
	a, c := f.a, &f.list[i]
	if c.noun != &byAge {
		return -1
	}
	age := a.Word(f.ageStart(f.sentenceOf(c), c.Head))
	for j := i - 1; j >= max(0, i-reach); j-- {
		d := &f.list[j]
		if d.Form == NameForm && d.kind == Person && d.last+1 < c.first && f.tag(d.last) == article.Comma && a.Word(d.last+1) == age {
			return j
		}
	}
	return -1
}

// teenaged reports whether an age below twenty stands in the description: "the 17-year-old victim", "the 17-year-old".
func (f *finder) teenaged(d *candidate) bool {
	end := d.Head
	if d.noun != &byAge {
		end--
	}
	start := f.ageStart(f.sentenceOf(d), max(end, d.first))
	number := f.a.Word(start)
	return start < end && (len(number) == 1 || len(number) == 2 && number[0] == '1')
}

// actsOn reports whether d does something to c or says something of them, so that they are two: "Holm warned the man", "Holm said the man left".
func (f *finder) actsOn(d, c *candidate) bool {
	return f.isSubject(d) && f.under(c.Head, f.up(d.Head))
}

// lastPerson returns the one person mentioned last, three sentences back at most, six for the one who is tried, or -1.
func (f *finder) lastPerson(i int) int {
	c := &f.list[i]
	here := f.a.SentenceOf(c.Head)
	back := 3
	if c.noun.is(tried) {
		back = 6
	}
	for j := i - 1; j >= 0 && here-f.a.SentenceOf(f.list[j].Head) <= back; j-- {
		d := &f.list[j]
		if d.kind != Person || d.Form == Nominal && d.plural || f.dep(d.Head) == article.DepVocative || f.addressedBy(d) {
			continue
		}
		if !f.actsOn(d, c) && (!c.noun.is(tried) || f.triable(j)) {
			return j
		}
	}
	return -1
}

// lastNamed returns the person named last, three sentences back at most, whom alone "the Swede" can mean; or else the one mentioned last; or -1.
func (f *finder) lastNamed(i int) int {
	c := &f.list[i]
	here := f.a.SentenceOf(c.Head)
	for j := i - 1; j >= 0 && here-f.a.SentenceOf(f.list[j].Head) <= 3; j-- {
		if d := &f.list[j]; d.kind == Person && d.Form == NameForm && !f.actsOn(d, c) {
			return j
		}
	}
	return f.lastPerson(i)
}

// triable reports whether mention j can be one of those: a name that no title or description beside it makes a judge, a lawyer or a detective, or a
// description that says as little.
func (f *finder) triable(j int) bool {
	d := &f.list[j]
	if d.Form == Nominal {
		return d.noun.is(anybody)
	}
	for k := max(0, j-2); k < min(len(f.list), j+3); k++ {
		if f.find(k) != f.find(j) {
			continue
		}
		for _, r := range f.roles[k] {
			for i, last := f.a.TokensIn(r); i < last; i++ {
				if n := f.noun(i); n != nil && (n.id == lawNoun || n.class == roleClass || n.is(reporting)) && !n.is(tried) {
					return false
				}
			}
		}
	}
	return true
}

// lawNoun is the id of the nouns for people of the law.
const lawNoun = "noun.law"

// addressedBy reports whether the name is that of who is spoken to: "Well, Martin, the police …".
func (f *finder) addressedBy(d *candidate) bool {
	a := f.a
	if d.Form != NameForm || d.last-d.first > 1 || d.first < 2 || d.last >= len(a.Tokens) || f.tag(d.first-1) != article.Comma || f.tag(d.last) != article.Comma {
		return false
	}
	return f.tag(d.first-2) == article.UH
}

// under reports whether token i hangs, directly or through others, on token top.
func (f *finder) under(i, top int) bool {
	for n := 0; i >= 0 && n < 30; n++ {
		if i == top {
			return true
		}
		i = f.up(i)
	}
	return false
}
