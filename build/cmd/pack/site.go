package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"
)

// sitePolicy allows what the site itself holds and nothing else.
const sitePolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; " +
	"img-src 'self' data: blob:; manifest-src 'self'; form-action 'none'; base-uri 'none'"

// files is a folder to be written: content by name, with slashes.
type files map[string][]byte

// put adds a file under its hashed name and returns that name.
func (f files) put(name string, data []byte) string {
	hashed := hashedName(name, data)
	f[hashed] = data
	return hashed
}

// site writes the hosted page. Everything but index.html and sw.js has a name with a hash and may be kept for ever.
func (b *build) site() error {
	site := files{}
	worker, err := b.worker()
	if err != nil {
		return err
	}
	page, err := b.bundled("web/src/page/main.tsx", api.FormatIIFE, map[string]string{"__SHELL__": "site"})
	if err != nil {
		return err
	}
	early, err := b.bundled("web/src/page/early.ts", api.FormatIIFE, map[string]string{"__SHELL__": "site"})
	if err != nil {
		return err
	}
	wasmName, workerName := site.put("app.wasm", b.app), site.put("worker.js", worker)
	registration, err := b.bundled("web/src/sw/register.ts", api.FormatIIFE, nil)
	if err != nil {
		return err
	}
	style, script := site.put("page.css", append(page.css, registration.css...)), site.put("page.js", page.js)
	register := site.put("register.js", registration.js)
	manifest, err := b.webManifest(site)
	if err != nil {
		return err
	}

	// The script that starts the worker stands before the style sheet, because browsers let scripts wait for style sheets before them.
	head := fmt.Sprintf(`<link rel="ascribe-worker" id="ascribe-worker" href="%s">
<link rel="ascribe-wasm" id="ascribe-wasm" href="%s">
<script src="%s"></script>
<link rel="stylesheet" href="%s">
<link rel="manifest" href="%s">
<link rel="icon" href="%s" sizes="any">
<link rel="apple-touch-icon" href="%s">
`, workerName, wasmName, site.put("early.js", early.js), style, site.put("manifest.webmanifest", manifest), hashedName(b.icons[0].name, b.icons[0].png), hashedName(b.icons[1].name, b.icons[1].png))
	// The page works without these from the service worker's first install on: the second engine is only fetched when a reader asks for it.
	precached := slices.Sorted(maps.Keys(site))
	if b.prose != nil {
		head += fmt.Sprintf("<link rel=\"ascribe-prose\" id=\"ascribe-prose\" href=\"%s\">\n", site.put("prose.wasm", b.prose))
	}
	html, err := b.page(sitePolicy, head, fmt.Sprintf("<script src=\"%s\"></script>\n<script src=\"%s\"></script>", script, register))
	if err != nil {
		return err
	}
	site["index.html"] = html
	if site["sw.js"], err = b.serviceWorker(precached, html); err != nil {
		return err
	}
	if err := b.embed(site, worker); err != nil {
		return err
	}
	return b.writeSite(site)
}

// serviceWorker lists what it keeps. Its version is the hash of the page, which names everything else by hash: a new page makes a new
// version, and a page never meets a program of another version.
func (b *build) serviceWorker(names []string, html []byte) ([]byte, error) {
	list, err := json.Marshal(append([]string{"./"}, names...))
	if err != nil {
		return nil, err
	}
	sw, err := b.bundled("web/src/sw/sw.ts", api.FormatIIFE, map[string]string{"__VERSION__": hash(html)[:12], "__FILES__": string(list)})
	return sw.js, err
}

