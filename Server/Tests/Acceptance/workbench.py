#!/usr/bin/env python3
"""Uses the workbench as planners do, in Chromium: once with the mouse, once with the keyboard alone, once two
at a time; and measures how fast a large plan answers.

    workbench.py SERVER TEMPER INSTANCES [--verifier FILE] [--pictures FOLDER] [--large]

SERVER and TEMPER are programs, INSTANCES the folder of the shifts.  --verifier names a program that judges an
instance and a CSV (exit status 0: feasible), beside `temper check`, which judges always.
"""
import argparse, json, os, re, subprocess, sys, tempfile, time, urllib.request
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

PATIENCE = 60


class Server:
    """The server, on a free port and with a file of its own."""

    def __init__(self, options, folder):
        self.options, self.file = options, os.path.join(folder, "workbench.sqlite")
        self.process = subprocess.Popen(
            [options.server, "--file", self.file, "--temper", options.temper, "--port", "0"],
            stdout=subprocess.PIPE, text=True)
        self.link = self.process.stdout.readline().split()[-1]
        self.base = self.link.split("/enter")[0]

    def invite(self, name):
        return subprocess.run(
            [self.options.server, "invite", "--file", self.file, "--name", name, "--role", "publish",
             "--base", self.base], capture_output=True, text=True, check=True).stdout.strip()

    def stop(self):
        self.process.terminate()
        begin = time.monotonic()
        self.process.wait(10)
        return time.monotonic() - begin


class Browser:
    pictures = None

    def __init__(self, link, size="1500,950"):
        options = webdriver.ChromeOptions()
        for flag in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", f"--window-size={size}",
                     "--lang=en", "--force-device-scale-factor=1"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "SEVERE"})
        options.binary_location = "/usr/bin/chromium"
        self.driver = webdriver.Chrome(
            service=webdriver.ChromeService("/usr/bin/chromedriver"), options=options)
        self.driver.get(link)
        self.wait(lambda: self.all("nav a"), "the screen of plans")

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def wait(self, condition, what):
        try:
            return WebDriverWait(self.driver, PATIENCE, 0.1).until(lambda _: quietly(condition))
        except Exception:
            self.picture(self.pictures, "failure")
            raise AssertionError(f"waited in vain for {what}; the page says: {self.one('main').text[:400]}"
                                 f" | {self.one('#news').text} | {self.errors()}") from None

    def text(self, selector):
        return self.one(selector).text

    def version(self):
        return int(self.all(".figure b")[-1].text)

    def cell(self, row, column):
        return self.one(f".plan tbody tr:nth-child({row + 1}) td:nth-of-type({column + 1})")

    def picture(self, folder, name):
        if folder:
            self.driver.save_screenshot(os.path.join(folder, name + ".png"))

    def errors(self):
        return [line["message"] for line in self.driver.get_log("browser")
                if line["level"] == "SEVERE" and " 412 " not in line["message"]]

    def content(self):
        """Asserts that the browser has nothing to complain of."""
        errors = self.errors()
        assert not errors, f"the browser complains: {errors}"


def quietly(condition):
    try:
        return condition()
    except Exception:
        return False


class Mouse:
    """Does everything by clicks."""
    name = "mouse"

    def __init__(self, browser):
        self.browser = browser

    def press(self, id):
        self.browser.wait(lambda: self.browser.one("#" + id).is_enabled(), f"#{id} to be enabled")
        self.browser.one("#" + id).click()

    def cell(self, row, column):
        self.browser.cell(row, column).click()

    def pin(self):
        self.press("pin")

    def forbid(self):
        self.press("forbid")

    def undo(self):
        self.press("undo")

    def redo(self):
        self.press("redo")

    def resolve(self):
        self.press("resolve")

    def fill(self, id, text):
        field = self.browser.one("#" + id)
        field.clear()
        field.send_keys(text)

    def submit(self):
        self.browser.one("dialog button.main").click()

    def close(self):
        self.press("close")

    def rest(self):
        self.press("break")

    def choose(self, id, text):
        next(one for one in self.browser.one("#" + id).find_elements(By.CSS_SELECTOR, "option") if one.text == text).click()


