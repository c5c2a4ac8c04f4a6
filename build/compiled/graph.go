package compiled

import "slices"

// graph is the order of a function's blocks: which come before which, which dominate which, and which are in which loop. Blocks that nothing leads to
// are not in it.
type graph struct {
	blocks    []*block
	order     []int       // the blocks in reverse postorder
	position  []int       // by block its index in order, none where nothing leads to it
	from      [][]int     // by block the blocks before it
	dominator []int       // by block the immediate one; of the first block itself
	loop      []int       // by block the head of the innermost loop that it is in, none if there is none
	outer     map[int]int // by a loop's head that of the loop around it, none if there is none
	reducible bool        // each way back leads to a dominator
	roots     []int       // blocks that count as led to from the first
}

// targets are the blocks that a block can go on to.
func (b *block) targets() []int {
	if b.table != nil {
		return b.table
	}
	return b.next
}

// newGraph orders the blocks that the first leads to, and the further roots, which are taken as led to from the first.
func newGraph(blocks []*block, first int, roots ...int) *graph {
	n := len(blocks)
	g := &graph{blocks: blocks, roots: roots, from: make([][]int, n), outer: map[int]int{}}
	g.position, g.dominator, g.loop = slices.Repeat([]int{none}, n), slices.Repeat([]int{none}, n), slices.Repeat([]int{none}, n)
	g.sort(first)
	g.dominate()
	g.findLoops()
	return g
}

// sort finds the reverse postorder and the edges.
func (g *graph) sort(first int) {
	targets := func(b int) []int {
		if b == first {
			return append(slices.Clip(g.blocks[b].targets()), g.roots...)
		}
		return g.blocks[b].targets()
	}
	seen := make([]bool, len(g.blocks))
	var visit func(b int)
	visit = func(b int) {
		seen[b] = true
		// The last target first, so that in reverse what a branch goes to at a value that is not 0 comes before what it goes to otherwise.
		for _, t := range slices.Backward(targets(b)) {
			if !seen[t] {
				visit(t)
			}
		}
		g.order = append(g.order, b)
	}
	visit(first)
	slices.Reverse(g.order)
	for i, b := range g.order {
		g.position[b] = i
	}
	for _, b := range g.order {
		for _, t := range targets(b) {
			if !slices.Contains(g.from[t], b) {
				g.from[t] = append(g.from[t], b)
			}
		}
	}
}

// dominate finds the immediate dominators (Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm", 2001).
func (g *graph) dominate() {
	first := g.order[0]
	g.dominator[first] = first
	for changed := true; changed; {
		changed = false
		for _, b := range g.order[1:] {
			common := none
			for _, p := range g.from[b] {
				if g.dominator[p] == none {
					continue
				}
				if common == none {
					common = p
					continue
				}
				common = g.meet(common, p)
			}
			if g.dominator[b] != common {
				g.dominator[b], changed = common, true
			}
		}
	}
}

// reaches says whether anything leads from the first block to this one.
func (g *graph) reaches(b int) bool { return g.position[b] != none }

// meet returns the nearest block that dominates both.
func (g *graph) meet(a, b int) int {
	for a != b {
		if g.position[a] > g.position[b] {
			a = g.dominator[a]
		} else {
			b = g.dominator[b]
		}
	}
	return a
}

func (g *graph) dominates(a, b int) bool {
	for g.position[b] > g.position[a] {
		b = g.dominator[b]
	}
	return a == b
}

// isBack says whether an edge leads back, to the head of a loop.
func (g *graph) isBack(from, to int) bool { return g.position[from] >= g.position[to] }

// findLoops finds the loops: a head and what leads back to it without passing it. Inner loops are found first.
func (g *graph) findLoops() {
	g.reducible = true
	for _, head := range slices.Backward(g.order) {
		var open []int
		for _, p := range g.from[head] {
			if !g.isBack(p, head) {
				continue
			}
			if !g.dominates(head, p) {
				g.reducible = false
				return
			}
			open = append(open, p)
		}
		if len(open) == 0 {
			continue
		}
		g.loop[head], g.outer[head] = head, none
		for len(open) > 0 {
			b := g.outermost(open[len(open)-1])
			open = open[:len(open)-1]
			if b == head {
				continue
			}
			if g.loop[b] == b {
				g.outer[b] = head
			} else {
				g.loop[b] = head
			}
			open = append(open, g.from[b]...)
		}
	}
}

// outermost returns the head of the outermost loop found so far that a block is in, or the block.
func (g *graph) outermost(b int) int {
	if g.loop[b] == none {
		return b
	}
	head := g.loop[b]
	for g.outer[head] != none {
		head = g.outer[head]
	}
	return head
}

// loops returns the heads of the loops that a block is in, the outermost first.
func (g *graph) loops(b int) (heads []int) {
	for head := g.loop[b]; head != none; head = g.outer[head] {
		heads = append(heads, head)
	}
	slices.Reverse(heads)
	return heads
}

// isIn says whether a block is in the loop with this head.
func (g *graph) isIn(b, head int) bool {
	for h := g.loop[b]; h != none; h = g.outer[h] {
		if h == head {
			return true
		}
	}
	return false
}
