#!/bin/sh
# Prints the tables of reports/joint for a file of beats: a million ticks of each setting.
# Usage: scripts/joint_tables.sh BEATS [TEMPER]; with ROLLOUT=1 also rollout, on 200,000 ticks.
set -eu
beats=$1
temper=${2:-.build/release/temper}
for setting in "2 6" "2 8" "2 10" "4 18"; do
  cars=${setting% *}
  calls=${setting#* }
  echo "## $cars cars, a call in $calls % of ticks"
  echo
  "$temper" joint compare --beats "$beats" --cars "$cars" --calls "$calls" \
    --episodes 100 --ticks 10000 --seed 7 --quiet
  if [ -n "${ROLLOUT:-}" ]; then
    "$temper" joint compare --beats "$beats" --cars "$cars" --calls "$calls" \
      --policies median+nearest posts+wait rollout --episodes 20 --ticks 10000 --seed 7 --quiet
  fi
  echo
done
