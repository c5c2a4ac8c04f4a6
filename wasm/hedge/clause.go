package hedge

import (
	"slices"

	"github.com/ascribe/ascribe/wasm/article"
)

// joins reports whether a conjunction like "and" stands among the tokens.
func (v *view) joins(first, last int) bool {
	return slices.ContainsFunc(v.article.Tokens[first:max(first, last)], func(t article.Token) bool { return t.Tag == article.CC })
}

// closesBracket reports whether token i closes a bracket that opens among the tokens from first to it: "4 million euros ($4.3 million)".
func (v *view) closesBracket(first, i int) bool {
	opens := func(t article.Token) bool { return t.Tag == article.LRB }
	return v.article.Tokens[i].Tag == article.RRB && slices.ContainsFunc(v.article.Tokens[first:i], opens)
}

// hasSubject reports whether the tokens hold the subject of a verb.
func (v *view) hasSubject(first, last int) bool {
	return slices.ContainsFunc(v.article.Tokens[first:max(first, last)], isSubject)
}

func isSubject(t article.Token) bool {
	return t.Dep == article.DepNsubj || t.Dep == article.DepNsubjPass || t.Dep == article.DepExpl
}

// hasClause reports whether the tokens hold a subject and, after it, a verb with a tense.
func (v *view) hasClause(first, last int) bool {
	subject := false
	for t := first; t < last; t++ {
		subject = subject || isSubject(v.article.Tokens[t])
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

// nextMark returns the first mark from token i on that is no hyphen in a word, or the end of the sentence.
func (v *view) nextMark(i int, s article.Sentence) int {
	for i < s.Last && !v.parts(i) {
		i++
	}
	return i
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

// isSubjectThat reports whether token i is a "that" which a verb with a tense follows, so that it is a subject and opens no clause: "I think | that hurt him".
func (v *view) isSubjectThat(i int) bool {
	return v.is(i, "that") && i+1 < len(v.article.Tokens) && v.hasTense(i+1)
}

// glued reports whether a hyphen joins tokens i-1 and i, so that no scope ends between them: "late-night".
func (v *view) glued(i int) bool {
	hyphen := func(i int) bool { return v.article.Tokens[i].Tag == article.HYPH }
	touches := func(i int) bool {
		return i < len(v.article.Tokens) && v.article.Tokens[i-1].End == v.article.Tokens[i].Start
	}
	return touches(i) && (hyphen(i-1) && !v.isMark(i) || hyphen(i) && touches(i+1) && !v.isMark(i+1))
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
	return v.article.Tokens[i].Tag == article.IN && !hanging[v.hash[i]] && !reasons[v.hash[i]] && !v.is(i, "that", "whether", "so", "than")
}

// verbGroup returns the first token of the verb with a tense that the cue stands in, "| has apparently left", "| may have left"; -1 if it stands in none.
func (v *view) verbGroup(q *Proposal) int {
	s := v.sentence(q.First)
	first := v.groupStart(q.First, s)
	if !v.tensed(first, min(q.Last+1, s.Last)) {
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

// relativeBefore returns the first token of the relative clause that the verb with a tense at token verb belongs to, the preposition before
// its "who" or "which" included; -1 if it belongs to none.
func (v *view) relativeBefore(verb int, s article.Sentence) int {
	for t := verb - 1; t > s.First && !v.hasTense(t) && !v.isMark(t); t-- {
		if v.asks(t) {
			return t
		}
	}
	return -1
}

// Words that hang a clause on another, give its reason or the contrary, or stand before a claim and are not part of it; and auxiliary verbs.
var (
	hanging     = wordSet("before after until since because while when where if unless once")
	conditions  = wordSet("if unless because although though while since whereas when once after before until despite")
	reasons     = wordSet("because as although though while since whereas")
	openers     = wordSet("and but or however so yet that meanwhile also nor plus therefore thus still moreover whether matter although")
	auxiliaries = wordSet("is are was were 's 're be been being has have had 've does do did gets get got")
)
