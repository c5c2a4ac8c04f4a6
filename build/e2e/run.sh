#!/usr/bin/env bash
# Bundles the end-to-end tests and runs them with node's own runner. ONLY picks tests by a part of their name; SLOW=6 makes Chromium's pages
# six times as slow, which shows tests that do not wait for what they look at.
# Two files run at a time (JOBS: how many), because most tests wait most of their time; those that measure the page's time, or fill the browser's
# storage to the last byte (alone.test.ts), have the machine to themselves.
# Browsers stumble where a machine is busy: up to eight tests that failed are run once more, and said so; what fails twice has failed.
set -euo pipefail
cd "$(dirname "$0")/../.."
bundles=build/node_modules/.cache/e2e
rm -rf "$bundles"
web/node_modules/.bin/esbuild build/e2e/*.test.ts --bundle --platform=node --format=esm --packages=external \
  --outdir="$bundles" --out-extension:.js=.mjs --log-level=warning

# run JOBS OPTION… FILE…: runs tests, so many files at a time.
run() { node --test --test-concurrency="$1" --test-reporter=spec "${@:2}"; }

everything() {
  local failed=0 pattern=--test-name-pattern="${ONLY:-.}" files
  mapfile -t files < <(printf '%s\n' "$bundles"/*.mjs | grep -v /alone)
  run "${JOBS:-2}" "$pattern" "${files[@]}" || failed=1
  run 1 "$pattern" "$bundles"/alone.test.mjs || failed=1
  return $failed
}

log=$bundles/log.txt
everything | tee "$log" && exit
mapfile -t failed < <(sed -n 's/^✖ \(.*\) ([0-9.]*ms)$/\1/p' "$log" | sort -u)
((${#failed[@]} > 0 && ${#failed[@]} <= 8)) || exit 1
printf 'Failed once, tried again: %s\n' "${failed[@]}"
patterns=()
for name in "${failed[@]}"; do patterns+=("--test-name-pattern=^$(sed 's/[][\.*^$()+?{}|/]/\\&/g' <<<"$name")\$"); done
run 1 "${patterns[@]}" "$bundles"/*.mjs
