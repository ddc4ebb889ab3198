"""Reads what `temper qubo convert` writes with other projects' readers, and wants the same energies.

usage: qubos.py TEMPER [--models 500]

Random models, binary and of spins, whole numbers, decimals and ordinary doubles, as dimod writes them,
are converted to other formats; dimod reads bqm-json, coo and lp, pyqplib reads qplib, qubovert takes the
terms of qbsolv; energies are compared at 32 states each, and those of `temper qubo energy` at one.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import dimod
import numpy
import pyqplib
import qubovert
from dimod import lp
from dimod.serialization import coo

STATES = 32


def model(seed):
    """A model with numbers of one kind, on variables 0, 1, 2 and so on."""
    source = random.Random(seed)
    count = source.randint(1, 12)
    number = source.choice([
        lambda: source.randint(-100, 100), lambda: source.randint(-1000, 1000) / 100,
        lambda: source.uniform(-1, 1), lambda: source.gauss(0, 1) * 10 ** source.randint(-6, 6)])
    bqm = dimod.BinaryQuadraticModel(source.choice(["BINARY", "SPIN"]))
    bqm.offset = number()
    for i in range(count):
        bqm.add_linear(i, number())
        for j in range(i):
            if source.random() < 0.5:
                bqm.add_quadratic(j, i, number())
    return bqm


def qubovert_value(text, bits):
    """The energy that qubovert gives the terms of a qbsolv file."""
    terms = {}
    for line in text.splitlines():
        if line[:1] not in "pc":
            i, j, value = line.split()
            terms[(int(i), int(j))] = terms.get((int(i), int(j)), 0) + float(value)
    return qubovert.utils.qubo_value(dict(enumerate(bits)), terms)


def qplib_value(objective, state):
    """½xᵀQx + bᵀx + q by the Hessian: pyqplib 0.1.8's own eval leaves out the upper triangle."""
    quadratic = state @ (objective.hess(state) @ state)
    return 0.5 * quadratic + objective.lin @ state + objective.offset


class Conversions:
    """A model's files, and what readers make of them."""

    def __init__(self, temper, folder, bqm):
        self.temper, self.folder = temper, Path(folder)
        self.source = self.folder / "model.json"
        self.source.write_text(json.dumps(bqm.to_serializable()))

    def path(self, form):
        """The model in a format."""
        target = self.folder / f"model.{form}"
        subprocess.run(
            [self.temper, "qubo", "convert", self.source, "-o", target, "--to", form], check=True,
            stderr=subprocess.PIPE)
        return target

    def energies(self, bits, offset, readers):
        """What each reader says of a state; formats without a constant leave it out."""
        sample = dict(enumerate(bits))
        yield "bqm-json", readers["bqm-json"].energy(sample)
        yield "coo", readers["coo"].energy(sample) + offset
        yield "lp", readers["lp"].objective.energy({f"x{i}": b for i, b in sample.items()})
        yield "qplib", qplib_value(readers["qplib"].obj, numpy.array(bits, dtype=float))
        yield "qubovert", qubovert_value(readers["qbsolv"], bits) + offset

    def readers(self):
        """The files as the projects read them."""
        return {
            "bqm-json": dimod.BinaryQuadraticModel.from_serializable(
                json.loads(self.path("bqm-json").read_text())),
            "coo": coo.load(self.path("coo").open()),
            "lp": lp.load(str(self.path("lp"))),
            "qplib": pyqplib.read_problem(str(self.path("qplib"))),
            "qbsolv": self.path("qbsolv").read_text(),
        }

    def own(self, bits):
        """What temper says of a state of the source."""
        state = self.folder / "bits.txt"
        state.write_text("".join(f"{bit}\n" for bit in bits))
        run = subprocess.run(
            [self.temper, "qubo", "energy", self.source, state], check=True, capture_output=True)
        return float(run.stdout)


def check(temper, seed):
    """Compares all readers on a model."""
    bqm = model(seed)
    count = bqm.num_variables
    source = random.Random(seed + 1_000_000)
    weight = abs(bqm.offset) + sum(map(abs, bqm.linear.values())) + sum(
        map(abs, bqm.quadratic.values()))
    binary = bqm.change_vartype("BINARY", inplace=False)
    with tempfile.TemporaryDirectory() as folder:
        files = Conversions(temper, folder, bqm)
        readers = files.readers()
        for number in range(STATES):
            bits = [source.randint(0, 1) for _ in range(count)]
            energy = binary.energy(dict(enumerate(bits)))
            found = dict(files.energies(bits, binary.offset, readers))
            if number == 0:
                found["energy"] = files.own(bits)
            for name, value in found.items():
                # Doubles that others add up lose some of their 53 bits.
                if abs(value - energy) > 1e-12 * max(1e-300, weight) * 16:
                    sys.exit(f"seed {seed}: {name} says {value}, dimod {energy}, at {bits}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("temper")
    parser.add_argument("--models", type=int, default=500)
    options = parser.parse_args()
    for seed in range(options.models):
        check(options.temper, seed)
    print(f"{options.models} models, {STATES} states each: all readers agree")


if __name__ == "__main__":
    main()
