#!/usr/bin/env python3
"""Measures patrol routes on maps by the command line, and prints the tables of reports/routes.

    scripts/route_tables.py TEMPER MAP...

MAP is a map to patrol (JSON). Rewards are means over six starts, numpy's default_rng(5).integers(0, n, 6) as in
the reference, at temperature 0. A map whose name begins with "town" or "standin" is divided in two districts as well.
"""

import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

# numpy's default_rng(5).integers(0, n, 6) by n, so that numpy is not needed.
STARTS = {
    43: [28, 34, 0, 34, 20, 22], 14: [9, 11, 0, 11, 6, 7], 23: [15, 18, 0, 18, 10, 11],
    25: [16, 20, 0, 20, 11, 12], 62: [41, 49, 1, 50, 29, 31],
}


def run(*words):
    """Runs temper and returns its standard output."""
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True).stdout


def sampled(temper, policy, ids, method):
    """The means over starts of best reward, greedy reward, best and greedy idleness."""
    rows = []
    for node in STARTS.get(len(ids), range(0, len(ids), max(1, len(ids) // 6))):
        text = run(
            temper, "route", "sample", policy, "--temperature", "0", "--routes", "1", "--by", method, "--start",
            ids[node], "--json")
        unit = json.loads(text)["units"][0]
        rows.append([unit[key] for key in ("bestReward", "greedyReward", "bestIdleness", "greedyIdleness")])
    return [sum(column) / len(rows) for column in zip(*rows)]


def learned(temper, folder, *words):
    """Learns, and returns the policy's path and document."""
    path = folder / "policy.json"
    run(temper, "route", "learn", *words, "-q", "-o", path)
    return path, json.loads(path.read_text())


def divided(temper, folder, path, alone):
    """What two units on two districts bring, beside one on the whole map; and the worst deviation."""
    districts = folder / "districts.json"
    run(temper, "district", path, "--units", 2, "-o", districts)
    deviation = max(abs(part["deviation"]) for part in json.loads(districts.read_text())["districts"])
    _, both = learned(temper, folder, path, "--districts", districts)
    return sum(unit["learnedReward"] for unit in both["units"]) / alone, deviation


def mean(numbers):
    """The geometric mean."""
    return math.exp(sum(math.log(number) for number in numbers) / len(numbers))


def main():
    temper, maps = Path(sys.argv[1]).resolve(), [Path(word) for word in sys.argv[2:]]
    columns = {"learned": [], "best": [], "beam": [], "idleness": [], "two units": []}
    print("| Map | Greed | Learned | Best | Beam | Idleness, best | V within | Two units | Deviation |")
    print("|---|---|---|---|---|---|---|---|---|")
    for path in maps:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            policy, document = learned(temper, folder, path)
            unit = document["units"][0]
            results = {
                method: sampled(temper, policy, unit["nodes"], method) for method in ("learned", "best", "beam")}
            greedy = results["best"][1]
            ratios = [results[method][0] / greedy for method in results]
            idleness = results["best"][2] / results["best"][3]
            for column, value in zip(columns, [*ratios, idleness]):
                columns[column].append(value)
            cells = [f"{greedy:.2f}", *(f"{ratio:.3f}" for ratio in ratios), f"{idleness:.3f}"]
            cells.append(f"{100 * unit['worthError']:.1f} %")
            if path.stem.startswith(("town", "standin")):
                ratio, deviation = divided(temper, folder, path, unit["learnedReward"])
                columns["two units"].append(ratio)
                cells += [f"{ratio:.3f}", f"{100 * deviation:.1f} %"]
            print(f"| {path.stem} | {' | '.join(cells)} |", flush=True)
    means = [f"{mean(values):.3f}" if values else "" for values in columns.values()]
    print(f"| geometric mean | | {' | '.join(means[:4])} | | {means[4]} | |")


if __name__ == "__main__":
    main()
