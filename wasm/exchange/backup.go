package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/note"
)

// The formats of the program's own files, and the version they are written in and read up to.
const (
	backupFormat  = "ascribe/backup"
	articleFormat = "ascribe/article"
	fileVersion   = 1
)

// articleRecord is an article as the program's own files have it, with the hash of its text. Files of the program's first versions have none.
type articleRecord struct {
	note.Article
	TextSha256 string `json:"textSha256"`
}

func recordOf(a *note.Article) articleRecord { return articleRecord{*a, note.Hash(a.Text)} }

// check refuses what a library would refuse, and a text that is not the one whose hash stands beside it.
func (r *articleRecord) check() error {
	if err := r.Article.Check(); err != nil {
		return err
	}
	if r.TextSha256 != "" && r.TextSha256 != note.Hash(r.Text) {
		return note.Fail(note.BadRequest, "article.textSha256: its text is not the one that was written")
	}
	return nil
}

// backup writes everything. sha256 is of the records, and of the settings if there are any, as compact JSON, each followed by a
// line feed, so that a file that another program laid out anew still counts as whole.
func (e *Export) backup(counts Counts) string {
	var articles []articleRecord
	var notes []note.Note
	corrections := append([]note.Correction{}, e.Everywhere...)
	for i := range e.Items {
		articles = append(articles, recordOf(&e.Items[i].Article))
		notes = append(notes, e.Items[i].Notes...)
		corrections = append(corrections, e.Items[i].Corrections...)
	}
	sum := sha256.New()
	digest(sum, articles)
	digest(sum, notes)
	digest(sum, corrections)
	if e.Settings != nil {
		digest(sum, []json.RawMessage{e.Settings})
	}
	var o object
	o.field("format", backupFormat)
	o.field("version", fileVersion)
	o.field("exportedAt", e.Now)
	o.field("appVersion", e.Version)
	o.field("counts", counts)
	o.raw("articles", rows(articles))
	o.raw("notes", rows(notes))
	o.raw("corrections", rows(corrections))
	if e.Settings != nil {
		o.field("settings", e.Settings)
	}
	o.field("sha256", hex.EncodeToString(sum.Sum(nil)))
	return o.end()
}

func digest[T any](sum interface{ Write([]byte) (int, error) }, records []T) {
	for _, r := range records {
		_, _ = sum.Write([]byte(line(r) + "\n")) // a hash never fails
	}
}

// article writes one article with its findings, and in the reading what has found them.
func (e *Export) article() string {
	item := &e.Items[0]
	var o object
	o.field("format", articleFormat)
	o.field("version", fileVersion)
	o.field("exportedAt", e.Now)
	o.field("appVersion", e.Version)
	o.field("article", recordOf(&item.Article))
	o.raw("notes", rows(item.Notes))
	o.raw("corrections", rows(item.Corrections))
	o.field("reading", json.RawMessage(item.Reading.JSON(item.Article.ID, article.CodePoints, false).Bytes()))
	return o.end()
}
