"""Kills the training of networks at any moment, and wants the bytes of one that was never killed.

An ensemble is fitted to an invented city with `temper forecast fit --checkpoint FILE --resume`, which is
killed (SIGKILL) some epochs and a random time later, again and again, each time with any number of threads,
until it ends by itself. Forecast and weights have to be those of a run that was left alone.

usage: trainings.py TEMPER [--kills 12] [--seed 1] [--batch-norm 8]
"""

import argparse
import random
import signal
import subprocess
import tempfile
import time
from pathlib import Path


# Options of each fit.
NORMALISED = []


def fit(temper, folder, name, *options):
    """Starts a fit; its forecast and weights are called by a name."""
    return subprocess.Popen(
        [temper, "forecast", "fit", "--incidents", folder / "city.csv", "--method",
         "st-resnet-ensemble", "--save-weights", folder / f"{name}.safetensors", "-o",
         folder / f"{name}.json", *NORMALISED, *map(str, options)],
        stderr=subprocess.PIPE, text=True)


def ended(process, limit=600):
    """What a process said on standard error, which ends well."""
    _, errors = process.communicate(timeout=limit)
    assert process.returncode == 0, errors
    return errors


def epochs(errors):
    return errors.count("training   ")


def killed(temper, folder, kills, chance, whole, count):
    """Kills fits until so many were, then lets one end; says how many epochs each told of."""
    checkpoint, done = folder / "checkpoint.safetensors", []
    for number in range(kills + 1):
        options = ["--checkpoint", checkpoint, "--resume", "--threads", chance.choice([1, 2, 4])]
        process = fit(temper, folder, "killed", *options)
        if number == kills:
            return done + [epochs(ended(process))]
        # All epochs are spread over all kills; each comes anywhere between two of them.
        wanted, told = chance.randrange(2 * count // kills), 0
        while told < wanted and (line := process.stderr.readline()):
            told += epochs(line)
        time.sleep(chance.uniform(0, 1.5 * whole / count))
        process.send_signal(signal.SIGKILL)
        _, errors = process.communicate()
        done.append(told + epochs(errors))
        if process.returncode == 0:
            return done
        assert process.returncode == -signal.SIGKILL, errors
    return done


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("temper", type=lambda path: str(Path(path).resolve()))
    arguments.add_argument("--kills", type=int, default=12)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--batch-norm", type=int)
    arguments = arguments.parse_args()
    if arguments.batch_norm:
        NORMALISED.extend(["--batch-norm", str(arguments.batch_norm)])
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        subprocess.run(
            [arguments.temper, "forecast", "city", "--days", "90", "--calls", "100", "--seed", "3",
             "-o", folder / "city.csv"], check=True)
        start = time.monotonic()
        count = epochs(ended(fit(arguments.temper, folder, "whole", "--threads", 2)))
        whole = time.monotonic() - start
        done = killed(arguments.temper, folder, arguments.kills, chance, whole, count)
        for kind in ["json", "safetensors"]:
            same = Path(folder, f"killed.{kind}").read_bytes() == Path(
                folder, f"whole.{kind}").read_bytes()
            assert same, f"{kind}: other bytes after kills"
        # An epoch that was cut off, or kept and not told of any more, is not counted.
        assert sum(done) <= count, (done, count)
        print(f"{len(done) - 1} kills in a training of {count} epochs, {whole:.0f} s: the same bytes; "
              f"epochs of each run: {done}")


if __name__ == "__main__":
    main()
