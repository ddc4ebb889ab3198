#!/usr/bin/env python3
"""Attacks every route over the network: forged hosts and origins, missing sessions and headers, each role at the
routes of others, paths that lead elsewhere, odd requests, headers and bodies at their limits, slow crowds, and two
editors of one plan who send changes as fast as they can.

    attacks.py SERVER TEMPER INSTANCE
"""
import base64, http.client, json, os, re, socket, sqlite3, subprocess, sys, tempfile, threading, time
from kills import Client
from limits import connect, encode, memory, read

ROLES = ["read", "edit", "publish"]


def main():
    server, temper, instance = sys.argv[1:4]
    with tempfile.TemporaryDirectory() as folder:
        client = Client(server, temper, folder)
        before = memory(client)
        with open(instance) as file:
            shift = client.ask("POST", "/api/v1/instances", {"document": {"name": "shift.json", "base64": encode(file.read())}})[2]
        table = os.path.join(folder, "plan.csv")
        subprocess.run([temper, "solve", instance, "-o", table, "-q", "--time-limit", "2", "--seed", "1"], check=True)
        with open(table) as file:
            client.ask("POST", "/api/v1/plans", {"instance": shift["id"], "schedule": encode(file.read())})
        try:
            routes = routes_of(client)
            forged(client, routes)
            roles(client, routes, server)
            elsewhere(client)
            odd(client)
            limits(client)
            crowd(client)
            editors(client)
            names(client)
            after = memory(client)
            assert after < before + 200, f"memory grew from {before} to {after} MB"
            print(f"memory {before} MB before, {after} MB after")
        finally:
            client.process.terminate()
            client.process.wait(10)


# MARK: - Who may ask

def routes_of(client):
    """Method, path with its parameters filled in, and role, of every route that is described."""
    description = client.ask("GET", "/openapi.json")[2]
    routes = []
    for path, methods in description["paths"].items():
        full = "/api/v1" + re.sub(r"\{[a-z]+\}", "1", path.replace("{form}", "csv"))
        for method, operation in methods.items():
            routes.append((method.upper(), full, re.search(r"the role (\w+)", operation["description"])[1]))
    return routes


def ask(client, method, path, headers, body=None):
    """The status of a request with just these headers; a stream is not waited for."""
    connection = http.client.HTTPConnection("127.0.0.1", client.port, timeout=30)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.putheader("Content-Length", str(len(body or b"")))
    connection.endheaders(body)
    response = connection.getresponse()
    status = response.status
    connection.close()
    return status


def forged(client, routes):
    own = f"127.0.0.1:{client.port}"
    good = {"Host": own, "Cookie": client.cookie, "X-Temper-Request": "1"}
    hosts = ["evil.example", f"evil.example:{client.port}", "127.0.0.1", "127.0.0.1:1", f"{own}.evil.example", f"evil@{own}", "localhost:80"]
    origins = ["http://evil.example", "null", f"http://{own}.evil.example", f"ftp://{own}", f"http://evil.example/{own}", "file://"]
    count = 0
    for method, path, _ in routes + [("GET", one, "") for one in ["/", "/app.js", "/style.css", "/openapi.json", "/healthz", "/enter?token=x"]]:
        for host in hosts:
            assert ask(client, method, path, {**good, "Host": host}) in (400, 421), (method, path, host)
        for origin in origins:
            assert ask(client, method, path, {**good, "Origin": origin}) == 403, (method, path, origin)
        assert ask(client, method, path, {**good, "Host": "evil.example", "X-Forwarded-Host": own, "Forwarded": f"host={own}"}) == 421
        count += len(hosts) + len(origins) + 1
        if not path.startswith("/api/"):
            continue
        for cookie in [None, "temper-session=", "temper-session=guess", client.cookie[:-1], client.cookie.replace("session", "sessions")]:
            headers = {name: value for name, value in {**good, "Cookie": cookie}.items() if value is not None}
            assert ask(client, method, path, headers) == 401, (method, path, cookie)
            count += 1
        if method != "GET":
            for origin in [None, f"http://{own}"]:
                headers = {"Host": own, "Cookie": client.cookie, **({"Origin": origin} if origin else {})}
                assert ask(client, method, path, headers) == 403, (method, path, "without X-Temper-Request")
                count += 1
    print(f"{len(routes)} routes and 6 pages: {count} forged or nameless requests refused")


def roles(client, routes, server):
    count = 0
    for role in ROLES:
        link = subprocess.run([server, "invite", "--file", client.file, "--name", f"a-{role}", "--role", role, "--base", ""],
                              capture_output=True, text=True, check=True).stdout.strip()
        cookie = client.ask("GET", link)[1]["Set-Cookie"].split(";")[0]
        headers = {"Host": f"127.0.0.1:{client.port}", "Cookie": cookie, "X-Temper-Request": "1", "Content-Type": "application/json"}
        for method, path, needed in routes:
            if method == "DELETE" or path.endswith("/events"):
                continue
            status = ask(client, method, path, headers, b"{}" if method != "GET" else None)
            refused = ROLES.index(role) < ROLES.index(needed)
            assert (status == 403) == refused and status < 500, (role, method, path, status)
            count += 1
        # Signing out is everybody's, and ends the session at once.
        assert ask(client, "DELETE", "/api/v1/session", headers) == 204
        assert ask(client, "GET", "/api/v1/plans", headers) == 401
        assert client.ask("GET", link)[0] == 401, "a link works once"
    print(f"{len(ROLES)} roles: {count} requests, each served or refused as its role has it; signing out ends a session")


