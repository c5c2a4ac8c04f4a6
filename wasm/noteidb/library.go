//go:build js && wasm

package noteidb

import (
	"context"
	"maps"
	"sort"
	"syscall/js"

	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/shape"
)

// storedCorrection is a correction as the database keeps it: null is no key, so an index needs the article's id as a string.
type storedCorrection struct {
	note.Correction
	Article string
}

func (c *storedCorrection) Shape(f *shape.Fields) {
	c.Correction.Shape(f)
	f.String("article", &c.Article)
}

// ListJSON and NotesJSON return what List and Notes do as JSON text, which the page passes on without reading it:
// for a library of thousands that takes a tenth of the time.
func (s *Store) ListJSON(ctx context.Context) (string, error) {
	return s.text(ctx, summaries, nil)
}

func (s *Store) NotesJSON(ctx context.Context, articleID string) (string, error) {
	if articleID == "" {
		return s.text(ctx, notes, nil)
	}
	return s.text(ctx, notes, []string{articleID})
}

// List implements note.Store, as do the methods below.
func (s *Store) List(ctx context.Context) ([]note.Summary, error) {
	return all[note.Summary](ctx, s, summaries, nil)
}

func (s *Store) Articles(ctx context.Context, ids []string) ([]note.Article, error) {
	if len(ids) == 0 {
		return all[note.Article](ctx, s, articles, nil)
	}
	list := make([]note.Article, len(ids))
	err := s.read(ctx, func(t transaction) error {
		for i, id := range ids {
			if there, err := t.get(articles, id, &list[i]); err != nil || !there {
				return orNotFound(err)
			}
		}
		return nil
	}, articles)
	return list, err
}

func (s *Store) Notes(ctx context.Context, articleID string) ([]note.Note, error) {
	if articleID == "" {
		return all[note.Note](ctx, s, notes, nil)
	}
	return all[note.Note](ctx, s, notes, []string{articleID})
}

func (s *Store) Corrections(ctx context.Context, articleID string) ([]note.Correction, error) {
	if articleID == "" {
		return all[note.Correction](ctx, s, corrections, nil)
	}
	list, err := all[note.Correction](ctx, s, corrections, []string{articleID, ""})
	sort.Slice(list, func(i, j int) bool { return list[i].ID < list[j].ID })
	return list, err
}

func (s *Store) Count(ctx context.Context) (articleCount, noteCount int, err error) {
	err = s.read(ctx, func(t transaction) error {
		for name, out := range map[string]*int{summaries: &articleCount, notes: &noteCount} {
			store, err := t.ObjectStore(name)
			if err != nil {
				return err
			}
			request, err := store.Count()
			n, err := awaited(t.ctx, request, err)
			if err != nil {
				return err
			}
			*out = int(n)
		}
		return nil
	}, summaries, notes)
	return articleCount, noteCount, err
}

func (s *Store) PutArticle(ctx context.Context, a note.Article) (note.Article, error) {
	if err := a.Check(); err != nil {
		return note.Article{}, err
	}
	var saved note.Article
	err := s.write(ctx, patience, func(t transaction) error {
		var stored note.Article
		old, err := found(&stored)(t.get(articles, a.ID, &stored))
		if err != nil {
			return err
		}
		var repeated bool
		if saved, repeated, err = note.ReviseArticle(old, a); err != nil || repeated {
			return err
		}
		if err := t.put(articles, &saved); err != nil {
			return err
		}
		return t.summarize(&saved)
	}, articles, summaries, notes)
	return saved, err
}

func (s *Store) PutNote(ctx context.Context, n note.Note) (note.Note, error) {
	if err := n.Check(); err != nil {
		return note.Note{}, err
	}
	var saved note.Note
	err := s.write(ctx, patience, func(t transaction) error {
		var summary note.Summary
		if there, err := t.get(summaries, n.ArticleID, &summary); err != nil || !there {
			return orNotFound(err)
		}
		var stored note.Note
		old, err := found(&stored)(t.get(notes, n.ID, &stored))
		if err != nil {
			return err
		}
		var repeated bool
		if saved, repeated, err = note.ReviseNote(old, n); err != nil || repeated {
			return err
		}
		if err := t.put(notes, &saved); err != nil {
			return err
		}
		if old != nil && old.ArticleID != n.ArticleID {
			if err := t.recount(old.ArticleID); err != nil {
				return err
			}
		}
		return t.recount(n.ArticleID)
	}, notes, summaries)
	return saved, err
}

