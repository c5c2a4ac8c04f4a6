package main

import (
	"slices"
	"strings"
)

// scorers are the tasks: how readings are compared with a labelled file. They count as the project's reference scorer does;
// a test holds the two to the same numbers. A text with no reading counts as a reading with nothing in it.
var scorers = map[string]func([]*gold, map[string]*found) []measure{
	"ner": scoreNames, "attribution": scoreAttributions, "hedge": scoreHedgesOnly, "tokens": scoreTokens, "reading": scoreReadings,
}

var nothing = &found{}

func of(readings map[string]*found, id string) *found {
	if r := readings[id]; r != nil {
		return r
	}
	return nothing
}

func label(l string) string {
	if l == "GPE" {
		return "LOC"
	}
	return l
}

func scoreNames(texts []*gold, readings map[string]*found) []measure {
	kinds := map[string]bool{}
	for _, d := range texts {
		for _, s := range d.Spans {
			if s.Map != "" && s.Map != "MISC" {
				kinds[label(s.Map)] = true
			}
		}
	}
	var names []string
	for k := range kinds {
		names = append(names, k)
	}
	slices.Sort(names)
	var exact, untyped, overlap tally
	per := map[string]*tally{}
	for _, k := range names {
		per[k] = &tally{}
	}
	for _, d := range texts {
		var g, q []mark
		for _, s := range d.Spans {
			if s.Map != "" && !s.Nested && (s.Form == nil || *s.Form == "named") && kinds[label(s.Map)] {
				g = append(g, mark{label(s.Map), pair{s.Start, s.End}})
			}
		}
		for _, e := range of(readings, d.ID).Entities {
			if kinds[label(e.Label)] {
				q = append(q, mark{label(e.Label), e.Span})
			}
		}
		exact.add(g, q)
		untyped.add(unlabelled(g), unlabelled(q))
		overlap.addOverlap(g, q)
		for _, k := range names {
			per[k].add(labelled(g, k), labelled(q, k))
		}
	}
	out := []measure{exact.measure("exact"), untyped.measure("untyped"), overlap.measure("overlap")}
	for _, k := range names {
		out = append(out, per[k].measure(k))
	}
	return out
}

func unlabelled(list []mark) []mark {
	out := make([]mark, len(list))
	for i := range list {
		out[i].pair = list[i].pair
	}
	return out
}

func labelled(list []mark, l string) []mark {
	var out []mark
	for _, m := range list {
		if m.label == l {
			out = append(out, m)
		}
	}
	return out
}

// pairStatements pairs attributions one to one, most shared content first; where a labelled one has no content, its source counts.
func pairStatements(g, q []statement) []match {
	body := func(s *statement) chars {
		if len(s.Content) > 0 {
			return charsOf(s.Content)
		}
		return charsOf(s.Source)
	}
	found := make([]chars, len(q))
	for j := range q {
		found[j] = body(&q[j])
	}
	var list []match
	for i := range g {
		b := body(&g[i])
		for j := range q {
			if n := b.shared(found[j]); n > 0 {
				list = append(list, match{n, i, j})
			}
		}
	}
	return oneToOne(list)
}

// The parts of an attribution.
var partNames = [3]string{"source", "cue", "content"}

func (s *statement) part(k int) []pair { return [3][]pair{s.Source, s.Cue, s.Content}[k] }

func scoreAttributions(texts []*gold, readings map[string]*found) []measure {
	var exact, strict, overlap [3]tally
	var byChar, relation, whole tally
	for _, d := range texts {
		g := d.Relations
		if g == nil {
			g = d.Attributions
		}
		q := of(readings, d.ID).Attributions
		g, q = outside(d, g), outside(d, q)
		for k := range partNames {
			gs, qs := parts(g, k), parts(q, k)
			strict[k].add(gs, qs)
			gs, qs = trimAll(d.text, gs), trimAll(d.text, qs)
			exact[k].add(gs, qs)
			overlap[k].addOverlap(gs, qs)
		}
		gc, qc := charsOf(spansOf(parts(g, 2))), charsOf(spansOf(parts(q, 2)))
		byChar.tp += gc.shared(qc)
		byChar.pred += len(qc)
		byChar.gold += len(gc)
		for _, m := range pairStatements(g, q) {
			a, b := &g[m.i], &q[m.j]
			gs, qs := charsOf(a.Source), charsOf(b.Source)
			gc, qc := charsOf(a.Content), charsOf(b.Content)
			dice := 1.0
			if len(gc)+len(qc) > 0 {
				dice = 2 * float64(gc.shared(qc)) / float64(len(gc)+len(qc))
			}
			if (gs.shared(qs) > 0 || len(gs) == 0 && len(qs) == 0) && dice >= 0.5 {
				relation.tp++
			}
			if sameParts(d.text, a, b) {
				whole.tp++
			}
		}
		for _, t := range []*tally{&relation, &whole} {
			t.pred += len(q)
			t.gold += len(g)
		}
	}
	var out []measure
	for _, set := range []struct {
		name    string
		tallies *[3]tally
	}{{"exact", &exact}, {"strict", &strict}, {"overlap", &overlap}} {
		for k, p := range partNames {
			out = append(out, set.tallies[k].measure(p+" "+set.name))
		}
	}
	return append(out, byChar.measure("content characters"), relation.measure("relation (source overlaps, content dice >= 0.5)"), whole.measure("relation exact"))
}

