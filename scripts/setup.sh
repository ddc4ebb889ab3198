#!/bin/sh
# Installs what Temper needs and this machine lacks: Debian packages, by apt, and HiGHS, by pip.
#
# Prints what it installs, and nothing when all is there. Swift itself comes from swift.org: it is
# only looked for.
set -eu

swift_required=6.2

# The packages: what they are for, how to see that they are there.
missing=
need() { # need PACKAGE COMMAND...: notes the package as missing unless the command succeeds
  package=$1
  shift
  "$@" >/dev/null 2>&1 || missing="$missing $package"
}
fail() {
  printf 'setup: %s\n' "$@" >&2
  exit 1
}

# What a Swift toolchain itself stands on, and does not bring: swift.org lists it for Debian 12.
libraries=$(/sbin/ldconfig -p)
has_library() { case $libraries in *"$1"*) ;; *) return 1 ;; esac }
need binutils command -v ld
need gcc command -v gcc
need libc6-dev test -e /usr/include/stdio.h
need libstdc++-12-dev test -d /usr/include/c++
need libncurses6 has_library libncurses.so.6
need libcurl4 has_library libcurl.so.4
need libedit2 has_library libedit.so.2
need libsqlite3-0 has_library libsqlite3.so.0
need libxml2 has_library libxml2.so.2
need zlib1g-dev test -e /usr/include/zlib.h   # also packs workbooks
need tzdata test -d /usr/share/zoneinfo

need pkg-config command -v pkg-config      # finds C libraries for SwiftPM
need libgsl-dev pkg-config --exists gsl    # statistical functions
need libsqlite3-dev pkg-config --exists sqlite3  # keeps studies of parameters
need python3 command -v python3            # verifies schedules independently of Temper
need python3-pip python3 -m pip --version   # fetches HiGHS

if ! command -v swift >/dev/null 2>&1; then
  fail "there is no 'swift' on the PATH; Temper needs Swift $swift_required or later." \
    "Install a toolchain from https://www.swift.org/install/linux/ and run make again."
fi
check_swift() {
  swift_version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p')
  major=${swift_version%%.*}
  rest=${swift_version#*.}
  minor=${rest%%.*}
  if [ "${major:-0}" -lt 6 ] || { [ "$major" -eq 6 ] && [ "${minor:-0}" -lt 2 ]; }; then
    fail "Swift ${swift_version:-of unknown version} is too old; Temper needs $swift_required or later." \
      "Install a toolchain from https://www.swift.org/install/linux/ and run make again."
  fi
}

finish() {
  check_swift
  sh scripts/highs.sh
  exit 0
}

if [ -z "$missing" ]; then finish; fi

if ! command -v apt-get >/dev/null 2>&1; then
  fail "missing:$missing" \
    "There is no apt-get here; install what these Debian packages hold and run make again."
fi
if [ "$(id -u)" -eq 0 ]; then
  as_root=
elif command -v sudo >/dev/null 2>&1; then
  as_root=sudo
else
  fail "missing:$missing" \
    "Installing needs root or sudo. As root, run: apt-get install$missing"
fi

echo "setup: installing$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get "$@" >"$log" 2>&1 && return
  cat "$log" >&2
  fail "apt-get $* failed; its output is above."
}
apt update
# shellcheck disable=SC2086 # package names are separate words
apt install --yes --no-install-recommends $missing
finish
