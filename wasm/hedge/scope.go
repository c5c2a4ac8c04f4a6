package hedge

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// scopeOf returns the claim that the cue makes uncertain, by the tree: the clause of a modal or an adverb, the noun phrase of
// an adjective before its noun, the content of a verb or noun that reports a belief, both clauses of a conditional.
func scopeOf(v *view, q Proposal) []article.Span {
	var first, last int
	s := v.sentence(q.First)
	if head := v.cueHead(&q); q.Entry.Class == Approximation {
		first, last = v.numberScope(&q)
	} else if _, _, predicate := v.putForward(&q); !predicate && v.article.Tokens[head].Dep == article.DepAmod && v.parent(head) > head && !v.is(q.Last, "to", "for") {
		noun := v.parent(head)
		for v.article.Tokens[noun].Dep == article.DepCompound && v.parent(noun) > noun { // "potential sanctions | violations"
			noun = v.parent(noun)
		}
		first, last = v.phrase(q.First, noun)
		last = v.completed(last, s)
	} else if f, l, ok := v.question(&q); ok {
		first, last = f, l
	} else if f, l, ok := v.topic(&q, s); ok {
		first, last = f, l
	} else if f, l, ok := v.reduced(&q, s); ok {
		first, last = f, l
	} else if f, l, ok := v.objectBefore(&q, s); ok {
		first, last = f, l
	} else if q.Entry.ID == "inverted" {
		first, last = v.invertedClaim(&q, s)
	} else {
		first, last = v.claim(&q)
		first, last = v.refined(&q, max(first, s.First), min(last, s.Last))
	}
	if q.Entry.Class == Unknown && first == q.Last+1 && v.is(q.Last, "who", "what", "when", "where", "why", "how") && v.is(first, "to") {
		first = q.Last // "do not know | where to sleep"
	}
	first, last = max(first, s.First), min(last, s.Last)
	if q.First < first && first < q.Last { // a cue of several words is not cut: "not ruled out"
		first = q.Last
	}
	for first < last && v.isMark(first) {
		first++
	}
	for last > first && v.isMark(last-1) {
		last--
	}
	if first >= last {
		first, last = q.First, q.Last
	}
	for last < s.Last && (v.glued(last) || v.closesBracket(first, last)) {
		last++
	}
	scope := []article.Span{v.article.SpanOf(first, last)}
	if f, l := v.sharedSubject(&q, first); f < l && q.First < last {
		scope = []article.Span{v.article.SpanOf(f, l), scope[0]}
	}
	return scope
}

// sharedSubject returns the subject of a claim that begins at token first with its verb, because an earlier verb has the same: "Farrow | will miss the
// derby and | may be absent for the cup tie"; an empty range for none.
func (v *view) sharedSubject(q *Proposal, first int) (from, to int) {
	tokens := v.article.Tokens
	h := v.cueHead(q)
	if d := tokens[h].Dep; first > q.First || !v.verbal(first, q.First) || q.Entry.Class == Approximation || d != article.DepAux && d != article.DepCop && d != article.DepAdvmod && !tokens[h].Tag.IsVerb() {
		return 0, 0
	} else if !tokens[h].Tag.IsVerb() {
		h = v.parent(h)
	}
	subject := -1
	if h >= 0 && tokens[h].Dep == article.DepConj && v.child(h, article.DepNsubj, article.DepNsubjPass) < 0 {
		subject = v.child(v.parent(h), article.DepNsubj, article.DepNsubjPass)
	}
	if subject < 0 {
		return v.earlierSubject(first)
	}
	from, to = v.article.Subtree(subject)
	for to > subject+1 && v.isMark(to-1) {
		to--
	}
	if to > first {
		return 0, 0
	}
	return from, to
}

// earlierSubject returns the subject of the verb with a tense before the "and" right before token i, another such verb, whatever the tree; an empty range for
// none.
func (v *view) earlierSubject(i int) (from, to int) {
	s := v.sentence(i)
	if i-1 <= s.First || !v.is(i-1, "and", "but", "or") || !v.hasTense(i) {
		return 0, 0
	}
	for t := i - 2; t > s.First && !v.endsClause(t); t-- {
		if !v.hasTense(t) {
			continue
		}
		if who := v.relativeBefore(t, s); who >= 0 {
			t = who
			continue
		}
		to = v.groupStart(t, s)
		return v.subject(to, s), to
	}
	return 0, 0
}

// topic returns what a noun of hearsay, fear, signs or doubt is about: "allegations of | fraud". Of what is possible the noun itself is part.
func (v *view) topic(q *Proposal, s article.Sentence) (first, last int, ok bool) {
	switch q.Entry.Class {
	case Report, Belief, Appearance, Unknown:
	default:
		return 0, 0, false
	}
	if first = q.Last + 1; first >= s.Last || !v.article.Tokens[v.cueHead(q)].Tag.IsNoun() || !v.is(q.Last, "of", "about", "over") || v.asks(first) {
		return 0, 0, false
	}
	if v.is(first, "whether") { // "uncertainty over whether | it will help"
		return first + 1, v.questionEnd(first+1, s), true
	}
	last = v.completed(q.Last, s)
	return first, last, first < last
}

// reduced returns the noun with the participle that follows it and puts in doubt what it is or did: "a man | accused of theft", "hackers, |
// believed to be …". It ends where the verb begins whose subject it is.
func (v *view) reduced(q *Proposal, s article.Sentence) (first, last int, ok bool) {
	noun := q.First
	if noun > s.First && v.is(noun-1, ",") {
		noun--
	}
	if noun == s.First || q.Last >= s.Last || !participles[q.Entry.ID] || !v.article.Tokens[noun-1].Tag.IsNoun() || !v.is(q.Last, "of", "to", "by", "with") && !v.is(q.Last-1, "of") {
		return 0, 0, false
	}
	last = q.Last
	for last < s.Last && !v.parts(last) && !v.hasTense(last) {
		last++
	}
	if last < s.Last && v.hasTense(last) {
		last = v.groupStart(last, s)
	}
	return v.subjectBefore(noun, s), last, last > q.Last
}

