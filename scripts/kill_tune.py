#!/usr/bin/env python3
"""Kill and stop tuning runs at random moments and check what becomes of their studies.

usage: kill_tune.py INSTANCE [--kills N] [--rounds N] [--pruner none|halving] [--seed K]

First, one `temper tune` is killed (SIGKILL) and started again, over and over, at --kills random
moments. Then, in --rounds rounds, three of them share a study; at random moments one is killed and
replaced, or stopped (SIGSTOP) until its lease has passed and let go on (SIGCONT). Always, every
trial whose row was logged has to stay in the study as it was, no trial may be finished twice, and
the finished study has to be the same, byte for byte, as one that nobody disturbed. Ends with status
1 at the first failure. Standard library only.
"""
import argparse
import collections
import json
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("instance", type=pathlib.Path)
parser.add_argument("--kills", type=int, default=200)
parser.add_argument("--rounds", type=int, default=50)
parser.add_argument("--pruner", default="halving")
parser.add_argument("--trials", type=int, default=40)
parser.add_argument("--steps", type=int, default=2_000)
parser.add_argument("--lease", type=float, default=0.15, help="seconds, while processes are stopped")
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()

temper = pathlib.Path(__file__).resolve().parent.parent / ".build/release/temper"
moments = random.Random(options.seed)
# A row of the table of trials; the time left is told for those that the process itself finished.
row = re.compile(r"^ [ *] +(\d+) .*?( left)?$")
counts = collections.Counter()


def demand(holds, what):
    if not holds:
        print(f"FAILED: {what}", file=sys.stderr)
        sys.exit(1)


class Process:
    """A run of `temper tune` and its log."""

    def __init__(self, study, *more):
        self.log = tempfile.NamedTemporaryFile(dir=study.parent, mode="r", suffix=".log")
        self.process = subprocess.Popen(
            [temper, "tune", options.instance, "--study", study, "--trials", str(options.trials),
             "--steps", str(options.steps), "--seeds", "3", "--replicas", "4", "--confirm", "0",
             "--threads", "1", "--pruner", options.pruner, "-o", study.with_suffix(".json"), *more],
            stderr=self.log.fileno(), stdout=subprocess.DEVNULL)

    def send(self, number):
        self.process.send_signal(number)

    def rows(self):
        """The numbers of all rows, and of those that this process finished."""
        matches = [match for line in pathlib.Path(self.log.name).read_text().splitlines(True)
                   if line.endswith("\n") and (match := row.match(line.rstrip("\n")))]
        numbers = [int(match[1]) for match in matches]
        demand(len(set(numbers)) == len(numbers), f"a trial is logged twice: {sorted(numbers)}")
        return numbers, [int(match[1]) for match in matches if match[2]]

    def words(self):
        return pathlib.Path(self.log.name).read_text()


def export(study):
    run = subprocess.run([temper, "study", "export", study, "--form", "json"], capture_output=True)
    demand(run.returncode == 0, f"{study}: {run.stderr.decode()}")
    return run.stdout


def finish(process):
    demand(process.process.wait(timeout=600) in (0, 3), process.words())


def check_kept(study, kept, numbers):
    """Every trial that was logged is in the study, with the outcome it had at first."""
    trials = {trial["number"]: trial for trial in json.loads(export(study))["trials"]}
    demand(sorted(trials) == list(range(len(trials))), "numbers have gaps")
    for number in numbers:
        demand(trials.get(number, {}).get("state") in ("complete", "pruned"), f"{number} is lost")
    for number, trial in kept.items():
        demand(trials[number] == trial, f"trial {number} has changed")
    kept.update((n, t) for n, t in trials.items() if t["state"] != "running")


def kill_alone(scratch, reference, duration):
    """Kills one process after another until enough moments have been tried."""
    kills = 0
    while kills < options.kills:
        study = scratch / f"killed-{counts['studies']}.sqlite"
        kept = {}
        while True:
            process = Process(study)
            try:
                process.process.wait(timeout=moments.uniform(0, duration))
            except subprocess.TimeoutExpired:
                process.send(signal.SIGKILL)
                process.process.wait()
                kills += 1
            else:
                demand(process.process.returncode in (0, 3), process.words())
                kept = None
            numbers, _ = process.rows()
            counts["acknowledged"] += len(numbers)
            if kept is None or kills >= options.kills:
                break
            if study.exists():
                check_kept(study, kept, numbers)
        finish(Process(study))
        demand(export(study) == reference, f"{study}: another study than without kills")
        counts["studies"] += 1
    left = [path.name for path in scratch.iterdir() if path.name.startswith(".temper-study-")]
    demand(not left, f"left: {left}")


def disturb_together(scratch, reference, number):
    """Kills or stops processes that share a study until all its trials are finished."""
    study = scratch / f"shared-{number}.sqlite"
    more = ["--lease", str(options.lease)]
    running = [Process(study, *more) for _ in range(3)]
    ended = []
    disturbances = 0
    while any(process.process.poll() is None for process in running):
        time.sleep(moments.uniform(0, 2 * options.lease))
        alive = [process for process in running if process.process.poll() is None]
        if not alive or disturbances == 6:
            break
        disturbances += 1
        victim = moments.choice(alive)
        if moments.random() < 0.4:
            victim.send(signal.SIGKILL)
            victim.process.wait()
            running.remove(victim)
            ended.append(victim)
            running.append(Process(study, *more))
            counts["killed"] += 1
        else:
            victim.send(signal.SIGSTOP)
            time.sleep(options.lease * moments.uniform(1.2, 3))
            victim.send(signal.SIGCONT)
            counts["stopped"] += 1
    for process in running:
        finish(process)
    finished = collections.Counter()
    for process in running + ended:
        numbers, own = process.rows()
        finished.update(own)
        counts["refused"] += process.words().count("was taken over by another worker")
        check_kept(study, {}, numbers)
    demand(all(count == 1 for count in finished.values()), f"finished twice: {finished}")
    demand(export(study) == reference, f"{study}: another study than without disturbances")


with tempfile.TemporaryDirectory() as folder:
    scratch = pathlib.Path(folder)
    begun = time.monotonic()
    finish(Process(scratch / "alone.sqlite"))
    duration = time.monotonic() - begun
    reference = export(scratch / "alone.sqlite")
    demand(len(json.loads(reference)["trials"]) == options.trials, "the study is not finished")
    for workers in (2, 4):
        finish(Process(scratch / f"{workers}.sqlite", "--workers", str(workers)))
        demand(export(scratch / f"{workers}.sqlite") == reference, f"{workers} workers")
    kill_alone(scratch, reference, duration)
    for number in range(options.rounds):
        disturb_together(scratch, reference, number)
print(f"{options.kills} kills in {counts['studies']} studies of {options.trials} trials "
      f"({duration:.1f} s undisturbed): {counts['acknowledged']} rows logged, 0 lost, 0 changed; "
      f"{options.rounds} rounds of 3 processes, {counts['killed']} killed, {counts['stopped']} "
      f"stopped past the lease, {counts['refused']} late results refused: each trial finished once; "
      "all studies equal to the undisturbed one, as with 1, 2 and 4 workers")
