package hedge

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

//go:embed lexicon.txt
var lexiconText string

// Entry is one line of the lexicon. Its pattern is a row of elements between blanks, each of which takes one token:
//
//	may            that word, in any case; a curly apostrophe is as good as a straight one
//	is/are/was     one of these words
//	suggest+       the word and its regular verb forms: suggests, suggested, suggesting
//	may:M          the word, if its tag is of that kind: M modal, V verb, N noun, J adjective, R adverb, G a form in -ing, T the to of an infinitive
//	#              a number, in digits or in words
//	_              any token; _:P any token with a tag of that kind, P pronoun, D article or demonstrative
//	*              up to five tokens, none of them the end of a clause
//	^              no token: the sentence begins here
//	(not)          the token may be missing
//	<of/that>      what stands between these brackets must be there, and is not part of the cue; it may be several elements
//	<!of>          the next token must not be that
//
// The cue goes from the first to the last token that an element outside the angle brackets takes. An element may begin the
// pattern only if it names words, or is ^ before one that does, because patterns are found by their first word. There are no regular expressions:
// they work on characters, know neither tokens nor tags, and cost the browser 0.2 MB.
type Entry struct {
	ID       string
	Class    Class
	Decision Decision
	Example  string // the cue in square brackets; "-" for none
	Counter  string
	Why      string // what the words do, in a reader's words

	number   int32
	least    float32 // surety from which the classifier's word is enough
	elements []element
}

// Decision says who decides whether a place where the pattern stands is a hedge.
type Decision uint8

// ByRule: always a hedge; ByModel: the classifier decides; ByNumber: the code for approximations decides; Never: no hedge, and none inside it.
const (
	ByRule Decision = iota
	ByModel
	ByNumber
	Never
)

type elementKind uint8

const (
	word elementKind = iota
	number
	anything
	gap
	start
)

// element is one element of a pattern.
type element struct {
	kind     elementKind
	words    []uint32
	tags     string // kinds of tags of which one must fit, "" for any
	optional bool
	context  bool
	negated  bool
}

// Lexicon is the parsed list of entries, with an index by first word.
type Lexicon struct {
	Entries []Entry
	first   map[uint32][]int32
}

// English returns the lexicon that is built in.
var English = sync.OnceValue(func() *Lexicon {
	l, err := ParseLexicon(lexiconText)
	if err != nil {
		panic(err) // the file is part of the program and tested
	}
	return l
})

// ParseLexicon reads a lexicon in the form that lexicon.txt describes. The error names the line.
func ParseLexicon(text string) (*Lexicon, error) {
	l := &Lexicon{first: map[uint32][]int32{}}
	seen := map[string]bool{}
	for n, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		e, err := parseEntry(line)
		if err == nil && seen[e.ID] {
			err = fmt.Errorf("the id %q is there twice", e.ID)
		}
		if err != nil {
			return nil, fmt.Errorf("hedge: lexicon line %d: %w", n+1, err)
		}
		seen[e.ID] = true
		e.number = int32(len(l.Entries))
		for _, w := range e.firstWords() {
			l.first[w] = append(l.first[w], e.number)
		}
		l.Entries = append(l.Entries, e)
	}
	return l, nil
}

func parseEntry(line string) (Entry, error) {
	fields := strings.Split(line, " | ")
	if len(fields) != 7 {
		return Entry{}, fmt.Errorf("%d fields, want 7", len(fields))
	}
	e := Entry{ID: fields[0], Example: fields[4], Counter: fields[5], Why: fields[6]}
	by, percent, _ := strings.Cut(fields[2], " ")
	switch by {
	case "rule":
		e.Decision = ByRule
	case "model":
		e.Decision, e.least = ByModel, threshold
	case "number":
		e.Decision = ByNumber
	default:
		return e, fmt.Errorf("unknown way to decide %q", fields[2])
	}
	if percent != "" {
		n, err := strconv.Atoi(percent)
		if err != nil || n < 1 || n > 99 || e.Decision != ByModel {
			return e, fmt.Errorf("unknown way to decide %q", fields[2])
		}
		e.least = float32(n) / 100
	}
	if fields[1] == "none" {
		e.Decision = Never
	} else if c, ok := ParseClass(fields[1]); ok {
		e.Class = c
	} else {
		return e, fmt.Errorf("unknown class %q", fields[1])
	}
	var err error
	e.elements, err = parsePattern(fields[3])
	if err == nil && len(e.firstWords()) == 0 {
		err = fmt.Errorf("the pattern %q does not begin with words", fields[3])
	}
	return e, err
}

