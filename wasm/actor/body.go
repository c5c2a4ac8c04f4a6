package actor

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// What names of organisations, offices and bodies of states look like.

// office reports whether what was taken for an organisation's name is an office: "the Egyptian Ambassador".
func (f *finder) office(first, last int) bool {
	if !f.isOffice(last - 1) {
		return false
	}
	for i := first; i < last; i++ {
		if f.is(i, "of") {
			return false
		}
	}
	return true
}

// isOffice reports whether token i is for somebody who holds an office, speaks or serves: "minister", "spokesman", "adviser".
func (f *finder) isOffice(i int) bool {
	n := f.noun(i)
	return n.is(office) && !n.vague && !f.plural(i)
}

// officeAt returns the token of the office that what was taken for an organisation's name names with what it is for, "Commissioner for Commerce"; -1 if it
// names none, or a body that is called by its head and has a short form, "the High Commissioner for Refugees (UNHCR)".
func (f *finder) officeAt(first, last int) int {
	if f.tag(last) == article.LRB {
		return -1
	}
	for i := first; i+2 < last; i++ {
		if n := f.noun(i); n.human() && !f.plural(i) && !n.vague && (f.is(i+1, "for") || f.is(i+1, "of")) && (i == first || n.is(office)) {
			return i
		}
	}
	return -1
}

// partners returns the token after a firm named after two, of which the name finder has found each, "Lund & Berg"; 0 if the name does not begin one.
// Two people keep their own names: "Tom Lund & Ann Berg".
func (f *finder) partners(s article.Sentence, name *article.Name) int {
	a, second := f.a, name.Last+1
	if name.Last-name.First > 1 || second >= s.Last || a.Word(name.Last) != "&" || !isCapital(a.Word(second)) {
		return 0
	}
	if k := a.NameOf(second); k >= 0 && (a.Names[k].Last-a.Names[k].First > 1 || a.Names[k].First < second) {
		return 0
	}
	return second + 1
}

// seat returns where, before the last of the tokens from first to last, the name of a state or of a body of one ends that they begin with, and whether it
// is a body's; 0 for none: "the US Treasury Secretary".
func (f *finder) seat(first, last int) (end int, body bool) {
	for end = last - 1; end > first; end-- {
		text := fold(f.a.SpanOf(first, end).Of(f.a.Text))
		if _, state := stateNames()[text]; state || bodies.has(text) {
			return end, bodies.has(text)
		}
	}
	return 0, false
}

// bareEnd returns where an organisation's name ends before words in lower case that only say what it is, "Mesa industry group".
func (f *finder) bareEnd(first, last int) int {
	if n := f.noun(last - 1); n == nil || n.class != bodyClass || n.lemma == "party" || isCapital(f.a.Word(last-1)) {
		return last
	}
	end := last - 1
	for end > first && (f.tag(end-1).IsNoun() || f.tag(end-1) == article.JJ) && !isCapital(f.a.Word(end-1)) {
		end--
	}
	if end > first && isCapital(f.a.Word(end-1)) && (f.tag(end-1).IsProper() || loud(f.a.Word(end-1))) {
		return end
	}
	return last
}

// bodyName completes the candidate for what is named like an organisation.
func (f *finder) bodyName(s article.Sentence, c *candidate, text string) bool {
	c.kind, c.rule = Organization, "name.organization"
	if known := stateNamed(text); known.part != noPart && known.part != capital {
		if f.place(s, c, known); c.kind == Place && f.tag(c.last) != article.POS { // whatever it does: what the name finder took for a body is one
			c.kind, c.rule, c.state = Government, "name.body", known.state
		}
		return true
	}
	if isBody(text) || text == "crown" && c.from > s.First && f.is(c.from-1, "the") || f.ofBody(c) {
		c.kind, c.body, c.rule = Government, true, "name.body"
		c.state = f.stateIn(c.from, c.last)
	}
	return true
}

// ofBody reports whether the name is that of a part of a body of a state that is named as its owner: "the Treasury's Office of Foreign Assets".
func (f *finder) ofBody(c *candidate) bool {
	if len(f.list) == 0 || f.tag(c.first-1) != article.POS {
		return false
	}
	owner := &f.list[len(f.list)-1]
	class := f.noun(f.classToken(c.first, c.last))
	return owner.last == c.first-1 && owner.Form == NameForm && owner.body && class.is(section)
}

// surelyBody reports whether the facts, the name's words or what stands around it say that it is an organisation's.
func (f *finder) surelyBody(s article.Sentence, name *article.Name, text string) bool {
	if famous.has(text) {
		return true
	}
	if name.Label == article.ORG {
		return false // needs no proof
	}
	if f.short[name.Of(f.a.Text)] || f.employer(s, name) {
		return true
	}
	if name.First > s.First && (f.afterFirm(name.First) || name.Label == article.PER && f.is(name.First-1, "of") && f.in(name.First-2, heading)) { // "the president of Acme"
		return true
	}
	return name.Last-name.First > 1 && (f.endsLikeBody(name) || f.bodyActs(s, name))
}

// bodyActs reports whether what was taken for a place's name ends with a noun for a body and acts here: "They urged the Ivel Museum to close".
func (f *finder) bodyActs(s article.Sentence, name *article.Name) bool {
	if n := f.noun(name.Last - 1); name.Label != article.LOC || n == nil || n.class != bodyClass {
		return false
	}
	c := candidate{first: name.First, last: name.Last, from: name.First}
	c.Head = f.headOf(c.first, c.last)
	return f.acting(&c) || f.willAct(s, &c)
}

