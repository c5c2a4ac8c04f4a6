package source

import "github.com/ascribe/ascribe/wasm/article"

// Sure returns the attributions of a linked article that need no learning: verbs of speech in the lexicon with a subject and a clause
// of what was said. It is a teacher for builds that have few labelled texts, because its parts have the right edges.
func Sure(a *article.Article) []Attribution {
	v := newView(a, nil)
	var list []Attribution
	for i := range a.Tokens {
		if x, ok := v.sureFrame(i); ok {
			list = append(list, Attribution{Source: []article.Span{v.span(x.source)}, Cue: []article.Span{v.span(x.cue)}, Content: []article.Span{v.span(x.content[0])}})
		}
	}
	return list
}

// sureFrame returns the attribution whose verb is token i, if all of it is plain.
func (v *view) sureFrame(i int) (frame, bool) {
	e := v.entry(i)
	if e == nil || e.part != verbPart || e.act != speech || !v.Tokens[i].Tag.IsVerb() {
		return frame{}, false
	}
	k := v.childrenOf(i)
	if k.subject < 0 || k.clause < 0 || v.dep(k.subject) != article.DepNsubj || v.dep(k.clause) != article.DepCcomp {
		return frame{}, false
	}
	x := frame{anchor: i, cue: v.verbGroup(i), source: v.constituent(k.subject), content: []stretch{v.constituent(k.clause)}}
	apart := !overlaps(x.cue, x.source) && !x.touches(x.cue) && !x.touches(x.source)
	return x, apart && x.content[0].last-x.content[0].first > 1
}

// constituent is the token's subtree.
func (v *view) constituent(i int) stretch { return stretch{int(v.left[i]), int(v.right[i])} }

// verbGroup is the verb with the auxiliaries, the negation and the adverbs right before it.
func (v *view) verbGroup(i int) stretch {
	s := stretch{i, i}
	for _, c := range v.Children(i) {
		if dep := v.dep(int(c)); dep == article.DepAux || dep == article.DepAuxPass {
			s.first = min(s.first, int(c))
		}
	}
	return s
}
