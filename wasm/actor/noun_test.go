package actor

import (
	"slices"
	"strings"
	"testing"
)

// TestNounLines reads the example of each line of nouns.txt: its bracketed word must be a noun of that line.
func TestNounLines(t *testing.T) {
	for _, f := range records(nounText, 4) {
		if f[1] == "trait" {
			continue
		}
		_, rest, ok := strings.Cut(f[2], "[")
		mention, _, ok2 := strings.Cut(rest, "]")
		if !ok || !ok2 || classNames[f[1]] == noClass {
			t.Errorf("line %s has no example or no class", f[0])
			continue
		}
		words := strings.Fields(mention)
		n, _ := lookup(words[len(words)-1])
		if n == nil || n.id != "noun."+f[0] {
			t.Errorf("line %s: the example's %q is %+v", f[0], mention, n)
		}
	}
}

// TestTraitLines demands of each trait that it is one of the program's and that each of its nouns is in the lines above it.
func TestTraitLines(t *testing.T) {
	var lines []string
	for _, f := range records(nounText, 4) {
		if lines = append(lines, "@"+f[0]); f[1] != "trait" {
			continue
		}
		at := slices.Index(traitNames[:], f[0])
		if at < 0 || f[2] == "" {
			t.Errorf("trait %s is unknown or not explained", f[0])
			continue
		}
		for w := range strings.FieldsSeq(f[3]) {
			if !nounOf(w).is(1<<at) && !slices.Contains(lines, w) {
				t.Errorf("trait %s: no line has %q", f[0], w)
			}
		}
	}
	for i, name := range traitNames {
		if !slices.Contains(lines, "@"+name) || !anyNoun(func(n *noun) bool { return n.is(1 << i) }) {
			t.Errorf("no line gives the trait %s", name)
		}
	}
}

// TestWordLines demands of each set of words that it is one of the program's, of the kind that its place among the names says, and has no word twice.
func TestWordLines(t *testing.T) {
	var sets []string
	for _, f := range records(wordText, 3) {
		sets = append(sets, f[0])
		at := slices.Index(setNames[:], f[0])
		if at < 0 || !slices.Contains([]string{"word", "name", "stem"}, f[1]) || (f[1] == "stem") != (at >= int(stemmed)) {
			t.Errorf("set %s is unknown or in the wrong place", f[0])
			continue
		}
		words := strings.Fields(f[2])
		if f[1] == "name" {
			words = strings.Split(f[2], ", ")
		}
		for i, w := range words {
			if f[1] == "stem" {
				w = stem(w)
			}
			if !wordSet(at).has(w) || slices.Contains(words[:i], words[i]) {
				t.Errorf("set %s: %q is missing or there twice", f[0], w)
			}
		}
	}
	if slices.Sort(sets); len(slices.Compact(sets)) != len(setNames) {
		t.Errorf("%d sets, %d names", len(sets), len(setNames))
	}
}

// anyNoun reports whether a noun of the lexicon fits.
func anyNoun(fits func(*noun) bool) bool {
	for _, n := range lexicon() {
		if fits(n) {
			return true
		}
	}
	return false
}

func TestLookup(t *testing.T) {
	for _, c := range []struct {
		word   string
		class  class
		plural bool
	}{
		{"spokeswoman", personClass, false}, {"Officials", personClass, true}, {"men", personClass, true}, {"spokespeople", personClass, true},
		{"ministries", stateClass, true}, {"people-smugglers", personClass, true}, {"policymaker", personClass, false}, {"company", bodyClass, false},
		{"wives", personClass, true}, {"children", personClass, true}, {"witnesses", personClass, true}, {"alumni", personClass, true}, {"naturopaths", personClass, true},
		{"people", peopleClass, true}, {"table", noClass, false}, {"German", noClass, false}, {strings.Repeat("a", 100), noClass, false}, {"é", noClass, false}, {"s", noClass, false},
	} {
		n, plural := lookup(c.word)
		got := noClass
		if n != nil {
			got = n.class
		}
		if got != c.class || plural != c.plural {
			t.Errorf("%s: class %d, plural %v", c.word, got, plural)
		}
	}
}

func TestStates(t *testing.T) {
	names := stateNames()
	for _, c := range []struct {
		name, state string
		part        part
	}{{"U.S.", "United States", itself}, {"the Kremlin", "Russia", seat}, {"Beijing", "China", capital}, {"~chinese", "China", adjective}, {"New Zealand", "New Zealand", itself}, {"~new zealand", "New Zealand", adjective}} {
		key := c.name
		if key[0] != '~' {
			key = fold(key)
		}
		if got := names[key]; got.state == nil || got.state.name != c.state || got.part != c.part {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

func TestAcronym(t *testing.T) {
	for _, c := range []struct {
		long, short string
		want        bool
	}{{"World Health Organization", "WHO", true}, {"United Nations", "U.N.", true}, {"Department of Defense", "DoD", true}, {"General Motors", "GM", true}, {"General Motors", "Ge", false}, {"Anna", "A", false}, {"Bank of England", "BBC", false}} {
		if got := acronym(c.long, c.short); got != c.want {
			t.Errorf("%s of %s: %v", c.short, c.long, got)
		}
	}
}

// TestReasonsOfRules checks that every rule named in the code has a meaning in a reader's words: an actor without one would say nothing.
func TestReasonsOfRules(t *testing.T) {
	for id := range reasons {
		if !strings.Contains(id, ".") {
			t.Errorf("rule %q has no kind", id)
		}
	}
	for class := range denotes {
		if class == noClass {
			t.Error("a meaning for no class")
		}
	}
	for _, c := range classNames {
		if denotes[c] == "" {
			t.Errorf("class %d has no meaning", c)
		}
	}
}
