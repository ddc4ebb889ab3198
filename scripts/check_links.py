#!/usr/bin/env python3
"""Say which links of the project's Markdown files lead nowhere.

usage: check_links.py

Looks at every file that Git tracks or would track, at the links that stay in the repository, and at the
headings that fragments name. Standard library only. Exit status 1 if a link leads nowhere.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def anchor(heading):
    """The fragment that GitHub gives a heading: lower case, no punctuation, hyphens for blanks."""
    return re.sub(r"[^\w\- ]", "", heading.lower().strip()).replace(" ", "-")


def anchors(path):
    text = FENCE.sub("", path.read_text())
    return {anchor(line.lstrip("#")) for line in text.splitlines() if line.startswith("#")}


def faults(path):
    for target in LINK.findall(FENCE.sub("", path.read_text())):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, fragment = target.partition("#")
        place = (path.parent / file).resolve() if file else path
        if not place.exists():
            yield f"{path.relative_to(ROOT)}: {target}: there is no such file"
        elif fragment and fragment not in anchors(place):
            yield f"{path.relative_to(ROOT)}: {target}: {place.name} has no such heading"


def main():
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    paths = [path for path in paths if path.exists() and not path.parent.name.endswith(".docc")]
    if not paths:
        sys.exit("check_links.py: no Markdown file found")
    found = [fault for path in paths for fault in faults(path)]
    for fault in found:
        print(fault)
    sys.exit(1 if found else 0)


main()
