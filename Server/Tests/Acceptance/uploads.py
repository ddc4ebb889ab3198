#!/usr/bin/env python3
"""Uploads tables of all forms that the command line reads, one way and the other: the workbench makes the same shifts
as `temper import`, and says of bad ones the same sentences, with the cell; outlines of sectors come with a shift.

    uploads.py SERVER TEMPER
"""
import base64, json, os, subprocess, sys, tempfile, zipfile
from io import BytesIO
from kills import Client

DEMAND = [["time", "A", "B", "C"], ["08:00", 1, 1, 1], ["09:00", 1, 2, 0], ["10:00", 1, 1, 1], ["11:00", 0, 2, 1]]
TRAVEL = [["", "A", "B", "C"], ["A", 0, 4.5, 9], ["B", 4.5, 0, 6], ["C", 9, 6, 0]]
SECTORS = [["id", "name", "lon", "lat"], ["A", "Nörd", 5.0, 52.0], ["B", "East", 5.1, 52.0], ["C", "South", 5.1, 51.9]]
CARS = [["id", "off"], ["K1", ""], ["K2", ""], ["K3", ""]]
RULES = [["rule", "car", "sector", "from", "to"], ["pin", "K1", "A", "08:00", "09:00"], ["ban", "K2", "C", "10:00", "11:00"]]
LONG = [["step", "sector", "cars"]] + [[step, sector, cars] for step, row in enumerate(DEMAND[1:], 1) for sector, cars in zip("ABC", row[1:])]
LEGS = [["from", "to", "minutes"], ["A", "B", 4.5], ["A", "C", 9], ["B", "C", 6], ["B", "A", 4.5], ["C", "A", 9], ["C", "B", 6]]
OPTIONS = {"demand": "--demand", "travel": "--travel", "osrm": "--osrm", "sectors": "--sectors", "cars": "--cars-table", "rules": "--rules-table"}


# MARK: - Files

def csv(rows, separator=",", encoding="utf-8", comma=False):
    def cell(value):
        text = str(value).replace(".", ",") if comma and isinstance(value, float) else str(value)
        return f'"{text}"' if separator in text else text
    return "".join(separator.join(map(cell, row)) + "\r\n" for row in rows).encode(encoding)


