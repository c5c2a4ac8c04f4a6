package english

import (
	"unicode"
	"unicode/utf8"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// nameType is what the features need to know about a word.
type nameType struct {
	lower, pattern uint32
	prefix, suffix [4]uint32
	class          uint32 // what the gazetteer knows
	group          uint32 // which words it keeps company with, 0 for rare ones
	theme          uint32 // which words it is like in meaning, 0 for rare ones
	base           int32  // the same for "The" and "the"
	capital        bool
	upper          bool // has capitals only, two at least
	small          bool // a word in small letters
	long           bool // of four bytes or more
	place          bool // a longer word in small letters that is known as a place's
	joiner         bool // a hyphen or &, which joins words to one
	summed         uint8
	scores         [nameRoles][nameLabelCount]int32
}

// newNameType computes what does not depend on the labelling models. A prefix is no part of a name, and is left out.
func (n *namer) newNameType(s *nameScratch, word string) nameType {
	word = word[prefixOf(word):]
	var normal normal
	shape := normal.read(word)
	text := normal.buffer[:normal.length]
	t := nameType{lower: hashBytes(text), pattern: pattern(word), capital: shape&shapeCapital != 0}
	t.upper = t.capital && shape&shapeUpper != 0 && len(word) > 1
	t.small = !t.capital && shape&shapeLetter != 0
	t.long = len(word) > 3
	t.joiner = word == "-" || word == "&" || word == "\u2010" || word == "\u2011"
	for i := range t.prefix {
		t.prefix[i] = hashBytes(text[:min(i+1, len(text))])
		t.suffix[i] = hashBytes(text[max(0, len(text)-i-2):])
	}
	t.group = n.groups.of(t.lower)
	t.theme = n.themes.of(t.lower)
	var scores [8]int32
	n.gazetteer.Accumulate(t.lower, scores[:len(gazetteerLabels)])
	for i, s := range scores {
		if s > 0 {
			t.class |= 1 << i
		}
	}
	t.place = t.small && t.long && t.class&(1<<gazetteerPlace) != 0
	base, ok := s.bases[t.lower]
	if !ok {
		base = int32(len(s.bases))
		s.bases[t.lower] = base
	}
	t.base = base
	return t
}

// prefixOf returns the length of a prefix in small letters with its hyphen, which tokens keep, before a capital: 3 of "ex-FARC".
func prefixOf(word string) int {
	for i := range len(word) {
		switch c := word[i]; {
		case 'a' <= c && c <= 'z':
		case c == '-' && i > 0:
			if next, _ := utf8.DecodeRuneInString(word[i+1:]); unicode.IsUpper(next) {
				return i + 1
			}
			return 0
		default:
			return 0
		}
	}
	return 0
}

// pattern hashes a word's shape, runs of one kind shortened: "McDonald's" and "DeLillo's" are the same.
func pattern(word string) uint32 {
	h, last, run := uint32(2166136261), byte(0), 0
	for i := 0; i < len(word) && i < 40; {
		c, size := word[i], 1
		var kind byte
		if c >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRuneInString(word[i:])
			kind = 'x'
			if unicode.IsUpper(r) {
				kind = 'X'
			}
		} else {
			switch byteKind[c] {
			case byteLower:
				kind = 'x'
			case byteUpper:
				kind = 'X'
			case byteDigit:
				kind = '0'
			default:
				kind = c
			}
		}
		i += size
		if kind == last {
			if run++; run > 2 {
				continue
			}
		} else {
			last, run = kind, 1
		}
		h = (h ^ uint32(kind)) * 16777619
	}
	return h
}

// typeOf returns the index of the word's type.
func (n *namer) typeOf(s *nameScratch, word string) int32 {
	key := keyOf(word)
	index, ok := s.index[key]
	if !ok {
		index = int32(len(s.types))
		s.types = append(s.types, n.newNameType(s, word))
		s.index[key] = index
	}
	return index
}

// look finds the types of the words of the sentences, which become the block at hand, and what they show about them.
func (n *namer) look(s *nameScratch, a *article.Article, block []article.Sentence) {
	if len(s.types) > nameBlock {
		s.types = s.types[:0]
		clear(s.index)
		clear(s.bases)
	}
	s.sentences, s.from, s.block = block, block[0].First, s.block[:0]
	for i := s.from; i < block[len(block)-1].Last; i++ {
		s.block = append(s.block, n.typeOf(s, a.Word(i)))
	}
	s.facts = grown(s.facts, len(s.bases))
	s.eachSentence(func(int) {
		for i := range s.words {
			s.facts[s.at(i).base] |= s.factsOf(i)
		}
	})
}

