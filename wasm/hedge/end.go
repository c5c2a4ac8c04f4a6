package hedge

import "github.com/ascribe/ascribe/wasm/article"

// end returns where the claim ends that the tree ends at token last. Its words are looked at from token from on; tensed: its verb stands before.
func (v *view) end(from, last int, s article.Sentence, tensed bool) int {
	return v.cut(from, v.extended(from, last, s, tensed), s, tensed)
}

// extended moves the end of a claim to the end of the clause, if only words that complete it stand between: the parser hangs
// late objects and prepositions on the wrong word. Where a second verb with a tense follows, the claim is part of something larger and stays.
func (v *view) extended(from, last int, s article.Sentence, tensed bool) int {
	tensed = tensed || v.tensed(from, last)
	for t := max(last, from); t < s.Last; t++ {
		tag := v.article.Tokens[t].Tag
		switch {
		case v.isDegree(t, s), tag == article.CC && t > from && v.joinsWords(t, s), v.nextDoing(from, t):
		case v.isMark(t):
			past := v.pastMark(t, s)
			if past == t && (tensed || !v.is(from-1, "that")) { // "that, unlike the others, it will stay"
				return t
			}
			t = max(t, past-1)
		case t > from && v.restricts(t, s):
			t = v.nextMark(t+1, s) - 1
			tensed = true
		case tag == article.CC:
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

// cut ends the claim before a semicolon, a colon or a dash, a clause of reason, ", and" with a verb or a clause of its own, and a participle
// after a comma: they are the next step of the story. Before its verb, "and" joins subjects: "that Dorn, 58, and his brother printed maps".
func (v *view) cut(from, last int, s article.Sentence, tensed bool) int {
	dash := v.onlyDash(s)
	for t := from; t+1 < last; t++ {
		switch next := v.article.Tokens[t+1].Tag; {
		case t > from && v.opensReason(t, last, s), v.is(t, ";", ":"), t == dash:
			return t
		case !v.is(t, ","):
		case next == article.VBG && !v.is(t+1, "including") && !v.nextDoing(from, t):
			return t
		case next == article.CC && t+2 < last && !v.is(t+2, "that") && (tensed || v.tensed(from, t)) && (v.hasClause(t+2, last) || v.hasAside(t+2, s)):
			return t
		}
	}
	return last
}

// nextDoing reports whether the comma at token i joins a form in -ing to another one, at token from: "accused of burning papers, | hiding the books".
func (v *view) nextDoing(from, i int) bool {
	return v.is(i, ",") && i+1 < len(v.hash) && v.article.Tokens[from].Tag == article.VBG && v.article.Tokens[i+1].Tag == article.VBG
}

// nextVerb ends the claim before "and" or "but" with a verb that has a tense of its own: "is accused of theft and will face trial".
func (v *view) nextVerb(q *Proposal, last int) int {
	for t := q.Last; t+1 < last; t++ {
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
	switch v.article.Tokens[q.First].Tag {
	case article.MD:
		return tag == article.VBP || tag == article.VBD
	case article.RB:
		return v.article.Tokens[q.Last].Tag == tag
	}
	return false
}

// nextClause ends the claim before a comma and the clause that the sentence goes on with: "To test the hypothesis that it helps, | we …". Hung: the
// claim hangs on that clause, "Although it may help, | the firm …".
func (v *view) nextClause(from, last int, tensed, hung bool) int {
	for t := from; t+2 < last; t++ {
		if v.is(t, ",") && (tensed || v.tensed(from, t)) && (v.article.Tokens[t+1].Tag == article.PRP || hung && v.hasClause(t+1, last)) {
			return t
		}
	}
	return last
}

// hangs reports whether a word before the claim that begins at token first hangs it on another clause.
func (v *view) hangs(first int, s article.Sentence) bool {
	return first > s.First && conditions[v.hash[first-1]]
}

// nextThat moves the end of what is said or thought over the clauses that "and that" joins to it: "he fled, and that he is abroad".
func (v *view) nextThat(from, last int, s article.Sentence) int {
	for t := from; t+2 < s.Last && !v.endsClause(t); t++ {
		if v.article.Tokens[t].Tag == article.CC && v.is(t+1, "that") {
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
	case v.is(i, ","):
		end = v.listEnd(i, s)
	}
	if v.tensed(i+1, end) {
		return i
	}
	return end
}

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
		case v.article.Tokens[t].Tag == article.CC:
			if end := v.nextMark(t+1, s); v.inNounPhrase(t+1, false) {
				return end
			}
			return i
		case v.is(t, ",") && t > i+1, v.inNounPhrase(t, t > i+1) && v.article.Tokens[t].Tag != article.VBG:
		default:
			return i
		}
	}
	return i
}

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
		if v.parts(t) || v.hasTense(t) {
			return t
		}
	}
	return s.Last
}

// restricts reports whether token i opens a relative clause without a comma, which says what the noun before it is, "a file that helps voters", or what
// a preposition goes on with, "a judgment of what helps voters", and after it no verb of another clause follows up to the next mark.
func (v *view) restricts(i int, s article.Sentence) bool {
	if tag := v.article.Tokens[i].Tag; tag != article.WDT && tag != article.WP {
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

// joinsWords reports whether the conjunction at token i joins words, and no clause or verb follows it up to the next mark.
func (v *view) joinsWords(i int, s article.Sentence) bool {
	return !v.tensed(i+1, v.nextMark(i+1, s))
}

// isDegree reports whether token i is an "as" or "than" that opens no clause: "as strong as", "such as", "serve as", "rarer than thought".
func (v *view) isDegree(i int, s article.Sentence) bool {
	if !v.is(i, "as", "than") {
		return false
	}
	if v.is(i+2, "as") || v.is(i-2, "as") { // "as early as May", whatever follows
		return true
	}
	end := i + 1
	for end < s.Last && !v.isMark(end) && !v.asks(end) && !reasons[v.hash[end]] {
		end++
	}
	return !v.tensed(i+1, end)
}

// hasAside reports whether the clause that begins at token i has words between two commas before its verb: "and Rossi, the head of the party, will run".
func (v *view) hasAside(i int, s article.Sentence) bool {
	opens := v.nextMark(i, s)
	closes := v.nextMark(min(opens+1, s.Last), s)
	return closes+1 < s.Last && v.is(closes, ",") && v.hasTense(closes+1)
}

// opensReason reports whether token i opens a clause of reason or of the contrary, which "because of" and "strong as" do not.
func (v *view) opensReason(i, last int, s article.Sentence) bool {
	if v.is(i, "as") {
		return !v.isDegree(i, s)
	}
	return reasons[v.hash[i]] && v.hasClause(i+1, last)
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
