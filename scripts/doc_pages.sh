#!/bin/sh
# Makes the pages that docs/pages shows, opens them in Chromium, and takes their pictures and prints.
#
# usage: doc_pages.sh TEMPER
set -eu

temper=$1
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
mkdir -p docs/pages

plan() { # plan NAME INSTANCE OPTION...: a page of a shift, also where it has no plan
  name=$1 instance=instances/$2.json
  shift 2
  "$temper" solve "$instance" --seed 1 "$@" -q -o "$pages/$name.csv" \
    --report "$pages/$name.html" >/dev/null || [ $? -eq 20 ]
}

plan team-z team-z-17x17x12 --time-limit 20
plan presence-20x20x18 presence-20x20x18 --time-limit 60
plan city-172x172x48 city-172x172x48 --time-limit 300
plan infeasible infeasible-event-13x11x12 --time-limit 20
"$temper" report "$pages/team-z.csv" --instance instances/team-z-17x17x12.json --slips --paper a3 \
  -o "$pages/team-z-slips-a3.html"
"$temper" report reports/paper/comparison.json -o "$pages/comparison.html"
cp instances/presence-13x11x12.json "$pages"
case $temper in /*) ;; *) temper=$PWD/$temper ;; esac
(cd "$pages" && "$temper" tune presence-13x11x12.json --study study.sqlite -o weights.json -q)
"$temper" report "$pages/study.sqlite" --instance instances/presence-13x11x12.json -o "$pages/study.html"

python3 scripts/check_pages.py --shots docs/pages "$pages"/*.html
