// Package hedge finds how sure the words sound: the hedges of an article, each with its cue, its scope and its owner,
// as GUIDELINES section 3 defines them.
//
// It works in four steps. The lexicon proposes every place where one of its patterns stands (lexicon.go, lexicon.txt).
// Each proposal is decided: by its entry alone, by a linear classifier that has learned from labelled corpora which
// occurrences are hedges (feature.go), or, for numbers, by the words around (number.go). Of proposals that overlap the surest
// stays. Then the tree gives the scope (scope.go), and the attributions give the owner.
package hedge

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
	"github.com/ascribe/ascribe/wasm/source"
)

// Class is the kind of doubt.
type Class uint8

// The classes of GUIDELINES section 3.
const (
	Possibility Class = iota
	Probability
	Appearance
	Report
	Unknown
	Condition
	Belief
	Approximation
)

var classNames = [...]string{"possibility", "probability", "appearance", "report", "unknown", "condition", "belief", "approximation"}

// String returns the class as the JSON of a reading has it.
func (c Class) String() string { return classNames[c] }

// ParseClass returns the class with the name, and whether there is one.
func ParseClass(name string) (Class, bool) {
	i := slices.Index(classNames[:], name)
	return Class(max(i, 0)), i >= 0
}

// Hedge is a word or phrase by which the writer, or the person quoted, holds back from stating a claim as fact.
type Hedge struct {
	Cue, Scope []article.Span // in text order
	Class      Class
	Owner      int    // index of the innermost attribution whose content holds the cue, -1 for the reporter
	Why        string // what the cue does, in a reader's words, and the lexicon entry's id
}

// Find returns the hedges of a linked article, in text order.
func Find(a *article.Article, attributions []source.Attribution) []Hedge {
	proposals := Propose(a)
	proposals.model = classifier()
	chosen := proposals.choose()
	hedges := make([]Hedge, 0, len(chosen))
	owners := newOwners(attributions)
	spoken := sync.OnceValue(func() map[int]bool { return spokenTokens(a, attributions) })
	for _, p := range chosen {
		a.Breathe()
		e := p.Entry
		cue := proposals.view.cueSpan(p.First, p.Last)
		if e.ID == "indicate" && spoken()[p.First] {
			continue
		}
		owner := owners.of(cue)
		scope := scopeOf(proposals.view, p)
		if owner >= 0 {
			scope = within(a.Text, scope, cue, attributions[owner].Content)
		}
		hedges = append(hedges, Hedge{
			Cue: []article.Span{cue}, Scope: scope, Class: e.Class, Owner: owner,
			Why: "“" + cue.Of(a.Text) + "” " + e.Why + " (" + e.Class.String() + ", rule hedge/" + e.ID + ")",
		})
	}
	return hedges
}

// spokenTokens are the tokens of the verbs of those who speak: "the minister indicated that …" reports, "the polls indicate that …" reads signs.
func spokenTokens(a *article.Article, attributions []source.Attribution) map[int]bool {
	tokens := map[int]bool{}
	for _, s := range attributions {
		if s.Kind == source.Document || s.Kind == source.Unknown {
			continue
		}
		for _, c := range s.Cue {
			for first, last := a.TokensIn(c); first < last; first++ {
				tokens[first] = true
			}
		}
	}
	return tokens
}

// cueSpan returns the span of a cue, which begins where a word begins: "isn't clear", not "n't clear".
func (v *view) cueSpan(first, last int) article.Span {
	if first > 0 && v.is(first, "n't", "n’t") {
		first--
	}
	return v.article.SpanOf(first, last)
}

// owners finds whose doubt it is, for cues asked about in text order: a sweep, so that a long text with many statements costs no more than a short one per cue.
type owners struct {
	contents []content // not yet reached, by start
	open     []content // begun before the last cue, not known to have ended
}

// content is one span of an attribution's content, the size of all of it, and how many attributions hold that one.
type content struct {
	article.Span
	attribution, size, depth int
}