func (s *Store) PutCorrection(ctx context.Context, c note.Correction) (note.Correction, error) {
	if err := c.Check(); err != nil {
		return note.Correction{}, err
	}
	var saved note.Correction
	err := s.write(ctx, patience, func(t transaction) error {
		if c.ArticleID != nil {
			var summary note.Summary
			if there, err := t.get(summaries, *c.ArticleID, &summary); err != nil || !there {
				return orNotFound(err)
			}
		}
		var stored note.Correction
		old, err := found(&stored)(t.get(corrections, c.ID, &stored))
		if err != nil {
			return err
		}
		var repeated bool
		if saved, repeated, err = note.ReviseCorrection(old, c); err != nil || repeated {
			return err
		}
		return t.put(corrections, &storedCorrection{saved, saved.Article()})
	}, corrections, summaries)
	return saved, err
}

func (s *Store) DeleteArticles(ctx context.Context, ids []string) error {
	return s.write(ctx, bulkPatience, func(t transaction) error { return t.drop(ids) }, articles, summaries, notes, corrections)
}

func (s *Store) DeleteNotes(ctx context.Context, ids []string) error {
	return s.write(ctx, bulkPatience, func(t transaction) error {
		touched := map[string]bool{}
		if err := t.dropNotes(ids, touched); err != nil {
			return err
		}
		return t.recountAll(touched)
	}, notes, summaries)
}

func (s *Store) DeleteCorrections(ctx context.Context, ids []string) error {
	return s.write(ctx, bulkPatience, func(t transaction) error { return t.dropCorrections(ids) }, corrections)
}

func (s *Store) Import(ctx context.Context, b note.Batch) error {
	return s.write(ctx, bulkPatience, func(t transaction) error {
		store, err := t.ObjectStore(summaries)
		if err != nil {
			return err
		}
		keys, err := store.GetAllKeys()
		ids, err := awaited(t.ctx, keys, err)
		if err != nil {
			return err
		}
		here := make(map[string]bool, len(ids))
		for _, id := range ids {
			here[id.String()] = true
		}
		for _, id := range b.Replace {
			delete(here, id)
		}
		if err := b.Check(func(id string) bool { return here[id] }); err != nil {
			return err
		}
		return t.writeBatch(&b, here)
	}, articles, summaries, notes, corrections)
}

// writeBatch writes a batch that was checked into a library that has the articles in here, those to be replaced left out.
func (t transaction) writeBatch(b *note.Batch, here map[string]bool) error {
	touched := map[string]bool{} // articles whose notes must be counted: one that was here before may have notes that the batch does not know of
	if err := t.drop(b.Replace); err != nil {
		return err
	}
	if err := t.dropNotes(b.DropNotes, touched); err != nil {
		return err
	}
	if err := t.dropCorrections(b.DropCorrections); err != nil {
		return err
	}
	counts := make(map[string]int, len(b.Articles))
	for _, n := range b.Notes {
		counts[n.ArticleID]++
	}
	list := make([]note.Summary, len(b.Articles))
	for i := range b.Articles {
		list[i] = note.Summarize(&b.Articles[i], counts[b.Articles[i].ID])
	}
	stored := make([]storedCorrection, len(b.Corrections))
	for i, c := range b.Corrections {
		stored[i] = storedCorrection{c, c.Article()}
	}
	done := 0
	wrote := func(records int) {
		done += records
		b.Wrote(done)
	}
	if err := putAll(t, articles, b.Articles, wrote); err != nil {
		return err
	}
	if err := putAll(t, summaries, list, func(int) {}); err != nil {
		return err
	}
	if err := putAll(t, notes, b.Notes, wrote); err != nil {
		return err
	}
	if err := putAll(t, corrections, stored, wrote); err != nil {
		return err
	}
	for i := range b.Articles {
		touched[b.Articles[i].ID] = true
	}
	for id := range counts {
		touched[id] = true
	}
	maps.DeleteFunc(touched, func(id string, _ bool) bool { return !here[id] })
	return t.recountAll(touched)
}

