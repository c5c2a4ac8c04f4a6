package actor

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// groupBeside ties a description to the name it stands beside: "Liu Pengyu, a spokesman for the embassy", "the Italian company, Fiat".
func (f *finder) groupBeside() {
	for i := range f.list {
		c := &f.list[i]
		if c.Form != Nominal || c.noun == nil || c.plural && c.kind == Group {
			continue
		}
		if j := f.nameBefore(i); j >= 0 {
			f.tie(i, j)
		} else if j := f.nameAfter(i); j >= 0 {
			f.tie(i, j)
		} else if j := f.descriptionBefore(i); j >= 0 {
			f.union(i, j)
		}
	}
}

// bracketedByCommas reports whether a description with "a" stands between two commas and goes on no list, so that it says more of what stands before,
// whatever its tree: "Lumen, a startup, has …".
func (f *finder) bracketedByCommas(c *candidate) bool {
	a := f.a
	return c.from > 0 && f.tag(c.from-1) == article.Comma && isArticleA(a.Word(c.from)) && c.last < len(a.Tokens) && f.tag(c.last) == article.Comma && !f.listGoesOn(c.last)
}

// descriptionBefore returns the description that description i says more of: the one before it and a comma, "her father, a ship's pilot", or
// before "and" where both describe one, "Holm, the founder and chief executive"; or -1.
func (f *finder) descriptionBefore(i int) int {
	c := &f.list[i]
	for j := i - 1; j >= max(0, i-3); j-- {
		d := &f.list[j]
		if d.Form != Nominal || d.noun == nil || d.plural != c.plural || d.kind != c.kind {
			continue
		}
		if !d.indefinite && c.from == d.last+1 && f.bracketedByCommas(c) {
			return j
		}
		if f.up(c.Head) != d.Head {
			continue
		}
		switch f.dep(c.Head) {
		case article.DepAppos:
			if f.tag(d.last) == article.Comma {
				return j
			}
		case article.DepConj:
			if c.kind == Person && c.noun.id != "noun.kin" && c.from == c.first && strings.HasPrefix(d.rule, "beside.") {
				return j
			}
		}
	}
	return -1
}

// tie joins description i to name j.
func (f *finder) tie(i, j int) {
	f.union(i, j)
	if d := &f.list[j]; d.kind == Organization && f.list[i].noun.human() && (!f.list[i].noun.is(partner) || f.leads(i, d)) {
		f.relabel(d.folded, Organization, Person, "name.person") // "its chief executive, Saskia de Wit": a person after all
	} else if d.kind == Person && f.list[i].noun.class == bodyClass {
		f.relabel(d.folded, Person, Organization, "name.organization") // "Rybar, a military charity": nobody
	}
	f.list[i].rule = "beside." + f.list[i].rule
	s := f.a.Sentences[f.a.SentenceOf(f.list[i].Head)]
	_, last := f.a.Subtree(f.list[i].Head)
	end := f.list[i].last
	for end < last && end < s.Last && !f.endsRole(end) {
		end++
	}
	f.roles[i] = append(f.roles[i], f.a.SpanOf(f.list[i].from, end))
}

// leads reports whether description i says that somebody leads a body, so that the name beside it is no body's: "the party's leader, Rhun ap Iorwerth",
// against "the market leader, Acme".
func (f *finder) leads(i int, name *candidate) bool {
	c := &f.list[i]
	return c.noun.lemma == "leader" && f.possessed(c) && looksPersonal(name.folded)
}

// relabel makes all names with the folded form that are of one kind ones of the other.
func (f *finder) relabel(folded string, from, to Type, rule string) {
	for k := range f.list {
		if x := &f.list[k]; x.Form == NameForm && x.folded == folded && x.kind == from {
			x.kind, x.rule = to, rule
		}
	}
}

// misread reports whether description c shows that the name finder took a body for a person: one word, that is nobody's surname, between commas
// or before one and called a body, "Rybar, a military charity", "its operator, Elisa,".
func (f *finder) misread(c, name *candidate) bool {
	if c.noun.class != bodyClass || c.plural || !c.indefinite && !f.possessed(c) || f.tag(name.last) != article.Comma {
		return false
	}
	return name.kind == Person && name.label == article.PER && name.last-name.first == 1 && f.surnames[f.a.Word(name.first)] == 0 && !f.titled(name.first)
}

// titled reports whether a title stands before the name at token i.
func (f *finder) titled(i int) bool {
	return i > 0 && isTitle(f.a.Word(i-1))
}

// endsRole reports whether token i goes on with something else than who somebody is. A verb after a hyphen does not: "the state-run bank".
func (f *finder) endsRole(i int) bool {
	switch t := f.tag(i); t {
	case article.Comma, article.WP, article.WDT, article.Period:
		return true
	default:
		return t.IsVerb() && f.tag(i-1) != article.HYPH
	}
}

// fits reports whether a description can be of what the name names.
func fits(c, name *candidate) bool {
	person := !c.plural && name.kind == Organization && name.last-name.first > 1 && !name.body && looksPersonal(name.folded)
	switch c.noun.class {
	case personClass, roleClass:
		return name.kind == Person || person || c.noun.is(partner) && !c.plural && name.kind == Organization
	case bodyClass:
		return name.kind == Organization || name.body
	case stateClass:
		return name.kind == Organization || name.kind == Government
	}
	return false
}

// looksPersonal reports whether an organisation's folded name might be a person's: two or three words, none of them a body's.
func looksPersonal(folded string) bool {
	words := strings.Fields(folded)
	for _, w := range words {
		if generalWord(w) || corporate.has(w) || joining.has(w) || outlets.has(w) || notStates.has(w) || isStateWord(w) {
			return false
		}
	}
	return len(words) == 2 || len(words) == 3
}