// endsLikeBody reports whether the last word of a name says that it is a body's, whatever it was taken for.
func (f *finder) endsLikeBody(name *article.Name) bool {
	switch last := f.lower(name.Last - 1); {
	case bodyLast.has(strings.TrimSuffix(last, ".")):
		return true
	case name.Label == article.LOC:
		return nounOf(last).is(section | branch)
	case name.Label == article.PER:
		return trades.has(last) && last != "steel" // a surname
	}
	return false
}

// employer reports whether the name says where somebody works: "an economist for Africa at Standard Chartered".
func (f *finder) employer(s article.Sentence, name *article.Name) bool {
	if !f.after(name.First, "at") {
		return false
	}
	if name.Label == article.PER && (name.Last-name.First > 1 || f.surnames[f.a.Word(name.First)] > 0) {
		return false
	}
	for i := name.First - 2; i >= max(s.First, name.First-6); i-- {
		if t := f.tag(i); t.IsVerb() || t == article.Comma {
			return false
		}
		if n := f.noun(i); n != nil && !f.plural(i) && n.id == expertNoun {
			return true
		}
	}
	return false
}

// expertNoun is the id of the nouns for people who are named with where they work.
const expertNoun = "noun.expert"

// afterFirm reports whether a noun for a company stands right before token i: "the car maker Chrysler".
func (f *finder) afterFirm(i int) bool {
	if i == 0 || f.tag(i-1) != article.NN {
		return false
	}
	n := f.noun(i - 1)
	return n != nil && !f.plural(i-1) && n.is(firm)
}

// inBody reports whether a body's noun stands at token i: the name before it is part of its description.
func (f *finder) inBody(s article.Sentence, i int) bool {
	if i >= s.Last || !f.tag(i).IsNoun() {
		return false
	}
	n := f.noun(i)
	return n != nil && (n.class == bodyClass || n.class == peopleClass)
}

// stateIn returns the state that an adjective or a name among the tokens names.
func (f *finder) stateIn(first, last int) *state {
	names := stateNames()
	for i := first; i < last; i++ {
		for n := min(3, last-i); n > 0 && isCapital(f.a.Word(i)); n-- {
			key := fold(f.a.SpanOf(i, i+n).Of(f.a.Text))
			if known, ok := names["~"+key]; ok {
				return known.state
			}
			if known, ok := names[key]; ok && (known.part == itself) {
				return known.state
			}
		}
	}
	return nil
}

// isBody reports whether a folded name is that of a body of a state.
func isBody(text string) bool {
	if bodies.has(text) || strings.HasSuffix(text, " commission") && !strings.Contains(text, "international") {
		return true
	}
	for _, force := range [...]string{" air force", " armed forces", " marine corps", " guard corps", " peace corps", " defence force", " defense force", " police force"} {
		if strings.HasSuffix(text, force) {
			return true
		}
	}
	if first, _, ok := strings.Cut(text, " "); ok && first[0] >= '0' && first[0] <= '9' && nounOf(lastWord(text)).is(troops) { // "158th fighter wing"
		return true
	}
	if first, rest, ok := strings.Cut(strings.TrimPrefix(text, "us "), " "); ok && (first == "federal" || first == "national" || first == "state") && federal(rest) {
		return true
	}
	if strings.Contains(text, "prosecut") || strings.Contains(text, "attorney general") || strings.Contains(text, "sheriff") {
		return true
	}
	if strings.HasSuffix(text, "congress") && (hasWord(text, "labour") || hasWord(text, "labor") || hasWord(text, "trades") || hasWord(text, "trade")) {
		return false // unions
	}
	if isCentralBank(text) || isAgency(text) {
		return true
	}
	body := false
	for w := range strings.FieldsSeq(strings.TrimPrefix(text, "united states ")) {
		if notStates.has(w) {
			return false
		}
		body = body || bodyWords.has(strings.TrimSuffix(w, "'s"))
	}
	return body
}

// isCentralBank reports whether a folded name is that of the bank of a state: "central bank", "reserve bank of australia".
func isCentralBank(text string) bool {
	return strings.HasPrefix(text, "central bank") || strings.HasPrefix(text, "reserve bank") || strings.HasSuffix(text, " central bank") && !strings.HasPrefix(text, "european")
}

// isAgency reports whether a folded name of three words or more is that of a state's agency or commission: "phytosanitary control agency", "truth commission
// of canada". Two words are as often a business's: "Anadolu Agency".
func isAgency(text string) bool {
	if before, state, ok := strings.Cut(text, " commission of "); ok && before != "" {
		return stateNames()[state].part == itself
	}
	if !strings.HasSuffix(text, " agency") || strings.Count(text, " ") < 2 {
		return false
	}
	first, _, _ := strings.Cut(text, " ")
	if strings.Contains(text, "news ") || strings.Contains(text, "press ") {
		return false
	}
	if stateNames()[first].part == itself || stateNames()["~"+first].part == adjective {
		return true
	}
	for w := range strings.FieldsSeq(text) {
		if notStates.has(w) {
			return false
		}
	}
	return true
}

// federal reports whether the rest of a name that begins with "federal" or "national" makes it a body of a state.
func federal(rest string) bool {
	for w := range strings.FieldsSeq(rest) {
		if nounOf(w).is(branch) {
			return true
		}
	}
	return false
}
