package main

import (
	"context"
	"embed"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode"

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
	small   int  // of so many texts with names, one is read in small letters, as some write on the web; 0 for none
	peoples bool // words for peoples and what is theirs are taken for NORP where they are no part of another name
}

var nameCorpora = []nameCorpus{
	{file: "worldwide.train"},
	{file: "uner_ewt.train", open: true, partial: true, small: 10},
	{file: "uner_ewt.test", open: true, partial: true, small: 10},
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
	engine := english.CompiledWords()
	named := 0
	for line, err := range lines[nameLine](filepath.Join(data, "names", corpus.file+".jsonl")) {
		if err != nil {
			return nil, err
		}
		if len(line.Spans) > 0 && corpus.small > 0 {
			if named++; named%corpus.small == 0 {
				line.Text = strings.Map(unicode.ToLower, line.Text) // of as many code points
			}
		}
		a, err := english.Parse(context.Background(), engine, line.Text, nil)
		if err != nil {
			return nil, err
		}
		articles = append(articles, corpus.named(a, line))
	}
	return articles, nil
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
		unknown := label == article.LabelNone || c.partial && label == article.MISC
		for i := first; i < last; i++ {
			d.Labels[i], d.Begins[i], d.Unknown[i] = label, i == first, unknown
		}
		if last < n && d.Labels[last] != article.LabelNone && !d.Begins[last] { // the rest of a longer name
			d.Begins[last] = true
		}
	}
	if c.peoples {
		markPeoples(d)
	}
	return d
}

// markPeoples labels words for peoples that have no label, or none that the program has.
func markPeoples(d english.Named) {
	free := func(i int) bool {
		return i < len(d.Labels) && (d.Labels[i] == article.LabelNone || d.Labels[i] == article.MISC)
	}
	for i := 0; i < len(d.Labels); i++ {
		for length := 2; length > 0; length-- {
			last := i + length
			if free(i) && free(last-1) && isPeople(d.Article.SpanOf(i, last).Of(d.Article.Text)) {
				for k := i; k < last; k++ {
					d.Labels[k], d.Begins[k], d.Unknown[k] = article.NORP, k == i, false
				}
				if last < len(d.Labels) && d.Labels[last] != article.LabelNone { // the rest of what was labelled otherwise
					d.Begins[last] = true
				}
				i = last - 1
				break
			}
		}
	}
}

// isPeople reports whether the text, with a capital, is a word for a people, or two.
func isPeople(text string) bool {
	return text != strings.ToLower(text) && peoples()[strings.ToLower(text)]
}

var peoples = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	content, err := facts.ReadFile("facts/people.txt")
	if err != nil {
		panic(err) // it is part of the program
	}
	for line := range strings.Lines(string(content)) {
		known[strings.TrimSpace(line)] = true
	}
	return known
})

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

// facts are words that are known for a fact, each in small letters: given and family names of several countries or of English-speaking ones (from
// Faker, MIT), the words in the names of cities of more than 100,000 people (from GeoNames, CC BY 4.0), and words that are written with a
// capital: bodies, peoples with what is theirs, and other things (from WordNet 3.0, WordNet licence), besides titles before names and well-known firms,
// outlets, clubs and agencies (written for this).
//
//go:embed facts/*.txt
var facts embed.FS

// gazetteer is the words that english.TrainNames wants, by list.
type gazetteer [english.GazetteerLists][]string

// The lists, and the files of facts that they begin with.
const (
	givenNames = iota
	familyNames
	placeNames
	bodyNames
	titles
)

var factFiles = [english.GazetteerLists][]string{{"given"}, {"family"}, {"cities"}, {"bodies", "firms"}, {"titles"}, {"people"}, {"things"}}

