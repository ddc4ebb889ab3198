#!/bin/sh
# Builds and runs every program in Snippets; fails with the first one that fails, or if there is none.
#
# usage: snippets.sh SWIFT [BUILD-OPTION...], from the root of the repository.
set -eu

swift=$1
shift
ran=0
for file in Snippets/*.swift; do
  name=$(basename "$file" .swift)
  "$swift" run --quiet "$@" "$name" >/dev/null || {
    echo "snippets: $file failed" >&2
    exit 1
  }
  ran=$((ran + 1))
done
echo "snippets: $ran programs ran"
