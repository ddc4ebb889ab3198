"""Sends plans and their changes to calendar programs, and looks at what is in them afterwards.

Each replan is exported over the calendar before it. Three importers take every update as a
subscriber would: the Python packages icalendar and ics, by identifier and sequence number (RFC 5546,
2.1.5), and a Radicale server over CalDAV. In the end every stay is there once, at its time, and what
is no longer planned is cancelled.

usage: calendars.py TEMPER [--replans 50]
"""

import argparse
import json
import random
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import icalendar
import ics
import requests

DATE = ["--date", "2026-03-28", "--time-zone", "Europe/London"]


def run(temper, *arguments, accept=(0,)):
    done = subprocess.run([temper, *map(str, arguments)], capture_output=True, text=True, timeout=60)
    assert done.returncode in accept, (arguments, done.returncode, done.stderr)
    return done.stdout


def change(shift, cells, chance):
    """Another plan: two cars exchange the rest of their shifts, which keeps the demand."""
    cars = sorted({car for car, _ in cells})
    first, second = chance.sample(cars, 2)
    begin = chance.randrange(1, len(shift["demand"]) + 1)
    changed = dict(cells)
    for step in range(begin, len(shift["demand"]) + 1):
        changed[first, step], changed[second, step] = cells[second, step], cells[first, step]
    return changed


def write(cells, path):
    lines = [f"{car},{step},{sector}" for (car, step), sector in sorted(cells.items())]
    path.write_text("car,step,sector\n" + "\n".join(lines) + "\n", encoding="utf-8")


def stays(cells, shift):
    """The stays of a plan: car, sector, first and last step."""
    found = set()
    for car in {car for car, _ in cells}:
        steps = sorted(step for other, step in cells if other == car)
        begin = steps[0]
        for step in steps:
            if step + 1 not in steps or cells[car, step + 1] != cells[car, step]:
                found.add((car, cells[car, step], begin, step + 1))
                begin = step + 1
    return found


def check(events, cells, shift, start, who):
    """Events are the plan's stays, each once: (title, begin, end) in seconds."""
    step = 60 * shift["stepMinutes"]
    expected = sorted((f"{car} \u2013 {sector}", start + step * (first - 1), start + step * (end - 1))
                      for car, sector, first, end in stays(cells, shift))
    assert sorted(events) == expected, (who, sorted(events)[:3], expected[:3])


class Icalendar:
    """A subscriber that keeps events by identifier, the latest revision of each."""

    def __init__(self):
        self.events = {}

    def take(self, text):
        for event in icalendar.Calendar.from_ical(text).walk("VEVENT"):
            uid = str(event["UID"])
            key = (int(event["SEQUENCE"]), event.decoded("DTSTAMP"))
            if uid not in self.events or key > self.events[uid][0]:
                self.events[uid] = (key, event)

    def shown(self):
        return [(str(e["SUMMARY"]), e.decoded("DTSTART").timestamp(), e.decoded("DTEND").timestamp())
                for _, e in self.events.values() if str(e["STATUS"]) != "CANCELLED"]


class Ics:
    """The same with another reader."""

    def __init__(self):
        self.events = {}

    def take(self, text):
        for event in ics.Calendar(text).events:
            extra = {line.name: line.value for line in event.extra}
            key = (int(extra["SEQUENCE"]), event.last_modified)
            if event.uid not in self.events or key > self.events[event.uid][0]:
                self.events[event.uid] = (key, event)

    def shown(self):
        return [(e.name, e.begin.timestamp(), e.end.timestamp())
                for _, e in self.events.values() if e.status != "CANCELLED"]


