package hedge

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// Verbs and nouns after which "about", "over" and "around" before a number are prepositions: "talked about two films".
var (
	topical = wordSet("talk talks talked talking ask asks asked asking know knows knew think thinks thought thinking write writes wrote written " +
		"complain complains complained hear heard speak speaks spoke say says said tell tells told worry worried concern concerned concerns information " +
		"questions question story stories report reports book film movie debate argument argue argued read learn learned details news something anything nothing")
	motion = wordSet("jump jumped climb climbed fly flies flew flying flown control power authority jurisdiction dispute row war fight victory win won " +
		"advantage lead concern concerns anger outrage protest protests preside presided watch rule ruled look looked hand handed take took taken " +
		"turn turned argue argued arguing quarrel quarrelled clash clashed fell fall go went walk walked run ran")
	copulas = wordSet("be is are was were been being 's 're")
	periods = wordSet("year years month months week weeks day days hour hours decade decades night nights weekend summer minutes")
)

// approximates reports whether the words of an approximation round or bound a number here.
func (v *view) approximates(q *Proposal) bool {
	s := v.sentence(q.First)
	switch q.Entry.ID {
	case "or-so", "or-more":
		for t := max(s.First, q.First-3); t < q.First; t++ {
			if v.isNumber(t) {
				return !v.is(t, "one") // "one or more" is any
			}
		}
		return false
	}
	if q.Last >= s.Last {
		return false
	}
	if v.isYear(q.Last) || q.Entry.ID == "more-than" && v.is(q.Last, "one") && v.countedTo(q.Last+1, s) > q.Last+1 && !v.is(q.Last+1, "percent", "per", "%") { // "more than one way" is several
		return false
	}
	before := v.word(q.First-1, s)
	switch q.Entry.ID {
	case "about":
		return !topical[before] || v.is(q.First-1, "said", "says") && v.countsSubject(q, s) // "said about 40 shops had closed"
	case "closer-to": // "the number is closer to 40", against "they came closer to 3 boats"
		return copulas[before] || v.is(q.First-1, "at")
	case "around":
		return !topical[before] && !motion[before]
	case "over":
		// "over two years" mostly tells for how long, "over 900 people" and "for over two years" how many.
		return !motion[before] && (q.Last > q.First+1 || q.First > s.First && v.is(q.First-1, "for") || !v.countsPeriods(q.Last, s)) && !(copulas[before] && v.countsNothing(q.Last, s))
	}
	return true
}

// countsSubject reports whether what the number counts is the subject of a verb with a tense.
func (v *view) countsSubject(q *Proposal, s article.Sentence) bool {
	_, last := v.numberScope(q)
	return last < s.Last && v.hasTense(last)
}

// isYear reports whether token i is a year rather than a count, so that "about 1990" counts but "over 1990" is left to the others.
func (v *view) isYear(i int) bool {
	w := v.article.Word(i)
	return len(w) == 4 && (w[0] == '1' && w[1] >= '5' || w[0] == '2' && w[1] == '0') && w[2] >= '0' && w[2] <= '9' && w[3] >= '0' && w[3] <= '9' &&
		(i+1 >= len(v.article.Tokens) || !v.article.Tokens[i+1].Tag.IsNoun())
}

// countsPeriods reports whether the number at token i counts years, days and the like.
func (v *view) countsPeriods(i int, s article.Sentence) bool {
	for t := i; t < min(i+3, s.Last); t++ {
		if periods[v.hash[t]] {
			return true
		}
	}
	return false
}

// countsNothing reports whether no noun follows the number at token i, which is no sum of money: "must be over 18" is an age.
func (v *view) countsNothing(i int, s article.Sentence) bool {
	if v.article.Tokens[i].Tag == article.Dollar || strings.HasSuffix(v.article.Word(i), "$") {
		return false
	}
	for i < s.Last && v.isNumber(i) {
		i++
	}
	return i >= s.Last || !v.article.Tokens[i].Tag.IsNoun()
}

// numberScope returns the tokens of cue, number and counted noun.
func (v *view) numberScope(q *Proposal) (first, last int) {
	s := v.sentence(q.First)
	first, last = q.First, q.Last
	if q.Entry.ID == "or-so" || q.Entry.ID == "or-more" {
		for first > s.First && q.First-first < 3 && !v.isNumber(first) {
			first--
		}
		return first, last
	}
	if q.Entry.ID == "estimated-at" {
		last++
	}
	for last < s.Last && (v.counts(last, q.Last) || v.is(last, "-", "/", ",", "or", "to") && last+1 < s.Last && v.counts(last+1, q.Last)) {
		last++
	}
	if last+1 < s.Last && (v.is(last, "per") && v.is(last+1, "cent") || v.is(last, "in") && v.is(last-1, "one", "two", "three", "four", "five", "six", "seven", "eight", "nine") && v.isNumber(last+1)) { // "over 90 per cent", "about one in three"
		last += 2
	}
	if last+2 < s.Last && v.is(last, "out") && v.is(last+1, "of") && v.isNumber(last+2) { // "about eight out of 10"
		last += 3
	}
	if last+1 < s.Last && v.is(last, "percent", "%") && v.is(last+1, "of") {
		last++
	}
	if q.Entry.ID == "estimated-cost" {
		for t := last; t < min(last+7, s.Last); t++ {
			if v.isNumber(t) {
				for t < s.Last && v.isNumber(t) {
					t++
				}
				return first, t
			}
		}
	}
	return first, v.countedTo(last, s)
}

// fractions are nouns that name a part, so that what they are a part of is counted.
var fractions = wordSet("halves thirds quarters fifths sixths tenths")

// counts reports whether token i goes on the number that begins at token first, and is no "a" of "40 million a year".
func (v *view) counts(i, first int) bool {
	return v.isNumber(i) && (i == first || !v.is(i, "a", "an") || v.is(i-1, "half"))
}

// countedTo returns where the counted noun ends that begins at token first: what modifies it, "of the", then the nouns up to its head; first if
// there is none.
func (v *view) countedTo(first int, s article.Sentence) int {
	for t := first; t < s.Last && t < first+7; t++ {
		tag := v.article.Tokens[t].Tag
		switch {
		case v.glued(t + 1): // "burnt-out | lorries"
		case tag.IsNoun() || v.is(t, "%"):
			for tag.IsProper() && t+1 < s.Last && (v.article.Tokens[t+1].Tag.IsProper()) { // "40 Andy Warhol | prints"
				t++
			}
			for t+1 < s.Last && v.isCommonNoun(t+1) {
				t++
			}
			if t+2 < s.Last && fractions[v.hash[t]] && v.is(t+1, "of") {
				continue
			}
			if t+2 >= s.Last || v.article.Tokens[t+1].Tag != article.POS {
				return t + 1
			}
			t++ // "the country's | output"
		case t > first && v.is(t-1, "of", "all") && (tag == article.DT || tag == article.PDT || tag == article.PRPS):
		case tag == article.JJ || tag == article.VBN || tag == article.VBG || tag == article.HYPH || t > first && v.glued(t) || v.is(t, "of", "more"):
		default:
			return first
		}
	}
	return first
}
