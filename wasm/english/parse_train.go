package english

import (
	"math"
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
	treeOrder       = 100 // the first of the seeds of orders
)

// margin is the lead below which what is right is still learned: a number, and so much more for each feature looked at.
type margin struct{ all, each float32 }

func (m margin) of(features []uint32) float32 { return m.all + m.each*float32(len(features)) }

// The margins. With wide ones many features share in a choice, which few would settle in the training's texts alone; they grow with the features, since a step of
// learning changes a lead by two for each of them. Features are chosen with a narrow margin: the strong ones stand out more.
var (
	chooseMargin   = margin{all: 1}
	memberMargin   = margin{all: 30}
	moveMargin     = margin{each: 1.4}
	relationMargin = margin{each: 1}
)

// TrainTrees learns the parser, with the words' themes of their file, from articles with right heads and relations, and with the tags that the tagger gives
// (see Retag), and returns the file for loadParser. From plain articles, which have such tags but no trees, it learns what a committee
// of larger parsers makes of them: what these know fits into a small parser better when it is shown on much text
// (Bucilă, Caruana and Niculescu-Mizil 2006, "Model compression").
func TrainTrees(themes []byte, articles, plain []*article.Article) []byte {
	known := mustGroups(themes)
	sentences := placesOf(articles, nil)
	marks := trainMarks(sentences)
	teach(known, articles, plain)
	t := newTreeTrainer(known, 1, moveStages, chooseMargin, chooseMargin)
	sentences = append(sentences, placesOf(plain, nil)...)
	t.learn(sentences, treeNarrow)
	t.settle(sentences, treeEpochs-treeNarrow)
	moves := t.moves.Model(linear.Options{Weights: moveWeights, CodeBits: 6, MarkBits: 8})
	relations := t.relations.Model(linear.Options{Weights: relationWeights, CodeBits: 5, MarkBits: 8})
	return marks.Encode(relations.Encode(moves.Encode(nil)))
}

func depLabels() []string {
	labels := make([]string, article.DepCount)
	for dep := range article.DepCount {
		labels[dep] = dep.String()
	}
	return labels
}

// treeTrainer is two perceptrons that learn while parsing. The parser mostly goes its own way, mistakes included; at each move a dynamic
// oracle (Goldberg and Nivre 2013) knows which moves cost no more of the tree that can still be reached.
type treeTrainer struct {
	moves, relations           *linear.Learner
	moveMargin, relationMargin margin
	stages                     int // of a move's features
	random                     *rand.Rand
	own                        bool // it mostly goes its own way; only in the first epoch, when it knows nothing, the right one
	state                      *parseState
	gold                       []int // heads, n for the root
}

func newTreeTrainer(themes groups, seed uint64, stages int, moves, relations margin) *treeTrainer {
	t := &treeTrainer{moves: linear.NewLearner([]string{"shift", "left", "right"}), relations: linear.NewLearner(depLabels()),
		moveMargin: moves, relationMargin: relations, stages: stages, random: rand.New(rand.NewPCG(seed, 1)), state: newParseState(themes)}
	return t
}

// learn reads the sentences so often.
func (t *treeTrainer) learn(sentences []place, epochs int) {
	for range epochs {
		for _, k := range t.random.Perm(len(sentences)) {
			t.sentence(sentences[k])
		}
		t.own = true
	}
}

// settle chooses the features, and learns their weights by reading the sentences so often in each of several orders.
func (t *treeTrainer) settle(sentences []place, epochs int) {
	t.moves.Narrow(moveWeights)
	t.relations.Narrow(relationWeights)
	means := inOrders(func(order uint64) []*linear.Learner {
		own := newTreeTrainer(t.state.themes, treeOrder+order, t.stages, moveMargin, relationMargin)
		own.moves, own.relations, own.own = t.moves.Fork(), t.relations.Fork(), true
		own.learn(sentences, epochs)
		return []*linear.Learner{own.moves, own.relations}
	})
	t.moves, t.relations = means[0], means[1]
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
	s := t.state
	s.start(p.a, p.first, p.last)
	t.gold = s.goldHeads(p, t.gold)
	for !s.done() {
		move := s.forced()
		if move < 0 {
			move = t.learnMove()
		}
		dep := article.DepRoot
		if child, head := s.arc(move); child >= 0 && head < s.n {
			dep = t.learnRelation(child, head, t.gold[child] == head, p.a.Tokens[p.first+int(s.at(child).token)].Dep)
		}
		s.apply(move, dep)
	}
}

// goldHeads returns the right head of each word, n for the root. Of a head that is a mark, the mark's head counts.
func (s *parseState) goldHeads(p place, heads []int) []int {
	word := make([]int, p.last-p.first) // of each token, -1 for marks
	for i := range word {
		word[i] = -1
	}
	for i := range s.n {
		word[s.at(i).token] = i
	}
	heads = heads[:0]
	for i := range s.n {
		head := s.n
		at := p.first + int(s.at(i).token)
		for range p.last - p.first {
			at = int(p.a.Tokens[at].Head)
			if at < p.first || at >= p.last {
				break
			}
			if word[at-p.first] >= 0 {
				head = word[at-p.first]
				break
			}
		}
		heads = append(heads, head)
	}
	return heads
}

