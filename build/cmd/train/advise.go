package main

import (
	"encoding/gob"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// proseTagger is prose's tagger, an averaged perceptron that learned from the Penn Treebank and knows words that the treebanks here lack. Its weights are
// read from prose's module and summed here, because prose sums them in the random order of maps: where two tags lead
// alike, which has the day differs from run to run.
type proseTagger struct {
	weights map[string]map[string]float64 // of each feature, by tag
	always  map[string]string             // the tag of words that have one only
}

func loadProseTagger() (*proseTagger, error) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/jdkato/prose/v2").Output()
	if err != nil {
		return nil, fmt.Errorf("looking for prose's module: %w", err)
	}
	t := &proseTagger{}
	for name, into := range map[string]any{"weights": &t.weights, "tags": &t.always} {
		file, err := os.Open(filepath.Join(strings.TrimSpace(string(dir)), "model", "AveragedPerceptron", name+".gob"))
		if err != nil {
			return nil, err
		}
		err = gob.NewDecoder(file).Decode(into)
		file.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file.Name(), err)
		}
	}
	return t, nil
}

// tags returns prose's tags of the article's tokens.
func (t *proseTagger) tags(a *article.Article) []article.Tag {
	tags := make([]article.Tag, len(a.Tokens))
	for _, s := range a.Sentences {
		words := []string{"-START-", "-START2-"} // as features see them
		for i := s.First; i < s.Last; i++ {
			words = append(words, proseNormal(a.Word(i)))
		}
		words = append(words, "-END-", "-END2-")
		before, before2 := "-START-", "-START2-"
		for i := s.First; i < s.Last; i++ {
			tag := t.tag(a.Word(i), words[i-s.First:], before, before2)
			tags[i] = article.ParseTag(tag)
			before, before2 = tag, before
		}
	}
	return tags
}

// tag returns the tag of a word, whose normal form is around[2], after words with the tags before2 and before.
func (t *proseTagger) tag(word string, around []string, before, before2 string) string {
	if proseMark.MatchString(word) {
		return word
	}
	if tag := t.always[word]; tag != "" {
		return tag
	}
	scores := map[string]float64{}
	for _, feature := range []string{
		"bias", "i suffix " + proseSuffix(word), "i pref1 " + string(rune(word[0])), "i-1 tag " + before, "i-2 tag " + before2,
		"i tag+i-2 tag " + before + " " + before2, "i word " + around[2], "i-1 tag+i word " + before + " " + around[2],
		"i-1 word " + around[1], "i-1 suffix " + proseSuffix(around[1]), "i-2 word " + around[0],
		"i+1 word " + around[3], "i+1 suffix " + proseSuffix(around[3]), "i+2 word " + around[4],
	} {
		for tag, weight := range t.weights[feature] {
			scores[tag] += weight
		}
	}
	best := ""
	for tag, score := range scores {
		if best == "" || score > scores[best] || score == scores[best] && tag < best {
			best = tag
		}
	}
	return best
}

var (
	proseMark = regexp.MustCompile(`^\W+$`)
	proseYear = regexp.MustCompile(`^\d{4}$`)
)

// proseNormal returns a word as prose's features see it.
func proseNormal(word string) string {
	switch {
	case strings.Contains(word[1:], "-"):
		return "!HYPHEN"
	case proseYear.MatchString(word):
		return "!YEAR"
	case word[0] >= '0' && word[0] <= '9':
		return "!DIGITS"
	}
	return strings.ToLower(word)
}

// proseSuffix returns a word's last three bytes.
func proseSuffix(word string) string { return word[max(0, len(word)-3):] }