// objectBefore returns the noun phrase before the clause that completes it without "that", where nothing follows the cue, a verb of belief, which could
// be its object: "| the crowds | they expect".
func (v *view) objectBefore(q *Proposal, s article.Sentence) (first, last int, ok bool) {
	tag := v.article.Tokens[q.First].Tag
	if tag != article.VB && tag != article.VBP && tag != article.VBD || q.Last < s.Last && !v.isMark(q.Last) && !v.is(q.Last, "if", "when") {
		return 0, 0, false
	}
	if last = v.groupStart(q.First, s) - 1; last <= s.First || v.article.Tokens[last].Tag != article.PRP {
		return 0, 0, false
	}
	first = v.subjectBefore(last, s)
	return first, last, first < last
}

// invertedClaim returns both clauses of a conditional that begins with its verb: "Had he known, he would have left", "she would have lost had she run".
func (v *view) invertedClaim(q *Proposal, s article.Sentence) (first, last int) {
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

// participles are the entries of participles that follow the noun whose claim they put in doubt.
var participles = map[string]bool{"accused": true, "accused-of": true, "suspected": true, "believed": true, "thought": true, "feared": true, "believed-to": true, "charged-with": true}

// completed moves the end of a noun phrase over the prepositional phrases and infinitives that follow it: "potential role | of the drug in trials".
func (v *view) completed(last int, s article.Sentence) int {
	if last >= s.Last || !v.is(last, "of", "for", "between", "to", "in", "with", "against", "about", "over") {
		return last
	}
	for t := last; t < s.Last; t++ {
		if past := v.pastMark(t, s); v.parts(t) && past > t {
			t = past - 1
			continue
		}
		if tag := v.article.Tokens[t].Tag; v.parts(t) || v.hasTense(t) || tag == article.WDT || tag == article.WP || tag == article.WRB || reasons[v.hash[t]] || v.is(t, "that", "if", "unless", "than") || tag == article.CC && !v.joinsWords(t, s) {
			return t
		}
	}
	return s.Last
}

// glued reports whether a hyphen joins tokens i-1 and i, so that no scope ends between them: "late-night".
func (v *view) glued(i int) bool {
	hyphen := func(i int) bool { return v.article.Tokens[i].Tag == article.HYPH }
	touches := func(i int) bool {
		return i < len(v.article.Tokens) && v.article.Tokens[i-1].End == v.article.Tokens[i].Start
	}
	return touches(i) && (hyphen(i-1) && !v.isMark(i) || hyphen(i) && touches(i+1) && !v.isMark(i+1))
}

// closesBracket reports whether token i closes a bracket that is open at the end of the tokens from first to it: "4 million euros ($4.3 million)".
func (v *view) closesBracket(first, i int) bool {
	if v.article.Tokens[i].Tag != article.RRB {
		return false
	}
	for t := i - 1; t >= first; t-- {
		switch v.article.Tokens[t].Tag {
		case article.LRB:
			return true
		case article.RRB:
			return false
		}
	}
	return false
}

// refined mends what a wrong tree does to a clause most often: its end is cut off or too much hangs on it, its beginning holds the
// conjunction, the adverb or the condition that stands before it.
func (v *view) refined(q *Proposal, first, last int) (int, int) {
	s := v.sentence(q.First)
	inside := first <= q.First && q.Last <= last
	opening := q.Entry.Class == Condition && !v.hasTense(q.First) // "if" and the like, not "would"
	g := v.verbGroup(q)
	if g > first && v.is(g-1, "and", "but", "or") && inside && !opening && !v.relativeAt(g) { // "He came from abroad and | is considered …"
		first = g
	}
	if g >= 0 && q.Entry.Class != Unknown && (v.article.Tokens[q.First].Tag == article.MD || inside && !opening) {
		first, inside = v.withSubject(first, g, s), true
	}
	if inside && !opening {
		first = v.afterCondition(first, q.First)
	}
	if inside && !opening {
		first = v.joined(first, q.First)
	}
	for first < last && !(inside && first >= q.First) && v.opens(first, q.Entry.Class) {
		first++
	}
	if inside && !opening {
		first = v.fronted(first, v.groupStart(q.First, s))
	}
	if inside && v.verbal(first, q.First) && (v.hasTense(first) || v.article.Tokens[first].Tag == article.RB) {
		first = v.subjectBefore(first, s)
	}
	if w := v.relative(q.First, first); inside && !opening && w >= 0 {
		first, last = w, q.Last
	}
	from := first
	if inside {
		from = q.Last
	}
	if !inside && v.is(first, "that") && first == q.Last && v.tensed(first+1, last) && !v.isSubjectThat(first) { // whatever its tag
		first++
	}
	if !inside && !opening {
		last = v.nextThat(q, from, last, s)
	}
	last = v.extended(q, from, last, s, inside && g >= 0 && v.tensed(g, q.Last))
	last = v.cut(from, last, s, inside)
	if !opening {
		last = v.nextClause(from, last, inside, first > s.First && conditions[v.hash[first-1]])
	}
	if !opening && inside {
		last = v.nextVerb(q, from, last)
	}
	last = v.moreCharges(q, last, s)
	if first == q.First && conditions[v.hash[first]] && !(first > s.First && v.is(first-1, "even")) {
		last = v.mainAfter(last, s)
	}
	return first, last
}

// moreCharges moves the end of a charge over others that a comma joins to it: "accused of burning papers, | hiding the books and fleeing".
func (v *view) moreCharges(q *Proposal, last int, s article.Sentence) int {
	if q.Last >= s.Last || !v.is(q.Last-1, "of") || v.article.Tokens[q.Last].Tag != article.VBG {
		return last
	}
	for v.is(last, ",") && last+2 < s.Last {
		next := last + 1
		if v.article.Tokens[next].Tag == article.CC {
			next++
		}
		if v.article.Tokens[next].Tag != article.VBG {
			return last
		}
		last = v.nextMark(next, s)
	}
	return last
}

// mainAfter returns where the main clause ends that a condition before it decides on, of which a comma parts it at token end; end if there is none.
func (v *view) mainAfter(end int, s article.Sentence) int {
	if v.is(end-1, ",") {
		end--
	}
	if end+1 >= s.Last || !v.is(end, ",") || v.is(end+1, "so") {
		return end
	}
	last := end + 1
	for last < s.Last && !v.endsClause(last) && !(v.is(last, ",") && v.tensed(end+1, last) && last+1 < s.Last && (v.article.Tokens[last+1].Tag == article.CC || reasons[v.hash[last+1]])) {
		last++
	}
	if v.hasClause(end+1, last) || v.nounThenTense(end+1, last) {
		return last
	}
	return end
}

// opens reports whether token i, the first of a claim, only leads up to it: a mark, a conjunction, or the word that hangs the claim on another clause,
// which belongs to a conditional and to nothing else ("before the police could come" → "the police could come").
func (v *view) opens(i int, c Class) bool {
	t := v.article.Tokens[i]
	if v.isMark(i) {
		return true
	}
	if v.isSubjectThat(i) {
		return false
	}
	if hanging[v.hash[i]] {
		return c != Condition && (t.Dep == article.DepMark || t.Tag == article.WRB)
	}
	if v.is(i, "no") {
		return i+1 < len(v.hash) && v.is(i+1, "matter")
	}
	return openers[v.hash[i]] && t.Tag != article.WDT && t.Tag != article.DT
}

// isSubjectThat reports whether token i is a "that" which a verb with a tense follows, so that it is a subject and opens no clause: "I think | that hurt him".
func (v *view) isSubjectThat(i int) bool {
	return v.is(i, "that") && i+1 < len(v.article.Tokens) && v.hasTense(i+1)
}

// fronted returns the first token of the claim's subject, where a comma ends words before it that have no verb with a tense: "In the north, | the
// rains could fail".
func (v *view) fronted(first, cue int) int {
	for t := cue - 1; t > first; t-- {
		if !v.is(t, ",") {
			continue
		}
		if v.tensed(t+1, cue) || v.tensedOutside(first, t) {
			return first
		}
		subject := false
		for k := t + 1; k < cue; k++ {
			if v.article.Tokens[k].Tag == article.CC {
				return first // a list: "the north, the south and the east"
			}
			d := v.article.Tokens[k].Dep
			subject = subject || d == article.DepNsubj || d == article.DepNsubjPass || d == article.DepExpl
		}
		if subject {
			return t + 1
		}
		return first
	}
	return first
}

// tensedOutside reports whether one of the tokens is a verb with a tense that no relative clause among them holds.
func (v *view) tensedOutside(first, last int) bool {
	s := v.sentence(first)
	for t := first; t < last; t++ {
		if who := v.relativeBefore(t, s); v.hasTense(t) && (who < first || who == first && !v.isPreposition(first)) {
			return true
		}
	}
	return false
}

// hanging are words that hang a clause on another.
var hanging = wordSet("before after until since because while when where if unless once")

// nextVerb ends the claim before "and" or "but" with a verb that has a tense of its own: "is accused of theft and will face trial".
func (v *view) nextVerb(q *Proposal, from, last int) int {
	for t := from; t+1 < last; t++ {
		if v.article.Tokens[t].Tag == article.CC && v.hasTense(t+1) && !v.goesOn(q, t+1) {
			return t
		}
	}
	return last
}

// goesOn reports whether the verb at token i can go on what the cue's verb began: after a modal it may be an infinitive that looks like a verb
// with a tense, "could push up prices and | hurt the poor"; after an adverb it has the same tense, "allegedly forged passports and | sold them".
func (v *view) goesOn(q *Proposal, i int) bool {
	tag := v.article.Tokens[i].Tag
	if tag == article.MD || auxiliaries[v.hash[i]] {
		return false
	}
	switch v.article.Tokens[q.First].Tag {
	case article.MD:
		return tag != article.VBZ && !strings.HasSuffix(v.article.Word(i), "ed")
	case article.RB:
		return q.Last < len(v.article.Tokens) && v.article.Tokens[q.Last].Tag == tag
	}
	return false
}

// nextClause ends the claim before a comma and the clause that the sentence goes on with: "To test the hypothesis that it helps, | we …". Hung: the
// claim hangs on that clause, "Although it may help, | the firm …".
func (v *view) nextClause(from, last int, tensed, hung bool) int {
	for t := from; t+2 < last; t++ {
		if !v.is(t, ",") || !tensed && !v.tensed(from, t) {
			continue
		}
		if tag := v.article.Tokens[t+1].Tag; (tag == article.PRP || tag == article.EX) && v.hasTense(t+2) || hung && v.hasClause(t+1, last) {
			return t
		}
	}
	return last
}

// joined returns the first token of the last clause before the cue that ", and", a semicolon or a conjunction like "because" ties to the range.
func (v *view) joined(first, cue int) int {
	for t := cue - 1; t > first; t-- {
		if v.is(t, ";") {
			return t + 1
		}
		if v.is(t-1, ",") && (v.article.Tokens[t].Tag == article.CC || v.is(t, "however")) || v.article.Tokens[t].Dep == article.DepMark && v.article.Tokens[t].Tag == article.IN && !v.tensed(t+1, cue) {
			for k := t + 1; k < cue; k++ {
				if d := v.article.Tokens[k].Dep; d == article.DepNsubj || d == article.DepNsubjPass {
					return t + 1
				}
			}
		}
	}
	return first
}

// verbal reports whether nothing but verbs and adverbs stands from token first to last, so that a claim which begins there lacks its subject.
func (v *view) verbal(first, last int) bool {
	for t := first; t < last; t++ {
		if tag := v.article.Tokens[t].Tag; !tag.IsVerb() && tag != article.MD && tag != article.RB {
			return false
		}
	}
	return true
}

// relative returns the "who", "which" or "that" whose verb the cue at token cue belongs to, if nothing but auxiliaries and adverbs stand
// between, and the claim begins before it at first: "the motif, which is thought to bind DNA, is …"; -1 for none.
func (v *view) relative(cue, first int) int {
	for t := cue - 1; t > first; t-- {
		if tag := v.article.Tokens[t].Tag; tag == article.WDT || tag == article.WP {
			return t
		}
		if !v.verbal(t, t+1) {
			return -1
		}
	}
	return -1
}

// subjectBefore returns the first token of the noun phrase right before token i, which a wrong tree has hung elsewhere; words between two commas
// may stand between: "the driver, 19, …", "the dam, built in 1960, …".
func (v *view) subjectBefore(i int, s article.Sentence) int {
	t := i
	if t-2 > s.First && v.is(t-1, ",") {
		for t -= 2; t > s.First && !v.isMark(t); t-- {
		}
		if !v.is(t, ",") {
			return i
		}
	}
	start := t
	for t > s.First {
		tag := v.article.Tokens[t-1].Tag
		if !tag.IsNoun() && tag != article.PRP && tag != article.PRPS && tag != article.DT && tag != article.JJ && tag != article.CD && tag != article.POS {
			break
		}
		t--
	}
	if t == start || !v.article.Tokens[start-1].Tag.IsNoun() && v.article.Tokens[start-1].Tag != article.PRP {
		return i
	}
	return t
}

// openers are words before a claim that are not part of it.
var openers = wordSet("and but or however so yet that meanwhile also nor plus therefore thus still moreover whether no matter although")

// afterCondition returns the first token after a condition that opens the range and ends in a comma before the cue.
func (v *view) afterCondition(first, cue int) int {
	at := first
	for s := v.sentence(first); at > s.First && !v.isMark(at-1); { // the tree has left "if" out, or more of the condition
		at--
	}
	if at < first && !conditions[v.hash[at]] && at > v.sentence(at).First {
		at = first
	}
	for at < cue && (v.isMark(at) || openers[v.hash[at]] && !conditions[v.hash[at]] || v.is(at, "even", "only") && at+1 < cue && conditions[v.hash[at+1]]) {
		at++
	}
	turned := at < cue && at == v.sentence(at).First && v.is(at, "had", "were", "should") // "Had he known, he would have left"
	if at >= cue || !conditions[v.hash[at]] && !turned {
		return first
	}
	for t := cue - 1; t > at; t-- {
		if v.is(t, ",") {
			return t + 1
		}
	}
	return first
}

var conditions = wordSet("if unless because although though while since whereas when once after before until despite")

// extended moves the end of a claim to the end of the clause, if only words that complete it stand between: the parser hangs
// late objects and prepositions on the wrong word. Where a second verb with a tense follows, the claim is part of something larger and stays.
// Tensed: the cue has brought the first one.
func (v *view) extended(q *Proposal, from, last int, s article.Sentence, tensed bool) int {
	tensed = tensed || v.tensed(from, last)
	for t := max(last, from); t < s.Last; t++ {
		tag := v.article.Tokens[t].Tag
		switch {
		case v.isDegree(t, s):
		case tag == article.CC && t > from && v.joinsWords(t, s):
		case tag == article.CC && t > from && t+1 < s.Last && v.hasTense(t+1) && v.goesOn(q, t+1):
			t++
		case v.isMark(t):
			end := v.pastMark(t, s)
			opens := !tensed && from > s.First && v.is(from-1, "that")
			if end == t && !(opens && v.is(t, ",")) || tag == article.LRB && !tensed && !opens { // "that, unlike the others, it will stay"
				return t
			}
			t = max(t, end-1)
		case t > from && v.restricts(t, s):
			t = v.nextMark(t+1, s) - 1
			tensed = true
		case tag == article.CC || tag == article.WDT || tag == article.WP || reasons[v.hash[t]] && !v.dates(t, s) || v.is(t, "if", "unless", "that", "than"):
			return t
		case v.hasTense(t):
			if tensed {
				return last
			}
			tensed = true
		}
	}
	return s.Last
}

// restricts reports whether token i opens a relative clause without a comma, which says what the noun before it is, "a file that helps voters", or what
// a preposition goes on with, "a judgment of what helps voters", and after it no verb of another clause follows up to the next mark.
func (v *view) restricts(i int, s article.Sentence) bool {
	if tag := v.article.Tokens[i].Tag; tag != article.WDT && tag != article.WP || !v.article.Tokens[i-1].Tag.IsNoun() && !v.isPreposition(i-1) {
		return false
	}
	verbs := 0
	for t, end := i+1, v.nextMark(i+1, s); t < end; t++ {
		if v.hasTense(t) {
			verbs++
		}
	}
	return verbs == 1
}

// nextThat moves the end of what is said or thought over the clauses that "and that" joins to it: "he fled, and that he is abroad". Behind a noun
// and a comma it goes on with what the noun's own sentence says: "spoke of fears that he fled, and that he is abroad".
func (v *view) nextThat(q *Proposal, from, last int, s article.Sentence) int {
	noun := v.article.Tokens[v.cueHead(q)].Tag.IsNoun()
	for t := from; t+2 < s.Last && !v.endsClause(t) && !(noun && v.is(t, ",")); t++ {
		if v.article.Tokens[t].Tag == article.CC && v.is(t+1, "that") && v.tensed(from, t) && !(v.hasTense(t+2) && !v.is(max(from-1, 0), "that")) {
			last = max(last, v.nextMark(t+2, s))
		}
	}
	return last
}

// pastMark returns where a claim goes on behind the mark at token i, if what the mark opens has no clause of its own: the rest of a word with a
// hyphen, a few words in brackets or quotation marks, a phrase with a preposition, "even" or the like, the rest of a list; i if the claim ends there.
func (v *view) pastMark(i int, s article.Sentence) int {
	end := i
	switch tag := v.article.Tokens[i].Tag; {
	case tag == article.HYPH:
		return i + 1
	case tag == article.LRB:
		end = v.closing(i, article.RRB, s)
	case tag == article.Open:
		end = v.closing(i, article.Close, s)
	case v.is(i, ",") && i+1 < s.Last:
		if v.isPreposition(i+1) && !v.is(i+1, "with", "for", "like") || narrowing[v.hash[i+1]] {
			end = v.nextMark(i+1, s)
		} else {
			end = v.listEnd(i, s)
		}
	}
	if v.tensed(i+1, end) {
		return i
	}
	return end
}

// narrowing are words that open what is added to a phrase after a comma.
var narrowing = wordSet("even especially particularly including mainly mostly primarily such")

// closing returns the token after the mark with the tag that closes what token i opens; i if none follows within a few words.
func (v *view) closing(i int, tag article.Tag, s article.Sentence) int {
	for t := i + 1; t < min(s.Last, i+10); t++ {
		if v.article.Tokens[t].Tag == tag {
			return t + 1
		}
	}
	return i
}

// listEnd returns where the list ends that the comma at token i goes on, "bread, | milk and eggs": noun phrases alone, the last of them after "and"
// or "or"; i if it is none.
func (v *view) listEnd(i int, s article.Sentence) int {
	for t := i + 1; t < s.Last; t++ {
		switch {
		case v.article.Tokens[t].Tag == article.CC && !v.is(t, "but"):
			if end := v.nextMark(t+1, s); end > t+1 && !v.is(end, ",") && !v.tensed(t+1, end) && v.inNounPhrase(t+1, false) {
				return end
			}
			return i
		case v.is(t, ",") && t > i+1, v.inNounPhrase(t, t > i+1) && v.article.Tokens[t].Tag != article.VBG && !v.hasTense(t):
		default:
			return i
		}
	}
	return i
}

// joinsWords reports whether the conjunction at token i joins words, and no clause or verb follows it up to the next mark.
func (v *view) joinsWords(i int, s article.Sentence) bool {
	end := v.nextMark(i+1, s)
	return end > i+1 && !v.tensed(i+1, end)
}

// isDegree reports whether token i is an "as" or "than" that opens no clause: "as strong as", "such as", "serve as", "rarer than thought".
func (v *view) isDegree(i int, s article.Sentence) bool {
	if !v.is(i, "as", "than") {
		return false
	}
	if v.is(i, "as") && (i+2 < s.Last && v.is(i+2, "as") || i-2 >= s.First && v.is(i-2, "as")) { // "as early as May", whatever follows
		return true
	}
	end := i + 1
	for end < s.Last && !v.isMark(end) && v.article.Tokens[end].Tag != article.WDT && v.article.Tokens[end].Tag != article.WP && !reasons[v.hash[end]] {
		end++
	}
	return !v.tensed(i+1, end)
}

// dates reports whether token i is a "since" that opens no clause: "since 1994".
func (v *view) dates(i int, s article.Sentence) bool {
	return v.is(i, "since") && i+1 < s.Last && !v.isMark(i+1) && !v.tensed(i+1, v.nextMark(i+1, s))
}

// cut ends the claim before a semicolon, a colon or a dash, a clause of reason, ", and" with a verb or a clause of its own, and a participle
// after a comma: they are the next step of the story.
//
// Tensed: the claim has a verb before from; without one, "and" joins subjects: "that Dorn, 58, and his brother printed maps".
func (v *view) cut(from, last int, s article.Sentence, tensed bool) int {
	dash := v.onlyDash(s)
	for t := from; t+1 < last; t++ {
		if t > from && v.opensReason(t, last, s) || v.is(t, ";", ":") || t == dash {
			return t
		}
		if v.article.Tokens[t].Tag == article.LRB && t > from && v.closesBracket(t, last-1) && v.nounThenTense(t+1, last) {
			return t
		}
		if !v.is(t, ",") {
			continue
		}
		switch next := v.article.Tokens[t+1]; {
		case next.Tag == article.VBG && !v.is(t+1, "including"), v.is(t+1, "for") && v.hasClause(t+2, last):
			return t
		case next.Tag == article.CC && t+2 < last && !v.is(t+2, "that") && (tensed || v.tensed(from, t)) && (v.hasTense(t+2) || v.hasClause(t+2, last) || v.hasAside(t+2, s)):
			return t
		}
	}
	return last
}

// hasAside reports whether the clause that begins at token i has words between two commas before its verb: "and Rossi, the head of the party, will run".
func (v *view) hasAside(i int, s article.Sentence) bool {
	opens := v.nextMark(i, s)
	closes := v.nextMark(min(opens+1, s.Last), s)
	return closes+1 < s.Last && v.is(opens, ",") && v.is(closes, ",") && v.hasTense(closes+1)
}

// opensReason reports whether token i opens a clause of reason or of the contrary, which "because of" and "strong as" do not.
func (v *view) opensReason(i, last int, s article.Sentence) bool {
	if v.is(i, "as") {
		return !v.isDegree(i, s)
	}
	return reasons[v.hash[i]] && !v.dates(i, s) && v.hasClause(i+1, last)
}

// onlyDash returns the dash between two parts of the sentence, -1 if there is none, or more than one, which enclose something.
func (v *view) onlyDash(s article.Sentence) int {
	dash := -1
	for t := s.First + 1; t < s.Last; t++ {
		if !v.article.IsDash(t) || v.article.Word(t) == "-" && v.article.Tokens[t-1].End == v.article.Tokens[t].Start {
			continue
		}
		if dash >= 0 {
			return -1
		}
		dash = t
	}
	return dash
}

// hasClause reports whether the tokens hold a subject and, after it, a verb with a tense.
func (v *view) hasClause(first, last int) bool {
	subject := false
	for t := first; t < last; t++ {
		switch v.article.Tokens[t].Dep {
		case article.DepNsubj, article.DepNsubjPass, article.DepExpl:
			subject = true
		}
		if subject && v.hasTense(t) {
			return true
		}
	}
	return false
}

// hasTense reports whether token i is a verb with a tense; after "to" none is, whatever the tagger says.
func (v *view) hasTense(i int) bool {
	return v.article.Tokens[i].Tag.IsFinite() && (i == 0 || !v.is(i-1, "to"))
}

// tensed reports whether one of the tokens is a verb with a tense.
func (v *view) tensed(first, last int) bool {
	for t := first; t < last; t++ {
		if v.hasTense(t) {
			return true
		}
	}
	return false
}

// reasons open clauses that give the reason or the contrary of a claim and are not part of it.
var reasons = wordSet("because as although though while since whereas")

// claim returns the claim by the tree alone.
func (v *view) claim(q *Proposal) (first, last int) {
	a := v.article
	if f, l, ok := v.putForward(q); ok {
		return f, l
	}
	s := v.sentence(q.First)
	if q.Entry.ID == "matter-how" { // "no matter how good it may look": the question
		for first = q.First; first > s.First && !v.is(first-1, "matter"); {
			first--
		}
		return first, v.nextMark(q.Last, s)
	}
	if worded[q.Entry.ID] {
		if first = v.mainBefore(q.First, s); first < q.First {
			return first, v.nextMark(q.Last, s)
		}
		return first, v.mainAfter(v.nextMark(q.Last, s), s)
	}
	if that := v.thatAfter(q, s); that >= 0 {
		first, last = v.clause(v.parent(that))
		if first < that {
			first, last = that+1, v.nextMark(that+1, s)
		}
		return first, min(last, v.ownVerb(q, that, s))
	}
	if f, l, ok := v.openQuestion(q, s); ok {
		return f, l
	}
	end := q.Last - 1 // a cue that ends in a conjunction governs the clause that it opens
	if d := a.Tokens[end].Dep; (d == article.DepMark || d == article.DepAdvmod || v.is(end, "if", "whether", "as")) && !v.is(end, "to", "of") && v.opensClause(end) {
		if q.Entry.Class == Condition {
			return v.conditional(q, v.parent(end))
		}
		return v.clause(v.parent(end))
	}
	if q.Entry.Class == Unknown && a.Tokens[end].Tag == article.VB && q.Last < s.Last && (v.opensPhrase(q.Last) || a.Tokens[q.Last].Tag.IsNoun()) { // "unable to verify | the claim"
		return v.after(end)
	}
	head := v.cueHead(q)
	switch a.Tokens[head].Dep {
	case article.DepAux, article.DepCop:
		return v.clause(v.parent(head))
	case article.DepMark:
		if q.Entry.Class == Condition {
			return v.conditional(q, v.parent(head))
		}
		return v.clause(v.parent(head))
	case article.DepAdvmod, article.DepDiscourse:
		return v.modified(q, head)
	}
	switch tag := a.Tokens[head].Tag; {
	case tag.IsVerb():
		return v.verbScope(q, head)
	case tag.IsNoun():
		return v.nounScope(q, head)
	case tag == article.JJ || tag == article.RB || tag == article.IN || tag == article.JJR || tag == article.JJS:
		return v.predicateScope(q, head)
	}
	return v.clause(v.clauseHead(head))
}

// ownVerb returns where the verb begins whose subject is the cue at the head of its sentence, behind the clause that "that" opens: "Fears that it has
// stalled | have sent prices down"; the end of the sentence if there is none.
func (v *view) ownVerb(q *Proposal, that int, s article.Sentence) int {
	if !v.article.Tokens[v.cueHead(q)].Tag.IsNoun() || v.tensed(s.First, q.First) {
		return s.Last
	}
	verbs := 0
	for t := that + 1; t < s.Last && !v.isMark(t); t++ {
		if tag := v.article.Tokens[t].Tag; tag == article.CC || v.asks(t) || v.is(t, "that") {
			break
		}
		if v.hasTense(t) {
			if verbs++; verbs == 2 {
				return v.groupStart(t, s)
			}
		}
	}
	return s.Last
}

// openQuestion returns the question that follows a cue of not knowing, an adverb at most between them: "unsure exactly | why it failed".
func (v *view) openQuestion(q *Proposal, s article.Sentence) (first, last int, ok bool) {
	first = q.Last
	for first < s.Last && v.article.Tokens[first].Tag == article.RB {
		first++
	}
	if q.Entry.Class != Unknown || first >= s.Last || !v.is(first, "who", "whom", "whose", "what", "when", "where", "why", "how", "which") {
		return 0, 0, false
	}
	return first, v.questionEnd(first+1, s), true
}

// questionEnd returns where the question ends that token i stands in: at a mark, or at an "and" that opens another clause.
func (v *view) questionEnd(i int, s article.Sentence) int {
	for i < s.Last && !v.parts(i) && !(v.article.Tokens[i].Tag == article.CC && v.hasClause(i+1, v.nextMark(i, s))) {
		i++
	}
	return i
}

// worded are the entries of conditions in several words, of which trees know less than words do.
var worded = map[string]bool{"should-inverted": true, "as-long-as": true, "provided-that": true, "provided-they": true, "on-condition-that": true, "in-the-event": true, "in-case": true, "depending-on": true}

// thatAfter returns the "that" which opens the clause that the cue puts forward, right after it, or after a noun with a preposition: "speculation on
// social media | that he fled"; -1 for none.
func (v *view) thatAfter(q *Proposal, s article.Sentence) int {
	t := q.Last
	noun := v.article.Tokens[v.cueHead(q)].Tag.IsNoun()
	if t+1 < s.Last && (noun && v.isPreposition(t) || v.is(t, "to", "for") && v.article.Tokens[t+1].Tag != article.VB) {
		for t++; t < s.Last && v.inNounPhrase(t, !noun) && !v.is(t, "that"); t++ {
		}
	}
	if t+1 < s.Last && v.is(t, "that") && !(v.isSubjectThat(t) && t == q.Last && !noun) && (v.article.Tokens[t].Dep == article.DepMark || v.article.Tokens[t].Tag == article.IN) {
		return t
	}
	return -1
}

// putForward returns the clause that follows a cue with "it" as its subject, whatever tree it has got: "it seems as if the deal is off",
// "it is unlikely the court will agree".
func (v *view) putForward(q *Proposal) (first, last int, ok bool) {
	s := v.sentence(q.First)
	if q.Entry.Class == Condition {
		return 0, 0, false
	}
	it := q.First - 1
	for it > s.First && it > q.First-4 && !v.is(it, "it") {
		it--
	}
	if it < s.First || !v.is(it, "it") {
		return 0, 0, false
	}
	for t := it + 1; t < q.First; t++ {
		if tag := v.article.Tokens[t].Tag; !tag.IsVerb() && tag != article.MD && tag != article.RB && !v.isMark(t) {
			return 0, 0, false
		}
	}
	first = q.Last
	for first < s.Last && v.is(first, "as", "if", "like", "though", "that", "whether") {
		first++
	}
	if first >= s.Last || v.isMark(first) || v.article.Tokens[first].Tag == article.TO {
		return 0, 0, false
	}
	last = v.nextMark(first, s)
	for t := first + 1; t < last; t++ {
		if v.is(t, "and", "but") && t+1 < last && (v.inNounPhrase(t+1, false) && v.tensed(first, t) || v.article.Tokens[t+1].Tag == article.PRP) && v.hasClause(t+1, last) {
			last = t
		}
	}
	return first, last, v.hasClause(first, last) || v.article.Tokens[first].Tag == article.WRB || v.nounThenTense(first, last)
}

// nounThenTense reports whether a noun and later a verb with a tense stand among the tokens: a clause, whatever tree it has got.
func (v *view) nounThenTense(first, last int) bool {
	for first < last && !v.article.Tokens[first].Tag.IsNoun() {
		first++
	}
	return v.tensed(first, last)
}

// nextMark returns the first mark from token i on that is no hyphen in a word, or the end of the sentence.
func (v *view) nextMark(i int, s article.Sentence) int {
	for i < s.Last && !v.parts(i) {
		i++
	}
	return i
}

// opensClause reports whether token i marks the clause that its head heads.
func (v *view) opensClause(i int) bool {
	h := v.parent(i)
	return h > i && (v.article.Tokens[i].Dep == article.DepMark || v.is(i, "whether", "if"))
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
		f, _ := v.article.Subtree(child)
		for f < child && v.isMark(f) {
			f++
		}
		if v.is(f, "if", "unless", "because", "as", "although", "though", "while", "since", "whereas") {
			return true
		}
		if v.child(child, article.DepMark) >= 0 {
			return false
		}
		// ", prompting concerns that …" is the reporter's next step.
		return child > head && child > 0 && v.commaBefore(child)
	}
	return false
}

