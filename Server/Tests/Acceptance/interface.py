#!/usr/bin/env python3
"""Holds every route against its description: schemathesis, all checks, no route left out.

    interface.py SERVER TEMPER INSTANCE [EXAMPLES]

Needs the program `st` (`requirements-schemathesis.txt`) beside this Python.
"""
import json, os, subprocess, sys, tempfile
from kills import Client, finish
from limits import encode

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    server, temper, instance = sys.argv[1:4]
    examples = sys.argv[4] if len(sys.argv) > 4 else "200"
    with tempfile.TemporaryDirectory() as folder:
        client = Client(server, temper, folder)
        fill(client, temper, instance, folder)
        try:
            # Signing out ends a session: those two routes come last, and begin with one.
            check(client, folder, examples, ["--exclude-path", "/session"])
            check(client, folder, examples, ["--include-path", "/session"])
        finally:
            client.process.terminate()
            client.process.wait(10)


def fill(client, temper, instance, folder):
    """One of each thing, so that there is something to be found."""
    with open(instance) as file:
        shift = client.ask("POST", "/api/v1/instances", {"document": {"name": "shift.json", "base64": encode(file.read())}})[2]
    client.ask("POST", "/api/v1/plans", {"instance": shift["id"]})
    run = client.ask("POST", "/api/v1/runs", {"plan": 1, "kind": "solve", "timeLimit": 1})[2]
    finish(client, run["run"]["id"])
    calls, result = os.path.join(folder, "calls.csv"), os.path.join(folder, "result.json")
    subprocess.run([temper, "forecast", "city", "--days", "60", "--calls", "40", "--seed", "1", "-o", calls], check=True)
    with open(calls) as file:
        client.ask("POST", "/api/v1/incidents", {"files": [{"name": "calls.csv", "base64": encode(file.read())}]})
    _, _, demand = client.ask("POST", "/api/v1/demands", {"incidents": 1, "cars": 4, "sectors": 3, "from": "16:30", "to": "00:00", "scenarios": 50, "timeLimit": 10})
    finish(client, demand["run"]["id"])
    assert client.ask("GET", "/api/v1/demands/1")[2].get("found"), "the demand is found"
    with open(result, "w") as file:
        subprocess.run([temper, "solve", instance, "-q", "--time-limit", "1", "--json", "-o", os.path.join(folder, "p.csv")], stdout=file, check=True)
    with open(result) as file:
        result = encode(file.read())
    with open(instance) as file:
        status, _, study = client.ask("POST", "/api/v1/studies", {
            "file": {"name": "result.json", "base64": result}, "shift": {"name": "shift.json", "base64": encode(file.read())}})
    assert status == 201, study


def check(client, folder, examples, which):
    base = f"http://127.0.0.1:{client.port}"
    environment = {**os.environ, "TEMPER_SESSION": client.cookie.removeprefix("temper-session="),
                   "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": HERE}
    subprocess.run(
        [os.path.join(os.path.dirname(sys.executable), "st"), "--config-file", os.path.join(HERE, "schemathesis.toml"), "run",
         f"{base}/openapi.json", "--url", f"{base}/api/v1", "-H", "X-Temper-Request: 1", "--checks", "all", *which,
         "--max-examples", examples, "--seed", "1", "--request-timeout", "20", "--no-color"],
        check=True, env=environment, cwd=folder)


if __name__ == "__main__":
    main()
