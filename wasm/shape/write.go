package shape

import (
	"strings"
	"unicode/utf8"
)

// Quote returns a text as a JSON string, with <, > and & as they are.
func Quote(text string) string { return string(appendString(nil, text, false)) }

// appendString appends a text as a JSON string, byte for byte as encoding/json writes it: U+2028 and U+2029, which end lines in JavaScript, are escaped,
// and so are <, > and & if wanted; a byte that is not UTF-8 becomes U+FFFD.
func appendString(out []byte, text string, escape bool) []byte {
	const hex = "0123456789abcdef"
	out = append(out, '"')
	start := 0 // of what is not yet written
	for i := 0; i < len(text); {
		c, size := rune(text[i]), 1
		plain := c >= ' ' && c != '"' && c != '\\' && (!escape || c != '<' && c != '>' && c != '&')
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(text[i:])
			plain = (c != utf8.RuneError || size > 1) && c != '\u2028' && c != '\u2029'
		}
		if !plain {
			out = append(out, text[start:i]...)
			if short := strings.IndexRune("\"\\\b\f\n\r\t", c); short >= 0 {
				out = append(out, '\\', `"\bfnrt`[short])
			} else {
				out = append(out, '\\', 'u', hex[c>>12], hex[c>>8&15], hex[c>>4&15], hex[c&15])
			}
			start = i + size
		}
		i += size
	}
	out = append(out, text[start:]...)
	return append(out, '"')
}
