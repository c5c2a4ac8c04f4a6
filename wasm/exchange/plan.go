package exchange

import (
	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/shape"
)

// Preview is what an import would bring.
type Preview struct {
	Token       string
	Kind        string
	Articles    []PreviewArticle
	Notes       int
	Corrections int
	Settings    string // JSON, null if the file holds none
	Problems    []Problem
}

func (p *Preview) Shape(f *shape.Fields) {
	f.String("token", &p.Token)
	f.String("kind", &p.Kind)
	shape.List(f, "articles", &p.Articles)
	f.Int("notes", &p.Notes)
	f.Int("corrections", &p.Corrections)
	f.JSON("settings", &p.Settings)
	shape.List(f, "problems", &p.Problems)
}

// PreviewArticle is an article of the file. Here: the library has it.
type PreviewArticle struct {
	Title string
	Notes int
	Here  bool
}

func (a *PreviewArticle) Shape(f *shape.Fields) {
	f.String("title", &a.Title)
	f.Int("notes", &a.Notes)
	f.Bool("here", &a.Here)
}

// Library is what a plan must know of the library.
type Library struct {
	Articles    []note.Summary
	Notes       []note.Note
	Corrections []note.Correction
}

// copies returns a function that tells the library's copy of an article of the file: the one with its id, or for an article without
// its text the first from the same address; nil if there is none.
func (c *Contents) copies(l *Library) func(*note.Article) *note.Summary {
	byID, byURL := make(map[string]*note.Summary, len(l.Articles)), make(map[string]*note.Summary, len(l.Articles))
	for i := range l.Articles {
		s := &l.Articles[i]
		byID[s.ID] = s
		if s.URL != "" && byURL[s.URL] == nil {
			byURL[s.URL] = s
		}
	}
	return func(a *note.Article) *note.Summary {
		if here := byID[a.ID]; here != nil || !c.stubs[a.ID] {
			return here
		}
		return byURL[a.URL]
	}
}

// Preview says what the file would bring to the library.
func (c *Contents) Preview(token string, l *Library) Preview {
	p := Preview{Token: token, Kind: c.Kind, Articles: []PreviewArticle{}, Notes: len(c.Notes), Corrections: len(c.Corrections), Settings: c.Settings, Problems: c.Problems}
	notes := map[string]int{}
	for i := range c.Notes {
		notes[c.Notes[i].ArticleID]++
	}
	here := c.copies(l)
	for i := range c.Articles {
		a := &c.Articles[i]
		p.Articles = append(p.Articles, PreviewArticle{title(a), notes[a.ID], here(a) != nil})
	}
	return p
}

// What to do with an article that is in the library already.
const (
	KeepBoth = "keep-both"
	Skip     = "skip"
	Replace  = "replace"
)

// Batch plans the import: every record of the file under the id and rev it gets in the library. NewID makes an id that is nowhere.
// BadFile if the file has a fatal problem.
func (c *Contents) Batch(onConflict string, l *Library, newID func() string) (note.Batch, error) {
	if c.Fatal() {
		return note.Batch{}, note.Fail(note.BadFile, "the file has a fatal problem")
	}
	if onConflict != KeepBoth && onConflict != Skip && onConflict != Replace {
		return note.Batch{}, note.Fail(note.BadRequest, "onConflict: must be keep-both, skip or replace")
	}
	p := plan{c: c, l: l, here: c.copies(l), onConflict: onConflict, newID: newID, ids: map[string]string{}, copied: map[string]bool{}}
	for i := range c.Articles {
		p.article(c.Articles[i])
	}
	p.notes()
	p.corrections()
	return p.batch, nil
}

type plan struct {
	c          *Contents
	l          *Library
	here       func(*note.Article) *note.Summary // the library's copy
	onConflict string
	newID      func() string
	batch      note.Batch
	ids        map[string]string // the article's id in the file -> in the library; "" if it is left out
	copied     map[string]bool   // ids of articles in the file that become a second copy
}

func (p *plan) article(a note.Article) {
	here := p.here(&a)
	id := a.ID
	switch {
	case here == nil:
	case p.c.stubs[a.ID]: // the notes join the article that is here, whose text is better than passages
		p.ids[id] = here.ID
		return
	case p.onConflict == Skip:
		p.ids[id] = ""
		return
	case p.onConflict == Replace:
		p.batch.Replace = append(p.batch.Replace, a.ID)
		a.Rev = max(a.Rev, here.Rev+1) // so that another tab's older copy conflicts
	default:
		a.ID, a.Title = p.newID(), title(&a)+" (imported)"
		p.copied[id] = true
	}
	a.Rev = max(a.Rev, 1)
	p.ids[id] = a.ID
	p.batch.Articles = append(p.batch.Articles, a)
}

func (p *plan) notes() {
	here := map[string]*note.Note{}
	for i := range p.l.Notes {
		here[p.l.Notes[i].ID] = &p.l.Notes[i]
	}
	for _, n := range p.c.Notes {
		from := n.ArticleID
		if n.ArticleID = p.ids[from]; n.ArticleID == "" {
			continue
		}
		n.Rev = max(n.Rev, 1)
		old, taken := here[n.ID]
		switch {
		case p.copied[from]:
			n.ID = p.newID()
		case !taken:
		case old.ArticleID != n.ArticleID: // somebody else's note has this id
			n.ID = p.newID()
		case p.c.stubs[from] && p.onConflict != Replace: // imported before
			continue
		default:
			n.Rev = max(n.Rev, old.Rev+1)
		}
		p.batch.Notes = append(p.batch.Notes, n)
	}
}

func (p *plan) corrections() {
	here := map[string]*note.Correction{}
	for i := range p.l.Corrections {
		here[p.l.Corrections[i].ID] = &p.l.Corrections[i]
	}
	for _, k := range p.c.Corrections {
		from := k.Article()
		if k.ArticleID != nil {
			id := p.ids[from]
			if id == "" {
				continue
			}
			k.ArticleID = &id
		}
		k.Rev = max(k.Rev, 1)
		old, taken := here[k.ID]
		switch {
		case from != "" && p.copied[from]:
			k.ID = p.newID()
		case !taken:
		case old.Article() != k.Article():
			k.ID = p.newID()
		case k.ArticleID == nil && p.onConflict != Replace: // the same correction, which holds everywhere already
			continue
		default:
			k.Rev = max(k.Rev, old.Rev+1)
		}
		p.batch.Corrections = append(p.batch.Corrections, k)
	}
}