class Radicale:
    """A CalDAV server to which every event is put under its identifier."""

    def __init__(self, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        config = folder / "radicale.conf"
        config.write_text(
            f"[server]\nhosts = 127.0.0.1:{self.port}\n[auth]\ntype = none\n[rights]\ntype = "
            f"owner_only\n[storage]\nfilesystem_folder = {folder}/collections\n")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "radicale", "-C", config], stderr=subprocess.DEVNULL)
        self.root = f"http://127.0.0.1:{self.port}/crew/plan/"
        self.session = requests.Session()
        self.session.auth = ("crew", "crew")
        for _ in range(100):
            try:
                self.session.get(self.root, timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        done = self.session.request("MKCALENDAR", self.root, timeout=10)
        assert done.status_code == 201, (done.status_code, done.text)

    def take(self, text):
        whole = icalendar.Calendar.from_ical(text)
        for event in whole.walk("VEVENT"):
            one = icalendar.Calendar()
            one.add("VERSION", "2.0")
            one.add("PRODID", "-//Acceptance//EN")
            one.add_component(event)
            done = self.session.put(
                self.root + str(event["UID"]) + ".ics", data=one.to_ical(), timeout=10,
                headers={"Content-Type": "text/calendar"})
            assert done.status_code in (201, 204), (done.status_code, done.text)

    def shown(self):
        text = self.session.get(self.root, timeout=10).text
        return [(str(e["SUMMARY"]), e.decoded("DTSTART").timestamp(), e.decoded("DTEND").timestamp())
                for e in icalendar.Calendar.from_ical(text).walk("VEVENT")
                if str(e["STATUS"]) != "CANCELLED"]

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=10)


def check_edits(temper, shift, instance, plan, folder):
    """Edits that move no stay change no identifier and no sequence number."""
    before = run(temper, "export", instance, plan, "--form", "ical", *DATE, accept=(0, 3))
    edits = [{"description": "other words"}, {"cars": [{"id": car} for car in ids(shift)[::-1]]},
             {"travelMinutes": [[round(m + 0.1, 1) if (i, j) == (0, 1) else m for j, m in enumerate(row)]
                                for i, row in enumerate(shift["travelMinutes"])]},
             {"presence": {"rule": "none"}}]
    for edit in edits:
        path = folder / "edited.json"
        path.write_text(json.dumps(shift | edit))
        old = folder / "before.ics"
        old.write_text(before, newline="")
        after = run(temper, "export", path, plan, "--form", "ical", *DATE, "--since", old,
                    accept=(0, 3))
        def numbers(text):
            return {str(e["UID"]): int(e["SEQUENCE"])
                    for e in icalendar.Calendar.from_ical(text).walk("VEVENT")}
        assert numbers(before) == numbers(after), edit


def ids(shift):
    cars = shift["cars"]
    return [str(n + 1) for n in range(cars)] if isinstance(cars, int) else [c["id"] for c in cars]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("temper")
    parser.add_argument("--replans", type=int, default=50)
    options = parser.parse_args()
    temper = str(Path(options.temper).resolve())
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        instance, plan, calendar = folder / "shift.json", folder / "plan.csv", folder / "plan.ics"
        shift = json.loads(run(temper, "generate", "team-x-9x9x6", "--seed", 1))
        instance.write_text(json.dumps(shift))
        run(temper, "solve", instance, "--steps", 300, "--seed", 1, "-q", "-o", plan)
        rows = [line.split(",") for line in plan.read_text().splitlines()[1:]]
        cells = {(row[0], int(row[1])): row[2] for row in rows}
        check_edits(temper, shift, instance, plan, folder)
        server = Radicale(folder)
        try:
            clients = [Icalendar(), Ics(), server]
            start = None
            for replan in range(options.replans + 1):
                if replan:
                    cells = change(shift, cells, chance)
                write(cells, plan)
                run(temper, "export", instance, plan, *DATE, "-o", calendar, accept=(0, 3))
                text = calendar.read_bytes().decode()
                if start is None:
                    start = min(e.decoded("DTSTART").timestamp()
                                for e in icalendar.Calendar.from_ical(text).walk("VEVENT"))
                for client in clients:
                    client.take(text)
                    check(client.shown(), cells, shift, start, (replan, type(client).__name__))
        finally:
            server.close()
    print(f"{options.replans} replans in {len(clients)} clients: every stay once, at its time; "
          "0 identifiers changed by 4 edits that moved no stay")


main()