class Keyboard(Mouse):
    """Does everything by keys; Tab leads to whatever has none of its own."""
    name = "keyboard"

    def keys(self, *keys):
        ActionChains(self.browser.driver).send_keys(*keys).perform()

    def chord(self, modifier, key):
        ActionChains(self.browser.driver).key_down(modifier).send_keys(key).key_up(modifier).perform()

    def focused(self):
        return self.browser.driver.execute_script("return document.activeElement?.id")

    def tab_to(self, id):
        for _ in range(60):
            if self.focused() == id:
                return
            self.keys(Keys.TAB)
        raise AssertionError(f"Tab does not lead to #{id}")

    def press(self, id):
        self.browser.wait(lambda: self.browser.one("#" + id).is_enabled(), f"#{id} to be enabled")
        self.tab_to(id)
        self.keys(Keys.ENTER)

    def cell(self, row, column):
        script = "return document.activeElement?.getAttribute('role') === 'gridcell'"
        for _ in range(60):
            if self.browser.driver.execute_script(script):
                break
            self.keys(Keys.TAB)
        self.chord(Keys.CONTROL, Keys.HOME)
        self.keys(*[Keys.ARROW_DOWN] * row, *[Keys.ARROW_RIGHT] * column)
        self.keys(Keys.ENTER)
        self.browser.wait(lambda: self.focused() == "panel", "the focus in the panel")
        self.keys(Keys.ESCAPE)

    def pin(self):
        self.keys("p")

    def forbid(self):
        self.keys("f")

    def undo(self):
        self.chord(Keys.CONTROL, "z")

    def redo(self):
        self.chord(Keys.CONTROL, "y")

    def resolve(self):
        self.chord(Keys.CONTROL, Keys.ENTER)

    def fill(self, id, text):
        self.tab_to(id)
        self.chord(Keys.CONTROL, "a")
        self.keys(text)

    def submit(self):
        self.keys(Keys.ENTER)

    def close(self):
        self.keys("c")

    def rest(self):
        self.keys("b")

    def choose(self, id, text):
        self.tab_to(id)
        self.keys(text)


def a_day(browser, hands, options, folder):
    """Import, solve, why, pin, forbid, re-solve, undo, publish, export, print."""
    instance = os.path.join(options.instances, "presence-13x11x12.json")
    hands.fill("name", f"night, {hands.name}")
    # A file dialog is the system's own; its result is all that a page sees.
    browser.one("#document").send_keys(os.path.abspath(instance))
    hands.press("import")
    browser.wait(lambda: browser.all(".plan td"), "the empty plan")
    assert "no plan yet" in browser.text("main"), "an empty plan says so"
    hands.resolve()
    browser.wait(lambda: browser.one("#time"), "the dialog")
    hands.fill("time", "5")
    hands.submit()
    browser.wait(lambda: browser.version() == 2, "the plan")
    browser.wait(lambda: "all rules kept" in browser.text(".figures"), "a plan that keeps the rules")

    hands.cell(2, 4)
    browser.wait(lambda: browser.all(".others li, #panel h3"), "who else could be there")
    assert "In " in browser.text("#panel"), "the panel says why"
    browser.picture(options.pictures, f"why-{hands.name}")
    hands.pin()
    browser.wait(lambda: "pin" in browser.cell(2, 4).get_attribute("class"), "the pin")
    hands.cell(5, 7)
    browser.wait(lambda: browser.all(".others li, #panel h3"), "who else could be there")
    hands.forbid()
    browser.wait(lambda: "broken" in browser.cell(5, 7).get_attribute("class"), "the broken cell")
    browser.picture(options.pictures, f"broken-{hands.name}")
    forbidden = browser.version()

    hands.resolve()
    browser.wait(lambda: browser.one("#price"), "the dialog")
    hands.fill("price", "5")
    hands.fill("time", "6")
    hands.submit()
    browser.wait(lambda: browser.version() > forbidden, "the new plan")
    browser.wait(lambda: browser.all(".changed"), "changed cells marked")
    browser.wait(lambda: "all rules kept" in browser.text(".figures"), "a plan that keeps the rules")
    browser.wait(lambda: browser.all(".run .ledger"), "changes beside minutes")
    browser.picture(options.pictures, f"again-{hands.name}")
    planned = browser.version()
    hands.cell(0, 0)
    hands.undo()
    browser.wait(lambda: browser.version() == forbidden, "the version before")
    hands.redo()
    browser.wait(lambda: browser.version() == planned, "the version after")

    hands.press("publish")
    browser.wait(lambda: browser.one("#note"), "the dialog")
    hands.fill("note", "for tonight")
    hands.submit()
    browser.wait(lambda: browser.text("h1 .tag") == "published", "the plan to be published")
    hands.press("export")
    browser.wait(lambda: browser.all("dialog #export-csv"), "the exports")
    files = {}
    for form in ["csv", "xlsx", "ics", "html"]:
        files[form] = fetch(browser, browser.one(f"#export-{form}").get_attribute("href"))
    judge(browser, files, planned, options, folder)
    (hands.keys(Keys.ESCAPE) if hands.name == "keyboard" else browser.one("dialog button.main").click())
    browser.content()
    print(f"{hands.name}: import, solve, why, pin, forbid, re-solve, undo, redo, publish, export, print: done")


