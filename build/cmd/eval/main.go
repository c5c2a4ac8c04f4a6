// Eval scores the program on labelled corpora: every finding, by the measures that the project is judged by.
//
//	go run ./build/cmd/eval                    a table of all measures
//	go run ./build/cmd/eval -only reading      the tasks or corpora whose names hold one of the words
//	go run ./build/cmd/eval -floors            compare with floors.txt; fail if a measure is lower than its floor
//	go run ./build/cmd/eval -update            write the measured values, less a margin, as floors
//	go run ./build/cmd/eval -markdown          the main measures with their aims, as a table
//	go run ./build/cmd/eval -readme            the same, put into README.md between <!-- scores --> and <!-- /scores -->
//	go run ./build/cmd/eval -data FOLDER       with the corpora of another folder
//	go run ./build/cmd/eval -only CORPUS -readings FILE    score readings that the batch command, or another program, has written
//
// The engine is the one of the build: go run -tags prose ./build/cmd/eval scores the prose engine.
// The corpora are looked for in ../shared/data beside the repository, or in the folder data of where ASCRIBE_SHARED says.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
	"github.com/ascribe/ascribe/wasm/reading"
)

// job is a corpus and how it is scored.
type job struct{ task, corpus string }

// jobs are the corpora that were kept aside for choosing, in the order of the pipeline.
var jobs = []job{
	{"tokens", "tokens/gum_open.dev"}, {"tokens", "tokens/ud_ewt.dev"},
	{"ner", "names/worldwide.dev"}, {"ner", "names/gum_open.dev"}, {"ner", "names/uner_ewt.dev"},
	{"attribution", "sources/polnear.dev"}, {"attribution", "sources/gum_rst_open.dev"}, {"attribution", "sources/qasrl_wikinews.dev"},
	{"hedge", "hedges/szeged_wiki.dev"}, {"hedge", "hedges/bioscope_abstracts.dev"}, {"hedge", "hedges/framenet_likelihood.dev"},
	{"reading", "readings.dev"},
}

func main() {
	only := flag.String("only", "", "words, separated by commas: tasks or corpora to score")
	floors := flag.Bool("floors", false, "compare with the floors and fail if a measure is lower")
	update := flag.Bool("update", false, "write the measured values, less a margin, as floors")
	markdown := flag.Bool("markdown", false, "print the main measures with their aims as Markdown")
	readme := flag.Bool("readme", false, "write that table into README.md")
	data := flag.String("data", "", "folder of the corpora")
	readingsFile := flag.String("readings", "", "score these readings instead of making them; needs -only to name one corpus")
	flag.Parse()
	if err := run(options{*data, *only, *floors, *update, *markdown, *readme, *readingsFile}); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

// options are the flags.
type options struct {
	data, only                       string
	floors, update, markdown, readme bool
	readingsFile                     string
}

func run(o options) error {
	root, data, err := folders(o.data)
	if err != nil {
		return err
	}
	engine := english.New()
	all := results{}
	for _, j := range jobs {
		if !wanted(j, o.only) {
			continue
		}
		texts, err := load(filepath.Join(data, j.corpus+".jsonl"))
		if err != nil {
			return err
		}
		start := time.Now()
		readings, err := read(engine, texts, o.readingsFile, j.task == "tokens")
		if err != nil {
			return err
		}
		took := time.Since(start)
		measures := scorers[j.task](texts, readings)
		all[j] = measures
		if !o.markdown {
			fmt.Printf("%s %s, %s (%d texts, %.1f s)\n", j.task, j.corpus, engine.Name(), len(texts), took.Seconds())
			for _, m := range measures {
				fmt.Println("  " + m.String())
			}
		}
	}
	name, _, _ := strings.Cut(engine.Name(), " ")
	file := filepath.Join(root, "build", "cmd", "eval", "floors.txt")
	switch {
	case o.markdown:
		fmt.Print(all.markdown(name))
	case o.readme:
		return writeReadme(filepath.Join(root, "README.md"), all.markdown(name))
	case o.update:
		return writeFloors(file, name, all)
	case o.floors:
		return checkFloors(file, name, all)
	}
	return nil
}

// writeReadme puts the table between its marks.
func writeReadme(file, table string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, rest, ok := strings.Cut(string(text), "<!-- scores -->\n")
	_, after, ok2 := strings.Cut(rest, "<!-- /scores -->")
	if !ok || !ok2 {
		return fmt.Errorf("%s has no place for the scores", file)
	}
	return os.WriteFile(file, []byte(before+"<!-- scores -->\n"+table+"<!-- /scores -->"+after), 0o644)
}

func (m measure) String() string {
	s := fmt.Sprintf("%-52s F1 %5.1f", m.Name, m.F)
	if m.Ratio {
		s += fmt.Sprintf("   over %d", m.Gold)
		if m.HasExact {
			s += fmt.Sprintf(", exact %.1f, of found cues F1 %.1f", m.Exact, m.Found)
		}
		return s
	}
	return s + fmt.Sprintf("   P %5.1f  R %5.1f   %d of %d gold, %d found", m.P, m.R, m.TP, m.Gold, m.Pred)
}

// folders returns the root of the repository and the folder of the corpora: the given one, or where they are looked for if it is "".
func folders(given string) (root, data string, err error) {
	root, err = os.Getwd()
	if err != nil {
		return "", "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		up := filepath.Dir(root)
		if up == root {
			return "", "", fmt.Errorf("no go.mod above the working folder")
		}
		root = up
	}
	if data = given; data == "" {
		shared := os.Getenv("ASCRIBE_SHARED")
		if shared == "" {
			shared = filepath.Join(root, "..", "shared")
		}
		data = filepath.Join(shared, "data")
	}
	if _, err := os.Stat(data); err != nil {
		return "", "", fmt.Errorf("the corpora are not here: %w", err)
	}
	return root, data, nil
}

func wanted(j job, only string) bool {
	if only == "" {
		return true
	}
	for w := range strings.SplitSeq(only, ",") {
		if strings.Contains(j.task+" "+j.corpus, strings.TrimSpace(w)) {
			return true
		}
	}
	return false
}

// read returns the readings of the texts, by id, as the batch command would write them. Texts are read on all processors.
func read(engine english.Engine, texts []*gold, file string, tokens bool) (map[string]*found, error) {
	if file != "" {
		return loadReadings(file)
	}
	list := make([]*found, len(texts))
	errs := make([]error, len(texts))
	var wait sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range next {
				list[i], errs[i] = readOne(engine, texts[i], tokens)
			}
		})
	}
	for i := range texts {
		next <- i
	}
	close(next)
	wait.Wait()
	readings := make(map[string]*found, len(texts))
	for i, r := range list {
		if errs[i] != nil {
			return nil, errs[i]
		}
		readings[texts[i].ID] = r
	}
	return readings, nil
}

func readOne(engine english.Engine, d *gold, tokens bool) (*found, error) {
	line, err := readingLine(engine, d, tokens)
	if err != nil {
		return nil, err
	}
	f := &found{}
	return f, json.Unmarshal(line, f)
}

func readingLine(engine english.Engine, d *gold, tokens bool) ([]byte, error) {
	r, err := reading.Read(context.Background(), engine, d.Text, nil)
	if err != nil {
		return nil, err
	}
	return r.JSON(d.ID, article.CodePoints, tokens).Bytes(), nil
}

func loadReadings(name string) (map[string]*found, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	readings := map[string]*found{}
	for d := json.NewDecoder(f); d.More(); {
		r := &found{}
		if err := d.Decode(r); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		readings[r.ID] = r
	}
	return readings, nil
}
