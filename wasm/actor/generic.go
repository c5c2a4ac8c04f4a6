package actor

import "github.com/ascribe/ascribe/wasm/article"

// generic reports whether the nominal means anybody of its kind, or nobody at all, and so nobody of this story.
func (f *finder) generic(c *candidate) bool {
	return f.example(c) || f.countsOnly(c) || f.ofKind(c) || f.nobody(c) || f.bareSingular(c) || f.always(c) || f.quantified(c)
}

// example reports whether the nominal means one of its kind, whichever: "a company like Acme", "the average voter", "not a single prisoner was charged".
func (f *finder) example(c *candidate) bool {
	if c.plural {
		return false
	}
	return c.indefinite && (f.is(c.last, "like") && f.labelAt(c.last+1) != article.LabelNone || f.is(c.from-1, "not")) || c.first < c.Head && f.in(c.first, ordinary)
}

// countsOnly reports whether the nominal counts what follows it, and nobody or those whose mention it is part of: "a couple of months", "hundreds of people".
func (f *finder) countsOnly(c *candidate) bool {
	if c.noun.class != peopleClass || !f.ofWhom(c) || c.last+1 >= len(f.a.Tokens) {
		return false
	}
	return numbers.has(c.noun.lemma) || c.noun.is(quantity) && !f.peopleAhead(c.last+1)
}

// ofKind reports whether the nominal, as a possessor, says for whose kind something is: "children's hospital", "the women's cup".
func (f *finder) ofKind(c *candidate) bool {
	return f.kindOwner(c.last) || c.noun.is(kind) && c.plural && c.from == c.Head && f.tag(c.last) == article.POS && c.last+1 < len(f.a.Tokens)
}

// nobody reports whether the noun is none for people or a body here: others as a pronoun, a winner that is a goal, the media where people speak, movements
// of an army, people who are anybody, "people can see it".
func (f *finder) nobody(c *candidate) bool {
	switch c.noun.lemma {
	case "others":
		return f.bare(c)
	case "editor": // "Editor's note"
		return f.tag(c.last) == article.POS && f.is(c.last+1, "note")
	case "winner":
		return f.dep(c.Head) == article.DepObj && f.in(f.up(c.Head), scoring)
	case "media":
		return c.first < c.Head && f.is(c.Head-1, "social")
	case "movement":
		return c.plural && f.tag(c.Head) == article.NNS
	case "people":
		return c.from == c.Head && f.dep(c.Head) == article.DepNsubj && f.modal(f.up(c.Head))
	}
	return false
}

// always reports whether the nominal, without a word before it, is the subject of what is always so: "parties always have two opinions", "people like
// big numbers", "users can shuffle songs", "when users take a call".
func (f *finder) always(c *candidate) bool {
	verb := f.up(c.Head)
	if c.plural && c.from == c.Head && f.dep(c.Head) == article.DepNsubj && (f.is(c.last, "can") || f.tag(verb) == article.VBP && f.is(c.from-1, "when")) {
		return true
	}
	if !c.plural || c.from != c.Head || f.dep(c.Head) != article.DepNsubj || f.tag(verb) != article.VBP {
		return false
	}
	if f.in(verb, speaking) {
		return false
	}
	return c.noun.lemma == "people" || f.child(verb, func(k int) bool { return f.in(k, habitual) })
}

// quantified reports whether a word before the noun says that it is any or none of its kind, or asks which: "no lawyer", "which lawyers?", but not
// "in which lawyers say …", nor "which the council has seen".
func (f *finder) quantified(c *candidate) bool {
	for j := c.from - 1; j <= c.first; j++ {
		switch f.lower(j) {
		case "any", "no", "whose":
			return true
		case "many", "few":
			if f.is(j-1, "how") {
				return true
			}
		case "whatever", "whichever", "what", "which":
			if !f.parsed(j) || f.dep(j) == article.DepDet {
				return true
			}
		}
	}
	return false
}

