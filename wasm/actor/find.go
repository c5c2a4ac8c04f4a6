package actor

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// candidate is a mention on its way to an actor.
type candidate struct {
	Mention
	first, last int // its tokens
	from        int // first token of its noun phrase, determiner and possessor included
	kind        Type
	noun        *noun // of a nominal
	label       article.Label
	state       *state // the state that a name or an adjective in it names
	body        bool   // a body of a state
	plural      bool
	definite    bool // with "the", a demonstrative or a possessor
	indefinite  bool // with "a", "another" or a number: somebody new
	rule        string
	folded      string // its words as fold gives them
	actor       int    // index of its group's first candidate; see find
}

// finder holds what the rules look at.
type finder struct {
	a        *article.Article
	nouns    []denoted // by token
	list     []candidate
	script   bool                   // words in capitals before a colon name who speaks
	roles    map[int][]article.Span // by candidate: descriptions that are no mentions
	starts   map[string][]int       // first word of a name -> different names of the article, by index
	surnames map[string]int         // last word of a person's full name -> the name, counted from 1
	places   map[string]bool        // folded names that were found as a place's somewhere in the article
	firms    map[string]bool        // folded names of one word that somewhere show whose they are: "the Courier", "the company Chrysler", "Orvell" of Orvell Inc
	short    map[string]bool        // short forms that stand in brackets behind what they are short for: "MAN" of the Manufacturers' Association of Norway
	named    map[string]bool        // words of organisations' names that say what they are, in lower case: see classWord
	things   map[string]bool        // folded names of ships and storms, without what stands before them: "corran" of the MV Corran
	home     int                    // index of the first mention of the state that the article is about, -1 for none: see homeState
	sport    bool                   // the article is news of sport
	held     []held                 // what people are said to be; see inRole
}

// Find returns the actors of a linked article, in the order of their first mention.
func Find(a *article.Article) []Actor {
	f := &finder{a: a, nouns: make([]denoted, len(a.Tokens)), roles: map[int][]article.Span{}, named: map[string]bool{}, things: map[string]bool{}}
	for k := range a.Names {
		n := &a.Names[k]
		if n.Label == article.ORG && n.Last-n.First > 1 && !happening(fold(n.Of(a.Text))) {
			f.named[f.lower(f.classToken(n.First, n.Last))] = true
		}
	}
	f.index()
	f.script = isScript(a)
	f.sport = f.isSport()
	for _, p := range a.Paragraphs {
		if caption(p.Of(a.Text)) || f.verbless(p) {
			continue
		}
		for k, s := range a.Sentences[p.First:p.Last] {
			if k == 0 {
				s.First = f.dateline(s)
			}
			f.sentence(s)
			a.Breathe()
		}
	}
	f.group()
	return f.actors()
}

// classToken returns the token of a name that says what it is: the last one, or the one before "of" or "for", "Museum" of the Museum of Modern Art.
func (f *finder) classToken(first, last int) int {
	for i := first + 1; i < last; i++ {
		if w := f.a.Word(i); w == "of" || w == "for" {
			return i - 1
		}
	}
	return last - 1
}

// dateline returns the first token after a dateline, "BERLIN, May 5 (Reuters) —", or the sentence's first one. The place in it is
// noted as a place, whatever the name finder took its capitals for; the agency is not noted.
func (f *finder) dateline(s article.Sentence) int {
	a := f.a
	for i := s.First; i < min(s.Last, s.First+14); i++ {
		switch t := &a.Tokens[i]; {
		case a.Word(i) == ":" && i > s.First && !f.script:
			last := f.colonPlace(s, i)
			if last == 0 {
				return s.First
			}
			return f.openPlace(s, last, i)
		case a.IsDash(i) && i > s.First && (t.Start > a.Tokens[i-1].End || i+1 < s.Last && t.End < a.Tokens[i+1].Start || a.Word(i) != "-" && loud(a.Word(i-1))): // "Seoul- The", "SEOUL—The"
			last := f.datelinePlace(s, i)
			if last == 0 {
				return s.First
			}
			return f.openPlace(s, last, i)
		case t.Tag.IsProper(), t.Tag == article.Comma, t.Tag == article.LRB, t.Tag == article.RRB, t.Tag == article.CD, isCapital(a.Word(i)), a.Word(i) == ".", a.Word(i) == "/":
		default:
			return s.First
		}
	}
	return s.First
}

