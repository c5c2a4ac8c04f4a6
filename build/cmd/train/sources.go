package main

import (
	"context"
	"fmt"
	"log"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
	"github.com/ascribe/ascribe/wasm/source"
)

// attributed is a text with attributions as the corpora have it. Positions count code points.
type attributed struct {
	ID, Text  string
	Relations []struct {
		Source, Cue, Content [][2]int
	}
	Spans []struct {
		Start, End int
		Type       string
	}
}

// trainSources learns the decisions of package source. Tags, trees, names and actors are those that the program finds itself,
// because it will meet no others.
func trainSources(data string, open bool) ([]byte, card, error) {
	engine := english.New()
	var lessons []source.Lesson
	add := func(name string, kind source.Lesson) error {
		found, err := readLessons(filepath.Join(data, "sources", name+".jsonl"), engine, kind)
		lessons = append(lessons, found...)
		return err
	}
	partly := source.Lesson{Partial: true, HeadsOnly: true}
	gum := partly
	if open {
		gum.Partial = false // alone, it must also teach what is no attribution
	}
	if err := add("gum_rst_open.train", gum); err != nil {
		return nil, card{}, err
	}
	about := "Learned from `gum_rst_open.train` (CC BY, CC BY-SA), what a few sure rules find in `articles/gum_news`, `meantime_wikinews` and `re3d` (CC BY and others, open), sentences written for it, alone and put into others' mouths, and the examples in the lexicon."
	if open {
		for _, name := range []string{"gum_news", "meantime_wikinews", "re3d"} {
			found, err := ruledLessons(filepath.Join(data, "articles", name+".train.jsonl"), engine)
			if err != nil {
				return nil, card{}, err
			}
			lessons = append(lessons, found...)
		}
	} else {
		about = "Learned from `polnear.train` (no licence stated), `framenet_fulltext.train` (licence stated differently in different places), `gum_rst_open.train` (CC BY, CC BY-SA), sentences written for it, alone and, like some claims of PolNeAR, put into others' mouths, and the examples in the lexicon."
		if err := add("polnear.train", source.Lesson{}); err != nil {
			return nil, card{}, err
		}
		if err := add("framenet_fulltext.train", partly); err != nil {
			return nil, card{}, err
		}
	}
	written, err := sentenceLessons(engine)
	if err != nil {
		return nil, card{}, err
	}
	lessons = slices.Concat(lessons, composedLessons(engine, lessons, written), written, exampleLessons(engine))
	file, err := source.Train(lessons, log.Printf)
	if err != nil {
		return nil, card{}, err
	}
	scores, err := scoreSources(file, filepath.Join(data, "sources", "polnear.dev.jsonl"), engine)
	return file, card{
		Purpose: "Which words attribute (cues), whose words they attribute (sources) and what (contents): eight choices by linear models over features of words, tags, trees and quotation marks, and a ninth that weighs the likeliest of them together.",
		Data:    about,
		Scores:  scores,
		Weaknesses: "Nouns as cues (\"the claim that\") and thoughts are found less surely than verbs of speech. Where two annotators of the corpus differ, so does the model: adverbs at a cue's edge, " +
			"phrases of time between cue and content, a second clause after “and”. A participle in the reporter's voice behind the attribution (\", prompting concerns that …\") and whoever is spoken to " +
			"(\"urged the governments to work\") are often taken into the content. Of attributions inside another's content, those of third persons inside a quotation are found least. " +
			"Most of the default build's texts are American political news of 2015 and 2016.",
	}, err
}

// readLessons reads a corpus, whose lessons are all of the given kind.
func readLessons(path string, engine english.Engine, kind source.Lesson) ([]source.Lesson, error) {
	var lessons []source.Lesson
	for d, err := range lines[attributed](path) {
		if err != nil {
			return nil, err
		}
		if kind.Partial && len(d.Relations) == 0 {
			continue
		}
		l := kind
		l.Article, l.Actors = readArticle(engine, d.Text)
		b := article.NewBorder(d.Text, article.CodePoints)
		for _, r := range d.Relations {
			if len(r.Cue) == 0 {
				continue
			}
			l.Gold = append(l.Gold, source.Attribution{Source: bytesOf(b, r.Source), Cue: bytesOf(b, r.Cue), Content: bytesOf(b, r.Content)})
		}
		for _, s := range d.Spans {
			if s.Type == "Discuss" || s.Type == "Discard" {
				l.Ignore = append(l.Ignore, b.Bytes([2]int{s.Start, s.End}))
			}
		}
		lessons = append(lessons, l)
	}
	return lessons, nil
}

