package actor

import "github.com/ascribe/ascribe/wasm/article"

// Whether a place acts and so stands for its government, or only is where something happens.

// acts returns the rule by which the place acts, speaks, wants, owns, is asked, punished or addressed; "" if it only is a place.
func (f *finder) acts(s article.Sentence, c *candidate, known stateName) string {
	if known.country() && f.verbTaggedNoun(s, c.last) {
		return "state.subject"
	}
	if next := c.last; next < s.Last && f.tag(next) == article.POS {
		noun := stem(f.lastNoun(s, next+1))
		if !known.country() && !(known.part == capital && (deeds.has(noun) || relations.has(noun))) || f.ownsPlace(s, next+1) { // "Madrid's decision"
			return ""
		}
		return "state.owns"
	}
	if f.modifies(s, c.last) {
		if noun := stem(f.lastNoun(s, c.last)); known.part == itself && (deeds.has(noun) || relations.has(noun) && f.pair(s, c)) {
			return "state.deed"
		}
		return ""
	}
	if known.part == itself && f.goesOn(c.last) && !f.partOf(c) {
		return "state.subject"
	}
	head, first := f.firstConjunct(c)
	if before := f.tag(f.beforeBoth(c.first)); known.part == itself && before != article.IN && before != article.TO && before != article.CC && f.busy(c.last) {
		return "state.subject"
	}
	if f.after(first, "in", "at", "near", "inside", "outside", "across", "throughout", "around", "within", "into") || f.partOf(c) {
		return ""
	}
	if known.state != nil && (f.opensClause(s, c) || f.willAct(s, c)) {
		return "state.subject"
	}
	if before := f.lower(first - 1); known.part == itself && first > s.First && partners.has(before) && before != "state" && before != "country" && before != "nation" {
		return "state.partner" // "our ally Turkey"
	}
	up, before := f.up(head), f.beforeBoth(first)
	switch f.dep(head) {
	case article.DepNsubj:
		return f.actsAsSubject(up, known)
	case article.DepNsubjPass:
		if verb := f.stemOf(up); known.state != nil && (addressed.has(verb) || favouring.has(verb) || speaking.has(verb) || preparing.has(verb) || handing.has(verb)) {
			return "state.addressed"
		}
		return ""
	case article.DepObj, article.DepIobj:
		if t := f.tag(before); t != article.IN && t != article.TO {
			return f.actsAsObject(up, known)
		}
	}
	if known.state == nil {
		return ""
	}
	return f.actsAfterPreposition(c, head, before+1, known)
}

// beforeBoth returns the token before the token first, and before its article and "both": the preposition of "with both Madrid and Rome".
func (f *finder) beforeBoth(first int) int {
	i := first - 1
	for f.is(i, "the") || f.is(i, "both") {
		i--
	}
	return i
}

// verbTaggedNoun reports whether token i is a verb that was taken for a plural: "The United States condemns the attack".
func (f *finder) verbTaggedNoun(s article.Sentence, i int) bool {
	if i+1 >= s.Last || f.tag(i) != article.NNS || f.dep(i) != article.DepRoot || f.tag(s.Last-1) != article.Period {
		return false
	}
	return f.in(i, addressed) || f.in(i, speaking)
}

// firstConjunct returns the head and the first token of the first of the things that the candidate is named with, "Malaysia" for Indonesia
// in "Malaysia and Indonesia have": that one says what all of them do.
func (f *finder) firstConjunct(c *candidate) (head, first int) {
	a := f.a
	head, first = c.Head, c.first
	for up := f.up(head); f.dep(head) == article.DepConj && up >= 0 && up < head; up = f.up(head) {
		head, first = up, up
	}
	if k := a.NameOf(first); k >= 0 && first == head {
		first = a.Names[k].First
	}
	if k := a.NameOf(max(first-2, 0)); k >= 0 && f.tag(first-1) == article.CC && a.Names[k].Label == article.LOC && first == c.first { // whatever the tree
		return f.headOf(a.Names[k].First, a.Names[k].Last), a.Names[k].First
	}
	return head, first
}

// actsAsSubject is acts for the subject of the predicate at token up.
func (f *finder) actsAsSubject(up int, known stateName) string {
	verb := f.stemOf(up)
	switch {
	case f.copula(up):
		if known.state != nil && (preparing.has(verb) || f.partnerAt(up)) {
			return "state.subject"
		}
	case known.state != nil, speaking.has(verb):
		return "state.subject"
	}
	return ""
}

