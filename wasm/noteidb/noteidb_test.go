//go:build js && wasm

package noteidb

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"syscall/js"
	"testing"
	"time"

	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/note/storetest"
	"github.com/ascribe/ascribe/wasm/shape"
	"github.com/hack-pad/go-indexeddb/idb"
)

var databases atomic.Int32

// fresh returns the name of a database that does not exist, and deletes it after the test.
func fresh(t testing.TB) string {
	name := fmt.Sprintf("ascribe/test-%d-%d", time.Now().UnixNano(), databases.Add(1))
	t.Cleanup(func() { js.Global().Get("indexedDB").Call("deleteDatabase", name) })
	return name
}

func opened(t testing.TB) *Store {
	t.Helper()
	return openedAs(t, fresh(t))
}

func openedAs(t testing.TB, name string) *Store {
	t.Helper()
	s, err := Open(context.Background(), name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func limited(t testing.TB, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	t.Cleanup(cancel)
	return ctx
}

func wantCode(t *testing.T, err error, code note.Code) {
	t.Helper()
	if !errors.Is(err, &note.Error{Code: code}) {
		t.Fatalf("error %v, want %s", err, code)
	}
}

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) note.Store { return opened(t) })
}

func TestLasts(t *testing.T) {
	name := fresh(t)
	s := openedAs(t, name)
	want, err := s.PutArticle(limited(t, time.Minute), storetest.Article("a"))
	storetest.Must(t, err)
	storetest.Must(t, s.Close())
	got, err := openedAs(t, name).Articles(limited(t, time.Minute), []string{"a"})
	storetest.Must(t, err)
	if got[0] != want {
		t.Errorf("%+v", got[0])
	}
	if _, err := s.List(limited(t, time.Minute)); err != nil {
		t.Errorf("a closed store does not open again: %v", err)
	}
}

// script runs JavaScript with arguments and returns its value; a promise is waited for.
func script(t testing.TB, body string, args ...any) js.Value {
	t.Helper()
	value := js.Global().Get("Function").New("...args", body).Invoke(args...)
	if value.Type() != js.TypeObject || value.Get("then").Type() != js.TypeFunction {
		return value
	}
	done := make(chan js.Value, 1)
	resolve := js.FuncOf(func(_ js.Value, a []js.Value) any { done <- append(a, js.Undefined())[0]; return nil })
	defer resolve.Release()
	value.Call("then", resolve, resolve)
	select {
	case v := <-done:
		return v
	case <-time.After(20 * time.Second):
		t.Fatal("the script does not end")
		return js.Undefined()
	}
}

const openRaw = `const [name, version] = args; return new Promise((done, failed) => {
	const r = indexedDB.open(name, version); r.onsuccess = () => done(r.result); r.onerror = () => failed(r.error);
	r.onupgradeneeded = () => {} })`

func TestUpgradedElsewhere(t *testing.T) {
	name := fresh(t)
	s := openedAs(t, name)
	_, err := s.PutArticle(limited(t, time.Minute), storetest.Article("a"))
	storetest.Must(t, err)
	newer := script(t, openRaw, name, version+1)
	defer newer.Call("close")
	_, err = s.PutArticle(limited(t, time.Minute), storetest.Article("b"))
	wantCode(t, err, note.Upgraded)
	_, err = s.List(limited(t, time.Minute))
	wantCode(t, err, note.Upgraded)
	_, err = Open(context.Background(), name)
	wantCode(t, err, note.Upgraded)
}

func TestDeletedElsewhere(t *testing.T) {
	name := fresh(t)
	s := openedAs(t, name)
	a, err := s.PutArticle(limited(t, time.Minute), storetest.Article("a"))
	storetest.Must(t, err)
	script(t, `return new Promise(done => { const r = indexedDB.deleteDatabase(args[0]); r.onsuccess = () => done() })`, name)
	_, err = s.PutArticle(limited(t, time.Minute), a)
	wantCode(t, err, note.Conflict) // not silently a library of one
	_, err = s.PutArticle(limited(t, time.Minute), storetest.Article("a"))
	storetest.Must(t, err)
}

