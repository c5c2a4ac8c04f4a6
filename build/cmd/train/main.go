// Train learns the models that the program embeds, from a folder of labelled corpora, and writes a card beside each.
//
//	go run ./build/cmd/train -data ../shared/data -only words,themes,tags,trees
//	go run ./build/cmd/train -data ../shared/data -only names
//	go run ./build/cmd/train -data ../shared/data -only hedges,sources
//	go run -tags open ./build/cmd/train -data ../shared/data -only hedges,sources
//
// `make train` runs these four in this order. They are four because the program includes the models that it was built with: names
// are learned from texts as the embedded words and tags read them, hedges and sources from texts as everything before reads them.
//
// Two builds of each model exist. The default build learns from all corpora; the open build only from those with an open
// licence, so that whoever passes the program on can choose (build tag open). A model that needs open corpora only is the same in both
// and has one file. The files are
//
//	wasm/<package>/models/<name>.bin             of a model with one file
//	wasm/<package>/models/default/<name>.bin     of a model with two
//	wasm/<package>/models/open/<name>.bin
//	wasm/<package>/models/<name>.md              the card: data, licences, scores, size, checksum, weaknesses
//
// Training is deterministic: the same corpora and the same program give the same bytes.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// models is the table of what can be trained, in the order in which it must be.
var models = []model{
	{name: "words", dir: "wasm/english/models", builds: one, train: trainWords},
	{name: "themes", dir: "wasm/english/models", builds: one, train: trainThemes},
	{name: "tags", dir: "wasm/english/models", builds: one, train: trainTags},
	{name: "trees", dir: "wasm/english/models", builds: one, train: trainTrees},
	{name: "names", dir: "wasm/english/models", builds: both, train: trainNames},
	{name: "hedges", dir: "wasm/hedge/models", builds: own, train: trainHedges},
	{name: "sources", dir: "wasm/source/models", builds: own, train: trainSources},
}

// model is one trainable model.
type model struct {
	name   string
	dir    string // of the files, from the root of the repository: "wasm/english/models"
	builds builds
	// train learns from the corpora in the data folder; open restricts it to those with an open licence. It returns the
	// file's content and what the card says about it.
	train func(data string, open bool) ([]byte, card, error)
}

// builds says which files of a model one run writes.
type builds int

const (
	one  builds = iota // one file, the same in both builds
	both               // a file for each build
	own                // that of the build which this program is: the open build's model must see the names that the open build finds
)

// card is what a model card says, in Markdown, besides size and checksum.
type card struct {
	Purpose    string // what the model decides: one or two sentences, the same for both builds
	Data       string // corpora and their licences
	Scores     string // measured on which data
	Weaknesses string // what it is known to get wrong, the same for both builds
}

// root is the repository's root, where the models go, and where those that others need come from.
var root = flag.String("root", ".", "root of the repository")

func main() {
	log.SetFlags(0)
	data := flag.String("data", "../shared/data", "folder of the corpora")
	only := flag.String("only", "", "names of models, separated by commas")
	flag.Parse()
	if err := run(*data, *only, *root); err != nil {
		log.Fatal("train: ", err)
	}
}

func run(data, only, root string) error {
	wanted := map[string]bool{}
	for name := range strings.SplitSeq(only, ",") {
		wanted[name] = true
	}
	for _, m := range models {
		if wanted[m.name] {
			if err := m.run(data, root); err != nil {
				return fmt.Errorf("%s: %w", m.name, err)
			}
			delete(wanted, m.name)
		}
	}
	if len(wanted) > 0 {
		return fmt.Errorf("-only %q: there are %s", only, names())
	}
	return nil
}

// names lists what can be trained.
func names() string {
	var list []string
	for _, m := range models {
		list = append(list, m.name)
	}
	return strings.Join(list, ", ")
}

// run trains the model's builds and writes files and card.
func (m model) run(data, root string) error {
	for _, f := range m.files() {
		start := time.Now()
		content, about, err := m.train(data, f.open)
		if err != nil {
			return err
		}
		path := filepath.Join(root, m.dir, f.path)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o666); err != nil {
			return err
		}
		if err := m.writeCard(filepath.Join(root, m.dir, m.name+".md"), f.section, content, about); err != nil {
			return err
		}
		log.Printf("%s, %s: %d bytes in %v\n%s", m.name, f.section, len(content), time.Since(start).Round(time.Second), about.Scores)
	}
	return nil
}

// modelFile is one file that a run writes.
type modelFile struct {
	path    string // below the model's folder
	section string // of the card
	open    bool   // learned from corpora with an open licence only
}

func (m model) files() (files []modelFile) {
	if m.builds == one {
		return []modelFile{{m.name + ".bin", "Both builds", true}}
	}
	for _, build := range []string{"default", "open"} {
		if m.builds == both || build == built {
			files = append(files, modelFile{build + "/" + m.name + ".bin", "The " + build + " build", build == "open"})
		}
	}
	return files
}

// writeCard writes the card, and keeps from the one there is the section on the build that is not trained now.
func (m model) writeCard(path, section string, content []byte, about card) error {
	sections := map[string]string{}
	if old, err := os.ReadFile(path); err == nil {
		for _, part := range strings.Split(string(old), "\n## ")[1:] {
			title, body, _ := strings.Cut(part, "\n")
			sections[title] = strings.TrimSpace(body)
		}
	}
	sections[section] = fmt.Sprintf("%s\n\n%s\n\nSize: %d bytes. SHA-256: `%x`.", strings.TrimSpace(about.Data), strings.TrimSpace(about.Scores), len(content), sha256.Sum256(content))
	var text strings.Builder
	fmt.Fprintf(&text, "# %s\n\n%s\n\nMade by %s, from the repository's root, which writes this card too.\n", m.name, strings.TrimSpace(about.Purpose), m.commands())
	for _, title := range []string{"Both builds", "The default build", "The open build"} {
		if body := sections[title]; body != "" && (m.builds == one) == (title == "Both builds") {
			fmt.Fprintf(&text, "\n## %s\n\n%s\n", title, body)
		}
	}
	fmt.Fprintf(&text, "\n## Known weaknesses\n\n%s\n", strings.TrimSpace(about.Weaknesses))
	return os.WriteFile(path, []byte(text.String()), 0o666)
}

// commands says how the model is made.
func (m model) commands() string {
	command := "`go run ./build/cmd/train -only " + m.name + "`"
	if m.builds == own {
		command += " and `go run -tags open ./build/cmd/train -only " + m.name + "`"
	}
	return command
}
