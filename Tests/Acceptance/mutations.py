"""Feeds Temper with files that were damaged at random, and reads again what it accepts.

Each reader gets sound files with one to four mutations: bytes, characters, cells, lines, encodings, parts
of workbooks, members of JSON. Whatever comes of it, the program has to end within a second of processor
time, by exit 0, 3 or 65, and in words where it refuses. What it accepts is read a second time by a reader
of Python that shares nothing with it (csv, openpyxl, json); where the two differ, Temper has to have said
what it took for granted.

usage: mutations.py TEMPER [--count 10000] [--readers csv,xlsx,osrm,geojson,result] [--seed 1]
"""

import argparse
import concurrent.futures
import csv
import io
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import warnings
import zipfile
from collections import Counter
from pathlib import Path

SECTORS = ["N", "E", "S"]
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
        done = subprocess.run(
            [temper, *map(str, arguments)], cwd=folder, capture_output=True, timeout=60,
            preexec_fn=lambda: resource.setrlimit(
                resource.RLIMIT_CPU, (LONGEST_SECONDS, LONGEST_SECONDS + 1)))
        self.status = done.returncode
        self.output = done.stdout
        self.words = done.stderr.decode("utf-8", "replace")

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


# --- Mutations of texts ---

CHARACTERS = list("0123456789,;|\t\"'.-+eE:/ \n\r") + [
    "\u00a0", "\u200b", "\ufeff", "\u2013", "\u2212", "\u0415", "\uff11", "\u0661", "\0", "NaN", "inf",
    "1e9", "0x1", "99999999999999999999", "=1+1", "Total", "AM", "PM", "24:00", "null", "true", "{", "}",
    "[", "]", "\u2028", "\U0001f694",
]


def mutated_text(text, chance):
    place = chance.randrange(len(text) + 1)
    kind = chance.randrange(9)
    if kind == 0:
        return text[:place] + chance.choice(CHARACTERS) + text[place:]
    if kind == 1:
        return text[:place] + text[place + chance.choice([1, 1, 1, 2, 5]):]
    if kind == 2:
        return text[:place] + chance.choice(CHARACTERS) + text[place + 1:]
    if kind == 3:
        digits = [index for index, letter in enumerate(text) if letter.isdigit()]
        if not digits:
            return text
        place = chance.choice(digits)
        return text[:place] + chance.choice("0123456789") + text[place + 1:]
    lines = text.split("\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    if kind == 4:
        lines[first], lines[second] = lines[second], lines[first]
    elif kind == 5:
        lines.insert(first, lines[second])
    elif kind == 6:
        del lines[first]
    elif kind == 7:
        end = chance.randrange(len(text) + 1)
        place, end = min(place, end), max(place, end)
        return text[:place] + text[end:] if chance.random() < 0.3 else text[:end]
    else:
        cells = lines[first].split(",")
        one, other = chance.randrange(len(cells)), chance.randrange(len(cells))
        cells[one], cells[other] = cells[other], cells[one]
        lines[first] = ",".join(cells)
    return "\n".join(lines)


def encoded(text, chance):
    kind = chance.randrange(12)
    if kind == 0:
        return b"\xff\xfe" + text.encode("utf-16-le", "surrogatepass")
    if kind == 1:
        return text.encode("cp1252", "replace")
    if kind == 2:
        return text.encode("utf-8-sig", "replace")
    if kind == 3:
        return text.replace("\n", "\r\n").encode("utf-8", "replace")
    bytes_ = bytearray(text.encode("utf-8", "replace"))
    if kind == 4 and bytes_:
        bytes_[chance.randrange(len(bytes_))] = chance.randrange(256)
    return bytes(bytes_)


# --- An independent reader of tables ---


class Unreadable(Exception):
    """The plain reader cannot say what this means, so that nothing can be compared."""


INVISIBLE = dict.fromkeys(map(ord, "\u200b\ufeff\u2060\u00ad\u200e\u200f\u061c"), None)


def plain(cell):
    return cell.translate(INVISIBLE).replace("\u00a0", " ").strip(" \t")


def decoded(content):
    for mark, name in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(mark):
            return content[2:].decode(name, "replace")
    for name in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            pass
    raise Unreadable("encoding")


def text_rows(content):
    """The rows of a text; cells that mean nothing are blank."""
    text = decoded(content).replace("\r\n", "\n")
    first = next((line for line in text.split("\n") if line.strip()), "")
    if first.lower().startswith("sep="):
        raise Unreadable("sep=")
    marks = sorted(",;\t|", key=first.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=marks[-1], strict=True))
    return [[plain(cell) for cell in row] for row in rows if any(plain(cell) for cell in row)]


