#!/usr/bin/env python3
"""Interrupt exact runs at random moments and check what they leave.

usage: interrupt_exact.py INSTANCE [--runs N] [--method M] [--latest S] [--seed K] [--checker FILE]

Every run has to end with status 130 after SIGINT, with JSON on standard output whose bound is no
higher than the recorded optimum (optima.json beside the instance) and whose plan, if there is one, is
in the CSV file, travels no less than the optimum, and is accepted by `temper check` (and by the
checker, if one is given). A run that had no plan yet has to leave no file. Standard library only.
"""
import argparse
import json
import pathlib
import random
import signal
import subprocess
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("instance", type=pathlib.Path)
parser.add_argument("--runs", type=int, default=50)
parser.add_argument("--method", default="paper")
parser.add_argument("--latest", type=float, default=8, help="seconds until the last moment")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--checker", type=pathlib.Path)
options = parser.parse_args()

temper = pathlib.Path(__file__).resolve().parent.parent / ".build/release/temper"
optima = json.loads((options.instance.parent / "optima.json").read_text())["instances"]
optimum = optima[options.instance.stem]["optimum"]
moments = random.Random(options.seed)
plans = finished = 0
slowest = 0.0
with tempfile.TemporaryDirectory() as scratch:
    for run in range(options.runs):
        plan = pathlib.Path(scratch) / f"{run}.csv"
        process = subprocess.Popen(
            [temper, "exact", options.instance, "--method", options.method, "--threads", "1",
             "--seed", str(run), "--json", "-q", "-o", plan], stdout=subprocess.PIPE)
        moment = moments.uniform(0, options.latest)
        try:
            output, _ = process.communicate(timeout=moment)
        except subprocess.TimeoutExpired:
            sent = time.monotonic()
            process.send_signal(signal.SIGINT)
            output, _ = process.communicate(timeout=60)
            slowest = max(slowest, time.monotonic() - sent)
        name = f"run {run}, {moment:.2f} s"
        if process.returncode == -signal.SIGINT:
            # Before the program listens there is nothing to keep, and nothing is left.
            assert not plan.exists(), name
            continue
        finished += process.returncode == 0
        assert process.returncode in (0, 130), f"{name}: status {process.returncode}"
        result = json.loads(output)
        assert result.get("boundMinutes", 0) <= optimum, f"{name}: bound {result['boundMinutes']}"
        travel = result.get("travelMinutes")
        assert plan.exists() == (travel is not None), name
        if travel is None:
            continue
        plans += 1
        assert travel >= optimum and result["checker"]["feasible"], name
        judges = [[temper, "check", options.instance, plan]]
        if options.checker:
            judges.append(["python3", options.checker, options.instance, plan])
        for judge in judges:
            verdict = subprocess.run(judge, capture_output=True, text=True)
            assert verdict.returncode == 0, f"{name}: {verdict.stdout}"
print(f"{options.runs} runs interrupted: {plans} kept a plan and its bound, {finished} had finished, "
      f"slowest end {slowest:.2f} s after the signal; nothing was lost or wrong")
