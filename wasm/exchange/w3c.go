package exchange

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/shape"
)

// The shapes of the W3C Web Annotation Data Model that are written.
type annotation struct {
	ID         string
	Type       string
	Motivation string
	Creator    creator
	Created    string
	Modified   string
	Body       []body
	Target     target
	Note       *note.Note
}

func (a *annotation) Shape(f *shape.Fields) {
	f.String("id", &a.ID)
	f.String("type", &a.Type)
	f.String("motivation", &a.Motivation)
	f.Object("creator", &a.Creator)
	f.Some("created", &a.Created)
	f.Some("modified", &a.Modified)
	if len(a.Body) > 0 {
		shape.List(f, "body", &a.Body)
	}
	f.Object("target", &a.Target)
	if a.Note != nil {
		f.Object("ascribe:note", a.Note)
	}
}

type creator struct {
	Type     string
	Name     string
	Nickname string
}

func (c *creator) Shape(f *shape.Fields) {
	f.String("type", &c.Type)
	f.Some("name", &c.Name)
	f.Some("nickname", &c.Nickname)
}

type body struct {
	Type    string
	Value   string
	Format  string
	Purpose string
}

func (b *body) Shape(f *shape.Fields) {
	f.String("type", &b.Type)
	f.String("value", &b.Value)
	f.Some("format", &b.Format)
	f.String("purpose", &b.Purpose)
}

type target struct {
	Source   string
	Selector []selector
}

func (t *target) Shape(f *shape.Fields) {
	f.String("source", &t.Source)
	if len(t.Selector) > 0 {
		shape.List(f, "selector", &t.Selector)
	}
}

type selector struct {
	Type   string
	Start  *int
	End    *int
	Exact  string
	Prefix string
	Suffix string
}

func (s *selector) Shape(f *shape.Fields) {
	f.String("type", &s.Type)
	f.SomeInt("start", &s.Start)
	f.SomeInt("end", &s.End)
	f.Some("exact", &s.Exact)
	f.Some("prefix", &s.Prefix)
	f.Some("suffix", &s.Suffix)
}

// vocabulary says what the names in the file mean, those of our own among them.
const vocabulary = `["http://www.w3.org/ns/anno.jsonld",{"ascribe":"urn:ascribe:","ascribe:articles":{"@type":"@json"},` +
	`"ascribe:corrections":{"@type":"@json"},"ascribe:note":{"@type":"@json"}}]`

// annotations writes a W3C AnnotationCollection: the reader's notes, and the findings as annotations of this program. What the model
// has no place for, the articles' texts and the corrections, stands beside it under names of our own, so that reading the
// file again restores everything.
func (e *Export) annotations() string {
	var items []annotation
	var articles []string
	corrections := lines(e.Everywhere)
	for i := range e.Items {
		it := &e.Items[i]
		record := recordOf(&it.Article)
		articles = append(articles, shape.Text(&record))
		corrections = append(corrections, lines(it.Corrections)...)
		for k := range it.Notes {
			items = append(items, it.noteAnnotation(&it.Notes[k], e.Nickname))
		}
		items = append(items, it.findings(e.Version)...)
	}
	id := "urn:ascribe:collection:" + e.minute()
	var o, page object
	page.text("id", id+":page")
	page.text("type", "AnnotationPage")
	page.json("startIndex", "0")
	page.json("items", rows(lines(items)))
	o.json("@context", vocabulary)
	o.text("id", id)
	o.text("type", "AnnotationCollection")
	o.text("label", "Ascribe "+e.day())
	o.json("generator", shape.Text(&creator{Type: "Software", Name: "Ascribe " + e.Version}))
	o.text("generated", e.Now)
	o.json("total", itoa(len(items)))
	o.json("first", strings.TrimSuffix(page.end(), "\n"))
	o.json("ascribe:articles", rows(articles))
	o.json("ascribe:corrections", rows(corrections))
	return o.end()
}

// source returns the IRI of the annotated text: its address on the web, or one made of its id.
func (it *Item) source() string {
	if it.Article.URL != "" {
		return it.Article.URL
	}
	return "urn:ascribe:article:" + encoded(it.Article.ID)
}

func (it *Item) noteAnnotation(n *note.Note, nickname string) annotation {
	a := annotation{ID: "urn:ascribe:note:" + encoded(n.ID), Type: "Annotation", Motivation: "commenting", Creator: creator{Type: "Person", Nickname: nickname},
		Created: n.Created, Modified: n.Updated, Target: target{Source: it.source()}, Note: n}
	if n.Body != "" {
		a.Body = append(a.Body, body{"TextualBody", n.Body, "text/markdown", "commenting"})
	}
	for _, tag := range n.Tags {
		a.Body = append(a.Body, body{"TextualBody", tag, "", "tagging"})
	}
	if n.Status != "" {
		a.Body = append(a.Body, body{"TextualBody", n.Status, "", "assessing"})
	}
	if n.Anchor != nil {
		a.Target.Selector = selectors(n.Anchor)
	}
	return a
}

func selectors(a *note.Anchor) []selector {
	return []selector{
		{Type: "TextPositionSelector", Start: &a.Start, End: &a.End},
		{Type: "TextQuoteSelector", Exact: a.Exact, Prefix: a.Prefix, Suffix: a.Suffix},
	}
}

// findings returns the reading as annotations with the motivation classifying: mentions of actors, sources and cues of hedges.
func (it *Item) findings(version string) []annotation {
	var list []annotation
	by := creator{Type: "Software", Name: "Ascribe " + version + ", " + it.Reading.Analyzer}
	places := note.NewPlacer(it.Article.Text)
	add := func(id, kind, class string, spans []article.Span) {
		for k, s := range spans {
			anchor, ok := places.Describe(s, nil)
			if !ok {
				continue
			}
			list = append(list, annotation{ID: "urn:ascribe:finding:" + encoded(it.Article.ID) + ":" + id + "." + itoa(k+1), Type: "Annotation", Motivation: "classifying",
				Creator: by, Target: target{it.source(), selectors(&anchor)},
				Body: []body{{"TextualBody", kind, "", "classifying"}, {"TextualBody", class, "", "classifying"}}})
		}
	}
	for i, a := range it.Reading.Actors {
		var spans []article.Span
		for _, m := range a.Mentions {
			spans = append(spans, m.Span)
		}
		add("a"+itoa(i+1), "actor", a.Type.String(), spans)
	}
	for i, s := range it.Reading.Attributions {
		add("s"+itoa(i+1), "source", s.Kind.String(), first(s.Source, s.Cue))
	}
	for i, h := range it.Reading.Hedges {
		add("h"+itoa(i+1), "hedge", h.Class.String(), h.Cue)
	}
	return list
}
