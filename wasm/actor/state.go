package actor

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed states.txt
var stateText string

// part is what a name says of a state.
type part uint8

const (
	noPart part = iota
	itself
	adjective
	capital
	seat
)

// state is an entry of states.txt.
type state struct {
	name      string
	sovereign bool // it has a capital of its own, and is no part of another
}

// stateName is one way to name a state.
type stateName struct {
	state *state
	part  part
}

// country reports whether the name stands for the state as a whole: "France", or as its seat "the Kremlin".
func (n stateName) country() bool { return n.part == itself || n.part == seat }

// stateNames returns the ways to name states, by the folded name. An adjective stands after "~", because "Dominica"
// and "Dominican" must not meet "Georgia" and "Victoria" halfway: a name and an adjective may be spelled alike ("New Zealand").
var stateNames = sync.OnceValue(func() map[string]stateName {
	names := make(map[string]stateName, 1024)
	for _, f := range records(stateText, 5) {
		s := &state{f[0], f[3] != ""}
		add := func(list string, prefix string, p part) {
			for name := range strings.SplitSeq(list, ",") {
				if key := prefix + fold(strings.TrimSpace(name)); key != prefix {
					if _, taken := names[key]; !taken {
						names[key] = stateName{s, p}
					}
				}
			}
		}
		add(f[0], "", itself)
		add(f[1], "", itself)
		add(f[2], "~", adjective)
		add(f[3], "", capital)
		add(f[4], "", seat)
	}
	return names
})

// stateNamed returns what a folded name says of a state, also in full form: "arab republic of egypt".
func stateNamed(folded string) stateName {
	if known, ok := stateNames()[folded]; ok {
		return known
	}
	for _, form := range [...]string{"republic of ", "kingdom of ", "emirate of ", "sultanate of ", "state of "} {
		before, name, ok := strings.Cut(folded, form)
		if ok && !(form == "state of " && before != "") { // "Islamic State of Iraq" is none
			if known := stateNames()[strings.TrimPrefix(name, "the ")]; known.part == itself {
				return known
			}
		}
	}
	return stateName{}
}

// bodies are names of bodies of states that do not say so themselves.
var bodies = setOf(`pentagon, white house, capitol, capitol hill, fbi, cia, nsa, nasa, fda, epa, doj, dhs, irs, sec, fcc, cdc, ftc, fema, usaid, noaa, doe, dod, atf, dea, tsa, ice, nypd, lapd,
	mi5, mi6, nhs, gchq, fsb, gru, kgb, irgc, pla, idf, isi, mossad, bundestag, bundesrat, knesset, duma, state duma, upper house, lower house, lok sabha, rajya sabha, congress, us congress, house of representatives, house of commons, house of lords,
	senate, us senate, rada, verkhovna rada, scotland yard, met office, general staff, federal reserve, fed, bank of england, centrelink, secret service, house, national guard, revolutionary guard, revolutionary guards, coast guard, us coast guard,
	justice department, defense department, interpol france, kremlin, downing street, élysée, elysée palace, elysee palace, zhongnanhai, foreign office, home office, cabinet office, treasury, us treasury, state council, politburo, navy seals, peace corps, marines, marine corps, royal navy, raf, usaf, gao, ntsb, faa, cbp, mod,
	fco, fcdo, hmrc, dwp, defra, cps, sfo, ofcom, ofsted, ofgem, isro, rbi, sebi, efcc, inec, bank of japan, bank of korea, bank of canada, bank of france, bank of italy, bank of spain, bank of russia, bank of mexico, bank of israel, bank of thailand, bank of ghana,
	people's bank of china, bundesbank, riksbank, norges bank`)

// bodyWords head or end the name of a body of a state.
var bodyWords = setOf(`ministry, department, government, administration, parliament, army, navy, police, military, embassy, consulate, cabinet, senate, legislature, gendarmerie, constabulary, sheriff, customs, municipality,
	treasury, directorate, guard, guards, forces, council, county, authority, presidency, government's, bureau, congress, regime, patrol, command`)

// notStates are words in a name that make it no body of a state, whatever else is in it.
var notStates = setOf(`university, college, school, inc, ltd, plc, company, corp, union, club, fc, research, party, church, bank, hospital, association, society, foundation, institute, un, united, nations, european, african, arab, world, global, international, salvation, security council, students, student, churches, council on, relations, democratic, front`)

func setOf(list string) map[string]bool {
	set := emptySet(list)
	for w := range strings.SplitSeq(list, ",") {
		set[strings.Trim(strings.TrimSpace(w), `"`)] = true
	}
	return set
}

// fold returns a name in lower case, without full stops, a leading "the" and a possessive ending.
func fold(name string) string {
	name = strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(name, ".", ""), "’", "'"))
	name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "'")
	return strings.TrimPrefix(name, "the ")
}

// lastWord returns the last word of a folded name.
func lastWord(folded string) string { return folded[strings.LastIndexByte(folded, ' ')+1:] }
