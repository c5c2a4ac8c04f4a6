package linear

import (
	"encoding/binary"
	"errors"
	"math"
	"math/bits"
)

// The file format, version 3. Numbers are little endian; varint is encoding/binary's Uvarint.
//
//	"LINEAR3\n"             8 bytes: what this is, and the version
//	checksum                uint64, of all that follows (see checksum)
//	length                  uint32, bytes that follow
//	unit                    float32 bits: the worth of one unit of weight
//	featureBits             1 byte: 32, the bits of a feature
//	markBits                1 byte, 8 to 16
//	labels                  varint count, then for each: varint length, bytes
//	buckets                 varint count, 1 or more
//	seeds                   for each bucket: the low byte; then for each the high byte
//	places                  varint count, 1 or more
//	marks                   for each place: the high 8 bits; then, if marks have more, for each the others
//
// and in a model of 2 or 3 labels, for each label but the first,
//
//	weights                 for each place: 1 byte, a signed code q; the weight is q*|q| units
//
// in others
//
//	row lengths             for each place: 1 byte, the number of weights, 0 in a place that is free
//	labels of weights       for each weight, in the order of places: 1 byte, less that of the weight before it in its row
//	weights                 for each weight: 1 byte, as above
//
// Decoding is one pass, for the places are in memory in the same order. The columns lie apart because they compress better so. The
// square-root scale keeps weak weights apart, which are many and decide together, and strong ones, which are few, within a
// percent. Several models can stand in one file, one after the other.
//
// Version 1 had sorted, delta-coded keys, from which each start built a hash table of several times their size. Version 2 had
// the labels of weights as they are, and three codes in models of 3 labels.
const magic = "LINEAR3\n"

// featureBits is how many bits a feature has.
const featureBits = 32

const headerSize = len(magic) + 8 + 4

// maxCode is the largest code of a weight; maxWeight the weight it stands for.
const (
	maxCode   = 127
	maxWeight = maxCode * maxCode
)

// Encode appends the model in the file format to data.
func (m *Model) Encode(data []byte) []byte {
	start := len(data)
	data = append(data, magic...)
	data = append(data, make([]byte, headerSize-len(magic))...)
	data = binary.LittleEndian.AppendUint32(data, math.Float32bits(m.unit))
	data = append(data, featureBits, byte(m.markBits()))
	data = binary.AppendUvarint(data, uint64(len(m.labels)))
	for _, l := range m.labels {
		data = binary.AppendUvarint(data, uint64(len(l)))
		data = append(data, l...)
	}
	data = m.table.encode(data)
	data = m.encodePlaces(data)
	body := data[start+headerSize:]
	binary.LittleEndian.PutUint64(data[start+len(magic):], checksum(body))
	binary.LittleEndian.PutUint32(data[start+len(magic)+8:], uint32(len(body)))
	return data
}

func (t *table) encode(data []byte) []byte {
	data = binary.AppendUvarint(data, uint64(len(t.seeds)))
	for shift := 0; shift < 16; shift += 8 {
		for _, seed := range t.seeds {
			data = append(data, byte(seed>>shift))
		}
	}
	return binary.AppendUvarint(data, uint64(t.places))
}

func (m *Model) encodePlaces(data []byte) []byte {
	places := m.places[:m.table.places]
	column := func(shift int) {
		for _, p := range places {
			data = append(data, byte(p>>shift))
		}
	}
	column(24)
	if extra := m.markBits() - 8; extra > 0 {
		for _, p := range places {
			data = append(data, byte(p>>16)>>(8-extra))
		}
	}
	if coded := m.codes(); coded > 0 {
		for label := 1; label <= coded; label++ {
			column(shift(label))
		}
		return data
	}
	for place := range places {
		data = append(data, byte(len(m.rowAt(uint32(place)))))
	}
	for place := range places {
		last := uint16(0)
		for _, w := range m.rowAt(uint32(place)) {
			data = append(data, byte(w>>8-last))
			last = w >> 8
		}
	}
	for _, w := range m.rows {
		data = append(data, byte(w))
	}
	return data
}

func (m *Model) markBits() int { return bits.OnesCount32(m.markMask) }

// Errors of Load and Decode.
var (
	ErrFormat   = errors.New("linear: this is not a model file of version 3")
	ErrChecksum = errors.New("linear: the model file is damaged: its checksum does not match")
	ErrContent  = errors.New("linear: the model file is damaged: its content contradicts itself")
	ErrRest     = errors.New("linear: the model file goes on after its model")
)

// Load reads a file that holds one model.
func Load(data []byte) (*Model, error) {
	m, rest, err := Decode(data)
	if err == nil && len(rest) > 0 {
		return nil, ErrRest
	}
	return m, err
}

