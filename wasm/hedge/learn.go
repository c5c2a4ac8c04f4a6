package hedge

import (
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// Lesson is a labelled text to learn from: linked, with the cues that it should have.
type Lesson struct {
	Article *article.Article
	Cues    []article.Span
	Domain  Domain
}

// labels of the classifier.
var labels = []string{"not", "hedge"}

// Learn learns the classifier from the lessons and returns its file. The order of the lessons counts. The features that only a corpus
// other than the target has take part in the learning and are left out of the file.
func Learn(lessons []Lesson) []byte {
	target := map[uint32]bool{}
	t := linear.NewTrainer(labels, linear.Options{
		// Many small steps, in eight orders: with 12 of 0.15 the scores differ by half a point with the order of the lessons, and with four orders a dozen
		// sentences more moved as many cues by chance.
		Method: linear.Logistic, Epochs: 30, Rate: 0.05, Decay: 1e-5, MinCount: 2, Weights: 36000, CodeBits: 5, MarkBits: 8, Seed: 4, Orders: 8,
		Keep: func(feature uint32) bool { return target[feature] },
	})
	var features []uint32
	for _, lesson := range lessons {
		p := Propose(lesson.Article)
		for i := range p.List {
			q := &p.List[i]
			gold := p.gold(q, lesson.Cues)
			if q.Entry.Decision != ByModel || p.denied(q) || gold < 0 {
				continue
			}
			features = p.Features(features[:0], q, Target)
			for _, f := range features {
				target[f] = true
			}
			features = p.Features(features[:0], q, lesson.Domain)
			t.Add(features, gold)
		}
	}
	return t.Train().Encode(nil)
}

// gold returns 1 if the proposal is one of the cues, 0 if it touches none, -1 if it shares tokens with a cue but is not it:
// whether that counts depends on what another entry proposes there, so it teaches nothing.
func (p *Proposals) gold(q *Proposal, cues []article.Span) int {
	span := p.view.article.SpanOf(q.First, q.Last)
	touched := 0
	for _, c := range cues {
		if p.Same(q, c) {
			return 1
		}
		if c.Overlaps(span) {
			touched = -1
		}
	}
	return touched
}

// Accuracy returns the F1, in percent, of the cues that a model file's classifier finds in the lessons, approximations aside,
// and of the texts with at least one cue.
func Accuracy(file []byte, lessons []Lesson) (cues, texts float64, err error) {
	m, err := linear.Load(file)
	if err != nil {
		return 0, 0, err
	}
	var cue, text tally
	for _, lesson := range lessons {
		p := Propose(lesson.Article)
		p.model = m
		found := 0
		for _, q := range p.choose() {
			if q.Entry.Class != Approximation {
				found++
				cue.found++
				if p.gold(&q, lesson.Cues) == 1 {
					cue.right++
				}
			}
		}
		cue.gold += len(lesson.Cues)
		text.count(found > 0, len(lesson.Cues) > 0)
	}
	return cue.f1(), text.f1(), nil
}

// tally counts what was found, what should have been, and what was found rightly.
type tally struct{ found, gold, right int }

func (t *tally) count(found, gold bool) {
	if found {
		t.found++
	}
	if gold {
		t.gold++
	}
	if found && gold {
		t.right++
	}
}

func (t *tally) f1() float64 { return 200 * float64(t.right) / float64(max(t.found+t.gold, 1)) }
