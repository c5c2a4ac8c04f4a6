package actor

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// predicate reports whether the nominal says what somebody is: "is the leader", "became president", "was named director".
func (f *finder) predicate(s article.Sentence, c *candidate) bool {
	if !f.after(c.from, "among", "with") && f.child(c.Head, func(k int) bool { return f.dep(k) == article.DepCop && k < c.Head && !f.marked(k, c.from) }) {
		return true
	}
	for j := c.from - 1; j >= s.First && j >= c.from-5; j-- {
		switch t := f.tag(j); {
		case t.IsVerb():
			return becoming[f.lower(j)] && !f.isSubject(c)
		case t == article.RB, t == article.Open, t == article.Close, t == article.JJ, t == article.DT:
		default:
			return false
		}
	}
	return false
}

// ranks are nouns for what somebody is, before "of".
var ranks = formsOf("rank post position role title job grade")

// becoming are verbs before what somebody is, becomes or is made.
var becoming = formsOf("is are was were be been being 's ’s become becomes became becoming remain remains remained named appointed elected declared dubbed crowned")

// marked reports whether a quotation mark stands between the tokens, so that a verb before it belongs to another clause: "“It was a raid,” the
// officer said".
func (f *finder) marked(first, last int) bool {
	for i := first; i < last; i++ {
		if f.tag(i) == article.Close {
			return true
		}
	}
	return false
}

// inRoleOf reports whether "as" or a noun for an office makes the nominal a role: "resigned as minister", "the rank of a general", but not "as long as the
// army did", nor "as well as ministers".
func (f *finder) inRoleOf(c *candidate) bool {
	if f.after(c.from, "of") && ranks[f.lower(c.from-2)] && c.noun.human() && !c.plural {
		return true
	}
	return f.after(c.from, "as") && !f.after(c.from-1, "well", "such") && !f.tag(c.last).IsFinite() && f.tag(c.last) != article.POS
}

// actor reports whether a nominal with a vague noun acts or says who somebody is, so that it means people and not a place or a thing.
func (f *finder) actor(s article.Sentence, c *candidate) bool {
	switch c.noun.lemma {
	case "side":
		return c.plural && c.first < c.Head && opposed[f.lower(c.Head-1)] // "the two sides"
	case "campaign":
		if f.labelAt(c.Head-1) == article.PER || f.tag(c.from) == article.PRPS && f.acting(f.joinedWith(c)) { // "the Holm campaign", "he and his campaign said"
			return true
		}
	case "unit":
		if f.is(c.Head-1, "tactical") {
			return true
		}
	case "force":
		if f.is(c.Head-1, "task") {
			return true
		}
	case "outlet":
		if f.is(c.Head-1, "news") || f.is(c.Head-1, "media") {
			return true
		}
	case "business", "university", "school", "college", "laboratory", "hospital", "shop", "factory":
		if c.plural && c.first < c.Head && f.stateIn(c.first, c.Head) != nil && !f.after(c.from, "in", "at") { // "British businesses"
			return true
		}
	case "population":
		if f.noun(c.Head-1).human() && c.Head > c.first { // "the migrant population"
			return true
		}
	case "head", "chair":
		described := c.from < c.Head && !f.after(c.from, "at", "on", "over") // "a former head of the port"
		beside := f.tag(c.from-1) == article.Comma && f.personBefore(c.from-1)
		if c.last < s.Last && f.ofWhom(c) && (described || beside) {
			return true
		}
	}
	if c.noun.class == personClass && c.indefinite && c.from > s.First+1 && f.tag(c.from-1) == article.Comma && f.labelAt(c.from-2) == article.PER {
		return true // "Ann Holm, a former model"
	}
	if c.from > s.First+1 && f.is(c.from-1, "to") && f.is(c.from-2, "according") {
		return c.noun.class != stateClass
	}
	if c.noun.class == stateClass {
		return f.ruling(s, c)
	}
	return f.acting(c) || c.noun.class == peopleClass && f.casualties(c.Head)
}

// opposed are words before "sides" that make them those who negotiate, fight or play.
var opposed = formsOf("both two three all other opposing warring rival negotiating")

// personBefore reports whether a person's name, or brackets behind one, end before token i.
func (f *finder) personBefore(i int) bool {
	if f.tag(i-1) == article.RRB {
		for far := i - 20; f.tag(i) != article.LRB && i > far; i-- {
		}
	}
	return f.labelAt(i-1) == article.PER
}

// joinedWith returns the mention with the place in the sentence of what it is joined to by "and": "his campaign" is a subject in "he and his campaign said".
func (f *finder) joinedWith(c *candidate) *candidate {
	first := *c
	first.Head, first.from = f.firstConjunct(c)
	return &first
}

