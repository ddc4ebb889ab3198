"""Reads planners' tables, OSRM and GeoJSON a second time, by readers that share nothing with Temper."""

import csv
import io
import json
import re
import warnings
import zipfile
from collections import Counter

SECTORS = ["N", "E", "S"]


# The columns of the widest sheet that is damaged.
LETTERS = "ABCDE"


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
    """The rows of a text with the lines on which they begin; cells that mean nothing are blank."""
    text = decoded(content).replace("\r\n", "\n")
    first = next((line for line in text.split("\n") if line.strip()), "")
    if first.lower().startswith("sep="):
        raise Unreadable("sep=")
    marks = sorted(",;\t|", key=first.count)
    reader, rows, line = csv.reader(io.StringIO(text), delimiter=marks[-1], strict=True), [], 1
    for row in reader:
        rows.append((line, [plain(cell) for cell in row]))
        line = reader.line_num + 1
    return [(line, cells) for line, cells in rows if any(cells)]


def workbook_rows(content):
    """The rows of the one sheet of a workbook that is shown, with their numbers."""
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
        (number, [plain("" if cell is None else clock(cell)) for cell in row])
        for number, row in enumerate(sheets[0].iter_rows(values_only=True), 1)]
    return [(number, cells) for number, cells in rows if any(cells)]


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
        number = re.match(r'<row [^>]*?\br="(\d+)"', row)
        if not number:
            raise Unreadable("row without a number")
        cells = {}
        for attributes, inner in re.findall(r"<c ([^>]*?)(?:/>|>(.*?)</c>)", row, re.S):
            place = re.search(r'r="([A-E])\d+"', attributes)
            kind = re.search(r't="(\w+)"', attributes)
            value = re.search(r"<(?:v|t)>([^<&]*)</(?:v|t)>", inner)
            if not place or "<!" in inner or "<f" in inner:
                raise Unreadable("markup")
            text = value.group(1) if value else ""
            cells[place.group(1)] = texts[int(text)] if kind and kind.group(1) == "s" else text
        rows.append((int(number[1]), [plain(cells.get(letter, "")) for letter in LETTERS]))
    return [(number, cells) for number, cells in rows if any(cells)]


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
    """What Temper's instance says otherwise than a second reader of the rows, without what it left out."""
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
        if others:
            return "a column was left out without a word"
    return None


def document_of(content):
    text = content.decode("utf-8-sig")

    def once(pairs):
        if len({key for key, _ in pairs}) != len(pairs):
            raise Unreadable("a key comes twice")
        return dict(pairs)

    return json.loads(text, object_pairs_hook=once)


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
