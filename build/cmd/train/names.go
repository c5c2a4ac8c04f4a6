package main

import (
	"bufio"
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
)

// nameCorpus says how a corpus of names is to be read, because corpora differ in what they call a name.
type nameCorpus struct {
	file   string
	open   bool
	habits uint32 // 0 if its conventions are the program's
	// partial says that nationalities and names of other things are not told apart or not labelled at all: capitalised adjectives
	// and plurals without label, and what is labelled as MISC, are then unknown.
	partial bool
	trim    bool // spans hold articles and possessives, and names in names
	groups  bool // an adjective or plural that is labelled as MISC is taken for a nationality or another group
}

var nameCorpora = []nameCorpus{
	{file: "worldwide.train"},
	{file: "uner_ewt.train", open: true, partial: true},
	{file: "uner_ewt.test", open: true, partial: true},
	{file: "gum_open.train", open: true, partial: true, trim: true, habits: 1},
	{file: "wikigold.train", open: true, partial: true, habits: 2},
	{file: "wikigold.test", open: true, partial: true, habits: 2},
	{file: "wikigold.dev", open: true, partial: true, habits: 2},
	{file: "crossner_politics.train", open: true, partial: true, habits: 3},
	{file: "crossner_politics.test", open: true, partial: true, habits: 3},
	{file: "crossner_politics.dev", open: true, partial: true, habits: 3},
	{file: "masc_news.train", open: true, partial: true, habits: 4},
	{file: "meantime.train", open: true, partial: true, habits: 5},
}

var nameDev = []nameCorpus{
	{file: "worldwide.dev"},
	{file: "gum_open.dev", partial: true, trim: true},
	{file: "uner_ewt.dev", partial: true},
}

// nameLine is a line of names/*.jsonl. Spans count code points.
type nameLine struct {
	Text  string     `json:"text"`
	Spans []nameSpan `json:"spans"`
}

type nameSpan struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Map    string `json:"map"`  // the label, if it is one of the program's
	Form   string `json:"form"` // named, nominal, pronoun; empty where all are named
	Nested bool   `json:"nested"`
}

// readNames reads the articles of a corpus with their names, and has the program's engine read their words.
func readNames(data string, corpus nameCorpus) (articles []english.Named, err error) {
	file, err := os.Open(filepath.Join(data, "names", corpus.file+".jsonl"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	engine := english.CompiledWords()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var line nameLine
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return nil, fmt.Errorf("%s: %w", corpus.file, err)
		}
		a, err := english.Parse(context.Background(), engine, line.Text, nil)
		if err != nil {
			return nil, err
		}
		articles = append(articles, corpus.named(a, line))
	}
	return articles, lines.Err()
}

// named puts the line's labels on the article's tokens.
func (c nameCorpus) named(a *article.Article, line nameLine) english.Named {
	n := len(a.Tokens)
	d := english.Named{Article: a, Labels: make([]article.Label, n), Begins: make([]bool, n), Unknown: make([]bool, n), Corpus: c.habits}
	if c.partial {
		for i := range a.Tokens {
			tag, first := a.Tokens[i].Tag, a.Word(i)[0]
			d.Unknown[i] = first >= 'A' && first <= 'Z' && (tag == article.JJ || tag == article.NNPS)
		}
	}
	// Names in names: the longest counts, as the corpora that forbid them have it; where they are many, the shortest,
	// because their long ones describe ("the University of Riverton, France").
	spans := slices.Clone(line.Spans)
	slices.SortStableFunc(spans, func(a, b nameSpan) int { return (b.End - b.Start) - (a.End - a.Start) })
	border := article.NewBorder(line.Text, article.CodePoints)
	for _, s := range spans {
		if s.Nested || s.Form != "" && s.Form != "named" {
			continue
		}
		label := article.ParseLabel(strings.Replace(s.Map, "GPE", "LOC", 1))
		if label == article.LabelNone && !c.trim {
			continue
		}
		first, last := a.TokensIn(border.Bytes([2]int{s.Start, s.End}))
		if c.trim {
			first, last = bareName(a, first, last)
		}
		if !c.trim && first < last && d.Labels[first] != article.LabelNone {
			continue
		}
		if c.groups && label == article.MISC && last == first+1 && (a.Tokens[first].Tag == article.JJ || a.Tokens[first].Tag == article.NNPS) {
			label = article.NORP
		}
		unknown := label == article.LabelNone || c.partial && label == article.MISC
		for i := first; i < last; i++ {
			d.Labels[i], d.Begins[i], d.Unknown[i] = label, i == first, unknown
		}
		if last < n && d.Labels[last] != article.LabelNone && !d.Begins[last] { // the rest of a longer name
			d.Begins[last] = true
		}
	}
	return d
}

// bareName leaves out articles before and possessive endings after a name.
func bareName(a *article.Article, first, last int) (int, int) {
	for first < last && (a.Tokens[first].Tag == article.DT || a.Tokens[first].Tag == article.PRPS) {
		first++
	}
	for first < last && a.Tokens[last-1].Tag == article.POS {
		last--
	}
	return first, last
}

// facts are names that are known for a fact: given and family names of several countries or of English-speaking ones (from Faker, MIT),
// and the words in the names of cities of more than 100,000 people (from GeoNames, CC BY 4.0).
//
//go:embed facts/*.txt
var facts embed.FS

