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

// fold returns a name in lower case, without full stops, a leading "the" and a possessive ending.
func fold(name string) string {
	name = strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(name, ".", ""), "’", "'"))
	name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "'")
	return strings.TrimPrefix(name, "the ")
}

// lastWord returns the last word of a folded name.
func lastWord(folded string) string { return folded[strings.LastIndexByte(folded, ' ')+1:] }
