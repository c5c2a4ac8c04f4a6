module github.com/ascribe/ascribe

go 1.26.0

require github.com/hack-pad/go-indexeddb v0.3.2

require (
	github.com/andybalholm/brotli v1.2.8 // indirect
	github.com/evanw/esbuild v0.28.2 // indirect
	github.com/hack-pad/safejs v0.1.0 // indirect; go-indexeddb's go.sum lacks it, so it is named here
	golang.org/x/sys v0.4.0 // indirect
)
