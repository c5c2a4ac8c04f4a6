package english

import (
	_ "embed"
	"math"
	"math/bits"
	"sync"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// tagger gives each token its Penn tag, from left to right, greedily: a linear classifier over the word, its neighbours and
// the two tags before. Most of its features depend on one word only, so their weights are summed once for each word type
// and role (the word itself, the word before, …) and kept; what is left for each token is a handful of joint features, which are
// looked at where the words alone leave a doubt. Words that the dictionary knows with one tag only are not asked about.
type tagger struct {
	groups     groups
	dictionary dictionary
	model      *linear.Model
	enough     int32     // the lead by the words alone that settles a tag
	pool       sync.Pool // of *tagScratch
}

// tagEnough is that lead on the learner's scale. Three quarters of the words that are asked about have it, and with it no score on the
// treebanks changes by more than chance.
const tagEnough = 50

// The roles that a word plays for a token nearby. Each has its own features and summed scores.
const (
	roleSelf = iota
	roleBefore
	roleAfter
	roleBefore2
	roleAfter2
	roleCount
)

const typeScores = roleCount * int(article.TagCount)

// tagScratch is one goroutine's memory.
type tagScratch struct {
	cache wordCache
	words []int32 // of the tokens at hand: index of their type
}

//go:embed models/tags.bin
var tagFile []byte

// loadTagger decodes a tagger from the two models of its file.
func loadTagger(data []byte) (*tagger, error) { return loadTaggerWith(wordGroups(), data) }

func loadTaggerWith(groups groups, data []byte) (*tagger, error) {
	words, rest, err := linear.Decode(data)
	if err != nil {
		return nil, err
	}
	model, err := linear.Load(rest)
	if err != nil {
		return nil, err
	}
	return newTagger(groups, words, model), nil
}

func newTagger(groups groups, words, model *linear.Model) *tagger {
	t := &tagger{groups: groups, dictionary: newDictionary(words), model: model, enough: int32(min(tagEnough/model.Unit(), 1<<30))}
	t.pool.New = func() any {
		s := &tagScratch{}
		s.cache.reset()
		return s
	}
	return t
}

// longestRun is how many tokens are tagged at once; longer sentences, which are no sentences, are cut.
const longestRun = 1000

// tag sets the tags of Tokens[first:last], a sentence.
func (t *tagger) tag(a *article.Article, first, last int) {
	s := t.pool.Get().(*tagScratch)
	for ; first < last; first += longestRun {
		t.look(s, a, first, min(first+longestRun, last))
		t.run(s, a, first)
	}
	t.pool.Put(s)
}

// look finds the types of the words Tokens[first:last].
func (t *tagger) look(s *tagScratch, a *article.Article, first, last int) {
	if len(s.cache.types) > cacheTypes-longestRun {
		s.cache.reset()
	}
	s.words = s.words[:0]
	for i := first; i < last; i++ {
		word := a.Word(i)
		key := keyOf(word)
		index, place, found := s.cache.find(key)
		if !found {
			w := newWordType(word, key)
			w.group = t.groups.of(w.lower)
			t.dictionary.look(&w)
			index = s.cache.put(place, w)
			s.cache.addScores()
		}
		s.words = append(s.words, index)
	}
}

// run tags the words of s, which are those of the tokens from first on.
func (t *tagger) run(s *tagScratch, a *article.Article, first int) {
	c := tagContext{scratch: s}
	tokens := a.Tokens[first : first+len(s.words)]
	var scores [article.TagCount]int32
	for i, index := range s.words {
		w := &s.cache.types[index]
		tag := w.only
		if tag == article.TagNone {
			candidates := w.candidates
			if w.mark != markNone {
				candidates = blankTags(w.mark, candidates, tokens, i)
			}
			tag = t.choose(&c, candidates, i, &scores)
		}
		tokens[i].Tag = tag
		c.step(w, tag)
	}
}

// blankTags leaves of the candidates of token i, a mark, what the blanks beside it allow: a hyphen between two words is no
// dash, a dash between blanks no hyphen, and a quotation mark with a blank on one side opens or closes. The classifier does not see blanks.
func blankTags(m mark, candidates uint64, tokens []article.Token, i int) uint64 {
	before := i > 0 && tokens[i-1].End == tokens[i].Start
	after := i+1 < len(tokens) && tokens[i].End == tokens[i+1].Start
	allowed := candidates
	switch {
	case m == markHyphen && before && after:
		allowed &^= 1<<article.Colon | 1<<article.Comma
	case m == markHyphen:
		allowed &^= 1 << article.HYPH
	case m == markOpening || m == markQuote && after && !before:
		allowed &= 1 << article.Open
	case m == markQuote && before && !after:
		allowed &^= 1 << article.Open
	}
	if allowed == 0 {
		return candidates
	}
	return allowed
}

// choose returns the best of the candidates for word i.
func (t *tagger) choose(c *tagContext, candidates uint64, i int, scores *[article.TagCount]int32) article.Tag {
	s := c.scratch
	*scores = *t.role(s, s.words[i], roleSelf)
	for _, near := range [...]struct{ at, role int }{{i - 1, roleBefore}, {i + 1, roleAfter}, {i - 2, roleBefore2}, {i + 2, roleAfter2}} {
		if near.at < 0 || near.at >= len(s.words) {
			continue
		}
		sums := t.role(s, s.words[near.at], near.role)
		for rest := candidates; rest != 0; rest &= rest - 1 {
			tag := bits.TrailingZeros64(rest) & 63
			scores[tag] += sums[tag]
		}
	}
	if best, lead := bestTag(candidates, scores[:]); lead > t.enough {
		return best
	}
	var features [jointCount]uint32
	t.model.Add(c.joint(&features, i), scores[:])
	best, _ := bestTag(candidates, scores[:])
	return best
}

// bestTag returns the candidate with the highest score, the first of equals, and by how much it leads.
func bestTag(candidates uint64, scores []int32) (best article.Tag, lead int32) {
	highest, second := int32(math.MinInt32/2), int32(math.MinInt32/2)
	for rest := candidates; rest != 0; rest &= rest - 1 {
		tag := bits.TrailingZeros64(rest) & 63
		if score := scores[tag]; score > highest {
			best, highest, second = article.Tag(tag), score, highest
		} else if score > second {
			second = score
		}
	}
	return best, highest - second
}

// role returns the summed scores of a word type in a role, computed when they are first asked for.
func (t *tagger) role(s *tagScratch, index int32, role int) *[article.TagCount]int32 {
	w := &s.cache.types[index]
	at := int(index)*typeScores + role*int(article.TagCount)
	sums := (*[article.TagCount]int32)(s.cache.scores[at:])
	if w.summed&(1<<role) == 0 {
		w.summed |= 1 << role
		var features [typeFeatureCount]uint32
		t.model.Add(typeFeatures(features[:0], w, role), sums[:])
	}
	return sums
}

// The templates' numbers are below; each role has typeFeatureCount of its own.
const (
	typeFeatureCount = 20
	jointCount       = 11
	tagTemplates     = 0x100
	jointTemplates   = 0x200
)

// typeFeatures appends the features that depend on one word type in one role.
func typeFeatures(features []uint32, w *wordType, role int) []uint32 {
	template := uint32(tagTemplates + role*typeFeatureCount)
	add := func(part uint32) {
		features = append(features, linear.Mix(template, part))
		template++
	}
	add(w.lower)
	add(w.class)
	if w.group != 0 {
		add(w.group)
	}
	template = uint32(tagTemplates + role*typeFeatureCount + 3)
	switch role {
	case roleSelf:
		add(0)
		add(w.shape)
		add(linear.Mix(w.lower, w.shape))
		for _, suffix := range w.suffix {
			add(suffix)
		}
		for _, prefix := range w.prefix {
			add(prefix)
		}
		add(linear.Mix(w.suffix[1], w.shape))
		add(linear.Mix(w.suffix[2], w.shape))
	case roleBefore, roleAfter:
		add(w.suffix[1])
		add(w.suffix[2])
		add(w.shape)
	}
	return features
}

// tagContext is what the tagger knows where it stands: the words around and the tags it has given.
type tagContext struct {
	scratch    *tagScratch
	tag1, tag2 article.Tag // the tag before, and the one before that
	quotes     uint32      // how many straight quotation marks came before, odd or even
	began      bool        // a word came before; only marks stand before the sentence's first word
}

// step goes on after a word that has got its tag.
func (c *tagContext) step(w *wordType, tag article.Tag) {
	c.tag2, c.tag1 = c.tag1, tag
	if w.mark == markQuote {
		c.quotes ^= 1
	}
	c.began = c.began || w.shape&(shapeLetter|shapeDigit) != 0
}

// none stands for a word beyond the sentence's ends.
var none wordType

func (c *tagContext) at(i int) *wordType {
	if i < 0 || i >= len(c.scratch.words) {
		return &none
	}
	return &c.scratch.cache.types[c.scratch.words[i]]
}

// joint puts into f the features of word i that depend on more than one word, or on tags given before, and returns them.
func (c *tagContext) joint(f *[jointCount]uint32, i int) []uint32 {
	w, before, after := c.at(i), c.at(i-1), c.at(i+1)
	tag1, tag2 := uint32(c.tag1), uint32(c.tag1)<<8|uint32(c.tag2)
	f[0] = linear.Mix(jointTemplates, tag1)
	f[1] = linear.Mix(jointTemplates+1, tag2)
	f[2] = linear.Mix(jointTemplates+2, linear.Mix(tag1, w.lower))
	f[3] = linear.Mix(jointTemplates+3, linear.Mix(tag1, w.suffix[2]))
	f[4] = linear.Mix(jointTemplates+4, linear.Mix(tag1, after.lower))
	f[5] = linear.Mix(jointTemplates+5, linear.Mix3(tag1, w.class, after.class))
	f[6] = linear.Mix(jointTemplates+6, linear.Mix(tag2, w.class))
	f[7] = linear.Mix(jointTemplates+7, linear.Mix(before.lower, w.lower))
	f[8] = linear.Mix(jointTemplates+8, linear.Mix(w.lower, after.lower))
	n := 9
	if !c.began {
		f[n] = linear.Mix(jointTemplates+9, linear.Mix(w.shape, w.class))
		n++
	}
	if w.mark == markQuote {
		f[n] = linear.Mix(jointTemplates+10, linear.Mix(w.lower, c.quotes))
		n++
	}
	return f[:n]
}
