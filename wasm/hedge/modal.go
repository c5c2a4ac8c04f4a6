package hedge

import (
	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
)

// backshifted reports whether "would" only puts a "will" into the past of a report: "she said the factory would close". Where the subject is one
// case among others or not yet decided ("said a ban would hurt", "said the plan would hurt"), or a condition is named, it is no such "would".
func (v *view) backshifted(modal int) bool {
	verb := v.clauseHead(modal)
	governor := v.parent(verb)
	if m := v.child(governor, article.DepAux); v.article.Tokens[verb].Dep == article.DepConj && v.is(m, "would", "'d") && v.backshifted(m) { // "said it would rain and the river would rise"
		return true
	}
	s := v.sentence(modal)
	first := v.subject(v.groupStart(modal, s), s)
	if first > s.First && v.is(first-1, "whether") {
		return true // "did not say whether it would help": the question is the doubt
	}
	for t := s.First; t < s.Last; t++ {
		if v.is(t, "if", "unless") {
			return v.article.Tokens[first].Tag == article.PRP && v.reported(first, modal, s) // "she said she would go if …" goes back to "I will go if …"
		}
	}
	if !v.reported(first, modal, s) && (governor < 0 || governor > modal || v.article.Tokens[verb].Dep != article.DepCcomp || !reporting[v.hash[governor]]) {
		return false
	}
	subject := v.subjectHead(first, modal)
	if subject < 0 || undecided[v.hash[subject]] || v.is(subject, "it") && (v.child(verb, article.DepCop) >= 0 || v.is(verb, "mean", "take")) { // "said it would be a mistake"
		return false
	}
	return v.article.Tokens[subject].Tag == article.PRP || v.isDefinite(first, subject)
}

// counterfactual reports whether "would" tells what has not come about: "he would not have done that".
func (v *view) counterfactual(modal int) bool {
	s := v.sentence(modal)
	t := modal + 1
	for t < s.Last && v.article.Tokens[t].Tag == article.RB {
		t++
	}
	if t+1 >= s.Last || !v.is(t, "have", "'ve", "’ve") {
		return false
	}
	for t++; t+1 < s.Last && v.article.Tokens[t].Tag == article.RB; {
		t++
	}
	return v.article.Tokens[t].Tag == article.VBN
}

// inverted reports whether token i is a "had" or "were" that stands before its subject in place of "if": "Had he known, he would have left", "she
// would have lost had she run".
func (v *view) inverted(i int) bool {
	s := v.sentence(i)
	if !inverting[v.hash[i]] || i+2 >= s.Last || v.asked(i) {
		return false
	}
	next := v.article.Tokens[i+1].Tag
	opens := i == s.First || v.isMark(i-1) || v.article.Tokens[i-1].Tag == article.CC
	switch {
	case next == article.PRP && !v.is(i+1, "them", "him", "us", "me"):
	case opens && (next.IsProper() || next == article.DT || next == article.PRPS):
	default:
		return false
	}
	for t := i + 1; opens && t < s.Last && !v.endsClause(t); t++ {
		if openModals[v.hash[t]] {
			return true
		}
	}
	for t := i - 1; t >= s.First && !v.endsClause(t); t-- {
		if openModals[v.hash[t]] {
			return next == article.PRP || v.isMark(i-1)
		}
	}
	return false
}

var inverting = wordSet("had were")

// permitted reports whether "may" tells what a court or a law allows: "ruled that worshippers may use the temple".
func (v *view) permitted(modal int) bool {
	governor := v.parent(v.clauseHead(modal))
	return governor >= 0 && v.is(governor, "ruled", "rules", "decreed", "allows")
}

// subjectHead returns the head of the subject, which begins at token first, of the verb that the modal belongs to; -1 for none.
func (v *view) subjectHead(first, modal int) int {
	subject := v.child(v.clauseHead(modal), article.DepNsubj, article.DepNsubjPass)
	if subject < first || subject >= modal {
		return v.firstHead(first, modal)
	}
	return subject
}

