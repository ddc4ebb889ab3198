#!/bin/sh
# Fuzzes the readers one after the other: fuzz.sh PROGRAM SECONDS [READER]…
#
# What libFuzzer keeps goes to Fuzzing/.corpus, what ends a run to Fuzzing/.crashes: put such a file
# into Fuzzing/Regressions/READER when the reader is mended, and `make test` reads it from then on.
# A line per reader goes to Fuzzing/.runs.csv: executions, edges covered, inputs kept, seconds.
set -eu

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
seconds=$2
shift 2
readers=${*:-$("$program")}
cd "$(dirname "$0")/../Fuzzing"
mkdir -p .corpus .crashes .samples
[ -f .runs.csv ] || echo 'reader,executions,edges,inputs,seconds,outcome' >.runs.csv

failed=
for reader in $readers; do
  mkdir -p ".corpus/$reader" ".crashes/$reader" ".samples/$reader"
  log=.crashes/$reader/log
  outcome=passed
  # The backtracer of Swift hangs after some crashes, and the leak check takes Swift's caches for
  # leaks. Inputs up to 4 KiB: what takes longer than linear time shows there in instructions.
  SWIFT_BACKTRACE=enable=no FUZZ_SAMPLES=.samples/$reader nice -n 19 "$program" "$reader" \
    -max_total_time="$seconds" -max_len=4096 -timeout=10 -detect_leaks=0 -print_final_stats=1 \
    -artifact_prefix=".crashes/$reader/" ".corpus/$reader" "Seeds/$reader" \
    $( [ -d "Regressions/$reader" ] && echo "Regressions/$reader" ) >"$log" 2>&1 || outcome=failed
  figure() { sed -n "s/$1/\\1/p" "$log" | tail -n 1; }
  executions=$(figure '^stat::number_of_executed_units: *\([0-9]*\)')
  edges=$(figure '.* cov: \([0-9]*\) .*')
  inputs=$(figure '.* corp: \([0-9]*\)\/.*')
  elapsed=$(figure '^Done [0-9]* runs in \([0-9]*\) second.*')
  echo "$reader,$executions,$edges,$inputs,$elapsed,$outcome" | tee -a .runs.csv
  if [ "$outcome" = failed ]; then
    failed="$failed $reader"
    grep -a -E 'Fatal error|ERROR: |Test unit written' "$log" >&2 || tail -n 5 "$log" >&2
  fi
done
[ -z "$failed" ] || { echo "fuzz: failed:$failed; see Fuzzing/.crashes" >&2; exit 1; }
