package actor

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// predicate reports whether the nominal says what somebody is: "is the leader", "became president", "was named director".
func (f *finder) predicate(s article.Sentence, c *candidate) bool {
	if !f.after(c.from, "among", "with") && f.child(c.Head, func(k int) bool { return f.dep(k) == article.DepCop && k < c.Head && !f.marked(k, c.from) }) {
		return true
	}
	for j := c.from - 1; j >= s.First && j >= c.from-5; j-- {
		switch t := f.tag(j); {
		case t.IsVerb():
			return f.in(j, becoming) && !f.isSubject(c)
		case t == article.RB, t == article.Open, t == article.Close, t == article.JJ, t == article.DT:
		default:
			return false
		}
	}
	return false
}

// marked reports whether a quotation mark stands between the tokens, so that a verb before it belongs to another clause: "“It was a raid,” the
// officer said".
func (f *finder) marked(first, last int) bool {
	for i := first; i < last; i++ {
		if f.tag(i) == article.Close {
			return true
		}
	}
	return false
}

// inRoleOf reports whether "as" or a noun for an office makes the nominal a role: "resigned as minister", "the rank of a general", but not "as long as the
// army did", nor "as well as ministers".
func (f *finder) inRoleOf(c *candidate) bool {
	if f.after(c.from, "of") && f.in(c.from-2, ranks) && c.noun.human() && !c.plural {
		return true
	}
	return f.after(c.from, "as") && !f.after(c.from-1, "well", "such") && !f.tag(c.last).IsFinite() && f.tag(c.last) != article.POS
}

// actor reports whether a nominal with a vague noun acts or says who somebody is, so that it means people and not a place or a thing.
func (f *finder) actor(s article.Sentence, c *candidate) bool {
	switch c.noun.lemma {
	case "side":
		return c.plural && c.first < c.Head && f.in(c.Head-1, opposed) // "the two sides"
	case "campaign":
		if f.labelAt(c.Head-1) == article.PER || f.tag(c.from) == article.PRPS && f.acting(f.joinedWith(c)) { // "the Holm campaign", "he and his campaign said"
			return true
		}
	case "unit":
		if f.is(c.Head-1, "tactical") {
			return true
		}
	case "force":
		if f.is(c.Head-1, "task") {
			return true
		}
	case "outlet":
		if f.is(c.Head-1, "news") || f.is(c.Head-1, "media") {
			return true
		}
	case "business", "university", "school", "college", "laboratory", "hospital", "shop", "factory":
		if c.plural && c.first < c.Head && f.stateIn(c.first, c.Head) != nil && !f.after(c.from, "in", "at") { // "British businesses"
			return true
		}
	case "population":
		if f.noun(c.Head-1).human() && c.Head > c.first { // "the migrant population"
			return true
		}
	case "head", "chair":
		described := c.from < c.Head && !f.after(c.from, "at", "on", "over") // "a former head of the port"
		beside := f.tag(c.from-1) == article.Comma && f.personBefore(c.from-1)
		if c.last < s.Last && f.ofWhom(c) && (described || beside) {
			return true
		}
	}
	if c.noun.class == personClass && c.indefinite && c.from > s.First+1 && f.tag(c.from-1) == article.Comma && f.labelAt(c.from-2) == article.PER {
		return true // "Ann Holm, a former model"
	}
	if c.from > s.First+1 && f.is(c.from-1, "to") && f.is(c.from-2, "according") {
		return c.noun.class != stateClass
	}
	if c.noun.class == stateClass {
		return f.ruling(s, c)
	}
	return f.acting(c) || c.noun.class == peopleClass && f.casualties(c.Head)
}

// personBefore reports whether a person's name, or brackets behind one, end before token i.
func (f *finder) personBefore(i int) bool {
	if f.tag(i-1) == article.RRB {
		for far := i - 20; f.tag(i) != article.LRB && i > far; i-- {
		}
	}
	return f.labelAt(i-1) == article.PER
}

// joinedWith returns the mention with the place in the sentence of what it is joined to by "and": "his campaign" is a subject in "he and his campaign said".
func (f *finder) joinedWith(c *candidate) *candidate {
	first := *c
	first.Head, first.from = f.firstConjunct(c)
	return &first
}

