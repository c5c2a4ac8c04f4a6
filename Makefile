# The commands of Ascribe; `make` or `make help` lists them. Each installs what it needs below this folder (npm packages, Go tools) at the
# versions that the lock files name. Go, Node.js with npm, and for the tests in browsers Chromium and Firefox must be on the machine:
# build/browsers.sh installs the browsers on Debian, elsewhere it says what is missing.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Where the corpora are that models are trained and scored on; they are no part of the repository.
DATA ?= ../shared/data
PORT ?= 8080
RUNS ?= 7

js := GOOS=js GOARCH=wasm
bin := $(CURDIR)/build/bin
# What is packed is compiled with -trimpath, so that no path of a machine gets in; without it, everything else would be compiled a second time.
export GOFLAGS := $(strip $(filter-out -trimpath,$(shell go env GOFLAGS)) -trimpath)
# wasmbrowsertest hands the whole environment to the page, which takes only so much of it.
bare := env -i HOME="$(HOME)" PATH="$(PATH)" TMPDIR="$${TMPDIR:-/tmp}" GOPROXY="$(shell go env GOPROXY)" GOFLAGS="$(GOFLAGS)" GOPATH="$(shell go env GOPATH)"

## run: build the page and serve it on this machine (PORT=8080)
.PHONY: run
run: web/node_modules/.ready
	go run ./build/cmd/pack -quick
	exec go run ./build/cmd/serve -port $(PORT)

## pack: build everything that ships, into build/out: site, single file, extension for Chromium and Firefox
.PHONY: pack
pack: web/node_modules/.ready
	go run ./build/cmd/pack -budgets

## analyze: build the batch command and say where it is (articles.jsonl in, readings.jsonl out)
.PHONY: analyze
analyze:
	go build -trimpath -buildvcs=false -o build/bin/analyze ./build/cmd/analyze
	echo "The batch command is build/bin/analyze: analyze [-tokens] < articles.jsonl > readings.jsonl"

## test: everything that can fail: Go natively and in Chromium, the page's parts, sizes, scores, and the shells end to end
.PHONY: test
test:
	$(MAKE) --jobs=2 --output-sync=target test-go test-wasm test-web pack analyze
	$(MAKE) e2e-packed

## test-go: Go natively, with the seeds of the fuzz tests; the import rule; scores and their floors; the prose engine and the open models through the same tests
.PHONY: test-go
test-go:
	go test ./...
	go test -tags prose ./wasm/english
	go test -tags open ./wasm/source

## test-wasm: Go compiled for the browser, in Chromium, the library in IndexedDB among it
.PHONY: test-wasm
test-wasm: build/bin/.ready
	build/browsers.sh chromium
	go build -o $(bin)/ ./build/cmd/structure
	$(bare) $(js) go test -exec $(CURDIR)/build/browsertest.sh ./wasm/article ./wasm/note/... ./wasm/noteidb ./wasm/page ./wasm/reading ./wasm/shape

## test-web: the page's parts that need no browser
.PHONY: test-web
test-web: web/node_modules/.ready
	npm --prefix web run --silent test

## floors: scores on the corpora may not fall below build/cmd/eval's floors (skipped where DATA is missing)
.PHONY: floors
floors:
	if [ -d "$(DATA)" ]; then go run ./build/cmd/eval -data "$(DATA)" -floors; else echo "no corpora at $(DATA): scores not compared with their floors"; fi

## e2e: the shells as packed, in Chromium and Firefox (ONLY=part of a test's name, KILLS=how often a browser is killed, SAVES=how many notes are saved in browsers that are killed)
.PHONY: e2e
e2e: pack analyze
	$(MAKE) e2e-packed

## e2e-packed: the same tests of what was packed last
.PHONY: e2e-packed
e2e-packed: build/node_modules/.ready
	build/browsers.sh chromium firefox
	build/e2e/run.sh

## lint: formatting, vet and staticcheck for both targets, modern Go, TypeScript, tidy modules, house rules
.PHONY: lint
lint: web/node_modules/.ready build/node_modules/.ready build/bin/.ready
	build/lint.sh

## bench: sizes, speeds and memory beside two neighbours, into build/results (RUNS=7)
.PHONY: bench
bench: build/node_modules/.ready pack
	build/browsers.sh chromium
	go run ./build/cmd/bench -runs $(RUNS)

## train: learn all models anew from DATA; the same data give the same bytes
.PHONY: train
train: build/cmd/train/vectors/node_modules/.ready
	go run ./build/cmd/train -data $(DATA) -only words,themes,tags,trees
	go run ./build/cmd/train -data $(DATA) -only names
	go run ./build/cmd/train -data $(DATA) -only hedges,sources
	go run -tags open ./build/cmd/train -data $(DATA) -only hedges,sources

## eval: print the scores on DATA (ARGS="-markdown": as the README has them)
.PHONY: eval
eval:
	go run ./build/cmd/eval -data "$(DATA)" $(ARGS)

## generate: write again what is generated from other files; a clean working tree stays clean
.PHONY: generate
generate:
	go generate ./...

## tools: build staticcheck and wasmbrowsertest into build/bin
.PHONY: tools
tools: build/bin/.ready

## clean: delete everything that was built or installed below this folder
.PHONY: clean
clean:
	rm -rf build/bin build/out build/results web/node_modules build/node_modules build/cmd/train/vectors/node_modules

.PHONY: help
help:
	@sed -n 's/^## \([a-z0-9-]*\): \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F"|" '{printf "%-18s %s\n", $$1, $$2}'

web/node_modules/.ready build/node_modules/.ready build/cmd/train/vectors/node_modules/.ready: %/node_modules/.ready: %/package-lock.json
	npm --prefix $* ci --no-audit --no-fund --loglevel=error
	touch $@

# Not with -trimpath: wasmbrowsertest finds wasm_exec.js through the GOROOT that it was built with.
build/bin/.ready: build/tools/go.sum build/tools/go.mod
	go build -C build/tools -trimpath=false -o $(bin)/ tool
	touch $@
