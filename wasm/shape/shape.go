// Package shape writes records as JSON and reads them again. A record says its shape once, for both ways: Shape goes through its fields in the
// order in which they are written.
//
//	func (a *Actor) Shape(f *shape.Fields) {
//		f.String("name", &a.Name)
//		shape.List(f, "mentions", &a.Mentions)
//	}
//
// encoding/json finds this out by reflection, which cost a fortieth of the packed program; what other libraries cost stands in the decision *A record
// says its shape once*. Below the fields texts are read by jsontext, the decoder of encoding/json's second version. The written bytes are those of
// encoding/json. So is what can be read, by RFC 8259, with two differences: names of fields are told apart by their letters' case, as they are written, and of a field that stands there twice the last counts whole.
// Fields that a record does not know are passed over, null leaves a field as it was, and what is no character, a lone surrogate or a byte that is not UTF-8,
// becomes U+FFFD. A list that is nil is written as an empty one, and null is read as an empty one where a list should be.
package shape

import (
	"strconv"
	"strings"
)

// Shaped is a record that has a shape.
type Shaped interface{ Shape(f *Fields) }

// Pointer is *T, where that has a shape.
type Pointer[T any] interface {
	*T
	Shaped
}

// Text returns a record as JSON on one line, with <, > and & as they are.
func Text(v Shaped) string {
	f := Fields{writing: true}
	f.record(v)
	return string(f.out)
}

// Escaped is Text with <, > and & escaped, as they must be where JSON stands in a page.
func Escaped(v Shaped) []byte {
	const room = 64 << 10 // for a reading of some length, so that it need not be copied again and again while it grows
	f := Fields{writing: true, escape: true, out: make([]byte, 0, room)}
	f.record(v)
	return f.out
}

// Texts returns a list of records as a JSON array.
func Texts[T any, P Pointer[T]](list []T) string {
	f := Fields{writing: true}
	f.records(len(list), at[T, P](&f, &list))
	return string(f.out)
}

// Read reads a record from a JSON text. The error is a *SyntaxError, or a *KindError, after which the other fields are read all the same.
func Read(text string, v Shaped) error {
	f := Fields{in: NewScanner(text, nil)}
	f.record(v)
	return f.end()
}

// ReadList is Read for a JSON array of records.
func ReadList[T any, P Pointer[T]](text string) (list []T, err error) {
	f := Fields{in: NewScanner(text, nil)}
	f.records(0, at[T, P](&f, &list))
	return list, f.end()
}

// Fields goes through the fields of a record, to write or to read them. In reading a record's Shape is called for each member of the JSON object; the
// method whose field it is takes it.
type Fields struct {
	writing bool
	escape  bool   // <, > and & too
	out     []byte // what is written

	in    *Scanner // what is read
	path  []string // names of the members at hand, the innermost last
	taken bool     // the innermost has been found among the fields
	wrong *KindError
}

// Writing reports whether the record is written, for a Shape that leaves something out.
func (f *Fields) Writing() bool { return f.writing }

// KindError is a value that is of another kind than its field.
type KindError struct {
	Field string // its path, "anchor.start"; "" for the whole
	Kind  string // what it is instead: string, number, bool, object, array; a number that is no integer with its digits
}

func (e *KindError) Error() string {
	if e.Field == "" {
		return "it is of the wrong kind: " + e.Kind
	}
	return e.Field + " is of the wrong kind: " + e.Kind
}

// end returns what was wrong with the text as a whole.
func (f *Fields) end() error {
	if err := f.in.End(); err != nil {
		return err
	}
	if f.wrong != nil {
		return f.wrong
	}
	return nil
}

// String is a field that is a text.
func (f *Fields) String(name string, p *string) {
	if f.field(name) {
		f.text(p)
	}
}

// Some is a text that is left out where it is empty.
func (f *Fields) Some(name string, p *string) {
	if !f.writing || *p != "" {
		f.String(name, p)
	}
}

// Reference is a text or null.
func (f *Fields) Reference(name string, p **string) {
	if f.field(name) && f.present(*p != nil, '"') {
		fill(p)
		f.text(*p)
	}
}

// Int is a field that is an integer.
func (f *Fields) Int(name string, p *int) {
	if f.field(name) {
		f.integer(p)
	}
}

// SomeInt is an integer that is left out where it is nil.
func (f *Fields) SomeInt(name string, p **int) {
	if (!f.writing || *p != nil) && f.field(name) && f.present(*p != nil, '0') {
		fill(p)
		f.integer(*p)
	}
}

// Bool is a field that is true or false.
func (f *Fields) Bool(name string, p *bool) {
	switch {
	case !f.field(name):
	case f.writing:
		f.out = strconv.AppendBool(f.out, *p)
	case f.begins('t'):
		*p = f.in.Raw() == "true"
	}
}

// Strings is a list of texts.
func (f *Fields) Strings(name string, p *[]string) {
	if f.field(name) {
		begin(f, p)
		f.array(len(*p), func(i int) { f.text(element(f, p, i)) })
	}
}

// Span is an array of two integers.
func (f *Fields) Span(name string, p *[2]int) {
	if f.field(name) {
		f.span(p)
	}
}

// Spans is a list of arrays of two integers.
func (f *Fields) Spans(name string, p *[][2]int) {
	if f.field(name) {
		begin(f, p)
		f.array(len(*p), func(i int) { f.span(element(f, p, i)) })
	}
}

// JSON is a value of any kind, which the program carries as JSON and does not look into; "" is written as null.
func (f *Fields) JSON(name string, p *string) {
	switch {
	case !f.field(name) || !f.present(*p != "", 0):
	case f.writing:
		f.out = append(f.out, Compact(*p)...)
	default:
		*p = f.in.Raw()
	}
}

