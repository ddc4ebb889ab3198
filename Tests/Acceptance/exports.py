"""Opens Temper's exports with other programs, and wants the same cells and totals in all of them.

usage: exports.py TEMPER [--plans 50] [--strings 200]

1. Random plans, among them nights over midnight and over both changes of the clock: CSV, XLSX (by
   openpyxl and by LibreOffice), iCalendar (by the package icalendar, against zoneinfo) and JSON
   (against its schema) say the same.
2. Hostile strings as names of sectors, cars and instances: no formula in any file, valid calendars.
"""

import argparse
import datetime
import json
import random
import re
import subprocess
import tempfile
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import jsonschema
import readers

ROOT = Path(__file__).resolve().parents[2]
# Date, start and zone: over midnight, the clock put forward and back, and no change at all.
NIGHTS = [
    ("2026-03-28", "22:00", "Europe/London"), ("2026-10-24", "22:00", "Europe/London"),
    ("2026-03-29", "00:00", "Europe/London"), ("2026-10-25", "00:00", "Europe/London"),
    ("2026-03-29", "08:00", "Europe/London"), ("2026-10-25", "01:30", "Europe/London"),
    ("2026-03-07", "20:30", "America/New_York"), ("2026-10-31", "20:30", "America/New_York"),
    ("2026-12-31", "18:00", "Asia/Kolkata"), ("2026-04-04", "23:00", "Australia/Lord_Howe"),
]
MARKS = [
    "=1+1", "=cmd|' /C calc'!A0", "@SUM(1+1)", "+1+1", "-1-1", "\t=1", "\r=1", "'=1", "''=1", "=",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "]]>", "&amp;", "\"", "\"\"",
    "a,b", "a;b", "a\\nb", "\\", "\\,", "\u202eabc", "\u2066x\u2069", "\U0001F694", "e\u0301",
    "\u8b66\u8eca", "[a]", "a:b", "a*b?", "a/b\\c", "'", "_x0041_", "_x000D_", "http://a.b/?c=1&d",
    "#REF!", "TRUE", "1e5", "08:00", "1/2", "${jndi:ldap://x}", "{{7*7}}", "END:VEVENT", "a\nb",
    "\u2028", "\u0085", "\x07", "\x00", "\ufffe", "\ufeff", " lead", "trail ", "", "|", "%0A",
    "=HYPERLINK(\"http://x\",\"y\")", "=1\"", "\uff1d1+1", "DDE(\"a\")", "x" * 64, "y" * 255,
    "\U0001F694" * 64, ";", ",", "--", "../../etc", "CON", "nan", "\u200d", "\u0338",
]


class Temper:
    def __init__(self, path):
        self.path = str(Path(path).resolve())

    def run(self, *arguments, accept=(0,)):
        run = subprocess.run(
            [self.path, *map(str, arguments)], capture_output=True, text=True, timeout=120)
        assert run.returncode in accept, (arguments, run.returncode, run.stderr)
        return run

    def solve(self, instance, plan, seed):
        run = self.run(
            "solve", instance, "--seed", seed, "--steps", 300, "--replicas", 2, "-q", "-o", plan,
            accept=(0, 3, 20))
        return run.returncode == 0

    def export(self, instance, plan, output, *options):
        return self.run("export", instance, plan, "-o", output, *options)


def make_instance(temper, seed, folder):
    """A random shift that has a plan, and the night that it is on."""
    chance = random.Random(seed)
    recipe = chance.choice(["tiny-3x3x3", "tiny-4x5x5", "team-x-9x9x6", "team-y-13x13x12",
                            "presence-13x11x12", "presence-17x17x10"])
    document = json.loads(temper.run("generate", recipe, "--seed", seed).stdout)
    night = NIGHTS[seed % len(NIGHTS)]
    document["startTime"] = night[1]
    document["stepMinutes"] = chance.choice([30, 45, 60, 90])
    document["name"] = f"plan {seed}, {recipe}"
    if chance.random() < 0.5:
        document["cars"] = [{"id": f"F-{number:02}"} for number in range(1, document["cars"] + 1)]
    path = folder / f"{seed}.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return document, path, night


