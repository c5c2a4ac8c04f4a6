package actor

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// holder returns where, in what was taken for the name of a thing, a body or state at its beginning ends and the name of the holder of one of its offices
// begins: "White House National Security Adviser Sullivan". It returns 0 if it is something else.
func (f *finder) holder(name *article.Name, first, last int) (body, holder int) {
	if name.Label != article.MISC {
		return 0, 0
	}
	for i := last - 2; i > first; i-- {
		if !f.isOffice(i) {
			continue
		}
		if end, _ := f.seat(first, i+1); end > 0 {
			return end, i + 1
		}
	}
	return 0, 0
}

// glued returns where, in what was taken for one name, the name of a person in full begins whom the article names elsewhere, and where what stands
// before it and any title ends: "Middle East Ann Holm", "Acme CEO Tom Roe". It returns 0 if the name is one.
func (f *finder) glued(name *article.Name, first, last int) (body, person int) {
	for k := first + 1; k+1 < last; k++ {
		for _, other := range f.starts[f.a.Word(k)] {
			n := &f.a.Names[other]
			if n.Label != article.PER || n.Last-n.First != last-k || n.Of(f.a.Text) != f.a.SpanOf(k, last).Of(f.a.Text) {
				continue
			}
			body = k
			if f.isOffice(k - 1) {
				body = k - 1
			} else if name.Label == article.PER {
				return 0, 0 // "Mary Ann Holm" and "Ann Holm"
			}
			if n := f.noun(body - 1); body == first+1 && n != nil && n.class == personClass { // "Republican Ann Holm"
				body = first
			}
			return body, k
		}
	}
	return 0, 0
}

// part appends the mention of the tokens [first,last) as a name of their own, where the name finder has cut or labelled them otherwise.
func (f *finder) part(s article.Sentence, label article.Label, first, last int) {
	f.name(s, &article.Name{Span: f.a.SpanOf(first, last), Label: label, First: first, Last: last}, first, last)
}

// name appends the mention of a name, if it names somebody or a place.
func (f *finder) name(s article.Sentence, name *article.Name, first, last int) {
	if i := f.owned(first, last); i > 0 {
		f.part(s, article.LOC, first, i-1)
		f.part(s, article.ORG, i, last)
		return
	}
	c := f.extent(s, name, first, last)
	text := fold(c.Of(f.a.Text))
	if gods.has(text) || weekday(text) || party(text) || f.christened(s, &c, text) || f.eponym(s, &c) || f.honour(s, &c) || name.Label == article.ORG && (happening(text) || f.oneOfMany(s, &c)) {
		return
	}
	named := f.family(s, &c)
	switch label := f.label(s, name, text); {
	case named:
		c.kind, c.rule, c.plural = Group, "name.family", true
	case label == article.PER:
		named = f.personName(s, &c, first)
	case label == article.ORG:
		named = f.bodyName(s, &c, text)
	case label == article.LOC:
		named = f.placeName(s, &c, text)
	}
	if named {
		f.list = append(f.list, c)
	}
}

// extent returns the candidate for a name with the tokens that are its mention: without article, title, honours and a possessor's "'s", and with what a
// hyphen joins to it.
func (f *finder) extent(s article.Sentence, name *article.Name, first, last int) candidate {
	c := candidate{first: first, last: last, from: first, label: name.Label}
	c.Form, c.Head = NameForm, f.headOf(first, last)
	if f.tag(last-1) == article.POS && last-1 > first {
		c.last--
	}
	c.first = f.bareName(name.Label, c.first, c.last)
	switch name.Label {
	case article.PER:
		if c.last-c.first > 2 && honours.has(f.a.Word(c.last-1)) {
			c.last--
		}
		c.last = f.hyphenated(s, c.first, c.last)
	case article.ORG:
		if end, body := f.seat(c.first, c.last); body && f.isOffice(c.last) { // "the White House Press" of its Secretary
			c.last = end
		}
		c.last = f.bareEnd(c.first, c.last)
	}
	if al := f.arabicArticle(s, c.first); al >= 0 {
		c.first = al
	}
	c.Span = f.a.SpanOf(c.first, c.last)
	if c.first == name.First {
		c.Span.Start = name.Start // after a prefix: "FARC" in "ex-FARC"
	}
	return c
}