// Object is a field that is a record.
func (f *Fields) Object(name string, v Shaped) {
	if f.field(name) {
		f.record(v)
	}
}

// Optional is a record or null.
func Optional[T any, P Pointer[T]](f *Fields, name string, p **T) {
	if f.field(name) && f.present(*p != nil, '{') {
		fill(p)
		f.record(P(*p))
	}
}

// Pair is an array of two integers or null.
func (f *Fields) Pair(name string, p **[2]int) {
	if f.field(name) && f.present(*p != nil, '[') {
		fill(p)
		f.span(*p)
	}
}

// List is a list of records.
func List[T any, P Pointer[T]](f *Fields, name string, p *[]T) {
	if f.field(name) {
		f.records(len(*p), at[T, P](f, p))
	}
}

// field begins a field: it writes the name of a field, or reports in reading whether it is the member at hand, and takes that.
// Inlined, it would be half of the code of all fields.
//
//go:noinline
func (f *Fields) field(name string) bool {
	if f.writing {
		out := append(f.separated(), '"')
		out = append(out, name...)
		f.out = append(out, '"', ':')
		return true
	}
	if f.taken || f.path[len(f.path)-1] != name {
		return false
	}
	f.taken = true
	return true
}

// present reports whether there is a value: in writing, where it says null if there is none, as is told; in reading whether one of the kind is next.
func (f *Fields) present(told bool, first byte) bool {
	if !f.writing {
		return f.begins(first)
	}
	if !told {
		f.out = append(f.out, "null"...)
	}
	return told
}

// fill makes what p points to, if it is not there.
func fill[T any](p **T) {
	if *p == nil {
		*p = new(T)
	}
}

// record writes or reads a record.
func (f *Fields) record(v Shaped) {
	if f.writing {
		f.out = append(f.out, '{')
		v.Shape(f)
		f.out = append(f.out, '}')
		return
	}
	if !f.begins('{') {
		return
	}
	f.in.Object(func(name string) {
		f.path, f.taken = append(f.path, name), false
		v.Shape(f)
		if !f.taken {
			f.in.Value()
		}
		f.path, f.taken = f.path[:len(f.path)-1], true
	})
}

// records writes a list of n records or reads one of any number. At returns its elements.
func (f *Fields) records(n int, at func(i int) Shaped) {
	f.array(n, func(i int) { f.record(at(i)) })
}

// at is the only code that there is for each kind of records in lists.
func at[T any, P Pointer[T]](f *Fields, p *[]T) func(i int) Shaped {
	begin(f, p)
	return func(i int) Shaped { return P(element(f, p, i)) }
}

// begin empties a list that is to be read.
func begin[T any](f *Fields, p *[]T) {
	if !f.writing {
		*p = []T{}
	}
}

// element returns the element of a list, which grows in reading.
func element[T any](f *Fields, p *[]T, i int) *T {
	if !f.writing {
		*p = append(*p, *new(T))
	}
	return &(*p)[i]
}

// array writes an array of n elements or reads one of any number, each by a function that does either.
func (f *Fields) array(n int, each func(i int)) {
	if f.writing {
		f.out = append(f.out, '[')
		for i := range n {
			f.out = f.separated()
			each(i)
		}
		f.out = append(f.out, ']')
		return
	}
	if !f.begins('[') {
		return
	}
	i := 0
	f.in.Array(func() {
		each(i)
		i++
	})
}

func (f *Fields) text(p *string) {
	switch {
	case f.writing:
		f.out = appendString(f.out, *p, f.escape)
	case f.begins('"'):
		*p = f.in.String()
	}
}

func (f *Fields) integer(p *int) {
	switch {
	case f.writing:
		f.out = strconv.AppendInt(f.out, int64(*p), 10)
	case f.begins('0'):
		digits := f.in.Raw()
		n, err := strconv.Atoi(digits)
		if err != nil {
			f.mismatch("number " + digits)
			return
		}
		*p = n
	}
}

// span writes or reads two integers. As encoding/json reads an array into one of Go's, what is missing is 0, and what is too much is left out.
func (f *Fields) span(p *[2]int) {
	if f.writing {
		out := strconv.AppendInt(append(f.out, '['), int64(p[0]), 10)
		out = strconv.AppendInt(append(out, ','), int64(p[1]), 10)
		f.out = append(out, ']')
		return
	}
	f.array(len(p), func(i int) {
		if i < len(p) {
			f.integer(&p[i])
		} else {
			f.in.Value()
		}
	})
}

// begins reports whether the next value is of the kind that begins so: with '0' any number does, with 't' true and false, with 0 anything. Null and
// what is of another kind it takes.
func (f *Fields) begins(first byte) bool {
	c := f.in.Peek()
	switch {
	case c == 0: // the text has ended
	case first == 0 || c == first || first == 't' && c == 'f':
		return true
	case c != 'n':
		f.mismatch(kind(c))
	}
	f.in.Value()
	return false
}

// kind names the kind of value that begins with the byte.
func kind(first byte) string {
	switch first {
	case '"':
		return "string"
	case '{':
		return "object"
	case '[':
		return "array"
	case 't', 'f':
		return "bool"
	}
	return "number"
}

// mismatch keeps the first value of another kind.
func (f *Fields) mismatch(kind string) {
	if f.wrong == nil {
		f.wrong = &KindError{strings.Join(f.path, "."), kind}
	}
}

// separated returns what is written with a comma behind it, if what comes is not the first in its object or list.
func (f *Fields) separated() []byte {
	if last := f.out[len(f.out)-1]; last != '{' && last != '[' {
		return append(f.out, ',')
	}
	return f.out
}