# MARK: - What is asked

def elsewhere(client):
    """Paths that would lead out of the workbench, and names that are no numbers."""
    paths = ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2f..%2fetc%2fpasswd", "//etc/passwd", "/app.js/../../x", "/workbench.sqlite",
             "/api/v1/plans/..%2f..%2fetc%2fpasswd", "/api/v1/plans/1/export.%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/api/v1/demands/1/pages/..%2f..%2fx",
             "/api/v1/studies/1/..%2fpage", "/api/v1/plans/1/cells/..%2f..%2fx/1/why", "/api/v1/plans/0", "/api/v1/plans/-1", "/api/v1/plans/1e9",
             "/api/v1/plans/99999999999999999999", "/api/v1/plans/1%00", "/api/v1/plans/%ff", "/api/v1/plans/1'%20OR%20'1'='1"]
    for path in paths:
        status, _, content = client.ask("GET", path)
        assert status in (400, 404, 422), (path, status)
        assert b"root:" not in (content if isinstance(content, bytes) else json.dumps(content).encode()), path
    print(f"{len(paths)} paths that lead elsewhere: not found")


def odd(client):
    """Requests that no browser sends: each is answered or cut off, and the server goes on."""
    host = f"Host: 127.0.0.1:{client.port}\r\n".encode()
    cookie = b"Cookie: " + client.cookie.encode() + b"\r\nX-Temper-Request: 1\r\n"
    requests = [
        b"GET /api/v1/plans HTTP/1.1\r\n\r\n", b"GET /healthz HTTP/1.0\r\n\r\n", b"GET /api/v1/plans HTTP/1.1\r\n" + host + b"Host: evil.example\r\n\r\n",
        b"GET http://127.0.0.1:%d/api/v1/plans HTTP/1.1\r\nHost: evil.example\r\n" % client.port + cookie + b"\r\n", b"CONNECT evil.example:80 HTTP/1.1\r\n" + host + b"\r\n",
        b"POST /api/v1/plans HTTP/1.1\r\n" + host + cookie + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        b"POST /api/v1/plans HTTP/1.1\r\n" + host + cookie + b"Content-Length: -1\r\n\r\n", b"POST /api/v1/plans HTTP/1.1\r\n" + host + cookie + b"Content-Length: 5, 6\r\n\r\n{}",
        b"POST /api/v1/plans HTTP/1.1\r\n" + host + cookie + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"\x00" * 512,
        b"GET / HTTP/9.9\r\n" + host + b"\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET /api/v1/plans HTTP/1.1\r\n" + host + b"Cookie: a\x00b\r\n\r\n"]
    for request in requests:
        connection = connect(client, request)
        connection.shutdown(socket.SHUT_WR)
        content, _ = read(connection, 5)
        first = content.split(b"\r\n")[0]
        assert not re.match(rb"HTTP/1.. (2|5)", first), (request[:80], first)
        assert client.ask("GET", "/healthz")[0] == 200
    for body in [b"", b"{", b"[]", b"null", b"\xff\xfe", b"{\"plan\": 1e400}", b"[" * 20000, b"{\"a\":" * 5000]:
        for path in ["/api/v1/plans", "/api/v1/runs", "/api/v1/instances", "/api/v1/incidents", "/api/v1/demands", "/api/v1/studies"]:
            headers = {"Host": f"127.0.0.1:{client.port}", "Cookie": client.cookie, "X-Temper-Request": "1"}
            assert 400 <= ask(client, "POST", path, headers, body) < 500, (path, body[:20])
    print(f"{len(requests)} odd requests and 48 bodies that are no wish: refused")


def limits(client):
    """Headers and bodies just within their limits are served, just beyond them refused."""
    own = {"Host": f"127.0.0.1:{client.port}", "Cookie": client.cookie, "X-Temper-Request": "1"}
    assert ask(client, "GET", "/api/v1/plans", {**own, "X-Long": "x" * 14000}) == 200
    for more in [16384, 17000, 60000]:
        try:
            assert ask(client, "GET", "/api/v1/plans", {**own, "X-Long": "x" * more}) in (400, 431)
        except (ConnectionError, http.client.HTTPException):
            pass  # Cut off, while it was still being sent.
    many = {f"X-{n}": "x" for n in range(300)}
    try:
        assert ask(client, "GET", "/api/v1/plans", {**own, **many}) in (400, 431)
    except (ConnectionError, http.client.HTTPException):
        pass
    whole = 32 << 20
    assert ask(client, "POST", "/api/v1/plans", own, b" " * whole) == 400, "a body of 32 MB is read, and is no JSON"
    try:
        assert ask(client, "POST", "/api/v1/plans", own, b" " * (whole + 1)) == 413
    except (ConnectionError, http.client.HTTPException):
        pass
    connections = [connect(client, (f"POST /api/v1/plans HTTP/1.1\r\nHost: {own['Host']}\r\nCookie: {client.cookie}\r\nX-Temper-Request: 1\r\n"
                                    f"Content-Length: {whole}\r\n\r\n").encode() + b" " * (1 << 20)) for _ in range(20)]
    held = memory(client)
    for one in connections:
        one.close()
    assert held < 600, f"twenty bodies that have begun take {held} MB"
    print(f"headers of 14 kB and bodies of 32 MB served, more refused; twenty half-sent bodies held {held} MB")