// outside returns the statements whose content does not touch a region that the corpus left out.
func outside(d *gold, list []statement) []statement {
	var regions []pair
	for _, s := range d.Spans {
		if s.Type == "Discuss" || s.Type == "Discard" {
			regions = append(regions, pair{s.Start, s.End})
		}
	}
	ignore := charsOf(regions)
	if len(ignore) == 0 {
		return list
	}
	var kept []statement
	for _, s := range list {
		if charsOf(s.Content).shared(ignore) == 0 {
			kept = append(kept, s)
		}
	}
	return kept
}

func parts(list []statement, k int) []mark {
	var out []mark
	for i := range list {
		out = append(out, marks(list[i].part(k))...)
	}
	return out
}

func spansOf(list []mark) []pair {
	out := make([]pair, len(list))
	for i := range list {
		out[i] = list[i].pair
	}
	return out
}

// trimAll trims the marks and drops those of which nothing is left.
func trimAll(text []rune, list []mark) []mark {
	var out []mark
	for _, m := range list {
		if m.pair = trim(text, m.pair); m.pair[0] < m.pair[1] {
			out = append(out, m)
		}
	}
	return out
}

// sameParts reports whether all parts of two attributions are the same after trimming.
func sameParts(text []rune, a, b *statement) bool {
	for k := range partNames {
		if !sameSpans(text, a.part(k), b.part(k)) {
			return false
		}
	}
	return true
}

func sameSpans(text []rune, a, b []pair) bool {
	trimmed := func(list []pair) []mark {
		out := marks(list)
		for i := range out {
			out[i].pair = trim(text, out[i].pair)
		}
		return unique(out)
	}
	return slices.Equal(trimmed(a), trimmed(b))
}

// goldHedges returns the hedges of either labelled shape: whole hedges, or cue and scope spans tied by a group.
func goldHedges(d *gold) []hedge {
	if d.Hedges != nil {
		return d.Hedges
	}
	var out []hedge
	for _, c := range d.Spans {
		if c.Type != "cue" || c.Class == "negation" {
			continue
		}
		h := hedge{Cue: []pair{{c.Start, c.End}}, Class: c.Class}
		for _, s := range d.Spans {
			if s.Type == "scope" && s.Class != "negation" && s.Group != nil && s.Group == c.Group {
				h.Scope = append(h.Scope, pair{s.Start, s.End})
			}
		}
		out = append(out, h)
	}
	return out
}

// whole returns the trimmed stretch from the cue's start to its end.
func (h *hedge) whole(text []rune) pair {
	return trim(text, pair{h.Cue[0][0], h.Cue[len(h.Cue)-1][1]})
}

// scoreHedgesOnly leaves approximations out: the corpora do not label them.
func scoreHedgesOnly(texts []*gold, readings map[string]*found) []measure {
	return scoreHedges(texts, readings, "approximation")
}

