#!/usr/bin/env python3
"""Shifts that were made impossible, each by one known thing, given to solve and exact.

usage: contradictions.py TEMPER INSTANCE... [--seconds 1] [--seeds 2] [--verbose]

Each INSTANCE is a shift that has a plan. One thing is added that no plan can keep; both commands
have to end within the time, with status 20, or 65 where the reader of instances sees it, and to say
the words that name it.
"""

import argparse
import copy
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time


def named(shift):
    """The shift with every car and sector written out, so that rules can name them."""
    shift = copy.deepcopy(shift)
    if isinstance(shift["cars"], int):
        shift["cars"] = [{"id": f"{number + 1}"} for number in range(shift["cars"])]
    if isinstance(shift.get("sectors"), int) or "sectors" not in shift:
        shift["sectors"] = [{"id": f"{number + 1}"} for number in range(len(shift["travelMinutes"]))]
    return shift


class Maker:
    """One way a kind to make a shift impossible: changes it, and says what has to be named."""

    def __init__(self, shift, seed):
        self.shift = shift
        self.random = random.Random(seed)
        self.cars = [car["id"] for car in shift["cars"]]
        self.sectors = [sector["id"] for sector in shift["sectors"]]
        self.steps = len(shift["demand"])
        self.demand = shift["demand"]

    def car(self):
        return self.random.choice(self.cars)

    def pin(self, car, step, sector):
        self.shift.setdefault("fixed", []).append({"car": car, "step": step, "sector": sector})

    def ban(self, car, step, sector):
        self.shift.setdefault("forbidden", []).append({"car": car, "step": step, "sector": sector})

    def cell(self, least=1, most=99, first=1, last=None):
        """A sector and a step whose demand is within bounds."""
        cells = [
            (sector, step)
            for step in range(first, (last or self.steps) + 1)
            for sector, demand in zip(self.sectors, self.demand[step - 1])
            if least <= demand <= most
        ]
        return self.random.choice(cells)

    def clock(self, step):
        """The time of day at which a step begins, as it is written."""
        hours, minutes = map(int, self.shift.get("startTime", "00:00").split(":"))
        minutes += 60 * hours + (step - 1) * self.shift.get("stepMinutes", 60)
        return f"{minutes // 60 % 24:02}:{minutes % 60:02}"

    # The kinds. Each returns the words of which the answer has to have all.

    def pins_above_demand(self):
        sector, step = self.cell(1, 2)
        count = self.demand[step - 1][self.sectors.index(sector)] + 1
        for car in self.random.sample(self.cars, count):
            self.pin(car, step, sector)
        return [sector, self.clock(step)]

    def pin_where_nobody_goes(self):
        sector, step = self.cell(0, 0)
        car = self.car()
        self.pin(car, step, sector)
        return [car, sector]

    def banned_everywhere(self):
        car, step = self.car(), self.random.randint(2, self.steps)
        for sector in self.sectors:
            self.ban(car, step, sector)
        return [car, self.clock(step)]

    def pinned_for_too_long(self):
        rule = self.shift["presence"]
        car = self.car()
        if rule["rule"] == "max-stay":
            length = rule["limit"] + 1
            start = self.random.randint(1, self.steps - length + 1)
            candidates = [
                sector
                for index, sector in enumerate(self.sectors)
                if all(self.demand[step][index] for step in range(start - 1, start - 1 + length))
            ]
            if not candidates:
                return None
            sector = self.random.choice(candidates)
            for step in range(start, start + length):
                self.pin(car, step, sector)
            return [car, sector]
        candidates = [
            (sector, step)
            for index, sector in enumerate(self.sectors)
            for step in range(self.steps - 2)
            if self.demand[step][index] and self.demand[step + 2][index]
        ]
        sector, step = self.random.choice(candidates)
        self.pin(car, step + 1, sector)
        self.pin(car, step + 3, sector)
        return [car, sector]

    def leg_too_long(self):
        travel = self.shift["travelMinutes"]
        limit = sorted(minutes for row in travel for minutes in row)[-len(travel) // 2] - 0.1
        self.shift["maxLegMinutes"] = max(row[j] for row in travel for j in range(len(row)))
        pairs = [
            (a, b, step)
            for step in range(self.steps - 1)
            for a, row in enumerate(travel)
            for b, minutes in enumerate(row)
            if minutes > limit and self.demand[step][a] and self.demand[step + 1][b]
        ]
        if not pairs:
            return None
        a, b, step = self.random.choice(pairs)
        self.shift["maxLegMinutes"] = round(travel[a][b] - 0.1, 1)
        car = self.car()
        self.pin(car, step + 1, self.sectors[a])
        self.pin(car, step + 2, self.sectors[b])
        return [car]

    def pin_while_off(self):
        sector, step = self.cell(1)
        car = self.car()
        index = self.cars.index(car)
        self.shift["cars"][index]["off"] = [step]
        self.demand[step - 1][self.sectors.index(sector)] -= 1
        self.pin(car, step, sector)
        return [car, self.clock(step)]

    def demand_above_cars(self):
        sector, step = self.cell(0)
        self.demand[step - 1][self.sectors.index(sector)] += 1
        return [self.clock(step)]

    def class_above_demand(self):
        sector, step = self.cell(1, 2)
        count = self.demand[step - 1][self.sectors.index(sector)] + 1
        for car in self.shift["cars"]:
            car["class"] = "van"
        self.shift["classDemand"] = [
            {"class": "van", "step": step, "sector": sector, "cars": count}]
        return [sector, self.clock(step)]

    def class_above_its_cars(self):
        cells = [self.cell(1) for _ in range(60)]
        step = cells[0][1]
        sectors = sorted({sector for sector, other in cells if other == step})
        for number, car in enumerate(self.shift["cars"]):
            car["class"] = "van" if number < len(sectors) - 1 else "moto"
        self.shift["classDemand"] = [
            {"class": "van", "step": step, "sector": sector, "cars": 1} for sector in sectors]
        return ["van", self.clock(step)]

    def travel_limit_below_need(self):
        self.shift["carTravelLimit"] = 0.5
        return ["no car travels more than 0.5 minutes"]

    def legs_below_all(self):
        travel = self.shift["travelMinutes"]
        self.shift["maxLegMinutes"] = round(min(m for row in travel for m in row if m) - 0.1, 1)
        return ["no leg"]

    def pair_apart_pinned_together(self):
        sector, step = self.cell(2)
        a, b = self.random.sample(self.cars, 2)
        self.pin(a, step, sector)
        self.pin(b, step, sector)
        self.shift["pairs"] = [{"cars": [a, b], "rule": "apart", "steps": [step]}]
        return [a, b]

    def pair_together_pinned_apart(self):
        first, step = self.cell(1)
        second = self.random.choice(
            [s for s, d in zip(self.sectors, self.demand[step - 1]) if d and s != first])
        a, b = self.random.sample(self.cars, 2)
        self.pin(a, step, first)
        self.pin(b, step, second)
        self.shift["pairs"] = [{"cars": [a, b], "rule": "together", "steps": [step]}]
        return [a, b]

    def breaks_that_do_not_fit(self):
        cars = self.random.sample(self.cars, 3)
        self.shift["demand"] = self.demand = [
            [{"min": 0, "target": cell, "max": len(self.cars)} for cell in row] for row in self.demand]
        self.shift["breakWindows"] = [
            {"cars": cars, "steps": 1, "from": 3, "to": 4, "atOnce": 1}]
        return ["need a break", "at most 1 have it at a time"]

    def stay_at_least_beyond_most(self):
        rule = self.shift["presence"]
        if rule["rule"] != "max-stay":
            return None
        self.shift["minStay"] = rule["limit"] + 1
        return [f"at most {rule['limit']} steps", f"at least {rule['limit'] + 1} steps"]

    def car_driven_too_far(self):
        travel = self.shift["travelMinutes"]
        car = self.car()
        legs = [
            (travel[a][b], a, b, step)
            for step in range(self.steps - 1)
            for a in range(len(travel))
            for b in range(len(travel))
            if travel[a][b] > 0 and self.demand[step][a] and self.demand[step + 1][b]
        ]
        minutes, a, b, step = self.random.choice(legs)
        self.pin(car, step + 1, self.sectors[a])
        self.pin(car, step + 2, self.sectors[b])
        self.shift["cars"][self.cars.index(car)]["travelLimit"] = round(minutes - 0.1, 1)
        return [car]

    def no_moves_but_two_pins(self):
        first, step = self.cell(1, last=self.steps - 3)
        second, later = self.cell(1, first=step + 2, last=step + 3)
        if second == first:
            return None
        car = self.car()
        self.pin(car, step, first)
        self.pin(car, later, second)
        self.shift["cars"][self.cars.index(car)]["maxMoves"] = 0
        return [car]

    def history_that_stayed(self):
        rule = self.shift["presence"]
        sector, _ = self.cell(1, first=1, last=1)
        if rule["rule"] != "max-stay":
            return None
        car = self.car()
        self.shift["cars"][self.cars.index(car)]["history"] = [sector] * rule["limit"]
        self.pin(car, 1, sector)
        return [car, sector]

    def home_out_of_reach(self):
        travel = self.shift["travelMinutes"]
        longest = max(m for row in travel for m in row)
        places = [
            (a, b)
            for a, row in enumerate(travel)
            for b, minutes in enumerate(row)
            if minutes == longest and self.demand[-1][a]
        ]
        if not places:
            return None
        a, b = places[0]
        self.shift["maxLegMinutes"] = round(longest - 0.1, 1)
        car = self.car()
        self.pin(car, self.steps, self.sectors[a])
        self.shift["cars"][self.cars.index(car)]["end"] = self.sectors[b]
        return [car]

    def class_kept_out(self):
        sector, step = self.cell(1)
        for car in self.shift["cars"]:
            car["class"] = "van"
        index = self.sectors.index(sector)
        self.shift["classMaximum"] = [
            {"class": "van", "step": step, "sector": sector,
             "cars": self.demand[step - 1][index] - 1}]
        return [sector, self.clock(step)]


KINDS = [
    name for name in vars(Maker)
    if not name.startswith("_") and name not in ("car", "pin", "ban", "cell", "clock")
]

# What the reader of instances refuses: it is no shift, rather than one without a plan.
REFUSED = {"pin_while_off", "demand_above_cars", "class_above_demand"}


def run(temper, command, file, seconds):
    start = time.monotonic()
    try:
        done = subprocess.run(
            [temper, command, str(file), "--time-limit", "20", "-o", str(file) + ".csv"],
            capture_output=True, text=True, timeout=60)
    except subprocess.TimeoutExpired:
        return None, "", 60.0
    return done.returncode, done.stdout + done.stderr, time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("temper")
    parser.add_argument("instances", nargs="+", type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="temper-contradictions-"))
    faults, count, slowest = 0, 0, 0.0
    for path in options.instances:
        base = named(json.loads(path.read_text()))
        for kind in KINDS:
            for seed in range(1, options.seeds + 1):
                shift = copy.deepcopy(base)
                words = getattr(Maker(shift, f"{path.name} {kind} {seed}"), kind)()
                if words is None:
                    continue
                count += 1
                expected = 65 if kind in REFUSED else 20
                file = folder / f"{path.stem}-{kind}-{seed}.json"
                file.write_text(json.dumps(shift))
                for command in ("solve", "exact"):
                    status, said, seconds = run(options.temper, command, file, options.seconds)
                    slowest = max(slowest, seconds)
                    missing = [word for word in words if word not in said]
                    if status != expected or missing or seconds > options.seconds:
                        faults += 1
                        print(f"{file.name} {command}: status {status}, {seconds:.2f} s, "
                              f"not named: {missing}\n{said}")
                    elif options.verbose:
                        print(f"{file.name} {command}: {seconds:.2f} s\n{said}")
    print(f"{count} shifts, twice each: {faults} not as they should be, slowest {slowest:.2f} s")
    if not faults:
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
    return 1 if faults or not count else 0


if __name__ == "__main__":
    sys.exit(main())