def check_calendar(plan, night, path):
    """Every event is where and when the plan says, by the clock of zoneinfo."""
    date, start, zone = night
    clock = datetime.datetime.fromisoformat(f"{date}T{start}").replace(tzinfo=ZoneInfo(zone))
    begin = clock.astimezone(datetime.timezone.utc)
    step = datetime.timedelta(minutes=plan.instance["stepMinutes"])
    cells, minutes = {}, 0
    calendar, events = readers.events(path)
    for event in events:
        car, sector = str(event["SUMMARY"]).rsplit(" \u2013 ", 1)
        first, rest = divmod(event.decoded("DTSTART") - begin, step)
        end, other = divmod(event.decoded("DTEND") - begin, step)
        assert not rest and not other and first < end
        for number in range(first, end):
            assert (car, number + 1) not in cells
            cells[car, number + 1] = sector
        lines = str(event["DESCRIPTION"]).split("\n")
        local = event.decoded("DTSTART").astimezone(ZoneInfo(zone))
        assert f"{local:%Y-%m-%d %H:%M} to " in lines[0], (lines, local)
        travel = re.fullmatch(r"Travel before: ([0-9.]+) minutes .*", (lines + [""])[1])
        minutes += readers.tenths(travel[1]) if travel else 0
    assert cells == plan.cells
    assert minutes == plan.total
    total = re.match(r"([0-9.]+) minutes of travel", str(calendar["X-WR-CALDESC"]))
    assert readers.tenths(total[1]) == plan.total


def check_json(plan, path, schema):
    document = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(document, schema, cls=jsonschema.Draft202012Validator)
    cells = {(line["car"], line["step"]): line["sector"] for line in document["schedule"]}
    assert cells == plan.cells
    assert readers.tenths(document["travelMinutes"]) == plan.total
    assert {car["car"]: readers.tenths(car["travelMinutes"]) for car in document["cars"]} \
        == plan.tenths
    for car in document["cars"]:
        for stay in car["stays"]:
            for step in range(stay["firstStep"], stay["lastStep"] + 1):
                assert cells[car["car"], step] == stay["sector"]


def export_all(temper, instance, source, folder, stem, night):
    calendar = ["--form", "ical", "--date", night[0], "--time-zone", night[2]]
    for name, options in [("long.csv", ["--form", "long"]), ("wide.csv", []), ("xlsx", []),
                          ("json.json", []), ("ics", calendar)]:
        ending = name.split(".")[-1]
        part = name.split(".")[0] if "." in name else ""
        temper.export(instance, source, folder / f"{stem}{part and '-' + part}.{ending}", *options)
    temper.export(instance, source, f"{folder}/{stem}-cars/", *calendar)


def random_plans(temper, count, folder):
    schema = json.loads((ROOT / "docs/temper-plan.schema.json").read_text())
    plans, seed = {}, 0
    while len(plans) < count:
        seed += 1
        document, instance, night = make_instance(temper, seed, folder)
        solved = folder / f"{seed}-solved.csv"
        if not temper.solve(instance, solved, seed):
            continue
        export_all(temper, instance, solved, folder, seed, night)
        plan = readers.long_plan(document, folder / f"{seed}-long.csv")
        readers.check_wide(plan, readers.csv_rows(folder / f"{seed}-wide.csv"))
        sheets, formulas = readers.openpyxl_sheets(folder / f"{seed}.xlsx")
        assert formulas == 0
        readers.check_sheets(plan, sheets)
        readers.check_totals_are_numbers(folder / f"{seed}.xlsx")
        check_json(plan, folder / f"{seed}-json.json", schema)
        check_calendar(plan, night, folder / f"{seed}.ics")
        alone = [len(readers.events(path)[1]) for path in (folder / f"{seed}-cars").iterdir()]
        assert len(alone) == len(plan.cars)
        assert sum(alone) == len(readers.events(folder / f"{seed}.ics")[1])
        plans[seed] = plan
    readers.soffice(readers.TO_CSV, [folder / f"{seed}.xlsx" for seed in plans], folder)
    for seed, plan in plans.items():
        readers.check_sheets(plan, readers.office_sheets(folder, seed))
    cells = sum(len(plan.cells) for plan in plans.values())
    print(f"{len(plans)} plans of seeds 1 to {seed}, {cells} cells: CSV, XLSX by openpyxl and by "
          "LibreOffice, iCalendar and JSON have the same cells and totals")


