package english

import (
	"math/rand/v2"
	"slices"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

const (
	markEpochs  = 6
	markWeights = 12_000
)

// trainMarks learns which of the words that it can reach is the head of a mark, in right trees: a perceptron that ranks.
func trainMarks(sentences []place) *linear.Model {
	l := linear.NewLearner([]string{"", "head"})
	s := newParseState(groups{})
	random := rand.New(rand.NewPCG(2, 1))
	for range markEpochs {
		for _, k := range random.Perm(len(sentences)) {
			p := sentences[k]
			s.follow(p)
			if s.n == 0 {
				continue
			}
			s.eachMark(p.a, p.first, p.last, func(v *markView) int {
				return v.learn(l, int(p.a.Tokens[v.token].Head)-p.first)
			})
		}
	}
	return l.Model(linear.Options{Weights: markWeights, CodeBits: 6, MarkBits: 8})
}

// learn corrects the weights if the right head, a token, does not stand out among the candidates, and returns it as a word; the
// first candidate if it is not among them.
func (v *markView) learn(l *linear.Learner, gold int) int {
	var scores [2]float32
	var right, rival []uint32
	var rightScore, rivalScore float32
	head := v.candidates[0].word
	for _, c := range v.candidates {
		features := v.features(c, nil)
		l.Scores(features, scores[:])
		switch {
		case int(v.s.at(c.word).token) == gold:
			head, right, rightScore = c.word, features, scores[1]
		case rival == nil || scores[1] > rivalScore:
			rival, rivalScore = features, scores[1]
		}
	}
	if right != nil && rival != nil && rightScore-rivalScore < 1 {
		l.Update(right, 1, 1)
		l.Update(rival, 1, -1)
	}
	l.Tick()
	return head
}

// follow builds the sentence's right tree, as far as the moves can.
func (s *parseState) follow(p place) {
	s.start(p.a, p.first, p.last)
	gold := s.goldHeads(p, nil)
	for !s.done() {
		move := s.forced()
		if move < 0 {
			costs, least := s.costs(gold)
			move = slices.Index(costs[:], least)
		}
		dep := article.DepRoot
		if child, head := s.arc(move); child >= 0 && head < s.n {
			dep = p.a.Tokens[p.first+int(s.at(child).token)].Dep
		}
		s.apply(move, dep)
	}
}
