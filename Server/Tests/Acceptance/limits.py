#!/usr/bin/env python3
"""Clients that a server has to bear: slow ones, more than it serves at a time, headers and bodies without end, and
two hundred names that would be scripts.

    limits.py SERVER TEMPER [INSTANCE]

With INSTANCE, a large shift, a run gets less memory than it needs.
"""
import base64, json, os, socket, sys, tempfile, time
from kills import Client, finish


def read(connection, seconds):
    """What comes until the connection ends, and how long that took."""
    begin, content = time.monotonic(), b""
    connection.settimeout(seconds)
    try:
        while more := connection.recv(65536):
            content += more
    except (TimeoutError, ConnectionError):
        pass
    return content, time.monotonic() - begin


def connect(client, text=b""):
    connection = socket.create_connection(("127.0.0.1", client.port), 10)
    connection.sendall(text)
    return connection


def memory(client):
    with open(f"/proc/{client.process.pid}/status") as file:
        return next(int(line.split()[1]) // 1024 for line in file if line.startswith("VmRSS"))


def main():
    with tempfile.TemporaryDirectory() as folder:
        client = Client(sys.argv[1], sys.argv[2], folder)
        before = memory(client)
        host = f"Host: 127.0.0.1:{client.port}\r\n".encode()

        content, _ = read(connect(client, b"GET /healthz HTTP/1.1\r\n" + host + b"X: " + b"x" * 20000 + b"\r\n\r\n"), 10)
        assert b" 431 " in content[:40] or b" 400 " in content[:40] or not content, content[:80]
        print("headers of 20 kB:", content[:40].split(b"\r\n")[0].decode() or "cut")

        body = connect(client, b"POST /api/v1/plans HTTP/1.1\r\n" + host + b"X-Temper-Request: 1\r\nCookie: "
                       + client.cookie.encode() + b"\r\nTransfer-Encoding: chunked\r\n\r\n")
        sent = 0
        try:
            while sent < 64 << 20:
                body.sendall(b"10000\r\n" + b" " * 65536 + b"\r\n")
                sent += 65536
        except (ConnectionError, TimeoutError):
            pass
        content, _ = read(body, 10)
        assert b" 413 " in content[:40] or not content, content[:80]
        print(f"a body without end: {content[:40].split(bytes([13]))[0].decode() or 'cut'} after {sent >> 20} MB")

        slow = connect(client, b"GET /healthz HTTP/1.1\r\nHost: 127")
        crowd = [connect(client) for _ in range(300)]
        _, seconds = read(slow, 60)
        assert 20 < seconds < 50, f"a slow client is cut off after {seconds:.0f} s"
        print(f"a slow client is cut off after {seconds:.0f} s")
        for one in crowd:
            one.close()
        time.sleep(1)
        assert client.ask("GET", "/healthz")[0] == 200, "after a crowd of 300 it serves again"
        after = memory(client)
        assert after < before + 150, f"memory grew from {before} to {after} MB"
        print(f"300 connections: served again afterwards; memory {before} MB, then {after} MB")
        names(client)
        client.process.terminate()
        client.process.wait(10)
        if len(sys.argv) > 3:
            starve(client, sys.argv[3])


def starve(client, instance):
    """A run that needs more memory than it may have is ended, once, with a word for why; the server goes on."""
    client.options = ["--memory", "64"]
    client.start()
    client.cookie = client.ask("GET", client.link[client.link.index("/enter"):])[1]["Set-Cookie"].split(";")[0]
    with open(instance) as file:
        _, _, shift = client.ask("POST", "/api/v1/instances", {"document": {"name": "shift.json", "base64": encode(file.read())}})
    _, _, plan = client.ask("POST", "/api/v1/plans", {"instance": shift["id"]})
    begin = time.monotonic()
    _, _, run = client.ask("POST", "/api/v1/runs", {"plan": plan["plan"]["id"], "kind": "solve", "timeLimit": 60})
    finish(client, run["run"]["id"])
    run = client.ask("GET", f"/api/v1/runs/{run['run']['id']}")[2]["run"]
    assert run["state"] == "failed" and run["reason"] == "memory" and run["attempt"] == 1, run
    print(f"a run that needs more than 64 MB: ended after {time.monotonic() - begin:.1f} s: {run['words']}")
    client.process.terminate()
    client.process.wait(10)


def names(client):
    """Names of all kinds are kept as they are, and make no file."""
    hostile = ["<script>alert(1)</script>", "../../etc/passwd", "\"><img src=x onerror=alert(1)>", "'; DROP TABLE plan; --",
               "%2e%2e%2f", "a/b", "C:\\x", "{{7*7}}", "=cmd|' /C calc'!A0", "javascript:alert(1)"]
    before = sorted(os.listdir(os.path.dirname(client.file)))
    for number in range(200):
        name = f"{hostile[number % len(hostile)]} {number}"
        shift = {"format": "patrol-shift", "version": 1, "name": name, "cars": 1, "startTime": "08:00", "stepMinutes": 60,
                 "presence": {"rule": "none"}, "sectors": [{"id": name, "name": name}], "demand": [[1]], "travelMinutes": [[0]]}
        status, _, row = client.ask("POST", "/api/v1/instances", {"document": {"name": name, "base64": encode(shift)}})
        assert status == 201 and row["name"] == name, (status, row)
        plan = f"car,step,sector\r\n1,1,\"{name.replace(chr(34), chr(34) * 2)}\"\r\n"
        status, headers, line = client.ask("POST", "/api/v1/plans", {"instance": row["id"], "schedule": encode(plan)})
        assert status == 201, line
        id = line["plan"]["id"]
        status, headers, content = client.ask("GET", f"/api/v1/plans/{id}/export.csv")
        assert status == 200 and headers["Content-Disposition"] == f'attachment; filename="plan-{id}-1.csv"'
    assert sorted(os.listdir(os.path.dirname(client.file))) == before, "no name became a file"
    print("200 hostile names: kept as they are, none became a path")


def encode(value):
    return base64.b64encode((value if isinstance(value, str) else json.dumps(value)).encode()).decode()


if __name__ == "__main__":
    main()
