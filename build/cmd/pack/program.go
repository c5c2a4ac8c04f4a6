package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/ascribe/ascribe/build/compiled"
)

// program compiles the Go program for the browser and fetches the JavaScript that belongs to the same toolchain.
func (b *build) program() error {
	var err error
	if b.app, err = b.compile("app.wasm", ""); err != nil {
		return err
	}
	if b.second {
		if b.prose, err = b.compile("prose.wasm", "prose"); err != nil {
			return err
		}
	}
	root, err := b.goCommand("env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("go env GOROOT: %w", err)
	}
	b.exec, err = os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	return err
}

// compile builds wasm/ with a build tag and returns the wasm. The reproducible flags: no paths of this machine (-trimpath), no state of the
// working copy (-buildvcs), no build id, no symbol table.
func (b *build) compile(name, tag string) ([]byte, error) {
	target := filepath.Join(b.out, "cache", name)
	command := b.goCommand("build", "-trimpath", "-buildvcs=false", "-tags", tag,
		"-ldflags", "-s -w -buildid= -X main.version="+b.version, "-o", target, "./wasm")
	command.Env = append(command.Env, "GOOS=js", "GOARCH=wasm", "GOWASM=", "GOFLAGS=")
	var stderr bytes.Buffer
	command.Stderr = &stderr
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("go build ./wasm: %w\n%s", err, stderr.String())
	}
	wasm, err := os.ReadFile(target)
	if err != nil {
		return nil, err
	}
	if wasm, err = compiled.Structure(wasm); err != nil {
		return nil, err
	}
	return compiled.Strip(wasm)
}

func (b *build) goCommand(arguments ...string) *exec.Cmd {
	command := exec.Command("go", arguments...)
	command.Dir = b.root
	command.Env = os.Environ()
	return command
}