// A transaction that fails as it commits: every request has succeeded by then.
func TestQuota(t *testing.T) {
	s := opened(t)
	_, err := s.PutArticle(limited(t, time.Minute), storetest.Article("a"))
	storetest.Must(t, err)
	script(t, `const put = IDBObjectStore.prototype.put; globalThis.restorePut = () => { IDBObjectStore.prototype.put = put };
		IDBObjectStore.prototype.put = function (value) { const r = put.call(this, value), t = this.transaction;
			r.addEventListener('success', () => { Object.defineProperty(t, 'error', { value: new DOMException('no room', 'QuotaExceededError') }); t.abort() });
			return r }`)
	n := storetest.Note("n", "a")
	_, err = s.PutNote(limited(t, time.Minute), n)
	script(t, `restorePut()`)
	wantCode(t, err, note.Quota)
	if _, notes, err := s.Count(limited(t, time.Minute)); err != nil || notes != 0 {
		t.Errorf("%d notes, %v: what was not saved is there", notes, err)
	}
	_, err = s.PutNote(limited(t, time.Minute), n)
	storetest.Must(t, err)
}

// Whoever gives up while the browser commits already is told what was written, not that nothing was.
func TestGivenUpTooLate(t *testing.T) {
	s := opened(t)
	ctx, cancel := context.WithCancel(context.Background())
	storetest.Must(t, s.write(ctx, patience, func(t transaction) error {
		if err := t.put(corrections, &storedCorrection{storetest.Correction("c", ""), ""}); err != nil {
			return err
		}
		defer cancel()
		return t.Commit()
	}, corrections))
	if list, err := s.Corrections(limited(t, time.Minute), ""); err != nil || len(list) != 1 {
		t.Errorf("%v, %v", list, err)
	}
}

func TestMissing(t *testing.T) {
	factory := func(open string) *idb.Factory {
		f, err := idb.WrapFactory(script(t, `return { open: `+open+` }`))
		storetest.Must(t, err)
		return f
	}
	_, err := openWith(context.Background(), factory(`() => { throw new DOMException('forbidden', 'SecurityError') }`), "x")
	wantCode(t, err, note.Unavailable)
	_, err = openWith(context.Background(), factory(`undefined`), "x")
	wantCode(t, err, note.Unavailable)
}

// Where the property throws when it is looked at, the program must live on and say so.
func TestForbidden(t *testing.T) {
	script(t, `self.kept = Object.getOwnPropertyDescriptor(self, "indexedDB");
		Object.defineProperty(self, "indexedDB", { configurable: true, get() { throw new DOMException("forbidden", "SecurityError") } })`)
	defer script(t, `if (kept) Object.defineProperty(self, "indexedDB", kept); else delete self.indexedDB`)
	_, err := Open(context.Background(), "x")
	wantCode(t, err, note.Unavailable)
}

// failing returns a factory whose first requests fail with UnknownError, as browsers do for a moment after a crash.
func failing(t *testing.T, times int) *idb.Factory {
	f, err := idb.WrapFactory(script(t, `let left = args[0]; return { tried: 0, open(...a) {
		const r = indexedDB.open(...a);
		if (left-- > 0) { Object.defineProperty(r, 'error', { value: new DOMException('Internal error opening backing store', 'UnknownError') });
			queueMicrotask(() => r.dispatchEvent(new Event('error')));
			r.onsuccess = () => r.result.close() }
		return r } }`, times))
	storetest.Must(t, err)
	return f
}

func TestUnknownErrorIsTriedAgain(t *testing.T) {
	s, err := openWith(context.Background(), failing(t, 2), fresh(t))
	storetest.Must(t, err)
	_, err = s.PutArticle(limited(t, time.Minute), storetest.Article("a"))
	storetest.Must(t, err)
	storetest.Must(t, s.Close())
	_, err = openWith(context.Background(), failing(t, 9), fresh(t))
	wantCode(t, err, note.Unavailable)
}

// An opening that a pending deletion blocks is given up at the deadline; what it gets in the end must not block others,
// and must have its stores.
func TestBlocked(t *testing.T) {
	name := fresh(t)
	stubborn := script(t, openRaw, name, 1) // without a versionchange handler it keeps the deletion waiting
	script(t, `indexedDB.deleteDatabase(args[0])`, name)
	_, err := Open(limited(t, 300*time.Millisecond), name)
	if !errors.Is(err, context.DeadlineExceeded) {
		wantCode(t, err, note.Unavailable)
	}
	stubborn.Call("close")
	time.Sleep(300 * time.Millisecond)
	s := openedAs(t, name)
	_, err = s.PutArticle(limited(t, time.Minute), storetest.Article("a"))
	storetest.Must(t, err)
	storetest.Must(t, s.Close())
	deleted := script(t, `return new Promise(done => { const r = indexedDB.deleteDatabase(args[0]); r.onsuccess = () => done('yes'); r.onblocked = () => done('blocked') })`, name)
	if deleted.String() != "yes" {
		t.Error("the opening that was given up holds a connection that blocks others")
	}
}

