// Package storetest is the suite that every note.Store passes: the one in memory natively, the one on IndexedDB in a browser.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/ascribe/ascribe/wasm/note"
)

// Run judges the stores that open returns. Open gives a new, empty library at each call and closes it when its test ends.
func Run(t *testing.T, open func(t *testing.T) note.Store) {
	for _, test := range []struct {
		name string
		run  func(t *testing.T, s note.Store)
	}{
		{"empty library", empty},
		{"saved and read again", savedAndRead},
		{"a newer record is not overwritten", conflict},
		{"a repeated put is answered again", repeated},
		{"what breaks the rules is refused", refused},
		{"a note needs its article", orphan},
		{"articles go with what belongs to them", deleteArticles},
		{"notes and corrections are deleted", deleteOthers},
		{"an import writes all", importAll},
		{"an import deletes single records", importDrops},
		{"an import with an error writes nothing", importNothing},
		{"an import that is cancelled writes nothing", importCancelled},
		{"an ended context ends the work", cancelled},
		{"writers at the same time", concurrent},
		{"any text", anyText},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
}

// Article returns an article with every field filled.
func Article(id string) note.Article {
	return note.Article{ID: id, Title: "Ferry " + id, Text: "The ferry may stop.\nNobody knows why 😀.", URL: "https://example.org/" + id, Outlet: "The Harbour",
		Author: "Ada Lund", Published: "2026-11-02", Created: "2026-11-03T08:00:00Z", Updated: "2026-11-03T08:00:00Z", Analyzer: "test 1"}
}

// Note returns a note on an article with every field filled.
func Note(id, articleID string) note.Note {
	return note.Note{ID: id, ArticleID: articleID, On: "hedge", Body: "Who says **may**?", Tags: []string{"ferry", "naïve"}, Status: "to-check",
		Anchor:  &note.Anchor{Start: 10, End: 13, Exact: "may", Prefix: "The ferry ", Suffix: " stop.", Sentence: 0, TextSha256: note.Hash("x")},
		Created: "2026-11-03T08:01:00Z", Updated: "2026-11-03T08:01:00Z", Analyzer: "test 1"}
}

// Correction returns a correction in an article, or everywhere if the id is empty.
func Correction(id, articleID string) note.Correction {
	c := note.Correction{ID: id, On: "actor", Act: "retype", Words: "Ferry", Value: "organization", Created: "2026-11-03T08:02:00Z"}
	if articleID != "" {
		c.ArticleID = &articleID
		c.Anchor = &note.Anchor{Start: 4, End: 9, Exact: "ferry", TextSha256: note.Hash("x")}
	}
	return c
}

// Must fails the test at once if err is not nil.
func Must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func ctx(t *testing.T) context.Context {
	c, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	t.Cleanup(cancel)
	return c
}

func wantCode(t *testing.T, err error, code note.Code) {
	t.Helper()
	if !errors.Is(err, &note.Error{Code: code}) {
		t.Fatalf("error %v, want %s", err, code)
	}
}

func wantCount(t *testing.T, s note.Store, articles, notes int) {
	t.Helper()
	a, n, err := s.Count(ctx(t))
	Must(t, err)
	if a != articles || n != notes {
		t.Fatalf("%d articles and %d notes, want %d and %d", a, n, articles, notes)
	}
}

func empty(t *testing.T, s note.Store) {
	wantCount(t, s, 0, 0)
	list, err := s.List(ctx(t))
	Must(t, err)
	articles, err := s.Articles(ctx(t), nil)
	Must(t, err)
	notes, err := s.Notes(ctx(t), "")
	Must(t, err)
	corrections, err := s.Corrections(ctx(t), "")
	Must(t, err)
	if list == nil || articles == nil || notes == nil || corrections == nil || len(list)+len(articles)+len(notes)+len(corrections) != 0 {
		t.Fatal("an empty library gives lists that are not empty, or nil")
	}
	_, err = s.Articles(ctx(t), []string{"nothing"})
	wantCode(t, err, note.NotFound)
}

func savedAndRead(t *testing.T, s note.Store) {
	var articles []note.Article
	for _, id := range []string{"b", "a"} {
		a, err := s.PutArticle(ctx(t), Article(id))
		Must(t, err)
		if want := Article(id); a.Rev != 1 || a.Text != want.Text {
			t.Fatalf("saved as %+v", a)
		}
		articles = append(articles, a)
	}
	n, err := s.PutNote(ctx(t), Note("n2", "a"))
	Must(t, err)
	whole := note.Note{ID: "n1", ArticleID: "a", On: "article"}
	m, err := s.PutNote(ctx(t), whole)
	Must(t, err)
	here, err := s.PutCorrection(ctx(t), Correction("c1", "a"))
	Must(t, err)
	everywhere, err := s.PutCorrection(ctx(t), Correction("c2", ""))
	Must(t, err)
	elsewhere, err := s.PutCorrection(ctx(t), Correction("c3", "b"))
	Must(t, err)

	got, err := s.Articles(ctx(t), []string{"a", "b"})
	Must(t, err)
	if !reflect.DeepEqual(got, []note.Article{articles[1], articles[0]}) {
		t.Errorf("articles: %+v", got)
	}
	notes, err := s.Notes(ctx(t), "a")
	Must(t, err)
	if !reflect.DeepEqual(notes, []note.Note{m, n}) || notes[0].Anchor != nil || notes[0].Tags == nil {
		t.Errorf("notes: %+v", notes)
	}
	if others, err := s.Notes(ctx(t), "b"); err != nil || len(others) != 0 {
		t.Errorf("notes of the other article: %v %v", others, err)
	}
	for id, want := range map[string][]note.Correction{"a": {here, everywhere}, "b": {everywhere, elsewhere}, "": {here, everywhere, elsewhere}} {
		got, err := s.Corrections(ctx(t), id)
		Must(t, err)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("corrections of %q: %+v", id, got)
		}
	}
	list, err := s.List(ctx(t))
	Must(t, err)
	if want := []note.Summary{note.Summarize(&articles[1], 2), note.Summarize(&articles[0], 0)}; !reflect.DeepEqual(list, want) {
		t.Errorf("list: %+v, want %+v", list, want)
	}
}

