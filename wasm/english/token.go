package english

import (
	"unicode"
	"unicode/utf8"

	"github.com/ascribe/ascribe/wasm/article"
)

// The tokenizer follows the English Web Treebank and GUM: contractions come apart (do|n't, Russia|'s, can|not), so do most
// words at their hyphens and slashes (state|-|owned, and|/|or; not re-elected, 9/11, 713-853-3989), numbers keep their
// separators (3.5, 1,200, 7:30), abbreviations their stop, addresses stay whole, and marks stand alone, in runs if equal.
// It is one pass over the bytes with lookahead of a few bytes only, so its time is linear in any text.
//
// What lies between two tokens is blank: white space, control characters and invisible marks of width zero.
type tokenizer struct {
	text   string
	tokens []article.Token
	end    int // of the paragraph
}

// appendTokens appends the tokens of text[span] to tokens.
func appendTokens(tokens []article.Token, text string, span article.Span) []article.Token {
	t := tokenizer{text: text, tokens: tokens, end: span.End}
	for i := span.Start; i < span.End; {
		r, size := t.rune(i)
		if isGap(r) {
			i += size
			continue
		}
		i = t.chunk(i)
	}
	return t.tokens
}

// Kinds of bytes below 0x80.
const (
	byteMark = iota // punctuation, symbols
	byteBlank
	byteLower
	byteUpper
	byteDigit
)

var byteKind = func() (kinds [utf8.RuneSelf]uint8) {
	for c := range kinds {
		switch {
		case c <= ' ' || c == 0x7F:
			kinds[c] = byteBlank
		case 'a' <= c && c <= 'z':
			kinds[c] = byteLower
		case 'A' <= c && c <= 'Z':
			kinds[c] = byteUpper
		case '0' <= c && c <= '9':
			kinds[c] = byteDigit
		}
	}
	return kinds
}()

// rune decodes the code point at byte i of the paragraph. It never reads beyond the paragraph's end.
func (t *tokenizer) rune(i int) (rune, int) {
	if c := t.text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(t.text[i:t.end])
}

// at returns the byte at i, 0 outside of the paragraph.
func (t *tokenizer) at(i int) byte {
	if i < 0 || i >= t.end {
		return 0
	}
	return t.text[i]
}

func isGap(r rune) bool {
	if r < utf8.RuneSelf {
		return byteKind[r] == byteBlank
	}
	switch r {
	case 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069:
		return true
	}
	return r >= 0x80 && r < 0xA0 || unicode.IsSpace(r)
}

// isWordRune reports whether r can stand inside a word.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return byteKind[r] >= byteLower || r == '_'
	}
	switch r {
	case 0xAD, 0x200C, 0x200D: // soft hyphen, joiners
		return true
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}

func isLetterByte(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf }
func isDigitByte(c byte) bool  { return c >= '0' && c <= '9' }
func isUpperByte(c byte) bool  { return c >= 'A' && c <= 'Z' }

func (t *tokenizer) add(start, end int) {
	t.tokens = append(t.tokens, article.Token{Span: article.Span{Start: start, End: end}, Head: -1})
}

// chunk adds the tokens of the stretch without blanks that begins at start and returns its end.
func (t *tokenizer) chunk(start int) int {
	end, letters, address := start, true, false
	for end < t.end {
		c := t.text[end]
		if c < utf8.RuneSelf {
			kind := byteKind[c]
			if kind == byteBlank {
				break
			}
			letters = letters && kind >= byteLower && kind <= byteUpper
			address = address || c == '@' || c == '/' && t.at(end-1) == ':' || c == '.' && end > start
			end++
			continue
		}
		r, size := utf8.DecodeRuneInString(t.text[end:t.end])
		if isGap(r) {
			break
		}
		letters = false
		end += size
	}
	if letters {
		t.word(start, end)
		return end
	}
	i := start
	if address {
		i = t.address(start, end)
	}
	for i < end {
		if r, _ := t.rune(i); isWordRune(r) {
			i = t.wordAt(i, end)
			continue
		}
		i = t.mark(i, end)
		if address && i < end && isOpening(t.text[i-1]) {
			i = t.address(i, end)
		}
	}
	return end
}