// oneOfMany reports whether what was taken for an organisation's name is a thing of which there are many: "a UAV".
func (f *finder) oneOfMany(s article.Sentence, c *candidate) bool {
	if next := f.tag(c.last); next == article.HYPH || next == article.POS || f.modifies(s, c.last) {
		return false
	}
	return c.last-c.first == 1 && c.first > s.First && isArticleA(f.a.Word(c.first-1)) && loud(f.a.Word(c.first))
}

// personName completes the candidate for what is named like a person, and reports whether it is a mention: not in "the Biden administration" or "Lund
// Stadium".
func (f *finder) personName(s article.Sentence, c *candidate, first int) bool {
	c.kind, c.rule = Person, "name.person"
	if f.inBody(s, c.last) || c.last < s.Last && f.in(c.last, eponymous) || f.tag(c.last) == article.POS && f.tag(c.last+1).IsProper() && f.in(c.last+1, eponymous) { // "St Peter's Square"
		return false
	}
	f.title(s, len(f.list), first)
	return true
}

// placeName completes the candidate for what is named like a place, and reports whether it is a mention: not in "U.S. officials" or "the Moscow
// government".
func (f *finder) placeName(s article.Sentence, c *candidate, text string) bool {
	known := stateNamed(text)
	if bodies.has(text) {
		known.part = seat
	}
	if f.team(s, c, known) {
		c.kind, c.rule = Organization, "state.team"
		return true
	}
	if known.part != seat && f.modifies(s, c.last) && (f.personAhead(s, c.last) || f.noun(c.last).is(whole)) {
		return false
	}
	f.place(s, c, known)
	return true
}

// christened reports whether the name is that of a ship, a storm or a numbered product, which are nobody, or of one named so before: "the MV Corran", later
// "the Corran"; "Cyclone Idris", later "Idris".
func (f *finder) christened(s article.Sentence, c *candidate, text string) bool {
	if christenings.has(f.a.Word(c.first)) && c.last-c.first > 1 {
		f.things[fold(f.a.SpanOf(c.first+1, c.last).Of(f.a.Text))] = true
		return true
	}
	if c.last-c.first > 1 && !f.sport && f.tag(c.last) == article.CD && !f.tag(c.last+1).IsNoun() && len(f.a.Word(c.last)) < 3 && c.last < s.Last { // "Internet Explorer 6"
		f.things[text] = true
	}
	if c.first > s.First && (christenings.has(f.a.Word(c.first-1)) || f.in(c.first-2, happenings) && f.inBrackets(c.first, c.last) || f.vessel(s, c)) {
		f.things[text] = true
	}
	return f.things[text] || c.label == article.ORG && f.quoted(c)
}

// quoted reports whether the name, which has no word for a body in it, is all that stands in quotation marks, as titles and brands do: "the film “Raging
// Fire”".
func (f *finder) quoted(c *candidate) bool {
	end := c.last
	if t := f.tag(end); t == article.Comma || t == article.Period {
		end++
	}
	return f.tag(c.first-1) == article.Open && f.tag(end) == article.Close && c.Start == f.a.Tokens[c.first].Start && f.noun(f.classToken(c.first, c.last)) == nil
}

// vessel reports whether a noun for a ship stands before the name, with a comma or without: "the cruise ship Corran".
func (f *finder) vessel(s article.Sentence, c *candidate) bool {
	i := c.first - 1
	if i > s.First && f.tag(i) == article.Comma && c.last < len(f.a.Tokens) && !f.tag(c.last).IsVerb() {
		i--
	}
	return f.tag(i) == article.NN && f.in(i, vessels)
}

