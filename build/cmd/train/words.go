package main

import (
	"fmt"
	"path/filepath"

	"github.com/ascribe/ascribe/wasm/english"
)

// plainCorpora are the files, all with an open licence, whose text shows what company words keep. Files that hold the
// same texts again are left out.
var plainCorpora = []string{
	"tokens/ud_ewt.train", "tokens/ud_ewt.test", "tokens/gum_open.train",
	"names/wikigold.train", "names/crossner_politics.train", "names/masc_news.train", "names/re3d_open.train",
	"articles/meantime_wikinews.train", "sources/qasrl_wikinews.dev", "sources/qasrl_wikipedia.dev", "sources/qasrl_wikipedia.test",
	"hedges/szeged_wiki.train", "hedges/szeged_bio.train", "hedges/certainty_science.train",
}

func trainWords(data string, _ bool) ([]byte, card, error) {
	var sentences [][]string
	words := 0
	for _, name := range plainCorpora {
		texts, err := readTexts(filepath.Join(data, name+".jsonl"))
		if err != nil {
			return nil, card{}, err
		}
		for _, text := range texts {
			for _, paragraph := range english.Words(text) {
				sentences = append(sentences, paragraph)
				words += len(paragraph)
			}
		}
	}
	return english.TrainWords(sentences), card{
		Purpose:    "Puts frequent words into 200 groups that stand in the same surroundings, a feature of the tagger.",
		Data:       fmt.Sprintf("Learned from %d words of plain text, without labels: EWT, GUM (documents with an open licence), WikiGold, CrossNER politics, MASC, re3d, MEANTIME, QA-SRL, Szeged uncertainty (Wikipedia and biology), certainty in science. Licences: CC BY, CC BY-SA, MIT and open government licences.", words),
		Scores:     "There is no score of its own; see the card of tags.",
		Weaknesses: "Half of the text is from encyclopedias and biology; words frequent in news only have no group or a poor one.",
	}, nil
}

// readTexts returns the texts of a file of documents.
func readTexts(path string) (texts []string, err error) {
	for d, err := range lines[struct{ Text string }](path) {
		if err != nil {
			return nil, err
		}
		texts = append(texts, d.Text)
	}
	return texts, nil
}
