#!/usr/bin/env python3
"""Kills the server, and the process of a run, in the middle of runs: no run is lost, no event doubled, nothing
published gone; kills it in the middle of changes: each is done once by its key; and ends a server that many streams
are open to.

    kills.py SERVER TEMPER INSTANCE [KILLS]
"""
import base64, http.client, json, os, random, signal, socket, sqlite3, subprocess, sys, tempfile, threading, time


class Client:
    """Asks a server, and waits for it where it is being started again."""

    def __init__(self, server, temper, folder):
        self.server, self.temper, self.file = server, temper, os.path.join(folder, "workbench.sqlite")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.options = []
        self.start()
        self.cookie = None
        status, headers, _ = self.ask("GET", self.link[self.link.index("/enter"):])
        self.cookie = headers["Set-Cookie"].split(";")[0]

    def start(self):
        self.process = subprocess.Popen(
            [self.server, "--file", self.file, "--temper", self.temper, "--port", str(self.port), "--threads", "1", *self.options],
            stdout=subprocess.PIPE, text=True)
        self.link = self.process.stdout.readline().split()[-1]

    def ask(self, method, path, body=None, tag=None, key=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"X-Temper-Request": "1"}
        if self.__dict__.get("cookie"):
            headers["Cookie"] = self.cookie
        if tag:
            headers["If-Match"] = tag
        if key:
            headers["Idempotency-Key"] = key
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        response = connection.getresponse()
        content = response.read()
        return response.status, dict(response.getheaders()), json.loads(content or "null") if content[:1] in b"{[" else content

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def main():
    server, temper, instance = sys.argv[1:4]
    kills = int(sys.argv[4]) if len(sys.argv) > 4 else 25
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        client = Client(server, temper, folder)
        with open(instance, "rb") as file:
            document = {"name": "shift.json", "base64": base64.b64encode(file.read()).decode()}
        _, _, shift = client.ask("POST", "/api/v1/instances", {"document": document})
        _, headers, plan = client.ask("POST", "/api/v1/plans", {"instance": shift["id"]})
        status, _, run = client.ask("POST", "/api/v1/runs", {"plan": 1, "kind": "solve", "timeLimit": 2, "method": "annealer"})
        finish(client, run["run"]["id"])
        _, headers, plan = client.ask("GET", "/api/v1/plans/1")
        status, _, _ = client.ask("POST", "/api/v1/plans/1/publish", {"note": "kept"}, headers["ETag"])
        assert status == 200, "the plan is published"
        published = client.ask("GET", "/api/v1/plans/1/export.csv?version=2")[2]
        runs = []
        for kind in ["server", "worker"]:
            for _ in range(kills):
                status, _, run = client.ask("POST", "/api/v1/runs", {"plan": 1, "kind": "solve", "timeLimit": 2, "method": "annealer"})
                assert status == 202
                id = run["run"]["id"]
                pid = wait(lambda: client.ask("GET", f"/api/v1/runs/{id}")[2]["run"].get("pid"), "the run to begin")
                time.sleep(chance.uniform(0, 1.2))
                if kind == "server":
                    client.kill()
                    client.start()
                else:
                    try:
                        os.kill(pid, signal.SIGKILL)
                    except ProcessLookupError:
                        pass
                finish(client, id)
                runs.append(id)
        for id in runs:
            line = client.ask("GET", f"/api/v1/runs/{id}")[2]
            assert line["run"]["state"] == "done", line["run"]
            news = [(event["kind"], event["json"]) for event in line["events"]]
            facts = [json.dumps({k: v for k, v in json.loads(j).items() if k != "elapsedSeconds"}, sort_keys=True) + kind for kind, j in news]
            assert len(facts) == len(set(facts)), f"run {id} says something twice: {facts}"
        assert client.ask("GET", "/api/v1/plans/1/export.csv?version=2")[2] == published, "what is published stays"
        with sqlite3.connect(client.file) as file:
            assert file.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            versions = file.execute("SELECT count(*) FROM version").fetchone()[0]
            again = file.execute("SELECT count(*) FROM run WHERE attempt > 1").fetchone()[0]
        assert versions == 2 + len(runs), f"{versions} versions of {len(runs)} runs"
        print(f"{kills} kills of the server and {kills} of the process of a run: all {len(runs)} runs done, "
              f"{again} of them begun again; no event twice, no version lost or doubled")
        changes(client, kills, chance)
        ends(client)
        streams(client)