// kindOwner reports whether token i is the "'s" of those for whose kind something is, "women's", "under-15 girls'".
func (f *finder) kindOwner(i int) bool {
	if f.tag(i) != article.POS || i+1 >= len(f.a.Tokens) || !f.plural(i-1) || !f.noun(i-1).is(sex) {
		return false
	}
	before := f.tag(i - 2)
	return before != article.JJ && before != article.DT && before != article.PRPS // "the women's cup"
}

// bareSingular reports whether a noun that can be counted stands alone in the singular, where it is no apposition and the sentence
// no headline: then it is said of anybody, or it is no noun for somebody at all, as in "freedom of movement".
func (f *finder) bareSingular(c *candidate) bool {
	if c.plural || c.from != c.Head || !f.countable(c) {
		return false
	}
	s := f.sentenceOf(c)
	if c.Head == s.First || f.dep(c.Head) == article.DepAppos || !sentenceEnd(f.tag(s.Last-1)) || f.sharesArticle(c) || f.nameComes(s, c) {
		return false
	}
	switch f.tag(c.Head - 1) {
	case article.Comma, article.Colon, article.LRB, article.POS:
		return false
	}
	return true
}

// countable reports whether the nominal's noun needs an article where it means one: not people together, a body of a state or one like "parliament".
func (f *finder) countable(c *candidate) bool {
	switch n := c.noun; {
	case n.class == peopleClass && n.lemma != "movement", n.class == stateClass && !n.is(abstract), n.is(mass) && !f.after(c.Head, "in"):
		return false
	default:
		return f.tag(c.Head) == article.NN || n.id == "noun.faiths"
	}
}

// nameComes reports whether a person's name follows the noun and a comma: "her mother, Ann Holm, and father, Ben Holm".
func (f *finder) nameComes(s article.Sentence, c *candidate) bool {
	return c.last+1 < s.Last && f.tag(c.last) == article.Comma && f.tag(c.Head-1) == article.CC && c.noun.human() && f.labelAt(c.last+1) == article.PER
}

// sharesArticle reports whether the noun shares the article of an office before "and": "the founder and president", "the director of the unit and
// co-director of the centre".
func (f *finder) sharesArticle(c *candidate) bool {
	up := f.up(c.Head)
	if c.noun.class != roleClass || f.tag(c.Head-1) != article.CC || f.dep(c.Head) != article.DepConj || up <= 0 {
		return false
	}
	return f.ofWhom(c) || f.isOffice(up) && f.tag(up-1) != article.CC
}

func sentenceEnd(t article.Tag) bool { return t == article.Period || t == article.Close }

// peopleAhead reports whether the noun phrase at token i is headed by people.
func (f *finder) peopleAhead(i int) bool {
	return i < len(f.a.Tokens) && f.personAhead(f.a.Sentences[f.a.SentenceOf(i)], f.opened(i))
}

// thingsAhead reports whether the noun phrase at token i is headed by a common noun that is neither for people nor for bodies.
func (f *finder) thingsAhead(i int) bool {
	if i >= len(f.a.Tokens) { // "a large group of", and the text ends
		return false
	}
	s := f.a.Sentences[f.a.SentenceOf(i)]
	noun := f.lastNounAt(s, f.opened(i))
	return noun >= 0 && f.a.NameOf(noun) < 0 && f.noun(noun) == nil
}

// opened returns the token after the words that open the noun phrase at token i.
func (f *finder) opened(i int) int {
	for i+1 < len(f.a.Tokens) && beforeNoun[f.tag(i)] {
		i++
	}
	return i
}

// beforeNoun are the tags of what opens a noun phrase.
var beforeNoun = [article.TagCount]bool{article.DT: true, article.PRPS: true, article.JJ: true, article.CD: true}

// modal reports whether the verb stands with "can", "will" or their like.
func (f *finder) modal(verb int) bool {
	return f.child(verb, func(k int) bool { return f.tag(k) == article.MD })
}
