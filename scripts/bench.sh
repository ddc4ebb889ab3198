#!/bin/sh
# Measures Temper and its peers: what `make bench` runs, from the root of the repository.
#
# usage: bench.sh PROGRAM full|quick [OPTION...]
# full: lets the peers alone fix the targets, then measures times to target and spin updates. Takes
# hours, can be interrupted and goes on where it was. Options are for targets and times, as in
# `--instances G22 --peers dwave-sa`. quick: two easy graphs, five seconds a run.
set -eu

program=$1
form=$2
shift 2
case $form in
full)
  "$program" discover "$@"
  "$program" run "$@"
  "$program" throughput --instances G22 K2000 --limit 10 \
    --peers dwave-sa openjij-sa qubovert-sa --temper-arguments='--algorithm pt'
  ;;
quick)
  # Nothing of it stays: these times are too few and too short to be quoted.
  reports=Benchmarks/.cache/quick
  rm -rf "$reports"
  set -- --reports "$reports" --peers dwave-sa openjij-sa --limit 5
  "$program" run "$@" --instances G22 G43 --seeds 2
  "$program" throughput "$@" --instances G22 --pairs 2 \
    --temper-arguments='--algorithm pt'
  cat "$reports/time-to-target.md" "$reports/spin-updates.md"
  ;;
*)
  echo "bench: there is no '$form'; say full or quick" >&2
  exit 64
  ;;
esac
