package source

import (
	"strings"
	"unicode/utf8"

	"github.com/ascribe/ascribe/wasm/article"
)

// quotation is a stretch between quotation marks: the tokens open..close, the marks included. A paragraph that begins with a
// mark and never closes it reaches to the paragraph's end, as papers print a quotation that goes on in the next one.
type quotation struct {
	open, close int  // tokens of the marks; close is the last token where the mark is missing
	closed      bool // whether there is a closing mark
	paragraph   int
	goesOn      bool // the next paragraph begins with an opening mark and this one was not closed
}

// markKind says what a token is among the double (and double-like) quotation marks.
type markKind uint8

const (
	noMark markKind = iota
	openMark
	closeMark
	plainMark // " or '' as typewriters have it: opens or closes by its place
)

// quoteMark returns what token i is among the double marks.
func (v *view) quoteMark(i int) markKind {
	switch v.Word(i) {
	case "“", "„", "«", "``", "‟":
		return openMark
	case "”", "»":
		return closeMark
	case "\"", "''", "＂":
		return plainMark
	}
	return noMark
}

// findQuotes pairs the marks paragraph by paragraph. A plain mark opens when nothing is open, else it closes.
func (v *view) findQuotes() {
	v.inQuote = make([]int32, len(v.Tokens))
	for i := range v.inQuote {
		v.inQuote[i] = -1
	}
	for p := range v.Paragraphs {
		first, last := v.paragraphTokens(p)
		open, single := -1, -1
		for i := first; i < last; i++ {
			kind := v.quoteMark(i)
			if kind == noMark && open < 0 {
				if single >= 0 && v.closesSingle(i) {
					v.addQuote(single, i, true, p)
					single = -1
				} else if single < 0 && v.opensSingle(i) {
					single = i
				}
				continue
			}
			if end := v.closesAround(i, last); single >= 0 && open < 0 && end >= 0 { // British papers quote with double marks inside single ones
				v.addQuote(single, end, true, p)
				single, i = -1, end
				continue
			}
			single = -1 // what looked like an opening mark was none that can be told
			if kind == plainMark {
				if kind = closeMark; open < 0 {
					kind = openMark
				}
				if open >= 0 && i == open+1 {
					continue
				}
			}
			switch {
			case kind == openMark && open < 0:
				open = i
			case kind == closeMark && open >= 0:
				v.addQuote(open, i, true, p)
				open = -1
			}
		}
		if open < 0 {
			continue
		}
		if open == first || open > first && v.Word(open-1) == ":" || v.startsQuoted(p+1) {
			v.addQuote(open, last-1, false, p)
		} else if end := int(v.sentence(open).Last) - 1; end > open {
			v.addQuote(open, end, false, p) // a mark that was forgotten reaches no further than its sentence
		}
	}
	for k := 0; k+1 < len(v.quotes); k++ {
		q := &v.quotes[k]
		q.goesOn = !q.closed && v.quotes[k+1].paragraph == q.paragraph+1 && v.startsQuoted(q.paragraph+1)
	}
}

// opensSingle reports whether token i is a single mark before a word and after none, as British papers open quotations.
func (v *view) opensSingle(i int) bool {
	w, t := v.Word(i), v.Tokens[i]
	return (w == "‘" || w == "'") && t.Tag != article.POS && i+1 < len(v.Tokens) && v.Tokens[i+1].Start == t.End && !v.mark[i+1] &&
		(i == 0 || v.Tokens[i-1].End < t.Start || v.mark[i-1])
}

// closesSingle reports whether token i is a single mark that closes: after or before a mark, or after a word that no possessive ends in.
func (v *view) closesSingle(i int) bool {
	w, t := v.Word(i), v.Tokens[i]
	if w != "’" && w != "'" || i == 0 || v.Tokens[i-1].End != t.Start || i+1 < len(v.Tokens) && v.Tokens[i+1].Start == t.End && !v.mark[i+1] {
		return false
	}
	return v.mark[i-1] || !strings.HasSuffix(v.Word(i-1), "s") || v.isMark(i+1)
}

// closesAround returns the single mark that closes a quotation with the double mark at token i inside it, -1 if there is none near.
func (v *view) closesAround(i, last int) int {
	inside := false
	for k := i; k < min(last, i+reach); k++ {
		switch kind := v.quoteMark(k); {
		case kind != noMark:
			inside = kind == openMark || kind == plainMark && !inside
		case !inside && v.closesSingle(k):
			return k
		case !inside && v.opensSingle(k):
			return -1
		}
	}
	return -1
}

func (v *view) addQuote(open, close int, closed bool, paragraph int) {
	for i := open; i <= close; i++ {
		v.inQuote[i] = int32(len(v.quotes))
	}
	v.quotes = append(v.quotes, quotation{open: open, close: close, closed: closed, paragraph: paragraph})
}

// startsQuoted reports whether paragraph p begins with a mark that can open a quotation.
func (v *view) startsQuoted(p int) bool {
	if p >= len(v.Paragraphs) {
		return false
	}
	first, last := v.paragraphTokens(p)
	if first >= last {
		return false
	}
	k := v.quoteMark(first)
	return k == openMark || k == plainMark
}

// paragraphTokens returns the tokens [first, last) of paragraph p.
func (v *view) paragraphTokens(p int) (first, last int) {
	x := v.Paragraphs[p]
	if x.First >= x.Last {
		return 0, 0
	}
	return v.Sentences[x.First].First, v.Sentences[x.Last-1].Last
}

// quoted reports whether the tokens first..last stand in one quotation.
func (v *view) quoted(first, last int) bool {
	return v.inQuote[first] >= 0 && v.inQuote[first] == v.inQuote[last]
}

// isUpper reports whether the text begins with a capital letter.
func isUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return 'A' <= r && r <= 'Z' || r >= 0xC0 && r <= 0xDE
}
