package exchange

import (
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/note"
)

// The shapes of the W3C Web Annotation Data Model that are written.
type annotation struct {
	ID         string     `json:"id"`
	Type       string     `json:"type"`
	Motivation string     `json:"motivation"`
	Creator    creator    `json:"creator"`
	Created    string     `json:"created,omitempty"`
	Modified   string     `json:"modified,omitempty"`
	Body       []body     `json:"body,omitempty"`
	Target     target     `json:"target"`
	Note       *note.Note `json:"ascribe:note,omitempty"`
}

type creator struct {
	Type     string `json:"type"`
	Name     string `json:"name,omitempty"`
	Nickname string `json:"nickname,omitempty"`
}

type body struct {
	Type    string `json:"type"`
	Value   string `json:"value"`
	Format  string `json:"format,omitempty"`
	Purpose string `json:"purpose"`
}

type target struct {
	Source   string     `json:"source"`
	Selector []selector `json:"selector,omitempty"`
}

type selector struct {
	Type   string `json:"type"`
	Start  *int   `json:"start,omitempty"`
	End    *int   `json:"end,omitempty"`
	Exact  string `json:"exact,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
}

// annotations writes a W3C AnnotationCollection: the reader's notes, and the findings as annotations of this program. What the model
// has no place for, the articles' texts and the corrections, stands beside it under names of our own, so that reading the
// file again restores everything.
func (e *Export) annotations() string {
	var items []annotation
	var articles []articleRecord
	corrections := append([]note.Correction{}, e.Everywhere...)
	for i := range e.Items {
		it := &e.Items[i]
		articles = append(articles, recordOf(&it.Article))
		corrections = append(corrections, it.Corrections...)
		for k := range it.Notes {
			items = append(items, it.noteAnnotation(&it.Notes[k], e.Nickname))
		}
		items = append(items, it.findings(e.Version)...)
	}
	id := "urn:ascribe:collection:" + e.minute()
	var o, page object
	page.field("id", id+":page")
	page.field("type", "AnnotationPage")
	page.field("startIndex", 0)
	page.raw("items", rows(items))
	o.field("@context", []any{"http://www.w3.org/ns/anno.jsonld", map[string]any{"ascribe": "urn:ascribe:", "ascribe:note": map[string]string{"@type": "@json"},
		"ascribe:articles": map[string]string{"@type": "@json"}, "ascribe:corrections": map[string]string{"@type": "@json"}}})
	o.field("id", id)
	o.field("type", "AnnotationCollection")
	o.field("label", "Ascribe "+e.day())
	o.field("generator", creator{Type: "Software", Name: "Ascribe " + e.Version})
	o.field("generated", e.Now)
	o.field("total", len(items))
	o.raw("first", page.end()[:len(page.end())-1])
	o.raw("ascribe:articles", rows(articles))
	o.raw("ascribe:corrections", rows(corrections))
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
