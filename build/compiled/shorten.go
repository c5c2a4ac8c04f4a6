package compiled

import "slices"

// shorten writes a function with fewer instructions for what the compiler writes at length: the way out of a function, which moves the stack pointer
// twice; values that are made 64 bits wide and narrow again; looks at the results of calls that cannot leave WebAssembly's stack. Engines that optimise
// see through that. But every function is first compiled by one that does not, while a reader waits, and what is short is sooner made a part of its callers.
func shorten(body []byte) (short []byte) {
	defer func() {
		if recover() != nil { // an index out of range
			short = body
		}
	}()
	s := shortener{reader: reader{bytes: body}}
	s.passVariables()
	s.out = append(s.out, body[:s.at]...)
	for s.at < len(body) {
		i := s.instruction()
		s.add(i, body[i.start:i.end])
		for s.doesNothing() || s.narrows() || s.ignores() || s.returns() {
		}
	}
	return s.out
}

// shortener holds what it has written and where the instructions of that stand. Each of its rules looks at the last of them, and says whether it has
// made them shorter.
type shortener struct {
	reader
	out     []byte
	written []instruction
}

func (s *shortener) add(i instruction, code []byte) {
	i.start = len(s.out)
	s.out = append(s.out, code...)
	i.end = len(s.out)
	s.written = append(s.written, i)
}

// drop takes the last n instructions back and returns the code of the first of them.
func (s *shortener) drop(n int) (first []byte) {
	i := s.last(n - 1)
	first = slices.Clone(s.out[i.start:i.end])
	s.out = s.out[:i.start]
	s.written = s.written[:len(s.written)-n]
	return first
}

// last returns an instruction, the very last for 0.
func (s *shortener) last(back int) instruction { return s.written[len(s.written)-1-back] }

// endsWith says whether the last instructions have these operations.
func (s *shortener) endsWith(operations ...byte) bool {
	first := len(s.written) - len(operations)
	return first >= 0 && slices.EqualFunc(s.written[first:], operations, func(i instruction, op byte) bool { return i.op == op })
}

// doesNothing drops marks of inlined calls, and a value made wide and narrow again.
func (s *shortener) doesNothing() bool {
	switch {
	case s.endsWith(opNop):
		s.drop(1)
	case s.endsWith(opExtend, opWrap):
		s.drop(2)
	default:
		return false
	}
	return true
}

// narrower are the loads and stores of 32 bits, by those of 64 of whose value the upper half is not asked for.
var narrower = map[byte]byte{
	opLoad64: opLoad32, 0x30: 0x2c, 0x31: 0x2d, 0x32: 0x2e, 0x33: 0x2f, 0x34: opLoad32, 0x35: opLoad32,
	0x3c: 0x3a, 0x3d: 0x3b, 0x3e: opFirstStore,
}

// narrows makes a value 32 bits wide where it is loaded, and leaves it so where it is stored.
func (s *shortener) narrows() bool {
	if len(s.written) < 2 {
		return false
	}
	before, last := s.last(1), s.last(0)
	switch {
	case last.op == opWrap && narrower[before.op] != 0:
		access := s.drop(2)
		s.access(narrower[before.op], access)
	case before.op == opExtend && last.op >= opFirstStore && narrower[last.op] != 0:
		access := slices.Clone(s.out[last.start:last.end])
		s.drop(2)
		s.access(narrower[last.op], access)
	default:
		return false
	}
	return true
}

// access adds a load or store of at most 32 bits, with the offset of another.
func (s *shortener) access(op byte, other []byte) {
	const words = 2 // the alignment of 32 bits, as a power of 2
	s.add(instruction{op: op}, append([]byte{op, min(other[1], words)}, other[2:]...))
}

// ignores drops the look at the result of a call that has no place to come back to: it has always ended.
func (s *shortener) ignores() bool {
	if !s.endsWith(opCall, opIf, opUnreachable, opEnd) {
		return false
	}
	s.drop(3)
	s.add(instruction{op: opDrop}, []byte{opDrop})
	return true
}

// returns moves the stack pointer once where a function ends: from over the function's frame, and over the place that it returns to, which may be apart.
func (s *shortener) returns() bool {
	if !s.endsWith(opLocalGet, opConst32, opAdd, opLocalTee, opGlobalSet, opConst32, opReturn) || s.last(6).immediate != 1 || s.last(3).immediate != 1 || s.last(2).immediate != 0 {
		return false
	}
	offset, result := s.last(5).immediate, s.last(1).immediate
	s.drop(7)
	if s.endsWith(opLocalGet, opConst32, opAdd, opLocalTee, opGlobalSet) && s.last(4).immediate == 1 && s.last(1).immediate == 1 && s.last(0).immediate == 0 {
		offset += s.last(3).immediate
		s.drop(5)
	}
	s.add(instruction{op: opLocalGet, immediate: 1}, []byte{opLocalGet, 1})
	s.add(instruction{op: opConst32}, appendSigned([]byte{opConst32}, int(offset)))
	s.add(instruction{op: opAdd}, []byte{opAdd})
	s.add(instruction{op: opGlobalSet}, []byte{opGlobalSet, 0})
	s.add(instruction{op: opConst32}, appendSigned([]byte{opConst32}, int(result)))
	s.add(instruction{op: opReturn}, []byte{opReturn})
	return true
}
