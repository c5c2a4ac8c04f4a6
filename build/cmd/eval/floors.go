package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// results are the measures of each job.
type results map[job][]measure

// value returns the measured F1 or accuracy of a main measure.
func (r results) value(m mainMeasure) (float64, bool) {
	for _, x := range r[job{m.task, m.corpus}] {
		if strings.HasPrefix(x.Name, m.name) {
			switch {
			case m.recall:
				return x.R, true
			case m.found:
				return x.Found, true
			}
			return x.F, true
		}
	}
	return 0, false
}

// mainMeasure is one that has a floor and stands in the README.
type mainMeasure struct {
	what         string // for readers
	task, corpus string
	name         string // how the measure's name begins
	recall       bool   // the recall counts, not the F1: the corpus labels only a part
	found        bool   // the F1 of what was found counts: the cues have a measure of their own
	aim          float64
}

// mainMeasures are in the order of the pipeline. The aims are what is asked of the program.
var mainMeasures = []mainMeasure{
	{what: "Tokens F1, GUM", task: "tokens", corpus: "tokens/gum_open.dev", name: "tokens", aim: 99.5},
	{what: "Tokens F1, EWT", task: "tokens", corpus: "tokens/ud_ewt.dev", name: "tokens", aim: 99.3},
	{what: "Sentences F1, GUM", task: "tokens", corpus: "tokens/gum_open.dev", name: "sentences", aim: 96},
	{what: "Tags, GUM", task: "tokens", corpus: "tokens/gum_open.dev", name: "tag accuracy", aim: 97},
	{what: "Trees UAS, GUM", task: "tokens", corpus: "tokens/gum_open.dev", name: "UAS", aim: 91},
	{what: "Trees LAS, GUM", task: "tokens", corpus: "tokens/gum_open.dev", name: "LAS", aim: 88.5},
	{what: "Names exact F1, Worldwide Newswire", task: "ner", corpus: "names/worldwide.dev", name: "exact", aim: 87},
	{what: "Names exact F1, GUM", task: "ner", corpus: "names/gum_open.dev", name: "exact", aim: 78},
	{what: "Names exact F1, UNER EWT", task: "ner", corpus: "names/uner_ewt.dev", name: "exact", aim: 82},
	{what: "Sources exact F1, PolNeAR: source", task: "attribution", corpus: "sources/polnear.dev", name: "source exact", aim: 73},
	{what: "Sources exact F1, PolNeAR: cue", task: "attribution", corpus: "sources/polnear.dev", name: "cue exact", aim: 67},
	{what: "Sources exact F1, PolNeAR: content", task: "attribution", corpus: "sources/polnear.dev", name: "content exact", aim: 62},
	{what: "Relations F1, PolNeAR", task: "attribution", corpus: "sources/polnear.dev", name: "relation (", aim: 72},
	{what: "Content overlap recall, QA-SRL Wikinews", task: "attribution", corpus: "sources/qasrl_wikinews.dev", name: "content overlap", recall: true, aim: 85},
	{what: "Uncertain sentences F1, Szeged Wikipedia", task: "hedge", corpus: "hedges/szeged_wiki.dev", name: "uncertain sentence", aim: 82},
	{what: "Hedge cues exact F1, Szeged Wikipedia", task: "hedge", corpus: "hedges/szeged_wiki.dev", name: "cue exact", aim: 78},
	{what: "Hedge scopes, characters F1 of found cues, BioScope", task: "hedge", corpus: "hedges/bioscope_abstracts.dev", name: "scope", found: true, aim: 80},
	{what: "Hedge scopes, characters F1 of found cues, FrameNet", task: "hedge", corpus: "hedges/framenet_likelihood.dev", name: "scope", found: true, aim: 70},
	{what: "Actor mentions F1, own readings: untyped", task: "reading", corpus: "readings.dev", name: "actor mentions, untyped", aim: 86},
	{what: "Actor mentions F1, own readings: typed", task: "reading", corpus: "readings.dev", name: "actor mentions, typed", aim: 80},
	{what: "Actor grouping B-cubed, own readings", task: "reading", corpus: "readings.dev", name: "actor grouping", aim: 88},
	{what: "Relations F1, own readings", task: "reading", corpus: "readings.dev", name: "relation (", aim: 75},
	{what: "Unnamed sources F1, own readings", task: "reading", corpus: "readings.dev", name: "unnamed", aim: 72},
	{what: "Nested attributions F1, own readings", task: "reading", corpus: "readings.dev", name: "nested", aim: 65},
	{what: "Speaker, of paired, own readings", task: "reading", corpus: "readings.dev", name: "speaker", aim: 88},
	{what: "Named or not, of paired, own readings", task: "reading", corpus: "readings.dev", name: "named", aim: 92},
	{what: "Kind of source, of paired, own readings", task: "reading", corpus: "readings.dev", name: "kind", aim: 88},
	{what: "Hedge cues F1, own readings", task: "reading", corpus: "readings.dev", name: "hedge cue exact", aim: 80},
	{what: "Hedge class, of exact cues, own readings", task: "reading", corpus: "readings.dev", name: "hedge class", aim: 90},
	{what: "Hedge owner, of exact cues, own readings", task: "reading", corpus: "readings.dev", name: "hedge owner", aim: 88},
}

