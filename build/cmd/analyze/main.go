// Command analyze is the batch command: articles in, readings out, one JSON object a line.
//
//	analyze [-tokens] < articles.jsonl > readings.jsonl
//	analyze [-tokens] article.txt … > readings.jsonl
//
// On standard input each line is an object with the strings "id" and "text"; other fields are ignored, and so are empty lines.
// The readings come in the same order, their positions in code points. A line that is not such an object is reported on standard
// error with its number; the command goes on and exits 1 at the end. Given file names, it reads each as one plain-text
// article with the name as its id. Lines and texts may have any length; only one is held in memory at a time.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
	"github.com/ascribe/ascribe/wasm/reading"
)

func main() {
	tokens := flag.Bool("tokens", false, "write tokens with tags and trees too")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: analyze [-tokens] < articles.jsonl > readings.jsonl\n       analyze [-tokens] article.txt … > readings.jsonl")
		flag.PrintDefaults()
	}
	flag.Parse()
	b := batch{engine: english.New(), tokens: *tokens, out: bufio.NewWriter(os.Stdout), errors: os.Stderr}
	var err error
	if flag.NArg() > 0 {
		err = b.files(flag.Args())
	} else {
		err = b.lines(os.Stdin)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "analyze:", err)
		os.Exit(1)
	}
	if b.failed > 0 {
		os.Exit(1)
	}
}

// batch reads articles with one engine and counts those it had to report instead.
type batch struct {
	engine english.Engine
	tokens bool
	out    *bufio.Writer
	errors io.Writer
	failed int
}

// lines reads the articles of a stream of JSON lines. Its error is one of reading or writing, never of a line.
func (b *batch) lines(in io.Reader) error {
	r := bufio.NewReaderSize(in, 1<<20)
	for number := 1; ; number++ {
		line, err := r.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return err
		}
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if len(bytes.TrimSpace(line)) > 0 {
			if id, text, bad := parse(line); bad != nil {
				b.report(fmt.Sprintf("line %d", number), bad)
			} else if err := b.read(id, text, fmt.Sprintf("line %d", number)); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

// files reads each file as one article.
func (b *batch) files(names []string) error {
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			b.report(name, err)
		} else if err := b.read(name, string(text), name); err != nil {
			return err
		}
	}
	return nil
}

// parse returns the id and the text of a line. The names of the fields are taken exactly: encoding/json would let
// a field "Text" stand for "text" if it read into a struct.
func parse(line []byte) (id, text string, err error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(line, &fields); err != nil {
		return "", "", fmt.Errorf("not a JSON object: %w", err)
	}
	for _, f := range []struct {
		name string
		to   *string
	}{{"id", &id}, {"text", &text}} {
		raw, ok := fields[f.name]
		if !ok {
			return "", "", fmt.Errorf("no field %q", f.name)
		}
		if len(raw) == 0 || raw[0] != '"' {
			return "", "", fmt.Errorf("field %q is not a string", f.name)
		}
		if err := json.Unmarshal(raw, f.to); err != nil {
			return "", "", fmt.Errorf("field %q: %w", f.name, err)
		}
	}
	return id, text, nil
}

// read writes the reading of one article. An article that cannot be read is reported, so that the others are not lost.
func (b *batch) read(id, text, where string) error {
	line, err := b.reading(id, text)
	if err != nil {
		b.report(where, err)
		return nil
	}
	b.out.Write(line)
	b.out.WriteByte('\n')
	return b.out.Flush()
}

func (b *batch) reading(id, text string) (line []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = errors.New(fmt.Sprint("internal error: ", p))
		}
	}()
	r, err := reading.Read(context.Background(), b.engine, text, nil)
	if err != nil {
		return nil, err
	}
	return r.JSON(id, article.CodePoints, b.tokens).Bytes(), nil
}

func (b *batch) report(where string, err error) {
	b.failed++
	fmt.Fprintf(b.errors, "analyze: %s: %v\n", where, err)
}