// openPlace notes the place that a dateline begins with, which ends at token last, and returns the token after the mark that ends the dateline.
func (f *finder) openPlace(s article.Sentence, last, mark int) int {
	c := candidate{first: s.First, last: last, from: s.First, label: article.LOC, kind: Place, rule: "place.only"}
	c.Span, c.Form, c.Head = f.a.SpanOf(s.First, last), NameForm, f.headOf(s.First, last)
	f.list = append(f.list, c)
	return mark + 1
}

// isScript reports whether paragraphs begin with words in capitals and a colon so often that they name who speaks, "ANCHOR: Good evening".
func isScript(a *article.Article) bool {
	n := 0
	for _, p := range a.Paragraphs {
		if p.First == p.Last {
			continue // a paragraph of blanks
		}
		s := a.Sentences[p.First]
		for i := s.First; i < min(s.Last, s.First+4); i++ {
			if w := a.Word(i); i > s.First && w == ":" {
				n++
			} else if w != strings.ToUpper(w) {
				break
			}
		}
	}
	return n > 1
}

// colonPlace returns where the place ends that begins a dateline whose colon is at token colon: a name found as one, or words in capitals that the
// name finder took for a person's, "BHUBANESWAR: At least …", and the first of "GAZA/CAIRO:". It returns 0 for other openings, "NATO: …".
func (f *finder) colonPlace(s article.Sentence, colon int) int {
	a := f.a
	k := a.NameOf(s.First)
	if k < 0 || a.Names[k].Last > colon {
		return 0
	}
	name := &a.Names[k]
	if name.Label == article.LOC {
		return name.Last
	}
	capitals := a.SpanOf(s.First, colon).Of(a.Text)
	if capitals != strings.ToUpper(capitals) || name.Label == article.ORG || name.Last < colon && a.Word(name.Last) != "/" {
		return 0
	}
	return name.Last
}

// datelinePlace returns where the place ends that begins a dateline whose dash is at token dash: a name found as one, or words in capitals
// before a comma or a bracket. It returns 0 for other openings with a dash, "UPDATE 2 — …".
func (f *finder) datelinePlace(s article.Sentence, dash int) int {
	a := f.a
	if k := a.NameOf(s.First); k >= 0 && a.Names[k].Label == article.LOC && a.Names[k].Last <= dash {
		return a.Names[k].Last
	}
	for i := s.First; i < dash; i++ {
		switch word := a.Word(i); {
		case i > s.First && (word == "," || word == "(" || word == "/"):
			return i
		case len(word) < 2 || word != strings.ToUpper(word) || !isCapital(word):
			return 0
		}
	}
	return 0
}

// credits are marks of captions and credit lines.
var credits = [...]string{
	"Image:", "Image credit", "Photo:", "Photos:", "Photo by", "Photograph:", "Picture:", "Credit:", "File photo", "(File)", "Getty Images", "/Getty", "/AFP)", "/AP)", "(AP Photo", "/Reuters)", "/EPA",
	"article was written by", "(Reporting by ", "Additional reporting by ", "Editing by ", "Follow him on", "Follow her on", "Follow them on", "Also read:", "Read also:", "Read more:", "READ MORE",
}

// caption reports whether a paragraph is a caption, a credit line or a byline. Those are short.
func caption(text string) bool {
	if len(text) > 400 {
		return false
	}
	for _, c := range credits {
		if strings.Contains(text, c) {
			return true
		}
	}
	return len(text) < 80 && (strings.HasPrefix(text, "By ") || strings.HasPrefix(text, "BY ")) && !strings.HasSuffix(text, ".")
}

// verbless reports whether a paragraph below the headline is one sentence without a verb that ends with where or when, as captions do: "Pilgrims at the
// mosque in 2008."
func (f *finder) verbless(p article.Paragraph) bool {
	if p.First == 0 || p.Last-p.First != 1 {
		return false
	}
	s := f.a.Sentences[p.First]
	if s.Last-s.First < 4 || s.Last-s.First > 24 || f.a.Word(s.Last-1) != "." || !f.is(s.Last-3, "in") || f.tag(s.Last-2) != article.CD && f.labelAt(s.Last-2) != article.LOC {
		return false
	}
	for i := s.First; i < s.Last; i++ {
		if t := f.tag(i); t.IsVerb() || t == article.MD || t == article.Open || t == article.Colon {
			return false
		}
	}
	return true
}