def changes(browser, hands, options):
    """A sector is closed and a car has its break; planning again keeps both; undo takes each back."""
    # What somebody else has done is there already, so that no change is refused for it.
    browser.driver.refresh()
    browser.wait(lambda: browser.all(".plan td"), "the plan")
    first = browser.version()
    hands.cell(4, 3)
    hands.close()
    browser.wait(lambda: browser.one("dialog #until"), "the dialog")
    hands.submit()
    browser.wait(lambda: browser.version() > first, "the sector to be closed")
    browser.wait(lambda: browser.all(".plan td.broken"), "cells in the closed sector to be red")
    closed = browser.version()
    hands.cell(1, 5)
    hands.rest()
    browser.wait(lambda: browser.one("dialog #length"), "the dialog")
    hands.submit()
    browser.wait(lambda: browser.version() > closed, "the break")
    browser.wait(lambda: "off" in browser.cell(1, 5).get_attribute("class"), "the car to be out of service")
    browser.picture(options.pictures, f"closed-{hands.name}")
    rested = browser.version()
    hands.resolve()
    browser.wait(lambda: browser.one("#price"), "the dialog")
    hands.fill("price", "2")
    hands.fill("time", "6")
    hands.submit()
    browser.wait(lambda: browser.version() > rested, "the new plan")
    browser.wait(lambda: "all rules kept" in browser.text(".figures"), "a plan that keeps the rules")
    assert "off" in browser.cell(1, 5).get_attribute("class"), "planning again keeps the break"
    browser.picture(options.pictures, f"kept-{hands.name}")
    for version in [rested, closed, first]:
        hands.cell(0, 0)
        hands.undo()
        browser.wait(lambda: browser.version() == version, f"version {version}")
    hands.redo()
    browser.wait(lambda: browser.version() == closed, "the sector to be closed again")
    hands.undo()
    browser.wait(lambda: browser.version() == first, "the published plan")
    browser.content()
    print(f"{hands.name}: close a sector, break, re-solve, undo, redo: done")


