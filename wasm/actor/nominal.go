package actor

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// nominal appends the noun phrase that token i heads, if its noun denotes people or a body of this story.
func (f *finder) nominal(s article.Sentence, i int) {
	a := f.a
	n, plural := lookup(a.Word(i), a.Tokens[i].Tag)
	start := f.ageStart(s, i)
	if start < i {
		n, plural = &byAge, strings.EqualFold(a.Word(i), "olds")
	}
	if n == nil && f.named[strings.ToLower(a.Word(i))] && i > s.First && strings.EqualFold(a.Word(i-1), "the") {
		n = &byName // vague: only where it acts
	}
	if n == nil {
		return
	}
	if f.modifies(s, i+1) {
		if whole[n.lemma] && a.Tokens[i].Tag == article.NN && !f.personAhead(s, i+1) && (i == s.First || !a.Tokens[i-1].Tag.IsNoun()) {
			c := candidate{Mention: Mention{a.Tokens[i].Span, Nominal, i}, first: i, last: i + 1, from: i, noun: n, kind: Government, body: true, rule: n.id}
			f.list = append(f.list, c)
		}
		return
	}
	c := candidate{first: start, last: i + 1, noun: n, plural: plural, rule: n.id}
	c.Form, c.Head = Nominal, i
	f.widen(s, &c)
	if !plural && n.class == stateClass && f.counted(&c) {
		return // "some 600 government run shops"
	}
	if k := f.nameEnding(i); k >= 0 && n.class == bodyClass && !plural && a.Names[k].Label == article.ORG {
		return // "AFP press agency" is AFP
	}
	if f.nextIsName(s, i, plural || c.from < c.first) {
		return // a title, "spokesman Liu Pengyu": its role is kept with the name
	}
	if f.predicate(s, &c) || f.inRoleOf(&c) || f.generic(&c) || n.vague && !(c.definite && f.acted[n.lemma]) && !f.actor(s, &c) {
		return
	}
	f.acted[n.lemma] = f.acted[n.lemma] || n.vague
	f.ofState(s, &c)
	switch n.class {
	case personClass, roleClass:
		c.kind = Person
		if plural {
			c.kind = Group
		}
	case peopleClass:
		c.kind, c.plural = Group, true
		if n.lemma == "forces" && (f.stateIn(c.first, i) != nil || i > c.first && armed[strings.ToLower(a.Word(i-1))]) {
			c.kind, c.body = Government, true
		}
	case bodyClass:
		c.kind = Organization
		if n.lemma == "team" && (c.indefinite || f.ofWhom(&c) || f.possessed(&c)) { // people; alone it is mostly a club's
			c.kind = Group
		}
		if n.lemma == "side" {
			c.kind = Group
			if f.betweenGovernments() {
				c.kind = Government
			}
		}
		if f.branch(&c) {
			c.kind, c.body = Government, true
		}
		if n.lemma == "bank" && i > c.first && strings.EqualFold(a.Word(i-1), "central") {
			c.kind, c.body, c.state = Government, true, f.stateIn(c.from, i)
		}
	case stateClass:
		c.kind, c.body = Government, true
		if !plural { // "the Spanish and Algerian governments" are neither of the two
			c.state = f.stateIn(c.from, i)
		}
		if !plural && c.state == nil && theState[n.lemma] && i+1 < s.Last && strings.EqualFold(a.Word(i+1), "of") { // "the government of Mauritius"
			c.state = f.stateIn(i+2, min(i+6, s.Last))
		}
	}
	f.list = append(f.list, c)
}

// betweenGovernments reports whether the last two actors named so far, people aside, are governments.
func (f *finder) betweenGovernments() bool {
	seen := 0
	for i := len(f.list) - 1; i >= 0 && seen < 2; i-- {
		if d := &f.list[i]; d.Form == NameForm && d.kind != Person && d.kind != Place {
			if d.kind != Government {
				return false
			}
			seen++
		}
	}
	return seen == 2
}

// counted reports whether a number above one stands before the head.
func (f *finder) counted(c *candidate) bool {
	for i := c.first; i < c.Head; i++ {
		if f.a.Tokens[i].Tag == article.CD && !strings.EqualFold(f.a.Word(i), "one") {
			return true
		}
	}
	return false
}

// branch reports whether the description is of a part of a state's administration: "transport department", "weather service".
func (f *finder) branch(c *candidate) bool {
	return branches[c.noun.lemma] && c.Head > c.first && charges[strings.ToLower(f.a.Word(c.Head-1))]
}

// branches are nouns for parts of an administration, charges what one has charge of.
var (
	branches = formsOf("department office service agency bureau authority commission board")
	charges  = formsOf(`transport transportation health education justice defence defense interior foreign finance treasury labour labor housing energy environment agriculture immigration border customs tax
		intelligence police fire state government federal security weather meteorological statistics passport prison probation forest patent coroner prosecutor sheriff emergency ambulance election`)
)

