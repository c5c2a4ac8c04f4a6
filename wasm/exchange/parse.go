package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/shape"
)

// MaxFile is the size of the largest file that is read, in bytes.
const MaxFile = 256 << 20

// maxProblems is how many problems are listed; after so many the file is simply broken.
const maxProblems = 100

// Problem is what is wrong with a file, and where. If any is fatal, nothing of the file can be imported.
type Problem struct {
	Line    int
	Message string
	Fatal   bool
}

func (p *Problem) Shape(f *shape.Fields) {
	f.Int("line", &p.Line)
	f.String("message", &p.Message)
	f.Bool("fatal", &p.Fatal)
}

// The kinds of files that can be read.
const (
	KindBackup     = "backup"
	KindArticle    = "article"
	KindW3C        = "w3c"
	KindHypothesis = "hypothesis"
)

// Contents is what a file holds. Stubs are articles of which the file has no text, only the passages that were annotated.
type Contents struct {
	Kind        string
	Articles    []note.Article
	Notes       []note.Note
	Corrections []note.Correction
	Settings    string          // JSON, of the page that wrote the backup, "" if it holds none
	Problems    []Problem       // the first hundred
	fatal       bool            // whether one is fatal, listed or not
	stubs       map[string]bool // ids of the articles without their text
	pause       func()          // called in each loop over what the file holds
}

// Fatal reports whether nothing can be imported.
func (c *Contents) Fatal() bool { return c.fatal }

func (c *Contents) problem(line int, message string, fatal bool) {
	c.fatal = c.fatal || fatal
	if len(c.Problems) < maxProblems {
		c.Problems = append(c.Problems, Problem{line, message, fatal})
	}
}

// Parse reads a file. What is wrong with it is among the problems; the error is the one of progress, if that ends the work.
func Parse(text string, progress Progress) (c *Contents, err error) {
	defer article.CatchEnded(&err)
	c = &Contents{Articles: []note.Article{}, Notes: []note.Note{}, Corrections: []note.Correction{}, Problems: []Problem{}, stubs: map[string]bool{},
		pause: func() { progress.tell(len(text)) }}
	if len(text) > MaxFile {
		c.problem(1, "the file is too large", true)
		return c, nil
	}
	d, problem := parseDocument(entry{1, strings.TrimPrefix(text, "\ufeff")}, progress)
	if problem != nil {
		c.problem(problem.Line, problem.Message, problem.Fatal)
		return c, nil
	}
	c.read(d)
	c.check()
	return c, nil
}

// read takes what is in the file, by what kind of file it is.
func (c *Contents) read(d *document) {
	switch format := d.text("format"); {
	case format == backupFormat:
		c.Kind = KindBackup
		c.own(d)
		c.settings(d)
		c.verify(d)
	case format == articleFormat:
		c.Kind = KindArticle
		if e, ok := d.fields["article"]; ok {
			d.lists["articles"] = []entry{e}
		}
		c.own(d)
	case format != "":
		c.problem(d.fields["format"].line, "the format is not one that this program reads", true)
	case d.lists["annotations"] != nil: // the export of Hypothesis' sidebar
		c.Kind = KindHypothesis
		c.foreign(d.lists["annotations"])
	case d.lists["rows"] != nil: // the answer of its search
		c.Kind = KindHypothesis
		c.foreign(d.lists["rows"])
	default:
		c.w3c(d)
	}
}

// own reads the records of the program's own files.
func (c *Contents) own(d *document) {
	version, err := strconv.Atoi(d.fields["version"].raw)
	if err != nil || version < 1 {
		c.problem(d.fields["version"].line, "the file's version is missing", true)
		return
	}
	if version > fileVersion {
		c.problem(d.fields["version"].line, "the file was written by a newer version of this program", true)
		return
	}
	c.articles(d.lists["articles"])
	c.Notes = records[note.Note](c, d.lists["notes"], "a note", func(n *note.Note) error {
		if n.Tags == nil {
			n.Tags = []string{}
		}
		return n.Check()
	})
	c.Corrections = records[note.Correction](c, d.lists["corrections"], "a correction", func(k *note.Correction) error { return k.Check() })
}

// articles reads articles of the program's own files.
func (c *Contents) articles(entries []entry) {
	for _, r := range records(c, entries, "an article", (*articleRecord).check) {
		c.Articles = append(c.Articles, r.Article)
	}
}

// records decodes and checks the entries of a list. Each that is wrong is a fatal problem.
func records[T any, P shape.Pointer[T]](c *Contents, entries []entry, what string, check func(*T) error) []T {
	list := make([]T, 0, len(entries))
	for _, e := range entries {
		c.pause()
		var record T
		if err := shape.Read(e.raw, P(&record)); err != nil {
			c.problem(e.line, what+" is not as it should be: "+reason(err), true)
			continue
		}
		if err := check(&record); err != nil {
			c.problem(e.line, what+" is refused: "+reason(err), true)
			continue
		}
		list = append(list, record)
	}
	return list
}

// reason says what is wrong with a record in words for whoever looks at the file.
func reason(err error) string {
	var refused *note.Error
	if errors.As(err, &refused) {
		return refused.Detail
	}
	return err.Error()
}

// settings takes the page's settings from a backup. They are left to the page to judge, if they are of a size that it could have written.
func (c *Contents) settings(d *document) {
	e, ok := d.fields["settings"]
	switch {
	case !ok:
	case len(e.raw) > maxSettings:
		c.problem(e.line, "the settings are too large, and left out", false)
	default:
		c.Settings = e.raw
	}
}

// verify compares a backup with its own counts and hash. What the page writes by itself where the library cannot be reached has neither.
func (c *Contents) verify(d *document) {
	var counts Counts
	if e, ok := d.fields["counts"]; ok && shape.Read(e.raw, &counts) == nil && !c.Fatal() &&
		counts != (Counts{len(c.Articles), len(c.Notes), len(c.Corrections)}) {
		c.problem(e.line, "the file holds less, or more, than it says", true)
	}
	sum := sha256.New()
	entries := slices.Concat(d.lists["articles"], d.lists["notes"], d.lists["corrections"])
	if e, ok := d.fields["settings"]; ok {
		entries = append(entries, e)
	}
	for _, e := range entries {
		c.pause()
		sum.Write([]byte(shape.Compact(e.raw) + "\n"))
	}
	if e, ok := d.fields["sha256"]; ok && d.text("sha256") != hex.EncodeToString(sum.Sum(nil)) {
		c.problem(e.line, "the file was changed after it was written", false)
	}
}

// check finds what no single record shows: ids that occur twice, notes and corrections of articles that are not in the file.
func (c *Contents) check() {
	if c.Fatal() {
		return
	}
	articles, others := map[string]bool{}, map[string]bool{}
	for i := range c.Articles {
		if id := c.Articles[i].ID; articles[id] {
			c.problem(0, "two articles have the same id", true)
		} else {
			articles[id] = true
		}
	}
	belongs := func(what, id, articleID string) {
		if others[what+id] {
			c.problem(0, "two "+what+"s have the same id", true)
		}
		others[what+id] = true
		if articleID != "" && !articles[articleID] {
			c.problem(0, "the article of a "+what+" is not in the file", true)
		}
	}
	for i := range c.Notes {
		belongs("note", c.Notes[i].ID, c.Notes[i].ArticleID)
	}
	for i := range c.Corrections {
		belongs("correction", c.Corrections[i].ID, c.Corrections[i].Article())
	}
	if len(c.Articles)+len(c.Notes)+len(c.Corrections) == 0 && c.Kind != KindBackup {
		c.problem(1, "there is nothing in the file that this program knows", true)
	}
}