def xlsx(sheets):
    """A workbook of tables by the names of their sheets, as small as programs take them."""
    def cell(row, column, value):
        place = f"{chr(65 + column)}{row + 1}"
        if isinstance(value, (int, float)):
            return f'<c r="{place}"><v>{value}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>' if value != "" else ""
    space = "http://schemas.openxmlformats.org/"
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as book:
        numbers = range(1, len(sheets) + 1)
        book.writestr("[Content_Types].xml", f'<Types xmlns="{space}package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                      '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
                      + "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' for n in numbers) + "</Types>")
        book.writestr("_rels/.rels", f'<Relationships xmlns="{space}package/2006/relationships"><Relationship Id="rId1" Type="{space}officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{space}spreadsheetml/2006/main" xmlns:r="{space}officeDocument/2006/relationships"><sheets>'
                      + "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(numbers, sheets)) + "</sheets></workbook>")
        book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{space}package/2006/relationships">'
                      + "".join(f'<Relationship Id="rId{n}" Type="{space}officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers) + "</Relationships>")
        for n, rows in zip(numbers, sheets.values()):
            lines = "".join(f'<row r="{r + 1}">' + "".join(cell(r, c, value) for c, value in enumerate(row)) + "</row>" for r, row in enumerate(rows))
            book.writestr(f"xl/worksheets/sheet{n}.xml", f'<worksheet xmlns="{space}spreadsheetml/2006/main"><sheetData>{lines}</sheetData></worksheet>')
    return content.getvalue()


def osrm(rows):
    return json.dumps({"code": "Ok", "durations": [[None if value is None else 60 * value for value in row[1:]] for row in rows[1:]]}).encode()


def changed(rows, row, column, value):
    return [[value if (r, c) == (row, column) else cell for c, cell in enumerate(line)] for r, line in enumerate(rows)]


BOOK = {"demand": DEMAND, "travel": TRAVEL, "sectors": SECTORS, "cars": CARS, "rules": RULES}
WITHOUT_TIMES = [["step", "A", "B", "C"], [1, 1, 1, ""], [2, 1, 1, ""]]

# Files by what they are, and options of both sides.
GOOD = {
    "commas": ({"demand": ("demand.csv", csv(DEMAND)), "travel": ("travel.csv", csv(TRAVEL))}, {}),
    "semicolons and decimal commas": ({"demand": ("demand.csv", csv(DEMAND, ";")), "travel": ("travel.csv", csv(TRAVEL, ";", comma=True))}, {}),
    "Windows-1252": ({"demand": ("demand.csv", csv(DEMAND)), "travel": ("travel.csv", csv(TRAVEL)), "sectors": ("sectors.csv", csv(SECTORS, ";", "cp1252"))}, {}),
    "UTF-16": ({"demand": ("demand.txt", csv(DEMAND, "\t", "utf-16")), "travel": ("travel.txt", csv(TRAVEL, "\t", "utf-16"))}, {}),
    "a line per cell": ({"demand": ("demand.csv", csv(LONG)), "travel": ("legs.csv", csv(LEGS))}, {}),
    "five tables": ({name: (f"{name}.csv", csv(rows)) for name, rows in BOOK.items()}, {}),
    "five workbooks": ({name: (f"{name}.xlsx", xlsx({"any": rows})) for name, rows in BOOK.items()}, {}),
    "one workbook": ({name: ("book.xlsx", xlsx(BOOK)) for name in BOOK}, {}),
    "OSRM": ({"demand": ("demand.csv", csv(DEMAND)), "osrm": ("table.json", osrm(TRAVEL)), "sectors": ("sectors.csv", csv(SECTORS))}, {}),
    "options": ({"demand": ("demand.csv", csv(WITHOUT_TIMES)), "travel": ("travel.csv", csv(TRAVEL))},
                {"cars": 4, "start": "22:30", "stepMinutes": 30, "emptyCells": 2, "presence": "none", "shortagePrice": 12.5}),
}
FLAGS = {"cars": "--cars", "start": "--start", "stepMinutes": "--step-minutes", "emptyCells": "--empty", "presence": "--presence", "shortagePrice": "--shortage-price"}

# What is wrong, and where the sentence has to say it is.
BAD = {
    "a word for a number": ({"demand": ("demand.csv", csv(changed(DEMAND, 2, 2, "two"))), "travel": ("travel.csv", csv(TRAVEL))}, "demand.csv, line 3, column B"),
    "a word in a workbook": ({"demand": ("book.xlsx", xlsx({**BOOK, "demand": changed(DEMAND, 3, 1, "one")})), "travel": ("book.xlsx", xlsx({**BOOK, "demand": changed(DEMAND, 3, 1, "one")}))}, "book.xlsx, sheet demand"),
    "minutes below zero": ({"demand": ("demand.csv", csv(DEMAND)), "travel": ("travel.csv", csv(changed(TRAVEL, 1, 2, -3)))}, "travel.csv, line 2, column B"),
    "a way that OSRM does not know": ({"demand": ("demand.csv", csv(DEMAND)), "osrm": ("table.json", osrm(changed(TRAVEL, 1, 2, None)))}, "table.json"),
    "a sector that nobody needs": ({"demand": ("demand.csv", csv(changed(DEMAND, 0, 2, "X"))), "travel": ("travel.csv", csv(TRAVEL))}, "travel.csv: no line for sector \"X\""),
    "a pin of no car": ({**{name: (f"{name}.csv", csv(rows)) for name, rows in BOOK.items()}, "rules": ("rules.csv", csv(changed(RULES, 1, 1, "K9")))}, "rules.csv, line 2"),
    "a workbook without its sheet": ({"demand": ("book.xlsx", xlsx({"one": DEMAND, "two": TRAVEL})), "travel": ("travel.csv", csv(TRAVEL))}, "book.xlsx"),
    "no table at all": ({"demand": ("demand.csv", b"\x00\x01\x02"), "travel": ("travel.csv", csv(TRAVEL))}, "demand.csv"),
}


# MARK: - Both sides

def upload(client, files, options):
    tables = {kind: {"name": name, "base64": base64.b64encode(content).decode()} for kind, (name, content) in files.items()}
    return client.ask("POST", "/api/v1/instances", {"name": "night", "tables": tables, **options})


def command(temper, folder, files, options):
    arguments = [temper, "import", "--name", "night"]
    for kind, (name, content) in files.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)
        arguments += [OPTIONS[kind], name]
    for name, value in options.items():
        arguments += [FLAGS[name], str(value)]
    return subprocess.run(arguments, cwd=folder, capture_output=True, text=True)


def main():
    server, temper = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as place:
        client = Client(server, os.path.abspath(temper), place)
        try:
            for name, (files, options) in GOOD.items():
                status, _, row = upload(client, files, options)
                assert status == 201, (name, row)
                shift = client.ask("GET", f"/api/v1/instances/{row['id']}")[2]
                own = command(os.path.abspath(temper), folder, files, options)
                assert own.returncode == 0, (name, own.stderr)
                expected = json.loads(own.stdout)
                for one in [shift, expected]:
                    one.pop("description", None)
                    # The workbench names cars that are only counted.
                    one["cars"] = len(one["cars"]) if isinstance(one["cars"], list) and "pin" not in json.dumps(one) and name != "five tables" else one["cars"]
                assert shift == expected, (name, shift, expected)
            print(f"{len(GOOD)} forms of tables: the shifts of temper import, number by number")
            book = {"workbook": ("book.xlsx", xlsx(BOOK))}
            status, _, row = upload(client, book, {})
            assert status == 201, row
            shift = client.ask("GET", f"/api/v1/instances/{row['id']}")[2]
            assert [car["id"] for car in shift["cars"]] == ["K1", "K2", "K3"] and shift["fixed"] == [{"car": "K1", "step": 1, "sector": "A"}], shift
            for name, (files, where) in BAD.items():
                status, _, problem = upload(client, files, {})
                own = command(os.path.abspath(temper), folder, files, {})
                assert status == 422 and own.returncode != 0, (name, status, problem, own.stderr)
                lines = problem.get("errors") or [problem["detail"]]
                assert any(where in line for line in lines), (name, where, lines)
                for line in lines:
                    assert line in own.stderr, f"{name}: '{line}' is none of temper import: {own.stderr}"
            print(f"{len(BAD)} bad uploads: refused at the cell, in the sentences of temper import")
            maps(client)
        finally:
            client.process.terminate()
            client.process.wait(10)


def maps(client):
    """Outlines come with a shift, are drawn on its page, and are refused where they show none of its sectors."""
    def outline(name, west):
        ring = [[west, 51.8], [west + 0.1, 51.8], [west + 0.1, 52.1], [west, 52.1], [west, 51.8]]
        return {"type": "Feature", "properties": {"sector": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}

    def encoded(value):
        return {"name": "map.geojson", "base64": base64.b64encode(json.dumps(value).encode()).decode()}
    files = GOOD["five tables"][0]
    status, _, row = upload(client, files, {"map": encoded({"type": "FeatureCollection", "features": [outline("A", 5.0), outline("B", 5.1), outline("X", 5.2)]})})
    assert status == 201, row
    plan = base64.b64encode(b"car,08:00,09:00,10:00,11:00\r\nK1,A,A,A,B\r\nK2,B,B,B,B\r\nK3,C,B,C,C\r\n").decode()
    status, _, line = client.ask("POST", "/api/v1/plans", {"instance": row["id"], "schedule": plan})
    assert status == 201, line
    number = line["plan"]["id"]
    rings = client.ask("GET", f"/api/v1/plans/{number}/outlines")[2]
    assert [len(one) for one in rings] == [1, 1, 0] and rings[0][0][0] == [5.0, 51.8], rings
    status, _, page = client.ask("GET", f"/api/v1/plans/{number}/export.html")
    assert status == 200 and b"<svg" in page, page[:200]
    for map, words in [({"type": "FeatureCollection", "features": [outline("X", 5.0)]}, "no polygon is named for a sector"), ({"type": "Point"}, "expected a GeoJSON")]:
        status, _, problem = upload(client, files, {"map": encoded(map)})
        assert status == 422 and problem["detail"].startswith("map.geojson: ") and words in problem["detail"], problem
    print("outlines of sectors: kept with the shift, told to the page and drawn in print; others refused")


if __name__ == "__main__":
    main()