// describes reports whether a description can be of what the name names, or shows that it was misread.
func (f *finder) describes(c, name *candidate) bool {
	return name.Form == NameForm && (fits(c, name) || f.misread(c, name))
}

// nameBefore returns the name that the description follows after a comma, or -1.
func (f *finder) nameBefore(i int) int {
	c := &f.list[i]
	s := f.a.SentenceOf(c.Head)
	for j := i - 1; j >= 0 && f.a.SentenceOf(f.list[j].Head) == s; j-- {
		name := &f.list[j]
		if !f.describes(c, name) {
			continue
		}
		if up := f.up(c.Head); f.dep(c.Head) == article.DepAppos && up >= name.first && up < name.last && (c.from < c.first || f.tag(c.from-1) != article.CC) {
			return j
		}
		if at := f.behind(name, c.from); at+1 == c.from && f.tag(at) == article.Comma && (!f.isSubject(c) && f.closes(c.last) || f.bracketedByCommas(c)) {
			return j
		}
	}
	return -1
}

// behind returns the token after a name and the age or the brackets, before the token next, that may follow it: "Daniel Montalvo, 19, a member", "Huang
// (黃俞升), an expert".
func (f *finder) behind(name *candidate, next int) int {
	at := name.last
	if at+2 < next && f.tag(at) == article.Comma && f.tag(at+1) == article.CD {
		at += 2
	}
	if at < next && f.tag(at) == article.LRB {
		at = f.closed(at)
	}
	return at
}

// closed returns the token after the brackets that open at token i, or i where they hold more than a few words.
func (f *finder) closed(i int) int {
	for j := i + 1; j < min(i+6, len(f.a.Tokens)); j++ {
		if f.tag(j) == article.RRB {
			return j + 1
		}
	}
	return i
}

// closes reports whether a description that ends before token i can be an apposition: it goes on with "of", "for" … or is over.
func (f *finder) closes(i int) bool {
	if i >= len(f.a.Tokens) {
		return true
	}
	switch f.tag(i) {
	case article.IN, article.TO, article.Comma, article.Period, article.WP, article.WDT, article.Colon, article.RRB, article.VBN, article.VBG:
		return true
	}
	return false
}

// nameAfter returns the name that follows the description after a comma, or -1.
func (f *finder) nameAfter(i int) int {
	c := &f.list[i]
	if c.last >= len(f.a.Tokens) || !f.introduces(c) {
		return -1
	}
	for j := i + 1; j < len(f.list) && j < i+6; j++ {
		name := &f.list[j]
		if !f.describes(c, name) || f.a.SentenceOf(name.Head) != f.a.SentenceOf(c.Head) {
			continue
		}
		if f.dep(name.Head) == article.DepAppos && f.up(name.Head) == c.Head || f.follows(c, name) || f.givesName(c, name) {
			return j
		}
	}
	return -1
}

// introduces reports whether the description can stand before a comma and a name: one that is determined, bare or in the singular for people, "said Lumen
// chief strategist, Ann Holm", or that opens its sentence.
func (f *finder) introduces(c *candidate) bool {
	return c.definite || c.indefinite || c.Head == c.first || !c.plural && c.noun.human() || c.from == f.sentenceOf(c).First
}

// follows reports whether the name, with a title or without, follows the description and a comma, and nothing else goes on there: a list, "the mayor, Holm
// and Brandt", or the main clause, "after they met the president, Holm said".
func (f *finder) follows(c, name *candidate) bool {
	at := f.phraseEnd(c)
	if f.tag(at) != article.Comma || !f.opensName(name, at+1) {
		return false
	}
	if name.last >= len(f.a.Tokens) || f.tag(name.last) == article.CC || f.listGoesOn(name.last) {
		return false
	}
	switch f.dep(c.Head) {
	case article.DepObj, article.DepIobj, article.DepObl, article.DepNmod, article.DepConj:
		return !f.isSubject(name)
	}
	return true
}

// givesName reports whether the description goes on with its name: "the suspect, identified as Ali Roe", "a man named John Roe", "the victim was named as …".
func (f *finder) givesName(c, name *candidate) bool {
	at := f.phraseEnd(c)
	for f.tag(at) == article.Comma || f.is(at, "was") || f.is(at, "has") || f.is(at, "been") {
		at++
	}
	if !f.in(at, naming) {
		return false
	}
	if at++; f.is(at, "as") {
		at++
	}
	return f.opensName(name, at)
}

// opensName reports whether the name, with titles or without, begins at token i: "Brigadier General Holm".
func (f *finder) opensName(name *candidate, i int) bool {
	for i < name.first && f.titled(i+1) {
		i++
	}
	return name.first == i
}

// listGoesOn reports whether a comma and another name, or "and", follow at token i: "the mayor, Holm, Brandt and others".
func (f *finder) listGoesOn(i int) bool {
	a := f.a
	if i+2 >= len(a.Tokens) || f.tag(i) != article.Comma {
		return false
	}
	return f.tag(i+1) == article.CC && !f.is(i+1, "but") || a.NameOf(i+1) >= 0
}

// phraseEnd returns the token after a description and the phrase with "of", "at", "for" or "in" that may follow it, a short form in brackets included.
func (f *finder) phraseEnd(c *candidate) int {
	a := f.a
	i := c.last
	if i < len(a.Tokens)-1 && f.tag(i) == article.IN {
		for i++; i < c.last+16 && i < len(a.Tokens)-1; i++ {
			switch t := f.tag(i); {
			case t.IsNoun():
			case t == article.DT, t == article.JJ, t == article.IN, t == article.TO, t == article.CC, t == article.PRPS, t == article.POS, t == article.LRB, t == article.RRB:
			default:
				return i
			}
		}
	}
	return i
}
