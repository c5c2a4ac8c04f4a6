package english

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// longestSentence is how many tokens a sentence can have. Longer ones are no sentences but lists or noise, and are cut, so that
// the stages after this one stay linear.
const longestSentence = 300

// cut appends the tokens and sentences of the paragraph at span to a, and returns the new sentences.
func cut(a *article.Article, span article.Span) []article.Sentence {
	first, sentence := len(a.Tokens), len(a.Sentences)
	a.Tokens = appendTokens(a.Tokens, a.Text, span)
	appendSentences(a, first)
	return a.Sentences[sentence:]
}

// appendSentences cuts the paragraph's tokens a.Tokens[first:] into sentences and appends these to a.
// A sentence can end after a stop, question mark, exclamation mark, ellipsis or abbreviation and the closing marks after it,
// before the credit of a picture, after a dateline, and in a title before the subtitle.
func appendSentences(a *article.Article, first int) {
	start, last := first, len(a.Tokens)
	cut := subtitle(a, first, last)
	if cut == 0 {
		cut = dateline(a, first, last)
	}
	if cut > 0 {
		addSentence(a, first, cut)
		start = cut
	}
	for i := start; i < last; {
		if i > start && isCredit(a, i, last) {
			addSentence(a, start, i)
			start = i
		}
		next := endsAt(a, i, last)
		if next == 0 {
			i++
			continue
		}
		if next >= last || ends(a, start, i, next, last) {
			addSentence(a, start, next)
			start = next
		}
		i = next
	}
	if start < last {
		addSentence(a, start, last)
	}
}

// addSentence adds Tokens[first:last] as one sentence, or as several if it is too long.
func addSentence(a *article.Article, first, last int) {
	for last-first > longestSentence {
		cut := first + longestSentence
		for back := cut; back > first+longestSentence/2; back-- {
			if c := a.Text[a.Tokens[back-1].Start]; c == ';' || c == ',' || c == ':' {
				cut = back
				break
			}
		}
		a.Sentences = append(a.Sentences, article.Sentence{Span: a.SpanOf(first, cut), First: first, Last: cut})
		first = cut
	}
	a.Sentences = append(a.Sentences, article.Sentence{Span: a.SpanOf(first, last), First: first, Last: last})
}

// endsAt returns the token that a next sentence would begin with if one ended at the mark or abbreviation i and
// the closing marks after it; 0 if none can end at i.
func endsAt(a *article.Article, i, last int) int {
	word := a.Word(i)
	if c := word[len(word)-1]; c != '.' && c != '!' && c != '?' && word != "…" {
		return 0
	}
	next := i + 1
	for next < last && a.Tokens[next].Start == a.Tokens[next-1].End && closes(a.Word(next)) {
		next++
	}
	for isNote(a, next, last) {
		next += 3
	}
	return next
}

// isNote reports whether token i begins the number of a footnote in brackets, which belongs to the sentence before it.
func isNote(a *article.Article, i, last int) bool {
	return i+2 < last && a.Word(i) == "[" && a.Word(i+2) == "]" && isDigitByte(a.Word(i + 1)[0])
}

// isCredit reports whether token i begins the credit of a picture ("Image: A. Photographer").
func isCredit(a *article.Article, i, last int) bool {
	if c := a.Text[a.Tokens[i].Start]; c != 'I' && c != 'P' || i+2 >= last || a.Word(i+1) != ":" {
		return false
	}
	switch a.Word(i) {
	case "Image", "Images", "Photo", "Photos", "Picture":
		return true
	}
	return false
}

// subtitle returns the token with which the subtitle begins in a title with its words capitalised and with a colon or dash
// ("Bread and Salt: A Short History of Trade"); 0 if Tokens[first:last], a paragraph, is no such title. Only the first
// paragraph of several can be one.
func subtitle(a *article.Article, first, last int) int {
	const least = 3 // words of the subtitle; a shorter one names a speaker or a place
	if first == last || a.Tokens[first].Start > 0 || a.Tokens[last-1].End == len(a.Text) || last-first > longestTitle {
		return 0
	}
	cut, words, after := 0, 0, 0
	for i := first; i < last; i++ {
		word := a.Word(i)
		switch {
		case cut == 0 && words > 1 && i+1 < last && isUpperByte(a.Text[a.Tokens[i+1].Start]) && (word == ":" || dashBetweenBlanks(a, i)):
			cut, after = i+1, 0
		case isLetterByte(word[0]):
			words, after = words+1, after+1
			if !isUpperByte(word[0]) && len(word) > len("with") {
				return 0
			}
		}
	}
	if after < least || endsAt(a, last-1, last) > 0 {
		return 0
	}
	return cut
}