// sentence appends the mentions of a sentence in text order of their heads.
func (f *finder) sentence(s article.Sentence) {
	for i := s.First; i < s.Last; i++ {
		last, n := f.nameEnd(s, i), f.missed(s, i)
		if n > max(0, last-i) { // "US Treasury", of which "US" was found
			f.part(s, article.ORG, i, i+n)
			i += n - 1
		} else if last > i {
			i = f.foundName(s, &f.a.Names[f.a.NameOf(i)], i, last) - 1
		} else if k, n := f.known(s, i); n > 0 {
			f.name(s, &f.a.Names[k], i, i+n)
			i += n - 1
		} else if f.short[f.a.Word(i)] {
			f.part(s, article.ORG, i, i+1)
		} else if n := f.bodyOf(s, i); n > 0 {
			f.part(s, article.ORG, i, i+n)
			i += n - 1
		} else if n := f.peopleAt(s, i); n > 0 {
			f.people(s, i, i+n)
			i += n - 1
		} else if f.heads(s, i) {
			f.nominal(s, i)
		}
	}
}

// heads reports whether token i can head a description.
func (f *finder) heads(s article.Sentence, i int) bool {
	return f.tag(i).IsNoun() || f.nounAlone(i) || f.aged(s, i) || f.casualties(i) || f.is(i, "chief") && i+1 < s.Last && f.is(i+1, "executive")
}

// foundName appends what the name from token i to last names, which need not be what the name finder took it for, and returns the token after it.
func (f *finder) foundName(s article.Sentence, name *article.Name, i, last int) int {
	if end := f.partners(s, name); end > 0 {
		f.part(s, article.ORG, i, end)
		return end
	}
	end, body := f.seat(i, last)
	switch {
	case name.Label == article.NORP:
		f.people(s, i, last)
	case f.plural(last-1) && sides.has(f.noun(last-1).lemma): // "Senate Republicans", found as a body
		f.nominal(s, last-1)
	case (name.Label == article.ORG || body) && f.office(i, last), f.openingNoun(s, name, i):
		if body {
			f.part(s, article.ORG, i, end)
		}
		f.nominal(s, last-1)
	case name.Label == article.ORG && f.officeAt(i, last) >= 0:
		f.nominal(s, f.officeAt(i, last))
	default:
		body, person, label := f.torn(name, i, last)
		if person == 0 {
			f.name(s, name, i, last)
			break
		}
		if body > i {
			f.part(s, label, i, body)
		}
		f.part(s, article.PER, person, last)
	}
	return last
}

// nameEnd returns where in the sentence the name at token i ends, 0 for none: before words that are none of a name's, "Acme" of "Acme executive leaves
// company".
func (f *finder) nameEnd(s article.Sentence, i int) int {
	k := f.a.NameOf(i)
	if k < 0 {
		return 0
	}
	name := &f.a.Names[k]
	last := min(name.Last, s.Last)
	for i := name.First + 1; i < min(last, name.First+20); i++ {
		if isCapital(f.a.Word(i)) || len(f.a.Word(i)) < 4 { // "Dar es Salaam"
			continue
		}
		if t := f.tag(i); t != article.VBZ && t != article.VBD || name.Label == article.MISC {
			continue
		}
		for i-1 > name.First && !isCapital(f.a.Word(i-1)) {
			i--
		}
		return i
	}
	return f.pastNickname(name, last, s)
}

// pastNickname returns the token after the surname where a person's name, which ends before token last, has a nickname in quotation marks before it, which
// the name finder takes for the end of one name: "Ann “Sunny” Holm".
func (f *finder) pastNickname(name *article.Name, last int, s article.Sentence) int {
	if name.Label != article.PER || f.tag(last) != article.Close || f.labelAt(last+1) != article.PER {
		return last
	}
	for i := name.First + 1; i < last; i++ {
		if f.tag(i) == article.Open {
			return min(f.a.Names[f.a.NameOf(last+1)].Last, s.Last)
		}
	}
	return last
}

// torn returns where, in what was taken for one name, the name of a person begins, and where the body or place that stands before it ends, with its
// label; 0 if the name is one.
func (f *finder) torn(name *article.Name, first, last int) (body, person int, label article.Label) {
	if body, person = f.glued(name, first, last); person > 0 {
		if label = name.Label; label == article.PER { // "Acme director Tom Roe"
			label = article.ORG
		}
		return body, person, label
	}
	for i := first + 1; i+2 < last; i++ {
		if f.in(i, executives) { // "Acme CEO Tom Roe"
			return i, i + 1, article.ORG
		}
	}
	body, person = f.holder(name, first, last)
	return body, person, article.LOC
}

