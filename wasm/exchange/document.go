package exchange

import (
	"errors"
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/shape"
)

// entry is a JSON value, a piece of the file, and the line that it begins on, 1 for the first.
type entry struct {
	line int
	raw  string
}

// Progress is told how many bytes of a file have been gone through, again and again while it is read. An error that it returns ends the work.
type Progress func(done int) error

// tell tells it, and ends the work by a panic (article.CatchEnded) if that is wanted.
func (p Progress) tell(done int) {
	if err := p(done); err != nil {
		panic(article.Ended{Err: err})
	}
}

// document is a JSON object with its fields, those that are arrays cut into their elements. A file that is an array has its
// elements under "".
type document struct {
	whole  entry
	fields map[string]entry
	lists  map[string][]entry
}

// text returns a field that is a string, "" if it is none.
func (d *document) text(field string) string {
	text, _ := shape.Unquote(d.fields[field].raw)
	return text
}

// liner tells the line of growing offsets in a text.
type liner struct {
	text     string
	at, line int
}

func (l *liner) of(offset int) int {
	offset = min(max(offset, 0), len(l.text))
	if offset >= l.at {
		l.line += strings.Count(l.text[l.at:offset], "\n")
		l.at = offset
	}
	return l.line
}

// parseDocument reads an entry as an object or array. The error is the problem, with its line.
func parseDocument(e entry, progress Progress) (*document, *Problem) {
	progress.tell(0)
	r := &documentReader{shape.NewScanner(e.raw, progress.tell), liner{text: e.raw, line: e.line}}
	d := &document{e, map[string]entry{}, map[string][]entry{}}
	first := r.Peek()
	switch first {
	case '[':
		d.lists[""] = r.list()
	case '{':
		r.Object(func(name string) { d.fields[name] = r.field(d, name) })
	default:
		r.Value()
	}
	var syntax *shape.SyntaxError
	switch {
	case errors.As(r.End(), &syntax) && syntax.Ends:
		return nil, &Problem{r.lines.of(len(e.raw)), "the file ends before its JSON does", true}
	case syntax != nil:
		return nil, &Problem{r.lines.of(syntax.Offset), "not JSON: " + syntax.Error(), true}
	case first != '[' && first != '{':
		return nil, &Problem{r.lines.of(0), "not JSON: neither an object nor a list", true}
	}
	return d, nil
}

// documentReader cuts a text into entries, which are pieces of it: a library of hundreds of megabytes is not held a second time.
type documentReader struct {
	*shape.Scanner
	lines liner
}

// field takes the value of a field, an array by its elements.
func (r *documentReader) field(d *document, name string) entry {
	if r.Peek() != '[' {
		return r.next()
	}
	start := r.Start()
	line := r.lines.of(start)
	d.lists[name] = r.list()
	return entry{line, r.Text[start:r.At()]}
}

// list takes the elements of an array.
func (r *documentReader) list() []entry {
	list := []entry{}
	r.Array(func() { list = append(list, r.next()) })
	return list
}

// next takes one value.
func (r *documentReader) next() entry {
	line := r.lines.of(r.Start())
	return entry{line, r.Raw()}
}
