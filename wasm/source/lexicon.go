package source

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// The lexicon says what is known about words that attribute: verbs, nouns and a few others. The three files are tables with
// tabs; their first lines say what the columns are.
var (
	//go:embed verbs.txt
	verbsText string
	//go:embed nouns.txt
	nounsText string
	//go:embed phrases.txt
	phrasesText string
)

// part says which file an entry is from, and so which tags it fits.
type part uint8

const (
	verbPart part = iota
	nounPart
	phrasePart
)

// act is the kind of act that a word names.
type act uint8

const (
	speech act = iota
	thought
	showing
	perception
	question
	seeming
	hearsay
)

var actNames = []string{"speech", "thought", "showing", "perception", "question", "seeming", "hearsay"}

// entry is one line of the lexicon.
type entry struct {
	id, lemma, example string
	part               part
	stance             Stance
	act                act
	stem               uint32
}

type words struct {
	entries []entry
	forms   map[uint32]int16 // hash of a form in lower case -> index in entries; verbs win over nouns of the same form
	nouns   map[uint32]int16
}

// lexicon reads the tables once.
var lexicon = sync.OnceValue(func() *words {
	l := &words{forms: map[uint32]int16{}, nouns: map[uint32]int16{}}
	for p, text := range []string{verbsText, nounsText, phrasesText} {
		for line := range strings.Lines(text) {
			line = strings.TrimSuffix(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			c := strings.Split(line, "\t")
			e := entry{id: c[0], lemma: c[1], example: c[5], part: part(p), stance: parseStance(c[2]), act: act(indexOf(actNames, c[3])), stem: linear.Hash(c[1])}
			l.entries = append(l.entries, e)
			table := l.forms
			if e.part == nounPart {
				table = l.nouns
			}
			for _, f := range append(strings.Fields(c[4]), e.lemma) {
				if f != "-" {
					if h := linear.Hash(f); table[h] == 0 {
						table[h] = int16(len(l.entries)) // one more than the index: 0 is none
					}
				}
			}
		}
	}
	return l
})

// find returns the index of the entry that a word's hash and tag stand for, -1 for none.
func (l *words) find(hash uint32, tag article.Tag) int16 {
	if tag.IsNoun() {
		if e := l.nouns[hash]; e > 0 {
			return e - 1
		}
		return -1
	}
	e := l.forms[hash] - 1
	if e < 0 || l.entries[e].part == verbPart && !tag.IsVerb() && tag != article.TagNone {
		return -1
	}
	return e
}

func parseStance(name string) Stance {
	for s := Neutral; s <= Evidence; s++ {
		if s.String() == name {
			return s
		}
	}
	return Neutral
}

func indexOf(names []string, name string) int {
	for i, n := range names {
		if n == name {
			return i
		}
	}
	return 0
}