// markdown returns the main measures as a table, aims beside them.
func (r results) markdown(engine string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| measure (%s engine, dev texts) | score | aim |\n|---|---:|---:|\n", engine)
	for _, m := range mainMeasures {
		if v, ok := r.value(m); ok {
			fmt.Fprintf(&b, "| %s | %.1f | %g |\n", m.what, v, m.aim)
		}
	}
	return b.String()
}

// A floor is a line of floors.txt: engine, value and measure.
type floor struct {
	engine string
	value  float64
	what   string
}

// margin is how far below the measured value a floor lies: what another processor's rounding or a harmless change may cost. The own
// readings are few: one attribution moves their measures by up to two points.
func margin(m mainMeasure) float64 {
	if m.task == "reading" {
		return 2
	}
	return 0.3
}

func readFloors(file string) ([]floor, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var list []floor
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.SplitN(line, "\t", 3)
		if len(f) != 3 {
			return nil, fmt.Errorf("%s: not engine, value, measure: %q", file, line)
		}
		v, err := strconv.ParseFloat(f[1], 64)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		list = append(list, floor{f[0], v, f[2]})
	}
	return list, nil
}

// writeFloors replaces the engine's floors of what was measured and keeps the others.
func writeFloors(file, engine string, r results) error {
	list, err := readFloors(file)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	old := map[[2]string]float64{}
	engines := []string{engine}
	for _, f := range list {
		old[[2]string{f.engine, f.what}] = f.value
		if !slices.Contains(engines, f.engine) {
			engines = append(engines, f.engine)
		}
	}
	slices.Sort(engines)
	var b strings.Builder
	b.WriteString("# What the program has reached, less a margin: a lower score fails. Written by: go run ./build/cmd/eval -update\n")
	for _, e := range engines {
		for _, m := range mainMeasures {
			v, ok := old[[2]string{e, m.what}]
			if e == engine {
				if now, measured := r.value(m); measured {
					v, ok = max(0, now-margin(m)), true
				}
			}
			if ok {
				fmt.Fprintf(&b, "%s\t%.1f\t%s\n", e, v, m.what)
			}
		}
	}
	return os.WriteFile(file, []byte(b.String()), 0o644)
}

// checkFloors fails if a measure is below its floor.
func checkFloors(file, engine string, r results) error {
	list, err := readFloors(file)
	if err != nil {
		return err
	}
	var low []string
	for _, f := range list {
		i := slices.IndexFunc(mainMeasures, func(m mainMeasure) bool { return m.what == f.what })
		if i < 0 {
			return fmt.Errorf("%s: no measure is called %q", file, f.what)
		}
		if f.engine != engine {
			continue
		}
		if v, ok := r.value(mainMeasures[i]); ok && v < f.value {
			low = append(low, fmt.Sprintf("%s: %.2f, floor %.1f", f.what, v, f.value))
		}
	}
	if low != nil {
		return errors.New("below the floor:\n  " + strings.Join(low, "\n  "))
	}
	return nil
}
