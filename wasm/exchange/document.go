package exchange

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// entry is a JSON value and the line of the file it begins on, 1 for the first.
type entry struct {
	line int
	raw  json.RawMessage
}

// into decodes the entry.
func (e entry) into(out any) error { return json.Unmarshal(e.raw, out) }

// document is a JSON object with its fields, those that are arrays cut into their elements. A file that is an array has its
// elements under "".
type document struct {
	fields map[string]entry
	lists  map[string][]entry
}

// text returns a field that is a string, "" if it is none.
func (d *document) text(field string) (s string) {
	_ = json.Unmarshal(d.fields[field].raw, &s) // another kind of value is as good as none
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
func parseDocument(e entry) (*document, *Problem) {
	text := string(e.raw)
	lines := &liner{text: text, line: e.line}
	dec := json.NewDecoder(strings.NewReader(text))
	d := &document{map[string]entry{}, map[string][]entry{}}
	err := d.read(dec, lines)
	if err == nil {
		if _, extra := dec.Token(); extra != io.EOF {
			err = errors.New("there is something after the end of the JSON")
		}
	}
	if err == nil {
		return d, nil
	}
	offset := int(dec.InputOffset())
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		offset = max(offset, int(syntax.Offset))
	}
	message := "not JSON: " + err.Error()
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		message, offset = "the file ends before its JSON does", len(text)
	}
	return nil, &Problem{Line: lines.of(offset), Message: message, Fatal: true}
}

func (d *document) read(dec *json.Decoder, lines *liner) error {
	open, err := dec.Token()
	if err != nil {
		return err
	}
	switch open {
	case json.Delim('['):
		return d.list("", dec, lines)
	case json.Delim('{'):
	default:
		return errors.New("neither an object nor a list")
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return err
		}
		name, ok := key.(string)
		if !ok {
			return errors.New("a field without a name")
		}
		e, err := next(dec, lines)
		if err != nil {
			return err
		}
		d.fields[name] = e
		if e.raw[0] == '[' {
			inner := json.NewDecoder(strings.NewReader(string(e.raw)))
			if _, err := inner.Token(); err != nil {
				return err
			}
			if err := d.list(name, inner, &liner{text: string(e.raw), line: e.line}); err != nil {
				return err
			}
		}
	}
	_, err = dec.Token()
	return err
}

func (d *document) list(name string, dec *json.Decoder, lines *liner) error {
	d.lists[name] = []entry{}
	for dec.More() {
		e, err := next(dec, lines)
		if err != nil {
			return err
		}
		d.lists[name] = append(d.lists[name], e)
	}
	_, err := dec.Token()
	return err
}

// next reads one value.
func next(dec *json.Decoder, lines *liner) (entry, error) {
	var raw json.RawMessage
	if err := dec.Decode(&raw); err != nil {
		return entry{}, err
	}
	return entry{lines.of(int(dec.InputOffset()) - len(raw)), raw}, nil
}