// eponym reports whether the name is only that of a disease or a law of nature: "Parkinson's disease".
func (f *finder) eponym(s article.Sentence, c *candidate) bool {
	return c.last+1 < s.Last && c.last-c.first == 1 && f.tag(c.last) == article.POS && f.in(c.last+1, eponyms)
}

// family reports whether the name, in the plural and behind "the", is that of people with one surname: "the Sams" of Thomas Sam.
func (f *finder) family(s article.Sentence, c *candidate) bool {
	word := f.a.Word(c.first)
	surname, ok := strings.CutSuffix(word, "s")
	return ok && c.last-c.first == 1 && c.first > s.First && f.is(c.first-1, "the") && f.surnames[surname] > 0 && f.surnames[word] == 0 && !f.modifies(s, c.last)
}

// honour reports whether what was taken for a name is an honour behind a person's: "Mark Heeley, QC".
func (f *finder) honour(s article.Sentence, c *candidate) bool {
	a := f.a
	if c.last-c.first > 1 || !honours.has(a.Word(c.first)) || c.first < s.First+2 || f.tag(c.first-1) != article.Comma {
		return false
	}
	k := a.NameOf(c.first - 2)
	return k >= 0 && a.Names[k].Label == article.PER
}

// happening reports whether the folded name is that of an event, a text or a thing, which the name finder took for a body's.
func happening(text string) bool {
	return happenings.has(lastWord(text)) || strings.HasPrefix(text, "treaty ")
}

// hyphenated returns the token after a person's name whose second half, after a hyphen, the name finder has left out: "Park Jie-won". What is
// joined to a name otherwise says what it does to a thing: "Modi-led".
func (f *finder) hyphenated(s article.Sentence, first, last int) int {
	a := f.a
	hyphen := last
	if a.Word(last-1) == "-" {
		hyphen--
	}
	if hyphen-first < 2 || hyphen+1 >= s.Last || a.Word(hyphen) != "-" || a.Tokens[hyphen].Start != a.Tokens[hyphen-1].End || a.Tokens[hyphen+1].Start != a.Tokens[hyphen].End {
		return last
	}
	if half := a.Word(hyphen + 1); len(half) <= 5 && len(a.Word(hyphen-1)) <= 5 && !joinedTo.has(half) {
		return hyphen + 2
	}
	return last
}

// arabicArticle returns the token of the "al" that a hyphen joins to the name at token first, -1 for none: of "al-Qaida" often only the last
// part is found, with the hyphen or without.
func (f *finder) arabicArticle(s article.Sentence, first int) int {
	a := f.a
	al := first - 2
	if a.Word(first) == "-" {
		al++
	}
	if al < s.First || !f.is(al, "al") || a.NameOf(al) >= 0 || a.Word(al+1) != "-" || a.Tokens[al].End != a.Tokens[al+1].Start {
		return -1
	}
	return al
}

// owned returns the token after "'s" inside a name that begins with a state's: the name finder has taken owner and owned for one
// name, "France's Thales"; 0 if it has not.
func (f *finder) owned(first, last int) int {
	for i := first + 1; i+1 < last; i++ {
		if f.tag(i) == article.POS {
			if known, ok := stateNames()[fold(f.a.SpanOf(first, i).Of(f.a.Text))]; ok && known.part == itself {
				return i + 1
			}
		}
	}
	return 0
}

// bareName returns the name's first token without article, title and description: "Mr Key", "the carmaker General Motors".
func (f *finder) bareName(label article.Label, first, last int) int {
	a := f.a
	start := first
	for i := first; i < last-1; i++ {
		word := a.Word(i)
		switch {
		case i == start && isArticle(word) && !f.is(i+1, "Hague"):
			start = i + 1
		case label == article.PER && i == start && isTitle(word) && !(i == last-2 && f.is(i, "sheikh") && f.isOffice(i-1)): // "Prime Minister Sheikh Hasina"
			start = i + 1
		case label != article.LOC && !isCapital(word):
			if f.noun(i) != nil && !f.plural(i) && f.tag(i) == article.NN && isCapital(a.Word(i+1)) {
				start = i + 1
			}
		}
	}
	return start
}

