package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// checkBudgets compares the sizes of what was built with build/budgets.txt, whose lines are: pattern in build/out, bytes.
func (b *build) checkBudgets() error {
	text, err := os.ReadFile(b.path("build/budgets.txt"))
	if err != nil {
		return err
	}
	var over []string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		var pattern string
		var limit int64
		if _, err := fmt.Sscanf(line, "%s %d", &pattern, &limit); err != nil {
			return fmt.Errorf("budgets.txt: %q: %w", line, err)
		}
		size, err := b.sizeOf(pattern)
		if err != nil {
			return err
		}
		fmt.Printf("%-28s %9d of %9d bytes\n", pattern, size, limit)
		if size > limit {
			over = append(over, pattern)
		}
	}
	if over != nil {
		return fmt.Errorf("over budget: %s", strings.Join(over, ", "))
	}
	return nil
}

// sizeOf is the size of all files that match; a budget that matches nothing is a mistake.
func (b *build) sizeOf(pattern string) (int64, error) {
	names, err := filepath.Glob(filepath.Join(b.out, pattern))
	if err != nil {
		return 0, err
	}
	if len(names) == 0 {
		return 0, fmt.Errorf("budgets.txt: nothing in build/out matches %s", pattern)
	}
	var size int64
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			return 0, err
		}
		size += info.Size()
	}
	return size, nil
}
