package hedge

import (
	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
)

// held reports whether the text says whose belief or charge it is, which makes it an attribution and no hedge.
func (v *view) held(q *Proposal) bool {
	if accusing[q.Entry.ID] {
		return v.hasAccuser(q)
	}
	return q.Entry.Class == Belief && (q.Entry.Decision == ByModel || worries[q.Entry.ID]) && !parenthetical[q.Entry.ID] && v.ownOpinion(q)
}

// worries are the entries of fears and hopes, which with a holder are attributions only: "White House concerns that …".
var worries = map[string]bool{"concern-that": true, "fear": true, "fear-that": true, "fears-that": true, "hope-that": true}

// ownOpinion reports whether one person or body holds the belief, named or by a pronoun: "she believed the plan helped", "seen by Beijing as a
// threat". That is an attribution of an opinion and no hedge, unless the belief itself is put forward as open ("he believes they may have
// left"). A fear with a holder, whoever it is, is an attribution too.
func (v *view) ownOpinion(q *Proposal) bool {
	head := v.cueHead(q)
	if worries[q.Entry.ID] && v.child(head, article.DepNmodPoss, article.DepCompound) >= 0 {
		return true
	}
	subject := v.child(head, article.DepNsubj)
	if subject < 0 && v.article.Tokens[head].Dep == article.DepConj && v.child(head, article.DepAuxPass) < 0 { // "the party lost and | believed that …"
		subject = v.child(v.parent(head), article.DepNsubj)
	}
	if subject >= 0 && worries[q.Entry.ID] {
		return true
	}
	if subject < 0 || !pronouns[v.hash[subject]] && v.article.Tokens[subject].Tag != article.NNP {
		return false
	}
	if c := v.child(head, article.DepCcomp); c >= 0 {
		for _, x := range v.article.Children(c) {
			if openModals[v.hash[x]] {
				return false
			}
		}
	}
	return true
}

// accusing are the entries of a charge, which is an attribution only where the text says who makes it.
var accusing = map[string]bool{"accuse": true, "accused": true, "alleged": true, "allegation": true, "allegation-of": true}

// hasAccuser reports whether the verb of accusing has one who accuses, or whom it accuses: "she accused them" and "her accusations", against "they are accused".
func (v *view) hasAccuser(q *Proposal) bool {
	head := v.cueHead(q)
	if v.article.Tokens[head].Tag.IsNoun() {
		return v.child(head, article.DepNmodPoss) >= 0
	}
	if v.is(head-1, "has", "have", "had") { // whatever the tree
		return true
	}
	return v.article.Tokens[head].Tag.IsVerb() && v.child(head, article.DepNsubj, article.DepObj) >= 0 && v.child(head, article.DepAuxPass, article.DepNsubjPass) < 0
}

// openModals leave open whether what is believed is so.
var openModals = wordSet("may might could would")

// parenthetical are the entries whose verbs hedge whoever says them: "he has left, I suppose".
var parenthetical = map[string]bool{"suppose": true, "guess": true, "imagine": true, "assume": true, "presume": true, "speculate": true}

// pronouns of one person, or of the one who speaks.
var pronouns = wordSet("i he she we")

// readFromEvidence reports whether what suggests or indicates is no person but what something can be read from, "the data suggest", or all that
// was said before: "prices fell, suggesting …".
func (v *view) readFromEvidence(q *Proposal) bool {
	head := v.cueHead(q)
	tag := v.article.Tokens[head].Tag
	if !tag.IsVerb() {
		return false
	}
	subject := v.child(head, article.DepNsubj)
	if subject < 0 || writings[v.hash[subject]] {
		return false
	}
	tag = v.article.Tokens[subject].Tag
	return tag.IsNoun() && !tag.IsProper() && !actor.Denotes(v.article.Word(subject))
}

// writings are nouns of what says something rather than shows it: "the filing indicated that the firm owed $3 million".
var writings = wordSet("report filing filings letter letters statement statements document documents record records ruling agreement article articles memo email emails note notes text message messages " +
	"law bill order contract map sign label card list release notice rules policy plan proposal spokesperson")

// proposes reports whether "suggest" at token i is an infinitive of what somebody is to do, "readers were asked to suggest names", and not of
// what something does: "the data may suggest", "they seem to suggest".
func (v *view) proposes(i int) bool {
	tokens := v.article.Tokens
	if tokens[i].Tag != article.VB {
		return false
	}
	t := i - 1
	for t > 0 && tokens[t].Tag == article.RB {
		t--
	}
	if t > 0 && v.is(t, "to") {
		return !v.is(t-1, "seem", "seems", "seemed", "appear", "appears", "appeared", "tend", "tends")
	}
	return t >= 0 && tokens[t].Tag == article.CC
}

// looks reports whether "look like" tells how things seem, "it looks like rain", "it looked as if he ran", and not what somebody or something
// resembles: "she looked like a queen".
func (v *view) looks(q *Proposal) bool {
	tokens, last := v.article.Tokens, v.sentence(q.First).Last
	if !v.is(q.Last-1, "like") {
		return true
	}
	for t := q.Last; t < min(last, q.Last+4); t++ { // "she looks like winning", "he looked like he would win"
		if tokens[t].Tag == article.MD || t == q.Last && tokens[t].Tag == article.VBG {
			return true
		}
	}
	t := q.First - 1
	for t > 0 && (tokens[t].Tag == article.RB || tokens[t].Tag == article.MD) {
		t--
	}
	made := t > 0 && v.is(t-1, "make", "makes", "made", "making")
	return t >= 0 && v.is(t, "it", "things", "that", "this") && tokens[t].Tag != article.WDT && !made && q.Last < last && !v.isMark(q.Last)
}

// evidence are nouns of what something can be read from.
var evidence = wordSet("evidence data figures results result findings finding study studies research poll polls survey surveys analysis analyses theory theories test tests statistics numbers " +
	"signs clues experiments models simulations calculations estimates projections trends reports footage images experience history")
