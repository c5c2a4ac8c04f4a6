package exchange

import (
	"slices"
	"sort"
	"strings"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/note"
)

// style is the report's: the classes differ in line as well as in colour, on screen, in print and in forced colours.
const style = `:root{color-scheme:light}body{font:17px/1.7 Charter,"Iowan Old Style",Georgia,serif;color:#1b1b1f;background:#fff;max-width:44rem;margin:2rem auto;padding:0 1rem}
p,h1,h2,h3,blockquote,.note{unicode-bidi:plaintext}h1,h2,h3,table,.meta,.note{font-family:system-ui,sans-serif}h1{line-height:1.25}.meta,.why{color:#565b66;font-size:.85rem;overflow-wrap:anywhere}
mark{color:#1b1b1f;background:none}.actor{background:#c9ddff;border-bottom:2px solid #1954c2}.source{background:#fbe6ac;border-bottom:3px double #8a5200}.unnamed{border-bottom:2px dashed #8a5200}
.cue{border-bottom:2px dotted #8a5200}.hedge{background:#f9b1c0;text-decoration:underline wavy 1.5px #6b1740}.note-mark{outline:1px solid #1b1b1f}
.note{border-inline-start:3px solid #767c88;padding-inline-start:.75rem;margin:1rem 0;white-space:pre-wrap}blockquote{border-inline-start:3px solid #8a5200;margin:0 0 .5rem;padding-inline-start:.75rem}
table{border-collapse:collapse;font-size:.85rem;width:100%}th,td{border:1px solid #767c88;padding:.25rem .5rem;text-align:start;vertical-align:top}
@media print{body{margin:0;max-width:none;font-size:11pt}h2,h3{break-after:avoid}blockquote,.note,tr{break-inside:avoid}mark{print-color-adjust:exact;-webkit-print-color-adjust:exact}a{color:inherit}}`

// report writes a page that shows everything by itself: no script, nothing loaded, and a policy that says so to the browser.
func (e *Export) report() string {
	heading := "Ascribe " + e.day()
	if len(e.Items) == 1 {
		heading = title(&e.Items[0].Article)
	}
	h := &html{}
	h.raw(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline'"><meta name="referrer" content="no-referrer"><title>`)
	h.text(heading)
	h.raw("</title><style>" + style + "</style></head><body>\n")
	for i := range e.Items {
		e.Items[i].report(h)
	}
	h.raw(`<footer class="meta"><p>This page shows who is speaking and how sure they sound. It does not say what is true.</p><p>`)
	h.text("Made by Ascribe " + e.Version + " on " + strings.Replace(e.Now[:16], "T", ", ", 1) + " UTC.")
	h.raw("</p></footer></body></html>\n")
	return h.String()
}

// html is text that goes into a page. What comes from an article or a note passes text, and only our own markup raw.
type html struct{ strings.Builder }

func (h *html) raw(s string) { h.WriteString(s) }

var escapeHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;", "\x00", "\ufffd")

func (h *html) text(s string) { h.WriteString(escapeHTML.Replace(s)) }

// element writes text in an element.
func (h *html) element(tag, text string) {
	h.raw("<" + tag + ">")
	h.text(text)
	h.raw("</" + strings.Fields(tag)[0] + ">")
}

func (it *Item) report(h *html) {
	a := &it.Article
	h.raw("<article>")
	paragraphs := it.markedParagraphs()
	if len(paragraphs) > 1 && title(a) == heading(a.Text, paragraphs[0]) { // a text that begins with its headline does not say it twice
		h.pieces("h1", a.Text, paragraphs[0])
		paragraphs = paragraphs[1:]
	} else {
		h.element("h1", title(a))
	}
	it.reportOrigin(h)
	h.raw(`<p class="meta">Marks: <mark class="actor">actor</mark> <mark class="source">source</mark> <mark class="source unnamed">unnamed source</mark> <mark class="cue">words that attribute</mark> <mark class="hedge">hedge</mark> <mark class="note-mark">note</mark></p>` + "\n")
	for _, p := range paragraphs {
		h.pieces("p", a.Text, p)
	}
	list := it.statements()
	it.reportSources(h, list)
	it.reportNotes(h, list)
	h.element(`p class="meta"`, "Read with "+it.Reading.Analyzer+". SHA-256 of the text that was read: "+note.Hash(a.Text)+".")
	h.raw("</article>\n")
}

// heading returns a paragraph's text as title would have it.
func heading(text string, paragraph []mark) string {
	whole := article.Span{Start: paragraph[0].Start, End: paragraph[len(paragraph)-1].End}
	return strings.Join(strings.Fields(whole.Of(text)), " ")
}

// reportOrigin writes where the article is from.
func (it *Item) reportOrigin(h *html) {
	a := &it.Article
	var about []string
	for _, s := range []string{a.Outlet, a.Author, a.Published} {
		if s != "" {
			about = append(about, s)
		}
	}
	h.raw(`<p class="meta">`)
	h.text(strings.Join(about, " · "))
	if note.WebAddress(a.URL) {
		h.raw(` <a rel="noreferrer" href="`)
		h.text(a.URL)
		h.raw(`">`)
		h.text(a.URL)
		h.raw("</a>")
	}
	h.raw("</p>")
}

// pieces writes a paragraph's pieces in an element.
func (h *html) pieces(tag, text string, list []mark) {
	h.raw("<" + tag + ">")
	for _, piece := range list {
		if piece.class == "" {
			h.text(piece.Of(text))
		} else {
			h.element(`mark class="`+piece.class+`"`, piece.Of(text))
		}
	}
	h.raw("</" + tag + ">\n")
}

// markedParagraphs returns the paragraphs in pieces. Marks may overlap, so the text is cut wherever one begins or ends, and each piece
// carries the classes of all that cover it.
func (it *Item) markedParagraphs() [][]mark {
	marks := it.marks()
	var open []mark // those that reach into the paragraph
	var out [][]mark
	for _, p := range it.Reading.Article.Paragraphs {
		open = slices.DeleteFunc(open, func(m mark) bool { return m.End <= p.Start })
		for len(marks) > 0 && marks[0].Start < p.End {
			if marks[0].End > p.Start {
				open = append(open, marks[0])
			}
			marks = marks[1:]
		}
		out = append(out, pieces(p.Span, open))
	}
	return out
}

type mark struct {
	article.Span
	class string
}

// marks returns what is marked in the text, by start.
func (it *Item) marks() []mark {
	var list []mark
	add := func(class string, spans []article.Span) {
		for _, s := range spans {
			if s.Len() > 0 {
				list = append(list, mark{s, class})
			}
		}
	}
	for _, a := range it.Reading.Actors {
		if a.Type == actor.Place {
			continue // only a place here, and no actor
		}
		for _, m := range a.Mentions {
			add("actor", []article.Span{m.Span})
		}
	}
	for _, s := range it.Reading.Attributions {
		if s.Named {
			add("source", s.Source)
		} else {
			add("source unnamed", s.Source)
		}
		add("cue", s.Cue)
	}
	for _, s := range it.Reading.Hedges {
		add("hedge", s.Cue)
	}
	placer := note.NewPlacer(it.Article.Text)
	for _, n := range it.Notes {
		if n.Anchor != nil {
			if p := placer.Place(n.Anchor); p.State != note.Lost {
				add("note-mark", []article.Span{p.Span})
			}
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].Start < list[j].Start })
	return list
}

