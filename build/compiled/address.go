package compiled

import "bytes"

// foldAddresses writes a function with shorter addresses of what lies on its stack. The compiler makes the stack pointer 64 bits wide, adds to it and makes
// it 32 bits wide again, which are a third of all instructions. Where a load or a store uses such an address, the sum becomes a part of that instruction,
// elsewhere one addition. They could differ only for a stack that reaches over the end of memory.
func foldAddresses(body []byte) (folded []byte) {
	defer func() {
		if recover() != nil { // an index out of range
			folded = body
		}
	}()
	f := folder{reader: reader{bytes: body}}
	f.passVariables()
	if !bytes.HasPrefix(body[f.at:], prologue) {
		return body
	}
	for f.at < len(body) {
		f.read()
	}
	return f.write()
}

// folder looks for addresses, and for what uses them.
type folder struct {
	reader
	last  [4]instruction
	stack []int // for each value that is known to be on the stack: the edit that makes it, or none
	edits []edit
}

// edit is a change of a function: of an address, or of a load or store that takes one in.
type edit struct {
	start, end int
	offset     int
	access     bool // it is a load or a store
	taken      bool // it is an address that is taken in
}

// read reads one instruction and does to the stack what it does.
func (f *folder) read() {
	i := f.instruction()
	switch op := i.op; {
	case op == opWrap && f.endsAddress():
		f.pop()
		f.stack = append(f.stack, len(f.edits))
		f.edits = append(f.edits, edit{start: f.last[1].start, end: i.end, offset: int(f.last[2].immediate)})
	case op == opLocalGet, op == opGlobalGet, op == opMemorySize, op >= opConst32 && op <= opConstFloat64:
		f.push()
	case op == opLocalSet, op == opGlobalSet, op == opDrop:
		f.pop()
	case op >= opFirstLoad && op < opFirstStore:
		f.take(i)
		f.push()
	case op >= opFirstStore && op < opMemorySize:
		f.pop()
		f.take(i)
	case isUnary(op):
		f.pop()
		f.push()
	case isBinary(op):
		f.pop()
		f.pop()
		f.push()
	default: // calls and branches: how many values they take is not known here
		f.stack = f.stack[:0]
	}
	f.last = [4]instruction{f.last[1], f.last[2], f.last[3], i}
}

// endsAddress says whether the last instructions are the stack pointer, made wider and added to.
func (f *folder) endsAddress() bool {
	pointer, extend, offset, add := f.last[0], f.last[1], f.last[2], f.last[3]
	return pointer.op == opLocalGet && pointer.immediate == 1 && extend.op == opExtend &&
		offset.op == opConst64 && offset.immediate >= 0 && offset.immediate < 1<<31 && add.op == opAdd64
}

func (f *folder) push() { f.stack = append(f.stack, none) }

func (f *folder) pop() (made int) {
	if len(f.stack) == 0 {
		return none
	}
	made = f.stack[len(f.stack)-1]
	f.stack = f.stack[:len(f.stack)-1]
	return made
}

// take lets a load or a store take in the address on the stack.
func (f *folder) take(access instruction) {
	if made := f.pop(); made != none {
		f.edits[made].taken = true
		f.edits = append(f.edits, edit{start: access.start, end: access.end, offset: f.edits[made].offset, access: true})
	}
}

func (f *folder) write() (out []byte) {
	from := 0
	for _, e := range f.edits {
		out = append(out, f.bytes[from:e.start]...)
		from = e.end
		switch {
		case e.access:
			access := reader{f.bytes, e.start + 1}
			alignment := access.unsigned()
			out = appendUnsigned(append(out, f.bytes[e.start]), alignment)
			out = appendUnsigned(out, access.unsigned()+e.offset)
		case !e.taken:
			out = appendSigned(append(out, opConst32), e.offset)
			out = append(out, opAdd)
		}
	}
	return append(out, f.bytes[from:]...)
}
