#!/usr/bin/env python3
"""Prove the optima of a folder's instances and record them in its optima.json.

usage: record_optima.py FOLDER [--names PATTERN] [--time-limit S] [--threads N]

Runs `temper compare --methods exact`; instances that are not proven within the limit keep the record
they have. Standard library only.
"""
import argparse
import json
import pathlib
import subprocess
import tempfile

parser = argparse.ArgumentParser()
parser.add_argument("folder", type=pathlib.Path)
parser.add_argument("--names", default="*")
parser.add_argument("--time-limit", type=float, default=600)
parser.add_argument("--threads", type=int, default=1)
options = parser.parse_args()

temper = pathlib.Path(__file__).resolve().parent.parent / ".build/release/temper"
instances = sorted(
    path for path in options.folder.glob(options.names + ".json")
    if json.loads(path.read_text()).get("format") == "patrol-shift")
record = options.folder / "optima.json"
optima = json.loads(record.read_text())["instances"] if record.exists() else {}

with tempfile.TemporaryDirectory() as scratch:
    subprocess.run(
        [temper, "compare", *instances, "-o", scratch, "--methods", "exact", "--seeds", "1",
         "--time-limit", str(options.time_limit), "--threads", str(options.threads)], check=True)
    comparison = json.loads((pathlib.Path(scratch) / "comparison.json").read_text())

for instance in comparison["instances"]:
    if "optimumMinutes" in instance:
        optima[instance["name"]] = {
            "optimum": instance["optimumMinutes"], "proved": True,
            "provedBy": f"temper exact, HiGHS {comparison['highs']}",
            "fingerprint": instance["fingerprint"]}
document = {"instances": dict(sorted(optima.items()))}
record.write_text(json.dumps(document, indent=1) + "\n")
