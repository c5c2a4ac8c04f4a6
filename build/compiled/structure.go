// Package compiled works on a program that Go compiled to WebAssembly, before it ships: [Strip] takes out what only tracebacks read, [Structure]
// gives the functions loops and branches that an engine can see.
package compiled

import (
	"bytes"
	"errors"
)

// errShape says that a function is not as Go's compiler writes it.
var errShape = errors.New("structure: a function of another shape")

// Structure writes the functions of a compiled program with WebAssembly's own loops, blocks and branches.
//
// Go's compiler makes each function one loop around a table of its blocks. A jump writes the number of a block into the variable PC_B and goes
// round that loop; the same table lets a goroutine that was taken off the stack go on in the middle of a function. An engine keeps each such jump as
// a jump through the table, in the innermost loop too, and does not see the loop as one.
//
// The blocks and the jumps between them are read from that form and written by their tree of dominators (Ramsey, "Beyond Relooper: Recursive
// Translation of Unstructured Control Flow to Structured Control Flow", ICFP 2022). A table stays for the places after calls, which
// goroutines come back to (see enter). What a function computes, calls and stores does not change, nor do the numbers of its places, so that the
// runtime's tables of frame sizes and of pointers on the stack hold. A function written in assembly, or with a loop that is entered in its middle, stays as
// it is.
//
// The form is that of cmd/internal/obj/wasm in Go 1.26. Structure fails where many functions have another one: then a new release has changed it.
func Structure(wasm []byte) ([]byte, error) {
	m, err := readModule(wasm)
	if err != nil {
		return nil, err
	}
	returns, err := deferReturns(wasm)
	if err != nil {
		return nil, err
	}
	if len(returns) != len(m.functions) {
		return nil, errLayout
	}
	done := 0
	for i, body := range m.functions {
		if structured, err := structure(body, i, returns[i]); err == nil {
			m.functions[i] = structured
			done++
		}
		m.functions[i] = shorten(m.functions[i])
	}
	if done < len(m.functions)*3/4 {
		return nil, errShape
	}
	return m.bytes(), nil
}

// structure returns the body of a function, by its number and the place where it goes on after a recovered panic, with structure.
func structure(body []byte, number, deferReturn int) ([]byte, error) {
	f, err := readFunction(foldAddresses(body), number, deferReturn)
	if err != nil {
		return nil, err
	}
	return f.structured()
}

// module is a WebAssembly module whose functions can be changed.
type module struct {
	before, after []byte   // the sections around the code
	functions     [][]byte // their bodies, without the functions that the module imports
}

const (
	codeSection = 10
	dataSection = 11
)

func readModule(wasm []byte) (m *module, err error) {
	defer func() {
		if recover() != nil { // an index out of range: a length that leads nowhere
			m, err = nil, errLayout
		}
	}()
	start, content, end := section(wasm, codeSection)
	m = &module{before: wasm[:start], after: wasm[end:]}
	r := reader{wasm, content}
	for range r.unsigned() {
		length := r.unsigned()
		m.functions = append(m.functions, wasm[r.at:r.at+length])
		r.at += length
	}
	return m, nil
}

// section returns where a section of a module begins, where its content does, and where it ends; it panics where there is none.
func section(wasm []byte, id byte) (start, content, end int) {
	const header = "\x00asm\x01\x00\x00\x00"
	if !bytes.HasPrefix(wasm, []byte(header)) {
		panic(errLayout)
	}
	r := reader{wasm, len(header)}
	for {
		start = r.at
		found := r.byte()
		size := r.unsigned()
		if found == id {
			return start, r.at, r.at + size
		}
		r.at += size
	}
}

func (m *module) bytes() []byte {
	code := appendUnsigned(nil, len(m.functions))
	for _, body := range m.functions {
		code = appendUnsigned(code, len(body))
		code = append(code, body...)
	}
	out := append(bytes.Clone(m.before), codeSection)
	out = appendUnsigned(out, len(code))
	out = append(out, code...)
	return append(out, m.after...)
}
