#!/usr/bin/env python3
"""Makes inputs of almost a megabyte of what readers are given, and wants none to take long.

Fuzzing tries inputs of some kilobytes, in which work that grows with the square of the input does not show. Here
each part of a seed that can be repeated is, until the input has its size: elements of lists, members of objects,
lines, columns, elements of XML; as it is, and with names and numbers of its own each time. The check of the reader
(`fuzz READER FILE`) ends with a fault if that takes more than four seconds of processor time: the program is
instrumented, which makes it four to five times as slow, and what is accepted is read, written and read again.

usage: large.py PROGRAM [--size 1000000] [--only READER]
"""

import argparse
import copy
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def renamed(value, number):
    """A copy in which texts and whole numbers that name something are of this number only."""
    if isinstance(value, dict):
        return {key: renamed(part, number) for key, part in value.items()}
    if isinstance(value, list):
        return [renamed(part, number) for part in value]
    if isinstance(value, str) and len(value) < 40:
        return f"{value}{number}"
    return number if isinstance(value, int) and not isinstance(value, bool) else value


def places(value, path=()):
    """The paths of all lists and objects that have something in them."""
    if isinstance(value, (dict, list)) and value:
        yield path
        for key, part in value.items() if isinstance(value, dict) else enumerate(value[:3]):
            yield from places(part, path + (key,))


def at(value, path):
    for key in path:
        value = value[key]
    return value


def of_json(text, size):
    """Documents in which one list or object has as many members as there is room for."""
    try:
        document = json.loads(text)
    except ValueError:
        return
    for path in list(places(document))[:60]:
        for change in (renamed, lambda value, _: value):
            grown = copy.deepcopy(document)
            holder = at(grown, path)
            last = holder[-1] if isinstance(holder, list) else list(holder.items())[-1]
            count = max(1, (size - len(text)) // (len(json.dumps(last)) + 8))
            if isinstance(holder, list):
                holder += [change(last, number) for number in range(1, count)]
            else:
                key, value = last
                holder.update((f"{key}{number}", change(value, number)) for number in range(1, count))
            yield json.dumps(grown, separators=(",", ":"))


def of_lines(text, size):
    """Tables with many lines, with many columns, and with one long cell."""
    lines = text.splitlines()
    for number, line in list(enumerate(lines))[:6]:
        count = max(1, (size - len(text)) // (len(line) + 7))
        same = [line] * count
        own = [re.sub(r"\d+(?!.*\d)|$", str(place), line, count=1) for place in range(count)]
        first = [re.sub(r"^\s*[^,;\t ]*", str(place), line, count=1) for place in range(count)]
        for more in (same, own, first):
            yield "\n".join(lines[:number + 1] + more + lines[number + 1:]) + "\n"
    mark = next((mark for mark in ",;\t| " if mark in text), ",")
    wide = max(1, size // max(1, len(lines)) // 7)
    for unique in (True, False):
        yield "\n".join(
            line + mark + mark.join(f"c{place}" if unique and not number else "1" for place in range(wide))
            for number, line in enumerate(lines)) + "\n"
    yield "\n".join(lines[:1] + [mark.join(["1"] * (size // 2))] + lines[1:]) + "\n"
    yield "\n".join(lines + ["x" * size]) + "\n"


def of_elements(text, size):
    """XML with one of its elements many times."""
    for match in list(re.finditer(r"<(\w+)[^>]*?(?:/>|>(?:(?!<\1).)*?</\1>)", text, re.S))[:20]:
        part = match[0]
        count = max(1, (size - len(text)) // (len(part) + 5))
        for unique in (True, False):
            parts = [re.sub(r"(?<=[A-Z])\d+|(?<=r=\")\d+", str(number), part) if unique else part
                     for number in range(1, count)]
            yield text[:match.end()] + "".join(parts) + text[match.end():]


def of_bytes(size):
    """What may be read again and again: openings without an end, and long runs of one byte."""
    for piece in ("[", "{\"a\":", "\"", "&", "<a>", "<!--", "(", ",", "\n", "\r", " ", "#", "\f", "0", "-", "1,",
                  "\"\"", "\"a\n", "a=", "\\u0041", "é"):
        yield piece * (size // len(piece.encode()))
        yield "{\"format\":" + piece * ((size - 12) // len(piece.encode()))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program", type=lambda path: str(Path(path).resolve()))
    arguments.add_argument("--size", type=int, default=1_000_000)
    arguments.add_argument("--only")
    arguments = arguments.parse_args()
    readers = subprocess.run([arguments.program], capture_output=True, text=True, check=True).stdout.split()
    count, faults = 0, 0
    keep = HERE / ".crashes"
    with tempfile.TemporaryDirectory() as scratch:
        for reader in readers:
            if arguments.only not in (None, reader):
                continue
            folder = Path(scratch) / reader
            folder.mkdir()
            texts = [text for text in of_bytes(arguments.size)]
            for seed in sorted((HERE / "Seeds" / reader).iterdir())[:4]:
                text = seed.read_bytes().decode("utf-8", errors="replace")
                for made in (of_json, of_lines, of_elements):
                    texts += [] if made is of_elements and "<" not in text else made(text, arguments.size)
            files = []
            for number, text in enumerate(texts):
                files.append(folder / f"{number}")
                files[-1].write_bytes(text.encode()[:1_048_575])
            count += len(files)
            while files:
                # One process reads them all, up to one that ends it.
                run = subprocess.run(
                    [arguments.program, reader, "-detect_leaks=0", "-timeout=60", *map(str, files)],
                    capture_output=True, text=True, errors="replace", env={"SWIFT_BACKTRACE": "enable=no", "FUZZ_SECONDS": "4"})
                if run.returncode == 0:
                    break
                started = re.findall(r"^Running: (.*)$", run.stderr, re.M)
                last = Path(started[-1]) if started else files[0]
                words = re.findall(r"Fatal error: .*|ERROR: .*", run.stderr) or [run.stderr[-300:]]
                (keep / reader).mkdir(parents=True, exist_ok=True)
                kept = keep / reader / f"large-{last.name}"
                kept.write_bytes(last.read_bytes())
                print(f"{reader}: {words[0]}; {kept}", file=sys.stderr, flush=True)
                faults += 1
                files = files[files.index(last) + 1:]
            for file in folder.iterdir():
                file.unlink()
    print(f"{count} inputs of up to {arguments.size} bytes for {len(readers)} readers: {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