func scoreHedges(texts []*gold, readings map[string]*found, drop string) []measure {
	keep := func(list []hedge) []hedge {
		return slices.DeleteFunc(slices.Clone(list), func(h hedge) bool { return drop != "" && h.Class == drop })
	}
	var exact, overlap, sentence tally
	scopes, scopesFound, scopesExact, scopeF := 0, 0, 0, 0.0
	for _, d := range texts {
		gh, qh := keep(goldHedges(d)), keep(of(readings, d.ID).Hedges)
		var g, q []mark
		byCue := map[pair]*hedge{}
		for i := range gh {
			if len(gh[i].Cue) > 0 {
				g = append(g, mark{pair: gh[i].whole(d.text)})
			}
		}
		for i := range qh {
			if len(qh[i].Cue) > 0 {
				w := qh[i].whole(d.text)
				q = append(q, mark{pair: w})
				byCue[w] = &qh[i]
			}
		}
		exact.add(g, q)
		overlap.addOverlap(g, q)
		if d.Uncertain != nil {
			if *d.Uncertain {
				sentence.gold++
			}
			if len(q) > 0 {
				sentence.pred++
				if *d.Uncertain {
					sentence.tp++
				}
			}
		}
		for i := range gh {
			if len(gh[i].Scope) == 0 {
				continue
			}
			scopes++
			h := byCue[gh[i].whole(d.text)]
			if h == nil {
				continue
			}
			scopesFound++
			a, b := charsOf(gh[i].Scope), charsOf(h.Scope)
			if len(a)+len(b) > 0 {
				scopeF += 2 * float64(a.shared(b)) / float64(len(a)+len(b))
			}
			if sameSpans(d.text, gh[i].Scope, h.Scope) {
				scopesExact++
			}
		}
	}
	out := []measure{exact.measure("cue exact"), overlap.measure("cue overlap")}
	if sentence.gold > 0 {
		out = append(out, sentence.measure("uncertain sentence"))
	}
	if scopes > 0 {
		out = append(out, measure{Name: "scope, of gold cues (recall: exact, characters)", F: 100 * scopeF / float64(scopes), Gold: scopes,
			Ratio: true, HasExact: true, Exact: 100 * float64(scopesExact) / float64(scopes), Found: 100 * scopeF / float64(max(scopesFound, 1))})
	}
	return out
}

func scoreTokens(texts []*gold, readings map[string]*found) []measure {
	var tok, sent tally
	var tags, uas, las accuracy
	for _, d := range texts {
		r := of(readings, d.ID)
		found := map[pair]int{}
		var spans []pair
		for i := range r.Tokens {
			found[r.Tokens[i].Span] = i
			spans = append(spans, r.Tokens[i].Span)
		}
		tok.add(marks(d.Tokens), marks(spans))
		sent.add(marks(d.Sents), marks(r.Sentences))
		for i, s := range d.Tokens {
			k, ok := found[s]
			if !ok {
				continue
			}
			t := &r.Tokens[k]
			if d.Xpos[i] != "_" && d.Xpos[i] != "" {
				tags.add(t.Tag == d.Xpos[i])
			}
			if d.Head == nil {
				continue
			}
			right := d.Head[i] < 0 && t.Head < 0 || d.Head[i] >= 0 && t.Head >= 0 && d.Tokens[d.Head[i]] == r.Tokens[t.Head].Span
			uas.add(right)
			las.add(right && relation(t.Dep) == relation(d.Deprel[i]))
		}
	}
	out := []measure{tok.measure("tokens"), sent.measure("sentences"), tags.measure("tag accuracy, of aligned tokens")}
	if uas.all > 0 {
		out = append(out, uas.measure("UAS, of aligned tokens"), las.measure("LAS (main relation)"))
	}
	return out
}

func relation(dep string) string {
	main, _, _ := strings.Cut(dep, ":")
	return main
}

// mentioned is a mention with its actor.
type mentioned struct {
	id, kind string
}

// mentionsOf returns the mentions by their trimmed spans; pronouns and, if asked, places left out.
func mentionsOf(text []rune, actors []actor) map[pair]mentioned {
	out := map[pair]mentioned{}
	for _, a := range actors {
		for _, m := range a.Mentions {
			if m.Form != "pronoun" {
				out[trim(text, m.Span)] = mentioned{a.ID, a.Type}
			}
		}
	}
	for p, m := range out {
		if m.kind == "place" {
			delete(out, p)
		}
	}
	return out
}

// bCubed compares two groupings of the mentions that both sides have. It returns precision and recall summed over the mentions.
func bCubed(gold, pred map[pair]mentioned) (p, r float64, n int) {
	type both struct{ g, q string }
	sizeG, sizeQ, size := map[string]int{}, map[string]int{}, map[both]int{}
	for m, g := range gold {
		if q, ok := pred[m]; ok {
			sizeG[g.id]++
			sizeQ[q.id]++
			size[both{g.id, q.id}]++
			n++
		}
	}
	for b, k := range size {
		p += float64(k*k) / float64(sizeQ[b.q])
		r += float64(k*k) / float64(sizeG[b.g])
	}
	return p, r, n
}

