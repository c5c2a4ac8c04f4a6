package linear

import (
	"encoding/binary"
	"errors"
	"math"
)

// The file format, version 1. Numbers are little endian; varint is encoding/binary's Uvarint.
//
//	"LINEAR1\n"             8 bytes: what this is, and the version
//	checksum                uint64, FNV-1a of all that follows
//	length                  uint32, bytes that follow
//	unit                    float32 bits: the worth of one unit of weight
//	keyBits                 1 byte, 8 to 32
//	labels                  varint count, then for each: varint length, bytes
//	features                varint count
//	keys                    for each feature, in rising order: varint difference to the key before (the first: to -1, so never 0)
//	row lengths             for each feature: varint number of weights, 1 to 255
//	labels of weights       for each weight, in feature order: 1 byte
//	weights                 for each weight: 1 byte, a signed code q; the weight is q*|q| units
//
// The columns lie apart because they compress better so. The square-root scale keeps weak weights apart, which are many and
// decide together, and strong ones, which are few, within a percent. Several models can stand in one file, one after the other.
const magic = "LINEAR1\n"

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
	data = append(data, byte(m.keyBits))
	data = binary.AppendUvarint(data, uint64(len(m.labels)))
	for _, l := range m.labels {
		data = binary.AppendUvarint(data, uint64(len(l)))
		data = append(data, l...)
	}
	features := m.features()
	data = binary.AppendUvarint(data, uint64(len(features)))
	last := int64(-1)
	for _, f := range features {
		data = binary.AppendUvarint(data, uint64(int64(f.key)-last))
		last = int64(f.key)
	}
	for _, f := range features {
		data = binary.AppendUvarint(data, uint64(len(f.entries)))
	}
	for _, f := range features {
		for _, e := range f.entries {
			data = append(data, byte(e.label()))
		}
	}
	for _, f := range features {
		for _, e := range f.entries {
			data = append(data, byte(code(e.weight())))
		}
	}
	body := data[start+headerSize:]
	binary.LittleEndian.PutUint64(data[start+len(magic):], checksum(body))
	binary.LittleEndian.PutUint32(data[start+len(magic)+8:], uint32(len(body)))
	return data
}

// code returns the code that stands for the weight.
func code(weight int32) int8 {
	q := int8(math.Round(math.Sqrt(math.Abs(float64(weight)))))
	if weight < 0 {
		return -q
	}
	return q
}

// Errors of Load and Decode.
var (
	ErrFormat   = errors.New("linear: this is not a model file of version 1")
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
	head := r.bytes(5)
	if r.bad {
		return nil
	}
	unit := math.Float32frombits(binary.LittleEndian.Uint32(head))
	keyBits := uint(head[4])
	if keyBits < 8 || keyBits > 32 || !(unit >= 0 && unit <= math.MaxFloat32) {
		r.bad = true
		return nil
	}
	labels := make([]string, r.limited(1, MaxLabels))
	for i := range labels {
		labels[i] = string(r.bytes(r.limited(0, 255)))
	}
	// A feature takes at least four bytes (key, length, label, weight), which bounds what a damaged count can ask for.
	features := make([]feature, r.limited(0, uint64(len(r.data)/4)))
	last := int64(-1)
	for i := range features {
		last += int64(r.limited(1, 1<<keyBits))
		if last >= 1<<keyBits {
			r.bad = true
			return nil
		}
		features[i].key = uint32(last)
	}
	total := uint64(0)
	lengths := make([]uint8, len(features))
	for i := range lengths {
		lengths[i] = uint8(r.limited(1, uint64(len(labels))))
		total += uint64(lengths[i])
	}
	labelOf, codes := r.bytes(total), r.bytes(total)
	if r.bad || total >= 1<<24 {
		r.bad = true
		return nil
	}
	entries := make([]entry, total)
	for i := range entries {
		if int(labelOf[i]) >= len(labels) {
			r.bad = true
			return nil
		}
		q := int32(int8(codes[i]))
		entries[i] = newEntry(int(labelOf[i]), q*max(q, -q))
	}
	for i, n := range lengths {
		features[i].entries, entries = entries[:n], entries[n:]
	}
	return assemble(labels, unit, keyBits, features)
}

func checksum(data []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, b := range data {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return h
}
