package note

import (
	"fmt"
	"slices"
	"strings"
)

// What one record may hold at most, in bytes of UTF-8 unless said otherwise. A longer one is refused with TooLarge, never cut.
const (
	MaxText  = 16 << 20 // an article's text
	MaxBody  = 1 << 20  // a note's body, an anchor's quote
	MaxField = 16 << 10 // a title, a URL, the words of a correction
	MaxID    = 200
	MaxTags  = 200 // tags of one note
)

// The words that a record's fields may hold.
var (
	noteKinds       = []string{"actor", "source", "hedge", "sentence", "selection", "article"}
	noteStatuses    = []string{"", "to-check", "checked", "could-not-verify"}
	correctionKinds = []string{"actor", "source", "hedge"}
	correctionActs  = []string{"dismiss", "retype", "rename", "assign", "merge", "split", "add"}
)

// Check returns BadRequest or TooLarge with the field's name if the record must not be stored. It never quotes the record.
func (a *Article) Check() error {
	return first(
		checkID("article.id", a.ID),
		checkRev("article.rev", a.Rev),
		checkSize("article.text", a.Text, MaxText),
		checkFields("article", a.Title, a.URL, a.Outlet, a.Author, a.Published, a.Created, a.Updated, a.Analyzer),
		checkURL("article.url", a.URL),
	)
}

// Check is like Article.Check.
func (n *Note) Check() error {
	if len(n.Tags) > MaxTags {
		return Fail(TooLarge, fmt.Sprintf("note.tags: %d, at most %d", len(n.Tags), MaxTags))
	}
	return first(
		checkID("note.id", n.ID),
		checkID("note.articleId", n.ArticleID),
		checkRev("note.rev", n.Rev),
		checkWord("note.on", n.On, noteKinds),
		checkWord("note.status", n.Status, noteStatuses),
		checkSize("note.body", n.Body, MaxBody),
		checkFields("note", n.Created, n.Updated, n.Analyzer),
		checkFields("note.tags", n.Tags...),
		n.Anchor.check("note.anchor"),
	)
}

// Check is like Article.Check. A correction needs the words it goes by, or the place; without an article it needs the words.
func (c *Correction) Check() error {
	var article error
	if c.ArticleID != nil {
		article = checkID("correction.articleId", *c.ArticleID)
	}
	var place error
	if c.Words == "" && (c.ArticleID == nil || c.Anchor == nil) {
		place = Fail(BadRequest, "correction.words: neither words nor a place in an article")
	}
	return first(
		checkID("correction.id", c.ID),
		article,
		place,
		checkRev("correction.rev", c.Rev),
		checkWord("correction.on", c.On, correctionKinds),
		checkWord("correction.act", c.Act, correctionActs),
		checkFields("correction", c.Words, c.Value, c.Created),
		c.Anchor.check("correction.anchor"),
	)
}

func (a *Anchor) check(field string) error {
	if a == nil {
		return nil
	}
	if a.Start < 0 || a.End < a.Start {
		return Fail(BadRequest, field+": the end is before the start")
	}
	if a.Exact == "" {
		return Fail(BadRequest, field+".exact: empty")
	}
	return first(checkSize(field+".exact", a.Exact, MaxBody), checkFields(field, a.Prefix, a.Suffix, a.TextSha256))
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func checkID(field, id string) error {
	if id == "" || len(id) > MaxID {
		return Fail(BadRequest, fmt.Sprintf("%s: must have 1 to %d bytes", field, MaxID))
	}
	for i := 0; i < len(id); i++ {
		if id[i] < ' ' {
			return Fail(BadRequest, field+": holds a control character")
		}
	}
	return nil
}

func checkRev(field string, rev int) error {
	if rev < 0 {
		return Fail(BadRequest, field+": negative")
	}
	return nil
}

func checkSize(field, value string, limit int) error {
	if len(value) > limit {
		return Fail(TooLarge, fmt.Sprintf("%s: %d bytes, at most %d", field, len(value), limit))
	}
	return nil
}

func checkFields(record string, values ...string) error {
	for _, v := range values {
		if err := checkSize(record, v, MaxField); err != nil {
			return err
		}
	}
	return nil
}

func checkWord(field, value string, words []string) error {
	if slices.Contains(words, value) {
		return nil
	}
	return Fail(BadRequest, field+": must be one of "+strings.Join(words, ", "))
}

// checkURL lets web addresses through and nothing else: a javascript: address in an imported file would run when clicked.
func checkURL(field, url string) error {
	if url == "" || WebAddress(url) {
		return nil
	}
	return Fail(BadRequest, field+": not a web address")
}

// WebAddress reports whether url is an http or https address, which may become a link.
func WebAddress(url string) bool {
	for _, scheme := range []string{"https://", "http://"} {
		if len(url) > len(scheme) && strings.EqualFold(url[:len(scheme)], scheme) {
			return !strings.ContainsAny(url, " \t\r\n<>\"\x00")
		}
	}
	return false
}
