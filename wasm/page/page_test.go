//go:build js && wasm

package page

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"syscall/js"
	"testing"
	"time"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
	"github.com/ascribe/ascribe/wasm/exchange"
	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/noteidb"
	"github.com/ascribe/ascribe/wasm/reading"
	"github.com/ascribe/ascribe/wasm/shape"
)

// blanks is an engine for tests: every paragraph is one sentence, every run of letters a token. It takes its time.
type blanks struct{ each time.Duration }

func (blanks) Name() string { return "blanks 1" }

func (e blanks) Paragraph(a *article.Article, span article.Span, pause english.Progress) error {
	for end := time.Now().Add(e.each); time.Now().Before(end); {
		continue // busy, as an engine is
	}
	if strings.Contains(span.Of(a.Text), "panic") {
		panic("the text of the reader: " + span.Of(a.Text))
	}
	first := len(a.Tokens)
	for at := span.Start; at < span.End; {
		end := at
		for end < span.End && a.Text[end] != ' ' {
			end++
		}
		if end > at {
			a.Tokens = append(a.Tokens, article.Token{Span: article.Span{Start: at, End: end}, Tag: article.NN, Head: -1})
		}
		at = end + 1
	}
	a.Sentences = append(a.Sentences, article.Sentence{Span: span, First: first, Last: len(a.Tokens)})
	return pause(span.End)
}

func (blanks) Names(*article.Article) {}

// tested is a page as the worker sees it.
type tested struct {
	*Page
	t      *testing.T
	events []string
	calls  int // so far: each has its number, the first 1
}

func open(t *testing.T, each time.Duration) *tested {
	p := New("1.2.3", func() english.Engine { return blanks{each} })
	name := fmt.Sprintf("ascribe/test-page-%d", time.Now().UnixNano())
	p.library.open = func(ctx context.Context) (note.Store, error) {
		s, err := noteidb.Open(ctx, name)
		if err == nil {
			t.Cleanup(func() { s.Close(); js.Global().Get("indexedDB").Call("deleteDatabase", name) })
		}
		return s, err
	}
	return &tested{Page: p, t: t}
}

// ask calls as the worker does, and waits for the promise.
func (p *tested) ask(method string, argument any) (string, error) {
	p.t.Helper()
	return p.askText(method, p.written(argument))
}

// written is an argument as the page writes it.
func (p *tested) written(argument any) string {
	p.t.Helper()
	if record, ok := argument.(shape.Shaped); ok {
		return shape.Text(record)
	}
	text, err := json.Marshal(argument)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(text)
}

func (p *tested) askText(method, argument string) (string, error) {
	tell := js.FuncOf(func(_ js.Value, args []js.Value) any {
		p.events = append(p.events, args[0].String())
		return nil
	})
	defer tell.Release()
	type end struct {
		result string
		err    error
	}
	ends := make(chan end, 1)
	resolve := js.FuncOf(func(_ js.Value, args []js.Value) any { ends <- end{args[0].String(), nil}; return nil })
	reject := js.FuncOf(func(_ js.Value, args []js.Value) any {
		ends <- end{"", &note.Error{Code: note.Code(args[0].Get("code").String()), Detail: args[0].Get("detail").String()}}
		return nil
	})
	defer resolve.Release()
	defer reject.Release()
	p.calls++
	p.call([]js.Value{js.ValueOf(method), js.ValueOf(argument), tell.Value, js.ValueOf(p.calls)}).Call("then", resolve, reject)
	select {
	case e := <-ends:
		return e.result, e.err
	case <-time.After(30 * time.Second):
		p.t.Fatalf("%s does not answer", method)
		return "", nil
	}
}

// must decodes the answer into out.
func (p *tested) must(method string, argument, out any) {
	p.t.Helper()
	p.mustText(method, p.written(argument), out)
}

// mustText is like must, for an argument that is not JSON.
func (p *tested) mustText(method, argument string, out any) {
	p.t.Helper()
	result, err := p.askText(method, argument)
	if err != nil {
		p.t.Fatalf("%s: %v", method, err)
	}
	if err := json.Unmarshal([]byte(result), out); err != nil {
		p.t.Fatalf("%s answers %s: %v", method, result, err)
	}
}

