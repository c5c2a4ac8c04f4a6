package compiled

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Each of these computes something on a way that structure must not change: through loops, out of their middle and back in, after panics, on a stack that moves.
const flows = `package main

import (
	"math"
	"os"
	"runtime"
	"strconv"
)

var trace uint64 = 14695981039346656037

func note(n uint64) uint64 { trace = (trace ^ n) * 1099511628211; return trace }

// A goroutine is taken off the stack in the innermost of three loops, and the outer two go on after it.
func switches() {
	c, done := make(chan int), make(chan bool)
	go func() {
		for v := range c {
			note(uint64(v))
			runtime.Gosched()
		}
		close(done)
	}()
	for i := range 5 {
	rows:
		for j := 0; ; j++ {
			for k := range 4 {
				c <- i*100 + j*10 + k
				if j >= 3 && k == 2 {
					break rows
				}
				if (i+j+k)%5 == 4 {
					continue rows
				}
			}
		}
	}
	close(c)
	<-done
}

// The stack grows, and moves, while loops of callers run.
func deep(n int) (sum int) {
	var room [100]int
	for i := range room {
		room[i] = i * n
		if i == n%100 && n > 0 {
			sum += deep(n - 1)
		}
	}
	return sum + room[n%100]
}

// A panic is recovered in a loop; the function goes on where its deferred calls are.
func recovers() {
	for i := range 20 {
		note(uint64(failing(i)))
		note(uint64(once(i)))
	}
}

// Its one deferred call is not in a loop, and so is called by other code.
func once(i int) (result int) {
	note(uint64(i))
	defer func() {
		runtime.Gosched()
		recover()
		result += 7
	}()
	return 100 / (i % 3)
}

func failing(i int) (result int) {
	for j := range 3 {
		defer func() {
			if recover() != nil {
				result += 1000 * j
			}
			runtime.Gosched()
			result++
		}()
	}
	var none *int
	switch numbers := []int{1, 2, 3}; {
	case i%4 == 0:
		return *none
	case i%4 == 1:
		return numbers[i]
	case i%4 == 2:
		panic(i)
	}
	return i
}

// Comparisons that a branch may turn round, and such that it may not.
func compares() {
	floats := []float64{0, 1, -1, math.NaN(), math.Inf(1)}
	for _, a := range floats {
		for _, b := range floats {
			if !(a < b) {
				note(1)
			}
			if !(a >= b) {
				note(2)
			}
			if a != b && !(a > b) {
				note(3)
			}
		}
	}
	numbers := []int64{0, 1, -1, math.MaxInt64, math.MinInt64}
	for _, a := range numbers {
		for _, b := range numbers {
			switch {
			case a < b && uint64(a) < uint64(b):
				note(4)
			case !(a <= b) || uint32(a) >= uint32(b) && int32(a) > int32(b):
				note(5)
			case uint32(a) <= uint32(b) == (int32(a) != int32(b)):
				note(6)
			}
		}
	}
}

func chooses(values map[string]func(int) int, names []string) {
	timeouts := make(chan int, 3)
	for i, name := range names {
		select {
		case timeouts <- values[name](i):
		default:
			for range 3 {
				note(uint64(<-timeouts))
			}
		}
	}
}

func main() {
	switches()
	note(uint64(deep(900)))
	recovers()
	compares()
	chooses(map[string]func(int) int{"double": func(i int) int { runtime.Gosched(); return 2 * i }, "square": func(i int) int { return i * i }},
		[]string{"double", "square", "square", "double", "double", "square", "double"})
	jumps()
	os.Stdout.WriteString(strconv.FormatUint(trace, 16))
}
`

