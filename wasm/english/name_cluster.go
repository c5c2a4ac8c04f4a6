package english

import (
	"cmp"
	"math"
	"slices"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

const (
	clusterCount    = 160
	clusterRounds   = 8
	clusterMinimum  = 5    // a word must have been seen as often
	clusterContexts = 1200 // frequent words that tell contexts apart
)

// trainClusters groups words that stand between the same words: spherical k-means over the words before and after, weighted by
// positive pointwise mutual information. The model has the word's hash as feature and its cluster as label.
func trainClusters(articles []*article.Article) *linear.Model {
	counts := map[uint32]int{}
	eachWord(articles, func(before, word, after uint32) { counts[word]++ })
	type entry struct {
		word  uint32
		count int
	}
	var words []entry
	for w, n := range counts {
		if n >= clusterMinimum {
			words = append(words, entry{w, n})
		}
	}
	slices.SortFunc(words, func(a, b entry) int { return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.word, b.word)) })
	index := map[uint32]int{}
	for i, w := range words {
		index[w.word] = i
	}
	context := func(word uint32) int {
		if i, ok := index[word]; ok && i < clusterContexts {
			return i
		}
		return clusterContexts
	}
	const dimensions = 2 * (clusterContexts + 1)
	near := make([]map[int]float64, len(words))
	var totals [dimensions]float64
	all := 0.0
	eachWord(articles, func(before, word, after uint32) {
		i, ok := index[word]
		if !ok {
			return
		}
		if near[i] == nil {
			near[i] = map[int]float64{}
		}
		for _, d := range [2]int{context(before), clusterContexts + 1 + context(after)} {
			near[i][d]++
			totals[d]++
			all++
		}
	})
	vectors := make([]vector, len(words))
	for i := range words {
		vectors[i] = newVector(near[i], totals[:], all)
	}
	cluster := kMeans(vectors, dimensions)
	labels := make([]string, clusterCount)
	l := linear.NewLearner(labels)
	for i, w := range words {
		l.Update([]uint32{w.word}, cluster[i], 1)
	}
	l.Tick()
	return l.Model(linear.Options{})
}

// eachWord calls use with each word of the articles and its neighbours, as hashes of their lower case; 0 beyond a sentence's ends.
func eachWord(articles []*article.Article, use func(before, word, after uint32)) {
	for _, a := range articles {
		for _, s := range a.Sentences {
			var before, word uint32
			for i := s.First; i < s.Last; i++ {
				w := newWordType(a.Word(i), 0)
				if i > s.First {
					use(before, word, w.lower)
				}
				before, word = word, w.lower
			}
			use(before, word, 0)
		}
	}
}

// vector is a sparse vector of length 1, its places in rising order.
type vector struct {
	places []int32
	values []float32
}

func newVector(counts map[int]float64, totals []float64, all float64) vector {
	var v vector
	sum, length := 0.0, 0.0
	for _, n := range counts {
		sum += n
	}
	for d := range totals {
		n := counts[d]
		if n == 0 {
			continue
		}
		if weight := math.Log(n * all / (sum * totals[d])); weight > 0 {
			weight *= math.Sqrt(n)
			v.places, v.values = append(v.places, int32(d)), append(v.values, float32(weight))
			length += weight * weight
		}
	}
	for i := range v.values {
		v.values[i] /= float32(math.Sqrt(length))
	}
	return v
}

// kMeans returns each vector's cluster. The first centres are the most frequent words' vectors, every third of them.
func kMeans(vectors []vector, dimensions int) []int {
	centres := make([][]float32, clusterCount)
	for k := range centres {
		centres[k] = make([]float32, dimensions)
		if at := 3 * k; at < len(vectors) {
			v := vectors[at]
			for i, d := range v.places {
				centres[k][d] = v.values[i]
			}
		}
	}
	cluster := make([]int, len(vectors))
	for range clusterRounds {
		for i, v := range vectors {
			best, highest := 0, float32(-1)
			for k, centre := range centres {
				sum := float32(0)
				for j, d := range v.places {
					sum += v.values[j] * centre[d]
				}
				if sum > highest {
					best, highest = k, sum
				}
			}
			cluster[i] = best
		}
		for k := range centres {
			clear(centres[k])
		}
		for i, v := range vectors {
			for j, d := range v.places {
				centres[cluster[i]][d] += v.values[j]
			}
		}
		for _, centre := range centres {
			length := float64(0)
			for _, x := range centre {
				length += float64(x) * float64(x)
			}
			for d := range centre {
				centre[d] /= float32(math.Sqrt(length) + 1e-9)
			}
		}
	}
	return cluster
}
