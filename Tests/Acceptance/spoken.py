"""Applies to the rows of a table just what Temper said that it left out or took for granted of them.

Each remark is held against the rows first: a line that is called the sum of the others has to be it. What
no remark names stays, so that it has to be the same in both readings.
"""

import re

from plain_readers import Unreadable, number

NOTHING = ("", "-", "\u2013", "\u2014", "\u2212")


class Untrue(Exception):
    """A remark says of the rows what they are not."""


def as_said(rows, remarks):
    """The rows as (line, cells), header first, without what the remarks name."""
    rows, sums, columns = list(rows), [], []
    for remark in map(body, remarks):
        if match := re.fullmatch(r"line (\d+) is the sum of the others and is left out", remark):
            sums.append(taken(rows, int(match[1])))
        elif match := re.fullmatch(r"column (.*) is the sum of the others and is left out", remark):
            columns.append(match[1])
        elif match := re.fullmatch(r'the title "(.*)" above the header is passed over', remark):
            _, cells = taken(rows, rows[0][0])
            hold(cells[0] != "" and not any(cells[1:]), f"no title is {cells}")
        elif match := re.fullmatch(r"line (\d+) above the header is passed over", remark):
            hold(rows[0][0] == int(match[1]), "not the first line")
            taken(rows, int(match[1]))
        elif match := re.fullmatch(r"line (\d+) is read as units or names below the header.*", remark):
            hold(rows[1][0] == int(match[1]), "not the second line")
            _, cells = taken(rows, int(match[1]))
            hold(not re.search(r"\d", "".join(cells)), f"numbers in {cells}")
        elif match := re.fullmatch(r"what stands below the table, from line (\d+) on, .*", remark):
            for line, cells in [row for row in rows if row[0] >= int(match[1])]:
                hold(not any(cells[1:]), f"no note is {cells}")
                taken(rows, line)
        elif remark == "half of the table is empty; legs are taken to be as long both ways":
            rows = mirrored(rows)
    rows, sums = without(rows, columns, sums)
    for line, cells in sums:
        for place, cell in enumerate(cells[1:], 1):
            hold(number(cell) == sum(number(row[place]) for _, row in rows[1:]), f"no sum in line {line}")
    return [cells for _, cells in rows]


def body(remark):
    """What a remark says of its file."""
    return re.sub(r"^(?:note|warning): (?:demand|travel)(?:, sheet [^:]*)?: ", "", remark)


def hold(truth, words):
    if not truth:
        raise Untrue(words)


def taken(rows, line):
    """The row of a line, which is no longer among the rows."""
    found = [row for row in rows if row[0] == line]
    hold(len(found) == 1, f"no line {line}")
    rows.remove(found[0])
    return found[0]


def without(rows, columns, sums):
    """The rows and the sums without columns that are the sums of those that stay."""
    header = rows[0][1]
    places = [header.index(name) if name in header else int(name) - 1 for name in columns if known(name, header)]
    hold(len(places) == len(columns), f"no columns {columns} in {header}")
    stay = [place for place in range(1, len(header)) if place not in places]
    for line, cells in rows[1:]:
        total = sum(number(cells[place]) for place in stay)
        hold(all(number(cells[place]) == total for place in places), f"no sum in line {line}")
    cut = [(line, [cells[place] for place in [0, *stay]]) for line, cells in rows]
    kept = []
    for line, cells in sums:
        total = sum(number(cells[place]) for place in stay)
        corners = [cells[place] for place in places if cells[place] not in NOTHING]
        hold(all(number(cell) == total for cell in corners), f"no sum of all in line {line}")
        kept.append((line, [cells[place] for place in [0, *stay]]))
    return cut, kept


def known(name, header):
    return name in header or name.isdigit() and 0 < int(name) <= len(header)


def mirrored(rows):
    """A table of which half is filled, with each leg both ways."""
    header = rows[0][1]
    legs = {
        (cells[0], name): cell
        for _, cells in rows[1:] for name, cell in zip(header[1:], cells[1:]) if cell not in NOTHING}
    names = sorted({name for pair in legs for name in pair} | set(header[1:]) | {cells[0] for _, cells in rows[1:]})
    for from_, to in legs:
        hold(from_ == to or (to, from_) not in legs, f"both ways between {from_} and {to}")
    if "" in names:
        raise Unreadable("names")
    made = [[one, *(
        "0" if one == other else legs.get((one, other)) or legs.get((other, one), "") for other in names)]
        for one in names]
    return [(0, ["", *names]), *((place, row) for place, row in enumerate(made, 1))]
