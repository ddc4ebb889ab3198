"""Reads Temper's exports with the programs that users open them with."""

import csv
import json
import re
import subprocess
import zipfile
from pathlib import Path

import icalendar
import openpyxl

NO_CHARACTER = "[\ufffe\uffff]"
SHEETS = ["Plan", "Sectors", "Cars", "Demand", "Moves", "About"]
# Comma, double quote, UTF-8, cells as they are shown off, every sheet in a file of its own.
TO_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


class Plan:
    """A schedule in the long layout with the travel that the instance's table gives it."""

    def __init__(self, instance, lines):
        self.instance = instance
        self.cars = list(dict.fromkeys(line["car"] for line in lines))
        self.cells = {(line["car"], int(line["step"])): line["sector"] for line in lines}
        sectors = [sector["id"] for sector in instance["sectors"]]
        place = {name: index for index, name in enumerate(sectors)}
        self.tenths = dict.fromkeys(self.cars, 0)
        for car in self.cars:
            for step in range(2, len(instance["demand"]) + 1):
                before, after = self.cells.get((car, step - 1)), self.cells.get((car, step))
                if before and after and before != after:
                    minutes = instance["travelMinutes"][place[before]][place[after]]
                    self.tenths[car] += round(10 * minutes)
        self.total = sum(self.tenths.values())

    def readable(self):
        """The plan with U+FFFD for what is no character, and is in no workbook."""
        text = json.dumps(self.instance, ensure_ascii=False)
        if not re.search(NO_CHARACTER, text):
            return self
        lines = [{"car": car, "step": step, "sector": sector}
                 for (car, step), sector in self.cells.items()]
        lines = json.loads(re.sub(NO_CHARACTER, "\ufffd", json.dumps(lines, ensure_ascii=False)))
        return Plan(json.loads(re.sub(NO_CHARACTER, "\ufffd", text)), lines)

    @property
    def steps(self):
        return len(self.instance["demand"])


def csv_rows(path):
    """The rows of a CSV file, without the apostrophe that guards texts from being run."""
    def unguarded(text):
        return text[1:] if re.match(r"'+[=+\-@\t\r]", text) else text

    with open(path, newline="", encoding="utf-8") as file:
        return [[unguarded(cell) for cell in row] for row in csv.reader(file)]


def long_plan(instance, path):
    rows = csv_rows(path)
    assert rows[0] == ["car", "step", "sector", "time"], rows[0]
    return Plan(instance, [dict(zip(rows[0], row)) for row in rows[1:]])


def check_wide(plan, rows):
    assert len(rows) == 1 + len(plan.cars)
    for row, car in zip(rows[1:], plan.cars):
        assert row[0] == car, (row[0], car)
        for step in range(1, plan.steps + 1):
            assert row[step] == plan.cells.get((car, step), ""), (row, step)


def tenths(value):
    return round(10 * float(value))


def check_sheets(plan, sheets):
    """Holds the sheets of a workbook, as rows of values, against the plan."""
    plan = plan.readable()
    assert list(sheets) == SHEETS, list(sheets)
    grid = sheets["Plan"]
    for row, car in zip(grid[1:], plan.cars):
        assert text(row[0]) == car, (row[0], car)
        found = [text(cell) for cell in row[1 : plan.steps + 1]]
        assert found == [plan.cells.get((car, step), "") for step in range(1, plan.steps + 1)]
        assert tenths(row[plan.steps + 1]) == plan.tenths[car], (car, row)
    assert tenths(grid[len(plan.cars) + 1][plan.steps + 1]) == plan.total
    for row, car in zip(sheets["Cars"][1:], plan.cars):
        assert text(row[0]) == car and tenths(row[2]) == plan.tenths[car]
    assert tenths(sheets["Cars"][len(plan.cars) + 1][2]) == plan.total
    check_sectors(plan, sheets)
    moves = [row for row in sheets["Moves"][1:] if text(row[0]) != "all cars"]
    assert sum(tenths(row[5]) for row in moves) == plan.total
    totals = {text(row[0]): row[1] for row in sheets["About"]}
    assert tenths(totals["total minutes"]) == plan.total
    assert text(totals["instance"]) == plan.instance["name"]


def check_sectors(plan, sheets):
    for place, sector in enumerate(plan.instance["sectors"]):
        row = sheets["Sectors"][place + 1]
        needed, there = sheets["Demand"][2 * place + 1], sheets["Demand"][2 * place + 2]
        assert text(row[0]) == sector["id"] and text(row[1]) == sector["name"]
        for step in range(1, plan.steps + 1):
            cars = [car for car in plan.cars if plan.cells.get((car, step)) == sector["id"]]
            assert text(row[step + 1]) == ", ".join(cars), (row, step, cars)
            assert int(needed[step + 2]) == plan.instance["demand"][step - 1][place]
            assert int(there[step + 2]) == len(cars)


def text(value):
    return "" if value is None else str(value)


def openpyxl_sheets(path):
    """The sheets of a workbook as openpyxl reads them, and how many formulas it finds."""
    workbook = openpyxl.load_workbook(path)
    sheets, formulas = {}, 0
    for sheet in workbook:
        rows = list(sheet.iter_rows())
        formulas += sum(cell.data_type == "f" for row in rows for cell in row)
        sheets[sheet.title] = [[cell.value for cell in row] for row in rows]
    return sheets, formulas


def check_totals_are_numbers(path):
    workbook = openpyxl.load_workbook(path)
    for sheet in ["Plan", "Cars", "Moves"]:
        last = [row for row in workbook[sheet].iter_rows() if row[0].value == "all cars"][-1]
        numbers = [cell for cell in last if cell.value is not None][1:]
        assert numbers and all(cell.data_type == "n" for cell in numbers), (path, sheet)


def soffice(form, files, folder):
    """Converts files by LibreOffice without a window, a few at a time."""
    profile = Path(folder) / "profile"
    for start in range(0, len(files), 25):
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to",
             form, "--outdir", str(folder)] + [str(file) for file in files[start : start + 25]],
            check=True, timeout=600, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def office_sheets(folder, stem):
    """The sheets of a workbook that LibreOffice has written as CSV."""
    sheets = {}
    for sheet in SHEETS:
        with open(Path(folder) / f"{stem}-{sheet}.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        width = max(map(len, rows))
        sheets[sheet] = [row + [""] * (width - len(row)) for row in rows]
    return sheets


def office_formulas(path):
    """How many formulas LibreOffice has found in a file that it wrote as ODS."""
    with zipfile.ZipFile(path) as archive:
        return archive.read("content.xml").count(b"table:formula=")


def events(path):
    """The events of a calendar as the package icalendar reads them; errors are not tolerated."""
    data = Path(path).read_bytes()
    lines = data.split(b"\r\n")
    assert lines[-1] == b"" and all(len(line) <= 75 for line in lines), path
    assert all(b"\n" not in line and b"\r" not in line for line in lines), path
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors, calendar.errors
    found = list(calendar.walk("VEVENT"))
    assert all(not event.errors for event in found)
    assert len({str(event["UID"]) for event in found}) == len(found)
    return calendar, found