// commaBefore reports whether the subtree of token i begins after a comma.
func (v *view) commaBefore(i int) bool {
	first, _ := v.article.Subtree(i)
	return first > 0 && (v.is(first, ",") || v.is(first-1, ","))
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

// conditional returns both clauses of the conditional whose condition token h heads. A condition after a conjunction comes before its main clause.
func (v *view) conditional(q *Proposal, h int) (first, last int) {
	if h < 0 {
		return 0, 0
	}
	first, last = v.article.Subtree(h)
	if q.First > 0 && v.is(q.First-1, "even") { // concedes; the main clause holds anyway
		return q.First, v.nextMark(q.First, v.sentence(q.First))
	}
	if q.First > 0 && (v.isPreposition(q.First-1) || v.article.Tokens[q.First-1].Tag == article.TO) { // "it is similar to | if you spin on a chair"
		return q.First, last
	}
	main := v.parent(h)
	if main >= 0 && main == q.First-1 && holding[v.hash[main]] { // "he thinks if he stops, he will die": both clauses are what he thinks
		end := q.Last
		for s := v.sentence(q.First); end < s.Last && !v.endsClause(end); end++ {
		}
		return q.First, end
	}
	for main >= q.First && main < q.Last || main >= 0 && v.infinitive(main) { // "as long as" hangs on its "long"
		main = v.parent(main)
	}
	if main = v.clauseHead(main); main >= 0 {
		f, l := v.clause(main)
		first, last = min(first, f), max(last, l)
	}
	if before := q.First - 1; before >= first && v.article.Tokens[before].Tag == article.CC {
		first = q.First
	}
	if first < q.First && conditions[v.hash[q.First]] {
		first = v.wholeMain(first, q.First)
	}
	return first, last
}

// wholeMain returns where the main clause begins that stands before a condition at token end, and of which the tree knows from token first on.
func (v *view) wholeMain(first, end int) int {
	s := v.sentence(end)
	if v.is(end-1, "that") { // "worried that | if it rained, …"
		return end
	}
	noun := false
	for t := first; t < end; t++ {
		if v.hasTense(t) {
			return v.withSubject(first, v.groupStart(t, s), s)
		}
		tag := v.article.Tokens[t].Tag
		noun = noun || tag.IsNoun() || tag.IsVerb() || tag == article.PRP
	}
	if main := v.mainBefore(end, s); main < end {
		return main
	}
	if !noun { // "Well, | if they are right, …"
		return end
	}
	return first
}

// infinitive reports whether the clause of token i completes another one, and has "to" in place of a tense: "is likely to agree unless".
func (v *view) infinitive(i int) bool {
	if d := v.article.Tokens[i].Dep; d == article.DepXcomp {
		return true
	} else if d != article.DepAdvcl && d != article.DepCcomp && d != article.DepAcl {
		return false
	}
	m := v.child(i, article.DepMark)
	return m >= 0 && v.article.Tokens[m].Tag == article.TO
}

// holding are verbs of those who say or think what follows, and do not depend on it.
var holding = wordSet("say says said think thinks thought believe believes believed know knows knew hope hopes hoped fear fears feared guess suppose warns warned")

// phrase returns the noun phrase of token h from token first to its end, without relative clauses after a comma, appositions and what is joined to it.
func (v *view) phrase(first, h int) (int, int) {
	if h < 0 {
		return first, first + 1
	}
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
	if v.isPredicate(h) || v.article.Tokens[h].Tag.IsVerb() && v.article.Tokens[h].Dep != article.DepAmod {
		return v.clause(h)
	}
	if top := v.parent(h); v.article.Tokens[h].Dep == article.DepAmod && top >= 0 {
		return v.phrase(q.First, top)
	}
	f, l := v.article.Subtree(h)
	return min(f, q.First), max(l, q.Last)
}

// verbScope returns the scope of a verb: its content, or its whole clause where the claim is about its own subject ("is believed to have left").
func (v *view) verbScope(q *Proposal, head int) (first, last int) {
	s := v.sentence(head)
	passive := v.child(head, article.DepAuxPass, article.DepNsubjPass) >= 0 || v.article.Tokens[head].Tag == article.VBN && v.hasBe(v.groupStart(head, s), head)
	claimed := passive || raising[q.Entry.ID] // of the subject
	if c := v.child(head, article.DepCcomp, article.DepCsubj, article.DepCsubjPass); c > head && !v.is(q.Last-1, "to") && !(claimed && q.Last < s.Last && v.is(q.Last, "to")) {
		first, last = v.clause(c)
		if first > q.Last && !v.tensed(q.Last, first) && v.opensPhrase(q.Last) { // the tree has hung the subject elsewhere: "suggested | the melting of the ice meant"
			first = q.Last
		}
		return first, last
	}
	x := v.child(head, article.DepXcomp)
	switch {
	case claimed:
		return v.clause(head)
	case x >= 0:
		first, last = v.after(head)
		if v.article.Tokens[head].Tag == article.VBN && v.child(head, article.DepAux) < 0 { // "the stake, | expected to grow"
			first = head
		}
		return first, last
	case v.article.Tokens[head].Dep == article.DepAcl && v.article.Tokens[head].Tag == article.VBN:
		return v.phrase(v.nounStart(v.parent(head)), v.parent(head))
	case v.article.Tokens[head].Tag == article.VBN && v.child(head, article.DepObj) < 0:
		return v.clause(head)
	}
	return v.after(head)
}

// hasBe reports whether a form of "be" stands among the tokens.
func (v *view) hasBe(first, last int) bool {
	for t := first; t < last; t++ {
		if copulas[v.hash[t]] {
			return true
		}
	}
	return false
}

// raising are the entries whose verbs take their own subject into the claim: "the plan seems to work".
var raising = map[string]bool{"seem": true, "appear": true, "appear-that": true, "appear-adjective": true, "look-like": true, "look-set": true, "sound-like": true, "depends-on": true, "poised": true}

// nounStart returns the first token of the noun phrase of token h, its article and possessor aside.
func (v *view) nounStart(h int) int {
	if h < 0 {
		return 0
	}
	first := h
	for _, c := range v.article.Children(h) {
		if int(c) < first && v.article.Tokens[c].Dep != article.DepDet && v.article.Tokens[c].Dep != article.DepCase {
			first = int(c)
		}
	}
	return first
}

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
	// "…, study suggests": the claim stands before.
	if c := v.child(h, article.DepCcomp, article.DepParataxis); c >= 0 && c < h {
		return v.clause(c)
	}
	if s := v.sentence(h); h+1 >= s.Last || v.isMark(h+1) {
		for t := h - 1; t > s.First && t > h-6; t-- {
			if v.is(t, ",") && !v.tensed(t, h) {
				return s.First, t
			}
		}
	}
	return v.clause(h)
}

