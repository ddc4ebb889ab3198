"""Sends random plans through every form that Temper writes, and wants them back without a difference.

Each plan is exported as long and wide CSV (commas, semicolons with a byte order mark, tabs), as a
workbook, as that workbook after openpyxl has read and written it, and as JSON. `check` has to say of each
what it says of the plan, and `diff` that nothing differs. Then one cell of the workbook is edited, as by
hand, and `diff` has to find just that.

usage: roundtrips.py TEMPER [--plans 200]
"""

import argparse
import csv
import json
import random
import subprocess
import tempfile
from pathlib import Path

import openpyxl

INSTANCES = ["tiny-4x5x5", "team-x-9x9x6", "presence-17x17x10", "presence-20x20x14"]


def run(temper, *arguments):
    return subprocess.run([temper, *map(str, arguments)], capture_output=True, text=True, timeout=60)


def exported(temper, shift, plan, path, *options):
    done = run(temper, "export", shift, plan, "-o", path, *options)
    assert done.returncode in (0, 3), (path, done.stderr)
    return path


def forms(temper, shift, plan, folder):
    """The plan in every form."""
    yield exported(temper, shift, plan, folder / "long.csv", "--form", "long")
    yield exported(temper, shift, plan, folder / "wide.csv", "--form", "wide")
    yield exported(
        temper, shift, plan, folder / "excel.csv", "--form", "wide", "--delimiter", "semicolon", "--bom",
        "--sums")
    yield exported(temper, shift, plan, folder / "tabs.csv", "--form", "long", "--delimiter", "tab")
    yield exported(temper, shift, plan, folder / "plan.json", "--form", "json")
    book = exported(temper, shift, plan, folder / "plan.xlsx", "--form", "xlsx")
    yield book
    openpyxl.load_workbook(book).save(folder / "rewritten.xlsx")
    yield folder / "rewritten.xlsx"


def shuffled(rows, chance):
    """Another plan: some pairs of cars exchange an hour, which keeps the numbers of cars."""
    cells = {(row["car"], row["step"]): row["sector"] for row in rows}
    cars = sorted({car for car, _ in cells})
    for _ in range(chance.randrange(8)):
        first, second = chance.sample(cars, 2)
        shared = [step for car, step in cells if car == first and (second, step) in cells]
        step = chance.choice(shared)
        cells[first, step], cells[second, step] = cells[second, step], cells[first, step]
    return cells


def write(cells, path):
    lines = [f"{car},{step},{sector}" for (car, step), sector in cells.items()]
    path.write_text("car,step,sector\n" + "\n".join(lines) + "\n", encoding="utf-8")


def edit(path, shift, chance):
    """Puts some car elsewhere for one hour in the sheet Plan, and says which sector was there."""
    book = openpyxl.load_workbook(path)
    sheet = book["Plan"]
    ids = [sector["id"] for sector in shift["sectors"]]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value in ids]
    cell = chance.choice(cells)
    before = cell.value
    cell.value = chance.choice([id for id in ids if id != before])
    book.save(path)
    return before, cell.value


def main():
    options = argparse.ArgumentParser()
    options.add_argument("temper")
    options.add_argument("--plans", type=int, default=200)
    options = options.parse_args()
    files = 0
    for number in range(options.plans):
        chance = random.Random(number)
        shift = Path("instances", INSTANCES[number % len(INSTANCES)] + ".json")
        content = json.loads(shift.read_text())
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            plan = folder / "plan.csv"
            done = run(options.temper, "solve", shift, "--seed", number, "--steps", 300, "-q", "-o", plan)
            assert done.returncode == 0, done.stderr
            long = exported(options.temper, shift, plan, folder / "first.csv", "--form", "long")
            with long.open(newline="", encoding="utf-8") as lines:
                write(shuffled(csv.DictReader(lines), chance), plan)
            verdict = run(options.temper, "check", shift, plan)
            for path in forms(options.temper, shift, plan, folder):
                again = run(options.temper, "check", shift, path)
                assert (again.returncode, again.stdout) == (verdict.returncode, verdict.stdout), (
                    number, path.name, again.stdout, again.stderr)
                for pair in (plan, path), (path, plan):
                    same = run(options.temper, "diff", shift, *pair)
                    assert same.returncode == 0, (number, path.name, same.stdout, same.stderr)
                files += 1
            before, after = edit(folder / "rewritten.xlsx", content, chance)
            done = run(options.temper, "diff", shift, plan, folder / "rewritten.xlsx", "--json")
            assert done.returncode == 1, (number, done.stderr)
            changes = json.loads(done.stdout)["cells"]
            assert [(one["before"], one["after"]) for one in changes] == [(before, after)], (
                number, changes, before, after)
    print(f"{options.plans} plans, {files} files: no difference, and each edit of a cell found")


main()