func conflict(t *testing.T, s note.Store) {
	a, err := s.PutArticle(ctx(t), Article("a"))
	Must(t, err)
	mine, theirs := a, a
	theirs.Title = "theirs"
	_, err = s.PutArticle(ctx(t), theirs)
	Must(t, err)
	mine.Title = "mine"
	_, err = s.PutArticle(ctx(t), mine)
	wantCode(t, err, note.Conflict)
	got, err := s.Articles(ctx(t), []string{"a"})
	Must(t, err)
	if got[0].Title != "theirs" || got[0].Rev != 2 {
		t.Errorf("after the conflict: %+v", got[0])
	}
	_, err = s.PutArticle(ctx(t), Article("a"))
	wantCode(t, err, note.Conflict)
	n, err := s.PutNote(ctx(t), Note("n", "a"))
	Must(t, err)
	Must(t, s.DeleteNotes(ctx(t), []string{"n"}))
	n.Body = "after its deletion"
	_, err = s.PutNote(ctx(t), n)
	wantCode(t, err, note.Conflict)
}

func repeated(t *testing.T, s note.Store) {
	a, err := s.PutArticle(ctx(t), Article("a"))
	Must(t, err)
	again := Article("a")
	again.Created, again.Updated = "later", "later"
	if b, err := s.PutArticle(ctx(t), again); err != nil || b != a {
		t.Errorf("article: %+v, %v", b, err)
	}
	n, err := s.PutNote(ctx(t), Note("n", "a"))
	Must(t, err)
	if b, err := s.PutNote(ctx(t), Note("n", "a")); err != nil || !reflect.DeepEqual(n, b) {
		t.Errorf("note: %+v, %v", b, err)
	}
	c, err := s.PutCorrection(ctx(t), Correction("c", "a"))
	Must(t, err)
	if b, err := s.PutCorrection(ctx(t), Correction("c", "a")); err != nil || !reflect.DeepEqual(c, b) {
		t.Errorf("correction: %+v, %v", b, err)
	}
}

func refused(t *testing.T, s note.Store) {
	a := Article("")
	_, err := s.PutArticle(ctx(t), a)
	wantCode(t, err, note.BadRequest)
	a = Article("a")
	a.URL = "javascript:alert(1)"
	_, err = s.PutArticle(ctx(t), a)
	wantCode(t, err, note.BadRequest)
	a = Article("a")
	a.Text = strings.Repeat("x", note.MaxText+1)
	_, err = s.PutArticle(ctx(t), a)
	wantCode(t, err, note.TooLarge)
	_, err = s.PutArticle(ctx(t), Article("a"))
	Must(t, err)
	n := Note("n", "a")
	n.Status = "true"
	_, err = s.PutNote(ctx(t), n)
	wantCode(t, err, note.BadRequest)
	n = Note("n", "a")
	n.Anchor.End = 1
	_, err = s.PutNote(ctx(t), n)
	wantCode(t, err, note.BadRequest)
	c := Correction("c", "")
	c.Words = ""
	_, err = s.PutCorrection(ctx(t), c)
	wantCode(t, err, note.BadRequest)
	wantCount(t, s, 1, 0)
}

