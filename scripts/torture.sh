#!/bin/sh
# Fails every call of the system in every command that writes, and puts the table into
# docs/dev/reliability.md. It is written whatever came out; the status is that of the tests.
#
# usage: torture.sh COMMAND [ARGUMENT...], a command that runs the tests
set -eu

page=docs/dev/reliability.md
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
status=0
TEMPER_TORTURE="$folder/table.md" sh scripts/test.sh "$@" --filter TortureTests || status=$?
[ -s "$folder/table.md" ] || exit "$status"
awk -v table="$folder/table.md" '
  /^<!-- torture: end -->$/ { inside = 0 }
  !inside { print }
  /^<!-- torture: begin -->$/ { inside = 1; while ((getline line < table) > 0) print line }
' "$page" >"$folder/page.md"
cp "$folder/page.md" "$page"
exit "$status"
