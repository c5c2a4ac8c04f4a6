package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// page fills web/page.html: the policy first, because it holds for what comes after it.
func (b *build) page(policy, head, body string) ([]byte, error) {
	template, err := os.ReadFile(b.path("web/page.html"))
	if err != nil {
		return nil, err
	}
	page := string(template)
	for place, content := range map[string]string{
		"<!-- ascribe:policy -->": `<meta http-equiv="Content-Security-Policy" content="` + policy + `">`,
		"<!-- ascribe:head -->":   head,
		"<!-- ascribe:body -->":   body,
	} {
		if strings.Count(page, place) != 1 {
			return nil, fmt.Errorf("web/page.html must hold %s once", place)
		}
		page = strings.Replace(page, place, content, 1)
	}
	return []byte(page), nil
}

// filePolicy forbids every connection. Script and style are allowed by their hashes, so that nothing else in the document can run; the
// worker is made from a blob because a file:// page may not load a sibling.
const filePolicy = "default-src 'none'; script-src %s 'wasm-unsafe-eval'; worker-src blob:; style-src %s; img-src data: blob:; " +
	"connect-src 'none'; form-action 'none'; base-uri 'none'"

// singleFile writes the page with everything inside: script and style in place, the worker's source and the compressed program as text.
func (b *build) singleFile() error {
	page, err := b.bundled("web/src/page/main.tsx", api.FormatIIFE, map[string]string{"__SHELL__": "file"})
	if err != nil {
		return err
	}
	worker, err := b.worker()
	if err != nil {
		return err
	}
	zipped, err := b.cache.gzip(b.app)
	if err != nil {
		return err
	}
	early, err := b.bundled("web/src/page/early.ts", api.FormatIIFE, map[string]string{"__SHELL__": "file"})
	if err != nil {
		return err
	}
	script, earlyScript, workerScript := inHTML(page.js), inHTML(early.js), inHTML(worker)
	policy := fmt.Sprintf(filePolicy, integrity(earlyScript)+" "+integrity(script), integrity(page.css))
	head := "<link rel=\"icon\" href=\"data:image/png;base64," + base64.StdEncoding.EncodeToString(b.icons[0].png) + "\">\n" +
		"<style>" + string(page.css) + "</style>"
	body := `<script type="text/plain" id="ascribe-worker">` + string(workerScript) + "</script>\n" +
		`<script type="text/plain" id="ascribe-wasm">` + base64.StdEncoding.EncodeToString(zipped) + "</script>\n" +
		"<script>" + string(earlyScript) + "</script>\n" +
		"<script>" + string(script) + "</script>"
	html, err := b.page(policy, head, body)
	if err != nil {
		return err
	}
	return writeWhole(b.path("build/out/ascribe.html"), html)
}

// inHTML makes a script safe inside a script element. <!-- would let a later <script swallow the element's end; as \x3c it means the same
// wherever a script can hold it, in strings and in regular expressions. </script esbuild has written as <\/script.
func inHTML(script []byte) []byte {
	return bytes.ReplaceAll(script, []byte("<!--"), []byte(`\x3c!--`))
}

// integrity is the source expression of a content security policy that allows exactly this script or style.
func integrity(content []byte) string {
	sum := sha256.Sum256(content)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
