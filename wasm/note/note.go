// Package note keeps what a reader writes about articles: notes, each tied to a place in a text by an Anchor, and corrections
// of what the program found. It says how a place is described and found again after the text was edited (Describe, Place),
// what a record may hold (Check), and what a library of articles must do (Store). It knows nothing of browsers: noteidb is the
// Store that lasts, Memory the one for windows that may not store anything, and package storetest judges both.
//
// The records are written as JSON in the shapes of protocol.ts, to the page, to the database and to files alike.
package note

import "unicode"

// Article is a saved text. Times are ISO 8601; empty strings stand for what is not known.
type Article struct {
	ID        string `json:"id"`
	Rev       int    `json:"rev"` // counts the saves; 0 for a record that has not been saved
	Title     string `json:"title"`
	Text      string `json:"text"`
	URL       string `json:"url"`
	Outlet    string `json:"outlet"`
	Author    string `json:"author"`
	Published string `json:"published"`
	Created   string `json:"created"`
	Updated   string `json:"updated"`
	Analyzer  string `json:"analyzer"`
}

// Note is the reader's note on a place, or on the whole article if Anchor is nil.
type Note struct {
	ID        string   `json:"id"`
	Rev       int      `json:"rev"`
	ArticleID string   `json:"articleId"`
	Anchor    *Anchor  `json:"anchor"`
	On        string   `json:"on"`   // what it is on: actor, source, hedge, sentence, selection, article
	Body      string   `json:"body"` // Markdown
	Tags      []string `json:"tags"`
	Status    string   `json:"status"` // "", to-check, checked, could-not-verify
	Created   string   `json:"created"`
	Updated   string   `json:"updated"`
	Analyzer  string   `json:"analyzer"` // which had read the text when the note was begun; "" where that is not known
}

// Correction is what the reader corrected in a reading. With an article it holds at the anchor's place,
// without one (ArticleID nil) it holds for its words in every article.
type Correction struct {
	ID        string  `json:"id"`
	Rev       int     `json:"rev"`
	ArticleID *string `json:"articleId"`
	On        string  `json:"on"`  // actor, source, hedge
	Act       string  `json:"act"` // dismiss, retype, rename, assign, merge, split, add
	Anchor    *Anchor `json:"anchor"`
	Words     string  `json:"words"`
	Value     string  `json:"value"`
	Created   string  `json:"created"`
}

// Article returns the id of the article that the correction holds in, "" for every article.
func (c *Correction) Article() string {
	if c.ArticleID == nil {
		return ""
	}
	return *c.ArticleID
}

// Summary is an article as a list shows it, without its text.
type Summary struct {
	ID        string `json:"id"`
	Rev       int    `json:"rev"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Outlet    string `json:"outlet"`
	Published string `json:"published"`
	Created   string `json:"created"`
	Updated   string `json:"updated"`
	Words     int    `json:"words"` // as the page counts them: stretches without blanks that hold a letter or a digit
	Notes     int    `json:"notes"`
	Size      int    `json:"size"` // UTF-16 code units of the text
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
