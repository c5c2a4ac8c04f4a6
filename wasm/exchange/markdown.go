package exchange

import (
	"fmt"
	"strings"

	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/source"
)

// markdown writes each article as a document of its own: front matter, the ledger of sources with what they say, hedges, notes.
func (e *Export) markdown() string {
	var b strings.Builder
	for i := range e.Items {
		if i > 0 {
			b.WriteString("\n")
		}
		e.Items[i].markdown(&b, e)
	}
	return b.String()
}

func (it *Item) markdown(b *strings.Builder, e *Export) {
	a := &it.Article
	b.WriteString("---\n")
	for _, f := range [][2]string{{"title", a.Title}, {"url", a.URL}, {"outlet", a.Outlet}, {"author", a.Author}, {"published", a.Published}, {"saved", a.Created},
		{"app", "Ascribe " + e.Version}, {"analyzer", it.Reading.Analyzer}, {"textSha256", note.Hash(a.Text)}} {
		fmt.Fprintf(b, "%s: %s\n", f[0], line(f[1])) // a JSON string is a YAML string
	}
	fmt.Fprintf(b, "---\n\n# %s\n", escaped(title(a)))
	list := it.statements()
	footnotes := 0
	var notes strings.Builder
	foot := func(s *statement) string {
		var marks strings.Builder
		for i := range s.notes {
			footnotes++
			fmt.Fprintf(&marks, "[^%d]", footnotes)
			fmt.Fprintf(&notes, "\n[^%d]: %s\n", footnotes, indented(noteText(&s.notes[i])))
		}
		return marks.String()
	}
	if sources := it.ledgers(list); len(sources) > 0 {
		b.WriteString("\n## Sources\n")
		for _, l := range sources {
			fmt.Fprintf(b, "\n### %s\n\n%s\n", escaped(l.speaker), escaped(l.about()))
			for _, s := range l.statements {
				chain := ""
				if len(s.chain) > 1 {
					chain = " (" + escaped(strings.Join(s.chain, " > ")) + ")"
				}
				fmt.Fprintf(b, "\n> %s%s\n\n%s%s%s\n", quoted(s.text), foot(&s), place(s.paragraph), escaped(joined(a.Text, s.of.Cue)), chain)
			}
		}
	}
	heading := "\n## Hedges\n\n"
	for _, s := range list {
		for _, h := range s.hedges {
			fmt.Fprintf(b, "%s- **%s** (%s) %s%s\n", heading, escaped(h), s.owner, place(s.paragraph), quoted(s.text))
			heading = ""
		}
	}
	b.WriteString("\n## Notes\n")
	for _, s := range list {
		if s.of != nil {
			continue // noted at its statement
		}
		if len(s.notes) > 0 && s.text != "" {
			fmt.Fprintf(b, "\n> %s%s\n", quoted(s.text), foot(&s))
			continue
		}
		for i := range s.notes {
			fmt.Fprintf(b, "\n%s\n", noteText(&s.notes[i]))
		}
	}
	b.WriteString(notes.String())
}

// about says in a line what is known of a speaker.
func (l *ledger) about() string {
	if l.kind == source.Unknown.String() {
		return "what is said to be so, without saying who says it"
	}
	about := l.kind
	if !l.named {
		about += ", not named"
		about += "; reason given: " + or(l.reason, "none found")
		about += "; how they know: " + or(l.basis, "not stated")
	}
	return about
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// title is the article's, on one line: one from a file may have several.
func title(a *note.Article) string { return or(strings.Join(strings.Fields(a.Title), " "), "Untitled") }

func place(paragraph int) string {
	if paragraph == 0 {
		return ""
	}
	return fmt.Sprintf("¶%d ", paragraph)
}

// noteText is a note's body, which is Markdown already, with its tags and status.
func noteText(n *note.Note) string {
	var text strings.Builder
	text.WriteString(n.Body)
	for _, tag := range n.Tags {
		text.WriteString(" #" + strings.Join(strings.Fields(tag), "-"))
	}
	if n.Status != "" {
		text.WriteString(" (" + n.Status + ")")
	}
	return strings.TrimSpace(text.String())
}

func indented(s string) string { return strings.ReplaceAll(s, "\n", "\n    ") }

// quoted is text for a quotation: escaped, on lines that all stay inside it, none of which begins a list, a rule or a block of code.
func quoted(s string) string {
	lines := strings.FieldsFunc(escaped(s), func(r rune) bool { return r == '\n' || r == '\r' })
	for i, l := range lines {
		l = strings.TrimLeft(l, " \t")
		digits := len(l) - len(strings.TrimLeft(l, "0123456789"))
		if rest := l[digits:]; rest != "" && (digits == 0 && strings.IndexByte("-+=", rest[0]) >= 0 || digits > 0 && strings.IndexByte(".)", rest[0]) >= 0) {
			l = l[:digits] + `\` + rest
		}
		lines[i] = l
	}
	return strings.Join(lines, "\n> ")
}

// escaped keeps an article's words from being read as Markdown or HTML.
func escaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if strings.IndexByte("\\`*_[]<>#&|~", s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
