"""Interrupts commands that take long at any moment, and wants them to end at once with what they have.

Each command is sent SIGINT, SIGTERM, or one and soon after it the other, at a moment drawn from its first
seconds. It has to end within half a second of the signal, with 128 plus a signal (or by it, before it listens),
or as it would have ended anyway. A plan that it leaves has to be valid (`temper check`, and VERIFIER), documents
have to be whole, and no temporary file may be left by a single signal.

With --alone (for root) it is given the processors before others from the signal on, as if the machine were its own.

usage: signals.py TEMPER INSTANCES [--moments 300] [--latest 4] [--bar 0.5] [--seed 1] [--only solve] [--alone]
                  [--verifier FILE] [--table FILE]
"""

import argparse
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# What a command may end with that nobody interrupts.
DONE = {0, 3, 20}

# Arguments, with `{i}` for the folder of instances, `{s}` for what was made before, `{o}` for a folder of its
# own; and the instance of the plan that it leaves there as plan.csv, if it does.
CASES = {
    "solve, a city": (
        "solve {i}/city-172x172x48.json --method annealer --time-limit 600 -o {o}/plan.csv --report {o}/page.html",
        "city-172x172x48"),
    "solve": ("solve {i}/presence-20x20x18.json --time-limit 600 --json -o {o}/plan.csv", "presence-20x20x18"),
    "solve --moves flip": (
        "solve {i}/team-z-17x17x12.json --moves flip --time-limit 600 -o {o}/plan.csv", "team-z-17x17x12"),
    "exact": ("exact {i}/presence-20x20x18.json -o {o}/plan.csv", "presence-20x20x18"),
    "exact, the paper's": (
        "exact {i}/team-z-17x17x12.json --method paper --json -o {o}/plan.csv", "team-z-17x17x12"),
    "weights": ("weights {i}/presence-20x20x18.json --steps 1000000000", None),
    "weights, a city": ("weights {i}/city-172x172x48.json --steps 1000000000", None),
    "tune": ("tune {i}/team-z-17x17x12.json --study {o}/study.sqlite --trials 1000 -o {o}/weights.json", None),
    "compare": (
        "compare {i}/presence-13x11x12.json --methods exact --methods anneal-exchange --methods paper-mip "
        "--time-limit 60 -o {o}", None),
    "qubo solve": ("qubo solve {s}/team-z.coo --time-limit 600 -o {o}/best.txt", None),
    "qubo exact": ("qubo exact {s}/dense.coo --time-limit 600 --json", None),
    "replan": (
        "replan {i}/presence-20x20x18.json {s}/plan.csv --at 5 --method annealer --time-limit 60 -o {o}/plan.csv",
        "presence-20x20x18"),
    "fairness": ("fairness {i}/presence-20x20x14.json -o {o}/plan.csv", "presence-20x20x14"),
    "simulate": ("simulate --shifts 5000 --policy rollout --json", None),
    "dispatch learn": ("dispatch learn -o {o}/model.safetensors", None),
    "dispatch train": ("dispatch train -o {o}/model.safetensors", None),
    "dispatch compare": ("dispatch compare --shifts 2000 --json", None),
    "joint posts": ("joint posts --cars 4 --calls 18 --search 5000000 -o {o}/posts.json", None),
    "policy train": ("policy train --cars 4 --calls 18 -o {o}/model.safetensors", None),
    "route learn": ("route learn {s}/town.json --drives 100 --time-limit 600 -o {o}/policy.json", None),
    "district": ("district {s}/town.json --units 4 --time-limit 600 -o {o}/districts.json", None),
    "demand": (
        "demand --incidents {s}/city.csv --cars 12 --sectors 6 --time-limit 600 -o {o}/day.json",
        None),
    "forecast fit": (
        "forecast fit --incidents {s}/city.csv --method st-resnet --checkpoint {o}/training.safetensors "
        "-o {o}/forecast.json", None),
    "forecast evaluate": (
        "forecast evaluate --incidents {s}/city.csv --train-to 2024-03-01 --test-to 2024-03-30 --method st-resnet "
        "--refit-days 2 --json", None),
}


def words(line, **folders):
    return [word.format(**folders) for word in line.split()]


