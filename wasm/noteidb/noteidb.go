//go:build js && wasm

// Package noteidb is the note.Store that lasts: an IndexedDB database in the browser, by way of go-indexeddb.
//
// The database has four object stores, all with the record's id as key: articles; summaries, what a list shows of each article,
// so that listing does not read texts; notes, indexed by article; corrections, indexed by article, "" for those that hold
// everywhere. Every index is made in version 1, because go-indexeddb gives an upgrade no transaction to change old stores with.
// A later version must use a database of another name: copy, verify, then switch.
//
// What go-indexeddb v0.3.2 does not do, this package does around it: an upgrade never returns an error (that would end the whole
// program), a wait is over when its context is (the library then returns no error), a transaction's end is listened for from its
// start (afterwards it would be waited for for ever), a connection that another tab's upgrade closed is opened again, and an
// opening that was given up closes what it still gets.
package noteidb

import (
	"context"
	"errors"
	"slices"
	"sync"
	"syscall/js"
	"time"

	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/shape"
	"github.com/hack-pad/go-indexeddb/idb"
)

// Name is the library's database. The prefix keeps it apart from other pages' databases: in Chromium all pages
// opened from disk share theirs.
const Name = "ascribe/library"

const version = 1

const (
	articles    = "articles"
	summaries   = "summaries"
	notes       = "notes"
	corrections = "corrections"
	byArticle   = "byArticle" // index of notes and of corrections
)

var stores = []string{articles, summaries, notes, corrections}

const (
	patience     = 15 * time.Second // for opening, and for one transaction
	bulkPatience = 5 * time.Minute  // for one that writes or reads a whole library
	openTries    = 3                // browsers answer UnknownError for a moment after a crash or an update
)

// Store is the library in a database.
type Store struct {
	factory *idb.Factory
	name    string

	mutex sync.Mutex // guards the connection
	db    *idb.Database
	raw   js.Value // the same database, for getAll, which the library lacks
}

var _ note.Store = (*Store)(nil)

// Open opens the library with the given name, and makes it if it is not there. It fails with Unavailable where the browser
// has no IndexedDB, forbids it or does not answer, and with Upgraded if a newer version of the program has opened it.
func Open(ctx context.Context, name string) (*Store, error) {
	factory, err := global()
	if err != nil {
		return nil, err
	}
	return openWith(ctx, factory, name)
}

func openWith(ctx context.Context, factory *idb.Factory, name string) (*Store, error) {
	s := &Store{factory: factory, name: name}
	return s, s.connect(ctx)
}

// global returns the browser's IndexedDB. The library panics where there is none. Where the property itself throws, as in a document that
// may have no storage, its access would end the whole program: syscall/js only catches what calls throw, so a call looks first.
func global() (factory *idb.Factory, err error) {
	defer func() {
		if recover() != nil {
			err = note.Fail(note.Unavailable, "this window has no indexedDB")
		}
	}()
	js.Global().Get("Reflect").Call("get", js.Global(), "indexedDB")
	return idb.Global(), nil
}

// Close closes the connection. A store that is used again opens a new one.
func (s *Store) Close() error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.disconnect()
}

// disconnect and connect need the mutex, except before the store is shared.
func (s *Store) disconnect() error {
	if s.db == nil {
		return nil
	}
	err := s.db.Close()
	s.db = nil
	return coded(err)
}

