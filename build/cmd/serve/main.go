// Command serve serves build/out/site on this machine only, as a good host would: types by name, the compressed file where the browser takes
// it, hashed names kept for ever and the others asked for again, and no other window in the page's process.
package main

import (
	"flag"
	"fmt"
	"log"
	"mime"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

func main() {
	port := flag.Int("port", 8080, "port on 127.0.0.1; 0 for any that is free")
	folder := flag.String("folder", filepath.Join("build", "out", "site"), "folder to serve")
	flag.Parse()
	log.SetFlags(0)
	if _, err := os.Stat(filepath.Join(*folder, "index.html")); err != nil {
		log.Fatalf("serve: %v: build it with make pack", err)
	}
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", *port))
	if err != nil {
		log.Fatalf("serve: %v", err)
	}
	fmt.Printf("Ascribe is at http://%s/ (end with Ctrl+C)\n", listener.Addr())
	server := &http.Server{Handler: handler(*folder), ReadHeaderTimeout: 10 * time.Second}
	log.Fatal(server.Serve(listener))
}

// hashed are the names that the packer makes from a file's content.
var hashed = regexp.MustCompile(`\.[0-9a-f]{12}\.[a-z0-9]+$`)

// types are those that a system's own table may lack or have otherwise; wasm compiles while it arrives only under its own.
var types = map[string]string{
	".wasm": "application/wasm", ".js": "text/javascript; charset=utf-8", ".webmanifest": "application/manifest+json",
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".png": "image/png", ".ts": "text/plain; charset=utf-8",
}

func handler(folder string) http.Handler {
	root := http.Dir(folder)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
			return
		}
		name := path.Clean("/" + r.URL.Path)
		if strings.HasSuffix(r.URL.Path, "/") {
			name = path.Join(name, "index.html")
		}
		header := w.Header()
		header.Set("Vary", "Accept-Encoding")
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Cache-Control", "no-cache")
		if hashed.MatchString(name) {
			header.Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		file, encoding, err := open(root, name, r.Header.Get("Accept-Encoding"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		defer file.Close()
		info, err := file.Stat()
		if err != nil || info.IsDir() {
			http.NotFound(w, r)
			return
		}
		if encoding != "" {
			header.Set("Content-Encoding", encoding)
		}
		extension := path.Ext(name)
		if header.Set("Content-Type", types[extension]); types[extension] == "" {
			header.Set("Content-Type", mime.TypeByExtension(extension))
		}
		http.ServeContent(w, r, "", info.ModTime(), file)
	})
}

// open opens the smallest form of a file that the browser takes.
func open(root http.Dir, name, accepted string) (file http.File, encoding string, err error) {
	for _, form := range []struct{ encoding, extension string }{{"br", ".br"}, {"gzip", ".gz"}} {
		if accepts(accepted, form.encoding) {
			if file, err := root.Open(name + form.extension); err == nil {
				return file, form.encoding, nil
			}
		}
	}
	file, err = root.Open(name)
	return file, "", err
}

// accepts says whether an Accept-Encoding header names an encoding without refusing it.
func accepts(header, encoding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) == encoding {
			return strings.Trim(strings.TrimSpace(weight), "q=0.") != "" || weight == ""
		}
	}
	return false
}
