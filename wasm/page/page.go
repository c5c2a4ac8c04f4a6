//go:build js && wasm

// Package page is what the browser may ask of this program: one JavaScript function, ascribe(method, argument, tell, call),
// that returns a Promise of JSON text. web/src/core/protocol.ts lists the methods with the shapes of argument and result;
// this package holds one Go function for each and converts positions: UTF-16 code units on the page's side, bytes here.
//
// ascribe runs in a worker. tell is called while a method runs, with an event's name and its values:
// tell("advice", word), tell("partial", reading), tell("progress", done, total), tell("changed", articleId, rev).
// call numbers the calls, so that "cancel" can end this one and no other.
package page

import (
	"context"
	"runtime"
	"sync"
	"syscall/js"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/shape"
)

// Page answers the page's calls.
type Page struct {
	version string
	engine  func() english.Engine // loads the models when it is first called
	breather
	methods  map[string]method
	library  *library
	running  map[int]context.CancelFunc // calls under way by their numbers: what "cancel" ends
	cold     context.Context            // ended when the first text comes: what warms the program up for it
	warmed   context.CancelFunc
	file     previewed
	imported imported
	last     struct { // the text read last, and its sentences
		text      string
		sentences []article.Span
	}
}

// method answers one kind of call: the argument's JSON in, of "preview" a file's text; JSON out.
type method func(ctx context.Context, argument string, tell teller) (string, error)

// teller reports an event of a call to the worker.
type teller func(event string, values ...any)

// New returns a page that reads with the engine that load returns. Version is the program's.
func New(version string, load func() english.Engine) *Page {
	p := &Page{version: version, engine: sync.OnceValue(load), breather: *newBreather(), library: newLibrary(), running: map[int]context.CancelFunc{}}
	p.cold, p.warmed = context.WithCancel(context.Background())
	p.methods = map[string]method{
		"read":   with(p.read),
		"cancel": with(p.cancel),
		"about":  with(p.about),

		"anchor": with(p.anchor),
		"place":  with(p.place),

		"open":              with(p.openLibrary),
		"list":              with(p.list),
		"get":               with(p.get),
		"articles":          with(p.articles),
		"putArticle":        with(p.putArticle),
		"deleteArticles":    with(p.deleteArticles),
		"putNote":           with(p.putNote),
		"deleteNotes":       with(p.deleteNotes),
		"notes":             with(p.notes),
		"putCorrection":     with(p.putCorrection),
		"deleteCorrections": with(p.deleteCorrections),
		"corrections":       with(p.corrections),

		"export":   with(p.export),
		"preview":  p.preview,
		"import":   with(p.importFile),
		"takeBack": with(p.takeBack),
	}
	return p
}

// Serve registers the function ascribe, tells the worker so by calling its ascribeReady, and never returns. It has the browser open
// the library first, which then goes on beside the loading of the models.
func (p *Page) Serve() {
	go guarded(func() (string, error) { // a panic here will come again in a call, and be answered there
		p.library.get(context.Background())
		return "", nil
	})
	runtime.Gosched()
	js.Global().Set("ascribe", js.FuncOf(func(_ js.Value, args []js.Value) any { return p.call(args) }))
	if ready := js.Global().Get("ascribeReady"); ready.Type() == js.TypeFunction {
		ready.Invoke(shape.Text(p.describe()))
	}
	go p.warm()
	select {}
}

// call answers ascribe(method, argument, tell, call).
func (p *Page) call(args []js.Value) js.Value {
	return promised(func() (string, error) {
		if len(args) < 4 || args[0].Type() != js.TypeString || args[1].Type() != js.TypeString || args[2].Type() != js.TypeFunction || args[3].Type() != js.TypeNumber {
			return "", note.Fail(note.BadRequest, "ascribe takes a method's name, its argument as text, a function that is told events, and the call's number")
		}
		run, ok := p.methods[args[0].String()]
		if !ok {
			return "", note.Fail(note.BadRequest, "there is no such method")
		}
		tell := func(event string, values ...any) { args[2].Invoke(append([]any{event}, values...)...) }
		ctx, done := p.cancellable(args[3].Int())
		defer done()
		return run(ctx, args[1].String(), tell)
	})
}

// cancellable returns the context of a call, which "cancel" ends, and the function to call when its work is done.
func (p *Page) cancellable(call int) (context.Context, func()) {
	ctx, cancel := context.WithCancel(context.Background())
	p.running[call] = cancel
	return ctx, func() {
		delete(p.running, call)
		cancel()
	}
}

// with makes a method of a function that takes its argument decoded.
func with[A any, P shape.Pointer[A]](run func(ctx context.Context, argument A, tell teller) (string, error)) method {
	return func(ctx context.Context, argument string, tell teller) (string, error) {
		var a A
		if err := shape.Read(argument, P(&a)); err != nil {
			return "", note.Fail(note.BadRequest, err.Error())
		}
		return run(ctx, a, tell)
	}
}

// nothing is the argument of a method that needs none.
type nothing struct{}

func (*nothing) Shape(*shape.Fields) {}