// jumps are functions whose blocks follow one another at random, among them loops with two entrances, which stay as they are.
func jumps(random *rand.Rand, functions, labels int) string {
	var b strings.Builder
	b.WriteString("package main\n\nimport \"runtime\"\n\n")
	for f := range functions {
		fmt.Fprintf(&b, "func jump%d(steps int) {\n\tx := uint64(%d)\n", f, random.Uint32())
		for label := range labels {
			fmt.Fprintf(&b, "b%d:\n\tif steps--; steps < 0 {\n\t\treturn\n\t}\n\tx = x*6364136223846793005 + %d\n\tnote(x>>40)\n", label, label)
			if random.IntN(4) == 0 {
				b.WriteString("\truntime.Gosched()\n")
			}
			// Mostly a little forward or a little back, as in loops.
			to := func() int { return min(max(0, label+random.IntN(6)-2), labels-1) }
			fmt.Fprintf(&b, "\tif x>>61 < %d {\n\t\tgoto b%d\n\t}\n", random.IntN(8), to())
			if random.IntN(3) == 0 {
				fmt.Fprintf(&b, "\tgoto b%d\n", to())
			}
		}
		b.WriteString("}\n\n")
	}
	b.WriteString("func jumps() {\n")
	for f := range functions {
		fmt.Fprintf(&b, "\tjump%d(500)\n", f)
	}
	return b.String() + "}\n"
}

// removeUnused takes out the labels that no goto leads to: Go allows none.
func removeUnused(source string) string {
	var kept []string
	for _, function := range strings.SplitAfter(source, "}\n\n") {
		for _, line := range strings.SplitAfter(function, "\n") {
			if name, isLabel := strings.CutSuffix(line, ":\n"); isLabel && !strings.Contains(function, "goto "+name+"\n") {
				continue
			}
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

func TestStructureChangesNoResult(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module flows\n\ngo 1.26\n")
	write("main.go", flows)
	write("jumps.go", removeUnused(jumps(rand.New(rand.NewPCG(1, 2)), 60, 14)))
	run := func(command *exec.Cmd) string {
		command.Dir = folder
		message, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", command, err, message)
		}
		return string(message)
	}
	want := run(exec.Command("go", "run", "."))
	build := exec.Command("go", "build", "-o", "flows.wasm", ".")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	run(build)
	wasm, err := os.ReadFile(filepath.Join(folder, "flows.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	structured, err := Structure(wasm)
	if err != nil {
		t.Fatal(err)
	}
	if len(structured) > len(wasm)*19/20 {
		t.Errorf("%d bytes of %d are left, want a twentieth less at least", len(structured), len(wasm))
	}
	again, err := Structure(wasm)
	if err != nil || !bytes.Equal(structured, again) {
		t.Errorf("a second time the bytes are others (%v)", err)
	}
	if structured, err = Strip(structured); err != nil {
		t.Fatal(err)
	}
	write("structured.wasm", string(structured))
	if got := runWasm(t, filepath.Join(folder, "structured.wasm")); got != want {
		t.Errorf("the structured program computes %s, want %s", got, want)
	}
}

func TestOppositeHoldsWhereTheComparisonDoesNot(t *testing.T) {
	holds := []func(a, b int32) bool{
		func(a, b int32) bool { return a == b }, func(a, b int32) bool { return a != b },
		func(a, b int32) bool { return a < b }, func(a, b int32) bool { return uint32(a) < uint32(b) },
		func(a, b int32) bool { return a > b }, func(a, b int32) bool { return uint32(a) > uint32(b) },
		func(a, b int32) bool { return a <= b }, func(a, b int32) bool { return uint32(a) <= uint32(b) },
		func(a, b int32) bool { return a >= b }, func(a, b int32) bool { return uint32(a) >= uint32(b) },
	}
	for _, first := range []byte{opEqual, opEqual64} {
		for i, compare := range holds {
			other := holds[opposite(first+byte(i))-first]
			for _, a := range []int32{-2, -1, 0, 1} {
				for _, b := range []int32{-2, -1, 0, 1} {
					if compare(a, b) == other(a, b) {
						t.Errorf("comparison %d and its opposite are both %t for %d and %d", i, compare(a, b), a, b)
					}
				}
			}
		}
	}
}

func TestStructureRefusesWhatItDoesNotKnow(t *testing.T) {
	for name, wasm := range map[string]string{
		"nothing":    "",
		"no code":    "\x00asm\x01\x00\x00\x00",
		"cut short":  "\x00asm\x01\x00\x00\x00\x0a\x7f\x01",
		"no program": "\x00asm\x01\x00\x00\x00\x0a\x04\x01\x02\x00\x0b",
	} {
		if _, err := Structure([]byte(wasm)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
