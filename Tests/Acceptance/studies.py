"""Begins, kills and resumes tuning at once in one folder of studies, and wants every study as if nobody had.

In each round a process begins a study, or joins those that are at it, is killed (SIGKILL) at a random moment,
and another one takes its place and goes on to the end. Eight rounds are under way at any time, four a study,
so that studies are begun by several at once, and what is left by one is swept by others. Every trial that was
logged has to be in its study, none may be finished twice, every study has to be the one that an undisturbed
process makes, byte for byte, and nothing else may be left in the folder.

usage: studies.py TEMPER INSTANCE [--rounds 200] [--trials 20] [--lease 0.3] [--seed 1]
"""

import argparse
import collections
import concurrent.futures
import json
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# Rounds on each study, and rounds under way.
ROUNDS, WORKERS = 4, 8
# A row of the table of trials; the time left is told for those that the process itself finished.
ROW = re.compile(r"^ [ *] +(\d+) .*?( left)?$")


class Tuning:
    """What processes of one command make of a study."""

    def __init__(self, arguments, study, seed):
        self.study = study
        self.command = [
            arguments.temper, "tune", arguments.instance, "--study", study, "--trials", arguments.trials,
            "--steps", "1000", "--seeds", "3", "--replicas", "4", "--confirm", "0", "--threads", "1",
            "--pruner", "halving", "--lease", arguments.lease, "--seed", seed, "-o",
            study.with_suffix(".json")]

    def run(self, moment=None):
        """Runs a process, to a moment at most; returns its status, and the trials that it logged and finished."""
        with tempfile.TemporaryFile("w+") as log:
            process = subprocess.Popen(list(map(str, self.command)), stderr=log, stdout=subprocess.DEVNULL)
            try:
                process.wait(timeout=moment or 600)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
            log.seek(0)
            words = log.read()
        rows = [match for line in words.splitlines(True)
                if line.endswith("\n") and (match := ROW.match(line.rstrip("\n")))]
        return (process.returncode, words, [int(row[1]) for row in rows], [int(row[1]) for row in rows if row[2]])

    def export(self):
        command = [self.command[0], "study", "export", str(self.study), "--form", "json"]
        return subprocess.run(command, capture_output=True, check=True).stdout


def undisturbed(arguments, folder, seeds):
    """The study of each seed as one process makes it, and how long that took at most."""
    studies, longest = {}, 0
    for seed in seeds:
        tuning = Tuning(arguments, folder / f"{seed}.sqlite", seed)
        begun = time.monotonic()
        status, words, _, _ = tuning.run()
        assert status in (0, 3), words
        longest = max(longest, time.monotonic() - begun)
        studies[seed] = tuning.export()
    return studies, longest


def round_of(tuning, moment):
    """Begins, kills and resumes; returns whether it came to the kill, with what both processes logged."""
    first = tuning.run(moment)
    second = tuning.run()
    faults = [] if second[0] in (0, 3) else [f"status {second[0]}: {second[1][-300:]}"]
    if first[0] not in (0, 3, -signal.SIGKILL):
        faults.append(f"status {first[0]} before the kill: {first[1][-300:]}")
    return first[0] == -signal.SIGKILL, first[2] + second[2], first[3] + second[3], faults


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("temper", type=lambda path: str(Path(path).resolve()))
    arguments.add_argument("instance", type=lambda path: str(Path(path).resolve()))
    arguments.add_argument("--rounds", type=int, default=200)
    arguments.add_argument("--trials", type=int, default=20)
    arguments.add_argument("--lease", type=float, default=0.3, help="seconds until others take a trial over")
    arguments.add_argument("--seed", type=int, default=1)
    arguments = arguments.parse_args()
    chance = random.Random(arguments.seed)
    count = -(-arguments.rounds // ROUNDS)
    seeds = range(1, 6)
    lost = doubled = other = kills = logged = 0
    faults = []
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        (scratch / "alone").mkdir()
        (scratch / "together").mkdir()
        wanted, longest = undisturbed(arguments, scratch / "alone", seeds)
        tunings = [Tuning(arguments, scratch / "together" / f"{number}.sqlite", seeds[number % len(seeds)])
                   for number in range(count)]
        # Four rounds of each of two studies at a time.
        order = [tuning for pair in range(0, count, 2) for tuning in tunings[pair:pair + 2] * ROUNDS]
        moments = [chance.uniform(0, longest) for _ in order]
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            results = list(pool.map(round_of, order, moments))
        of_study = collections.defaultdict(list)
        for tuning, result in zip(order, results):
            of_study[tuning.study].append(result)
            kills += result[0]
            faults += [f"{tuning.study.name}: {fault}" for fault in result[3]]
        for number, tuning in enumerate(tunings):
            export = tuning.export()
            states = {trial["number"]: trial["state"] for trial in json.loads(export)["trials"]}
            told = {trial for result in of_study[tuning.study] for trial in result[1]}
            finished = collections.Counter(trial for result in of_study[tuning.study] for trial in result[2])
            logged += len(told)
            lost += sum(states.get(trial) not in ("complete", "pruned") for trial in told)
            doubled += sum(times > 1 for times in finished.values())
            other += export != wanted[seeds[number % len(seeds)]]
        names = {name for tuning in tunings for name in (tuning.study.name, tuning.study.stem + ".json")}
        left = sorted({path.name for path in (scratch / "together").iterdir()} - names)
    for fault in faults:
        print(fault, file=sys.stderr)
    print(
        f"{len(order)} rounds on {count} studies in one folder, {WORKERS} at a time, {kills} killed: {logged} trials "
        f"logged, {lost} lost, {doubled} doubled, {len(left)} left {left[:5] if left else ''}, {other} studies "
        f"other than undisturbed, {len(faults)} faults")
    return 1 if lost or doubled or left or other or faults or kills == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