// learnMove corrects the weights after each stage in which a costly move does not stay behind, and returns the move to make.
func (t *treeTrainer) learnMove() int {
	s := t.state
	costs, least := s.costs(t.gold)
	var own, good, bad int // the best legal, the best of the cheapest, the best of the costly moves
	var scores, part [moveCount]float32
	v, f := s.moveView(), s.features[:0]
	for stage := range t.stages {
		first := len(f)
		f = v.features(stage, f)
		t.moves.Scores(f[first:], part[:])
		for move := range scores {
			scores[move] += part[move]
		}
		own, good, bad = -1, -1, -1
		for move := range moveCount {
			if costs[move] < 0 {
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
		if bad >= 0 && scores[good]-scores[bad] < t.moveMargin.of(f) {
			t.moves.Update(f, good, 1)
			t.moves.Update(f, bad, -1)
		}
	}
	s.features = f
	t.moves.Tick()
	if t.own && t.random.Float32() < 0.9 {
		return own
	}
	return good
}

// learnRelation corrects the weights, after each stage, if the arc is right and its relation not clearly so, and returns the relation.
func (t *treeTrainer) learnRelation(child, head int, right bool, gold article.Dep) (own article.Dep) {
	var scores, part [article.DepCount]float32
	v, f := t.state.relationView(child, head), t.state.features[:0]
	for stage := range relationStages {
		first := len(f)
		f = v.features(stage, f)
		t.relations.Scores(f[first:], part[:])
		for dep := range scores {
			scores[dep] += part[dep]
		}
		var rival article.Dep
		own, rival = bestRelations(&scores)
		if own != gold {
			rival = own
		}
		if right && gold > article.DepRoot && scores[gold]-scores[rival] < t.relationMargin.of(f) {
			t.relations.Update(f, int(gold), 1)
			t.relations.Update(f, int(rival), -1)
		}
	}
	t.state.features = f
	if right && gold > article.DepRoot {
		t.relations.Tick()
	}
	return own
}

// costs returns what each move costs, -1 for one that is not legal, and the least of it.
func (s *parseState) costs(gold []int) (costs [moveCount]int, least int) {
	least = -1
	for move := range costs {
		costs[move] = -1
		if s.legal(move) {
			costs[move] = s.cost(move, gold)
			if least < 0 || costs[move] < least {
				least = costs[move]
			}
		}
	}
	return costs, least
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
		t, err := loadTaggerWith(mustGroups(words), TrainTags(words, others, othersForeign, nil))
		if err != nil {
			panic(err) // the file was made just now
		}
		t.lookAtAll()
		for _, a := range slices.Concat(asked, askedForeign) {
			tagged = append(tagged, t.retagged(a))
		}
	}
	return tagged
}

// split returns every folds-th article, and the others.
func split[Article any](articles []Article, fold, folds int) (some, others []Article) {
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

// Tagged returns plain texts as articles with sentences, tokens and tags, but no trees.
func Tagged(words, tags []byte, texts []string) (articles []*article.Article, err error) {
	t, err := loadTaggerWith(mustGroups(words), tags)
	if err != nil {
		return nil, err
	}
	t.lookAtAll()
	for _, text := range texts {
		a := &article.Article{Text: text}
		for _, span := range Paragraphs(text) {
			for _, s := range cut(a, span) {
				t.tag(a, s.First, s.Last)
			}
		}
		articles = append(articles, a)
	}
	return articles, nil
}

// lookAtAll makes the tagger look at all features always: what a parser learns from shall not change with what the tagger may skip.
func (t *tagger) lookAtAll() { t.enough = math.MaxInt32 }

// TreeAccuracy parses the articles' sentences with the file's parser and the given tagger's tags, and returns the
// percentages of right heads, and of right heads with right relations, subtypes apart.
func TreeAccuracy(words, themes, tags, file []byte, articles []*article.Article) (heads, relations float64, err error) {
	t, err := loadTaggerWith(mustGroups(words), tags)
	if err != nil {
		return 0, 0, err
	}
	p, err := loadParser(mustGroups(themes), file)
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

// bestRelations returns the relations with the highest scores; no word but one is the root.
func bestRelations(scores *[article.DepCount]float32) (best, second article.Dep) {
	best, second = article.DepRoot+1, article.DepRoot+2
	if scores[second] > scores[best] {
		best, second = second, best
	}
	for dep := article.DepRoot + 3; dep < article.DepCount; dep++ {
		if scores[dep] > scores[best] {
			best, second = dep, best
		} else if scores[dep] > scores[second] {
			second = dep
		}
	}
	return best, second
}
