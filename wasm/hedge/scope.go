package hedge

import (
	"slices"

	"github.com/ascribe/ascribe/wasm/article"
)

// scopeOf returns the claim that the cue makes uncertain: the clause of a modal or an adverb, the noun phrase of an adjective before its noun, the
// content of a verb or noun that reports a belief, both clauses of a conditional.
//
// Some cues show by the words around them where their claim is (shapes). For the others, the tree says which clause it is (claim), and the words mend
// the beginning (subject.go) and the end (end.go) of that clause, for there trees are wrong most often. Conditionals have rules of their own (condition.go).
func scopeOf(v *view, q Proposal) []article.Span {
	s := v.sentence(q.First)
	first, last := v.reach(&q, s)
	first, last = max(first, s.First), min(last, s.Last)
	if q.First < first && first < q.Last { // a cue of several words is not cut: "not ruled out"
		first = q.Last
	}
	for first < last && v.isMark(first) {
		first++
	}
	for last > first && v.isMark(last-1) && !v.closesBracket(first, last-1) {
		last--
	}
	if first >= last {
		first, last = q.First, q.Last
	}
	scope := []article.Span{v.article.SpanOf(first, last)}
	if from, to := v.sharedSubject(&q, first, s); from < to && q.First < last {
		scope = []article.Span{v.article.SpanOf(from, to), scope[0]}
	}
	return scope
}

// shapes are the claims that words alone give away, each with the tokens of its claim, or none where the cue is not of that shape.
var shapes = [...]func(*view, *Proposal, article.Sentence) (first, last int){
	(*view).modifiedNoun, (*view).questionBefore, (*view).openQuestion, (*view).topic, (*view).reduced, (*view).objectBefore, (*view).inversion, (*view).worded, (*view).conditional,
}

// reach returns the tokens of the claim.
func (v *view) reach(q *Proposal, s article.Sentence) (first, last int) {
	if q.Entry.Class == Approximation {
		return v.numberScope(q)
	}
	if first, last = v.putForward(q, s); first < last {
		return v.mended(q, first, last, s)
	}
	for _, shape := range shapes {
		if first, last = shape(v, q, s); first < last {
			return first, last
		}
	}
	first, last = v.claim(q, s)
	return v.mended(q, first, last, s)
}

// mended returns the claim, a clause of the tree, with its beginning and its end as the words have them.
func (v *view) mended(q *Proposal, first, last int, s article.Sentence) (from, to int) {
	first, last = max(first, s.First), min(last, s.Last)
	if first <= q.First && q.Last <= last { // the cue stands inside
		first = v.begin(q, first, s)
		last = v.end(q.Last, last, s, v.tensed(v.groupStart(q.First, s), q.Last))
		return first, v.nextVerb(q, v.nextClause(q.Last, last, true, v.hangs(first, s)))
	}
	for first < last && v.opens(first) {
		first++
	}
	last = v.end(first, v.nextThat(first, last, s), s, false)
	return first, v.nextClause(first, last, false, v.hangs(first, s))
}

// modifiedNoun returns the noun phrase of an adjective before its noun, with what follows it: "| potential sanctions violations of the deal".
func (v *view) modifiedNoun(q *Proposal, s article.Sentence) (first, last int) {
	head := v.cueHead(q)
	if v.article.Tokens[head].Dep != article.DepAmod || v.is(q.Last, "to", "for") {
		return 0, 0
	}
	noun := v.parent(head)
	for v.article.Tokens[noun].Dep == article.DepCompound {
		noun = v.parent(noun)
	}
	first, last = v.phrase(q.First, noun)
	for last < s.Last && v.isCommonNoun(last-1) && v.isCommonNoun(last) { // of "sanctions | violations" trees may know the first alone
		last++
	}
	return first, v.completed(last, s)
}

// isCommonNoun reports whether token i is a noun, and no name or day.
func (v *view) isCommonNoun(i int) bool {
	tag := v.article.Tokens[i].Tag
	return (tag == article.NN || tag == article.NNS) && !v.is(i, "today", "yesterday", "tomorrow")
}

// questionBefore returns the question before a predicate that calls it open: "| Whether it will help | is unclear".
func (v *view) questionBefore(q *Proposal, s article.Sentence) (first, last int) {
	last = q.First - 1
	for last > s.First && !v.is(last, "is", "was", "are", "were", "remains", "remain", "remained") {
		last--
	}
	if q.Entry.Class != Unknown || last <= s.First {
		return 0, 0
	}
	for first = last - 1; first >= s.First && !v.isMark(first); first-- {
		if v.asks(first) || v.is(first, "whether") {
			return first, last
		}
	}
	return 0, 0
}