func newOwners(attributions []source.Attribution) *owners {
	o := &owners{}
	for i, s := range attributions {
		size := 0
		for _, c := range s.Content {
			size += c.Len()
		}
		depth := 0
		for p := s.Parent; p >= 0 && depth < deepest; p = attributions[p].Parent {
			depth++
		}
		for _, c := range s.Content {
			o.contents = append(o.contents, content{c, i, size, depth})
		}
	}
	sort.SliceStable(o.contents, func(i, j int) bool { return o.contents[i].Start < o.contents[j].Start })
	return o
}

// deepest is how many levels of "she said that he said" are told apart.
const deepest = 20

// of returns the attribution with the least content of those whose content holds the cue, -1 for none: contents nest, so the
// least is the innermost. Of two with the same content, "the agency cited a diplomat as saying …", the inner one is it.
func (o *owners) of(cue article.Span) int {
	for len(o.contents) > 0 && o.contents[0].Start <= cue.Start {
		o.open = append(o.open, o.contents[0])
		o.contents = o.contents[1:]
	}
	o.open = slices.DeleteFunc(o.open, func(c content) bool { return c.End <= cue.Start })
	best := content{attribution: -1}
	for _, c := range o.open {
		if c.Contains(cue) && (best.attribution < 0 || cmp.Or(cmp.Compare(c.size, best.size), cmp.Compare(best.depth, c.depth), cmp.Compare(c.attribution, best.attribution)) < 0) {
			best = c
		}
	}
	return best.attribution
}

// within cuts the scope to the content that the cue stands in, because an attribution around the claim is not part of it,
// nor is the "that" which opens the content.
func within(text string, scope []article.Span, cue article.Span, content []article.Span) []article.Span {
	cut := scope[:0:0]
	for _, s := range scope {
		for _, c := range content {
			if both := (article.Span{Start: max(s.Start, c.Start), End: min(s.End, c.End)}); both.Start < both.End {
				both = trimmed(text, both)
				if rest := both.Of(text); both.Start == c.Start && both.Start < cue.Start && strings.HasPrefix(rest, "that ") {
					both.Start += len("that ")
				}
				cut = append(cut, both)
			}
		}
	}
	if len(cut) == 0 {
		return scope
	}
	return cut
}

// Proposal is a place where an entry's pattern stands: the cue is Tokens[First:Last].
type Proposal struct {
	Entry       *Entry
	First, Last int
	Surety      float32 // how sure it is that this is a hedge, from 0 to 1
}

// Proposals are all proposals of an article, in the order of their first token.
type Proposals struct {
	List  []Proposal
	view  *view
	model *linear.Model
	dead  []bool // tokens inside what an entry that decides Never has matched
}

// Propose returns what the lexicon proposes. Surety is not set.
func Propose(a *article.Article) *Proposals {
	l := English()
	p := &Proposals{view: newView(a), dead: make([]bool, len(a.Tokens))}
	for i := range a.Tokens {
		for _, k := range l.first[p.view.hash[i]] {
			e := &l.Entries[k]
			first, last, ok := e.match(p.view, i)
			if !ok {
				continue
			}
			if e.Decision == Never {
				for t := first; t < last; t++ {
					p.dead[t] = true
				}
				continue
			}
			p.List = append(p.List, Proposal{Entry: e, First: first, Last: last})
		}
	}
	return p
}

// certain is the surety of what a rule decides.
const certain = 1

// threshold is the least surety of a hedge by the classifier, for entries that do not name another. It was chosen on the
// development part of the Wikipedia sentences.
const threshold = 0.65

