package hedge

import "github.com/ascribe/ascribe/wasm/article"

// inversion returns both clauses of a conditional that begins with its verb: "Had he known, he would have left", "she would have lost had she run".
func (v *view) inversion(q *Proposal, s article.Sentence) (first, last int) {
	if q.Entry.ID != "inverted" {
		return 0, 0
	}
	from := q.Last
	for from < s.Last && !openModals[v.hash[from]] && !v.endsClause(from) {
		from++
	}
	first = q.First
	if from >= s.Last || v.endsClause(from) { // the main clause stands before
		from, first = q.Last, v.mainBefore(q.First, s)
	}
	last = v.nextMark(from, s)
	for past := v.pastMark(min(last, s.Last-1), s); past > last; past = v.pastMark(min(last, s.Last-1), s) {
		last = v.nextMark(past, s)
	}
	return first, last
}

// worded returns both clauses of a condition in several words, of which trees know less than words do.
func (v *view) worded(q *Proposal, s article.Sentence) (first, last int) {
	if !manyWords[q.Entry.ID] {
		return 0, 0
	}
	if first = v.mainBefore(q.First, s); first < q.First {
		return first, v.nextMark(q.Last, s)
	}
	return first, v.mainAfter(v.nextMark(q.Last, s), s)
}

// manyWords are the entries of conditions in several words.
var manyWords = map[string]bool{"should-inverted": true, "as-long-as": true, "provided-that": true, "provided-they": true, "on-condition-that": true, "in-the-event": true, "in-case": true, "depending-on": true}

// conditional returns both clauses of a conditional whose condition "if" or the like opens.
func (v *view) conditional(q *Proposal, s article.Sentence) (first, last int) {
	mark := q.Last - 1
	if q.Entry.Class != Condition || v.article.Tokens[mark].Dep != article.DepMark {
		return 0, 0
	}
	first, last = v.withMain(q, mark, s)
	for first < q.First && v.opens(first) {
		first++
	}
	last = v.end(q.Last, last, s, false)
	if conditions[v.hash[first]] && !v.is(first-1, "even") {
		last = v.mainAfter(last, s)
	}
	return first, last
}

// withMain returns the clause of the condition that token mark opens, together with its main clause where that stands before it.
func (v *view) withMain(q *Proposal, mark int, s article.Sentence) (first, last int) {
	h := v.parent(mark)
	if h < 0 {
		return q.First, q.Last
	}
	first, last = v.article.Subtree(h)
	if v.is(q.First-1, "even") { // concedes; the main clause holds anyway
		return q.First, v.nextMark(q.First, s)
	}
	if q.First > 0 && v.isPreposition(q.First-1) { // "it is similar to | if you spin on a chair"
		return q.First, last
	}
	main := v.parent(h)
	if main >= 0 && main == q.First-1 && holding[v.hash[main]] { // "he thinks if he stops, he will die": both clauses are what he thinks
		end := q.Last
		for ; end < s.Last && !v.endsClause(end); end++ {
		}
		return q.First, end
	}
	for main >= 0 && v.infinitive(main) {
		main = v.parent(main)
	}
	if main = v.clauseHead(main); main >= 0 {
		f, l := v.clause(main)
		first, last = min(first, f), max(last, l)
	}
	if first < q.First && v.article.Tokens[q.First-1].Tag == article.CC { // a condition after a conjunction comes before its main clause
		return q.First, last
	}
	if first < q.First {
		first = v.wholeMain(first, q.First, s)
	}
	return first, last
}

// wholeMain returns where the main clause begins that stands before a condition at token end, and of which the tree knows from token first on.
func (v *view) wholeMain(first, end int, s article.Sentence) int {
	if v.is(end-1, "that") { // "worried that | if it rained, …"
		return end
	}
	noun := false
	for t := first; t < end; t++ {
		if v.hasTense(t) && v.relativeBefore(t, s) < first { // "the grant on which it depends | might be lost"
			return v.withSubject(first, v.groupStart(t, s), s)
		}
		tag := v.article.Tokens[t].Tag
		noun = noun || tag.IsNoun() || tag.IsVerb() || tag == article.PRP
	}
	if !noun { // "Well, | if they are right, …"
		return end
	}
	return first
}

// infinitive reports whether the clause of token i completes another one, and has "to" in place of a tense: "is likely to agree unless".
func (v *view) infinitive(i int) bool {
	m := v.child(i, article.DepMark)
	return m >= 0 && v.article.Tokens[m].Tag == article.TO
}

// holding are verbs of those who say or think what follows, and do not depend on it.
var holding = wordSet("say says said think thinks thought believe believes believed know knows knew hope hopes hoped fear fears feared guess suppose warns warned")

// mainAfter returns where the main clause ends that a condition before it decides on, of which a comma parts it at token end; end if there is none.
func (v *view) mainAfter(end int, s article.Sentence) int {
	if v.is(end-1, ",") {
		end--
	}
	if end+1 >= s.Last || !v.is(end, ",") || v.is(end+1, "so") {
		return end
	}
	last := end + 1
	for last < s.Last && !v.endsClause(last) && !(v.is(last, ",") && last+1 < s.Last && v.article.Tokens[last+1].Tag == article.CC) {
		last++
	}
	if v.tensed(end+1, last) {
		return last
	}
	return end
}

// mainBefore returns where the main clause begins that a condition after it, from token at on, depends on; at if none stands there.
func (v *view) mainBefore(at int, s article.Sentence) int {
	for t := at - 1; t >= s.First && !v.endsClause(t); t-- {
		if !v.hasTense(t) {
			continue
		}
		if who := v.relativeBefore(t, s); who >= 0 {
			t = who
			continue
		}
		verb := v.groupStart(t, s)
		if first := v.subject(verb, s); first < verb {
			return first
		}
		return at
	}
	return at
}