// actsAsObject is acts for the object of the verb at token up.
func (f *finder) actsAsObject(up int, known stateName) string {
	switch verb := f.stemOf(up); {
	case known.state != nil && (addressed.has(verb) || favouring.has(verb)):
		return "state.addressed"
	case known.part == itself && verb == "includ" && f.partnerSubject(up):
		return "state.partner"
	}
	return ""
}

// actsAfterPreposition is acts for a name of a state, headed by the token head, behind a preposition before the token first. What governs it is the
// noun before the preposition, which trees often miss, or else what the tree has.
func (f *finder) actsAfterPreposition(c *candidate, head, first int, known stateName) string {
	up := f.up(head)
	if f.tag(first-2).IsNoun() && f.a.NameOf(first-2) < 0 {
		up = first - 2
	}
	noun := f.stemOf(up)
	partner := false
	switch country := known.country(); {
	case f.after(first, "including", "like", "as"):
		partner = country && f.in(up, partners)
	case f.after(first, "by"):
		if !around.has(noun) {
			return "state.agent"
		}
	case f.after(first, "with", "against", "between"):
		partner = country && !(ways.has(noun) && f.after(first, "between")) || known.part == capital && f.betweenStates(c) || relations.has(noun)
	case f.after(first, "from", "to", "for", "toward", "towards"):
		partner = known.part == capital && relations.has(noun) || country && (relations.has(noun) || handing.has(noun) && (f.tag(up).IsVerb() || !f.is(first-1, "from")) || f.handed(up) || f.is(first-1, "from") && f.plural(up) && f.noun(up).is(office) && known.state.sovereign) // "officials from Peru"
	case f.after(first, "on"):
		partner = (country || known.part == capital) && (relations.has(noun) || handing.has(noun)) && !about.has(noun)
	case f.after(first, "of"):
		partner = country && (relations.has(noun) || noun == "movement") || known.part == itself && f.represents(up)
	}
	if partner {
		return "state.partner"
	}
	return ""
}

// represents reports whether token i is for who speaks for a state, or for a body of it: "the president of Peru", "the embassy of Peru".
func (f *finder) represents(i int) bool {
	n := f.noun(i)
	return n != nil && (representing.has(n.lemma) || n.class == stateClass && !n.is(land) && !n.vague) && !f.copula(i)
}

// handed reports whether token i is what a verb brings to somebody: the arms in "supplies arms to Peru".
func (f *finder) handed(i int) bool {
	return f.dep(i) == article.DepObj && f.a.NameOf(i) < 0 && f.in(f.up(i), handing)
}

// betweenStates reports whether the capital is one of two that something is between, and not a way: "a row between Madrid and Algiers".
func (f *finder) betweenStates(c *candidate) bool {
	i, up := c.Head, f.up(c.Head)
	for ; up >= 0 && f.dep(i) == article.DepConj; i, up = up, f.up(up) {
	}
	if up < 0 || f.in(up, ways) {
		return false
	}
	for j := max(c.first-4, 1); j < c.first; j++ {
		if f.is(j, "between") {
			return j+1 < c.first || f.nameIsCapital(c.last+1)
		}
	}
	return false
}

// nameIsCapital reports whether a name of a capital or of a state stands at token i.
func (f *finder) nameIsCapital(i int) bool {
	if i >= len(f.a.Tokens) {
		return false
	}
	k := f.a.NameOf(i)
	if k < 0 {
		return false
	}
	_, ok := stateNames()[fold(f.a.Names[k].Of(f.a.Text))]
	return ok
}

// partOf reports whether the name says where the place before it is: "Raqqa, Syria".
func (f *finder) partOf(c *candidate) bool {
	if c.first < 2 || f.tag(c.first-1) != article.Comma || f.dep(c.Head) == article.DepConj || f.dep(c.Head) == article.DepNsubj {
		return false
	}
	return f.labelAt(c.first-2) == article.LOC
}

// pair reports whether two states joined by a hyphen describe the noun: "a U.S.-Iraq partnership".
func (f *finder) pair(s article.Sentence, c *candidate) bool {
	hyphen := func(i int) bool { return i > s.First && i < s.Last-1 && (f.a.Word(i) == "-" || f.a.Word(i) == "–") }
	return hyphen(c.last) && f.nameIsPlace(s, c.last+1) || hyphen(c.first-1) && f.nameIsPlace(s, c.first-2)
}