def workbook_rows(content):
    """The rows of the one sheet of a workbook that is shown."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except Exception:  # Parts that say nothing of cells may be damaged.
        return markup_rows(content)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if len(sheets) != 1:
        raise Unreadable("sheets")
    rows = [
        [plain("" if cell is None else clock(cell)) for cell in row]
        for row in sheets[0].iter_rows(values_only=True)]
    return [row for row in rows if any(row)]


def markup_rows(content):
    """The rows of the first sheet by its markup alone, where each cell has its place."""
    book = zipfile.ZipFile(io.BytesIO(content))
    texts = []
    if "xl/sharedStrings.xml" in book.namelist():
        for item in re.findall(r"<si>(.*?)</si>", book.read("xl/sharedStrings.xml").decode(), re.S):
            texts.append("".join(re.findall(r"<t[^>]*>(.*?)</t>", item, re.S)))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    rows = []
    for row in re.findall(r"<row[ >].*?</row>", sheet, re.S):
        cells = {}
        for attributes, inner in re.findall(r"<c ([^>]*?)(?:/>|>(.*?)</c>)", row, re.S):
            place = re.search(r'r="([A-D])\d+"', attributes)
            kind = re.search(r't="(\w+)"', attributes)
            value = re.search(r"<(?:v|t)>([^<&]*)</(?:v|t)>", inner)
            if not place or "<!" in inner or "<f" in inner:
                raise Unreadable("markup")
            text = value.group(1) if value else ""
            cells[place.group(1)] = texts[int(text)] if kind and kind.group(1) == "s" else text
        rows.append([plain(cells.get(letter, "")) for letter in "ABCD"])
    return [row for row in rows if any(row)]


def clock(cell):
    if hasattr(cell, "strftime"):
        return cell.strftime("%H:%M")
    return str(cell)


def number(cell):
    match = re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", cell, re.ASCII)
    if not match:
        raise Unreadable(f"number {cell!r}")
    return float(cell)


def demand_of(rows):
    """Cars by sector and time, where lines begin with plain times."""
    header = rows[0]
    if len(set(header)) != len(header) or not set(SECTORS) <= set(header[1:]):
        raise Unreadable("header")
    found = []
    for row in rows[1:]:
        if len(row) != len(header) or not re.fullmatch(r"\d?\d:\d\d", row[0], re.ASCII):
            raise Unreadable(f"line {row}")
        found.append({name: number(cell) for name, cell in zip(header[1:], row[1:])})
    return found


def travel_of(rows):
    """Minutes from sector to sector, rounded to tenths as they are kept; halves either way."""
    columns = rows[0][1:]
    found = {}
    for row in rows[1:]:
        if len(row) != len(rows[0]):
            raise Unreadable("line")
        for name, cell in zip(columns, row[1:]):
            if (row[0], name) in found:
                raise Unreadable("twice")
            found[row[0], name] = 0 if row[0] == name and cell in ("", "-", "\u2013") else number(cell)
    return found


def table_difference(kind, rows, run):
    """What Temper's instance says otherwise than a second reader of the table."""
    made = json.loads(run.output)
    names = [sector["id"] for sector in made["sectors"]]
    if kind == "travel":
        found = travel_of(rows)
        for from_, row in zip(names, made["travelMinutes"]):
            for to, minutes in zip(names, row):
                if abs(found[from_, to] - minutes) > 0.05001:
                    return f"{from_} to {to}: {found[from_, to]}, read as {minutes}"
        return None
    found = demand_of(rows)
    if len(found) != len(made["demand"]):
        return f"{len(found)} steps, read as {len(made['demand'])}"
    for line, row in zip(found, made["demand"]):
        for name, cars in zip(names, row):
            if line.get(name, 0) != cars:
                return f"{name}: {line.get(name)}, read as {cars}"
        others = sum(count for name, count in line.items() if name not in names)
        if others and not run.remarks:
            return "a column was left out without a word"
    return None


