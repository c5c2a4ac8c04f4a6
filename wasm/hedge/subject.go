package hedge

import "github.com/ascribe/ascribe/wasm/article"

// begin returns where the claim of a cue inside it begins, which the tree begins at token first: not at the conjunction, the adverb or the condition
// that stands before it, and with its whole subject.
func (v *view) begin(q *Proposal, first int, s article.Sentence) int {
	if g := v.verbGroup(q); g >= 0 {
		switch {
		case g > s.First && v.asks(g-1): // "the mill, | which would …"
			first = g - 1
		case v.is(g-1, "and", "but", "or"): // "He came from abroad and | is considered …"
			first = v.withSubject(g, g, s)
		default:
			first = v.withSubject(first, g, s)
		}
	}
	first = v.joined(first, q.First)
	for first < q.First && v.opens(first) {
		first++
	}
	return v.fronted(first, v.groupStart(q.First, s))
}

// sharedSubject returns the subject of a claim that begins at token first with its verb, because an earlier verb has the same: "Farrow | will miss the
// derby and | may be absent for the cup tie"; an empty range for none.
func (v *view) sharedSubject(q *Proposal, first int, s article.Sentence) (from, to int) {
	if first > q.First || !v.verbal(first, q.First) || !v.hasTense(first) || !v.is(first-1, "and", "but", "or") {
		return 0, 0
	}
	for t := first - 2; t > s.First && !v.endsClause(t); t-- {
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

// joined returns the first token of the last clause before the cue that a semicolon, ", and" or a conjunction like "because" ties to the range.
func (v *view) joined(first, cue int) int {
	for t := cue - 1; t > first; t-- {
		tag := v.article.Tokens[t].Tag
		if v.is(t, ";") || v.is(t-1, ",") && tag == article.CC || v.article.Tokens[t].Dep == article.DepMark && tag == article.IN && !v.tensed(t+1, cue) {
			return t + 1
		}
	}
	return first
}

// fronted returns the first token of the claim's subject, where a comma ends words before it: "In the north, | the rains could fail".
func (v *view) fronted(first, cue int) int {
	for t := cue - 1; t > first; t-- {
		if v.is(t, ",") {
			if v.hasSubject(t+1, cue) && !v.joins(t+1, cue) {
				return t + 1
			}
			return first
		}
	}
	return first
}

// opens reports whether token i, the first of a claim, only leads up to it: a mark, a conjunction, or the word that hangs the claim on another clause,
// which belongs to a conditional and to nothing else ("before the police could come" → "the police could come").
func (v *view) opens(i int) bool {
	t := v.article.Tokens[i]
	if v.isMark(i) {
		return true
	}
	if v.isSubjectThat(i) {
		return false
	}
	if hanging[v.hash[i]] {
		return t.Dep == article.DepMark || t.Tag == article.WRB
	}
	return openers[v.hash[i]]
}

// withSubject returns where the claim that begins at token first, and has its verb with a tense at token verb, begins once it has the whole
// subject of that verb and nothing before it: the tree can have left it out, cut it off in its middle, or put another clause before it.
func (v *view) withSubject(first, verb int, s article.Sentence) int {
	subject := v.subject(verb, s)
	switch {
	case first >= verb, subject < first && v.splits(first, s),
		subject > first && (v.tensed(first, subject) || v.is(subject-1, "that") || v.asks(subject-1) || v.asks(subject)): // another clause stands before
		return subject
	}
	return first
}

// splits reports whether a claim that begins at token i begins in the middle of a noun phrase.
func (v *view) splits(i int, s article.Sentence) bool {
	if i <= s.First {
		return false
	}
	before := v.article.Tokens[i-1].Tag
	return v.isPreposition(i-1) || v.is(i, "of") || before == article.DT || v.article.Tokens[i].Tag == article.RB
}

// subject returns the first token of the subject of the verb at token verb, found by the words that stand before it alone: a noun phrase with
// all that completes it, prepositions, participles, relative clauses, and what stands between two commas right before the verb. Where none
// stands there, it returns verb.
func (v *view) subject(verb int, s article.Sentence) int {
	at, joined := verb, verb // joined is where the subject begins if the "and" before it joins clauses
	relative := false        // the words from at on hold the verb of a relative clause that "who" can open
	for at > s.First {
		t := at - 1
		tag := v.article.Tokens[t].Tag
		switch {
		case v.is(t, ",") && at == verb:
			if at = v.asideFrom(t, s); at == t {
				return verb
			}
		case tag == article.Open && at == verb, at < verb && v.glued(at):
			at = t
		case tag == article.Close:
			open := v.openingQuote(t, s)
			if open == t {
				return at
			}
			at, joined = open, open
		case v.hasTense(t):
			who := v.relativeBefore(t, s)
			if who < 0 && v.nounPhraseFrom(joined, verb) < verb {
				return joined
			}
			if who < 0 { // "the way voters behave in the booth | may": nothing behind the verb can be the subject
				group := v.groupStart(t, s)
				if who = v.subjectBefore(group, s); who == group {
					return verb
				}
			}
			at, joined = who, who
		case tag == article.EX, v.asks(t) && at == verb, at < verb && v.asksOf(t):
			return t
		case v.asks(t) && !relative, v.opensPhrase(at) && tag.IsNoun(): // "a record | most people may"
			return at
		case tag == article.CC && at < verb:
			joined, at = at, t
		case v.inNounPhrase(t, at < verb):
			if joined == at {
				joined = t
			}
			relative = tag == article.VB || relative && tag != article.WDT && tag != article.WP
			at = t
		case tag.IsVerb():
			return v.nounPhraseFrom(joined, verb)
		default:
			return at
		}
	}
	return at
}

// nounPhraseFrom returns token i, or verb if i is a preposition, so that what stands there completes the verb before it.
func (v *view) nounPhraseFrom(i, verb int) int {
	if v.isPreposition(i) {
		return verb
	}
	return i
}

// asideFrom returns the comma that opens what the comma at token end closes, "the driver, 19, | fled"; end if there is none.
func (v *view) asideFrom(end int, s article.Sentence) int {
	for t := end - 1; t > s.First; t-- {
		if v.is(t, ",") {
			return t
		}
	}
	return end
}

// openingQuote returns the mark that opens the few words which the mark at token end closes, "a “leap second” | would"; end if there is none.
func (v *view) openingQuote(end int, s article.Sentence) int {
	for t := end - 1; t >= s.First && t > end-10; t-- {
		if v.article.Tokens[t].Tag == article.Open {
			return t
		}
		if v.hasTense(t) {
			return end
		}
	}
	return end
}

// subjectBefore returns the first token of the noun phrase right before token i, which a wrong tree has hung elsewhere; words between two commas
// may stand between: "the driver, 19, …", "the dam, built in 1960, …".
func (v *view) subjectBefore(i int, s article.Sentence) int {
	end := i
	if i > s.First && v.is(i-1, ",") {
		end = v.asideFrom(i-1, s)
	}
	if tag := v.article.Tokens[max(end-1, 0)].Tag; !tag.IsNoun() && tag != article.PRP {
		return i
	}
	first := end
	for first > s.First && v.inNounPhrase(first-1, false) {
		first--
	}
	return first
}
