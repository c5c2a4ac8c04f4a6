package exchange

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/note/storetest"
)

// imported is a library that holds other versions of what a file brings, and the way to take its import back.
func imported(t *testing.T, onConflict string) (s *note.Memory, before string, undo *Undo) {
	t.Helper()
	ctx := context.Background()
	s = note.NewMemory()
	bring(t, s, parse(t, write(t, sample(), "backup").Text), Skip)
	mine := sample().Items[0].Article
	mine.Title = "mine"
	_, err := s.PutArticle(ctx, mine)
	storetest.Must(t, err)
	own := note.Note{ID: "own", ArticleID: "a", On: "article", Body: "mine, from before", Tags: []string{}}
	_, err = s.PutNote(ctx, own)
	storetest.Must(t, err)
	before = holds(t, s)

	e := sample()
	e.Items[0].Notes[0].Body = "from the file"
	third := storetest.Article("c")
	third.Rev = 1
	onThird := storetest.Note("n5", "c")
	onThird.Rev = 1
	e.Items = append(e.Items, Item{Article: third, Notes: []note.Note{onThird}, Reading: sampleReading()})
	l := library(t, s)
	batch, err := parse(t, write(t, e, "backup").Text).Batch(onConflict, l, ids())
	storetest.Must(t, err)
	var replaced []note.Article
	if len(batch.Replace) > 0 {
		replaced, err = s.Articles(ctx, batch.Replace)
		storetest.Must(t, err)
	}
	undo = NewUndo(&batch, l, replaced)
	storetest.Must(t, s.Import(ctx, batch))
	if holds(t, s) == before {
		t.Fatal("the import changed nothing")
	}
	return s, before, undo
}

var counters = regexp.MustCompile(`"rev":\d+|"sha256": "[0-9a-f]+"`)

// holds returns all that a store holds, but for how often it was written.
func holds(t *testing.T, s note.Store) string {
	t.Helper()
	return counters.ReplaceAllString(write(t, everything(t, s), "backup").Text, "")
}

func takeBack(t *testing.T, s note.Store, undo *Undo) (kept bool) {
	t.Helper()
	batch, kept, err := undo.Plan(library(t, s), func(ids []string) ([]note.Article, error) { return s.Articles(context.Background(), ids) })
	storetest.Must(t, err)
	storetest.Must(t, s.Import(context.Background(), batch))
	return kept
}

// An import that is taken back at once leaves the library as it was, also where an imported article was opened and read meanwhile.
func TestUndo(t *testing.T) {
	for _, onConflict := range []string{KeepBoth, Skip, Replace} {
		s, before, undo := imported(t, onConflict)
		read, err := s.Articles(context.Background(), []string{"c"})
		storetest.Must(t, err)
		read[0].Analyzer = "another"
		_, err = s.PutArticle(context.Background(), read[0])
		storetest.Must(t, err)
		if kept := takeBack(t, s, undo); kept {
			t.Errorf("%s: something is said to be kept", onConflict)
		}
		if after := holds(t, s); after != before {
			t.Errorf("%s:\n%s\nwant\n%s", onConflict, after, before)
		}
	}
}

// What was typed since the import stays, wherever it was typed, and nothing else does.
func TestUndoKeepsWhatWasTyped(t *testing.T) {
	ctx := context.Background()
	s, _, undo := imported(t, Replace)
	typed := func(id, article, body string) {
		t.Helper()
		_, err := s.PutNote(ctx, note.Note{ID: id, ArticleID: article, On: "article", Body: body, Tags: []string{}})
		storetest.Must(t, err)
	}
	_, err := s.PutArticle(ctx, note.Article{ID: "d", Title: "pasted since", Text: "text"})
	storetest.Must(t, err)
	typed("t1", "d", "typed in an article of its own")
	typed("t2", "a", "typed in a replaced article")
	typed("t3", "c", "typed in a new article")
	notes, err := s.Notes(ctx, "a")
	storetest.Must(t, err)
	for _, n := range notes {
		if n.ID == "n2" {
			n.Body = "an imported note, changed"
			_, err = s.PutNote(ctx, n)
			storetest.Must(t, err)
		}
	}
	storetest.Must(t, s.DeleteNotes(ctx, []string{"n3"}))
	if !takeBack(t, s, undo) {
		t.Error("nothing is said to be kept")
	}
	after := holds(t, s)
	for _, words := range []string{"pasted since", "typed in an article of its own", "typed in a replaced article", "typed in a new article", "an imported note, changed",
		`"title":"mine"`, "mine, from before", "line one", `"id":"c"`, `"id":"n5"`} {
		if !strings.Contains(after, words) {
			t.Errorf("%s is gone:\n%s", words, after)
		}
	}
	for _, words := range []string{"from the file", `"id":"n3"`} {
		if strings.Contains(after, words) {
			t.Errorf("%s is there:\n%s", words, after)
		}
	}
}