class Run:
    """A command in a folder of its own, which is looked at when it has ended."""

    def __init__(self, temper, name, folders):
        self.name = name
        line, self.instance = CASES[name]
        self.folder = Path(folders["o"])
        self.output = open(self.folder.parent / "output", "w+b")
        self.errors = open(self.folder.parent / "errors", "w+b")
        self.process = subprocess.Popen(
            [temper, *words(line, **folders)], stdout=self.output, stderr=self.errors)

    def prefer(self):
        """Puts all its threads before those of other processes."""
        for thread in os.listdir(f"/proc/{self.process.pid}/task"):
            try:
                os.sched_setscheduler(int(thread), os.SCHED_RR, os.sched_param(1))
            except ProcessLookupError:
                pass

    def interrupt(self, moment, signals, pause, alone):
        """Sends signals when some time has passed; returns how long the last took, None if it had ended."""
        try:
            self.process.wait(timeout=moment)
            return None
        except subprocess.TimeoutExpired:
            pass
        if alone:
            self.prefer()
        for number in signals[:-1]:
            self.process.send_signal(number)
            time.sleep(pause)
        sent = time.monotonic()
        self.process.send_signal(signals[-1])
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        return time.monotonic() - sent

    def faults(self, temper, instances, signals, verifier):
        """What is wrong with what it left, a line each."""
        status, faults = self.process.returncode, []
        if status not in DONE | {128 + number for number in signals} | {-number for number in signals}:
            faults.append(f"status {status}: {text(self.errors)[-300:]}")
        for path in sorted(self.folder.iterdir()):
            if path.name.startswith(".") or path.suffix == ".tmp":
                # The second signal ends the program at once, as a kill does: the next writer clears it away.
                faults += [] if len(signals) > 1 else [f"{path.name} is left"]
            elif path.suffix == ".json":
                try:
                    json.loads(path.read_text())
                except ValueError:
                    faults.append(f"{path.name} is no JSON")
            elif path.suffix == ".html" and not path.read_text().endswith("</html>\n"):
                faults.append(f"{path.name} is torn")
        plan = self.folder / "plan.csv"
        if plan.exists() and self.instance:
            instance = f"{instances}/{self.instance}.json"
            judges = [[temper, "check", instance, plan]]
            judges += [[sys.executable, verifier, instance, plan]] if verifier else []
            for judge in judges:
                verdict = subprocess.run(judge, capture_output=True, text=True)
                if verdict.returncode != 0:
                    faults.append(f"the plan is invalid: {verdict.stdout[-300:]}{verdict.stderr[-300:]}")
        return faults

    def has_plan(self):
        return self.instance is not None and (self.folder / "plan.csv").exists()

    def clear(self):
        for file in (self.output, self.errors):
            file.close()
        for path in self.folder.iterdir():
            path.unlink()


def text(file):
    file.seek(0)
    return file.read().decode(errors="replace")


def make_inputs(temper, instances, folder):
    for line in (
        "solve {i}/presence-20x20x18.json --seed 1 --time-limit 20 -q -o {s}/plan.csv",
        "qubo export {i}/team-z-17x17x12.json {s}/team-z.coo",
        "qubo generate sk --variables 600 --seed 2 --to coo -o {s}/dense.coo",
        "route town --nodes 43 --seed 1 -o {s}/town.json",
        "forecast city --days 90 --calls 100 --seed 3 -o {s}/city.csv",
    ):
        subprocess.run([temper, *words(line, i=instances, s=folder)], check=True, stderr=subprocess.DEVNULL)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("temper", type=lambda path: str(Path(path).resolve()))
    arguments.add_argument("instances", type=lambda path: str(Path(path).resolve()))
    arguments.add_argument("--moments", type=int, default=300)
    arguments.add_argument("--latest", type=float, default=4, help="seconds until the last moment")
    arguments.add_argument("--bar", type=float, default=0.5, help="seconds from the signal to the end")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--alone", action="store_true", help="before all other processes from the signal on")
    arguments.add_argument("--only", help="the commands that begin with this")
    arguments.add_argument("--verifier", type=Path)
    arguments.add_argument("--table", type=Path, help="a file for the table (Markdown)")
    arguments = arguments.parse_args()
    chance = random.Random(arguments.seed)
    names = [name for name in CASES if name.startswith(arguments.only or "")]
    taken = {name: [] for name in names}
    plans, faults, finished, load = 0, [], 0, []
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        (scratch / "out").mkdir()
        make_inputs(arguments.temper, arguments.instances, scratch)
        folders = dict(i=arguments.instances, s=scratch, o=scratch / "out")
        latest = dict.fromkeys(names, arguments.latest)
        moments = 0
        while moments < arguments.moments:
            name = names[moments % len(names)]
            first, second = chance.sample([signal.SIGINT, signal.SIGTERM], 2)
            signals = [first, second] if chance.random() < 1 / 3 else [first]
            run = Run(arguments.temper, name, folders)
            moment = chance.uniform(0, latest[name])
            seconds = run.interrupt(moment, signals, chance.uniform(0, 0.05), arguments.alone)
            where = f"{name}, {moment:.3f} s, {'+'.join(number.name for number in signals)}"
            found = run.faults(arguments.temper, arguments.instances, signals, arguments.verifier)
            if seconds is None:
                # It had ended by itself: later moments are no better.
                finished += 1
                latest[name] = max(0.02, moment * 0.8)
            else:
                moments += 1
                taken[name].append(seconds)
                load.append(os.getloadavg()[0])
                if seconds > arguments.bar:
                    found.append(f"took {seconds:.3f} s")
            plans += run.has_plan()
            for fault in found:
                print(f"{where}: {fault}", file=sys.stderr, flush=True)
            faults += found
            run.clear()
    figures = [seconds for times in taken.values() for seconds in times]
    lines = ["| command | moments | median, ms | largest, ms |", "|---|---:|---:|---:|"]
    for name, times in [*taken.items(), ("all", figures)]:
        if times:
            lines.append(
                f"| {name} | {len(times)} | {statistics.median(times) * 1e3:.0f} | {max(times) * 1e3:.0f} |")
    print("\n".join(lines))
    if arguments.table:
        arguments.table.write_text("\n".join(lines) + "\n")
    print(
        f"{len(figures)} moments, {finished} runs had ended before theirs; {plans} plans; faults: {len(faults)}; "
        f"mean load {statistics.mean(load):.1f} on {os.cpu_count()} cores")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