// address adds the tokens up to the end of a web or mail address or a handle in text[start:end], and returns where they end;
// start if there is none.
func (t *tokenizer) address(start, end int) int {
	first := start
	for first < end && isOpening(t.text[first]) {
		first++
	}
	last := end
	for last > first && isClosing(t.text[last-1]) {
		last--
	}
	if !looksLikeAddress(t.text[first:last]) {
		return start
	}
	for i := start; i < first; i++ {
		t.add(i, i+1)
	}
	t.add(first, last)
	return last
}

func isOpening(c byte) bool { return c == '<' || c == '(' || c == '[' || c == '"' || c == '\'' }

func isClosing(c byte) bool {
	switch c {
	case '>', ')', ']', '"', '\'', '.', ',', ';', ':', '!', '?':
		return true
	}
	return false
}

func isBracket(c byte) bool { return c == '(' || c == ')' || c == '<' || c == '>' }

// looksLikeAddress reports whether s is a web or mail address ("http://…", "www.…", "a@b.org", "a@HOST") or a handle ("@name").
func looksLikeAddress(s string) bool {
	if len(s) > 4 && s[:4] == "www." {
		return true
	}
	at := -1
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ':' && i > 1 && i+3 < len(s) && s[i+1] == '/' && s[i+2] == '/':
			return true
		case c == '@':
			at = i
		case c >= utf8.RuneSelf || isOpening(c) || c == ',' || c == '/':
			return false
		case c == '.' && at > 0 && i > at+1 && i+1 < len(s):
			return true
		}
	}
	return at >= 0 && len(s) > at+1 && isLetterByte(s[at+1]) && (at == 0 || isLetterByte(s[at-1]))
}

// wordAt adds the tokens of the word that begins at start and returns where it ends: at a mark that does not belong to words.
func (t *tokenizer) wordAt(start, end int) int {
	i := start
	part := start // start of the part since the last hyphen or apostrophe
	for i < end {
		r, size := t.rune(i)
		if isWordRune(r) {
			i += size
			continue
		}
		apostrophe := r == '\'' || r == '’' || r == 'ʼ' || r == '`'
		if apostrophe {
			if suffix := t.contraction(i, size, end); suffix > 0 {
				if c := t.text[i+size] | 0x20; c == 't' {
					i-- // the n of n't
				}
				if i > start {
					t.word(start, i)
				}
				t.add(i, suffix)
				return suffix
			}
		}
		if t.domain(start, i, end) {
			last := i
			for last < end && !isBracket(t.text[last]) {
				last++
			}
			for last > i && isClosing(t.text[last-1]) {
				last--
			}
			t.add(start, last)
			return last
		}
		if !t.joins(r, start, part, i, i+size, end) {
			break
		}
		if r == '-' || r == '‑' || apostrophe {
			part = i + size
		}
		i += size
	}
	if t.at(i) == '.' && i < end && (t.at(i+1) != '.' || t.at(i+2) != '.') && t.keepsStop(start, i, end) {
		t.add(start, i+1)
		return i + 1
	}
	if t.at(i) == '$' && i < end && i-start <= 2 && isUpperByte(t.text[start]) { // US$, A$
		t.add(start, i+1)
		return i + 1
	}
	t.word(start, i)
	return i
}

// contraction returns where the contraction's suffix ends whose apostrophe is at i ('s, 're, n't), 0 if it is none.
func (t *tokenizer) contraction(i, size, end int) int {
	from := i + size
	to := from
	for to < end && to < from+3 && isLetterByte(t.text[to]) {
		to++
	}
	if to < end {
		if r, _ := t.rune(to); isWordRune(r) {
			return 0
		}
	}
	switch to - from {
	case 1:
		switch t.text[from] | 0x20 {
		case 's', 'm', 'd':
			return to
		case 't':
			if t.at(i-1)|0x20 == 'n' {
				return to
			}
		}
	case 2:
		a, b := t.text[from]|0x20, t.text[from+1]|0x20
		if b == 'e' && (a == 'r' || a == 'v') || a == 'l' && b == 'l' {
			return to
		}
	}
	return 0
}

