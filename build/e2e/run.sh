#!/usr/bin/env bash
# Bundles the end-to-end tests and runs them with node's own runner, one browser at a time. ONLY picks tests by a part of their name.
# Browsers stumble where a machine is busy: up to three tests that failed are run once more, and said so; what fails twice has failed.
set -euo pipefail
cd "$(dirname "$0")/../.."
bundles=build/node_modules/.cache/e2e
rm -rf "$bundles"
web/node_modules/.bin/esbuild build/e2e/*.test.ts --bundle --platform=node --format=esm --packages=external \
  --outdir="$bundles" --out-extension:.js=.mjs --log-level=warning
run() { node --test --test-concurrency=1 --test-reporter=spec "$@" "$bundles"/*.mjs; }

log=$bundles/log.txt
run ${ONLY:+--test-name-pattern="$ONLY"} | tee "$log" && exit
mapfile -t failed < <(sed -n 's/^✖ \(.*\) ([0-9.]*ms)$/\1/p' "$log" | sort -u)
((${#failed[@]} > 0 && ${#failed[@]} <= 3)) || exit 1
printf 'Failed once, tried again: %s\n' "${failed[@]}"
patterns=()
for name in "${failed[@]}"; do patterns+=("--test-name-pattern=^$(sed 's/[][\.*^$()+?{}|/]/\\&/g' <<<"$name")\$"); done
run "${patterns[@]}"