// nameEnding returns the name before token i and the one plain noun, at most, that may stand between: "AFP agency", "AFP press agency"; or -1.
func (f *finder) nameEnding(i int) int {
	if i > 1 && f.a.Tokens[i-1].Tag == article.NN && f.a.NameOf(i-1) < 0 && !isCapital(f.a.Word(i-1)) {
		i--
	}
	if i == 0 {
		return -1
	}
	return f.a.NameOf(i - 1)
}

// telling are verbs whose object is who is told, so that they describe nobody even where their tag says so: "told colleagues".
var telling = formsOf("told asked urged warned reminded informed instructed directed notified briefed advised ordered")

// focusing are words that point at what follows and are no part of it: "including lawmakers", "even his allies".
var focusing = formsOf("including excluding even especially particularly mainly mostly namely notably also not")

// whole are nouns for bodies that are mentioned even before another noun: "the police response".
var whole = formsOf("police government")

// armed are words before "forces" that make them a state's.
var armed = formsOf("security armed government special defence defense police coalition")

// ofState takes the end of "Secretary of State", "chief of staff" and "chief executive" into the mention.
func (f *finder) ofState(s article.Sentence, c *candidate) {
	a := f.a
	if c.noun.lemma == "chief" && c.last < s.Last && strings.EqualFold(a.Word(c.last), "executive") {
		c.last++
		c.Span = a.SpanOf(c.first, c.last)
		c.Head = f.headOf(c.first, c.last)
		return
	}
	if c.last+1 >= s.Last || !strings.EqualFold(a.Word(c.last), "of") {
		return
	}
	switch strings.ToLower(a.Word(c.last + 1)) {
	case "state", "staff":
		switch c.noun.lemma {
		case "secretary", "head", "chief", "minister":
			c.last += 2
			c.Span = a.SpanOf(c.first, c.last)
		}
	}
}

// byAge is the noun of "the 22-year-old".
var byAge = noun{id: "noun.age", class: personClass, lemma: "year-old"}

// byName is the noun of "the project" where the Flag Project is a name of the article.
var byName = noun{id: "noun.name", class: bodyClass, vague: true}

// widen sets the candidate's first token to the first modifier of its noun phrase, and from to the phrase's first word.
func (f *finder) widen(s article.Sentence, c *candidate) {
	a := f.a
	first := c.first
scan:
	for j := first - 1; j >= s.First; j-- {
		t := &a.Tokens[j]
		word := a.Word(j)
		switch t.Tag {
		case article.JJ, article.JJR, article.JJS, article.NN, article.NNS, article.NNP, article.NNPS, article.CD, article.HYPH, article.AFX, article.Dollar, article.FW:
		case article.VBN, article.VBG:
			if lower := strings.ToLower(word); !f.inside(j, c.Head) || telling[lower] || focusing[lower] {
				break scan
			}
		case article.RB, article.RBR, article.RBS, article.IN, article.TO, article.RP:
			if focusing[strings.ToLower(word)] {
				break scan
			}
			if !f.quantity(j, first) && !(t.Tag != article.IN && t.Tag != article.TO && f.inside(j, c.Head) && t.Dep == article.DepAdvmod) {
				break scan
			}
		case article.DT, article.PDT:
			if isArticle(word) || isDemonstrative(word) {
				c.definite = c.definite || !isArticleA(word)
				c.indefinite = c.indefinite || isArticleA(word)
				c.from = j
				first = j + 1
				goto done
			}
			c.indefinite = c.indefinite || strings.EqualFold(word, "another") || strings.EqualFold(word, "some")
		case article.PRPS:
			c.definite = true
			c.from = j
			first = j + 1
			goto done
		case article.POS:
			c.definite = true
			first = j + 1
			c.from = j
			for c.from > s.First && (a.Tokens[c.from-1].Tag.IsNoun() || a.Tokens[c.from-1].Tag == article.DT || a.Tokens[c.from-1].Tag == article.JJ) {
				c.from--
			}
			goto done
		case article.Comma, article.CC:
			// "both parliaments", "a long, bitter fight", "the first and only woman"
			if strings.EqualFold(word, "both") && j+1 == first {
				break
			}
			if j == s.First || !f.inside(j-1, c.Head) || a.Tokens[j-1].Dep == article.DepNmod || !f.inside(j+1, c.Head) || a.Tokens[j-1].Tag.IsNoun() && !a.Tokens[j+1].Tag.IsNoun() {
				break scan
			}
			if t.Tag == article.Comma && a.Tokens[j-1].Tag != article.JJ {
				break scan
			}
		default:
			break scan
		}
		if !f.joined(j, c.Head) && a.Tokens[j].End < a.Tokens[j+1].Start {
			break
		}
		first = j
	}
	c.from = first
done:
	for first < c.Head && (a.Tokens[first].Tag == article.HYPH || a.Tokens[first].Tag == article.Comma || a.Tokens[first].Tag == article.CC) {
		first++
	}
	if k := f.a.NameOf(first); k >= 0 && first > s.First && a.Names[k].First < first && a.Names[k].First >= s.First {
		first = a.Names[k].First // "Narendra Modi-led party"
	}
	if first > s.First && first == c.from && f.quantity(first-1, first) { // whatever its tag is: "Over 900 people"
		first--
	}
	if first > s.First && strings.EqualFold(a.Word(first), "in") { // "One in six voters"
		first--
	}
	c.first = first
	c.from = min(c.from, first)
	c.Span = a.SpanOf(c.first, c.last)
	if a.Tokens[c.first].Tag == article.CD && !c.definite {
		c.indefinite = true
	}
}