func parsePattern(text string) ([]element, error) {
	var elements []element
	context := false
	for part := range strings.FieldsSeq(text) {
		e := element{}
		if rest, ok := strings.CutPrefix(part, "<"); ok {
			part, context = rest, true
		}
		rest, closes := strings.CutSuffix(part, ">")
		part, e.context = rest, context
		if rest, ok := strings.CutPrefix(part, "!"); ok {
			part, e.negated = rest, true
		}
		if strings.HasPrefix(part, "(") && strings.HasSuffix(part, ")") {
			part, e.optional = part[1:len(part)-1], true
		}
		switch part {
		case "":
			return nil, fmt.Errorf("an empty element in %q", text)
		case "#":
			e.kind = number
		case "*":
			e.kind = gap
		case "^":
			e.kind = start
		default:
			part, e.tags, _ = strings.Cut(part, ":")
			if part == "_" {
				e.kind = anything
				break
			}
			for w := range strings.SplitSeq(part, "/") {
				for _, form := range forms(w) {
					e.words = append(e.words, linear.Hash(form))
				}
			}
		}
		elements = append(elements, e)
		context = context && !closes
	}
	if context {
		return nil, fmt.Errorf("a context without an end in %q", text)
	}
	return elements, nil
}

// forms returns the word, or the regular forms of a verb written with a plus sign.
func forms(word string) []string {
	verb, ok := strings.CutSuffix(word, "+")
	if !ok {
		return []string{word}
	}
	if stem, ok := strings.CutSuffix(verb, "y"); ok && !strings.HasSuffix(stem, "a") {
		return []string{verb, stem + "ies", stem + "ied", verb + "ing"}
	}
	stem := strings.TrimSuffix(verb, "e")
	return []string{verb, verb + "s", stem + "ed", stem + "ing"}
}

// firstWords returns the hashes of the words with which the pattern can begin.
func (e *Entry) firstWords() []uint32 {
	var words []uint32
	for _, x := range e.elements {
		if x.kind == start {
			continue
		}
		words = append(words, x.words...)
		if !x.optional {
			break
		}
	}
	return words
}

// match reports whether the pattern stands at token i, and the cue Tokens[first:last]. It takes as many tokens as it can.
func (e *Entry) match(v *view, i int) (first, last int, ok bool) {
	m := matcher{view: v, first: -1}
	if !m.run(e.elements, i) {
		return 0, 0, false
	}
	return m.first, m.last, true
}

// matcher holds the cue's borders while a pattern is tried.
type matcher struct {
	*view
	first, last int
}

// run tries the elements from token i on, the taking of an optional token before its leaving out.
func (m *matcher) run(elements []element, i int) bool {
	if len(elements) == 0 {
		return m.first >= 0
	}
	e, rest := &elements[0], elements[1:]
	sentence := m.sentence(i)
	switch {
	case e.kind == start:
		return i == sentence.First && m.run(rest, i)
	case e.negated:
		return !(i < sentence.Last && m.fits(e, i)) && m.run(rest, i)
	case e.kind == gap:
		for n := 0; n <= 5; n++ {
			if m.run(rest, i+n) {
				return true
			}
			if i+n >= sentence.Last || m.endsClause(i+n) {
				return false
			}
		}
		return false
	}
	if i < sentence.Last && m.fits(e, i) {
		saved := *m
		if !e.context {
			if m.first < 0 {
				m.first = i
			}
			m.last = i + 1
		}
		if m.run(rest, i+1) {
			return true
		}
		*m = saved
	}
	return e.optional && m.run(rest, i)
}

// fits reports whether element e can take token i.
func (m *matcher) fits(e *element, i int) bool {
	switch e.kind {
	case number:
		return m.isNumber(i)
	case anything:
		return e.tags == "" || fitsTag(e.tags, m.article.Tokens[i].Tag)
	}
	if slices.Contains(e.words, m.hash[i]) {
		return e.tags == "" || fitsTag(e.tags, m.article.Tokens[i].Tag)
	}
	return false
}

// fitsTag reports whether the tag is of one of the kinds. A token without a tag is of every kind.
func fitsTag(kinds string, tag article.Tag) bool {
	if tag == article.TagNone {
		return true
	}
	for _, k := range kinds {
		switch k {
		case 'M':
			if tag == article.MD {
				return true
			}
		case 'V':
			if tag.IsVerb() {
				return true
			}
		case 'G':
			if tag == article.VBG {
				return true
			}
		case 'N':
			if tag.IsNoun() {
				return true
			}
		case 'J':
			if tag == article.JJ || tag == article.JJR || tag == article.JJS {
				return true
			}
		case 'R':
			if tag == article.RB || tag == article.RBR || tag == article.RBS {
				return true
			}
		case 'T':
			if tag == article.TO {
				return true
			}
		case 'P':
			if tag == article.PRP {
				return true
			}
		case 'D':
			if tag == article.DT || tag == article.PRPS {
				return true
			}
		}
	}
	return false
}
