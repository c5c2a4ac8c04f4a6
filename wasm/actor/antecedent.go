package actor

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// groupBack ties a definite description to the last mention that it can mean: "the ministry" after its name, "the boy" after "a boy".
func (f *finder) groupBack() {
	for i := range f.list {
		c := &f.list[i]
		if c.Form != Nominal || f.find(i) != i && c.state != nil || strings.HasPrefix(c.rule, "beside.") && f.list[f.find(i)].Form == NameForm {
			continue
		}
		if j := f.antecedent(i); j >= 0 {
			f.union(i, j)
		}
	}
}

// antecedent returns the mention before description i that it takes up, or -1.
func (f *finder) antecedent(i int) int {
	a := f.a
	c := &f.list[i]
	text := c.folded
	head := headWord(f, c)
	if c.definite && !c.plural && f.bare(c) && !f.possessed(c) && !f.ofWhom(c) && bodyKinds[head] {
		if j := f.describedAs(i, head); j >= 0 {
			return j
		}
	}
	// "the company" is the last company named, not the last one called so.
	if c.definite && !c.plural && c.noun != nil && c.noun != &byName && c.noun.class == bodyClass && f.bare(c) && !f.possessed(c) && !f.ofWhom(c) {
		if j := f.lastBody(i); j >= 0 {
			return j
		}
	}
	for j := i - 1; j >= max(0, i-reach); j-- { // the same words again
		if d := &f.list[j]; (d.Form == Nominal && (c.plural || !c.indefinite) || d.kind != Person && d.kind != Place) && d.folded == text {
			return j
		}
	}
	if c.rule == "name.people" && c.kind == Person && c.definite {
		return f.lastPerson(i)
	}
	if c.indefinite || c.noun == nil {
		return -1
	}
	if c.noun == &byName || c.noun.lemma == "police" {
		if j := f.nameWith(i, strings.ToLower(a.Word(c.Head))); j >= 0 || c.noun == &byName {
			return j
		}
	}
	if c.kind == Person && !c.plural {
		if j := f.inRole(i); j >= 0 {
			return j
		}
	}
	for j := i - 1; j >= max(0, i-reach); j-- {
		d := &f.list[j]
		if d.Form == Nominal && d.plural == c.plural && d.noun != nil && headWord(f, d) == head && (f.bare(c) || f.agree(c, d) || c.noun.class == stateClass && f.bare(d)) {
			return j
		}
		if d.Form == NameForm && !c.plural && fits(c, d) && headed(d.folded, c.noun.lemma) && f.bare(c) {
			return j
		}
	}
	if !c.definite || c.plural || !f.bare(c) || f.possessed(c) || f.ofWhom(c) {
		return -1
	}
	if anybody[c.noun.lemma] {
		return f.lastPerson(i)
	}
	return f.lastBody(i)
}

// bodyKinds are nouns for bodies that say what kind of body it is, so that one which was called so before is meant again, and no other body
// that was named since.
var bodyKinds = formsOf("bank ministry agency court union commission council charity university hospital airline newspaper regulator parliament board watchdog insurer foundation")

// describedAs returns the last singular description before description i with the same head noun, two paragraphs' worth of mentions back at most; or -1.
func (f *finder) describedAs(i int, head string) int {
	for j := i - 1; j >= max(0, i-reach/2); j-- {
		d := &f.list[j]
		if d.Form == Nominal && !d.plural && d.noun != nil && headWord(f, d) == head {
			return j
		}
		if d.Form == NameForm && d.kind != Person && d.kind != Place && hasWord(d.folded, head) {
			return -1 // the name says it too, and is nearer
		}
	}
	return -1
}

// nameWith returns the name with the word that stands last before description i, or else first after it; or -1.
func (f *finder) nameWith(i int, word string) int {
	best := -1
	for j := max(0, i-reach); j < min(len(f.list), i+reach); j++ {
		if d := &f.list[j]; d.Form == NameForm && d.kind != Person && d.kind != Place && hasWord(d.folded, word) && (j < i || best < 0) {
			best = j
		}
	}
	return best
}

// inRole returns the person whose title before the name, or description beside it, description i repeats; or -1.
func (f *finder) inRole(i int) int {
	c := &f.list[i]
	word := c.folded
	for j := i - 1; j >= max(0, i-reach); j-- {
		if d := &f.list[j]; d.Form == NameForm && d.kind == Person && c.definite {
			for _, r := range f.roles[j] {
				if strings.HasSuffix(strings.ToLower(r.Of(f.a.Text)), word) {
					return j
				}
			}
		}
	}
	return -1
}

