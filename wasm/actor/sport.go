package actor

import (
	"github.com/ascribe/ascribe/wasm/article"
)

// isSport reports whether an article is news of sport, where a country's name mostly stands for its team: at least eight words of sport, half of them
// not for people, and one in eighty. Fewer stand in other news, of a club's debts or of a city that bids for the games.
func (f *finder) isSport() bool {
	a := f.a
	n := 0
	for i := range a.Tokens {
		if f.in(i, sporting) {
			n++
		}
	}
	if n < 3 {
		return false
	}
	for i := range a.Tokens {
		if t := f.tag(i); t.IsNoun() {
			if noun := f.noun(i); noun != nil && noun.id == "noun.sport" && !noun.vague {
				n++
			}
		}
	}
	return n >= 5 && n*80 >= len(a.Tokens)
}

// team reports whether the name of a country or a town stands for its team: it plays, or a player is said to be of it. In other places it is where one
// plays, and a town is so but as the subject or the object of a verb.
func (f *finder) team(s article.Sentence, c *candidate, known stateName) bool {
	next := c.last
	switch {
	case !f.sport:
		return false
	case f.tag(next) == article.POS:
		return f.playerAhead(s, next+1) || !parts.has(stem(f.lastNoun(s, next+1))) // "Peru's hopes", but not "Peru's border"
	case f.modifies(s, next):
		return f.playerAhead(s, next)
	case known.part != itself:
		return f.isSubject(c) || f.dep(c.Head) == article.DepObj
	}
	_, first := f.firstConjunct(c)
	return !f.after(first, "in", "at", "near", "inside", "outside", "across", "throughout", "around", "within", "into", "from", "to", "of", "for", "through") && !f.partOf(c)
}

// playerAhead reports whether the noun phrase that goes on at token i is headed by somebody's name or by a noun for people of sport.
func (f *finder) playerAhead(s article.Sentence, i int) bool {
	for ; i < s.Last; i++ {
		if k := f.a.NameOf(i); k >= 0 {
			return f.a.Names[k].Label == article.PER
		}
		t := f.tag(i)
		if n := f.noun(i); t.IsNoun() && n != nil && (n.id == "noun.sport" || n.lemma == "coach" || n.lemma == "captain") {
			return true
		}
		if !t.IsNoun() && t != article.JJ && t != article.HYPH && t != article.CD {
			return false
		}
	}
	return false
}