// A database without our stores, as an upgrade that failed leaves behind.
func TestShell(t *testing.T) {
	name := fresh(t)
	script(t, openRaw, name, version).Call("close")
	s := openedAs(t, name)
	_, err := s.PutArticle(limited(t, time.Minute), storetest.Article("a"))
	storetest.Must(t, err)
}

// A database with our stores and another is full of the reader's notes, however it came by the other.
func TestStoreTooMany(t *testing.T) {
	name := fresh(t)
	script(t, `const [name, version] = args; return new Promise(done => { const r = indexedDB.open(name, version);
		r.onupgradeneeded = () => { for (const s of ["articles", "summaries", "notes", "corrections", "others"]) {
			const store = r.result.createObjectStore(s, { keyPath: "id" });
			if (s === "notes") store.createIndex("byArticle", "articleId"); if (s === "corrections") store.createIndex("byArticle", "article") } };
		r.onsuccess = () => { const t = r.result.transaction("articles", "readwrite"); t.objectStore("articles").put({ id: "kept", rev: 1 });
			t.oncomplete = () => { r.result.close(); done() } } })`, name, version)
	if list, err := openedAs(t, name).Articles(limited(t, time.Minute), []string{"kept"}); err != nil || len(list) != 1 {
		t.Errorf("%v, %v", list, err)
	}
}

func TestTextIsTheSame(t *testing.T) {
	s := opened(t)
	for _, id := range []string{"a", "b"} {
		_, err := s.PutArticle(limited(t, time.Minute), storetest.Article(id))
		storetest.Must(t, err)
		_, err = s.PutNote(limited(t, time.Minute), storetest.Note("n"+id, id))
		storetest.Must(t, err)
	}
	list, err := s.List(limited(t, time.Minute))
	storetest.Must(t, err)
	notes, err := s.Notes(limited(t, time.Minute), "b")
	storetest.Must(t, err)
	listText, err := s.ListJSON(limited(t, time.Minute))
	storetest.Must(t, err)
	notesText, err := s.NotesJSON(limited(t, time.Minute), "b")
	storetest.Must(t, err)
	for text, want := range map[string]string{listText: shape.Texts(list), notesText: shape.Texts(notes)} {
		if text != want {
			t.Errorf("%s\nwant %s", text, want)
		}
	}
}

// A whole library: 2,000 articles and 10,000 notes.
func BenchmarkList(b *testing.B) {
	s := opened(b)
	var batch note.Batch
	for i := range 2000 {
		a := storetest.Article(fmt.Sprint("article-", i))
		a.Rev = 1
		for len(a.Text) < 5000 {
			a.Text += " The harbour board said on Monday that the ferry may stop running in winter."
		}
		batch.Articles = append(batch.Articles, a)
		for k := range 5 {
			n := storetest.Note(fmt.Sprint("note-", i, "-", k), a.ID)
			n.Rev = 1
			batch.Notes = append(batch.Notes, n)
		}
	}
	start := time.Now()
	if err := s.Import(context.Background(), batch); err != nil {
		b.Fatal(err)
	}
	b.Logf("imported in %v", time.Since(start))
	b.Run("summaries", func(b *testing.B) {
		for b.Loop() {
			if list, err := s.List(context.Background()); err != nil || len(list) != 2000 {
				b.Fatal(len(list), err)
			}
		}
	})
	b.Run("summaries as text", func(b *testing.B) {
		for b.Loop() {
			if text, err := s.ListJSON(context.Background()); err != nil || len(text) < 2000*100 {
				b.Fatal(len(text), err)
			}
		}
	})
	b.Run("notes as text", func(b *testing.B) {
		for b.Loop() {
			if text, err := s.NotesJSON(context.Background(), ""); err != nil || len(text) < 10000*100 {
				b.Fatal(len(text), err)
			}
		}
	})
	b.Run("notes", func(b *testing.B) {
		for b.Loop() {
			if list, err := s.Notes(context.Background(), ""); err != nil || len(list) != 10000 {
				b.Fatal(len(list), err)
			}
		}
	})
}
