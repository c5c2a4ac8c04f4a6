package exchange

import (
	"fmt"
	"strings"

	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/shape"
	"github.com/ascribe/ascribe/wasm/source"
)

// markdown writes each article as a document of its own: front matter, the ledger of sources with what they say, hedges, notes.
func (e *Export) markdown() string {
	var m markdown
	for i := range e.Items {
		if i > 0 {
			m.WriteString("\n")
		}
		m.article(&e.Items[i], e.Version)
	}
	return m.String()
}

// markdown is the text of a file. Footnotes are numbered through all of it, for all articles stand in one.
type markdown struct {
	strings.Builder
	footnotes int
	notes     strings.Builder // the footnotes of the article at hand
}

func (m *markdown) print(format string, values ...any) { fmt.Fprintf(m, format, values...) }

// foot makes footnotes of the statement's notes and returns their marks.
func (m *markdown) foot(s *statement) string {
	var marks strings.Builder
	for i := range s.notes {
		m.footnotes++
		fmt.Fprintf(&marks, "[^%d]", m.footnotes)
		fmt.Fprintf(&m.notes, "\n[^%d]: %s\n", m.footnotes, indented(noteText(&s.notes[i])))
	}
	return marks.String()
}

func (m *markdown) article(it *Item, version string) {
	a := &it.Article
	m.print("---\n")
	for _, f := range [][2]string{{"title", a.Title}, {"url", a.URL}, {"outlet", a.Outlet}, {"author", a.Author}, {"published", a.Published}, {"saved", a.Created},
		{"app", "Ascribe " + version}, {"analyzer", it.Reading.Analyzer}, {"textSha256", note.Hash(a.Text)}} {
		m.print("%s: %s\n", f[0], shape.Quote(f[1])) // a JSON string is a YAML string
	}
	m.print("---\n\n# %s\n", escaped(title(a)))
	list := it.statements()
	m.sources(it, list)
	m.hedges(list)
	m.unsaid(list)
	m.WriteString(m.notes.String())
	m.notes.Reset()
}

func (m *markdown) sources(it *Item, list []statement) {
	sources := it.ledgers(list)
	if len(sources) > 0 {
		m.print("\n## Sources\n")
	}
	for _, l := range sources {
		m.print("\n### %s\n\n%s\n", escaped(l.speaker), escaped(l.about()))
		for _, s := range l.statements {
			chain := ""
			if len(s.chain) > 1 {
				chain = " (" + escaped(strings.Join(s.chain, " > ")) + ")"
			}
			m.print("\n> %s%s\n\n%s%s%s\n", quoted(s.text), m.foot(&s), place(s.paragraph), escaped(joined(it.Article.Text, s.of.Cue)), chain)
		}
	}
}

func (m *markdown) hedges(list []statement) {
	heading := "\n## Hedges\n\n"
	for _, s := range list {
		for _, h := range s.hedges {
			m.print("%s- **%s** (%s) %s%s\n", heading, escaped(h), s.owner, place(s.paragraph), quoted(s.text))
			heading = ""
		}
	}
}

// unsaid writes the notes that are not on what somebody says.
func (m *markdown) unsaid(list []statement) {
	m.print("\n## Notes\n")
	for _, s := range list {
		if s.of != nil {
			continue // noted at its statement
		}
		if len(s.notes) > 0 && s.text != "" {
			m.print("\n> %s%s\n", quoted(s.text), m.foot(&s))
			continue
		}
		for i := range s.notes {
			m.print("\n%s\n", noteText(&s.notes[i]))
		}
	}
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
