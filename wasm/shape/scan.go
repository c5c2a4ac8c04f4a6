package shape

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Piece is how many bytes a Scanner goes through, about, before it tells how far it is.
const Piece = 64 << 10

// deepest is how far values may stand within each other, as encoding/json has it.
const deepest = 10000

// Scanner goes through a JSON text (RFC 8259), value by value. After the first mistake it stands at the end and takes nothing more; End says what was wrong.
type Scanner struct {
	Text string
	At   int          // the byte that comes next
	Tell func(at int) // told how far it is, again and again; may be nil

	told  int
	depth int
	err   *SyntaxError
}

// SyntaxError is where a text is no JSON.
type SyntaxError struct {
	Offset  int
	Ends    bool // the text ends too early
	message string
}

func (e *SyntaxError) Error() string { return e.message }

// End returns the mistake, if there was one or if something stands behind the values that were taken.
func (s *Scanner) End() error {
	s.Peek()
	if s.At < len(s.Text) {
		s.fail()
	}
	if s.err != nil {
		return s.err
	}
	return nil
}

// fail notes that the byte that comes next cannot stand there.
func (s *Scanner) fail() {
	switch {
	case s.At >= len(s.Text):
		s.failed("it ends too early")
	default:
		r, _ := utf8.DecodeRuneInString(s.Text[s.At:])
		s.failed(strconv.QuoteRune(r) + " cannot stand there")
	}
}

func (s *Scanner) failed(message string) {
	if s.err == nil {
		s.err = &SyntaxError{s.At, s.At >= len(s.Text), message}
	}
	s.At = len(s.Text)
}

// Peek returns the byte that comes next after blanks, 0 at the end.
func (s *Scanner) Peek() byte {
	for ; s.At < len(s.Text); s.At++ {
		switch c := s.Text[s.At]; c {
		case ' ', '\t', '\n', '\r':
		default:
			return c
		}
	}
	return 0
}

func (s *Scanner) tell() {
	if s.Tell != nil && s.At-s.told >= Piece {
		s.told = s.At
		s.Tell(s.At)
	}
}

// Value passes over a value. It does not call itself for what stands within: the stack of a browser is full long before that is too deep.
func (s *Scanner) Value() {
	var within []byte // the ends of the objects and arrays it is in
	for {
		opened := false
		switch s.Peek() {
		case '{':
			if opened = s.open('{', '}'); opened {
				within = append(within, '}')
				s.name()
			}
		case '[':
			if opened = s.open('[', ']'); opened {
				within = append(within, ']')
			}
		case '"':
			s.quoted()
		case 't':
			s.word("true")
		case 'f':
			s.word("false")
		case 'n':
			s.word("null")
		default:
			s.number()
		}
		s.tell()
		if !opened && !s.next(&within) {
			return
		}
	}
}

// next goes on to the next value after one in objects and arrays whose ends are given, and takes those ends that come before it; false if all have come.
func (s *Scanner) next(within *[]byte) bool {
	for n := len(*within); n > 0; n-- {
		end := (*within)[n-1]
		*within = (*within)[:n]
		if s.another(end) {
			if end == '}' {
				s.name()
			}
			return true
		}
	}
	return false
}

// Raw passes over a value and returns it as it stands in the text.
func (s *Scanner) Raw() string {
	s.Peek()
	start := s.At
	s.Value()
	return s.Text[start:s.At]
}

// Object goes through an object. Each is called before each value, and must take it.
func (s *Scanner) Object(each func(name string)) {
	for more := s.open('{', '}'); more; more = s.another('}') {
		each(s.name())
	}
}

// name takes the name of a member, and the colon.
func (s *Scanner) name() string {
	if s.Peek() != '"' {
		s.fail()
		return ""
	}
	name := s.String()
	if s.Peek() != ':' {
		s.fail()
		return ""
	}
	s.At++
	return name
}

// Array goes through an array. Each is called before each value, and must take it.
func (s *Scanner) Array(each func()) {
	for more := s.open('[', ']'); more; more = s.another(']') {
		each()
	}
}

// open takes the beginning of an object or array, and its end if it is empty.
func (s *Scanner) open(begin, end byte) (more bool) {
	if s.Peek() != begin {
		s.fail()
		return false
	}
	if s.depth++; s.depth > deepest {
		s.failed("too much stands within each other")
		return false
	}
	s.At++
	if s.Peek() != end {
		return true
	}
	s.close()
	return false
}

