package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCards holds every committed model to the checksum on its card, so that no model changes without its card.
func TestCards(t *testing.T) {
	for _, m := range models {
		dir := filepath.Join("..", "..", "..", m.dir)
		text, err := os.ReadFile(filepath.Join(dir, m.name+".md"))
		if err != nil {
			t.Errorf("%s has no card: %v", m.name, err)
			continue
		}
		files := []string{filepath.Join("default", m.name+".bin"), filepath.Join("open", m.name+".bin")}
		if m.builds == one {
			files = []string{m.name + ".bin"}
		}
		for _, file := range files {
			content, err := os.ReadFile(filepath.Join(dir, file))
			if err != nil {
				t.Error(err)
				continue
			}
			if sum := fmt.Sprintf("%x", sha256.Sum256(content)); !strings.Contains(string(text), sum) {
				t.Errorf("%s of %s has the checksum %s, which is not on its card", file, m.name, sum)
			}
		}
	}
}

func TestWriteCard(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.md")
	m := model{name: "m", builds: both}
	for _, c := range []struct{ section, data string }{{"The default build", "old"}, {"The open build", "open data"}, {"The default build", "new"}} {
		if err := m.writeCard(path, c.section, []byte("x"), card{Purpose: "p", Data: c.data, Scores: "s", Weaknesses: "w"}); err != nil {
			t.Fatal(err)
		}
	}
	text, _ := os.ReadFile(path)
	for _, want := range []string{"open data", "new", "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Contains(string(text), "old") {
		t.Error("the replaced section is still there")
	}
}