func scoreReadings(texts []*gold, readings map[string]*found) []measure {
	var typed, untyped, overlap, nested, unnamed tally
	var named, kind, quote, speaker, class, owner accuracy
	var linkP, linkR float64
	links := 0
	for _, d := range texts {
		r := of(readings, d.ID)
		g, q := mentionsOf(d.text, d.Actors), mentionsOf(d.text, r.Actors)
		typed.add(mentionMarks(g, true), mentionMarks(q, true))
		untyped.add(mentionMarks(g, false), mentionMarks(q, false))
		overlap.addOverlap(mentionMarks(g, false), mentionMarks(q, false))
		p, rec, n := bCubed(g, q)
		linkP, linkR, links = linkP+p, linkR+rec, links+n

		pairs := pairStatements(d.Attributions, r.Attributions)
		goldOf := map[string]string{} // found id -> labelled id
		for _, m := range pairs {
			goldOf[r.Attributions[m.j].ID] = d.Attributions[m.i].ID
		}
		for _, m := range pairs {
			a, b := &d.Attributions[m.i], &r.Attributions[m.j]
			named.add(isNamed(a) == isNamed(b))
			kind.add(a.Kind == b.Kind)
			quote.add(a.Quote == b.Quote)
			if len(a.Source) > 0 {
				speaker.add(charsOf(a.Source).shared(charsOf(b.Source)) > 0)
			}
			if has(a.Parent) && has(b.Parent) && goldOf[*b.Parent] == *a.Parent {
				nested.tp++
			}
			if isUnnamed(a) && isUnnamed(b) && (charsOf(a.Source).shared(charsOf(b.Source)) > 0 || len(a.Source) == 0 && len(b.Source) == 0) {
				unnamed.tp++
			}
		}
		for _, side := range []struct {
			list              []statement
			nested, anonymous *int
		}{{d.Attributions, &nested.gold, &unnamed.gold}, {r.Attributions, &nested.pred, &unnamed.pred}} {
			for i := range side.list {
				if has(side.list[i].Parent) {
					*side.nested++
				}
				if isUnnamed(&side.list[i]) {
					*side.anonymous++
				}
			}
		}
		byCue := map[pair]*hedge{}
		for i := range r.Hedges {
			if len(r.Hedges[i].Cue) > 0 {
				byCue[r.Hedges[i].whole(d.text)] = &r.Hedges[i]
			}
		}
		for i := range d.Hedges {
			h := &d.Hedges[i]
			if m := byCue[h.whole(d.text)]; m != nil {
				class.add(m.Class == h.Class)
				mine := ""
				if has(m.Owner) {
					mine = goldOf[*m.Owner]
				}
				owner.add(has(m.Owner) == has(h.Owner) && (!has(h.Owner) || mine == *h.Owner))
			}
		}
	}
	group := measure{Name: "actor grouping (B-cubed on shared mentions)", Gold: links, Ratio: true}
	if links > 0 {
		group.F = 100 * harmonic(linkP/float64(links), linkR/float64(links))
	}
	out := []measure{typed.measure("actor mentions, typed"), untyped.measure("actor mentions, untyped"), overlap.measure("actor mentions, overlap"), group}
	out = append(out, scoreAttributions(texts, readings)...)
	out = append(out, unnamed.measure("unnamed sources"), nested.measure("nested attributions"),
		speaker.measure("speaker, of paired"), named.measure("named, of paired"), kind.measure("kind, of paired"), quote.measure("quote, of paired"))
	for _, m := range scoreHedges(texts, readings, "") {
		m.Name = "hedge " + m.Name
		out = append(out, m)
	}
	return append(out, class.measure("hedge class, of exact cues"), owner.measure("hedge owner, of exact cues"))
}

func mentionMarks(list map[pair]mentioned, typed bool) []mark {
	var out []mark
	for p, m := range list {
		if !typed {
			m.kind = ""
		}
		out = append(out, mark{m.kind, p})
	}
	return out
}

func has(id *string) bool { return id != nil && *id != "" }

func isNamed(s *statement) bool { return s.Named != nil && *s.Named }

// isUnnamed reports whether a source is there and not named.
func isUnnamed(s *statement) bool { return s.Named != nil && !*s.Named && s.Kind != "unknown" }