func readArticle(engine english.Engine, text string) (*article.Article, []actor.Actor) {
	a, _ := english.Parse(context.Background(), engine, text, nil) // it fails only if the context ends
	return a, actor.Find(a)
}

func bytesOf(b *article.Border, list [][2]int) []article.Span {
	var spans []article.Span
	for _, r := range list {
		spans = append(spans, b.Bytes(r))
	}
	return spans
}

// ruledLessons makes lessons of plain articles, of what rules are sure about in them.
func ruledLessons(path string, engine english.Engine) ([]source.Lesson, error) {
	var lessons []source.Lesson
	for d, err := range lines[attributed](path) {
		if err != nil {
			return nil, err
		}
		a, actors := readArticle(engine, d.Text)
		if gold := source.Sure(a); len(gold) > 0 {
			lessons = append(lessons, source.Lesson{Article: a, Actors: actors, Gold: gold, Partial: true})
		}
	}
	return lessons, nil
}

// exampleLessons makes lessons of the lexicon's examples, so that every entry is learned from at least one sentence.
func exampleLessons(engine english.Engine) []source.Lesson {
	var lessons []source.Lesson
	for _, x := range source.Examples() {
		a, actors := readArticle(engine, x.Text)
		lessons = append(lessons, source.Lesson{Article: a, Actors: actors, Partial: true,
			Gold: []source.Attribution{{Source: x.Source, Cue: x.Cue, Content: x.Content}}})
	}
	return lessons
}

// scoreSources measures exact F1 of the three parts as the scorer does: spans without blanks, quotation marks and punctuation at
// their ends, each counted once.
func scoreSources(file []byte, path string, engine english.Engine) (string, error) {
	model, err := source.Load(file)
	if err != nil {
		return "", err
	}
	var right, found, gold [3]int
	for d, err := range lines[attributed](path) {
		if err != nil {
			return "", err
		}
		a, actors := readArticle(engine, d.Text)
		b := article.NewBorder(d.Text, article.CodePoints)
		var want, have [3]map[article.Span]bool
		for k := range want {
			want[k], have[k] = map[article.Span]bool{}, map[article.Span]bool{}
		}
		collect := func(into *[3]map[article.Span]bool, parts [3][]article.Span) {
			for k, list := range parts {
				for _, s := range list {
					if s = trimmed(d.Text, s); s.Start < s.End {
						into[k][s] = true
					}
				}
			}
		}
		for _, r := range d.Relations {
			collect(&want, [3][]article.Span{bytesOf(b, r.Source), bytesOf(b, r.Cue), bytesOf(b, r.Content)})
		}
		for _, x := range model.Find(a, actors) {
			collect(&have, [3][]article.Span{x.Source, x.Cue, x.Content})
		}
		for k := range want {
			gold[k] += len(want[k])
			found[k] += len(have[k])
			for s := range have[k] {
				if want[k][s] {
					right[k]++
				}
			}
		}
	}
	var text strings.Builder
	text.WriteString("Exact F1 on `sources/polnear.dev` (regions to ignore counted):")
	for k, name := range []string{"source", "cue", "content"} {
		text.WriteString(fmt.Sprintf(" %s %.1f", name, 200*float64(right[k])/float64(max(1, found[k]+gold[k]))))
	}
	return text.String() + ".", nil
}

const trimmedMarks = " \t\r\n\u00a0.,;:!?-–—\"'“”‘’`()[]"

func trimmed(text string, s article.Span) article.Span {
	t := strings.TrimLeft(s.Of(text), trimmedMarks)
	start := s.End - len(t)
	return article.Span{Start: start, End: start + len(strings.TrimRight(t, trimmedMarks))}
}
