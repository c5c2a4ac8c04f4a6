package source

import (
	"slices"
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// goBack adds the paragraphs before a quotation from which it goes on, if they are nobody else's: a tag can stand in the last of them.
func (f *finder) goBack(x *frame, owner []bool) {
	q := int(f.inQuote[x.content[0].first])
	if q < 0 || x.anchor < f.quotes[q].close || f.inner(f.quotes[q]).first != x.content[0].first {
		return
	}
	for q--; q >= 0 && f.quotes[q].goesOn && !owner[q]; q-- {
		s := f.inner(f.quotes[q])
		if s.first < 0 {
			return
		}
		x.content = slices.Insert(x.content, 0, s)
	}
}

// goOn adds the paragraphs in which a quotation that was not closed goes on.
func (f *finder) goOn(x *frame) {
	if len(x.content) == 0 {
		return
	}
	last := x.content[len(x.content)-1]
	q := f.inQuote[last.last]
	if q < 0 || q == f.inQuote[x.anchor] {
		return
	}
	for ; f.quotes[q].goesOn && f.closesAt(last, int(q)); q++ {
		next := f.quotes[q+1]
		last = f.inner(next)
		if last.first < 0 {
			return
		}
		x.content = append(x.content, last)
	}
}

// longestStatement is how many paragraphs a statement has at most that a colon announces: a text full of colons must not be read to its end
// for each of them.
const longestStatement = 20

// takeStatement takes the paragraphs that a colon at the end of a paragraph announces, if whoever speaks says "I" or "we" in them without
// quotation marks, as in releases to the press. The learned choice takes the first sentence.
func (f *finder) takeStatement(x *frame) {
	c := &x.content[len(x.content)-1]
	p := f.paragraphOf(f.SentenceOf(x.anchor))
	_, first := f.paragraphTokens(p)
	if c.first != first || f.words[first-1] != hashColon || !f.tag(x.anchor).IsVerb() {
		return
	}
	for last := min(p+longestStatement, len(f.Paragraphs)-1); p < last; {
		p++
		i, end := f.paragraphTokens(p)
		for own := false; i < end; i++ {
			if f.inQuote[i] >= 0 {
				return
			}
			if own = own || pronouns[f.words[i]] == theSpeaker; own {
				c.last = max(c.last, i)
			}
		}
	}
	for f.mark[c.last] {
		c.last--
	}
}

// closesAt reports whether the stretch reaches the end of quotation q.
func (f *finder) closesAt(s stretch, q int) bool {
	for i := s.last + 1; i <= f.quotes[q].close; i++ {
		if !f.mark[i] {
			return false
		}
	}
	return true
}

// inner returns a quotation without the marks at its ends.
func (v *view) inner(q quotation) stretch { return v.trim(stretch{q.open, q.close}) }

// longEnough is how many tokens a quotation without a tag needs to be a statement and not a phrase or a title.
const longEnough = 6

// floating gives quotations that make up whole sentences, and that nothing attributes, to whoever signs them or to the sentence that introduces them, and
// returns attributions without source and cue for the others: they continue whoever was quoted in the paragraph before or in this one.
func (f *finder) floating(frames []*frame, owner []bool) []*frame {
	var list []*frame
	for k, q := range f.quotes {
		s := f.inner(q)
		if owner[k] || s.first < 0 || s.last-s.first+1 < longEnough || !isUpper(f.Word(s.first)) {
			continue
		}
		x, found := f.signed(q), false
		if x == nil && !f.wholeSentences(q) {
			continue
		}
		if x == nil {
			x, found = f.introduction(q, frames)
		}
		if x == nil {
			if x = f.interrupted(q, frames); x != nil {
				x.content = append(x.content, s)
				continue
			}
		}
		if x == nil {
			x = &frame{anchor: s.first, cue: none, source: none, rule: "Q-floating"}
		}
		x.content = []stretch{s}
		for ; f.quotes[k].goesOn; k++ {
			if s := f.inner(f.quotes[k+1]); s.first >= 0 && !owner[k+1] {
				x.content = append(x.content, s)
				owner[k+1] = true
			}
		}
		if !found {
			list = append(list, x)
		}
	}
	return list
}

// signed returns the attribution of a quotation that a name behind a dash signs, at the end of its paragraph or alone in the next:
// “Nobody came.” — Ana Ruiz; nil if none does.
func (f *finder) signed(q quotation) *frame {
	const longest = 12 // tokens of dash and name
	dash, p := q.close+1, q.paragraph
	first, end := f.paragraphTokens(p)
	if dash == end && p+1 < len(f.Paragraphs) {
		first, end = f.paragraphTokens(p + 1)
	}
	if dash < first || dash+1 >= end || end-dash > longest || !strings.Contains(" - -- – — ― ", " "+f.Word(dash)+" ") {
		return nil
	}
	last := dash
	for last+1 < end && f.words[last+1] != hashComma {
		last++
	}
	for last > dash && f.mark[last] {
		last--
	}
	if last == dash || !f.nameLike(dash+1, last+1) {
		return nil
	}
	return &frame{anchor: dash, cue: stretch{dash, dash}, source: stretch{dash + 1, last}, rule: "Q-signed"}
}

// introduction returns the attribution of the sentence before a block quotation, which begins its paragraph, if that sentence ends with a
// colon or a comma: "The mayor wrote on her own page:". It is one of the frames, found, or a new one where the sentence's main verb
// is of speech and has a subject; nil if there is none.
func (f *finder) introduction(q quotation, frames []*frame) (x *frame, found bool) {
	first, _ := f.paragraphTokens(q.paragraph)
	if q.open != first || first == 0 || f.words[first-1] != hashColon && f.words[first-1] != hashComma {
		return nil, false
	}
	s := f.sentence(first - 1)
	for _, x := range frames[from(frames, s.First):] {
		if x.anchor >= s.Last {
			break
		}
		if x.cue.first >= s.First && f.tag(x.anchor).IsVerb() {
			return x, true
		}
	}
	for i := s.First; i < s.Last; i++ {
		if f.dep(i) != article.DepRoot {
			continue
		}
		e, subject := f.entry(i), f.childrenOf(i).subject
		if e != nil && e.part == verbPart && e.act == speech && subject >= 0 {
			source := stretch{int(f.left[subject]), int(f.right[subject])}
			if n := f.NameOf(subject); n >= 0 { // a tree can tear a name
				source = stretch{min(source.first, f.Names[n].First), max(source.last, f.Names[n].Last-1)}
			}
			return &frame{anchor: i, cue: stretch{i, i}, source: source}, false
		}
	}
	return nil, false
}

// interrupted returns the attribution whose tag stands between a quotation and this one, which goes on after it: “I saw it,” said Omar
// Reyes. “It was blue.”
func (f *finder) interrupted(q quotation, frames []*frame) *frame {
	if q.open == 0 {
		return nil
	}
	for _, x := range frames[from(frames, f.sentence(q.open-1).First):] {
		if x.anchor >= q.open {
			break
		}
		one := x.content[0]
		if len(x.content) == 1 && x.source.first >= 0 && f.quoted(one.first, one.last) && one.last < min(x.cue.first, x.source.first) && f.inQuote[x.anchor] < 0 &&
			f.paragraphOf(f.SentenceOf(x.anchor)) == q.paragraph && f.nextWord(max(x.cue.last, x.source.last), q.open) < 0 {
			return x
		}
	}
	return nil
}

// wholeSentences reports whether the quotation begins where a sentence begins and ends where one ends.
func (f *finder) wholeSentences(q quotation) bool {
	return f.sentence(q.open).First == q.open && f.sentence(q.close).Last-1 == q.close
}

// worded returns the attributions to whoever a statement is worded by, which need no word of speech: "In the words of one diplomat, the room
// went cold", "“A slow disaster” is how one resident put it".
func (f *finder) worded() []*frame {
	const longest = 12 // tokens of a source before "put it"
	var list []*frame
	for i := range f.Tokens {
		if f.inQuote[i] >= 0 || f.words[i] != hashWords && f.words[i] != hashHow {
			continue
		}
		s := f.sentence(i)
		first, last := max(s.First, i-reach), min(s.Last, i+reach)-1
		x := &frame{anchor: i, cue: stretch{i - 2, i + 1}, source: stretch{i + 2, last}}
		content := stretch{first, i - 3}
		switch {
		case f.words[i] == hashHow:
			put := i + 1
			for put < min(last, i+longest) && f.stems[put] != hashPut {
				put++
			}
			if f.word(put+1) != hashIt || f.stems[put] != hashPut {
				continue
			}
			x.anchor, x.cue, x.source, content.last = put, stretch{put, put + 1}, stretch{i + 1, put - 1}, i-2
		case f.word(i-2) != hashIn || f.word(i+1) != hashOf:
			continue
		default:
			end := i + 2 // of the source: the statement that follows, or the sentence where it stands before
			for end < last && f.inQuote[end] < 0 && (i-2 > s.First || f.words[end] != hashComma) {
				end++
			}
			if end < last {
				x.source.last, content = end-1, stretch{end, last}
			}
			if q := f.inQuote[end]; q >= 0 {
				content.last = f.quotes[q].close
			}
		}
		x.source, content = f.trim(x.source), f.trim(content)
		if x.source.first >= 0 && content.first >= 0 {
			x.content = []stretch{content}
			list = append(list, x)
		}
	}
	return list
}

var hashWords, hashHow, hashPut, hashIn = linear.Hash("words"), linear.Hash("how"), linear.Hash("put"), linear.Hash("in")

// turns returns the attributions of interviews, transcripts and chats: paragraphs that begin with a short name and a colon.
// There must be at least two names, or one twice, else it is a heading.
func (f *finder) turns(frames []*frame) []*frame {
	type turn struct{ colon, last int }
	var found []turn
	names := map[uint32]int{}
	for p := range f.Paragraphs {
		first, last := f.paragraphTokens(p)
		name := first // one past the name
		for name < last && name <= first+5 && (!f.mark[name] || f.words[name] == hashPeriod) {
			name++
		}
		colon := f.behindBracket(name, last)
		if name > first && colon+1 < last && f.words[colon] == hashColon && f.nameLike(first, name) {
			found = append(found, turn{colon, last})
			names[f.words[first]]++
		}
	}
	if len(found) < 3 || len(names) == len(found) {
		return nil
	}
	taken := map[int]*frame{}
	for _, x := range frames {
		taken[x.cue.first] = x
	}
	var list []*frame
	for _, t := range found {
		first := f.sentence(t.colon).First
		content := f.trim(stretch{t.colon + 1, t.last - 1})
		if content.first < 0 {
			continue
		}
		if x := taken[t.colon]; x != nil {
			x.content = []stretch{content} // a turn may have more sentences than the learned choice looks at
		} else {
			list = append(list, &frame{anchor: t.colon, cue: stretch{t.colon, t.colon}, source: stretch{first, t.colon - 1}, content: []stretch{content}, rule: "Q-turn"})
		}
	}
	return list
}

// behindBracket returns the token behind the bracket that begins at token i, "(Mayor of Lagos)", and i if none begins there.
func (f *finder) behindBracket(i, last int) int {
	const longest = 16 // tokens
	if f.tag(i) != article.LRB {
		return i
	}
	for k := i + 1; k+1 < min(last, i+longest); k++ {
		if f.tag(k) == article.RRB {
			return k + 1
		}
	}
	return i
}

// nameLike reports whether all words of tokens first..end-1 are capitalised.
func (f *finder) nameLike(first, end int) bool {
	for i := first; i < end; i++ {
		if !f.mark[i] && !isUpper(f.Word(i)) {
			return false
		}
	}
	return true
}