def from_incidents(browser, hands, server, options, folder):
    """Upload incidents, see the risk of each cell, plan; from 16:30 on for seven and a half hours."""
    calls = os.path.join(folder, "calls.csv")
    subprocess.run([options.temper, "forecast", "city", "--days", "120", "--calls", "90", "--seed", "3", "-o", calls], check=True)
    browser.driver.get(server.base + "/#/demands")
    browser.wait(lambda: browser.all("#find"), "the form")
    hands.fill("name", f"evening, {hands.name}")
    browser.one("#incidents").send_keys(calls)
    hands.choose("from", "16:30")
    for id, text in [("cars", "8"), ("sectors", "5"), ("seconds", "20")]:
        hands.fill(id, text)
    browser.picture(options.pictures, f"incidents-{hands.name}")
    hands.press("find")
    browser.wait(lambda: browser.all(".run"), "the run")
    browser.wait(lambda: browser.all("td.risk"), "the risk of each cell")
    assert browser.one(".risks thead th:nth-child(2)").text == "from 16:30"
    assert len(browser.all(".risks tbody tr")) == 5 and "late" in browser.one("td.risk").text
    browser.picture(options.pictures, f"risk-{hands.name}")
    hands.press("page-demand")
    browser.wait(lambda: browser.all("iframe.report"), "the page")
    browser.picture(options.pictures, f"demand-page-{hands.name}")
    hands.press("plan")
    browser.wait(lambda: browser.all(".plan td"), "the empty plan")
    hands.resolve()
    browser.wait(lambda: browser.one("#time"), "the dialog")
    hands.fill("time", "5")
    hands.submit()
    browser.wait(lambda: browser.version() == 2, "the plan")
    browser.wait(lambda: "all rules kept" in browser.text(".figures"), "a plan that keeps the rules")
    assert browser.one(".plan thead th:nth-child(2)").text == "16:30"
    browser.picture(options.pictures, f"from-incidents-{hands.name}")
    browser.content()
    print(f"{hands.name}: incidents, forecast, risk, plan: done")


def a_study(browser, server, options, folder):
    """Pages of a result, a comparison and a study are shown in frames that run nothing, without a line that is cut off."""
    shift = os.path.abspath(os.path.join(options.instances, "presence-13x11x12.json"))
    tiny = os.path.abspath(os.path.join(options.instances, "tiny-3x3x3.json"))
    result, study = os.path.join(folder, "result.json"), os.path.join(folder, "tuning.sqlite")
    with open(result, "w") as file:
        subprocess.run([options.temper, "solve", shift, "-q", "--time-limit", "2", "--json", "-o", os.path.join(folder, "p.csv")],
                       stdout=file, check=True)
    subprocess.run([options.temper, "compare", tiny, shift, "--methods", "exact", "--methods", "anneal-exchange", "--seeds", "2", "--time-limit", "2",
                    "-q", "-o", os.path.join(folder, "compared")], check=True)
    # In the folder, where it also leaves the weights that it found.
    subprocess.run([os.path.abspath(options.temper), "tune", tiny, "--study", study, "--trials", "12", "--steps", "2000", "--seeds", "2", "-q"],
                   check=True, stdout=subprocess.DEVNULL, cwd=folder)
    compared = os.path.join(folder, "compared", "comparison.json")
    for name, path, of, words in [("result", result, shift, "minutes"), ("comparison", compared, None, "anneal-exchange"), ("study", study, None, "trials")]:
        browser.driver.get(server.base + "/#/studies")
        browser.driver.refresh()
        browser.wait(lambda: browser.all("#look"), "the form")
        browser.one("#name").send_keys(f"a {name}")
        browser.one("#study").send_keys(path)
        if of:
            browser.one("#shift").send_keys(of)
        browser.one("#look").click()
        browser.wait(lambda: browser.all("iframe.report"), f"the page of a {name}")
        browser.driver.switch_to.frame(browser.one("iframe.report"))
        browser.wait(lambda: words in browser.text("body"), f"what the page of a {name} says")
        wide = browser.driver.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        drawn = browser.driver.execute_script("return document.querySelectorAll('svg').length")
        language = browser.driver.execute_script("return document.documentElement.lang")
        browser.driver.switch_to.default_content()
        assert wide <= 0, f"the page of a {name} is {wide} pixels too wide for its frame"
        assert drawn > 0 and language == "en", f"the page of a {name} has {drawn} drawings and the language '{language}'"
        browser.picture(options.pictures, f"studied-{name}")
    browser.content()
    browser.one("main p a").click()
    browser.wait(lambda: len(browser.all("main table tbody tr")) >= 3, "the list of studies")
    browser.one("#study").send_keys(os.path.join(folder, "p.csv"))
    browser.one("#look").click()
    browser.wait(lambda: browser.all("form .bad"), "why a plan is no study")
    assert "p.csv" in browser.text("form .bad"), browser.text("form .bad")
    browser.errors()
    print("a result, a comparison and a study are looked at in frames; what is none is refused with a word")


