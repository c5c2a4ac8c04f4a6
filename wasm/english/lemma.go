package english

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// Lemma returns the dictionary form, in lower case, of a verb or common noun with the given tag: "said" → "say",
// "officials" → "official". Other words, proper nouns too, come back in lower case only. It allocates only where the
// word has capitals or the result is neither the start of the word nor in a table ("hoping" → "hope").
//
// Irregular forms stand in tables. What a regular form loses and gets ("hoping", "hopping", "dying") is a classifier's
// choice among the edits that the treebanks show, by the letters before the ending; so new verbs follow their likes.
func Lemma(word string, tag article.Tag) string {
	word = lowerCase(word)
	switch tag {
	case article.MD, article.VB, article.VBP:
		if base, ok := auxiliaries[word]; ok {
			return base
		}
	case article.VBD, article.VBN, article.VBG, article.VBZ:
		if base, ok := auxiliaries[word]; ok {
			return base
		}
		if base, ok := irregularVerb(word); ok {
			return base
		}
		return regular(word, tag)
	case article.NNS:
		if base, ok := irregularNoun(word); ok {
			return base
		}
		return regular(word, tag)
	}
	return word
}

// lowerCase is strings.ToLower with the plain apostrophe; it allocates nothing for a word that is so already.
func lowerCase(word string) string {
	word = strings.ToLower(word)
	if strings.Contains(word, "’") {
		word = strings.ReplaceAll(word, "’", "'")
	}
	return word
}

// irregularVerb looks the form up, also behind a prefix or a hyphen: "withheld", "re-elected" is regular.
func irregularVerb(word string) (base string, ok bool) {
	if base, ok = irregularVerbs[word]; ok {
		return base, true
	}
	for _, prefix := range [...]string{"under", "over", "fore", "with", "out", "mis", "re", "un", "up"} {
		if rest, ok := strings.CutPrefix(word, prefix); ok && len(rest) > 3 {
			if base, ok := irregularVerbs[rest]; ok {
				return prefix + base, true
			}
		}
	}
	return "", false
}

// irregularNoun looks the plural up, also as the last part of a compound: "congresswomen".
func irregularNoun(word string) (base string, ok bool) {
	if base, ok = irregularNouns[word]; ok {
		return base, true
	}
	for _, ending := range [...]string{"women", "men", "wives", "children"} {
		if stem, ok := strings.CutSuffix(word, ending); ok {
			return stem + irregularNouns[ending], true
		}
	}
	return "", false
}

//go:embed models/lemmas.bin
var lemmaFile []byte

// lemmaModel chooses among edits. A label is the number of bytes cut off and what is put in their place: "3e".
var lemmaModel = sync.OnceValue(func() *linear.Model {
	m, err := linear.Load(lemmaFile)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return m
})

// regular returns the lemma of a regular form in lower case.
func regular(word string, tag article.Tag) string {
	return edited(lemmaModel(), word, tag)
}

func edited(m *linear.Model, word string, tag article.Tag) string {
	var features [lemmaFeatureCount]uint32
	var scores [linear.MaxLabels]int32
	edits := m.Labels()
	m.Scores(lemmaFeatures(features[:0], word, tag), scores[:len(edits)])
	best := -1
	for i, edit := range edits {
		if (best < 0 || scores[i] > scores[best]) && fits(edit, word) {
			best = i
		}
	}
	if best < 0 {
		return word
	}
	cut, add := len(word)-int(edits[best][0]-'0'), edits[best][1:]
	if strings.HasPrefix(word[cut:], add) {
		return word[:cut+len(add)]
	}
	return word[:cut] + add
}

// fits says whether the edit leaves at least two bytes of the word.
func fits(edit, word string) bool { return len(word) >= int(edit[0]-'0')+2 }

const (
	lemmaFeatureCount = 12
	lemmaTemplate     = 0x300
)

// lemmaFeatures appends the features of a form: its last letters with the kind of form, the pattern of vowels, the word.
func lemmaFeatures(features []uint32, word string, tag article.Tag) []uint32 {
	if tag == article.VBN {
		tag = article.VBD
	}
	kind := linear.Mix(lemmaTemplate, uint32(tag))
	features = append(features, kind, linear.Mix3(kind, 99, linear.Hash(word)))
	pattern, consonants := uint32(1), uint32(0)
	for i := 1; i <= min(8, len(word)); i++ {
		features = append(features, linear.Mix3(kind, uint32(i), linear.Hash(word[len(word)-i:])))
	}
	for i := len(word) - 1; i >= max(0, len(word)-7); i-- {
		pattern <<= 1
		if strings.IndexByte("aeiouy", word[i]) >= 0 {
			pattern |= 1
		}
	}
	if n := len(word); n > 5 && word[n-4] == word[n-5] {
		consonants = 1
	}
	return append(features, linear.Mix3(kind, 100, pattern), linear.Mix3(kind, 101+consonants, linear.Hash(word[max(0, len(word)-4):])))
}