// joins reports whether the mark r at [i,next), after the word's beginning text[start:i], goes on with the word.
// part is where the word's last part begins.
func (t *tokenizer) joins(r rune, start, part, i, next, end int) bool {
	if next >= end {
		return false
	}
	before, after := t.at(i-1), t.at(next)
	if n, _ := t.rune(next); !isWordRune(n) || i == start {
		return false
	}
	switch r {
	case '.':
		if isDigitByte(before) {
			return isDigitByte(after)
		}
		return isLetterByte(after) && (i-start == 1 || i-start >= 2 && t.text[i-2] == '.' || t.text[start:i] == "Ph")
	case ',':
		return isDigitByte(before) && t.digits(next) == 3
	case ':':
		return isDigitByte(before) && isDigitByte(after) && (i-start <= 2 || t.text[i-3] == ':')
	case '\'', '’', 'ʼ', '`':
		return isLetterByte(after) && isLetterByte(before)
	case '&':
		return isUpperByte(before) && isUpperByte(after)
	case '/':
		return isDigitByte(before) && isDigitByte(after) || isSlashed(t.text[start:i], after)
	case '-', '‑':
		if isDigitByte(before) && isDigitByte(after) {
			return t.joinsDigits(start, i, next)
		}
		return isPrefix(t.text[part:i]) || isSyllables(t.text[part:i], t.text[next:min(end, next+7)])
	}
	return false
}

// isSlashed reports whether the letters before a slash and the one after it begin a word that is written with a slash: s/he, b/c, w/o, w/out.
func isSlashed(before string, after byte) bool {
	return before == "s" && after == 'h' || before == "b" && after == 'c' || before == "w" && after == 'o'
}

// digits returns how many digits stand at i, 0 to 5.
func (t *tokenizer) digits(i int) int {
	n := 0
	for n < 5 && isDigitByte(t.at(i+n)) {
		n++
	}
	return n
}

// joinsDigits tells telephone numbers and dates in figures (853-3989, 11-20-2000) from ranges (1998-2003).
func (t *tokenizer) joinsDigits(start, i, next int) bool {
	before := 0
	for before < 5 && i-before > start && isDigitByte(t.text[i-before-1]) {
		before++
	}
	after := t.digits(next)
	if i-before > start && t.text[i-before-1] == '-' {
		return true
	}
	return (before == 3 || before == 1) && after == 4 || t.at(next+after) == '-' && isDigitByte(t.at(next+after+1)) && after <= 3
}

// domain reports whether text[start:dot] and what follows the dot is the name of a server or a file ("cra.org", "02.doc").
func (t *tokenizer) domain(start, dot, end int) bool {
	if t.text[dot] != '.' || dot-start < 2 {
		return false
	}
	to := dot + 1
	for to < end && to < dot+12 && t.text[to] >= 'a' && t.text[to] <= 'z' {
		to++
	}
	if to+1 < end && to > dot+1 && t.text[to] == '.' && t.text[to+1] >= 'a' && t.text[to+1] <= 'z' {
		return true // three parts
	}
	if to < end && (isLetterByte(t.text[to]) || isDigitByte(t.text[to])) {
		return false
	}
	switch t.text[dot+1 : to] {
	case "com", "org", "net", "edu", "gov", "info", "tv", "io", "uk", "html", "htm", "pdf", "doc", "xls", "jpg", "txt", "co":
		return true
	}
	return false
}

