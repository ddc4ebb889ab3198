#!/usr/bin/env python3
"""Kills the server under an open page: the page says so, finds it again by itself, and shows what happened since.

    recovery.py SERVER TEMPER INSTANCE [KILLS]
"""
import argparse, json, os, signal, socket, subprocess, sys, tempfile, time
import workbench as bench
from kills import Client
from limits import encode


def main():
    server, temper, instance = sys.argv[1:4]
    kills = int(sys.argv[4]) if len(sys.argv) > 4 else 10
    with tempfile.TemporaryDirectory() as folder:
        client = Client(server, temper, folder)
        with open(instance) as file:
            shift = client.ask("POST", "/api/v1/instances", {"document": {"name": "shift.json", "base64": encode(file.read())}})[2]
        client.ask("POST", "/api/v1/plans", {"instance": shift["id"]})
        link = subprocess.run(
            [server, "invite", "--file", client.file, "--name", "bea", "--role", "publish", "--base", f"http://127.0.0.1:{client.port}"],
            capture_output=True, text=True, check=True).stdout.strip()
        browser = bench.Browser(link)
        longest = 0
        try:
            browser.driver.execute_script("location.hash = '#/plans/1'; window.same = 1")
            browser.wait(lambda: browser.all(".plan td"), "the plan")
            for turn in range(kills):
                version = browser.version()
                if turn % 2 == 0:
                    # In the middle of a run, which is followed by the page and ends under the next server.
                    browser.one("#resolve").click()
                    browser.wait(lambda: browser.one("#time"), "the dialog")
                    browser.driver.execute_script("document.querySelector('#time').value = 3")
                    browser.one("dialog button.main").click()
                    browser.wait(lambda: browser.all(".run p"), "the run")
                    time.sleep(0.5)
                client.kill()
                time.sleep(1)
                client.start()
                begin = time.monotonic()
                if turn % 2 == 0:
                    browser.wait(lambda: browser.version() > version, "the plan of the run that went on")
                else:
                    # Somebody else changes the plan; the page learns of it without being touched.
                    tag = client.ask("GET", "/api/v1/plans/1")[1]["ETag"]
                    status, _, line = client.ask("PATCH", "/api/v1/plans/1", {"kind": "swap", "car": "1", "other": "2", "step": 1 + turn}, tag)
                    assert status == 200, line
                    browser.wait(lambda: browser.version() > version, "the change of somebody else")
                longest = max(longest, time.monotonic() - begin)
                assert browser.driver.execute_script("return window.same") == 1, "the page was loaded anew"
            # A page that is opened while there is no server comes up when there is one.
            client.kill()
            browser.driver.execute_script("location.hash = '#/runs'")
            browser.wait(lambda: "cannot be reached" in browser.text("#news"), "the word that the server is gone")
            client.start()
            browser.wait(lambda: browser.all(".run"), "the runs")
            own = [line for line in browser.errors() if "ERR_CONNECTION_REFUSED" not in line and "ERR_INCOMPLETE_CHUNKED" not in line
                   and "ERR_EMPTY_RESPONSE" not in line and "ERR_CONNECTION_RESET" not in line]
            assert not own, own
        finally:
            browser.driver.quit()
            client.process.terminate()
            client.process.wait(10)
    print(f"{kills} kills of the server under an open page: it went on by itself each time, at most {longest:.1f} s after the server was back")


if __name__ == "__main__":
    main()
