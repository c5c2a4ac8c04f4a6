package main

import (
	"fmt"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
)

func trainLemmas(data string, _ bool) ([]byte, card, error) {
	forms, err := inflected(data, append(treebankForeign[:1:1], treebankHome[0], treebankForeign[1])...)
	if err != nil {
		return nil, card{}, err
	}
	file := english.TrainLemmas(forms)
	c := card{
		Purpose:    "Chooses what a regular verb or plural form loses and gets to become its lemma.",
		Data:       "Learned from Universal Dependencies English EWT, train and test (CC BY-SA 4.0), and the documents of GUM with an open licence, train (CC BY, CC BY-SA).",
		Weaknesses: "Rare verbs whose stem looks like that of another; forms that belong to two verbs (found, lay, saw) always go to one of them.",
	}
	for _, dev := range treebankDev {
		forms, err := inflected(data, dev)
		if err != nil {
			return nil, card{}, err
		}
		accuracy, err := english.LemmaAccuracy(file, forms)
		if err != nil {
			return nil, card{}, err
		}
		c.Scores += fmt.Sprintf("- %s, verbs and plural nouns by their right tags: %.2f %% of the lemmas are right\n", dev, accuracy)
	}
	return file, c, nil
}

func inflected(data string, names ...string) (forms []english.Inflected, err error) {
	documents, articles, err := readTreebanks(data, names...)
	for k, d := range documents {
		for i, lemma := range d.Lemma {
			if tag := articles[k].Tokens[i].Tag; lemma != "_" && tag != article.TagNone {
				forms = append(forms, english.Inflected{Word: articles[k].Word(i), Tag: tag, Lemma: lemma})
			}
		}
	}
	return forms, err
}
