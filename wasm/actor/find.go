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
	list     []candidate
	roles    map[int][]article.Span // by candidate: descriptions that are no mentions
	starts   map[string][]int       // first word of a name -> different names of the article, by index
	surnames map[string]int         // last word of a person's full name -> the name, counted from 1
	places   map[string]bool        // folded names that were found as a place's somewhere in the article
	firms    map[string]bool        // folded names of one word that somewhere show whose they are: "the Courier", "the company Chrysler"
	short    map[string]bool        // short forms that stand in brackets behind what they are short for: "MAN" of the Manufacturers' Association of Norway
	named    map[string]bool        // last words of organisations' names, in lower case
	ships    map[string]bool        // folded names of ships, without what stands before them: "corran" of the MV Corran
	acted    map[string]bool        // vague nouns that have acted before, and so mean people or a body in this article
}

// Find returns the actors of a linked article, in the order of their first mention.
func Find(a *article.Article) []Actor {
	f := &finder{a: a, roles: map[int][]article.Span{}, named: map[string]bool{}, ships: map[string]bool{}, acted: map[string]bool{}}
	for _, n := range a.Names {
		if n.Label == article.ORG && n.Last-n.First > 1 {
			f.named[strings.ToLower(a.Word(n.Last-1))] = true
		}
	}
	f.index()
	for _, p := range a.Paragraphs {
		if caption(p.Of(a.Text)) {
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

// dateline returns the first token after a dateline, "BERLIN, May 5 (Reuters) —", or the sentence's first one. The place in it is
// noted as a place, whatever the name finder took its capitals for; the agency is not noted.
func (f *finder) dateline(s article.Sentence) int {
	a := f.a
	for i := s.First; i < min(s.Last, s.First+14); i++ {
		switch t := &a.Tokens[i]; {
		case isDash(a.Word(i)) && i > s.First && t.Start > a.Tokens[i-1].End:
			last := f.datelinePlace(s, i)
			if last == 0 {
				return s.First
			}
			c := candidate{first: s.First, last: last, from: s.First, label: article.LOC, kind: Place, rule: "place.only"}
			c.Span, c.Form, c.Head = a.SpanOf(s.First, last), NameForm, f.headOf(s.First, last)
			f.list = append(f.list, c)
			return i + 1
		case t.Tag.IsProper(), t.Tag == article.Comma, t.Tag == article.LRB, t.Tag == article.RRB, t.Tag == article.CD, isCapital(a.Word(i)), a.Word(i) == ".":
		default:
			return s.First
		}
	}
	return s.First
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
		case i > s.First && (word == "," || word == "("):
			return i
		case len(word) < 2 || word != strings.ToUpper(word) || !isCapital(word):
			return 0
		}
	}
	return 0
}

func isDash(w string) bool { return w == "—" || w == "–" || w == "-" || w == "--" }

// credits are marks of captions and credit lines.
var credits = [...]string{"Image:", "Image credit", "Photo:", "Photos:", "Photo by", "Photograph:", "Picture:", "Credit:", "File photo", "(File)", "Getty Images", "/Getty", "/AFP)", "/AP)", "(AP Photo", "/Reuters)", "/EPA"}

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

// sentence appends the mentions of a sentence in text order of their heads.
func (f *finder) sentence(s article.Sentence) {
	for i := s.First; i < s.Last; i++ {
		if k := f.a.NameOf(i); k >= 0 {
			name := &f.a.Names[k]
			last := min(name.Last, s.Last)
			if known := stateNames()[fold(name.Of(f.a.Text))]; name.Label == article.NORP && known.part != itself && known.part != capital {
				f.people(s, i, last)
			} else if name.Label == article.ORG && f.office(i, last) || f.openingNoun(s, name, i) {
				f.nominal(s, last-1)
			} else {
				f.name(s, name, i, last)
			}
			i = last - 1
			continue
		}
		if k, n := f.known(s, i); n > 0 {
			f.name(s, &f.a.Names[k], i, i+n)
			i += n - 1
			continue
		}
		if f.short[f.a.Word(i)] {
			f.name(s, &article.Name{Span: f.a.Tokens[i].Span, Label: article.ORG, First: i, Last: i + 1}, i, i+1)
			continue
		}
		if f.a.Tokens[i].Tag.IsNoun() || f.bodyAlone(i) || strings.EqualFold(f.a.Word(i), "chief") && i+1 < s.Last && strings.EqualFold(f.a.Word(i+1), "executive") {
			f.nominal(s, i)
		}
	}
}

// bodyAlone reports whether token i, an adjective by its tag, stands as a noun for a body: "the military declined to comment".
func (f *finder) bodyAlone(i int) bool {
	a := f.a
	if a.Tokens[i].Tag != article.JJ || i == 0 || i+1 >= len(a.Tokens) || !isArticle(a.Word(i-1)) && a.Tokens[i-1].Tag != article.POS {
		return false
	}
	next := a.Tokens[i+1].Tag
	if !next.IsVerb() && next != article.MD && next != article.RB && next != article.Comma {
		return false
	}
	n, _ := lookup(a.Word(i), article.NN)
	return n != nil && (n.class == stateClass || n.class == bodyClass)
}

// openingNoun reports whether a word for people or bodies, at the head of its sentence, was taken for a name: "Medics said", "Airlines said".
// The other words for people are names of teams, too: "Rangers won".
func (f *finder) openingNoun(s article.Sentence, name *article.Name, i int) bool {
	if i != s.First || name.Last-name.First > 1 {
		return false
	}
	n, plural := lookup(f.a.Word(i), article.NNS)
	if n == nil || !plural || !strings.HasSuffix(f.a.Word(i), "s") {
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
	if word := a.Word(i); !a.Tokens[i].Tag.IsProper() && !(isCapital(word) && len(word) > 4 && a.Tokens[i].Tag.IsNoun()) {
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

// inBrackets reports whether the tokens from first to before last stand in brackets alone.
func (f *finder) inBrackets(first, last int) bool {
	return first > 0 && last < len(f.a.Tokens) && f.a.Tokens[first-1].Tag == article.LRB && f.a.Tokens[last].Tag == article.RRB
}

// index fills the tables of the article's names that known looks into.
func (f *finder) index() {
	f.starts, f.surnames, f.places, f.firms, f.short = map[string][]int{}, map[string]int{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for k := range f.a.Names {
		n := &f.a.Names[k]
		if n.Label == article.MISC || n.Label == article.NORP {
			continue
		}
		word := f.a.Word(n.First)
		if n.Label == article.LOC && n.Last-n.First == 1 {
			f.places[fold(word)] = true
		}
		if i := n.Last + 1; n.Label == article.ORG && i < len(f.a.Tokens) && f.inBrackets(i, i+1) && acronym(n.Of(f.a.Text), f.a.Word(i)) {
			f.short[f.a.Word(i)] = true
		}
		if n.Last-n.First == 1 && n.First > 0 && (n.Label == article.ORG && strings.EqualFold(f.a.Word(n.First-1), "the") || f.afterFirm(n.First)) {
			f.firms[fold(word)] = true
		}
		if list := f.starts[word]; len(list) < 8 && f.a.Tokens[n.First].Tag.IsProper() && !f.listed(list, n) {
			f.starts[word] = append(list, k)
		}
		if last := f.a.Word(n.Last - 1); n.Label == article.PER && n.Last-n.First > 1 && len(last) > 2 && isCapital(last) {
			if f.surnames[last] == 0 {
				f.surnames[last] = k + 1
			}
		}
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

// office reports whether what was taken for an organisation's name is an office: "the Egyptian Ambassador".
func (f *finder) office(first, last int) bool {
	n, plural := lookup(f.a.Word(last-1), article.NN)
	if n == nil || plural || n.vague || n.class != roleClass && n.id != "noun.speaks" && n.id != "noun.serves" {
		return false
	}
	for i := first; i < last; i++ {
		if strings.EqualFold(f.a.Word(i), "of") {
			return false
		}
	}
	return true
}

// name appends the mention of a name, if it names somebody or a place.
func (f *finder) name(s article.Sentence, name *article.Name, first, last int) {
	a := f.a
	if i := f.owned(first, last); i > 0 {
		f.name(s, &article.Name{Span: a.SpanOf(first, i-1), Label: article.LOC, First: first, Last: i - 1}, first, i-1)
		f.name(s, &article.Name{Span: a.SpanOf(i, last), Label: article.ORG, First: i, Last: last}, i, last)
		return
	}
	c := candidate{first: first, last: last, from: first, label: name.Label}
	c.Span, c.Form = a.SpanOf(first, last), NameForm
	c.Head = f.headOf(first, last)
	if a.Tokens[last-1].Tag == article.POS && last-1 > first {
		c.last--
		c.Span = a.SpanOf(first, c.last)
	}
	c.first = f.bareName(name.Label, c.first, c.last)
	if name.Label == article.PER && c.last-c.first > 2 && honours[a.Word(c.last-1)] {
		c.last--
	}
	c.Span = a.SpanOf(c.first, c.last)
	if name.Label == article.PER {
		c.last = f.hyphenated(s, c.first, c.last)
		last = max(last, c.last)
		c.Span = a.SpanOf(c.first, c.last)
	}
	if al := f.arabicArticle(s, c.first); al >= 0 {
		c.first = al
		c.Span = a.SpanOf(c.first, c.last)
	}
	text := fold(c.Of(a.Text))
	if f.vessel(&c, text) {
		return
	}
	switch f.label(s, name, text) {
	case article.PER:
		c.kind, c.rule = Person, "name.person"
		if f.inBody(s, c.last) {
			return // "the Biden administration"
		}
		f.title(s, len(f.list), first)
	case article.ORG:
		c.kind, c.rule = Organization, "name.organization"
		if known := stateNamed(text); known.part != noPart && known.part != capital {
			f.place(s, &c, known)
			break
		}
		if isBody(text) {
			c.kind, c.body, c.rule = Government, true, "name.body"
			c.state = f.stateIn(first, last)
		}
	case article.LOC:
		known := stateNamed(text)
		if bodies[text] {
			known.part = seat
		}
		if known.part != seat && f.modifies(s, c.last) && f.personAhead(s, c.last) {
			return // "U.S. officials", "the Moscow government"
		}
		f.place(s, &c, known)
	default:
		return
	}
	f.list = append(f.list, c)
}

// vessel reports whether the name is a ship's, or that of a ship named in full before: "the MV Corran", later "the Corran".
func (f *finder) vessel(c *candidate, text string) bool {
	if vessels[f.a.Word(c.first)] && c.last-c.first > 1 {
		f.ships[fold(f.a.SpanOf(c.first+1, c.last).Of(f.a.Text))] = true
		return true
	}
	return f.ships[text]
}

// vessels stand before a ship's name.
var vessels = formsOf("MV M/V MS SS MT RMS RV HMS HMAS HMCS USS USNS INS")

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
	if half := a.Word(hyphen + 1); len(half) <= 5 && len(a.Word(hyphen-1)) <= 5 && !joinedTo[half] {
		return hyphen + 2
	}
	return last
}

// joinedTo are second halves of words whose first half is a name.
var joinedTo = formsOf("led era style run like owned based free esque aged born only type made held ruled")

// arabicArticle returns the token of the "al" that a hyphen joins to the name at token first, -1 for none: of "al-Qaida" often only the last
// part is found, with the hyphen or without.
func (f *finder) arabicArticle(s article.Sentence, first int) int {
	a := f.a
	al := first - 2
	if a.Word(first) == "-" {
		al++
	}
	if al < s.First || !strings.EqualFold(a.Word(al), "al") || a.NameOf(al) >= 0 || a.Word(al+1) != "-" || a.Tokens[al].End != a.Tokens[al+1].Start {
		return -1
	}
	return al
}

// owner returns the token after "'s" inside a name that begins with a state's: the name finder has taken owner and owned for one
// name, "France's Thales"; 0 if it has not.
func (f *finder) owned(first, last int) int {
	for i := first + 1; i+1 < last; i++ {
		if f.a.Tokens[i].Tag == article.POS {
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
		case i == start && isArticle(word) && !strings.EqualFold(a.Word(i+1), "Hague"):
			start = i + 1
		case label == article.PER && i == start && titles[strings.TrimSuffix(strings.ToLower(word), ".")]:
			start = i + 1
		case label != article.LOC && !isCapital(word):
			if n, plural := lookup(word, a.Tokens[i].Tag); n != nil && !plural && a.Tokens[i].Tag == article.NN && isCapital(a.Word(i+1)) {
				start = i + 1
			}
		}
	}
	return start
}

// titles stand before a person's name and are no part of it.
var titles = formsOf(`mr mrs ms miss dr prof professor sir dame lord lady president vice-president minister senator sen rep representative congressman congresswoman gov governor gen general brig brigadier col colonel maj major lt lieutenant
	capt captain sgt sergeant cpl dc dci det insp supt cllr adm admiral cmdr commander judge justice king queen prince princess pope cardinal archbishop bishop rev reverend rabbi imam sheikh sheik ayatollah chairman chairwoman secretary chancellor mayor premier officer deputy
	attorney ambassador detective inspector chief director coach`)

// honours stand behind a person's name and are no part of it.
var honours = formsOf("KC QC SC MP MEP MSP OBE MBE CBE PhD MD")

// label is the name's label, but for what the names before have got wrong by the facts: a state or its capital is no person unless
// somebody of that name is in the article, and what stands right after "company" is one.
func (f *finder) label(s article.Sentence, name *article.Name, text string) article.Label {
	if name.Label != article.ORG && (f.short[name.Of(f.a.Text)] || f.employer(s, name)) {
		return article.ORG
	}
	switch text {
	case "al-qaida", "al-qaeda", "al-shabab", "al-shabaab":
		return article.ORG
	case "un", "eu", "united nations", "european union", "nato":
		return article.ORG
	}
	if name.Label == article.NORP {
		return article.LOC
	}
	if name.Last-name.First > 1 && legal[strings.TrimSuffix(strings.ToLower(f.a.Word(name.Last-1)), ".")] {
		return article.ORG
	}
	if name.Label == article.LOC && name.Last-name.First > 1 {
		if last := strings.ToLower(f.a.Word(name.Last - 1)); outlets[last] && last != "post" || bodyLast[last] {
			return article.ORG
		}
	}
	if name.First > s.First && name.Label != article.ORG {
		if f.afterFirm(name.First) {
			return article.ORG
		}
	}
	if name.Last-name.First > 1 {
		return name.Label
	}
	known, ok := stateNames()[text]
	if f.firms[text] && (name.Label == article.PER || name.Label == article.LOC && !ok) { // "the Courier", then "Courier"
		return article.ORG
	}
	if name.Label != article.PER {
		return name.Label
	}
	if !ok || known.part == seat {
		return name.Label
	}
	if f.surnames[f.a.Word(name.Last-1)] > 0 || bearable[text] && !f.places[text] {
		return name.Label
	}
	return article.LOC
}

// employer reports whether the name says where somebody works: "an economist for Africa at Standard Chartered".
func (f *finder) employer(s article.Sentence, name *article.Name) bool {
	if _, known := stateNames()[fold(name.Of(f.a.Text))]; known || name.Label != article.LOC || !f.after(name.First, "at") {
		return false
	}
	for i := name.First - 2; i >= max(s.First, name.First-6); i-- {
		if t := f.a.Tokens[i].Tag; t.IsVerb() || t == article.Comma {
			return false
		}
		if n, plural := lookup(f.a.Word(i), f.a.Tokens[i].Tag); n != nil && !plural && n.id == expertNoun {
			return true
		}
	}
	return false
}

// expertNoun is the id of the nouns for people who are named with where they work.
const expertNoun = "noun.expert"

// legal are the forms of firms, which end their names.
var legal = formsOf("inc ltd llc plc corp gmbh llp")

// bodyLast are last words that make a name of several words a body's, and no place's. A bank may be one of a river.
var bodyLast = formsOf("ministry department government police party airlines airways university college institute agency commission council committee union association federation corporation corp inc ltd company")

// afterFirm reports whether a noun for a company stands right before token i: "the car maker Chrysler".
func (f *finder) afterFirm(i int) bool {
	if i == 0 || f.a.Tokens[i-1].Tag != article.NN {
		return false
	}
	n, plural := lookup(f.a.Word(i-1), article.NN)
	return n != nil && !plural && firm[n.lemma]
}

// firm are nouns that a company's name follows.
var firm = formsOf("company firm corporation conglomerate subsidiary startup start-up maker carmaker automaker steelmaker chipmaker drugmaker airline retailer manufacturer insurer lender newspaper magazine broadcaster charity fund bank union foundation federation consultancy nonprofit cooperative contractor supplier publisher bookmaker brewer brewery")

// bearable are names of states and capitals that people bear too.
var bearable = formsOf("jordan chad georgia paris victoria israel santiago lima male berne sofia london kingston virginia carolina dakota montana sydney wellington colombo asuncion roseau malabo praia wales holland brazil france chile cuba")

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
	if f.ships[fold(a.SpanOf(first, last).Of(a.Text))] {
		return
	}
	head := last - 1
	t := a.Tokens[head].Tag
	if n, _ := lookup(a.Word(head), t); n != nil {
		f.nominal(s, head)
		return
	}
	if !t.IsNoun() || f.modifies(s, last) {
		return
	}
	if known := stateNames()["~"+fold(a.Word(head))]; known.part == adjective && !strings.HasSuffix(a.Word(head), "s") {
		if first == s.First || !strings.EqualFold(a.Word(first-1), "the") && a.Tokens[first-1].Tag != article.CD || last < s.Last && (a.Tokens[last].Tag == article.JJ || a.Tokens[last].Tag == article.CC) {
			return // "British and Irish markets"; but "the British said no"
		}
	}
	c := candidate{first: first, last: last, label: article.NORP, kind: Group, rule: "name.people", plural: true}
	c.Form, c.Head = Nominal, head
	f.widen(s, &c)
	if isArticleA(a.Word(c.from)) || strings.EqualFold(a.Word(c.first), "one") {
		c.kind, c.plural, c.indefinite = Person, false, true
	} else if strings.EqualFold(a.Word(c.from), "the") && c.first == head && oneOf(a.Word(head)) {
		c.kind, c.plural, c.definite = Person, false, true
	}
	f.list = append(f.list, c)
}

// oneOf reports whether the word for a people means one of them behind "the", as "the German" does and "the Dutch" does not.
func oneOf(word string) bool {
	return strings.HasSuffix(word, "an") && word != "Taliban" || singles[strings.ToLower(word)]
}

// singles are words for one of a people.
var singles = formsOf("democrat briton scot swede dane finn pole spaniard turk greek czech serb croat argentine israeli iraqi pakistani tory")

// nominal appends the noun phrase that token i heads, if its noun denotes people or a body of this story.
func (f *finder) nominal(s article.Sentence, i int) {
	a := f.a
	n, plural := lookup(a.Word(i), a.Tokens[i].Tag)
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
	c := candidate{first: i, last: i + 1, noun: n, plural: plural, rule: n.id}
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

// isCapital reports whether a word begins with a capital letter of ASCII.
func isCapital(w string) bool { return w[0] >= 'A' && w[0] <= 'Z' }

// title keeps the words before a person's name as a role: "National Security Adviser".
func (f *finder) title(s article.Sentence, at, first int) {
	a := f.a
	j := first
	for j > s.First && (a.Tokens[j-1].Tag.IsNoun() || a.Tokens[j-1].Tag == article.JJ || a.Tokens[j-1].Tag == article.HYPH && j < first) {
		j--
	}
	if j == first {
		return
	}
	if n, _ := lookup(a.Word(first-1), a.Tokens[first-1].Tag); n != nil && (n.class == personClass || n.class == roleClass) {
		f.roles[at] = append(f.roles[at], a.SpanOf(j, first))
	}
}

// personAhead reports whether the noun phrase that goes on at token i is headed by people or a body.
func (f *finder) personAhead(s article.Sentence, i int) bool {
	a := f.a
	last := -1
	for ; i < s.Last; i++ {
		if t := a.Tokens[i].Tag; t.IsNoun() {
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
	n, _ := lookup(a.Word(last), a.Tokens[last].Tag)
	return n != nil
}

// inBody reports whether a body's noun stands at token i: the name before it is part of its description.
func (f *finder) inBody(s article.Sentence, i int) bool {
	if i >= s.Last || !f.a.Tokens[i].Tag.IsNoun() {
		return false
	}
	n, _ := lookup(f.a.Word(i), f.a.Tokens[i].Tag)
	return n != nil && (n.class == stateClass || n.class == bodyClass || n.class == peopleClass)
}

// stateIn returns the state that an adjective or a name among the tokens names.
func (f *finder) stateIn(first, last int) *state {
	names := stateNames()
	for i := first; i < last; i++ {
		for n := min(3, last-i); n > 0; n-- {
			key := fold(f.a.SpanOf(i, i+n).Of(f.a.Text))
			if known, ok := names["~"+key]; ok {
				return known.state
			}
			if known, ok := names[key]; ok && (known.part == itself) {
				return known.state
			}
		}
	}
	return nil
}

// isBody reports whether a folded name is that of a body of a state.
func isBody(text string) bool {
	if bodies[text] || strings.HasSuffix(text, " commission") && !strings.Contains(text, "international") {
		return true
	}
	if last := text[strings.LastIndexByte(text, ' ')+1:]; theState[last] && last != text && last != "state" {
		return true
	}
	for _, force := range [...]string{" air force", " armed forces", " defence force", " defense force", " police force"} {
		if strings.HasSuffix(text, force) {
			return true
		}
	}
	if first, rest, ok := strings.Cut(text, " "); ok && (first == "federal" || first == "national") && federal(rest) {
		return true
	}
	if strings.HasPrefix(text, "council on ") {
		return false
	}
	if strings.Contains(text, "prosecutor") || strings.Contains(text, "attorney general") || strings.Contains(text, "sheriff") {
		return true
	}
	body := false
	for w := range strings.FieldsSeq(strings.TrimPrefix(text, "united states ")) {
		if notStates[w] {
			return false
		}
		body = body || bodyWords[strings.TrimSuffix(w, "'s")]
	}
	return body
}

// federal reports whether the rest of a name that begins with "federal" or "national" makes it a body of a state.
func federal(rest string) bool {
	for w := range strings.FieldsSeq(rest) {
		if branches[w] || bodyWords[w] {
			return true
		}
		if w == "of" || w == "for" {
			break
		}
	}
	return false
}

// headOf returns the token among first to last whose head lies outside.
func (f *finder) headOf(first, last int) int {
	for i := last - 1; i >= first; i-- {
		if h := int(f.a.Tokens[i].Head); f.a.Tokens[i].Tag != article.POS && (h < first || h >= last) {
			return i
		}
	}
	return last - 1
}

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
