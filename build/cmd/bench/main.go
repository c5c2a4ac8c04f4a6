// Command bench measures sizes and speeds, in one run on one machine, beside two programs that readers might compare with.
//
//	bench [-runs 7]
//
// It expects what cmd/pack builds, and Chromium. Sizes come from build/out; the Go benchmarks of wasm/ run natively; then Chromium opens
// four pages in turn (blank, this program, wink-nlp, compromise) with the same sample, and reads it 10 and 100 times over; and one with a
// large library, which it fills, lists, searches and empties.
// The report, medians with minimum and maximum, goes to build/results/bench-DATE-COMMIT.md and to standard output.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	runs := flag.Int("runs", 7, "counted runs of each measure, after some that are not counted")
	flag.Parse()
	if err := run(*runs); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(runs int) error {
	commit, err := output("git", "describe", "--always", "--dirty")
	if err != nil {
		return err
	}
	date := time.Now().UTC().Format("2006-01-02")
	var report strings.Builder
	fmt.Fprintf(&report, "# Bench of %s, commit %s\n", date, commit)
	for _, part := range []func(*strings.Builder, int) error{sizes, native, inBrowser} {
		if err := part(&report, runs); err != nil {
			return err
		}
	}
	name := filepath.Join("build", "results", "bench-"+date+"-"+commit+".md")
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	fmt.Print(report.String())
	return os.WriteFile(name, []byte(report.String()), 0o644)
}

// sizes lists what a reader's browser has to fetch.
func sizes(report *strings.Builder, _ int) error {
	fmt.Fprint(report, "\n## Sizes, bytes\n\n| file | raw | brotli |\n|---|---:|---:|\n")
	for _, pattern := range []string{"site/app.*.wasm", "site/prose.*.wasm", "site/page.*.js", "site/page.*.css", "site/worker.*.js", "ascribe.html", "ascribe-*.zip"} {
		names, err := filepath.Glob(filepath.Join("build", "out", pattern))
		if err != nil {
			return err
		}
		for _, name := range names {
			raw, err := os.Stat(name)
			if err != nil {
				return err
			}
			compressed := ""
			if info, err := os.Stat(name + ".br"); err == nil {
				compressed = fmt.Sprint(info.Size())
			}
			fmt.Fprintf(report, "| %s | %d | %s |\n", strings.TrimPrefix(filepath.ToSlash(name), "build/out/"), raw.Size(), compressed)
		}
	}
	return nil
}

// native runs the Go benchmarks as they are; each says what it measures.
func native(report *strings.Builder, _ int) error {
	text, err := output("go", "test", "-run", "^$", "-bench", ".", "-benchtime", "0.5s", "./wasm/article", "./wasm/linear", "./wasm/english", "./wasm/actor",
		"./wasm/source", "./wasm/hedge", "./wasm/reading", "./wasm/note")
	if err != nil {
		return err
	}
	fmt.Fprintf(report, "\n## Go benchmarks, native\n\n```\n%s\n```\n", text)
	return nil
}

func inBrowser(report *strings.Builder, runs int) error {
	chromium, err := findChromium()
	if err != nil {
		return err
	}
	pages, err := build()
	defer os.RemoveAll(pages) // half of them too
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: http.FileServer(http.Dir(pages)), ReadHeaderTimeout: time.Minute}
	go server.Serve(listener)
	defer server.Close()
	text, err := output("node", filepath.Join(pages, "browser.mjs"), chromium, "http://"+listener.Addr().String(), fmt.Sprint(runs))
	if err != nil {
		return err
	}
	var results map[string][]float64
	if err := json.Unmarshal([]byte(text), &results); err != nil {
		return err
	}
	fmt.Fprintf(report, "\n## In Chromium, %d runs\n\n| measure | median | min | max |\n|---|---:|---:|---:|\n", runs)
	for _, name := range slices.Sorted(maps.Keys(results)) {
		values := results[name]
		slices.Sort(values)
		fmt.Fprintf(report, "| %s | %s | %s | %s |\n", name, figure(values[len(values)/2]), figure(values[0]), figure(values[len(values)-1]))
	}
	return nil
}

