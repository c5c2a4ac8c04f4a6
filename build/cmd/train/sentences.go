package main

import (
	"embed"
	"fmt"
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
	"github.com/ascribe/ascribe/wasm/source"
)

// sentenceFiles are texts in the style of news that were written for the training, with all their attributions, the nested ones too. A line is a
// text, or begins with # and tells what follows. [1s …] is the source of the text's first attribution, [1c …] the cue, [1t …] the content; pieces
// of one part have the same mark.
//
//go:embed sentences/*.txt
var sentenceFiles embed.FS

// sentenceLines returns the texts of all files, in the order of their names.
func sentenceLines() ([]string, error) {
	const folder = "sentences"
	files, err := sentenceFiles.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, file := range files {
		text, err := sentenceFiles.ReadFile(folder + "/" + file.Name())
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(text)) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				lines = append(lines, line)
			}
		}
	}
	return lines, nil
}

// sentenceLessons makes lessons of the written texts. They label what is nested too, which no large corpus does.
func sentenceLessons(engine english.Engine) ([]source.Lesson, error) {
	lines, err := sentenceLines()
	if err != nil {
		return nil, err
	}
	var lessons []source.Lesson
	for _, line := range lines {
		text, gold, err := unmark(line)
		if err != nil {
			return nil, fmt.Errorf("sentences: %w: %s", err, line)
		}
		a, actors := readArticle(engine, text)
		lessons = append(lessons, source.Lesson{Article: a, Actors: actors, Gold: gold, Nested: true})
	}
	return lessons, nil
}

// unmark takes the marks out of a written text and returns the text with the attributions that they mark.
func unmark(line string) (string, []source.Attribution, error) {
	type part struct {
		number, kind byte
		start        int
	}
	var text strings.Builder
	var open []part
	var gold []source.Attribution
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '[' && i+3 < len(line):
			open = append(open, part{line[i+1], line[i+2], text.Len()})
			i += 2
			if line[i+1] == ' ' {
				i++
			}
		case c == ']' && len(open) > 0:
			p := open[len(open)-1]
			open = open[:len(open)-1]
			for len(gold) < int(p.number-'0') {
				gold = append(gold, source.Attribution{})
			}
			x := &gold[p.number-'1']
			list, ok := map[byte]*[]article.Span{'s': &x.Source, 'c': &x.Cue, 't': &x.Content}[p.kind]
			if !ok {
				return "", nil, fmt.Errorf("there is no part %q", p.kind)
			}
			*list = append(*list, article.Span{Start: p.start, End: text.Len()})
		default:
			text.WriteByte(c)
		}
	}
	if len(open) > 0 {
		return "", nil, fmt.Errorf("a mark does not end")
	}
	return text.String(), gold, nil
}
