package exchange

import "strings"

// The shapes of schema.org that the claims use. There is no rating in them: the program does not say what is true.
type claim struct {
	Type       string  `json:"@type"`
	ID         string  `json:"@id"`
	Text       string  `json:"text"`
	Author     *agent  `json:"author,omitempty"`
	Appearance newsRef `json:"appearance"`
}

type agent struct {
	Type        string `json:"@type"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
}

type newsRef struct {
	Type      string `json:"@type"`
	Headline  string `json:"headline,omitempty"`
	URL       string `json:"url,omitempty"`
	Published string `json:"datePublished,omitempty"`
	Author    *agent `json:"author,omitempty"`
	Publisher *agent `json:"publisher,omitempty"`
}

// claims writes every statement as a schema.org/Claim with who made it and where it appeared.
func (e *Export) claims() string {
	graph := []claim{}
	for i := range e.Items {
		it := &e.Items[i]
		for _, s := range it.statements() {
			if s.of == nil || s.text == "" {
				continue
			}
			where := newsRef{Type: "NewsArticle", Headline: it.Article.Title, URL: it.Article.URL, Published: it.Article.Published,
				Author: named("Person", it.Article.Author), Publisher: named("Organization", it.Article.Outlet)}
			if fragment := FragmentURL(it.Article.URL, s.at.Of(it.Article.Text)); fragment != "" {
				where.URL = fragment
			}
			graph = append(graph, claim{"Claim", "urn:ascribe:" + encoded(it.Article.ID) + ":" + s.id, s.text, claimant(&s), where})
		}
	}
	var o object
	o.field("@context", "https://schema.org")
	o.raw("@graph", rows(graph))
	return o.end()
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
