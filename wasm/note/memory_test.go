package note_test

import (
	"testing"

	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/note/storetest"
)

func TestMemory(t *testing.T) {
	storetest.Run(t, func(t *testing.T) note.Store { return note.NewMemory() })
}

func TestSummarize(t *testing.T) {
	a := note.Article{ID: "a", Rev: 3, Text: " Two 😀words\u00a0– here & 8\n"}
	if s := note.Summarize(&a, 2); s.Words != 4 || s.Size != 24 || s.Notes != 2 || s.Rev != 3 {
		t.Errorf("%+v", s)
	}
}
