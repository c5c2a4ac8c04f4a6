package note

import (
	"context"

	"github.com/ascribe/ascribe/wasm/shape"
)

// Store is a library of articles with their notes and corrections. Its methods may be called by several goroutines.
//
// Saving is optimistic: a record carries the rev that its writer saw, 0 for a new one. If the stored record has another rev, somebody
// else, most likely another tab, wrote in between: the put fails with Conflict and changes nothing. A put that was already
// carried out, of which only the answer was lost, is known by its content and answered again.
//
// When a method has returned without an error, what it wrote is on disk as far as the store can know; when it returns an error,
// nothing of it was written. Errors are *Error; a context's end gives its error.
type Store interface {
	// List returns the summaries of all articles by id.
	List(ctx context.Context) ([]Summary, error)
	// Articles returns the articles with the given ids, in that order, or all by id if ids is empty. NotFound names none in part.
	Articles(ctx context.Context, ids []string) ([]Article, error)
	// Notes returns the notes of one article, or all if the id is empty, by id.
	Notes(ctx context.Context, articleID string) ([]Note, error)
	// Corrections returns those of one article and those that hold everywhere, or all if the id is empty, by id.
	Corrections(ctx context.Context, articleID string) ([]Correction, error)
	// Count returns how many articles and notes there are.
	Count(ctx context.Context) (articles, notes int, err error)

	// PutArticle saves an article and returns it with its new rev.
	PutArticle(ctx context.Context, a Article) (Article, error)
	// PutNote saves a note. Its article must be there, else NotFound.
	PutNote(ctx context.Context, n Note) (Note, error)
	// PutCorrection saves a correction. Its article, if it has one, must be there, else NotFound.
	PutCorrection(ctx context.Context, c Correction) (Correction, error)

	// DeleteArticles deletes articles with their notes and corrections, all or nothing. Ids that are not there are passed over.
	DeleteArticles(ctx context.Context, ids []string) error
	// DeleteNotes and DeleteCorrections do the same for the others.
	DeleteNotes(ctx context.Context, ids []string) error
	DeleteCorrections(ctx context.Context, ids []string) error

	// Import writes a batch, all or nothing.
	Import(ctx context.Context, b Batch) error
	Close() error
}

// Batch is what an import writes, or what takes one back: first the articles in Replace are deleted with what belongs to them, and the
// records in DropNotes and DropCorrections, all by id; then the records are stored as they are, revs included, over any with the same ids.
type Batch struct {
	Replace                    []string
	DropNotes, DropCorrections []string
	Articles                   []Article
	Notes                      []Note
	Corrections                []Correction
	Progress                   func(done, total int) // told now and then how many records are written; may be nil
}

// Len is the number of records to be written.
func (b *Batch) Len() int { return len(b.Articles) + len(b.Notes) + len(b.Corrections) }

// Wrote tells the batch's Progress, if it has one.
func (b *Batch) Wrote(done int) {
	if b.Progress != nil {
		b.Progress(done, b.Len())
	}
}

// Check returns the first record's error, or BadRequest for a note or correction whose article is neither in the batch nor,
// as known tells, in the library.
func (b *Batch) Check(known func(articleID string) bool) error {
	inside := make(map[string]bool, len(b.Articles))
	for i := range b.Articles {
		if err := b.Articles[i].Check(); err != nil {
			return err
		}
		inside[b.Articles[i].ID] = true
	}
	for i := range b.Notes {
		if err := b.Notes[i].Check(); err != nil {
			return err
		}
		if id := b.Notes[i].ArticleID; !inside[id] && !known(id) {
			return Fail(BadRequest, "a note's article is missing")
		}
	}
	for i := range b.Corrections {
		if err := b.Corrections[i].Check(); err != nil {
			return err
		}
		if id := b.Corrections[i].Article(); id != "" && !inside[id] && !known(id) {
			return Fail(BadRequest, "a correction's article is missing")
		}
	}
	return nil
}

// ReviseArticle returns what a store must save for a put of a over stored (nil: not there), or repeated if nothing is to be
// saved because stored is that very put, or Conflict.
func ReviseArticle(stored *Article, a Article) (save Article, repeated bool, err error) {
	if stored == nil {
		a.Rev, err = revise(nil, a.Rev)
		return a, false, err
	}
	same := a
	same.Rev, same.Created, same.Updated = stored.Rev, stored.Created, stored.Updated
	if a.Rev+1 == stored.Rev && same == *stored {
		return *stored, true, nil
	}
	a.Rev, err = revise(&stored.Rev, a.Rev)
	return a, false, err
}

// ReviseNote is like ReviseArticle.
func ReviseNote(stored *Note, n Note) (save Note, repeated bool, err error) {
	if n.Tags == nil {
		n.Tags = []string{}
	}
	if stored == nil {
		n.Rev, err = revise(nil, n.Rev)
		return n, false, err
	}
	same := n
	same.Rev, same.Created, same.Updated = stored.Rev, stored.Created, stored.Updated
	if n.Rev+1 == stored.Rev && shape.Text(&same) == shape.Text(stored) {
		return *stored, true, nil
	}
	n.Rev, err = revise(&stored.Rev, n.Rev)
	return n, false, err
}

// ReviseCorrection is like ReviseArticle.
func ReviseCorrection(stored *Correction, c Correction) (save Correction, repeated bool, err error) {
	if stored == nil {
		c.Rev, err = revise(nil, c.Rev)
		return c, false, err
	}
	same := c
	same.Rev, same.Created = stored.Rev, stored.Created
	if c.Rev+1 == stored.Rev && shape.Text(&same) == shape.Text(stored) {
		return *stored, true, nil
	}
	c.Rev, err = revise(&stored.Rev, c.Rev)
	return c, false, err
}

// revise returns the rev of a record saved by a writer who saw rev, or Conflict. A record that was deleted meanwhile conflicts too.
func revise(stored *int, seen int) (int, error) {
	switch {
	case stored == nil && seen == 0:
		return 1, nil
	case stored == nil:
		return 0, Fail(Conflict, "deleted meanwhile")
	case *stored != seen:
		return 0, Fail(Conflict, "changed meanwhile")
	}
	return seen + 1, nil
}
