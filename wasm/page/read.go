//go:build js && wasm

package page

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"time"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/correction"
	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/reading"
	"github.com/ascribe/ascribe/wasm/shape"
)

type readArgument struct {
	ID          string
	Text        string
	Tokens      bool
	Partials    bool
	Corrections []note.Correction
}

func (a *readArgument) Shape(f *shape.Fields) {
	f.String("id", &a.ID)
	f.String("text", &a.Text)
	f.Bool("tokens", &a.Tokens)
	f.Bool("partials", &a.Partials)
	shape.List(f, "corrections", &a.Corrections)
}

// read reads a text. It tells "advice", what the text looks like, at once; "partial" readings of its first screens, to whoever wants them;
// and "progress" in UTF-16 code units. The advice is not in the reading, which is the same, byte for byte, as the batch command's.
func (p *Page) read(ctx context.Context, a readArgument, tell teller) (string, error) {
	if len(a.Text) > note.MaxText {
		return "", note.Fail(note.TooLarge, "the text is longer than the program reads")
	}
	if strings.TrimSpace(a.Text) == "" {
		return "", note.Fail(note.NoText, "the text is empty")
	}
	p.warmed()
	return p.stream(ctx, a, tell)
}

// stream reads a text that can be read.
func (p *Page) stream(ctx context.Context, a readArgument, tell teller) (string, error) {
	border := article.NewBorder(a.Text, article.UTF16)
	pace := p.pace(ctx)
	write := func(r *reading.Reading) string {
		return string(correction.Apply(r, a.Corrections).JSON(a.ID, article.UTF16, a.Tokens).Bytes())
	}
	tell("advice", reading.Advice(a.Text))
	told := time.Now().Add(-breath)
	progress := func(done int) error {
		if done > 0 && time.Since(told) >= breath { // a word for every sentence would keep the page busy
			told = time.Now()
			tell("progress", border.FromByte(done), border.Len())
		}
		return pace()
	}
	var partial func(*reading.Reading) error // without it the text is read at one go: partial readings take time of their own
	if a.Partials {
		drawn := len(a.Text) < slowToDraw
		partial = func(r *reading.Reading) error {
			tell("partial", write(r))
			if !drawn {
				drawn = true
				rest(ctx, drawing)
			}
			return pace()
		}
	}
	r, err := reading.Stream(ctx, p.engine(), a.Text, partial, progress)
	if err != nil {
		return "", err
	}
	p.remember(r.Article)
	return write(r), nil
}

// While the page puts a long text into the document and marks its first screen, the worker rests: where processors are few the two get in
// each other's way, and the reader waits for the marks, not for the end.
const (
	slowToDraw = 50_000 // bytes
	drawing    = 120 * time.Millisecond
)

// rest waits so long, or until ctx ends.
func rest(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// remember keeps the sentences of the text read last, for the anchors that will be made on it.
func (p *Page) remember(a *article.Article) {
	p.last.text, p.last.sentences = a.Text, nil
	for _, s := range a.Sentences {
		p.last.sentences = append(p.last.sentences, s.Span)
	}
}

type cancelArgument struct {
	Call int
}

func (a *cancelArgument) Shape(f *shape.Fields) { f.Int("call", &a.Call) }

// cancel ends a call, if it is still under way. Others go on: a page may have several texts read at a time, and imports beside them.
func (p *Page) cancel(_ context.Context, a cancelArgument, _ teller) (string, error) {
	if end := p.running[a.Call]; end != nil {
		end()
	}
	return "null", nil
}

// about says what program this is.
type about struct {
	Version  string
	Analyzer string
	Engine   string
	Models   []model
}

func (a *about) Shape(f *shape.Fields) {
	f.String("version", &a.Version)
	f.String("analyzer", &a.Analyzer)
	f.String("engine", &a.Engine)
	shape.List(f, "models", &a.Models)
}

type model struct {
	Name  string
	Bytes int
	Hash  string
}

func (m *model) Shape(f *shape.Fields) {
	f.String("name", &m.Name)
	f.Int("bytes", &m.Bytes)
	f.String("hash", &m.Hash)
}

func (p *Page) about(context.Context, nothing, teller) (string, error) {
	return shape.Text(p.describe()), nil
}

func (p *Page) describe() *about {
	loaded := p.engine()
	engine, _, _ := strings.Cut(loaded.Name(), " ")
	out := &about{Version: p.version, Analyzer: reading.Analyzer(loaded), Engine: engine, Models: []model{}}
	for _, f := range reading.Models(loaded) {
		sum := binary.BigEndian.AppendUint64(nil, f.Hash())
		out.Models = append(out.Models, model{f.Name, len(f.Bytes), hex.EncodeToString(sum)})
	}
	return out
}
