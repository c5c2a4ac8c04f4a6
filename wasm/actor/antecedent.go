package actor

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// groupBack ties a definite description to the last mention that it can mean: "the ministry" after its name, "the boy" after "a boy".
func (f *finder) groupBack() {
	f.held = f.heldRoles()
	for i := range f.list {
		c := &f.list[i]
		if c.Form == NameForm && c.kind == Person {
			f.groupIntroduced(i)
		}
		if c.Form != Nominal || f.find(i) != i && c.state != nil {
			continue
		}
		j := f.antecedent(i)
		if j < 0 || strings.HasPrefix(c.rule, "beside.") && f.isNamed(j) && f.isNamed(i) { // "the company, Blue Anchor" is no company named before
			continue
		}
		f.union(i, j)
	}
}

// groupIntroduced ties a person's name, at its first mention in the opening sentences, to the one description before that its title repeats: "A nurse pleaded
// guilty. Nurse Carmen Ho …".
func (f *finder) groupIntroduced(i int) {
	if f.find(i) != i || len(f.roles[i]) == 0 || f.a.SentenceOf(f.list[i].Head) > 3 {
		return
	}
	first, last := f.a.TokensIn(f.roles[i][0])
	title := strings.ToLower(f.roles[i][0].Of(f.a.Text))
	lemma := headWord(f, &candidate{noun: f.noun(f.roleHead(first, last)), Mention: Mention{Head: first}})
	found := -1
	for j := range min(i, reach) {
		d := &f.list[j]
		if d.Form != Nominal || d.kind != Person || d.noun == nil || f.find(j) != j {
			continue
		}
		if d.definite && d.folded == title && d.last-d.first > 1 { // "The Foreign Secretary left. Foreign Secretary Ann Holm said …"
			f.union(j, i)
			return
		}
		if lemma == d.noun.lemma {
			if found >= 0 {
				return
			}
			found = j
		}
	}
	if found >= 0 && (f.list[found].indefinite || f.inHeadline(&f.list[found])) {
		f.union(found, i)
	}
}

// isNamed reports whether a name is in the group of mention i, or close to it.
func (f *finder) isNamed(i int) bool {
	for j := max(0, i-reach); j < min(len(f.list), i+6); j++ {
		if f.list[j].Form == NameForm && f.find(j) == f.find(i) {
			return true
		}
	}
	return false
}

// firstBody returns the organisation that a description with "the" in the opening sentences means where only one has been named: "Shares in Holm &
// Wren fell after the furniture retailer warned"; or -1.
func (f *finder) firstBody(i int) int {
	c := &f.list[i]
	if !c.definite || c.plural || c.noun == nil || !c.noun.is(firm) || f.possessed(c) || f.ofWhom(c) || f.bare(c) || f.a.SentenceOf(c.Head) > 2 {
		return -1
	}
	found := -1
	for j := range i {
		d := &f.list[j]
		if d.kind != Organization || d.Form == NameForm && !f.called(c, d) {
			continue
		}
		if d.Form != NameForm || found >= 0 && f.find(found) != f.find(j) {
			return -1
		}
		found = j
	}
	return found
}

// antecedent returns the mention before description i that it takes up, or -1. The surest ways of taking something up come first.
func (f *finder) antecedent(i int) int {
	c := &f.list[i]
	if j := firstOf(i, f.sameKind, f.announced, f.thisBody); j >= 0 {
		return j
	}
	if c.noun != nil && f.namedSo(c) {
		return f.nameWith(i, headWord(f, c))
	}
	if j := firstOf(i, f.theBody, f.sameWords); j >= 0 {
		return j
	}
	if c.rule == "name.people" && c.kind == Person && c.definite {
		return f.lastNamed(i)
	}
	if j := f.firstBody(i); j >= 0 || c.indefinite || c.noun == nil {
		return j
	}
	if c.noun == &byName {
		return f.nameWith(i, f.lower(c.Head))
	}
	if j := firstOf(i, f.police, f.governing, f.sameHead); j >= 0 || !f.alone(c) {
		return j
	}
	switch {
	case c.noun.is(small):
		return f.lastYoung(i)
	case c.noun.is(anybody):
		return f.somePerson(i)
	}
	return f.lastBody(i)
}

// firstOf returns what the first of the rules that finds a mention finds for description i, or -1.
func firstOf(i int, rules ...func(i int) int) int {
	for _, rule := range rules {
		if j := rule(i); j >= 0 {
			return j
		}
	}
	return -1
}

// alone reports whether the description is one noun with "the", so that the article must have said before who is meant: "the company".
func (f *finder) alone(c *candidate) bool {
	return c.definite && !c.plural && f.bare(c) && !f.possessed(c) && !f.ofWhom(c)
}

