package compiled

import (
	"maps"
	"slices"
)

// structured returns the function's body with WebAssembly's own control flow.
func (f *function) structured() ([]byte, error) {
	g := newGraph(f.blocks, 0)
	for _, place := range slices.Sorted(maps.Keys(f.entered)) {
		if b := f.entered[place]; !g.reaches(b) { // a block after a recovered panic, or where a call that never comes back would
			g = newGraph(f.blocks, 0, append(g.roots, b)...)
		}
	}
	if !g.reducible {
		return nil, errShape
	}
	if g = newGraph(f.blocks, f.enter(g)); !g.reducible {
		return nil, errShape
	}
	return f.write(g), nil
}

// enter adds blocks by which the function is entered in its middle, and returns the one that it now begins with.
//
// A place in a loop is entered by the loop's head, and before it by the head of each loop around, so that each loop keeps one entrance: there, a block looks
// at a variable of its own (resume), which says where to go on in the loop. It is 0 but on the way to such a place.
func (f *function) enter(g *graph) (first int) {
	if len(f.entered) == 0 {
		return 0
	}
	entrances := f.entrances(g)
	isEntrance := map[int]bool{}
	for _, entrance := range entrances {
		isEntrance[entrance] = true
	}
	outside := f.add(&block{})
	ways := f.ways(g, outside, entrances)
	resume := f.last + 1
	inLoops := map[int]bool{} // the blocks of places in loops
	for head, entrance := range entrances {
		f.blocks[entrance].choose(resume, ways[entrance], head)
		for _, b := range ways[entrance] {
			inLoops[b] = !isEntrance[b]
		}
	}
	for b, is := range inLoops {
		if is {
			f.blocks[b].prepend(appendSet([]byte{opConst32, 0}, resume))
		}
	}
	begin := 0
	if entrance, ok := entrances[0]; ok {
		begin = entrance
	}
	setting := map[int]int{} // by an outermost loop's entrance, the block before it that sets the variable
	for place, b := range ways[outside] {
		if !isEntrance[b] {
			continue
		}
		if _, ok := setting[b]; !ok {
			setting[b] = f.add(&block{code: appendSet(appendGet(nil, 0), resume), next: []int{b}})
		}
		ways[outside][place] = setting[b]
	}
	f.blocks[outside].choose(0, ways[outside], begin)
	if len(entrances) > 0 {
		f.declare()
	}
	return outside
}

// ways returns for each block that chooses where to go on (the one outside all loops, and the entrances of loops) the next block on the way to each place.
func (f *function) ways(g *graph, outside int, entrances map[int]int) map[int]map[int]int {
	ways := map[int]map[int]int{outside: {}}
	for _, entrance := range entrances {
		ways[entrance] = map[int]int{}
	}
	for place, b := range f.entered {
		at := outside
		for _, head := range g.loops(b) {
			if entrance, ok := entrances[head]; ok {
				ways[at][place] = entrance
				at = entrance
			}
		}
		ways[at][place] = b
	}
	return ways
}

// entrances adds a block before the head of each loop that is entered in its middle, and lets all that leads to the head lead there.
func (f *function) entrances(g *graph) (byHead map[int]int) {
	byHead = map[int]int{}
	for _, place := range slices.Sorted(maps.Keys(f.entered)) {
		b := f.entered[place]
		for _, head := range g.loops(b) {
			if _, ok := byHead[head]; !ok && b != head {
				byHead[head] = f.add(&block{})
			}
		}
	}
	for _, b := range f.blocks {
		for i, t := range b.next {
			if entrance, ok := byHead[t]; ok {
				b.next[i] = entrance
			}
		}
	}
	return byHead
}

func (f *function) add(b *block) int {
	f.blocks = append(f.blocks, b)
	return len(f.blocks) - 1
}

// declare adds a variable of 32 bits.
func (f *function) declare() {
	r := reader{bytes: f.variables}
	groups := r.unsigned()
	rest := f.variables[r.at:]
	f.variables = append(appendUnsigned(nil, groups+1), rest...)
	f.variables = append(f.variables, 1, int32Type)
	f.last++
}

// choose makes the block go on by a variable: to the target of its value, or to another block.
func (b *block) choose(variable int, targets map[int]int, other int) {
	values := slices.Sorted(maps.Keys(targets))
	low, high := values[0], values[len(values)-1]
	b.code = appendSigned(append(appendGet(nil, variable), opConst32), low)
	b.code = append(b.code, opSubtract) // 0 becomes a number beyond the table, for which engines look first
	for value := low; value <= high; value++ {
		t, ok := targets[value]
		if !ok {
			t = other
		}
		b.table = append(b.table, t)
	}
	b.table = append(b.table, other)
}

// prepend puts code before the block's own.
func (b *block) prepend(code []byte) {
	b.code = append(code, b.code...)
	for i := range b.leaves {
		b.leaves[i].start += len(code)
		b.leaves[i].end += len(code)
	}
}

func appendGet(out []byte, variable int) []byte {
	return appendUnsigned(append(out, opLocalGet), variable)
}

func appendSet(out []byte, variable int) []byte {
	return appendUnsigned(append(out, opLocalSet), variable)
}
