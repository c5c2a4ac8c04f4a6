package note

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ascribe/ascribe/wasm/article"
)

// State is how an anchor was found.
type State string

// Exact: the quotation stands in its place. Moved: it stands elsewhere, or in its place in other words, and is surely the one.
// Lost: nothing is surely the one.
const (
	Exact State = "exact"
	Moved State = "moved"
	Lost  State = "lost"
)

// Placement is where an anchor is in a text, in bytes. A lost one has no Span, but may have candidates, best first.
type Placement struct {
	State      State
	Span       article.Span
	Candidates []article.Span
}

// The thresholds of placing. Context is the likeness of what stands around a place to the anchor's prefix and suffix, 0 to 1;
// unrelated English scores about 0.3.
const (
	editShare     = 0.15 // edits allowed in a quotation, as a share of its code points
	contextEnough = 0.55 // for a quotation found word for word
	contextFuzzy  = 0.6  // for one found with edits
	contextClear  = 0.15 // by how much the best must surpass the runner-up
	longQuote     = 64   // code points after which a quotation that occurs once is sure without its context
	quoteEnough   = 24   // … or with a little of its context, contextLittle
	contextLittle = 0.4
	maxSeen       = 64                         // places whose context is compared
	maxCandidates = 5                          // candidates shown for a lost anchor
	maxFuzzy      = 4096                       // code points of the longest quotation that is searched with edits
	maxContext    = contextLength + wordLength // code points of the prefix and of the suffix that are compared: all that Describe keeps
)

// Placer describes places of one text, and finds them in it.
type Placer struct {
	text   string
	hash   string
	points *article.Border
	runes  []rune // the text folded; made when the first anchor needs it
}

// NewPlacer goes through text once, for all the anchors that are made or found in it.
func NewPlacer(text string) *Placer {
	return &Placer{text: text, hash: Hash(text), points: article.NewBorder(text, article.CodePoints)}
}

// candidate is a place that could be the one.
type candidate struct {
	span    article.Span
	edits   int
	context float64
}

// Place finds an anchor: in its place; else word for word with its context; else with few edits, in a context that is clearly
// the right one; else it is lost. It never guesses, because a note on the wrong sentence says something its writer did not.
func (p *Placer) Place(a *Anchor) Placement {
	home := p.points.Bytes([2]int{a.Start, a.End})
	atHome := a.Exact != "" && home.Of(p.text) == a.Exact
	if atHome && a.TextSha256 == p.hash {
		return Placement{State: Exact, Span: home}
	}
	if a.Exact == "" {
		return Placement{State: Lost}
	}
	a = a.near()
	literal, count := p.literal(a, home)
	rank(literal, home)
	if atHome {
		for _, c := range literal {
			if c.span == home && c.context >= contextEnough && c.context >= literal[0].context {
				return Placement{State: Exact, Span: home}
			}
		}
	}
	if best, ok := sure(literal, contextEnough); ok {
		return found(best, home)
	}
	all := literal
	if count <= maxSeen { // a quotation that stands everywhere word for word is not looked for in other words: a letter is in millions of places
		all = append(all, p.edited(a, literal)...)
	}
	rank(all, home)
	if best, ok := sure(all, contextFuzzy); ok {
		return found(best, home)
	}
	length := len([]rune(a.Exact))
	if count == 1 && (length >= longQuote || length >= quoteEnough && literal[0].context >= contextLittle) {
		return found(literal[0], home)
	}
	lost := Placement{State: Lost}
	for _, c := range all[:min(len(all), maxCandidates)] {
		lost.Candidates = append(lost.Candidates, c.span)
	}
	return lost
}

// near returns the anchor with as much around its quotation as is compared: another program's can have any length of it, and
// comparing takes the square of that.
func (a *Anchor) near() *Anchor {
	short := *a
	short.Prefix = a.Prefix[back(a.Prefix, len(a.Prefix), maxContext):]
	short.Suffix = a.Suffix[:forth(a.Suffix, 0, maxContext)]
	return &short
}

func found(c candidate, home article.Span) Placement {
	if c.edits == 0 && c.span == home {
		return Placement{State: Exact, Span: c.span}
	}
	return Placement{State: Moved, Span: c.span}
}

// rank sorts candidates best first: by context, edits, then nearness to where the anchor was.
func rank(list []candidate, home article.Span) {
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i], list[j]
		if a.context != b.context {
			return a.context > b.context
		}
		if a.edits != b.edits {
			return a.edits < b.edits
		}
		return abs(a.span.Start-home.Start) < abs(b.span.Start-home.Start)
	})
}

// sure returns the first candidate if its context is enough and surpasses the second's clearly.
func sure(ranked []candidate, enough float64) (candidate, bool) {
	if len(ranked) == 0 || ranked[0].context < enough {
		return candidate{}, false
	}
	return ranked[0], len(ranked) == 1 || ranked[0].context-ranked[1].context >= contextClear
}

