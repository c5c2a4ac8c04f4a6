package actor

import "github.com/ascribe/ascribe/wasm/article"

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
	last := f.ofNumber(i)
	if f.modifies(s, last) {
		f.bodyBefore(s, i, n)
		return
	}
	c := candidate{first: start, last: last, noun: n, plural: plural, rule: n.id}
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
	f.ofState(s, &c)
	f.setKind(s, &c, i)
	if !f.couple(&c) {
		f.list = append(f.list, c)
	}
}

// ofNumber returns the token after the noun at token i, and after the number that hyphens join to it: "mother-of-two".
func (f *finder) ofNumber(i int) int {
	if f.is(i+2, "of") && f.tag(i+1) == article.HYPH && f.tag(i+3) == article.HYPH && f.tag(i+4) == article.CD {
		return i + 5
	}
	return i + 1
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
	return k >= 0 && f.a.Names[k].Label == article.ORG && !(supranational.has(fold(f.a.Names[k].Of(f.a.Text))) && f.a.Names[k].Last < c.Head) // "the UN refugee agency"
}

// somebody reports whether the vague noun means people or a body here: it acts, or takes up a name.
func (f *finder) somebody(s article.Sentence, c *candidate) bool {
	return f.actor(s, c) || f.namedSo(c)
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
	if c.definite || c.indefinite || f.counted(c) || f.in(c.Head, numbers) {
		return nil
	}
	for i := len(f.list) - 1; i >= max(0, len(f.list)-3); i-- {
		d := &f.list[i]
		if d.noun == nil || d.last+1 != c.from || d.plural != c.plural {
			continue
		}
		if f.tag(d.last) != article.CC || f.is(d.last, "but") || f.listedBefore(i) {
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
	if c.noun.vague && object && f.in(up, struck) || object && f.in(up, holding) && f.counted(c) {
		return true
	}
	if f.dep(c.Head) == article.DepNmod && f.after(c.from, "for", "of") && f.in(up, roomy) && f.counted(c) { // "capacity for 600 people"
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
		return object && f.in(up, flooding) || f.after(c.from, "on") && next == "of"
	case "figure":
		for i := c.first; i < c.Head; i++ {
			if f.in(i, standing) {
				return false
			}
		}
		return c.plural
	case "person": // of grammar
		return f.is(c.Head-1, "first") || f.is(c.Head-1, "second") || f.is(c.Head-1, "third")
	case "player": // of music
		return f.plays(c.Head - 1)
	case "hostage": // "hold the economy hostage"
		return !c.plural && !c.indefinite && f.tag(c.Head-1).IsNoun()
	case "chapter": // of a book
		return f.counted(c) || f.tag(c.last) == article.CD
	case "group", "foundation": // of things
		return next == "of" && f.thingsAhead(c.last+1)
	case "bomber", "fighter": // "attack, bomber, fighter and remotely piloted aircraft"
		return !c.plural && c.from == c.Head && (f.tag(c.Head-1) == article.Comma || f.tag(c.last) == article.Comma)
	case "casualty": // what is avoided
		return object && f.in(up, sparing)
	case "department": // of a hospital
		return c.Head > c.first && f.is(c.Head-1, "emergency")
	case "leadership": // "her leadership of the campaign", what she does
		return (f.kindOwner(c.Head-1) || c.from < c.first && f.tag(c.from) == article.PRPS) && f.dep(c.Head) != article.DepNsubj
	case "opposition":
		return !c.definite && !f.in(c.first, standing) || next == "to" && c.last+1 < len(a.Tokens) && f.tag(c.last+1) != article.VB
	}
	return false
}

// plays reports whether token i says that the player behind it is a thing: "DVD players", "an iPod player".
func (f *finder) plays(i int) bool {
	word := f.a.Word(max(i, 0))
	return f.in(i, played) || len(word) > 1 && word[0] >= 'a' && isCapital(word[1:])
}

// setKind says what kind of actor the candidate is, by its noun, token i, and the words before it.
func (f *finder) setKind(s article.Sentence, c *candidate, i int) {
	switch n := c.noun; n.class {
	case personClass, roleClass:
		c.kind = Person
		if c.plural {
			c.kind = Group
		}
		if n.lemma == "guard" && !c.plural && (f.is(i-1, "coast") || f.is(i-1, "national")) {
			c.kind, c.body = Government, true
		}
		if n.lemma == "ally" && c.plural && f.is(c.from, "its") && f.lastIsGovernment(s) { // "Peru is working with its allies"
			c.kind = Government
		}
	case peopleClass:
		c.kind, c.plural = Group, true
		if n.lemma == "forces" && (f.stateIn(c.first, i) != nil || i > c.first && f.in(i-1, armed)) {
			c.kind, c.body = Government, true
		}
	case bodyClass:
		f.setBodyKind(c, i)
	case stateClass:
		c.kind, c.body = Government, true
		if !c.plural || n.lemma == "authorities" { // "the Spanish and Algerian governments" are neither of the two
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
	case "force": // "the air force", "a government task force"
		for j := c.first; j < c.Head; j++ {
			if f.noun(j).is(theState) || f.in(j, armed) {
				c.kind, c.body = Government, true
			}
		}
	case "office": // "the prime minister's office"
		if owner := f.noun(c.first - 2); f.tag(c.first-1) == article.POS && owner != nil && heads.has(owner.lemma) {
			c.kind, c.body = Government, true
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
		if f.in(i, games) || f.kindOwner(i) {
			return true
		}
	}
	return false
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

// branch reports whether the description is of a part of a state's administration: "transport department", "weather service", "the department of Peru".
func (f *finder) branch(c *candidate) bool {
	whose := c.last + 1
	if f.is(whose, "the") {
		whose++
	}
	return c.noun.is(branch) && (c.Head > c.first && f.in(c.Head-1, charges) || f.ofWhom(c) && f.nameIsCapital(whose))
}

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
	if f.tag(i) != article.CD && !f.in(i, numbers) || f.is(i+1, "of") || f.tag(i+1).IsNoun() {
		return false
	}
	if f.in(i+1, struckDown) && !f.tag(i+2).IsNoun() {
		return true
	}
	switch f.dep(i) {
	case article.DepObj, article.DepNsubj, article.DepNsubjPass:
		return f.in(f.up(i), harming)
	case article.DepObl: // as trees have "killing at least 107"
		return f.is(i-1, "least") && f.in(f.up(i), harming)
	}
	return false
}

// byName is the noun of "the project" where the Flag Project is a name of the article.
var byName = noun{id: "noun.name", class: bodyClass, vague: true}

// nextIsName reports whether the name of somebody follows token i, so that what stands before it is a title: "spokesman Liu Pengyu",
// "academic and professor Marc Hill", "Chief Executive Dermot Mannion". Determined: it is a plural or has an article, so that it can stand alone.
func (f *finder) nextIsName(s article.Sentence, i int, determined bool) bool {
	a := f.a
	if f.is(i+2, "Highness") || f.is(i+2, "Excellency") || f.is(i+2, "Majesty") { // "President His Highness Sheikh Omar Holm"
		i += 2
	}
	if f.is(i, "chief") && f.is(i+1, "executive") {
		i++
	}
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
	if name.First != j {
		return false
	}
	// "told a reporter Holm had left"
	dep, next := f.dep(i), f.dep(f.headOf(name.First, min(name.Last, s.Last)))
	return !(determined && (dep == article.DepIobj || dep == article.DepObj || dep == article.DepObl) && (next == article.DepNsubj || next == article.DepNsubjPass))
}
