package source

import (
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// loaded decodes the embedded models once.
var loaded = sync.OnceValue(func() *models {
	m, err := decodeModels(modelFile)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return m
})

// Find returns the attributions of a linked article, in the order of their first part.
func Find(a *article.Article, actors []actor.Actor) []Attribution { return find(loaded(), a, actors) }

// Model is a set of learned decisions other than the embedded one.
type Model struct{ models *models }

// Load reads a file that Train has made.
func Load(file []byte) (*Model, error) {
	m, err := decodeModels(file)
	return &Model{m}, err
}

// Find is the package's Find with these decisions.
func (m *Model) Find(a *article.Article, actors []actor.Actor) []Attribution {
	return find(m.models, a, actors)
}

// worthTrying is the logit of an anchor from which on its parts are looked for.
const worthTrying = -0.5

// Thresholds of the frames' logits. What lies inside another attribution's content must be surer than what does not, and surer
// still inside a quotation, unless it is the quoted who say what they think themselves: "I hope". What attributes a mere thing
// ("they prefer cold water", "she knew the road") or has a thing as its source is more often an act than a report, and must be surer by bareExtra.
//
// The corpus that most is learned from marks nothing that is nested, so each nested attribution counts there as a mistake,
// although the guidelines want it: the limits are a balance between its scores and those of complete readings.
const (
	outerLimit   float32 = -0.2
	nestedLimit  float32 = 2
	thoughtLimit float32 = 0.6 // of a thought or a demand inside what another says: "he said she hoped"
	quotedLimit  float32 = 3
	ownLimit     float32 = 0.6
	hearsayLimit float32 = -2 // of "allegedly", which attributes wherever it stands
	bareExtra    float32 = 1.5
	insideExtra  float32 = 1   // and inside what another says by that more
	usualCue     float32 = 1.3 // the logit of a cue that changes no limit of what is nested,
	sureCue      float32 = 3.5 // and that from which on it lowers them no further
)

func find(m *models, a *article.Article, actors []actor.Actor) []Attribution {
	if len(a.Tokens) == 0 {
		return nil
	}
	f := &finder{view: newView(a, actors), models: m}
	f.anchors()
	var frames []*frame
	for i := range a.Tokens {
		if f.logits[i] <= worthTrying {
			continue
		}
		a.Breathe()
		if x := f.best(f.variants(i)); x != nil {
			frames = append(frames, x)
		}
	}
	frames = append(f.settle(frames), f.worded()...)
	sort.SliceStable(frames, func(i, j int) bool { return frames[i].anchor < frames[j].anchor })
	frames = f.complete(frames)
	return describe(f.view, actors, frames)
}

// best returns the variant that is most surely an attribution, nil if there are none.
func (f *finder) best(variants []frame) *frame {
	k, top := -1, float32(0)
	for i := range variants {
		f.acceptFeatures(&f.f, &variants[i])
		if s := score(f.accept, f.f.list()); k < 0 || s > top {
			k, top = i, s
		}
	}
	if k < 0 {
		return nil
	}
	x := variants[k]
	x.logit = top
	return &x
}

// settle removes the frames that contradict surer ones, sets the parents, and sorts by the first token.
func (f *finder) settle(frames []*frame) []*frame {
	sort.SliceStable(frames, func(i, j int) bool { return frames[i].anchor < frames[j].anchor })
	kept := frames[:0]
	for _, x := range frames {
		if n := len(kept); n > 0 && overlaps(kept[n-1].cue, x.cue) {
			if kept[n-1].logit >= x.logit {
				continue
			}
			kept = kept[:n-1]
		}
		kept = append(kept, x)
	}
	for _, x := range kept { // before parents are sought, for what the reporter adds stands in nobody's words
		f.leaveComment(x)
		f.leaveVerb(x)
		if q := f.inQuote[x.anchor]; q >= 0 {
			x.endBefore(f.quotes[q].close, f.isMark(f.quotes[q].close-1)) // what is said inside a quotation stays in it
		}
		f.leaveFront(x)
		f.takeClause(x)
		f.byAgent(x)
		f.takeAs(x)
		f.leaveRelative(x)
		f.leaveDay(x)
	}
	f.leaveSilence(kept)
	f.leaveSecond(kept)
	f.leaveOther(kept)
	f.leaveTag(kept)
	f.setParents(kept)
	frames = slices.Clone(kept[:0:0])
	for _, x := range kept {
		if x.logit > f.limitOf(x) && !f.isHeldByNobody(x) && !f.isDecision(x) && !f.isManner(x) && !f.isHollow(x) {
			frames = append(frames, x)
		}
	}
	f.setParents(frames)
	f.leaveTagged(frames)
	return f.withoutDoubles(frames)
}

// near is how many frames before another's parts are looked at for whether it goes on into them.
const near = 4

// leaveSecond ends a statement before another one of the same source that is joined to it: "The minister praised the plan and said it would
// pay for itself". Whoever speaks twice does not stand in their own words. The frames are in the order of their anchors.
func (f *finder) leaveSecond(frames []*frame) {
	for k, y := range frames {
		first := y.cue.first
		if y.source.first < 0 || f.tag(first-1) != article.CC || f.inQuote[first] >= 0 {
			continue
		}
		for _, x := range frames[max(0, k-near):k] {
			if x.source == y.source && !x.holds(x.source.first) {
				x.endBefore(first-1, f.mark[first-2])
			}
		}
	}
}

// leaveTag ends a statement before the tag of another that holds it: "The minister promised that nobody would pay, the Herald reported".
func (f *finder) leaveTag(frames []*frame) {
	for k, y := range frames {
		if y.source.first < 0 || y.logit <= outerLimit {
			continue
		}
		tag := min(y.source.first, y.cue.first)
		for _, x := range frames[max(0, k-near):k] {
			if y.holds(x.anchor) && x.holds(y.anchor) {
				x.endBefore(tag, f.isMark(tag-1))
			}
		}
	}
}

// leaveOther ends a statement before another source speaks behind a semicolon or a word of contrast: "The council says 200 people have left;
// doctors believe it was more", "The club said no decision had been made, but fans say he will leave".
func (f *finder) leaveOther(frames []*frame) {
	for k, y := range frames {
		first := y.source.first
		if first < 0 || first > y.cue.first || f.inQuote[first] >= 0 || y.logit <= outerLimit {
			continue
		}
		if f.word(first-1) != hashSemicolon {
			if e := f.entry(y.anchor); e == nil || e.act != speech || !isContrast.has(f.word(first-1)) || f.tag(first) == article.PRP {
				continue
			}
			first--
		}
		for _, x := range frames[max(0, k-near):k] {
			if x.source != y.source {
				x.endBefore(first, f.isMark(first-1))
			}
		}
	}
}

// isContrast are the words by which a reporter sets what one says against what another says.
var isContrast = hashes("but although while whereas")

var hashSemicolon = linear.Hash(";")

// leaveTagged takes a quotation that has a tag of its own behind it out of the attribution before: “Yes,” she says. “But it is late,” she adds.
func (f *finder) leaveTagged(frames []*frame) {
	for k, y := range frames {
		q := f.inQuote[y.content[0].first]
		if q < 0 || y.anchor < f.quotes[q].close || f.SentenceOf(y.anchor) != f.SentenceOf(f.quotes[q].close) {
			continue
		}
		for _, x := range frames[max(0, k-3):k] {
			last := len(x.content) - 1
			if last > 0 && f.inQuote[x.content[last].first] == q && x.anchor < f.quotes[q].open && f.SentenceOf(x.anchor) != f.SentenceOf(y.anchor) {
				x.content = x.content[:last]
			}
		}
	}
}

// withoutDoubles drops the less sure of two attributions of one quotation to words outside it: "She sighed. “Yes,” she said."
func (f *finder) withoutDoubles(frames []*frame) []*frame {
	surest := make([]*frame, len(f.quotes))
	for _, x := range frames {
		for _, c := range x.content {
			if q := f.inQuote[c.first]; q >= 0 && f.quoted(c.first, c.last) && f.inQuote[x.anchor] != q && (surest[q] == nil || surest[q].logit < x.logit) {
				surest[q] = x
			}
		}
	}
	return slices.DeleteFunc(frames, func(x *frame) bool {
		for _, c := range x.content {
			if q := f.inQuote[c.first]; q >= 0 && f.quoted(c.first, c.last) && f.inQuote[x.anchor] != q && surest[q] != x && x.parent == nil && surest[q].parent == nil {
				return true
			}
		}
		return false
	})
}

// limitOf returns the threshold of a frame, whose parent is set.
func (f *finder) limitOf(x *frame) float32 {
	if f.isHearsay(x.anchor) {
		return hearsayLimit
	}
	limit := outerLimit
	switch quoted := f.inQuote[x.anchor] >= 0; {
	case quoted && f.isOwn(x):
		limit = ownLimit
	case quoted:
		limit = quotedLimit
	case x.parent == nil || f.isQuoting(x.anchor):
	case f.isThought(x.anchor) || f.isDemand(x.anchor):
		limit = thoughtLimit
	default:
		limit = nestedLimit
	}
	if limit > outerLimit { // of what is nested, the word alone says more than where the parts are: few texts show such parts
		limit -= (min(f.logits[x.anchor], sureCue) - usualCue) / 2
	}
	if f.isThing(x.source) || f.isBare(x) && (x.parent != nil || f.isOwn(x) || x.source.first < 0 || f.entry(x.anchor) == nil || f.isThought(x.anchor)) {
		limit += bareExtra
		if x.parent != nil {
			limit += insideExtra
		}
	}
	return limit
}

// anybody are words for nobody in particular.
var anybody = []string{"you", "one", "anyone", "anybody", "everyone", "everybody", "someone", "somebody"}

// isThing reports whether the source is neither someone nor a body nor anything that is written, "the plane promises less noise".
func (v *view) isThing(source stretch) bool {
	if source.first < 0 {
		return false
	}
	if source.first == source.last && v.inQuote[source.first] < 0 && slices.Contains(anybody, strings.ToLower(v.Word(source.first))) {
		return v.word(source.first-1) != hashColon // an interviewer speaks to somebody
	}
	for i := source.first; i <= source.last; i++ {
		if v.actors[i] >= 0 {
			return false
		}
	}
	h := v.headOf(source)
	if v.words[h] == hashWhich { // "a step, which shows that": it is the noun that is asked
		for h--; v.isMark(h) && h > 0; h-- {
		}
	}
	return v.tag(h) != article.CD && !v.tag(h).IsProper() && !isPronoun(v.tag(h)) && v.NameOf(h) < 0 && v.trait(h) == 0
}

// isBare reports whether the content is a mere thing: no clause, nothing to be done, no quotation. Nor is a thing that is demanded bare.
func (f *finder) isBare(x *frame) bool {
	if f.isDemand(x.anchor) {
		return false
	}
	for _, c := range x.content {
		if f.isClause(c) || f.words[c.first] == hashTo || f.inQuote[c.first] != f.inQuote[x.anchor] || f.isDeed(c) {
			return false
		}
	}
	return true
}

// isDeed reports whether the stretch names what somebody does: "changing the flag", "an official of taking bribes".
func (f *finder) isDeed(s stretch) bool {
	for i := s.first; i <= s.last && i < s.first+reach; i++ {
		if f.tag(i) == article.VBG && (i == s.first || f.tag(i-1) == article.IN) {
			return true
		}
	}
	return false
}

// isHeldByNobody reports whether nobody is given who thinks so: "prices are expected to rise" and "is believed to be in Cairo" are doubts and no
// attributions.
func (f *finder) isHeldByNobody(x *frame) bool {
	return x.source.first < 0 && f.tag(x.anchor) == article.VBN && (f.isThought(x.anchor) || f.stems[x.anchor] == hashProject)
}

var hashProject = linear.Hash("project")

// manners are what something is done according to that says nothing.
var manners = []string{"abilities", "ability", "age", "ages", "availability", "gender", "income", "interest", "interests", "mood", "need", "needs", "order", "preference", "preferences",
	"rank", "season", "sex", "size", "sizes", "taste", "tastes", "type", "types", "weight", "wish", "wishes"}

// isManner reports whether "according to" tells how something is done, and not who says it: "according to his needs", "according to plan".
func (f *finder) isManner(x *frame) bool {
	if f.words[x.anchor] != hashAccording || x.source.first < 0 {
		return false
	}
	head := strings.ToLower(f.Word(f.headOf(x.source)))
	return slices.Contains(manners, head) || x.source.first == x.source.last && (head == "plan" || head == "schedule")
}

// decisions are words for what is done, unless a clause says what was said: "agreed to buy the yard", "discussed trade".
var decisions = []string{"agree", "back", "decide", "discuss", "support"}

// isDecision reports whether the cue is such a word without such a clause.
func (f *finder) isDecision(x *frame) bool {
	e := f.entry(x.anchor)
	return e != nil && slices.Contains(decisions, e.lemma) && !slices.ContainsFunc(x.content, f.isClause)
}

// isHollow reports whether the content tells nothing: a word that joins or asks, "But two members disagreed", "What does the government say?",
// where somebody was asked, or only what a participle of speech says, "The firm apologised, saying …".
func (f *finder) isHollow(x *frame) bool {
	c := x.content[0]
	switch tag := f.tag(c.first); {
	case len(x.content) > 1:
		return false
	case c.first == c.last:
		return tag == article.CC || tag == article.WP && c.first < x.cue.first
	case f.stems[x.anchor] == hashAsk && tag == article.IN && !f.isClause(c): // "asked by a reporter on his way to work"
		return !isAskedFor.has(f.words[c.first])
	}
	return f.participle(c.first) && c.first == x.cue.last+2 && f.words[c.first-1] == hashComma && f.logits[c.first] > 0
}

var hashAsk = linear.Hash("ask")

// isAskedFor are the prepositions of what is asked.
var isAskedFor = hashes("about for of whether if")

// isThought reports whether the lexicon has the word as one of thought.
func (v *view) isThought(i int) bool {
	e := v.entry(i)
	return e != nil && e.act == thought
}

// isHearsay reports whether the lexicon has the word as an adverb of hearsay.
func (v *view) isHearsay(i int) bool {
	e := v.entry(i)
	return e != nil && e.act == hearsay
}

// isDemand reports whether the lexicon has the word as one of asking for something.
func (v *view) isDemand(i int) bool {
	e := v.entry(i)
	return e != nil && e.stance == Demand
}

// isOwn reports whether a speaker says what they themselves think or said: "I hope", "we told them".
func (v *view) isOwn(x *frame) bool {
	return x.source.first >= 0 && x.source.first == x.source.last && pronouns[v.words[x.source.first]] == theSpeaker && v.tag(x.anchor).IsVerb()
}

// setParents sets each frame's parent: the one with the smallest content that holds the cue. A parent's content is larger than its
// child's, so there are no circles. The contents are painted on the tokens, the large ones first.
func (f *finder) setParents(frames []*frame) {
	order := slices.Clone(frames)
	sort.SliceStable(order, func(i, j int) bool { return order[i].size() > order[j].size() })
	type owners struct{ inner, outer int32 } // one more than the frame's index in order
	owner := make([]owners, len(f.Tokens))
	for k, x := range order {
		x.parent = nil
		for _, c := range x.content {
			for i := c.first; i <= c.last; i++ {
				owner[i] = owners{int32(k + 1), owner[i].inner}
			}
		}
	}
	for _, x := range frames {
		if x.inside != nil {
			x.parent = x.inside
			continue
		}
		for _, k := range [...]int32{owner[x.anchor].outer, owner[x.anchor].inner} { // the last that can be it is it
			if k == 0 {
				continue
			}
			if y := order[k-1]; y != x && y.size() > x.size() && !(x.holds(y.anchor) && x.logit > y.logit) {
				x.parent = y
			}
		}
	}
}

// holds reports whether token i is in the content.
func (x *frame) holds(i int) bool {
	for _, c := range x.content {
		if c.has(i) {
			return true
		}
	}
	return false
}

func (x *frame) size() int {
	n := 0
	for _, c := range x.content {
		n += c.last - c.first + 1
	}
	return n
}