func orphan(t *testing.T, s note.Store) {
	_, err := s.PutNote(ctx(t), Note("n", "a"))
	wantCode(t, err, note.NotFound)
	_, err = s.PutCorrection(ctx(t), Correction("c", "a"))
	wantCode(t, err, note.NotFound)
	wantCount(t, s, 0, 0)
}

// fill saves articles a and b with two notes each, and corrections in a, in b and everywhere.
func fill(t *testing.T, s note.Store) {
	t.Helper()
	for _, id := range []string{"a", "b"} {
		_, err := s.PutArticle(ctx(t), Article(id))
		Must(t, err)
		for _, n := range []string{"1", "2"} {
			_, err := s.PutNote(ctx(t), Note(id+n, id))
			Must(t, err)
		}
	}
	for _, id := range []string{"a", "b", ""} {
		_, err := s.PutCorrection(ctx(t), Correction("c"+id, id))
		Must(t, err)
	}
}

func deleteArticles(t *testing.T, s note.Store) {
	fill(t, s)
	Must(t, s.DeleteArticles(ctx(t), []string{"a", "not there"}))
	wantCount(t, s, 1, 2)
	if notes, err := s.Notes(ctx(t), "a"); err != nil || len(notes) != 0 {
		t.Errorf("notes left: %v %v", notes, err)
	}
	if left, err := s.Corrections(ctx(t), ""); err != nil || len(left) != 2 {
		t.Errorf("corrections left: %v %v", left, err)
	}
	Must(t, s.DeleteArticles(ctx(t), []string{"b"}))
	wantCount(t, s, 0, 0)
}

func deleteOthers(t *testing.T, s note.Store) {
	fill(t, s)
	Must(t, s.DeleteNotes(ctx(t), []string{"a1", "b1", "b2", "not there"}))
	wantCount(t, s, 2, 1)
	list, err := s.List(ctx(t))
	Must(t, err)
	if list[0].Notes != 1 || list[1].Notes != 0 {
		t.Errorf("notes in the list: %d and %d", list[0].Notes, list[1].Notes)
	}
	Must(t, s.DeleteCorrections(ctx(t), []string{"ca", "c"}))
	if left, err := s.Corrections(ctx(t), ""); err != nil || len(left) != 1 || left[0].ID != "cb" {
		t.Errorf("corrections left: %v %v", left, err)
	}
	Must(t, s.DeleteNotes(ctx(t), nil))
}

func importAll(t *testing.T, s note.Store) {
	fill(t, s)
	a, n, c := Article("a"), Note("new", "a"), Correction("cnew", "a")
	a.Rev, a.Title, n.Rev, c.Rev = 7, "Imported", 3, 2
	onB := Note("onB", "b")
	onB.Rev = 1
	told := [2]int{}
	Must(t, s.Import(ctx(t), note.Batch{Replace: []string{"a"}, Articles: []note.Article{a}, Notes: []note.Note{n, onB}, Corrections: []note.Correction{c},
		Progress: func(done, total int) { told = [2]int{done, total} }}))
	if told != [2]int{4, 4} {
		t.Errorf("told of %d records of %d", told[0], told[1])
	}
	wantCount(t, s, 2, 4)
	got, err := s.Articles(ctx(t), []string{"a"})
	Must(t, err)
	if got[0] != a {
		t.Errorf("article: %+v", got[0])
	}
	notes, err := s.Notes(ctx(t), "a")
	Must(t, err)
	if !reflect.DeepEqual(notes, []note.Note{n}) {
		t.Errorf("notes: %+v", notes)
	}
	list, err := s.List(ctx(t))
	Must(t, err)
	if list[0].Notes != 1 || list[1].Notes != 3 || list[0].Title != "Imported" {
		t.Errorf("list: %+v", list)
	}
	corrections, err := s.Corrections(ctx(t), "a")
	Must(t, err)
	if len(corrections) != 2 || !reflect.DeepEqual(corrections[1], c) {
		t.Errorf("corrections: %+v", corrections)
	}
}

