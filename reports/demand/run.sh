#!/bin/sh
# Makes the results of this folder: cars on Chicago's South Side in the evening, half a year kept back.
#   run.sh TEMPER INCIDENTS FOLDER
# INCIDENTS is a table minute,type,lat,lon of 2016-01-01 to 2017-06-30 (types A, B, D, T).
set -eu
temper=$1 incidents=$2 folder=$3
south=$folder/south.csv
case $incidents in *.gz) zcat "$incidents" ;; *) cat "$incidents" ;; esac |
  awk -F, 'NR == 1 || $3 < 41.83' > "$south"
for cars in 10 15 20 25; do
  "$temper" demand --incidents "$south" --method empirical-bayes --date 2017-01-01 --days 181 \
    --from 16 --hours 8 --cars $cars --sectors 15 --division area \
    --priority A=1 --priority B=1 --priority D=3 --priority T=3 \
    --real-days --time-limit 300 --json > "$folder/cars-$cars.json"
done
# How many scenarios it takes: what a search on 30 promises, and what comes of it.
"$temper" demand --incidents "$south" --method empirical-bayes --date 2017-01-01 --days 181 \
  --from 16 --hours 8 --cars 20 --sectors 15 --division area --scenarios 30 \
  --priority A=1 --priority B=1 --priority D=3 --priority T=3 \
  --real-days --time-limit 300 --json > "$folder/scenarios-30.json"
rm "$south"
