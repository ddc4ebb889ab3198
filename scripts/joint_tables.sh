#!/bin/sh
# Prints the tables of reports/joint for a file of beats: a million ticks of each setting, then what is learned.
# Usage: scripts/joint_tables.sh BEATS [TEMPER]
# ROLLOUT=1: also rollout, on 200,000 ticks. LEARN=FOLDER: also models, which are trained into the folder unless
# they are there, on 200,000 ticks that neither training nor judging saw. RULES=0: no tables of rules.
# SETTINGS: cars and percent of ticks with a call, as 2:8 4:18.
set -eu
beats=$1
temper=${2:-.build/release/temper}

# A model of a setting, with the time that it took.
train() {
  name=$1
  shift
  [ ! -e "$LEARN/$name.safetensors" ] || return 0
  begin=$(date +%s)
  "$temper" policy train --beats "$beats" --cars "$cars" --calls "$calls" --quiet "$@" \
    -o "$LEARN/$name.part.safetensors"
  mv "$LEARN/$name.part.safetensors" "$LEARN/$name.safetensors"
  echo "$name: trained in $(($(date +%s) - begin)) s"
}

# Models beside rules, all compared with one of them.
evaluate() {
  first=$1
  shift
  "$temper" policy evaluate "$@" --beats "$beats" --cars "$cars" --calls "$calls" --first "$first" \
    --against median+nearest random+fcfs posts+wait cover+wait --episodes 100 --ticks 2000 --seed 7 \
    --quiet
  echo
}

for setting in ${SETTINGS:-2:6 2:8 2:10 4:18}; do
  cars=${setting%:*}
  calls=${setting#*:}
  echo "## $cars cars, a call in $calls % of ticks"
  echo
  if [ "${RULES:-1}" = 1 ]; then
    "$temper" joint compare --beats "$beats" --cars "$cars" --calls "$calls" \
      --episodes 100 --ticks 10000 --seed 7 --quiet
  fi
  if [ -n "${ROLLOUT:-}" ]; then
    "$temper" joint compare --beats "$beats" --cars "$cars" --calls "$calls" \
      --policies median+nearest posts+wait rollout --episodes 20 --ticks 10000 --seed 7 --quiet
  fi
  if [ -n "${LEARN:-}" ]; then
    for part in joint patrol dispatch; do train "$part-$cars-$calls" --part "$part"; done
    train "fair-$cars-$calls" --fairness 60
    prefix="$LEARN/joint-$cars-$calls.safetensors"
    evaluate median+nearest "$prefix" "$LEARN/patrol-$cars-$calls.safetensors" \
      "$LEARN/dispatch-$cars-$calls.safetensors" "$LEARN/fair-$cars-$calls.safetensors"
    evaluate "joint-$cars-$calls" "$prefix" "$LEARN/patrol-$cars-$calls.safetensors" \
      "$LEARN/dispatch-$cars-$calls.safetensors" "$LEARN/fair-$cars-$calls.safetensors"
  fi
  echo
done
