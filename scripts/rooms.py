#!/usr/bin/env python3
"""Print the rooms of the house: each target's floor, files, lines, and the targets that it imports.

usage: rooms.py

Reads `swift package dump-package` in the current folder, so it tells what the manifest says. Lines are
those of source files, blank ones and comments included. Exit status 1 if a file has more than 500.
"""
import json
import pathlib
import subprocess
import sys

SOURCES = {".swift", ".c", ".h", ".inc"}
LONGEST = 500


def own_imports(target, names):
    """The targets of this package among a target's dependencies, in order."""
    found = (dependency.get("byName", [None])[0] for dependency in target["dependencies"])
    return [name for name in found if name in names]


def main():
    dump = subprocess.run(["swift", "package", "dump-package"], capture_output=True, text=True)
    if dump.returncode != 0:
        sys.exit(dump.stderr)
    targets = [t for t in json.loads(dump.stdout)["targets"] if t["path"].startswith("Sources/")]
    names = {target["name"] for target in targets}
    print("| Floor | Room | Files | Lines | Longest | Imports |")
    print("|---|---|--:|--:|--:|---|")
    longest_of_all = 0
    for target in targets:
        files = [f for f in pathlib.Path(target["path"]).rglob("*") if f.suffix in SOURCES]
        lines = [len(file.read_text().splitlines()) for file in files]
        longest_of_all = max([longest_of_all] + lines)
        imports = own_imports(target, names)
        cell = f"{len(imports)}: {', '.join(imports)}" if imports else "–"
        floor = pathlib.Path(target["path"]).parts[1]
        print(f"| {floor} | {target['name']} | {len(files)} | {sum(lines):,} "
              f"| {max(lines, default=0)} | {cell} |")
    if longest_of_all > LONGEST:
        sys.exit(f"a file has {longest_of_all} lines, more than {LONGEST}")


main()
