package actor

import (
	"slices"
	"sort"
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// group ties the mentions of one actor together: first the names among themselves, in the whole article, then the
// descriptions to names beside them, then the descriptions to what was mentioned before.
func (f *finder) group() {
	for i := range f.list {
		f.list[i].actor = i
		f.list[i].folded = fold(f.list[i].Of(f.a.Text))
	}
	f.home = f.homeState()
	for _, step := range [...]func(){f.groupStates, f.groupPeople, f.groupBodies, f.groupEqual, f.groupBeside, f.groupBack} {
		f.a.Breathe()
		step()
	}
}

// find returns the representative of the candidate's group; it is the first in text order.
func (f *finder) find(i int) int {
	for f.list[i].actor != i {
		f.list[i].actor = f.list[f.list[i].actor].actor
		i = f.list[i].actor
	}
	return i
}

func (f *finder) union(i, j int) {
	i, j = f.find(i), f.find(j)
	if i > j {
		i, j = j, i
	}
	f.list[j].actor = i
}

// groupStates ties names of one state: "Beijing", "China" and "the Chinese government" where each means the state;
// and places by their name, the place apart from the state.
func (f *finder) groupStates() {
	union := f.european()
	first := map[string]int{}
	join := func(key string, i int) {
		if j, ok := first[key]; ok {
			f.union(j, i)
		} else {
			first[key] = i
		}
	}
	for i := range f.list {
		c := &f.list[i]
		switch {
		case union >= 0 && c.kind == Government && c.folded == "brussels":
			c.state = nil
			f.union(union, i)
		case c.kind == Government && c.Form == NameForm && c.state != nil && (!c.body || nounOf(f.lower(c.last-1)).is(theState) || nounOf(f.lower(c.first)).is(theState)):
			join("state "+c.state.name, i)
		case c.Form == Nominal && c.state != nil && c.noun.is(theState):
			join("state "+c.state.name, i)
		case f.wholePeople(c) != nil:
			join("people "+f.wholePeople(c).name, i)
		case c.kind == Place || c.rule == "state.team":
			key := c.folded
			if known := stateNamed(key); known.part == itself {
				key = known.state.name
			}
			join(c.kind.String()+" "+key, i)
		}
	}
}

// wholePeople returns the state whose people the description means, all of them: "Iraqis", "all Iraqis", "the Iraqi people"; nil for another.
func (f *finder) wholePeople(c *candidate) *state {
	if c.Form != Nominal || !c.plural || c.first < c.Head-1 {
		return nil
	}
	if c.noun != nil && c.noun.lemma == "people" && c.first == c.Head-1 && c.definite {
		return stateNames()["~"+fold(f.a.Word(c.first))].state
	}
	word, ok := strings.CutSuffix(fold(f.a.Word(c.Head)), "s")
	if c.rule == "name.people" && ok && (c.first == c.Head || f.is(c.first, "all")) {
		return stateNames()["~"+word].state
	}
	return nil
}

// european returns the first name of the European Commission, for which "Brussels" stands; or -1.
func (f *finder) european() int {
	return slices.IndexFunc(f.list, func(c candidate) bool { return c.folded == "european commission" })
}

// groupEqual ties descriptions of bodies to names that are the same words or end with them: "Delhi government", "the city government" and the
// "Delhi City Government".
func (f *finder) groupEqual() {
	first, ends := map[string]int{}, map[string]int{}
	for i := range f.list {
		c := &f.list[i]
		if c.Form != NameForm || c.kind != Organization && !c.body || c.last-c.first < 2 {
			continue
		}
		if _, ok := first[c.folded]; !ok {
			first[c.folded] = i
			if _, end, ok := strings.Cut(c.folded, " "); ok && ends[end] == 0 {
				ends[end] = i + 1
			}
		}
	}
	for i := range f.list {
		c := &f.list[i]
		if c.Form != Nominal || c.last-c.first < 2 {
			continue
		}
		if j, ok := first[c.folded]; ok {
			f.union(i, j)
		} else if j := ends[c.folded]; j > 0 && c.definite && !c.plural && f.list[j-1].first < c.first {
			f.union(i, j-1)
		}
	}
}

// groupPeople ties full names to surnames and first names. Full names first, because a headline may give the surname before.
func (f *finder) groupPeople() {
	var full, short []int
	for i := range f.list {
		if c := &f.list[i]; c.Form == NameForm && c.kind == Person {
			if strings.IndexByte(c.Of(f.a.Text), ' ') > 0 {
				full = append(full, i)
			} else {
				short = append(short, i)
			}
		}
	}
	bearers := f.groupFull(full)
	times := map[int]int{} // by person
	for _, i := range full {
		times[f.find(i)]++
	}
	last := map[string]int{}
	for _, i := range short {
		word := plainLetters.Replace(f.list[i].folded)
		who := f.bearer(i, bearers[word], times)
		if j, ok := last[word]; ok && who < 0 {
			who = j
		}
		if who >= 0 {
			f.union(who, i)
			times[f.find(who)]++
		}
		last[word] = i
	}
}

// groupFull ties full names that are forms of one, and returns which of them have each word.
func (f *finder) groupFull(full []int) (bearers map[string][]int) {
	words := make(map[int][]string, len(full))
	bearers = make(map[string][]int, 2*len(full))
	for _, i := range full {
		w := nameWords(f.list[i].Of(f.a.Text))
		words[i] = w
		for _, list := range [][]int{bearers[w[len(w)-1]], bearers[w[0]]} {
			if j := lastWhere(list, func(j int) bool { return samePerson(w, words[j]) }); j >= 0 {
				f.union(j, i)
				break
			}
		}
		for k, word := range w {
			if k == len(w)-1 || !slices.Contains(w[k+1:], word) && len(word) > 1 {
				bearers[word] = append(bearers[word], i)
			}
		}
	}
	return bearers
}

// bearer returns which of the full names, in text order, the name of one word at mention i is short for, or -1: of two people with one surname the article
// says the surname alone of the one it is about.
func (f *finder) bearer(i int, list []int, times map[int]int) int {
	best := -1
	if n := sort.SearchInts(list, i); n > reach {
		list = list[n-reach:]
	}
	for n, j := range list {
		if n > 2*reach {
			break
		}
		if best < 0 || j < i && times[f.find(j)] >= times[f.find(best)] {
			best = j
		}
	}
	return best
}

// reach is how many mentions, or names, the rules look back at most, so that a text twice as long takes twice the time.
const reach = 300

// lastWhere returns the last of the list's newest items that fits, or -1.
func lastWhere(list []int, fits func(int) bool) int {
	for k := len(list) - 1; k >= max(0, len(list)-reach); k-- {
		if fits(list[k]) {
			return list[k]
		}
	}
	return -1
}

// nameWords returns the folded words of a name, without titles of address and endings like "Jr".
func nameWords(name string) []string {
	words := strings.Fields(plainLetters.Replace(fold(name)))
	for len(words) > 1 && ending.has(strings.Trim(words[len(words)-1], ",")) {
		words = words[:len(words)-1]
	}
	for len(words) > 1 && address.has(words[0]) {
		words = words[1:]
	}
	for i := range words {
		words[i] = strings.Trim(words[i], ",")
	}
	return words
}

// plainLetters writes names without the accents that a newspaper sets in one place and leaves out in another.
var plainLetters = strings.NewReplacer("á", "a", "à", "a", "â", "a", "ä", "a", "ã", "a", "å", "a", "ç", "c", "č", "c", "ć", "c", "é", "e", "è", "e", "ê", "e", "ë", "e", "ğ", "g", "í", "i", "ì", "i", "î", "i", "ï", "i", "ł", "l",
	"ñ", "n", "ń", "n", "ó", "o", "ò", "o", "ô", "o", "ö", "o", "õ", "o", "ø", "o", "ř", "r", "š", "s", "ş", "s", "ú", "u", "ù", "u", "û", "u", "ü", "u", "ý", "y", "ž", "z", "ż", "z")

// samePerson reports whether one full name is a shorter form of the other: same surname, and first names or initials that agree.
func samePerson(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 1 || len(b) == 1 {
		return a[0] == b[0] && len(a) == len(b)
	}
	if a[len(a)-1] == b[len(b)-1] && (a[0] == b[0] || (len(a[0]) == 1 || len(b[0]) == 1) && a[0][0] == b[0][0]) {
		return true
	}
	// "Lee Kuan" for "Lee Kuan Yew", "Van Severan" for "Ine Van Severan"
	return slices.Equal(a, b[:len(a)]) || slices.Equal(a, b[len(b)-len(a):])
}

// groupBodies ties names of organisations and of bodies of states: equal ones, acronyms, and shorter forms.
func (f *finder) groupBodies() {
	type named struct {
		i     int
		words []string
	}
	var seen []named // different names
	equal := map[string]int{}
	for i := range f.list {
		c := &f.list[i]
		if c.Form != NameForm || c.kind != Organization && !c.body {
			continue
		}
		text := canonical(c.folded)
		n := named{i, strings.Fields(c.folded)}
		best, rank := -1, 0
		if j := f.bracketed(i); j >= 0 {
			f.union(j, i)
			if _, ok := equal[text]; !ok {
				equal[text] = i
			}
			continue
		}
		if j, ok := equal[text]; ok {
			f.union(j, i)
			continue
		}
		for k := len(seen) - 1; k >= max(0, len(seen)-reach); k-- {
			r := sameBody(f, seen[k].words, n.words, seen[k].i, i)
			if r > rank || r > 0 && r == rank && len(n.words) == 1 && !generalWord(n.words[0]) { // "Acme": of Acme Foods, not of the Acme Prize told of later
				best, rank = seen[k].i, r
			}
		}
		if best < 0 {
			best = f.spelled(i)
		}
		if best >= 0 {
			f.union(best, i)
		}
		seen = append(seen, n)
		equal[text] = i
	}
}

// spelled returns the description before name i whose initials it is, "Ruhm security forces" for the "RSF"; or -1.
func (f *finder) spelled(i int) int {
	short := f.list[i].Of(f.a.Text)
	if len(short) < 3 || !loud(short) {
		return -1
	}
	for j := i - 1; j >= max(0, i-reach); j-- {
		if d := &f.list[j]; d.Form == Nominal && d.kind != Person && d.last-d.first == len(short) && acronym(d.Of(f.a.Text), short) {
			return j
		}
	}
	return -1
}

// canonical returns one form of a body's folded name for the ways it is written: "ministry of health" is the "health ministry", "doj" the "justice department".
func canonical(folded string) string {
	if long, ok := aliases[folded]; ok {
		return long
	}
	for _, kind := range [...]string{"ministry", "department"} {
		if field, ok := strings.CutPrefix(strings.Replace(folded, " of the ", " of ", 1), kind+" of "); ok && strings.IndexByte(field, ' ') < 0 {
			return field + " " + kind
		}
	}
	return folded
}

// aliases are names of bodies that their short forms do not spell.
var aliases = map[string]string{"fed": "federal reserve", "us federal reserve": "federal reserve", "fco": "foreign office", "fcdo": "foreign office", "doj": "justice department", "us department of justice": "justice department",
	"hmrc": "revenue and customs", "pla": "people's liberation army", "mod": "defence ministry"}

// bracketed returns the name before the brackets that name i stands in alone, its short form: "Kenya Airways (KQ)"; or -1.
func (f *finder) bracketed(i int) int {
	a := f.a
	c := &f.list[i]
	if i == 0 || c.first < 2 || c.last-c.first > 1 || !f.inBrackets(c.first, c.last) {
		return -1
	}
	for j := i - 1; j >= max(0, i-3) && f.list[j].last+8 > c.first; j-- {
		d := &f.list[j]
		if d.Form != NameForm || d.kind != Organization && !d.body || d.last-d.first < 2 {
			continue
		}
		// "the Support Mission in Libya (SMIL)": the name may go on behind what was found of it
		if d.last == c.first-1 || d.last == c.first-2 && f.tag(d.last) == article.POS || acronym(a.SpanOf(d.first, c.first-1).Of(a.Text), c.Of(a.Text)) {
			return j
		}
	}
	return -1
}

// sameBody says how well two different names name one body: 2 acronym, 1 shorter form, 0 not.
func sameBody(f *finder, x, y []string, i, j int) int {
	if acronym(f.list[i].Of(f.a.Text), f.list[j].Of(f.a.Text)) || acronym(f.list[j].Of(f.a.Text), f.list[i].Of(f.a.Text)) {
		return 2
	}
	if len(x) < len(y) {
		x, y = y, x
	}
	switch {
	case len(y) == 0 || supranational.has(y[0]) && len(y) == 1: // the "UN Children's Fund" is not the UN
		return 0
	case len(y) == 1 && len(x) == 3 && x[1] == "of" && x[2] == y[0] && !isStateWord(y[0]): // the "Church of Ivel"
		return 1
	case len(x) == 1 && (strings.HasPrefix(x[0], y[0]+"-") || strings.HasPrefix(y[0], x[0]+"-")): // "CJTF-OIR"
		return 1
	case starts(x, y):
		return shorter(x, y)
	case len(y) > 1 && len(x) > len(y)+1 && generalWord(y[len(y)-1]) && within(x, y): // the "Peruvian Supreme Court of Cassation"
		return 1
	case ends(x, y):
		if len(y) > 1 || generalWord(y[0]) || outlets.has(y[0]) || clubs.has(y[0]) {
			return 1
		}
	}
	return 0
}

// shorter says whether the words with which a longer name starts are short for it, 1 or 0: what goes on says of which or what form it is,
// or the short name is one word that no other body has.
func shorter(long, short []string) int {
	next, last := long[len(short)], short[len(short)-1]
	switch {
	case len(short) == 1 && generalWord(last) && joining.has(next): // "the Church"
	case len(short) > 1 && (generalWord(last) || len(short) > 2): // the "Ivel Bird Society of Ruhm"
	case corporate.has(next): // "Acme Inc"
	case trades.has(next) && len(long) == len(short)+1 && !isStateWord(strings.Join(short, " ")): // "Acme Motors"
	case len(short) == 1 && !generalWord(last) && !joining.has(next) && !isStateWord(last): // "Acme Bird Food"
	default:
		return 0
	}
	return 1
}

func isStateWord(w string) bool {
	_, isName := stateNames()[w]
	_, isAdjective := stateNames()["~"+w]
	return isName || isAdjective
}

// generalWord reports whether a word of a name says what kind of body it is: "bank", "ministry".
func generalWord(w string) bool {
	n, _ := lookup(w)
	return n != nil && (n.class == bodyClass || n.class == stateClass) || bodyWords.has(w)
}

// starts reports whether a longer name starts with the words.
func starts(long, short []string) bool {
	return len(long) > len(short) && slices.Equal(long[:len(short)], short)
}

// ends reports whether a longer name ends with the words.
func ends(long, short []string) bool {
	return len(long) > len(short) && slices.Equal(long[len(long)-len(short):], short)
}

// within reports whether the words of a name stand together in a longer one.
func within(long, short []string) bool {
	for ; len(long) >= len(short); long = long[1:] {
		if slices.Equal(long[:len(short)], short) {
			return true
		}
	}
	return false
}

// clipped reports whether short is one word with a capital that begins like a word of long without being it: "Telcor" of the "Institute of
// Telecommunications".
func clipped(long, short string) bool {
	if len(short) < 5 || !isCapital(short) {
		return false
	}
	for w := range strings.FieldsSeq(long) {
		if len(w) > 4 && w[:3] == short[:3] && w != short {
			return true
		}
	}
	return false
}

// acronym reports whether short is made of the initials of long's words, small words counted or not: "BBC", "DoD", "U.N.".
func acronym(long, short string) bool {
	letters := strings.ReplaceAll(short, ".", "")
	if len(letters) < 2 || len(letters) > 8 || strings.ContainsRune(letters, ' ') || letters == strings.ToLower(letters) || strings.IndexByte(long, ' ') < 0 {
		return false
	}
	var all, great strings.Builder
	for w := range strings.FieldsFuncSeq(long, func(r rune) bool { return r == ' ' || r == '-' }) {
		if c := w[0]; 'A' <= c && c <= 'Z' {
			great.WriteByte(c)
			all.WriteByte(c)
		} else if 'a' <= c && c <= 'z' {
			if w != "the" {
				all.WriteByte(c &^ 0x20)
			}
		}
	}
	letters = strings.ToUpper(letters)
	// The name finder may have taken in more than the short form stands for: "Relief and Works Agency for Refugees", "RWA".
	return letters == great.String() || letters == all.String() || len(letters) > 3 && strings.HasPrefix(great.String(), letters)
}