func (s *Store) connect(ctx context.Context) error {
	for try := 1; ; try++ {
		err := s.open(ctx)
		if err == nil || !isException(err, "UnknownError") || try == openTries {
			return coded(err)
		}
		select {
		case <-time.After(time.Duration(try) * 100 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// open opens the database once, and once more if it turns out to be a shell that an upgrade failed to fill.
func (s *Store) open(ctx context.Context) error {
	db, raw, err := s.request(ctx)
	if err != nil {
		return err
	}
	if complete(db) {
		s.db, s.raw = db, raw
		return nil
	}
	// Nothing of ours can be in a database without our stores, so it may be deleted.
	if err := db.Close(); err != nil {
		return err
	}
	gone, err := s.factory.DeleteDatabase(s.name)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := gone.Await(ctx); err != nil || ctx.Err() != nil {
		return errors.Join(err, ctx.Err())
	}
	if db, raw, err = s.request(ctx); err != nil {
		return err
	}
	if !complete(db) {
		return errors.Join(note.Fail(note.Unavailable, "the library's stores cannot be made"), db.Close())
	}
	s.db, s.raw = db, raw
	return nil
}

// request asks for the database and waits for it. The library's own listeners must outlive ctx: without them an opening that
// the browser carries out later would leave a database without stores, or a connection that blocks other tabs' upgrades.
func (s *Store) request(ctx context.Context) (*idb.Database, js.Value, error) {
	none := js.Undefined()
	request, err := s.factory.Open(context.Background(), s.name, version, upgrade)
	if err != nil {
		return nil, none, err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	abandoned := false
	err = request.ListenSuccess(context.Background(), func() {
		if db, err := request.Result(); abandoned && err == nil {
			_ = db.Close() // nobody waits for it any more
		}
	})
	if err != nil {
		return nil, none, err
	}
	db, err := request.Await(ctx)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		abandoned = true
		return nil, none, err
	}
	raw, err := request.Request.Result()
	return db, raw, err
}

// upgrade makes the stores of a new database. It never returns an error; complete finds out what is missing.
func upgrade(db *idb.Database, _, _ uint) error {
	key := idb.ObjectStoreOptions{KeyPath: js.ValueOf("id")}
	for _, name := range stores {
		store, err := db.CreateObjectStore(name, key)
		if err != nil {
			return nil
		}
		switch name {
		case notes:
			_, err = store.CreateIndex(byArticle, js.ValueOf("articleId"), idb.IndexOptions{})
		case corrections:
			_, err = store.CreateIndex(byArticle, js.ValueOf("article"), idb.IndexOptions{})
		}
		if err != nil {
			_ = db.DeleteObjectStore(name) // so that it counts as missing
			return nil
		}
	}
	return nil
}

// complete reports whether a database has our stores. One that has others besides is not ours to delete.
func complete(db *idb.Database) bool {
	names, err := db.ObjectStoreNames()
	if err != nil {
		return false
	}
	for _, name := range stores {
		if !slices.Contains(names, name) {
			return false
		}
	}
	return true
}

// transaction is a running one.
type transaction struct {
	*idb.Transaction
	ctx context.Context
}

// write runs work in a transaction on the named stores and returns when it is on disk, or why it is not.
func (s *Store) write(ctx context.Context, limit time.Duration, work func(t transaction) error, names ...string) error {
	// Strict: "Saved" must outlast a power cut, and a reader's save can wait the few milliseconds.
	return s.run(ctx, limit, idb.TransactionOptions{Mode: idb.TransactionReadWrite, Durability: idb.DurabilityStrict}, work, names...)
}

// read is like write, for reading.
func (s *Store) read(ctx context.Context, work func(t transaction) error, names ...string) error {
	return s.run(ctx, patience, idb.TransactionOptions{Mode: idb.TransactionReadOnly}, work, names...)
}

func (s *Store) run(ctx context.Context, limit time.Duration, options idb.TransactionOptions, work func(t transaction) error, names ...string) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	if err := ctx.Err(); err != nil {
		return err
	}
	t, err := s.begin(ctx, options, names)
	if err != nil {
		return coded(err)
	}
	finished := make(chan error, 1)
	go func() { finished <- t.Await(context.Background()) }() // listens before the event loop runs on
	if err := work(transaction{t, ctx}); err != nil {
		_ = t.Abort() // fails if the transaction has failed already
		if failed := end(finished, err); failed != nil && ctx.Err() == nil && !errors.As(err, new(*note.Error)) {
			err = failed
		}
		return coded(reason(t, err))
	}
	select {
	case err = <-finished:
	case <-ctx.Done():
		err = ctx.Err()
		if t.Abort() != nil { // it is being committed: what becomes of it is the answer, wanted or not
			err = end(finished, err)
		}
	}
	return coded(reason(t, err))
}

// end returns how a transaction has ended that will soon; where it does not say so, what is given.
func end(finished <-chan error, otherwise error) error {
	select {
	case err := <-finished:
		return err
	case <-time.After(patience):
		return otherwise
	}
}

// reason returns why a transaction failed. Its requests may only know that it was aborted.
func reason(t *idb.Transaction, err error) error {
	if err != nil && isException(err, "AbortError") {
		if why := t.Err(); why != nil {
			return why
		}
	}
	return err
}

// isException reports whether err is the browser's exception with the name. The library returns what a call throws in a
// wrapping that its own comparison does not see through, and what an event brings without.
func isException(err error, name string) bool {
	var thrown js.Error
	return errors.Is(err, idb.NewDOMException(name)) || errors.As(err, &thrown) && thrown.Value.Get("name").String() == name
}

// begin starts a transaction, on a new connection if the old one was closed: by another tab's upgrade or deletion,
// or by the browser when the reader cleared its data.
func (s *Store) begin(ctx context.Context, options idb.TransactionOptions, names []string) (*idb.Transaction, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.db != nil {
		t, err := s.db.TransactionWithOptions(options, names[0], names[1:]...)
		if err == nil || !isException(err, "InvalidStateError") {
			return t, err
		}
		_ = s.disconnect()
	}
	if err := s.connect(ctx); err != nil {
		return nil, err
	}
	return s.db.TransactionWithOptions(options, names[0], names[1:]...)
}

// get reads the record with the id into out and reports whether it is there.
func (t transaction) get(name, id string, out shape.Shaped) (bool, error) {
	store, err := t.ObjectStore(name)
	if err != nil {
		return false, err
	}
	request, err := store.Get(js.ValueOf(id))
	if err != nil {
		return false, err
	}
	value, err := request.Await(t.ctx)
	if err == nil {
		err = t.ctx.Err()
	}
	if err != nil || value.IsUndefined() {
		return false, err
	}
	text := js.Global().Get("JSON").Call("stringify", value).String() // one crossing instead of one for each field
	return true, shape.Read(text, out)
}

// put asks for a record to be written. Whether it was, the transaction's end says.
func (t transaction) put(name string, record shape.Shaped) error {
	store, err := t.ObjectStore(name)
	if err != nil {
		return err
	}
	_, err = store.Put(parsed(shape.Text(record)))
	return err
}

func (t transaction) delete(name string, key js.Value) error {
	store, err := t.ObjectStore(name)
	if err != nil {
		return err
	}
	_, err = store.Delete(key)
	return err
}

// belonging returns the index by article of a store and the range of an article's records in it.
func (t transaction) belonging(name, articleID string) (*idb.Index, *idb.KeyRange, error) {
	store, err := t.ObjectStore(name)
	if err != nil {
		return nil, nil, err
	}
	index, err := store.Index(byArticle)
	if err != nil {
		return nil, nil, err
	}
	only, err := idb.NewKeyRangeOnly(js.ValueOf(articleID))
	return index, only, err
}

// awaited waits for a request that counts or lists keys.
func awaited[T any](ctx context.Context, request interface {
	Await(context.Context) (T, error)
}, err error) (T, error) {
	var none T
	if err != nil {
		return none, err
	}
	result, err := request.Await(ctx)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return none, err
	}
	return result, nil
}

// parsed makes a JavaScript object of a record's JSON, or an array of several, as get reads them.
func parsed(text string) js.Value { return js.Global().Get("JSON").Call("parse", text) }

// coded returns err as a *note.Error, an ended context's as it is.
func coded(err error) error {
	switch {
	case err == nil, errors.As(err, new(*note.Error)), errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, context.DeadlineExceeded):
		return note.Fail(note.Unavailable, "the database does not answer")
	case isException(err, "QuotaExceededError"):
		return note.Fail(note.Quota, err.Error())
	case isException(err, "VersionError"):
		return note.Fail(note.Upgraded, err.Error())
	}
	return note.Fail(note.Unavailable, err.Error())
}
