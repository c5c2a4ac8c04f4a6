package article

import "unicode/utf8"

// Unit is a way of counting positions in a text.
type Unit uint8

const (
	CodePoints Unit = iota // as W3C Web Annotation selectors and CONTRACT files count
	UTF16                  // as JavaScript strings count
)

// Border converts positions in one text between bytes and another unit.
// An invalid byte counts as one code point and one UTF-16 unit, as the replacement character it becomes in JSON.
//
// It keeps the converted position of every 64th byte, so that a conversion reads at most 64 bytes.
// A text of ASCII only needs no table at all.
type Border struct {
	text  string
	unit  Unit
	marks []int32 // marks[k] is the position of the first code point that starts at or after byte k*stride
	ascii bool
	total int
}

const stride = 64

// NewBorder prepares the conversion of positions in text from and to unit.
func NewBorder(text string, unit Unit) *Border {
	b := &Border{text: text, unit: unit, ascii: true}
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			b.ascii = false
			break
		}
	}
	if b.ascii {
		b.total = len(text)
		return b
	}
	b.marks = make([]int32, 0, len(text)/stride+2)
	pos := 0
	for i := 0; i < len(text); {
		for len(b.marks)*stride <= i {
			b.marks = append(b.marks, int32(pos))
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		pos += b.width(r)
		i += size
	}
	for len(b.marks)*stride <= len(text) {
		b.marks = append(b.marks, int32(pos))
	}
	b.total = pos
	return b
}

func (b *Border) width(r rune) int {
	if b.unit == UTF16 && r > 0xFFFF {
		return 2
	}
	return 1
}

// FromByte returns the position, in the border's unit, of the code point that starts at the byte offset.
func (b *Border) FromByte(offset int) int {
	if b.ascii {
		return offset
	}
	k := offset / stride
	pos, i := int(b.marks[k]), k*stride
	for i < len(b.text) && !utf8.RuneStart(b.text[i]) && b.insideRune(i) {
		i++
	}
	for i < offset {
		r, size := utf8.DecodeRuneInString(b.text[i:])
		pos += b.width(r)
		i += size
	}
	return pos
}

// insideRune reports whether byte i continues a valid code point that began before it.
func (b *Border) insideRune(i int) bool {
	for back := 1; back < utf8.UTFMax && back <= i; back++ {
		if utf8.RuneStart(b.text[i-back]) {
			_, size := utf8.DecodeRuneInString(b.text[i-back:])
			return size > back
		}
	}
	return false
}

// ToByte returns the byte offset of the position, rounded down to a code-point border and clamped to the text.
func (b *Border) ToByte(position int) int {
	position = min(max(position, 0), b.total)
	if b.ascii {
		return position
	}
	low, high := 0, len(b.marks)-1
	for low < high {
		if mid := (low + high + 1) / 2; int(b.marks[mid]) <= position {
			low = mid
		} else {
			high = mid - 1
		}
	}
	pos, i := int(b.marks[low]), low*stride
	for i < len(b.text) && !utf8.RuneStart(b.text[i]) && b.insideRune(i) {
		i++
	}
	for i < len(b.text) {
		r, size := utf8.DecodeRuneInString(b.text[i:])
		if pos+b.width(r) > position {
			break
		}
		pos += b.width(r)
		i += size
	}
	return i
}

// Span converts a span of bytes to the border's unit.
func (b *Border) Span(s Span) [2]int { return [2]int{b.FromByte(s.Start), b.FromByte(s.End)} }

// Bytes converts a range in the border's unit to a span of bytes.
func (b *Border) Bytes(r [2]int) Span { return Span{b.ToByte(r[0]), b.ToByte(r[1])} }

// Len is the length of the whole text in the border's unit.
func (b *Border) Len() int { return b.total }
