package main

import (
	"context"
	_ "embed"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
	"github.com/ascribe/ascribe/wasm/hedge"
)

// hedgeCorpus is a corpus with labelled hedge cues. The Wikipedia sentences are the domain that readers' texts are read as,
// because their conventions come nearest to the guidelines; the others teach what is common to all.
type hedgeCorpus struct {
	name   string
	domain hedge.Domain
	open   bool
}

var hedgeCorpora = []hedgeCorpus{
	{"szeged_wiki.train", hedge.Target, true},
	{"szeged_bio.train", 1, true},
	{"sfu_reviews.train", 2, false},
	{"bioscope_abstracts.train", 3, false},
	{"framenet_likelihood.train", 4, false},
}

// hedgeLine is a line of hedges/*.jsonl: a sentence with cues, and scopes, which the trainer does not read. Spans count code points.
type hedgeLine struct {
	Text  string `json:"text"`
	Spans []struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Type  string `json:"type"`
		Class string `json:"class"`
	} `json:"spans"`
}

// trainHedges learns which of the places that the lexicon proposes are hedges.
func trainHedges(data string, open bool) ([]byte, card, error) {
	about := card{
		Purpose:    "Decides, for each place where an ambiguous entry of the hedge lexicon stands, whether it is a hedge: “may” of possibility or of permission.",
		Weaknesses: "“Could” and “can” of possibility against ability; “would” of a case not given against the past's future; epistemic “should”, which the corpora hardly label; news prose, of which no corpus here has labels.",
		Data:       "Learned from the Szeged uncertainty corpus, Wikipedia and biology (CC BY-SA), train, and sentences written for this project",
	}
	if open {
		about.Data += "."
	} else {
		about.Data += ", from SFU reviews (GPLv3), BioScope abstracts (research) and FrameNet 1.5 likelihood frames (stated differently in different places), train."
	}
	engine := english.New()
	lessons, err := hedgeSentences(engine)
	if err != nil {
		return nil, card{}, err
	}
	for _, c := range hedgeCorpora {
		if open && !c.open {
			continue
		}
		more, err := readHedges(data, c, engine)
		if err != nil {
			return nil, card{}, err
		}
		lessons = append(lessons, more...)
	}
	file := hedge.Learn(lessons)
	dev, err := readHedges(data, hedgeCorpus{name: "szeged_wiki.dev"}, engine)
	if err != nil {
		return nil, card{}, err
	}
	cues, sentences, err := hedge.Accuracy(file, dev)
	about.Scores = fmt.Sprintf("- szeged_wiki.dev: F1 of cues %.1f, of sentences with a cue %.1f", cues, sentences)
	return file, about, err
}

// hedgeText are sentences written for this project, with their cues.
//
//go:embed hedges.txt
var hedgeText string

// sentenceCopies is how often each of the project's own sentences counts: they are few, and say what the guidelines want.
const sentenceCopies = 6

// hedgeSentences returns the project's own sentences and the lexicon's examples and counter-examples as lessons.
func hedgeSentences(engine english.Engine) ([]hedge.Lesson, error) {
	sentences := strings.Split(hedgeText, "\n")
	for _, e := range hedge.English().Entries {
		sentences = append(sentences, e.Example, e.Counter)
	}
	var lessons []hedge.Lesson
	for _, s := range sentences {
		if s == "" || s == "-" || s[0] == '#' {
			continue
		}
		lesson := hedge.Lesson{Domain: hedge.Target}
		text := ""
		for s != "" {
			before, rest, _ := strings.Cut(s, "[")
			cue, after, found := strings.Cut(rest, "]")
			text += before
			if found {
				lesson.Cues = append(lesson.Cues, article.Span{Start: len(text), End: len(text) + len(cue)})
			}
			text += cue
			s = after
		}
		a, err := english.Parse(context.Background(), engine, text, nil)
		if err != nil {
			return nil, err
		}
		lesson.Article = a
		for range sentenceCopies {
			lessons = append(lessons, lesson)
		}
	}
	return lessons, nil
}

// readHedges reads a corpus with the engine. Negation cues are no hedges.
func readHedges(data string, c hedgeCorpus, engine english.Engine) ([]hedge.Lesson, error) {
	var lessons []hedge.Lesson
	for line, err := range lines[hedgeLine](filepath.Join(data, "hedges", c.name+".jsonl")) {
		if err != nil {
			return nil, err
		}
		a, err := english.Parse(context.Background(), engine, line.Text, nil)
		if err != nil {
			return nil, err
		}
		border := article.NewBorder(line.Text, article.CodePoints)
		lesson := hedge.Lesson{Article: a, Domain: c.domain}
		for _, s := range line.Spans {
			if s.Type == "cue" && s.Class != "negation" {
				lesson.Cues = append(lesson.Cues, border.Bytes([2]int{s.Start, s.End}))
			}
		}
		lessons = append(lessons, lesson)
	}
	return lessons, nil
}
