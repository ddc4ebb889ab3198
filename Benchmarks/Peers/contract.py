"""What every peer's adapter shares: the command line, reading a model, the clock and the report.

An adapter is `solve(problem, settings, seed, run)`: it searches until `run.is_over()` and hands
every state it finds to `run.offer`. Each brings the model into the form its peer likes best; values
are recomputed here, exactly, from the spins.

The clock counts solving only, in wall time or, on a machine with other work, in processor time. It
is stopped while a state is evaluated, and conversions of the model are done before it starts
(`run.start`) or are credited (`run.credit`).
"""

import argparse
import json
import os
import resource
import sys
import time
from importlib.metadata import version

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

import numpy as np
import scipy.sparse


class Problem:
    """An Ising model with integer couplings; `value` is in the sense of the file."""

    def __init__(self, rows, columns, couplings, fields, constant, divisor, maximise):
        self.size = len(fields)
        self.rows, self.columns, self.couplings, self.fields = rows, columns, couplings, fields
        self.constant, self.divisor, self.maximise = constant, divisor, maximise
        upper = scipy.sparse.coo_matrix(
            (couplings.astype(np.float64), (rows, columns)), shape=(self.size, self.size))
        self.upper = upper.tocsr()

    def ising_energy(self, spins):
        """Σ J s s + Σ h s; exact, as every partial sum is an integer below 2^53."""
        spins = spins.astype(np.float64)
        return int(spins @ (self.upper @ spins)) + int(self.fields @ spins.astype(np.int64))

    def value(self, spins):
        """The cut of a graph, or the energy of a QUBO."""
        energy = self.ising_energy(spins)
        total = self.constant - energy if self.maximise else self.constant + energy
        assert total % self.divisor == 0
        return total // self.divisor

    def symmetric(self):
        """The couplings as a symmetric sparse matrix of doubles."""
        return (self.upper + self.upper.T).tocsr()

    def field_scale(self):
        """The root mean square of a spin's field: the unit of all temperatures here."""
        squares = 2 * np.sum(self.couplings.astype(np.float64) ** 2)
        squares += np.sum(self.fields.astype(np.float64) ** 2)
        return float(np.sqrt(squares / self.size))


def read(path):
    """A max-cut file ("n m", then "i j w" from 1), or a qbsolv file ("p qubo", then from 0)."""
    with open(path) as file:
        text = file.read()
    lines = text.split("\n", 64)
    heading = next((line for line in lines if line.startswith("p qubo")), None)
    if heading is not None:
        return _qubo(text[text.index(heading) + len(heading):], int(heading.split()[3]))
    size, count = (int(word) for word in lines[0].split()[:2])
    table = _numbers(text[len(lines[0]):]).reshape(-1, 3)
    if len(table) != count:
        sys.exit(f"{path}: {len(table)} edges, but the heading says {count}")
    rows, columns, weights = table[:, 0] - 1, table[:, 1] - 1, table[:, 2]
    return Problem(rows, columns, weights, np.zeros(size, np.int64), int(weights.sum()), 2, True)


def _qubo(body, size):
    table = _numbers(body).reshape(-1, 3)
    diagonal = table[:, 0] == table[:, 1]
    linear = np.zeros(size, np.int64)
    np.add.at(linear, table[diagonal, 0], table[diagonal, 2])
    rows, columns, couplings = table[~diagonal].T
    fields = 2 * linear
    np.add.at(fields, rows, couplings)
    np.add.at(fields, columns, couplings)
    constant = int(2 * linear.sum() + couplings.sum())
    return Problem(rows, columns, couplings, fields, constant, 4, False)


def _numbers(text):
    return np.fromstring(text, dtype=np.int64, sep=" ")


class Run:
    """The clock, the incumbent and the counters of one run."""

    def __init__(self, problem, limit, target, clock=time.perf_counter):
        self.clock = clock
        self.problem, self.limit, self.target = problem, limit, target
        self.best, self.seconds_to_best, self.seconds_to_target = None, None, None
        self.restarts, self.sweeps, self.spin_updates = 0, 0, 0
        self.start()

    def start(self):
        """Starts the clock, anew if it ran already."""
        self._origin = self.clock()

    def credit(self, seconds):
        """Takes a conversion that cannot be called apart off the clock."""
        self._origin += seconds

    def elapsed(self):
        return self.clock() - self._origin

    def remaining(self):
        return self.limit - self.elapsed()

    def is_over(self):
        return self.seconds_to_target is not None or self.remaining() <= 0

    def offer(self, spins, at=None):
        """Notes a state of ±1 that was found now, or `at` an earlier time. Late ones don't count."""
        found = self.elapsed() if at is None else at
        paused = self.clock()
        if found <= self.limit:
            self._note(self.problem.value(np.asarray(spins)), found)
        self._origin += self.clock() - paused

    def _note(self, value, found):
        better = self.best is None or (
            value > self.best if self.problem.maximise else value < self.best)
        if better:
            self.best, self.seconds_to_best = value, found
        if self.target is not None and self.seconds_to_target is None:
            reached = self.best >= self.target if self.problem.maximise else self.best <= self.target
            self.seconds_to_target = found if reached else None

    def report(self):
        return {
            "value": self.best, "seconds_to_best": self.seconds_to_best,
            "seconds_to_target": self.seconds_to_target, "seconds": self.elapsed(),
            "restarts": self.restarts, "sweeps": self.sweeps,
            "spin_updates": self.spin_updates or None,
        }


def derived_seed(seed, restart):
    """The seed of a restart: SplitMix64's mix of both, cut to the 31 bits all peers take."""
    mask = (1 << 64) - 1
    mixed = (seed * 0x9E3779B97F4A7C15 + restart * 0xD1B54A32D192ED03) & mask
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & mask
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & mask
    return ((mixed ^ (mixed >> 31)) >> 33) or 1


def chosen_settings(peer, instance):
    """What search_settings.py found best for this instance."""
    with open(os.path.join(os.path.dirname(__file__), "peers.json")) as file:
        settings = json.load(file)[peer]["settings"]
    return settings.get(instance, settings["default"])


def main(peer, package, solve):
    """Runs an adapter from the command line and prints its report as one line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--time-limit", type=float, required=True)
    parser.add_argument("--target", type=int)
    parser.add_argument("--settings", type=json.loads, help="JSON, instead of the chosen ones")
    parser.add_argument("--clock", choices=("wall", "processor"), default="wall")
    arguments = parser.parse_args()
    instance = os.path.basename(arguments.file).removesuffix(".gz").rsplit(".", 1)[0]
    settings = arguments.settings or chosen_settings(peer, instance)
    problem = read(arguments.file)
    clock = time.perf_counter if arguments.clock == "wall" else time.process_time
    run = Run(problem, arguments.time_limit, arguments.target, clock)
    solve(problem, settings, arguments.seed, run)
    report = {"peer": peer, "version": version(package), "instance": instance,
              "seed": arguments.seed, "settings": settings}
    report.update(run.report())
    report["peak_bytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps(report))
