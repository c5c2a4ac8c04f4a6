package actor

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// Where a description begins and ends: what belongs to a noun phrase, and what only stands beside it.

// widen sets the candidate's first token to the first modifier of its noun phrase, and from to the phrase's first word.
func (f *finder) widen(s article.Sentence, c *candidate) {
	a := f.a
	first, opened := c.first, false
	for j := first - 1; j >= s.First; j-- {
		if opened = f.opens(s, c, j); opened {
			first = j + 1
			break
		}
		if f.tag(j).IsNoun() && (f.quantity(first, first+1) || f.tag(first) == article.DT || f.tag(first) == article.JJS) { // "according to the Health Ministry over 300 pilgrims fell ill", "hit the stage most voters saw"
			break
		}
		if !f.extends(s, c, j, first) {
			break
		}
		first = j
	}
	for first < c.Head && (f.tag(first) == article.HYPH || f.tag(first) == article.Comma || f.tag(first) == article.CC || a.IsDash(first)) {
		first++
	}
	if !opened {
		c.from = first
	}
	if k := a.NameOf(first); k >= 0 && first > s.First && a.Names[k].First < first && a.Names[k].First >= s.First {
		first = a.Names[k].First // "Narendra Modi-led party"
	}
	for first > s.First && first == c.from && f.quantity(first-1, first) { // whatever its tag is: "Over 900 people", "As many as 19"
		first--
		c.from = first
	}
	if first > s.First && f.is(first, "in") { // "One in six voters"
		first--
	}
	c.first = first
	c.from = min(c.from, first)
	c.Span = a.SpanOf(c.first, c.last)
	if f.tag(c.first) == article.CD && !c.definite {
		c.indefinite = true
	}
}

// counted reports whether a number above one stands before the head.
func (f *finder) counted(c *candidate) bool {
	for i := c.first; i < c.Head; i++ {
		if f.tag(i) == article.CD && !f.is(i, "one") {
			return true
		}
	}
	return false
}

// countedOf takes a number that counts the noun into the mention: "hundreds of people", "tens of thousands of residents".
func (f *finder) countedOf(s article.Sentence, c *candidate) {
	a := f.a
	if !c.plural || c.from < c.first {
		return
	}
	for c.first-2 >= s.First && f.is(c.first-1, "of") && f.in(c.first-2, numbers) {
		c.first -= 2
	}
	c.from = min(c.from, c.first)
	c.Span = a.SpanOf(c.first, c.last)
}

// opens reports whether the phrase begins with token j, which is no part of the mention: an article, a demonstrative or a possessive. It
// sets from, and what the word says of the phrase.
func (f *finder) opens(s article.Sentence, c *candidate, j int) bool {
	a := f.a
	word := a.Word(j)
	if f.is(j, "both") && f.is(c.last, "and") { // "both teachers and their pupils"
		c.from = j
		return true
	}
	switch f.tag(j) {
	case article.DT, article.PDT:
		if !isArticle(word) && !isDemonstrative(word) {
			c.indefinite = c.indefinite || strings.EqualFold(word, "another") || strings.EqualFold(word, "some")
			return false
		}
		c.definite = c.definite || !isArticleA(word)
		c.indefinite = c.indefinite || isArticleA(word)
		c.from = j
		return true
	case article.PRPS:
		c.definite, c.from = true, j
		return true
	case article.POS:
		if f.kindOwner(j) {
			return false
		}
		c.definite, c.from = true, j
		for c.from > s.First && (f.tag(c.from-1).IsNoun() || f.tag(c.from-1) == article.DT || f.tag(c.from-1) == article.JJ) {
			c.from--
		}
		return true
	}
	return false
}

// extends reports whether token j can be a part of the noun phrase that begins at the token first so far.
func (f *finder) extends(s article.Sentence, c *candidate, j, first int) bool {
	a := f.a
	t, word := &a.Tokens[j], a.Word(j)
	if f.hyphenates(j) || f.kindOwner(j) {
		return true
	}
	switch t.Tag {
	case article.JJ, article.JJR, article.JJS, article.NN, article.NNS, article.NNP, article.NNPS, article.CD, article.HYPH, article.AFX, article.Dollar, article.FW, article.DT, article.PDT:
		return true
	case article.VBN, article.VBG:
		lower := strings.ToLower(word)
		return f.inside(j, c.Head) && !focusing.has(lower)
	case article.RB, article.RBR, article.RBS, article.IN, article.TO, article.RP:
		adverb := t.Tag != article.IN && t.Tag != article.TO
		return !focusing.has(strings.ToLower(word)) && (f.quantity(j, first) || adverb && f.inside(j, c.Head))
	case article.Comma, article.CC: // "both parliaments", "a long, bitter fight", "the first and only woman"
		if strings.EqualFold(word, "both") && j+1 == first {
			return true
		}
		if t.Tag == article.CC && f.tag(j-1) == article.JJ && j+1 == first && f.tag(j+1) == article.JJ && !f.is(j, "but") {
			return true
		}
		if j == s.First || f.in(c.Head, numbers) || !f.inside(j-1, c.Head) || !f.inside(j+1, c.Head) {
			return false
		}
		before, after := &a.Tokens[j-1], &a.Tokens[j+1]
		return before.Dep != article.DepNmod && (!before.Tag.IsNoun() || after.Tag.IsNoun()) && (t.Tag != article.Comma || before.Tag == article.JJ)
	}
	return false
}