// supposes reports whether "would", which is not backshifted, is said of a case that the sentence names, "would fall if …", or is reported of what
// is not decided: "she said the plan would cost 3 million".
func (v *view) supposes(modal int) bool {
	s := v.sentence(modal)
	first := v.subject(v.groupStart(modal, s), s)
	if subject := v.subjectHead(first, modal); subject >= 0 && undecided[v.hash[subject]] && v.reported(first, modal, s) {
		return true
	}
	for t := s.First; t < s.Last; t++ {
		if v.inverted(t) || v.is(t, "if", "unless") && t != first-1 && (t == s.First || !v.is(t-1, "as", "ask", "asked", "asking", "know", "see")) {
			return true
		}
	}
	return false
}

// reported reports whether a verb of reporting, or a noun of what is told, stands right before the clause whose subject begins at token first, with
// the listener, a time or "that" at most between them: "told reporters | the factory would close", "made it clear at noon that | the factory would
// close", "a warning that | the factory would close".
func (v *view) reported(first, cue int, s article.Sentence) bool {
	if first >= cue || first <= s.First {
		return false
	}
	t, reach := first-1, 4
	if t > s.First && v.is(t, "that") {
		t, reach = t-1, 12
	} else if t > s.First && v.is(t, ",") {
		t--
	}
	for n := 0; n < reach && t > s.First && !v.tells(t) && v.inNounPhrase(t, true) && !v.hasTense(t); n++ {
		t--
	}
	return v.tells(t)
}

// tells reports whether token i is a verb of reporting, "clear", or a noun of what is told with "that" after it.
func (v *view) tells(i int) bool {
	return reporting[v.hash[i]] && (v.article.Tokens[i].Tag.IsVerb() || v.is(i, "clear")) || tellings[v.hash[i]] && i+1 < len(v.hash) && v.is(i+1, "that")
}

// tellings are nouns of what is told of the future.
var tellings = wordSet("warning warnings announcement announcements promise promises pledge pledges assurance assurances statement statements vow guarantee guarantees decision")

// firstHead returns the head of the noun phrase that begins at token first, its last noun before a preposition or verb; -1 for none.
func (v *view) firstHead(first, last int) int {
	head := -1
	for t := first; t < last && v.inNounPhrase(t, false); t++ {
		if tag := v.article.Tokens[t].Tag; tag.IsNoun() || tag == article.PRP || tag == article.VBG && head < 0 {
			head = t
		}
	}
	return head
}

// isDefinite reports whether the noun phrase that begins at token first, with its head at token head, is no case among others: "a ban", "any delay".
func (v *view) isDefinite(first, head int) bool {
	tag := v.article.Tokens[head].Tag
	return (tag.IsNoun() || tag == article.VBG) && !v.is(first, "a", "an", "any", "such", "another", "this", "that", "these", "those")
}

// reporting are verbs of saying and planning in the past.
var reporting = wordSet("said told announced promised pledged vowed swore agreed decided confirmed added insisted stated declared knew hoped wrote testified indicated signalled signaled " +
	"claimed noted stressed clarified assured maintained explained ruled warned argued predicted expected thought believed feared estimated envisioned envisaged calculated clear")

// undecided are nouns of what may never come to be, so that what it "would" do depends on that.
var undecided = wordSet("plan plans policy policies proposal proposals bill bills law laws measure measures move moves deal deals project projects ban bans merger change changes cut cuts tax taxes idea scheme schemes amendment " +
	"legislation reform reforms step steps strike strikes war attack decision rise increase agreement failure loss return scenario alternative " +
	"designation designations expansion construction takeover acquisition purchase sale transaction treaty pact tariff tariffs sanction sanctions closure closures rule rules regulation regulations initiative investment withdrawal deportation")

// plannedNext reports whether ", which would" says what a plan of today would bring: the verb with a tense before it is not in the past.
func (v *view) plannedNext(q *Proposal) bool {
	s := v.sentence(q.First)
	if q.First-2 <= s.First || !v.is(q.First-1, "which") || !v.is(q.First-2, ",") {
		return false
	}
	for t := q.First - 3; t >= s.First; t-- {
		if v.hasTense(t) {
			return v.article.Tokens[t].Tag != article.VBD
		}
	}
	return false
}

