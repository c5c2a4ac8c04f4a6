// Package source finds who said it: the attributions of an article, each with its source, cue and content,
// as GUIDELINES section 2 defines them.
package source

import (
	"github.com/ascribe/ascribe/wasm/article"
)

// Quote says how much of an attribution's content stands in quotation marks.
type Quote uint8

// Direct content is wholly in quotation marks, mixed in part, indirect not at all.
const (
	Indirect Quote = iota
	Direct
	Mixed
)

// String returns the value as the JSON of a reading has it.
func (q Quote) String() string { return [...]string{"indirect", "direct", "mixed"}[q] }

// Kind is what kind of source it is.
type Kind uint8

// The kinds. Unknown: the text names no source ("reportedly", a passive).
const (
	Person Kind = iota
	Organization
	Government
	Group
	Media
	Document
	Unknown
)

// String returns the kind as the JSON of a reading has it.
func (k Kind) String() string {
	return [...]string{"person", "organization", "government", "group", "media", "document", "unknown"}[k]
}

// Stance is what the cue says about the statement besides that it was made.
type Stance uint8

// Neutral: "said"; Claim: "claimed", "alleged"; Concession: "admitted"; Denial: "denied", "rejected";
// Demand: "urged", "called for"; Thought: "believes", "fears"; Evidence: "showed", "according to a filing".
const (
	Neutral Stance = iota
	Claim
	Concession
	Denial
	Demand
	Thought
	Evidence
)

// String returns the stance as the JSON of a reading has it.
func (s Stance) String() string {
	return [...]string{"neutral", "claim", "concession", "denial", "demand", "thought", "evidence"}[s]
}

// Attribution says that something was said, written, thought or shown by someone other than the reporter.
// Each part is a list of spans in text order, because a part can be interrupted; Source and Cue may be empty.
type Attribution struct {
	Source, Cue, Content []article.Span
	Reason               []article.Span // why an unnamed source is not named, if the article says so
	Basis                []article.Span // how an unnamed source claims to know: "briefed on the talks"
	Quote                Quote
	Kind                 Kind
	Stance               Stance
	Named                bool
	Speaker              string // the actor's canonical name, pronouns resolved; a description for unnamed sources
	Actor                int    // index among the actors, -1 if none
	Parent               int    // index of the attribution whose content holds this one, -1 if none
	Why                  string // the rule or the strongest features, in a reader's words
}