def table_text(rows, corner):
    return "\n".join(",".join(map(str, row)) for row in rows) + "\n"


def sound_demand():
    return [["time", *SECTORS]] + [[time, *row] for time, row in zip(TIMES, DEMAND)]


def sound_travel():
    return [["", *SECTORS]] + [[name, *row] for name, row in zip(SECTORS, TRAVEL)]


def try_table(temper, folder, kind, content, rows_of):
    other = "travel" if kind == "demand" else "demand"
    sound = {"demand": sound_demand(), "travel": sound_travel()}
    (folder / kind).write_bytes(content)
    (folder / other).write_text(table_text(sound[other], ""))
    run = Run(temper, folder, "import", "--name", "x", "--demand", "demand", "--travel", "travel")
    if run.fault() or run.status != 0:
        return run, run.fault()
    difference = table_difference(kind, rows_of(content), run)
    # What was decided is said; what was not said must be the same.
    return run, difference if difference and not run.remarks else None


# --- The readers ---


def try_csv(temper, folder, chance):
    kind = chance.choice(["demand", "travel"])
    rows = sound_demand() if kind == "demand" else sound_travel()
    text = table_text(rows, "")
    if chance.random() < 0.3:
        text = text.replace(",", chance.choice(";\t|"))
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        text = mutated_text(text, chance)
    return try_table(temper, folder, kind, encoded(text, chance), text_rows)