// Decode reads the model at the start of data and returns it with what follows it.
func Decode(data []byte) (*Model, []byte, error) {
	if len(data) < headerSize || string(data[:len(magic)]) != magic {
		return nil, nil, ErrFormat
	}
	sum := binary.LittleEndian.Uint64(data[len(magic):])
	length := uint64(binary.LittleEndian.Uint32(data[len(magic)+8:]))
	data = data[headerSize:]
	if length > uint64(len(data)) || checksum(data[:length]) != sum {
		return nil, nil, ErrChecksum
	}
	r := reader{data: data[:length]}
	m := r.model()
	if r.bad || len(r.data) > 0 {
		return nil, nil, ErrContent
	}
	return m, data[length:], nil
}

// reader takes numbers from the front of data. After something impossible it is bad and gives zeros.
type reader struct {
	data []byte
	bad  bool
}

func (r *reader) bytes(n uint64) []byte {
	if n > uint64(len(r.data)) {
		r.bad, r.data = true, nil
		return nil
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

func (r *reader) varint() uint64 {
	v, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.bad, r.data = true, nil
		return 0
	}
	r.data = r.data[n:]
	return v
}

// limited reads a number that must be from low to high.
func (r *reader) limited(low, high uint64) uint64 {
	v := r.varint()
	if v < low || v > high {
		r.bad, r.data = true, nil
		return low
	}
	return v
}

func (r *reader) model() *Model {
	head := r.bytes(6)
	if r.bad {
		return nil
	}
	unit := math.Float32frombits(binary.LittleEndian.Uint32(head))
	markBits := uint(head[5])
	if head[4] != featureBits || markBits < 8 || markBits > 16 || !(unit >= 0 && unit <= math.MaxFloat32) {
		r.bad = true
		return nil
	}
	labels := make([]string, r.limited(1, MaxLabels))
	for i := range labels {
		labels[i] = string(r.bytes(r.limited(0, 255)))
	}
	t := table{seeds: make([]uint16, r.limited(1, uint64(len(r.data)/2)))}
	low, high := r.bytes(uint64(len(t.seeds))), r.bytes(uint64(len(t.seeds)))
	t.places = uint32(r.limited(1, uint64(len(r.data))))
	if r.bad {
		return nil
	}
	for i := range t.seeds {
		t.seeds[i] = uint16(low[i]) | uint16(high[i])<<8
	}
	m := newModel(labels, unit, markBits, t)
	if m.codes() == 0 {
		r.rows(m)
	} else {
		r.codes(m)
	}
	return m
}

// marks reads the columns of the marks: their high 8 bits, and the others if they have more.
func (r *reader) marks(m *Model) (high, low []byte) {
	high = r.bytes(uint64(m.table.places))
	low = high
	if m.markBits() > 8 {
		low = r.bytes(uint64(m.table.places))
	}
	return high, low
}

// The loops below take all columns in one turn, with all they need in variables: a browser runs each only a few times, before it has
// compiled it well.

// codes reads a model of two or three labels.
func (r *reader) codes(m *Model) {
	high, low := r.marks(m)
	second := r.bytes(uint64(m.table.places))
	third := second
	if m.codes() > 1 {
		third = r.bytes(uint64(m.table.places))
	}
	if r.bad {
		return
	}
	shift, marks, codes, places := 32-m.markBits(), m.markMask, m.codeMask(), m.places
	for i, mark := range high {
		places[i] = (uint32(mark)<<24|uint32(low[i])<<shift)&marks | (uint32(second[i])|uint32(third[i])<<8)&codes
	}
}

// rows reads a model of more labels.
func (r *reader) rows(m *Model) {
	high, low := r.marks(m)
	lengths := r.bytes(uint64(m.table.places))
	if r.bad {
		return
	}
	end, shift, marks, places := uint64(0), 32-m.markBits(), m.markMask, m.places
	for i, length := range lengths {
		places[i] = (uint32(high[i])<<24|uint32(low[i])<<shift)&marks | uint32(end)&^marks
		end += uint64(length)
	}
	places[len(lengths)] = uint32(end)
	labels, codes := r.bytes(end), r.bytes(end)
	if r.bad || end&^uint64(^marks) != 0 {
		r.bad = true
		return
	}
	rows, highest, at := make([]uint16, end), byte(0), 0
	for _, length := range lengths {
		label := byte(0)
		for last := at + int(length); at < last; at++ {
			label += labels[at]
			rows[at] = uint16(label)<<8 | uint16(codes[at])
			highest = max(highest, label)
		}
	}
	m.rows, r.bad = rows, int(highest) >= len(m.labels)
}

// checksum is FNV-1a over words of 8 bytes, the last one filled up with zeros, with a shift by which high bits reach low ones.
// Every step can be undone, so a single damaged word never goes unnoticed.
func checksum(data []byte) uint64 {
	h := 14695981039346656037 ^ uint64(len(data))
	step := func(word uint64) {
		h = (h ^ word) * 1099511628211
		h ^= h >> 32
	}
	for ; len(data) >= 8; data = data[8:] {
		step(binary.LittleEndian.Uint64(data))
	}
	var last [8]byte
	copy(last[:], data)
	step(binary.LittleEndian.Uint64(last[:]))
	return h
}