// literal returns the places where the quotation stands word for word, and how many there are. Of more than maxSeen places
// it keeps those whose neighbouring characters agree best, and the anchor's own. A place inside a longer word ("may" in
// "mayor") counts only if there are no others, as for an anchor that another program made, and then it is the whole word.
func (p *Placer) literal(a *Anchor, home article.Span) (list []candidate, count int) {
	var whole, inside nearest
	step := 1 // places may overlap: "no, no" in "no, no, no"
	if len(a.Exact) > maxFuzzy {
		step = len(a.Exact) // to compare a long one with itself at every place would take the square of its length
	}
	for from := 0; ; {
		next := strings.Index(p.text[from:], a.Exact)
		if next < 0 {
			break
		}
		span := article.Span{Start: from + next, End: from + next + len(a.Exact)}
		if from = span.Start + step; span.Start < home.Start {
			from = min(from, home.Start)
		}
		agree := commonSuffix(p.text[:span.Start], a.Prefix) + commonPrefix(p.text[span.End:], a.Suffix)
		if span == home {
			agree += len(a.Prefix) + len(a.Suffix)
		}
		if p.cutsWord(span) {
			inside.add(span, agree)
		} else {
			whole.add(span, agree)
		}
	}
	if whole.count == 0 {
		whole = inside
		for i := range whole.places {
			whole.places[i].span = Snap(p.text, whole.places[i].span)
		}
	}
	for _, q := range whole.places {
		list = append(list, candidate{span: q.span, context: p.context(a, q.span)})
	}
	return list, whole.count
}

// cutsWord reports whether the span begins or ends inside a word. It looks at the borders alone: a letter can stand in a text millions of times.
func (p *Placer) cutsWord(span article.Span) bool {
	first, _ := utf8.DecodeRuneInString(p.text[span.Start:])
	last, _ := utf8.DecodeLastRuneInString(p.text[:span.End])
	if unicode.IsSpace(first) || unicode.IsSpace(last) {
		return false
	}
	return span.Start > 0 && joined(p.text, span.Start) || span.End < len(p.text) && joined(p.text, span.End)
}

// nearest keeps, of any number of places, the maxSeen that agree best with an anchor, best first, the earlier of equals first.
type nearest struct {
	places []place
	count  int // of all that were added
}

type place struct {
	span  article.Span
	agree int // characters around it that are the anchor's
}

func (n *nearest) add(span article.Span, agree int) {
	n.count++
	if len(n.places) < maxSeen {
		n.places = append(n.places, place{span, agree})
	} else if last := &n.places[maxSeen-1]; last.agree < agree {
		*last = place{span, agree}
	}
	for i := len(n.places) - 1; i > 0 && n.places[i-1].agree < n.places[i].agree; i-- {
		n.places[i-1], n.places[i] = n.places[i], n.places[i-1]
	}
}

// edited returns the places where the quotation stands with at most editShare edits, other than the literal ones.
func (p *Placer) edited(a *Anchor, literal []candidate) []candidate {
	pattern := fold(a.Exact)
	if len(pattern) > maxFuzzy {
		return nil
	}
	if p.runes == nil {
		p.runes = fold(p.text)
	}
	matches := search(p.runes, pattern, int(editShare*float64(len(pattern))))
	sort.SliceStable(matches, func(i, j int) bool { return matches[i].edits < matches[j].edits })
	var list []candidate
	for _, m := range matches[:min(len(matches), maxSeen)] {
		span := Snap(p.text, p.points.Bytes([2]int{m.start, m.end}))
		if span.Len() == 0 || overlapsAny(span, literal) {
			continue
		}
		list = append(list, candidate{span, m.edits, p.context(a, span)})
	}
	return list
}

func overlapsAny(s article.Span, list []candidate) bool {
	for _, c := range list {
		if c.span.Overlaps(s) {
			return true
		}
	}
	return false
}

// context returns how like the anchor's prefix and suffix the text around span is, 0 to 1.
func (p *Placer) context(a *Anchor, span article.Span) float64 {
	before, after := fold(a.Prefix), fold(a.Suffix)
	left := fold(p.text[back(p.text, span.Start, len(before)+len(before)/4):span.Start])
	right := fold(p.text[span.End:forth(p.text, span.End, len(after)+len(after)/4)])
	l, lw := likeness(reversed(before), reversed(left), span.Start == 0)
	r, rw := likeness(after, right, span.End == len(p.text))
	return (l*lw + r*rw) / (lw + rw)
}

// likeness compares what an anchor remembers with what stands there, both read outward from the place: one less the edits per
// code point. Where the anchor remembers nothing, it stood at the text's end. The weight is what there was to compare.
func likeness(remembered, here []rune, end bool) (like, weight float64) {
	const endWeight = 8
	if len(remembered) == 0 {
		if end {
			return 1, endWeight
		}
		return 0, endWeight
	}
	column := make([]int, len(remembered)+1)
	for i := range column {
		column[i] = i
	}
	best := len(remembered)
	for _, r := range here {
		diagonal := column[0]
		column[0]++
		for i, p := range remembered {
			cost := diagonal
			if p != r {
				cost++
			}
			diagonal = column[i+1]
			column[i+1] = min(cost, column[i]+1, column[i+1]+1)
		}
		best = min(best, column[len(remembered)])
	}
	return 1 - float64(best)/float64(len(remembered)), float64(len(remembered))
}

// fold makes the differences that typesetting makes disappear: kinds of blanks, quotation marks and dashes.
// It keeps the number of code points.
func fold(s string) []rune {
	out := []rune(s)
	for i, r := range out {
		if r < 128 && r > ' ' {
			continue
		}
		switch {
		case unicode.IsSpace(r):
			out[i] = ' '
		case r == '‘' || r == '’':
			out[i] = '\''
		case r == '“' || r == '”' || r == '„':
			out[i] = '"'
		case r >= '‐' && r <= '―':
			out[i] = '-'
		}
	}
	return out
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func commonSuffix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}