// putAll puts records, many at each crossing into JavaScript, and waits after so many, so that the event loop runs on
// and a cancellation gets through; a transaction stays open as long as it is asked for something.
func putAll[T any, P shape.Pointer[T]](t transaction, name string, records []T, wrote func(records int)) error {
	const many = 100
	store, err := t.ObjectStore(name)
	if err != nil {
		return err
	}
	for len(records) > 0 {
		n := min(many, len(records))
		values := parsed(shape.Texts[T, P](records[:n]))
		for i := range n - 1 {
			if _, err := store.Put(values.Index(i)); err != nil {
				return err
			}
		}
		last, err := store.Put(values.Index(n - 1))
		if _, err := awaited(t.ctx, last, err); err != nil {
			return err
		}
		wrote(n)
		records = records[n:]
	}
	return nil
}

// drop deletes articles with what belongs to them.
func (t transaction) drop(ids []string) error {
	for _, id := range ids {
		for _, name := range []string{notes, corrections} {
			index, only, err := t.belonging(name, id)
			if err != nil {
				return err
			}
			request, err := index.GetAllKeysRange(only, 0)
			keys, err := awaited(t.ctx, request, err)
			if err != nil {
				return err
			}
			for _, key := range keys {
				if err := t.delete(name, key); err != nil {
					return err
				}
			}
		}
		for _, name := range []string{articles, summaries} {
			if err := t.delete(name, js.ValueOf(id)); err != nil {
				return err
			}
		}
	}
	return nil
}

// dropNotes deletes notes, and adds the articles that had them to touched. Ids that are not there are passed over.
func (t transaction) dropNotes(ids []string, touched map[string]bool) error {
	for _, id := range ids {
		var n note.Note
		there, err := t.get(notes, id, &n)
		if err != nil {
			return err
		}
		if !there {
			continue
		}
		touched[n.ArticleID] = true
		if err := t.delete(notes, js.ValueOf(id)); err != nil {
			return err
		}
	}
	return nil
}

func (t transaction) dropCorrections(ids []string) error {
	for _, id := range ids {
		if err := t.delete(corrections, js.ValueOf(id)); err != nil {
			return err
		}
	}
	return nil
}

// summarize writes an article's summary with the number of notes that are there.
func (t transaction) summarize(a *note.Article) error {
	n, err := t.countNotes(a.ID)
	if err != nil {
		return err
	}
	summary := note.Summarize(a, n)
	return t.put(summaries, &summary)
}

// recount puts the number of notes that are there into an article's summary. Counting heals what adding would not.
func (t transaction) recount(articleID string) error {
	n, err := t.countNotes(articleID)
	if err != nil {
		return err
	}
	var summary note.Summary
	there, err := t.get(summaries, articleID, &summary)
	if err != nil || !there {
		return err
	}
	summary.Notes = n
	return t.put(summaries, &summary)
}

func (t transaction) recountAll(articleIDs map[string]bool) error {
	for id := range articleIDs {
		if err := t.recount(id); err != nil {
			return err
		}
	}
	return nil
}

func (t transaction) countNotes(articleID string) (int, error) {
	index, only, err := t.belonging(notes, articleID)
	if err != nil {
		return 0, err
	}
	request, err := index.CountRange(only)
	n, err := awaited(t.ctx, request, err)
	return int(n), err
}

// found makes a pointer of what get reports: nil if the record is not there.
func found[T any](record *T) func(there bool, err error) (*T, error) {
	return func(there bool, err error) (*T, error) {
		if !there {
			return nil, err
		}
		return record, err
	}
}

// orNotFound returns err, or NotFound for an article that is not there.
func orNotFound(err error) error {
	if err != nil {
		return err
	}
	return note.Fail(note.NotFound, "article")
}
