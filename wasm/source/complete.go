package source

import (
	"slices"
	"sort"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
)

// complete adds to the frames, which are in the order of their anchors, what rules know better than the learned decisions: the source
// that two verbs share, the paragraphs over which a quotation goes on, quotations without a tag of their own, and the turns of
// interviews and chats.
func (f *finder) complete(frames []*frame) []*frame {
	owner := make([]bool, len(f.quotes)) // quotations in some content
	for _, x := range frames {
		f.takeSubject(x)
		f.takePair(x)
		f.share(x, frames)
		f.shareParticiple(x, frames)
		f.leaveSpeech(x)
		f.takeInner(x)
		f.takeNoun(x)
		f.takeCompany(x)
		f.takeQuoted(x, frames)
		f.takeIssuer(x, frames)
		f.leaveTold(x)
		f.leaveDenied(x)
		f.closeBracket(&x.source)
		f.closeBracket(&x.content[len(x.content)-1])
		f.takeRelative(x)
		f.goBack(x, owner)
		f.goOn(x)
		f.takeStatement(x)
		if f.inQuote[x.anchor] >= 0 && f.isOwn(x) {
			continue // "I think" in a quotation does not say whose it is
		}
		for _, c := range x.content {
			for i := c.first; i <= c.last; i++ {
				if q := f.inQuote[i]; q >= 0 {
					owner[q] = true
					i = max(i, f.quotes[q].close)
				}
			}
		}
	}
	for _, x := range frames {
		if q := f.inQuote[x.anchor]; q >= 0 && x.parent == nil && !f.isOwn(x) {
			owner[q] = true // its words are attributed already, if only in pieces
		}
	}
	frames = append(frames, f.floating(frames, owner)...)
	frames = append(frames, f.turns(frames)...)
	frames = append(frames, f.cited(frames)...)
	sort.SliceStable(frames, func(i, j int) bool { return f.place(frames[i]) < f.place(frames[j]) })
	for i, x := range frames {
		x.index = i
	}
	f.setParents(frames)
	return frames
}

// cited gives statements whose source cites another to that other too, inside them: "The mine will close, the Herald reported, citing two
// officials". The learned choice, as its corpus wants it, says that the Herald cites the officials; it is turned round. The frames are in the
// order of their anchors but for the last ones, which rules have made; new ones are returned.
func (f *finder) cited(frames []*frame) []*frame {
	var list []*frame
	for i := range f.Tokens {
		if f.words[i] != hashCiting && f.words[i] != hashQuoting || f.inQuote[i] >= 0 {
			continue
		}
		y := f.statementBeside(i, frames)
		if y == nil {
			continue
		}
		who := f.whoIsCited(i, y)
		if who.first < 0 {
			continue
		}
		y.endBefore(i, f.isMark(i-1))
		x := &frame{anchor: i}
		if k := from(frames, i); k < len(frames) && frames[k].anchor == i {
			x = frames[k]
		} else {
			list = append(list, x)
		}
		x.cue, x.source, x.content, x.inside = stretch{i, i}, who, slices.Clone(y.content), y
		if one := &x.content[0]; i < y.anchor && f.words[one.first] == hashThat && one.first < one.last {
			one.first++ // it belongs to the verb of y, which comes only now
		}
	}
	return list
}

// statementBeside returns the frame nearest to token i in its sentence that has a source and stands in nobody's words, nil if there is none.
func (f *finder) statementBeside(i int, frames []*frame) *frame {
	var best *frame
	s := f.sentence(i)
	k := from(frames, max(s.First, i-reach))
	for ; k < len(frames) && frames[k].anchor < min(s.Last, i+reach); k++ {
		y := frames[k]
		if y.anchor == i || y.source.first < 0 || y.parent != nil || f.inQuote[y.anchor] >= 0 {
			continue
		}
		if best == nil || max(i-y.anchor, y.anchor-i) < max(i-best.anchor, best.anchor-i) {
			best = y
		}
	}
	return best
}

// whoIsCited returns the words behind "citing" at token i for people or something written, up to the parts of statement y; none if they
// name something else, as in "citing costs".
func (f *finder) whoIsCited(i int, y *frame) stretch {
	h := f.childrenOf(i).object
	if h <= i || f.actors[h] < 0 && f.trait(h)&(traitDocument|traitMedia|traitPerson|traitGroup) == 0 {
		return none
	}
	who, relative := stretch{i + 1, h}, false
	for next := h + 1; !f.isMark(next) && (relative || !f.tag(next).IsFinite() && f.tag(next) != article.PRP); next++ { // "a person close to the board", of which trees see "a person"
		who.last, relative = next, relative || f.words[next] == hashWho
	}
	who.last = max(who.last, int(f.right[h]))
	for _, border := range []int{y.source.first, y.cue.first, y.content[0].first} {
		if border > i {
			who.last = min(who.last, border-1)
		}
	}
	for who.last > i && f.mark[who.last] {
		who.last--
	}
	if who.last < h || f.words[min(who.last+1, len(f.words)-1)] == hashAs {
		return none
	}
	return who
}

var hashCiting, hashQuoting, hashAs = linear.Hash("citing"), linear.Hash("quoting"), linear.Hash("as")

// from returns the index of the first frame whose anchor is the token or one after it. The frames are in the order of their anchors.
func from(frames []*frame, token int) int {
	i, _ := slices.BinarySearchFunc(frames, token, func(x *frame, token int) int { return x.anchor - token })
	return i
}

// place returns the first token of any part, a quotation mark that belongs to the content included.
func (v *view) place(x *frame) int {
	first := v.withMarks(x.content[0]).first
	for _, s := range []stretch{x.cue, x.source} {
		if s.first >= 0 {
			first = min(first, s.first)
		}
	}
	return first
}
