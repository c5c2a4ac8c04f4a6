package actor

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// nominal appends the noun phrase that token i heads, if its noun denotes people or a body of this story.
func (f *finder) nominal(s article.Sentence, i int) {
	n, plural, start := f.noun(i), f.plural(i), f.ageStart(s, i)
	if start < i {
		n, plural = &byAge, f.is(i, "olds")
	}
	if n == nil && f.casualties(i) {
		n = &byNumber
	}
	if n == nil && f.named[f.lower(i)] && i > s.First && f.is(i-1, "the") {
		n = &byName // vague: only where it acts
	}
	if n == nil {
		return
	}
	if f.modifies(s, i+1) {
		f.bodyBefore(s, i, n)
		return
	}
	c := candidate{first: start, last: i + 1, noun: n, plural: plural, rule: n.id}
	c.Form, c.Head = Nominal, i
	f.widen(s, &c)
	f.countedOf(s, &c)
	if n == &byNumber && f.is(c.last, "or") && f.is(c.last+1, "more") {
		c.last += 2
		c.Span = f.a.SpanOf(c.first, c.last)
	}
	switch {
	case f.titles(s, &c), f.ofName(&c), f.thing(&c), f.predicate(s, &c), f.inRoleOf(&c), f.generic(&c), n.vague && !f.somebody(s, &c):
		return
	}
	f.acted[n.lemma] = f.acted[n.lemma] || n.vague
	f.ofState(s, &c)
	f.setKind(s, &c, i)
	if !f.couple(&c) {
		f.list = append(f.list, c)
	}
}

// bodyBefore appends token i as a mention of its own, if it is for a body that is mentioned even before another noun: "the police response", "Coalition
// aircraft".
func (f *finder) bodyBefore(s article.Sentence, i int, n *noun) {
	c := candidate{first: i, last: i + 1, from: i, noun: n, rule: n.id}
	c.Form, c.Head = Nominal, i
	if i > s.First && n.is(whole) && (f.stateIn(i-1, i) != nil || stateNamed(fold(f.a.Word(i-1))).state != nil) { // "due to US government plan"
		c.first, c.from = i-1, i-1
	}
	c.Span = f.a.SpanOf(c.first, c.last)
	switch {
	case n.is(whole) && !f.is(i+1, "change") && f.tag(i) == article.NN && !f.personAhead(s, i+1) && (c.first < i || i == s.First || !f.tag(i-1).IsNoun()):
		c.kind, c.body = Government, true
	case n.lemma == "coalition" && f.shortName(s, i):
		c.kind = Organization
	default:
		return
	}
	f.list = append(f.list, c)
}

// shortName reports whether token i alone has a capital before a noun that has none, so that it is short for a name: "Coalition forces".
func (f *finder) shortName(s article.Sentence, i int) bool {
	return i+1 < s.Last && isCapital(f.a.Word(i)) && f.tag(i+1) != article.HYPH && !isCapital(f.a.Word(i+1)) && (i == s.First || !isCapital(f.a.Word(i-1)))
}

// titles reports whether the noun is a title, "spokesman Liu Pengyu", whose words are kept as the role of the name.
func (f *finder) titles(s article.Sentence, c *candidate) bool {
	return f.nextIsName(s, c.Head, c.plural || c.from < c.first) || f.titleOf(s, c.Head)
}

// ofName reports whether the noun only says what the body is whose name stands before it: "AFP press agency" is AFP.
func (f *finder) ofName(c *candidate) bool {
	if c.noun.class != bodyClass || c.noun.is(section) || c.plural {
		return false
	}
	k := f.nameEnding(c.Head)
	return k >= 0 && f.a.Names[k].Label == article.ORG
}

// somebody reports whether the vague noun means people or a body here: it acts or has acted before, or takes up a name.
func (f *finder) somebody(s article.Sentence, c *candidate) bool {
	return c.definite && f.acted[c.noun.lemma] && !c.noun.is(land) || f.actor(s, c) || f.namedSo(c)
}

// namedSo reports whether the vague noun takes up a name of the article that it is a word of: "the museum" of the Museum of Modern Art.
func (f *finder) namedSo(c *candidate) bool {
	return c.noun.vague && c.noun.class == bodyClass && !c.plural && f.bare(c) && f.named[c.noun.lemma] && c.Head > 0 && f.is(c.Head-1, "the") && !f.ofWhom(c)
}

