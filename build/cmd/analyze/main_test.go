package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ascribe/ascribe/wasm/english"
)

// run gives the input to a batch and returns what it wrote, line by line, and its complaints.
func run(t *testing.T, input string, tokens bool) (lines []string, complaints string, failed int) {
	t.Helper()
	var out, errs bytes.Buffer
	b := batch{engine: english.New(), tokens: tokens, out: bufio.NewWriter(&out), errors: &errs}
	if err := b.lines(strings.NewReader(input)); err != nil {
		t.Fatal(err)
	}
	if out.Len() > 0 {
		lines = strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	}
	return lines, errs.String(), b.failed
}

func TestLines(t *testing.T) {
	input := `{"id": "one", "text": "Anna Holm said the bridge was closed.", "other": [1, {"text": 2}]}
not json
{"id": "two"}
{"id": 3, "text": "x"}
["id", "text"]
null
{"id": "four", "Text": "wrong", "text": null}

{"text": "é😀 Anna", "ID": "x", "id": "five"}
{"id": "six", "text": ""}` // no line break at the end
	lines, complaints, failed := run(t, input, true)
	var ids []string
	for _, line := range lines {
		var r struct {
			ID        string
			Sentences [][2]int
			Tokens    []struct{ Span [2]int }
			Actors    []any
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		if r.Sentences == nil || r.Actors == nil || r.Tokens == nil {
			t.Errorf("%s: a list is null or missing: %s", r.ID, line)
		}
		if r.ID == "five" && r.Tokens[len(r.Tokens)-1].Span != [2]int{3, 7} {
			t.Errorf("positions do not count code points: %v", r.Tokens)
		}
		ids = append(ids, r.ID)
	}
	if got := strings.Join(ids, " "); got != "one five six" {
		t.Errorf("readings of %s", got)
	}
	if failed != 6 || strings.Count(complaints, "\n") != 6 {
		t.Errorf("%d failed: %s", failed, complaints)
	}
	for _, n := range []string{"line 2:", "line 3:", "line 4:", "line 5:", "line 6:", "line 7:"} {
		if !strings.Contains(complaints, n) {
			t.Errorf("no complaint about %s in %s", n, complaints)
		}
	}
}

func TestTokensOnlyWhenAsked(t *testing.T) {
	lines, _, _ := run(t, `{"id": "a", "text": "Anna said so."}`, false)
	if len(lines) != 1 || strings.Contains(lines[0], `"tokens"`) {
		t.Errorf("tokens in %q", lines)
	}
}

func TestLongLineAndBadBytes(t *testing.T) {
	long := strings.Repeat("Anna said so. ", 20000)
	lines, complaints, _ := run(t, "\ufeff"+`{"id":"long","text":"`+long+"\"}\r\n"+`{"id":"bad","text":"Anna `+"\xff\xfe"+` said \ud800 so."}`+"\n", false)
	if len(lines) != 2 || complaints != "" {
		t.Errorf("%d readings, complaints: %s", len(lines), complaints)
	}
}

func TestFiles(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(name, []byte("Anna\xff said so."), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	b := batch{engine: english.New(), out: bufio.NewWriter(&out), errors: &errs}
	if err := b.files([]string{name, name + ".missing"}); err != nil {
		t.Fatal(err)
	}
	var r struct{ ID string }
	if err := json.Unmarshal(out.Bytes(), &r); err != nil || r.ID != name {
		t.Errorf("reading %q, %v", out.String(), err)
	}
	if b.failed != 1 || !strings.Contains(errs.String(), ".missing") {
		t.Errorf("the missing file is not reported: %q", errs.String())
	}
}