// ruling is actor for a vague noun for a state or a town, which is mostly a place: the state acts as subject, or is one of several that something tells
// from others, "African countries", "our two countries", or is named as a power, "the State".
func (f *finder) ruling(s article.Sentence, c *candidate) bool {
	up := f.up(c.Head)
	verb := f.stemOf(up)
	switch c.noun.lemma {
	case "country", "nation":
		if c.plural && f.toldApart(c) && !f.after(c.from, "in", "across", "into", "from", "throughout", "around", "to") {
			return true
		}
		if !c.plural && f.isSubject(c) && !f.child(up, func(k int) bool { return f.dep(k) == article.DepAuxPass }) && f.bare(c) && f.is(c.Head-1, "the") && !f.copula(up) && !stative[f.lower(up)] {
			return true
		}
	case "state":
		if c.plural && c.first < c.Head && f.toldApart(c) && isCapital(f.a.Word(c.Head-1)) && !f.after(c.from, "in", "across", "into", "from", "throughout", "around", "to") { // "Gulf states"
			return true
		}
		if c.Head > s.First && f.is(c.Head-1, "the") && !f.ofWhom(c) {
			return true
		}
	}
	return f.dep(c.Head) == article.DepNsubj && (speaking[verb] || doing[verb]) || c.noun.is(land) && (f.after(c.from, "by") && f.tag(up) == article.VBN || f.willAct(s, c))
}

// toldApart reports whether a word before a plural tells those meant from others: "African", "two", "member", and not "other" or "many".
func (f *finder) toldApart(c *candidate) bool {
	for i := c.first; i < c.Head; i++ {
		if !vaguely[f.lower(i)] && !numbers[f.lower(i)] {
			return true
		}
	}
	return false
}

// vaguely are words that do not say which ones of many are meant.
var vaguely = formsOf("other others many most some several various different few first all more less fewer certain such same numerous multiple both - of than as")

// acting reports whether the tree says that the nominal does something, or is asked, told or given something.
func (f *finder) acting(c *candidate) bool {
	up := f.up(c.Head)
	if up < 0 {
		return false
	}
	verb := f.stemOf(up)
	switch f.dep(c.Head) {
	case article.DepNsubj:
		return speaking[verb] || doing[verb]
	case article.DepObl, article.DepNmod:
		return f.after(c.from, "by") && f.tag(up) == article.VBN || f.after(c.from, "to") && handing[verb]
	case article.DepObj, article.DepIobj:
		return addressed[verb]
	}
	return false
}

// copula reports whether the token is what a subject is said to be.
func (f *finder) copula(i int) bool {
	return f.child(i, func(k int) bool { return f.dep(k) == article.DepCop })
}

// lastNoun returns the last noun of the noun phrase that goes on at token i, in lower case.
func (f *finder) lastNoun(s article.Sentence, i int) string { return f.lower(f.lastNounAt(s, i)) }

// lastNounAt returns the token of the last noun of the noun phrase that goes on at token i, -1 for none.
func (f *finder) lastNounAt(s article.Sentence, i int) int {
	last := -1
	for ; i < s.Last; i++ {
		t := f.tag(i)
		if t.IsNoun() {
			last = i
		} else if t != article.JJ && t != article.JJS && t != article.CD && t != article.HYPH && t != article.VBG && t != article.VBN && t != article.Dollar && (t != article.RB || last >= 0) {
			break
		}
	}
	return last
}

// stemOf returns the stem of token i.
func (f *finder) stemOf(i int) string { return stem(f.lower(i)) }

// stem cuts the endings of regular verbs and plurals, so that one entry stands for all forms: "asked", "asking", "asks" → "ask".
// It need not be a word: "urge" and "urged" are both "urg".
func stem(w string) string {
	switch {
	case len(w) > 5 && strings.HasSuffix(w, "ing"):
		w = w[:len(w)-3]
	case len(w) > 4 && strings.HasSuffix(w, "ied"), len(w) > 4 && strings.HasSuffix(w, "ies"):
		w = w[:len(w)-3] + "y"
	case len(w) > 4 && strings.HasSuffix(w, "ed"):
		w = w[:len(w)-2]
	case len(w) > 4 && strings.HasSuffix(w, "es"):
		w = w[:len(w)-2]
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		w = w[:len(w)-1]
	}
	if len(w) > 3 {
		w = strings.TrimSuffix(w, "e")
	}
	if n := len(w); n > 3 && w[n-1] == w[n-2] && w[n-1] != 's' && w[n-1] != 'l' {
		w = w[:n-1]
	}
	return w
}

// stems returns the set of the words' stems.
func stems(words string) map[string]bool {
	set := emptySet(words)
	for w := range strings.FieldsSeq(words) {
		set[stem(w)] = true
	}
	return set
}

