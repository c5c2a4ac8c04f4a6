package compiled

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// A Go program carries tables that say which line of which file each instruction comes from, and which calls were inlined there. Only a
// traceback reads them, and in a browser nobody reads a traceback; but they are a tenth of what a reader would fetch, and no flag
// of the linker leaves them out. Strip takes them out of a wasm: it says of each function that it has no such tables, which the
// runtime knows how to bear (it prints "?:0"), and fills their bytes with zeros, which the wasm then leaves out.
// What the collector and the unwinder need stays: frame sizes, stack maps, names.
//
// So it does with what is there for other processors: where a goroutine may be stopped by a signal, and fifteen of sixteen entries of the table by
// which the runtime finds the function of an instruction. The table has an entry for 4096 instructions. In WebAssembly functions are 65,536 apart, and are
// looked up by their first.
//
// The layout is that of runtime.moduledata, runtime.pcHeader and runtime._func in Go 1.26. Strip fails where it finds
// none like it, its test runs a program that uses what must stay, and every end-to-end test runs what it left.

// Which words of runtime.moduledata say where the table of instructions lies, and the data that functions refer to.
const (
	moduleFindfunc = 19
	moduleGofunc   = 40
)

// The table of instructions: entries for a function, and the bytes of one, runtime.findfuncbucket.
const (
	bucketsEach = 1 << 16 / 4096
	bucketSize  = 20
)

// Where things are in runtime._func; the offsets of its tables have 4 bytes each.
const (
	funcReturn   = 12 // where the function goes on after a recovered panic, 0 if it has no deferred calls
	funcFile     = 20
	funcLine     = 24
	funcPcdata   = 28 // how many more tables
	funcUnit     = 32 // which part of the table of files is its own
	funcStart    = 36 // the line that it begins on
	funcFuncdata = 43 // how many data of other kinds, a byte
	funcSize     = 44
)

// absent is a function's offset of data that it does not have; that of a table is 0.
const absent = 1<<32 - 1

// Numbers of tables, as in internal/abi's symtab.go.
const (
	pcdataUnsafePoint  = 0
	pcdataInlTreeIndex = 2
	pcdataArgLiveIndex = 3
	funcdataInlTree    = 3
	funcdataArgInfo    = 5
	funcdataArgLive    = 6
	inlinedCallSize    = 16
)

// pcHeaderMagic is abi.CurrentPCLnTabMagic, followed by two zeros, the least instruction's size and a pointer's size.
var pcHeaderMagic = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}

var errLayout = errors.New("the compiled program's tables are not laid out as in Go 1.26")

// memory is the start of a wasm's memory, as its data section fills it.
type memory []byte

// Strip returns the wasm without the tables.
func Strip(wasm []byte) (stripped []byte, err error) {
	defer func() {
		if p := recover(); p != nil { // an index out of range: an offset that leads nowhere
			stripped, err = nil, errLayout
		}
	}()
	m, err := readMemory(wasm)
	if err != nil {
		return nil, err
	}
	t, err := m.tables()
	if err != nil {
		return nil, err
	}
	t.strip()
	t.shortenNames()
	if err := t.thin(); err != nil {
		return nil, err
	}
	start, _, end := section(wasm, dataSection)
	data := m.data()
	out := append(bytes.Clone(wasm[:start]), dataSection)
	out = appendUnsigned(out, len(data))
	out = append(out, data...)
	return append(out, wasm[end:]...), nil
}

// readMemory reads the data section.
func readMemory(wasm []byte) (memory, error) {
	_, content, _ := section(wasm, dataSection)
	var m memory
	r := reader{wasm, content}
	for range r.unsigned() {
		active, address := r.byte(), r.instruction()
		if active != 0 || address.op != opConst32 || r.byte() != opEnd { // of memory 0, at an i32.const
			return nil, errLayout
		}
		length := r.unsigned()
		if grown := int(address.immediate) + length; grown > len(m) {
			m = append(m, make([]byte, grown-len(m))...)
		}
		copy(m[address.immediate:], wasm[r.at:r.at+length])
		r.at += length
	}
	return m, nil
}

// data returns the content of the data section that fills the memory, which is zeros before. Each segment begins with its address, and after
// compression that weighs as much as very many zeros: segments that are 8 zeros apart, as the linker has them, made the packed program 33 kB larger.
func (m memory) data() []byte {
	apart := make([]byte, 100)
	var segments []byte
	count := 0
	for rest := m; ; count++ {
		rest = bytes.TrimLeft(rest, "\x00")
		if len(rest) == 0 {
			return append(appendUnsigned(nil, count), segments...)
		}
		segment, _, _ := bytes.Cut(rest, apart)
		segments = appendSigned(append(segments, 0, opConst32), len(m)-len(rest))
		segments = appendUnsigned(append(segments, opEnd), len(segment))
		segments = append(segments, segment...)
		rest = rest[len(segment):]
	}
}

// tables is where the program's tables are in its memory.
type tables struct {
	functions []byte // an index, of 8 bytes for each function, and the functions behind it
	count     int    // of functions
	names     []byte // of functions, a zero behind each
	lookup    []byte // the table of instructions, to the end of memory
	pctab     []byte // values by instruction: for each function several tables, some of them shared
	gofunc    []byte // what the functions' data lie in, to the end of memory
}

