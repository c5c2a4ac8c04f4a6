package actor

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed words.txt
var wordText string

// wordSet is a set of words that rules ask for; words.txt has the words.
type wordSet uint8

// The sets, and what their words are.
const (
	representing  wordSet = iota // nouns for who speaks for a state, and not for a part of it, a church or a company
	federation                   // words before "government" that mean a state's own
	naming                       // verbs that give somebody's name
	heading                      // nouns for who leads what stands behind "of", which is no person
	legal                        // forms of firms, which end their names: "Orvell Inc"
	bodyLast                     // last words that make a name of several words a body's, and no place's: a bank may be one of a river
	sides                        // nouns for who sits in a parliament for a party
	executives                   // who leads a firm, between its name and their own: "Acme CEO Tom Roe"
	ordinary                     // says of one that it is any: "the average voter"
	habitual                     // adverbs of what is so by habit or by nature
	ending                       // what may follow a surname: "Lund Jr"
	address                      // titles of address, which say nothing of what somebody does
	supranational                // bodies of many states, whose parts are bodies of their own: "the UN refugee agency"
	corporate                    // what may end the name of any firm: "Acme Group"
	trades                       // what a firm does, at the end of its name: "Acme Airlines"
	clubs                        // what a club is called by alone: "Rovers"
	joining                      // words that join two parts of a name: "Church of Ivel"
	outlets                      // last words of names of newspapers: "the Ruhm Times"
	vessels                      // nouns for what has a name and does nothing
	happenings                   // last words of names of events, texts and things that do nothing
	eponyms                      // nouns behind the name of who described them: "Parkinson's disease"
	eponymous                    // nouns for places and things that bear people's names
	christenings                 // what stands before the name of a ship or a storm
	joinedTo                     // second halves of words whose first half is a name
	titles                       // what stands before a person's name and is no part of it
	honours                      // what stands behind a person's name and is no part of it
	regions                      // nouns for parts of a country, behind their names
	days                         // days of the week
	singles                      // words for one of a people
	played                       // what things play
	roomy                        // nouns for room for people
	standing                     // says of a figure that it is somebody: "leading figures"
	games                        // what teams play, and for whom
	heads                        // nouns for who heads a state, a town or a part of a government, whose office is one
	charges                      // what a part of an administration has charge of
	armed                        // words before "forces" that make them a state's
	struckDown                   // what became of people, behind their number: "12 dead"
	unlike                       // words that end like people and are none, and the stems that singular makes of such words
	lesser                       // words that make a role another than that of its noun alone: "vice president"
	ruling                       // nouns for who may be called the leader of a state
	eras                         // when somebody was what they were: "the then mayor"
	focusing                     // words that point at what follows and are no part of it: "including lawmakers", "even his allies"
	numbers                      // nouns that count what follows "of"
	joints                       // adverbs between subject and verb that tags take for names: "The Minister moreover said"
	ranks                        // nouns for what somebody is, before "of"
	becoming                     // verbs before what somebody is, becomes or is made
	opposed                      // words before "sides" that make them those who negotiate, fight or play
	vaguely                      // words that do not say which ones of many are meant
	stative                      // verbs that do not show that a place acts
	partners                     // nouns that one state is called by another, or states as a group
	sporting                     // words of sport; those for people are in nouns.txt
	famous                       // names of bodies that are often taken for places and people
	gods                         // those who act in no article
	bodies                       // names of bodies of states that do not say so themselves
	bodyWords                    // first and last words of names of bodies of states
	notStates                    // words in a name that make it no body of a state, whatever else is in it
	around                       // verbs whose passive says only what comes next or lies around: "followed by Peru"
	ways                         // nouns and verbs of what runs between two towns
	scoring                      // verbs of making a goal, whose object may be "a late winner"
	struck                       // verbs whose object is a building rather than those in it
	holding                      // verbs of what there is room for
	sparing                      // verbs of keeping people from harm, or of harming them
	flooding                     // verbs of rivers
	harming                      // verbs of what becomes of people
	hurting                      // verbs of what befalls a victim
	addressed                    // verbs that have a partner as their object: asked, told, punished, helped
	favouring                    // verbs that have a state as their object, and other bodies only as things: "protect their business"
	speaking                     // verbs that show that even a town speaks for its government
	doing                        // verbs that show, besides those of speaking, that a body acts that may as well be a building or a text
	about                        // nouns with "on" that only say what is talked about
	preparing                    // adjectives that say that a state will act
	relations                    // nouns that tie two actors
	handing                      // verbs that bring something to somebody
	deeds                        // nouns before which a state's name says who did it
	industries                   // nouns of what is done and made in a country
	parts                        // nouns of what belongs to a country as a place, and not to its state
)

// stemmed is the first of the sets whose words are stems; all after it are such, too.
const stemmed = around

var setNames = [...]string{
	"representing", "federation", "naming", "heading", "legal", "bodyLast", "sides", "executives", "ordinary", "habitual", "ending", "address",
	"supranational", "corporate", "trades", "clubs", "joining", "outlets", "vessels", "happenings", "eponyms", "eponymous", "christenings", "joinedTo",
	"titles", "honours", "regions", "days", "singles", "played", "roomy", "standing", "games", "heads", "charges", "armed", "struckDown", "unlike",
	"lesser", "ruling", "eras", "focusing", "numbers", "joints", "ranks", "becoming", "opposed", "vaguely", "stative", "partners", "sporting", "famous",
	"gods", "bodies", "bodyWords", "notStates", "around", "ways", "scoring", "struck", "holding", "sparing", "flooding", "harming", "hurting",
	"addressed", "favouring", "speaking", "doing", "about", "preparing", "relations", "handing", "deeds", "industries", "parts",
}

// memberships are the sets that a word is in, a bit each.
type memberships [2]uint64

// wordSets returns the memberships of all words. It is made at the first use: a map for each set would be made before the program is ready.
var wordSets = sync.OnceValue(func() map[string]memberships {
	words := make(map[string]memberships, 2048)
	for _, f := range records(wordText, 3) {
		set := slices.Index(setNames[:], f[0])
		add := func(word string) {
			m := words[word]
			m[set/64] |= 1 << (set % 64)
			words[word] = m
		}
		switch f[1] {
		case "name":
			for name := range strings.SplitSeq(f[2], ", ") {
				add(name)
			}
		case "stem":
			for w := range strings.FieldsSeq(f[2]) {
				add(stem(w))
			}
		default:
			for w := range strings.FieldsSeq(f[2]) {
				add(w)
			}
		}
	}
	return words
})

// has reports whether the word, name or stem is one of the set's. Inlined where rules ask, it would take more room than the rules.
//
//go:noinline
func (s wordSet) has(word string) bool { return wordSets()[word][s/64]>>(s%64)&1 > 0 }

// in reports whether token i is one of the set's words, or has one of its stems.
func (f *finder) in(i int, s wordSet) bool {
	word := f.lower(i)
	if s >= stemmed {
		word = stem(word)
	}
	return s.has(word)
}
