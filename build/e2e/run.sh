#!/usr/bin/env bash
# Bundles the end-to-end tests and runs them with node's own runner, one browser at a time. ONLY picks tests by a part of their name.
set -euo pipefail
cd "$(dirname "$0")/../.."
bundles=build/node_modules/.cache/e2e
rm -rf "$bundles"
web/node_modules/.bin/esbuild build/e2e/*.test.ts --bundle --platform=node --format=esm --packages=external \
  --outdir="$bundles" --out-extension:.js=.mjs --log-level=warning
exec node --test --test-concurrency=1 --test-reporter=spec ${ONLY:+--test-name-pattern="$ONLY"} "$bundles"/*.mjs
