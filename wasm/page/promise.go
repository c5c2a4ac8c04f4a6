//go:build js && wasm

package page

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"syscall/js"
	"time"

	"github.com/ascribe/ascribe/wasm/note"
)

// promised runs work in a goroutine of its own and returns a JavaScript Promise of its result.
// The goroutine is needed: whatever waits for a JavaScript event inside a js.FuncOf callback waits for ever, because
// the event loop stands still until the callback returns. An error, or a panic, rejects the promise with a Failure.
func promised(work func() (string, error)) js.Value {
	executor := js.FuncOf(func(_ js.Value, args []js.Value) any {
		resolve, reject := args[0], args[1]
		go func() {
			result, err := guarded(work)
			if err != nil {
				reject.Invoke(failure(err))
				return
			}
			resolve.Invoke(result)
		}()
		return nil
	})
	defer executor.Release() // a Promise calls its executor before its constructor returns, and never again
	return js.Global().Get("Promise").New(executor)
}

// guarded runs work and turns a panic into an error. A panic's value can be anything, an article's text among it,
// so only what the runtime itself says is passed on; other values give their type.
func guarded(work func() (string, error)) (result string, err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case runtime.Error:
			err = note.Fail(note.Internal, p.Error())
		case js.Error:
			err = note.Fail(note.Internal, p.Value.Get("name").String())
		default:
			err = note.Fail(note.Internal, fmt.Sprintf("panic with a %T", p))
		}
	}()
	return work()
}

// failure returns err as the Failure of protocol.ts.
func failure(err error) map[string]any {
	var known *note.Error
	switch {
	case errors.As(err, &known):
		return map[string]any{"code": string(known.Code), "detail": known.Detail}
	case errors.Is(err, context.Canceled):
		return map[string]any{"code": string(note.Cancelled), "detail": ""}
	case errors.Is(err, context.DeadlineExceeded):
		return map[string]any{"code": string(note.Unavailable), "detail": "no answer in time"}
	}
	return map[string]any{"code": string(note.Internal), "detail": err.Error()}
}

// breath is how long work may keep the worker's event loop to itself.
const breath = 20 * time.Millisecond

// breather lets the event loop run during long work, so that a cancellation or a note to save gets through.
// It goes round by a MessageChannel, because browsers make nested timers wait at least 4 ms.
type breather struct {
	post  js.Value
	ticks chan struct{}
}

func newBreather() *breather {
	channel := js.Global().Get("MessageChannel").New()
	b := &breather{channel.Get("port2"), make(chan struct{}, 64)}
	channel.Get("port1").Set("onmessage", js.FuncOf(func(js.Value, []js.Value) any { // lives as long as the program
		b.ticks <- struct{}{}
		return nil
	}))
	return b
}

// pace returns a function that long work calls between its steps: it gives way when a breath has passed since it last did.
func (b *breather) pace(ctx context.Context) func() error {
	last := time.Now()
	return func() error {
		if time.Since(last) >= breath {
			b.post.Call("postMessage", js.Null())
			<-b.ticks
			last = time.Now()
		}
		return ctx.Err()
	}
}
