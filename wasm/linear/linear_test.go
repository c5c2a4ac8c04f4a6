package linear

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// conjunction adds examples of "exactly one of a and b", which needs the feature that joins both.
func conjunction(add func(features []uint32, gold int), n int) {
	random := rand.New(rand.NewPCG(7, 7))
	for range n {
		a, b, noise := random.Uint32N(2), random.Uint32N(2), random.Uint32N(50)
		add([]uint32{Mix(1, a), Mix(2, b), Mix3(3, a, b), Mix(4, noise)}, int(a^b))
	}
}

func TestTrainer(t *testing.T) {
	for _, method := range []Method{Perceptron, Logistic} {
		trainer := NewTrainer([]string{"same", "different"}, Options{Method: method, Seed: 3})
		conjunction(trainer.Add, 400)
		model := trainer.Train()
		var scores [2]int32
		wrong := 0
		conjunction(func(features []uint32, gold int) {
			if model.Scores(features, scores[:]); Highest(scores[:]) != gold {
				wrong++
			}
			if p := model.Probability(scores[:], gold); p < 0.5 {
				t.Errorf("method %d: probability of the right label is %v", method, p)
			}
		}, 100)
		if wrong > 0 {
			t.Errorf("method %d: %d of 100 wrong", method, wrong)
		}
	}
}

// TestExamplesInOrders learns from contradicting labels in two orders, whose mean the model is.
func TestExamplesInOrders(t *testing.T) {
	trainer := func(orders int) *Trainer {
		trainer := NewTrainer([]string{"no", "yes"}, Options{Method: Logistic, Epochs: 2, Orders: orders})
		for i := range 50 {
			trainer.Add([]uint32{Mix(1, uint32(i%7))}, i%2)
		}
		return trainer
	}
	one, two := trainer(1).learn(1).averages(), trainer(1).learn(2).averages()
	if reflect.DeepEqual(one, two) {
		t.Error("both orders have the same weights")
	}
	mean := map[uint32]float64{}
	for _, learner := range [][]item{one, two} {
		for _, it := range learner {
			mean[it.key] += it.value / 2
		}
	}
	for _, it := range Mean([]*Learner{trainer(1).learn(1), trainer(1).learn(2)}).averages() {
		if math.Abs(it.value-mean[it.key]) > 1e-9 {
			t.Errorf("feature %d has the weight %f, want the mean %f", it.key, it.value, mean[it.key])
		}
	}
	if bytes.Equal(trainer(1).Train().Encode(nil), trainer(2).Train().Encode(nil)) {
		t.Error("a second order changes nothing")
	}
}

func TestLogisticIsCalibrated(t *testing.T) {
	trainer := NewTrainer([]string{"no", "yes"}, Options{Method: Logistic, Epochs: 20})
	random := rand.New(rand.NewPCG(1, 1))
	for range 4000 {
		side := random.Uint32N(2)
		gold := 0
		if random.Float64() < 0.2+0.5*float64(side) {
			gold = 1
		}
		trainer.Add([]uint32{Mix(1, 0), Mix(2, side)}, gold)
	}
	model := trainer.Train()
	var scores [2]int32
	for side, want := range []float64{0.2, 0.7} {
		model.Scores([]uint32{Mix(1, 0), Mix(2, uint32(side))}, scores[:])
		if p := float64(model.Probability(scores[:], 1)); math.Abs(p-want) > 0.06 {
			t.Errorf("side %d: probability %.3f, want about %.1f", side, p, want)
		}
	}
}

// TestSequence learns spans whose inside can only be told from the label before.
func TestSequence(t *testing.T) {
	t.Run("all features", func(t *testing.T) { testSequence(t, Options{Seed: 1, Epochs: 30, Rate: 0.5}) })
	t.Run("few weights", func(t *testing.T) { testSequence(t, Options{Seed: 1, Epochs: 30, Rate: 0.5, Lasso: 0.1, Weights: 40}) })
}