// ruling is actor for a vague noun for a state or a town, which is mostly a place: the state acts as subject, or is one of several that something tells
// from others, "African countries", "our two countries", or is named as a power, "the State".
func (f *finder) ruling(s article.Sentence, c *candidate) bool {
	up := f.up(c.Head)
	verb := f.stemOf(up)
	if c.noun.is(land) && isCapital(f.a.Word(c.Head)) && c.Head > s.First && f.is(c.Head-1, "the") && !f.ofWhom(c) && !f.after(c.Head, "of", "in") { // "the Kingdom", but not "the President of the Republic"
		return true
	}
	switch c.noun.lemma {
	case "country", "nation":
		if c.plural && f.toldApart(c) && !f.after(c.from, "in", "across", "into", "from", "throughout", "around", "to") {
			return true
		}
		if !c.plural && f.isSubject(c) && !f.child(up, func(k int) bool { return f.dep(k) == article.DepAuxPass }) && f.bare(c) && f.is(c.Head-1, "the") && !f.copula(up) && !f.in(up, stative) {
			return true
		}
	case "state":
		if c.plural && c.first < c.Head && f.toldApart(c) && isCapital(f.a.Word(c.Head-1)) && !f.after(c.from, "in", "across", "into", "from", "throughout", "around", "to") { // "Gulf states"
			return true
		}
		if c.Head > s.First && f.is(c.Head-1, "the") && !f.ofWhom(c) {
			return true
		}
	}
	return f.dep(c.Head) == article.DepNsubj && (speaking.has(verb) || doing.has(verb)) || c.noun.is(land) && (f.after(c.from, "by") && f.tag(up) == article.VBN || f.willAct(s, c))
}

// toldApart reports whether a word before a plural tells those meant from others: "African", "two", "member", and not "other" or "many".
func (f *finder) toldApart(c *candidate) bool {
	for i := c.first; i < c.Head; i++ {
		if !f.in(i, vaguely) && !f.in(i, numbers) && (f.tag(i) != article.CD || f.is(i, "two")) {
			return true
		}
	}
	return false
}

// acting reports whether the tree says that the nominal does something, or is asked, told or given something.
func (f *finder) acting(c *candidate) bool {
	up := f.up(c.Head)
	if up < 0 {
		return false
	}
	verb := f.stemOf(up)
	switch f.dep(c.Head) {
	case article.DepNsubj:
		return speaking.has(verb) || doing.has(verb)
	case article.DepObl, article.DepNmod:
		return f.after(c.from, "by") && f.tag(up) == article.VBN || f.after(c.from, "to") && handing.has(verb)
	case article.DepObj, article.DepIobj:
		return addressed.has(verb)
	}
	return false
}

// copula reports whether the token is what a subject is said to be.
func (f *finder) copula(i int) bool {
	return f.child(i, func(k int) bool { return f.dep(k) == article.DepCop })
}

// lastNoun returns the last noun of the noun phrase that goes on at token i, in lower case.
func (f *finder) lastNoun(s article.Sentence, i int) string { return f.lower(f.lastNounAt(s, i)) }

// lastNounAt returns the token of the last noun of the noun phrase that goes on at token i, -1 for none.
func (f *finder) lastNounAt(s article.Sentence, i int) int {
	last := -1
	for ; i < s.Last; i++ {
		t := f.tag(i)
		if t.IsNoun() {
			last = i
		} else if t != article.JJ && t != article.JJS && t != article.CD && t != article.HYPH && t != article.VBG && t != article.VBN && t != article.Dollar && (t != article.RB || last >= 0) {
			break
		}
	}
	return last
}

// stemOf returns the stem of token i.
func (f *finder) stemOf(i int) string { return stem(f.lower(i)) }

// stem cuts the endings of regular verbs and plurals, so that one entry stands for all forms: "asked", "asking", "asks" → "ask".
// It need not be a word: "urge" and "urged" are both "urg".
func stem(w string) string {
	switch {
	case len(w) > 5 && strings.HasSuffix(w, "ing"):
		w = w[:len(w)-3]
	case len(w) > 4 && strings.HasSuffix(w, "ied"), len(w) > 4 && strings.HasSuffix(w, "ies"):
		w = w[:len(w)-3] + "y"
	case len(w) > 4 && strings.HasSuffix(w, "ed"):
		w = w[:len(w)-2]
	case len(w) > 4 && strings.HasSuffix(w, "es"):
		w = w[:len(w)-2]
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		w = w[:len(w)-1]
	}
	if len(w) > 3 {
		w = strings.TrimSuffix(w, "e")
	}
	if n := len(w); n > 3 && w[n-1] == w[n-2] && w[n-1] != 's' && w[n-1] != 'l' {
		w = w[:n-1]
	}
	return w
}