# Words that English sentences have and German ones have not.
ENGLISH = r"\b(the|of|and|is|are|has|have|needs|but|with|car|cars|sector|steps?|planned|imported|proven|plan was|run|draft|published|swap|forbidden)\b"


# A shift whose plan is made impossible by two pins, and one by rules that only a search finds to clash.
IMPOSSIBLE = [
    {"fixed": [{"car": "A", "step": 2, "sector": "S2"}, {"car": "B", "step": 2, "sector": "S2"}], "minStay": 2},
    {"pairs": [{"cars": ["A", "B"], "rule": "together", "steps": [2, 3]}],
     "classMaximum": [{"class": "van", "step": 2, "sector": "S1", "cars": 1}]},
]


def impossible(browser, server):
    """Why there is no plan is said in German, without a word of English."""
    for number, rules in enumerate(IMPOSSIBLE):
        shift = {
            "format": "patrol-shift", "version": 1, "name": f"impossible {number}", "startTime": "20:00", "stepMinutes": 60,
            "presence": {"rule": "none"}, "sectors": [{"id": f"S{n}", "name": f"Nr. {n}"} for n in [1, 2, 3]],
            "demand": [[2, 1, 1]] * 4, "travelMinutes": [[0, 5, 9], [5, 0, 7], [9, 7, 0]],
            "cars": [{"id": "A", "class": "van"}, {"id": "B", "class": "van"}, {"id": "C"}, {"id": "D"}], **rules}
        plan = browser.driver.execute_async_script("""
          const [shift, done] = arguments;
          const ask = async (path, body) => (await fetch("/api/v1" + path, {method: "POST", body: JSON.stringify(body),
            headers: {"X-Temper-Request": "1"}})).json();
          (async () => {
            const instance = await ask("/instances", {document: {name: "shift.json", base64: btoa(shift)}});
            const plan = (await ask("/plans", {instance: instance.id})).plan.id;
            await ask("/runs", {plan, kind: "solve", timeLimit: 5});
            done(plan);
          })();""", json.dumps(shift))
        browser.driver.get(f"{server.base}/#/plans/{plan}")
        browser.wait(lambda: f"impossible {number}" in browser.text("h1") and browser.all(".reasons li"), "why there is no plan")
        words = browser.text(".reasons")
        browser.picture(browser.pictures, f"impossible-{number}")
        assert not browser.all(".reasons [lang=en]"), f"a reason stays English: {words}"
        assert "festgesetzt: A, B" in words or "zusammen in den Schritten 2 (21:00), 3 (22:00)" in words, words