// pieces cuts a paragraph at the borders of the marks that reach into it, which are sorted by start.
func pieces(paragraph article.Span, marks []mark) []mark {
	cuts := []int{paragraph.Start, paragraph.End}
	for _, m := range marks {
		cuts = append(cuts, max(m.Start, paragraph.Start), min(m.End, paragraph.End))
	}
	slices.Sort(cuts)
	var out, open []mark
	for i := 1; i < len(cuts); i++ {
		piece := mark{Span: article.Span{Start: cuts[i-1], End: cuts[i]}}
		if piece.Len() == 0 {
			continue
		}
		open = slices.DeleteFunc(open, func(m mark) bool { return m.End <= piece.Start })
		for len(marks) > 0 && marks[0].Start <= piece.Start {
			open = append(open, marks[0])
			marks = marks[1:]
		}
		for _, m := range open {
			if !strings.Contains(" "+piece.class+" ", " "+m.class+" ") {
				piece.class = strings.TrimSpace(piece.class + " " + m.class)
			}
		}
		out = append(out, piece)
	}
	return out
}

func (it *Item) reportSources(h *html, list []statement) {
	sources := it.ledgers(list)
	if len(sources) == 0 {
		return
	}
	h.raw("<section><h2>Sources</h2>\n")
	for _, l := range sources {
		h.element("h3", l.speaker)
		h.element(`p class="meta"`, l.about())
		for _, s := range l.statements {
			if s.text != "" {
				h.element("blockquote", s.text)
			}
			h.raw(`<p class="why">`)
			h.text(place(s.paragraph) + joined(it.Article.Text, s.of.Cue))
			if len(s.chain) > 1 {
				h.text(" · " + strings.Join(s.chain, " > "))
			}
			if len(s.hedges) > 0 {
				h.text(" · hedged: " + strings.Join(s.hedges, ", "))
			}
			h.raw("</p>\n")
		}
	}
	h.raw("</section>\n")
}

func (it *Item) reportNotes(h *html, list []statement) {
	if len(it.Notes) == 0 {
		return
	}
	h.raw("<section><h2>Notes</h2>\n")
	for _, s := range list {
		for i := range s.notes {
			n := &s.notes[i]
			if n.Anchor != nil {
				h.element("blockquote", n.Anchor.Exact)
			}
			h.element(`div class="note"`, noteText(n))
		}
	}
	h.raw("</section>\n")
}