def changes(client, kills, chance):
    """A change that was sent when the server was killed is sent again by its key, and is done once."""
    path, made = "/api/v1/plans/1", 0
    begun = time.monotonic()
    status, headers, _ = client.ask("PATCH", path, {"kind": "swap", "car": "1", "other": "2", "step": 1}, client.ask("GET", path)[1]["ETag"])
    assert status == 200, status
    usual = time.monotonic() - begun
    for n in range(kills):
        tag = client.ask("GET", path)[1]["ETag"]
        before = counted(client)
        body = {"kind": "swap", "car": "1", "other": "2", "step": n % 5 + 1}
        if n % 2:
            killer = threading.Timer(chance.uniform(0, usual), client.kill)
        else:
            killer = threading.Thread(target=kill_when_made, args=(client, before))
        killer.start()
        first = None
        try:
            first = client.ask("PATCH", path, body, tag, key=f"change {n}")
        except (OSError, http.client.HTTPException):
            pass
        killer.join()
        made += counted(client) > before and first is None
        client.start()
        again, third = (client.ask("PATCH", path, body, tag, key=f"change {n}") for _ in range(2))
        assert again[0] == 200 and again[2] == third[2], again[2]
        assert first is None or first[2] == again[2], "the answer is that of the first"
        assert counted(client) == before + 1, f"{counted(client) - before} versions of one change"
    print(f"{kills} kills of the server in the middle of a change, {made} of them after it was made and before it was "
          f"answered: each done once, and answered as at first")


def kill_when_made(client, before):
    """Kills the server as soon as its file shows a change that it may not have answered yet."""
    with sqlite3.connect(client.file) as file:
        end = time.monotonic() + 10
        while file.execute("SELECT count(*) FROM version").fetchone()[0] == before and time.monotonic() < end:
            pass
    client.kill()


def counted(client):
    with sqlite3.connect(client.file) as file:
        return file.execute("SELECT count(*) FROM version").fetchone()[0]


def ends(client):
    """A server that is told to end in the middle of a run ends well, and the next one does the run."""
    _, _, run = client.ask("POST", "/api/v1/runs", {"plan": 1, "kind": "solve", "timeLimit": 5, "method": "annealer"})
    id = run["run"]["id"]
    wait(lambda: client.ask("GET", f"/api/v1/runs/{id}")[2]["run"].get("pid"), "the run to begin")
    client.process.terminate()
    assert client.process.wait(10) == 0, f"the server ended with {client.process.returncode}"
    client.start()
    finish(client, id)
    run = client.ask("GET", f"/api/v1/runs/{id}")[2]["run"]
    assert run["state"] == "done" and run["attempt"] == 2, run
    print("SIGTERM in the middle of a run: ended well, and the next server did the run")


def streams(client):
    """Fifty open streams do not keep a server from ending."""
    connections = []
    for _ in range(50):
        connection = http.client.HTTPConnection("127.0.0.1", client.port, timeout=30)
        connection.request("GET", "/api/v1/events", headers={"Cookie": client.cookie})
        assert connection.getresponse().status == 200
        connections.append(connection)
    begin = time.monotonic()
    client.process.terminate()
    client.process.wait(30)
    seconds = time.monotonic() - begin
    assert seconds < 2, f"{seconds:.1f} s to end"
    print(f"SIGTERM with 50 open streams: ended in {seconds:.2f} s")


def wait(condition, what, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"waited in vain for {what}")


def finish(client, id):
    return wait(lambda: client.ask("GET", f"/api/v1/runs/{id}")[2]["run"]["state"] in ["done", "failed"], f"run {id} to end")


if __name__ == "__main__":
    main()