def german(browser, server, url):
    """In German every screen speaks German; what stays English is marked so, for who listens to it."""
    select = browser.one("#language")
    next(one for one in select.find_elements(By.CSS_SELECTOR, "option") if one.text == "Deutsch").click()
    browser.driver.get(url)
    browser.wait(lambda: browser.all(".plan td"), "the plan")
    version = browser.version()
    browser.cell(3, 2).click()
    browser.wait(lambda: browser.all("#panel h3"), "who else could be there")
    browser.one("#forbid").click()
    browser.wait(lambda: browser.version() > version, "the change")
    browser.wait(lambda: browser.all("#panel .bad"), "what is broken")
    reason = browser.text("#panel .bad")
    assert "verboten" in reason, f"a broken rule is said in German: {reason}"
    browser.picture(browser.pictures, "german")
    impossible(browser, server)
    found = []
    for address in [url.split("#")[1], url.split("#")[1] + "/versions", "/plans", "/runs", "/demands", "/demands/1", "/studies", "/advanced"]:
        browser.driver.execute_script("location.hash = arguments[0]", "#" + address)
        browser.wait(lambda: browser.all("main h1") and browser.one("html").get_attribute("lang") == "de", address)
        time.sleep(1)
        found += [f"{address}: {text}" for text in browser.driver.execute_script("""
          const [pattern] = arguments;
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const found = [];
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const near = node.parentElement.closest("[lang]");
            // Names of sectors are the shift's own.
            const words = node.data.replace(/Sector \\d+/g, "");
            if (near.lang === "de" && words.trim() && new RegExp(pattern, "i").test(words)) found.push(node.data);
          }
          return found;""", ENGLISH)]
    assert not found, f"English without a mark on German screens: {found}"
    marked = browser.driver.execute_script("return document.querySelectorAll('main [lang=en]').length")
    next(one for one in browser.one("#language").find_elements(By.CSS_SELECTOR, "option") if one.text == "English").click()
    browser.driver.get(url)
    browser.wait(lambda: browser.all(".plan td"), "the plan")
    browser.one("#undo").click()
    browser.wait(lambda: browser.version() == version, "the version before")
    browser.content()
    print(f"German: eight screens without an English sentence that is not marked as one; {marked} marked on the last")


def fetch(browser, address):
    cookie = browser.driver.get_cookie("temper-session")["value"]
    request = urllib.request.Request(address, headers={"Cookie": f"temper-session={cookie}"})
    with urllib.request.urlopen(request) as response:
        return response.read()


def judge(browser, files, version, options, folder):
    plan = re.search(r"#/plans/(\d+)", browser.driver.current_url)[1]
    base = browser.driver.current_url.split("/#")[0]
    shift, table = os.path.join(folder, "shift.json"), os.path.join(folder, "plan.csv")
    with open(shift, "wb") as file:
        file.write(fetch(browser, f"{base}/api/v1/plans/{plan}/versions/{version}/instance"))
    for form, content in files.items():
        with open(os.path.join(folder, f"plan.{form}"), "wb") as file:
            file.write(content)
    for name in ["plan.csv", "plan.xlsx"]:
        path = os.path.join(folder, name)
        check = subprocess.run([options.temper, "check", shift, path], capture_output=True, text=True)
        assert check.returncode == 0, f"temper check refuses {name}: {check.stdout}{check.stderr}"
    if options.verifier:
        check = subprocess.run([sys.executable, options.verifier, shift, table], capture_output=True, text=True)
        assert check.returncode == 0, f"the verifier refuses the plan: {check.stdout}{check.stderr}"
    assert files["ics"].startswith(b"BEGIN:VCALENDAR") and files["ics"].count(b"BEGIN:VEVENT") > 10
    assert files["html"].startswith(b"<!DOCTYPE html>") or b"<html" in files["html"][:200]


def two_at_a_time(one, two, url):
    """Both change one plan in the same moment: each change is a version, or is refused with a word."""
    for browser in [one, two]:
        browser.driver.get(url)
        browser.driver.refresh()
        browser.wait(lambda: browser.all(".plan td"), "the plan")
    before = one.version()
    made, refused = 0, 0
    for turn in range(6):
        for browser, row in [(one, 1), (two, 3)]:
            browser.driver.execute_script(
                "document.querySelector(`.plan tbody tr:nth-child(${arguments[0]}) td:nth-of-type(${arguments[1]})`)"
                ".focus()", row, turn + 1)
            browser.driver.execute_script(
                "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'p', bubbles: true}))")
        time.sleep(1)
        for browser in [one, two]:
            if "Somebody else" in browser.text("#news"):
                refused += 1
                browser.driver.execute_script("document.getElementById('news').textContent = ''")
            else:
                made += 1
    one.wait(lambda: one.version() == two.version(), "both to see the same version")
    assert one.version() == before + made, f"{made} changes were made, but the version went from {before} to {one.version()}"
    print(f"two browsers: {made} changes made, {refused} refused with a word, none lost")