// hyphenates reports whether token j begins a word with hyphens that has a noun or a number in it, "Under-Secretary", "under-20", whatever its own tag is.
func (f *finder) hyphenates(j int) bool {
	t := f.a.Tokens
	for end := j + 6; j < end && j+2 < len(t) && t[j+1].Tag == article.HYPH && t[j].End == t[j+1].Start && t[j+1].End == t[j+2].Start; j += 2 {
		if t[j+2].Tag.IsNoun() || t[j+2].Tag == article.CD {
			return true
		}
	}
	return false
}

// parsed reports whether token i has a tree above it.
func (f *finder) parsed(i int) bool { return f.dep(i) != article.DepNone }

// inside reports whether token j hangs, directly or through others, on the head of a noun phrase.
func (f *finder) inside(j, head int) bool {
	for range 4 {
		if j == head {
			return true
		}
		if j = f.up(j); j < 0 {
			return false
		}
	}
	return false
}

// quantity reports whether token j belongs to a number that stands right after it: "at least 100", "over 700".
func (f *finder) quantity(j, next int) bool {
	a := f.a
	if next >= len(a.Tokens) {
		return false
	}
	number := f.tag(next) == article.CD
	following := f.lower(next)
	switch f.lower(j) {
	case "over", "about", "around", "nearly", "almost", "roughly", "approximately", "some", "only", "than", "least", "most", "under", "exactly", "just":
		return number
	case "as": // "as many as 300"
		return number && (f.after(j, "many") || f.after(j, "few")) || (following == "many" || following == "few") && next+1 < len(a.Tokens) && f.is(next+1, "as")
	case "many", "few":
		return following == "as"
	case "more", "less", "fewer":
		return following == "than"
	case "at":
		return following == "least" || following == "most"
	case "to":
		return number && j > 0 && f.is(j-1, "up")
	case "in": // "one in six voters"
		return number && j > 0 && f.tag(j-1) == article.CD
	case "up":
		return following == "to"
	}
	return false
}

// modifies reports whether what ends before token i stands before the noun that it describes.
func (f *finder) modifies(s article.Sentence, i int) bool {
	a := f.a
	if i >= s.Last {
		return false
	}
	if f.hyphenates(i) && !f.tag(i).IsVerb() {
		i += 2
	}
	switch t := f.tag(i); t {
	case article.NN, article.NNS:
		return !f.parsed(i) || !apart(f.dep(i-1)) || a.Tokens[i-1].Head == int32(i)
	case article.NNP, article.NNPS:
		return !joints.has(a.Word(i)) && !f.in(i, days) // "the company Tuesday said"
	case article.JJ, article.VBN, article.VBG, article.CD:
		if f.is(i, "last") || f.is(i, "next") { // "the treaty with Spain last Monday"
			return false
		}
		if t == article.VBG && (f.tag(i+1) == article.DT || f.tag(i+1) == article.PRPS || f.tag(i+1) == article.IN) { // "the government approving a measure"
			return false
		}
		head := f.up(i - 1)
		return f.parsed(i-1) && head > i && f.tag(head).IsNoun() && !apart(f.dep(i-1)) && f.run(i, head)
	case article.HYPH:
		return i+1 < s.Last
	}
	return false
}

// run reports whether only words of one noun phrase stand from token i to the head.
func (f *finder) run(i, head int) bool {
	for ; i < head; i++ {
		switch f.tag(i) {
		case article.JJ, article.VBN, article.VBG, article.CD, article.NN, article.NNS, article.NNP, article.NNPS, article.HYPH, article.AFX:
		default:
			return false
		}
	}
	return true
}

// apart reports whether the relation is one of a noun phrase of its own.
func apart(d article.Dep) bool {
	switch d {
	case article.DepNsubj, article.DepNsubjPass, article.DepObj, article.DepIobj, article.DepObl, article.DepAppos, article.DepConj, article.DepRoot, article.DepVocative, article.DepParataxis:
		return true
	}
	return false
}