func importDrops(t *testing.T, s note.Store) {
	fill(t, s)
	n := Note("new", "b")
	n.Rev = 1
	Must(t, s.Import(ctx(t), note.Batch{DropNotes: []string{"a1", "b1", "b2", "not there"}, DropCorrections: []string{"cb", "not there"}, Notes: []note.Note{n}}))
	wantCount(t, s, 2, 2)
	list, err := s.List(ctx(t))
	Must(t, err)
	if list[0].Notes != 1 || list[1].Notes != 1 {
		t.Errorf("notes in the list: %d and %d", list[0].Notes, list[1].Notes)
	}
	if left, err := s.Corrections(ctx(t), ""); err != nil || len(left) != 2 || left[0].ID != "c" || left[1].ID != "ca" {
		t.Errorf("corrections left: %v %v", left, err)
	}
}

func importNothing(t *testing.T, s note.Store) {
	fill(t, s)
	bad := Note("bad", "nowhere")
	wantCode(t, s.Import(ctx(t), note.Batch{Replace: []string{"a"}, Articles: []note.Article{Article("x")}, Notes: []note.Note{bad}}), note.BadRequest)
	onReplaced := Note("bad", "a")
	wantCode(t, s.Import(ctx(t), note.Batch{Replace: []string{"a"}, Notes: []note.Note{onReplaced}}), note.BadRequest)
	bad = Note("bad", "b")
	bad.On = "nonsense"
	wantCode(t, s.Import(ctx(t), note.Batch{Replace: []string{"a"}, Notes: []note.Note{bad}}), note.BadRequest)
	wantCount(t, s, 2, 4)
}

// importCancelled cancels as soon as the first records are told of. A store that tells only of the end has written all by then.
func importCancelled(t *testing.T, s note.Store) {
	fill(t, s)
	c, cancel := context.WithCancel(context.Background())
	defer cancel()
	b := note.Batch{Replace: []string{"a"}, Articles: []note.Article{Article("a")}}
	for i := range 1000 {
		b.Notes = append(b.Notes, Note(fmt.Sprint("n", i), "a"))
	}
	b.Progress = func(int, int) { cancel() }
	err := s.Import(c, b)
	if err == nil {
		wantCount(t, s, 2, 1002)
		return
	}
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	wantCount(t, s, 2, 4)
}

func cancelled(t *testing.T, s note.Store) {
	fill(t, s)
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	a := Article("late")
	_, err := s.PutArticle(ended, a)
	_, listErr := s.List(ended)
	_, notesErr := s.Notes(ended, "a")
	_, articlesErr := s.Articles(ended, []string{"a"})
	for _, err := range []error{err, listErr, notesErr, articlesErr, s.DeleteArticles(ended, []string{"a"}), s.Import(ended, note.Batch{Articles: []note.Article{a}})} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v, want the context's", err)
		}
	}
	wantCount(t, s, 2, 4)
}

func concurrent(t *testing.T, s note.Store) {
	_, err := s.PutArticle(ctx(t), Article("a"))
	Must(t, err)
	c := ctx(t)
	const writers = 8
	results := make(chan error, 2*writers)
	for i := range writers {
		go func() {
			_, err := s.PutNote(c, Note(fmt.Sprint("n", i), "a"))
			results <- err
		}()
		go func() {
			a := Article("a")
			a.Rev, a.Title = 1, fmt.Sprint("writer ", i)
			_, err := s.PutArticle(c, a)
			if err != nil && !errors.Is(err, &note.Error{Code: note.Conflict}) {
				results <- err
				return
			}
			results <- nil
		}()
	}
	for range 2 * writers {
		Must(t, <-results)
	}
	wantCount(t, s, 1, writers)
	list, err := s.List(ctx(t))
	Must(t, err)
	if list[0].Notes != writers || list[0].Rev != 2 {
		t.Errorf("of the writers one must win and no note be lost: %+v", list[0])
	}
}

func anyText(t *testing.T, s note.Store) {
	for i, text := range []string{"", "\x00\x01", "<script>alert(1)</script>", "שלום עולם \u202e", "e\u0301 👩\u200d🚀", strings.Repeat("long line ", 200_000)} {
		a := Article(fmt.Sprint("t", i))
		a.Text, a.Title = text, text[:min(len(text), 100)]
		saved, err := s.PutArticle(ctx(t), a)
		Must(t, err)
		got, err := s.Articles(ctx(t), []string{a.ID})
		Must(t, err)
		if got[0] != saved || got[0].Text != text {
			t.Errorf("text %d is not the same when read again", i)
		}
	}
}