// anybody are nouns that say little of a person, so that the article has said more before.
var anybody = formsOf("man woman boy girl youth teenager kid suspect victim defendant individual gunman attacker")

// lastPerson returns the one person mentioned last, three sentences back at most, or -1.
func (f *finder) lastPerson(i int) int {
	here := f.a.SentenceOf(f.list[i].Head)
	for j := i - 1; j >= 0 && here-f.a.SentenceOf(f.list[j].Head) <= 3; j-- {
		if d := &f.list[j]; d.kind == Person && (d.Form == NameForm || !d.plural) {
			return j
		}
	}
	return -1
}

// lastBody returns the organisation or body of a state, named a few sentences back at most, that description i means; or -1. It is one whose name has
// the description's noun, or else the subject of the last sentence that names any, or the last one in it.
func (f *finder) lastBody(i int) int {
	c := &f.list[i]
	here := f.a.SentenceOf(c.Head)
	best, in := -1, -1
	for j := i - 1; j >= 0; j-- {
		d := &f.list[j]
		s := f.a.SentenceOf(d.Head)
		if here-s > 4 {
			break
		}
		if d.Form != NameForm || !f.called(c, d) {
			continue
		}
		if strings.Contains(d.folded, c.noun.lemma) {
			return j
		}
		if best < 0 || s == in && s != here && f.isSubject(d) {
			best, in = j, s
		}
	}
	return best
}

// called reports whether a named body can be called by the description's noun alone.
func (f *finder) called(c, d *candidate) bool {
	if !fits(c, d) {
		return false
	}
	if c.noun.class == bodyClass {
		return d.kind == Organization && !meeting[c.noun.lemma] && (c.noun.id != firmNoun || !outlets[strings.ToLower(f.a.Word(d.last-1))])
	}
	return c.noun.class == stateClass && d.body && !theState[c.noun.lemma] && !ofEveryState[c.noun.lemma]
}

// firmNoun is the id of the nouns for companies, which no newspaper is called by.
const firmNoun = "noun.firm"

// isSubject reports whether the mention is the subject of its clause.
func (f *finder) isSubject(c *candidate) bool {
	d := f.a.Tokens[c.Head].Dep
	return d == article.DepNsubj || d == article.DepNsubjPass
}

// ofWhom reports whether "of" says whose or which body the description means: "the coalition of parties".
func (f *finder) ofWhom(c *candidate) bool {
	return c.last < len(f.a.Tokens) && strings.EqualFold(f.a.Word(c.last), "of")
}

// meeting are nouns that a named organisation is hardly called by.
var meeting = formsOf("court jury panel board committee team opposition media press side majority congregation resistance assembly convention campaign insurgency")

// ofEveryState are nouns for bodies that every state has, so that they mean no other body that was named.
var ofEveryState = formsOf("police military army navy parliament cabinet intelligence judiciary prosecution customs")

// headWord returns the singular of a description's head noun.
func headWord(f *finder, c *candidate) string {
	if c.noun == nil || c.noun.lemma == "" {
		return strings.ToLower(f.a.Word(c.Head))
	}
	return c.noun.lemma
}

// bare reports whether the description is its head noun alone.
func (f *finder) bare(c *candidate) bool { return c.first == c.Head }

// possessed reports whether a possessor stands before the description: "his company", "Anna's company".
func (f *finder) possessed(c *candidate) bool {
	t := f.a.Tokens[c.first]
	if c.first > 0 {
		t = f.a.Tokens[c.first-1]
	}
	return t.Tag == article.PRPS || t.Tag == article.POS
}

// agree reports whether the modifiers of a description are among those of an earlier one.
func (f *finder) agree(c, d *candidate) bool {
	for i := c.first; i < c.Head; i++ {
		found := false
		for j := d.first; j < d.Head; j++ {
			found = found || strings.EqualFold(f.a.Word(i), f.a.Word(j))
		}
		if !found {
			return false
		}
	}
	return true
}

// headed reports whether a folded name is that of something called by the noun: "ministry" of "foreign ministry", "bank" of "bank of england", and
// not "military" of "military council".
func headed(name, noun string) bool {
	words := strings.Fields(name)
	for i, w := range words {
		if strings.TrimSuffix(w, ",") == noun {
			return i == len(words)-1 || joining[words[i+1]] || corporate[words[i+1]]
		}
	}
	return false
}

// hasWord reports whether a word is one of a folded name's: "ministry" of "foreign ministry".
func hasWord(name, word string) bool {
	at := strings.Index(name, word)
	return word != "" && at >= 0 && (at == 0 || name[at-1] == ' ') && (at+len(word) == len(name) || name[at+len(word)] == ' ' || name[at+len(word)] == ',')
}
