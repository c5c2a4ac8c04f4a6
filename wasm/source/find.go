package source

import (
	"math"
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
	accept       *linear.Model // with all that known: is it an attribution?
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
	scores       []float32 // log probabilities of the candidates last looked at
	outer        []float32
}

// score returns the score of features by a model of two labels.
func score(m *linear.Model, list []uint32) float32 {
	var s [2]int32
	m.Scores(list, s[:])
	return float32(s[1]) * m.Unit()
}

// judge sets f.scores to the candidates' log probabilities and returns the best one's index, -1 where there is none.
func (f *finder) judge(m *linear.Model, c *candidates) int {
	f.scores = f.scores[:0]
	best := -1
	for i := range c.tokens {
		s := score(m, c.items.Item(i))
		f.scores = append(f.scores, s)
		if best < 0 || s > f.scores[best] {
			best = i
		}
	}
	if best < 0 {
		return -1
	}
	top, sum := f.scores[best], 0.0
	for _, s := range f.scores {
		sum += math.Exp(float64(s - top))
	}
	rest := top + float32(math.Log(sum))
	for i := range f.scores {
		f.scores[i] -= rest
	}
	return best
}

// anchors sets the logits of all tokens that can be the main word of a cue.
func (f *finder) anchors() {
	for i := range f.Tokens {
		f.logits[i] = -9
		if f.isAnchor(i) {
			f.anchorFeatures(&f.f, i)
			f.logits[i] = score(f.anchor, f.f.list)
		}
	}
}

// frameOf finds the parts that go with an anchor.
func (f *finder) frameOf(anchor int) *frame {
	x := &frame{anchor: anchor, logit: f.logits[anchor], source: none, area: f.areaOf(anchor)}
	f.findCue(x)
	f.findSource(x)
	f.reachBack(x)
	f.findContent(x)
	return x
}

func (f *finder) findCue(x *frame) {
	x.cue = stretch{x.anchor, x.anchor}
	f.starts.reset()
	f.cueStarts(&f.starts, &f.f, x)
	i := f.judge(f.cueStart, &f.starts)
	x.cue.first, x.parts[0] = f.starts.tokens[i], f.scores[i]
	f.ends.reset()
	f.cueEnds(&f.ends, &f.f, x, x.cue.first)
	i = f.judge(f.cueEnd, &f.ends)
	x.cue.last = f.ends.tokens[i]
	x.parts[0] += f.scores[i]
}

// beam is how many starts are tried with all their ends.
const beam = 2

func (f *finder) findSource(x *frame) {
	f.starts.reset()
	f.sourceStarts(&f.starts, &f.f, x)
	f.judge(f.sourceStart, &f.starts)
	x.source, x.parts[1] = f.pair(x, f.sourceEnd, f.sourceEnds)
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

func (f *finder) findContent(x *frame) {
	f.starts.reset()
	f.contentStarts(&f.starts, &f.f, x, saltContentStart)
	if f.judge(f.contentStart, &f.starts) < 0 {
		return
	}
	s, p := f.pair(x, f.contentEnd, f.contentEnds)
	if s.first < 0 {
		return
	}
	x.content, x.parts[2] = append(x.content, s), p
	f.starts.reset()
	f.contentStarts(&f.starts, &f.f, x, saltMore)
	f.judge(f.more, &f.starts)
	if s, p := f.pair(x, f.contentEnd, f.contentEnds); s.first >= 0 && !overlaps(s, x.content[0]) {
		x.content = append(x.content, s)
		x.parts[3] = p
		if s.first < x.content[0].first {
			x.content[0], x.content[1] = x.content[1], x.content[0]
		}
	}
}

func overlaps(a, b stretch) bool { return a.first <= b.last && b.first <= a.last }

// pair returns the likeliest stretch from the best starts (in f.starts, judged) with their ends, and its log probability.
func (f *finder) pair(x *frame, m *linear.Model, list func(*candidates, *features, *frame, int)) (stretch, float32) {
	f.outer = append(f.outer[:0], f.scores...)
	best, bestScore := none, float32(math.Inf(-1))
	for range beam {
		i := -1
		for k, s := range f.outer {
			if i < 0 || s > f.outer[i] {
				i = k
			}
		}
		if i < 0 || f.outer[i] <= bestScore {
			break
		}
		first, p := f.starts.tokens[i], f.outer[i]
		f.outer[i] = float32(math.Inf(-1))
		if first < 0 {
			best, bestScore = none, p
			continue
		}
		f.ends.reset()
		list(&f.ends, &f.f, x, first)
		if e := f.judge(m, &f.ends); e >= 0 && p+f.scores[e] > bestScore {
			best, bestScore = stretch{first, f.ends.tokens[e]}, p+f.scores[e]
		}
	}
	return best, bestScore
}
