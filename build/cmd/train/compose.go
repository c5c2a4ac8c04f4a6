package main

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
	"github.com/ascribe/ascribe/wasm/source"
)

// labelled is a sentence of a lesson with the attributions that lie in it; their positions count from its start.
type labelled struct {
	text  string
	gold  []source.Attribution
	named bool // it begins with a name, or with "I"
	start int  // where it begins in its article
}

// composedLessons puts sentences (the guests) into the mouths of sources: where a sentence (the host) attributes one clause, a guest takes the
// clause's place. What the guest attributes is then nested, and where it attributes nothing, its verbs show what is no attribution inside
// another's words. No large corpus labels either.
//
// Guests are the written sentences and some that attribute a claim in the corpora. What else corpora mark, they mark in a broad
// sense ("supported", "mocked"), and it was then found nested, too; their sentences that attribute nothing made the finder miss what others attribute.
func composedLessons(engine english.Engine, lessons, written []source.Lesson) []source.Lesson {
	const fromCorpora = 500
	random := rand.New(rand.NewPCG(11, 11))
	hosts, claims := hostsAndClaims(slices.Concat(lessons, written))
	var guests []labelled
	for _, l := range written {
		for _, s := range labelledSentences(l) {
			if isGuest(s) {
				guests = append(guests, s)
			}
		}
	}
	random.Shuffle(len(claims), func(i, j int) { claims[i], claims[j] = claims[j], claims[i] })
	guests = append(guests, claims[:min(fromCorpora, len(claims))]...)
	var composed []source.Lesson
	for _, guest := range guests {
		text, gold := hosts[random.IntN(len(hosts))].with(guest)
		a, actors := readArticle(engine, text)
		composed = append(composed, source.Lesson{Article: a, Actors: actors, Gold: gold, Nested: true})
	}
	return composed
}

// hostsAndClaims returns the sentences of the lessons that can be hosts, and those of the corpora that can be guests and attribute nothing but a
// claim.
func hostsAndClaims(lessons []source.Lesson) (hosts []host, claims []labelled) {
	for _, l := range lessons {
		if l.Partial || l.HeadsOnly {
			continue
		}
		isClaim := source.Claims(l)
		for _, s := range labelledSentences(l) {
			if h, ok := asHost(s); ok {
				hosts = append(hosts, h)
			}
			if !l.Nested && len(s.gold) == 1 && isClaim[s.start+s.gold[0].Cue[0].Start] && isGuest(s) {
				claims = append(claims, s)
			}
		}
	}
	return hosts, claims
}

// labelledSentences returns the sentences of a lesson whose attributions do not reach beyond them.
func labelledSentences(l source.Lesson) []labelled {
	var list []labelled
	for i := range l.Article.Sentences {
		first := l.Article.Sentences[i].First
		span := l.Article.SpanOf(first, l.Article.Sentences[i].Last)
		s, whole := labelled{text: span.Of(l.Article.Text), named: l.Article.Tokens[first].Tag.IsProper() || l.Article.Word(first) == "I", start: span.Start}, true
		for _, x := range l.Ignore {
			whole = whole && !x.Overlaps(span)
		}
		for _, x := range l.Gold {
			inside, outside := 0, 0
			for _, part := range [][]article.Span{x.Source, x.Cue, x.Content} {
				for _, p := range part {
					if span.Overlaps(p) {
						inside++
					}
					if !span.Contains(p) {
						outside++
					}
				}
			}
			if inside > 0 {
				whole = whole && outside == 0
				s.gold = append(s.gold, moved(x, func(at int) int { return at - span.Start }))
			}
		}
		if whole {
			list = append(list, s)
		}
	}
	return list
}

// moved returns the attribution with other positions.
func moved(x source.Attribution, to func(int) int) source.Attribution {
	move := func(list []article.Span) (there []article.Span) {
		for _, p := range list {
			there = append(there, article.Span{Start: to(p.Start), End: to(p.End)})
		}
		return there
	}
	return source.Attribution{Source: move(x.Source), Cue: move(x.Cue), Content: move(x.Content)}
}

// host is a sentence with one attribution, in whose content another clause can stand.
type host struct {
	text   string
	gold   source.Attribution
	clause article.Span // the content without "that" and quotation marks
}

const quotationMarks = "“”\"«»„‘`"

// asHost returns the sentence as a host, if it can be one: its content is a clause with "that", stands before its tag, or is quoted there.
func asHost(s labelled) (host, bool) {
	if len(s.gold) != 1 || len(s.gold[0].Source) != 1 || len(s.gold[0].Cue) != 1 || len(s.gold[0].Content) != 1 || strings.Contains(s.text, "\n") {
		return host{}, false
	}
	const that, open, close, words = "that ", "“", ",”", 4
	h := host{s.text, s.gold[0], s.gold[0].Content[0]}
	content, front := h.clause.Of(s.text), h.clause.Start == 0
	switch quoted := strings.ContainsAny(s.text, quotationMarks); {
	case quoted && front && strings.HasPrefix(content, open) && strings.HasSuffix(content, close) && strings.Count(s.text, open) == 1:
		h.clause.Start += len(open)
		h.clause.End -= len(close)
	case !quoted && strings.HasPrefix(content, that):
		h.clause.Start += len(that)
	case !quoted && front && strings.HasPrefix(s.text[h.clause.End:], ", "):
	default:
		return host{}, false
	}
	return h, len(strings.Fields(h.clause.Of(s.text))) >= words
}

// isGuest reports whether the sentence can stand in the place of a clause.
func isGuest(s labelled) bool {
	const fewest, most = 5, 25
	n := len(strings.Fields(s.text))
	return strings.HasSuffix(s.text, ".") && n >= fewest && n <= most && !strings.ContainsAny(s.text, quotationMarks+"\n:")
}

// with returns the host with the guest in the place of its clause, and the attributions of both.
func (h host) with(guest labelled) (string, []source.Attribution) {
	clause := strings.TrimSuffix(guest.text, ".")
	if strings.HasSuffix(h.text[:h.clause.Start], " ") && !guest.named {
		clause = strings.ToLower(clause[:1]) + clause[1:]
	}
	longer := len(clause) - h.clause.Len()
	gold := []source.Attribution{moved(h.gold, func(at int) int {
		if at >= h.clause.End {
			return at + longer
		}
		return at
	})}
	for _, x := range guest.gold {
		gold = append(gold, moved(x, func(at int) int { return h.clause.Start + at }))
	}
	return h.text[:h.clause.Start] + clause + h.text[h.clause.End:], gold
}
