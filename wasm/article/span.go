package article

// Span is a half-open range of bytes [Start, End) of an article's text. Both ends lie on code-point borders.
type Span struct{ Start, End int }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Of returns the stretch of text that the span covers.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Contains reports whether other lies wholly inside s.
func (s Span) Contains(other Span) bool { return s.Start <= other.Start && other.End <= s.End }

// Overlaps reports whether the two spans share at least one byte.
func (s Span) Overlaps(other Span) bool { return s.Start < other.End && other.Start < s.End }