// readFacts appends the words of a file of facts.
func readFacts(words []string, file string) ([]string, error) {
	content, err := facts.ReadFile("facts/" + file)
	return append(words, strings.Fields(string(content))...), err
}

// readGazetteer takes given names, family names, places, names of bodies and titles from the lexicon and the facts, each word in
// small letters.
func readGazetteer(data string) (lists [5][]string, err error) {
	var group []string
	var person, place bool
	finish := func() {
		for _, entry := range group {
			words := strings.FieldsFunc(entry, func(r rune) bool { return r == '_' })
			switch {
			case person && len(words) >= 2:
				lists[0] = append(lists[0], words[:len(words)-1]...)
				lists[1] = append(lists[1], words[len(words)-1])
			case place && len(words) <= 2:
				for _, w := range words {
					if len(w) > 3 {
						lists[2] = append(lists[2], w)
					}
				}
			}
		}
		group, person, place = group[:0], false, false
	}
	content, err := os.ReadFile(filepath.Join(data, "lexicon", "petrarch_countries_actors.txt"))
	if err != nil {
		return lists, err
	}
	// A group of names begins with a line that begins with a letter; those that mean the same follow with a +, and then the codes.
	for line := range strings.Lines(strings.ToLower(string(content))) {
		entry, comment, _ := strings.Cut(strings.TrimSpace(line), "#")
		name, code, _ := strings.Cut(entry, "[")
		name = strings.TrimSpace(name)
		switch {
		case name != "" && !strings.HasPrefix(name, "+"):
			finish()
			group = append(group, name)
		case name != "":
			group = append(group, name[1:])
		}
		person = person || strings.Contains(comment, "countryinfo")
		place = place || len(code) == 4 && code[3] == ']'
	}
	finish()
	for i, file := range []string{"given.txt", "family.txt", "cities.txt"} {
		if lists[i], err = readFacts(lists[i], file); err != nil {
			return lists, err
		}
	}
	content, err = os.ReadFile(filepath.Join(data, "lexicon", "petrarch_international_actors.txt"))
	if err != nil {
		return lists, err
	}
	for line := range strings.Lines(string(content)) {
		entry, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(line)), " ")
		words := strings.FieldsFunc(entry, func(r rune) bool { return r == '_' || r == '+' })
		if len(words) == 1 && !strings.HasPrefix(entry, "#") && !strings.HasPrefix(entry, "[") {
			lists[3] = append(lists[3], words[0])
		}
	}
	content, err = os.ReadFile(filepath.Join(data, "lexicon", "titles_wikipedia.txt"))
	if err != nil {
		return lists, err
	}
	for line := range strings.Lines(strings.ToLower(string(content))) {
		if title := strings.TrimSpace(line); title != "" && !strings.Contains(title, " ") {
			lists[4] = append(lists[4], title)
		}
	}
	return lists, nil
}

func trainNames(data string, open bool) ([]byte, card, error) {
	lists, err := readGazetteer(data)
	if err != nil {
		return nil, card{}, err
	}
	var articles []english.Named
	var files []string
	for _, corpus := range nameCorpora {
		if open && !corpus.open {
			continue
		}
		corpus.groups = open && corpus.partial // no open corpus has NORP
		part, err := readNames(data, corpus)
		if err != nil {
			return nil, card{}, err
		}
		articles = append(articles, part...)
		files = append(files, corpus.file)
	}
	file := english.TrainNames(articles, lists)
	c, err := nameCard(data, file, files)
	return file, c, err
}

// nameCard describes the file of a model that was learned from the corpora.
func nameCard(data string, file []byte, corpora []string) (card, error) {
	c := card{
		Purpose: "Finds names of people (PER), organisations (ORG), places (LOC), nationalities and other groups (NORP) and other things (MISC). A sequence model marks them in stretches with capitals; " +
			"a classifier then decides for each name as a whole, with what the first model found all over the document. Both see a gazetteer's classes, the tagger's groups of words, and what the document shows about a word.",
		Data: "Learned from names/" + strings.Join(corpora, ", names/") + ": Stanford English Worldwide Newswire (no licence stated; default build only), Universal NER English EWT (CC BY-SA 4.0), GUM's open documents (CC BY, CC BY-SA), " +
			"WikiGold (CC BY 4.0), CrossNER politics (MIT), MASC (open), MEANTIME (CC BY 4.0). " +
			"The gazetteer comes from the PETRARCH actor dictionaries (MIT), a list of titles (CC BY-SA 3.0), given and family names of Faker (MIT) and names of cities of GeoNames (CC BY 4.0).",
		Weaknesses: "Organisations that are named like ordinary words or after places; titles of works; names in capitals or small letters only; where a long name ends; firms named after two people with an ampersand. In the open build nationalities (NORP) are known from few examples.",
	}
	for _, corpus := range nameDev {
		articles, err := readNames(data, corpus)
		if err != nil {
			return c, err
		}
		known := map[article.Label]bool{article.PER: true, article.ORG: true, article.LOC: true, article.NORP: !corpus.partial}
		score, err := english.ScoreNames(file, articles, known)
		if err != nil {
			return c, err
		}
		c.Scores += fmt.Sprintf("- %s: exact F1 %.1f (%d right, %d found, %d there)\n", corpus.file, score.F1(), score.Right, score.Found, score.All)
	}
	return c, nil
}
