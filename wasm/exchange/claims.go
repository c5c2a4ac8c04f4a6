package exchange

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/note"
)

// The shapes of schema.org that the claims use. There is no rating in them: the program does not say what is true.
type claim struct {
	Type       string  `json:"@type"`
	ID         string  `json:"@id"`
	Text       string  `json:"text"`
	Author     *agent  `json:"author,omitempty"`
	Appearance newsRef `json:"appearance"`
}

// extraction says how an article's claims came about: what read which text. The claims are its result.
type extraction struct {
	Type       string  `json:"@type"`
	ID         string  `json:"@id"`
	EndTime    string  `json:"endTime"`
	Instrument program `json:"instrument"`
	Object     newsRef `json:"object"`
	Result     []idRef `json:"result"`
}

type program struct {
	Type    string `json:"@type"`
	Name    string `json:"name"`
	Version string `json:"softwareVersion"`
}

type idRef struct {
	ID string `json:"@id"`
}

type agent struct {
	Type        string `json:"@type"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
}

type newsRef struct {
	Type       string     `json:"@type"`
	Headline   string     `json:"headline,omitempty"`
	URL        string     `json:"url,omitempty"`
	Published  string     `json:"datePublished,omitempty"`
	Author     *agent     `json:"author,omitempty"`
	Publisher  *agent     `json:"publisher,omitempty"`
	Identifier identifier `json:"identifier"`
}

// identifier names a text by its hash: the reader's copy, whatever stands at the address today.
type identifier struct {
	Type  string `json:"@type"`
	Kind  string `json:"propertyID"`
	Value string `json:"value"`
}

// claims writes every statement as a schema.org/Claim with who made it and where it appeared, and for every article how they were found.
func (e *Export) claims() string {
	var graph []any
	for i := range e.Items {
		it := &e.Items[i]
		id, where := "urn:ascribe:"+encoded(it.Article.ID), it.newsArticle()
		found := extraction{Type: "CreateAction", ID: id + ":reading", EndTime: e.Now,
			Instrument: program{"SoftwareApplication", "Ascribe", e.Version + ", " + it.Reading.Analyzer}, Object: where, Result: []idRef{}}
		for _, s := range it.statements() {
			if s.of == nil || s.text == "" {
				continue
			}
			appearance := where
			if fragment := FragmentURL(it.Article.URL, s.at.Of(it.Article.Text)); fragment != "" {
				appearance.URL = fragment
			}
			c := claim{"Claim", id + ":" + s.id, s.text, claimant(&s), appearance}
			graph = append(graph, c)
			found.Result = append(found.Result, idRef{c.ID})
		}
		graph = append(graph, found)
	}
	var o object
	o.field("@context", "https://schema.org")
	o.raw("@graph", rows(graph))
	return o.end()
}

func (it *Item) newsArticle() newsRef {
	a := &it.Article
	return newsRef{Type: "NewsArticle", Headline: a.Title, URL: a.URL, Published: a.Published, Author: named("Person", a.Author),
		Publisher: named("Organization", a.Outlet), Identifier: identifier{"PropertyValue", "SHA-256", note.Hash(a.Text)}}
}

func named(kind, name string) *agent {
	if name == "" {
		return nil
	}
	return &agent{Type: kind, Name: name}
}

// claimant returns the speaker as schema.org has it: a person, or an organisation for everything else that speaks.
func claimant(s *statement) *agent {
	a := named("Organization", s.of.Speaker)
	if a == nil {
		return nil
	}
	if kind := s.of.Kind.String(); kind == "person" {
		a.Type = "Person"
	}
	var about []string
	if !s.of.Named {
		about = append(about, "not named in the article")
	}
	if len(s.chain) > 1 {
		about = append(about, "as told by "+strings.Join(s.chain[:len(s.chain)-1], ", by way of "))
	}
	a.Description = strings.Join(about, "; ")
	return a
}
