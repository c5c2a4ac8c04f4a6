package english

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// Inflected is a word form with its tag and its right lemma.
type Inflected struct {
	Word  string
	Tag   article.Tag
	Lemma string
}

// inflects says whether Lemma asks the classifier about the form.
func (f Inflected) inflects() bool {
	word := lowerCase(f.Word)
	switch f.Tag {
	case article.VBD, article.VBN, article.VBG, article.VBZ:
		_, irregular := irregularVerb(word)
		return !irregular && auxiliaries[word] == ""
	case article.NNS:
		_, irregular := irregularNoun(word)
		return !irregular
	}
	return false
}

// edit returns the edit that turns the form into its lemma, "" for none with at most five letters cut.
func (f Inflected) edit() string {
	word, lemma := lowerCase(f.Word), strings.ToLower(f.Lemma)
	same := 0
	for same < min(len(word), len(lemma)) && word[same] == lemma[same] {
		same++
	}
	if cut := len(word) - same; cut <= 5 && len(lemma)-same <= 3 {
		return fmt.Sprintf("%d%s", cut, lemma[same:])
	}
	return ""
}

// TrainLemmas learns the classifier of regular forms and returns its file. Edits seen for fewer than eight
// different forms are errors or irregular and not learned.
func TrainLemmas(forms []Inflected) []byte {
	counts := map[string]int{}
	seen := map[Inflected]bool{}
	var kept []Inflected
	for _, f := range forms {
		f = Inflected{lowerCase(f.Word), f.Tag, strings.ToLower(f.Lemma)}
		if !seen[f] && f.inflects() {
			seen[f] = true
			kept = append(kept, f)
			counts[f.edit()]++
		}
	}
	var edits []string
	for edit, n := range counts {
		if n >= 8 && edit != "" {
			edits = append(edits, edit)
		}
	}
	slices.Sort(edits)
	trainer := linear.NewTrainer(edits, linear.Options{Epochs: 12, Seed: 1, Weights: 6000})
	for _, f := range kept {
		if at := slices.Index(edits, f.edit()); at >= 0 {
			trainer.Add(lemmaFeatures(nil, f.Word, f.Tag), at)
		}
	}
	return trainer.Train().Encode(nil)
}

// LemmaAccuracy returns the percentage of the inflected forms, regular and irregular, whose lemma is right by the file's model.
func LemmaAccuracy(file []byte, forms []Inflected) (float64, error) {
	m, err := linear.Load(file)
	if err != nil {
		return 0, err
	}
	right, all := 0, 0
	for _, f := range forms {
		if !f.Tag.IsVerb() && f.Tag != article.NNS {
			continue
		}
		got := ""
		if f.inflects() {
			got = edited(m, lowerCase(f.Word), f.Tag)
		} else {
			got = Lemma(f.Word, f.Tag)
		}
		all++
		if got == strings.ToLower(f.Lemma) {
			right++
		}
	}
	return 100 * float64(right) / float64(max(all, 1)), nil
}