func (p *tested) mustFail(code note.Code, method string, argument any) *note.Error {
	p.t.Helper()
	result, err := p.ask(method, argument)
	var failed *note.Error
	if !errors.As(err, &failed) || failed.Code != code {
		p.t.Fatalf("%s: answer %q, error %v; want %s", method, result, err, code)
	}
	return failed
}

type object map[string]any

func TestReadAnswers(t *testing.T) {
	p := open(t, 0)
	var r struct {
		ID         string
		Sentences  [][2]int
		Paragraphs [][2]int
		Tokens     []struct{ Span [2]int }
	}
	p.must("read", object{"id": "x", "text": "One 😀 two.\n\n naïve end", "tokens": true}, &r)
	if r.ID != "x" || fmt.Sprint(r.Paragraphs) != "[[0 11] [14 23]]" || len(r.Tokens) != 5 || r.Tokens[2].Span != [2]int{7, 11} {
		t.Errorf("%+v", r)
	}
	if len(p.events) < 3 || p.events[0] != "advice" || p.events[1] != "progress" {
		t.Errorf("events %v", p.events)
	}
	p.events = nil
	long := strings.Repeat("The harbour board met in the town hall on Monday.\n", 200)
	p.must("read", object{"text": long, "partials": true}, &r)
	if p.events[1] != "partial" || !slices.Contains(p.events, "progress") {
		t.Errorf("events %v", p.events)
	}
	p.events = nil
	p.must("read", object{"text": long}, &r)
	if slices.Contains(p.events, "partial") || !slices.Contains(p.events, "progress") {
		t.Errorf("events %v, nobody asked for partial readings", p.events)
	}
}

func TestReadRefuses(t *testing.T) {
	p := open(t, 0)
	p.mustFail(note.NoText, "read", object{"text": " \n\t"})
	p.mustFail(note.TooLarge, "read", object{"text": strings.Repeat("x", note.MaxText+1)})
	p.mustFail(note.BadRequest, "read", []int{1})
	p.mustFail(note.BadRequest, "nonsense", object{})
	if _, err := p.askText("read", "{"); !errors.Is(err, &note.Error{Code: note.BadRequest}) {
		t.Error(err)
	}
}

func TestLoneSurrogates(t *testing.T) {
	p := open(t, 0)
	result, err := p.askText("read", `{"text":"a \ud800 b\udc00","tokens":true}`)
	if err != nil || !strings.Contains(result, `"span":[4,6]`) {
		t.Errorf("%s %v", result, err)
	}
}

// A panic rejects the promise, tells nothing of the text, and the program goes on.
func TestPanic(t *testing.T) {
	p := open(t, 0)
	failed := p.mustFail(note.Internal, "read", object{"text": "secret panic"})
	if strings.Contains(failed.Detail, "secret") || failed.Detail == "" {
		t.Errorf("detail %q", failed.Detail)
	}
	var r struct{ Analyzer string }
	p.must("read", object{"text": "more"}, &r)
	if r.Analyzer != reading.Analyzer(blanks{}) {
		t.Errorf("%+v", r)
	}
}

// Cancelling gets through while the engine works, and so does saving. Only the call that is meant ends.
func TestCancel(t *testing.T) {
	p := open(t, 5*time.Millisecond)
	failed, other := make(chan error, 1), make(chan error, 1)
	go func() {
		_, err := p.ask("read", object{"text": strings.Repeat("word\n", 4000)})
		failed <- err
	}()
	time.Sleep(50 * time.Millisecond)
	long := p.calls
	go func() {
		_, err := p.ask("read", object{"text": strings.Repeat("word\n", 100)})
		other <- err
	}()
	var saved note.Article
	p.must("putArticle", &note.Article{ID: "a", Text: "text"}, &saved)
	p.must("cancel", object{"call": long}, new(any))
	select {
	case err := <-failed:
		if !errors.Is(err, &note.Error{Code: note.Cancelled}) {
			t.Error(err)
		}
	case <-time.After(10 * time.Second): // of the twenty that the whole would take
		t.Fatal("the reading goes on")
	}
	if err := <-other; err != nil {
		t.Error("another reading was cancelled too:", err)
	}
	p.must("cancel", object{"call": long}, new(any)) // it is over already
}

