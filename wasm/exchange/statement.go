package exchange

import (
	"sort"
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/source"
)

// statement is an attribution as a row of a table, with the hedges inside it and the reader's notes on it. A hedge of the
// reporter's makes a row without a speaker, a note that is on none of these a row with its words only.
type statement struct {
	id        string
	paragraph int          // 1 is the first; 0 if the place is lost
	at        article.Span // from the first part's start to the last one's end
	text      string
	of        *source.Attribution // nil for a hedge of the reporter's and for a note
	chain     []string            // the speakers from the outermost to this one
	hedges    []string            // the cues
	owner     string              // whose doubt it is: "speaker", "reporter", "" without a hedge
	notes     []note.Note
}

// statements returns the rows in text order.
func (it *Item) statements() []statement {
	text := it.Article.Text
	var list []statement
	for i := range it.Reading.Attributions {
		s := &it.Reading.Attributions[i]
		list = append(list, statement{id: "s" + itoa(i+1), at: hull(first(s.Content, s.Source, s.Cue)), text: joined(text, s.Content), of: s, chain: it.chain(i)})
	}
	for i, h := range it.Reading.Hedges {
		if h.Owner >= 0 {
			list[h.Owner].hedges = append(list[h.Owner].hedges, joined(text, h.Cue))
			list[h.Owner].owner = "speaker"
			continue
		}
		spans := first(h.Scope, h.Cue)
		list = append(list, statement{id: "h" + itoa(i+1), at: hull(spans), text: joined(text, spans), hedges: []string{joined(text, h.Cue)}, owner: "reporter"})
	}
	list = it.addNotes(list)
	sort.SliceStable(list, func(i, j int) bool { return list[i].at.Start < list[j].at.Start })
	for i := range list {
		list[i].paragraph = it.paragraph(list[i].at)
	}
	return list
}

// addNotes puts every note on the narrowest row it touches, or gives it one of its own.
func (it *Item) addNotes(list []statement) []statement {
	placer := note.NewPlacer(it.Article.Text)
	found := len(list)
	for _, n := range it.Notes {
		row := statement{id: n.ID, notes: []note.Note{n}}
		best := -1
		if n.Anchor != nil {
			row.text = n.Anchor.Exact
			if place := placer.Place(n.Anchor); place.State != note.Lost {
				row.at = place.Span
				for i := range list[:found] {
					if list[i].touches(place.Span) && (best < 0 || list[i].at.Len() < list[best].at.Len()) {
						best = i
					}
				}
			}
		}
		if best >= 0 {
			list[best].notes = append(list[best].notes, n)
		} else {
			list = append(list, row)
		}
	}
	return list
}

func (s *statement) touches(place article.Span) bool {
	if s.of == nil {
		return s.at.Overlaps(place)
	}
	for _, part := range [][]article.Span{s.of.Source, s.of.Cue, s.of.Content} {
		for _, p := range part {
			if p.Overlaps(place) {
				return true
			}
		}
	}
	return false
}

// chain returns the speakers from the outermost attribution to the i-th.
func (it *Item) chain(i int) []string {
	var list []string
	for n := 0; i >= 0 && n < len(it.Reading.Attributions); n++ {
		s := &it.Reading.Attributions[i]
		list = append([]string{speaker(s)}, list...)
		i = s.Parent
	}
	return list
}

// speaker returns who says it, in the reader's words where the article says nothing.
func speaker(s *source.Attribution) string {
	if s.Speaker == "" || s.Kind == source.Unknown {
		return "No source given"
	}
	return s.Speaker
}

// paragraph returns the number of the paragraph that the span begins in.
func (it *Item) paragraph(s article.Span) int {
	if s.Len() == 0 {
		return 0
	}
	list := it.Reading.Article.Paragraphs
	return sort.Search(len(list), func(i int) bool { return list[i].Start > s.Start })
}

// first returns the first list that is not empty.
func first(lists ...[]article.Span) []article.Span {
	for _, l := range lists {
		if len(l) > 0 {
			return l
		}
	}
	return nil
}

func hull(spans []article.Span) article.Span {
	if len(spans) == 0 {
		return article.Span{}
	}
	return article.Span{Start: spans[0].Start, End: spans[len(spans)-1].End}
}

// ledger is a speaker with everything they say.
type ledger struct {
	speaker    string
	kind       string
	named      bool
	statements []statement
	reason     string // why they are not named
	basis      string // how they claim to know
}

// ledgers returns the speakers in the order of their first statement.
func (it *Item) ledgers(list []statement) []ledger {
	at := map[string]int{}
	var out []ledger
	for _, s := range list {
		if s.of == nil {
			continue
		}
		key := strings.ToLower(speaker(s.of)) + "\n" + s.of.Kind.String()
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, ledger{speaker: speaker(s.of), kind: s.of.Kind.String(), named: s.of.Named})
		}
		l := &out[i]
		l.statements = append(l.statements, s)
		if l.reason == "" {
			l.reason = joined(it.Article.Text, s.of.Reason)
		}
		if l.basis == "" {
			l.basis = joined(it.Article.Text, s.of.Basis)
		}
	}
	return out
}