// tables finds the tables by their header, and by the module's data, which begin with the addresses of the header and of the names.
func (m memory) tables() (*tables, error) {
	start := bytes.Index(m, pcHeaderMagic)
	if start < 0 {
		return nil, errLayout
	}
	header := m[start:]
	word := func(of []byte, n int) int { return int(binary.LittleEndian.Uint64(of[8*n:])) }
	count, names, units, pctab, functions := word(header, 1), word(header, 4), word(header, 5), word(header, 7), word(header, 8)
	module := binary.LittleEndian.AppendUint64(nil, uint64(start))
	module = binary.LittleEndian.AppendUint64(module, uint64(start+names))
	at := bytes.Index(m, module)
	if at < 0 || bytes.Count(m, module) > 1 {
		return nil, errLayout
	}
	lookup, gofunc := word(m[at:], moduleFindfunc), word(m[at:], moduleGofunc)
	return &tables{header[functions:], count, header[names:units], m[lookup:], header[pctab:functions], m[gofunc:]}, nil
}

// deferReturns returns for each function of the program, in their order, the place where it goes on after a recovered panic, or 0.
func deferReturns(wasm []byte) (places []int, err error) {
	defer func() {
		if recover() != nil {
			places, err = nil, errLayout
		}
	}()
	m, err := readMemory(wasm)
	if err != nil {
		return nil, err
	}
	t, err := m.tables()
	if err != nil {
		return nil, err
	}
	for i := range t.count {
		places = append(places, int(binary.LittleEndian.Uint32(t.function(i)[funcReturn:])))
	}
	return places, nil
}

// function returns the description of a function, and what lies behind it.
func (t *tables) function(i int) []byte {
	return t.functions[binary.LittleEndian.Uint32(t.functions[8*i+4:]):]
}

// strip takes from each function what a traceback alone reads, and blanks what then no function refers to.
func (t *tables) strip() {
	number := func(b []byte) uint32 { return binary.LittleEndian.Uint32(b) }
	kept := make([]bool, len(t.pctab))
	keep := func(table uint32) {
		for i := table; table != 0 && i < t.end(table, nil); i++ {
			kept[i] = true
		}
	}
	keptData, calls := map[uint32]bool{}, map[uint32]int{} // by their offset in gofunc; inlined calls with how many
	for i := range t.count {
		f := t.function(i)
		clear(f[funcFile : funcLine+4])
		clear(f[funcUnit : funcStart+4])
		keep(number(f[funcFile-4:])) // the frame's size
		inlined := 0
		more := f[funcSize:]
		for k := range int(number(f[funcPcdata:])) {
			switch k {
			case pcdataInlTreeIndex:
				t.end(number(more), func(value int) { inlined = max(inlined, value+1) })
				clear(more[:4])
			case pcdataArgLiveIndex, pcdataUnsafePoint:
				clear(more[:4])
			default:
				keep(number(more))
			}
			more = more[4:]
		}
		for k := range int(f[funcFuncdata]) {
			offset := number(more)
			switch k {
			case funcdataInlTree:
				calls[offset] = max(calls[offset], inlined)
				fallthrough
			case funcdataArgInfo, funcdataArgLive:
				binary.LittleEndian.PutUint32(more, absent)
			default:
				keptData[offset] = true
			}
			more = more[4:]
		}
	}
	for i := range t.pctab {
		if !kept[i] {
			t.pctab[i] = 0
		}
	}
	for offset, n := range calls {
		if n > 0 && !keptData[offset] {
			clear(t.gofunc[offset : int(offset)+n*inlinedCallSize])
		}
	}
}

// shortenNames leaves out of the names of generic functions what they are made for, as the runtime does when it prints them.
func (t *tables) shortenNames() {
	for rest := t.names; len(rest) > 0; {
		name, after, _ := bytes.Cut(rest, []byte{0})
		from, to := bytes.IndexByte(name, '['), bytes.LastIndexByte(name, ']')
		if short := "[...]"; from >= 0 && to-from >= len(short) {
			kept := append([]byte(short), name[to+1:]...)
			clear(name[from+copy(name[from:], kept):])
		}
		rest = after
	}
}

// thin blanks the entries of the table of instructions that nothing looks at.
func (t *tables) thin() error {
	for i := range t.count - 1 { // the last function has no more than one
		entries := t.lookup[i*bucketsEach*bucketSize:][:bucketsEach*bucketSize]
		if int(binary.LittleEndian.Uint32(entries)) != i {
			return errLayout
		}
		clear(entries[bucketSize:])
	}
	return nil
}

// end returns where the table that begins at an offset of pctab ends, after calling see, if any, with each of its values. A table has
// pairs of varints, a zigzag step of the value and one of the instruction; a step of the value by 0 is its end, but for the first.
func (t *tables) end(table uint32, see func(value int)) uint32 {
	if table == 0 {
		return 0
	}
	value := -1
	for at := table; ; {
		step, n := binary.Varint(t.pctab[at:])
		first := at == table
		at += uint32(n)
		if step == 0 && !first {
			return at
		}
		if value += int(step); see != nil {
			see(value)
		}
		_, n = binary.Uvarint(t.pctab[at:])
		at += uint32(n)
	}
}
