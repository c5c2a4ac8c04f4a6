#!/usr/bin/env bash
# Everything about the sources that can be judged without running them. Goes through all checks and then fails, if any found something.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0
bin=$PWD/build/bin

# check NAME COMMAND…: the command must succeed.
check() {
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then
    echo "ok    $name"
  else
    echo "FAIL  $name"
    printf '%s\n' "$output"
    failed=1
  fi
}

# silent COMMAND…: succeeds if the command prints nothing.
silent() {
  local output
  output=$("$@" 2>&1)
  local status=$?
  printf '%s' "$output"
  [ $status -eq 0 ] && [ -z "$output" ]
}

# absent PATTERN: no tracked file may hold it.
absent() { ! git grep -nIE "$1" -- . ':!build/lint.sh' ':!*.jsonl'; }

go_files() { git ls-files '*.go' | xargs -r ls 2>/dev/null | xargs -r gofmt -l; }
shell_files() { git ls-files '*.sh' .ci/run | xargs -r -n 1 bash -n; }
js() { GOOS=js GOARCH=wasm "$@"; }

check "gofmt" silent go_files
check "go vet, native" go vet ./...
check "go vet, browser" js go vet ./wasm/...
check "go vet, prose engine" js go vet -tags prose ./wasm/...
check "staticcheck, native" "$bin/staticcheck" ./...
check "staticcheck, browser" js "$bin/staticcheck" ./wasm/...
check "go fix" silent go fix -diff ./...
check "go mod tidy" go mod tidy -diff
check "go mod tidy, tools" go -C build/tools mod tidy -diff
check "TypeScript, page" web/node_modules/.bin/tsc --noEmit --project web
check "TypeScript, build" build/node_modules/.bin/tsc --noEmit --project build
check "biome, page" bash -c 'cd web && node_modules/.bin/biome check --error-on-warnings .'
check "biome, build" bash -c 'cd build && ../web/node_modules/.bin/biome check --error-on-warnings .'
check "shell" shell_files
check "no paths of a machine" absent '(^|[ "=(`'"'"'])/(work|farm|root|home)/[a-z]'
check "no package servers" absent 'https?://(registry|proxy|sum|deb|mirror)\.'
check "no large files" silent bash -c 'git ls-files -z | xargs -0 -r stat -c "%s %n" 2>/dev/null | awk "\$1 > 1500000"'
exit $failed
