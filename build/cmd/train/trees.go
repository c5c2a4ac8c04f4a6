package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
)

// treebank is a line of tokens/*.jsonl: a document with sentences, tokens, tags and trees. Spans count code points.
type treebank struct {
	ID     string   `json:"id"`
	Text   string   `json:"text"`
	Sents  [][2]int `json:"sents"`
	Tokens [][2]int `json:"tokens"`
	Xpos   []string `json:"xpos"`
	Head   []int    `json:"head"`
	Deprel []string `json:"deprel"`
}

// article returns the document with its right sentences, tokens, tags and trees.
func (d treebank) article() *article.Article {
	border := article.NewBorder(d.Text, article.CodePoints)
	a := &article.Article{Text: d.Text}
	for i, span := range d.Tokens {
		a.Tokens = append(a.Tokens, article.Token{Span: border.Bytes(span), Tag: article.ParseTag(d.Xpos[i]),
			Head: int32(d.Head[i]), Dep: article.ParseDep(d.Deprel[i])})
	}
	next := 0
	for _, span := range d.Sents {
		s := article.Sentence{Span: border.Bytes(span), First: next}
		for next < len(a.Tokens) && a.Tokens[next].End <= s.End {
			next++
		}
		s.Last = next
		if s.First < s.Last {
			a.Sentences = append(a.Sentences, s)
		}
	}
	return a
}

// readTreebanks reads the named files of data/tokens, one after the other.
func readTreebanks(data string, names ...string) (articles []*article.Article, err error) {
	for _, name := range names {
		for d, err := range lines[treebank](filepath.Join(data, "tokens", name+".jsonl")) {
			if err != nil {
				return nil, err
			}
			articles = append(articles, d.article())
		}
	}
	return articles, nil
}

// The treebanks that tags and trees are learned from, and those they are measured on. GUM's habits are learned
// where the two differ, because its documents are nearer to news.
var (
	treebankHome    = []string{"gum_open.train"}
	treebankForeign = []string{"ud_ewt.train", "ud_ewt.test"}
	treebankDev     = []string{"gum_open.dev", "ud_ewt.dev"}
)

func readTreebankTrain(data string) (home, foreign []*article.Article, err error) {
	if home, err = readTreebanks(data, treebankHome...); err != nil {
		return nil, nil, err
	}
	foreign, err = readTreebanks(data, treebankForeign...)
	return home, foreign, err
}

// trained returns the files of models that are trained before, as they are now.
func trained(names ...string) (files [][]byte, err error) {
	for _, name := range names {
		file, err := os.ReadFile(filepath.Join(*root, "wasm/english/models", name+".bin"))
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	return files, nil
}

func trainTags(data string, _ bool) ([]byte, card, error) {
	files, err := trained("words")
	if err != nil {
		return nil, card{}, err
	}
	home, foreign, err := readTreebankTrain(data)
	if err != nil {
		return nil, card{}, err
	}
	taught, err := taughtTags(data, files[0], home, foreign)
	if err != nil {
		return nil, card{}, err
	}
	file := english.TrainTags(files[0], home, foreign, taught)
	c := card{
		Purpose:    "Gives each token a Penn Treebank tag: a dictionary of frequent words' tags and a greedy linear classifier.",
		Data:       "Learned from Universal Dependencies English EWT, train and test (CC BY-SA 4.0), and the documents of GUM with an open licence, train (CC BY, CC BY-SA), and from the tags that a committee of larger taggers, advised by prose (MIT), gave to plain text: " + plainLicences,
		Weaknesses: "Common nouns, proper nouns and adjectives inside names; past tense against participle far from the auxiliary; words in capitals (headlines); foreign words.",
	}
	for _, dev := range treebankDev {
		articles, err := readTreebanks(data, dev)
		if err != nil {
			return nil, card{}, err
		}
		accuracy, err := english.TagAccuracy(files[0], file, articles)
		if err != nil {
			return nil, card{}, err
		}
		c.Scores += fmt.Sprintf("- %s, on the corpus's own tokens and sentences: %.2f %% of the tags are right\n", dev, accuracy)
	}
	return file, c, nil
}

// taughtPlain are the files whose plain text committees of taggers and parsers read for tagger and parser to learn from.
var taughtPlain = []string{"hedges/szeged_wiki.train", "names/wikigold.train", "names/masc_news.train", "names/re3d_open.train", "articles/meantime_wikinews.train",
	"articles/gum_news.train", "sources/qasrl_wikinews.dev", "sources/qasrl_wikipedia.dev", "hedges/certainty_science.train"}

const plainLicences = "Szeged uncertainty, Wikipedia (CC BY-SA), WikiGold (CC BY 4.0), MASC (open), re3d (open), MEANTIME (CC BY 4.0), GUM's news (CC BY), QA-SRL (CC BY, CC BY-SA), certainty in science (MIT)."

// readPlain returns the texts of these files.
func readPlain(data string) (texts []string, err error) {
	for _, name := range taughtPlain {
		more, err := readTexts(filepath.Join(data, name+".jsonl"))
		if err != nil {
			return nil, err
		}
		texts = append(texts, more...)
	}
	return texts, nil
}

// taughtTags returns plain texts with the tags that a committee of taggers gives.
func taughtTags(data string, words []byte, home, foreign []*article.Article) ([]*article.Article, error) {
	texts, err := readPlain(data)
	if err != nil {
		return nil, err
	}
	prose, err := loadProseTagger()
	if err != nil {
		return nil, err
	}
	return english.TeachTags(words, home, foreign, texts, prose.tags), nil
}

func trainTrees(data string, _ bool) ([]byte, card, error) {
	files, err := trained("words", "themes", "tags")
	if err != nil {
		return nil, card{}, err
	}
	home, foreign, err := readTreebankTrain(data)
	if err != nil {
		return nil, card{}, err
	}
	texts, err := readPlain(data)
	if err != nil {
		return nil, card{}, err
	}
	plain, err := english.Tagged(files[0], files[2], texts)
	if err != nil {
		return nil, card{}, err
	}
	file := english.TrainTrees(files[1], english.Retag(files[0], home, foreign, 3), plain)
	c := card{
		Purpose:    "Finds each sentence's tree of Universal Dependencies: one classifier chooses the parser's moves, one the relations, one the heads of punctuation marks.",
		Data:       "Learned from Universal Dependencies English EWT, train and test (CC BY-SA 4.0), and the documents of GUM with an open licence, train (CC BY, CC BY-SA), with tags given by taggers that had not seen the sentence, with themes from GloVe's word vectors (public domain), and from what a committee of larger parsers made of plain text: " + plainLicences,
		Weaknesses: "Crossing arcs, which the moves cannot make; what a prepositional phrase or a second conjunct belongs to; long sentences with several clauses; the relation of clauses without a marker.",
	}
	for _, dev := range treebankDev {
		articles, err := readTreebanks(data, dev)
		if err != nil {
			return nil, card{}, err
		}
		heads, relations, err := english.TreeAccuracy(files[0], files[1], files[2], file, articles)
		if err != nil {
			return nil, card{}, err
		}
		c.Scores += fmt.Sprintf("- %s, on the corpus's own tokens and sentences with our tags: %.2f %% of the heads are right, %.2f %% with their relation\n", dev, heads, relations)
	}
	return file, c, nil
}