func testSequence(t *testing.T, options Options) {
	labels := []string{"O", "B-X", "I-X"}
	trainer := NewSequenceTrainer(labels, BIO(labels), options)
	random := rand.New(rand.NewPCG(2, 2))
	sentence := func(items *Items) (gold []uint8) {
		items.Reset()
		inside := 0
		for range 5 + random.IntN(10) {
			word, label := uint32(random.IntN(3)), uint8(0)
			switch {
			case inside > 0:
				label, inside, word = 2, inside-1, 9 // 9 goes on: inside a span if one began, else outside
			case word == 1:
				label, inside = 1, random.IntN(3)
			case word == 2:
				word = 9
			}
			if label == 0 && len(gold) > 0 && gold[len(gold)-1] != 0 {
				word = 0
			}
			items.Add(Mix(1, word))
			items.Add(Mix(2, random.Uint32())) // noise, for which a model of few weights has no room
			items.End()
			gold = append(gold, label)
		}
		return gold
	}
	var items Items
	for range 300 {
		gold := sentence(&items)
		trainer.Add(&items, gold)
	}
	sequence := trainer.Train()
	if _, weights := sequence.Features(); options.Weights > 0 && weights > options.Weights {
		t.Errorf("%d weights, want at most %d", weights, options.Weights)
	}
	var lattice Lattice
	var found []uint8
	wrong := 0 // in a long run of 9, which are inside more often than outside, likelihoods add up to a span that does not begin
	for range 50 {
		gold := sentence(&items)
		if found = sequence.Label(&items, &lattice, found); !bytes.Equal(gold, found) {
			wrong++
		}
	}
	if wrong > 2 {
		t.Errorf("%d of 50 sequences are wrong", wrong)
	}
	if n := testing.AllocsPerRun(20, func() { found = sequence.Label(&items, &lattice, found) }); n > 1 {
		t.Errorf("%v allocations per sentence", n)
	}
	for i := range 100_000 { // a very long sequence neither overflows nor breaks the constraint
		items.Add(Mix(1, uint32(i%7)))
		items.End()
	}
	last := -1
	for i, label := range sequence.Label(&items, &lattice, found) {
		if !BIO(labels)(last, int(label)) {
			t.Fatalf("item %d: label %d after %d", i, label, last)
		}
		last = int(label)
	}
}

func TestDeterminism(t *testing.T) {
	train := func() []byte {
		trainer := NewTrainer([]string{"same", "different"}, Options{Seed: 3, Weights: 20})
		conjunction(trainer.Add, 400)
		return trainer.Train().Encode(nil)
	}
	if !bytes.Equal(train(), train()) {
		t.Error("the same training gave other bytes")
	}
}

// TestNarrow checks that a narrowed learner keeps the features that count and gives no other a row.
func TestNarrow(t *testing.T) {
	l := NewLearner([]string{"a", "b", "c"})
	random := rand.New(rand.NewPCG(3, 3))
	scores := make([]float32, 3)
	teach := func(rounds int) {
		for range rounds {
			word, noise := random.Uint32N(30), random.Uint32()
			features := []uint32{Mix(1, word), Mix(2, noise)}
			l.Scores(features, scores)
			gold := int(word % 3)
			for rival := range 3 {
				if rival != gold && scores[rival] >= scores[gold] {
					l.Update(features, gold, 1)
					l.Update(features, rival, -1)
				}
			}
			l.Tick()
		}
	}
	teach(600)
	l.Narrow(60)
	if l.count > 31 {
		t.Errorf("%d features are left, want the 30 words", l.count)
	}
	before := l.count
	teach(600)
	if l.count != before {
		t.Error("a narrowed learner has learned a new feature")
	}
	m := l.Model(Options{})
	var found [3]int32
	for word := range uint32(30) {
		if m.Scores([]uint32{Mix(1, word)}, found[:]); Highest(found[:]) != int(word%3) {
			t.Errorf("word %d is not known", word)
		}
	}
}

func randomModel(labels, features int) *Model {
	names := make([]string, labels)
	for i := range names {
		names[i] = fmt.Sprintf("label %d", i)
	}
	l := NewLearner(names)
	random := rand.New(rand.NewPCG(5, 5))
	l.Tick()
	for range features {
		l.Update([]uint32{random.Uint32()}, random.IntN(labels), float32(random.NormFloat64()))
	}
	l.Tick()
	return l.Model(Options{})
}

func TestQuantisation(t *testing.T) {
	l := NewLearner([]string{"a", "b", "c"})
	want := map[uint32]float64{}
	random := rand.New(rand.NewPCG(9, 9))
	for range 2000 {
		f, v := random.Uint32(), random.NormFloat64()
		l.Update([]uint32{f}, 2, float32(v))
		l.Update([]uint32{f}, 0, float32(-v))
		want[f] = v
	}
	l.Tick()
	for bits := uint(5); bits <= 8; bits++ {
		m := l.Model(Options{CodeBits: bits})
		unit, step := float64(m.Unit()), float64(int(1)<<(8-bits))
		for f, v := range want {
			var scores [3]int32
			m.Accumulate(f, scores[:])
			// A weight w has the code sqrt(w), rounded to whole numbers and then to a multiple of step: both together move it by
			// half of 1+step, or at the upper end, where there is no next multiple, by up to step.
			off := max((1+step)/2, step)
			bound := unit * (2*off*math.Sqrt(math.Abs(v)/unit) + off*off)
			if got := float64(scores[2]) * unit; math.Abs(got-v) > bound {
				t.Errorf("%d bits: weight %v became %v, more than %v away", bits, v, got, bound)
			}
			if sum := scores[0] + scores[1] + scores[2]; sum != 0 {
				t.Errorf("%d bits: the weights of three labels add up to %d", bits, sum)
			}
		}
	}
}

