package english

import (
	_ "embed"
	"math"
	"math/rand/v2"
	"sync"

	"github.com/ascribe/ascribe/wasm/linear"
)

//go:embed models/themes.bin
var themeFile []byte

// wordThemes returns the themes that parser and namer know.
var wordThemes = sync.OnceValue(func() groups { return mustGroups(themeFile) })

// Theme returns a number for the theme of a word, given by the hash of its lower case (linear.Hash), 0 for none.
func Theme(lower uint32) uint32 { return wordThemes().of(lower) }

// Themes are groups of words whose vectors, learned elsewhere from far more text than the corpora have, point the same way: towns, banks, surnames,
// illnesses. For a rare word they say what its own weights cannot (Koo, Carreras and Collins 2008, "Simple semi-supervised dependency
// parsing"; Turian, Ratinov and Bengio 2010, "Word representations").
const (
	themeCount    = 250
	themeRounds   = 25
	themeSeeds    = 10_000 // the centres begin at vectors of the most frequent words
	themeMarkBits = 8      // of 256 words without a theme, one passes as having one
)

// TrainThemes groups words, the most frequent first, by their vectors, which have the same length, and returns the file of themes.
func TrainThemes(words []string, vectors [][]float32) []byte {
	var known []uint32
	var points [][]float32
	seen := map[uint32]bool{}
	for i, word := range words {
		if lower := newWordType(word, 0).lower; !seen[lower] {
			seen[lower] = true
			known, points = append(known, lower), append(points, direction(vectors[i]))
		}
	}
	themeOf := map[uint32]int{}
	for i, theme := range spherical(points, themeCount, themeRounds) {
		themeOf[known[i]] = theme
	}
	return encodeGroups(themeOf, themeCount, linear.Options{MarkBits: themeMarkBits})
}

// direction returns the vector with length 1.
func direction(v []float32) []float32 {
	length := math.Sqrt(float64(dot(v, v)))
	unit := make([]float32, len(v))
	if length > 0 {
		for i, x := range v {
			unit[i] = float32(float64(x) / length)
		}
	}
	return unit
}

func dot(a, b []float32) (sum float32) {
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

// spherical puts each point, a direction, into the cluster whose centre is nearest by angle (spherical k-means: Dhillon and Modha 2001). Centres begin
// at points far from one another (k-means++: Arthur and Vassilvitskii 2007).
func spherical(points [][]float32, clusters, rounds int) []int {
	centres := scattered(points[:min(len(points), themeSeeds)], clusters)
	cluster := make([]int, len(points))
	for range rounds {
		nearest(points, centres, cluster)
		for c := range centres {
			centres[c] = make([]float32, len(points[0]))
		}
		for i, p := range points {
			centre := centres[cluster[i]]
			for k, x := range p {
				centre[k] += x
			}
		}
		for c := range centres {
			centres[c] = direction(centres[c])
		}
	}
	return cluster
}

// scattered returns so many of the points, each chosen with a chance that grows with its distance from those before.
func scattered(points [][]float32, count int) (chosen [][]float32) {
	random := rand.New(rand.NewPCG(1, 1))
	distance := make([]float64, len(points))
	for i := range distance {
		distance[i] = 2
	}
	for range count {
		sum := 0.0
		for _, d := range distance {
			sum += d
		}
		at, left := 0, random.Float64()*sum
		for at < len(points)-1 && left >= distance[at] {
			left -= distance[at]
			at++
		}
		chosen = append(chosen, points[at])
		for i, p := range points {
			distance[i] = min(distance[i], max(0, 1-float64(dot(p, points[at]))))
		}
	}
	return chosen
}

// nearest sets the cluster of each point, in two halves side by side.
func nearest(points, centres [][]float32, cluster []int) {
	var working sync.WaitGroup
	for half := range 2 {
		working.Go(func() {
			for i := half * len(points) / 2; i < (half+1)*len(points)/2; i++ {
				best := float32(math.Inf(-1))
				for c, centre := range centres {
					if near := dot(points[i], centre); near > best {
						best, cluster[i] = near, c
					}
				}
			}
		})
	}
	working.Wait()
}
