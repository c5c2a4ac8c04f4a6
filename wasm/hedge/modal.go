package hedge

import (
	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
)

// backshifted reports whether "would" only puts a "will" into the past of a report: "she said the factory would close". Where the sentence
// names a condition, or the subject is one case among others or not yet decided ("said a ban would hurt", "said the plan would hurt"), it
// is no such "would".
func (v *view) backshifted(q *Proposal) bool {
	verb := v.clauseHead(v.cueHead(q))
	governor := v.parent(verb)
	if m := v.child(verb, article.DepMark); m >= 0 && (v.is(m, "whether") || v.is(m, "if") && governor >= 0 && v.is(governor, "say", "ask", "asked", "know", "wondered", "specify")) {
		return true // "did not say whether it would help": the question is the doubt
	}
	s := v.sentence(q.First)
	for t := s.First; t < s.Last; t++ {
		if v.is(t, "if", "unless") {
			return false
		}
	}
	first := v.subject(v.groupStart(q.First, s), s)
	if !v.reported(first, q.First, s) && (governor < 0 || governor > q.First || v.article.Tokens[verb].Dep != article.DepCcomp || !reporting[v.hash[governor]]) {
		return false
	}
	subject := v.child(verb, article.DepNsubj, article.DepNsubjPass)
	if subject < first || subject >= q.First {
		subject = v.firstHead(first, q.First)
	}
	if subject < 0 {
		return false
	}
	if v.is(subject, "it") {
		return !v.is(verb, "mean", "take", "mistake") && v.child(verb, article.DepCop) < 0
	}
	return pronouns[v.hash[subject]] || v.is(subject, "they", "somebody", "someone", "nobody") || v.isDefinite(first, subject) && !undecided[v.hash[subject]]
}

// reported reports whether a verb of reporting stands right before the clause whose subject begins at token first, with the listener or "that"
// at most between them: "told reporters | the factory would close".
func (v *view) reported(first, cue int, s article.Sentence) bool {
	if first >= cue || first <= s.First {
		return false
	}
	t := first - 1
	if v.is(t, "that") && t > s.First {
		t--
	}
	for n := 0; n < 4 && t > s.First && !v.article.Tokens[t].Tag.IsVerb() && v.inNounPhrase(t, false); n++ {
		t--
	}
	return reporting[v.hash[t]] && v.article.Tokens[t].Tag.IsVerb()
}

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
	return v.article.Tokens[head].Tag.IsNoun() && !v.is(first, "a", "an", "any", "such", "another", "this", "that", "these", "those")
}

// reporting are verbs of saying and planning in the past.
var reporting = wordSet("said told announced promised pledged vowed swore agreed decided confirmed added insisted stated declared knew hoped wrote testified indicated signalled signaled " +
	"claimed noted stressed clarified assured maintained explained ruled warned argued")

// undecided are nouns of what may never come to be, so that what it "would" do depends on that.
var undecided = wordSet("plan plans policy policies proposal proposals bill bills law laws measure measures move moves deal deals project projects ban bans merger change changes cut cuts tax taxes idea scheme schemes amendment " +
	"legislation reform reforms step steps strike strikes war attack decision rise increase agreement failure loss return scenario alternative")

// expects reports whether "should" says what is likely, "the work should take a week", and not what is right, "they should resign". What
// people or bodies should do is right unless a time makes it a forecast; what should be done to something is always right.
func (v *view) expects(q *Proposal) bool {
	s := v.sentence(q.First)
	verb := v.parent(q.First)
	if verb <= q.First || v.child(verb, article.DepAuxPass) >= 0 {
		return false
	}
	outcome := outcomes[v.hash[verb]]
	if cop := v.child(verb, article.DepCop); cop >= 0 {
		outcome = prospects[v.hash[verb]]
	}
	subject := v.child(verb, article.DepNsubj)
	if !outcome || subject < 0 || v.is(subject, "you", "i", "we", "there", "question", "this", "that", "who", "everyone", "everybody", "anyone", "nobody", "one", "all") {
		return false
	}
	if tag := v.article.Tokens[subject].Tag; tag.IsProper() || tag == article.PRP && !v.is(subject, "it") || actor.Denotes(v.article.Word(subject), tag) {
		return v.datesAhead(verb+1, v.nextMark(verb+1, s))
	}
	return true
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
		"pay hold stay clear drop grow increase lead add happen continue reduce lower exceed settle contribute enable facilitate strengthen encourage attract raise save cover create generate produce provide")
	// prospects are adjectives and adverbs of what can be expected.
	prospects = wordSet("able ready available enough fine possible complete clear open back over done finished easy easier safe sufficient fit home higher lower better smaller larger")
)
