#!/bin/sh
# Adds all that a reader accepts of what fuzzing has kept to the sample of what it threw away:
# fuzz_samples.sh PROGRAM
set -eu

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/../Fuzzing"
for reader in instance-json qubo-coo qubo-rudy qubo-qbsolv qubo-bqm-json; do
  mkdir -p ".corpus/$reader" ".samples/$reader"
  SWIFT_BACKTRACE=enable=no FUZZ_SAMPLES=.samples/$reader FUZZ_SHARE=1 "$program" "$reader" \
    -runs=0 -detect_leaks=0 ".corpus/$reader" "Seeds/$reader" 2>/dev/null
done
