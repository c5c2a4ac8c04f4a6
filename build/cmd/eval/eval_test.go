package main

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/ascribe/ascribe/wasm/english"
)

// sample returns the texts of a job, a part of them for the large corpora, or skips the test where the corpora are absent.
func sample(t *testing.T, j job, most int) (data string, texts []*gold) {
	t.Helper()
	_, data, err := folders("")
	if err != nil {
		t.Skip(err)
	}
	texts, err = load(filepath.Join(data, j.corpus+".jsonl"))
	if err != nil {
		t.Skip(err)
	}
	if len(texts) > most {
		texts = texts[:most]
	}
	return data, texts
}

// TestSameNumbers holds this scorer and the reference scorer to the same numbers on the same readings.
func TestSameNumbers(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not here")
	}
	for _, j := range []job{{"tokens", "tokens/gum_open.dev"}, {"ner", "names/worldwide.dev"}, {"ner", "names/gum_open.dev"}, {"attribution", "sources/polnear.dev"},
		{"attribution", "sources/qasrl_wikinews.dev"}, {"hedge", "hedges/szeged_wiki.dev"}, {"hedge", "hedges/bioscope_abstracts.dev"}, {"reading", "readings.dev"}} {
		t.Run(j.task+" "+filepath.Base(j.corpus), func(t *testing.T) {
			data, texts := sample(t, j, 40)
			reference := filepath.Join(data, "..", "eval", "score.py")
			if _, err := os.Stat(reference); err != nil {
				t.Skip(err)
			}
			dir := t.TempDir()
			goldFile, readingFile := filepath.Join(dir, "gold.jsonl"), filepath.Join(dir, "readings.jsonl")
			copyLines(t, filepath.Join(data, j.corpus+".jsonl"), goldFile, len(texts))
			engine := english.New()
			var lines []byte
			for _, d := range texts {
				line, err := readingLine(engine, d, true)
				if err != nil {
					t.Fatal(err)
				}
				lines = append(append(lines, line...), '\n')
			}
			if err := os.WriteFile(readingFile, lines, 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(python, reference, j.task, goldFile, readingFile, "--json").Output()
			if err != nil {
				t.Fatal(err)
			}
			var want map[string]map[string]float64
			if err := json.Unmarshal(out, &want); err != nil {
				t.Fatal(err)
			}
			readings, err := loadReadings(readingFile)
			if err != nil {
				t.Fatal(err)
			}
			got := scorers[j.task](texts, readings)
			if len(got) != len(want) {
				t.Errorf("%d measures, the reference has %d", len(got), len(want))
			}
			for _, m := range got {
				w, ok := want[m.Name]
				if !ok {
					t.Errorf("the reference has no measure %q", m.Name)
					continue
				}
				for key, v := range map[string]float64{"p": m.P, "r": m.R, "f1": m.F, "exact": m.Exact, "gold": float64(m.Gold), "tp": float64(m.TP), "pred": float64(m.Pred)} {
					if x, ok := w[key]; ok && math.Abs(x-v) > 1e-6 {
						t.Errorf("%s %s: %v, the reference says %v", m.Name, key, v, x)
					}
				}
			}
		})
	}
}

// copyLines copies the first lines of a file.
func copyLines(t *testing.T, from, to string, n int) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var out []byte
	r := bufio.NewReader(in)
	for range n {
		line, err := r.ReadBytes('\n')
		out = append(out, line...)
		if err != nil {
			break
		}
	}
	if err := os.WriteFile(to, out, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestTally(t *testing.T) {
	var a tally
	a.add(marks([]pair{{0, 4}, {0, 4}, {6, 9}}), marks([]pair{{0, 4}, {5, 9}}))
	if a != (tally{1, 2, 2}) {
		t.Errorf("exact: %+v", a)
	}
	var o tally
	o.addOverlap(marks([]pair{{0, 4}, {6, 9}}), marks([]pair{{0, 9}, {8, 12}}))
	if o != (tally{2, 2, 2}) {
		t.Errorf("overlap pairs one to one, longest first: %+v", o)
	}
	if p := trim([]rune("“Anna’s,”"), pair{0, 9}); p != (pair{1, 7}) {
		t.Errorf("trimmed to %v", p)
	}
}
