// Package actor finds who is in the story: the people, organisations, governments and groups that an article mentions,
// with every mention of each, as GUIDELINES section 1 defines them.
package actor

import "github.com/ascribe/ascribe/wasm/article"

// Type is what kind of actor it is.
type Type uint8

// The types. Place is a place that is only a place in this article, and no actor: it is kept to tell the two apart.
const (
	Person Type = iota
	Organization
	Government
	Group
	Place
)

// String returns the type as the JSON of a reading has it.
func (t Type) String() string {
	return [...]string{"person", "organization", "government", "group", "place"}[t]
}

// Form is how a mention mentions.
type Form uint8

// The forms. Pronouns are listed only where they are the source of an attribution.
const (
	NameForm Form = iota
	Nominal
	Pronoun
)

// String returns the form as the JSON of a reading has it.
func (f Form) String() string { return [...]string{"name", "nominal", "pronoun"}[f] }

// Mention is one place where an actor is mentioned. Head is the token that heads it.
type Mention struct {
	article.Span
	Form Form
	Head int
}

// Actor is someone who can act or speak in this story.
type Actor struct {
	Name     string // canonical: the fullest name, or the first description
	Type     Type
	Mentions []Mention      // in text order, at least one
	Roles    []article.Span // what the article says they are: "a spokesman for the Chinese embassy"
	Why      string         // why it is taken for an actor of this type, in a reader's words, with the rule's id
}