func figure(value float64) string {
	if value >= 1000 {
		return fmt.Sprintf("%.0f", value)
	}
	return fmt.Sprintf("%.1f", value)
}

// keepMemory, before the worker's own script, keeps the program's memory where the driver can ask how large it is.
const keepMemory = `{
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...given) => {
    const made = await instantiate(...given);
    globalThis.programMemory = made.instance.exports.mem;
    return made;
  };
}
`

// build bundles the driver and the contenders' pages into a folder of their own below build/, where the driver's packages are found.
func build() (folder string, err error) {
	if folder, err = os.MkdirTemp("build", "bench-"); err != nil {
		return "", err
	}
	program, err := one("build/out/site/app.*.wasm")
	if err != nil {
		return folder, err
	}
	worker, err := one("build/out/site/worker.*.js")
	if err != nil {
		return folder, err
	}
	sample, err := readSample()
	if err != nil {
		return folder, err
	}
	for name, source := range map[string]string{"app.wasm": program, "worker.js": worker} {
		data, err := os.ReadFile(source)
		if err != nil {
			return folder, err
		}
		if name == "worker.js" {
			data = append([]byte(keepMemory), data...)
		}
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			return folder, err
		}
	}
	for _, name := range []string{"blank", "ascribe", "wink", "compromise", "library"} {
		html := fmt.Sprintf("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>%s</title><script type=\"module\" src=\"%s.mjs\"></script>", name, name)
		if err := os.WriteFile(filepath.Join(folder, name+".html"), []byte(html), 0o644); err != nil {
			return folder, err
		}
		if err := bundle("page-"+name+".ts", filepath.Join(folder, name+".mjs"), api.PlatformBrowser, sample); err != nil {
			return folder, err
		}
	}
	return folder, bundle("browser.ts", filepath.Join(folder, "browser.mjs"), api.PlatformNode, sample)
}

// readSample joins the project's own articles.
func readSample() (string, error) {
	names, err := filepath.Glob("wasm/reading/testdata/articles/*/article.txt")
	if err != nil {
		return "", err
	}
	var sample strings.Builder
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return "", err
		}
		sample.Write(text)
		if sample.Len() > 2400 {
			break // about 400 words, a short news story
		}
	}
	return sample.String(), nil
}

func bundle(source, target string, platform api.Platform, sample string) error {
	quoted, err := json.Marshal(sample)
	if err != nil {
		return err
	}
	external := []string{}
	if platform == api.PlatformNode {
		external = append(external, "puppeteer-core")
	}
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{"build/cmd/bench/" + source}, Outfile: target, Write: true, Bundle: true,
		Format: api.FormatESModule, Target: api.ES2022, Platform: platform, External: external, MinifySyntax: true, MinifyWhitespace: true,
		Define: map[string]string{"__SAMPLE__": string(quoted), "__WORKER__": `"worker.js"`, "__WASM__": `"app.wasm"`},
	})
	if len(result.Errors) > 0 {
		return fmt.Errorf("%s", strings.Join(api.FormatMessages(result.Errors, api.FormatMessagesOptions{}), "\n"))
	}
	return nil
}

// one returns the file that matches; the packer keeps only one of each.
func one(pattern string) (string, error) {
	names, err := filepath.Glob(pattern)
	if err != nil {
		return "", err
	}
	if len(names) != 1 {
		return "", fmt.Errorf("%d files match %s: pack first", len(names), pattern)
	}
	return names[0], nil
}

func findChromium() (string, error) {
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium here: install it, as build/browsers.sh does")
}

// output runs a command in the repository's root and returns what it printed; its errors are passed on.
func output(name string, arguments ...string) (string, error) {
	command := exec.Command(name, arguments...)
	command.Stderr = os.Stderr
	text, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", name, strings.Join(arguments, " "), err)
	}
	return strings.TrimSpace(string(text)), nil
}
