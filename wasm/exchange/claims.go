package exchange

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/shape"
)

// The shapes of schema.org that the claims use. There is no rating in them: the program does not say what is true.
type claim struct {
	Type       string
	ID         string
	Text       string
	Author     *agent
	Appearance newsRef
}

func (c *claim) Shape(f *shape.Fields) {
	f.String("@type", &c.Type)
	f.String("@id", &c.ID)
	f.String("text", &c.Text)
	c.Author.some(f, "author")
	f.Object("appearance", &c.Appearance)
}

// extraction says how an article's claims came about: what read which text. The claims are its result.
type extraction struct {
	Type       string
	ID         string
	EndTime    string
	Instrument program
	Object     newsRef
	Result     []idRef
}

func (e *extraction) Shape(f *shape.Fields) {
	f.String("@type", &e.Type)
	f.String("@id", &e.ID)
	f.String("endTime", &e.EndTime)
	f.Object("instrument", &e.Instrument)
	f.Object("object", &e.Object)
	shape.List(f, "result", &e.Result)
}

type program struct {
	Type    string
	Name    string
	Version string
}

func (p *program) Shape(f *shape.Fields) {
	f.String("@type", &p.Type)
	f.String("name", &p.Name)
	f.String("softwareVersion", &p.Version)
}

type idRef struct {
	ID string
}

func (r *idRef) Shape(f *shape.Fields) { f.String("@id", &r.ID) }

type agent struct {
	Type        string
	Name        string
	Description string
}

func (a *agent) Shape(f *shape.Fields) {
	f.String("@type", &a.Type)
	f.String("name", &a.Name)
	f.Some("description", &a.Description)
}

// some writes the agent, if there is one.
func (a *agent) some(f *shape.Fields, name string) {
	if a != nil {
		f.Object(name, a)
	}
}

type newsRef struct {
	Type       string
	Headline   string
	URL        string
	Published  string
	Author     *agent
	Publisher  *agent
	Identifier identifier
}

func (n *newsRef) Shape(f *shape.Fields) {
	f.String("@type", &n.Type)
	f.Some("headline", &n.Headline)
	f.Some("url", &n.URL)
	f.Some("datePublished", &n.Published)
	n.Author.some(f, "author")
	n.Publisher.some(f, "publisher")
	f.Object("identifier", &n.Identifier)
}

// identifier names a text by its hash: the reader's copy, whatever stands at the address today.
type identifier struct {
	Type  string
	Kind  string
	Value string
}

func (i *identifier) Shape(f *shape.Fields) {
	f.String("@type", &i.Type)
	f.String("propertyID", &i.Kind)
	f.String("value", &i.Value)
}

// claims writes every statement as a schema.org/Claim with who made it and where it appeared, and for every article how they were found.
func (e *Export) claims() string {
	var graph []string
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
			graph = append(graph, shape.Text(&c))
			found.Result = append(found.Result, idRef{c.ID})
		}
		graph = append(graph, shape.Text(&found))
	}
	var o object
	o.text("@context", "https://schema.org")
	o.json("@graph", rows(graph))
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
