package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/shape"
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
	TextSha256 string
}

func (r *articleRecord) Shape(f *shape.Fields) {
	r.Article.Shape(f)
	f.String("textSha256", &r.TextSha256)
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
	var articles, notes []string
	corrections := lines(e.Everywhere)
	for i := range e.Items {
		record := recordOf(&e.Items[i].Article)
		articles = append(articles, shape.Text(&record))
		notes = append(notes, lines(e.Items[i].Notes)...)
		corrections = append(corrections, lines(e.Items[i].Corrections)...)
	}
	var settings []string // one or none
	if e.Settings != "" {
		settings = append(settings, shape.Compact(e.Settings))
	}
	sum := sha256.New()
	for _, records := range [][]string{articles, notes, corrections, settings} {
		for _, line := range records {
			sum.Write([]byte(line + "\n"))
		}
	}
	o := e.head(backupFormat)
	o.json("counts", shape.Text(&counts))
	o.json("articles", rows(articles))
	o.json("notes", rows(notes))
	o.json("corrections", rows(corrections))
	for _, line := range settings {
		o.json("settings", line)
	}
	o.text("sha256", hex.EncodeToString(sum.Sum(nil)))
	return o.end()
}

// head begins a file of the program's own.
func (e *Export) head(format string) *object {
	o := new(object)
	o.text("format", format)
	o.json("version", strconv.Itoa(fileVersion))
	o.text("exportedAt", e.Now)
	o.text("appVersion", e.Version)
	return o
}

// article writes one article with its findings, and in the reading what has found them.
func (e *Export) article() string {
	item := &e.Items[0]
	record := recordOf(&item.Article)
	o := e.head(articleFormat)
	o.json("article", shape.Text(&record))
	o.json("notes", rows(lines(item.Notes)))
	o.json("corrections", rows(lines(item.Corrections)))
	o.json("reading", string(item.Reading.JSON(item.Article.ID, article.CodePoints, false).Bytes()))
	return o.end()
}