// dateline returns the token after the dateline that Tokens[first:last], a paragraph, begins with ("NAIROBI, Nov 14 (Reuters) -"); 0 if it
// begins with none. Its place is in capitals, has its country after a comma, or has the agency in brackets after it. As a sentence of its own
// it is in nobody's statement, and it does not confuse the tree of what follows.
func dateline(a *article.Article, first, last int) int {
	const longest, least = 14, 3 // tokens of a dateline with its dash, and of the sentence after it
	capitals, named := true, false
	for i := first; i < min(last-least, first+longest); i++ {
		word := a.Word(i)
		letter := isLetterByte(word[0])
		switch {
		case i > first && dashBetweenBlanks(a, i):
			if c := a.Word(i + 1)[0]; (capitals || named) && isLetterByte(a.Word(first)[0]) && (isUpperByte(c) || !isLetterByte(c)) {
				return i + 1
			}
			return 0
		case letter && !isUpperByte(word[0]):
			return 0
		case word == "(" || word == ",":
			named = true
		case named, word == "/", word == ".", isDigitByte(word[0]), letter && len(word) > 2 && word == strings.ToUpper(word):
		case letter:
			capitals = false
		default:
			return 0
		}
	}
	return 0
}

// longestTitle is how many tokens a title can have.
const longestTitle = 40

// dashBetweenBlanks reports whether token i, which is not the last, is a dash with blanks on both sides.
func dashBetweenBlanks(a *article.Article, i int) bool {
	return a.IsDash(i) && i > 0 && a.Tokens[i-1].End < a.Tokens[i].Start && a.Tokens[i].End < a.Tokens[i+1].Start
}

// closes reports whether a mark that is attached to the one before closes a quotation or a bracket.
func closes(word string) bool {
	switch word {
	case `"`, "'", "”", "’", "''", "’’", "»", ")", "]", "}", "›":
		return true
	}
	return false
}

// ends decides whether the sentence that begins with token start ends with the mark or abbreviation i, the next beginning with token next.
func ends(a *article.Article, start, i, next, last int) bool {
	mark, after := a.Word(i), a.Word(next)
	if i <= start+1 && isDigitByte(a.Word(start)[0]) && a.Tokens[i].Start <= a.Tokens[start].End { // the number of a heading or item
		return false
	}
	glued := a.Tokens[next].Start == a.Tokens[next-1].End
	c := after[0]
	if opens(after) && next+1 < last {
		c = a.Word(next + 1)[0]
	}
	lower := c >= 'a' && c <= 'z'
	if len(mark) > 1 && isLetterByte(mark[0]) { // an abbreviation
		return !glued && !lower && !isDigitByte(c) && len(mark) > 2 && startsSentence(after) && !isTitle(mark)
	}
	if glued {
		return isUpperByte(c) && c == after[0] && mark == "."
	}
	if lower || c == ',' || c == ';' || c == ':' {
		return mark != "..." && mark != "…" && lower && next == i+1 // without a quotation mark that a report follows
	}
	if mark == "..." || mark == "…" {
		return isUpperByte(c)
	}
	return true
}

// opens reports whether a mark opens a quotation or a bracket.
func opens(word string) bool {
	switch word {
	case `"`, "'", "“", "‘", "``", "«", "(", "[":
		return true
	}
	return false
}

// isTitle reports whether an abbreviation always has something after it: a title, mostly.
func isTitle(word string) bool {
	switch word {
	case "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Gen.", "Col.", "Lt.", "Sgt.", "Capt.", "Maj.", "Rep.", "Sen.", "Gov.", "Rev.", "Hon.", "St.", "Ft.", "Mt.", "vs.", "e.g.", "i.e.", "cf.", "No.", "Messrs.", "Mme.", "Ph.", "approx.", "GEN.", "SEN.", "REP.", "GOV.", "DR.", "MR.", "MRS.", "MS.", "Sens.", "Reps.":
		return true
	}
	return false
}

// startsSentence reports whether a capitalised word is one that is capitalised at the beginning of a sentence only.
func startsSentence(word string) bool {
	switch word {
	case "The", "He", "She", "It", "They", "We", "I", "In", "On", "At", "But", "And", "A", "An", "This", "That", "These", "Those", "His", "Her", "Its", "Their", "If", "When", "While", "After", "Before", "As", "For", "There", "What", "How", "Why", "Who", "Some", "Many", "Most", `"`, "“", "(":
		return true
	}
	return false
}
