"""Edits workbooks that Temper wrote in LibreOffice, as by hand, and wants just the edits back.

1. Random plans as workbooks of `export`, among them shifts whose names a spreadsheet takes for
   numbers and dates: cells are typed over, cars change places, rows are sorted, notes stand beside and below,
   columns go; saved as XLSX, as ODS and then XLSX, and as CSV of three kinds. `check` reads each file, `diff`
   finds what was edited and nothing else.
2. What no plan can be is refused with the place: a cell emptied, a sector that there is not.
3. Demand, travel, cars and rules typed into LibreOffice in English and in German, with times, totals and
   formulas: `import` makes the same instance of the workbook and of its sheets as CSV.

usage: edits.py TEMPER [--plans 24]; wants the Python of the system, with Debian's python3-uno
"""

import argparse
import json
import random
import subprocess
import tempfile
from pathlib import Path

from office import Office

# What spreadsheets take for numbers, dates, times, truths and formulas.
MANGLED = ["01", "MAR1", "2-1", "1E5", "TRUE", "10:30", "1/2", "007", "3.10", "-5"]
RECIPES = ["tiny-4x5x5", "team-x-9x9x6", "presence-17x17x10", "presence-20x20x14"]


class Temper:
    def __init__(self, path, folder):
        self.path, self.folder = str(Path(path).resolve()), folder

    def run(self, *arguments, accept=(0,)):
        done = subprocess.run(
            [self.path, *map(str, arguments)], capture_output=True, text=True, timeout=120, cwd=self.folder)
        assert done.returncode in accept, (arguments, done.returncode, done.stdout, done.stderr)
        return done


def shift_of(number, temper):
    """A shift; every third has names that spreadsheets change, every fourth cars that come late."""
    recipe = RECIPES[number % len(RECIPES)]
    shift = json.loads(temper.run("generate", recipe, "--seed", number + 1).stdout)
    names = [car + 1 for car in range(shift["cars"])]
    shift["cars"] = [{"id": f"F-{name:02}"} for name in names]
    if number % 3 == 0:
        for sector, name in zip(shift["sectors"], MANGLED):
            sector["id"] = name
        for car, name in zip(shift["cars"], reversed(MANGLED)):
            car["id"] = name
    path = temper.folder / f"{number}.json"
    path.write_text(json.dumps(shift), encoding="utf-8")
    return shift, path


# --- Edits ---


class Sheet:
    """The sheet Plan of a workbook that is open, and what was edited."""

    def __init__(self, book, shift, chance):
        self.book, self.shift, self.chance = book, shift, chance
        book.show("Plan")
        self.steps = len(shift["demand"])
        self.cars = [car["id"] for car in shift["cars"]]
        self.rows = book.rows()
        self.edits = {}
        assert [row[0] for row in self.rows[1:len(self.cars) + 1]] == self.cars
        assert self.rows[len(self.cars) + 1][0] == "all cars"

    def put(self, car, step, text):
        before = self.rows[car + 1][step + 1]
        self.book.type(step + 1, car + 1, text)
        self.edits[self.cars[car], step + 1] = (before, text)

    def place(self):
        return self.chance.randrange(len(self.cars)), self.chance.randrange(self.steps)

    def other(self, car, step):
        there = self.rows[car + 1][step + 1]
        return self.chance.choice([s["id"] for s in self.shift["sectors"] if s["id"] != there])


def untouched(sheet):
    pass


def one_cell(sheet):
    car, step = sheet.place()
    sheet.put(car, step, sheet.other(car, step))


def some_cells(sheet):
    for car, step in {sheet.place() for _ in range(5)}:
        sheet.put(car, step, sheet.other(car, step))


def exchanged(sheet):
    """Two cars take each other's place for an hour."""
    step = sheet.chance.randrange(sheet.steps)
    pairs = [
        (one, other) for one in range(len(sheet.cars)) for other in range(one)
        if sheet.rows[one + 1][step + 1] != sheet.rows[other + 1][step + 1]]
    one, other = sheet.chance.choice(pairs)
    there, here = sheet.rows[one + 1][step + 1], sheet.rows[other + 1][step + 1]
    sheet.put(one, step, here)
    sheet.put(other, step, there)


def sorted_rows(sheet):
    """The cars by their places at some hour, without the totals or with them."""
    one_cell(sheet)
    last = len(sheet.cars) + sheet.chance.randrange(2)
    sheet.book.sort(
        sheet.steps + 2, (1, last), sheet.chance.choice([0, 1, sheet.steps + 1]),
        sheet.chance.random() < 0.5)


def annotated(sheet):
    """Notes where there is room: beside the figures, under a heading of their own, and below the totals."""
    one_cell(sheet)
    sheet.book.type(sheet.steps + 3, 2, "ask Kim")
    sheet.book.type(sheet.steps + 4, 0, "remarks")
    sheet.book.type(sheet.steps + 4, 1, "vehicle in repair until noon")
    sheet.book.type(0, len(sheet.cars) + 5, "agreed by phone, 14:00")
    sheet.book.type(2, len(sheet.cars) + 6, "see mail")


