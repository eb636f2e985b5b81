#!/usr/bin/env bash
# Chromium for the browser tests, and fonts for its pictures in ten languages: Debian's packages, installed when
# we may, otherwise the one line to run.
set -euo pipefail
command -v chromium >/dev/null && exit 0
packages="chromium fonts-noto-core fonts-noto-cjk"
line="apt-get update && apt-get install -y $packages"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing chromium …"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $packages >/dev/null
else
  echo "Chromium is missing for the browser tests. Run: sudo sh -c '$line'"
  exit 1
fi
