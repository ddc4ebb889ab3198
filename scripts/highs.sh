#!/bin/sh
# Fetches the LP and MIP solver HiGHS into .deps/highs, unless it or a system's libhighs is there.
#
# usage: highs.sh, from the root of the repository.
# Temper builds and runs without HiGHS, but for the exact methods that need it. So a machine without
# network is told what it lacks, and the set-up goes on.
set -eu

prefix=.deps/highs
pin=scripts/highs.txt

if [ -f "$prefix/pin" ] && cmp -s "$prefix/pin" "$pin"; then exit 0; fi
case $(/sbin/ldconfig -p 2>/dev/null) in *libhighs.so*) exit 0 ;; esac

# Temper loads the library only if nobody else can have changed it.
umask 022
mkdir -p .deps
work=$(mktemp -d .deps/highs-XXXXXX)
trap 'rm -rf "$work"' EXIT
without() {
  [ ! -s "$work/log" ] || tail -n 3 "$work/log" >&2
  printf 'setup: %s\n' "$1" "All but the exact methods that need HiGHS works without it; run" \
    "'make setup' again, or set TEMPER_HIGHS_LIBRARY to the path of a libhighs." >&2
  exit 0
}

python3 -m pip --version >/dev/null 2>&1 ||
  without "HiGHS is missing, and so is pip to fetch it (Debian: python3-pip)."
echo "setup: fetching HiGHS into $prefix"
# With --require-hashes pip accepts these very files and no others.
python3 -m pip --disable-pip-version-check --no-input --timeout 10 --retries 1 download --quiet \
  --no-deps --only-binary :all: --require-hashes --dest "$work/wheel" -r "$pin" \
  >"$work/log" 2>&1 || without "HiGHS is missing and cannot be fetched; pip's last words are above."
python3 -m zipfile -e "$work"/wheel/*.whl "$work/unpacked" >"$work/log" 2>&1 ||
  without "the wheel of HiGHS cannot be unpacked."

distribution=$(find "$work/unpacked" -type d -name highs_dist)
[ -f "$distribution/lib/libhighs.so" ] || without "the wheel holds no libhighs.so."
cp "$pin" "$distribution/pin"
rm -rf "$prefix"
mv "$distribution" "$prefix"
