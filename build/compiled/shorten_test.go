package compiled

import (
	"bytes"
	"testing"
)

func TestShorten(t *testing.T) {
	out := func(offset byte) []byte {
		return []byte{opLocalGet, 1, opConst32, offset, opAdd, opLocalTee, 1, opGlobalSet, 0}
	}
	cases := []struct {
		name       string
		code, want []byte
	}{
		{"a mark of an inlined call", []byte{opNop, opLocalGet, 2, opNop, opDrop}, []byte{opLocalGet, 2, opDrop}},
		{"wide and narrow again", []byte{opLocalGet, 0, opExtend, opWrap, opDrop}, []byte{opLocalGet, 0, opDrop}},
		{"a load of which half is wanted", []byte{opLocalGet, 1, opLoad64, 3, 72, opWrap}, []byte{opLocalGet, 1, opLoad32, 2, 72}},
		{"a load of a byte", []byte{opLocalGet, 1, 0x31, 0, 5, opWrap}, []byte{opLocalGet, 1, 0x2d, 0, 5}},
		{"a load all of which is wanted", []byte{opLocalGet, 1, opLoad64, 3, 72, opLocalSet, 2}, []byte{opLocalGet, 1, opLoad64, 3, 72, opLocalSet, 2}},
		{"a store of a truth", []byte{opLocalGet, 1, opLocalGet, 0, opIsZero, opExtend, 0x3c, 0, 8}, []byte{opLocalGet, 1, opLocalGet, 0, opIsZero, 0x3a, 0, 8}},
		{"a store of 64 bits", []byte{opLocalGet, 1, opLocalGet, 0, opExtend, 0x37, 3, 8}, []byte{opLocalGet, 1, opLocalGet, 0, opExtend, 0x37, 3, 8}},
		{"a call that cannot leave", []byte{opConst32, 0, opCall, 9, opIf, noResult, opUnreachable, opEnd}, []byte{opConst32, 0, opCall, 9, opDrop}},
		{"another condition", []byte{opLocalGet, 0, opIf, noResult, opUnreachable, opEnd}, []byte{opLocalGet, 0, opIf, noResult, opUnreachable, opEnd}},
		{"out of a function with a frame", append(append(out(56), out(8)...), opConst32, 0, opReturn),
			append([]byte{opLocalGet, 1, opConst32}, append(appendSigned(nil, 64), opAdd, opGlobalSet, 0, opConst32, 0, opReturn)...)},
		{"out of one without", append(out(8), opConst32, 0, opReturn), []byte{opLocalGet, 1, opConst32, 8, opAdd, opGlobalSet, 0, opConst32, 0, opReturn}},
	}
	variables := []byte{1, 2, int32Type}
	for _, c := range cases {
		body := bytes.Join([][]byte{variables, c.code, {opEnd}}, nil)
		if got, want := shorten(body), bytes.Join([][]byte{variables, c.want, {opEnd}}, nil); !bytes.Equal(got, want) {
			t.Errorf("%s: % x, want % x", c.name, got, want)
		}
	}
	if cut := []byte{1, 2, int32Type, opLocalGet}; !bytes.Equal(shorten(cut), cut) {
		t.Error("a function that is cut short does not stay as it is")
	}
}