// Warming reads a first screen, and gives way to the first text that is not its own.
func TestWarm(t *testing.T) {
	const each = 50 * time.Millisecond // a paragraph; the screen has more than ten
	p := open(t, each)
	warm := func() <-chan time.Duration {
		took := make(chan time.Duration, 1)
		go func() {
			began := time.Now()
			p.warm()
			took <- time.Since(began)
		}()
		return took
	}
	if took := <-warm(); took < warmAfter+8*each || took > warmAfter+100*each {
		t.Errorf("a first screen took %v", took)
	}
	interrupted := warm()
	time.Sleep(warmAfter + each)
	p.must("read", object{"text": "The board met."}, new(any))
	if took := <-interrupted; took > warmAfter+6*each {
		t.Errorf("warming went on for %v", took)
	}
	if took := <-warm(); took > warmAfter+each {
		t.Errorf("warming for %v what is warm", took)
	}
}

func TestAbout(t *testing.T) {
	p := open(t, 0)
	var a about
	p.must("about", object{}, &a)
	if a.Version != "1.2.3" || a.Engine != "blanks" || len(a.Models) != 2 || a.Models[0].Bytes == 0 || len(a.Models[0].Hash) != 16 {
		t.Errorf("%+v", a)
	}
}

// The reader's way: an article, a note on a place, the text edited, the note found again.
func TestNotesFollowTheText(t *testing.T) {
	p := open(t, 0)
	text := "The board 😀 met.\nThe ferry may stop running in winter, it said.\nNobody knows why."
	p.must("read", object{"text": text}, new(any))
	var anchor note.Anchor
	p.must("anchor", object{"text": text, "span": [2]int{29, 31}}, &anchor)
	if anchor.Exact != "may" || anchor.Sentence != 1 || anchor.Start != 27 {
		t.Fatalf("%+v", anchor)
	}
	var saved note.Article
	p.must("putArticle", &note.Article{ID: "a", Title: "Ferry", Text: text}, &saved)
	if saved.Rev != 1 || saved.Created == "" || saved.Updated == "" {
		t.Errorf("%+v", saved)
	}
	var n note.Note
	p.must("putNote", &note.Note{ID: "n", ArticleID: "a", On: "hedge", Anchor: &anchor, Body: "who says?"}, &n)
	saved.Text = "Oslo 😀. " + text
	p.must("putArticle", &saved, &saved)
	var o opened
	p.must("get", object{"id": "a"}, &o)
	if len(o.Notes) != 1 || o.Notes[0].Placement.State != note.Moved || *o.Notes[0].Placement.Span != [2]int{37, 40} {
		t.Fatalf("%+v", o)
	}
	var placed []placement
	p.must("place", object{"text": "Nothing of the kind.", "anchors": json.RawMessage(shape.Texts([]note.Anchor{anchor}))}, &placed)
	if placed[0].State != note.Lost || placed[0].Span != nil || placed[0].Candidates == nil {
		t.Errorf("%+v", placed)
	}
	var list []note.Summary
	p.must("list", object{}, &list)
	if len(list) != 1 || list[0].Notes != 1 || list[0].Rev != 2 {
		t.Errorf("%+v", list)
	}
	p.mustFail(note.Conflict, "putNote", &note.Note{ID: "n", ArticleID: "a", On: "hedge", Body: "from another tab"})
	var texts []note.Article
	p.must("articles", object{"ids": []string{"a"}}, &texts)
	if len(texts) != 1 || texts[0].Text != saved.Text {
		t.Errorf("%+v", texts)
	}
	p.mustFail(note.NotFound, "articles", object{"ids": []string{"a", "b"}})
	p.mustFail(note.NotFound, "get", object{"id": "b"})
	p.events = nil
	p.must("deleteArticles", object{"ids": []string{"a"}}, new(any))
	if fmt.Sprint(p.events) != "[changed]" {
		t.Errorf("events %v", p.events)
	}
	var notes []note.Note
	p.must("notes", object{}, &notes)
	if len(notes) != 0 {
		t.Errorf("%+v", notes)
	}
}

