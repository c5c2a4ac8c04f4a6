// Train learns the models that the program embeds, from a folder of labelled corpora, and writes a card beside each.
//
//	go run ./build/cmd/train -data ../shared/data                 all models, both builds
//	go run ./build/cmd/train -data ../shared/data -only tags,trees
//	go run ./build/cmd/train -data ../shared/data -only names -build open
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
// Training is deterministic: the same corpora and the same program give the same bytes. The program includes the models that it was
// built with: names, hedges and sources are learned from texts as these read them. So when words, tags or trees have
// changed, build and run it again for the three.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// models is the table of what can be trained, in the order in which it must be: later ones may use earlier ones' files.
var models = []model{
	{name: "words", dir: "wasm/english/models", one: true, train: trainWords},
	{name: "tags", dir: "wasm/english/models", one: true, train: trainTags},
	{name: "lemmas", dir: "wasm/english/models", one: true, train: trainLemmas},
	{name: "trees", dir: "wasm/english/models", one: true, train: trainTrees},
	{name: "names", dir: "wasm/english/models", train: trainNames},
	{name: "hedges", dir: "wasm/hedge/models", train: trainHedges},
}

// model is one trainable model.
type model struct {
	name string
	dir  string // of the files, from the root of the repository: "wasm/english/models"
	one  bool   // one file for both builds
	// train learns from the corpora in the data folder; open restricts it to those with an open licence. It returns the
	// file's content and what the card says about it.
	train func(data string, open bool) ([]byte, card, error)
}

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
	build := flag.String("build", "both", "default, open or both")
	only := flag.String("only", "", "names of models, separated by commas; all if empty")
	flag.Parse()
	if err := run(*data, *build, *only, *root); err != nil {
		log.Fatal("train: ", err)
	}
}

func run(data, build, only, root string) error {
	builds := []string{"default", "open"}
	if build != "both" {
		if !slices.Contains(builds, build) {
			return fmt.Errorf("there is no build %q", build)
		}
		builds = []string{build}
	}
	wanted := map[string]bool{}
	for name := range strings.SplitSeq(only, ",") {
		if name != "" {
			wanted[name] = true
		}
	}
	for _, m := range models {
		if only == "" || wanted[m.name] {
			if err := m.run(data, builds, root); err != nil {
				return fmt.Errorf("%s: %w", m.name, err)
			}
			delete(wanted, m.name)
		}
	}
	if len(wanted) > 0 {
		return fmt.Errorf("there are no models %v", wanted)
	}
	return nil
}

// run trains the model's builds and writes files and card.
func (m model) run(data string, builds []string, root string) error {
	if m.one {
		builds = []string{"open"}
	}
	for _, build := range builds {
		start := time.Now()
		content, about, err := m.train(data, build == "open")
		if err != nil {
			return err
		}
		dir, section := filepath.Join(root, m.dir, build), "The "+build+" build"
		if m.one {
			dir, section = filepath.Join(root, m.dir), "Both builds"
		}
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, m.name+".bin"), content, 0o666); err != nil {
			return err
		}
		if err := m.writeCard(filepath.Join(root, m.dir, m.name+".md"), section, content, about); err != nil {
			return err
		}
		log.Printf("%s, %s: %d bytes in %v\n%s", m.name, section, len(content), time.Since(start).Round(time.Second), about.Scores)
	}
	return nil
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
	fmt.Fprintf(&text, "# %s\n\n%s\n\nMade by `go run ./build/cmd/train -only %s`, from the repository's root, which writes this card too.\n", m.name, strings.TrimSpace(about.Purpose), m.name)
	for _, title := range []string{"Both builds", "The default build", "The open build"} {
		if body := sections[title]; body != "" && m.one == (title == "Both builds") {
			fmt.Fprintf(&text, "\n## %s\n\n%s\n", title, body)
		}
	}
	fmt.Fprintf(&text, "\n## Known weaknesses\n\n%s\n", strings.TrimSpace(about.Weaknesses))
	return os.WriteFile(path, []byte(text.String()), 0o666)
}
