#!/usr/bin/env python3
"""Open pages in headless Chromium and say what is wrong with them.

usage: check_pages.py [--shots FOLDER] [--tall PIXELS] [--prints FOLDER] PAGE.html...
       check_pages.py --hostile COUNT --temper PROGRAM

Each page is opened at a width of 1280 pixels. An error on the console, a request for anything but the
page, a script, a dialog, content wider than the window, or an answer to a click that takes 100 ms or more
is a failure. With --shots, a picture of each page, at most so tall, is written to a folder, with --prints
a PDF as it prints.

With --hostile, pages of small shifts are made and opened whose names try to be scripts.

Needs Chromium (Debian: chromium); standard library only. Exit status 1 if a page fails.
"""
import argparse
import base64
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

WIDTH = 1280
SCREEN = {"deviceScaleFactor": 1, "mobile": False}


class Browser:
    """Chromium, spoken to in its DevTools protocol through a pair of pipes."""

    def __init__(self):
        to_browser, self.output = os.pipe()
        self.input, from_browser = os.pipe()

        def wire():
            os.dup2(to_browser, 3)
            os.dup2(from_browser, 4)

        # Descriptors are inherited only if they are what they are in the child.
        high = [os.dup2(one, 50 + number) for number, one in enumerate([to_browser, from_browser])]
        to_browser, from_browser = high
        self.profile = tempfile.TemporaryDirectory()
        self.process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--remote-debugging-pipe", f"--user-data-dir={self.profile.name}"],
            stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, preexec_fn=wire, close_fds=False)
        self.number = 0
        self.buffer = b""
        self.events = []

    def receive(self):
        while b"\0" not in self.buffer:
            part = os.read(self.input, 1 << 20)
            if not part:
                sys.exit("chromium ended")
            self.buffer += part
        line, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(line)

    def call(self, method, session=None, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self.output, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.receive())

    def close(self):
        self.call("Browser.close")
        self.process.wait()
        try:
            self.profile.cleanup()
        except OSError:
            pass  # the browser's last files may come after its end


CLICK = """new Promise(done => {
  const choices = [...document.querySelectorAll('input[type=radio]')];
  let worst = 0, left = Math.min(choices.length, 12);
  const next = () => {
    if (left-- <= 0) return done(worst);
    const begin = performance.now();
    choices[(left * 7) % choices.length].click();
    document.body.getBoundingClientRect();
    requestAnimationFrame(() => requestAnimationFrame(() => {
      worst = Math.max(worst, performance.now() - begin); next(); }));
  };
  requestAnimationFrame(() => requestAnimationFrame(next));
})"""


def check(browser, page, options):
    """The page's failures, and how long it took to answer the slowest click, in ms."""
    target = browser.call("Target.createTarget", url="about:blank")["targetId"]
    session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def call(method, **parameters):
        return browser.call(method, session, **parameters)

    def value(expression, **more):
        return call("Runtime.evaluate", expression=expression, returnByValue=True, **more)["result"].get("value")

    for domain in ["Page", "Runtime", "Log", "Network"]:
        call(f"{domain}.enable")
    call("Emulation.setDeviceMetricsOverride", width=WIDTH, height=900, **SCREEN)
    browser.events.clear()
    address = pathlib.Path(page).resolve().as_uri()
    call("Page.navigate", url=address)
    browser.wait("Page.loadEventFired")
    name = pathlib.Path(page).stem
    if options.shots:
        height = min(value("document.documentElement.scrollHeight"), options.tall)
        # As tall a window, since parts out of sight may be left unpainted.
        call("Emulation.setDeviceMetricsOverride", width=WIDTH, height=height, **SCREEN)
        value("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))", awaitPromise=True)
        shot = call("Page.captureScreenshot", clip={
            "x": 0, "y": 0, "width": WIDTH, "height": height, "scale": 1})
        call("Emulation.setDeviceMetricsOverride", width=WIDTH, height=900, **SCREEN)
        (pathlib.Path(options.shots) / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))
    if options.prints:
        printed = call("Page.printToPDF", preferCSSPageSize=True, printBackground=False,
                       generateTaggedPDF=False)
        (pathlib.Path(options.prints) / f"{name}.pdf").write_bytes(base64.b64decode(printed["data"]))
    slowest = value(CLICK, awaitPromise=True)
    failures = []
    for event in browser.events:
        detail = event.get("params", {})
        match event.get("method"):
            case "Log.entryAdded" if detail["entry"]["level"] in ("error", "warning"):
                failures.append(f"console: {detail['entry']['text']}")
            case "Runtime.consoleAPICalled" | "Runtime.exceptionThrown":
                failures.append(f"console: {json.dumps(detail)[:200]}")
            case "Page.javascriptDialogOpening":
                failures.append(f"dialog: {detail['message']}")
            case "Network.requestWillBeSent" if detail["request"]["url"] != address:
                failures.append(f"request: {detail['request']['url'][:200]}")
    if value("document.scripts.length"):
        failures.append("has scripts")
    if (width := value("document.documentElement.scrollWidth")) > WIDTH:
        failures.append(f"is {width} pixels wide")
    if slowest >= 100:
        failures.append(f"answers a click after {slowest:.0f} ms")
    browser.call("Target.closeTarget", targetId=target)
    return failures, slowest


