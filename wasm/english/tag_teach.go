package english

import (
	"maps"
	"slices"
	"sync"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// The committee of taggers: so many that read from left to right, and as many that read from right to left, which makes their
// mistakes differ.
const (
	tagMembers      = 2 // each way
	tagMemberEpochs = 6
)

// Adviser gives the tokens of an article the tags of another tagger, one that learned from other texts.
type Adviser func(a *article.Article) []article.Tag

// TeachTags returns plain texts as articles with sentences and tokens. Their tags are those that most of a committee of taggers give,
// learned without a limit to their size from the home and foreign articles (see TrainTags), which also see what the
// adviser says. What it is wrong about, they have seen it be wrong about.
func TeachTags(words []byte, home, foreign []*article.Article, texts []string, advise Adviser) []*article.Article {
	var plain []*article.Article
	for _, text := range texts {
		a := &article.Article{Text: text}
		for _, span := range Paragraphs(text) {
			cut(a, span)
		}
		plain = append(plain, a)
	}
	advice := hints{}
	for _, a := range slices.Concat(home, foreign, plain) {
		advice[a] = advise(a)
	}
	members := make([][][]article.Tag, 2*tagMembers) // of each article, its tags
	var working sync.WaitGroup
	for m := range members {
		working.Go(func() { members[m] = learnMember(words, home, foreign, advice, m).tags(plain) })
	}
	working.Wait()
	for k, a := range plain {
		for i := range a.Tokens {
			a.Tokens[i].Tag = elected(members, k, i)
		}
	}
	return plain
}

// elected returns the tag that most members give to a token of an article; of equals, the one that had so many first.
func elected(members [][][]article.Tag, in, token int) article.Tag {
	var counts [article.TagCount]int
	best := members[0][in][token]
	for _, m := range members {
		tag := m[in][token]
		counts[tag]++
		if counts[tag] > counts[best] {
			best = tag
		}
	}
	return best
}

// tagMember is one tagger of the committee.
type tagMember struct {
	*tagTrainer
	model     *linear.Model
	backwards bool
}

func learnMember(words []byte, home, foreign []*article.Article, advice hints, member int) *tagMember {
	dictionary := trainDictionary(slices.Concat(home, foreign))
	m := &tagMember{tagTrainer: newTagTrainer(newTagger(mustGroups(words), dictionary, dictionary), uint64(2+member)), backwards: member%2 == 1}
	m.hints = maps.Clone(advice) // members learn side by side
	if m.backwards {
		home, foreign = m.hints.reversed(home), m.hints.reversed(foreign)
	}
	m.learn(placesOf(home, foreign), tagMemberEpochs)
	m.model = m.learner.Model(linear.Options{CodeBits: 8, MarkBits: memberMarkBits})
	return m
}

// memberMarkBits leaves room for as many weights as a member has.
const memberMarkBits = 9

// tags returns the tags that the member gives to the articles' tokens.
func (m *tagMember) tags(articles []*article.Article) (tags [][]article.Tag) {
	given := articles
	if m.backwards {
		given = m.hints.reversed(articles)
	}
	scores := make([]int32, article.TagCount)
	for k, a := range articles {
		own := make([]article.Tag, len(a.Tokens))
		for _, s := range placesOf(given[k:k+1], nil) {
			m.read(s, scores, func(i int, tag article.Tag) {
				if m.backwards {
					own[s.last-1-i] = tag
				} else {
					own[s.first+i] = tag
				}
			})
		}
		tags = append(tags, own)
	}
	return tags
}

// read calls give with the tags of the sentence's words.
func (m *tagMember) read(s place, scores []int32, give func(i int, tag article.Tag)) {
	m.tagger.look(m.scratch, s.a, s.first, s.last)
	c := tagContext{scratch: m.scratch}
	for i, index := range m.scratch.words {
		w := &m.scratch.cache.types[index]
		tag := w.only
		if tag == article.TagNone {
			m.features = m.hints.add(c.all(m.features[:0], i), &c, s, i)
			m.model.Scores(m.features, scores)
			candidates := w.candidates
			if w.mark != markNone && !m.backwards {
				candidates = blankTags(w.mark, candidates, s.a.Tokens[s.first:s.last], i)
			}
			tag, _ = bestTag(candidates, scores)
		}
		give(i, tag)
		c.step(w, tag)
	}
}

// hints are the adviser's tags of articles' tokens.
type hints map[*article.Article][]article.Tag

// reversed returns the articles with the words of each sentence in reverse order, and hints of their own.
func (h hints) reversed(articles []*article.Article) []*article.Article {
	back := reversed(articles)
	for k, a := range articles {
		own := make([]article.Tag, len(a.Tokens))
		for _, s := range a.Sentences {
			for i := s.First; i < s.Last; i++ {
				own[s.First+s.Last-1-i] = h[a][i]
			}
		}
		h[back[k]] = own
	}
	return back
}

const hintTemplates = 0x300

// add appends the features of word i of the sentence that depend on hints, none if there are no hints.
func (h hints) add(features []uint32, c *tagContext, s place, i int) []uint32 {
	if h == nil {
		return features
	}
	tags := h[s.a][s.first:s.last]
	var before, after uint32
	if i > 0 {
		before = uint32(tags[i-1])
	}
	if i+1 < len(tags) {
		after = uint32(tags[i+1])
	}
	w, own := c.at(i), uint32(tags[i])
	for k, part := range [...]uint32{0, w.lower, w.suffix[2], w.shape, w.class, uint32(c.tag1), before, after, before<<8 | after} {
		features = append(features, linear.Mix3(hintTemplates+uint32(k), own, part))
	}
	return features
}