// webManifest makes the site installable, a target for shared articles and an opener of text files.
func (b *build) webManifest(site files) ([]byte, error) {
	icons := []map[string]string{}
	for _, icon := range b.icons {
		entry := map[string]string{"src": site.put(icon.name, icon.png), "sizes": fmt.Sprintf("%dx%d", icon.size, icon.size), "type": "image/png"}
		if icon.maskable {
			entry["purpose"] = "maskable"
		}
		icons = append(icons, entry)
	}
	return json.MarshalIndent(map[string]any{
		"name": "Ascribe", "short_name": "Ascribe", "lang": "en", "id": "./", "start_url": "./", "scope": "./", "display": "standalone",
		"description":      "Shows who acts, who speaks and how sure they sound in an article, entirely on your own device.",
		"background_color": "#FFFFFF", "theme_color": "#FFFFFF", "categories": []string{"news", "education", "productivity"}, "icons": icons,
		"share_target": map[string]any{"action": "./", "method": "GET", "enctype": "application/x-www-form-urlencoded", "params": map[string]string{"title": "title", "text": "text", "url": "url"}},
		"file_handlers": []map[string]any{{"action": "./", "launch_type": "multiple-clients", "accept": map[string][]string{
			"text/plain": {".txt"}, "text/markdown": {".md"}, "text/html": {".html", ".htm"}}}},
	}, "", " ")
}

// embed adds the module for other people's pages with its worker and its program, so that the folder can be copied, or installed, as a whole.
func (b *build) embed(site files, worker []byte) error {
	workerName, wasmName := hashedName("worker.js", worker), hashedName("app.wasm", b.app)
	module, err := b.bundled("web/src/embed/ascribe.ts", api.FormatESModule, map[string]string{"__WORKER__": "./" + workerName, "__WASM__": "./" + wasmName})
	if err != nil {
		return err
	}
	example, err := os.ReadFile(b.path("web/src/embed/example.html"))
	if err != nil {
		return err
	}
	site["embed/ascribe.js"], site["embed/index.html"] = module.js, example
	site["embed/"+workerName], site["embed/"+wasmName] = worker, b.app
	types, err := b.types()
	if err != nil {
		return err
	}
	maps.Copy(site, types)
	site["embed/package.json"], err = json.MarshalIndent(map[string]any{ // for those who install the folder as a package
		"name": "ascribe", "version": b.version, "license": "MIT", "type": "module", "private": true,
		"exports": map[string]string{".": "./ascribe.js"},
	}, "", " ")
	return err
}

// writeSite writes the folder, compressed files beside each, and deletes what an earlier build left there.
func (b *build) writeSite(site files) error {
	if !b.quick {
		compressed, err := b.compressed(site)
		if err != nil {
			return err
		}
		maps.Copy(site, compressed)
	}
	return writeFolder(filepath.Join(b.out, "site"), site)
}

// compressed makes the compressed files beside each file but pictures, which are compressed already. Brotli at its best has one processor
// at work for half a minute on each of the two programs: all are compressed side by side.
func (b *build) compressed(site files) (files, error) {
	made := files{}
	var errs []error
	var mutex sync.Mutex
	var wait sync.WaitGroup
	compress := func(name string, with func([]byte) ([]byte, error)) {
		data, err := with(site[strings.TrimSuffix(name, filepath.Ext(name))])
		mutex.Lock()
		defer mutex.Unlock()
		made[name], errs = data, append(errs, err)
	}
	for name := range site {
		if !strings.HasSuffix(name, ".png") {
			wait.Go(func() { compress(name+".br", b.cache.brotli) })
			wait.Go(func() { compress(name+".gz", b.cache.gzip) })
		}
	}
	wait.Wait()
	return made, errors.Join(errs...)
}

// writeFolder makes folder hold exactly these files.
func writeFolder(folder string, content files) error {
	for name, data := range content {
		if old, err := os.ReadFile(filepath.Join(folder, name)); err == nil && string(old) == string(data) {
			continue
		}
		if err := writeWhole(filepath.Join(folder, name), data); err != nil {
			return err
		}
	}
	return filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		if _, ok := content[filepath.ToSlash(name)]; !ok {
			return os.Remove(path)
		}
		return nil
	})
}