func TestFormat(t *testing.T) {
	for labels := 1; labels <= 5; labels++ {
		t.Run(fmt.Sprintf("%d labels", labels), func(t *testing.T) { testFormat(t, labels) })
	}
}

func testFormat(t *testing.T, labels int) {
	m := randomModel(labels, 1000)
	data := m.Encode(nil)
	loaded, err := Load(data)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(loaded.Encode(nil), data) {
		t.Error("a loaded model is written otherwise")
	}
	if fmt.Sprint(loaded.Labels()) != fmt.Sprint(m.Labels()) || loaded.Unit() != m.Unit() {
		t.Error("labels or unit are lost")
	}
	for key := range uint32(1 << 12) {
		a, b := make([]int32, labels), make([]int32, labels)
		m.Accumulate(key<<20, a)
		loaded.Accumulate(key<<20, b)
		if !slices.Equal(a, b) {
			t.Fatalf("feature %x: %v became %v", key<<20, a, b)
		}
	}
	both := randomModel(2, 10).Encode(data)
	if _, rest, err := Decode(both); err != nil || len(rest) != len(both)-len(data) {
		t.Errorf("two models in one file: %v", err)
	}
	for _, c := range []struct {
		data []byte
		want error
	}{{nil, ErrFormat}, {[]byte("LINEAR1\n" + string(data[8:])), ErrFormat}, {data[:len(data)-1], ErrChecksum}, {both, ErrRest}} {
		if _, err := Load(c.data); !errors.Is(err, c.want) {
			t.Errorf("%v, want %v", err, c.want)
		}
	}
	for at := len(magic); at < len(data); at += 97 {
		damaged := bytes.Clone(data)
		damaged[at] ^= 0x10
		if _, err := Load(damaged); err == nil {
			t.Errorf("damage at byte %d is not noticed", at)
		}
	}
}

// FuzzDecode gives any body a right checksum, so that the content itself is tested.
func FuzzDecode(f *testing.F) {
	f.Add(randomModel(3, 20).Encode(nil)[headerSize:])
	f.Add([]byte{0, 0, 128, 63, 24, 1, 1, 'x', 255, 255, 255, 255, 15})
	f.Fuzz(func(t *testing.T, body []byte) {
		if len(body) > 1<<16 {
			return
		}
		m, rest, err := Decode(sealed(body))
		if err != nil {
			return
		}
		if len(rest) != 0 {
			t.Fatal("bytes left over")
		}
		scores := make([]int32, len(m.Labels()))
		m.Scores([]uint32{0, 1 << 31, math.MaxUint32}, scores)
		again, err := Load(m.Encode(nil))
		if err != nil {
			t.Fatal("round trip:", err)
		}
		features, weights := m.Features()
		if f, w := again.Features(); f != features || w != weights {
			t.Fatalf("round trip: %d features with %d weights became %d with %d", features, weights, f, w)
		}
	})
}

func sealed(body []byte) []byte {
	data := append([]byte(magic), make([]byte, headerSize-len(magic))...)
	sum, n := checksum(body), len(body)
	for i := range 8 {
		data[len(magic)+i] = byte(sum >> (8 * i))
	}
	for i := range 4 {
		data[len(magic)+8+i] = byte(n >> (8 * i))
	}
	return append(data, body...)
}

func TestMix(t *testing.T) {
	seen := map[uint32]bool{}
	for a := range uint32(300) {
		for b := range uint32(300) {
			seen[Mix(a, b)>>8] = true
		}
	}
	if len(seen) < 89_300 { // 90,000 balls into 2^24 boxes meet about 240 times
		t.Errorf("%d different keys of 90,000 pairs", len(seen))
	}
	if Mix(1, 2) == Mix(2, 1) {
		t.Error("the order of parts does not count")
	}
}

// BenchmarkAdd reads, as parsers do, many features of which the model knows half, and which are others at each decision.
func BenchmarkAdd(b *testing.B) {
	for _, labels := range []int{2, 3, 41} {
		b.Run(fmt.Sprintf("%d labels", labels), func(b *testing.B) {
			const atOnce = 66
			m := randomModel(labels, 100_000)
			random := rand.New(rand.NewPCG(5, 5)) // as randomModel draws its features
			known := make([]uint32, 0, 100_000)
			for range cap(known) {
				known = append(known, random.Uint32())
				random.IntN(labels)
				random.NormFloat64()
			}
			features := make([]uint32, 1<<16)
			for i := range features {
				features[i] = random.Uint32()
				if i%atOnce%2 == 0 {
					features[i] = known[random.IntN(len(known))]
				}
			}
			scores := make([]int32, labels)
			b.ReportAllocs()
			at := 0
			for b.Loop() {
				m.Add(features[at:at+atOnce], scores)
				if at += atOnce; at+atOnce > len(features) {
					at = 0
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/atOnce, "ns/feature")
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	data := randomModel(50, 100_000).Encode(nil)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Load(data); err != nil {
			b.Fatal(err)
		}
	}
}
