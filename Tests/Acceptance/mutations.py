"""Feeds Temper with files that were damaged at random, and reads again what it accepts.

Each reader gets sound files with one to four mutations: bytes, characters, cells, lines, encodings, parts
of workbooks, members of JSON. Whatever comes of it, the program has to end within a second of processor
time, by exit 0, 3 or 65, and in words where it refuses. What it accepts is read a second time by a reader
of Python that shares nothing with it (csv, openpyxl, json). The two have to agree on all but what Temper
said that it left out, and that has to be true: a line that it calls the sum of the others is one.

Each input is a run of the program, as a planner's would be: some 20 to 50 milliseconds of processor time.
What was reached is said on the way; after an interruption, go on with `--readers NAME --from NUMBER`.

usage: mutations.py TEMPER [--count 10000] [--readers csv,xlsx,osrm,geojson,result] [--from 1]
"""

import argparse
import concurrent.futures
import csv
import datetime
import io
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from damage import damaged_json, encoded, mutated_text, mutated_workbook
from plain_readers import (
    SECTORS, document_of, outlined, table_difference, text_rows, workbook_rows)
from spoken import Untrue, as_said

TIMES = ["08:00", "09:00", "10:00", "11:00"]
DEMAND = [[1, 1, 0], [0, 1, 1], [1, 0, 1], [2, 0, 0]]
TRAVEL = [[0, 6.5, 11], [7, 0, 12.3], [10, 13, 0]]
POSITIONS = [[13.12, 52.52], [13.22, 52.52], [13.12, 52.42]]
PLAN = [["E", "E", "N", "N"], ["N", "S", "S", "N"]]
INSTANCE = {
    "format": "patrol-shift", "version": 1, "name": "base", "cars": 2, "startTime": "08:00",
    "stepMinutes": 60, "presence": {"rule": "none"},
    "sectors": [
        {"id": name, "name": name, "lon": place[0], "lat": place[1]}
        for name, place in zip(SECTORS, POSITIONS)],
    "demand": DEMAND, "travelMinutes": TRAVEL,
}
# Processor time of one run; a trap ends a program by a signal, and so does this.
LONGEST_SECONDS = 1


