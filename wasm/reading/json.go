package reading

import (
	"strconv"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/shape"
)

// Version is the version of the JSON shape.
const Version = "1.0"

type pair = [2]int

// JSON is a reading as the contract has it. Positions count the unit of the border it was made with.
// Ids number the findings of each kind in text order: a1…, s1…, h1….
type JSON struct {
	ID           string
	Version      string
	Analyzer     string
	Sentences    []pair
	Paragraphs   []pair
	Tokens       []TokenJSON // nil if they were not asked for
	Entities     []EntityJSON
	Actors       []ActorJSON
	Attributions []AttributionJSON
	Hedges       []HedgeJSON
}

// TokenJSON is a token; Head indexes the list, -1 for a root.
type TokenJSON struct {
	Span pair
	Tag  string
	Head int
	Dep  string
}

// EntityJSON is a name.
type EntityJSON struct {
	Span  pair
	Label string
}

// ActorJSON is an actor. Speaks: it is the source of at least one attribution.
type ActorJSON struct {
	ID       string
	Name     string
	Type     string
	Mentions []MentionJSON
	Roles    []pair
	Speaks   bool
	Why      string
}

// MentionJSON is one mention of an actor.
type MentionJSON struct {
	Span pair
	Form string
}

// AttributionJSON is an attribution. Actor and Parent are ids or null.
type AttributionJSON struct {
	ID      string
	Source  []pair
	Cue     []pair
	Content []pair
	Reason  []pair
	Basis   []pair
	Quote   string
	Kind    string
	Stance  string
	Named   bool
	Speaker string
	Actor   *string
	Parent  *string
	Why     string
}

// HedgeJSON is a hedge. Owner is an attribution's id, or null for the reporter.
type HedgeJSON struct {
	ID    string
	Cue   []pair
	Scope []pair
	Class string
	Owner *string
	Why   string
}

// JSON returns the reading in the shape of the contract, positions in the given unit, with tokens if asked for.
func (r *Reading) JSON(id string, unit article.Unit, tokens bool) *JSON {
	b := article.NewBorder(r.Article.Text, unit)
	out := &JSON{ID: id, Version: Version, Analyzer: r.Analyzer,
		Sentences: []pair{}, Paragraphs: []pair{}, Entities: []EntityJSON{}, Actors: []ActorJSON{}, Attributions: []AttributionJSON{}, Hedges: []HedgeJSON{}}
	for _, s := range r.Article.Sentences {
		out.Sentences = append(out.Sentences, b.Span(s.Span))
	}
	for _, p := range r.Article.Paragraphs {
		out.Paragraphs = append(out.Paragraphs, b.Span(p.Span))
	}
	if tokens {
		out.Tokens = make([]TokenJSON, 0, len(r.Article.Tokens))
		for _, t := range r.Article.Tokens {
			out.Tokens = append(out.Tokens, TokenJSON{b.Span(t.Span), t.Tag.String(), int(t.Head), t.Dep.String()})
		}
	}
	for _, n := range r.Article.Names {
		out.Entities = append(out.Entities, EntityJSON{b.Span(n.Span), n.Label.String()})
	}
	speaks := make([]bool, len(r.Actors))
	for _, s := range r.Attributions {
		if s.Actor >= 0 {
			speaks[s.Actor] = true
		}
	}
	for i, x := range r.Actors {
		out.Actors = append(out.Actors, ActorJSON{*ref("a", i), x.Name, x.Type.String(), mentions(b, x.Mentions), spans(b, x.Roles), speaks[i], x.Why})
	}
	for i, s := range r.Attributions {
		out.Attributions = append(out.Attributions, AttributionJSON{*ref("s", i),
			spans(b, s.Source), spans(b, s.Cue), spans(b, s.Content), spans(b, s.Reason), spans(b, s.Basis),
			s.Quote.String(), s.Kind.String(), s.Stance.String(), s.Named, s.Speaker, ref("a", s.Actor), ref("s", s.Parent), s.Why})
	}
	for i, h := range r.Hedges {
		out.Hedges = append(out.Hedges, HedgeJSON{*ref("h", i), spans(b, h.Cue), spans(b, h.Scope), h.Class.String(), ref("s", h.Owner), h.Why})
	}
	return out
}

// ref returns the id of the i-th finding of a kind, nil for none.
func ref(kind string, i int) *string {
	if i < 0 {
		return nil
	}
	id := kind + strconv.Itoa(i+1)
	return &id
}

func spans(b *article.Border, list []article.Span) []pair {
	out := make([]pair, 0, len(list))
	for _, s := range list {
		out = append(out, b.Span(s))
	}
	return out
}

func mentions(b *article.Border, list []actor.Mention) []MentionJSON {
	out := make([]MentionJSON, 0, len(list))
	for _, m := range list {
		out = append(out, MentionJSON{b.Span(m.Span), m.Form.String()})
	}
	return out
}

// Shape implements shape.Shaped, as do the methods below.
func (j *JSON) Shape(f *shape.Fields) {
	f.String("id", &j.ID)
	f.String("version", &j.Version)
	f.String("analyzer", &j.Analyzer)
	f.Spans("sentences", &j.Sentences)
	f.Spans("paragraphs", &j.Paragraphs)
	if j.Tokens != nil || !f.Writing() {
		shape.List(f, "tokens", &j.Tokens)
	}
	shape.List(f, "entities", &j.Entities)
	shape.List(f, "actors", &j.Actors)
	shape.List(f, "attributions", &j.Attributions)
	shape.List(f, "hedges", &j.Hedges)
}

func (t *TokenJSON) Shape(f *shape.Fields) {
	f.Span("span", &t.Span)
	f.String("tag", &t.Tag)
	f.Int("head", &t.Head)
	f.String("dep", &t.Dep)
}

func (e *EntityJSON) Shape(f *shape.Fields) {
	f.Span("span", &e.Span)
	f.String("label", &e.Label)
}

func (a *ActorJSON) Shape(f *shape.Fields) {
	f.String("id", &a.ID)
	f.String("name", &a.Name)
	f.String("type", &a.Type)
	shape.List(f, "mentions", &a.Mentions)
	f.Spans("roles", &a.Roles)
	f.Bool("speaks", &a.Speaks)
	f.String("why", &a.Why)
}

func (m *MentionJSON) Shape(f *shape.Fields) {
	f.Span("span", &m.Span)
	f.String("form", &m.Form)
}

func (a *AttributionJSON) Shape(f *shape.Fields) {
	f.String("id", &a.ID)
	f.Spans("source", &a.Source)
	f.Spans("cue", &a.Cue)
	f.Spans("content", &a.Content)
	f.Spans("reason", &a.Reason)
	f.Spans("basis", &a.Basis)
	f.String("quote", &a.Quote)
	f.String("kind", &a.Kind)
	f.String("stance", &a.Stance)
	f.Bool("named", &a.Named)
	f.String("speaker", &a.Speaker)
	f.Reference("actor", &a.Actor)
	f.Reference("parent", &a.Parent)
	f.String("why", &a.Why)
}

func (h *HedgeJSON) Shape(f *shape.Fields) {
	f.String("id", &h.ID)
	f.Spans("cue", &h.Cue)
	f.Spans("scope", &h.Scope)
	f.String("class", &h.Class)
	f.Reference("owner", &h.Owner)
	f.String("why", &h.Why)
}

// Bytes returns the JSON text, on one line, fit to stand in a page.
func (j *JSON) Bytes() []byte { return shape.Escaped(j) }
