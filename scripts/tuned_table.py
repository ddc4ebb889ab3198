#!/usr/bin/env python3
"""Tuned weights beside certified and default ones, in Digital Annealer mode.

usage: tuned_table.py [--names NAME,…] [--seeds N] [--steps N,…] [--jobs N] [--studies FOLDER]
                      [--weights KIND,…] [--render] FOLDER CSV [-- EXTRA TUNE OPTIONS]

FOLDER holds instances and an optima.json. Weights are tuned by `temper tune` with the extra options,
then tried by `temper solve --moves flip` at each number of steps per replica, with seeds that no
trial had: 1001 and on. Runs that CSV has already are not made again. Prints a table for each number
of steps; with --render from what there is. Standard library only.
"""
import argparse
import concurrent.futures
import csv
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile

TEMPER = os.environ.get("TEMPER", ".build/release/temper")
COLUMNS = ["instance", "weights", "A", "B", "C", "steps", "seed", "minutes", "optimum"]
KINDS = {"tuned": None, "certified": ["--sufficient-weights"], "default": []}


def tune(instance, name, options):
    """The file of the weights; a study that is there already goes on, which takes no time."""
    weights = os.path.join(options.studies, name + ".json")
    command = [TEMPER, "tune", instance, "--study", os.path.join(options.studies, name + ".sqlite"),
               "-o", weights, "--quiet", *options.extra]
    if subprocess.run(command).returncode not in (0, 3):
        sys.exit(f"tuned_table: failed: {' '.join(command)}")
    return weights


def solve(instance, choice, steps, seed, work):
    plan = os.path.join(work, f"{os.path.basename(instance)}-{steps}-{seed}-{len(choice)}.csv")
    command = [TEMPER, "solve", instance, "-o", plan, "--json", "--quiet", "--moves", "flip",
               "--no-balance", "--steps", str(steps), "--seed", str(seed), "--threads", "1", *choice]
    answer = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if answer.returncode not in (0, 3):
        sys.exit(f"tuned_table: exit {answer.returncode}: {' '.join(command)}")
    result = json.loads(answer.stdout)
    minutes = result["travelMinutes"] if answer.returncode == 0 else ""
    return [*result["search"]["weightsMinutes"].values(), steps, seed, minutes]


def measure(name, optimum, options, done, pool, work):
    instance = os.path.join(options.folder, name + ".json")
    kinds = {**KINDS, "tuned": ["--weights", tune(instance, name, options)]}
    keys = [(kind, steps, seed) for steps in options.steps for seed in options.seeds for kind in options.weights
            if (name, kind, str(steps), str(seed)) not in done]
    runs = [pool.submit(solve, instance, kinds[kind], steps, seed, work) for kind, steps, seed in keys]
    for (kind, _, _), run in zip(keys, runs):
        yield [name, kind, *run.result(), optimum]


def wilson(successes, count):
    share, z = successes / count, 1.959963984540054
    centre = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return f"{100 * max(0, centre - half):.0f}–{100 * min(1, centre + half):.0f} %"


def median_interval(values):
    """The median and the order statistics that hold it with 95 % confidence or more."""
    values, count = sorted(values), len(values)
    skipped, tail = 0, 0.5 ** count
    while tail <= 0.025 and skipped < (count - 1) // 2:
        skipped += 1
        tail += math.comb(count, skipped) * 0.5 ** count
    left = max(0, skipped - 1)
    return statistics.median(values), values[left], values[count - 1 - left]


def figure(value):
    return f"{value:.1f}" if math.isfinite(value) else "none"


def row(name, runs):
    """A line of a table; a run without a plan counts as longer than any."""
    optimum = float(runs[0]["optimum"])
    minutes = {kind: {r["seed"]: float(r["minutes"] or math.inf) for r in runs if r["weights"] == kind}
               for kind in KINDS}
    if not minutes["tuned"]:
        return None
    weights = next("/".join(f"{float(r[w]):g}" for w in "ABC") for r in runs if r["weights"] == "tuned")
    cells = [name, weights]
    for kind, values in minutes.items():
        if not values:
            cells += ["–", "–"]
            continue
        plans = sum(math.isfinite(v) for v in values.values())
        median = statistics.median(values.values())
        gap = f" ({100 * (median / optimum - 1):.1f} %)" if math.isfinite(median) else ""
        cells += [f"{plans}/{len(values)}" + (f", {wilson(plans, len(values))}" if kind == "tuned" else ""),
                  figure(median) + gap]
    for other in ("certified", "default"):
        # Neither a plan: equal. One of them: a difference past all others.
        pairs = [0 if v == minutes[other][seed] else v - minutes[other][seed]
                 for seed, v in minutes["tuned"].items() if seed in minutes[other]]
        if not pairs:
            cells.append("–")
            continue
        middle, low, high = median_interval(pairs)
        cells.append(f"{difference(middle)}<br>{difference(low)} to {difference(high)}")
    return "| " + " | ".join(cells) + " |"


def difference(value):
    return f"{value:+.1f}" if math.isfinite(value) else "−∞" if value < 0 else "+∞"


def table(rows):
    for steps in sorted({int(r["steps"]) for r in rows}):
        print(f"\n{steps:,} steps of each of 16 replicas:\n")
        print("| Shift | A/B/C tuned | Plans | Median (gap) | Certified: plans | Median (gap) "
              "| Default: plans | Median (gap) | Tuned less certified | Tuned less default |")
        print("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|")
        names = dict.fromkeys(r["instance"] for r in rows)
        for name in names:
            runs = [r for r in rows if r["instance"] == name and int(r["steps"]) == steps]
            line = row(name, runs) if runs else None
            if line:
                print(line)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("csv")
    parser.add_argument("--names")
    parser.add_argument("--seeds", type=lambda count: range(1001, 1001 + int(count)), default=range(1001, 1021))
    parser.add_argument("--steps", type=lambda text: [int(n) for n in text.split(",")], default=[20_000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--weights", type=lambda text: text.split(","), default=list(KINDS))
    parser.add_argument("--studies", default="tuning")
    parser.add_argument("--render", action="store_true")
    parser.add_argument("extra", nargs="*")
    options = parser.parse_args()
    with open(os.path.join(options.folder, "optima.json"), encoding="utf-8") as file:
        optima = {name: entry["optimum"] for name, entry in json.load(file)["instances"].items()}
    rows = []
    if os.path.exists(options.csv):
        with open(options.csv, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    done = {(r["instance"], r["weights"], r["steps"], r["seed"]) for r in rows}
    names = [] if options.render else options.names.split(",") if options.names else \
        [n for n in sorted(optima) if optima[n] and not n.startswith(("city", "tiny"))]
    with open(options.csv, "a", encoding="utf-8", newline="") as file, \
            tempfile.TemporaryDirectory() as work, \
            concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        writer = csv.writer(file, lineterminator="\n")
        if not rows:
            writer.writerow(COLUMNS)
        for name in names:
            for line in measure(name, optima[name], options, done, pool, work):
                writer.writerow(line)
                file.flush()
                rows.append(dict(zip(COLUMNS, map(str, line))))
    table(rows)


if __name__ == "__main__":
    main()
