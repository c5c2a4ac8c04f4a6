package source

import (
	"slices"
	"sort"
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// complete adds to the frames, which are in the order of their anchors, what rules know better than the learned decisions: the source
// that two verbs share, the paragraphs over which a quotation goes on, quotations without a tag of their own, and the turns of
// interviews and chats.
func (f *finder) complete(frames []*frame) []*frame {
	owner := make([]bool, len(f.quotes)) // quotations in some content
	for _, x := range frames {
		f.share(x, frames)
		f.shareParticiple(x, frames)
		f.stayInside(x)
		f.takeOwner(x)
		f.takeNoun(x)
		f.takeCompany(x)
		f.takeQuoted(x, frames)
		f.takeSame(x, frames)
		f.takeIssuer(x, frames)
		f.leaveTold(x)
		f.closeBracket(x)
		f.takeBracket(x)
		f.takeRelative(x)
		f.leaveSpeech(x)
		f.goBack(x, owner)
		f.goOn(x)
		f.takeStatement(x)
		if f.inQuote[x.anchor] >= 0 && f.isOwn(x) {
			continue // "I think" in a quotation does not say whose it is
		}
		for _, c := range x.content {
			for i := c.first; i <= c.last; i++ {
				if q := f.inQuote[i]; q >= 0 {
					owner[q] = true
					i = max(i, f.quotes[q].close)
				}
			}
		}
	}
	for _, x := range frames {
		if q := f.inQuote[x.anchor]; q >= 0 && x.parent == nil && !f.isOwn(x) {
			owner[q] = true // its words are attributed already, if only in pieces
		}
	}
	frames = append(frames, f.floating(frames, owner)...)
	frames = append(frames, f.turns(frames)...)
	frames = append(frames, f.cited(frames)...)
	sort.SliceStable(frames, func(i, j int) bool { return f.place(frames[i]) < f.place(frames[j]) })
	for i, x := range frames {
		x.index = i
	}
	f.setParents(frames)
	return frames
}

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
	i := from(frames, first)
	if i == len(frames) || frames[i].anchor != first || frames[i].source.first < 0 {
		return
	}
	if frames[i].source.has(f.childrenOf(first).subject) {
		x.source = frames[i].source
	}
}

