package compiled

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// The collector walks a deep stack in this program and a panic unwinds it, both through inlined calls; then it says what is known of its names and lines.
const program = `package main

import "runtime"

type node struct{ next *node; value int }

func (n *node) follow() *node { return n.next }

func descend(n *node, depth int) int {
	if depth == 0 {
		runtime.GC()
		return n.follow().value // a panic: there is no next
	}
	return descend(&node{value: depth, next: n.follow()}, depth-1) + n.value
}

func try() (value any) {
	defer func() { value = recover() }()
	return descend(&node{}, 2000)
}

func main() {
	failure := try().(error).Error()
	_, _, line, _ := runtime.Caller(0)
	println(failure, name(struct{ text string }{}), line)
}

//go:noinline
func name[T any](T) string {
	pc, _, _, _ := runtime.Caller(0)
	return runtime.FuncForPC(pc).Name()
}
`

func TestStripLeavesAProgramThatRuns(t *testing.T) {
	folder := t.TempDir()
	source, target := filepath.Join(folder, "main.go"), filepath.Join(folder, "main.wasm")
	if err := os.WriteFile(source, []byte(program), 0o644); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-ldflags", "-s -w", "-o", target, source)
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if message, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, message)
	}
	const failure = "runtime error: invalid memory address or nil pointer dereference main.name[...] "
	before, _, _ := strings.Cut(program, "runtime.Caller")
	if got, want := runWasm(t, target), failure+strconv.Itoa(1+strings.Count(before, "\n")); got != want {
		t.Fatalf("before: %q, want %q", got, want)
	}
	wasm, err := os.ReadFile(target)
	if err != nil {
		t.Fatal(err)
	}
	stripped, err := Strip(wasm)
	if err != nil {
		t.Fatal(err)
	}
	if less := len(wasm) - len(stripped); less < len(wasm)/10 {
		t.Errorf("%d of %d bytes were left out, want a tenth at least", less, len(wasm))
	}
	if err := os.WriteFile(target, stripped, 0o644); err != nil {
		t.Fatal(err)
	}
	if got, want := runWasm(t, target), failure+"0"; got != want {
		t.Errorf("after: %q, want %q", got, want)
	}
}

func runWasm(t *testing.T, wasm string) string {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	message, err := exec.Command("node", filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js"), wasm).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, message)
	}
	return strings.TrimSpace(string(message))
}

func TestStripRefusesWhatItDoesNotKnow(t *testing.T) {
	for name, wasm := range map[string]string{
		"no program":   "\x00asm\x01\x00\x00\x00",
		"cut short":    "\x00asm\x01\x00\x00\x00\x0b\x7f\x01",
		"other tables": "\x00asm\x01\x00\x00\x00\x0b\x10\x01\x00\x41\x00\x0b\x0a" + "\xf0\xff\xff\xff\x00\x00\x01\x08\x00\x00",
	} {
		if _, err := Strip([]byte(wasm)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
