package exchange

import (
	"encoding/json"
	"sort"
	"strings"

	"github.com/ascribe/ascribe/wasm/note"
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
		var a struct {
			Note json.RawMessage `json:"ascribe:note"`
		}
		if e.into(&a) == nil && a.Note != nil {
			notes = append(notes, entry{e.line, string(a.Note)})
		}
	}
	c.Notes = records[note.Note](c, notes, "a note", func(n *note.Note) error {
		if n.Tags == nil {
			n.Tags = []string{}
		}
		return n.Check()
	})
}

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
		all := make(map[string]json.RawMessage, len(d.fields))
		for name, e := range d.fields {
			all[name] = json.RawMessage(e.raw)
		}
		return []entry{{1, line(all)}}, true
	}
	return nil, false
}

// foreignAnnotation is an annotation of another program: of the W3C model, where body, target and selector may each be one or
// several and a string stands for an object with only that value; or a row of Hypothesis.
type foreignAnnotation struct {
	ID       string   `json:"id"`
	Created  string   `json:"created"`
	Modified string   `json:"modified"`
	Updated  string   `json:"updated"` // Hypothesis
	Text     string   `json:"text"`    // Hypothesis: the note
	Tags     []string `json:"tags"`    // Hypothesis
	URI      string   `json:"uri"`     // Hypothesis
	Document struct { // Hypothesis
		Title json.RawMessage `json:"title"`
	} `json:"document"`
	Body      json.RawMessage `json:"body"`
	BodyValue string          `json:"bodyValue"`
	Target    json.RawMessage `json:"target"`
}

type foreignTarget struct {
	Source   json.RawMessage `json:"source"`
	Selector json.RawMessage `json:"selector"`
}

// foreign reads annotations of other programs. Their articles come without a text: the passages stand in for it.
func (c *Contents) foreign(items []entry) {
	passages := map[string][]note.Anchor{}
	for _, e := range items {
		c.pause()
		var a foreignAnnotation
		if err := e.into(&a); err != nil {
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
	titles := several[string](a.Document.Title)
	if len(titles) > 0 {
		return titles[0]
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
		} else if json.Unmarshal(raw, &t) != nil {
			continue
		}
		if url == "" {
			url = iri(t.Source)
		}
		if url == "" {
			url = iri(raw)
		}
		found := note.Anchor{Sentence: -1}
		for _, s := range several[selector](t.Selector) {
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
func iri(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var o struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(raw, &o) == nil {
		return o.ID
	}
	return ""
}

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
		if raw[0] == '"' {
			_ = json.Unmarshal(raw, &b.Value) // a string is valid JSON: it was read
		} else if json.Unmarshal(raw, &b) != nil {
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
func split(raw json.RawMessage) []json.RawMessage {
	raw = json.RawMessage(strings.TrimSpace(string(raw)))
	if len(raw) == 0 || string(raw) == "null" {
		return nil
	}
	if raw[0] != '[' {
		return []json.RawMessage{raw}
	}
	var list, kept []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		return nil
	}
	for _, r := range list {
		if r = json.RawMessage(strings.TrimSpace(string(r))); len(r) > 0 && string(r) != "null" {
			kept = append(kept, r)
		}
	}
	return kept
}

// several decodes the values of an array, or the one; what is of another kind is left out.
func several[T any](raw json.RawMessage) []T {
	var list []T
	for _, r := range split(raw) {
		var v T
		if json.Unmarshal(r, &v) == nil {
			list = append(list, v)
		}
	}
	return list
}
