package note

// Approximate search: Myers' bit-parallel algorithm in blocks of 64 rows, with Ukkonen's cut-off
// (G. Myers, A fast bit-vector algorithm for approximate string matching, J. ACM 46(3), 1999, sections 4 and 5).
// It reads the text once; the work per code point grows with the errors allowed, not with the pattern's length.

// match is a stretch [start, end) of a text, in code points, that differs from a pattern by the given number of edits.
type match struct{ start, end, edits int }

// search returns the stretches of text that differ from pattern by at most limit edits: of each crowd of
// overlapping stretches the closest one, in text order.
func search(text, pattern []rune, limit int) []match {
	if len(pattern) == 0 || limit < 0 || limit >= len(pattern) {
		return nil
	}
	var ends []match
	scan(text, pattern, limit, false, func(end, edits int) {
		if n := len(ends) - 1; n >= 0 && end-ends[n].start <= len(pattern)/2+1 {
			if edits < ends[n].edits {
				ends[n].end, ends[n].edits = end, edits
			}
			ends[n].start = max(ends[n].start, min(end, ends[n].end+limit))
			return
		}
		ends = append(ends, match{end, end, edits}) // start: where the crowd was last seen, until the true start is known
	})
	back := reversed(pattern)
	for i := range ends {
		m := &ends[i]
		window := reversed(text[max(0, m.end-len(pattern)-limit):m.end])
		best := -1
		scan(window, back, m.edits, true, func(length, edits int) {
			if best < 0 || abs(length-len(pattern)) < abs(best-len(pattern)) {
				best = length
			}
		})
		m.start = m.end - best
	}
	return ends
}

// block is 64 rows of the current column: the vertical differences, +1 in plus and -1 in minus, and the value of the last row.
type block struct {
	plus, minus uint64
	last        uint64 // the bit of the last row
	value       int
}

// scan calls found with every end of a stretch of text that differs from pattern by at most limit edits. Free stretches
// begin anywhere; anchored ones begin where the text does.
func scan(text, pattern []rune, limit int, anchored bool, found func(end, edits int)) {
	rows := newRows(pattern)
	blocks := make([]block, (len(pattern)+63)/64)
	for i := range blocks {
		height := min(64, len(pattern)-64*i)
		blocks[i] = block{plus: ^uint64(0), last: 1 << (height - 1), value: min(64*(i+1), len(pattern))}
	}
	step := 0
	if anchored {
		step = 1
	}
	active := min(limit/64, len(blocks)-1)
	for column, r := range text {
		equal := rows.of(r)
		carry := step
		for i := 0; i <= active; i++ {
			carry = blocks[i].advance(equal[i], carry)
			blocks[i].value += carry
		}
		switch last := &blocks[active]; {
		case active+1 < len(blocks) && last.value-carry <= limit && (equal[active+1]&1 != 0 || carry < 0):
			active++
			next := &blocks[active]
			height := min(64, len(pattern)-64*active)
			next.plus, next.minus = ^uint64(0), 0
			next.value = last.value - carry + height
			next.value += next.advance(equal[active], carry)
		default:
			for active > 0 && blocks[active].value >= limit+64 {
				active--
			}
		}
		if active == len(blocks)-1 && blocks[active].value <= limit {
			found(column+1, blocks[active].value)
		}
	}
}

// advance computes the block's next column. Equal has the rows whose code point is the column's; in is the difference between
// this column and the one before in the row above, and the result that in the block's last row.
func (b *block) advance(equal uint64, in int) (out int) {
	vertical := equal | b.minus
	if in < 0 {
		equal |= 1
	}
	horizontal := ((equal & b.plus) + b.plus) ^ b.plus | equal
	plus := b.minus | ^(horizontal | b.plus)
	minus := b.plus & horizontal
	switch {
	case plus&b.last != 0:
		out = 1
	case minus&b.last != 0:
		out = -1
	}
	plus <<= 1
	minus <<= 1
	switch {
	case in < 0:
		minus |= 1
	case in > 0:
		plus |= 1
	}
	b.plus = minus | ^(vertical | plus)
	b.minus = plus & vertical
	return out
}

// rows tells, for a code point, in which rows of the pattern it stands.
type rows struct {
	ascii [128][]uint64
	other map[rune][]uint64
	none  []uint64
}

func newRows(pattern []rune) *rows {
	n := (len(pattern) + 63) / 64
	t := &rows{other: map[rune][]uint64{}, none: make([]uint64, n)}
	for i, r := range pattern {
		bits := t.of(r)
		if &bits[0] == &t.none[0] {
			bits = make([]uint64, n)
			if r >= 0 && r < 128 {
				t.ascii[r] = bits
			} else {
				t.other[r] = bits
			}
		}
		bits[i/64] |= 1 << (i % 64)
	}
	return t
}

func (t *rows) of(r rune) []uint64 {
	var bits []uint64
	if r >= 0 && r < 128 {
		bits = t.ascii[r]
	} else {
		bits = t.other[r]
	}
	if bits == nil {
		return t.none
	}
	return bits
}

func reversed(s []rune) []rune {
	out := make([]rune, len(s))
	for i, r := range s {
		out[len(s)-1-i] = r
	}
	return out
}

func abs(n int) int { return max(n, -n) }
