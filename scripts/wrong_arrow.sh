#!/bin/sh
# Expects Package.swift to refuse wrong arrows: one within a floor that its table lacks, one to a
# floor of the same height, and one upwards.
#
# usage: wrong_arrow.sh SWIFT, from the root of the repository.
set -eu

swift=$1
export SWIFT_BACKTRACE=enable=no # The refusal is a trap, and its words are enough.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

refuses() { # refuses ROOM ITS-IMPORTS WRONG-ONE: with words that name both
  sed "s/Room(\"$1\", on: \[$2/Room(\"$1\", on: [\"$3\", $2/" Package.swift >"$copy/Package.swift"
  if cmp -s Package.swift "$copy/Package.swift"; then
    echo "wrong_arrow: there is no room $1 that imports $2 to spoil" >&2
    exit 1
  fi
  if "$swift" package --package-path "$copy" dump-package >"$copy/log" 2>&1; then
    echo "wrong_arrow: $1 may import $3, says Package.swift" >&2
    exit 1
  fi
  grep -q "$1 may not import $3" "$copy/log" || {
    cat "$copy/log" >&2
    exit 1
  }
}

refuses QUBOModel '"Failures"' Tuning
refuses QUBOModel '"Failures"' PatrolModel
refuses QUBOModel '"Failures"' Planning
echo "wrong_arrow: three wrong arrows were refused"
