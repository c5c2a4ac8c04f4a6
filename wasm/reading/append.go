package reading

import (
	"strconv"
	"unicode/utf8"
)

// Bytes returns the JSON text, on one line, fields in the order of the types. It is written by hand because a reading crosses to
// the page after every paste: encoding/json takes five times as long for the same bytes' worth, and here is nothing to reflect on.
func (j *JSON) Bytes() []byte {
	w := writer{make([]byte, 0, 1024+64*(len(j.Sentences)+len(j.Entities)+len(j.Tokens))+512*(len(j.Actors)+len(j.Attributions)+len(j.Hedges)))}
	w.text(`{"id":`, j.ID)
	w.text(`,"version":`, j.Version)
	w.text(`,"analyzer":`, j.Analyzer)
	w.text(`,"advice":`, j.Advice)
	w.pairs(`,"sentences":`, j.Sentences)
	w.pairs(`,"paragraphs":`, j.Paragraphs)
	if len(j.Tokens) > 0 {
		array(&w, `,"tokens":`, j.Tokens, func(t *TokenJSON) {
			w.pair(`{"span":`, t.Span)
			w.text(`,"tag":`, t.Tag)
			w.raw(`,"head":`)
			w.b = strconv.AppendInt(w.b, int64(t.Head), 10)
			w.text(`,"dep":`, t.Dep)
			w.raw("}")
		})
	}
	array(&w, `,"entities":`, j.Entities, func(e *EntityJSON) {
		w.pair(`{"span":`, e.Span)
		w.text(`,"label":`, e.Label)
		w.raw("}")
	})
	array(&w, `,"actors":`, j.Actors, w.actor)
	array(&w, `,"attributions":`, j.Attributions, w.attribution)
	array(&w, `,"hedges":`, j.Hedges, w.hedge)
	w.raw("}")
	return w.b
}

// writer appends JSON text. Each method is given what stands before the value: the field's name with its comma.
type writer struct{ b []byte }

func (w *writer) actor(a *ActorJSON) {
	w.text(`{"id":`, a.ID)
	w.text(`,"name":`, a.Name)
	w.text(`,"type":`, a.Type)
	array(w, `,"mentions":`, a.Mentions, func(m *MentionJSON) {
		w.pair(`{"span":`, m.Span)
		w.text(`,"form":`, m.Form)
		w.raw("}")
	})
	w.pairs(`,"roles":`, a.Roles)
	w.truth(`,"speaks":`, a.Speaks)
	w.text(`,"why":`, a.Why)
	w.raw("}")
}

func (w *writer) attribution(a *AttributionJSON) {
	w.text(`{"id":`, a.ID)
	w.pairs(`,"source":`, a.Source)
	w.pairs(`,"cue":`, a.Cue)
	w.pairs(`,"content":`, a.Content)
	w.pairs(`,"reason":`, a.Reason)
	w.pairs(`,"basis":`, a.Basis)
	w.text(`,"quote":`, a.Quote)
	w.text(`,"kind":`, a.Kind)
	w.text(`,"stance":`, a.Stance)
	w.truth(`,"named":`, a.Named)
	w.text(`,"speaker":`, a.Speaker)
	w.reference(`,"actor":`, a.Actor)
	w.reference(`,"parent":`, a.Parent)
	w.text(`,"why":`, a.Why)
	w.raw("}")
}

func (w *writer) hedge(h *HedgeJSON) {
	w.text(`{"id":`, h.ID)
	w.pairs(`,"cue":`, h.Cue)
	w.pairs(`,"scope":`, h.Scope)
	w.text(`,"class":`, h.Class)
	w.reference(`,"owner":`, h.Owner)
	w.text(`,"why":`, h.Why)
	w.raw("}")
}

func (w *writer) raw(s string) { w.b = append(w.b, s...) }

func array[T any](w *writer, before string, list []T, one func(*T)) {
	w.raw(before)
	w.raw("[")
	for i := range list {
		if i > 0 {
			w.raw(",")
		}
		one(&list[i])
	}
	w.raw("]")
}

func (w *writer) pairs(before string, list []pair) {
	w.raw(before)
	w.raw("[")
	for i, p := range list {
		if i > 0 {
			w.raw(",")
		}
		w.pair("", p)
	}
	w.raw("]")
}

func (w *writer) pair(before string, p pair) {
	w.raw(before)
	w.raw("[")
	w.b = strconv.AppendInt(w.b, int64(p[0]), 10)
	w.raw(",")
	w.b = strconv.AppendInt(w.b, int64(p[1]), 10)
	w.raw("]")
}

func (w *writer) truth(before string, v bool) {
	w.raw(before)
	w.b = strconv.AppendBool(w.b, v)
}

func (w *writer) reference(before string, id *string) {
	if id == nil {
		w.raw(before)
		w.raw("null")
		return
	}
	w.text(before, *id)
}

// text appends a string. An invalid byte becomes the replacement character, as the borders count it; the two line separators that
// JavaScript once took for line ends are escaped.
func (w *writer) text(before, s string) {
	w.raw(before)
	w.raw(`"`)
	const hex = "0123456789abcdef"
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if c >= utf8.RuneSelf && (r != utf8.RuneError || size > 1) && r != '\u2028' && r != '\u2029' {
			i += size
			continue
		}
		w.raw(s[start:i])
		switch {
		case c == '"' || c == '\\':
			w.b = append(w.b, '\\', c)
		case c == '\n':
			w.raw(`\n`)
		case c == '\t':
			w.raw(`\t`)
		case c < ' ':
			w.b = append(w.b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		case r == '\u2028':
			w.raw(`\u2028`)
		case r == '\u2029':
			w.raw(`\u2029`)
		default:
			w.raw("\ufffd")
		}
		i += size
		start = i
	}
	w.raw(s[start:])
	w.raw(`"`)
}