def sound_workbook(kind):
    import openpyxl

    book = openpyxl.Workbook()
    for row in sound_demand() if kind == "demand" else sound_travel():
        book.active.append([cell if cell != "" else None for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


WORKBOOKS = {}
MARKUP = [
    '<c r="B2" t="s"><v>1</v></c>', "<v>", "</v>", ' t="s"', ' t="str"', ' t="b"', ' t="e"', ' s="1"',
    ' r="C3"', ' hidden="1"', "<f>A1</f>", "&#49;", "&amp;", "&x;", "<![CDATA[1]]>", "<!-- 1 -->",
    "<row/>", "</c>", '<mergeCell ref="B2:B3"/>', "<!DOCTYPE x>", "<is><t>1</t></is>",
]


def mutated_workbook(content, chance):
    if chance.random() < 0.2:
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 3)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        return bytes(damaged)
    source = zipfile.ZipFile(io.BytesIO(content))
    parts = [info.filename for info in source.infolist()]
    weights = [8 if "sheet1" in name else 3 if "shared" in name.lower() else 1 for name in parts]
    chosen = chance.choices(parts, weights)[0]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as out:
        for name in parts:
            text = source.read(name).decode("utf-8")
            if name == chosen:
                for _ in range(chance.randint(1, 3)):
                    text = mutated_markup(text, chance)
            if name != chosen or chance.random() < 0.97:
                out.writestr(name, text.encode("utf-8", "replace"))
    return stream.getvalue()


def mutated_markup(text, chance):
    kind = chance.randrange(4)
    # Between tags, or at an attribute: elsewhere nearly all is no XML any more.
    places = [found.end() for found in re.finditer(r">|<c|<row|=\"", text)] or [0]
    place = chance.choice(places)
    if kind == 0:
        return text[:place] + chance.choice(MARKUP) + text[place:]
    if kind == 1:
        tags = list(re.finditer(r"<c [^>]*>.*?</c>|<row.*?</row>|<[^>]*/>", text))
        if tags:
            tag = chance.choice(tags)
            again = tag.group() if chance.random() < 0.5 else ""
            return text[:tag.start()] + again + text[tag.start() if again else tag.end():]
        return text
    return mutated_text(text, chance)


def try_xlsx(temper, folder, chance):
    kind = chance.choice(["demand", "travel"])
    if kind not in WORKBOOKS:
        WORKBOOKS[kind] = sound_workbook(kind)
    content = mutated_workbook(WORKBOOKS[kind], chance)
    return try_table(temper, folder, kind, content, workbook_rows)


def mutated_json(value, chance):
    """A document with one of its parts changed, at any depth."""
    if isinstance(value, (dict, list)) and value and chance.random() < 0.85:
        key = chance.choice(list(value) if isinstance(value, dict) else range(len(value)))
        kind = chance.randrange(12)
        copy = dict(value) if isinstance(value, dict) else list(value)
        if kind == 0:
            del copy[key]
        elif kind == 1 and isinstance(copy, list):
            copy.insert(chance.randrange(len(copy) + 1), copy[key])
        elif kind == 2 and isinstance(copy, list):
            other = chance.randrange(len(copy))
            copy[key], copy[other] = copy[other], copy[key]
        else:
            copy[key] = mutated_json(value[key], chance)
        return copy
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return chance.choice([
            value, -value, value + 1, value * 10, value + 0.04, 0, 1e9, 1e-9, 2 ** 63, None, str(value),
            [value], True])
    if isinstance(value, str):
        return chance.choice([value.lower(), value + " ", "", value + "\u200b", 1, None, "E", "N"])
    return chance.choice([None, 0, "x", [], {}, [[]], {"type": "Point"}])


def damaged_json(document, chance):
    for _ in range(chance.choice([1, 1, 2, 3])):
        document = mutated_json(document, chance)
    text = json.dumps(document)
    if chance.random() < 0.2:
        text = mutated_text(text, chance)
    return encoded(text, chance)


def document_of(content):
    text = content.decode("utf-8-sig")

    def once(pairs):
        if len({key for key, _ in pairs}) != len(pairs):
            raise Unreadable("a key comes twice")
        return dict(pairs)

    return json.loads(text, object_pairs_hook=once)


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


def polygons(geometry):
    if geometry is None:
        return 0
    if geometry["type"] == "Polygon":
        return len(geometry["coordinates"])
    if geometry["type"] == "MultiPolygon":
        return sum(map(len, geometry["coordinates"]))
    if geometry["type"] == "GeometryCollection":
        return sum(map(polygons, geometry["geometries"]))
    return 0


def outlined(document):
    """The rings of each sector that a map has."""
    features = [document] if document.get("type") == "Feature" else document["features"]
    rings = Counter()
    for feature in features:
        properties = feature.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        names = [feature.get("id"), *map(properties.get, ("id", "sector", "name"))]
        known = [name for name in names if isinstance(name, str) and name in SECTORS]
        if known:
            rings[known[0]] += polygons(feature.get("geometry"))
    return rings


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
    arguments.add_argument("--seed", type=int, default=1, help="the first of the seeds")
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--keep", help="a folder for the files of faults")
    options = arguments.parse_args()
    failed = 0
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        for reader in options.readers.split(","):
            seeds = range(options.seed, options.seed + options.count)
            lots = [seeds[start:start + 250] for start in range(0, len(seeds), 250)]
            ends, faults = Counter(), []
            for some, wrong in pool.map(
                    lot, *zip(*((options.temper, reader, seeds, options.keep) for seeds in lots))):
                ends += some
                faults += wrong
            failed += len(faults)
            print(f"{reader}: {sum(ends.values())} inputs; " + ", ".join(
                f"{count} {end}" for end, count in sorted(ends.items())), flush=True)
            for seed, fault in faults[:20]:
                print(f"  seed {seed}: {fault}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