// bodyOf returns how many tokens from token i on are the name of a body of a town or state of which the name finder has only found the place: "the
// Municipality of Livorno"; 0 for none.
func (f *finder) bodyOf(s article.Sentence, i int) int {
	if !isCapital(f.a.Word(i)) || i == s.First || !f.is(i+1, "of") {
		return 0
	}
	if n := f.noun(i); n == nil || n.class != stateClass || !bodyWords.has(n.lemma) || f.plural(i) {
		return 0
	}
	place := i + 2
	if f.is(place, "the") {
		place++
	}
	if place >= s.Last || f.labelAt(place) != article.LOC {
		return 0
	}
	return min(f.a.Names[f.a.NameOf(place)].Last, s.Last) - i
}

// nounAlone reports whether token i, an adjective by its tag, stands as a noun for a body or for people: "the military declined to comment",
// "the official said".
func (f *finder) nounAlone(i int) bool {
	a := f.a
	if f.tag(i) != article.JJ && f.tag(i) != article.VBN || i == 0 || i+1 >= len(a.Tokens) {
		return false
	}
	j := i - 1
	if f.tag(j) == article.Comma && f.personBefore(j) && f.isOffice(i) { // "Ann Holm, undersecretary for trade, said"
		return true
	}
	if j > 0 && f.in(j, standing) { // "the former executive had left"
		j--
	}
	if !isArticle(a.Word(j)) && f.tag(j) != article.POS {
		return false
	}
	n := f.noun(i)
	if n == nil {
		return false
	}
	if n.lemma == "accused" && !f.tag(i+1).IsNoun() {
		return true
	}
	if f.tag(i) == article.VBN && n.class == personClass { // "The accused, a driver, fled"
		next := f.tag(i + 1)
		return next == article.Comma || next.IsFinite()
	}
	switch next := f.tag(i + 1); {
	case next.IsVerb(), next == article.MD:
		return n.class == stateClass || n.class == bodyClass || (n.class == personClass || n.class == roleClass) && !n.vague
	case next == article.RB, next == article.Comma:
		return n.class == stateClass || n.class == bodyClass
	}
	return false
}

// aged reports whether somebody's age ends at token i and stands for the person: "the 22-year-old", "a 19 year old".
func (f *finder) aged(s article.Sentence, i int) bool {
	return f.ageStart(s, i) < i && !f.modifies(s, i+1)
}

// ageStart returns the token of the number in an age that "old" or "olds" at token i ends; i if it ends none.
func (f *finder) ageStart(s article.Sentence, i int) int {
	a := f.a
	if !f.is(i, "old") && !f.is(i, "olds") {
		return i
	}
	j := i - 1
	for _, part := range [...]string{"year", ""} {
		if j > s.First && f.tag(j) == article.HYPH {
			j--
		}
		if j < s.First || part != "" && !strings.EqualFold(a.Word(j), part) || part == "" && f.tag(j) != article.CD {
			return i
		}
		j--
	}
	return j + 1
}

// openingNoun reports whether a word for people or bodies, at the head of its sentence, was taken for a name: "Medics said", "Airlines said".
// The other words for people are names of teams, too: "Rangers won".
func (f *finder) openingNoun(s article.Sentence, name *article.Name, i int) bool {
	if i != s.First || name.Last-name.First > 1 {
		return false
	}
	n := f.noun(i)
	if n == nil || !strings.HasSuffix(f.a.Word(i), "s") {
		return false
	}
	switch name.Label {
	case article.PER:
		return n.class == personClass
	case article.ORG:
		return n.class == bodyClass || n.id == "noun.expert" || n.id == "noun.serves" || n.id == "noun.law"
	}
	return false
}

// known returns a name of the article whose words, or whose surname, stand at token i where no name was found, and how many tokens
// they are; 0 if there is none. What is a name in one sentence is one in the next.
func (f *finder) known(s article.Sentence, i int) (name, length int) {
	a := f.a
	if word := a.Word(i); (!f.tag(i).IsProper() || loud(word)) && !(isCapital(word) && len(word) > 4 && f.tag(i).IsNoun()) {
		return 0, 0
	}
	for _, k := range f.starts[a.Word(i)] {
		n := &a.Names[k]
		size := n.Last - n.First
		if i+size > s.Last || size <= length {
			continue
		}
		same := true
		for j := range size {
			same = same && a.Word(i+j) == a.Word(n.First+j) && a.NameOf(i+j) < 0
		}
		if same {
			name, length = k, size
		}
	}
	if length > 0 {
		return name, length
	}
	if k := f.surnames[a.Word(i)]; k > 0 {
		return k - 1, 1
	}
	return 0, 0
}

