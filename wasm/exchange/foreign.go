package exchange

import (
	"slices"
	"sort"
	"strings"

	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/shape"
)

// w3c reads Web Annotations: a collection, a page, a list, or a single one. A file of our own has the articles with it.
func (c *Contents) w3c(d *document) {
	c.Kind = KindW3C
	items, ok := c.annotationsOf(d)
	if !ok {
		c.problem(1, "neither a file of this program nor annotations", true)
		return
	}
	articles, own := d.lists["ascribe:articles"]
	if !own {
		c.foreign(items)
		return
	}
	c.articles(articles)
	c.Corrections = records[note.Correction](c, d.lists["ascribe:corrections"], "a correction", func(k *note.Correction) error { return k.Check() })
	var notes []entry
	for _, e := range items {
		c.pause()
		var a ownAnnotation
		if shape.Read(e.raw, &a) == nil && a.note != "" {
			notes = append(notes, entry{e.line, a.note})
		}
	}
	c.Notes = records[note.Note](c, notes, "a note", func(n *note.Note) error {
		if n.Tags == nil {
			n.Tags = []string{}
		}
		return n.Check()
	})
}

// ownAnnotation is an annotation in a file of our own: what matters of it is the note that it was made of.
type ownAnnotation struct{ note string }

func (a *ownAnnotation) Shape(f *shape.Fields) { f.JSON("ascribe:note", &a.note) }

// annotationsOf finds the annotations of a W3C file.
func (c *Contents) annotationsOf(d *document) ([]entry, bool) {
	if list, ok := d.lists[""]; ok {
		return list, true
	}
	if list, ok := d.lists["items"]; ok {
		return list, true
	}
	if page, ok := d.fields["first"]; ok && page.raw[0] == '{' {
		if inner, problem := parseDocument(page, func(int) error { c.pause(); return nil }); problem == nil {
			list, ok := inner.lists["items"]
			return list, ok
		}
	}
	if _, ok := d.fields["target"]; ok {
		return []entry{d.whole}, true
	}
	return nil, false
}

// foreignAnnotation is an annotation of another program: of the W3C model, where body, target and selector may each be one or
// several and a string stands for an object with only that value; or a row of Hypothesis.
type foreignAnnotation struct {
	ID        string
	Created   string
	Modified  string
	Updated   string          // Hypothesis
	Text      string          // Hypothesis: the note
	Tags      []string        // Hypothesis
	URI       string          // Hypothesis
	Document  foreignDocument // Hypothesis
	Body      string          // JSON
	BodyValue string
	Target    string // JSON
}

func (a *foreignAnnotation) Shape(f *shape.Fields) {
	f.String("id", &a.ID)
	f.String("created", &a.Created)
	f.String("modified", &a.Modified)
	f.String("updated", &a.Updated)
	f.String("text", &a.Text)
	f.Strings("tags", &a.Tags)
	f.String("uri", &a.URI)
	f.Object("document", &a.Document)
	f.JSON("body", &a.Body)
	f.String("bodyValue", &a.BodyValue)
	f.JSON("target", &a.Target)
}

// foreignDocument is what Hypothesis says of the annotated page.
type foreignDocument struct {
	Title string // JSON
}

func (d *foreignDocument) Shape(f *shape.Fields) { f.JSON("title", &d.Title) }

type foreignTarget struct {
	Source   string // JSON, like the selector
	Selector string
}

func (t *foreignTarget) Shape(f *shape.Fields) {
	f.JSON("source", &t.Source)
	f.JSON("selector", &t.Selector)
}

// foreign reads annotations of other programs. Their articles come without a text: the passages stand in for it.
func (c *Contents) foreign(items []entry) {
	passages := map[string][]note.Anchor{}
	for _, e := range items {
		c.pause()
		var a foreignAnnotation
		if err := shape.Read(e.raw, &a); err != nil {
			c.problem(e.line, "an annotation is not as it should be: "+reason(err), true)
			continue
		}
		url, anchor := a.where()
		if url == "" {
			c.problem(e.line, "an annotation does not say what it is on; it is left out", false)
			continue
		}
		article := c.stub(url, a.title())
		n := a.note(article, anchor, len(c.Notes))
		if err := n.Check(); err != nil {
			c.problem(e.line, "an annotation is refused: "+reason(err), true)
			continue
		}
		c.Notes = append(c.Notes, n)
		if anchor != nil {
			passages[article] = append(passages[article], *anchor)
		}
	}
	for i := range c.Articles {
		a := &c.Articles[i]
		a.Text = passageText(passages[a.ID])
		if err := a.Check(); err != nil {
			c.problem(0, "an article is refused: "+reason(err), true)
		}
	}
}