// sameKind returns what "the bank" means where something was called a bank before; or -1.
func (f *finder) sameKind(i int) int {
	c := &f.list[i]
	if head := headWord(f, c); f.alone(c) && nounOf(head).is(specific) {
		return f.describedAs(i, head)
	}
	return -1
}

// thisBody returns the body that "this terrorist organisation" means, or -1.
func (f *finder) thisBody(i int) int {
	c := &f.list[i]
	if c.noun != nil && c.noun.class == bodyClass && !c.plural && c.from < c.first && isDemonstrative(f.a.Word(c.from)) && !f.bare(c) {
		return f.lastBody(i)
	}
	return -1
}

// theBody returns the body that "the company", "the Austin-based company" or, as what a sentence is about, "the Swedish company" means, or -1: the last one
// named, not the last one called so.
func (f *finder) theBody(i int) int {
	c := &f.list[i]
	if c.noun == nil || c.noun == &byName || c.noun.class != bodyClass || !c.definite || c.plural || f.possessed(c) || f.ofWhom(c) || !f.bare(c) && !f.based(c) && !f.varied(c) {
		return -1
	}
	return f.lastBody(i)
}

// varied reports whether the description of a firm is what its sentence is about, in its first or its last words: "The Swedish company said", "…, the iPhone
// maker said". In other places it is as often another firm than the one named last.
func (f *finder) varied(c *candidate) bool {
	return c.kind == Organization && c.noun.is(firm) && f.isSubject(c) && (c.from == f.sentenceOf(c).First || f.closing(c))
}

// sameWords returns the last mention in the same words as description i, or of somebody whose role they are where that is nearer; or -1.
func (f *finder) sameWords(i int) int {
	c := &f.list[i]
	person := c.kind == Person && !c.plural && !c.indefinite && c.noun != nil
	role := -1
	if person {
		role = f.inRole(i, false)
	}
	for j := i - 1; j >= max(0, i-reach, role+1); j-- {
		if d := &f.list[j]; d.folded == c.folded && (d.Form == Nominal && (c.plural || !c.indefinite) || d.kind != Person && d.kind != Place) && !f.otherOwner(c, d) {
			return j
		}
	}
	if role < 0 && person {
		return f.inRole(i, true)
	}
	return role
}

// police returns the force whose name says that it is one, or -1.
func (f *finder) police(i int) int {
	if f.list[i].noun.lemma != "police" {
		return -1
	}
	return f.nameWith(i, f.lower(f.list[i].Head))
}

// sameHead returns the last mention that description i is a shorter form of, a description with the same noun or a name that ends with it; or -1.
// "People" alone are as often others than those counted or described before.
func (f *finder) sameHead(i int) int {
	c := &f.list[i]
	if c.noun.lemma == "people" && c.from == c.Head {
		return -1
	}
	head := headWord(f, c)
	for j := i - 1; j >= max(0, i-reach); j-- {
		d := &f.list[j]
		if d.Form == Nominal && d.plural == c.plural && d.noun != nil && headWord(f, d) == head && !f.otherOwner(c, d) && f.shortens(c, d) {
			return j
		}
		if d.Form == NameForm && !c.plural && fits(c, d) && headed(d.folded, c.noun.lemma) && f.bare(c) {
			return j
		}
	}
	return -1
}

// shortens reports whether a description says no more than an earlier one with the same noun: the noun alone, if it is nobody else's, or modifiers that the
// earlier one has, or the state whose body the earlier one must be.
func (f *finder) shortens(c, d *candidate) bool {
	switch {
	case f.bare(c) && (!c.plural || !f.possessed(c) || f.bare(d) || f.possessed(d)), f.agree(c, d):
		return true
	}
	return c.noun.class == stateClass && f.bare(d) && f.stateIn(c.first, c.Head) != nil
}

// governing returns the state that "the country" or "the State" means, or whose government "the government", "the federal government" or "the authorities"
// means where no other government was described before: the one that the article is about; or -1.
func (f *finder) governing(i int) int {
	c := &f.list[i]
	if f.home < 0 {
		return -1
	}
	if c.kind == Government && f.alone(c) && c.state == nil && (c.noun.lemma == "country" || c.noun.lemma == "nation" || c.noun.lemma == "state" && isCapital(f.a.Word(c.Head))) {
		return f.home
	}
	if !f.government(c) {
		return -1
	}
	for j := i - 1; j >= max(0, i-reach); j-- {
		if d := &f.list[j]; d.kind == Government && (d.Form == Nominal && d.state != nil || d.Form == NameForm && d.body) && nounOf(lastWord(d.folded)).is(theState) {
			return -1
		}
	}
	return f.home
}