// keepsStop reports whether the stop after the word text[start:stop] belongs to it.
func (t *tokenizer) keepsStop(start, stop, end int) bool {
	word := t.text[start:stop]
	for i := range len(word) {
		if word[i] == '.' {
			return !isDigitByte(word[0]) || start == 0 || t.at(start-1) == '\n' // U.S., 2.1. as a heading's number
		}
	}
	last := stop+1 >= t.end
	if len(word) == 1 {
		if isUpperByte(word[0]) && word[0] != 'I' {
			return !last
		}
		switch word[0] {
		case 'p', 'c', 'b', 'd', 'm', 'r': // p. 5, c. 1200, born, died, married, reigned
			return isDigitByte(t.at(stop + 2))
		}
		return false
	}
	next := stop + 1
	for next < t.end && t.text[next] == ' ' && next < stop+3 {
		next++
	}
	switch abbreviation(word) {
	case abbreviationAlways:
		return true
	case abbreviationInside:
		return !last
	case abbreviationNumber:
		return isDigitByte(t.at(next))
	case abbreviationLower:
		c := t.at(next)
		return c >= 'a' && c <= 'z' || isDigitByte(c) || c == ',' || c == ')'
	}
	return false
}

// word adds text[start:end], a word without marks at its ends, as one token or, if it is two words written as one, as two.
func (t *tokenizer) word(start, end int) {
	cut := start + joined(t.text[start:end])
	if t.isIts(start, end) {
		cut = start + len("it")
	}
	if cut > start {
		t.add(start, cut)
		start = cut
	}
	t.add(start, end)
}

// isIts reports whether text[start:end] is "its" written for "it's": before a word that no noun phrase with an owner can go on with.
func (t *tokenizer) isIts(start, end int) bool {
	if end-start != 3 || t.text[start]|0x20 != 'i' || t.text[start+1:end] != "ts" || t.at(end) != ' ' {
		return false
	}
	to := end + 1
	for to < t.end && to < end+12 && isLetterByte(t.text[to]) {
		to++
	}
	switch t.text[end+1 : to] {
	case "a", "an", "the", "not", "been", "my", "your", "his", "her", "our", "their", "that", "just", "also", "really", "definitely":
		return true
	}
	return false
}

// joined returns where a word that is two in the treebanks comes apart ("can|not", "gon|na", "do|nt", "430|km"), 0 if it does not.
func joined(word string) int {
	if len(word) > 16 || len(word) < 2 {
		return 0
	}
	if isDigitByte(word[0]) {
		i := 1
		for i < len(word) && (isDigitByte(word[i]) || word[i] == '.' || word[i] == ',' || word[i] == ':') {
			i++
		}
		if i < len(word) && isUnit(word[i:]) {
			return i
		}
		return 0
	}
	if len(word) > 8 {
		return 0
	}
	var lower [8]byte
	for i := range len(word) {
		lower[i] = word[i] | 0x20
	}
	switch string(lower[:len(word)]) {
	case "cannot", "gonna", "gotta", "wanna", "gimme", "lemme", "outta":
		return 3
	case "thats", "whats", "heres", "theres":
		return len(word) - 1
	case "dont", "wont", "cant":
		return 2
	case "alot", "im", "ive":
		return 1
	case "hes", "itll":
		return 2
	case "youre", "youve", "youll":
		return 3
	case "theyre", "theyve":
		return 4
	case "didnt", "isnt", "arent", "wasnt", "doesnt", "hasnt", "havent", "hadnt", "werent", "couldnt", "wouldnt", "shouldnt":
		return len(word) - 2
	}
	return 0
}

// isUnit reports whether s is a unit of measure that the treebanks separate from its number.
func isUnit(s string) bool {
	switch s {
	case "am", "pm", "AM", "PM", "km", "kg", "mm", "cm", "m", "k", "K", "M", "bn", "mn", "mph", "kph", "ft", "lb", "lbs", "oz", "mg", "ml", "MW", "GW", "kW", "GB", "MB", "gb", "mb", "tn", "x", "hrs", "mins", "p", "g", "b", "B", "Hz":
		return true
	}
	return false
}

