package main

import (
	"cmp"
	"slices"
	"strings"
)

// measure is one line of a score. P and R are absent (Ratio) where only an accuracy is counted.
type measure struct {
	Name           string
	P, R, F        float64
	TP, Pred, Gold int
	Ratio          bool    // an accuracy over Gold
	Exact          float64 // of scopes: the share that is exactly right
	HasExact       bool
	Found          float64 // of scopes: F1 over those whose cue was found, so that missed cues do not count twice
}

// mark is a labelled stretch to be compared.
type mark struct {
	label string
	pair
}

func compareMarks(a, b mark) int {
	return cmp.Or(strings.Compare(a.label, b.label), a.pair[0]-b.pair[0], a.pair[1]-b.pair[1])
}

// tally counts what is right, found and labelled.
type tally struct{ tp, pred, gold int }

// add compares two sets.
func (t *tally) add(gold, pred []mark) {
	gold, pred = unique(gold), unique(pred)
	t.pred += len(pred)
	t.gold += len(gold)
	for _, g := range gold {
		if _, ok := slices.BinarySearchFunc(pred, g, compareMarks); ok {
			t.tp++
		}
	}
}

// addOverlap pairs one to one the marks that share a character and have one label, the longest shared stretch first.
func (t *tally) addOverlap(gold, pred []mark) {
	gold, pred = unique(gold), unique(pred)
	t.pred += len(pred)
	t.gold += len(gold)
	var shared []match
	for i, g := range gold {
		for j, q := range pred {
			if n := min(g.pair[1], q.pair[1]) - max(g.pair[0], q.pair[0]); g.label == q.label && n > 0 {
				shared = append(shared, match{n, i, j})
			}
		}
	}
	t.tp += len(oneToOne(shared))
}

// match says how much the i-th labelled and the j-th found item share.
type match struct{ shared, i, j int }

// oneToOne picks, greedily, the matches that share most, so that no item is in two.
func oneToOne(list []match) []match {
	slices.SortFunc(list, func(a, b match) int { return cmp.Or(b.shared-a.shared, a.i-b.i, a.j-b.j) })
	usedI, usedJ := map[int]bool{}, map[int]bool{}
	var kept []match
	for _, m := range list {
		if !usedI[m.i] && !usedJ[m.j] {
			usedI[m.i], usedJ[m.j] = true, true
			kept = append(kept, m)
		}
	}
	return kept
}

func unique(list []mark) []mark {
	list = slices.Clone(list)
	slices.SortFunc(list, compareMarks)
	return slices.Compact(list)
}

func (t *tally) measure(name string) measure {
	m := measure{Name: name, TP: t.tp, Pred: t.pred, Gold: t.gold}
	if t.pred > 0 {
		m.P = 100 * float64(t.tp) / float64(t.pred)
	}
	if t.gold > 0 {
		m.R = 100 * float64(t.tp) / float64(t.gold)
	}
	m.F = harmonic(m.P, m.R)
	return m
}

func harmonic(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// accuracy counts how often something is right.
type accuracy struct{ right, all int }

func (a *accuracy) add(right bool) {
	a.all++
	if right {
		a.right++
	}
}

func (a *accuracy) measure(name string) measure {
	m := measure{Name: name, Gold: a.all, Ratio: true}
	if a.all > 0 {
		m.F = 100 * float64(a.right) / float64(a.all)
	}
	return m
}

// trimmed are the characters that do not count at the ends of a span.
const trimmed = " \t\r\n\u00a0.,;:!?-–—\"'“”‘’`()[]"

func trim(text []rune, p pair) pair {
	for p[0] < p[1] && strings.ContainsRune(trimmed, text[p[0]]) {
		p[0]++
	}
	for p[1] > p[0] && strings.ContainsRune(trimmed, text[p[1]-1]) {
		p[1]--
	}
	return p
}

// marks makes marks without label of spans.
func marks(spans []pair) []mark {
	list := make([]mark, len(spans))
	for i, s := range spans {
		list[i].pair = s
	}
	return list
}

// chars is a set of characters of one text, by position.
type chars map[int]bool

func charsOf(spans []pair) chars {
	set := chars{}
	for _, s := range spans {
		for i := s[0]; i < s[1]; i++ {
			set[i] = true
		}
	}
	return set
}

// shared counts the characters in both sets.
func (c chars) shared(d chars) int {
	if len(c) > len(d) {
		c, d = d, c
	}
	n := 0
	for i := range c {
		if d[i] {
			n++
		}
	}
	return n
}
