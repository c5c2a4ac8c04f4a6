package exchange

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/note"
)

func itoa(n int) string { return strconv.Itoa(n) }

// table writes the statements as CSV (RFC 4180). Start and end count code points. The last columns say what has found the row, in which
// text, and what had read the text when the row's notes were begun.
func (e *Export) table() string {
	var b strings.Builder
	row(&b, "id", "paragraph", "start", "end", "statement", "speaker", "speaker_type", "named", "chain", "cue", "stance",
		"hedge", "hedge_owner", "note", "tags", "status", "url", "fragment_url", "analyzer", "text_sha256", "note_analyzer")
	for i := range e.Items {
		it := &e.Items[i]
		points, hash := article.NewBorder(it.Article.Text, article.CodePoints), note.Hash(it.Article.Text)
		for _, s := range it.statements() {
			id := s.id
			if len(e.Items) > 1 {
				id = it.Article.ID + "/" + id
			}
			paragraph, start, end, speakerName, kind, named, cue, stance := "", "", "", "", "", "", "", ""
			if s.at.Len() > 0 {
				at := points.Span(s.at)
				start, end = itoa(at[0]), itoa(at[1])
			}
			if s.paragraph > 0 {
				paragraph = itoa(s.paragraph)
			}
			if s.of != nil {
				speakerName, kind, named = s.of.Speaker, s.of.Kind.String(), strconv.FormatBool(s.of.Named)
				cue, stance = joined(it.Article.Text, s.of.Cue), s.of.Stance.String()
			}
			bodies, tags, states, readBy := flat(s.notes)
			row(&b, id, paragraph, start, end, s.text, speakerName, kind, named, strings.Join(s.chain, " > "), cue, stance,
				strings.Join(s.hedges, "; "), s.owner, bodies, tags, states, it.Article.URL, FragmentURL(it.Article.URL, s.at.Of(it.Article.Text)),
				it.Reading.Analyzer, hash, readBy)
		}
	}
	return b.String()
}

// flat puts the fields of several notes into one cell each.
func flat(notes []note.Note) (bodies, tags, states, readBy string) {
	var b, t, s, r []string
	for _, n := range notes {
		if n.Body != "" {
			b = append(b, n.Body)
		}
		t = append(t, n.Tags...)
		if n.Status != "" {
			s = append(s, n.Status)
		}
		if n.Analyzer != "" && !slices.Contains(r, n.Analyzer) {
			r = append(r, n.Analyzer)
		}
	}
	return strings.Join(b, "\n\n"), strings.Join(t, "; "), strings.Join(s, "; "), strings.Join(r, "; ")
}

// row writes a line. A cell that a spreadsheet would take for a formula gets an apostrophe before it: the text comes from the web, and
// a formula can send data away. So that no cell begins within one, those with any mark that some spreadsheet parts cells at are quoted.
func row(b *strings.Builder, cells ...string) {
	for i, c := range cells {
		if i > 0 {
			b.WriteByte(',')
		}
		if c != "" && strings.IndexByte("=+-@\t\r\n", c[0]) >= 0 {
			c = "'" + c
		}
		if strings.ContainsAny(c, ",;\t\"\r\n") || c != strings.TrimSpace(c) {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		b.WriteString(c)
	}
	b.WriteString("\r\n")
}