// readGazetteer reads the lists from the facts and the lexicon.
func readGazetteer(data string) (g gazetteer, err error) {
	for list, files := range factFiles {
		for _, file := range files {
			content, err := facts.ReadFile("facts/" + file + ".txt")
			if err != nil {
				return g, err
			}
			g[list] = append(g[list], strings.Fields(string(content))...)
		}
	}
	for _, source := range []struct {
		file string
		take func(lines iter.Seq[string])
	}{
		{"titles_wikipedia.txt", g.takeTitles},
		{"petrarch_countries_actors.txt", g.takeCountries},
		{"petrarch_international_actors.txt", g.takeBodies},
	} {
		content, err := os.ReadFile(filepath.Join(data, "lexicon", source.file))
		if err != nil {
			return g, err
		}
		source.take(strings.Lines(strings.ToLower(string(content))))
	}
	return g, nil
}

// takeCountries reads PETRARCH's dictionary of countries, people and places. A group of names begins with a line that begins with
// a letter; those that mean the same follow with a +, and then the codes. Titles are known already: many people have one.
func (g *gazetteer) takeCountries(lines iter.Seq[string]) {
	var group []string
	var person, place bool
	finish := func() {
		for _, entry := range group {
			words := strings.FieldsFunc(entry, func(r rune) bool { return r == '_' })
			if person {
				words = slices.DeleteFunc(words, func(word string) bool { return slices.Contains(g[titles], word) })
			}
			switch {
			case person && len(words) >= 2:
				g[givenNames] = append(g[givenNames], words[:len(words)-1]...)
				g[familyNames] = append(g[familyNames], words[len(words)-1])
			case place && len(words) <= 2:
				g[placeNames] = append(g[placeNames], slices.DeleteFunc(words, func(w string) bool { return len(w) <= 3 })...)
			}
		}
		group, person, place = group[:0], false, false
	}
	for line := range lines {
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
}

// takeBodies reads PETRARCH's dictionary of bodies.
func (g *gazetteer) takeBodies(lines iter.Seq[string]) {
	for line := range lines {
		entry, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		words := strings.FieldsFunc(entry, func(r rune) bool { return r == '_' || r == '+' })
		if len(words) == 1 && !strings.HasPrefix(entry, "#") && !strings.HasPrefix(entry, "[") {
			g[bodyNames] = append(g[bodyNames], words[0])
		}
	}
}

// takeTitles reads a list of titles, one a line.
func (g *gazetteer) takeTitles(lines iter.Seq[string]) {
	for line := range lines {
		if title := strings.TrimSpace(line); title != "" && !strings.Contains(title, " ") {
			g[titles] = append(g[titles], title)
		}
	}
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
		corpus.peoples = open && corpus.partial // no open corpus has NORP
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
		Purpose: "Finds names of people (PER), organisations (ORG), places (LOC), nationalities and other groups (NORP) and other things (MISC). A conditional random field marks them in stretches with capitals and around places in small letters; " +
			"a classifier then decides for each name as a whole, and for other ways to cut it, with what the first model found all over the document. Both see a gazetteer's classes, the tagger's groups of words, their themes, and what the document shows about a word.",
		Data: "Learned from names/" + strings.Join(corpora, ", names/") + ": Stanford English Worldwide Newswire (no licence stated; default build only), Universal NER English EWT (CC BY-SA 4.0), GUM's open documents (CC BY, CC BY-SA), " +
			"WikiGold (CC BY 4.0), CrossNER politics (MIT), MASC (open), MEANTIME (CC BY 4.0). " +
			"The gazetteer comes from the PETRARCH actor dictionaries (MIT), a list of titles (CC BY-SA 3.0), given and family names of Faker (MIT), names of cities of GeoNames (CC BY 4.0), and peoples, bodies and other things of WordNet (WordNet licence). " +
			"In the open build, words for peoples that are in no other name are examples of NORP.",
		Weaknesses: "Organisations that are named like ordinary words or after places; titles of works; names in capitals or, places apart, in small letters only; where a long name ends; firms named after two people with an ampersand.",
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
