package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// types asks the TypeScript compiler for the declarations of the embedding module: embed/ascribe.d.ts and what it names, in embed/types.
func (b *build) types() (files, error) {
	folder, err := os.MkdirTemp("", "ascribe-types")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	compiler := exec.Command(b.path("web/node_modules/.bin/tsc"), "--project", "tsconfig.embed.json", "--outDir", folder)
	compiler.Dir = b.path("web")
	if output, err := compiler.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("tsc: %w\n%s", err, output)
	}
	found := files{"embed/ascribe.d.ts": []byte("export * from \"./types/embed/ascribe\";\n")}
	err = filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".d.ts") {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		found["embed/types/"+filepath.ToSlash(name)], err = os.ReadFile(path)
		return err
	})
	return found, err
}