// nounScope returns the scope of a noun: the clause that says its content; its clause where "there is" puts it forward; or its phrase.
func (v *view) nounScope(q *Proposal, head int) (first, last int) {
	for _, c := range v.article.Children(head) {
		d := v.article.Tokens[c].Dep
		if int(c) > head && (d == article.DepAcl || d == article.DepCcomp) {
			if m := v.child(int(c), article.DepMark); d == article.DepCcomp || m >= 0 || v.child(int(c), article.DepNsubj) >= 0 {
				return v.clause(int(c))
			}
		}
	}
	top := v.clauseHead(head)
	if c := v.child(top, article.DepCcomp, article.DepCsubj); c > head && v.child(head, article.DepNmod) < 0 {
		return v.clause(c)
	}
	if v.child(head, article.DepNmod) >= 0 {
		if p := v.parent(head); p >= 0 && v.child(p, article.DepExpl) >= 0 {
			return v.clause(p)
		}
		return v.phrase(q.First, head)
	}
	return v.clause(top)
}

// question returns the question that a predicate of class unknown calls open: "Whether it will help is unclear".
func (v *view) question(q *Proposal) (first, last int, ok bool) {
	if q.Entry.Class != Unknown {
		return 0, 0, false
	}
	s := v.sentence(q.First)
	for first = q.First - 1; first >= s.First; first-- {
		tag := v.article.Tokens[first].Tag
		if v.isMark(first) || tag == article.CC {
			return 0, 0, false
		}
		if v.is(first, "whether", "how", "what", "who", "why", "when", "where") && (first == s.First || v.isMark(first-1) || v.article.Tokens[first-1].Tag == article.CC) {
			break
		}
	}
	if first < s.First {
		return 0, 0, false
	}
	for last = q.First - 1; last > first+1; last-- {
		if v.is(last, "is", "was", "are", "were", "remains", "remain", "remained") {
			return first, last, true
		}
	}
	return 0, 0, false
}

// predicateScope returns the scope of an adjective in the predicate: the clause that "it is" introduces, or its own.
func (v *view) predicateScope(q *Proposal, head int) (first, last int) {
	if c := v.child(head, article.DepCcomp, article.DepCsubj); c > head && !v.is(q.Last-1, "to") {
		return v.clause(c)
	}
	return v.clause(v.clauseHead(head))
}

// parts reports whether token i is a mark that no word holds, as "late-night" does its hyphen.
func (v *view) parts(i int) bool { return v.isMark(i) && v.article.Tokens[i].Tag != article.HYPH }

// isMark reports whether token i is punctuation only.
func (v *view) isMark(i int) bool {
	switch v.article.Tokens[i].Tag {
	case article.Period, article.Comma, article.Colon, article.Open, article.Close, article.LRB, article.RRB, article.HYPH, article.NFP:
		return true
	}
	return trimmed(v.article.Text, v.article.Tokens[i].Span).Len() == 0
}
