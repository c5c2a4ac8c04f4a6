package source

import "github.com/ascribe/ascribe/wasm/article"

// stretch is the tokens first..last, both included. first is -1 for none.
type stretch struct{ first, last int }

var none = stretch{-1, -1}

func (s stretch) has(i int) bool { return s.first >= 0 && s.first <= i && i <= s.last }

// trim returns the stretch without the marks at its ends, none if it has nothing else.
func (v *view) trim(s stretch) stretch {
	for ; s.last >= s.first && v.mark[s.last]; s.last-- {
	}
	for ; s.first <= s.last && v.mark[s.first]; s.first++ {
	}
	if s.first > s.last {
		return none
	}
	return s
}

// frame is an attribution while it is put together.
type frame struct {
	anchor      int // the main word of the cue
	cue, source stretch
	content     []stretch
	logit       float32    // how sure the anchor is
	area        stretch    // where the content can be: the sentence, and what its quotation marks take in
	rank        uint32     // which choices it is made of: 0 for the likeliest of each
	parts       [4]float32 // log probabilities of cue, source, content, and more content
	parent      *frame
	inside      *frame // the parent that a rule gives it, whatever its content
	rule        string // the rule that made it, where no cue was learned: "Q-floating"
	index       int    // among the finished frames
	described   bool
	speaker     speaker
	reason      stretch // why the source is not named, in the article's words
}

// reach is how many tokens from the anchor parts are looked for, except for what quotation marks hold together.
const reach = 120

// areaOf returns the tokens in which the content of the anchor can stand.
func (v *view) areaOf(anchor int) stretch {
	si := v.SentenceOf(anchor)
	s := &v.Sentences[si]
	area := stretch{max(s.First, anchor-reach), min(s.Last-1, anchor+reach)}
	if v.inQuote[anchor] >= 0 {
		return area // what is said inside a quotation stays in its sentence
	}
	p := v.paragraphOf(si)
	first, last := v.paragraphTokens(p)
	if q := v.inQuote[s.First]; q >= 0 && v.quotes[q].open < s.First {
		area.first = v.quotes[q].open
	} else if s.First > first && v.inQuote[s.First-1] >= 0 && !v.closesEarly(s) {
		area.first = v.quotes[v.inQuote[s.First-1]].open
	}
	if q := v.inQuote[s.Last-1]; q >= 0 && v.quotes[q].close >= s.Last {
		area.last = v.quotes[q].close
	} else if s.Last < last && v.inQuote[s.Last] >= 0 && v.quotes[v.inQuote[s.Last]].open == s.Last {
		area.last = v.quotes[v.inQuote[s.Last]].close
	} else if v.words[s.Last-1] == hashColon {
		area.last = v.afterColon(s.Last, p, last)
	}
	return area
}

// closesEarly reports whether the sentence has a quotation of its own, so that the one before belongs to another tag.
func (v *view) closesEarly(s *article.Sentence) bool {
	for i := s.First; i < s.Last && i < s.First+reach; i++ {
		if v.inQuote[i] >= 0 && v.quotes[v.inQuote[i]].open >= s.First {
			return true
		}
	}
	return false
}

// afterColon returns the last token that a sentence that ends in a colon can announce: the next quotation, or the next sentence.
func (v *view) afterColon(next, p, last int) int {
	if next >= last {
		if p+1 >= len(v.Paragraphs) {
			return next - 1
		}
		next, _ = v.paragraphTokens(p + 1)
		if next == 0 || next >= len(v.Tokens) {
			return last - 1
		}
	}
	if q := v.inQuote[next]; q >= 0 {
		return v.quotes[q].close
	}
	return v.sentence(next).Last - 1
}

// paragraphOf returns the paragraph of sentence s.
func (v *view) paragraphOf(s int) int {
	low, high := 0, len(v.Paragraphs)-1
	for low < high {
		if mid := (low + high) / 2; v.Paragraphs[mid].Last <= s {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}
