package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// pair is a half-open range of code points.
type pair = [2]int

// gold is one labelled text, in any of the shapes of the corpora. Fields that a corpus does not have stay empty.
type gold struct {
	ID        string      `json:"id"`
	Text      string      `json:"text"`
	Spans     []span      `json:"spans"`
	Relations []statement `json:"relations"`
	Uncertain *bool       `json:"uncertain"`

	Tokens []pair   `json:"tokens"`
	Sents  []pair   `json:"sents"`
	Xpos   []string `json:"xpos"`
	Head   []int    `json:"head"`
	Deprel []string `json:"deprel"`

	Actors       []actor     `json:"actors"`
	Attributions []statement `json:"attributions"`
	Hedges       []hedge     `json:"hedges"`

	text []rune
}

// span is a labelled stretch: a name, a cue, a scope or a region.
type span struct {
	Start  int     `json:"start"`
	End    int     `json:"end"`
	Type   string  `json:"type"`
	Map    string  `json:"map"`
	Form   *string `json:"form"`
	Nested bool    `json:"nested"`
	Class  string  `json:"class"`
	Group  any     `json:"g"`
}

// statement is an attribution, labelled or found.
type statement struct {
	ID      string  `json:"id"`
	Source  []pair  `json:"source"`
	Cue     []pair  `json:"cue"`
	Content []pair  `json:"content"`
	Quote   string  `json:"quote"`
	Kind    string  `json:"kind"`
	Named   *bool   `json:"named"`
	Parent  *string `json:"parent"`
}

type actor struct {
	ID       string `json:"id"`
	Type     string `json:"type"`
	Mentions []struct {
		Span pair   `json:"span"`
		Form string `json:"form"`
	} `json:"mentions"`
}

type hedge struct {
	Cue   []pair  `json:"cue"`
	Scope []pair  `json:"scope"`
	Class string  `json:"class"`
	Owner *string `json:"owner"`
}

// found is a reading as the batch command writes it, as far as it is scored.
type found struct {
	ID        string `json:"id"`
	Sentences []pair `json:"sentences"`
	Tokens    []struct {
		Span pair   `json:"span"`
		Tag  string `json:"tag"`
		Head int    `json:"head"`
		Dep  string `json:"dep"`
	} `json:"tokens"`
	Entities []struct {
		Span  pair   `json:"span"`
		Label string `json:"label"`
	} `json:"entities"`
	Actors       []actor     `json:"actors"`
	Attributions []statement `json:"attributions"`
	Hedges       []hedge     `json:"hedges"`
}

// load reads a file of labelled texts, one JSON object a line.
func load(name string) ([]*gold, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var list []*gold
	r := bufio.NewReaderSize(f, 1<<20)
	for number := 1; ; number++ {
		line, err := r.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			g := &gold{}
			if bad := json.Unmarshal(line, g); bad != nil {
				return nil, fmt.Errorf("%s: line %d: %w", name, number, bad)
			}
			g.text = []rune(g.Text)
			list = append(list, g)
		}
		if err == io.EOF {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
	}
}