def large(browser, server, options, folder):
    """First paint, key to focus and edit to answer of 172 cars and 48 steps."""
    shift = os.path.join(options.instances, "city-172x172x48.json")
    table = os.path.join(folder, "large.csv")
    subprocess.run([options.temper, "solve", shift, "-o", table, "-q", "--time-limit", "10", "--seed", "1"], check=True)
    browser.driver.get(server.base + "/#/plans")
    browser.driver.refresh()
    browser.wait(lambda: browser.all("#import"), "the form")
    browser.one("#document").send_keys(os.path.abspath(shift))
    browser.one("#schedule").send_keys(table)
    browser.one("#import").click()
    browser.wait(lambda: len(browser.all(".plan tbody tr")) == 172, "the large plan")
    browser.driver.execute_script(
        "new MutationObserver((_, o) => { if (document.querySelector('.plan td')) { requestAnimationFrame(() => "
        "{ window.drawn = performance.now(); }); o.disconnect(); } }).observe(document, {childList: true, subtree: true})")
    browser.driver.refresh()
    browser.wait(lambda: len(browser.all(".plan tbody tr")) == 172, "the large plan")
    browser.driver.set_script_timeout(120)
    figures = browser.driver.execute_async_script("""
      const done = arguments[0];
      const paint = performance.getEntriesByType("paint").find((e) => e.name === "first-contentful-paint")?.startTime;
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
      (async () => {
        document.querySelector(".plan td[tabindex='0']").focus();
        const focus = [];
        for (let i = 0; i < 40; i++) {
          const begin = performance.now();
          press(i % 2 ? "ArrowDown" : "ArrowRight");
          focus.push(performance.now() - begin);
          await frame();
        }
        const edits = [];
        for (let i = 0; i < 10; i++) {
          const fetch_ = window.fetch;
          const begin = performance.now();
          let answered;
          const answer = new Promise((resolve) => { answered = resolve; });
          const watch = new MutationObserver(() => answered());
          watch.observe(document.querySelector("#grid tbody"), {childList: true});
          press("p");
          await answer;
          edits.push(performance.now() - begin);
          watch.disconnect();
          await frame();
        }
        done({paint, focus, edits});
      })();
    """)
    median = lambda list: sorted(list)[len(list) // 2]
    print(f"172 × 48: first contentful paint {figures['paint']:.0f} ms; key to focus median "
          f"{median(figures['focus']):.1f}, worst {max(figures['focus']):.1f} ms; edit to answer median "
          f"{median(figures['edits']):.0f}, worst {max(figures['edits']):.0f} ms")
    browser.picture(options.pictures, "large")
    for what, least, most in [("first paint", figures["paint"], 500), ("key to focus", max(figures["focus"]), 50), ("edit to answer", median(figures["edits"]), 200)]:
        assert least < most, f"{what} took {least:.0f} ms, more than {most}"


def main():
    parser = argparse.ArgumentParser()
    for name in ["server", "temper", "instances"]:
        parser.add_argument(name)
    parser.add_argument("--verifier")
    parser.add_argument("--pictures")
    parser.add_argument("--large", action="store_true")
    options = parser.parse_args()
    Browser.pictures = options.pictures
    with tempfile.TemporaryDirectory() as folder:
        server = Server(options, folder)
        try:
            one = Browser(server.link)
            a_day(one, Mouse(one), options, folder)
            url = one.driver.current_url
            two = Browser(server.invite("bea"))
            a_day(two, Keyboard(two), options, folder)
            two_at_a_time(one, two, url)
            for browser, hands in [(one, Mouse(one)), (two, Keyboard(two))]:
                changes(browser, hands, options)
            for browser, hands in [(one, Mouse(one)), (two, Keyboard(two))]:
                from_incidents(browser, hands, server, options, folder)
            a_study(one, server, options, folder)
            german(one, server, url)
            if options.large:
                large(one, server, options, folder)
            for browser in [one, two]:
                browser.driver.quit()
        finally:
            print(f"the server ended in {server.stop():.2f} s")


if __name__ == "__main__":
    main()