def without_figures(sheet):
    one_cell(sheet)
    columns = sheet.book.sheet.Columns
    columns.removeByIndex(sheet.steps + 1, 2)
    sheet.book.sheet.Rows.removeByIndex(len(sheet.cars) + 1, 1)


def other_sheets_gone(sheet):
    one_cell(sheet)
    for name in ("Sectors", "Cars", "Moves", "About", "Demand"):
        sheet.book.document.Sheets.removeByName(name)


def own_sheet(sheet):
    one_cell(sheet)
    sheet.book.add_sheet("my sums")
    sheet.book.type(0, 0, "=SUM($Plan.B2:B4)")
    sheet.book.show("Plan")


EDITS = [untouched, one_cell, some_cells, exchanged, sorted_rows, annotated, without_figures,
         other_sheets_gone, own_sheet]
FORMS = ["xlsx", "ods", "csv", "semicolons", "windows-1252"]


def saved(office, book, folder, form):
    """The file that is checked: ODS is opened once more and saved as XLSX."""
    path = folder / f"edited-{form}.{form if form in ('xlsx', 'ods') else 'csv'}"
    book.save(path, form)
    if form != "ods":
        return path
    again = office.open(path)
    path = again.save(path.with_name("from-ods.xlsx"), "xlsx")
    again.close()
    return path


def same_plan(temper, shift, plan, path, edits):
    """Wants `check` to read a file, and `diff` to find the edits in it."""
    temper.run("check", shift, path, accept=(0, 3))
    done = temper.run("diff", shift, plan, path, "--json", accept=(0, 1))
    found = {
        (cell["car"], cell["step"]): (cell.get("before", ""), cell.get("after", ""))
        for cell in json.loads(done.stdout)["cells"]}
    assert found == edits, (path.name, found, edits)


def plans(temper, count):
    files, edited = 0, 0
    with Office() as office:
        for number in range(count):
            chance = random.Random(number)
            shift, path = shift_of(number, temper)
            plan, book = temper.folder / f"{number}.csv", temper.folder / f"{number}.xlsx"
            temper.run("solve", path, "--seed", number, "--steps", 300, "-q", "-o", plan, accept=(0, 3))
            temper.run("export", path, plan, "-o", book, accept=(0, 3))
            for edit in EDITS:
                opened = office.open(book)
                sheet = Sheet(opened, shift, chance)
                edit(sheet)
                for form in FORMS:
                    # All in one text: what stands where can no longer be told from a sheet.
                    same_plan(temper, path, plan, saved(office, opened, temper.folder, form), sheet.edits)
                    files += 1
                opened.close()
                edited += len(sheet.edits)
            refusals(temper, office, path, shift, book, chance)
    print(f"{count} plans, {files} files that LibreOffice saved: {edited} cells edited, all found, and "
          "no other")


def refusals(temper, office, path, shift, book, chance):
    """What is no plan is called so with the car and the hour, or with the line and what was written."""
    for text in ("", "nowhere"):
        opened = office.open(book)
        sheet = Sheet(opened, shift, chance)
        car, step = sheet.place()
        sheet.put(car, step, text)
        for form in ("xlsx", "csv"):
            saved_as = saved(office, opened, temper.folder, form)
            done = temper.run("check", path, saved_as, accept=(3, 65))
            words = (done.stdout + done.stderr).replace('"', "")
            wanted = [f"line {car + 2}", text] if text else [f"car {sheet.cars[car]}", f"step {step + 1}"]
            assert all(word in words for word in wanted), (words, wanted)
        opened.close()


# --- Tables that were typed into sheets ---

DEMAND = [[1, 1, 0], [0, 1, 1], [1, 0, 1], [2, 0, 0]]
TRAVEL = [[0, 6.5, 11], [7, 0, 12.3], [10, 13.4, 0]]
SECTORS = ["N", "E", "S"]
# What somebody types of a time, a number with a decimal and a day with a time.
LANGUAGES = {
    "en-US": (["8:00 AM", "9:00 AM", "10:00 AM", "11:00 AM"], ".", "3/28/2026 {}"),
    "en-GB": (["08:00", "09:00", "10:00", "11:00"], ".", "28/03/2026 {}"),
    "de-DE": (["8:00", "9:00", "10:00", "11:00"], ",", "28.3.2026 {}"),
}


def fill(book, lines):
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            if text != "":
                book.type(column, row, text)


