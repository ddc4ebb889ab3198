#!/usr/bin/env python3
"""Reads again what Temper's readers accepted: independent.py FOLDER

A hundredth of what fuzzing saw accepted is in FOLDER/READER as pairs, NAME.in as it was given and
NAME.out as Temper wrote it after reading. Here both are read by a program that shares nothing with
Temper, and have to mean the same: instances in full, quadratic functions by their values on
assignments drawn at random, as exact fractions.
"""

import json
import random
import sys
from fractions import Fraction
from pathlib import Path


def strict(pairs):
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError("a key comes twice")
    return dict(pairs)


def load(text):
    """JSON with exact numbers."""
    return json.loads(
        text.decode("utf-8"), object_pairs_hook=strict, parse_int=Fraction, parse_float=Fraction)


# --- Instances ---


def presence(rule):
    if rule["rule"] == "max-stay":
        return ("max-stay", rule.get("limit", Fraction(2)))
    return (rule["rule"],)


def positions(sector):
    # Degrees are floating-point numbers; the nearest one is meant.
    return tuple(float(sector[key]) if key in sector else None for key in ("lon", "lat"))


def expanded(entries, instance):
    """Assignments, an entry without a step or for several standing for all it covers."""
    every_step = [Fraction(step + 1) for step in range(len(instance["demand"]))]
    cars = instance["cars"]
    every_car = (
        [str(car + 1) for car in range(int(cars))] if isinstance(cars, Fraction)
        else [car["id"] for car in cars])
    found = set()
    for entry in entries:
        def listed(key, every):
            value = entry.get(key, entry.get(key + "s"))
            if value is None:
                return every
            return value if isinstance(value, list) else [value]
        for car in listed("car", every_car):
            for step in listed("step", every_step):
                for sector in listed("sector", []):
                    found.add((str(car), step, sector))
    return found


def instance(text):
    document = load(text)
    cars = document["cars"]
    return {
        "name": document["name"],
        "description": document.get("description", ""),
        "cars": cars if isinstance(cars, Fraction) else [
            (car["id"], car.get("class"), car.get("start"), frozenset(car.get("off", [])))
            for car in cars],
        "startTime": document["startTime"],
        "stepMinutes": document["stepMinutes"],
        "presence": presence(document["presence"]),
        "sectors": [
            (sector["id"], sector["name"], positions(sector),
             frozenset(sector["classes"]) if "classes" in sector else None)
            for sector in document["sectors"]],
        "demand": document["demand"],
        "travelMinutes": document["travelMinutes"],
        "maxLegMinutes": document.get("maxLegMinutes"),
        "carTravelLimit": document.get("carTravelLimit"),
        "fixed": expanded(document.get("fixed", []), document),
        "forbidden": expanded(document.get("forbidden", []), document),
    }


# --- Quadratic functions: names in order, and a value for each assignment ---


def lines(text, comment):
    rows = []
    for line in text.decode("utf-8", errors="replace").split("\n"):
        line = line.strip(" \t\r")
        if not line or (comment and line.startswith(comment)):
            continue
        words = line.replace("\t", " ").replace("\r", " ").split(" ")
        words = [word for word in words if word]
        if comment == "#":
            for place, word in enumerate(words):
                if word.startswith("#"):
                    words = words[:place]
                    break
        rows.append(words)
    return rows


def coo(text):
    spin = False
    for line in text.decode("utf-8", errors="replace").split("\n"):
        words = [w for w in line.replace("\t", " ").replace("\r", " ").split(" ") if w]
        if not words:
            continue
        if not words[0].startswith("#"):
            break
        named = [w for w in [words[0][1:]] + words[1:] if w.startswith("vartype=")]
        if named:
            spin = named[0] == "vartype=SPIN"
            break
    entries = [(int(i), int(j), Fraction(v)) for i, j, v in lines(text, "#")]
    names = sorted({name for i, j, _ in entries for name in (i, j)})

    def value(bits):
        level = {name: 2 * bit - 1 if spin else bit for name, bit in zip(names, bits)}
        return sum(v * (level[i] if i == j else level[i] * level[j]) for i, j, v in entries)

    return names, value


def rudy(text):
    rows = lines(text, "#")
    entries = [(int(i) - 1, int(j) - 1, Fraction(w)) for i, j, w in rows[1:]]
    names = list(range(int(rows[0][0])))
    return names, lambda bits: sum(w for i, j, w in entries if bits[i] != bits[j])


def qbsolv(text):
    rows = lines(text, "c")
    entries = [(int(i), int(j), Fraction(w)) for i, j, w in rows[1:]]
    names = list(range(int(rows[0][3])))
    return names, lambda bits: sum(w for i, j, w in entries if bits[i] and bits[j])


def bqm(text):
    model = load(text)
    spin = model["variable_type"] == "SPIN"
    names = model["variable_labels"]
    pairs = list(zip(model["quadratic_head"], model["quadratic_tail"], model["quadratic_biases"]))

    def value(bits):
        level = [2 * bit - 1 if spin else bit for bit in bits]
        return (
            model["offset"] + sum(a * x for a, x in zip(model["linear_biases"], level))
            + sum(b * level[int(i)] * level[int(j)] for i, j, b in pairs))

    return names, value


def constant_left_out(reader):
    """Formats without a place for the constant keep values but for one number."""
    return reader in ("qubo-coo",)


FUNCTIONS = {"qubo-coo": coo, "qubo-rudy": rudy, "qubo-qbsolv": qbsolv, "qubo-bqm-json": bqm}


def same_function(reader, given, written):
    read = FUNCTIONS[reader]
    (names, first), (other_names, second) = read(given), read(written)
    if names != other_names:
        return f"names {names[:9]} became {other_names[:9]}"
    draw = random.Random(1)
    zero = [0] * len(names)
    shift = first(zero) - second(zero)
    if shift and not constant_left_out(reader):
        return f"the constant differs by {shift}"
    for _ in range(20):
        bits = [draw.randrange(2) for _ in names]
        if first(bits) - second(bits) != shift:
            return f"the value of {bits[:40]} is {first(bits)}, then {second(bits)}"
    return None


def same(reader, given, written):
    if reader == "instance-json":
        first, second = instance(given), instance(written)
        for key in first:
            if first[key] != second[key]:
                return f"{key}: {str(first[key])[:200]} became {str(second[key])[:200]}"
        return None
    return same_function(reader, given, written)


def main():
    root = Path(sys.argv[1])
    failed = 0
    for reader in ["instance-json", *FUNCTIONS]:
        compared = 0
        for path in sorted((root / reader).glob("*.in")):
            try:
                fault = same(reader, path.read_bytes(), path.with_suffix(".out").read_bytes())
            except (ValueError, KeyError, TypeError, IndexError, ZeroDivisionError) as error:
                fault = f"cannot be read: {error!r}"
            compared += 1
            if fault:
                failed += 1
                print(f"{path}: {fault}", file=sys.stderr)
        print(f"{reader}: {compared} compared")
        if compared == 0:
            print(f"{reader}: nothing to compare; run make fuzz first", file=sys.stderr)
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
