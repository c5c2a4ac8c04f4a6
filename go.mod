module github.com/ascribe/ascribe

go 1.26.0

require github.com/hack-pad/go-indexeddb v0.3.2

require github.com/go-json-experiment/json v1.27.2

require (
	github.com/deckarep/golang-set v1.7.1 // indirect
	github.com/jdkato/prose/v2 v2.0.0
	github.com/mingrammer/commonregex v1.0.1 // indirect
	gonum.org/v1/gonum v0.7.0 // indirect
	gopkg.in/neurosnap/sentences.v1 v1.0.6 // indirect
)

require (
	github.com/andybalholm/brotli v1.2.8
	github.com/evanw/esbuild v0.28.2
	github.com/hack-pad/safejs v0.1.0 // indirect; go-indexeddb's go.sum lacks it, so it is named here
	golang.org/x/sys v0.4.0 // indirect
)