// isTitle reports whether the word, with or without a full stop, is a title, or one of several people: "Brigadiers Ann Holm and Tom Roe".
func isTitle(word string) bool {
	word = strings.TrimSuffix(strings.ToLower(word), ".")
	return titles.has(word) || titles.has(strings.TrimSuffix(word, "s"))
}

// label is the name's label, but for what the names before have got wrong by the facts: a state or its capital is no person unless
// somebody of that name is in the article, and what stands right after "company" is one.
func (f *finder) label(s article.Sentence, name *article.Name, text string) article.Label {
	switch {
	case f.surelyBody(s, name, text):
		return article.ORG
	case name.Label == article.PER && f.inRegion(s, name):
		return article.LOC
	case name.Last-name.First > 1:
		return name.Label
	}
	known, ok := stateNames()[text]
	surname := f.surnames[f.a.Word(name.Last-1)] > 0
	if f.firms[text] && (name.Label == article.PER && !surname || name.Label == article.LOC && !ok) { // "the Courier", then "Courier"
		return article.ORG
	}
	switch {
	case name.Label != article.PER && surname && !f.firms[text] && !ok: // "O'Leary" of Michael O'Leary, whatever it was found as
		return article.PER
	case name.Label != article.PER:
		return name.Label
	case f.places[text] && !ok && !surname: // a place elsewhere in the article
		return article.LOC
	case ok && known.part == seat && name.First > s.First && f.is(name.First-1, "the"): // "the Kremlin"
		return article.LOC
	case !ok, surname:
		return article.PER
	}
	return article.LOC
}

// inRegion reports whether what was taken for a person's name is a place's: "near" stands before it, or a word for a region behind it and those it is listed
// with, "Chiang Mai and Chiang Rai provinces", "Chiang Mai's Muang district".
func (f *finder) inRegion(s article.Sentence, name *article.Name) bool {
	if f.surnames[f.a.Word(name.Last-1)] > 0 && name.Last-name.First == 1 {
		return false
	}
	if name.First > s.First && (f.is(name.First-1, "near") || f.is(name.First-1, "of") && f.in(name.First-2, regions)) { // "the province of Si Sa Ket"
		return true
	}
	for i := name.Last; i < min(s.Last, name.Last+12); i++ {
		switch t := f.tag(i); {
		case f.in(i, regions):
			return true
		case t != article.POS && t != article.Comma && t != article.CC && f.a.NameOf(i) < 0 && !(t.IsProper() && isCapital(f.a.Word(i))):
			return false
		}
	}
	return false
}

// weekday reports whether a folded name begins with a day of the week: "Thursdays and Fridays".
func weekday(text string) bool {
	first, _, _ := strings.Cut(text, " ")
	return days.has(strings.TrimSuffix(first, "s"))
}

// party reports whether a folded name is a senator's party and state: "D-Va.", "(R-Texas)".
func party(text string) bool {
	return len(text) > 3 && text[1] == '-' && (text[0] == 'd' || text[0] == 'r' || text[0] == 'i') && text != "d-day"
}

// place decides between the government of a place and the place.
func (f *finder) place(s article.Sentence, c *candidate, known stateName) {
	c.kind, c.rule = Place, "place.only"
	rule := f.acts(s, c, known)
	if rule == "" && known.part == seat && !f.after(c.first, "in", "at", "inside", "outside", "near", "to") {
		rule = "state.seat"
	}
	if rule != "" {
		c.kind, c.rule, c.state = Government, rule, known.state
		c.body = known.part == seat
	}
}

