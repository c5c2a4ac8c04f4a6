package exchange

import (
	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/shape"
)

// Undo is what it takes to take an import back: what it wrote, and what stood in its places before. It knows nothing of the rest of the
// library: putting all of that back as it was would lose what the reader typed meanwhile.
type Undo struct {
	articles    []written
	replaced    map[string]note.Article // by id
	notes       exchanged[note.Note]
	corrections exchanged[note.Correction]
}

// written is an article that an import wrote.
type written struct {
	id      string
	rev     int
	content string
}

// exchanged are the records of a kind that an import wrote, and those that it overwrote, or deleted with the article they belonged to.
type exchanged[R any] struct {
	wrote  []record
	before []R
}

// record is what notes and corrections have in common. They are looked at by it, because code for each kind would double the work's size.
type record struct {
	id, article string
	rev         int
}

func ofNotes(list []note.Note) []record {
	out := make([]record, len(list))
	for i := range list {
		out[i] = record{list[i].ID, list[i].ArticleID, list[i].Rev}
	}
	return out
}

func ofCorrections(list []note.Correction) []record {
	out := make([]record, len(list))
	for i := range list {
		out[i] = record{list[i].ID, list[i].Article(), list[i].Rev}
	}
	return out
}

func byID(list []record) map[string]*record {
	at := make(map[string]*record, len(list))
	for i := range list {
		at[list[i].id] = &list[i]
	}
	return at
}

// NewUndo returns how to take back the import of b into the library as l has it. Replaced are the library's articles that b replaces.
func NewUndo(b *note.Batch, l *Library, replaced []note.Article) *Undo {
	u := &Undo{replaced: map[string]note.Article{}}
	for i := range b.Articles {
		a := &b.Articles[i]
		u.articles = append(u.articles, written{a.ID, a.Rev, content(a)})
	}
	for _, a := range replaced {
		u.replaced[a.ID] = a
	}
	u.notes.wrote, u.corrections.wrote = ofNotes(b.Notes), ofCorrections(b.Corrections)
	for _, i := range u.lost(u.notes.wrote, ofNotes(l.Notes)) {
		u.notes.before = append(u.notes.before, l.Notes[i])
	}
	for _, i := range u.lost(u.corrections.wrote, ofCorrections(l.Corrections)) {
		u.corrections.before = append(u.corrections.before, l.Corrections[i])
	}
	return u
}

// lost returns which of the library's records are overwritten, or go with their article.
func (u *Undo) lost(wrote, library []record) (list []int) {
	over := byID(wrote)
	for i, r := range library {
		if _, goes := u.replaced[r.article]; goes || over[r.id] != nil {
			list = append(list, i)
		}
	}
	return list
}

// content tells what a reader can change in an article. The rev does not: the page writes an article again when it is opened and
// another analyzer reads it.
func content(a *note.Article) string {
	c := *a
	c.Rev, c.Updated, c.Analyzer = 0, "", ""
	return note.Hash(shape.Text(&c))
}

// Plan returns what takes the import back in the library as it is now, and whether something stays because it was written or changed
// since: such a record, and a new article that holds one, with all that belongs to it. Fetch returns articles by their ids; it is
// asked for those that were written again.
func (u *Undo) Plan(now *Library, fetch func(ids []string) ([]note.Article, error)) (b note.Batch, kept bool, err error) {
	changed, err := u.changed(now, fetch)
	if err != nil {
		return note.Batch{}, false, err
	}
	own := map[string]bool{} // ids of articles that hold what was written since
	notes, corrections := ofNotes(now.Notes), ofCorrections(now.Corrections)
	since(u.notes.wrote, notes, own)
	since(u.corrections.wrote, corrections, own)
	left, kept := u.planArticles(&b, now, changed, own)
	var put []int
	var keptNotes, keptCorrections bool
	before := ofNotes(u.notes.before)
	put, b.DropNotes, keptNotes = back(u.notes.wrote, before, notes, left)
	for _, i := range put {
		n := u.notes.before[i]
		n.Rev = before[i].rev
		b.Notes = append(b.Notes, n)
	}
	before = ofCorrections(u.corrections.before)
	put, b.DropCorrections, keptCorrections = back(u.corrections.wrote, before, corrections, left)
	for _, i := range put {
		c := u.corrections.before[i]
		c.Rev = before[i].rev
		b.Corrections = append(b.Corrections, c)
	}
	return b, kept || keptNotes || keptCorrections, nil
}

// planArticles plans what becomes of the articles, and returns whose records are taken back one by one: those of articles that are there
// then, but for the new ones that stay, and those that hold in every article.
func (u *Undo) planArticles(b *note.Batch, now *Library, changed, own map[string]bool) (left func(article string) bool, kept bool) {
	here, stays := map[string]int{}, map[string]bool{}
	for i := range now.Articles {
		here[now.Articles[i].ID] = now.Articles[i].Rev
	}
	for _, w := range u.articles {
		rev, there := here[w.id]
		before, was := u.replaced[w.id]
		switch {
		case !there:
		case was && !changed[w.id]:
			before.Rev = rev + 1
			b.Articles = append(b.Articles, before)
		case was:
			kept = true
		case changed[w.id] || own[w.id]:
			stays[w.id], kept = true, true
		default:
			b.Replace = append(b.Replace, w.id)
			delete(here, w.id)
		}
	}
	return func(article string) bool {
		_, there := here[article]
		return (there || article == "") && !stays[article]
	}, kept
}

// changed returns the ids of the articles that do not hold what the import wrote any more.
func (u *Undo) changed(now *Library, fetch func(ids []string) ([]note.Article, error)) (map[string]bool, error) {
	wrote := make(map[string]*written, len(u.articles))
	for i := range u.articles {
		wrote[u.articles[i].id] = &u.articles[i]
	}
	var again []string
	for i := range now.Articles {
		if w := wrote[now.Articles[i].ID]; w != nil && w.rev != now.Articles[i].Rev {
			again = append(again, w.id)
		}
	}
	changed := map[string]bool{}
	if len(again) == 0 {
		return changed, nil
	}
	articles, err := fetch(again)
	for i := range articles {
		a := &articles[i]
		changed[a.ID] = wrote[a.ID].content != content(a)
	}
	return changed, err
}

// since adds to own the articles of records that the import did not write, or that were changed since.
func since(wrote, now []record, own map[string]bool) {
	by := byID(wrote)
	for _, r := range now {
		if w := by[r.id]; w == nil || w.rev != r.rev {
			own[r.article] = true
		}
	}
}

// back returns which of the records from before are put back, each with the rev that it gets, the ids of those to be deleted, and whether
// one stays because it was changed since.
func back(wrote, before, now []record, left func(article string) bool) (put []int, drop []string, kept bool) {
	here, was := byID(now), map[string]int{}
	for i, r := range before {
		was[r.id] = i
	}
	written := map[string]bool{}
	for _, w := range wrote {
		written[w.id] = true
		r := here[w.id]
		i, over := was[w.id]
		switch {
		case r == nil || !left(w.article):
		case r.rev != w.rev:
			kept = true
		case over:
			before[i].rev = r.rev + 1
			put = append(put, i)
		default:
			drop = append(drop, w.id)
		}
	}
	for i := range before { // deleted with its article, which the import replaced
		if r := &before[i]; !written[r.id] && here[r.id] == nil && left(r.article) {
			r.rev++
			put = append(put, i)
		}
	}
	return put, drop, kept
}