// couple takes the candidate into the description before it where "and" makes one mention of both: "companions and associates", "chiefs and
// headmen", "a father and student". A determiner, a number or a third description makes each a mention of its own: "the chiefs and their guests", "mayors,
// chiefs and headmen", and so does a party: "Republicans and Democrats". Those who are named together are others than each of the two.
func (f *finder) couple(c *candidate) bool {
	d := f.firstOfTwo(c)
	if d == nil {
		return false
	}
	d.last = c.last
	d.Span = f.a.SpanOf(d.first, d.last)
	if d.plural {
		both := *d.noun
		both.lemma, both.traits = fold(d.Of(f.a.Text)), 0
		d.noun = &both
	}
	return true
}

// firstOfTwo returns the description that "and" makes one mention with the candidate, nil for none.
func (f *finder) firstOfTwo(c *candidate) *candidate {
	if c.definite || c.indefinite || f.counted(c) {
		return nil
	}
	for i := len(f.list) - 1; i >= max(0, len(f.list)-3); i-- {
		d := &f.list[i]
		if d.noun == nil || d.last+1 != c.from || d.plural != c.plural {
			continue
		}
		if f.tag(d.last) != article.CC || f.is(d.last, "but") || f.listedBefore(i) || f.parsed(c.Head) && (f.dep(c.Head) != article.DepConj || f.up(c.Head) != d.Head) {
			return nil
		}
		if c.plural && f.twoGroups(d, c) || !c.plural && f.twofold(d, c) {
			return d
		}
		return nil
	}
	return nil
}

// twoGroups reports whether two plurals joined by "and" are of one kind, or bodies under one modifier: "various ministries and departments", but not
// where a name says whose the second are: "park rangers and Acme guards".
func (f *finder) twoGroups(d, c *candidate) bool {
	return !isCapital(f.a.Word(c.Head)) && !isCapital(f.a.Word(c.first)) && (d.kind == c.kind || d.kind != Group && c.kind != Group && f.bare(c))
}

// twofold reports whether two descriptions in the singular under one determiner are of one person: "a father and student", "the estate mogul and
// Republican nominee", but not "the driver and passenger", "her mother and father".
func (f *finder) twofold(d, c *candidate) bool {
	if d.kind != Person || c.kind != Person || c.noun.id == "noun.kin" && d.noun.id == "noun.kin" || f.tag(f.up(d.Head)) == article.VBP {
		return false
	}
	if f.child(f.up(d.Head), func(k int) bool { return f.is(k, "were") || f.tag(k) == article.VBP }) {
		return false // there are two
	}
	return d.indefinite || !f.bare(d) && !f.bare(c)
}

// listedBefore reports whether description i goes on a list: "mayors, chiefs".
func (f *finder) listedBefore(i int) bool {
	c := &f.list[i]
	return f.dep(c.Head) == article.DepConj || i > 0 && c.plural && f.list[i-1].plural && f.list[i-1].last+1 == c.from && f.tag(c.from-1) == article.Comma
}

// titleOf reports whether token i is an office with what it is of, right before its holder's name: "Commissioner of Police Datta Nalawade", "Leader of the
// Opposition Naveen Patnaik". The words are kept as the name's role.
func (f *finder) titleOf(s article.Sentence, i int) bool {
	a := f.a
	if !f.noun(i).is(office) || f.plural(i) || !isCapital(a.Word(i)) || i+2 >= s.Last || !f.is(i+1, "of") && !f.is(i+1, "for") {
		return false
	}
	for j := i + 2; j < min(s.Last, i+7); j++ {
		if k := a.NameOf(j); k >= 0 && a.Names[k].First == j {
			if a.Names[k].Label == article.PER {
				return j > i+2
			}
			if _, person := f.glued(&a.Names[k], j, a.Names[k].Last); person > 0 { // "Minister for the Middle East Tobias Ellwood", found as one name
				return true
			}
		}
		if !isCapital(a.Word(j)) && !isArticle(a.Word(j)) && !f.is(j, "and") && a.Word(j) != "&" {
			return false
		}
	}
	return false
}