PAYLOADS = [
    "<script>alert(1)</script>", "</title><script>alert(1)</script>", "</style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "' onmouseover='alert(1)", "javascript:alert(1)",
    "<iframe src=javascript:alert(1)>", "<!--<script>alert(1)//-->", "{{7*7}}", "${alert(1)}", "<b>bold</b>",
    "\u202egnp.exe", "&lt;script&gt;alert(1)&lt;/script&gt;", "<base href=//example.com>",
    "<link rel=stylesheet href=//example.com/a.css>", "]]><script>alert(1)</script>", "=HYPERLINK(\"http://x\")",
    "url(//example.com/x)", "\U0001f693 car \u0007".strip("\u0007"),
]


def hostile_page(temper, number, folder):
    """A page of a shift whose names are hostile: plans that are feasible and others."""
    random.seed(number)
    names = [f"{random.choice(PAYLOADS)}{random.choice(PAYLOADS)}{index}" for index in range(6)]
    shift = {
        "format": "patrol-shift", "version": 1, "name": names[0][:60], "description": names[1], "cars": 3,
        "startTime": "22:00", "stepMinutes": 60, "presence": {"rule": "none"},
        "sectors": [{"id": f"{name[:40]}{index}", "name": name, "lon": 4.0 + index / 10, "lat": 52.0 + index / 20}
                    for index, name in enumerate(names[2:5])],
        "demand": [[1, 1, 1], [2, 1, 0], [0, 1, 2]],
        "travelMinutes": [[0, 5, 9], [5, 0, 7], [9, 7, 0]],
    }
    source = folder / f"{number}.json"
    source.write_text(json.dumps(shift))
    page = folder / f"{number}.html"
    made = subprocess.run(
        [temper, "solve", source, "--seed", str(number), "--steps", "50", "-q", "-o", folder / "plan.csv",
         "--report", page], capture_output=True, text=True)
    if made.returncode:
        sys.exit(f"seed {number}: {made.stderr}")
    return page


def main():
    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument("pages", nargs="*")
    arguments.add_argument("--shots")
    arguments.add_argument("--tall", type=int, default=5000)
    arguments.add_argument("--prints")
    arguments.add_argument("--hostile", type=int, default=0)
    arguments.add_argument("--temper")
    options = arguments.parse_args()
    if not options.pages and not options.hostile:
        arguments.error("name a page, or give --hostile")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        pages = options.pages + [
            hostile_page(options.temper, number, pathlib.Path(folder)) for number in range(options.hostile)]
        browser = Browser()
        for page in pages:
            failures, slowest = check(browser, page, options)
            failed += bool(failures)
            if failures or options.pages:
                print(f"{page}: {'; '.join(failures) or 'well'}, slowest click {slowest:.0f} ms")
        browser.close()
    print(f"{len(pages)} pages, {failed} with failures")
    sys.exit(1 if failed else 0)


main()
