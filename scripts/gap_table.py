#!/usr/bin/env python3
"""Gap to recorded optima: solve every instance of a folder with several seeds and print a table.

usage: gap_table.py FOLDER [--moves M] [--seeds N] [--time-limit S] [--threads N] [--jobs N]
                    [--names PATTERN,…] [--stop-at-optimum] [--checker PROGRAM] [--csv FILE]
                    [-- EXTRA SOLVE OPTIONS]

FOLDER holds instances and an optima.json. Each plan is judged by `temper check` and, with
--checker, by another program that takes INSTANCE and SCHEDULE and exits with 0 if feasible.
With --stop-at-optimum a run ends when it reaches the optimum, which spares time and no gap.
Standard library only.
"""
import argparse
import concurrent.futures
import fnmatch
import json
import os
import statistics
import subprocess
import sys
import tempfile

TEMPER = os.environ.get("TEMPER", ".build/release/temper")


def solve(instance, optimum, seed, options, work):
    plan = os.path.join(work, f"{os.path.basename(instance)}-{seed}.csv")
    command = [TEMPER, "solve", instance, "-o", plan, "--json", "--quiet", "--seed", str(seed),
               "--moves", options.moves, "--time-limit", options.time_limit,
               "--threads", str(options.threads), *options.extra,
               *(["--target", str(optimum)] if options.stop_at_optimum else [])]
    answer = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if answer.returncode not in (0, 3):
        sys.exit(f"gap_table: exit {answer.returncode}: {' '.join(command)}")
    result = json.loads(answer.stdout)
    result["accepted"] = answer.returncode == 0 and all(
        subprocess.run([*judge, instance, plan], stdout=subprocess.DEVNULL).returncode == 0
        for judge in options.judges)
    return result


def row(name, optimum, results):
    feasible = [r for r in results if r["accepted"]]
    gaps = sorted(100 * (r["travelMinutes"] - optimum) / optimum for r in feasible)
    best = min((r["travelMinutes"] for r in feasible), default=None)
    first = [r["run"]["secondsToFirstFeasible"] for r in feasible]
    cells = [name, f"{optimum:.1f}", f"{len(feasible)}/{len(results)}"]
    if not gaps:
        return cells + ["–"] * 4
    return cells + [f"{best:.1f}", f"{statistics.median(gaps):.2f} %", f"{gaps[-1]:.2f} %",
                    f"{statistics.median(first):.2f} s"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--moves", default="exchange")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--time-limit", default="60")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--names", default="*")
    parser.add_argument("--stop-at-optimum", action="store_true")
    parser.add_argument("--checker")
    parser.add_argument("--csv")
    parser.add_argument("extra", nargs="*")
    options = parser.parse_args()
    options.judges = [[TEMPER, "check"]] + ([["python3", options.checker]] if options.checker else [])
    with open(os.path.join(options.folder, "optima.json"), encoding="utf-8") as file:
        optima = {name: entry["optimum"] for name, entry in json.load(file)["instances"].items()
                  if entry["optimum"]}
    patterns = options.names.split(",")
    names = [n for n in sorted(optima) if any(fnmatch.fnmatch(n, p) for p in patterns)]
    seeds = range(1, options.seeds + 1)
    print("| Instance | Optimum | Feasible | Best | Median gap | Largest gap | First feasible |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    lines = ["instance,seed,status,accepted,travel,optimum,steps,seconds_to_best,search_seconds"]
    with tempfile.TemporaryDirectory() as work, \
            concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        futures = {name: [pool.submit(solve, os.path.join(options.folder, name + ".json"),
                                      optima[name], seed, options, work) for seed in seeds] for name in names}
        for name in names:
            results = [future.result() for future in futures[name]]
            print("| " + " | ".join(row(name, optima[name], results)) + " |", flush=True)
            lines += [",".join(map(str, [
                name, seed, r["status"], r["accepted"], r.get("travelMinutes", ""), optima[name],
                r["search"]["steps"], r["run"]["secondsToBest"], r["run"]["searchSeconds"]]))
                for seed, r in zip(seeds, results)]
    if options.csv:
        with open(options.csv, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
