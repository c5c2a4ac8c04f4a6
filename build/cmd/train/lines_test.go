package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLines(t *testing.T) {
	type record struct{ Text string }
	for _, c := range []struct {
		name, content string
		want          string // the texts, and the end of the error if there is one
	}{
		{"all", "{\"text\": \"one\"}\n{\"text\": \"two\", \"more\": 1}\n", "one two "},
		{"no line feed at the end", "{\"text\": \"one\"}", "one "},
		{"empty", "", ""},
		{"a broken line", "{\"text\": \"one\"}\n{\"text\":\n{\"text\": \"two\"}\n", "one all.jsonl: unexpected end of JSON input"},
	} {
		path := filepath.Join(t.TempDir(), "all.jsonl")
		if err := os.WriteFile(path, []byte(c.content), 0o666); err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for r, err := range lines[record](path) {
			if err != nil {
				got.WriteString(strings.TrimPrefix(err.Error(), filepath.Dir(path)+string(filepath.Separator)))
				continue
			}
			got.WriteString(r.Text + " ")
		}
		if got.String() != c.want {
			t.Errorf("%s: %q, want %q", c.name, got.String(), c.want)
		}
	}
	for _, err := range lines[record](filepath.Join(t.TempDir(), "none")) {
		if err == nil {
			t.Error("a file that is not there is read")
		}
	}
}
