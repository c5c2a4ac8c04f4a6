package hedge

import "github.com/ascribe/ascribe/wasm/article"

// withSubject returns where the claim that begins at token first, and has its verb with a tense at token verb, begins once it has the whole
// subject of that verb: the tree can have left it out, cut it off in its middle, or put another clause before it.
func (v *view) withSubject(first, verb int, s article.Sentence) int {
	subject := v.subject(verb, s)
	switch {
	case first >= verb, subject < first && v.splits(first, s), subject+1 < verb && v.asksOf(subject):
		return subject
	case subject > first+1 && v.is(subject-1, "that"), // "The trouble is just that | the damage would be larger"
		subject > first+1 && subject < verb && v.is(subject-1, "where", "when", "why", "how"),                                                 // "past the level where | any may remain"
		subject > first+1 && subject < verb && v.opensPhrase(subject) && v.article.Tokens[subject-1].Tag.IsNoun() && v.tensed(first, subject): // "It is no record | most people would notice"
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
	return v.isPreposition(i-1) || v.is(i, "of") || before == article.DT || before == article.POS || v.article.Tokens[i].Tag == article.RB && before.IsNoun()
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
			if at > s.First && (v.asks(at-1) || v.is(at-1, "that")) { // "substances that, if taken, | would"
				return at - 1
			}
		case t+1 < verb && (t > s.First && v.glued(t) || v.glued(t+1)):
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
				if who = v.subjectBefore(group, s); who == group || v.is(at, ",") {
					return verb
				}
			}
			at, joined = who, who
		case tag == article.EX, v.asks(t) && at == verb, at < verb && t+1 == at && v.asksOf(t):
			return t
		case v.asks(t) && !relative, v.opensPhrase(at) && (tag.IsNoun() || tag == article.JJ), // "sure | some people may"
			tag == article.VBG && t > s.First && v.is(t-1, ","): // ", meaning | they may"
			return at
		case tag == article.CC && at < verb && t > s.First:
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

// mainBefore returns where the main clause begins that a condition after it, from token at on, depends on; at if none stands there.
func (v *view) mainBefore(at int, s article.Sentence) int {
	for t := at - 1; t >= s.First && !v.endsClause(t) && (t == at-1 || !v.is(t, ",")); t-- {
		if !v.hasTense(t) {
			continue
		}
		who := v.relativeBefore(t, s)
		if who >= 0 {
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

// relativeBefore returns the first token of the relative clause that the verb with a tense at token verb belongs to, the preposition before
// its "who" or "which" included; -1 if it belongs to none.
func (v *view) relativeBefore(verb int, s article.Sentence) int {
	for t := verb - 1; t > s.First && !v.hasTense(t) && !v.isMark(t); t-- {
		if v.asks(t) {
			if v.isPreposition(t - 1) {
				t--
			}
			return t
		}
	}
	return -1
}

// relativeAt reports whether the verb group at token i belongs to a relative clause.
func (v *view) relativeAt(i int) bool { return v.relativeBefore(i, v.sentence(i)) >= 0 }

// asks reports whether token i is "who", "which", "what" or the like.
func (v *view) asks(i int) bool {
	switch v.article.Tokens[i].Tag {
	case article.WDT, article.WP, article.WPS, article.WRB:
		return true
	}
	return false
}

// asksOf reports whether token i is a "what" or "whose" of the noun after it: "what | advice".
func (v *view) asksOf(i int) bool { return v.is(i, "what", "whose") && !v.opensPhrase(i+1) }

// opensPhrase reports whether token i can only be the first of a noun phrase.
func (v *view) opensPhrase(i int) bool {
	tag := v.article.Tokens[i].Tag
	return tag == article.DT || tag == article.PRP || tag == article.PRPS || v.is(i, "most", "many", "few", "everyone", "everybody", "nobody", "anyone")
}

// inNounPhrase reports whether token i can stand in a noun phrase, or, inside, among what completes one.
func (v *view) inNounPhrase(i int, inside bool) bool {
	switch tag := v.article.Tokens[i].Tag; tag {
	case article.PRP, article.PRPS, article.DT, article.PDT, article.JJ, article.JJR, article.JJS, article.CD, article.POS, article.Dollar, article.HYPH, article.LRB, article.RRB,
		article.VBN, article.VBG:
		return true
	case article.TO, article.RB, article.RBS, article.RP:
		return inside
	case article.VB:
		return inside && i > 0 && v.article.Tokens[i-1].Tag == article.TO
	default:
		return tag.IsNoun() || inside && (v.isPreposition(i) || v.asks(i))
	}
}

// isPreposition reports whether token i is a preposition and opens no clause.
func (v *view) isPreposition(i int) bool {
	return v.article.Tokens[i].Tag == article.IN && !conditions[v.hash[i]] && !hanging[v.hash[i]] && !reasons[v.hash[i]] && !v.is(i, "that", "whether", "so", "than")
}

// verbGroup returns the first token of the verb with a tense that the cue stands in, "| has apparently left", "| may have left"; -1 if it stands in none.
func (v *view) verbGroup(q *Proposal) int {
	s := v.sentence(q.First)
	first := v.groupStart(q.First, s)
	if !v.tensed(first, q.First+1) && !(v.article.Tokens[q.First].Tag == article.RB && q.Last < s.Last && v.hasTense(q.Last)) {
		return -1
	}
	return first
}

// groupStart returns the first of the auxiliaries and adverbs right before token i.
func (v *view) groupStart(i int, s article.Sentence) int {
	for i > s.First && (v.article.Tokens[i-1].Tag == article.MD || v.article.Tokens[i-1].Tag == article.RB || auxiliaries[v.hash[i-1]]) {
		i--
	}
	return i
}

var auxiliaries = wordSet("is are was were 's 're be been being has have had 've does do did gets get got")
