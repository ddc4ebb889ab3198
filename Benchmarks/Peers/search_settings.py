"""Searches the settings that serve a peer best on an instance, and logs every trial.

One knob after another, each over a short list, the others as they stand: first the temperature
range (or the like), then the length of a read. A trial is two runs of SECONDS of processor time on
seeds that no benchmark uses; its score is the mean of the best values found.

    search_settings.py LOG.csv SECONDS PEER FILE [FILE ...]
"""

import csv
import json
import os
import subprocess
import sys

SEEDS = (900_001, 900_002)
with open(os.path.join(os.path.dirname(__file__), "peers.json")) as peers:
    ADAPTERS = json.load(peers)
ANNEALING = [("cold", (10, 5)), ("hot", (1.0, 2.0)), ("sweeps", (3_000, 10_000, 30_000))]
KNOBS = {
    "dwave-sa": ({"hot": 0.5, "cold": 20, "sweeps": 1_000}, ANNEALING),
    "qubovert-sa": ({"hot": 0.5, "cold": 20, "sweeps": 1_000}, ANNEALING),
    "openjij-sa": ({"hot": 0.5, "cold": 20, "sweeps": 1_000, "dense": False},
                   ANNEALING[:1] + [("dense", (True,))] + ANNEALING[1:]),
    "openjij-sqa": ({"beta": 20, "gamma": 1.0, "trotter": 8, "sweeps": 1_000, "dense": False},
                    [("beta", (5, 10, 40)), ("trotter", (4, 16)), ("sweeps", (300, 3_000, 10_000))]),
    "dwave-tabu": ({"tenure": 20, "coefficient": 25_000},
                   [("coefficient", (2_500, 250_000)), ("tenure", (100, 250))]),
    "bifurcation": ({"steps": 1_000, "agents": 32, "mode": "discrete", "heated": False},
                    [("mode", ("ballistic",)), ("heated", (True,)), ("agents", (8, 128)),
                     ("steps", (300, 3_000))]),
}
HEADING = ["peer", "instance", "settings", "seconds", "value_1", "value_2", "seconds_to_best_1",
           "seconds_to_best_2", "spin_updates_per_second_1", "spin_updates_per_second_2"]


def trial(peer, file, settings, seconds):
    """The mean best value of the trial's runs, in the sense that more is better, and the reports."""
    reports = []
    for seed in SEEDS:
        adapter = os.path.join(os.path.dirname(__file__), ADAPTERS[peer]["adapter"])
        command = [sys.executable, adapter, file, "--seed", str(seed),
                   "--time-limit", str(seconds), "--clock", "processor", "--settings",
                   json.dumps(settings)]
        reports.append(json.loads(subprocess.run(command, capture_output=True, check=True).stdout))
    values = [report["value"] for report in reports]
    if None in values:
        return float("-inf"), reports
    sign = -1 if file.endswith(".qubo") else 1
    return sign * sum(values) / len(values), reports


def search(peer, file, seconds, log):
    settings, knobs = KNOBS[peer]
    settings = dict(settings)
    best, reports = trial(peer, file, settings, seconds)
    log(peer, file, settings, reports)
    for knob, choices in knobs:
        for choice in choices:
            if choice == settings[knob]:
                continue
            candidate = settings | {knob: choice}
            score, reports = trial(peer, file, candidate, seconds)
            log(peer, file, candidate, reports)
            if score > best:
                best, settings = score, candidate
    return settings


def main():
    path, seconds, peer = sys.argv[1], float(sys.argv[2]), sys.argv[3]
    for file in sys.argv[4:]:
        def log(peer, file, settings, reports):
            is_new = not os.path.exists(path)
            with open(path, "a", newline="") as output:
                writer = csv.writer(output, lineterminator="\n")
                if is_new:
                    writer.writerow(HEADING)
                writer.writerow(
                    [peer, reports[0]["instance"], json.dumps(settings), seconds]
                    + [report["value"] for report in reports]
                    + [f"{report['seconds_to_best'] or 0:.2f}" for report in reports]
                    + [f"{(report['spin_updates'] or 0) / report['seconds']:.3g}" for report in reports])

        chosen = search(peer, file, seconds, log)
        print(json.dumps({"peer": peer, "file": os.path.basename(file), "settings": chosen}), flush=True)


if __name__ == "__main__":
    main()