// missed returns how many tokens from token i on are the name of a body of a state or of a famous one that the name finder has not found, by the lists of
// such names: "FCO", "Foreign Office", "ISIL"; 0 for none. Among words that all have capitals it is none.
func (f *finder) missed(s article.Sentence, i int) int {
	a := f.a
	if !isCapital(a.Word(i)) && !f.is(i, "the") {
		return 0
	}
	if t := f.tag(i + 1); a.Word(i) == "House" && f.is(i-1, "the") && (t.IsFinite() || t == article.POS) {
		return 1 // "the House voted"
	}
	for n := min(2, s.Last-i); n > 0; n-- {
		text := a.SpanOf(i, i+n).Of(a.Text)
		if n == 1 && (len(text) < 3 || text != strings.ToUpper(text) || i > s.First && loud(a.Word(i-1)) || i+1 < s.Last && loud(a.Word(i+1))) {
			continue
		}
		if (bodies.has(fold(text)) || famous.has(fold(text))) && (n == 1 || a.NameOf(i+1) < 0 && isCapital(a.Word(i+1))) {
			return n
		}
	}
	return 0
}

// loud reports whether a word of several letters is all in capitals.
func loud(word string) bool { return len(word) > 1 && isCapital(word) && word == strings.ToUpper(word) }

// inBrackets reports whether the tokens from first to before last stand in brackets alone.
func (f *finder) inBrackets(first, last int) bool {
	return first > 0 && last < len(f.a.Tokens) && f.tag(first-1) == article.LRB && f.tag(last) == article.RRB
}

// index fills the tables of the article's names that other rules look into.
func (f *finder) index() {
	f.starts, f.surnames, f.places, f.firms, f.short = map[string][]int{}, map[string]int{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for k := range f.a.Names {
		n := &f.a.Names[k]
		word, single := f.a.Word(n.First), n.Last-n.First == 1
		switch last := f.a.Word(n.Last - 1); n.Label {
		case article.MISC, article.NORP:
			continue
		case article.LOC:
			if single {
				f.places[fold(word)] = true
			}
		case article.ORG:
			f.indexBody(n)
		case article.PER:
			if !single && len(last) > 2 && isCapital(last) && f.surnames[last] == 0 {
				f.surnames[last] = k + 1
			}
		}
		if single && n.First > 0 && f.afterFirm(n.First) {
			f.firms[fold(word)] = true
		}
		if list := f.starts[word]; len(list) < 8 && f.tag(n.First).IsProper() && !f.listed(list, n) {
			f.starts[word] = append(list, k)
		}
	}
}

// indexBody notes what a body's name says of other names: its short form in brackets, and that its first word is a firm's.
func (f *finder) indexBody(n *article.Name) {
	text, first := n.Of(f.a.Text), fold(f.a.Word(n.First))
	if short := n.Last + 1; f.inBrackets(short, short+1) && (acronym(text, f.a.Word(short)) || clipped(text, f.a.Word(short))) {
		f.short[f.a.Word(short)] = true
	}
	if fold(text) == "federal reserve" {
		f.short["Fed"] = true
	}
	if n.Last-n.First == 1 {
		if n.First > 0 && f.is(n.First-1, "the") { // "the Courier"
			f.firms[first] = true
		}
	} else if last := strings.TrimSuffix(f.lower(n.Last-1), "."); (legal.has(last) || trades.has(last)) && !isStateWord(first) { // "Orvell Inc"
		f.firms[first] = true
	}
}

// listed reports whether one of the names has the same words.
func (f *finder) listed(list []int, n *article.Name) bool {
	for _, k := range list {
		if f.a.Names[k].Of(f.a.Text) == n.Of(f.a.Text) {
			return true
		}
	}
	return false
}

// headOf returns the token among first to last whose head lies outside.
func (f *finder) headOf(first, last int) int {
	for i := last - 1; i >= first; i-- {
		if h := f.up(i); f.tag(i) != article.POS && (h < first || h >= last) {
			return i
		}
	}
	return last - 1
}

// after reports whether one of the words stands before token i, an article between the two left aside.
func (f *finder) after(i int, words ...string) bool {
	if i == 0 {
		return false
	}
	before := f.a.Word(i - 1)
	if isArticle(before) && i > 1 {
		before = f.a.Word(i - 2)
	}
	for _, w := range words {
		if strings.EqualFold(before, w) {
			return true
		}
	}
	return false
}

func isArticle(w string) bool { return strings.EqualFold(w, "the") || isArticleA(w) }

func isArticleA(w string) bool { return strings.EqualFold(w, "a") || strings.EqualFold(w, "an") }

func isDemonstrative(w string) bool {
	switch strings.ToLower(w) {
	case "this", "that", "these", "those":
		return true
	}
	return false
}
