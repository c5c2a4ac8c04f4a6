package exchange

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// entry is a JSON value, a piece of the file, and the line that it begins on, 1 for the first.
type entry struct {
	line int
	raw  string
}

// into decodes the entry.
func (e entry) into(out any) error { return json.Unmarshal([]byte(e.raw), out) }

// paced is the file's text on its way to the decoder, in pieces: before each, whoever waits is told how far it is, and may end the work.
type paced struct {
	strings.Reader
	progress Progress
}

// piece is how many bytes are decoded without a pause.
const piece = 64 << 10

func (p *paced) Read(b []byte) (int, error) {
	p.progress.tell(int(p.Size()) - p.Len())
	return p.Reader.Read(b[:min(len(b), piece)])
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
	fields map[string]entry
	lists  map[string][]entry
}

// text returns a field that is a string, "" if it is none.
func (d *document) text(field string) (s string) {
	_ = d.fields[field].into(&s) // another kind of value is as good as none
	return s
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
	in := &paced{progress: progress}
	in.Reset(e.raw)
	r := &documentReader{json.NewDecoder(in), liner{text: e.raw, line: e.line}}
	d := &document{map[string]entry{}, map[string][]entry{}}
	err := r.document(d)
	if err == nil {
		if _, extra := r.Token(); extra != io.EOF {
			err = errors.New("there is something after the end of the JSON")
		}
	}
	if err == nil {
		return d, nil
	}
	offset := int(r.InputOffset())
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		offset = max(offset, int(syntax.Offset))
	}
	message := "not JSON: " + err.Error()
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		message, offset = "the file ends before its JSON does", len(e.raw)
	}
	return nil, &Problem{Line: r.lines.of(offset), Message: message, Fatal: true}
}

// documentReader cuts a text into entries, which are pieces of it: a library of hundreds of megabytes is not held a second time.
type documentReader struct {
	*json.Decoder
	lines liner
}

func (r *documentReader) document(d *document) (err error) {
	open, err := r.Token()
	if err != nil {
		return err
	}
	switch open {
	case json.Delim('['):
		d.lists[""], err = r.list()
		return err
	case json.Delim('{'):
	default:
		return errors.New("neither an object nor a list")
	}
	for r.More() {
		key, err := r.Token()
		if err != nil {
			return err
		}
		name, ok := key.(string)
		if !ok {
			return errors.New("a field without a name")
		}
		if d.fields[name], err = r.field(d, name); err != nil {
			return err
		}
	}
	_, err = r.Token()
	return err
}

// field reads the value of a field, an array by its elements.
func (r *documentReader) field(d *document, name string) (e entry, err error) {
	rest := strings.TrimLeft(r.lines.text[r.InputOffset():], ": \t\r\n") // a colon too many is for the decoder to find
	if !strings.HasPrefix(rest, "[") {
		return r.next()
	}
	start := len(r.lines.text) - len(rest)
	line := r.lines.of(start)
	if _, err := r.Token(); err != nil {
		return e, err
	}
	d.lists[name], err = r.list()
	return entry{line, r.lines.text[start:r.InputOffset()]}, err
}

// list reads the elements of an array that has been opened, and its end.
func (r *documentReader) list() ([]entry, error) {
	list := []entry{}
	for r.More() {
		e, err := r.next()
		if err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	_, err := r.Token()
	return list, err
}

// next reads one value.
func (r *documentReader) next() (entry, error) {
	var raw json.RawMessage
	if err := r.Decode(&raw); err != nil {
		return entry{}, err
	}
	end := int(r.InputOffset())
	start := end - len(raw)
	return entry{r.lines.of(start), r.lines.text[start:end]}, nil
}