// topic returns what a noun of hearsay, fear, signs or doubt is about: "allegations of | fraud". Of what is possible the noun itself is part.
func (v *view) topic(q *Proposal, s article.Sentence) (first, last int) {
	switch q.Entry.Class {
	case Report, Belief, Appearance, Unknown:
		if v.article.Tokens[v.cueHead(q)].Tag.IsNoun() && v.is(q.Last, "of", "about", "over") && q.Last+1 < s.Last {
			return q.Last + 1, v.completed(q.Last, s)
		}
	}
	return 0, 0
}

// reduced returns the noun with the participle that follows it and puts in doubt what it is or did: "a man | accused of theft", "hackers, |
// believed to be …". It ends where the verb begins whose subject it is.
func (v *view) reduced(q *Proposal, s article.Sentence) (first, last int) {
	noun := q.First - 1
	if noun > s.First && v.is(noun, ",") {
		noun--
	}
	if noun < s.First || q.Last >= s.Last || !participles[q.Entry.ID] || !v.article.Tokens[noun].Tag.IsNoun() {
		return 0, 0
	}
	for last = q.Last; last < s.Last && !v.parts(last) && !v.hasTense(last); {
		last++
	}
	return v.subjectBefore(noun+1, s), v.groupStart(last, s)
}

// participles are the entries of participles that follow the noun whose claim they put in doubt.
var participles = map[string]bool{"accused": true, "accused-of": true, "suspected": true, "believed": true, "thought": true, "feared": true, "believed-to": true, "charged-with": true}

// objectBefore returns the noun phrase before the clause that completes it without "that", where nothing follows the cue, a verb of belief, which could
// be its object: "| the crowds | they expect".
func (v *view) objectBefore(q *Proposal, s article.Sentence) (first, last int) {
	tag := v.article.Tokens[q.First].Tag
	if tag != article.VB && tag != article.VBP || q.Last < s.Last && !v.isMark(q.Last) && !v.is(q.Last, "if", "when") {
		return 0, 0
	}
	if last = v.groupStart(q.First, s) - 1; last <= s.First || v.article.Tokens[last].Tag != article.PRP {
		return 0, 0
	}
	return v.subjectBefore(last, s), last
}

// putForward returns the clause that follows a cue with "it" as its subject, whatever tree it has got: "it seems as if the deal is off",
// "it is unlikely the court will agree".
func (v *view) putForward(q *Proposal, s article.Sentence) (first, last int) {
	it := v.groupStart(q.First, s) - 1
	if q.Entry.Class == Condition || it < s.First || !v.is(it, "it") {
		return 0, 0
	}
	first = q.Last
	for first < s.Last && v.is(first, "as", "if", "like", "though", "that", "whether") {
		first++
	}
	last = v.nextMark(first, s)
	if !v.tensed(first, last) || v.is(first, "to") {
		return 0, 0
	}
	for t := first + 1; t+1 < last; t++ {
		if v.is(t, "and", "but") && v.tensed(first, t) && v.hasClause(t+1, last) {
			return first, t
		}
	}
	return first, last
}

// claim returns the claim by the tree.
func (v *view) claim(q *Proposal, s article.Sentence) (first, last int) {
	if that := v.thatAfter(q, s); that >= 0 {
		first, last = v.clause(v.parent(that))
		if first <= that {
			first, last = that+1, v.nextMark(that+1, s)
		}
		return first, min(last, v.ownVerb(q, that, s))
	}
	end := q.Last - 1 // a cue that ends in a conjunction governs the clause that it opens
	if v.opensClause(end) && !v.is(end, "to", "of") {
		return v.clause(v.parent(end))
	}
	if v.article.Tokens[end].Tag == article.VB && q.Entry.Class == Unknown { // "unable to verify | the claim"
		return v.after(end)
	}
	head := v.cueHead(q)
	switch v.article.Tokens[head].Dep {
	case article.DepAux, article.DepCop, article.DepMark:
		return v.clause(v.parent(head))
	case article.DepAdvmod, article.DepDiscourse:
		return v.modified(q, head)
	}
	switch tag := v.article.Tokens[head].Tag; {
	case tag.IsVerb():
		return v.verbScope(q, head)
	case tag.IsNoun():
		return v.nounScope(q, head)
	}
	return v.predicateScope(head)
}

