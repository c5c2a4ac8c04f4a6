package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

func TestHandler(t *testing.T) {
	folder := t.TempDir()
	for name, content := range map[string]string{
		"index.html": "page", "app.0123456789ab.wasm": "plain", "app.0123456789ab.wasm.br": "brotli", "app.0123456789ab.wasm.gz": "gzip", "embed/index.html": "example",
	} {
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const wasm, kept = "application/wasm", "public, max-age=31536000, immutable"
	for _, test := range []struct {
		method, path, accept             string
		status                           int
		body, mime, encoding, cacheRules string
	}{
		{"GET", "/", "", 200, "page", "text/html; charset=utf-8", "", "no-cache"},
		{"GET", "/embed/", "br", 200, "example", "text/html; charset=utf-8", "", "no-cache"},
		{"GET", "/app.0123456789ab.wasm", "gzip, deflate, br", 200, "brotli", wasm, "br", kept},
		{"GET", "/app.0123456789ab.wasm", "gzip, br;q=0", 200, "gzip", wasm, "gzip", kept},
		{"GET", "/app.0123456789ab.wasm", "br;q=0.5", 200, "brotli", wasm, "br", kept},
		{"GET", "/app.0123456789ab.wasm", "", 200, "plain", wasm, "", kept},
		{"GET", "/../main.go", "", 404, "404 page not found\n", "text/plain; charset=utf-8", "", "no-cache"},
		{"GET", "/embed", "", 404, "404 page not found\n", "text/plain; charset=utf-8", "", "no-cache"},
		{"POST", "/", "", 405, "only GET and HEAD\n", "text/plain; charset=utf-8", "", "no-cache"},
	} {
		request := httptest.NewRequest(test.method, test.path, nil)
		request.Header.Set("Accept-Encoding", test.accept)
		answer := httptest.NewRecorder()
		handler(folder).ServeHTTP(answer, request)
		got := []any{answer.Code, answer.Body.String(), answer.Header().Get("Content-Type"), answer.Header().Get("Content-Encoding")}
		want := []any{test.status, test.body, test.mime, test.encoding}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s %s, accepting %q: got %v, want %v", test.method, test.path, test.accept, got, want)
				break
			}
		}
		if rules := answer.Header().Get("Cache-Control"); test.status == http.StatusOK && rules != test.cacheRules {
			t.Errorf("%s: Cache-Control %q, want %q", test.path, rules, test.cacheRules)
		}
	}
}
