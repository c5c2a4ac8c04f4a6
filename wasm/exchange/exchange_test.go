package exchange

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"sort"
	"strings"
	"testing"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/hedge"
	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/note/storetest"
	"github.com/ascribe/ascribe/wasm/reading"
	"github.com/ascribe/ascribe/wasm/shape"
	"github.com/ascribe/ascribe/wasm/source"
)

const text = `The Harbour Times reported that two officials, who were not allowed to speak, said the ferry may stop 😀.
"=1+1 <b>is</b> my rule," Ada Lund said. It may rain.`

func at(words string) article.Span {
	i := strings.Index(text, words)
	if i < 0 {
		panic(words)
	}
	return article.Span{Start: i, End: i + len(words)}
}

func spans(list ...string) (out []article.Span) {
	for _, words := range list {
		out = append(out, at(words))
	}
	return out
}

func sampleReading() *reading.Reading {
	second := article.Span{Start: strings.Index(text, "\n") + 1, End: len(text)}
	rain := strings.LastIndex(text, "may")
	return &reading.Reading{Analyzer: "hand",
		Article: &article.Article{Text: text, Paragraphs: []article.Paragraph{{Span: article.Span{End: second.Start - 1}}, {Span: second}}},
		Actors: []actor.Actor{
			{Name: "Harbour Times", Type: actor.Organization, Mentions: []actor.Mention{{Span: at("Harbour Times")}}},
			{Name: "two officials", Type: actor.Group, Mentions: []actor.Mention{{Span: at("two officials"), Form: actor.Nominal}}},
			{Name: "Ada Lund", Mentions: []actor.Mention{{Span: at("Ada Lund")}}},
			{Name: "ferry", Type: actor.Place, Mentions: []actor.Mention{{Span: at("stop")}}},
		},
		Attributions: []source.Attribution{
			{Source: spans("The Harbour Times"), Cue: spans("reported"), Content: spans("that two officials, who were not allowed to speak, said the ferry may stop 😀"), Kind: source.Media, Named: true, Speaker: "Harbour Times", Parent: -1},
			{Source: spans("two officials"), Cue: spans("said"), Content: spans("the ferry may stop 😀"), Reason: spans("who were not allowed to speak"), Kind: source.Group, Speaker: "two officials", Actor: 1},
			{Source: spans("Ada Lund"), Cue: []article.Span{{Start: strings.LastIndex(text, "said"), End: strings.LastIndex(text, "said") + 4}}, Content: spans(`"=1+1 <b>is</b> my rule,"`), Quote: source.Direct, Named: true, Speaker: "Ada Lund", Actor: 2, Parent: -1},
		},
		Hedges: []hedge.Hedge{
			{Cue: spans("may"), Scope: spans("the ferry may stop 😀"), Owner: 1},
			{Cue: []article.Span{{Start: rain, End: rain + 3}}, Scope: spans("It may rain"), Owner: -1},
		},
	}
}

func anchor(words string) *note.Anchor {
	a, ok := note.Describe(text, at(words), nil)
	if !ok {
		panic(words)
	}
	return &a
}

// sample is a library of two articles; the second has nothing in it but a note.
func sample() *Export {
	a, b := storetest.Article("a"), storetest.Article("b")
	a.Rev, b.Rev = 4, 1
	a.Text, a.Title = text, `Ferry: "to stop"? <script>`
	onStop := storetest.Note("n1", "a")
	onStop.Anchor, onStop.Body, onStop.Rev = anchor("ferry"), "line one\nline two <i>", 2
	onRain := storetest.Note("n2", "a")
	onRain.Anchor, onRain.Rev, onRain.On = anchor("rule"), 1, "selection"
	lost := storetest.Note("n3", "a")
	lost.Rev = 1
	lost.Anchor.Exact = "words that are gone"
	whole := note.Note{ID: "n4", Rev: 1, ArticleID: "b", On: "article", Body: "on the whole", Tags: []string{}}
	in, everywhere := storetest.Correction("c1", "a"), storetest.Correction("c2", "")
	in.Rev, everywhere.Rev = 1, 1
	other := sampleReading()
	other.Article = &article.Article{Text: b.Text}
	other.Actors, other.Attributions, other.Hedges = nil, nil, nil
	return &Export{Now: "2026-11-23T20:30:00.000Z", Version: "1.0", Everywhere: []note.Correction{everywhere}, Items: []Item{
		{a, []note.Note{onStop, onRain, lost}, []note.Correction{in}, sampleReading()},
		{b, []note.Note{whole}, nil, other},
	}}
}

