#!/bin/sh
# Runs a test command and fails unless it succeeded and at least one test was executed.
#
# usage: test.sh COMMAND [ARGUMENT...]
# Prints once more what failed, as the end of a long log is what is looked at, then the wall time
# and, as the very last line, the closing line of Swift Testing again. A filter that matches
# nothing, or a test product that was not built, is no success.
set -eu

log=$(mktemp)
trap 'rm -f "$log" "$log.status"' EXIT
started=$(date +%s)
# A pipe has the status of its last command, tee; the tests' own goes through a file.
{ status=0; "$@" 2>&1 || status=$?; echo "$status" >"$log.status"; } | tee "$log"
status=$(cat "$log.status")
seconds=$(($(date +%s) - started))

closing=$(grep -E 'Test run with [0-9]+ tests?.* (passed|failed) after' "$log" | tail -n 1 || true)
count=$(printf '%s\n' "$closing" | sed -n 's/.*Test run with \([0-9][0-9]*\) test.*/\1/p')

if [ "$status" -ne 0 ]; then
  grep -A 6 -E 'recorded an issue|error: Exited with|Fatal error' "$log" | head -n 60 || true
fi
echo "The tests took $seconds s of wall time, building included."
if [ "$status" -eq 0 ] && [ "${count:-0}" -eq 0 ]; then
  echo "test: no test was executed" >&2
  status=1
fi
[ -z "$closing" ] || printf '%s\n' "$closing"
exit "$status"
