#!/bin/sh
# Runs the tests under the address sanitizer, then under the thread sanitizer, in debug builds of
# their own; fails if a test fails, or if there is any report, also from a program that tests start.
#
# usage: sanitized.sh SWIFT [OPTION...], options of swift test such as --filter FlipWalksTests
set -eu

swift=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
status=0
for sanitizer in address thread; do
  # Swift keeps what its runtime makes once and for all, which is no leak.
  ASAN_OPTIONS="detect_leaks=0:log_path=$folder/address" \
    TSAN_OPTIONS="log_path=$folder/thread" \
    sh scripts/test.sh "$swift" test --sanitize "$sanitizer" \
    --scratch-path ".build-$sanitizer" --disable-xctest "$@" || status=1
done
for report in "$folder"/*; do
  [ -f "$report" ] || continue
  cat "$report" >&2
  status=1
done
exit "$status"
