#!/usr/bin/env bash
# Says where the browser for the tests is: CHROMIUM, else the one on the path, else Debian's, installed when that is allowed.
set -euo pipefail

if [ -n "${CHROMIUM:-}" ]; then
  echo "$CHROMIUM"
  exit
fi
find_it() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
if find_it; then exit; fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
  if sudo -n true 2>/dev/null; then as_root="sudo -n"; else
    echo "The browser tests need Chromium. Install it, or name a Chrome or Chromium: CHROMIUM=/path/to/chrome make test" >&2
    exit 1
  fi
fi
if ! command -v apt-get >/dev/null; then
  echo "The browser tests need Chromium, and there is no apt-get here to install it with. Name one: CHROMIUM=/path/to/chrome make test" >&2
  exit 1
fi
echo "Installing Chromium" >&2
$as_root apt-get update -qq >&2
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium >&2
find_it
