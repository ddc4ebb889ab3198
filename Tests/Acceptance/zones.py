"""Holds the times in calendars against Python's zoneinfo, and sees abbreviations of zones refused.

A shift that begins at 08:00 and one that crosses midnight are exported on six days, among them those on
which clocks change in Europe, America and Australia, in 36 zones: every stay begins and ends when
zoneinfo says so, and says it in the clock times of the place.

usage: zones.py TEMPER
"""

import json
import re
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

ZONES = """
Africa/Cairo Africa/Casablanca Africa/Johannesburg Africa/Lagos America/Anchorage America/Argentina/Ushuaia
America/Bogota America/Chicago America/Denver America/Halifax America/Havana America/Los_Angeles
America/New_York America/Phoenix America/Santiago America/Sao_Paulo America/St_Johns Asia/Dhaka Asia/Dubai
Asia/Jerusalem Asia/Kathmandu Asia/Kolkata Asia/Singapore Asia/Tehran Asia/Tokyo Atlantic/Azores
Australia/Adelaide Australia/Lord_Howe Australia/Sydney Europe/Dublin Europe/Lisbon Europe/London
Pacific/Apia Pacific/Auckland Pacific/Chatham UTC
""".split()
DATES = ["2026-01-15", "2026-03-08", "2026-03-28", "2026-07-01", "2026-10-04", "2026-10-25"]
ABBREVIATIONS = """
ACT AEST AST BST CDT CET CST EDT EET EST GMT+1:90 HST IST JST MDT MET MSK MST PDT PST SST WET XYZ london
""".split()
# A clock time in front of which 24 hours have passed may be an hour off on days of change: none begins there.
STARTS = ["08:00", "22:00"]


def export(temper, shift, plan, date, zone):
    return subprocess.run(
        [temper, "export", shift, plan, "--form", "ical", "--date", date, "--time-zone", zone],
        capture_output=True, text=True, timeout=60)


def unfolded(text):
    return text.replace("\r\n", "\n").replace("\n ", "")


def stays(text):
    """Begin and end of each event, and what its description says of them."""
    for event in unfolded(text).split("BEGIN:VEVENT")[1:]:
        begin, end = (
            datetime.strptime(re.search(rf"{key}:(\w+)Z", event)[1], "%Y%m%dT%H%M%S").replace(
                tzinfo=timezone.utc)
            for key in ("DTSTART", "DTEND"))
        words = re.search(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d) to (?:(\d{4}-\d\d-\d\d) )?(\d\d:\d\d)", event)
        yield begin, end, words.groups()


def check(text, date, start, zone, steps):
    place = ZoneInfo(zone)
    first = datetime.fromisoformat(f"{date}T{start}").replace(tzinfo=place).astimezone(timezone.utc)
    instants = {first + timedelta(hours=step) for step in range(steps + 1)}
    found = list(stays(text))
    assert found, text
    assert min(begin for begin, _, _ in found) == first, (zone, date, start, found[0], first)
    assert max(end for _, end, _ in found) == first + timedelta(hours=steps), (zone, date, start)
    for begin, end, (day, hour, last_day, last_hour) in found:
        assert {begin, end} <= instants, (zone, date, start, begin, end)
        here, there = begin.astimezone(place), end.astimezone(place)
        assert f"{here:%Y-%m-%d %H:%M}" == f"{day} {hour}", (zone, date, here, day, hour)
        assert f"{there:%H:%M}" == last_hour, (zone, date, there, last_hour)
        assert last_day is None or f"{there:%Y-%m-%d}" == last_day, (zone, date, there, last_day)


def main():
    temper = sys.argv[1]
    source = json.loads(Path("instances/tiny-4x5x5.json").read_text())
    checked = 0
    with tempfile.TemporaryDirectory() as folder:
        for start in STARTS:
            shift, plan = Path(folder, "shift.json"), Path(folder, "plan.csv")
            shift.write_text(json.dumps(source | {"startTime": start}))
            subprocess.run([temper, "exact", shift, "-q", "-o", plan], check=True, timeout=60)
            for zone in ZONES:
                for date in DATES:
                    done = export(temper, shift, plan, date, zone)
                    assert done.returncode == 0, (zone, date, done.stderr)
                    check(done.stdout, date, start, zone, len(source["demand"]))
                    checked += 1
        for name in ABBREVIATIONS:
            done = export(temper, shift, plan, DATES[0], name)
            assert done.returncode == 64 and not done.stdout and name in done.stderr, (name, done)
    print(f"{checked} calendars in {len(ZONES)} zones agree with zoneinfo, "
          f"{len(ABBREVIATIONS)} abbreviations are refused")


main()