// Words of the rules.
var (
	// stative verbs do not show that a place acts.
	stative = formsOf("is are was were be been has have had having experiencing seeing lies lie lay sits sits stands borders borders covers spans contains features boasts experiences experienced saw sees suffers suffered grew grows ranks ranked remains remained became becomes includes represents represented symbolises symbolizes comes came ranked hosts")
	// addressed verbs have a partner as their object: asked, told, punished, helped.
	addressed = stems(`ask asked tell told urge call warn accuse blame criticise criticize condemn denounce sanction punish threaten thank praise congratulate invite persuade convince pressure press force compel order request beg lobby
		help aid arm supply support back assist defend fund finance reward pay owe sue sued fine charge oppose fight confront deter contain counter attack provoke isolate target engage contact inform notify assure reassure remind advise brief consult
		join recognise recognize trust distrust represent replace succeed elect question challenge mock insult offend anger upset embarrass favour favor allow permit forbid appreciate commend applaud hail slam salute rebuke scold chide shame penalise penalize reprimand`)
	// favouring verbs have a state as their object, and other bodies only as things: "protect their business".
	favouring = stems("save protect choose chose chosen rescue admit destroy worry hurt lend lent")
	// speaking verbs show that even a town speaks for its government.
	speaking = stems(`point note add stress emphasise emphasize suggest disclose describe credit conclude reiterate remark concede explain recommend stated say said saying tell told claim announce declare decline deny insist argue warn urge demand vow pledge promise threaten accuse condemn criticise criticize reject refuse agree call decide plan want seek approve ban impose order propose offer request ask respond reply react express hope believe fear expect reason sign sue vote adopt pass launch withdraw admit acknowledge confirm maintain consider support oppose suspend summon expel recall deploy send sent`)
	// doing verbs show, besides speaking ones, that a body acts that may as well be a building or a text.
	doing = stems(`hire fire buy bought sell sold pay paid sue employ invest own operate run treat teach win won lose lost beat publish print broadcast air investigate fine fight fought build built sack dismiss appoint elect choose chose
		try struggle fail help refuse protest celebrate welcome organise organize prepare promise compete spend spent save raise cut accept agree put join meet met discuss choose gather march flee fled queue rally riot demonstrate mourn
		mobilise mobilize convict acquit jail sentence attack kill arrest detain seize capture control hear heard stop block halt uphold overturn rule order find found detect examine analyse analyze quote cite win suspend lift ease tighten`)
	// partners are nouns that one state is called by another, or states as a group.
	partners = formsOf("ally allies partner partners neighbour neighbor neighbours neighbors rival rivals enemy enemies foe foes adversary adversaries player players member members friend friends supporter supporters sponsor sponsors signatory signatories power powers superpower superpowers country countries nation nations state states government governments community coalition donor donors mediator mediators supplier suppliers buyer buyers")
	// about are nouns with "on" that only say what is talked about.
	about = stems("meeting talk talks summit conference report statement dialogue negotiation visit position policy message decision speak spoke spoken write wrote respond turn")
	// preparing adjectives say that a state will act.
	preparing = stems("committed determined convinced grateful proud privileged steadfast opposed ready willing unwilling prepared eager reluctant able unable concerned worried keen determined likely unlikely responsible guilty")
	// relations are nouns that tie two actors.
	relations = stems(`relation relationship tie talk talks negotiation war conflict dispute agreement deal treaty pact accord alliance cooperation partnership dialogue meeting summit co-operation sanction tariff embargo pressure threat attack aid assistance help support request demand
		appeal letter message statement response reply warning pledge promise permission approval recognition criticism accusation complaint lawsuit claim invitation trade diplomacy tension contact rapprochement loan ambassador envoy embassy licence bond friendship hostility competition rivalry cooperate negotiate fight compete quarrel ally side
		break sympathise focus concentrate agree disagree policy stance position behalf decision proposal offer commitment`)
	// handing verbs bring something to somebody.
	handing = stems("give gave given pose sell sold supply provide send sent lend lent offer hand transfer deliver export promise pledge impose slap appeal write wrote speak spoke talk turn seek demand receive buy bought borrow get import require extradite belong matter apologise apologize respond")
	// deeds are nouns before which a state's name says who did it.
	deeds = stems(`strike airstrike raid attack invasion offensive operation sanction tariff embargo policy decision aid assistance support intervention bombing bombardment threat demand request proposal plan pressure withdrawal occupation law legislation claim
		response statement ban veto vote investigation probe flag election commitment guarantee loan ambition programme program budget missile drone warplane warship tank intelligence diplomacy concern concerns interest effort deal pact treaty talks`)
	// industries are nouns of what is done and made in a country.
	industries = stems("loss gain share currency index stock exchange seaport harbour harbor product gdp growth inflation output industry factory")
	// parts are nouns of what belongs to a country as a place, and not to its state.
	parts = stems(`city town village province region state coast border capital north south east west northeast northwest southeast southwest centre center area district island mountain river lake sea street airport port population people history economy weather climate
		countryside neighbourhood neighborhood suburb outskirts desert valley coastline waters winter summer culture music cuisine landscape wildlife forest largest biggest oldest university hospital school stadium museum beach market football team champion heritage community society infrastructure resident citizen territory`)
)

// formsOf returns the set of the words as they are.
func formsOf(words string) map[string]bool {
	set := emptySet(words)
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// emptySet has room for the words: sets that grow as they are filled take twice as long, and all are filled before the program is ready.
func emptySet(words string) map[string]bool {
	return make(map[string]bool, 1+strings.Count(words, " "))
}
