package hedge

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// classifier returns the model, learned by logistic regression: label 1 is a hedge.
var classifier = sync.OnceValue(func() *linear.Model {
	m, err := linear.Load(modelFile)
	if err != nil {
		panic(err) // the file is part of the program and tested
	}
	return m
})

// classify returns the classifier's probability that the proposal is a hedge.
func (p *Proposals) classify(q *Proposal) float32 {
	var buffer [160]uint32
	features := p.Features(buffer[:0], q, Target)
	var scores [2]int32
	p.model.Scores(features, scores[:])
	return float32(1 / (1 + math.Exp(-float64(scores[1])*float64(p.model.Unit()))))
}

// Domain is the corpus that an example comes from. Corpora differ in what they call a hedge: each feature that tells their
// conventions apart exists once for all and once for the domain, and a reader's text is read as Target, whose conventions
// are nearest to the guidelines.
type Domain uint32

// Target is the domain of the texts that readers paste.
const Target Domain = 0

// Features appends the proposal's features.
func (p *Proposals) Features(features []uint32, q *Proposal, domain Domain) []uint32 {
	f := collector{features: features, entry: linear.Mix(1, linear.Hash(q.Entry.ID)), class: uint32(q.Entry.Class), domain: uint32(domain)}
	s := p.view.sentence(q.First)
	p.view.cueFeatures(&f, q)
	p.view.nextFeatures(&f, q, s)
	p.view.clauseFeatures(&f, q, s)
	p.view.sentenceFeatures(&f, q, s)
	return f.features
}

// cueFeatures are the cue's words, its tag and its relation.
func (v *view) cueFeatures(f *collector, q *Proposal) {
	cue := uint32(0)
	for t := q.First; t < q.Last; t++ {
		cue = linear.Mix(cue, v.hash[t])
	}
	head := v.cueHead(q)
	f.both(1, cue)
	f.both(2, 0)
	f.both(3, v.tag(head))
	f.entryOnly(4, v.dep(head))
}

// nextFeatures are the two words and tags on either side of the cue, quotation marks aside.
func (v *view) nextFeatures(f *collector, q *Proposal, s article.Sentence) {
	before, after := v.unquoted(q, s)
	f.all(5, v.word(after, s))
	f.all(6, v.word(before, s))
	f.entryOnly(7, v.word(after+1, s))
	f.entryOnly(8, v.word(before-1, s))
	f.both(9, v.tagOf(after, s))
	f.both(10, v.tagOf(before, s))
	f.entryOnly(11, v.tagOf(after+1, s))
	f.entryOnly(12, v.tagOf(before-1, s))
	f.entryOnly(13, linear.Mix(v.tagOf(before, s), v.tagOf(after, s)))
	f.entryOnly(14, linear.Mix(v.tagOf(after, s), v.tagOf(after+1, s)))
	f.entryOnly(15, linear.Mix(v.word(before, s), v.word(after, s)))
}

// clauseFeatures are what governs the cue, what governs its clause, and what depends on either.
func (v *view) clauseFeatures(f *collector, q *Proposal, s article.Sentence) {
	head := v.cueHead(q)
	parent, verb := v.parent(head), v.clauseHead(head)
	governor := v.parent(verb)
	f.all(16, v.word(parent, s))
	f.entryOnly(17, v.tagOf(parent, s))
	f.entryOnly(18, linear.Mix(v.dep(verb), v.tag(verb)))
	f.all(19, v.word(governor, s))
	f.entryOnly(20, linear.Mix(v.dep(verb), v.tagOf(governor, s)))
	v.childFeatures(f, head, 0)
	if verb != head {
		v.childFeatures(f, verb, 1)
	}
}

// childFeatures are the relations of what depends on a token, and the words of those that make a clause: its subject, its auxiliaries and the like.
// The place is 0 for the cue and 1 for the head of its clause.
func (v *view) childFeatures(f *collector, node int, place uint32) {
	if node < 0 {
		return
	}
	for _, c := range v.article.Children(node) {
		dep := v.article.Tokens[c].Dep
		f.entryOnly(21+place, uint32(dep))
		switch dep {
		case article.DepNsubj, article.DepNsubjPass, article.DepMark, article.DepExpl, article.DepAdvmod, article.DepAux, article.DepAuxPass, article.DepCop:
			f.both(23+place, linear.Mix(uint32(dep), v.hash[c]))
		}
	}
}

// sentenceFeatures are the signals anywhere in the sentence, its end, whether the cue begins it, and the words around at some distance.
func (v *view) sentenceFeatures(f *collector, q *Proposal, s article.Sentence) {
	for t := s.First; t < s.Last; t++ {
		if signals[v.hash[t]] && (t < q.First || t >= q.Last) {
			f.both(25, linear.Mix(v.hash[t], side(t < q.First)))
		}
	}
	if before, _ := v.unquoted(q, s); before < s.First {
		f.entryOnly(26, 0)
	}
	if s.Last > s.First {
		f.entryOnly(27, v.hash[s.Last-1])
	}
	for d := 3; d <= 5; d++ {
		f.entryOnly(28, v.word(q.Last+d-1, s))
		f.entryOnly(29, v.word(q.First-d, s))
	}
}

