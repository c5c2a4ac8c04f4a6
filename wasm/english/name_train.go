package english

import (
	"slices"
	"sync"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// Named is an article whose names are known, for training.
type Named struct {
	Article *article.Article // with tokens, tags and trees
	Labels  []article.Label  // of each token
	Begins  []bool           // whether a name begins with the token
	Unknown []bool           // tokens whose label the corpus does not tell
	Corpus  uint32           // 0 for corpora whose conventions are the program's; others may have habits of their own
}

// How the passes are learned.
var (
	nameFirst  = linear.Options{Epochs: 5, Rate: 0.2, Lasso: 2, Seed: 2, Weights: 130_000, MinCount: 2, MarkBits: 8}
	nameSecond = linear.Options{Epochs: 6, Orders: nameOrders, Rate: 0.1, Lasso: 0.5, Seed: 3, Weights: 30_000, MinCount: 2, MarkBits: 8}
)

// nameOrders is in how many orders the finished passes learn; those that only label examples learn in one.
const nameOrders = 2

// nameFolds is how many models of the first pass label the examples of the second.
const nameFolds = 3

const (
	corpusTemplates   = 0x700
	corpusPartFeature = 3
)

// GazetteerLists is how many lists of words the namer learns from: given names, family names, places, bodies, titles, peoples and what is
// theirs, and other things with a capital. Words are in small letters.
const GazetteerLists = 7

// TrainNames learns the namer from articles with names and from the gazetteer's lists, and returns the file for the engine.
//
// The second pass must learn from labels that are as wrong as they will be; so its examples are labelled by models of the first pass that
// did not learn from them. All models of the first pass are learned side by side.
func TrainNames(articles []Named, lists [GazetteerLists][]string) []byte {
	gazetteer := trainGazetteer(lists)
	n := newNamer(gazetteer, nil, nil)
	var first *linear.Sequence
	var folds [nameFolds]*namer
	var learning sync.WaitGroup
	learning.Go(func() { first = n.trainFirst(articles, nameOrders) })
	for fold := range folds {
		learning.Go(func() {
			_, others := split(articles, fold, nameFolds)
			folds[fold] = newNamer(gazetteer, n.trainFirst(others, 1), nil)
		})
	}
	learning.Wait()
	second := linear.NewSequenceTrainer(kindLabels(), nil, nameSecond)
	for fold, n := range folds {
		own, _ := split(articles, fold, nameFolds)
		n.addSecond(second, own)
	}
	return second.Train().Model.Encode(first.Encode(gazetteer.Encode(nil)))
}

func trainGazetteer(lists [GazetteerLists][]string) *linear.Model {
	l := linear.NewLearner(gazetteerLabels)
	for kind, words := range lists {
		seen := map[string]bool{}
		for _, word := range words {
			if !seen[word] {
				l.Update([]uint32{linear.Hash(word)}, kind+1, 1)
			}
			seen[word] = true
		}
	}
	l.Tick()
	return l.Model(linear.Options{MarkBits: 8}) // of 256 other words one passes for a known one
}

// trainFirst learns a model of the first pass from the articles in so many orders.
func (n *namer) trainFirst(articles []Named, orders int) *linear.Sequence {
	options := nameFirst
	options.Orders = orders
	trainer := linear.NewSequenceTrainer(nameLabels, linear.BIO(nameLabels), options)
	s := n.pool.Get().(*nameScratch)
	for _, d := range articles {
		eachBlock(d.Article, func(block []article.Sentence) {
			n.look(s, d.Article, block)
			s.eachSentence(func(first int) {
				s.stretches(d.Article, first, func(from, to int) {
					d.known(first+from, first+to, func(from, to int) {
						s.items.Reset()
						for i := from; i < to; i++ {
							s.all(d.Article, first, i-first)
							d.habits(s, i-first)
							s.items.End()
						}
						trainer.Add(&s.items, d.bio(from, to))
					})
				})
			})
		})
	}
	return trainer.Train()
}

// habits adds features that are there while learning only, so that another corpus's habits are learned as such.
func (d *Named) habits(s *nameScratch, i int) {
	if d.Corpus == 0 {
		return
	}
	w := s.at(i)
	for k, part := range [corpusPartFeature]uint32{0, w.pattern, w.lower} {
		s.items.Add(linear.Mix3(corpusTemplates+uint32(k), d.Corpus, part))
	}
}

// known calls add with the parts of Tokens[first:last] between the tokens of unknown labels.
func (d *Named) known(first, last int, add func(from, to int)) {
	from := first
	for i := first; i <= last; i++ {
		if i == last || d.Unknown[i] {
			if from < i {
				add(from, i)
			}
			from = i + 1
		}
	}
}

// bio returns the right labels of tokens [from,to). A name whose beginning is not among them begins with its first token there.
func (d *Named) bio(from, to int) []uint8 {
	var labels []uint8
	for i := from; i < to; i++ {
		l := d.Labels[i]
		switch {
		case l == article.LabelNone:
			labels = append(labels, 0)
		default:
			labels = append(labels, bioOf(l, d.Begins[i] || i == from))
		}
	}
	return labels
}

// kindLabels are the second pass's labels: an index is an article.Label.
func kindLabels() []string {
	labels := make([]string, article.LabelCount)
	for l := range article.LabelCount {
		labels[l] = l.String()
	}
	return labels
}

// addSecond adds what may be a name by the first pass in the articles to the second pass's trainer.
func (n *namer) addSecond(trainer *linear.SequenceTrainer, articles []Named) {
	s := n.pool.Get().(*nameScratch)
	for _, d := range articles {
		eachBlock(d.Article, func(block []article.Sentence) {
			n.firstPass(s, d.Article, block)
			s.read(d.Article)
			inRight := make([]bool, len(s.block)) // which tokens are in a candidate that is right
			candidates := n.candidates(s, leastLeadLearning)
			for _, c := range candidates {
				if d.exactly(s.from+c.first, s.from+c.last) {
					for i := c.first; i < c.last; i++ {
						inRight[i] = true
					}
				}
			}
			for _, c := range candidates {
				inPart := c.way == wayFound && s.found[c.first] != 0 && !slices.Contains(inRight[c.first:c.last], true)
				if best, known := d.kind(s.from+c.first, s.from+c.last, inPart); known {
					s.items.Reset()
					for _, f := range s.whole(nil, d.Article, &c) {
						s.items.Add(f)
					}
					s.items.End()
					trainer.Add(&s.items, []uint8{uint8(best)})
				}
			}
		})
	}
}

// kind returns the label of the name that is Tokens[first:last]. With inPart, which is for candidates that are cut wrongly and that no other
// can replace, it is that of the name that shares most of them: a name in part is better than none.
func (d *Named) kind(first, last int, inPart bool) (best article.Label, known bool) {
	var shared [article.LabelCount]int
	for i := first; i < last; i++ {
		if d.Unknown[i] {
			return best, false
		}
		if l := d.Labels[i]; l != article.LabelNone {
			shared[l]++
		}
	}
	if !inPart && !d.exactly(first, last) {
		return article.LabelNone, true
	}
	for l, count := range shared {
		if count > shared[best] {
			best = article.Label(l)
		}
	}
	return best, true
}

// exactly reports whether Tokens[first:last] is a name.
func (d *Named) exactly(first, last int) bool {
	for i := first; i < last; i++ {
		if d.Begins[i] != (i == first) || d.Labels[i] != d.Labels[first] {
			return false
		}
	}
	return last == len(d.Labels) || d.Labels[last] == article.LabelNone || d.Begins[last]
}

// NameScore counts how many names of an article the file's namer finds as they are, how many it finds and how many there are.
// Labels that the corpus does not know are not counted.
type NameScore struct{ Right, Found, All int }

// F1 is the score's harmonic mean of precision and recall, in percent.
func (s NameScore) F1() float64 { return 200 * float64(s.Right) / float64(max(1, s.Found+s.All)) }

// ScoreNames judges the file's namer on articles with the labels known to their corpus.
func ScoreNames(file []byte, articles []Named, known map[article.Label]bool) (NameScore, error) {
	var score NameScore
	n, err := loadNamer(file)
	if err != nil {
		return score, err
	}
	for _, d := range articles {
		own := *d.Article
		own.Names = nil
		n.names(&own)
		gold := map[article.Name]bool{}
		for i := 0; i < len(d.Labels); i++ {
			if !d.Begins[i] || !known[d.Labels[i]] {
				continue
			}
			first := i
			for i+1 < len(d.Labels) && d.Labels[i+1] == d.Labels[first] && !d.Begins[i+1] {
				i++
			}
			gold[nameOf(&own, first, i+1, d.Labels[first])] = true
		}
		score.All += len(gold)
		for _, name := range own.Names {
			if known[name.Label] {
				score.Found++
				if gold[name] {
					score.Right++
				}
			}
		}
	}
	return score, nil
}