// parsed reports whether token i has a tree above it.
func (f *finder) parsed(i int) bool { return f.a.Tokens[i].Dep != article.DepNone }

// inside reports whether token j hangs, directly or through others, on the head of a noun phrase.
func (f *finder) inside(j, head int) bool {
	for range 4 {
		if j == head {
			return true
		}
		if j = int(f.a.Tokens[j].Head); j < 0 {
			return false
		}
	}
	return false
}

// joined reports whether token j can be a modifier before the head: by its tree, or for want of one by its place alone.
func (f *finder) joined(j, head int) bool {
	t := &f.a.Tokens[j]
	if !f.parsed(j) {
		return true
	}
	switch t.Dep {
	case article.DepNsubj: // "EU regulators weigh": two nouns before one verb are one phrase
		return f.inside(j, head) || t.Tag.IsNoun() && j+1 == head && int(t.Head) > head
	case article.DepRoot, article.DepNsubjPass, article.DepObl, article.DepVocative, article.DepParataxis:
		return false
	case article.DepObj, article.DepIobj, article.DepAppos, article.DepConj:
		return f.inside(j, head)
	}
	return f.inside(j, head) || t.Head > int32(j) && int(t.Head) <= head
}

// quantity reports whether token j belongs to a number that stands right after it: "at least 100", "over 700".
func (f *finder) quantity(j, next int) bool {
	a := f.a
	if next >= len(a.Tokens) {
		return false
	}
	number := a.Tokens[next].Tag == article.CD
	following := strings.ToLower(a.Word(next))
	switch strings.ToLower(a.Word(j)) {
	case "over", "about", "around", "nearly", "almost", "roughly", "approximately", "some", "only", "than", "least", "most", "under", "exactly", "just":
		return number
	case "more", "less", "fewer":
		return following == "than"
	case "at":
		return following == "least" || following == "most"
	case "to":
		return number && j > 0 && strings.EqualFold(a.Word(j-1), "up")
	case "in": // "one in six voters"
		return number && j > 0 && a.Tokens[j-1].Tag == article.CD
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
	switch t := a.Tokens[i].Tag; t {
	case article.NN, article.NNS:
		return !f.parsed(i) || !apart(a.Tokens[i-1].Dep) || a.Tokens[i-1].Head == int32(i)
	case article.NNP, article.NNPS:
		return a.NameOf(i) < 0 || a.Tokens[i-1].Head >= int32(i) && !apart(a.Tokens[i-1].Dep)
	case article.JJ, article.VBN, article.VBG, article.CD:
		return f.parsed(i-1) && int(a.Tokens[i-1].Head) > i && !apart(a.Tokens[i-1].Dep) && f.run(i, int(a.Tokens[i-1].Head))
	case article.HYPH:
		return i+1 < s.Last
	}
	return false
}

// run reports whether only words of one noun phrase stand from token i to the head.
func (f *finder) run(i, head int) bool {
	for ; i < head; i++ {
		switch f.a.Tokens[i].Tag {
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

// nextIsName reports whether the name of somebody follows token i, so that what stands before it is a title: "spokesman Liu Pengyu",
// "academic and professor Marc Hill", "Chief Executive Dermot Mannion". Determined: it is a plural or has an article, so that it can stand alone.
func (f *finder) nextIsName(s article.Sentence, i int, determined bool) bool {
	a := f.a
	j := i + 1
	for ; j < s.Last && j < i+5 && a.NameOf(j) < 0; j++ {
		if t := a.Tokens[j].Tag; t != article.CC && (!t.IsNoun() && t != article.JJ || j == i+1 && !isCapital(a.Word(j))) {
			return false
		}
		if a.Tokens[j].Tag == article.CC && (j+1 >= s.Last || a.NameOf(j+1) >= 0) {
			return false
		}
	}
	if j >= s.Last || a.NameOf(j) < 0 {
		return false
	}
	name := &a.Names[a.NameOf(j)]
	if name.First != j || name.Label != article.PER && (j > i+1 || name.Label != article.ORG && !f.afterFirm(j)) {
		return false
	}
	// "told a reporter Holm had left"
	dep, next := a.Tokens[i].Dep, a.Tokens[f.headOf(name.First, min(name.Last, s.Last))].Dep
	return !(determined && (dep == article.DepIobj || dep == article.DepObj || dep == article.DepObl) && (next == article.DepNsubj || next == article.DepNsubjPass))
}
