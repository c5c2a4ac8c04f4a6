package english

import (
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// Tagger and parser look at words as types: everything about "minister" that does not depend on where it stands is computed
// once and kept, because texts repeat their words. What is kept is a cache only; it never changes a result.

// wordType is what the features need to know about a word.
type wordType struct {
	key        uint64 // hash of the word exactly as written
	lower      uint32 // hash of the word in lower case, digits as 0, typographic apostrophes as plain ones
	prefix     [3]uint32
	suffix     [4]uint32
	shape      uint32
	class      uint32      // hash of the tags that the dictionary has for it
	group      uint32      // the tagger's group or the parser's theme, 0 if not known
	candidates uint64      // the tags it can have, one bit each
	only       article.Tag // its only tag, TagNone if there are several
	summed     uint8       // the roles whose scores are summed, one bit each
	mark       mark        // what the blanks beside it say something about
}

// wordCache finds word types by their key. Open addressing; it is emptied when it is full, which bounds its memory.
type wordCache struct {
	slots  []int32 // index in types plus one, 0 for free
	types  []wordType
	scores []int32 // of each type, in the roles that words play in a tagger's features
}

const (
	cacheTypes = 6000
	cacheSlots = 16384
)

func (c *wordCache) reset() {
	if c.slots == nil {
		c.slots = make([]int32, cacheSlots)
	}
	clear(c.slots)
	c.types, c.scores = c.types[:0], c.scores[:0]
}

// keyOf hashes a word exactly. 64 bits make it safe to take equal keys for equal words.
func keyOf(word string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(word); i++ {
		h = (h ^ uint64(word[i])) * 1099511628211
	}
	return h
}

// find returns the index of the word's type, or the place in slots where it belongs and found false.
func (c *wordCache) find(key uint64) (index int32, place uint32, found bool) {
	for place = uint32(key>>20) % cacheSlots; ; place = (place + 1) % cacheSlots {
		index = c.slots[place] - 1
		if index < 0 {
			return 0, place, false
		}
		if c.types[index].key == key {
			return index, place, true
		}
	}
}

// put keeps a new type at the place that find gave and returns its index.
func (c *wordCache) put(place uint32, w wordType) int32 {
	index := int32(len(c.types))
	c.types = append(c.types, w)
	c.slots[place] = index + 1
	return index
}

// addScores makes room for the scores of the type put last. The tagger alone sums scores; for the parser they would be
// megabytes that nothing reads.
func (c *wordCache) addScores() {
	n := len(c.scores)
	c.scores = slices.Grow(c.scores, typeScores)[:n+typeScores]
	clear(c.scores[n:])
}

// Bits of a word's shape.
const (
	shapeCapital = 1 << iota // begins with a capital
	shapeUpper               // has capitals only
	shapeInner               // has a capital inside, after a small letter
	shapeDigit
	shapeHyphen
	shapePeriod
	shapeLetter // has a letter
	shapeOther  // has anything else
	shapeSingle // is one letter or sign
)

// normal is a word as features see it: in lower case, digits as 0, at most its first and last 24 bytes.
type normal struct {
	buffer [64]byte
	length int
}

const normalHalf = 24

// mark is a kind of mark whose tag depends on the blanks beside it.
type mark uint8

const (
	markNone    mark = iota
	markHyphen       // hyphen or dash
	markQuote        // a straight quotation mark, which opens or closes
	markOpening      // a quotation mark that only opens
)

func markOf(word string) mark {
	switch word {
	case "-":
		return markHyphen
	case `"`, "'":
		return markQuote
	case "‘", "“":
		return markOpening
	}
	return markNone
}

// newWordType computes what features see of a word, but for the dictionary's part.
func newWordType(word string, key uint64) wordType {
	w := wordType{key: key, mark: markOf(word)}
	var n normal
	w.shape = n.read(word)
	text := n.buffer[:n.length]
	w.lower = hashBytes(text)
	for i := range w.prefix {
		w.prefix[i] = hashBytes(text[:min(i+1, len(text))])
	}
	for i := range w.suffix {
		w.suffix[i] = hashBytes(text[max(0, len(text)-i-1):])
	}
	return w
}

// hashBytes is linear.Hash of bytes.
func hashBytes(text []byte) uint32 {
	h := uint32(2166136261)
	for _, b := range text {
		h = (h ^ uint32(b)) * 16777619
	}
	return h
}

// read fills n with the word's normal form and returns the word's shape.
func (n *normal) read(word string) (shape uint32) {
	runes, lowers := 0, 0
	for i := 0; i < len(word); {
		r, size := rune(word[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(word[i:])
		}
		i += size
		switch {
		case 'a' <= r && r <= 'z':
			shape, lowers = shape|shapeLetter, lowers+1
		case '0' <= r && r <= '9':
			shape, r = shape|shapeDigit, '0'
		case 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsUpper(r):
			shape |= shapeLetter
			if runes == 0 {
				shape |= shapeCapital
			} else if lowers > 0 {
				shape |= shapeInner
			}
			r = unicode.ToLower(r)
			shape |= shapeUpper
		case r == '-':
			shape |= shapeHyphen
		case r == '.':
			shape |= shapePeriod
		case r == '’' || r == '‘' || r == 'ʼ':
			shape, r = shape|shapeOther, '\''
		case r >= utf8.RuneSelf && unicode.IsLetter(r):
			shape, lowers = shape|shapeLetter, lowers+1
		default:
			shape |= shapeOther
		}
		runes++
		n.add(r)
	}
	if lowers > 0 {
		shape &^= shapeUpper
	}
	if runes == 1 {
		shape |= shapeSingle
	}
	return shape
}

// add appends a rune; beyond two halves the second half moves along.
func (n *normal) add(r rune) {
	n.length += utf8.EncodeRune(n.buffer[n.length:], r)
	if over := n.length - 2*normalHalf; over > 0 {
		copy(n.buffer[normalHalf:], n.buffer[normalHalf+over:n.length])
		n.length = 2 * normalHalf
	}
}

// dictionary knows which tags the frequent words have, capitalised and not. Its labels are article.Tag.
type dictionary struct {
	*linear.Model
	open uint64 // the tags that an unknown word can have
}

// A word that was seen often, and always with one tag, cannot have another: its weight is then more than certain.
const (
	dictionaryWord = 0xD1C7
	dictionaryOpen = 0xD1C8
	certain        = 8000
)

func newDictionary(m *linear.Model) dictionary {
	d := dictionary{Model: m}
	d.open, _ = d.mask(dictionaryOpen)
	return d
}

// entryOf is the dictionary's feature for a word.
func entryOf(lower, shape uint32) uint32 {
	return linear.Mix3(dictionaryWord, lower, shape&shapeCapital)
}

// mask returns the tags of a dictionary entry, and the only possible one if there is one.
func (d dictionary) mask(entry uint32) (tags uint64, only article.Tag) {
	var scores [article.TagCount]int32
	d.Accumulate(entry, scores[:])
	for tag, weight := range scores {
		if weight > 0 {
			tags |= 1 << tag
			if weight > certain {
				only = article.Tag(tag)
			}
		}
	}
	return tags, only
}

// look fills in what the dictionary knows about the word.
func (d dictionary) look(w *wordType) {
	w.candidates, w.only = d.mask(entryOf(w.lower, w.shape))
	if w.candidates == 0 && w.shape&shapeCapital != 0 {
		if tags, _ := d.mask(entryOf(w.lower, 0)); tags != 0 {
			w.candidates = tags | 1<<article.NNP | 1<<article.NNPS | 1<<article.JJ
		}
	}
	w.class = linear.Mix(uint32(w.candidates), uint32(w.candidates>>32))
	if w.candidates == 0 {
		w.candidates = d.open
	}
	if bits.OnesCount64(w.candidates) == 1 {
		w.only = article.Tag(bits.TrailingZeros64(w.candidates))
	}
}

// groups puts the frequent words into groups that stand in the same surroundings (see cluster). It has one weight for
// each word, whose label is the group.
type groups struct{ *linear.Model }

const groupWord = 0x6209

// of returns the group of the word with the hash of its normal form, from 1, or 0 for a word that has none.
func (g groups) of(lower uint32) uint32 {
	if g.Model == nil {
		return 0
	}
	return uint32(g.Label(linear.Mix(groupWord, lower))) + 1
}
