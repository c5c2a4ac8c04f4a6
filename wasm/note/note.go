// Package note keeps what a reader writes about articles: notes, each tied to a place in a text by an Anchor, and corrections
// of what the program found. It says how a place is described and found again after the text was edited (Describe, Place),
// what a record may hold (Check), and what a library of articles must do (Store). It knows nothing of browsers: noteidb is the
// Store that lasts, Memory the one for windows that may not store anything, and package storetest judges both.
//
// The records are written as JSON in the shapes of protocol.ts, to the page, to the database and to files alike.
package note

import (
	"unicode"

	"github.com/ascribe/ascribe/wasm/shape"
)

// Article is a saved text. Times are ISO 8601; empty strings stand for what is not known.
type Article struct {
	ID        string
	Rev       int // counts the saves; 0 for a record that has not been saved
	Title     string
	Text      string
	URL       string
	Outlet    string
	Author    string
	Published string
	Created   string
	Updated   string
	Analyzer  string
}

// Note is the reader's note on a place, or on the whole article if Anchor is nil.
type Note struct {
	ID        string
	Rev       int
	ArticleID string
	Anchor    *Anchor
	On        string // what it is on: actor, source, hedge, sentence, selection, article
	Body      string // Markdown
	Tags      []string
	Status    string // "", to-check, checked, could-not-verify
	Created   string
	Updated   string
	Analyzer  string // which had read the text when the note was begun; "" where that is not known
}

// Correction is what the reader corrected in a reading. With an article it holds at the anchor's place,
// without one (ArticleID nil) it holds for its words in every article.
type Correction struct {
	ID        string
	Rev       int
	ArticleID *string
	On        string // actor, source, hedge
	Act       string // dismiss, retype, rename, assign, merge, split, add
	Anchor    *Anchor
	Words     string
	Value     string
	Created   string
}

// Article returns the id of the article that the correction holds in, "" for every article.
func (c *Correction) Article() string {
	if c.ArticleID == nil {
		return ""
	}
	return *c.ArticleID
}

// Shape implements shape.Shaped, as do the methods of the same name below.
func (a *Article) Shape(f *shape.Fields) {
	f.String("id", &a.ID)
	f.Int("rev", &a.Rev)
	f.String("title", &a.Title)
	f.String("text", &a.Text)
	f.String("url", &a.URL)
	f.String("outlet", &a.Outlet)
	f.String("author", &a.Author)
	f.String("published", &a.Published)
	f.String("created", &a.Created)
	f.String("updated", &a.Updated)
	f.String("analyzer", &a.Analyzer)
}

func (n *Note) Shape(f *shape.Fields) {
	f.String("id", &n.ID)
	f.Int("rev", &n.Rev)
	f.String("articleId", &n.ArticleID)
	shape.Optional(f, "anchor", &n.Anchor)
	f.String("on", &n.On)
	f.String("body", &n.Body)
	f.Strings("tags", &n.Tags)
	f.String("status", &n.Status)
	f.String("created", &n.Created)
	f.String("updated", &n.Updated)
	f.String("analyzer", &n.Analyzer)
}

func (c *Correction) Shape(f *shape.Fields) {
	f.String("id", &c.ID)
	f.Int("rev", &c.Rev)
	f.Reference("articleId", &c.ArticleID)
	f.String("on", &c.On)
	f.String("act", &c.Act)
	shape.Optional(f, "anchor", &c.Anchor)
	f.String("words", &c.Words)
	f.String("value", &c.Value)
	f.String("created", &c.Created)
}

// Summary is an article as a list shows it, without its text.
type Summary struct {
	ID        string
	Rev       int
	Title     string
	URL       string
	Outlet    string
	Published string
	Created   string
	Updated   string
	Words     int // as the page counts them: stretches without blanks that hold a letter or a digit
	Notes     int
	Size      int // UTF-16 code units of the text
}

func (s *Summary) Shape(f *shape.Fields) {
	f.String("id", &s.ID)
	f.Int("rev", &s.Rev)
	f.String("title", &s.Title)
	f.String("url", &s.URL)
	f.String("outlet", &s.Outlet)
	f.String("published", &s.Published)
	f.String("created", &s.Created)
	f.String("updated", &s.Updated)
	f.Int("words", &s.Words)
	f.Int("notes", &s.Notes)
	f.Int("size", &s.Size)
}

// Summarize returns the summary of an article that has the given number of notes.
func Summarize(a *Article, notes int) Summary {
	words, size, inside := 0, 0, false
	for _, r := range a.Text {
		switch {
		case unicode.IsSpace(r):
			inside = false
		case !inside && (unicode.IsLetter(r) || unicode.IsNumber(r)):
			words++
			inside = true
		}
		size++
		if r > 0xFFFF {
			size++
		}
	}
	return Summary{a.ID, a.Rev, a.Title, a.URL, a.Outlet, a.Published, a.Created, a.Updated, words, notes, size}
}
