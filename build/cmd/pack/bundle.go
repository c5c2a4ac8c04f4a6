package main

import (
	"fmt"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// bundle is what one entry point becomes: a script, and a style sheet if the sources import one.
type bundle struct {
	js, css []byte
}

// bundled bundles an entry point of web/. Defines are put in place of the names that the sources declare, such as __SHELL__, as strings.
func (b *build) bundled(entry string, format api.Format, defines map[string]string) (bundle, error) {
	define := map[string]string{"process.env.NODE_ENV": `"production"`}
	for name, value := range defines {
		define[name] = fmt.Sprintf("%q", value)
	}
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{b.path(entry)},
		AbsWorkingDir:     b.path("web"),
		Outdir:            b.out,
		Bundle:            true,
		Format:            format,
		Target:            api.ES2022,
		Charset:           api.CharsetASCII,
		LegalComments:     api.LegalCommentsNone, // NOTICE has them
		Tsconfig:          b.path("web/tsconfig.json"),
		Define:            define,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: !b.quick,
		Supported:         map[string]bool{"inline-script": true},
	})
	if err := messages(result.Errors); err != nil {
		return bundle{}, err
	}
	if err := messages(result.Warnings); err != nil {
		return bundle{}, err
	}
	var found bundle
	for _, file := range result.OutputFiles {
		if strings.HasSuffix(file.Path, ".css") {
			found.css = file.Contents
		} else {
			found.js = file.Contents
		}
	}
	return found, nil
}

// worker is Go's wasm_exec.js, which defines Go, followed by our worker as a classic script.
func (b *build) worker() ([]byte, error) {
	exec := api.Transform(string(b.exec), api.TransformOptions{
		Target: api.ES2022, Charset: api.CharsetASCII, LegalComments: api.LegalCommentsNone,
		MinifySyntax: true, MinifyWhitespace: true, MinifyIdentifiers: true,
	})
	if err := messages(exec.Errors); err != nil {
		return nil, fmt.Errorf("wasm_exec.js: %w", err)
	}
	ours, err := b.bundled("web/src/core/worker.ts", api.FormatIIFE, nil)
	if err != nil {
		return nil, err
	}
	return append(exec.Code, ours.js...), nil
}

func messages(list []api.Message) error {
	if len(list) == 0 {
		return nil
	}
	return fmt.Errorf("%s", strings.Join(api.FormatMessages(list, api.FormatMessagesOptions{}), "\n"))
}