// government reports whether the description is "the government", "the federal government" or "the authorities", of a state that it does not name.
func (f *finder) government(c *candidate) bool {
	if c.noun.lemma != "authorities" && (c.noun.lemma != "government" || c.plural) || !c.definite || c.state != nil || f.ofWhom(c) {
		return false
	}
	return f.bare(c) || c.Head-c.first == 1 && f.in(c.first, federation)
}

// homeState returns the first mention, as somebody who acts, of the state that the article is about: the one that it names at least three times and twice
// as often as any other, as a place or as a government; or -1. It is no part of a state, whose government is hardly "the government".
func (f *finder) homeState() int {
	times := map[*state]int{}
	var best, second *state
	for i := range f.list {
		c := &f.list[i]
		named := c.state
		if c.Form == NameForm && (c.kind == Place || c.kind == Government && !c.body) {
			named = stateNamed(c.folded).state
		}
		if named == nil {
			continue
		}
		times[named]++
		switch {
		case best == nil || named == best:
			best = named
		case times[named] > times[best]:
			best, second = named, best
		case second == nil || times[named] > times[second]:
			second = named
		}
	}
	if best == nil || !best.sovereign || times[best] < 3 || second != nil && times[best] < 2*times[second] {
		return -1
	}
	for i := range f.list {
		if c := &f.list[i]; c.Form == NameForm && c.kind == Government && c.state == best && !c.body {
			return i
		}
	}
	return -1
}

// announced returns the description in the headline that description i of the text takes up, although it has "a" or a number as if it were
// somebody new: "Gunman sought" over "A gunman who …"; or -1. Only the first of its noun in the text does.
func (f *finder) announced(i int) int {
	c := &f.list[i]
	if c.noun == nil || f.inHeadline(c) || !c.indefinite && !c.plural {
		return -1
	}
	found := -1
	for j := i - 1; j >= max(0, i-reach/2); j-- {
		d := &f.list[j]
		if d.Form != Nominal || d.noun == nil || d.plural != c.plural || headWord(f, d) != headWord(f, c) {
			continue
		}
		if !f.inHeadline(d) {
			return -1
		}
		if f.agree(d, c) || f.agree(c, d) {
			found = j
		}
	}
	return found
}

// inHeadline reports whether the mention stands in the headline: an opening paragraph of one sentence without an end.
func (f *finder) inHeadline(c *candidate) bool {
	a := f.a
	if len(a.Paragraphs) == 0 || len(a.Sentences) < 2 || a.Paragraphs[0].Last > 1 {
		return false
	}
	s := a.Sentences[0]
	return c.Head < s.Last && !sentenceEnd(f.tag(s.Last-1))
}

// otherOwner reports whether two descriptions say by name, or by "his" and "her", whose each is, and not the same one's: "Iran's hackers", "hackers".
func (f *finder) otherOwner(c, d *candidate) bool {
	if c.plural && d.plural && f.fromWhere(c) != f.fromWhere(d) { // "migrants from Haiti", "migrants"
		return true
	}
	if f.is(c.from, "his") && f.is(d.from, "her") || f.is(c.from, "her") && f.is(d.from, "his") {
		return true
	}
	owner := f.namedOwner(c)
	return c.plural && owner != f.namedOwner(d) && (owner != "" || !c.definite) // "the authors" may be "the report's authors"
}

// fromWhere reports whether the description says from what place those meant are.
func (f *finder) fromWhere(c *candidate) bool {
	return f.is(c.last, "from") && f.labelAt(c.last+1) == article.LOC
}

// namedOwner returns the word before the "'s" that stands before the description, if there is one.
func (f *finder) namedOwner(c *candidate) string {
	if c.first < 2 || f.tag(c.first-1) != article.POS {
		return ""
	}
	return f.a.Word(c.first - 2)
}

