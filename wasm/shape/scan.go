package shape

import (
	"errors"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Piece is how many bytes a Scanner reads at a time, at most, before it tells how far it is.
const Piece = 64 << 10

// Scanner goes through a JSON text value by value, by the decoder that stands below encoding/json's second version. After the first mistake it takes nothing
// more; End says what was wrong.
type Scanner struct {
	Text    string
	decoder *jsontext.Decoder
	err     error
}

// NewScanner returns a scanner at the beginning of a text. It tells how many bytes it has read, again and again; tell may be nil.
func NewScanner(text string, tell func(at int)) *Scanner {
	// What is no character, and a field that stands there twice, are what encoding/json has always taken.
	return &Scanner{Text: text, decoder: jsontext.NewDecoder(&pieces{text: text, tell: tell}, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))}
}

// pieces reads a text without a copy of the whole.
type pieces struct {
	text string
	at   int
	told int
	tell func(at int)
}

func (p *pieces) Read(into []byte) (int, error) {
	if p.at == len(p.text) {
		return 0, io.EOF
	}
	n := copy(into[:min(len(into), Piece)], p.text[p.at:])
	p.at += n
	if p.tell != nil && p.at-p.told >= Piece {
		p.told = p.at
		p.tell(p.at)
	}
	return n, nil
}

// SyntaxError is where a text is no JSON.
type SyntaxError struct {
	Offset  int
	Ends    bool // the text ends too early
	message string
}

func (e *SyntaxError) Error() string { return e.message }

// End returns the mistake, a *SyntaxError, if there was one or if something stands behind the value that was taken.
func (s *Scanner) End() error {
	if s.err == nil {
		if _, err := s.decoder.ReadToken(); err == io.EOF {
			return nil
		} else if err != nil {
			s.err = err
		} else {
			return &SyntaxError{s.At() - 1, false, "something stands behind the value"}
		}
	}
	var syntax *jsontext.SyntacticError
	if !errors.As(s.err, &syntax) || errors.Is(s.err, io.ErrUnexpectedEOF) {
		return &SyntaxError{len(s.Text), true, "it ends too early"}
	}
	return &SyntaxError{int(syntax.ByteOffset), false, syntax.Err.Error()}
}

// At returns the byte behind what was taken last.
func (s *Scanner) At() int { return int(s.decoder.InputOffset()) }

// Start returns the byte at which the next value begins.
func (s *Scanner) Start() int {
	at := s.At()
	for at < len(s.Text) && strings.IndexByte(" \t\r\n,:", s.Text[at]) >= 0 {
		at++
	}
	return at
}

// Peek returns what comes next: the first byte of a value, but the digit '0' for every number; '}' or ']' where the object or array ends; the byte 0 at the end of the
// text and after a mistake.
func (s *Scanner) Peek() byte {
	if s.err != nil {
		return 0
	}
	return byte(s.decoder.PeekKind())
}

// Value passes over a value.
func (s *Scanner) Value() {
	if s.err == nil {
		s.err = s.decoder.SkipValue()
	}
}

// Raw passes over a value and returns it as it stands in the text.
func (s *Scanner) Raw() string {
	start := s.Start()
	s.Value()
	if s.err != nil {
		return ""
	}
	return s.Text[start:s.At()]
}

// String takes a string and returns what it stands for.
func (s *Scanner) String() string {
	t, ok := s.token()
	if !ok {
		return ""
	}
	return t.String()
}

func (s *Scanner) token() (t jsontext.Token, ok bool) {
	if s.err == nil {
		t, s.err = s.decoder.ReadToken()
	}
	return t, s.err == nil
}

// Object goes through an object. Each is called before each value, and must take it.
func (s *Scanner) Object(each func(name string)) {
	s.within('}', func() { each(s.String()) })
}

// Array goes through an array. Each is called before each value, and must take it.
func (s *Scanner) Array(each func()) { s.within(']', each) }

// within goes through an object or array, up to its end.
func (s *Scanner) within(end byte, each func()) {
	for _, ok := s.token(); ok && s.Peek() != end; ok = s.err == nil {
		if s.Peek() == 0 { // no more text, or a mistake, which the next token says
			break
		}
		each()
	}
	s.token()
}

// Elements returns the elements of a JSON array, nil if the text is none.
func Elements(array string) (list []string) {
	s := NewScanner(array, nil)
	if s.Peek() != '[' {
		return nil
	}
	s.Array(func() { list = append(list, s.Raw()) })
	if s.End() != nil {
		return nil
	}
	return list
}

// Unquote returns what a JSON string stands for, and false if the text is none.
func Unquote(quoted string) (text string, ok bool) {
	s := NewScanner(quoted, nil)
	if s.Peek() != '"' {
		return "", false
	}
	text = s.String()
	return text, s.End() == nil
}

// Compact returns a JSON value without the blanks between its parts.
func Compact(value string) string {
	s := NewScanner(value, nil)
	out := make([]byte, 0, len(value))
	for at := 0; ; at = s.At() {
		if _, ok := s.token(); !ok {
			return string(out)
		}
		start := at
		for ; strings.IndexByte(" \t\r\n,:", value[start]) >= 0; start++ {
			if value[start] == ',' || value[start] == ':' {
				out = append(out, value[start])
			}
		}
		out = append(out, value[start:s.At()]...)
	}
}