// choose decides each proposal, and keeps of those that overlap the surest, of equally sure ones the longest.
func (p *Proposals) choose() []Proposal {
	var kept []Proposal
	for i := range p.List {
		q := &p.List[i]
		p.view.article.Breathe()
		q.Surety = p.surety(q)
		if q.Surety > 0 && q.Surety >= q.Entry.least {
			kept = append(kept, *q)
		}
	}
	order := slices.Clone(kept)
	sort.SliceStable(order, func(i, j int) bool {
		x, y := &order[i], &order[j]
		switch {
		case x.Surety != y.Surety:
			return x.Surety > y.Surety
		case x.Last-x.First != y.Last-y.First:
			return x.Last-x.First > y.Last-y.First
		}
		return x.First < y.First
	})
	taken := make(map[int]bool, 2*len(order))
	kept = kept[:0]
	for _, q := range order {
		free := true
		for t := q.First; t < q.Last; t++ {
			free = free && !taken[t]
		}
		if free {
			for t := q.First; t < q.Last; t++ {
				taken[t] = true
			}
			kept = append(kept, q)
		}
	}
	sort.SliceStable(kept, func(i, j int) bool { return kept[i].First < kept[j].First })
	return slices.DeleteFunc(kept, func(q Proposal) bool { return (q.Entry.ID == "whether" || q.Entry.ID == "if") && p.answered(q, kept) })
}

// answered reports whether another cue says that the question is open which "whether" or "if" opens, the one right before it or a later one in the
// sentence: "uncertainty over whether it will help", "hard to say if it helps", "depends on whether it helps" and "Whether it will help is unclear"
// have one hedge, not two.
func (p *Proposals) answered(question Proposal, kept []Proposal) bool {
	last := p.view.sentence(question.First).Last
	for _, q := range kept {
		open := q.Entry.Class == Unknown || strings.HasPrefix(q.Entry.ID, "depends-on")
		if open && (q.Last == question.First || q.Last == question.First-1 && p.view.isPreposition(q.Last)) {
			return true
		}
		if open && question.Entry.ID == "whether" && q.First > question.First && q.Last <= last {
			return true
		}
	}
	return false
}

// surety decides one proposal.
func (p *Proposals) surety(q *Proposal) float32 {
	switch v := p.view; {
	case p.denied(q), v.ruledOut(q), q.Entry.Decision == ByNumber && !v.approximates(q):
		return 0
	case q.Entry.Decision != ByModel, v.ruledIn(q):
		return certain
	}
	return p.classify(q)
}

// ruledOut reports whether the words around a proposal say that it is no hedge, whoever would decide otherwise.
func (v *view) ruledOut(q *Proposal) bool {
	switch q.Entry.ID {
	case "should-likely":
		return v.asked(q.First) || !v.expects(q)
	case "should-if", "should-inverted":
		return v.asked(q.First) // "Should we worry?"
	case "inverted":
		return !v.inverted(q.First)
	case "look-like":
		return !v.looks(q)
	case "may":
		return v.permitted(q.First)
	case "would":
		return v.backshifted(q.First)
	case "suggest":
		return v.proposes(q.First)
	case "think":
		if v.is(q.First, "thinking") && v.is(q.First-1, "of", "the", "some", "more", "much") { // the noun
			return true
		}
	}
	return v.held(q)
}

// ruledIn reports whether the words around a proposal that the classifier decides leave nothing to decide.
func (v *view) ruledIn(q *Proposal) bool {
	switch q.Entry.ID {
	case "would":
		return v.plannedNext(q) || v.supposes(q.First) || v.counterfactual(q.First)
	case "suggest", "indicate", "imply":
		return v.readFromEvidence(q)
	}
	return false
}

// asked reports whether the sentence of token i is a question.
func (v *view) asked(i int) bool {
	s := v.sentence(i)
	end := s.Last - 1
	for end > i && (v.article.Tokens[end].Tag == article.Close || v.article.Tokens[end].Tag == article.RRB) {
		end--
	}
	return v.is(end, "?")
}

// denied reports whether the cue lies inside words that an entry has marked as no hedge. A longer cue does not: "looks as if", against "as if".
func (p *Proposals) denied(q *Proposal) bool {
	for t := q.First; t < q.Last; t++ {
		if !p.dead[t] {
			return false
		}
	}
	return true
}