// describedAs returns the last mention before description i that its head noun calls, a name or a singular description, two paragraphs' worth of
// mentions back at most; or -1.
func (f *finder) describedAs(i int, head string) int {
	for j := i - 1; j >= max(0, i-reach/2); j-- {
		d := &f.list[j]
		if d.Form == Nominal && !d.plural && d.noun != nil && headWord(f, d) == head {
			return j
		}
		if d.Form == NameForm && d.kind != Person && d.kind != Place && hasWord(d.folded, head) {
			if headed(d.folded, head) {
				return j
			}
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
		if d.Form != NameForm || !f.called(c, d) || f.employs(d) {
			continue
		}
		if strings.Contains(d.folded, c.noun.lemma) {
			return j
		}
		better := s == in && f.isSubject(d) && (s != here || f.closing(c))
		if c.noun.is(branch) && best >= 0 && d.body != f.list[best].body {
			better = d.body // "the bureau" is rather the FBI than a firm
		}
		if best < 0 || better {
			best, in = j, s
		}
	}
	return best
}

// employs reports whether the name only says where somebody works, so that it is not who an article is about: "an analyst at Holm Brothers said the firm".
func (f *finder) employs(name *candidate) bool {
	return f.after(name.first, "at") && f.noun(name.first-2).human()
}

// closing reports whether the description is the subject of the verb that the whole sentence hangs on: "…, the company said".
func (f *finder) closing(c *candidate) bool {
	up := f.up(c.Head)
	return f.isSubject(c) && up >= 0 && f.a.Tokens[up].Head < 0
}

// called reports whether a named body can be called by the description's noun alone.
func (f *finder) called(c, d *candidate) bool {
	if !fits(c, d) || strings.HasPrefix(c.folded, d.folded) { // "the UN refugee agency" is not the UN
		return false
	}
	if f.otherKind(c, d) || (f.proper(c) || c.noun.lemma == "union") && !hasWord(d.folded, c.noun.lemma) || f.after(d.first, "on") { // a union is no firm, nor whoever posts "on Facebook" Facebook
		return false
	}
	if c.noun.class == bodyClass {
		return (d.kind == Organization || d.body && c.noun.is(branch)) && !c.noun.is(meeting) && (c.noun.id != firmNoun || !f.in(d.last-1, outlets))
	}
	if c.noun.lemma == "authority" {
		return hasWord(d.folded, "council")
	}
	return c.noun.class == stateClass && d.body && !c.noun.is(theState) && !c.noun.is(everywhere)
}

// proper reports whether the description's noun has a capital in mid-sentence, so that it is short for a name with that word: "the Centre". Firms
// write "the Company" of themselves.
func (f *finder) proper(c *candidate) bool {
	s := f.sentenceOf(c)
	word := f.a.Word(c.Head)
	return c.Head > s.First && isCapital(word) && word != strings.ToUpper(word) && c.noun.id != firmNoun
}

// otherKind reports whether the name says that it is of another kind than the description: the Arizona Commission is not "the council".
func (f *finder) otherKind(c, d *candidate) bool {
	if !c.noun.is(exclusive) {
		return false
	}
	for w := range strings.FieldsSeq(d.folded) {
		if nounOf(w).is(exclusive) {
			return !hasWord(d.folded, c.noun.lemma)
		}
	}
	return false
}

// firmNoun is the id of the nouns for companies, which no newspaper is called by.
const firmNoun = "noun.firm"

// isSubject reports whether the mention is the subject of its clause.
func (f *finder) isSubject(c *candidate) bool {
	d := f.dep(c.Head)
	return d == article.DepNsubj || d == article.DepNsubjPass
}

// ofWhom reports whether "of" says whose or which body the description means: "the coalition of parties".
func (f *finder) ofWhom(c *candidate) bool {
	return f.is(c.last, "of")
}

// headWord returns the singular of a description's head noun.
func headWord(f *finder, c *candidate) string {
	if c.noun == nil || c.noun.lemma == "" {
		return f.lower(c.Head)
	}
	if same := synonyms[c.noun.lemma]; same != "" {
		return same
	}
	return c.noun.lemma
}

// synonyms are nouns for the same, each with the one that it counts as.
var synonyms = map[string]string{"mum": "mother", "mom": "mother", "dad": "father"}

// bare reports whether the description is its head noun alone, or an age.
func (f *finder) bare(c *candidate) bool {
	if c.noun == &byAge {
		return c.first == f.ageStart(f.sentenceOf(c), c.Head)
	}
	return c.first == c.Head || c.noun != nil && c.noun.lemma == "chief" && c.first+2 == c.last && c.first+1 == c.Head // "chief executive"
}

// based reports whether nothing but where it is at home describes the body: "the Austin-based company".
func (f *finder) based(c *candidate) bool {
	return c.Head-c.first > 2 && f.is(c.Head-1, "based") && f.tag(c.Head-2) == article.HYPH
}

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
		if w = strings.TrimSuffix(w, ","); w == noun || w == noun+"s" {
			return i == len(words)-1 || joining.has(words[i+1]) || corporate.has(words[i+1])
		}
	}
	return false
}

// hasWord reports whether a word is one of a folded name's: "ministry" of "foreign ministry".
func hasWord(name, word string) bool {
	at := strings.Index(name, word)
	return word != "" && at >= 0 && (at == 0 || name[at-1] == ' ') && (at+len(word) == len(name) || name[at+len(word)] == ' ' || name[at+len(word)] == ',')
}
