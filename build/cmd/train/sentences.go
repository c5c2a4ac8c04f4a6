package main

import (
	"fmt"
	"strings"

	_ "embed"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
	"github.com/ascribe/ascribe/wasm/source"
)

//go:embed sentences.txt
var sentencesText string

// sentenceLessons makes lessons of the sentences that were written for it. They label what is nested too, which no large corpus does.
func sentenceLessons(engine english.Engine) ([]source.Lesson, error) {
	var lessons []source.Lesson
	for line := range strings.Lines(sentencesText) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		text, gold, err := unmark(line)
		if err != nil {
			return nil, fmt.Errorf("sentences.txt: %w: %s", err, line)
		}
		a, actors := readArticle(engine, text)
		lessons = append(lessons, source.Lesson{Article: a, Actors: actors, Gold: gold, Nested: true})
	}
	return lessons, nil
}

// unmark takes the marks out of a line of sentences.txt and returns the text with the attributions that they mark.
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
