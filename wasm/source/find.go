package source

import (
	"math"
	"slices"
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// models are the learned decisions, in the order in which they are made.
type models struct {
	anchor       *linear.Model // is this word the main word of a cue?
	cueStart     *linear.Model // where does the cue begin,
	cueEnd       *linear.Model // and where does it end?
	sourceStart  *linear.Model // where does the source begin, if there is one,
	sourceEnd    *linear.Model
	contentStart *linear.Model // where does the content begin,
	contentEnd   *linear.Model
	more         *linear.Model // and where does another part of it begin, if there is one?
	accept       *linear.Model // of the likeliest choices together: which is an attribution, if any is?
}

// all lists the models in the order in which the file holds them.
func (m *models) all() []**linear.Model {
	return []**linear.Model{&m.anchor, &m.cueStart, &m.cueEnd, &m.sourceStart, &m.sourceEnd, &m.contentStart, &m.contentEnd, &m.more, &m.accept}
}

func decodeModels(data []byte) (*models, error) {
	m := &models{}
	for _, x := range m.all() {
		var err error
		if *x, data, err = linear.Decode(data); err != nil {
			return nil, err
		}
	}
	if len(data) > 0 {
		return nil, linear.ErrRest
	}
	return m, nil
}

func (m *models) encode() []byte {
	var data []byte
	for _, x := range m.all() {
		data = (*x).Encode(data)
	}
	return data
}

// finder is the memory of one reading.
type finder struct {
	*view
	*models
	f            features
	starts, ends candidates
	sources      []choice
	contents     []choice
	mores        []choice
	frames       []frame
}

// score returns the score of features by a model of two labels.
func score(m *linear.Model, list []uint32) float32 {
	return float32(m.Second(list)) * m.Unit()
}

// judge makes log probabilities of the candidates' scores and returns the best one's index, -1 where there is none.
func (c *candidates) judge() int {
	best := -1
	for i, s := range c.scores {
		if best < 0 || s > c.scores[best] {
			best = i
		}
	}
	if best < 0 {
		return -1
	}
	top, sum := c.scores[best], 0.0
	for _, s := range c.scores {
		if s > top-12 {
			sum += math.Exp(float64(s - top))
		}
	}
	rest := top + float32(math.Log(sum))
	for i := range c.scores {
		c.scores[i] -= rest
	}
	return best
}

// second returns the index of the best candidate but for the one at best, -1 where there is no other.
func (c *candidates) second(best int) int {
	k := -1
	for i, s := range c.scores {
		if i != best && (k < 0 || s > c.scores[k]) {
			k = i
		}
	}
	return k
}

// anchors sets the logits of all tokens that can be the main word of a cue.
func (f *finder) anchors() {
	for i := range f.Tokens {
		if i%64 == 0 {
			f.Breathe()
		}
		f.logits[i] = -9
		if f.isAnchor(i) {
			f.anchorFeatures(&f.f, i)
			f.logits[i] = score(f.anchor, f.f.list())
		}
	}
}

// variants returns the ways in which the parts that go with an anchor can be chosen, the likeliest choice of each part first.
// They are valid until the next call.
func (f *finder) variants(anchor int) []frame {
	x := frame{anchor: anchor, logit: f.logits[anchor], source: none, area: f.areaOf(anchor)}
	cue := f.findCue(&x)
	sources := f.findSource(&x)
	f.frames = f.frames[:0]
	f.addContents(x)
	for len(f.frames) == 0 { // the source has taken all that could be the content
		if len(sources) == 0 {
			return nil
		}
		x.source, x.parts[1], sources = sources[0].stretch, sources[0].p, sources[1:]
		f.addContents(x)
	}
	best := f.frames[0]
	for _, s := range sources {
		if !best.touches(s.stretch) {
			x = best
			x.source, x.parts[1], x.rank = s.stretch, s.p, best.rank|otherSource
			f.frames = append(f.frames, x)
		}
	}
	if !best.touches(cue.stretch) && !overlaps(cue.stretch, best.source) && cue.first >= 0 {
		x = best
		x.cue, x.parts[0], x.rank = cue.stretch, cue.p, best.rank|otherCue
		f.frames = append(f.frames, x)
	}
	return f.frames
}

// Bits of a frame's rank. The lowest say which choice of content it is, 0 for the likeliest.
const (
	otherSource = 1 << 4
	otherCue    = 1 << 8
	otherMore   = 1 << 12
)

// touches reports whether the content overlaps with the stretch.
func (x *frame) touches(s stretch) bool {
	for _, c := range x.content {
		if overlaps(c, s) {
			return true
		}
	}
	return false
}

// closeRace is by how much in log probability a choice may be behind the best one and still be weighed together with the other parts.
const closeRace = 2

// choice is a stretch with its log probability.
type choice struct {
	stretch
	p float32
}

// findCue sets the cue, and returns the second best if it comes close.
func (f *finder) findCue(x *frame) choice {
	x.cue = stretch{x.anchor, x.anchor}
	f.starts.reset(f.cueStart)
	f.cueStarts(&f.starts, &f.f, x)
	i := f.starts.judge()
	x.cue.first = f.starts.tokens[i]
	f.ends.reset(f.cueEnd)
	f.cueEnds(&f.ends, &f.f, x, x.cue.first)
	k := f.ends.judge()
	x.cue.last = f.ends.tokens[k]
	p, q := f.starts.scores[i], f.ends.scores[k]
	x.parts[0] = p + q
	other := choice{none, x.parts[0] - closeRace}
	if i2 := f.starts.second(i); i2 >= 0 && f.starts.scores[i2]+q > other.p {
		other = choice{stretch{f.starts.tokens[i2], x.cue.last}, f.starts.scores[i2] + q}
	}
	if k2 := f.ends.second(k); k2 >= 0 && p+f.ends.scores[k2] > other.p {
		other = choice{stretch{x.cue.first, f.ends.tokens[k2]}, p + f.ends.scores[k2]}
	}
	return other
}

// beam is how many starts are tried with all their ends.
const beam = 2

// findSource sets the source, and returns others that come close.
func (f *finder) findSource(x *frame) []choice {
	f.starts.reset(f.sourceStart)
	f.sourceStarts(&f.starts, &f.f, x)
	f.starts.judge()
	f.sources = f.pairs(f.sources[:0], x, f.sourceEnd, f.sourceEnds)
	x.source, x.parts[1] = f.sources[0].stretch, f.sources[0].p
	f.leaveExpletive(x)
	f.leaveTime(x)
	f.leaveDateline(x)
	f.leaveClause(x)
	f.reachBack(x)
	f.takeWords(x)
	return f.sources[1:]
}

// leaveDateline takes a dateline that the sentences have not been cut at out of the source: "Cape Town - The forum has warned …".
func (f *finder) leaveDateline(x *frame) {
	const longest = 5 // tokens
	for i := x.source.first + 1; x.source.first >= 0 && i < min(x.source.last, x.source.first+longest); i++ {
		if f.mark[i] && f.tag(i+1) == article.DT && f.Tokens[i].End < f.Tokens[i+1].Start && f.Tokens[i-1].End < f.Tokens[i].Start {
			x.source.first = i + 1
			return
		}
	}
}

// leaveClause takes another clause than one that describes the source out of it: of "The mill burned and its owner said" the owner is
// left, of "According to its owner, the mill burned" too, and of "According to the Gazette, its owner said".
func (f *finder) leaveClause(x *frame) {
	if first := x.source.first; first >= 0 && f.words[first] == hashAccording && f.word(first+1) == hashTo && first+2 <= x.source.last {
		x.source.first = first + 2
		for i := first; i < x.source.last; i++ {
			if f.words[i] == hashComma {
				x.source.first = i + 1
				break
			}
		}
	}
	verb, comma := -1, -1
	for i := x.source.first; i >= 0 && i <= x.source.last; i++ {
		switch tag := f.tag(i); {
		case tag == article.WP || tag == article.WDT || tag == article.WPS || tag == article.WRB || f.words[i] == hashThat:
			return
		case f.words[i] == hashColon && i < x.source.last: // "A: My mother said"
			x.source.first, verb, comma = i+1, -1, -1
		case i > x.source.first && opensClause.has(f.words[i]) && f.tag(i+1) == article.PRP: // "one worker as he left"
			x.source.last = i - 1
			return
		case tag.IsFinite() && verb < 0:
			verb = i
		case f.words[i] == hashComma && verb < 0:
			comma = i
		}
	}
	switch {
	case verb < 0:
	case x.source.first > x.cue.last && comma > x.source.first:
		x.source.last = comma - 1
	case x.source.last < x.cue.first:
		if f.entries[verb] >= 0 && verb < x.source.last && inNounPhrase(f.tag(verb+1)) { // "The bank said its owner has offered"
			x.source.first = verb + 1
		}
		for i := x.source.last - 1; i > verb; i-- {
			if f.tag(i) == article.CC {
				x.source.first = i + 1
				return
			}
		}
	}
}

// Words of time: adverbs, the names of days and months, and what "last" and "this" make times of.
var (
	isDay     = hashes("today yesterday tonight tomorrow")
	isWeekday = hashes("monday tuesday wednesday thursday friday saturday sunday")
	isMonth   = hashes("january february march april may june july august september october november december")
	isSpans   = hashes("moments minutes hours days weeks months years")
	isOrder   = hashes("after before")
	isSpan    = hashes("week month year spring summer autumn fall winter morning afternoon evening night")
)

// beforeTime returns the token before the words of time that end at token i, and i where it ends none.
func (f *finder) beforeTime(i int) int {
	if i < 1 {
		return i
	}
	before := f.words[i-1]
	switch w := f.words[i]; {
	case isDay.has(w) && !f.tag(i).IsProper():
		return i - 1
	case f.tag(i-1) == article.IN && (isWeekday.has(w) || isMonth.has(w) || f.isYear(i)):
		return i - 2
	case isSpan.has(w) && (before == hashLast || before == hashThis):
		if f.tag(i-2) == article.RB { // "just this month"
			i--
		}
		return i - 2
	}
	return i
}

var hashLast = linear.Hash("last")

// isYear reports whether token i is a number of four digits.
func (f *finder) isYear(i int) bool { return f.tag(i) == article.CD && len(f.Word(i)) == len("2001") }

// isWritten reports whether the source is something written, whose date belongs to it: "a poll in May".
func (f *finder) isWritten(s stretch) bool { return f.trait(f.headOf(s))&traitDocument != 0 }

// opensClause are words with which a clause of time or cause begins.
var opensClause = hashes("as after before while because since")

// isSelf are the pronouns that stand behind whom they stress.
var isSelf = hashes("himself herself itself themselves")

// takeWords takes in the words before the source that belong to its noun group: of "Republican candidate Omar Reyes said" trees tend to
// make two subjects, of which the learned choice takes the second.
func (f *finder) takeWords(x *frame) {
	for first := f.sentence(x.anchor).First; x.source.first > first; x.source.first-- {
		t := x.source.first - 1
		if x.cue.has(t) || !inNounPhrase(f.Tokens[t].Tag) || f.NameOf(t) >= 0 && f.tag(t+1).IsProper() || !f.hangsOn(t, x.source) {
			return
		}
	}
}

// hangsOn reports whether token t, which stands right before the stretch, is part of its noun group: it hangs on a noun there, or it says
// who or what the name is that begins there.
func (f *finder) hangsOn(t int, s stretch) bool {
	if h := f.head(t); s.has(h) && f.tag(h).IsNoun() {
		return true
	}
	if !f.tag(t).IsNoun() || !f.tag(s.first).IsProper() {
		return false
	}
	if n := f.NameOf(s.first); n >= 0 && (f.Names[n].Label == article.PER || f.Names[n].First != s.first) {
		return f.Names[n].First == s.first && f.trait(t)&(traitPerson|traitGroup|traitMan|traitWoman) != 0
	}
	return f.trait(t)&traitMedia != 0 // "the newspaper Proceso"
}

// leaveExpletive takes away a source that is the "it" of a passive: "It has been suggested that …" does not say by whom.
func (f *finder) leaveExpletive(x *frame) {
	s := x.source
	if s.first >= 0 && s.first == s.last && f.words[s.first] == hashIt && f.tag(x.anchor) == article.VBN && f.childrenOf(x.anchor).set&(1<<article.DepAuxPass) != 0 {
		x.source = none
	}
}

// leaveTime takes words of time out of the source, behind it, "The company today announced …", "A panel in 2001 found …", and before it: "Last
// winter an American collector offered …".
func (f *finder) leaveTime(x *frame) {
	if last := f.beforeTime(x.source.last); last < x.source.last && last >= x.source.first && !f.isWritten(x.source) && f.verbsBetween(x.source.first-1, last+1) == 0 {
		x.source.last = last
	}
	for i := x.source.first; i >= 0 && i < min(x.source.last, x.source.first+3); i++ {
		if isSpans.has(f.words[i]) && isOrder.has(f.words[i+1]) && i+1 < x.source.last { // "hours after two aides said"
			x.source.first = i + 2
			return
		}
		if f.beforeTime(i) == x.source.first-1 {
			x.source.first = i + 1
			return
		}
	}
}

// reachBack takes in the holder of a source that begins inside the words by which it claims to know: of "another person familiar with
// the matter said", trees tend to make "the matter" the subject.
func (f *finder) reachBack(x *frame) {
	if x.source.first < 0 || x.source.first > x.anchor {
		return
	}
	before := f.Text[:f.Tokens[x.source.first].Start]
	for _, phrase := range basisPhrases {
		if !strings.HasSuffix(before, " "+phrase+" ") {
			continue
		}
		first := x.source.first - 1 - strings.Count(phrase, " ")
		for sentence := f.SentenceOf(x.source.first); first > 0 && f.SentenceOf(first-1) == sentence && inNounPhrase(f.Tokens[first-1].Tag); first-- {
		}
		if f.Tokens[first].Start < len(before)-len(phrase)-1 {
			x.source.first = first
		}
		return
	}
}

// inNounPhrase reports whether a word with the tag can stand in a noun phrase up to its head.
func inNounPhrase(tag article.Tag) bool {
	switch tag {
	case article.DT, article.JJ, article.CD, article.PRPS, article.JJR, article.JJS:
		return true
	}
	return tag.IsNoun()
}

// addContents adds x to f.frames with each choice of content.
func (f *finder) addContents(x frame) {
	f.starts.reset(f.contentStart)
	f.contentStarts(&f.starts, &f.f, &x, saltContentStart)
	if f.starts.judge() < 0 {
		return
	}
	f.contents = f.pairs(f.contents[:0], &x, f.contentEnd, f.contentEnds)
	for i, c := range f.contents {
		x.content, x.parts[2], x.rank = []stretch{c.stretch}, c.p, uint32(i)
		f.addMore(x)
	}
}

// addMore adds x to f.frames with or without another stretch of content, as is likelier; to the likeliest choice of content the
// other way too, if it comes close.
func (f *finder) addMore(x frame) {
	one := x.content[0]
	f.starts.reset(f.more)
	f.contentStarts(&f.starts, &f.f, &x, saltMore)
	f.starts.judge()
	f.mores = f.pairs(f.mores[:0], &x, f.contentEnd, f.contentEnds)
	for i, c := range f.mores {
		if overlaps(c.stretch, one) {
			continue
		}
		y := x
		y.parts[3] = c.p
		if i > 0 {
			y.rank |= otherMore
		}
		switch {
		case c.first < 0:
		case c.first < one.first:
			y.content = []stretch{c.stretch, one}
		default:
			y.content = []stretch{one, c.stretch}
		}
		f.frames = append(f.frames, y)
		if x.rank > 0 {
			return
		}
	}
}

func overlaps(a, b stretch) bool {
	return a.first >= 0 && b.first >= 0 && a.first <= b.last && b.first <= a.last
}

// widest is how many choices of a part are weighed.
const widest = 3

// pairs appends the likeliest stretches of the best starts (in f.starts, judged) with their ends: the best one, and those that come close.
func (f *finder) pairs(list []choice, x *frame, m *linear.Model, fill func(*candidates, *features, *frame, int)) []choice {
	for range beam {
		i := f.starts.second(-1)
		if i < 0 || len(list) > 0 && f.starts.scores[i] < list[0].p-closeRace/2 {
			break
		}
		first, p := f.starts.tokens[i], f.starts.scores[i]
		f.starts.scores[i] = float32(math.Inf(-1))
		if first < 0 {
			list = insert(list, choice{none, p})
			continue
		}
		f.ends.reset(m)
		fill(&f.ends, &f.f, x, first)
		f.ends.judge()
		for e, s := range f.ends.scores {
			list = insert(list, choice{stretch{first, f.ends.tokens[e]}, p + s})
		}
	}
	for len(list) > 1 && list[len(list)-1].p < list[0].p-closeRace {
		list = list[:len(list)-1]
	}
	return list
}

// insert puts a choice into a list of the likeliest, the best first.
func insert(list []choice, c choice) []choice {
	i := len(list)
	for i > 0 && list[i-1].p < c.p {
		i--
	}
	if i == widest {
		return list
	}
	return slices.Insert(list[:min(len(list), widest-1)], i, c)
}
