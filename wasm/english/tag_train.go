package english

import (
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// tagLabels are the labels of the tagger's models: the tags, so that a label is an article.Tag.
func tagLabels() []string {
	labels := make([]string, article.TagCount)
	for tag := range article.TagCount {
		labels[tag] = tag.String()
	}
	return labels
}

const (
	frequent   = 6  // a word seen as often has only the tags that it was seen with
	reliable   = 12 // a word seen as often with one tag only is not asked about
	tagEpochs  = 10
	tagNarrow  = 3 // the epoch before which the features are chosen
	tagWeights = 110_000
	tagOrder   = 100 // the first of the seeds of orders

	// Coarse codes do no harm to a mean of several orders, nor do short marks where few features are unknown.
	tagCodeBits = 5
	tagMarkBits = 8
)

// TrainTags learns the tagger, with the word groups of the file words, from
// articles whose tokens have their right tags, and returns the file for loadTagger.
// The corpora differ in their habits (the tag of a dash, of "to", of words in names). Those of the home articles shall
// be learned: for the foreign ones a few private features explain their own habits away, and are then thrown away.
// From the taught articles (see TeachTags) it learns words that the others do not have.
func TrainTags(words []byte, home, foreign, taught []*article.Article) []byte {
	dictionary := trainDictionary(slices.Concat(home, foreign, taught))
	t := newTagTrainer(newTagger(mustGroups(words), dictionary, dictionary), 1)
	sentences := append(placesOf(home, foreign), placesOf(taught, nil)...)
	t.learn(sentences, tagNarrow)
	t.settle(sentences, tagEpochs-tagNarrow)
	model := t.learner.Model(linear.Options{Weights: tagWeights, CodeBits: tagCodeBits, MarkBits: tagMarkBits})
	return model.Encode(dictionary.Encode(nil))
}

// tagTrainer is a perceptron that reads as the tagger will, with the tags it gave itself before, averaged over the training.
type tagTrainer struct {
	tagger           *tagger // for its dictionary and groups
	learner, private *linear.Learner
	hints            hints // what a teacher sees besides, nil for the tagger that ships
	random           *rand.Rand

	scratch                   *tagScratch
	features, privateFeatures []uint32
	scores, privateScores     []float32
}

func newTagTrainer(tagger *tagger, seed uint64) *tagTrainer {
	return &tagTrainer{tagger: tagger, learner: linear.NewLearner(tagLabels()), private: linear.NewLearner(tagLabels()), random: rand.New(rand.NewPCG(seed, 1)),
		scratch: tagger.pool.Get().(*tagScratch), scores: make([]float32, article.TagCount), privateScores: make([]float32, article.TagCount)}
}

// learn reads the sentences so often.
func (t *tagTrainer) learn(sentences []place, epochs int) {
	for range epochs {
		for _, k := range t.random.Perm(len(sentences)) {
			t.sentence(sentences[k])
			t.learner.Tick()
		}
	}
}

// settle chooses the features, and learns their weights by reading the sentences so often in each of several orders.
func (t *tagTrainer) settle(sentences []place, epochs int) {
	t.learner.Narrow(tagWeights)
	t.learner = inOrders(func(order uint64) []*linear.Learner {
		own := newTagTrainer(t.tagger, tagOrder+order)
		own.learner, own.private = t.learner.Fork(), t.private.Fork()
		own.learn(sentences, epochs)
		return []*linear.Learner{own.learner}
	})[0]
}

// orders is in how many orders the sentences are read once a model's features are chosen.
const orders = 4

// inOrders calls learn once for each order, side by side, and returns the mean of each of the learners that it returns.
// What a perceptron learns depends on the order in which it errs; in the mean, such chances cancel out.
func inOrders(learn func(order uint64) []*linear.Learner) (means []*linear.Learner) {
	var runs [orders][]*linear.Learner
	var working sync.WaitGroup
	for order := range runs {
		working.Go(func() { runs[order] = learn(uint64(order)) })
	}
	working.Wait()
	for k := range runs[0] {
		var same []*linear.Learner
		for _, run := range runs {
			same = append(same, run[k])
		}
		means = append(means, linear.Mean(same))
	}
	return means
}

// sentence tags one sentence and learns at every word that can have several tags.
func (t *tagTrainer) sentence(s place) {
	t.tagger.look(t.scratch, s.a, s.first, s.last)
	c := tagContext{scratch: t.scratch}
	for i, index := range t.scratch.words {
		w := &t.scratch.cache.types[index]
		tag := w.only
		if tag == article.TagNone {
			tag = t.word(&c, s, i, w)
		}
		c.step(w, tag)
	}
}

// word learns the tag of word i of the sentence, and returns the one that it gets now.
func (t *tagTrainer) word(c *tagContext, s place, i int, w *wordType) article.Tag {
	gold := s.a.Tokens[s.first+i].Tag
	t.features = t.hints.add(c.all(t.features[:0], i), c, s, i)
	t.learner.Scores(t.features, t.scores)
	t.privateFeatures = t.privateFeatures[:0]
	if s.foreign {
		t.privateFeatures = c.private(t.privateFeatures, i)
		t.private.Scores(t.privateFeatures, t.privateScores)
		for k, score := range t.privateScores {
			t.scores[k] += score
		}
	}
	tag := margined(w.candidates|1<<gold, gold, t.scores)
	if tag == gold {
		return tag
	}
	for _, l := range [...]struct {
		learner  *linear.Learner
		features []uint32
	}{{t.learner, t.features}, {t.private, t.privateFeatures}} {
		l.learner.Update(l.features, int(gold), 1)
		l.learner.Update(l.features, int(tag), -1)
	}
	t.scores[gold]--
	return margined(w.candidates, gold, t.scores)
}

// margined returns the best candidate, where the right tag must lead by 1.
func margined(candidates uint64, gold article.Tag, scores []float32) article.Tag {
	best, highest := article.TagNone, float32(0)
	for tag := range article.TagCount {
		if candidates&(1<<tag) == 0 {
			continue
		}
		score := scores[tag]
		if tag == gold {
			score--
		}
		if best == article.TagNone || score > highest {
			best, highest = tag, score
		}
	}
	return best
}

// private appends the features that stand for the habits of a foreign corpus.
func (c *tagContext) private(features []uint32, i int) []uint32 {
	w := c.at(i)
	return append(features, 0, linear.Mix(1, w.lower), linear.Mix3(2, w.lower, uint32(c.tag1)), linear.Mix(3, w.shape), linear.Mix3(4, w.lower, c.at(i+1).lower))
}

// all appends all features of word i, as choose sums them.
func (c *tagContext) all(features []uint32, i int) []uint32 {
	for role, at := range [roleCount]int{roleSelf: i, roleBefore: i - 1, roleAfter: i + 1, roleBefore2: i - 2, roleAfter2: i + 2} {
		if at >= 0 && at < len(c.scratch.words) {
			features = typeFeatures(features, c.at(at), role)
		}
	}
	var joint [jointCount]uint32
	return append(features, c.joint(&joint, i)...)
}

// trainDictionary counts which tags the words have.
func trainDictionary(articles []*article.Article) *linear.Model {
	counts := map[uint32]*[article.TagCount]int{}
	for _, a := range articles {
		for i := range a.Tokens {
			w := newWordType(a.Word(i), 0)
			entry := entryOf(w.lower, w.shape)
			if counts[entry] == nil {
				counts[entry] = new([article.TagCount]int)
			}
			counts[entry][a.Tokens[i].Tag]++
		}
	}
	learner := linear.NewLearner(tagLabels())
	open := map[int]bool{}
	for entry, tags := range counts {
		total, kinds := 0, 0
		for _, n := range tags {
			total += n
			kinds += min(n, 1)
		}
		for tag, n := range tags {
			switch {
			case n == 0 || tag == int(article.TagNone):
			case total < frequent:
				open[tag] = true
			case kinds == 1 && total >= reliable:
				learner.Update([]uint32{entry}, tag, 4)
			default:
				learner.Update([]uint32{entry}, tag, 1)
			}
		}
	}
	for tag := range open {
		learner.Update([]uint32{dictionaryOpen}, tag, 1)
	}
	learner.Tick()
	return learner.Model(linear.Options{})
}

// TagAccuracy tags the articles' sentences with the tagger of the file and returns the percentage of right tags.
// The articles are not changed.
func TagAccuracy(words, file []byte, articles []*article.Article) (float64, error) {
	t, err := loadTaggerWith(mustGroups(words), file)
	if err != nil {
		return 0, err
	}
	right, all := 0, 0
	for _, a := range articles {
		own := t.retagged(a)
		for i := range own.Tokens {
			if gold := a.Tokens[i].Tag; gold != article.TagNone {
				all++
				if own.Tokens[i].Tag == gold {
					right++
				}
			}
		}
	}
	return 100 * float64(right) / float64(max(all, 1)), nil
}
