package note

// What one record may hold at most, in bytes of UTF-8 unless said otherwise. A longer one is refused with TooLarge, never cut.
const (
	MaxText  = 16 << 20 // an article's text
	MaxBody  = 1 << 20  // a note's body
	MaxField = 16 << 10 // a title, a URL, the words of a correction
	MaxID    = 200
	MaxTags  = 200 // tags of one note
)