// Where nothing can be kept, the page is told so, and everything else works.
func TestUnavailable(t *testing.T) {
	p := open(t, 0)
	tries := 0
	p.library.open = func(context.Context) (note.Store, error) {
		tries++
		return nil, note.Fail(note.Unavailable, "forbidden")
	}
	p.library.get(t.Context()) // as the program does when it starts
	var state storageState
	for _, want := range []int{1, 2} {
		p.must("open", object{}, &state)
		if state.State != "unavailable" || state.Detail == "" || tries != want {
			t.Errorf("%+v after %d tries, want %d", state, tries, want)
		}
	}
	p.must("putCorrection", &note.Correction{ID: "c", On: "hedge", Act: "dismiss", Words: "may"}, new(any))
	p.must("open", object{}, &state)
	var corrections []note.Correction
	if p.must("corrections", object{}, &corrections); len(corrections) != 1 {
		t.Errorf("a correction that holds everywhere is gone: %+v", corrections)
	}
	p.must("putArticle", &note.Article{ID: "a", Text: "text"}, new(any))
	p.must("open", object{}, &state)
	if state.Articles != 1 {
		t.Errorf("what was typed is gone: %+v", state)
	}
	p.library.open = func(context.Context) (note.Store, error) { return nil, note.Fail(note.Upgraded, "newer") }
	p.library.store = nil
	p.must("open", object{}, &state)
	if state.State != "upgraded-elsewhere" {
		t.Errorf("%+v", state)
	}
}

// A backup of one library restores another; a broken file changes nothing.
func TestFiles(t *testing.T) {
	p := open(t, 0)
	text := "The board 😀 met.\nThe ferry may stop."
	p.must("putArticle", &note.Article{ID: "a", Title: "Ferry", Text: text}, new(any))
	var anchor note.Anchor
	p.must("anchor", object{"text": text, "span": [2]int{28, 31}}, &anchor)
	p.must("putNote", &note.Note{ID: "n", ArticleID: "a", On: "selection", Anchor: &anchor, Body: "?"}, new(any))
	p.must("putCorrection", &note.Correction{ID: "c", On: "hedge", Act: "add", Words: "may", Value: "possibility"}, new(any))
	now := "2026-11-23T20:30:00.000Z"
	var file exchange.File
	for _, format := range []string{"article", "w3c", "markdown", "csv", "html", "claims"} {
		p.must("export", object{"format": format, "articleIds": []string{"a"}, "now": now}, &file)
		if file.Text == "" || file.Counts.Notes != 1 {
			t.Errorf("%s: %+v", format, file)
		}
		if format == "csv" && !strings.Contains(file.Text, "may,reporter,?") {
			t.Errorf("the correction is not in the table:\n%s", file.Text)
		}
	}
	p.mustFail(note.NotFound, "export", object{"format": "csv", "articleIds": []string{"b"}, "now": now})
	p.must("export", object{"format": "backup", "articleIds": []string{}, "now": now}, &file)

	other := open(t, 0)
	other.mustFail(note.BadRequest, "import", object{"token": "x", "onConflict": "skip"})
	var preview exchange.Preview
	other.mustText("preview", file.Text[:len(file.Text)-20], &preview)
	if len(preview.Problems) != 1 || !preview.Problems[0].Fatal {
		t.Errorf("%+v", preview)
	}
	other.mustFail(note.BadFile, "import", object{"token": preview.Token, "onConflict": "skip"})
	other.mustText("preview", file.Text, &preview)
	if len(preview.Problems) != 0 || len(preview.Articles) != 1 || preview.Articles[0].Here {
		t.Errorf("%+v", preview)
	}
	var counts exchange.Counts
	other.must("import", object{"token": preview.Token, "onConflict": "skip"}, &counts)
	if counts != (exchange.Counts{Articles: 1, Notes: 1, Corrections: 1}) {
		t.Errorf("%+v", counts)
	}
	var again exchange.File
	other.must("export", object{"format": "backup", "articleIds": []string{}, "now": now}, &again)
	if again.Text != file.Text {
		t.Errorf("%s\nwant\n%s", again.Text, file.Text)
	}
	var state storageState
	other.must("takeBack", object{"token": preview.Token}, new(any))
	if other.must("open", object{}, &state); state.Articles+state.Notes != 0 {
		t.Errorf("the import was taken back: %+v", state)
	}
	other.mustFail(note.BadRequest, "takeBack", object{"token": preview.Token})
}
