#!/bin/sh
# Makes the pages that docs/pages shows, and more, opens them in Chromium, and takes their pictures.
#
# What README.md shows is kept, in 64 colours, which text and flat tints do not miss: 1.2 MB. With a night
# of many cars, an instance file, its page is made, too, on screen and, in grey, on A3, A4 and as slips.
#
# usage: doc_pages.sh TEMPER [NIGHT.json]
set -eu

command -v pngquant >/dev/null || { echo 'pngquant is missing: apt-get install pngquant' >&2; exit 69; }
case $1 in /*) temper=$1 ;; *) temper=$PWD/$1 ;; esac
case ${2-} in '' | /*) night=${2-} ;; *) night=$PWD/$2 ;; esac
root=$PWD
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
mkdir -p docs/pages docs/images

# Commands stand on the pages: they are to be short.
cd "$pages"
cp "$root"/instances/*.json .
plan() { # plan SHIFT SECONDS: a page, also of a shift without a plan
  "$temper" solve "$1.json" --seed 1 --time-limit "$2" -q -o "$1.csv" --report "$1.html" \
    >/dev/null || [ $? -eq 20 ]
}
plan team-z-17x17x12 20
plan presence-20x20x18 60
plan city-172x172x48 300
plan infeasible-event-13x11x12 20
"$temper" report team-z-17x17x12.csv --instance team-z-17x17x12.json --slips --paper a3 \
  -o team-z-slips-a3.html
"$temper" report "$root/reports/paper/comparison.json" -o comparison.html
"$temper" tune presence-13x11x12.json --study study.sqlite -o weights.json -q
"$temper" report study.sqlite --instance presence-13x11x12.json -o study.html
night() { # night NAME OPTION...: a page of the plan of the night
  page=$1
  shift
  "$temper" report night.csv --instance night.json --day 'Saturday, 28 March 2026' "$@" -o "$page.html"
}
if [ -n "$night" ]; then
  cp "$night" night.json
  "$temper" solve night.json --seed 1 --time-limit 25 -q -o night.csv
  night night-40x25x16
  night night-a3 --paper a3
  night night-slips --slips only
fi

cd "$root"
if [ -n "$night" ]; then
  python3 scripts/check_pages.py --shots docs/pages --tall 1180 "$pages/night-40x25x16.html"
  python3 scripts/check_pages.py --prints "$pages" "$pages/night-40x25x16.html" "$pages/night-a3.html" \
    "$pages/night-slips.html"
  grey() { pdftoppm -gray -r "$2" -singlefile -png "$pages/$1.pdf" "docs/pages/night-40x25x16-$3"; }
  grey night-a3 90 a3-grey
  grey night-40x25x16 130 a4-grey
  grey night-slips 80 slips
fi
shown="team-z-17x17x12 city-172x172x48 infeasible-event-13x11x12 comparison study"
python3 scripts/check_pages.py --shots docs/pages $(printf "$pages/%s.html " $shown)
python3 scripts/check_pages.py "$pages/presence-20x20x18.html" "$pages/team-z-slips-a3.html"
python3 scripts/check_pages.py --prints docs/pages "$pages/team-z-17x17x12.html"
python3 scripts/check_pages.py --shots docs/images --tall 1090 "$pages/team-z-17x17x12.html"
pngquant --speed 1 --strip --nofs --force --ext .png 64 docs/pages/*.png docs/images/*.png
[ -z "$night" ] || pngquant --speed 1 --strip --nofs --force --ext .png 16 docs/pages/*-grey.png docs/pages/*-slips.png
