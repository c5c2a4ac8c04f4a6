package compiled

import "bytes"

// none is no block.
const none = -1

// function is the body of a function: its blocks and how they follow one another.
type function struct {
	variables []byte // their declarations
	last      int    // the number of the last variable
	leaves    bool   // it can leave WebAssembly's stack, for another goroutine to run
	blocks    []*block
	places    []int       // by value of PC_B the block it leads to; 0 leads to the first, where the function begins
	entered   map[int]int // the other places that it is entered at, and their blocks
}

// block is a run of instructions and where it goes on.
type block struct {
	code     []byte
	leaves   []leave
	next     []int // blocks: none after a return, one, or where the value on the stack is not 0 and where it is
	zero     bool  // of two next blocks the first is gone to where the value is 0
	compares bool  // the value is that of a comparison of integers, the code's last instruction
	table    []int // instead of next: blocks by the value on the stack, the last for all others
}

// leave is a branch in a block's code that leaves WebAssembly's stack.
type leave struct {
	start, end int // in the code
	depth      int // how many of the code's own blocks are around it
	op         byte
}

// prologue is what each function begins with: the stack pointer is copied from its global variable.
var prologue = []byte{opGlobalGet, 0, opLocalSet, 1}

// firstFunction is what the runtime adds to the number of a function, for program counters that are small are none.
const firstFunction = 0x1000

// readFunction reads the function of this number; deferReturn is the place where it goes on after a recovered panic, or 0.
func readFunction(body []byte, number, deferReturn int) (f *function, err error) {
	defer func() {
		if recover() != nil { // an index out of range
			f, err = nil, errShape
		}
	}()
	p := parser{reader: reader{bytes: body}, function: &function{entered: map[int]int{}}, number: number + firstFunction}
	if !p.head() || !p.body() || !p.foot() {
		return nil, errShape
	}
	p.enteredAt(deferReturn)
	for _, place := range p.returns {
		p.enteredAt(place)
	}
	return p.function, nil
}

// enteredAt notes a place. Those of the first block need no note: they lead where all others do.
func (f *function) enteredAt(place int) {
	if b := f.places[place]; b != 0 {
		f.entered[place] = b
	}
}

// parser reads the compiler's form of a function: a block to leave by, if it can; a loop to jump by, if it does; and one block within another,
// each of which ends where the code of a block of the function begins.
type parser struct {
	reader
	*function
	number  int
	labels  int   // how many blocks of the function are in the table
	jumps   bool  // there is a loop
	returns []int // places that calls return to
}

// head reads up to the first block's code.
func (p *parser) head() bool {
	for range p.unsigned() {
		p.last += p.unsigned()
		p.byte()
	}
	p.variables = p.bytes[:p.at]
	if !bytes.HasPrefix(p.bytes[p.at:], prologue) {
		return false
	}
	p.at += len(prologue)
	opened, loop := 0, -1
	i := p.instruction()
	for ; i.op == opBlock || i.op == opLoop; i = p.instruction() {
		if i.op == opLoop {
			loop = opened
		}
		opened++
	}
	table := p.instruction()
	if i.op != opLocalGet || i.immediate != 0 || table.op != opBranchTable || p.instruction().op != opEnd {
		return false
	}
	p.places = table.table
	p.labels = p.places[len(p.places)-1] + 1
	around := opened - p.labels
	p.jumps = loop >= 0
	if p.jumps {
		p.leaves = loop == 1
		return loop <= 1 && around == loop+1
	}
	p.leaves = around == 1
	return around <= 1
}

// body reads the blocks' code.
func (p *parser) body() bool {
	for range p.labels {
		p.blocks = append(p.blocks, &block{})
	}
	for label := range p.labels {
		s := stretch{parser: p, block: p.blocks[label], from: p.at, loop: p.labels - 1 - label}
		if !s.read(label) {
			return false
		}
	}
	return true
}

// foot reads what stands behind the blocks: nothing that is ever run, but for the result of having left.
func (p *parser) foot() bool {
	var foot []byte
	if p.jumps {
		foot = append(foot, opUnreachable, opEnd)
	}
	if p.leaves {
		foot = append(foot, opConst32, 1, opEnd)
	}
	return bytes.Equal(p.bytes[p.at:], foot)
}

// stretch reads the code of one block of the table; where it branches, one block of the function ends and another begins.
type stretch struct {
	*parser
	block *block
	from  int  // where the block's code begins
	loop  int  // how many blocks of the table are between the code and the loop
	depth int  // how many of the code's own blocks are open
	dead  bool // nothing leads to what is read: it stands behind a jump or a return
}

func (s *stretch) read(label int) bool {
	var second, before, last instruction // the three before
	for {
		i := s.instruction()
		switch {
		case i.op == opEnd && s.depth > 0:
			s.depth--
		case i.op == opEnd:
			if !s.dead {
				s.end(i.start)
				if label+1 == s.labels {
					s.block.code = append(bytes.Clone(s.block.code), opUnreachable)
				} else {
					s.block.next = []int{label + 1}
				}
			}
			return true
		case i.op == opBlock || i.op == opLoop || i.op == opIf:
			s.depth++
		case s.dead:
		case i.op == opConst32 && s.jump():
			target := s.places[i.immediate]
			if s.depth > 0 {
				if s.depth > 1 || last.op != opIf || s.instruction().op != opEnd {
					return false
				}
				s.branch(second, before, last, target)
				break
			}
			s.end(i.start)
			s.block.next = []int{target}
			s.dead = true
		case i.op == opConst64 && int(i.immediate>>16) == s.number:
			s.returns = append(s.returns, int(i.immediate&0xffff))
		case (i.op == opBranch || i.op == opBranchIf) && int(i.immediate) >= s.depth:
			if !s.leaving(i) {
				return false
			}
		case i.op == opBranchTable:
			return false
		case (i.op == opReturn || i.op == opUnreachable) && s.depth == 0:
			s.end(i.end)
			s.dead = true
		}
		second, before, last = before, last, i
	}
}

// end ends the block's code.
func (s *stretch) end(at int) { s.block.code = s.bytes[s.from:at] }

// jump reads the rest of a jump, if it is one: PC_B is set and the loop goes round.
func (s *stretch) jump() bool {
	start := s.at
	set, branch := s.instruction(), s.instruction()
	if s.jumps && set.op == opLocalSet && set.immediate == 0 && branch.op == opBranch && int(branch.immediate) == s.loop+s.depth {
		return true
	}
	s.at = start
	return false
}

// branch ends the block with a branch by the value that the instruction before the if leaves.
func (s *stretch) branch(before, value, begin instruction, target int) {
	s.end(begin.start)
	if value.op == opIsZero {
		s.end(value.start)
		s.block.zero, value = true, before
	}
	s.block.compares = isComparison(value.op)
	rest := &block{}
	s.block.next = []int{target, len(s.blocks)}
	s.blocks = append(s.blocks, rest)
	s.block, s.from, s.depth = rest, s.at, 0
}

// leaving notes a branch that leaves, if it is one.
func (s *stretch) leaving(i instruction) bool {
	outermost := s.loop + s.depth
	if s.jumps {
		outermost++
	}
	s.block.leaves = append(s.block.leaves, leave{i.start - s.from, i.end - s.from, s.depth, i.op})
	return s.parser.leaves && int(i.immediate) == outermost
}
