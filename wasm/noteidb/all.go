//go:build js && wasm

package noteidb

import (
	"context"
	"syscall/js"

	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/shape"
	"github.com/hack-pad/go-indexeddb/idb"
)

// all reads the records of a store: all of them, or those of the given articles, by id.
func all[T any, P shape.Pointer[T]](ctx context.Context, s *Store, name string, articleIDs []string) ([]T, error) {
	text, err := s.text(ctx, name, articleIDs)
	if err != nil {
		return nil, err
	}
	list, err := shape.ReadList[T, P](text)
	return list, coded(err)
}

// text returns the records as a JSON array.
//
// It calls the database's own getAll. The library has only cursors, which cross into Go once for every record: too slow for a list of
// thousands. Its transaction serves here to open the connection again if need be, and to be counted against the deadline.
func (s *Store) text(ctx context.Context, name string, articleIDs []string) (text string, err error) {
	err = s.run(ctx, bulkPatience, idb.TransactionOptions{Mode: idb.TransactionReadOnly}, func(t transaction) error {
		records, err := getAll(t.ctx, s.raw, name, articleIDs)
		if err == nil {
			text = js.Global().Get("JSON").Call("stringify", records).String()
		}
		return err
	}, name)
	return text, err
}

// getAll returns the array of a store's records.
func getAll(ctx context.Context, db js.Value, name string, articleIDs []string) (records js.Value, err error) {
	defer func() {
		if p := recover(); p != nil {
			thrown, ok := p.(js.Error)
			if !ok {
				panic(p)
			}
			err = note.Fail(note.Unavailable, thrown.Error())
		}
	}()
	t := db.Call("transaction", name, "readonly")
	store := t.Call("objectStore", name)
	var requests []js.Value
	if articleIDs == nil {
		requests = append(requests, store.Call("getAll"))
	}
	for _, id := range articleIDs {
		requests = append(requests, store.Call("index", byArticle).Call("getAll", id))
	}
	if err := completed(ctx, t); err != nil {
		return js.Undefined(), err
	}
	records = js.Global().Get("Array").New()
	for _, r := range requests {
		records = records.Call("concat", r.Get("result"))
	}
	return records, nil
}

// completed waits for the end of a transaction that was just made.
func completed(ctx context.Context, t js.Value) error {
	ends := make(chan bool, 1)
	handler := func(ok bool) js.Func {
		return js.FuncOf(func(js.Value, []js.Value) any {
			ends <- ok
			return nil
		})
	}
	complete, abort := handler(true), handler(false)
	t.Set("oncomplete", complete)
	t.Set("onabort", abort)
	defer func() {
		t.Set("oncomplete", js.Null())
		t.Set("onabort", js.Null())
		complete.Release()
		abort.Release()
	}()
	select {
	case ok := <-ends:
		if !ok {
			return note.Fail(note.Unavailable, "the database ended the reading")
		}
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