// thatAfter returns the "that" which opens the clause that the cue puts forward, right after it, or after a noun or "to" and a few words of a phrase:
// "speculation on social media | that he fled"; -1 for none.
func (v *view) thatAfter(q *Proposal, s article.Sentence) int {
	t := q.Last
	noun := v.article.Tokens[v.cueHead(q)].Tag.IsNoun()
	if t+1 < s.Last && (noun && v.isPreposition(t) || v.is(t, "to") && v.article.Tokens[t+1].Tag != article.VB) {
		for t++; t < s.Last && v.inNounPhrase(t, !noun) && !v.is(t, "that"); t++ {
		}
	}
	if t+1 < s.Last && v.is(t, "that") && !v.isSubjectThat(t) {
		return t
	}
	return -1
}

// ownVerb returns where the verb begins whose subject is the cue at the head of its sentence, behind the clause that "that" opens: "Fears that it has
// stalled | have sent prices down"; the end of the sentence if there is none.
func (v *view) ownVerb(q *Proposal, that int, s article.Sentence) int {
	if !v.article.Tokens[v.cueHead(q)].Tag.IsNoun() || v.tensed(s.First, q.First) {
		return s.Last
	}
	verbs := 0
	for t := that + 1; t < s.Last && !v.isMark(t); t++ {
		if v.hasTense(t) {
			if verbs++; verbs == 2 {
				return v.groupStart(t, s)
			}
		}
	}
	return s.Last
}

// openQuestion returns the question that follows a cue of not knowing, an adverb or a noun's preposition at most between them: "unsure exactly | why it
// failed", "uncertainty over whether | it will help".
func (v *view) openQuestion(q *Proposal, s article.Sentence) (first, last int) {
	first = q.Last
	for first < s.Last && (v.article.Tokens[first].Tag == article.RB || v.isPreposition(first)) {
		first++
	}
	whether := v.is(first, "whether")
	if q.Entry.Class != Unknown || first >= s.Last || !v.asks(first) && !whether {
		return 0, 0
	}
	last = first + 1
	for last < s.Last && !v.parts(last) && !(v.article.Tokens[last].Tag == article.CC && v.hasClause(last+1, v.nextMark(last, s))) {
		last++
	}
	if whether {
		first++
	}
	return first, last
}

// opensClause reports whether token i marks the clause that its head heads.
func (v *view) opensClause(i int) bool {
	return v.parent(i) > i && (v.article.Tokens[i].Dep == article.DepMark || v.is(i, "whether", "if"))
}

// leftOut says which children of a clause's head are not part of the claim that the clause makes.
func (v *view) leftOut(head, child int) bool {
	t := v.article.Tokens[child]
	switch t.Dep {
	case article.DepCc, article.DepDiscourse, article.DepParataxis, article.DepPunct, article.DepVocative:
		return true
	case article.DepMark:
		return t.Tag != article.TO
	case article.DepConj:
		return v.child(child, article.DepNsubj, article.DepNsubjPass, article.DepExpl) >= 0
	case article.DepAdvcl:
		first, _ := v.article.Subtree(child)
		for v.isMark(first) {
			first++
		}
		// ", prompting concerns that …" is the reporter's next step.
		return v.is(first, "if", "unless") || reasons[v.hash[first]] || v.child(child, article.DepMark) < 0 && v.commaBefore(child)
	}
	return false
}

// commaBefore reports whether the subtree of token i begins after a comma.
func (v *view) commaBefore(i int) bool {
	first, _ := v.article.Subtree(i)
	return v.is(first, ",")
}

// clause returns the tokens of the clause that token h heads: its subtree without conjunctions, other clauses beside it and
// the tags of reporting around it.
func (v *view) clause(h int) (first, last int) {
	if h < 0 {
		return 0, 0
	}
	first, last = h, h+1
	for _, c := range v.article.Children(h) {
		if !v.leftOut(h, int(c)) {
			f, l := v.article.Subtree(int(c))
			first, last = min(first, f), max(last, l)
		}
	}
	return first, last
}