// mark adds the mark, or the run of marks, at i and returns where it ends.
func (t *tokenizer) mark(i, end int) int {
	r, size := t.rune(i)
	to := i + size
	switch r {
	case '.', '…':
		if n, _ := t.rune(i); n == '.' && to < end && isDigitByte(t.text[to]) && (i == 0 || !isDigitByte(t.at(i-1))) {
			return t.wordAtFrom(i, to, end) // .5
		}
		if to = t.run(to, end, ".…"); to == i+size {
			to = t.run(to, end, "!?")
		}
	case '!', '?':
		to = t.run(to, end, "!?")
	case '-', '*', '=', '+', '~', '#', '|', '^', '<', '>', '`', '$', '\\', '–', '—', '•':
		if r == '#' && to < end && isLetterByte(t.text[to]) {
			return t.wordAtFrom(i, to, end) // a hashtag
		}
		to = t.run(to, end, t.text[i:to])
	case '\'', '’', '‘':
		if to < end && t.text[i:to] == t.text[to:min(to+size, end)] {
			to += size
			break
		}
		if suffix := t.apostrophe(i, to, end); suffix > 0 {
			to = suffix
		}
	case ':', ';', '(':
		to = max(to, t.smiley(i, end))
	default:
		if r > 0x2000 {
			to = t.emoji(to, end)
		}
	}
	t.add(i, to)
	return to
}

// run returns where the run of bytes or code points from set ends.
func (t *tokenizer) run(i, end int, set string) int {
	for i < end {
		r, size := t.rune(i)
		found := false
		for _, s := range set {
			found = found || s == r
		}
		if !found || r == utf8.RuneError {
			break
		}
		i += size
	}
	return i
}

// wordAtFrom adds the word text[first:…] whose first byte is a mark that belongs to it.
func (t *tokenizer) wordAtFrom(first, i, end int) int {
	for i < end {
		r, size := t.rune(i)
		if !isWordRune(r) {
			break
		}
		i += size
	}
	t.add(first, i)
	return i
}

// apostrophe returns where the word ends that begins with the apostrophe [i,to): a suffix ('s), a year ('90s) or a clipped
// word ('em); 0 if the mark is a quotation mark.
func (t *tokenizer) apostrophe(i, to, end int) int {
	if suffix := t.contraction(i, to-i, end); suffix > 0 && (t.text[to]|0x20 != 't') {
		return suffix
	}
	last := to
	for last < end && last < to+7 && (isLetterByte(t.text[last]) || isDigitByte(t.text[last])) {
		last++
	}
	switch word := t.text[to:last]; {
	case len(word) >= 2 && len(word) <= 3 && isDigitByte(word[0]) && isDigitByte(word[1]) && (len(word) == 2 || word[2] == 's'):
		return last
	case word == "em" || word == "til" || word == "cause" || word == "bout" || word == "n":
		return last
	}
	return 0
}

// smiley returns where the smiley at i ends, 0 if there is none.
func (t *tokenizer) smiley(i, end int) int {
	for _, s := range [...]string{":-)", ":-(", ";-)", ":)", ":(", ";)", ":D", ":P", "(:"} {
		if to := i + len(s); to <= end && t.text[i:to] == s && (to == end || !isLetterByte(t.text[to]) && !isDigitByte(t.text[to])) {
			if s != "(:" || to == end {
				return to
			}
		}
	}
	return 0
}

// emoji returns where the modifiers and joined pictures end that follow a picture.
func (t *tokenizer) emoji(i, end int) int {
	for i < end {
		r, size := t.rune(i)
		switch {
		case r == 0xFE0F || r == 0x20E3 || r >= 0x1F3FB && r <= 0x1F3FF || unicode.Is(unicode.Mn, r):
			i += size
		case r == 0x200D:
			i += size
			if i < end {
				if _, size := t.rune(i); size > 1 {
					i += size
				}
			}
		default:
			return i
		}
	}
	return i
}
