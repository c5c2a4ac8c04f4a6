package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What Advice may say about a text besides "ok". Any text can be read; these say why little may be found in it.
const (
	AdviceOK         = "ok"
	AdviceEmpty      = "empty"       // no letter in it
	AdviceShort      = "too-short"   // a few words
	AdviceNotEnglish = "not-english" // another script, or hardly one of the small words of English
	AdviceCode       = "code"        // a program, markup or data
	AdviceLinks      = "links"       // a list of links or headings
	AdviceTable      = "table"       // rows of cells
	AdviceChat       = "chat"        // messages, each with the name or the time before it
	AdviceVerse      = "verse"       // a poem or a song: short lines that do not end as sentences do
	AdviceLong       = "too-long"    // reading takes many seconds
)

const (
	fewWords = 10      // fewer words are too short for an article
	longText = 4 << 20 // bytes
	sampled  = 16 << 10
)

// Advice says whether a text looks like an article in English prose, and if not, what it looks like. It looks at the first 16 KiB.
func Advice(text string) string {
	sample := text
	if len(sample) > sampled {
		end := sampled
		for end > 0 && !utf8.RuneStart(sample[end]) {
			end--
		}
		sample = sample[:end]
	}
	c := count(sample)
	switch {
	case c.letters == 0:
		return AdviceEmpty
	case len(text) > longText:
		return AdviceLong
	case c.latin*2 < c.letters:
		return AdviceNotEnglish
	case most(c.celled, c.lines):
		return AdviceTable
	case c.code():
		return AdviceCode
	case c.words < fewWords:
		return AdviceShort
	case c.links():
		return AdviceLinks
	case c.small*100 < c.words*smallShare:
		return AdviceNotEnglish
	case most(c.messages, c.lines):
		return AdviceChat
	case most(c.verses, c.lines) && c.inner*10 < c.lines: // prose with broken lines has sentences that end within one
		return AdviceVerse
	}
	return AdviceOK
}

// smallShare is the least share, in percent, of small words. English news has 35 to 45; the words "in", "on", "an", "me", "die"
// bring other languages to about 6, and a text of headlines still has 12.
const smallShare = 12

// counts are what Advice judges by.
type counts struct {
	letters, latin int // code points
	words, small   int
	symbols, black int // marks of programs, and all that is not blank
	lines          int // that are not empty
	listed         int // short ones that do not end as sentences do
	celled         int // of three cells or more
	messages       int // that begin with a time or a name and are short
	verses         int // that are short and run on
	inner          int // in which a sentence ends before the line does
	codeLines      int // that end or begin as in programs
	urls           int
}

func count(text string) counts {
	var c counts
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			c.line(line)
		}
	}
	return c
}

func (c *counts) line(line string) {
	c.lines++
	words := 0
	start := -1
	for i, r := range line {
		isLetter := 'a' <= r && r <= 'z' || r >= 'A' && unicode.IsLetter(r)
		letter := isLetter || r == '\'' || r == '’'
		if letter && start < 0 {
			start = i
		}
		if !letter && start >= 0 {
			c.word(line[start:i])
			words++
			start = -1
		}
		if isLetter {
			c.letters++
			if r < utf8.RuneSelf || unicode.Is(unicode.Latin, r) {
				c.latin++
			}
		}
		if r != ' ' && r != '\t' {
			c.black++
		}
		if r < utf8.RuneSelf && symbols[r] {
			c.symbols++
		}
	}
	if start >= 0 {
		c.word(line[start:])
		words++
	}
	c.urls += strings.Count(line, "://") + strings.Count(line, "www.")
	last := line[len(line)-1]
	if isCode(line, words) {
		c.codeLines++
	}
	ends := strings.IndexByte(".!?\"", last) >= 0 || strings.HasSuffix(line, "”")
	if words < 8 && !ends {
		c.listed++
	}
	if isRow(line) {
		c.celled++
	}
	if words < 25 && isMessage(line) {
		c.messages++
	}
	if strings.Contains(line, ". ") || strings.Contains(line, ".” ") || strings.Contains(line, ".\" ") {
		c.inner++
	}
	if words >= 3 && words < 13 && (!ends || strings.IndexByte(",;:", last) >= 0) {
		c.verses++
	}
}

// isCode reports whether a line ends or begins as in programs and markup.
func isCode(line string, words int) bool {
	for _, start := range []string{"</", "//", "#include"} {
		if strings.HasPrefix(line, start) {
			return true
		}
	}
	last := line[len(line)-1]
	return strings.IndexByte("{};", last) >= 0 || strings.HasSuffix(line, "):") || line[0] == '<' && last == '>' || strings.HasPrefix(line, "import ") && words < 4
}

// isRow reports whether a line is a row of at least three cells: between tabs or bars, or between commas without blanks after them.
func isRow(line string) bool {
	return strings.Count(line, "\t") >= 2 || strings.Count(line, "|") >= 3 || strings.Count(line, ",") >= 2 && !strings.Contains(line, ", ")
}

// isMessage reports whether a line begins as a message in a log does: "[10:32] anna: yes", "10:32 anna yes", "<anna> yes", "Anna: yes". In an interview the answers are longer.
func isMessage(line string) bool {
	if line[0] == '<' || line[0] == '[' {
		return true
	}
	head, rest, ok := strings.Cut(line, ":")
	if !ok || head == "" || rest == "" {
		return false
	}
	if isDigit(head[len(head)-1]) && isDigit(rest[0]) { // a time
		return len(head) <= 16
	}
	return rest[0] == ' ' && strings.Count(head, " ") <= 1
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// most reports whether a kind of line makes nearly all lines of a text of several.
func most(kind, lines int) bool { return lines >= 4 && kind*10 >= lines*7 }

func (c *counts) word(w string) {
	c.words++
	if len(w) <= 5 && smallWords[strings.ToLower(w)] {
		c.small++
	}
}

// code reports whether a fifth of the lines, or a tenth of the characters, are a program's.
func (c *counts) code() bool {
	return c.codeLines*5 > c.lines && c.lines > 2 || c.symbols*10 > c.black && c.black > 40
}

// links reports whether nearly all lines are short and unfinished and have few small words, or every tenth word is an address.
func (c *counts) links() bool {
	return c.listed*10 >= c.lines*8 && c.lines >= 8 && c.small*100 < c.words*25 || c.urls*10 > c.words
}

// symbols are the marks of programs.
var symbols = func() (set [utf8.RuneSelf]bool) {
	for _, r := range "{}()[];=<>_\\|&*+#$@~^`" {
		set[r] = true
	}
	return set
}()

// smallWords are the commonest words of English that are not names or numbers.
var smallWords = func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(`the of and to a in is was that for it on with as be at by he his had not are but from or have an they which one you were all her she there would their we him been has when who will no more if out
		so said what up its about into than them can only other new some could these two may then do first any my now such like our over me even most made after also did many before must through where your well down should because each just those how too`) {
		set[w] = true
	}
	return set
}()
