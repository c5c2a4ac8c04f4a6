// Package exchange writes the files that leave the program and reads those that come back. Written are: a backup of everything, one
// article, W3C Web Annotations, Markdown, a table of statements (CSV), a report (HTML) and schema.org claims. Read are backups,
// articles and W3C files, which restore what they were made of without loss, and annotations of other programs: W3C and the export of
// Hypothesis.
//
// The JSON files hold one record a line, so that what is wrong with one can be said by line. Positions in files count code points.
package exchange

import (
	"strings"
	"unicode"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/reading"
	"github.com/ascribe/ascribe/wasm/shape"
)

// Item is an article with what belongs to it.
type Item struct {
	Article     note.Article
	Notes       []note.Note
	Corrections []note.Correction // those of this article
	Reading     *reading.Reading  // with the corrections applied; nil for formats without findings (NeedsReading)
}

// Export is what to write.
type Export struct {
	Format     string // of protocol.ts: backup, article, w3c, markdown, csv, html, claims
	Items      []Item
	Everywhere []note.Correction // corrections that hold in every article
	Settings   string            // the page's, JSON, for a backup; the program carries them and does not look inside
	Nickname   string            // that the reader's notes bear in W3C files; may be empty
	Now        string            // ISO 8601, "2026-11-23T20:30:00Z"
	Version    string            // of the program
}

// File is a file to be saved.
type File struct {
	Name   string
	Type   string // media type
	Text   string
	Counts Counts
}

// Shape implements shape.Shaped, as do the methods of the same name below.
func (f *File) Shape(s *shape.Fields) {
	s.String("name", &f.Name)
	s.String("type", &f.Type)
	s.String("text", &f.Text)
	s.Object("counts", &f.Counts)
}

// Counts says how much is in a file.
type Counts struct {
	Articles    int
	Notes       int
	Corrections int
}

func (c *Counts) Shape(f *shape.Fields) {
	f.Int("articles", &c.Articles)
	f.Int("notes", &c.Notes)
	f.Int("corrections", &c.Corrections)
}

// maxSettings is the size of the page's settings, in bytes of JSON.
const maxSettings = 64 << 10

// NeedsReading reports whether a format shows findings.
func NeedsReading(format string) bool { return format != "backup" }

// Write makes the file.
func Write(e *Export) (File, error) {
	if len(e.Now) < 16 || strings.ContainsAny(e.Now[:16], "/\\") {
		return File{}, note.Fail(note.BadRequest, "now: not an ISO 8601 time")
	}
	file := File{Counts: Counts{Articles: len(e.Items), Corrections: len(e.Everywhere)}}
	for i := range e.Items {
		file.Counts.Notes += len(e.Items[i].Notes)
		file.Counts.Corrections += len(e.Items[i].Corrections)
	}
	if len(e.Settings) > maxSettings {
		return File{}, note.Fail(note.TooLarge, "settings")
	}
	if len(e.Nickname) > note.MaxField {
		return File{}, note.Fail(note.TooLarge, "nickname")
	}
	if e.Format == "article" && len(e.Items) != 1 {
		return File{}, note.Fail(note.BadRequest, "articleIds: this format holds one article")
	}
	switch e.Format {
	case "backup":
		file.Name, file.Type, file.Text = "ascribe-backup-"+e.minute()+".json", "application/json", e.backup(file.Counts)
	case "article":
		file.Name, file.Type, file.Text = e.name(".ascribe.json"), "application/json", e.article()
	case "w3c":
		file.Name, file.Type, file.Text = e.name(".anno.jsonld"), "application/ld+json", e.annotations()
	case "markdown":
		file.Name, file.Type, file.Text = e.name(".md"), "text/markdown", e.markdown()
	case "csv":
		file.Name, file.Type, file.Text = e.name("-statements.csv"), "text/csv", e.table()
	case "html":
		file.Name, file.Type, file.Text = e.name(".html"), "text/html", e.report()
	case "claims":
		file.Name, file.Type, file.Text = e.name(".claims.jsonld"), "application/ld+json", e.claims()
	default:
		return File{}, note.Fail(note.BadRequest, "format: unknown")
	}
	return file, nil
}

func (e *Export) day() string    { return e.Now[:10] }
func (e *Export) minute() string { return e.Now[:10] + "-" + e.Now[11:13] + e.Now[14:16] }

// name returns the file name: the day and the article's title, or for several articles the program's name.
func (e *Export) name(ending string) string {
	if len(e.Items) != 1 {
		return "ascribe-" + e.minute() + ending
	}
	const longest = 50
	var slug []rune
	for _, r := range e.Items[0].Article.Title {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			slug = append(slug, r)
		case len(slug) > 0 && slug[len(slug)-1] != '-':
			slug = append(slug, '-')
		}
		if len(slug) == longest {
			break
		}
	}
	title := strings.Trim(string(slug), "-")
	if title == "" {
		title = "article"
	}
	return e.day() + "-" + title + ending
}

// object writes a JSON object with a field a line, and lists with a record a line.
type object struct{ strings.Builder }

// text adds a field that is a text, json one whose value is JSON already.
func (o *object) text(name, value string) { o.json(name, shape.Quote(value)) }

func (o *object) json(name, value string) {
	if o.Len() == 0 {
		o.WriteString("{\n\"")
	} else {
		o.WriteString(",\n\"")
	}
	o.WriteString(name)
	o.WriteString("\": ")
	o.WriteString(value)
}

func (o *object) end() string { return o.String() + "\n}\n" }

// lines returns records as JSON, one a line.
func lines[T any, P shape.Pointer[T]](list []T) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = shape.Text(P(&list[i]))
	}
	return out
}

// rows returns a JSON array with an element a line.
func rows(lines []string) string {
	if len(lines) == 0 {
		return "[]"
	}
	return "[\n" + strings.Join(lines, ",\n") + "\n]"
}

// FragmentURL returns the address of a page with a text fragment that scrolls to the words, or "" for no web address.
// A long text is given by its first and last five words, as browsers allow. A fragment of the page's own is kept, another text fragment is not.
func FragmentURL(url, text string) string {
	words := strings.Fields(text)
	if !note.WebAddress(url) || len(words) == 0 {
		return ""
	}
	const most, ends = 10, 5
	fragment := encoded(strings.Join(words, " "))
	if len(words) > most {
		fragment = encoded(strings.Join(words[:ends], " ")) + "," + encoded(strings.Join(words[len(words)-ends:], " "))
	}
	page, _, _ := strings.Cut(url, ":~:")
	if !strings.Contains(page, "#") {
		page += "#"
	}
	return page + ":~:text=" + fragment
}

// encoded percent-encodes everything but letters, digits and three harmless marks; "-", "," and "&" have a meaning in fragments.
func encoded(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '.' || c == '_' || c == '~':
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}

// joined returns the text of the spans, with a mark where something was left out between them.
func joined(text string, spans []article.Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = s.Of(text)
	}
	return strings.Join(parts, " … ")
}
