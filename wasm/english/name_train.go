package english

import (
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

const (
	nameEpochs        = 8
	foldEpochs        = 5
	nameWeights       = 250_000
	secondWeights     = 50_000
	corpusTemplates   = 0x700
	corpusPartFeature = 3
)

// TrainNames learns the namer from articles with names and from lists of given names, family names, places and bodies, one
// list each (words in lower case), and returns the file for the engine.
//
// The second pass must learn from labels that are as wrong as they will be; so two models of the first pass, each
// learned on one half of the articles, label the other half.
func TrainNames(articles []Named, lists [4][]string) []byte {
	gazetteer := trainGazetteer(lists)
	half := func(keep func(i int) bool) (part []Named) {
		for i := range articles {
			if keep(i) {
				part = append(part, articles[i])
			}
		}
		return part
	}
	empty := linear.NewSequence(linear.NewLearner(nameLabels).Model(linear.Options{}), linear.BIO(nameLabels))
	n := newNamer(gazetteer, empty, empty)
	second := linear.NewSequenceTrainer(nameLabels, linear.BIO(nameLabels), linear.Options{Epochs: foldEpochs, Seed: 3, Weights: secondWeights, MinCount: 2, KeyBits: 24})
	for parity := range 2 {
		fold := newNamer(gazetteer, n.trainFirst(half(func(i int) bool { return i%2 != parity }), foldEpochs), empty)
		fold.addSecond(second, half(func(i int) bool { return i%2 == parity }))
	}
	first := n.trainFirst(articles, nameEpochs)
	file := gazetteer.Encode(nil)
	file = first.Encode(file)
	return second.Train().Encode(file)
}

func trainGazetteer(lists [4][]string) *linear.Model {
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
	return l.Model(linear.Options{})
}

// trainFirst learns a model of the first pass.
func (n *namer) trainFirst(articles []Named, epochs int) *linear.Sequence {
	trainer := linear.NewSequenceTrainer(nameLabels, linear.BIO(nameLabels), linear.Options{Epochs: epochs, Seed: 2, Weights: nameWeights, MinCount: 2, KeyBits: 24})
	s := n.pool.Get().(*nameScratch)
	for _, d := range articles {
		for _, sentence := range d.Article.Sentences {
			n.look(s, d.Article, sentence.First, sentence.Last)
			if !s.capitals() {
				continue
			}
			d.parts(sentence, func(from, to int) {
				s.items.Reset()
				for i := from; i < to; i++ {
					s.all(d.Article, sentence.First, i-sentence.First)
					d.habits(s, i-sentence.First)
					s.items.End()
				}
				trainer.Add(&s.items, d.bio(from, to))
			})
		}
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

// parts calls add with the stretches of the sentence between the tokens of unknown labels.
func (d *Named) parts(sentence article.Sentence, add func(from, to int)) {
	from := sentence.First
	for i := sentence.First; i <= sentence.Last; i++ {
		if i == sentence.Last || d.Unknown[i] {
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

// addSecond adds the articles, as the first pass labels them, to the second pass's trainer.
func (n *namer) addSecond(trainer *linear.SequenceTrainer, articles []Named) {
	s := n.pool.Get().(*nameScratch)
	for _, d := range articles {
		n.firstPass(s, d.Article)
		s.record.read(d.Article, s.found)
		for _, sentence := range d.Article.Sentences {
			n.look(s, d.Article, sentence.First, sentence.Last)
			if !s.again(d.Article, sentence.First, sentence.Last) {
				continue
			}
			s.passItems(d.Article, sentence.First, sentence.Last)
			all := s.items
			d.parts(sentence, func(from, to int) {
				var items linear.Items
				for i := from; i < to; i++ {
					for _, f := range all.Item(i - sentence.First) {
						items.Add(f)
					}
					items.End()
				}
				trainer.Add(&items, d.bio(from, to))
			})
		}
	}
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
			gold[article.Name{Span: own.SpanOf(first, i+1), First: first, Last: i + 1, Label: d.Labels[first]}] = true
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
