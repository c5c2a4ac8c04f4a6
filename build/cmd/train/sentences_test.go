package main

import (
	"strings"
	"testing"
)

func TestUnmark(t *testing.T) {
	text, gold, err := unmark("“[1t [2s We] [2c want] [2t our land]],” [1s a farmer] [1c said]. “[1t Now.]”")
	if want := "“We want our land,” a farmer said. “Now.”"; err != nil || text != want {
		t.Fatalf("got %q, %v, want %q", text, err, want)
	}
	parts := func(n int) string {
		var list []string
		for _, s := range append(append(gold[n].Source, gold[n].Cue...), gold[n].Content...) {
			list = append(list, s.Of(text))
		}
		return strings.Join(list, "|")
	}
	if len(gold) != 2 || parts(0) != "a farmer|said|We want our land|Now." || parts(1) != "We|want|our land" {
		t.Errorf("got %d attributions: %q, %q", len(gold), parts(0), parts(1))
	}
	for _, line := range []string{"[1s A farmer said.", "[1x A farmer] said."} {
		if _, _, err := unmark(line); err == nil {
			t.Errorf("%q has no error", line)
		}
	}
}

func TestSentences(t *testing.T) {
	lines, err := sentenceLines()
	if err != nil || len(lines) == 0 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	for _, line := range lines {
		text, gold, err := unmark(line)
		if err != nil || strings.ContainsAny(text, "[]") {
			t.Errorf("%q: %v", line, err)
		}
		for _, x := range gold {
			if len(x.Cue) == 0 { // what was not said has no content: "declined to comment"
				t.Errorf("%q has an attribution without a cue", line)
			}
		}
	}
}
