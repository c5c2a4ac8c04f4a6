package english

import (
	"math/rand/v2"
	"slices"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

const (
	treeEpochs      = 9
	treeNarrow      = 3 // the epoch before which the features are chosen
	moveWeights     = 190_000
	relationWeights = 80_000
	treeKeyBits     = 32
)

// TrainTrees learns the parser from articles with right heads and relations, and with the tags that the tagger gives
// (see Retag), and returns the file for loadParser.
//
// Two perceptrons learn while parsing. The parser mostly goes its own way, mistakes included; at each move a dynamic oracle
// (Goldberg and Nivre 2013) knows which moves cost no more of the tree that can still be reached.
func TrainTrees(articles []*article.Article) []byte {
	t := treeTrainer{moves: linear.NewLearner([]string{"shift", "left", "right"}), relations: linear.NewLearner(depLabels()),
		random: rand.New(rand.NewPCG(1, 1))}
	t.state.cache.reset()
	sentences := placesOf(articles, nil)
	for epoch := range treeEpochs {
		t.epoch = epoch
		if epoch == treeNarrow {
			t.moves.Narrow(moveWeights)
			t.relations.Narrow(relationWeights)
		}
		for _, k := range t.random.Perm(len(sentences)) {
			t.sentence(sentences[k])
		}
	}
	moves := t.moves.Model(linear.Options{Weights: moveWeights, KeyBits: treeKeyBits})
	relations := t.relations.Model(linear.Options{Weights: relationWeights, KeyBits: treeKeyBits})
	return relations.Encode(moves.Encode(nil))
}

func depLabels() []string {
	labels := make([]string, article.DepCount)
	for dep := range article.DepCount {
		labels[dep] = dep.String()
	}
	return labels
}

type treeTrainer struct {
	moves, relations *linear.Learner
	random           *rand.Rand
	epoch            int
	state            parseState
	gold             []int // heads, n for the root
	moveFeatures     [moveFeatureCount]uint32
	relationFeatures [relationFeatureCount]uint32
}

// place is a sentence of an article.
type place struct {
	a           *article.Article
	first, last int
	foreign     bool // not from the home corpus
}

func placesOf(home, foreign []*article.Article) (places []place) {
	for i, a := range slices.Concat(home, foreign) {
		for _, s := range a.Sentences {
			places = append(places, place{a, s.First, s.Last, i >= len(home)})
		}
	}
	return places
}

// sentence parses one sentence and learns at every move.
func (t *treeTrainer) sentence(p place) {
	s := &t.state
	s.start(p.a, p.first, p.last)
	t.gold = t.gold[:0]
	for i := p.first; i < p.last; i++ {
		head := int(p.a.Tokens[i].Head)
		if head < p.first || head >= p.last {
			head = p.last
		}
		t.gold = append(t.gold, head-p.first)
	}
	var scores [moveCount]float32
	for !s.done() {
		move := s.forced()
		if move < 0 {
			s.moveFeatures(&t.moveFeatures)
			t.moves.Scores(t.moveFeatures[:], scores[:])
			move = t.learnMove(&scores)
			t.moves.Tick()
		}
		dep := article.DepRoot
		if child, head := s.arc(move); child >= 0 && head < s.n {
			dep = t.learnRelation(child, head, t.gold[child] == head, p.a.Tokens[p.first+child].Dep)
		}
		s.apply(move, dep)
	}
}

// learnMove corrects the weights where a costly move does not stay behind, and returns the move to make.
func (t *treeTrainer) learnMove(scores *[moveCount]float32) int {
	s := &t.state
	var costs [moveCount]int
	least := 1 << 30
	for move := range moveCount {
		if s.legal(move) {
			costs[move] = s.cost(move, t.gold)
			least = min(least, costs[move])
		}
	}
	own, good, bad := -1, -1, -1 // the best legal, the best of the cheapest, the best of the costly moves
	for move := range moveCount {
		if !s.legal(move) {
			continue
		}
		if own < 0 || scores[move] > scores[own] {
			own = move
		}
		if costs[move] == least {
			if good < 0 || scores[move] > scores[good] {
				good = move
			}
		} else if bad < 0 || scores[move] > scores[bad] {
			bad = move
		}
	}
	if bad >= 0 && scores[good]-scores[bad] < 1 {
		t.moves.Update(t.moveFeatures[:], good, 1)
		t.moves.Update(t.moveFeatures[:], bad, -1)
	}
	if t.epoch > 0 && t.random.Float32() < 0.9 {
		return own
	}
	return good
}

// learnRelation corrects the weights if the arc is right and its relation not clearly so, and returns the relation.
func (t *treeTrainer) learnRelation(child, head int, right bool, gold article.Dep) article.Dep {
	t.state.relationFeatures(&t.relationFeatures, child, head)
	var scores [article.DepCount]float32
	t.relations.Scores(t.relationFeatures[:], scores[:])
	own, rival := article.DepNone, article.DepNone
	for dep := article.DepRoot + 1; dep < article.DepCount; dep++ {
		if own == article.DepNone || scores[dep] > scores[own] {
			own = dep
		}
		if dep != gold && (rival == article.DepNone || scores[dep] > scores[rival]) {
			rival = dep
		}
	}
	if right && gold > article.DepRoot {
		if scores[gold]-scores[rival] < 1 {
			t.relations.Update(t.relationFeatures[:], int(gold), 1)
			t.relations.Update(t.relationFeatures[:], int(rival), -1)
		}
		t.relations.Tick()
	}
	return own
}

// cost counts the right arcs that the move puts out of reach.
func (s *parseState) cost(move int, gold []int) int {
	lost := 0
	top := s.top(0)
	switch move {
	case moveShift:
		// The next word can no longer get a head or children on the stack, but the topmost as head.
		for _, w := range s.stack {
			if gold[w] == s.next || int(w) != top && gold[s.next] == int(w) {
				lost++
			}
		}
	case moveLeft:
		if gold[top] != s.next && (gold[top] == s.top(1) || gold[top] > s.next) {
			lost++
		}
		lost += s.waiting(top, gold)
	case moveRight:
		if gold[top] >= s.next {
			lost++
		}
		lost += s.waiting(top, gold)
	}
	return lost
}

// waiting counts the words in the buffer whose right head is the word.
func (s *parseState) waiting(word int, gold []int) int {
	n := 0
	for i := s.next; i < s.n; i++ {
		if gold[i] == word {
			n++
		}
	}
	return n
}

// Retag replaces the articles' tags by what taggers say that did not learn from them: in each of the folds, a
// tagger learned from the other folds' articles. A parser learned so knows the mistakes that it will meet.
func Retag(words []byte, home, foreign []*article.Article, folds int) []*article.Article {
	var tagged []*article.Article
	for fold := range folds {
		asked, others := split(home, fold, folds)
		askedForeign, othersForeign := split(foreign, fold, folds)
		t, err := loadTaggerWith(mustGroups(words), TrainTags(words, others, othersForeign))
		if err != nil {
			panic(err) // the file was made just now
		}
		for _, a := range slices.Concat(asked, askedForeign) {
			tagged = append(tagged, t.retagged(a))
		}
	}
	return tagged
}

// split returns every folds-th article, and the others.
func split(articles []*article.Article, fold, folds int) (some, others []*article.Article) {
	for i, a := range articles {
		if i%folds == fold {
			some = append(some, a)
		} else {
			others = append(others, a)
		}
	}
	return some, others
}

// retagged returns a copy of the article with the tagger's tags.
func (t *tagger) retagged(a *article.Article) *article.Article {
	own := *a
	own.Tokens = slices.Clone(a.Tokens)
	for _, s := range own.Sentences {
		t.tag(&own, s.First, s.Last)
	}
	return &own
}

// TreeAccuracy parses the articles' sentences with the file's parser and the given tagger's tags, and returns the
// percentages of right heads, and of right heads with right relations, subtypes apart.
func TreeAccuracy(words, tags, file []byte, articles []*article.Article) (heads, relations float64, err error) {
	t, err := loadTaggerWith(mustGroups(words), tags)
	if err != nil {
		return 0, 0, err
	}
	p, err := loadParser(file)
	if err != nil {
		return 0, 0, err
	}
	right, labelled, all := 0, 0, 0
	for _, a := range articles {
		own := t.retagged(a)
		for _, s := range own.Sentences {
			p.parse(own, s.First, s.Last)
		}
		for i := range own.Tokens {
			all++
			if own.Tokens[i].Head == a.Tokens[i].Head {
				right++
				if mainRelation(own.Tokens[i].Dep) == mainRelation(a.Tokens[i].Dep) {
					labelled++
				}
			}
		}
	}
	return 100 * float64(right) / float64(max(all, 1)), 100 * float64(labelled) / float64(max(all, 1)), nil
}

// mainRelation drops the subtypes that article.Dep keeps apart.
func mainRelation(d article.Dep) article.Dep {
	switch d {
	case article.DepNsubjPass:
		return article.DepNsubj
	case article.DepCsubjPass:
		return article.DepCsubj
	case article.DepAuxPass:
		return article.DepAux
	case article.DepNmodPoss:
		return article.DepNmod
	}
	return d
}
