"""Kills the training of policies, and their comparison, and wants the bytes of one that was never killed.

Three runs go on from a file after each kill (SIGKILL): `temper dispatch train`, `temper policy train`, and
`temper dispatch compare --checkpoint`. Each is killed after some of the lines that it tells on standard error
and a random time more, with any number of threads, and at last left to end. Models have to be the same
bytes, and so has the result of the comparison, but for times.

usage: policies.py TEMPER [--kills 20] [--seed 1] [--runs RUN ...]
"""

import argparse
import json
import random
import signal
import subprocess
import tempfile
import time
from pathlib import Path

# Two sectors of two cars, so that a round is a matter of seconds.
SMALL = ["--sectors", "S1", "S2", "--cars", "2"]
TRAININGS = {
    "dispatch train": (
        ["dispatch", "train", *SMALL, "--shifts", "4", "--rounds", "48", "--patrol-worth", "0.05"],
        "round "),
    "dispatch train, attention and best response": (
        ["dispatch", "train", *SMALL, "--variant", "mavfa-attention", "--best-response", "2", "--shifts",
         "2", "--rounds", "48", "--learning", "differences"], "round "),
    "dispatch train, madqn": (
        ["dispatch", "train", "--variant", "madqn", *SMALL, "--shifts", "4", "--rounds", "48"], "round "),
    "policy train": (["policy", "train", "--iterations", "48", "--decisions", "800"], ("dispatch ", "patrol ")),
}
COMPARISON = ["dispatch", "compare", "--policies", "greedy", "dp", "rejoin", "--shifts", "300", "--json"]
RUNS = [*TRAININGS, "dispatch compare"]
# What a comparison tells that differs from run to run.
TIMES = ("milliseconds", "seconds")


class Run:
    """A program that was started, with the lines that it told."""

    def __init__(self, temper, options):
        self.process = subprocess.Popen(
            [temper, *map(str, options)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def kill(self, lines, word, pause):
        """Ends it after so many lines and a pause; whether that was in time."""
        while lines > 0 and (line := self.process.stderr.readline()):
            lines -= line.startswith(word)
        time.sleep(pause)
        self.process.send_signal(signal.SIGKILL)
        _, errors = self.process.communicate()
        assert self.process.returncode in (0, -signal.SIGKILL), errors
        return self.process.returncode != 0

    def end(self):
        output, errors = self.process.communicate(timeout=1800)
        assert self.process.returncode == 0, errors
        return output


def killed(start, path, kills, chance, word, pause, most):
    """Kills runs that go on from a file until so many were, then lets one end; its output, and kills."""
    for number in range(kills):
        # A run that was killed before it kept anything begins anew.
        run = start(["--resume"] if path.exists() else [])
        if not run.kill(chance.randint(0, most), word, chance.uniform(0, pause)):
            return start(["--resume"]).end(), number
    return start(["--resume"] if path.exists() else []).end(), kills


def training(temper, name, folder, kills, chance):
    options, word = TRAININGS[name]
    whole, cut = folder / "whole.safetensors", folder / "cut.safetensors"
    begun = time.monotonic()
    Run(temper, [*options, "-o", whole, "--threads", 2, "--quiet"]).end()
    seconds = time.monotonic() - begun
    rounds = int(options[options.index("--rounds" if "--rounds" in options else "--iterations") + 1])

    def start(more):
        return Run(temper, [*options, "-o", cut, "--threads", chance.choice([1, 2, 4]), *more])

    _, done = killed(start, cut, kills, chance, word, 1.5 * seconds / rounds, 2)
    assert cut.read_bytes() == whole.read_bytes(), f"{name}: other bytes after kills"
    return done, seconds


def comparison(temper, folder, kills, chance):
    begun = time.monotonic()
    truth = Run(temper, [*COMPARISON, "--threads", 2, "--quiet"]).end()
    seconds = time.monotonic() - begun
    file = folder / "kept.txt"

    def start(more):
        return Run(temper, [
            *COMPARISON, "--checkpoint", file, "--threads", chance.choice([1, 2, 4]), "--quiet", *more])

    output, done = killed(start, file, kills, chance, "", 2 + 2 * seconds / kills, 0)
    assert timeless(output) == timeless(truth), "dispatch compare: another result after kills"
    return done, seconds


def timeless(text):
    """A result without its times."""
    def without(value):
        if isinstance(value, dict):
            return {key: without(part) for key, part in value.items() if not key.startswith(TIMES)}
        return [without(part) for part in value] if isinstance(value, list) else value
    return without(json.loads(text))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("temper", type=lambda path: str(Path(path).resolve()))
    arguments.add_argument("--kills", type=int, default=20)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--runs", nargs="*", choices=RUNS, metavar="RUN")
    arguments = arguments.parse_args()
    chance = random.Random(arguments.seed)
    for name in arguments.runs or RUNS:
        with tempfile.TemporaryDirectory() as folder:
            if name in TRAININGS:
                done, seconds = training(arguments.temper, name, Path(folder), arguments.kills, chance)
            else:
                done, seconds = comparison(arguments.temper, Path(folder), arguments.kills, chance)
        print(f"{name}: {done} kills in a run of {seconds:.0f} s, the same bytes", flush=True)
        assert done > 0, "it ended before it could be killed"


if __name__ == "__main__":
    main()
