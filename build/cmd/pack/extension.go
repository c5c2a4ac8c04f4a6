package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/evanw/esbuild/pkg/api"
)

// extension writes the extension for both families of browsers: the same scripts and the same program, two manifests from one template.
func (b *build) extension() error {
	content, err := b.extensionFiles()
	if err != nil {
		return err
	}
	for _, browser := range []string{"chromium", "firefox"} {
		manifest, err := b.extensionManifest(browser)
		if err != nil {
			return err
		}
		content["manifest.json"] = manifest
		if err := writeFolder(filepath.Join(b.out, browser), content); err != nil {
			return err
		}
		archive, err := zipped(content)
		if err != nil {
			return err
		}
		if err := writeWhole(filepath.Join(b.out, "ascribe-"+browser+".zip"), archive); err != nil {
			return err
		}
	}
	return nil
}

func (b *build) extensionFiles() (files, error) {
	worker, err := b.worker()
	if err != nil {
		return nil, err
	}
	content := files{"app.wasm": b.app, "worker.js": worker}
	for name, entry := range map[string]string{"background": "background.ts", "panel": "panel.tsx", "content": "content.ts"} {
		script, err := b.bundled("web/src/extension/"+entry, api.FormatIIFE, map[string]string{"__SHELL__": "extension"})
		if err != nil {
			return nil, err
		}
		content[name+".js"] = script.js
		if script.css != nil {
			content[name+".css"] = script.css
		}
	}
	for _, name := range []string{"panel.html", "_locales/en/messages.json"} {
		if content[name], err = os.ReadFile(b.path("web/src/extension", name)); err != nil {
			return nil, err
		}
	}
	for _, icon := range b.icons {
		if icon.size <= 128 {
			content[icon.name] = icon.png
		}
	}
	return content, nil
}

// extensionManifest makes one browser's manifest: the template's "all" and, over it, what the template says under the browser's name.
func (b *build) extensionManifest(browser string) ([]byte, error) {
	file := b.path("web/src/extension/manifest.json")
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var template map[string]map[string]any
	if err := json.Unmarshal(data, &template); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if template["all"] == nil || template[browser] == nil {
		return nil, fmt.Errorf("%s must hold \"all\" and %q", file, browser)
	}
	manifest := template["all"]
	maps.Copy(manifest, template[browser])
	manifest["version"] = b.version
	return json.MarshalIndent(manifest, "", "  ")
}

// epoch is the first time that a zip archive can name.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// zipped is an archive of the files in the order of their names, without times, so that the same files give the same bytes.
func zipped(content files) ([]byte, error) {
	var buffer bytes.Buffer
	archive := zip.NewWriter(&buffer)
	for _, name := range slices.Sorted(maps.Keys(content)) {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: epoch})
		if err != nil {
			return nil, err
		}
		if _, err := io.Copy(w, bytes.NewReader(content[name])); err != nil {
			return nil, err
		}
	}
	if err := archive.Close(); err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}
