package reading

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/ascribe/ascribe/wasm/english"
)

// varied returns articles that share no text, from the corpora beside the repository. A text that repeats itself would be read much
// faster, because what is known of its words is kept: speeds on it say little of what a reader will meet.
func varied(b *testing.B) (texts []string) {
	file, err := os.Open("../../../shared/data/sources/polnear.dev.jsonl")
	if err != nil {
		b.Skip("no corpora here")
	}
	defer file.Close()
	for d := json.NewDecoder(file); len(texts) < 30; {
		var line struct{ Text string }
		if err := d.Decode(&line); err != nil {
			b.Fatal(err)
		}
		texts = append(texts, line.Text)
	}
	return texts
}

// BenchmarkVaried measures tokens a second of the engine (tokens, sentences, tags, trees, names) and of the whole reading.
func BenchmarkVaried(b *testing.B) {
	texts, engine := varied(b), english.New()
	measure := func(name string, read func(text string) (tokens int, err error)) {
		b.Run(name, func(b *testing.B) {
			tokens := 0
			for b.Loop() {
				for _, text := range texts {
					n, err := read(text)
					if err != nil {
						b.Fatal(err)
					}
					tokens += n
				}
			}
			b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
	measure("engine", func(text string) (int, error) {
		a, err := english.Parse(b.Context(), engine, text, nil)
		if err != nil {
			return 0, err
		}
		return len(a.Tokens), nil
	})
	measure("whole", func(text string) (int, error) {
		r, err := Read(b.Context(), engine, text, nil)
		if err != nil {
			return 0, err
		}
		return len(r.Article.Tokens), nil
	})
}