// stub returns the id of the article at the address, and adds it if it is new.
func (c *Contents) stub(url, title string) string {
	id := "web-" + note.Hash(url)[:16]
	if !c.stubs[id] {
		c.stubs[id] = true
		a := note.Article{ID: id, Rev: 1, Title: title}
		if note.WebAddress(url) {
			a.URL = url
		}
		c.Articles = append(c.Articles, a)
	}
	return id
}

// passagesOnly stands first in an article that came without its text, where nobody can overlook it.
const passagesOnly = "[Imported without its text: only the passages that were annotated stand here.]"

// passageText is what stands in for an article's text: the passages in their order, a paragraph each.
func passageText(anchors []note.Anchor) string {
	sort.SliceStable(anchors, func(i, j int) bool { return anchors[i].Start < anchors[j].Start })
	seen := map[string]bool{}
	parts := []string{passagesOnly}
	for _, a := range anchors {
		if !seen[a.Exact] {
			seen[a.Exact] = true
			parts = append(parts, a.Exact)
		}
	}
	return strings.Join(parts, "\n\n")
}

func (a *foreignAnnotation) title() string {
	for _, raw := range split(a.Document.Title) {
		if title, ok := shape.Unquote(raw); ok {
			return title
		}
	}
	return ""
}

// where returns the address of what is annotated, and the place in it if one is given by its words.
func (a *foreignAnnotation) where() (url string, anchor *note.Anchor) {
	url = a.URI
	for _, raw := range split(a.Target) {
		var t foreignTarget
		if raw[0] == '"' {
			t.Source = raw
		} else if shape.Read(raw, &t) != nil {
			continue
		}
		if url == "" {
			url = iri(t.Source)
		}
		if url == "" {
			url = iri(raw)
		}
		found := note.Anchor{Sentence: -1}
		for _, s := range selectorsOf(t.Selector) {
			switch s.Type {
			case "TextQuoteSelector":
				found.Exact, found.Prefix, found.Suffix = s.Exact, s.Prefix, s.Suffix
			case "TextPositionSelector":
				if s.Start != nil && s.End != nil && *s.Start >= 0 && *s.End >= *s.Start {
					found.Start, found.End = *s.Start, *s.End
				}
			}
		}
		if found.Exact != "" && anchor == nil {
			anchor = &found
		}
	}
	return url, anchor
}

// iri returns a string, or the id of an object.
func iri(raw string) string {
	if text, ok := shape.Unquote(raw); ok {
		return text
	}
	var ref foreignRef
	if shape.Read(raw, &ref) != nil {
		return ""
	}
	return ref.ID
}

// foreignRef is an object of which only the id matters.
type foreignRef struct{ ID string }

func (r *foreignRef) Shape(f *shape.Fields) { f.String("id", &r.ID) }

func (a *foreignAnnotation) note(articleID string, anchor *note.Anchor, n int) note.Note {
	id := a.ID
	if id == "" || len(id) > note.MaxID-8 {
		id = note.Hash(articleID + "\n" + itoa(n) + "\n" + a.Text)[:16]
	}
	out := note.Note{ID: "foreign-" + id, Rev: 1, ArticleID: articleID, Anchor: anchor, On: "article", Tags: append([]string{}, a.Tags...), Created: a.Created, Updated: a.Updated}
	if out.Updated == "" {
		out.Updated = a.Modified
	}
	if anchor != nil {
		out.On = "selection"
	}
	texts := []string{}
	if a.Text != "" {
		texts = append(texts, a.Text)
	}
	if a.BodyValue != "" {
		texts = append(texts, a.BodyValue)
	}
	for _, raw := range split(a.Body) {
		var b body
		if text, ok := shape.Unquote(raw); ok {
			b.Value = text
		} else if shape.Read(raw, &b) != nil {
			continue
		}
		switch {
		case b.Value == "":
		case b.Purpose == "tagging":
			out.Tags = append(out.Tags, b.Value)
		default:
			texts = append(texts, b.Value)
		}
	}
	out.Body = strings.Join(texts, "\n\n")
	return out
}

// split returns the elements of an array, or the one value.
func split(raw string) []string {
	list := []string{raw}
	if strings.HasPrefix(raw, "[") {
		list = shape.Elements(raw)
	}
	return slices.DeleteFunc(list, func(value string) bool { return value == "" || value == "null" })
}

// selectorsOf returns the selectors of an array, or the one; what is of another kind is left out.
func selectorsOf(raw string) []selector {
	var list []selector
	for _, r := range split(raw) {
		var s selector
		if shape.Read(r, &s) == nil {
			list = append(list, s)
		}
	}
	return list
}