// unquoted returns the tokens before and after the cue that are no quotation marks: “If …” begins a sentence as If does.
func (v *view) unquoted(q *Proposal, s article.Sentence) (before, after int) {
	quotes := func(i int) bool {
		tag := v.article.Tokens[i].Tag
		return tag == article.Open || tag == article.Close
	}
	for before = q.First - 1; before >= s.First && quotes(before); {
		before--
	}
	for after = q.Last; after < s.Last && quotes(after); {
		after++
	}
	return before, after
}

func side(left bool) uint32 {
	if left {
		return 1
	}
	return 2
}

// signals are words that, anywhere in the sentence, say something about its hedges.
var signals = wordSet("if unless whether may might could would said says say told ask asked asks because that when had were not n't by within days weeks months soon ? \" “ ” ``")

// collector makes features of a template, a value, and the entry, the class or the domain.
type collector struct {
	features             []uint32
	entry, class, domain uint32
}

// entryOnly adds the value as seen at this entry. It and the others are not inlined, for what describes a proposal would be four times as large.
//
//go:noinline
func (f *collector) entryOnly(template, value uint32) {
	f.features = append(f.features, linear.Mix3(template, value, f.entry))
}

// both adds the value as seen at this entry, in all corpora and in this one.
//
//go:noinline
func (f *collector) both(template, value uint32) {
	x := linear.Mix3(template, value, f.entry)
	f.features = append(f.features, x, linear.Mix3(x, 7, f.domain))
}

// all adds the value as seen at this entry, and at any entry of the class.
//
//go:noinline
func (f *collector) all(template, value uint32) {
	f.features = append(f.features, linear.Mix3(template, value, f.entry), linear.Mix3(template, value, 1000+f.class))
}

// cueHead returns the token of the cue whose head stands outside it.
func (v *view) cueHead(q *Proposal) int {
	for t := q.First; t < q.Last; t++ {
		if h := int(v.article.Tokens[t].Head); h < q.First || h >= q.Last {
			return t
		}
	}
	return q.First
}

// parent returns the head of token i, -1 for a root and for no token.
func (v *view) parent(i int) int {
	if i < 0 {
		return -1
	}
	return int(v.article.Tokens[i].Head)
}

// clauseHead returns the head of the clause that token i stands in: i itself or the first above it that is a predicate.
func (v *view) clauseHead(i int) int {
	for steps := 0; i >= 0 && steps < 50; steps++ {
		if v.isPredicate(i) || v.parent(i) < 0 {
			return i
		}
		i = v.parent(i)
	}
	return i
}

// isPredicate reports whether token i heads a clause.
func (v *view) isPredicate(i int) bool {
	switch v.article.Tokens[i].Dep {
	case article.DepRoot, article.DepCcomp, article.DepAdvcl, article.DepAcl, article.DepParataxis, article.DepCsubj, article.DepCsubjPass:
		return true
	case article.DepConj, article.DepXcomp:
		return v.article.Tokens[i].Tag.IsVerb() || v.child(i, article.DepCop) >= 0 || v.child(i, article.DepNsubj) >= 0
	}
	return false
}

// child returns the first child of token i with one of the relations, -1 for none and for no token.
func (v *view) child(i int, deps ...article.Dep) int {
	if i < 0 {
		return -1
	}
	for _, c := range v.article.Children(i) {
		if slices.Contains(deps, v.article.Tokens[c].Dep) {
			return int(c)
		}
	}
	return -1
}

func (v *view) tag(i int) uint32 {
	if i < 0 {
		return 0
	}
	return uint32(v.article.Tokens[i].Tag)
}

func (v *view) dep(i int) uint32 {
	if i < 0 {
		return 0
	}
	return uint32(v.article.Tokens[i].Dep)
}

// word returns the hash of token i, a constant outside the sentence.
func (v *view) word(i int, s article.Sentence) uint32 {
	if i < s.First || i >= s.Last {
		return 1
	}
	return v.hash[i]
}

// tagOf returns the tag of token i, a constant outside the sentence.
func (v *view) tagOf(i int, s article.Sentence) uint32 {
	if i < s.First || i >= s.Last {
		return 1000
	}
	return uint32(v.article.Tokens[i].Tag)
}

// Same reports whether the proposal's cue is the span, blanks and marks at its ends aside.
func (p *Proposals) Same(q *Proposal, span article.Span) bool {
	return trimmed(p.view.article.Text, p.view.article.SpanOf(q.First, q.Last)) == trimmed(p.view.article.Text, span)
}

// trimmed cuts blanks and marks from both ends of a span, but not the bracket that closes one in it.
func trimmed(text string, s article.Span) article.Span {
	rest := strings.TrimLeft(s.Of(text), marks)
	s.Start = s.End - len(rest)
	rest = strings.TrimRight(rest, marks)
	s.End = s.Start + len(rest)
	if strings.HasPrefix(text[s.End:], ")") && strings.LastIndexByte(rest, '(') > strings.LastIndexByte(rest, ')') {
		s.End++
	}
	return s
}

const marks = " \t\r\n\u00a0.,;:!?-–—\"'“”‘’`()[]"
