package actor

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed nouns.txt
var nounText string

// class says what a head noun denotes; nouns.txt explains them.
type class uint8

const (
	noClass class = iota
	personClass
	roleClass
	peopleClass
	bodyClass
	stateClass
)

var classNames = map[string]class{"person": personClass, "role": roleClass, "people": peopleClass, "body": bodyClass, "state": stateClass}

// trait is what else the rules ask of a noun; nouns.txt explains each.
type trait uint32

const (
	branch trait = 1 << iota
	whole
	section
	firm
	kind
	sex
	abstract
	mass
	quantity
	specific
	anybody
	young
	small
	tried
	partner
	exclusive
	meeting
	everywhere
	theState
	land
	office
	private
	reporting
	troops
)

var traitNames = [...]string{"branch", "whole", "section", "firm", "kind", "sex", "abstract", "mass", "quantity", "specific", "anybody", "young", "small", "tried", "partner", "exclusive", "meeting", "everywhere",
	"theState", "land", "office", "private", "reporting", "troops"}

// noun is an entry of nouns.txt.
type noun struct {
	id     string // of its line
	class  class
	vague  bool // as often a thing or a place
	traits trait
	lemma  string
}

// is reports whether the noun has the trait; nil has none.
func (n *noun) is(t trait) bool { return n != nil && n.traits&t != 0 }

// human reports whether the noun is for one human, and is one; nil is none.
func (n *noun) human() bool { return n != nil && (n.class == personClass || n.class == roleClass) }

// lexicon returns the head nouns by their singular in lower case. It is made at the first use.
var lexicon = sync.OnceValue(func() map[string]*noun {
	words := make(map[string]*noun, 2048)
	lines := map[string][]*noun{}
	for _, f := range records(nounText, 4) {
		if f[1] == "trait" {
			t := trait(1) << slices.Index(traitNames[:], f[0])
			for w := range strings.FieldsSeq(f[3]) {
				named := lines[w]
				if n := words[w]; n != nil {
					named = []*noun{n}
				}
				for _, n := range named {
					n.traits |= t
				}
			}
			continue
		}
		for w := range strings.FieldsSeq(f[3]) {
			lemma, vague := strings.CutSuffix(w, "?")
			lemma = strings.ToLower(lemma)
			n := &noun{id: "noun." + f[0], class: classNames[f[1]], vague: vague, lemma: lemma}
			words[lemma], lines["@"+f[0]] = n, append(lines["@"+f[0]], n)
		}
	}
	return words
})

// nounOf returns the entry of a singular in lower case, nil for none.
func nounOf(lemma string) *noun { return lexicon()[lemma] }

// records returns the lines of a data file, without comments, cut at "|" into n fields without blanks around them.
func records(text string, n int) [][]string {
	var list [][]string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		f := strings.SplitN(line, "|", n)
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		for len(f) < n {
			f = append(f, "")
		}
		list = append(list, f)
	}
	return list
}

// endings denote a person wherever they end a noun that is not listed.
var endings = [...]string{"man", "woman", "person", "ologist", "opath", "keeper", "maker", "worker", "owner", "holder", "seeker", "fighter", "goer", "player", "leader", "member", "-elect"}

var byEnding = noun{id: "noun.ending", class: personClass}

// Denotes reports whether the noun stands for people or for a body that can act.
func Denotes(word string) bool {
	n, _ := lookup(word)
	return n != nil && !n.vague
}

// lookup finds the noun of a word form and whether the form is a plural; nil if the word denotes neither people nor bodies.
// The last part of a hyphenated word decides: "people-smugglers".
func lookup(word string) (n *noun, plural bool) {
	var buffer [32]byte
	if len(word) > len(buffer) {
		return nil, false
	}
	lower := buffer[:len(word)]
	for i := range word {
		if lower[i] = word[i]; 'A' <= word[i] && word[i] <= 'Z' {
			lower[i] |= 0x20
		}
	}
	n, plural = lookupLower(lower)
	if n == nil {
		for i := len(lower) - 1; i > 0; i-- {
			if lower[i] == '-' {
				if n, plural = lookupLower(lower[i+1:]); n != nil && n.class == bodyClass { // "wide-body"
					n = nil
				}
				break
			}
		}
	}
	return n, plural
}

func lookupLower(lower []byte) (n *noun, plural bool) {
	words := lexicon()
	if n := words[string(lower)]; n != nil {
		return n, n.class == peopleClass
	}
	var buffer [34]byte
	if stem, ok := singular(buffer[:0], lower); ok {
		if n := words[string(stem)]; n != nil {
			return n, true
		}
		if personEnding(stem) {
			return &byEnding, true
		}
	}
	if personEnding(lower) {
		return &byEnding, false
	}
	return nil, false
}

func personEnding(lower []byte) bool {
	for _, e := range endings {
		if len(lower) > len(e)+2 && string(lower[len(lower)-len(e):]) == e {
			return !unlike.has(string(lower))
		}
	}
	return false
}

// singular appends to buffer the singular of a regular plural, or of one of the few irregular ones that end these nouns.
func singular(buffer, lower []byte) ([]byte, bool) {
	has := func(end string) bool {
		return len(lower) >= len(end) && string(lower[len(lower)-len(end):]) == end
	}
	cut := func(n int, add string) ([]byte, bool) {
		return append(append(buffer, lower[:len(lower)-n]...), add...), true
	}
	switch {
	case string(lower) == "alumni":
		return cut(1, "us")
	case has("men"):
		return cut(2, "an")
	case has("children"):
		return cut(3, "")
	case has("speople"):
		return cut(6, "person")
	case has("ieves"):
		return cut(3, "f")
	case has("wives"):
		return cut(3, "fe")
	case has("ies"):
		return cut(3, "y")
	case has("sses"), has("ches"), has("shes"), has("xes"), string(lower) == "heroes":
		return cut(2, "")
	case has("s") && !has("ss"):
		return cut(1, "")
	}
	return nil, false
}
