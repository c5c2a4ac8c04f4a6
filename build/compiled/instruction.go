package compiled

import "encoding/binary"

// Operation codes of WebAssembly that this package writes or looks at.
const (
	opUnreachable  = 0x00
	opNop          = 0x01
	opBlock        = 0x02
	opLoop         = 0x03
	opIf           = 0x04
	opElse         = 0x05
	opEnd          = 0x0b
	opBranch       = 0x0c
	opBranchIf     = 0x0d
	opBranchTable  = 0x0e
	opReturn       = 0x0f
	opCall         = 0x10
	opCallIndirect = 0x11
	opDrop         = 0x1a
	opLocalGet     = 0x20
	opLocalSet     = 0x21
	opLocalTee     = 0x22
	opGlobalGet    = 0x23
	opGlobalSet    = 0x24
	opFirstLoad    = 0x28
	opLoad32       = opFirstLoad
	opLoad64       = 0x29
	opFirstStore   = 0x36
	opMemorySize   = 0x3f
	opMemoryGrow   = 0x40
	opConst32      = 0x41
	opConst64      = 0x42
	opConstFloat32 = 0x43
	opConstFloat64 = 0x44
	opIsZero       = 0x45
	opIsZero64     = 0x50
	opAdd          = 0x6a
	opSubtract     = 0x6b
	opAdd64        = 0x7c
	opWrap         = 0xa7 // 64 bits to 32, the first of the conversions
	opExtend       = 0xad // 32 bits to 64, unsigned
	opMore         = 0xfc // begins those of two bytes

	noResult  = 0x40 // the type of a block that leaves nothing on the stack
	int32Type = 0x7f
)

// Comparisons of integers stand in the same order for 32 and for 64 bits: equal, not equal, and then less, greater, not greater and not less, each
// of signed and of unsigned numbers.
const (
	opEqual     = 0x46
	opEqual64   = 0x51
	comparisons = 10
)

func isComparison(op byte) bool {
	return op >= opEqual && op < opEqual+comparisons || op >= opEqual64 && op < opEqual64+comparisons
}

// opposite returns the comparison that holds where this one does not.
func opposite(op byte) byte {
	first := byte(opEqual)
	if op >= opEqual64 {
		first = opEqual64
	}
	return first + [comparisons]byte{1, 0, 8, 9, 6, 7, 4, 5, 2, 3}[op-first]
}

// isUnary says whether an operation makes one value of one.
func isUnary(op byte) bool {
	switch {
	case op == opIsZero, op == opIsZero64, op == opMemoryGrow, op == opLocalTee, op >= opWrap && op < opMore:
		return true
	case op >= 0x67 && op <= 0x69, op >= 0x79 && op <= 0x7b: // counts of bits
		return true
	}
	return op >= 0x8b && op <= 0x91 || op >= 0x99 && op <= 0x9f // of floats: their sign, rounding, root
}

// isBinary says whether an operation makes one value of two.
func isBinary(op byte) bool { return op > opIsZero && op < opWrap && !isUnary(op) }

// reader reads a module or a function. An index out of range panics; who reads recovers.
type reader struct {
	bytes []byte
	at    int
}

func (r *reader) byte() byte {
	b := r.bytes[r.at]
	r.at++
	return b
}

// unsigned reads an unsigned LEB128.
func (r *reader) unsigned() int {
	value, n := binary.Uvarint(r.bytes[r.at:])
	if n <= 0 {
		panic(errLayout)
	}
	r.at += n
	return int(value)
}

// signed reads a signed LEB128 of 32 or 64 bits.
func (r *reader) signed() int64 {
	value := int64(0)
	for shift := 0; ; {
		b := r.byte()
		value |= int64(b&0x7f) << shift
		shift += 7
		if b < 0x80 {
			if b&0x40 != 0 && shift < 64 {
				value |= -1 << shift
			}
			return value
		}
	}
}

// passVariables passes over the declarations of a function's variables.
func (r *reader) passVariables() {
	for range r.unsigned() {
		r.unsigned()
		r.byte()
	}
}

// instruction is one instruction and its first immediate, where it has one.
type instruction struct {
	start, end int // in the bytes read
	op         byte
	immediate  int64 // of a branch its depth, of a variable its number, of a constant its value
	table      []int // of a branch table: the depths, the default last
}

func (r *reader) instruction() instruction {
	i := instruction{start: r.at}
	i.op = r.byte()
	switch op := i.op; {
	case op == opBlock, op == opLoop, op == opIf, op == opMemorySize, op == opMemoryGrow:
		i.immediate = int64(r.byte())
	case op == opBranch, op == opBranchIf, op == opCall, op >= opLocalGet && op <= opGlobalSet:
		i.immediate = int64(r.unsigned())
	case op == opCallIndirect, op >= opFirstLoad && op < opMemorySize:
		r.unsigned()
		r.unsigned()
	case op == opBranchTable:
		i.table = make([]int, r.unsigned()+1)
		for k := range i.table {
			i.table[k] = r.unsigned()
		}
	case op == opConst32, op == opConst64:
		i.immediate = r.signed()
	case op == opConstFloat32:
		r.at += 4
	case op == opConstFloat64:
		r.at += 8
	case op == opMore:
		switch r.byte() {
		case 10: // memory.copy
			r.at += 2
		case 11: // memory.fill
			r.at++
		}
	}
	i.end = r.at
	return i
}

func appendUnsigned(out []byte, value int) []byte { return binary.AppendUvarint(out, uint64(value)) }

func appendSigned(out []byte, value int) []byte {
	for {
		b := byte(value & 0x7f)
		value >>= 7
		if value == 0 && b&0x40 == 0 || value == -1 && b&0x40 != 0 {
			return append(out, b)
		}
		out = append(out, b|0x80)
	}
}