def tables(language, kind):
    """The sheets as they are typed; demand in one of several layouts."""
    times, mark, day = LANGUAGES[language]
    short = [time.replace(" AM", "") for time in times]
    wide = [[time, *map(str, row)] for time, row in zip(times, DEMAND)]
    head = ["time", *SECTORS]
    demand = {
        "plain": [head, *wide],
        "formulas": [
            head + ["total"],
            *[[times[0] if place == 0 else f"=A{place + 1}+1/24", *row[1:],
               f"=SUM(B{place + 2}:D{place + 2})"] for place, row in enumerate(wide)],
            ["total", *[f"=SUM({c}2:{c}5)" for c in "BCDE"]]],
        "days": [head, *[[day.format(time), *row[1:]] for time, row in zip(times, wide)]],
        "titled": [["Early shift"], [], head, *wide],
        "ranges": [["from", "to", *SECTORS], *[
            [short[place], short[place + 1] if place < 3 else "12:00", *row[1:]]
            for place, row in enumerate(wide)]],
        "long": [["time", "sector", "cars"], *[
            [times[step], name, str(row[place])]
            for step, row in enumerate(DEMAND) for place, name in enumerate(SECTORS)]],
        "percent": [["step", *SECTORS], *[[str(step + 1), *row[1:]] for step, row in enumerate(wide)]],
    }[kind]

    def minutes(number):
        return str(number).replace(".", mark)

    travel = [["minutes", *SECTORS], *[
        [name, *("-" if number == 0 else minutes(number) for number in row)]
        for name, row in zip(SECTORS, TRAVEL)]]
    if kind == "long":
        travel = [["from", "to", "minutes"], *[
            [a, b, minutes(TRAVEL[i][j])]
            for i, a in enumerate(SECTORS) for j, b in enumerate(SECTORS) if i != j]]
    cars = [["id", "class", "start", "limit", "home"], ["F-01", "two crew", "N", minutes(40.5), ""],
            ["F-02", "", "", "", "S"]]
    rules = [["rule", "car", "car2", "sector", "from", "to"], ["pin", "F-01", "", "N", times[0], short[1]],
             ["ban", "F-02", "", "S", times[1], "12:00"], ["apart", "F-01", "F-02", "", times[0], times[2]]]
    return {"demand": demand, "travel": travel, "cars": cars, "rules": rules}


KINDS = ["plain", "formulas", "days", "titled", "ranges", "long", "percent"]


def wanted(instance, kind):
    assert instance["demand"] == DEMAND, (kind, instance["demand"])
    assert instance["travelMinutes"] == TRAVEL, (kind, instance["travelMinutes"])
    assert (instance["startTime"], instance["stepMinutes"]) == ("08:00", 60), kind
    assert [sector["id"] for sector in instance["sectors"]] == SECTORS
    first, second = instance["cars"]
    assert (first["id"], first["class"], first["start"], first["travelLimit"]) == (
        "F-01", "two crew", "N", 40.5), first
    assert (second["id"], second["end"]) == ("F-02", "S"), second
    assert instance["fixed"] == [{"car": "F-01", "step": 1, "sector": "N"}], instance["fixed"]
    assert [(one["car"], one["sector"], one["step"]) for one in instance["forbidden"]] == [
        ("F-02", "S", step) for step in (2, 3, 4)], instance["forbidden"]
    assert instance["pairs"] == [{"cars": ["F-01", "F-02"], "rule": "apart", "steps": [1, 2]}]


def imports(temper):
    made = 0
    for language in LANGUAGES:
        with Office(language) as office:
            for kind in KINDS:
                book = office.open()
                sheets = tables(language, kind)
                for name, lines in sheets.items():
                    book.add_sheet(name)
                    fill(book, lines)
                book.document.Sheets.removeByName(book.document.Sheets.ElementNames[0])
                folder = temper.folder / f"{language}-{kind}"
                folder.mkdir()
                one = book.save(folder / "book.xlsx", "xlsx")
                made_of = {"xlsx": {name: one for name in sheets}}
                # With decimal commas, commas between cells are no choice: "6,5" is refused then.
                forms = ["csv"] if LANGUAGES[language][1] == "." else []
                for form in (*forms, "semicolons", "windows-1252"):
                    made_of[form] = {}
                    for name in sheets:
                        book.show(name)
                        made_of[form][name] = book.save(folder / f"{name}-{form}.csv", form)
                book.close()
                texts = set()
                for form, paths in made_of.items():
                    done = temper.run(
                        "import", "--name", "x", "--presence", "none", "--demand", paths["demand"],
                        "--travel", paths["travel"], "--cars-table", paths["cars"], "--rules-table",
                        paths["rules"], *(("--start", "08:00") if kind == "percent" else ()))
                    instance = json.loads(done.stdout)
                    wanted(instance, (language, kind, form))
                    # It names the files that it was made of.
                    texts.add(json.dumps({**instance, "description": ""}))
                    made += 1
                assert len(texts) == 1, (language, kind, "workbook and CSV make different instances")
    print(f"{made} imports of tables typed in {len(LANGUAGES)} languages: all the same shift")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("temper")
    options.add_argument("--plans", type=int, default=24)
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        temper = Temper(options.temper, Path(folder))
        imports(temper)
        plans(temper, options.plans)


main()
