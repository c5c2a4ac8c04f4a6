package english

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"sync"

	"github.com/ascribe/ascribe/wasm/linear"
)

//go:embed models/words.bin
var wordFile []byte

// wordGroups returns the groups that tagger and parser of this build know.
var wordGroups = sync.OnceValue(func() groups { return mustGroups(wordFile) })

// mustGroups decodes a file that is part of the program or was made just now.
func mustGroups(file []byte) groups {
	m, err := linear.Load(file)
	if err != nil {
		panic(err)
	}
	return groups{m}
}

const (
	groupCount  = 200
	groupLeast  = 6 // a word seen less often has no group
	groupRounds = 6
)

// Words returns the tokens of each paragraph of the text.
func Words(text string) (paragraphs [][]string) {
	for _, span := range Paragraphs(text) {
		var words []string
		for _, t := range appendTokens(nil, text, span) {
			words = append(words, t.Of(text))
		}
		paragraphs = append(paragraphs, words)
	}
	return paragraphs
}

// TrainWords groups the words of the sentences and returns the file of groups.
func TrainWords(sentences [][]string) []byte {
	var hashed [][]uint32
	for _, s := range sentences {
		row := make([]uint32, len(s))
		for i, word := range s {
			row[i] = newWordType(word, 0).lower
		}
		hashed = append(hashed, row)
	}
	return encodeGroups(cluster(hashed, groupCount, groupLeast, groupRounds), groupCount, linear.Options{})
}

// encodeGroups returns the file of groups, of which there are so many, that has each word's.
func encodeGroups(groupOf map[uint32]int, count int, size linear.Options) []byte {
	labels := make([]string, count)
	for i := range labels {
		labels[i] = strconv.Itoa(i)
	}
	learner := linear.NewLearner(labels)
	for word, group := range groupOf {
		learner.Update([]uint32{linear.Mix(groupWord, word)}, group, 1)
	}
	learner.Tick()
	return learner.Model(size).Encode(nil)
}

// cluster groups the words of sentences, lists of word hashes, into classes by the company that they keep: each word
// moves, again and again, to the class from which its neighbours can be told best (the exchange algorithm of Kneser and
// Ney 1993, with words as contexts on both sides, as in Uszkoreit and Brants 2008). Only words seen at least least times get a class.
func cluster(sentences [][]uint32, classes, least, rounds int) map[uint32]int {
	c := newClustering(sentences, classes, least)
	for range rounds {
		for w := range c.words {
			c.move(w)
		}
	}
	found := map[uint32]int{}
	for w, hash := range c.words {
		found[hash] = c.class[w]
	}
	return found
}

// clustering is the state of the exchange algorithm. Contexts are the words before (even numbers) and after (odd numbers).
type clustering struct {
	classes  int
	words    []uint32
	class    []int
	count    []int32
	contexts [][]contextCount // of each word
	seen     []int32          // [context*classes+class]: how often the context stands beside a word of the class
	size     []int32          // occurrences of each class
	surprise []float64        // n·log n
}

type contextCount struct{ context, count int32 }

func newClustering(sentences [][]uint32, classes, least int) *clustering {
	counts := map[uint32]int{}
	for _, s := range sentences {
		for _, w := range s {
			counts[w]++
		}
	}
	c := &clustering{classes: classes, size: make([]int32, classes), surprise: make([]float64, 1<<16)}
	for n := range c.surprise[1:] {
		c.surprise[n+1] = float64(n+1) * math.Log(float64(n+1))
	}
	for w, n := range counts {
		if n >= least {
			c.words = append(c.words, w)
		}
	}
	slices.SortFunc(c.words, func(a, b uint32) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return int(int64(a) - int64(b))
	})
	number := map[uint32]int32{}
	for i, w := range c.words {
		number[w] = int32(i)
		c.class = append(c.class, i%classes)
		c.count = append(c.count, int32(counts[w]))
	}
	rare := int32(len(c.words)) // all rare words, and the ends of sentences, are one context
	beside := make([]map[int32]int32, len(c.words))
	for i := range beside {
		beside[i] = map[int32]int32{}
	}
	numberOf := func(s []uint32, i int) int32 {
		if i >= 0 && i < len(s) {
			if n, ok := number[s[i]]; ok {
				return n
			}
			return rare
		}
		return rare + 1
	}
	for _, s := range sentences {
		for i := range s {
			if w := numberOf(s, i); w < rare {
				beside[w][2*numberOf(s, i-1)]++
				beside[w][2*numberOf(s, i+1)+1]++
			}
		}
	}
	c.seen = make([]int32, 2*(len(c.words)+2)*classes)
	for w, contexts := range beside {
		list := make([]contextCount, 0, len(contexts))
		for context, n := range contexts {
			list = append(list, contextCount{context, n})
		}
		slices.SortFunc(list, func(a, b contextCount) int { return int(a.context - b.context) })
		c.contexts = append(c.contexts, list)
		c.put(w, c.class[w], 1)
	}
	return c
}

// put adds (sign 1) the word to the class or takes it away (sign -1).
func (c *clustering) put(w, class int, sign int32) {
	c.size[class] += sign * c.count[w]
	for _, x := range c.contexts[w] {
		c.seen[int(x.context)*c.classes+class] += sign * x.count
	}
}

// move puts the word into the class where the likelihood of the text is highest.
func (c *clustering) move(w int) {
	c.put(w, c.class[w], -1)
	gains := make([]float64, c.classes)
	for class := range gains {
		gains[class] = -2 * c.gain(c.size[class], c.count[w])
	}
	for _, x := range c.contexts[w] {
		row := c.seen[int(x.context)*c.classes:][:c.classes]
		alone := c.gain(0, x.count)
		for class, n := range row {
			if n == 0 {
				gains[class] += alone
			} else {
				gains[class] += c.gain(n, x.count)
			}
		}
	}
	best := c.class[w]
	for class, gain := range gains {
		if gain > gains[best] {
			best = class
		}
	}
	c.class[w] = best
	c.put(w, best, 1)
}

// gain is by how much n·log n grows when more is added to n.
func (c *clustering) gain(n, more int32) float64 { return c.entropy(n+more) - c.entropy(n) }

func (c *clustering) entropy(n int32) float64 {
	if int(n) < len(c.surprise) {
		return c.surprise[n]
	}
	return float64(n) * math.Log(float64(n))
}
