#!/usr/bin/env python3
"""Looks at every screen in light, in dark and as it is printed: axe-core finds nothing serious or critical.

    screens.py SERVER TEMPER INSTANCES [--pictures FOLDER]

axe-core comes with axe-playwright-python (`requirements-axe.txt`), whose script is all that is taken of it.
"""
import argparse, importlib.util, os, subprocess, sys, tempfile, time
import workbench as bench

# What a finding has to be to fail; others are told.
GRAVE = {"serious", "critical"}


def axe():
    spec = importlib.util.find_spec("axe_playwright_python")
    with open(os.path.join(spec.submodule_search_locations[0], "axe.min.js")) as file:
        return file.read()


class Looks:
    def __init__(self, browser, base, pictures):
        self.browser, self.base, self.pictures, self.script = browser, base, pictures, axe()
        self.count, self.grave, self.slight = 0, [], []

    def media(self, name):
        self.browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "media": "print" if name == "print" else "",
            "features": [{"name": "prefers-color-scheme", "value": "dark" if name == "dark" else "light"}]})

    def at(self, name, address, until, prepare=None):
        for scheme in ["light", "dark", "print"]:
            self.media("light" if scheme == "print" else scheme)
            self.browser.driver.get(self.base + "/" + address)
            self.browser.driver.refresh()
            self.browser.wait(lambda: self.browser.all(until), f"the screen {name}")
            if prepare:
                prepare()
            self.media(scheme)
            time.sleep(0.3)
            self.browser.picture(self.pictures, f"{name}-{scheme}")
            self.browser.driver.execute_script(self.script)
            self.browser.driver.set_script_timeout(120)
            found = self.browser.driver.execute_async_script(
                "const done = arguments[0]; axe.run().then(done, (error) => done({error: String(error)}))")
            assert "error" not in found, found
            self.count += 1
            for one in found["violations"]:
                line = f"{name}, {scheme}: {one['id']} ({one['impact']}), {len(one['nodes'])} times, {one['nodes'][0]['html'][:120]}"
                (self.grave if one["impact"] in GRAVE else self.slight).append(line)


def main():
    parser = argparse.ArgumentParser()
    for name in ["server", "temper", "instances"]:
        parser.add_argument(name)
    parser.add_argument("--pictures")
    options = parser.parse_args()
    options.verifier, bench.Browser.pictures = None, options.pictures
    with tempfile.TemporaryDirectory() as folder:
        server = bench.Server(options, folder)
        browser = bench.Browser(server.link)
        try:
            fill(browser, server, options, folder)
            looks = Looks(browser, server.base, options.pictures)
            screens(looks, browser)
            phone(browser, server, options)
        finally:
            browser.driver.quit()
            server.stop()
    for line in looks.slight:
        print("slight:", line)
    assert not looks.grave, "\n".join(looks.grave)
    print(f"axe: {looks.count} looks at {looks.count // 3} screens in light, dark and print; none serious, none critical, {len(looks.slight)} slight")


def fill(browser, server, options, folder):
    """A plan with a pin, a broken cell, a closed sector and a run; a demand; a result."""
    hands = bench.Mouse(browser)
    hands.name = "30 April"
    bench.from_incidents(browser, hands, server, options, folder)
    bench.a_study(browser, server, options, folder)
    browser.driver.get(server.base + "/#/plans")
    browser.wait(lambda: browser.all("#import"), "the form")
    shift, table = os.path.join(options.instances, "team-z-17x17x12.json"), os.path.join(folder, "plan.csv")
    subprocess.run([options.temper, "solve", shift, "-o", table, "-q", "--time-limit", "5", "--seed", "1"], check=True)
    browser.one("#name").send_keys("Saturday night")
    browser.one("#document").send_keys(os.path.abspath(shift))
    browser.one("#schedule").send_keys(table)
    browser.one("#import").click()
    browser.wait(lambda: browser.all(".plan td"), "the plan")
    for (row, column), act in [((2, 6), hands.pin), ((4, 5), hands.forbid)]:
        version = browser.version()
        hands.cell(row, column)
        browser.wait(lambda: browser.all("#panel h3"), "who else could be there")
        act()
        browser.wait(lambda: browser.version() > version, "the change")
    version = browser.version()
    hands.resolve()
    browser.wait(lambda: browser.one("#time"), "the dialog")
    hands.fill("time", "6")
    hands.submit()
    browser.wait(lambda: browser.version() > version and browser.all(".run .ledger"), "the new plan")


def screens(looks, browser):
    hands = bench.Mouse(browser)

    def ask():
        hands.cell(3, 4)
        browser.wait(lambda: browser.all("#panel h3"), "why")

    def sectors():
        browser.one("#turn").click()
        hands.cell(3, 4)

    looks.at("plans", "#/plans", "#import")
    looks.at("editor", "#/plans/2", ".plan td", ask)
    looks.at("sectors", "#/plans/2", ".plan td", sectors)
    looks.at("close", "#/plans/2", ".plan td", lambda: (ask(), browser.one("#close").click()))
    looks.at("versions", "#/plans/2/versions", "main table")
    looks.at("runs", "#/runs", ".run")
    looks.at("demands", "#/demands", "#find")
    looks.at("demand", "#/demands/1", "td.risk")
    looks.at("studies", "#/studies", "#look")
    looks.at("study", "#/studies/1", "iframe")
    looks.at("advanced", "#/advanced", "main h1")


def phone(browser, server, options):
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 420, "height": 860, "deviceScaleFactor": 1, "mobile": True})
    for name, address, until in [("plan", "#/plans/2", ".phone li"), ("demands", "#/demands", "#find"), ("demand", "#/demands/1", "td.risk"),
                                 ("studies", "#/studies", "#look"), ("runs", "#/runs", ".run")]:
        browser.driver.get(server.base + "/" + address)
        browser.driver.refresh()
        browser.wait(lambda: browser.all(until), f"the screen {name}")
        width = browser.driver.execute_script("return document.documentElement.scrollWidth")
        browser.picture(options.pictures, f"phone-{name}")
        assert width <= 420, f"the screen {name} is {width} pixels wide on a telephone of 420"


if __name__ == "__main__":
    main()
