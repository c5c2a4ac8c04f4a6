#!/usr/bin/env bash
# Sees to it that the named browsers (chromium, firefox) are there for the tests: as root on Debian it installs them, elsewhere it says what
# to install. CHROMIUM and FIREFOX name other programs. A browser counts as there when it says its version: on Ubuntu the package of that
# name can be a stub that only points to another shop.
set -uo pipefail

program() {
  case $1 in
    chromium) echo "${CHROMIUM:-chromium}" ;;
    firefox) echo "${FIREFOX:-firefox-esr}" ;;
    *) echo "browsers.sh: what is $1?" >&2; exit 2 ;;
  esac
}

package() { [ "$1" = firefox ] && echo firefox-esr || echo "$1"; }

there() { "$(program "$1")" --version >/dev/null 2>&1; }

# give_up WHAT: says what is missing and what helps, and fails.
give_up() {
  echo "$1 Install ${packages[*]}, or name the program in CHROMIUM or FIREFOX." >&2
  exit 1
}

packages=()
for browser in "$@"; do
  program "$browser" >/dev/null || exit
  there "$browser" || packages+=("$(package "$browser")")
done
[ ${#packages[@]} -eq 0 ] && exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  give_up "The tests need ${packages[*]}."
fi
echo "browsers.sh: installing ${packages[*]}" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}"; } >"$log" 2>&1; then
  tail -n 8 "$log" >&2
  give_up "apt-get could not install ${packages[*]}: without a network it cannot, and its last lines, above, say more."
fi
for browser in "$@"; do
  there "$browser" || give_up "apt-get installed ${packages[*]}, but $(program "$browser") does not start."
done
