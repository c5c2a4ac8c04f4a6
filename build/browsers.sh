#!/usr/bin/env bash
# Sees to it that the named browsers (chromium, firefox) are there for the tests: as root on Debian it installs them, elsewhere it says what
# to install. CHROMIUM and FIREFOX name other programs.
set -euo pipefail
missing=()
for browser in "$@"; do
  case $browser in
    chromium) command -v "${CHROMIUM:-chromium}" >/dev/null || missing+=(chromium) ;;
    firefox) command -v "${FIREFOX:-firefox-esr}" >/dev/null || missing+=(firefox-esr) ;;
    *) echo "browsers.sh: what is $browser?" >&2; exit 2 ;;
  esac
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "The tests need ${missing[*]}: install it, or name the program in CHROMIUM or FIREFOX." >&2
  exit 1
fi