def crowd(client):
    """Two hundred connections that say next to nothing: who is served is served, the others wait, and none stays."""
    slow = [connect(client, b"GET /healthz HTTP/1.1\r\nHost: 127") for _ in range(150)]
    begin = time.monotonic()
    assert client.ask("GET", "/healthz")[0] == 200, "with 150 slow ones there is a place"
    quick = time.monotonic() - begin
    slow += [connect(client, b"G") for _ in range(50)]
    ends = [read(one, 60)[1] for one in slow[:3]]
    for one in slow:
        one.close()
    assert quick < 2 and max(ends) < 60, (quick, ends)
    time.sleep(1)
    assert client.ask("GET", "/healthz")[0] == 200
    print(f"200 slow connections: a quick one among 150 served in {1000 * quick:.0f} ms, slow ones cut off, served again afterwards")


# MARK: - Two editors

def editors(client):
    """Each pins or lets go as fast as it can, with the state it last saw: every change that was told done is a version."""
    first = client.ask("GET", "/api/v1/plans/1")[2]["plan"]["revision"]
    view = client.ask("GET", "/api/v1/plans/1/versions/1")[2]["view"]
    done, refused, lock = [], [0], threading.Lock()

    def edit(number):
        car = view["cars"][number]["id"]
        tag = client.ask("GET", "/api/v1/plans/1")[1]["ETag"]
        for turn in range(40):
            body = {"kind": "pin" if turn % 2 == 0 else "unpin", "car": car, "step": number + 1}
            status, headers, value = client.ask("PATCH", "/api/v1/plans/1", body, tag)
            assert status in (200, 412), (status, value)
            if status == 200:
                with lock:
                    done.append((value["plan"]["revision"], value["plan"]["head"], car))
                tag = headers["ETag"]
            else:
                refused[0] += 1
                tag = client.ask("GET", "/api/v1/plans/1")[1]["ETag"]
            assert client.ask("PATCH", "/api/v1/plans/1", body, '"plan-1-1"')[0] == 412, "a state of long ago"

    threads = [threading.Thread(target=edit, args=(number,)) for number in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    last = client.ask("GET", "/api/v1/plans/1")[2]["plan"]["revision"]
    assert sorted(revision for revision, _, _ in done) == list(range(first + 1, last + 1)), "each revision is somebody's"
    versions = {line["n"]: line for line in client.ask("GET", "/api/v1/plans/1/versions")[2]}
    assert all(head in versions and car in versions[head]["words"] for _, head, car in done), "each change is a version"
    for tag in [None, "*", '"plan-2-1"', f'W/"plan-1-{last}"', "plan-1"]:
        status = client.ask("PATCH", "/api/v1/plans/1", {"kind": "pin", "car": view["cars"][0]["id"], "step": 1}, tag)[0]
        assert status in (412, 428), (tag, status)
    print(f"two editors: {len(done)} changes made, {refused[0]} refused as the plan was another's by then, none lost")


def names(client):
    """What is published stays, even to who has the file; and no name became one."""
    tag = client.ask("GET", "/api/v1/plans/1")[1]["ETag"]
    status, headers, line = client.ask("POST", "/api/v1/plans/1/publish", {"note": "../../etc/passwd"}, tag)
    assert status == 200, line
    number = line["plan"]["published"]
    before = client.ask("GET", f"/api/v1/plans/1/export.csv?version={number}")[2]
    assert client.ask("POST", "/api/v1/plans/1/publish", {"note": "again"}, headers["ETag"])[0] == 409
    status, headers, _ = client.ask("POST", "/api/v1/plans/1/restore", {"version": 1}, headers["ETag"])
    assert status == 200
    assert client.ask("GET", f"/api/v1/plans/1/export.csv?version={number}")[2] == before
    with sqlite3.connect(client.file) as file:
        for change in ["UPDATE version SET schedule = x'00'", "DELETE FROM version", "UPDATE publication SET note = ''", "DELETE FROM publication", "UPDATE shift SET json = x'00'"]:
            try:
                file.execute(change)
                raise AssertionError(f"{change} was done")
            except sqlite3.IntegrityError:
                pass
    extra = sorted(set(os.listdir(os.path.dirname(client.file))) - {"workbench.sqlite", "workbench.sqlite-wal", "workbench.sqlite-shm", "plan.csv"})
    assert not extra, f"a name became a file: {extra}"
    print("what is published stays as it was, whoever asks; restoring goes on from any version; no name became a file")


if __name__ == "__main__":
    main()