// willAct reports whether the name is followed by an infinitive that it is the subject of: "asked for Iraq to obtain", "enable Iraq to access".
func (f *finder) willAct(s article.Sentence, c *candidate) bool {
	a := f.a
	verb := c.last + 1
	if f.tag(verb) == article.RB { // "to totally destroy"
		verb++
	}
	if verb >= s.Last || f.tag(c.last) != article.TO || f.tag(verb) != article.VB || min(c.from, c.first) == s.First {
		return false
	}
	switch before := a.Tokens[min(c.from, c.first)-1]; {
	case before.Tag.IsVerb():
		return true
	default:
		return f.after(c.first, "for", "on", "upon")
	}
}

// partnerAt reports whether the predicate at token i says that its subject is an ally, or one of the allies.
func (f *finder) partnerAt(i int) bool {
	return f.in(i, partners) || f.child(i, func(k int) bool { return f.dep(k) == article.DepNmod && f.in(k, partners) })
}

// partnerSubject reports whether the verb's subject is a word for states: "nations that took part include".
func (f *finder) partnerSubject(verb int) bool {
	return f.child(verb, func(k int) bool { return f.dep(k) == article.DepNsubj && f.in(k, partners) })
}

// opensClause reports whether the name begins a clause and a finite verb of doing follows, which the tree may have missed.
func (f *finder) opensClause(s article.Sentence, c *candidate) bool {
	if c.first > s.First {
		switch f.tag(c.first - 1) {
		case article.Open, article.WRB:
		case article.IN:
			switch f.lower(c.first - 1) {
			case "that", "if", "because", "while", "although", "whether", "unless", "as", "since", "before", "after", "until", "once":
			default:
				return false
			}
		default:
			return false
		}
	}
	i := c.last
	for i < s.Last && f.tag(i) == article.RB {
		i++
	}
	if i >= s.Last {
		return false
	}
	switch f.tag(i) {
	case article.MD:
		return true
	case article.VBZ, article.VBD:
		return !f.in(i, stative)
	}
	return false
}

// goesOn reports whether token i goes on with what the name before it does, whatever the tree: "Ghana, which has declared itself bankrupt", "similar to
// Ghana insisting on it".
func (f *finder) goesOn(i int) bool {
	if f.tag(i) == article.VBG {
		return f.in(i, speaking)
	}
	if f.tag(i) != article.Comma || f.tag(i+1) != article.WDT {
		return false
	}
	verb := i + 2
	if f.is(verb, "has") || f.is(verb, "had") {
		verb++
	}
	t := f.tag(verb)
	return t == article.MD || (t.IsFinite() || t == article.VBN) && !f.in(verb, stative)
}

// busy reports whether token i begins a predicate of doing, whatever the tree: "Ghana is preparing", "Ghana had recalled".
func (f *finder) busy(i int) bool {
	next := f.tag(i + 1)
	switch f.lower(i) {
	case "is", "are", "was", "were":
		return next == article.VBG && !f.is(i+1, "being") && !f.in(i+1, stative)
	case "has", "have", "had":
		return next == article.VBN && !f.in(i+1, stative) && f.tag(i+2) != article.VBN
	}
	return false
}

// ownsPlace reports whether the noun phrase that starts at token i is a part of a country or of its people, or what is at home there: "Japan's Nikkei",
// "France's largest bank".
func (f *finder) ownsPlace(s article.Sentence, i int) bool {
	noun := f.lastNoun(s, i)
	return parts.has(stem(noun)) || f.atHome(noun) && !f.central(s, i) || f.nameIsOthers(s, i)
}

// atHome reports whether the noun is for what has its seat in a country and does not belong to its state, or for who lives there: "Norway's farmers".
func (f *finder) atHome(noun string) bool {
	n, plural := lookup(noun)
	return industries.has(stem(noun)) || n != nil && (n.class == bodyClass && (plural || !n.vague && !n.is(branch)) || !n.vague && n.is(private))
}

// central reports whether the noun phrase that starts at token i is of a state's own bank: "Russia's central bank".
func (f *finder) central(s article.Sentence, i int) bool {
	return i < s.Last && (f.is(i, "central") || f.is(i, "state") || f.is(i, "national"))
}

// nameIsOthers reports whether a name, bare or in brackets, stands at token i that is no state body's: of a firm, a town, a player.
func (f *finder) nameIsOthers(s article.Sentence, i int) bool {
	if f.tag(i) == article.LRB {
		i++
	}
	if i >= s.Last {
		return false
	}
	k := f.a.NameOf(i)
	return k >= 0 && !isBody(fold(f.a.Names[k].Of(f.a.Text)))
}

func (f *finder) nameIsPlace(s article.Sentence, i int) bool {
	return i < s.Last && f.labelAt(i) == article.LOC
}
