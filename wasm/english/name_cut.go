package english

import (
	"math"
	"sort"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// candidate is what may be a name: the block's tokens [first,last).
type candidate struct {
	first, last int
	way         way
	from, to    int                       // the tokens that have other labels if it is a name
	leads       [article.LabelCount]int32 // of each kind, over what the first pass found, by the scores of the first pass
	key         uint64                    // of its text
	scores      [article.LabelCount]int32 // of the second pass
	sum         int                       // the highest sum of leads over none of candidates that share no word, up to this one
	before      int                       // how many candidates end before it begins
	chosen      bool                      // whether it is among those of the sum
}

// way says how a candidate came to be.
type way uint32

const (
	wayFound  way = iota // the first pass took it for a name, or, if it is one word, that word elsewhere
	wayLater             // a name without its first word
	wayEarly             // without its last word
	wayLonger            // with the word before
	wayBefore            // its part before a small word or sign
	wayAfter             // its part after that
)

const (
	// cutLongest is how many words a name can have that is cut anew. What is longer is no name, and would take quadratic time.
	cutLongest = 16
	// leastLead is how far a cut may be behind the first pass's own, in logarithms of odds. While learning, worse ones are looked at too:
	// from these the second pass learns what names do not look like.
	leastLead, leastLeadLearning = -3, -10
)

// candidates returns each name of the first pass, each word that it did not take for a name although it did elsewhere, and the cuts
// of its names that it would have liked nearly as well: those that lead by least or more.
func (n *namer) candidates(s *nameScratch, least float32) []candidate {
	all := s.record.names[:0]
	for _, sentence := range s.sentences {
		start, end := sentence.First-s.from, sentence.Last-s.from
		for i := start; i < end; {
			first := i
			if s.found[first] == 0 {
				i++
				if t := s.near(first); t.capital && s.record.words[t.base].named() {
					all = append(all, candidate{first: first, last: i, from: first, to: i})
				}
				continue
			}
			i = s.end(i)
			all = append(all, candidate{first: first, last: i, from: first, to: i})
			if i-first <= cutLongest {
				all = s.cuts(all, start, first, i)
			}
		}
	}
	s.record.names = all[:0]
	for _, c := range all {
		highest := n.setLeads(s, &c)
		if c.way == wayFound || highest >= least {
			s.record.names = append(s.record.names, c)
		}
	}
	return s.record.names
}

// setLeads sets the candidate's leads, in steps, and returns the highest of a kind, in logarithms of odds.
func (n *namer) setLeads(s *nameScratch, c *candidate) (highest float32) {
	highest = -math.MaxFloat32
	for l := range c.leads {
		lead := float32(s.lead(c, article.Label(l))) * n.first.Unit()
		if l > 0 {
			highest = max(highest, lead)
		}
		c.leads[l] = int32(math.Floor(float64(max(-10, min(lead, 4)))))
	}
	return highest
}

// lead returns by how much the candidate's tokens would have a higher score in the first pass if it were a name of the label, than as they were found.
func (s *nameScratch) lead(c *candidate, l article.Label) (sum int32) {
	for i := c.from; i < c.to; i++ {
		bio := uint8(0)
		if l != article.LabelNone && i >= c.first && i < c.last {
			bio = bioOf(l, i == c.first)
		}
		row := s.scores[i*nameLabelCount : (i+1)*nameLabelCount]
		sum += row[bio] - row[s.found[i]]
	}
	return sum
}

// cuts appends other ways to cut the name [first,last) of the first pass, in the sentence that begins with token start.
func (s *nameScratch) cuts(all []candidate, start, first, last int) []candidate {
	if later := s.capital(first+1, last); later < last {
		all = append(all, candidate{first: later, last: last, way: wayLater, from: first, to: last})
	}
	early := last - 1
	for early > first && !s.near(early-1).capital {
		early--
	}
	if early > first {
		all = append(all, candidate{first: first, last: early, way: wayEarly, from: first, to: last})
	}
	if first > start && s.found[first-1] == 0 && s.near(first-1).capital {
		all = append(all, candidate{first: first - 1, last: last, way: wayLonger, from: first - 1, to: last})
	}
	for i := first + 1; i < last-1; i++ {
		if next := s.capital(i, last); next > i && next < last {
			all = append(all,
				candidate{first: first, last: i, way: wayBefore, from: first, to: next},
				candidate{first: next, last: last, way: wayAfter, from: i, to: last})
			i = next
		}
	}
	return all
}

// capital returns the first of the block's tokens [first,last) with a capital, last if there is none.
func (s *nameScratch) capital(first, last int) int {
	for first < last && !s.near(first).capital {
		first++
	}
	return first
}

// choose marks those of the candidates as chosen that share no word and whose leads over none have the highest sum (weighted interval scheduling).
// It sorts them by their ends.
func choose(candidates []candidate) {
	sort.SliceStable(candidates, func(i, j int) bool { return candidates[i].last < candidates[j].last })
	sum := func(count int) int { // of the first candidates
		if count == 0 {
			return 0
		}
		return candidates[count-1].sum
	}
	for i := range candidates {
		c := &candidates[i]
		for c.before = i; c.before > 0 && candidates[c.before-1].last > c.first; c.before-- {
		}
		with := sum(c.before) + int(c.scores[linear.Highest(c.scores[:])]-c.scores[0])
		c.sum, c.chosen = max(sum(i), with), with > sum(i)
	}
	for i := len(candidates); i > 0; {
		c := &candidates[i-1]
		if !c.chosen {
			i--
			continue
		}
		for i--; i > c.before; i-- {
			candidates[i-1].chosen = false
		}
	}
}