def hostile_instance(text, number):
    """A shift of which everything that has a name has the text in it."""
    identifier = text if len(text) <= 62 else text[:62]
    return {
        "format": "patrol-shift", "version": 1, "name": text, "description": text,
        "cars": [{"id": identifier}, {"id": identifier + "2", "class": identifier}],
        "startTime": "23:00", "stepMinutes": 60, "presence": {"rule": "none"},
        "sectors": [{"id": identifier, "name": text, "lon": 0.1, "lat": 51.5},
                    {"id": identifier + "2", "name": text}],
        "demand": [[1, 1], [2, 0], [1, 1]], "travelMinutes": [[0, 7.5 + number % 9], [6.1, 0]],
    }


def hostile_strings(temper, count, folder):
    chance = random.Random(1)
    texts = list(dict.fromkeys(MARKS))
    while len(texts) < count:
        text = "".join(chance.choice(MARKS) for _ in range(chance.choice([2, 2, 3])))
        if text not in texts:
            texts.append(text[:200])
    accepted, refused = {}, 0
    for number, text in enumerate(texts[:count]):
        instance = folder / f"h{number}.json"
        document = hostile_instance(text, number)
        instance.write_text(json.dumps(document), encoding="utf-8")
        solved = folder / f"h{number}-solved.csv"
        run = temper.run("solve", instance, "--seed", 1, "--steps", 50, "--replicas", 2, "-q", "-o",
                         solved, accept=(0, 65))
        if run.returncode == 65:
            assert run.stderr.count("\n") == 1 and run.stderr.startswith("temper: error: ")
            refused += 1
            continue
        export_all(temper, instance, solved, folder, f"h{number}", NIGHTS[0])
        plan = readers.long_plan(document, folder / f"h{number}-long.csv")
        sheets, formulas = readers.openpyxl_sheets(folder / f"h{number}.xlsx")
        assert formulas == 0, text
        readers.check_sheets(plan, sheets)
        readers.events(folder / f"h{number}.ics")
        names = sorted(path.name for path in (folder / f"h{number}-cars").iterdir())
        assert all(re.fullmatch(r"car-[12](-[A-Za-z0-9_-]*)?\.ics", name) for name in names), names
        accepted[number] = plan
    files = [folder / f"h{number}{ending}" for number in accepted
             for ending in [".xlsx", "-long.csv", "-wide.csv"]]
    readers.soffice("ods", [file for file in files if file.suffix == ".xlsx"], folder)
    formulas = sum(readers.office_formulas(folder / f"h{n}.ods") for n in accepted)
    readers.soffice("ods", [file for file in files if file.suffix == ".csv"], folder)
    formulas += sum(readers.office_formulas(folder / f"h{n}-{layout}.ods")
                    for n in accepted for layout in ["long", "wide"])
    assert formulas == 0, formulas
    readers.soffice(readers.TO_CSV, [f for f in files if f.suffix == ".xlsx"], folder)
    for number, plan in accepted.items():
        readers.check_sheets(plan, readers.office_sheets(folder, f"h{number}"))
    print(f"{count} hostile strings, {refused} refused as names (status 65), {len(accepted)} "
          f"exported: 0 formulas in XLSX by openpyxl and in XLSX and CSV by LibreOffice, "
          "valid calendars, the same cells")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("temper")
    parser.add_argument("--plans", type=int, default=50)
    parser.add_argument("--strings", type=int, default=200)
    options = parser.parse_args()
    temper = Temper(options.temper)
    for check, count in [(random_plans, options.plans), (hostile_strings, options.strings)]:
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            check(temper, count, Path(folder))
        print(f"  in {time.monotonic() - started:.0f} s")


main()