class Run:
    """What the program made of files."""

    def __init__(self, temper, folder, *arguments):
        with subprocess.Popen(
            [temper, *map(str, arguments)], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            # Not before the program starts: that would copy this process, which takes longer than a run.
            try:
                resource.prlimit(
                    process.pid, resource.RLIMIT_CPU, (LONGEST_SECONDS, LONGEST_SECONDS + 1))
            except ProcessLookupError:
                pass
            try:
                self.output, words = process.communicate(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        self.status = process.returncode
        self.words = words.decode("utf-8", "replace")

    def fault(self):
        """What is wrong with how it ended, if anything is."""
        if self.status not in (0, 3, 65):
            return f"exit {self.status}: {self.words[:300]}"
        if self.status == 65 and "error: " not in self.words:
            return "refused without a word"
        return None

    @property
    def remarks(self):
        """What it took for granted of the files."""
        return [
            line for line in self.words.split("\n")
            if line.startswith(("note: ", "warning: ")) and "presence rule" not in line]

    def remarks_on(self, file):
        """Those about a file."""
        return [line for line in self.remarks if re.match(rf"\w+: {file}\b", line)]


def table_text(rows, corner):
    return "\n".join(",".join(map(str, row)) for row in rows) + "\n"


def sound_demand():
    return [["time", *SECTORS]] + [[time, *row] for time, row in zip(TIMES, DEMAND)]


def sound_travel():
    return [["", *SECTORS]] + [[name, *row] for name, row in zip(SECTORS, TRAVEL)]


def dressed(kind, rows, chance):
    """A sound table as planners keep it: with totals, titles, units and notes, or half of it."""
    rows = [list(row) for row in rows]
    wear = chance.randrange(8)
    if kind == "travel":
        if wear == 0:
            rows = [rows[0]] + [
                row[:1] + ["" if to < from_ else cell for to, cell in enumerate(row[1:])]
                for from_, row in enumerate(rows[1:])]
        elif wear == 1:
            rows.insert(1, ["unit", "min", "min", "min"])
        return rows
    if wear in (0, 1):
        rows = [rows[0] + ["Total"]] + [row + [sum(row[1:])] for row in rows[1:]]
    if wear in (1, 2):
        sums = [sum(row[place] for row in rows[1:]) for place in range(1, len(rows[0]))]
        rows.insert(chance.choice([1, len(rows)]), ["Total", *sums])
    elif wear == 3:
        rows.insert(1, ["unit", "cars", "cars", "cars"])
    elif wear == 4:
        rows.append(["Source: planning", "", "", ""])
    return rows


def try_table(temper, folder, kind, content, rows_of):
    other = "travel" if kind == "demand" else "demand"
    sound = {"demand": sound_demand(), "travel": sound_travel()}
    (folder / kind).write_bytes(content)
    (folder / other).write_text(table_text(sound[other], ""))
    run = Run(temper, folder, "import", "--name", "x", "--demand", "demand", "--travel", "travel")
    if run.fault() or run.status != 0:
        return run, run.fault()
    try:
        rows = as_said(rows_of(content), run.remarks_on(kind))
    except Untrue as fault:
        return run, f"a remark is not true: {fault}"
    return run, table_difference(kind, rows, run)


# --- The readers ---


def try_csv(temper, folder, chance):
    kind = chance.choice(["demand", "travel"])
    text = table_text(dressed(kind, sound_demand() if kind == "demand" else sound_travel(), chance), "")
    if chance.random() < 0.3:
        text = text.replace(",", chance.choice(";\t|"))
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        text = mutated_text(text, chance)
    return try_table(temper, folder, kind, encoded(text, chance), text_rows)


def sound_workbook(kind, chance):
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = datetime.datetime(2026, 1, 1)
    for row in dressed(kind, sound_demand() if kind == "demand" else sound_travel(), chance):
        book.active.append([cell if cell != "" else None for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def try_xlsx(temper, folder, chance):
    kind = chance.choice(["demand", "travel"])
    content = mutated_workbook(sound_workbook(kind, chance), chance)
    return try_table(temper, folder, kind, content, workbook_rows)


def try_osrm(temper, folder, chance):
    points = [{"hint": "", "distance": 4.2, "name": "", "location": place} for place in POSITIONS]
    content = damaged_json({
        "code": "Ok", "sources": points, "destinations": points,
        "durations": [[round(60 * minutes, 1) for minutes in row] for row in TRAVEL],
    }, chance)
    (folder / "osrm").write_bytes(content)
    (folder / "demand").write_text(table_text(sound_demand(), ""))
    (folder / "sectors").write_text("id,lon,lat\n" + "".join(
        f"{name},{place[0]},{place[1]}\n" for name, place in zip(SECTORS, POSITIONS)))
    run = Run(
        temper, folder, "import", "--name", "x", "--demand", "demand", "--osrm", "osrm", "--sectors",
        "sectors")
    if run.fault() or run.status != 0:
        return run, run.fault()
    durations = document_of(content)["durations"]
    made = json.loads(run.output)["travelMinutes"]
    for from_, row in enumerate(made):
        for to, minutes in enumerate(row):
            seconds = durations[from_][to]
            seconds = 0 if seconds is None and from_ == to else seconds
            if abs(seconds / 60 - minutes) > 0.05001:
                return run, f"{seconds} seconds, read as {minutes} minutes"
    return run, None


def square(place):
    (x, y), half = place, 0.02
    return [[[x - half, y - half], [x + half, y - half], [x + half, y + half], [x - half, y + half],
             [x - half, y - half]]]


def try_geojson(temper, folder, chance):
    content = damaged_json({
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": name, "properties": {"name": name},
             "geometry": {"type": "Polygon", "coordinates": square(place)}}
            for name, place in zip(SECTORS, POSITIONS)],
    }, chance)
    (folder / "map").write_bytes(content)
    run = Run(
        temper, folder, "report", "base.json", "plan.csv", "--map", "map", "-o", "page.html")
    if run.fault() or run.status != 0:
        return run, run.fault()
    rings = outlined(document_of(content))
    missing = [name for name in SECTORS if not rings[name]]
    said = re.search(r"no outline for sectors? (.*)", run.words)
    named = said.group(1).split(", ") if said else []
    if missing != named:
        return run, f"without outline are {missing}, said {named}"
    page = (folder / "page.html").read_text()
    drawn = [path for path in re.findall(r'<path d="([^"]*)"', page) if path.endswith("z") and "L" in path]
    drawn = sum(path.count("M") for path in drawn if "Q" not in path) - page.count('id="head"')
    if drawn != sum(rings.values()):
        return run, f"{sum(rings.values())} rings, {drawn} drawn"
    return run, None


def try_result(temper, folder, chance):
    content = damaged_json({
        "format": chance.choice(["temper-plan", "temper-result"]), "version": 1, "status": "feasible",
        "schedule": [
            {"car": str(car + 1), "step": step + 1, "sector": sector}
            for car, row in enumerate(PLAN) for step, sector in enumerate(row)],
    }, chance)
    (folder / "plan.json").write_bytes(content)
    run = Run(temper, folder, "export", "base.json", "plan.json", "--form", "long")
    if run.fault() or run.status == 65:
        return run, run.fault()
    wanted = {
        (line["car"], str(line["step"])): line["sector"] for line in document_of(content)["schedule"]}
    made = {
        (row["car"], row["step"]): row["sector"]
        for row in csv.DictReader(io.StringIO(run.output.decode()))}
    return run, None if wanted == made else f"{wanted} became {made}"


READERS = {
    "csv": try_csv, "xlsx": try_xlsx, "osrm": try_osrm, "geojson": try_geojson, "result": try_result}


def attempt(temper, reader, seed, folder):
    """Tries one input: how it ended, and what is wrong, if anything is."""
    chance = random.Random(f"{reader} {seed}")
    try:
        run, fault = READERS[reader](temper, folder, chance)
    except subprocess.TimeoutExpired:
        return "hung", "took more than a minute"
    except Exception:  # A second reader may be stricter, or fail, in any way it likes.
        return "accepted, not read in Python", None
    if fault:
        return "wrong", f"{fault}; it said: {run.words.strip()[:300]!r}"
    if run.status == 65:
        return "refused", None
    return ("accepted with a remark" if run.remarks else "accepted, the same in Python"), None


def lot(temper, reader, seeds, keep):
    ends, faults = Counter(), []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "base.json").write_text(json.dumps(INSTANCE))
        (folder / "plan.csv").write_text(
            "car," + ",".join(TIMES) + "\n"
            + "".join(f"{car + 1},{','.join(row)}\n" for car, row in enumerate(PLAN)))
        for seed in seeds:
            end, fault = attempt(temper, reader, seed, folder)
            ends[end] += 1
            if fault:
                faults.append((seed, fault))
                if keep:
                    for path in folder.iterdir():
                        (Path(keep) / f"{reader}-{seed}-{path.name}").write_bytes(path.read_bytes())
    return ends, faults


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("temper", type=lambda path: str(Path(path).resolve()))
    arguments.add_argument("--count", type=int, default=10_000, help="inputs for each reader")
    arguments.add_argument("--readers", default=",".join(READERS))
    arguments.add_argument(
        "--from", dest="first", type=int, default=1, help="the first input, to go on after an interruption")
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--keep", help="a folder for the files of faults")
    options = arguments.parse_args()
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        failed = [reader for reader in options.readers.split(",") if not passes(pool, reader, options)]
    return 1 if failed else 0


def passes(pool, reader, options):
    """Tries all inputs of a reader and says how they ended; whether nothing is wrong."""
    seeds = range(options.first, options.count + 1)
    lots = [seeds[start:start + 100] for start in range(0, len(seeds), 100)]
    ends, faults, started = Counter(), [], time.monotonic()
    for some, wrong in pool.map(
            lot, *zip(*((options.temper, reader, seeds, options.keep) for seeds in lots))):
        ends += some
        faults += wrong
        done = sum(ends.values())
        pace = done / (time.monotonic() - started)
        print(f"{reader}: up to {options.first + done - 1} of {options.count}, {pace:.0f} a second",
              file=sys.stderr, flush=True)
        for seed, fault in wrong:
            print(f"  seed {seed}: {fault}", file=sys.stderr, flush=True)
    print(f"{reader}: {sum(ends.values())} inputs; " + ", ".join(
        f"{count} {end}" for end, count in sorted(ends.items())), flush=True)
    return not faults


if __name__ == "__main__":
    sys.exit(main())
