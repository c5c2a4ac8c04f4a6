package exchange

import "github.com/ascribe/ascribe/wasm/note"

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
type exchanged[R any] struct{ wrote, before []R }

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
	u.notes = exchange(theNotes, b.Notes, l.Notes, u.replaced)
	u.corrections = exchange(theCorrections, b.Corrections, l.Corrections, u.replaced)
	return u
}

// content tells what a reader can change in an article. The rev does not: the page writes an article again when it is opened and
// another analyzer reads it.
func content(a *note.Article) string {
	c := *a
	c.Rev, c.Updated, c.Analyzer = 0, "", ""
	return note.Hash(line(c))
}

// theRecords is how notes and corrections are looked at alike.
type theRecords[R any] struct {
	id      func(*R) string
	article func(*R) string
	rev     func(*R) *int
}

var (
	theNotes = theRecords[note.Note]{
		func(n *note.Note) string { return n.ID }, func(n *note.Note) string { return n.ArticleID }, func(n *note.Note) *int { return &n.Rev }}
	theCorrections = theRecords[note.Correction]{
		func(c *note.Correction) string { return c.ID }, (*note.Correction).Article, func(c *note.Correction) *int { return &c.Rev }}
)

func (the theRecords[R]) byID(list []R) map[string]*R {
	at := make(map[string]*R, len(list))
	for i := range list {
		at[the.id(&list[i])] = &list[i]
	}
	return at
}

func exchange[R any](the theRecords[R], wrote, library []R, replaced map[string]note.Article) exchanged[R] {
	x := exchanged[R]{wrote: wrote}
	over := the.byID(wrote)
	for i := range library {
		r := &library[i]
		if _, goes := replaced[the.article(r)]; goes || over[the.id(r)] != nil {
			x.before = append(x.before, *r)
		}
	}
	return x
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
	since(theNotes, &u.notes, now.Notes, own)
	since(theCorrections, &u.corrections, now.Corrections, own)
	left, kept := u.planArticles(&b, now, changed, own)
	var keptNotes, keptCorrections bool
	b.Notes, b.DropNotes, keptNotes = back(theNotes, &u.notes, now.Notes, left)
	b.Corrections, b.DropCorrections, keptCorrections = back(theCorrections, &u.corrections, now.Corrections, left)
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
func since[R any](the theRecords[R], x *exchanged[R], now []R, own map[string]bool) {
	wrote := the.byID(x.wrote)
	for i := range now {
		r := &now[i]
		if w := wrote[the.id(r)]; w == nil || *the.rev(w) != *the.rev(r) {
			own[the.article(r)] = true
		}
	}
}

// back returns the records that are put back, the ids of those to be deleted, and whether one stays because it was changed since.
func back[R any](the theRecords[R], x *exchanged[R], now []R, left func(article string) bool) (put []R, drop []string, kept bool) {
	here, wrote, before := the.byID(now), the.byID(x.wrote), the.byID(x.before)
	for i := range x.wrote {
		w := &x.wrote[i]
		r := here[the.id(w)]
		switch {
		case r == nil || !left(the.article(w)):
		case *the.rev(r) != *the.rev(w):
			kept = true
		case before[the.id(w)] != nil:
			put = append(put, *before[the.id(w)])
			*the.rev(&put[len(put)-1]) = *the.rev(r) + 1
		default:
			drop = append(drop, the.id(w))
		}
	}
	for _, r := range x.before { // deleted with its article, which the import replaced
		if id := the.id(&r); wrote[id] == nil && here[id] == nil && left(the.article(&r)) {
			*the.rev(&r)++
			put = append(put, r)
		}
	}
	return put, drop, kept
}
