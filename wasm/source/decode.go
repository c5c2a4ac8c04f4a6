package source

import (
	"slices"
	"sync"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
)

// loaded decodes the embedded models once.
var loaded = sync.OnceValue(func() *models {
	m, err := decodeModels(modelFile)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return m
})

// Find returns the attributions of a linked article, in the order of their first part.
func Find(a *article.Article, actors []actor.Actor) []Attribution { return find(loaded(), a, actors) }

// FindWith is Find with the models of a file that Train has made.
func FindWith(file []byte, a *article.Article, actors []actor.Actor) []Attribution {
	m, err := decodeModels(file)
	if err != nil {
		panic(err)
	}
	return find(m, a, actors)
}

// Thresholds of the anchors' logits. What lies inside another attribution's content must be surer than what does not.
var (
	outerLimit  = float32(-0.3)
	nestedLimit = float32(1.5)
)

func find(m *models, a *article.Article, actors []actor.Actor) []Attribution {
	if len(a.Tokens) == 0 {
		return nil
	}
	f := &finder{view: newView(a, actors), models: m}
	f.anchors()
	var frames []*frame
	for i := range a.Tokens {
		if f.logits[i] > outerLimit {
			if x := f.frameOf(i); len(x.content) > 0 {
				frames = append(frames, x)
			}
		}
	}
	frames = f.settle(frames)
	return f.attributions(frames, actors)
}

// settle removes the frames that contradict surer ones, sets the parents, and sorts by the first token.
func (f *finder) settle(frames []*frame) []*frame {
	slices.SortStableFunc(frames, func(a, b *frame) int { return a.anchor - b.anchor })
	kept := frames[:0]
	for _, x := range frames {
		if n := len(kept); n > 0 && overlaps(kept[n-1].cue, x.cue) {
			if kept[n-1].logit >= x.logit {
				continue
			}
			kept = kept[:n-1]
		}
		kept = append(kept, x)
	}
	f.setParents(kept)
	frames = slices.Clone(kept[:0:0])
	for _, x := range kept {
		if x.parent == nil || x.logit > nestedLimit {
			frames = append(frames, x)
		}
	}
	f.setParents(frames)
	return frames
}

// setParents sets each frame's parent: the one with the smallest content that holds the cue.
func (f *finder) setParents(frames []*frame) {
	for _, x := range frames {
		x.parent = nil
	}
	var open []*frame
	for k, x := range frames {
		_ = k
		open = open[:0]
		for _, y := range frames {
			if y != x && y.holds(x.anchor) && !(x.holds(y.anchor) && x.logit > y.logit) {
				if x.parent == nil || y.size() < x.parent.size() {
					x.parent = y
				}
			}
		}
	}
}

// holds reports whether token i is in the content.
func (x *frame) holds(i int) bool {
	for _, c := range x.content {
		if c.has(i) {
			return true
		}
	}
	return false
}

func (x *frame) size() int {
	n := 0
	for _, c := range x.content {
		n += c.last - c.first + 1
	}
	return n
}

func (f *finder) attributions(frames []*frame, actors []actor.Actor) []Attribution {
	list := make([]Attribution, len(frames))
	index := map[*frame]int{}
	for i, x := range frames {
		index[x] = i
	}
	for i, x := range frames {
		r := Attribution{Actor: -1, Parent: -1}
		if x.source.first >= 0 {
			r.Source = []article.Span{f.span(x.source)}
		}
		if x.cue.first >= 0 {
			r.Cue = []article.Span{f.span(x.cue)}
		}
		for _, c := range x.content {
			r.Content = append(r.Content, f.span(c))
		}
		if x.parent != nil {
			r.Parent = index[x.parent]
		}
		list[i] = r
	}
	return list
}

func (f *finder) span(s stretch) article.Span { return f.SpanOf(s.first, s.last+1) }