// eachSentence calls read with the first token of each sentence of the block, after setting s.words and s.letter.
func (s *nameScratch) eachSentence(read func(first int)) {
	for _, sentence := range s.sentences {
		s.words = s.block[sentence.First-s.from : sentence.Last-s.from]
		s.letter = s.letters()
		read(sentence.First)
	}
}

// Kinds of letters in a sentence.
const (
	lettersMixed = iota
	lettersTitle // most words have a capital, as in headlines
	lettersUpper // most letters are capitals
)

func (s *nameScratch) letters() uint8 {
	capital, upper, small := 0, 0, 0
	for i := range s.words {
		t := s.at(i)
		switch {
		case t.upper:
			upper++
		case t.capital:
			capital++
		case t.small && t.long:
			small++
		}
	}
	switch {
	case upper > 2 && upper > 2*(capital+small):
		return lettersUpper
	case capital+upper > 2 && capital+upper > 2*small:
		return lettersTitle
	}
	return lettersMixed
}

// What a document shows about a word.
const (
	factSmall     = 1 << iota // it occurs in small letters
	factInside                // it occurs with a capital inside a sentence of mixed letters
	factThe                   // after "the"
	factTitled                // after a title, like "Mr"
	factGiven                 // after a given name
	factIn                    // after "in", "at" or "from"
	factSays                  // before a verb of saying
	factOwner                 // before "'s"
	factShortName             // in brackets, short for a name, as in "World Health Organization (WHO)"
	factShortTerm             // in brackets, short for small words, as in "consumer price index (CPI)"
)

var (
	wordThe   = linear.Hash("the")
	wordsIn   = [...]uint32{linear.Hash("in"), linear.Hash("at"), linear.Hash("from"), linear.Hash("near")}
	wordsSays = [...]uint32{linear.Hash("said"), linear.Hash("says"), linear.Hash("told"), linear.Hash("added")}
	wordOwner = linear.Hash("'s")
	wordOpen  = linear.Hash("(")
	wordClose = linear.Hash(")")
)

// factsOf tells what word i of the sentence shows about itself.
func (s *nameScratch) factsOf(i int) (facts uint16) {
	w, before, after := s.at(i), s.at(i-1), s.at(i+1)
	if !w.capital {
		return factSmall
	}
	if w.upper && before.lower == wordOpen && after.lower == wordClose {
		facts |= s.shortFor(i)
	}
	if s.letter != lettersMixed {
		return facts
	}
	if before.small || before.capital {
		facts |= factInside
	}
	if before.lower == wordThe {
		facts |= factThe
	}
	if before.capital && before.class&(1<<gazetteerTitle) != 0 {
		facts |= factTitled
	}
	if before.capital && before.class&(1<<gazetteerGiven) != 0 {
		facts |= factGiven
	}
	for _, in := range wordsIn {
		if before.lower == in {
			facts |= factIn
		}
	}
	for _, says := range wordsSays {
		if after.lower == says {
			facts |= factSays
		}
	}
	if after.lower == wordOwner {
		facts |= factOwner
	}
	return facts
}

// shortLongest is how many words before the bracket a short form can stand for.
const shortLongest = 8

// shortFor tells what word i, in brackets and in capitals, is short for: words before the bracket of which one, not the last, begins with
// the same letter. They are a name if the last of them has a capital.
func (s *nameScratch) shortFor(i int) uint16 {
	last := s.at(i - 2)
	for k := i - 3; k >= max(0, i-1-shortLongest); k-- {
		switch {
		case s.at(k).prefix[0] != s.at(i).prefix[0]:
		case last.capital && s.at(k).capital:
			return factShortName
		case last.small && s.at(k).small:
			return factShortTerm
		}
	}
	return 0
}

// run is a run of capitalised words, and of signs that join them; words are counted in the sentence.
type run struct{ first, last int32 }

// findRuns sets s.runs for the sentence's words [from,to).
func (s *nameScratch) findRuns(from, to int) {
	if cap(s.runs) < len(s.words) {
		s.runs = make([]run, len(s.words))
	}
	s.runs = s.runs[:len(s.words)]
	for i := from; i < to; {
		first := i
		for i < to && (s.at(i).capital || i > first && s.at(i).joiner && s.at(i+1).capital) {
			i++
		}
		for k := first; k < i; k++ {
			s.runs[k] = run{int32(first), int32(i - 1)}
		}
		if i == first {
			s.runs[i] = run{int32(i), int32(i)}
			i++
		}
	}
}