// another takes what comes after a value: a comma, or the end.
func (s *Scanner) another(end byte) bool {
	switch s.Peek() {
	case ',':
		s.At++
		return true
	case end:
		s.close()
	default:
		s.fail()
	}
	return false
}

func (s *Scanner) close() {
	s.depth--
	s.At++
}

// Elements returns the elements of a JSON array, nil if the text is none.
func Elements(array string) []string {
	s := Scanner{Text: array}
	var list []string
	s.Array(func() { list = append(list, s.Raw()) })
	if s.End() != nil {
		return nil
	}
	return list
}

// Unquote returns what a JSON string stands for, and false if the text is none.
func Unquote(quoted string) (text string, ok bool) {
	s := Scanner{Text: quoted}
	if s.Peek() != '"' {
		return "", false
	}
	text = s.String()
	return text, s.End() == nil
}

// String takes a string and returns what it stands for.
func (s *Scanner) String() string {
	s.Peek()
	start := s.At
	s.quoted()
	if s.err != nil {
		return ""
	}
	return unquoted(s.Text[start+1 : s.At-1])
}

// quoted passes over a string.
func (s *Scanner) quoted() {
	for s.At++; s.At < len(s.Text); s.At++ {
		switch c := s.Text[s.At]; {
		case c == '"':
			s.At++
			return
		case c == '\\':
			if s.At++; !s.escape() {
				s.fail()
				return
			}
		case c < ' ':
			s.fail()
			return
		}
		s.tell()
	}
	s.fail()
}

// escape stays at the last byte of what may stand after a backslash, or at the one that may not.
func (s *Scanner) escape() bool {
	if s.At >= len(s.Text) || strings.IndexByte(`"\/bfnrtu`, s.Text[s.At]) < 0 {
		return false
	}
	if s.Text[s.At] == 'u' {
		for range 4 {
			if s.At++; s.At >= len(s.Text) || strings.IndexByte("0123456789abcdefABCDEF", s.Text[s.At]) < 0 {
				return false
			}
		}
	}
	return true
}

// word passes over one of the three words.
func (s *Scanner) word(w string) {
	for i := range len(w) {
		if s.At >= len(s.Text) || s.Text[s.At] != w[i] {
			s.fail()
			return
		}
		s.At++
	}
}

// number passes over a number.
func (s *Scanner) number() {
	s.sign("-")
	if s.At < len(s.Text) && s.Text[s.At] == '0' {
		s.At++
	} else {
		s.digits()
	}
	if s.sign(".") {
		s.digits()
	}
	if s.sign("eE") {
		s.sign("+-")
		s.digits()
	}
}

// sign takes the next byte if it is one of these.
func (s *Scanner) sign(these string) bool {
	if s.At < len(s.Text) && strings.IndexByte(these, s.Text[s.At]) >= 0 {
		s.At++
		return true
	}
	return false
}

// digits takes one digit or more.
func (s *Scanner) digits() {
	start := s.At
	for s.At < len(s.Text) && '0' <= s.Text[s.At] && s.Text[s.At] <= '9' {
		s.At++
	}
	if s.At == start {
		s.fail()
	}
}

// unquoted returns what the inside of a string stands for, in memory of its own: a field must not keep a whole file.
func unquoted(inside string) string {
	if strings.IndexByte(inside, '\\') < 0 {
		return valid(strings.Clone(inside))
	}
	text := make([]byte, 0, len(inside))
	for {
		i := strings.IndexByte(inside, '\\')
		if i < 0 {
			return valid(string(append(text, inside...)))
		}
		text = append(text, inside[:i]...)
		if inside[i+1] != 'u' {
			text = append(text, "\"\\/\b\f\n\r\t"[strings.IndexByte(`"\/bfnrt`, inside[i+1])])
			inside = inside[i+2:]
			continue
		}
		r := unit(inside[i:])
		inside = inside[i+6:]
		if utf16.IsSurrogate(r) {
			if r = utf16.DecodeRune(r, unit(inside)); r != utf8.RuneError {
				inside = inside[6:]
			}
		}
		text = utf8.AppendRune(text, r)
	}
}

// unit returns the UTF-16 code unit of an escape \u1234, -1 if the text does not begin with one.
func unit(text string) rune {
	if !strings.HasPrefix(text, `\u`) {
		return -1
	}
	n, _ := strconv.ParseUint(text[2:6], 16, 32) // the scanner has seen its digits
	return rune(n)
}

// valid puts U+FFFD for each byte that is not UTF-8.
func valid(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	return string([]rune(text))
}
