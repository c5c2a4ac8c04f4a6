package source

import (
	"strings"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

var hashPeriod = linear.Hash(".")

// describe makes attributions of frames, which are in text order.
func describe(v *view, actors []actor.Actor, frames []*frame) []Attribution {
	d := &describer{view: v, list: actors, frames: frames}
	for _, x := range frames {
		v.Breathe()
		d.describe(x, 0)
	}
	frames = d.withoutReasons()
	list := make([]Attribution, 0, len(frames))
	for _, x := range frames {
		r := Attribution{Actor: x.speaker.actor, Kind: x.speaker.kind, Named: x.speaker.named, Speaker: x.speaker.name, Parent: -1,
			Quote: v.quoteOf(x), Stance: v.stanceOf(x)}
		if x.source.first >= 0 {
			r.Source = []article.Span{v.span(x.source)}
		}
		if x.cue.first >= 0 {
			r.Cue = []article.Span{v.span(x.cue)}
		}
		for _, c := range x.content {
			r.Content = append(r.Content, v.contentSpan(c))
		}
		if x.parent != nil {
			r.Parent = x.parent.index
		}
		if x.reason.first >= 0 {
			r.Reason = []article.Span{v.span(x.reason)}
		}
		if x.unnamed() {
			r.Basis = v.basisOf(x)
		}
		r.Why = v.why(x, r.Quote)
		list = append(list, r)
	}
	return list
}

// unnamed reports whether the attribution has a source that the article does not name.
func (x *frame) unnamed() bool {
	return !x.speaker.named && x.speaker.kind != Unknown && x.cue.first >= 0
}

// withoutReasons sets the frames' reasons, and leaves out the frames that stand in one: "who asked not to be named because she feared for her
// job" says why nobody is named, and neither asks nor fears on its own.
func (d *describer) withoutReasons() []*frame {
	inside := map[int]bool{} // tokens of reasons
	for _, x := range d.frames {
		x.reason = none
		if !x.unnamed() {
			continue
		}
		if x.reason = d.reasonOf(x); x.reason.first >= 0 {
			for i := x.reason.first; i <= x.reason.last; i++ {
				inside[i] = true
			}
		}
	}
	kept := make([]*frame, 0, len(d.frames))
	for _, x := range d.frames {
		if !inside[x.anchor] {
			x.index = len(kept)
			kept = append(kept, x)
		}
	}
	for _, x := range kept {
		for x.parent != nil && inside[x.parent.anchor] {
			x.parent = x.parent.parent
		}
	}
	return kept
}

// deepest is how many parents a speaker is looked for in; deeper chains keep the words of the source.
const deepest = 50

// describe sets a frame's speaker, its parent's first.
func (d *describer) describe(x *frame, depth int) {
	if x.described || depth > deepest {
		return
	}
	if x.parent != nil {
		d.describe(x.parent, depth+1)
	}
	switch {
	case x.rule == "Q-floating":
		x.speaker = nobody
		if s, ok := d.quotedBefore(x); ok {
			x.speaker = s
		}
	case x.index > 0 && x.source.first >= 0 && d.frames[x.index-1].described && d.frames[x.index-1].source == x.source:
		x.speaker = d.frames[x.index-1].speaker // of "A judge refused, saying" both verbs are hers
	default:
		x.speaker = d.identify(x)
	}
	x.described = true
}

func (v *view) participle(i int) bool { return v.Tokens[i].Tag == article.VBG }

// quotedBefore returns who is quoted in the same paragraph or the one before, or in the one before that if the one between tells of them.
func (d *describer) quotedBefore(x *frame) (speaker, bool) {
	p := d.paragraphOf(d.SentenceOf(x.anchor))
	for k := x.index - 1; k >= max(0, x.index-40); k-- {
		y := d.frames[k]
		if y.parent != nil || !y.described || y.speaker.kind == Unknown {
			continue
		}
		last := y.content[len(y.content)-1].last
		gap := p - d.paragraphOf(d.SentenceOf(last))
		return y.speaker, gap <= 1 || gap == 2 && d.tellsOf(p-1, y.speaker)
	}
	return speaker{}, false
}

// tellsOf reports whether the subject of the paragraph's first sentence is the speaker or a pronoun for a person.
func (d *describer) tellsOf(paragraph int, s speaker) bool {
	first, last := d.paragraphTokens(paragraph)
	for i := first; i < min(last, first+reach) && d.SentenceOf(i) == d.SentenceOf(first); i++ {
		if dep := d.dep(i); dep == article.DepNsubj || dep == article.DepNsubjPass {
			p := pronouns[d.words[i]]
			return s.kind == Person && (p == aMan || p == aWoman) || s.actor >= 0 && int(d.actors[i]) == s.actor
		}
	}
	return false
}

func (v *view) span(s stretch) article.Span { return v.SpanOf(s.first, s.last+1) }

// contentSpan is the span of the stretch with its quotation marks.
func (v *view) contentSpan(s stretch) article.Span { return v.span(v.withMarks(s)) }

// withMarks is the stretch with the quotation marks that belong to it: a mark at its edge belongs to it if the quotation's other
// end is in it or at its other edge.
func (v *view) withMarks(s stretch) stretch {
	first, last := s.first, s.last
	if q := v.inQuote[first]; q >= 0 && v.onlyMarks(v.quotes[q].open, first) && (v.quotes[q].close <= s.last || v.onlyMarks(s.last+1, v.quotes[q].close+1)) {
		first = v.quotes[q].open
	}
	if q := v.inQuote[s.last]; q >= 0 && v.onlyMarks(s.last+1, v.quotes[q].close+1) && (v.quotes[q].open >= s.first || v.onlyMarks(v.quotes[q].open, s.first)) {
		last = v.quotes[q].close
	}
	return stretch{first, last}
}

// onlyMarks reports whether the tokens from first to before end are all marks.
func (v *view) onlyMarks(first, end int) bool {
	for i := first; i < end; i++ {
		if !v.mark[i] {
			return false
		}
	}
	return true
}

// quoteOf says how much of the content stands in quotation marks of its own: marks that open in the content or at its edge.
func (v *view) quoteOf(x *frame) Quote {
	all, some := len(x.content) > 0, false
	for _, c := range x.content {
		i := c.first
		for i <= c.last {
			q := v.inQuote[i]
			if q < 0 {
				if !v.mark[i] {
					all = false
				}
				i++
				continue
			}
			own := v.quotes[q].open >= c.first || v.onlyMarks(v.quotes[q].open, c.first) && (x.parent == nil || v.quotes[q].close <= c.last+3)
			if own {
				some = true
			} else {
				all = false
			}
			i = v.quotes[q].close + 1
		}
	}
	switch {
	case all && some:
		return Direct
	case some:
		return Mixed
	}
	return Indirect
}

func (v *view) stanceOf(x *frame) Stance {
	if x.cue.first < 0 {
		return Neutral
	}
	if e := v.entry(x.anchor); e != nil && e.stance != Neutral {
		return e.stance
	}
	if x.speaker.kind == Document {
		return Evidence
	}
	return Neutral
}

// reasonPhrases are the words by which articles say why a source is not named.
var reasonPhrases = []string{"condition of anonymity", "not to be named", "not be named", "not to be identified", "not be identified", "anonymously", "to be named", "to be identified",
	"not authorized to", "not authorised to", "n't authorized to", "n’t authorized to", "n't authorised to", "unauthorized to", "withheld", "declined to give", "requested anonymity", "asked for anonymity", "granted anonymity", "fear of retaliation", "fear of reprisal",
	"on anonymity", "give her name", "give his name", "give their names", "surname published", "name published", "identified only by", "name not be"}

// reasonOf finds the words that say why the source is not named: in its own sentence, or in the next if that speaks of the same.
func (d *describer) reasonOf(x *frame) stretch {
	v, s := d.view, d.SentenceOf(x.anchor)
	for k := s; k <= s+1 && k < len(v.Sentences); k++ {
		sentence := v.Sentences[k]
		if k > s {
			sentence.Last = d.beforeStatement(x, sentence)
		}
		sentence.First, sentence.Last = max(sentence.First, x.anchor-reach), min(sentence.Last, x.anchor+2*reach)
		if sentence.First >= sentence.Last {
			continue
		}
		sentence.Span = v.SpanOf(sentence.First, sentence.Last)
		text := sentence.Of(v.Text)
		for _, phrase := range reasonPhrases {
			at := strings.Index(text, phrase)
			if at < 0 {
				continue
			}
			first, _ := v.TokensIn(article.Span{Start: sentence.Start + at, End: sentence.Start + at + len(phrase)})
			if x.holds(first) || d.describesAnother(x, first) {
				continue
			}
			return v.reasonAround(x, first, sentence)
		}
	}
	return none
}

// describesAnother reports whether token i stands in the source of an attribution near x that has another source: "Two aides, who asked not to
// be named, said the president wants to resign" says nothing of why the president is not named.
func (d *describer) describesAnother(x *frame, i int) bool {
	for _, y := range d.frames[max(0, x.index-5):min(len(d.frames), x.index+6)] {
		if y.source.has(i) && y.source != x.source {
			return true
		}
	}
	return false
}

// beforeStatement returns where the parts of an attribution behind x begin whose cue is the main verb of sentence s; the sentence's end if
// there is none.
func (d *describer) beforeStatement(x *frame, s article.Sentence) int {
	for _, y := range d.frames[x.index+1 : min(len(d.frames), x.index+20)] {
		if d.head(y.anchor) < 0 && y.source.first >= s.First && y.anchor < s.Last {
			return min(y.source.first, y.cue.first)
		}
	}
	return s.Last
}

var reasonStarts = hashes("who speaking spoke speaks asked asking requested requesting insisted declined declining because granted citing")

// reasonAround grows a phrase to the clause around it: back to the "who" or the verb that begins it, on to the mark that closes it.
// Before the cue that is the last one before the cue.
func (v *view) reasonAround(x *frame, at int, s article.Sentence) stretch {
	r := stretch{at, at}
	for i := at; i >= s.First && i > at-12 && i != x.anchor; i-- {
		if reasonStarts.has(v.words[i]) {
			r.first = i
		}
		if v.mark[i] && i < at || v.words[i] == hashWho {
			break
		}
	}
	end := s.Last
	for _, border := range []int{x.source.first, x.cue.first, x.anchor, x.content[0].first} {
		if at < border {
			end = min(end, border)
		}
	}
	for i := at; i < end; i++ {
		if v.mark[i] {
			if v.words[i] != hashComma {
				break
			}
			continue
		}
		r.last = i
	}
	return r
}

var (
	hashWho   = linear.Hash("who")
	hashWhich = linear.Hash("which")
)

// basisPhrases are the words by which articles say how an unnamed source claims to know.
var basisPhrases = []string{"familiar with", "briefed on", "with knowledge of", "with direct knowledge", "close to", "involved in", "with access to", "who has seen", "who have seen", "who saw", "who attended", "privy to", "present at", "with first-hand knowledge", "with firsthand knowledge"}

// basisOf finds such words in the source or right after it.
func (v *view) basisOf(x *frame) []article.Span {
	if x.source.first < 0 {
		return nil
	}
	span := v.span(x.source)
	text := span.Of(v.Text)
	for _, phrase := range basisPhrases {
		if at := strings.Index(text, phrase); at >= 0 {
			end := len(text)
			if comma := strings.IndexByte(text[at:], ','); comma >= 0 {
				end = at + comma
			}
			return []article.Span{{Start: span.Start + at, End: span.Start + end}}
		}
	}
	return nil
}

// why says in a reader's words what speaks for the attribution, with the ids of lexicon entries and rules.
func (v *view) why(x *frame, quote Quote) string {
	switch x.rule {
	case "Q-floating":
		return "A quotation of whole sentences without a speaker of its own goes on with whoever was quoted before (Q-floating)."
	case "Q-signed":
		return "A name behind a dash signs the quotation before it (Q-signed)."
	case "Q-turn":
		return "A paragraph that begins with a name and a colon is a turn in a conversation (Q-turn)."
	}
	var text strings.Builder
	cue := v.span(x.cue).Of(v.Text)
	text.WriteString("“" + shorten(cue) + "” ")
	switch e := v.entry(x.anchor); {
	case e != nil && e.part == verbPart:
		text.WriteString("is a verb of " + actNames[e.act] + " (" + e.id + ")")
	case e != nil && e.part == nounPart:
		text.WriteString("is a noun of " + actNames[e.act] + " (" + e.id + ")")
	case e != nil:
		text.WriteString("points to what someone said (" + e.id + ")")
	case v.words[x.anchor] == hashColon:
		text.WriteString("sets off a statement from its speaker (C-colon)")
	default:
		text.WriteString("stands as words that report do (C-learned)")
	}
	if x.source.first >= 0 {
		text.WriteString("; “" + shorten(v.span(x.source).Of(v.Text)) + "” " + v.roleOf(x))
	} else {
		text.WriteString("; nobody is given as its source (S-none)")
	}
	text.WriteString("; " + v.contentRole(x, quote) + ".")
	return text.String()
}

func (v *view) roleOf(x *frame) string {
	h := v.headOf(x.source)
	switch dep := v.dep(h); {
	case v.words[x.anchor] == hashAccording:
		return "follows “according to” (S-according)"
	case v.head(h) != x.anchor:
		return "is the one it belongs to (S-near)"
	case dep == article.DepNmodPoss:
		return "owns it (S-possessor)"
	case dep == article.DepObl || dep == article.DepNmod:
		return "is named as the one who does it (S-agent)"
	case x.source.first > x.anchor:
		return "is its subject, behind it (S-inverted)"
	case dep == article.DepNsubj || dep == article.DepNsubjPass:
		return "is its subject (S-subject)"
	}
	return "is the one it belongs to (S-near)"
}

func (v *view) contentRole(x *frame, quote Quote) string {
	switch {
	case len(x.content) > 1:
		return "its statement is in several pieces (C-pieces)"
	case quote == Direct:
		return "the words in quotation marks are what was said (C-quotation)"
	case x.content[0].last < x.cue.first:
		return "the words before it are what was said (C-before)"
	case v.words[x.content[0].first] == hashThat:
		return "the clause with “that” is what was said (C-that)"
	case v.words[x.content[0].first] == hashTo:
		return "the words from “to” on are what is meant to be done (C-to)"
	}
	return "the words after it are what was said (C-after)"
}

// shorten cuts long quotations of the article in explanations.
func shorten(s string) string {
	const limit = 60
	if len(s) <= limit {
		return s
	}
	cut := strings.LastIndexByte(s[:limit], ' ')
	if cut <= 0 {
		cut = limit
		for cut < len(s) && s[cut]&0xC0 == 0x80 {
			cut++
		}
	}
	return s[:cut] + " …"
}