// expects reports whether "should" says what is likely, "the work should take a week", and not what is right, "they should resign". What
// people or bodies should do is right unless a time makes it a forecast; what should be done to something is right unless it is the end of
// a work and a time is set ("should be finished within days").
func (v *view) expects(q *Proposal) bool {
	s := v.sentence(q.First)
	verb := v.parent(q.First)
	if verb <= q.First {
		return false
	}
	dated := v.datesAhead(verb+1, v.nextMark(verb+1, s))
	comes := outcomes[v.hash[verb]]
	outcome := comes || dated || v.foreseen(verb)
	if v.child(verb, article.DepAuxPass) >= 0 {
		outcome = dated && finished[v.hash[verb]]
	} else if v.child(verb, article.DepCop) >= 0 {
		outcome = prospects[v.hash[verb]]
	}
	subject := v.child(verb, article.DepNsubj, article.DepNsubjPass)
	if subject >= 0 && v.asks(subject) && v.article.Tokens[verb].Dep == article.DepAcl { // "a way that should help"
		subject = v.parent(verb)
	}
	if !outcome || subject < 0 || v.is(subject, "you", "i", "we", "there", "question", "this", "that", "what", "who", "everyone", "everybody", "anyone", "nobody", "one", "all", "those") || v.is(q.First+1, "not", "n't", "n’t") && !v.is(verb, "take") {
		return false
	}
	if tag := v.article.Tokens[subject].Tag; tag.IsProper() && !v.foreseen(verb) || tag == article.PRP && !v.is(subject, "it") || actor.Denotes(v.article.Word(subject)) {
		return dated && (comes || v.child(verb, article.DepCop) >= 0)
	}
	return !v.questioned(q.First)
}

// questioned reports whether "what" opens, or "how" stands before, the subject of the modal at token i: "they discussed what the flag should mean".
func (v *view) questioned(i int) bool {
	s := v.sentence(i)
	first := v.subject(i, s)
	return v.asksOf(first) || first > s.First && (v.article.Tokens[first-1].Tag == article.WP || v.article.Tokens[first-1].Tag == article.WRB)
}

// foreseen reports whether the clause of the verb says what a theory or a calculation foresees: "the models predict that the river should rise".
func (v *view) foreseen(verb int) bool {
	governor := v.parent(verb)
	if governor < 0 || v.article.Tokens[verb].Dep != article.DepCcomp {
		return false
	}
	subject := v.child(governor, article.DepNsubj)
	return subject >= 0 && evidence[v.hash[subject]]
}

// datesAhead reports whether the tokens name a time to come or how long something takes: "by 2011", "within weeks", "next week", "a year".
func (v *view) datesAhead(first, last int) bool {
	for t := first; t < last; t++ {
		if periods[v.hash[t]] || v.is(t, "soon", "tomorrow", "shortly", "next", "eventually") || v.is(t, "by", "within", "in") && t+1 < last && (v.isNumber(t+1) || v.article.Tokens[t+1].Tag.IsProper()) {
			return true
		}
	}
	return false
}

var (
	// outcomes are verbs of what comes about.
	outcomes = wordSet("have take go follow come arrive reach help make bring give get know see return recover become begin start remain prove last cost rise fall ease improve boost allow mean open close end finish work " +
		"pay hold stay clear drop grow increase lead add happen continue reduce lower exceed settle contribute enable facilitate strengthen encourage attract raise save cover create generate produce provide remove prevent avoid solve")
	// finished are participles of a work that comes to its end, or of news that come out.
	finished = wordSet("finished completed done ready known published announced available restored resolved repaired reopened opened delivered released settled")
	// prospects are adjectives and adverbs of what can be expected.
	prospects = wordSet("able ready available enough fine possible complete clear open back over done finished easy easier safe sufficient fit home higher lower better smaller larger")
)