func write(t *testing.T, e *Export, format string) File {
	t.Helper()
	e.Format = format
	f, err := Write(e)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// parsed reads a file whose reading nobody ends.
func parsed(text string) *Contents {
	c, err := Parse(text, func(int) error { return nil })
	if err != nil {
		panic(err)
	}
	return c
}

func parse(t *testing.T, text string) *Contents {
	t.Helper()
	c := parsed(text)
	if len(c.Problems) > 0 {
		t.Fatalf("problems: %+v", c.Problems)
	}
	return c
}

// library reads everything of a store.
func library(t *testing.T, s note.Store) *Library {
	t.Helper()
	ctx := context.Background()
	var l Library
	var err [3]error
	l.Articles, err[0] = s.List(ctx)
	l.Notes, err[1] = s.Notes(ctx, "")
	l.Corrections, err[2] = s.Corrections(ctx, "")
	for _, e := range err {
		storetest.Must(t, e)
	}
	return &l
}

// ids returns a maker of ids.
func ids() func() string {
	n := 0
	return func() string { n++; return fmt.Sprint("new-", n) }
}

// bring imports a file's contents into a store.
func bring(t *testing.T, s note.Store, c *Contents, onConflict string) {
	t.Helper()
	batch, err := c.Batch(onConflict, library(t, s), ids())
	storetest.Must(t, err)
	storetest.Must(t, s.Import(context.Background(), batch))
}

// everything makes an Export of all that a store holds.
func everything(t *testing.T, s note.Store) *Export {
	t.Helper()
	l := library(t, s)
	articles, err := s.Articles(context.Background(), nil)
	storetest.Must(t, err)
	e := &Export{Version: "1.0", Now: "2027-01-01T00:00:00Z"}
	for _, a := range articles {
		it := Item{Article: a}
		for _, n := range l.Notes {
			if n.ArticleID == a.ID {
				it.Notes = append(it.Notes, n)
			}
		}
		for _, c := range l.Corrections {
			if c.Article() == a.ID {
				it.Corrections = append(it.Corrections, c)
			}
		}
		e.Items = append(e.Items, it)
	}
	for _, c := range l.Corrections {
		if c.ArticleID == nil {
			e.Everywhere = append(e.Everywhere, c)
		}
	}
	return e
}

// A backup, and a W3C file, restore all that was in them.
func TestRestoreWithoutLoss(t *testing.T) {
	original := write(t, sample(), "backup")
	for _, format := range []string{"backup", "w3c"} {
		f := write(t, sample(), format)
		s := note.NewMemory()
		c := parse(t, f.Text)
		if c.Kind != format {
			t.Errorf("%s is read as %s", format, c.Kind)
		}
		bring(t, s, c, Skip)
		again := write(t, everything(t, s), "backup")
		if got := strings.Replace(again.Text, "2027-01-01T00:00:00Z", sample().Now, 1); got != original.Text {
			t.Errorf("after %s:\n%s\nwant\n%s", format, got, original.Text)
		}
		if again.Counts != original.Counts || original.Counts != (Counts{2, 4, 2}) {
			t.Errorf("counts %+v, %+v", again.Counts, original.Counts)
		}
	}
}

// A backup carries the page's settings, and its hash tells when they were changed.
func TestSettings(t *testing.T) {
	e := sample()
	e.Settings = `{"size":21,"theme":"paper"}`
	f := write(t, e, "backup")
	if got := parse(t, f.Text).Preview("t", &Library{}).Settings; got != e.Settings {
		t.Errorf("settings %s", got)
	}
	if c := parsed(strings.Replace(f.Text, `"size":21`, `"size":99`, 1)); len(c.Problems) != 1 || c.Fatal() {
		t.Errorf("changed settings: %+v", c.Problems)
	}
	large := strings.Replace(f.Text, "paper", strings.Repeat("p", maxSettings), 1)
	if c := parsed(large); c.Settings != "" || c.Fatal() {
		t.Errorf("settings of %d bytes are taken; %+v", len(c.Settings), c.Problems)
	}
	e.Settings = strings.Repeat(" ", maxSettings+1)
	if _, err := Write(e); err == nil {
		t.Error("settings without bound are written")
	}
	if got := parse(t, write(t, sample(), "backup").Text).Settings; got != "" {
		t.Errorf("settings %s, and none were written", got)
	}
}

func TestOneArticle(t *testing.T) {
	e := sample()
	e.Items, e.Everywhere = e.Items[:1], nil
	f := write(t, e, "article")
	if f.Name != "2026-11-23-Ferry-to-stop-script.ascribe.json" {
		t.Errorf("name %q", f.Name)
	}
	c := parse(t, f.Text)
	if c.Kind != KindArticle || !reflect.DeepEqual(c.Articles, []note.Article{e.Items[0].Article}) || !reflect.DeepEqual(c.Notes, e.Items[0].Notes) ||
		!reflect.DeepEqual(c.Corrections, e.Items[0].Corrections) {
		t.Errorf("%+v", c)
	}
	e.Items = nil
	e.Format = "article"
	if _, err := Write(e); err == nil {
		t.Error("an article file without an article is written")
	}
}

func TestConflicts(t *testing.T) {
	e := sample()
	c := parse(t, write(t, e, "backup").Text)
	filled := func() *note.Memory {
		s := note.NewMemory()
		bring(t, s, c, Skip)
		a := e.Items[0].Article
		a.Title = "mine"
		if _, err := s.PutArticle(context.Background(), a); err != nil {
			t.Fatal(err)
		}
		return s
	}
	for onConflict, want := range map[string]struct {
		titles             string
		notes, corrections int
		rev                int
	}{
		Skip:     {"mine; Ferry b", 4, 2, 5},
		Replace:  {`Ferry: "to stop"? <script>; Ferry b`, 4, 2, 6},
		KeepBoth: {`mine; Ferry b; Ferry: "to stop"? <script> (imported); Ferry b (imported)`, 8, 3, 5},
	} {
		s := filled()
		preview := c.Preview("t", library(t, s))
		if len(preview.Articles) != 2 || !preview.Articles[0].Here || preview.Articles[0].Notes != 3 || preview.Notes != 4 {
			t.Errorf("preview %+v", preview)
		}
		bring(t, s, c, onConflict)
		l := library(t, s)
		var titles []string
		for _, a := range l.Articles {
			titles = append(titles, a.Title)
		}
		if strings.Join(titles, "; ") != want.titles || len(l.Notes) != want.notes || len(l.Corrections) != want.corrections || l.Articles[0].Rev != want.rev {
			t.Errorf("%s: %q, %d notes, %d corrections, rev %d", onConflict, titles, len(l.Notes), len(l.Corrections), l.Articles[0].Rev)
		}
	}
}

func TestProblemsByLine(t *testing.T) {
	good := write(t, sample(), "backup").Text
	for _, c := range []struct {
		name, text string
		line       int
		says       string
		fatal      bool
	}{
		{"empty", "", 1, "ends before", true},
		{"cut off", good[:len(good)/2], 1 + strings.Count(good[:len(good)/2], "\n"), "ends before", true},
		{"not JSON", "{\n\"format\": \"ascribe/backup\",\n oops", 3, "not JSON", true},
		{"binary", "\x00\xff\x00", 1, "not JSON", true},
		{"another file", `{"name": "x"}`, 1, "neither", true},
		{"another format", `{"format": "other"}`, 1, "format", true},
		{"newer", strings.Replace(good, `"version": 1`, `"version": 2`, 1), 3, "newer", true},
		{"a note of another kind", strings.Replace(good, `"on":"article"`, `"on":"nonsense"`, 1), lineOf(good, `"on":"article"`), "refused: note.on: must be one of", true},
		{"a number for a text", strings.Replace(good, `"body":"on the whole"`, `"body":7`, 1), lineOf(good, "on the whole"), "not as it should be: body is of the wrong kind: number", true},
		{"a script for an address", strings.Replace(good, `"url":"https://example.org/b"`, `"url":"javascript:alert(1)"`, 1), lineOf(good, "example.org/b"), "refused", true},
		{"a record taken out", strings.Replace(good, good[strings.Index(good, `{"id":"n3"`):strings.Index(good, `{"id":"n4"`)], "", 1), 6, "less", true},
		{"a word changed", strings.Replace(good, "on the whole", "on the hole", 1), lineOf(good, `"sha256"`), "changed", false},
		{"an article twice", strings.Replace(strings.Replace(good, `{"id":"b"`, `{"id":"a"`, 1), `"articleId":"b"`, `"articleId":"a"`, 1), 0, "same id", true},
	} {
		got := parsed(c.text)
		if len(got.Problems) == 0 {
			t.Errorf("%s: no problem", c.name)
			continue
		}
		var last Problem
		for _, p := range got.Problems {
			if strings.Contains(p.Message, c.says) {
				last = p
			}
		}
		if last.Line != c.line || last.Fatal != c.fatal || last.Message == "" {
			t.Errorf("%s: %+v; want line %d, fatal %v, %q", c.name, got.Problems, c.line, c.fatal, c.says)
		}
		if _, err := got.Batch(Skip, &Library{}, ids()); (err != nil) != c.fatal {
			t.Errorf("%s: importing gives %v", c.name, err)
		}
	}
}

// What the page writes where the library cannot be reached, banners.tsx, can be imported and is not called changed.
func TestRescue(t *testing.T) {
	c := parsed(`{"format": "ascribe/backup", "version": 1, "exportedAt": "2026-11-27T08:00:00Z", "articles": [{"id": "a", "rev": 0, "title": "Ferry", "text": "It may stop."}],
		"notes": [{"id": "n", "rev": 0, "articleId": "a", "anchor": null, "on": "article", "body": "typed", "tags": [], "status": ""}], "corrections": []}`)
	if len(c.Problems) != 0 || len(c.Articles) != 1 || len(c.Notes) != 1 {
		t.Errorf("%+v", c)
	}
}

// A text that was changed in a file is not taken for the one that was read, noted and hashed.
func TestChangedText(t *testing.T) {
	for _, format := range []string{"backup", "article", "w3c"} {
		e := sample()
		e.Items = e.Items[:1]
		f := write(t, e, format)
		if c := parsed(strings.Replace(f.Text, `"text":"The Harbour Times reported`, `"text":"The Harbour Times denied`, 1)); !c.Fatal() || !strings.Contains(c.Problems[0].Message, "not the one that was written") {
			t.Errorf("%s: %+v", format, c.Problems)
		}
	}
}

// The program's first versions wrote notes without what had read the text, and articles without their hash.
func TestFirstVersions(t *testing.T) {
	const records = `{"id":"a","rev":1,"title":"Ferry","text":"It may stop.","url":"","outlet":"","author":"","published":"","created":"","updated":"","analyzer":"compiled 1.0 (model 12345678)"}
{"id":"n","rev":1,"articleId":"a","anchor":null,"on":"article","body":"who says?","tags":[],"status":"","created":"","updated":""}
`
	list := strings.Split(records, "\n")
	c := parse(t, `{"format":"ascribe/backup","version":1,"exportedAt":"2026-11-24T08:00:00Z","appVersion":"1.0","counts":{"articles":1,"notes":1,"corrections":0},
"articles":[`+list[0]+`],"notes":[`+list[1]+`],"corrections":[],"sha256":"`+note.Hash(records)+`"}`)
	if len(c.Notes) != 1 || c.Notes[0].Analyzer != "" || c.Articles[0].Analyzer != "compiled 1.0 (model 12345678)" {
		t.Errorf("%+v", c)
	}
}

// The reader's notes bear a nickname if there is one, and findings the program's name.
func TestNickname(t *testing.T) {
	e := sample()
	if f := write(t, e, "w3c"); !strings.Contains(f.Text, `"creator":{"type":"Person"}`) || strings.Contains(f.Text, "nickname") {
		t.Error("a note without a name has one")
	}
	e.Nickname = `Ada "L"`
	if f := write(t, e, "w3c"); strings.Count(f.Text, `"creator":{"type":"Person","nickname":"Ada \"L\""}`) != 4 || !strings.Contains(f.Text, `"creator":{"type":"Software","name":"Ascribe 1.0, hand"}`) {
		t.Error("the notes do not bear their writer's name")
	}
	e.Nickname = strings.Repeat("x", note.MaxField+1)
	if _, err := Write(e); err == nil {
		t.Error("a name without bound is written")
	}
}

// However many harmless problems come first, a fatal one counts.
func TestManyProblems(t *testing.T) {
	rows := strings.Repeat(`{"text": "on nothing"},`, 2*maxProblems)
	c := parsed(`{"rows": [` + rows + `{"uri": "https://example.org/", "tags": 7}]}`)
	if len(c.Problems) != maxProblems || !c.Fatal() {
		t.Errorf("%d problems, fatal: %v", len(c.Problems), c.Fatal())
	}
	if _, err := c.Batch(Skip, &Library{}, ids()); err == nil {
		t.Error("a broken file can be imported")
	}
}

func lineOf(text, words string) int {
	return 1 + strings.Count(text[:strings.Index(text, words)], "\n")
}

// A file that another program laid out anew is still whole.
func TestReformatted(t *testing.T) {
	var v any
	storetest.Must(t, json.Unmarshal([]byte(write(t, sample(), "backup").Text), &v))
	pretty, err := json.MarshalIndent(v, "", "  ")
	storetest.Must(t, err)
	c := parsed("\ufeff" + string(pretty))
	if c.Fatal() || len(c.Notes) != 4 {
		t.Errorf("%+v", c.Problems)
	}
}

const hypothesis = `{"total": 3, "rows": [
 {"id": "h1", "created": "2026-01-02T03:04:05Z", "updated": "2026-01-03T03:04:05Z", "uri": "https://example.org/ferry", "text": "who says?", "tags": ["ferry"],
  "document": {"title": ["Ferry may stop"]}, "target": [{"source": "https://example.org/ferry", "selector": [
   {"type": "RangeSelector", "startContainer": "/div[1]"}, {"type": "TextPositionSelector", "start": 90, "end": 108},
   {"type": "TextQuoteSelector", "exact": "the ferry may stop", "prefix": "said ", "suffix": " 😀."}]}]},
 {"id": "h2", "uri": "https://example.org/ferry", "text": "on the page", "tags": [], "document": {"title": ["Ferry may stop"]}, "target": [{"source": "https://example.org/ferry"}]},
 {"id": "h3", "text": "lost", "target": []}
]}`

func TestHypothesis(t *testing.T) {
	c := parsed(hypothesis)
	if c.Kind != KindHypothesis || c.Fatal() || len(c.Problems) != 1 || c.Problems[0].Line != 7 {
		t.Fatalf("%s %+v", c.Kind, c.Problems)
	}
	if len(c.Articles) != 1 || c.Articles[0].Text != passagesOnly+"\n\nthe ferry may stop" || c.Articles[0].Title != "Ferry may stop" || len(c.Notes) != 2 {
		t.Fatalf("%+v", c)
	}
	n := c.Notes[0]
	if n.Body != "who says?" || n.Tags[0] != "ferry" || n.Created == "" || n.Updated[:10] != "2026-01-03" || n.On != "selection" || c.Notes[1].On != "article" {
		t.Errorf("%+v", n)
	}
	if p := note.NewPlacer(text).Place(n.Anchor); p.State != note.Moved || p.Span != at("the ferry may stop") {
		t.Errorf("in the whole text: %+v", p)
	}
	// The library has the article: the notes join it, once.
	s := note.NewMemory()
	mine := storetest.Article("mine")
	mine.URL, mine.Text = "https://example.org/ferry", text
	_, err := s.PutArticle(context.Background(), mine)
	storetest.Must(t, err)
	for range 2 {
		bring(t, s, c, Skip)
		l := library(t, s)
		if len(l.Articles) != 1 || len(l.Notes) != 2 || l.Notes[0].ArticleID != "mine" {
			t.Errorf("%+v", l)
		}
	}
}

// What Hypothesis' sidebar exports has the same annotations, under another name, and says who wrote it out.
func TestHypothesisSidebar(t *testing.T) {
	_, rows, _ := strings.Cut(hypothesis, `"rows": [`)
	c := parsed(`{"export_date": "2026-01-03T03:04:05Z", "export_userid": "acct:ada@example.org", "client_version": "1.1700.0", "annotations": [` + rows)
	if want := parsed(hypothesis); c.Kind != KindHypothesis || c.Fatal() || !reflect.DeepEqual(c.Notes, want.Notes) || !reflect.DeepEqual(c.Articles, want.Articles) {
		t.Errorf("%s %+v %+v", c.Kind, c.Problems, c.Notes)
	}
}

func TestForeignW3C(t *testing.T) {
	one := `{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:x", "type": "Annotation", "body": "plain",
	 "target": {"source": {"id": "https://example.org/a"}, "selector": {"type": "TextQuoteSelector", "exact": "may", "prefix": "ferry "}}}`
	many := `{"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [` + one + `,
	 {"type": "Annotation", "target": "https://example.org/b", "body": [{"type": "TextualBody", "value": "t", "purpose": "tagging"}, {"type": "TextualBody", "value": "words"}]}]}}`
	for text, want := range map[string]string{one: "plain||may", "[" + one + "]": "plain||may", many: "plain||may; words|t|"} {
		c := parse(t, text)
		var got []string
		for _, n := range c.Notes {
			words := ""
			if n.Anchor != nil {
				words = n.Anchor.Exact
			}
			got = append(got, n.Body+"|"+strings.Join(n.Tags, ",")+"|"+words)
		}
		sort.Strings(got)
		if strings.Join(got, "; ") != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestTable(t *testing.T) {
	e := sample()
	e.Items = e.Items[:1]
	f := write(t, e, "csv")
	if !strings.HasSuffix(f.Text, "\r\n") || strings.Count(f.Text, "\r\n") != strings.Count(strings.ReplaceAll(f.Text, "line one\nline two", ""), "\n") {
		t.Error("lines do not end as RFC 4180 wants")
	}
	rows, err := csv.NewReader(strings.NewReader(f.Text)).ReadAll()
	storetest.Must(t, err)
	byID := map[string]map[string]string{}
	for _, r := range rows[1:] {
		byID[r[0]] = map[string]string{}
		for i, name := range rows[0] {
			byID[r[0]][name] = r[i]
		}
	}
	if len(rows) != 6 || len(rows[0]) != 21 {
		t.Fatalf("%d rows of %d", len(rows), len(rows[0]))
	}
	s2, s3, h2, n3 := byID["s2"], byID["s3"], byID["h2"], byID["n3"]
	for _, c := range []struct{ got, want string }{
		{s2["chain"], "Harbour Times > two officials"}, {s2["hedge"], "may"}, {s2["hedge_owner"], "speaker"}, {s2["named"], "false"},
		{s2["note"], "line one\nline two <i>"}, {s2["tags"], "ferry; naïve"}, {s2["status"], "to-check"}, {s2["paragraph"], "1"},
		{s2["statement"], "the ferry may stop 😀"}, {s2["start"], "83"}, {s2["end"], "103"},
		{s3["statement"], `"=1+1 <b>is</b> my rule,"`}, {s3["paragraph"], "2"}, {s3["start"], "105"}, {s3["speaker_type"], "person"}, {s3["note"], "Who says **may**?"},
		{h2["hedge_owner"], "reporter"}, {h2["speaker"], ""}, {h2["statement"], "It may rain"}, {h2["fragment_url"], "https://example.org/a#:~:text=It%20may%20rain"},
		{n3["statement"], "words that are gone"}, {n3["start"], ""},
		{s2["analyzer"], "hand"}, {s2["text_sha256"], note.Hash(text)}, {s2["note_analyzer"], "test 1"}, {h2["note_analyzer"], ""},
	} {
		if c.got != c.want {
			t.Errorf("cell %q, want %q", c.got, c.want)
		}
	}
}

func TestFormulaGuard(t *testing.T) {
	var b strings.Builder
	row(&b, "=1", "+1", "-1", "@x", "\tx", "\n=1", "a=1", "a;=1", `say "x"`, "a,b", "")
	if got, want := b.String(), "'=1,'+1,'-1,'@x,\"'\tx\",\"'\n=1\",a=1,\"a;=1\",\"say \"\"x\"\"\",\"a,b\",\r\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestReport(t *testing.T) {
	f := write(t, sample(), "html")
	for _, bad := range []string{"<script", "<i>", `<mark class="actor">stop`, "<b>is", "javascript:"} {
		if strings.Contains(f.Text, bad) {
			t.Errorf("%q from the text is in the page", bad)
		}
	}
	for _, want := range []string{`<mark class="source unnamed">two officials</mark>`, `<mark class="hedge">may</mark>`, "&lt;b&gt;is&lt;/b&gt;", "default-src 'none'",
		"reason given: who were not allowed to speak", "It does not say what is true", "@media print"} {
		if !strings.Contains(strings.ReplaceAll(f.Text, "actor source", "source"), want) && !strings.Contains(f.Text, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

// What is said to be so without a source has a heading that readers understand, and no line about a missing name.
func TestNoSource(t *testing.T) {
	if got := speaker(&source.Attribution{Kind: source.Unknown, Speaker: "unknown"}); got != "No source given" {
		t.Errorf("%q", got)
	}
	if got := (&ledger{kind: source.Unknown.String()}).about(); strings.Contains(got, "named") || strings.Contains(got, "reason") {
		t.Errorf("%q", got)
	}
}

// Marks are cut at the paragraphs that they cross, and drawn in each.
func TestPieces(t *testing.T) {
	text := "0123456789abcdef"
	item := Item{Article: note.Article{Text: text}, Reading: &reading.Reading{
		Article: &article.Article{Text: text, Paragraphs: []article.Paragraph{{Span: article.Span{Start: 0, End: 5}}, {Span: article.Span{Start: 6, End: 11}},
			{Span: article.Span{Start: 12, End: 14}}, {Span: article.Span{Start: 15, End: 16}}}},
		Actors:       []actor.Actor{{Mentions: []actor.Mention{{Span: article.Span{Start: 0, End: 9}}}}},
		Attributions: []source.Attribution{{Cue: []article.Span{{Start: 12, End: 14}}}},
		Hedges:       []hedge.Hedge{{Cue: []article.Span{{Start: 2, End: 4}}}},
	}}
	want := "[[{{0 2} actor} {{2 4} actor hedge} {{4 5} actor}] [{{6 9} actor} {{9 11} }] [{{12 14} cue}] [{{15 16} }]]"
	if got := fmt.Sprint(item.markedParagraphs()); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// A text that begins with its headline says it once, with its marks.
func TestReportHeadline(t *testing.T) {
	e := sample()
	e.Items = e.Items[:1]
	e.Items[0].Article.Title, _, _ = strings.Cut(text, "\n")
	_, body, _ := strings.Cut(write(t, e, "html").Text, "<body>")
	if !strings.HasPrefix(body, "\n<article><h1><mark class=\"source\">The </mark>") || strings.Count(body, "stop 😀.</") != 1 {
		t.Errorf("%s", body)
	}
}

func TestMarkdown(t *testing.T) {
	e := sample()
	e.Items[0].Article.Title += "\n\n# none"
	f := write(t, e, "markdown")
	for _, want := range []string{"title: \"Ferry: \\\"to stop\\\"? <script>\\n\\n# none\"\n", "# Ferry: \"to stop\"? \\<script\\> \\# none\n", "### two officials\n\ngroup, not named; reason given: who were not allowed to speak; how they know: not stated",
		"> the ferry may stop 😀[^", "(Harbour Times \\> two officials)", "line one\n    line two <i> #ferry #naïve (to-check)", "> words that are gone", "on the whole"} {
		if !strings.Contains(f.Text, want) {
			t.Errorf("%q is missing in\n%s", want, f.Text)
		}
	}
}

// All articles stand in one file, where each footnote needs a number of its own.
func TestMarkdownFootnotes(t *testing.T) {
	e := sample()
	e.Items = []Item{e.Items[0], e.Items[0]}
	f := write(t, e, "markdown")
	for n := range 6 {
		if mark := fmt.Sprintf("\n[^%d]: ", n+1); strings.Count(f.Text, mark) != 1 {
			t.Errorf("%q stands there %d times", mark, strings.Count(f.Text, mark))
		}
	}
}

func TestQuotedMarkdown(t *testing.T) {
	if got, want := quoted("- one\r\n\n2. two\n    three\n===\n4 five\n*six*"), "\\- one\n> 2\\. two\n> three\n> \\===\n> 4 five\n> \\*six\\*"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestClaims(t *testing.T) {
	var g struct {
		Graph []struct {
			Type       string `json:"@type"`
			Text       string
			Author     struct{ Name, Description string }
			Appearance struct{ URL, Headline string }
			Result     []struct {
				ID string `json:"@id"`
			}
		} `json:"@graph"`
	}
	f := write(t, sample(), "claims")
	storetest.Must(t, json.Unmarshal([]byte(f.Text), &g))
	if len(g.Graph) != 5 || g.Graph[1].Author.Description != "not named in the article; as told by Harbour Times" || !strings.Contains(g.Graph[1].Appearance.URL, "#:~:text=") {
		t.Errorf("%+v", g)
	}
	if found := g.Graph[3]; found.Type != "CreateAction" || len(found.Result) != 3 || found.Result[0].ID != "urn:ascribe:a:s1" {
		t.Errorf("%+v does not say that the claims were found", found)
	}
	if strings.Contains(f.Text, "ating") {
		t.Error("a claim is rated")
	}
}

func TestW3CModel(t *testing.T) {
	var d map[string]any
	f := write(t, sample(), "w3c")
	storetest.Must(t, json.Unmarshal([]byte(f.Text), &d))
	items := d["first"].(map[string]any)["items"].([]any)
	if int(d["total"].(float64)) != len(items) || d["type"] != "AnnotationCollection" {
		t.Error("the collection does not say what it holds")
	}
	points := []rune(text)
	for _, item := range items {
		a := item.(map[string]any)
		if a["type"] != "Annotation" || a["id"] == "" || a["target"] == nil || a["motivation"] == nil {
			t.Errorf("%v", a)
		}
		if a["motivation"] != "classifying" {
			continue
		}
		selectors := a["target"].(map[string]any)["selector"].([]any)
		position, quote := selectors[0].(map[string]any), selectors[1].(map[string]any)
		if got := string(points[int(position["start"].(float64)):int(position["end"].(float64))]); got != quote["exact"] {
			t.Errorf("position says %q, quote %q", got, quote["exact"])
		}
	}
}

// Every finding has a place of its own in the file, which must not cost a way through the whole text each. What is allocated tells
// more reliably than the clock: a table of the text's borders for each finding would make twice the text take four times as much.
func TestW3CIsLinear(t *testing.T) {
	const sentence = "Ada Lund said the ferry – or what is left of it – may stop.\n"
	allocated := func(sentences int) uint64 {
		a := storetest.Article("a")
		a.Text = strings.Repeat(sentence, sentences)
		r := &reading.Reading{Article: &article.Article{Text: a.Text}}
		for i := range sentences {
			may := i*len(sentence) + strings.Index(sentence, "may")
			r.Hedges = append(r.Hedges, hedge.Hedge{Cue: []article.Span{{Start: may, End: may + 3}}, Owner: -1})
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f := write(t, &Export{Now: "2026-11-23T20:30:00Z", Items: []Item{{Article: a, Reading: r}}}, "w3c")
		runtime.ReadMemStats(&after)
		if n := strings.Count(f.Text, `"exact":"may"`); n != sentences {
			t.Errorf("%d places of %d", n, sentences)
		}
		return after.TotalAlloc - before.TotalAlloc
	}
	if one, two := allocated(1500), allocated(3000); two > 3*one {
		t.Errorf("%d bytes are allocated for a text, %d for one twice as long", one, two)
	}
}

func TestFragmentURL(t *testing.T) {
	for _, c := range []struct{ url, text, want string }{
		{"https://x.org/a", "one-two, three & four", "https://x.org/a#:~:text=one%2Dtwo%2C%20three%20%26%20four"},
		{"https://x.org/a#b", "one", "https://x.org/a#b:~:text=one"},
		{"https://x.org/a#:~:text=two", "one", "https://x.org/a#:~:text=one"},
		{"https://x.org/", "1 2 3 4 5 6 7 8 9 10 11", "https://x.org/#:~:text=1%202%203%204%205,7%208%209%2010%2011"},
		{"file:///x", "one", ""}, {"https://x.org", " ", ""},
	} {
		if got := FragmentURL(c.url, c.text); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// A file that shows findings says what has found them, and in which text.
func TestReproducible(t *testing.T) {
	const analyzer = "compiled 9 (models 12345678)"
	for _, format := range []string{"backup", "article", "w3c", "markdown", "csv", "html", "claims"} {
		e := sample()
		e.Items = e.Items[:1]
		e.Items[0].Article.Analyzer, e.Items[0].Reading.Analyzer = analyzer, analyzer
		if f := write(t, e, format); !strings.Contains(f.Text, analyzer) || !strings.Contains(f.Text, note.Hash(text)) {
			t.Errorf("%s does not", format)
		}
	}
}

// A large file is read in steps: whoever waits hears of it all along, and can end the work in the middle of it.
func TestLargeFile(t *testing.T) {
	e := sample()
	e.Items = e.Items[:1]
	e.Items[0].Article.Text = strings.Repeat("The ferry may stop. ", 10_000)
	for i := range 400 {
		n := storetest.Note(fmt.Sprint("n", i), "a")
		n.Body = strings.Repeat("x", 1000)
		e.Items[0].Notes = append(e.Items[0].Notes, n)
	}
	for _, format := range []string{"backup", "w3c"} {
		text := write(t, e, format).Text
		last, longest, steps := 0, 0, 0
		_, err := Parse(text, func(done int) error {
			longest, last, steps = max(longest, done-last), done, steps+1
			return nil
		})
		storetest.Must(t, err)
		if longest > 2*shape.Piece || last != len(text) || steps < 400 {
			t.Errorf("%s: %d steps, the longest of %d bytes, the last at %d of %d", format, steps, longest, last, len(text))
		}
		for _, at := range []int{0, len(text) / 2, len(text)} {
			c, err := Parse(text, func(done int) error {
				if done >= at {
					return context.Canceled
				}
				return nil
			})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%s, ended at %d of %d: %v, %d notes", format, at, len(text), err, len(c.Notes))
			}
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	for _, e := range []*Export{{Format: "exe", Now: "2026-11-23T20:30:00Z"}, {Format: "backup", Now: "now"}, {Format: "backup", Now: "../../../../etc/x"}} {
		if f, err := Write(e); err == nil {
			t.Errorf("%+v", f)
		}
	}
}

// Any bytes are read without a crash, and what is accepted can be imported.
func FuzzParse(f *testing.F) {
	for _, format := range []string{"backup", "article", "w3c"} {
		e := sample()
		e.Items, e.Format = e.Items[:1], format
		file, err := Write(e)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(file.Text)
	}
	f.Add(hypothesis)
	f.Add(`[{"target":["x",null,{"source":{"id":"y"}}],"body":[null,"b",{"value":1}]}]`)
	f.Add(`{"items":[1,"x",null,[]]}`)
	f.Fuzz(func(t *testing.T, text string) {
		c := parsed(text)
		l := &Library{}
		c.Preview("t", l)
		batch, err := c.Batch(KeepBoth, l, ids())
		if err != nil {
			return
		}
		if err := note.NewMemory().Import(context.Background(), batch); err != nil {
			t.Fatalf("accepted, but refused by the library: %v", err)
		}
	})
}
