package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"iter"
	"os"
)

// longestLine is the size of the longest line that is read, in bytes: a line can hold a book.
const longestLine = 64 << 20

// lines reads a file of JSON objects, one a line, and yields each as a T. An error, which names the file, is the last that is yielded.
func lines[T any](path string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		file, err := os.Open(path)
		if err != nil {
			yield(none, err)
			return
		}
		defer file.Close()
		scanner := bufio.NewScanner(file)
		scanner.Buffer(nil, longestLine)
		for scanner.Scan() {
			var line T
			if err := json.Unmarshal(scanner.Bytes(), &line); err != nil {
				yield(none, fmt.Errorf("%s: %w", path, err))
				return
			}
			if !yield(line, nil) {
				return
			}
		}
		if err := scanner.Err(); err != nil {
			yield(none, fmt.Errorf("%s: %w", path, err))
		}
	}
}
