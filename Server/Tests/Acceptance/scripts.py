#!/usr/bin/env python3
"""Two hundred names that would be scripts, stored wherever a name can be, are opened in a browser: none runs, and
nothing is asked of another machine.

    scripts.py SERVER TEMPER
"""
import argparse, json, os, sys, tempfile
import workbench as bench
from limits import encode

# Each would set `window.ran` where it ran.
MARKS = [
    "<script>window.ran=1</script>", "<img src=x onerror=window.ran=1>", "<svg onload=window.ran=1>", "\"><script>window.ran=1</script>",
    "'><img src=x onerror='window.ran=1'>", "<iframe srcdoc='<script>parent.ran=1</script>'>", "<details open ontoggle=window.ran=1>",
    "<a href=javascript:window.ran=1 autofocus onfocus=ran=1>", "javascript:window.ran=1", "${window.ran=1}", "{{window.ran=1}}",
    "</title><script>window.ran=1</script>", "</style><script>window.ran=1</script>", "<math><mtext></p><img src=x onerror=window.ran=1>",
    "<input autofocus onfocus=window.ran=1>", "<object data='javascript:window.ran=1'>", "<embed src='javascript:window.ran=1'>",
    "<base href='https://example.invalid/'>", "<meta http-equiv=refresh content='0;url=javascript:ran=1'>", "<link rel=stylesheet href=//example.invalid/x>",
    "<ScRiPt>window.ran=1</sCrIpT>", "<script src=data:,window.ran=1></script>", "<body onload=window.ran=1>", "<form action=javascript:window.ran=1><button>",
    "<template><script>window.ran=1</script></template>",
]
COUNT = 200


def ask(browser, method, path, body, tag=None):
    """As the page asks, with its cookie."""
    return browser.driver.execute_async_script("""
      const [method, path, body, tag, done] = arguments;
      const headers = {"X-Temper-Request": "1"};
      if (tag) headers["If-Match"] = tag;
      fetch("/api/v1" + path, {method, headers, body: JSON.stringify(body)}).then(async (response) =>
        done({status: response.status, tag: response.headers.get("ETag"), value: await response.json()}));
    """, method, path, body, tag)


def store(browser, name):
    """A shift, a plan, its cars and sectors, a note, records, a demand and a study by that name."""
    assert len(name) < 64, "identifiers have 64 letters at most"
    shift = {"format": "patrol-shift", "version": 1, "name": name, "cars": [{"id": name}, {"id": name + "2"}], "startTime": "08:00",
             "stepMinutes": 60, "presence": {"rule": "none"}, "sectors": [{"id": name, "name": name, "lon": 1, "lat": 1}, {"id": name + "b", "name": name, "lon": 2, "lat": 2}],
             "demand": [[1, 1], [1, 1]], "travelMinutes": [[0, 3], [3, 0]]}
    made = ask(browser, "POST", "/instances", {"document": {"name": name, "base64": encode(shift)}})
    assert made["status"] == 201, made
    quoted = [f'"{one.replace(chr(34), chr(34) * 2)}"' for one in [name, name + "2", name + "b"]]
    table = f"car,step,sector\r\n{quoted[0]},1,{quoted[0]}\r\n{quoted[0]},2,{quoted[2]}\r\n{quoted[1]},1,{quoted[2]}\r\n{quoted[1]},2,{quoted[0]}\r\n"
    plan = ask(browser, "POST", "/plans", {"instance": made["value"]["id"], "schedule": encode(table), "name": name})
    assert plan["status"] == 201, plan
    id = plan["value"]["plan"]["id"]
    note = ask(browser, "POST", f"/plans/{id}/publish", {"note": name}, plan["tag"])
    assert note["status"] == 200, note
    records = ask(browser, "POST", "/incidents", {"name": name, "files": [{"name": name, "base64": encode(name)}]})
    assert records["status"] == 201, records
    demand = ask(browser, "POST", "/demands", {"incidents": records["value"]["id"], "name": name, "cars": 1, "timeLimit": 1})
    assert demand["status"] == 202, demand
    result = {"format": "temper-nothing", "version": 1, "name": name}
    ask(browser, "POST", "/studies", {"name": name, "file": {"name": name, "base64": encode(result)}})
    return id, demand["value"]["demand"]["id"]


def main():
    parser = argparse.ArgumentParser()
    for name in ["server", "temper"]:
        parser.add_argument(name)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = bench.Server(options, folder)
        browser = bench.Browser(server.link)
        try:
            browser.driver.set_script_timeout(60)
            screens = 0
            for number in range(COUNT):
                plan, demand = store(browser, f"{MARKS[number % len(MARKS)]}{number}")
                addresses = [f"#/plans/{plan}", f"#/plans/{plan}/versions", f"#/demands/{demand}"]
                if number % 20 == 19:
                    addresses += ["#/plans", "#/demands", "#/runs", "#/studies", "#/advanced"]
                for address in addresses:
                    show(browser, address)
                    screens += 1
                if number % 20 == 19:
                    page(browser, server, plan)
            loud = [line["message"] for line in browser.driver.get_log("browser") if "Content Security Policy" in line["message"]]
            assert not loud, f"something tried to run, and the policy had to refuse it: {loud[:3]}"
        finally:
            browser.driver.quit()
            server.stop()
    print(f"{COUNT} names that would be scripts, on {screens} screens and {COUNT // 20} printed pages: none ran, none became an element")


def show(browser, address):
    browser.driver.execute_script("location.hash = arguments[0]", address)
    browser.wait(lambda: browser.all("main h1"), address)
    if address.count("/") == 2 and "plans" in address:
        browser.wait(lambda: browser.all(".plan td"), "the plan")
        browser.driver.execute_script("document.querySelector('.plan td[role=gridcell]').click()")
        browser.wait(lambda: browser.all("#panel h2"), "why")
    stranger = browser.driver.execute_script(
        "return window.ran || document.querySelector('main script, main img, main iframe:not(.report), main object, main embed, main base, main meta, main link, main [onerror], main [onload], main [onfocus]')?.outerHTML")
    assert not stranger, f"{address}: {stranger}"


def page(browser, server, plan):
    """The page to print, opened as a file of its own would be."""
    content = bench.fetch(browser, f"{server.base}/api/v1/plans/{plan}/export.html").decode()
    home = browser.driver.current_url
    browser.driver.get("data:text/html;base64," + encode(content))
    assert not browser.driver.execute_script("return window.ran"), "the printed page runs a script"
    browser.driver.get(home)
    browser.wait(lambda: browser.all("main h1"), "the page again")


if __name__ == "__main__":
    main()