// people appends a name of a people as a group, if it stands for people and not before what it describes.
func (f *finder) people(s article.Sentence, first, last int) {
	a := f.a
	if f.things[fold(a.SpanOf(first, last).Of(a.Text))] {
		return
	}
	head := last - 1
	if n := f.noun(head); n != nil && n != &byEnding { // "Republicans", but "the Frenchman" is one of a people
		f.nominal(s, head)
		return
	}
	one := oneOf(a.Word(head)) && (f.is(first-1, "the") || f.ageStart(s, first-1) < first-1)
	if !f.tag(head).IsNoun() && !(one && f.saidOf(last)) || f.modifies(s, last) || f.tag(last).IsNoun() && f.noun(last) != nil { // "Kurdish and Yezidi fighters"
		return
	}
	if known := stateNames()["~"+fold(a.Word(head))]; known.part == adjective && !strings.HasSuffix(a.Word(head), "s") && !one {
		if first == s.First || !f.is(first-1, "the") && f.tag(first-1) != article.CD || last < s.Last && (f.tag(last) == article.JJ || f.tag(last) == article.CC) {
			return // "British and Irish markets"; but "the British said no"
		}
	}
	c := candidate{first: first, last: last, label: article.NORP, kind: Group, rule: "name.people", plural: true}
	c.Form, c.Head = Nominal, head
	f.widen(s, &c)
	f.countedOf(s, &c)
	if isArticleA(a.Word(c.from)) || f.is(c.first, "one") {
		c.kind, c.plural, c.indefinite = Person, false, true
	} else if one {
		c.kind, c.plural, c.definite = Person, false, c.definite || f.is(c.from, "the")
	}
	f.list = append(f.list, c)
}

// saidOf reports whether token i shows that the adjective before it stands for people: "The Brazilian said", "the Italian, who".
func (f *finder) saidOf(i int) bool {
	t := f.tag(i)
	return t.IsFinite() || t == article.MD || t == article.WP || t == article.Comma && f.tag(i+1) == article.WP
}

// peopleAt returns how many tokens from token i on are for people of one place, whom the name finder has missed: "Londoners", "New Yorkers"; 0 for others.
func (f *finder) peopleAt(s article.Sentence, i int) int {
	n := 1
	if f.is(i, "New") && i+1 < s.Last {
		n = 2
	}
	if !isCapital(f.a.Word(i)) || !singles.has(strings.TrimSuffix(f.lower(i+n-1), "s")) {
		return 0
	}
	return n
}

// oneOf reports whether the word for a people means one of them behind "the", as "the German" does and "the Dutch" does not.
func oneOf(word string) bool {
	return strings.HasSuffix(word, "an") && word != "Taliban" || singles.has(strings.ToLower(word))
}

// isCapital reports whether a word begins with a capital letter of ASCII.
func isCapital(w string) bool { return w[0] >= 'A' && w[0] <= 'Z' }

// title keeps the words before a person's name as a role: "National Security Adviser".
func (f *finder) title(s article.Sentence, at, first int) {
	a := f.a
	j := first
	head := first - 1
	if j > s.First+2 && f.is(j-2, "of") && f.isOffice(j-3) { // "US Secretary of State"
		head, j = j-3, j-3
	}
	for j > s.First && (f.tag(j-1).IsNoun() || f.tag(j-1) == article.JJ || f.tag(j-1) == article.HYPH && j < first) {
		j--
	}
	for first > j && address.has(strings.TrimSuffix(f.lower(first-1), ".")) { // "chief executive Dr Holm"
		first--
		head = first - 1
	}
	if j == first {
		return
	}
	if f.noun(head).human() {
		f.roles[at] = append(f.roles[at], a.SpanOf(j, first))
	}
}

// personAhead reports whether the noun phrase that goes on at token i is headed by people or a body.
func (f *finder) personAhead(s article.Sentence, i int) bool {
	a := f.a
	last := -1
	for ; i < s.Last; i++ {
		if t := f.tag(i); t.IsNoun() {
			last = i
		} else if t != article.JJ && t != article.HYPH && t != article.VBG && t != article.VBN {
			break
		}
	}
	if last < 0 {
		return false
	}
	if k := a.NameOf(last); k >= 0 {
		return a.Names[k].Label == article.PER || a.Names[k].Label == article.ORG
	}
	return f.noun(last) != nil
}
