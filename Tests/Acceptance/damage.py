"""Damages texts, workbooks and JSON at random."""

import io
import json
import re
import zipfile

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
