#!/bin/sh
# Trains the models of reports/policies and makes its pages and tables again, on the generated region
# or, with options such as --region FOLDER --scenarios FILE, elsewhere.
# Usage: scripts/policy_tables.sh FOLDER [TEMPER [OPTION...]]; SHIFTS, how many shifts judge (200).
set -eu
folder=$1
temper=${2:-.build/release/temper}
[ $# -lt 2 ] || shift
shift
mkdir -p "$folder"

train() {
  name=$1
  shift
  "$temper" dispatch train --quiet -o "$folder/$name.safetensors" "$@"
  "$temper" dispatch show "$folder/$name.safetensors" --report "$folder/$name.html" > /dev/null
}

train vfa --variant vfa --patrol-worth 0.05 "$@"
train mavfa --variant mavfa --patrol-worth 0.05 "$@"
train mavfa-published --variant mavfa --view published --learning differences "$@"
train madqn --variant madqn --view published "$@"
train distilled --variant outlook --candidates plans --patrol-worth 0.02 --change-price 0.0453 "$@"

models=
for name in vfa mavfa mavfa-published madqn distilled; do
  models="$models $folder/$name.safetensors"
done
# File names have no blanks here, so the list may be split.
"$temper" dispatch compare --quiet --shifts "${SHIFTS:-200}" --report "$folder/policies.html" \
  --policies myopic-travel myopic greedy greedy-travel rejoin dp dp-presence rollout \
  vfa mavfa mavfa-published madqn distilled --model $models "$@"