// thing reports whether the noun means no people and no body here: the banks of a river, the figures of a report, opposition to a plan, what is
// bombed, how many a hall seats.
func (f *finder) thing(c *candidate) bool {
	a := f.a
	up := f.up(c.Head)
	object := f.dep(c.Head) == article.DepObj && up >= 0
	if c.noun.vague && object && struck[f.stemOf(up)] || object && holding[f.stemOf(up)] && f.counted(c) {
		return true
	}
	if f.dep(c.Head) == article.DepNmod && f.after(c.from, "for", "of") && roomy[f.lower(up)] && f.counted(c) { // "capacity for 600 people"
		return true
	}
	if !c.plural && c.noun.class == stateClass && f.counted(c) { // "some 600 government run shops"
		return true
	}
	next := ""
	if c.last < len(a.Tokens) {
		next = f.lower(c.last)
	}
	switch c.noun.lemma {
	case "bank":
		return object && flooding[f.stemOf(up)] || f.after(c.from, "on") && next == "of"
	case "figure":
		for i := c.first; i < c.Head; i++ {
			if standing[f.lower(i)] {
				return false
			}
		}
		return c.plural
	case "person": // of grammar
		return f.is(c.Head-1, "first") || f.is(c.Head-1, "second") || f.is(c.Head-1, "third")
	case "chapter": // of a book
		return f.counted(c) || f.tag(c.last) == article.CD
	case "group", "foundation": // of things
		return next == "of" && f.thingsAhead(c.last+1)
	case "bomber", "fighter": // "attack, bomber, fighter and remotely piloted aircraft"
		return !c.plural && c.from == c.Head && (f.tag(c.Head-1) == article.Comma || f.tag(c.last) == article.Comma)
	case "casualty": // what is avoided
		return object && sparing[f.stemOf(up)]
	case "department": // of a hospital
		return c.Head > c.first && f.is(c.Head-1, "emergency")
	case "leadership": // "her leadership of the campaign", what she does
		return (f.kindOwner(c.Head-1) || c.from < c.first && f.tag(c.from) == article.PRPS) && f.dep(c.Head) != article.DepNsubj
	case "opposition":
		return !c.definite && !standing[f.lower(c.first)] || next == "to" && c.last+1 < len(a.Tokens) && f.tag(c.last+1) != article.VB
	}
	return false
}

var (
	// struck are verbs whose object is a building rather than those in it.
	struck = stems("target strike struck bomb shell destroy damage burn raid")
	// holding are verbs of what there is room for.
	holding = stems("hold seat accommodate fit house sleep")
	// sparing are verbs of keeping people from harm, or of harming them.
	sparing = stems("minimise minimize avoid prevent reduce limit cause")
	// roomy are nouns for room for people.
	roomy = formsOf("capacity room space seats seating beds accommodation")
	// flooding are verbs of rivers.
	flooding = stems("burst overflow breach top flood erode")
	// standing says of a figure that it is somebody.
	standing = formsOf("former public senior leading key prominent opposition political religious party military business underworld establishment influential powerful top controversial cultural literary national")
)

// setKind says what kind of actor the candidate is, by its noun, token i, and the words before it.
func (f *finder) setKind(s article.Sentence, c *candidate, i int) {
	switch n := c.noun; n.class {
	case personClass, roleClass:
		c.kind = Person
		if c.plural {
			c.kind = Group
		}
		if n.lemma == "ally" && c.plural && f.is(c.from, "its") && f.lastIsGovernment(s) { // "Peru is working with its allies"
			c.kind = Government
		}
	case peopleClass:
		c.kind, c.plural = Group, true
		if n.lemma == "forces" && (f.stateIn(c.first, i) != nil || i > c.first && armed[f.lower(i-1)]) {
			c.kind, c.body = Government, true
		}
	case bodyClass:
		f.setBodyKind(c, i)
	case stateClass:
		c.kind, c.body = Government, true
		if !c.plural || n.lemma == "authorities" && !f.joins(c) { // "the Spanish and Algerian governments" are neither of the two
			c.state = f.stateIn(c.from, i)
		}
		if !c.plural && c.state == nil && n.is(theState) && i+1 < s.Last && f.is(i+1, "of") { // "the government of Mauritius"
			c.state = f.stateIn(i+2, min(i+6, s.Last))
		}
	}
}

// lastIsGovernment reports whether the last mention so far is a government's, in the sentence.
func (f *finder) lastIsGovernment(s article.Sentence) bool {
	if len(f.list) == 0 {
		return false
	}
	d := &f.list[len(f.list)-1]
	return d.kind == Government && d.first >= s.First
}

// joins reports whether a conjunction stands in the description before its head.
func (f *finder) joins(c *candidate) bool {
	for i := c.first; i < c.Head; i++ {
		if f.tag(i) == article.CC {
			return true
		}
	}
	return false
}

// setBodyKind is setKind for a noun for a body.
func (f *finder) setBodyKind(c *candidate, i int) {
	c.kind = Organization
	switch c.noun.lemma {
	case "team": // in sport a club or a country's, elsewhere people who work together
		if !f.sport && !f.playing(c) {
			c.kind = Group
		}
	case "side":
		switch {
		case f.sport:
		case f.betweenGovernments():
			c.kind = Government
		default:
			c.kind = Group
		}
	case "unit":
		if f.is(i-1, "tactical") {
			c.kind = Group
		}
	case "force": // "a government task force"
		for j := c.first; j < c.Head; j++ {
			if f.noun(j).is(theState) {
				c.kind, c.body = Government, true
			}
		}
	case "bank":
		if i > c.first && f.is(i-1, "central") {
			c.kind, c.body, c.state = Government, true, f.stateIn(c.from, i)
		}
	}
	if f.branch(c) {
		c.kind, c.body = Government, true
	}
}

