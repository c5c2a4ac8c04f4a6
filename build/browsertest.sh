#!/usr/bin/env bash
# Runs a test that was compiled for the browser, in Chromium: `go test -exec` calls it with the program and its arguments. The program is
# given the structure that what ships has.
set -euo pipefail
bin=$(dirname "$0")/bin
"$bin/structure" "$1"
exec "$bin/wasmbrowsertest" "$@"