// phrase returns the noun phrase of token h from token first to its end, without relative clauses after a comma, appositions and what is joined to it.
func (v *view) phrase(first, h int) (int, int) {
	last := max(h+1, first+1)
	for _, c := range v.article.Children(h) {
		switch v.article.Tokens[c].Dep {
		case article.DepPunct, article.DepCc, article.DepConj, article.DepAppos, article.DepParataxis, article.DepNsubj, article.DepCop:
			continue
		case article.DepAcl:
			if v.commaBefore(int(c)) {
				continue
			}
		}
		_, l := v.article.Subtree(int(c))
		last = max(last, l)
	}
	return first, last
}

// modified returns the scope of an adverb: the clause, if it modifies a predicate, or the phrase that it stands in.
func (v *view) modified(q *Proposal, head int) (first, last int) {
	h := v.parent(head)
	if h < 0 {
		return v.clause(head)
	}
	if v.isPredicate(h) || v.article.Tokens[h].Tag.IsVerb() {
		return v.clause(h)
	}
	first, last = v.article.Subtree(h)
	return min(first, q.First), max(last, q.Last)
}

// verbScope returns the scope of a verb: its content, or its whole clause where the claim is about its own subject ("is believed to have left").
func (v *view) verbScope(q *Proposal, head int) (first, last int) {
	s := v.sentence(head)
	participle := v.article.Tokens[head].Tag == article.VBN
	passive := v.child(head, article.DepAuxPass, article.DepNsubjPass) >= 0 || participle && v.hasBe(v.groupStart(head, s), head)
	claimed := passive || raising[q.Entry.ID] // of the subject
	if c := v.child(head, article.DepCcomp, article.DepCsubj, article.DepCsubjPass); c > head && !claimed {
		_, last = v.clause(c)
		return q.Last, last
	}
	switch complement := v.child(head, article.DepXcomp); {
	case claimed, participle && complement < 0 && v.child(head, article.DepObj) < 0:
		return v.clause(head)
	case participle && complement >= 0 && v.child(head, article.DepAux) < 0: // "the stake, | expected to grow"
		_, last = v.after(head)
		return head, last
	}
	return v.after(head)
}

// hasBe reports whether a form of "be" stands among the tokens.
func (v *view) hasBe(first, last int) bool {
	return slices.ContainsFunc(v.hash[first:last], func(h uint32) bool { return copulas[h] })
}

// raising are the entries whose verbs take their own subject into the claim: "the plan seems to work".
var raising = map[string]bool{"seem": true, "appear": true, "appear-that": true, "appear-adjective": true, "look-like": true, "look-set": true, "sound-like": true, "depends-on": true, "poised": true}

// after returns what depends on token h and follows it: "this to be a short process" after "expect".
func (v *view) after(h int) (first, last int) {
	first, last = h+1, h+1
	for _, c := range v.article.Children(h) {
		if int(c) > h && !v.leftOut(h, int(c)) {
			_, l := v.article.Subtree(int(c))
			last = max(last, l)
		}
	}
	if last > first {
		return first, last
	}
	if end := v.nextMark(h+1, v.sentence(h)); v.hasClause(h+1, end) { // "officials believe he fled", whose tree is wrong
		return h + 1, end
	}
	if c := v.child(h, article.DepCcomp, article.DepParataxis); c >= 0 { // "…, the study suggests": the claim stands before
		return v.clause(c)
	}
	for t, s := h-1, v.sentence(h); t > s.First && !v.tensed(t, h) && (h+1 >= s.Last || v.isMark(h+1)); t-- {
		if v.is(t, ",") {
			return s.First, t
		}
	}
	return v.clause(h)
}

// nounScope returns the scope of a noun: the clause that says its content; its clause where "there is" puts it forward; or its phrase.
func (v *view) nounScope(q *Proposal, head int) (first, last int) {
	nmod := v.child(head, article.DepNmod)
	if p := v.parent(head); nmod >= 0 && v.child(p, article.DepExpl) >= 0 {
		return v.clause(p)
	}
	if c := v.child(head, article.DepCcomp, article.DepAcl); c >= 0 {
		return v.clause(c)
	}
	if nmod >= 0 {
		return v.phrase(q.First, head)
	}
	return v.predicateScope(head)
}

// predicateScope returns the scope of a predicate: the clause that completes it, or its own.
func (v *view) predicateScope(head int) (first, last int) {
	verb := v.clauseHead(head)
	if c := v.child(verb, article.DepCcomp, article.DepCsubj); c > head {
		return v.clause(c)
	}
	return v.clause(verb)
}