// playing reports whether a word before the team says that it is one that plays: "the national team", "the women's soccer team".
func (f *finder) playing(c *candidate) bool {
	for i := c.first; i < c.Head; i++ {
		if games[f.lower(i)] || f.kindOwner(i) {
			return true
		}
	}
	return false
}

// games are what teams play, and for whom.
var games = formsOf("national soccer football rugby cricket basketball hockey baseball netball handball volleyball athletics cycling swimming olympic")

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
		if f.tag(i) == article.CD && !f.is(i, "one") {
			return true
		}
	}
	return false
}

// branch reports whether the description is of a part of a state's administration: "transport department", "weather service".
func (f *finder) branch(c *candidate) bool {
	return c.noun.is(branch) && c.Head > c.first && charges[f.lower(c.Head-1)]
}

// charges are what a part of an administration has charge of.
var charges = formsOf(`transport transportation health education justice defence defense interior foreign finance treasury labour labor housing energy environment agriculture immigration border customs tax
		intelligence police fire state government federal security weather meteorological statistics passport prison probation forest patent coroner prosecutor sheriff emergency ambulance election highways roads planning parks enforcement`)

// nameEnding returns the name before token i and the one plain noun, at most, that may stand between: "AFP agency", "AFP press agency"; or -1.
func (f *finder) nameEnding(i int) int {
	if i > 1 && f.tag(i-1) == article.NN && f.a.NameOf(i-1) < 0 && !isCapital(f.a.Word(i-1)) {
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
var focusing = formsOf("including excluding even especially particularly mainly mostly namely notably also not being")

// armed are words before "forces" that make them a state's.
var armed = formsOf("security armed government special defence defense police coalition")

// ofState takes the end of "Secretary of State", "chief of staff" and "chief executive" into the mention.
func (f *finder) ofState(s article.Sentence, c *candidate) {
	a := f.a
	if c.noun.lemma == "chief" && c.last < s.Last && f.is(c.last, "executive") {
		c.last++
		c.Span = a.SpanOf(c.first, c.last)
		c.Head = f.headOf(c.first, c.last)
		return
	}
	if c.last+1 >= s.Last || !f.is(c.last, "of") {
		return
	}
	switch f.lower(c.last + 1) {
	case "state", "staff":
		switch c.noun.lemma {
		case "secretary", "head", "chief", "minister":
			c.last += 2
			c.Span = a.SpanOf(c.first, c.last)
		}
	}
}

// byAge is the noun of "the 22-year-old".
var byAge = noun{id: "noun.age", class: personClass, traits: anybody, lemma: "year-old"}

// byNumber is the noun of "killing 12".
var byNumber = noun{id: "noun.number", class: peopleClass}

// casualties reports whether token i is a number that stands for people, because they die, are hurt or are moved: "Hundreds dead", "killing 12 and
// wounding 40", "millions have been displaced".
func (f *finder) casualties(i int) bool {
	if f.tag(i) != article.CD && !numbers[f.lower(i)] || f.is(i+1, "of") || f.tag(i+1).IsNoun() {
		return false
	}
	if struckDown[f.lower(i+1)] && !f.tag(i+2).IsNoun() {
		return true
	}
	switch f.dep(i) {
	case article.DepObj, article.DepNsubj, article.DepNsubjPass:
		return harming[f.stemOf(f.up(i))]
	case article.DepObl: // as trees have "killing at least 107"
		return f.is(i-1, "least") && harming[f.stemOf(f.up(i))]
	}
	return false
}

var (
	// struckDown say of people, behind their number, what became of them.
	struckDown = formsOf("dead killed injured wounded hurt missing displaced arrested detained homeless infected hospitalised hospitalized")
	// harming are verbs of what becomes of people.
	harming = stems("kill wound injure hurt displace hospitalise hospitalize evacuate arrest detain die died flee fled drown perish infect")
)

// byName is the noun of "the project" where the Flag Project is a name of the article.
var byName = noun{id: "noun.name", class: bodyClass, vague: true}

// widen sets the candidate's first token to the first modifier of its noun phrase, and from to the phrase's first word.
func (f *finder) widen(s article.Sentence, c *candidate) {
	a := f.a
	first, opened := c.first, false
	for j := first - 1; j >= s.First; j-- {
		if opened = f.opens(s, c, j); opened {
			first = j + 1
			break
		}
		if f.tag(j).IsNoun() && f.quantity(first, first+1) { // "according to the Health Ministry over 300 pilgrims fell ill"
			break
		}
		if !f.extends(s, c, j, first) || !f.joined(j, c.Head) && a.Tokens[j].End < a.Tokens[j+1].Start {
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

// countedOf takes a number that counts the noun into the mention: "hundreds of people", "tens of thousands of residents".
func (f *finder) countedOf(s article.Sentence, c *candidate) {
	a := f.a
	if !c.plural || c.from < c.first {
		return
	}
	for c.first-2 >= s.First && f.is(c.first-1, "of") && numbers[f.lower(c.first-2)] {
		c.first -= 2
	}
	c.from = min(c.from, c.first)
	c.Span = a.SpanOf(c.first, c.last)
}

// numbers are nouns that count what follows "of".
var numbers = formsOf("hundreds thousands millions dozens scores tens")

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
		return f.inside(j, c.Head) && !telling[lower] && !focusing[lower]
	case article.RB, article.RBR, article.RBS, article.IN, article.TO, article.RP:
		adverb := t.Tag != article.IN && t.Tag != article.TO && t.Dep == article.DepAdvmod
		return !focusing[strings.ToLower(word)] && (f.quantity(j, first) || adverb && f.inside(j, c.Head))
	case article.Comma, article.CC: // "both parliaments", "a long, bitter fight", "the first and only woman"
		if strings.EqualFold(word, "both") && j+1 == first {
			return true
		}
		if j == s.First || !f.inside(j-1, c.Head) || !f.inside(j+1, c.Head) {
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

// joined reports whether token j can be a modifier before the head: by its tree, or for want of one by its place alone.
func (f *finder) joined(j, head int) bool {
	t := &f.a.Tokens[j]
	if !f.parsed(j) || !f.tag(head).IsNoun() || f.share(j) || j+1 == head && (f.counts(j) || f.tag(j) == article.JJ || f.tag(j).IsNoun() && isCapital(f.a.Word(j)) && isCapital(f.a.Word(head))) || f.hyphenates(j+1) || f.kindOwner(j) || f.kindOwner(j+1) {
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
	if t.Dep == article.DepNmod && j+1 == head && f.dep(head) == article.DepNmod && f.up(head) == int(t.Head) {
		return true // "the rise of women officers"
	}
	return f.inside(j, head) || t.Head > int32(j) && int(t.Head) <= head
}

// counts reports whether token j is a number before a plural, and no year: "140,000 Cubans", whatever the tree.
func (f *finder) counts(j int) bool {
	t := f.tag(j + 1)
	return f.tag(j) == article.CD && (t == article.NNS || t == article.NNPS) && !(len(f.a.Word(j)) == 4 && f.after(j, "in", "since", "of", "by", "for"))
}

// share reports whether token j is the second number of "one in six voters", which trees hang on the first as if it were the head.
func (f *finder) share(j int) bool {
	t := f.a.Tokens
	return j > 1 && t[j].Tag == article.CD && t[j-2].Tag == article.CD && f.after(j, "in")
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
		return !joints[a.Word(i)] && (a.NameOf(i) < 0 || f.up(i-1) >= i && !apart(f.dep(i-1)))
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

// joints are adverbs between subject and verb that tags take for names: "The Minister moreover said".
var joints = formsOf("moreover however therefore meanwhile nevertheless nonetheless furthermore likewise")

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

// nextIsName reports whether the name of somebody follows token i, so that what stands before it is a title: "spokesman Liu Pengyu",
// "academic and professor Marc Hill", "Chief Executive Dermot Mannion". Determined: it is a plural or has an article, so that it can stand alone.
func (f *finder) nextIsName(s article.Sentence, i int, determined bool) bool {
	a := f.a
	j := i + 1
	for ; j < s.Last && j < i+5 && a.NameOf(j) < 0; j++ {
		if t := f.tag(j); t != article.CC && (!t.IsNoun() && t != article.JJ || j == i+1 && !isCapital(a.Word(j))) {
			return false
		}
		if f.tag(j) == article.CC && (j+1 >= s.Last || a.NameOf(j+1) >= 0) {
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
	dep, next := f.dep(i), f.dep(f.headOf(name.First, min(name.Last, s.Last)))
	return !(determined && (dep == article.DepIobj || dep == article.DepObj || dep == article.DepObl) && (next == article.DepNsubj || next == article.DepNsubjPass))
}