// shareParticiple does so for a participle behind a comma: "…, said the minister, adding that …". The minister's phrase ends before it.
func (f *finder) shareParticiple(x *frame, frames []*frame) {
	if f.tag(x.anchor) != article.VBG || x.cue.first != x.anchor || x.anchor == 0 || f.words[x.anchor-1] != hashComma {
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

// stayInside gives a verb in someone's words the subject that it has there, where the learned choice took one outside: in "The union's
// leader said members felt betrayed and wanted new talks" the members want them.
func (f *finder) stayInside(x *frame) {
	if x.parent == nil || x.source.first < 0 || x.parent.holds(x.source.first) || !f.tag(x.anchor).IsVerb() {
		return
	}
	subject := f.childrenOf(x.anchor).subject
	if subject < 0 && f.dep(x.anchor) == article.DepConj && x.parent.holds(f.head(x.anchor)) {
		subject = f.childrenOf(f.head(x.anchor)).subject
	}
	if subject < 0 || f.dep(subject) != article.DepNsubj || !x.parent.holds(subject) {
		return
	}
	if s := f.constituent(subject); !overlaps(s, x.cue) && !x.touches(s) {
		x.source = s
	}
}

// takeOwner gives a noun the name right before it as its source: "Pentagon worries that …", where the learned choice took a subject
// further away.
func (f *finder) takeOwner(x *frame) {
	before := x.cue.first - 1
	if !f.tag(x.anchor).IsNoun() || x.cue.first != x.anchor || before < 0 || x.source.has(before) || x.holds(before) {
		return
	}
	if n := f.NameOf(before); n >= 0 && f.Names[n].Last == x.cue.first {
		x.source = stretch{f.Names[n].First, before}
	}
}

// takeNoun gives a participle without a source the noun that it says something of: "leaked letters alleging that …".
func (f *finder) takeNoun(x *frame) {
	n := x.cue.first - 1
	if x.source.first >= 0 || f.tag(x.anchor) != article.VBG || x.cue.first != x.anchor || f.head(x.anchor) != n || n < 0 || !f.tag(n).IsNoun() || x.holds(n) {
		return
	}
	if f.actors[n] >= 0 || f.trait(n)&(traitDocument|traitMedia|traitPerson|traitGroup) != 0 {
		first := f.nounStart(n)
		for first > 0 && f.tag(first-1) == article.VBN && f.head(first-1) == n { // "leaked"
			first--
		}
		x.source = stretch{first, n}
	}
}

// takeCompany gives a participle the one with whom it goes: "…, with the minister saying that …".
func (f *finder) takeCompany(x *frame) {
	n := x.cue.first - 1
	if f.tag(x.anchor) != article.VBG || x.cue.first != x.anchor || n < 0 || x.source.has(n) || x.holds(n) || !f.tag(n).IsNoun() {
		return
	}
	first := n
	for first > f.sentence(n).First && (inNounPhrase(f.tag(first-1)) || f.tag(first-1) == article.POS) {
		first--
	}
	if f.word(first-1) == hashWith && !f.isThing(stretch{first, n}) {
		x.source = stretch{first, n}
	}
}

// takeQuoted gives what somebody is quoted as saying to whom is quoted, "The agency quoted an envoy as saying that …"; "She was quoted as saying"
// is all cue.
func (f *finder) takeQuoted(x *frame, frames []*frame) {
	as := x.anchor - 1
	if as < 1 || x.cue.first != x.anchor || f.words[as] != hashAs || f.tag(x.anchor) != article.VBG {
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
		if y := frames[i]; f.stems[y.anchor] == hashQuote && y.cue.last+1 < as && y.source.first >= 0 {
			x.source = stretch{y.cue.last + 1, as - 1}
			return
		}
	}
}

var hashQuote = linear.Hash("quote")

// takeSame gives the first of two joined verbs what both say: "would neither confirm nor deny that …".
func (f *finder) takeSame(x *frame, frames []*frame) {
	first := x.content[0].first
	if i := from(frames, first); f.tag(first) == article.CC && i < len(frames) && frames[i].cue.first == first+1 {
		x.content = slices.Clone(frames[i].content)
	}
}

// takeIssuer gives what a statement says to whoever makes it, unless that is an attribution of its own: "The council issued a statement saying".
func (f *finder) takeIssuer(x *frame, frames []*frame) {
	n := x.cue.first - 1
	verb := f.head(n)
	if f.tag(x.anchor) != article.VBG || x.cue.first != x.anchor || f.dep(n) != article.DepObj || f.trait(n)&traitDocument == 0 || verb < 0 || verb > n {
		return
	}
	if k := from(frames, verb); k < len(frames) && frames[k].anchor == verb {
		return
	}
	subject := f.childrenOf(verb).subject
	if subject < 0 || int(f.right[subject]) >= verb {
		return
	}
	if x.cue.first = f.verbGroup(verb).first; !x.source.has(subject) {
		x.source = f.constituent(subject)
	}
}

// cited gives statements whose source cites another to that other too, inside them: "The mine will close, the Herald reported, citing two
// officials". The learned choice, as its corpus wants it, says that the Herald cites the officials; it is turned round. The frames are in the
// order of their anchors but for the last ones, which rules have made; new ones are returned.
func (f *finder) cited(frames []*frame) []*frame {
	var list []*frame
	for i := range f.Tokens {
		if f.words[i] != hashCiting && f.words[i] != hashQuoting || f.inQuote[i] >= 0 {
			continue
		}
		y := f.statementBeside(i, frames)
		if y == nil {
			continue
		}
		who := f.whoIsCited(i, y)
		if who.first < 0 {
			continue
		}
		y.endBefore(i, f.isMark(i-1))
		x := &frame{anchor: i}
		if k := from(frames, i); k < len(frames) && frames[k].anchor == i {
			x = frames[k]
		} else {
			list = append(list, x)
		}
		x.cue, x.source, x.content, x.inside = stretch{i, i}, who, slices.Clone(y.content), y
		if one := &x.content[0]; i < y.anchor && f.words[one.first] == hashThat && one.first < one.last {
			one.first++ // it belongs to the verb of y, which comes only now
		}
	}
	return list
}

// statementBeside returns the frame nearest to token i in its sentence that has a source and stands in nobody's words, nil if there is none.
func (f *finder) statementBeside(i int, frames []*frame) *frame {
	var best *frame
	s := f.sentence(i)
	k := from(frames, max(s.First, i-reach))
	for ; k < len(frames) && frames[k].anchor < min(s.Last, i+reach); k++ {
		y := frames[k]
		if y.anchor == i || y.source.first < 0 || y.parent != nil || f.inQuote[y.anchor] >= 0 {
			continue
		}
		if best == nil || max(i-y.anchor, y.anchor-i) < max(i-best.anchor, best.anchor-i) {
			best = y
		}
	}
	return best
}

// whoIsCited returns the words behind "citing" at token i for people or something written, up to the parts of statement y; none if they
// name something else, as in "citing costs".
func (f *finder) whoIsCited(i int, y *frame) stretch {
	h := f.childrenOf(i).object
	if h <= i || f.actors[h] < 0 && f.trait(h)&(traitDocument|traitMedia|traitPerson|traitGroup) == 0 {
		return none
	}
	who := stretch{i + 1, h}
	for next := h + 1; !f.isMark(next) && !f.tag(next).IsFinite(); next++ { // "a person close to the board", of which trees see "a person"
		who.last = next
	}
	who.last = max(who.last, int(f.right[h]))
	for _, border := range []int{y.source.first, y.cue.first, y.content[0].first} {
		if border > i {
			who.last = min(who.last, border-1)
		}
	}
	for who.last > i && f.mark[who.last] {
		who.last--
	}
	if who.last < h || f.words[min(who.last+1, len(f.words)-1)] == hashAs {
		return none
	}
	return who
}

var hashCiting, hashQuoting, hashAs = linear.Hash("citing"), linear.Hash("quoting"), linear.Hash("as")

// byAgent gives a passive verb without a source the one by whom it was said: "the account was disputed by two engineers". Corpora of
// attributions have few such passives.
func (f *finder) byAgent(x *frame) {
	if x.source.first >= 0 || f.tag(x.anchor) != article.VBN || f.childrenOf(x.anchor).set&(1<<article.DepAuxPass) == 0 {
		return
	}
	for i := x.cue.last + 1; i < min(f.sentence(x.anchor).Last, x.cue.last+12); i++ {
		if f.head(i) != x.anchor || f.actors[i] < 0 || x.holds(i) {
			continue
		}
		if first := int(f.left[i]); f.words[first] == hashBy && first < i && !x.holds(int(f.right[i])) {
			x.source = stretch{first + 1, int(f.right[i])}
		}
		return
	}
}

// told are the verbs whose passive has as its subject who is spoken to, by their hash.
var told = map[uint32]bool{
	linear.Hash("told"): true, linear.Hash("informed"): true, linear.Hash("advised"): true, linear.Hash("asked"): true,
	linear.Hash("warned"): true, linear.Hash("notified"): true, linear.Hash("assured"): true, linear.Hash("reminded"): true,
}

// leaveTold takes who is spoken to out of what is said: "Residents were told that the water was safe".
func (f *finder) leaveTold(x *frame) {
	if x.source.first < 0 && told[f.words[x.anchor]] && f.tag(x.anchor) == article.VBN && len(x.content) > 1 && x.content[0].last < x.cue.first {
		x.content = x.content[1:]
	}
}

// leaveDeed gives to the content what a passive's agent is said to accuse of, "The firm was accused by the union of lying", or what as: "is
// described by friends as a quiet man".
func (f *finder) leaveDeed(x *frame) {
	if f.tag(x.anchor) != article.VBN {
		return
	}
	for i := max(x.source.first, x.cue.last) + 1; i < x.source.last; i++ {
		if f.tag(i) == article.IN && f.tag(i+1) == article.VBG || f.words[i] == hashAs {
			x.content = append(x.content, stretch{i, x.source.last})
			x.source.last = i - 1
			return
		}
	}
}

// closeBracket takes the closing bracket into a source that ends before it: "Segun Ajayi, head of the association (MAN)".
func (f *finder) closeBracket(x *frame) {
	next := x.source.last + 1
	if x.source.first < 0 || next >= len(f.Tokens) || f.tag(next) != article.RRB {
		return
	}
	for i := x.source.last; i >= x.source.first; i-- {
		switch f.tag(i) {
		case article.RRB:
			return
		case article.LRB:
			x.source.last = next
			return
		}
	}
}

// takeBracket takes a bracket into a content that ends in it, or before it where nothing follows it in the sentence: "It owes them
// money (a million dollars)."
func (f *finder) takeBracket(x *frame) {
	c := &x.content[len(x.content)-1]
	end := f.sentence(c.last).Last
	opened := f.tag(c.last+1) == article.LRB
	for i := c.last; !opened && i >= max(c.first, c.last-reach) && f.tag(i) != article.RRB; i-- {
		opened = f.tag(i) == article.LRB
	}
	if !opened {
		return
	}
	for i := c.last + 1; i < min(end, c.last+reach); i++ {
		if f.tag(i) != article.RRB {
			continue
		}
		if f.tag(c.last+1) != article.LRB || f.nextWord(i, end) < 0 && !f.isClause(stretch{c.last + 1, i}) {
			c.last = i
		}
		return
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
	isParticiple := f.tag(one.first) == article.VBN && f.dep(one.first) == article.DepAcl
	if first != hashWho && first != hashWhich && !isParticiple && !isCiting {
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

// from returns the index of the first frame whose anchor is the token or one after it. The frames are in the order of their anchors.
func from(frames []*frame, token int) int {
	i, _ := slices.BinarySearchFunc(frames, token, func(x *frame, token int) int { return x.anchor - token })
	return i
}

// takeFront adds the clause before a tag that stands between commas, if the learned choice took only what follows: "The town fell,
// officials said on Sunday, in what may be …".
func (f *finder) takeFront(x *frame) {
	if x.source.first < 0 || len(x.content) != 1 || f.inQuote[x.anchor] >= 0 {
		return
	}
	first, behind := min(x.source.first, x.cue.first), x.content[0].first
	s := f.sentence(x.anchor)
	if first-s.First > reach {
		return
	}
	front := stretch{s.First, first - 2}
	if behind < max(x.source.last, x.cue.last) || f.words[behind-1] != hashComma || front.last <= front.first || f.words[first-1] != hashComma || f.mark[front.first] || f.mark[front.last] {
		return
	}
	if f.SentenceOf(behind) == f.SentenceOf(x.anchor) && f.isClause(front) {
		x.content = []stretch{front, x.content[0]}
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
// prompting concerns that …"), "in what …", and a relative clause on the source.
func (f *finder) leaveComment(x *frame) {
	last := len(x.content) - 1
	if last < 1 || x.content[last].first < x.cue.last || f.inQuote[x.content[last].first] >= 0 {
		return
	}
	first := x.content[last].first
	if f.words[first-1] != hashComma {
		return
	}
	relative := first-2 == x.source.last && (f.tag(first) == article.WP || f.tag(first) == article.WDT)
	if relative || f.tag(first) == article.VBG || f.tag(first) == article.IN && f.tag(first+1) == article.WP {
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
		case f.mark[i] || tag == article.CC || tag == article.WDT || tag == article.WP || tag == article.WRB || verb >= 0 && (f.entries[verb] >= 0 || tag == article.IN && f.dep(i) == article.DepMark):
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

// leaveSpeech takes another participle of speech with the same source out of the content: "She disputed that, saying …".
func (f *finder) leaveSpeech(y *frame) {
	x, first := y.parent, y.cue.first
	if x == nil || y.source.first < 0 || x.source != y.source || x.anchor > y.anchor || f.tag(y.anchor) != article.VBG || f.words[first-1] != hashComma {
		return
	}
	for k, c := range x.content {
		if c.has(first) && f.inQuote[first] == f.inQuote[x.anchor] && c.first < first-1 {
			x.content[k].last = first - 2
			x.content = x.content[:k+1]
			return
		}
	}
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

// place returns the first token of any part, a quotation mark that belongs to the content included.
func (v *view) place(x *frame) int {
	first := v.withMarks(x.content[0]).first
	for _, s := range []stretch{x.cue, x.source} {
		if s.first >= 0 {
			first = min(first, s.first)
		}
	}
	return first
}

// goBack adds the paragraphs before a quotation from which it goes on, if they are nobody else's: a tag can stand in the last of them.
func (f *finder) goBack(x *frame, owner []bool) {
	q := int(f.inQuote[x.content[0].first])
	if q < 0 || x.anchor < f.quotes[q].close || f.inner(f.quotes[q]).first != x.content[0].first {
		return
	}
	for q--; q >= 0 && f.quotes[q].goesOn && !owner[q]; q-- {
		s := f.inner(f.quotes[q])
		if s.first < 0 {
			return
		}
		x.content = slices.Insert(x.content, 0, s)
	}
}

// goOn adds the paragraphs in which a quotation that was not closed goes on.
func (f *finder) goOn(x *frame) {
	if len(x.content) == 0 {
		return
	}
	last := x.content[len(x.content)-1]
	q := f.inQuote[last.last]
	if q < 0 || q == f.inQuote[x.anchor] {
		return
	}
	for ; f.quotes[q].goesOn && f.closesAt(last, int(q)); q++ {
		next := f.quotes[q+1]
		last = f.inner(next)
		if last.first < 0 {
			return
		}
		x.content = append(x.content, last)
	}
}

// longestStatement is how many paragraphs a statement has at most that a colon announces: a text full of colons must not be read to its end
// for each of them.
const longestStatement = 20

// takeStatement takes the paragraphs that a colon at the end of a paragraph announces, if whoever speaks says "I" or "we" in them without
// quotation marks, as in releases to the press. The learned choice takes the first sentence.
func (f *finder) takeStatement(x *frame) {
	c := &x.content[len(x.content)-1]
	p := f.paragraphOf(f.SentenceOf(x.anchor))
	_, first := f.paragraphTokens(p)
	if c.first != first || f.words[first-1] != hashColon || !f.tag(x.anchor).IsVerb() {
		return
	}
	for last := min(p+longestStatement, len(f.Paragraphs)-1); p < last; {
		p++
		i, end := f.paragraphTokens(p)
		for own := false; i < end; i++ {
			if f.inQuote[i] >= 0 {
				return
			}
			if own = own || pronouns[f.words[i]] == theSpeaker; own {
				c.last = max(c.last, i)
			}
		}
	}
	for f.mark[c.last] {
		c.last--
	}
}

// closesAt reports whether the stretch reaches the end of quotation q.
func (f *finder) closesAt(s stretch, q int) bool {
	for i := s.last + 1; i <= f.quotes[q].close; i++ {
		if !f.mark[i] {
			return false
		}
	}
	return true
}

// inner returns a quotation without the marks at its ends.
func (v *view) inner(q quotation) stretch {
	first, last := q.open, q.close
	for first <= last && v.mark[first] {
		first++
	}
	for last >= first && v.mark[last] {
		last--
	}
	if first > last {
		return none
	}
	return stretch{first, last}
}

// longEnough is how many tokens a quotation without a tag needs to be a statement and not a phrase or a title.
const longEnough = 6

// floating gives quotations that make up whole sentences, and that nothing attributes, to whoever signs them or to the sentence that introduces them, and
// returns attributions without source and cue for the others: they continue whoever was quoted in the paragraph before or in this one.
func (f *finder) floating(frames []*frame, owner []bool) []*frame {
	var list []*frame
	for k, q := range f.quotes {
		s := f.inner(q)
		if owner[k] || s.first < 0 || s.last-s.first+1 < longEnough || !isUpper(f.Word(s.first)) {
			continue
		}
		x, found := f.signed(q), false
		if x == nil && !f.wholeSentences(q) {
			continue
		}
		if x == nil {
			x, found = f.introduction(q, frames)
		}
		if x == nil {
			if x = f.interrupted(q, frames); x != nil {
				x.content = append(x.content, s)
				continue
			}
		}
		if x == nil {
			x = &frame{anchor: s.first, cue: none, source: none, rule: "Q-floating"}
		}
		x.content = []stretch{s}
		for ; f.quotes[k].goesOn; k++ {
			if s := f.inner(f.quotes[k+1]); s.first >= 0 && !owner[k+1] {
				x.content = append(x.content, s)
				owner[k+1] = true
			}
		}
		if !found {
			list = append(list, x)
		}
	}
	return list
}

// signed returns the attribution of a quotation that a name behind a dash signs, at the end of its paragraph or alone in the next:
// “Nobody came.” — Ana Ruiz; nil if none does.
func (f *finder) signed(q quotation) *frame {
	const longest = 12 // tokens of dash and name
	dash, p := q.close+1, q.paragraph
	first, end := f.paragraphTokens(p)
	if dash == end && p+1 < len(f.Paragraphs) {
		first, end = f.paragraphTokens(p + 1)
	}
	if dash < first || dash+1 >= end || end-dash > longest || !strings.Contains(" - -- – — ― ", " "+f.Word(dash)+" ") {
		return nil
	}
	last := dash
	for last+1 < end && f.words[last+1] != hashComma {
		last++
	}
	for last > dash && f.mark[last] {
		last--
	}
	if last == dash || !f.nameLike(dash+1, last+1) {
		return nil
	}
	return &frame{anchor: dash, cue: stretch{dash, dash}, source: stretch{dash + 1, last}, rule: "Q-signed"}
}

// introduction returns the attribution of the sentence before a block quotation, which begins its paragraph, if that sentence ends with a
// colon or a comma: "The mayor wrote on her own page:". It is one of the frames, found, or a new one where the sentence's main verb
// is of speech and has a subject; nil if there is none.
func (f *finder) introduction(q quotation, frames []*frame) (x *frame, found bool) {
	first, _ := f.paragraphTokens(q.paragraph)
	if q.open != first || first == 0 || f.words[first-1] != hashColon && f.words[first-1] != hashComma {
		return nil, false
	}
	s := f.sentence(first - 1)
	for _, x := range frames[from(frames, s.First):] {
		if x.anchor >= s.Last {
			break
		}
		if x.cue.first >= s.First && f.tag(x.anchor).IsVerb() {
			return x, true
		}
	}
	for i := s.First; i < s.Last; i++ {
		if f.dep(i) != article.DepRoot {
			continue
		}
		e, subject := f.entry(i), f.childrenOf(i).subject
		if e != nil && e.part == verbPart && e.act == speech && subject >= 0 {
			source := stretch{int(f.left[subject]), int(f.right[subject])}
			if n := f.NameOf(subject); n >= 0 { // a tree can tear a name
				source = stretch{min(source.first, f.Names[n].First), max(source.last, f.Names[n].Last-1)}
			}
			return &frame{anchor: i, cue: stretch{i, i}, source: source}, false
		}
	}
	return nil, false
}

// interrupted returns the attribution whose tag stands between a quotation and this one, which goes on after it: “I saw it,” said Omar
// Reyes. “It was blue.”
func (f *finder) interrupted(q quotation, frames []*frame) *frame {
	if q.open == 0 {
		return nil
	}
	for _, x := range frames[from(frames, f.sentence(q.open-1).First):] {
		if x.anchor >= q.open {
			break
		}
		one := x.content[0]
		if len(x.content) == 1 && x.source.first >= 0 && f.quoted(one.first, one.last) && one.last < min(x.cue.first, x.source.first) && f.inQuote[x.anchor] < 0 &&
			f.paragraphOf(f.SentenceOf(x.anchor)) == q.paragraph && f.nextWord(max(x.cue.last, x.source.last), q.open) < 0 {
			return x
		}
	}
	return nil
}

// wholeSentences reports whether the quotation begins where a sentence begins and ends where one ends.
func (f *finder) wholeSentences(q quotation) bool {
	return f.sentence(q.open).First == q.open && f.sentence(q.close).Last-1 == q.close
}

// turns returns the attributions of interviews, transcripts and chats: paragraphs that begin with a short name and a colon.
// There must be at least two names, or one twice, else it is a heading.
func (f *finder) turns(frames []*frame) []*frame {
	type turn struct{ colon, last int }
	var found []turn
	names := map[uint32]int{}
	for p := range f.Paragraphs {
		first, last := f.paragraphTokens(p)
		name := first // one past the name
		for name < last && name <= first+5 && (!f.mark[name] || f.words[name] == hashPeriod) {
			name++
		}
		colon := f.behindBracket(name, last)
		if name > first && colon+1 < last && f.words[colon] == hashColon && f.nameLike(first, name) {
			found = append(found, turn{colon, last})
			names[f.words[first]]++
		}
	}
	if len(found) < 3 || len(names) == len(found) {
		return nil
	}
	taken := map[int]*frame{}
	for _, x := range frames {
		taken[x.cue.first] = x
	}
	var list []*frame
	for _, t := range found {
		first := f.sentence(t.colon).First
		content := stretch{t.colon + 1, t.last - 1}
		for content.last > content.first && f.mark[content.last] {
			content.last--
		}
		for content.first < content.last && f.mark[content.first] {
			content.first++
		}
		if content.first <= t.colon || f.mark[content.first] {
			continue
		}
		if x := taken[t.colon]; x != nil {
			x.content = []stretch{content} // a turn may have more sentences than the learned choice looks at
		} else {
			list = append(list, &frame{anchor: t.colon, cue: stretch{t.colon, t.colon}, source: stretch{first, t.colon - 1}, content: []stretch{content}, rule: "Q-turn"})
		}
	}
	return list
}

// behindBracket returns the token behind the bracket that begins at token i, "(Mayor of Lagos)", and i if none begins there.
func (f *finder) behindBracket(i, last int) int {
	const longest = 16 // tokens
	if f.tag(i) != article.LRB {
		return i
	}
	for k := i + 1; k+1 < min(last, i+longest); k++ {
		if f.tag(k) == article.RRB {
			return k + 1
		}
	}
	return i
}

// nameLike reports whether all words of tokens first..end-1 are capitalised.
func (f *finder) nameLike(first, end int) bool {
	for i := first; i < end; i++ {
		if !f.mark[i] && !isUpper(f.Word(i)) {
			return false
		}
	}
	return true
}
