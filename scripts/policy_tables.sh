#!/bin/sh
# Makes reports/policies again: trains every variant, draws its curve, and compares them all, class by class, on
# shifts that none of them learned from. On the generated region or, with options such as --region FOLDER
# --scenarios FILE, elsewhere.
# Usage: scripts/policy_tables.sh FOLDER [TEMPER [OPTION...]]
# SHIFTS: how many shifts judge (150, or all of --scenarios). MODELS: where models are kept (FOLDER/models);
# those that are there are not trained again.
set -eu
folder=$1
temper=${2:-.build/release/temper}
[ $# -lt 2 ] || shift
shift
models=${MODELS:-$folder/models}
mkdir -p "$folder" "$models"

# What is learned under a name, with the time that it took.
train() {
  name=$1
  shift
  if [ ! -e "$models/$name.safetensors" ]; then
    begin=$(date +%s)
    "$temper" dispatch train --quiet -o "$models/$name.part.safetensors" "$@"
    mv "$models/$name.part.safetensors" "$models/$name.safetensors"
    echo "$name: trained in $(($(date +%s) - begin)) s" | tee -a "$folder/times.txt"
  fi
  "$temper" dispatch show "$models/$name.safetensors" --report "$folder/$name.html" > /dev/null
}

# A table and a page of some policies, the one to compare with first.
compare() {
  page=$1
  shift
  files=
  for file in "$models"/*.safetensors; do files="$files $file"; done
  # File names have no blanks here, so the list may be split.
  "$temper" dispatch compare --quiet ${SHIFTS:+--shifts "$SHIFTS"} --report "$folder/$page.html" \
    --model $files "$@" > "$folder/$page.txt"
}

worth="--patrol-worth 0.05"
train vfa --variant vfa $worth "$@"
train mavfa $worth "$@"
train mavfa-attention --variant mavfa-attention $worth "$@"
train mavfa-response --best-response 3 $worth "$@"
train mavfa-priced $worth --change-price 0.03 "$@"
train mavfa-differences --learning differences $worth "$@"
train madqn-published --variant madqn --view published "$@"
train madqn --variant madqn $worth "$@"
train mavfa-declining --declining $worth --change-price 0.03 "$@"
train distilled --variant outlook --candidates plans --patrol-worth 0.02 --change-price 0.0453 "$@"

compare policies --policies dp myopic-travel greedy greedy-travel rejoin dp-presence vfa mavfa \
  mavfa-attention mavfa-response mavfa-priced mavfa-differences madqn-published madqn \
  distilled "$@"
# The learned ones among themselves.
compare ranking --policies mavfa myopic-travel vfa mavfa-attention mavfa-response mavfa-priced \
  mavfa-differences madqn-published madqn "$@"
compare declining --policies triage mavfa-declining "$@"
SHIFTS=${ROLLOUTS:-30} compare rollout --policies rollout distilled dp "$@"
