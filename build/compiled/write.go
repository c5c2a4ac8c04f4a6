package compiled

import "slices"

// writer writes a function's blocks, each within what dominates it.
type writer struct {
	*graph
	out      []byte
	children [][]int // by block those that are written within it or behind it, by their position
	labelled []bool  // by block whether branches go to it; else it is written where it is gone to
	labels   []int   // of what is open in the output, the innermost last: the block that a branch to it goes to, ^block for a loop, or unnamed
}

// unnamed is the label of what branches do not go to.
const unnamed = 1 << 30

// write returns the function's body.
func (f *function) write(g *graph) []byte {
	w := &writer{graph: g, children: make([][]int, len(g.blocks)), labelled: make([]bool, len(g.blocks))}
	w.nest()
	w.out = append(w.out, f.variables...)
	w.out = append(w.out, prologue...)
	if f.leaves {
		w.open(opBlock, unnamed)
	}
	w.block(g.order[0], none)
	w.out = append(w.out, opUnreachable)
	if f.leaves {
		w.close()
		w.out = append(w.out, opConst32, 1)
	}
	return append(w.out, opEnd)
}

// nest finds where each block is written: within its dominator, or, where that is in loops that the block is not in, behind the outermost of them.
func (w *writer) nest() {
	for _, b := range w.order[1:] {
		parent := w.dominator[b]
		forward := 0
		for _, p := range w.from[b] {
			if !w.isBack(p, b) {
				forward++
			}
			if w.blocks[p].table != nil {
				w.labelled[b] = true
			}
		}
		if forward > 1 {
			w.labelled[b] = true
		}
		for head := w.loop[parent]; head != none && !w.isIn(b, head); head = w.outer[head] {
			parent = head
			w.labelled[b] = true
		}
		w.children[parent] = append(w.children[parent], b)
	}
}

// block writes a block and what is nested in it; next is the block that comes behind it.
func (w *writer) block(b, next int) {
	if w.loop[b] != b {
		w.within(b, next, w.children[b])
		return
	}
	var inside, behind []int
	for _, c := range w.children[b] {
		if w.isIn(c, b) {
			inside = append(inside, c)
		} else {
			behind = append(behind, c)
		}
	}
	w.before(behind, next, func(next int) {
		w.open(opLoop, ^b)
		w.within(b, next, inside)
		w.close()
	})
}

// within writes a block and those children that are gone to by branches.
func (w *writer) within(b, next int, children []int) {
	var labelled []int
	for _, c := range children {
		if w.labelled[c] {
			labelled = append(labelled, c)
		}
	}
	w.before(labelled, next, func(next int) {
		w.code(w.blocks[b])
		w.goOn(b, next)
	})
}

// before writes something and behind it blocks, in their order, so that it can branch to each.
func (w *writer) before(blocks []int, next int, write func(next int)) {
	for _, b := range slices.Backward(blocks) {
		w.open(opBlock, b)
	}
	behind := func(i int) int {
		if i < len(blocks) {
			return blocks[i]
		}
		return next
	}
	write(behind(0))
	for i, b := range blocks {
		w.close()
		w.block(b, behind(i+1))
	}
}

// code writes a block's instructions.
func (w *writer) code(b *block) {
	from := 0
	for _, l := range b.leaves {
		w.out = append(w.out, b.code[from:l.start]...)
		w.out = appendUnsigned(append(w.out, l.op), len(w.labels)-1+l.depth)
		from = l.end
	}
	w.out = append(w.out, b.code[from:]...)
}

// goOn writes where a block goes on.
func (w *writer) goOn(b, next int) {
	targets := w.blocks[b].next
	switch {
	case w.blocks[b].table != nil:
		w.out = appendUnsigned(append(w.out, opBranchTable), len(w.blocks[b].table)-1)
		for _, t := range w.blocks[b].table {
			w.out = appendUnsigned(w.out, w.depth(b, t))
		}
	case len(targets) == 1:
		w.goTo(b, targets[0], next)
	case len(targets) == 2:
		w.choose(b, targets[0], targets[1], next)
	}
}

// choose writes a branch by the value on the stack.
func (w *writer) choose(b, yes, no, next int) {
	byBranch := func(t int) bool { return w.labelled[t] || w.isBack(b, t) }
	comesNext := func(t int) bool { return t == next && !w.isBack(b, t) }
	switch {
	case byBranch(yes) && !(comesNext(yes) && byBranch(no)):
		w.value(b, true)
		w.branch(opBranchIf, b, yes)
		w.goTo(b, no, next)
	case byBranch(no):
		w.value(b, false)
		w.branch(opBranchIf, b, no)
		w.goTo(b, yes, next)
	default:
		w.value(b, true)
		w.open(opIf, unnamed)
		w.goTo(b, yes, next)
		w.out = append(w.out, opElse)
		w.goTo(b, no, next)
		w.close()
	}
}

// value writes what makes the value on the stack not 0 where the first of the next blocks is gone to, or else where it is not.
func (w *writer) value(b int, first bool) {
	switch {
	case w.blocks[b].zero != first:
	case w.blocks[b].compares:
		w.out[len(w.out)-1] = opposite(w.out[len(w.out)-1])
	default:
		w.out = append(w.out, opIsZero)
	}
}

// goTo writes how a block goes to another: not at all where that comes next, by a branch, or by writing it here.
func (w *writer) goTo(b, t, next int) {
	switch {
	case w.isBack(b, t):
		w.branch(opBranch, b, t)
	case t == next:
	case w.labelled[t]:
		w.branch(opBranch, b, t)
	default:
		w.block(t, next)
	}
}

func (w *writer) branch(op byte, b, t int) {
	w.out = appendUnsigned(append(w.out, op), w.depth(b, t))
}

// depth returns how many open WebAssembly blocks a branch to a block leaves.
func (w *writer) depth(b, t int) int {
	label := t
	if w.isBack(b, t) {
		label = ^t
	}
	return len(w.labels) - 1 - slices.Index(w.labels, label)
}

func (w *writer) open(op byte, label int) {
	w.out = append(w.out, op, noResult)
	w.labels = append(w.labels, label)
}

func (w *writer) close() {
	w.out = append(w.out, opEnd)
	w.labels = w.labels[:len(w.labels)-1]
}
