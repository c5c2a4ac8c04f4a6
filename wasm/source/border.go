package source

import (
	"slices"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// share gives a second verb without a subject of its own the source of the first: "Beijing has not condemned it, but has called for
// talks". The learned choice at times finds a subject so far away unlikely.
func (f *finder) share(x *frame, frames []*frame) {
	if x.source.first >= 0 || f.dep(x.anchor) != article.DepConj || !f.tag(x.anchor).IsVerb() {
		return
	}
	if k := f.childrenOf(x.anchor); k.subject >= 0 || k.set&(1<<article.DepAuxPass|1<<article.DepExpl) != 0 {
		return
	}
	first := f.head(x.anchor)
	subject := f.childrenOf(first).subject
	if subject < 0 {
		return
	}
	if i := from(frames, first); i < len(frames) && frames[i].anchor == first {
		if frames[i].source.has(subject) {
			x.source = frames[i].source
		}
		return
	}
	if f.actors[subject] >= 0 && f.tag(x.cue.first).IsFinite() { // "The captain had been questioned and had said …"
		if x.content[0].has(subject) && len(x.content) > 1 {
			x.content = x.content[1:]
		}
		if s := f.constituent(subject); !x.touches(s) {
			x.source = s
		}
	}
}

// takeSubject gives a verb with a tense and without a source its subject, which is no part of what it says, nor are clauses about it: "The firm, which
// supplies shops, now expects a loss". Trees now and then hang it on the verb before: "officials said Russia | had also requested aid".
func (f *finder) takeSubject(x *frame) {
	if x.source.first >= 0 || !f.tag(x.anchor).IsVerb() || !f.tag(x.cue.first).IsFinite() {
		return
	}
	k := f.childrenOf(x.anchor)
	subject := k.subject
	if subject < 0 {
		subject = x.cue.first - 1
	}
	if subject < 0 || subject >= x.cue.first || f.actors[subject] < 0 || f.dep(subject) != article.DepNsubj || k.set&(1<<article.DepAuxPass|1<<article.DepExpl) != 0 {
		return
	}
	s := f.constituent(subject)
	said := slices.DeleteFunc(slices.Clone(x.content), func(c stretch) bool { return s.has(c.first) && s.has(c.last) })
	if y := (frame{content: said}); len(said) > 0 && s.last < x.cue.first && !y.touches(s) {
		x.source, x.content = s, said
	}
}

// takePair gives a verb both its subjects, where trees do not join them: "the government and | the city argued".
func (f *finder) takePair(x *frame) {
	and := x.source.first - 1
	if and < 1 || f.tag(and) != article.CC || f.dep(and-1) != article.DepNsubj {
		return
	}
	if h := f.headOf(x.source); f.dep(h) == article.DepNsubj && f.head(h) == f.head(and-1) {
		x.source.first = f.description(and - 1).first
	}
}

// isParticiple reports whether the cue begins with its main word and that is a participle: "adding that".
func (v *view) isParticiple(x *frame) bool { return v.participle(x.anchor) && x.cue.first == x.anchor }

// shareParticiple does so for a participle behind a comma: "…, said the minister, adding that …". The minister's phrase ends before it.
func (f *finder) shareParticiple(x *frame, frames []*frame) {
	if !f.isParticiple(x) || f.word(x.anchor-1) != hashComma {
		return
	}
	for i := from(frames, x.anchor) - 1; i >= 0 && f.SentenceOf(frames[i].anchor) == f.SentenceOf(x.anchor); i-- {
		y := frames[i]
		if y.parent != x.parent || y.source.first < 0 {
			continue
		}
		if y.source.has(x.anchor) && y.source.first < x.anchor-1 {
			y.source.last = x.anchor - 2
		}
		if x.source.first < 0 {
			x.source = y.source
		}
		return
	}
}

// takeNoun gives a participle without a source the noun that it says something of: "leaked letters alleging that …".
func (f *finder) takeNoun(x *frame) {
	n := x.cue.first - 1
	if x.source.first >= 0 || !f.isParticiple(x) || f.trait(n)&(traitDocument|traitMedia|traitPerson|traitGroup) == 0 {
		return
	}
	first := f.nounStart(n)
	for f.tag(first-1) == article.VBN { // "leaked"
		first--
	}
	x.source = stretch{first, n}
}

// takeCompany gives a participle the one with whom it goes: "…, with the minister saying that …".
func (f *finder) takeCompany(x *frame) {
	n := x.cue.first - 1
	if !f.isParticiple(x) || !f.tag(n).IsNoun() {
		return
	}
	first := n
	for inNounPhrase(f.tag(first - 1)) {
		first--
	}
	if f.word(first-1) == hashWith {
		x.source = stretch{first, n}
	}
}

// takeQuoted gives what somebody is quoted as saying to whom is quoted, "The agency quoted an envoy as saying that …"; "She was quoted as saying"
// is all cue.
func (f *finder) takeQuoted(x *frame, frames []*frame) {
	as := x.anchor - 1
	if as < 1 || !f.isParticiple(x) || f.words[as] != hashAs && f.words[as] != hashOf {
		return
	}
	if verb := as - 1; f.stems[verb] == hashQuote && f.tag(verb) == article.VBN {
		x.cue.first = f.verbGroup(verb).first
		if subject := f.childrenOf(verb).subject; x.source.first < 0 && subject >= 0 {
			x.source = f.constituent(subject)
		}
		return
	}
	for i := from(frames, x.anchor) - 1; i >= 0 && frames[i].anchor > x.anchor-reach && f.SentenceOf(frames[i].anchor) == f.SentenceOf(x.anchor); i-- {
		y := frames[i]
		if !saysOfObject.has(f.stems[y.anchor]) || y.cue.last+1 >= as || y.source.first < 0 {
			continue
		}
		x.source, x.inside = stretch{y.cue.last + 1, as - 1}, y
		if subject := f.childrenOf(y.anchor).subject; f.words[x.source.first] == hashBy && subject >= 0 {
			x.source = f.constituent(subject) // "The minister was quoted by the Herald as saying"
		}
		return
	}
}

var hashQuote = linear.Hash("quote")

// saysOfObject are the verbs whose object says or does what a participle behind "as" or "of" tells.
var saysOfObject = hashes("quote cite accuse")

// isQuoting reports whether the token is the participle by which somebody is quoted: "as saying".
func (f *finder) isQuoting(i int) bool {
	return f.stems[i] == hashSay && f.tag(i) == article.VBG && f.word(i-1) == hashAs
}

// leaveDenied takes away a source that is whoever rejects what others said: "The army rejected reports that …".
func (f *finder) leaveDenied(x *frame) {
	y := x.parent
	if y == nil || x.source.first != y.source.first || x.cue.first != y.cue.last+1 || f.isParticiple(x) { // "denied saying"
		return
	}
	if e := f.entry(y.anchor); e != nil && e.stance == Denial {
		x.source = none
	}
}

// takeInner gives a verb in a relative clause the noun group between the relative pronoun and it: "the plan, which diplomats say could be dropped".
func (f *finder) takeInner(x *frame) {
	n := x.cue.first - 1
	if !f.tag(x.anchor).IsFinite() || !f.tag(n).IsNoun() || x.holds(n) {
		return
	}
	first := f.nounStart(n)
	if inNounPhrase(f.tag(first - 1)) {
		first--
	}
	if t := f.tag(first - 1); t == article.WDT || t == article.WP {
		x.source = stretch{first, n}
	}
}

// takeIssuer gives what a statement says to whoever makes it, unless that is an attribution of its own: "The council issued a statement saying".
func (f *finder) takeIssuer(x *frame, frames []*frame) {
	n := x.cue.first - 1
	verb := f.head(n)
	if !f.isParticiple(x) || f.dep(n) != article.DepObj || f.trait(n)&traitDocument == 0 || verb < 0 {
		return
	}
	if k := from(frames, verb); k < len(frames) && frames[k].anchor == verb {
		return
	}
	subject := f.childrenOf(verb).subject
	if subject < 0 {
		return
	}
	if x.cue.first = f.verbGroup(verb).first; !x.source.has(subject) {
		x.source = f.constituent(subject)
	}
}

// byAgent gives a passive the one behind "by": "the account was disputed by two engineers", "a witness quoted by the Herald".
func (f *finder) byAgent(x *frame) {
	by := x.cue.last + 1
	if f.tag(x.anchor) != article.VBN || f.word(by) != hashBy {
		return
	}
	if h := f.head(by); x.source.first <= by && h > by && (f.tag(h).IsNoun() || isPronoun(f.tag(h))) && !x.holds(h) {
		x.source = stretch{by + 1, int(f.right[h])}
		if c := x.content[len(x.content)-1]; c.first > h {
			x.source.last = min(x.source.last, c.first-1)
		}
	}
	if x.source.first > by {
		f.takeAccused(x)
	}
}

// takeAccused puts the subject of a passive with an agent before what is said of it: "| The firm | was accused by the union of hiding money".
func (f *finder) takeAccused(x *frame) {
	subject := f.childrenOf(x.anchor).subject
	if subject < 0 || subject >= x.cue.first || f.dep(subject) != article.DepNsubjPass || x.content[0].first < x.cue.first || told.has(f.words[x.anchor]) {
		return
	}
	if s := f.constituent(subject); s.last < x.cue.first {
		x.content = slices.Insert(x.content, 0, s)
	}
}

// told are the verbs whose passive has as its subject who is spoken to.
var told = hashes("told informed advised asked warned notified assured reminded")

// leaveFront takes what stands before an adverb of hearsay and its participle out of the content: "arrested for allegedly robbing a bank".
func (f *finder) leaveFront(x *frame) {
	last := len(x.content) - 1
	if last > 0 && f.isHearsay(x.anchor) && f.participle(x.anchor+1) {
		x.content = x.content[last:]
	}
}

// leaveTold takes who is spoken to out of what is said: "Residents were told that the water was safe".
func (f *finder) leaveTold(x *frame) {
	if x.source.first < 0 && told.has(f.words[x.anchor]) && len(x.content) > 1 && x.content[0].last < x.cue.first {
		x.content = x.content[1:]
	}
}

// takeAs gives to the content what an agent calls it: "The deal, described by one banker as “a steal”, is …".
func (f *finder) takeAs(x *frame) {
	as, end := x.source.last+1, f.sentence(x.anchor).Last
	if f.tag(x.anchor) != article.VBN || x.source.first < x.anchor || as >= end || f.words[as] != hashAs || x.content[len(x.content)-1].last >= as {
		return
	}
	last := as
	for i := as; i < end && (f.words[i] != hashComma || f.inQuote[i] >= 0); i++ {
		if !f.mark[i] || f.inQuote[i] >= 0 {
			last = i
		}
	}
	x.content = append(x.content, stretch{as, last})
}

// takeClause takes a relative clause between the source and the cue out of the content into the source: "The port, which the state owns, declined
// to comment".
func (f *finder) takeClause(x *frame) {
	c := x.content[0]
	if len(x.content) > 1 || c.first != x.source.last+2 || c.last != x.cue.first-2 || f.tag(c.first) != article.WDT && f.tag(c.first) != article.WP {
		return
	}
	if to := x.anchor + 1; f.word(to) == hashTo && f.tag(to+1) == article.VB {
		x.source.last, x.cue.last, x.content = c.last, x.anchor, []stretch{{to, max(to+1, int(f.right[to+1]))}}
	}
}

// closeBracket takes the closing bracket into a stretch that ends before it: "Segun Ajayi, head of the association (MAN)".
func (f *finder) closeBracket(s *stretch) {
	if s.first < 0 || f.tag(s.last+1) != article.RRB {
		return
	}
	for i := s.last; i >= max(s.first, s.last-reach); i-- {
		switch f.tag(i) {
		case article.RRB:
			return
		case article.LRB:
			s.last++
			return
		}
	}
}

// takeRelative takes the relative clause between a source and its verb into the source: "an aide, who asked not to be named, said".
func (f *finder) takeRelative(x *frame) {
	last, end := x.source.last, x.cue.first-2
	if x.source.first < 0 || last+2 >= end || end > last+reach || f.words[last+1] != hashComma || f.words[end+1] != hashComma {
		return
	}
	if (f.words[last+2] == hashWho || f.words[last+2] == hashWhich) && !x.touches(stretch{last + 1, end}) {
		x.source.last = end
	}
}

// leaveRelative takes the clause that describes the source of "according to" out of the content, which follows it: "According to the Gazette,
// which has seen the letter, the mine will close", "According to the letter, seen by the Gazette, …".
func (f *finder) leaveRelative(x *frame) {
	one := x.content[0]
	if f.words[x.anchor] != hashAccording || len(x.content) > 1 || one.first != x.source.last+2 {
		return
	}
	first := f.words[one.first]
	isCiting := first == hashCiting || first == hashQuoting // whom it cites is a source of its own
	if first != hashWho && first != hashWhich && f.tag(one.first) != article.VBN && !isCiting {
		return
	}
	end := f.sentence(x.anchor).Last
	for i := one.first; i < min(end, one.first+reach); i++ {
		if f.words[i] != hashComma || f.nextWord(i, end) < 0 {
			continue
		}
		for end--; end > i && f.mark[end]; end-- {
		}
		x.content = []stretch{{i + 1, end}}
		if !isCiting {
			x.source.last = i - 1
		}
		return
	}
}

// leaveDay takes a day behind the cue out of the content: "said Friday his country was ready".
func (f *finder) leaveDay(x *frame) {
	c := &x.content[0]
	day := c.first
	if f.tag(day) == article.IN { // "said on Friday"
		day++
	}
	if c.first != x.cue.last+1 || day >= c.last || !isWeekday.has(f.words[day]) {
		return
	}
	switch f.tag(day + 1) {
	case article.DT, article.PRP, article.PRPS, article.EX, article.IN, article.NNP:
		c.first = day + 1
	}
}

// isClause reports whether a verb with tense or with a subject stands in the stretch.
func (f *finder) isClause(s stretch) bool {
	for i := s.first; i <= s.last; i++ {
		if f.tag(i).IsFinite() || f.tag(i) == article.VBN && f.childrenOf(i).subject >= 0 {
			return true
		}
	}
	return false
}

// leaveComment takes out of the content what the reporter adds behind the tag: a participle ("The army will withdraw, he said,
// prompting concerns that …"), what happened meanwhile ("…, as shells fell") and a relative clause on the source.
func (f *finder) leaveComment(x *frame) {
	last := len(x.content) - 1
	if last < 1 || x.content[last].first < x.cue.last || f.inQuote[x.content[last].first] >= 0 {
		return
	}
	first := x.content[last].first
	relative := first-2 == x.source.last && f.tag(first) == article.WDT
	if f.words[first-1] == hashComma && (relative || f.tag(first) == article.VBG || f.words[first] == hashAs && f.isClause(x.content[last])) {
		x.content = x.content[:last]
	}
}

// leaveVerb ends the clause behind a noun before the verb whose subject the noun is: "The claim that taxes had fallen surprised his party".
// Trees take that verb for one inside the clause.
func (f *finder) leaveVerb(x *frame) {
	c := &x.content[len(x.content)-1]
	if !f.tag(x.anchor).IsNoun() || f.words[c.first] != hashThat || f.inQuote[c.first] != f.inQuote[x.anchor] || f.isClause(stretch{max(f.sentence(x.anchor).First, x.anchor-reach), x.anchor - 1}) {
		return
	}
	verb := -1 // the last one of the clause's own verbs
	for i := c.first + 1; i <= c.last; i++ {
		tag := f.tag(i)
		switch {
		case f.mark[i] || tag == article.CC || verb >= 0 && (f.entries[verb] >= 0 || tag == article.IN && f.dep(i) == article.DepMark):
			return // another clause begins, to which the next verb may belong
		case verb < 0 && tag.IsFinite():
			verb = i
		case verb >= 0 && tag.IsVerb() && i == verb+1 && f.isAuxiliary(verb):
			verb = i
		case verb >= 0 && (tag.IsFinite() || tag == article.VBN && i == verb+1):
			c.last = i - 1
			return
		}
	}
}

func (v *view) isAuxiliary(i int) bool {
	return v.dep(i) == article.DepAux || v.dep(i) == article.DepAuxPass || v.tag(i) == article.MD
}

// leaveSilence ends statements before the clause in which the reporter tells what their source did not say: "Officials said the port was
// closed, but they did not say why". The frames are in the order of their anchors.
func (f *finder) leaveSilence(frames []*frame) {
	for k, y := range frames {
		first := y.cue.first
		if y.source.first >= 0 && y.source.last == first-1 {
			first = y.source.first
		}
		if first < 2 || f.words[first-1] != hashBut || f.inQuote[first] >= 0 || !f.isSilence(y) {
			continue
		}
		before := frames[from(frames[:k], max(f.sentence(first).First, y.anchor-reach)):k]
		if !slices.ContainsFunc(before, func(x *frame) bool { return f.maySpeakAgain(x, y) }) {
			continue
		}
		for _, x := range before {
			x.endBefore(first-1, f.mark[first-2])
		}
	}
}

// isSilence reports whether the cue says that something was not said.
func (f *finder) isSilence(x *frame) bool {
	for i := x.cue.first; i <= x.cue.last; i++ {
		switch f.words[i] {
		case hashNot, hashNt, hashCurlyNt, hashDeclined, hashRefused:
			return f.tag(x.anchor).IsVerb()
		}
	}
	return false
}

// maySpeakAgain reports whether the source of y can be that of x by its words: it has the same noun, is a pronoun or missing.
func (f *finder) maySpeakAgain(x, y *frame) bool {
	if y.source.first < 0 || x.source.first < 0 {
		return y.source.first < 0
	}
	return y.source == x.source || f.tag(y.source.last) == article.PRP || f.words[y.source.last] == f.words[x.source.last]
}

// endBefore cuts off what the content holds from the token on, and the mark before it if there is one.
func (x *frame) endBefore(token int, mark bool) {
	for k := range x.content {
		if c := &x.content[k]; c.first < token-1 && token <= c.last {
			c.last = token - 1
			if mark {
				c.last--
			}
			x.content = x.content[:k+1]
			return
		}
	}
}

// leaveSpeech takes another participle of speech with the same source out of the content: "She disputed that, saying …".
func (f *finder) leaveSpeech(y *frame) {
	x, first := y.parent, y.cue.first
	if x == nil || y.source.first < 0 || x.source != y.source || x.anchor > y.anchor || f.tag(y.anchor) != article.VBG || f.words[first-1] != hashComma {
		return
	}
	if f.inQuote[first] == f.inQuote[x.anchor] {
		x.endBefore(first, true)
	}
}
