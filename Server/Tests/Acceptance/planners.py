#!/usr/bin/env python3
"""Twenty planners at work on loopback: how long reads take, and whether memory grows.

    planners.py SERVER TEMPER INSTANCE [MINUTES]
"""
import http.client, random, sys, tempfile, threading, time
from kills import Client, finish
from limits import encode, memory

PLANNERS = 20


class Planner(threading.Thread):
    """Looks, asks why, now and then changes something, with pauses as people make them."""

    def __init__(self, number, client, cars, steps, end):
        super().__init__()
        self.chance, self.client, self.cars, self.steps, self.end = random.Random(number), client, cars, steps, end
        self.reads, self.edits, self.statuses = [], [], {}

    def ask(self, method, path, body=None, tag=None):
        begin = time.perf_counter()
        status, headers, value = self.client.ask(method, path, body, tag)
        self.statuses[status] = self.statuses.get(status, 0) + 1
        (self.reads if method == "GET" else self.edits).append((time.time(), time.perf_counter() - begin))
        return headers, value

    def run(self):
        while time.time() < self.end:
            _, line = self.ask("GET", "/api/v1/plans/1")
            head = line["plan"]["head"]
            car, step = self.chance.choice(self.cars), self.chance.randint(1, self.steps)
            for path in [f"/api/v1/plans/1/versions/{head}", f"/api/v1/plans/1/cells/{car}/{step}/why", "/api/v1/plans", "/api/v1/runs", "/api/v1/demands"]:
                time.sleep(self.chance.uniform(0.5, 2.5))
                self.ask("GET", path)
            if self.chance.random() < 0.2:
                headers, _ = self.ask("GET", "/api/v1/plans/1")
                other = self.chance.choice([one for one in self.cars if one != car])
                self.ask("PATCH", "/api/v1/plans/1", {"kind": "swap", "car": car, "other": other, "step": step}, headers["ETag"])


def main():
    server, temper, instance = sys.argv[1:4]
    minutes = float(sys.argv[4]) if len(sys.argv) > 4 else 30
    with tempfile.TemporaryDirectory() as folder:
        client = Client(server, temper, folder)
        with open(instance) as file:
            shift = client.ask("POST", "/api/v1/instances", {"document": {"name": "shift.json", "base64": encode(file.read())}})[2]
        client.ask("POST", "/api/v1/plans", {"instance": shift["id"]})
        run = client.ask("POST", "/api/v1/runs", {"plan": 1, "kind": "solve", "timeLimit": 3})[2]
        finish(client, run["run"]["id"])
        view = client.ask("GET", "/api/v1/plans/1/versions/2")[2]["view"]
        cars, steps = [car["id"] for car in view["cars"]], len(view["times"])
        end = time.time() + 60 * minutes
        crowd = [Planner(number, client, cars, steps, end) for number in range(PLANNERS)]
        for one in crowd:
            one.start()
        sizes = []
        while time.time() < end:
            sizes.append(memory(client))
            time.sleep(min(60, max(0, end - time.time())) or 0.1)
        for one in crowd:
            one.join()
        sizes.append(memory(client))
        reads = sorted(seconds for one in crowd for _, seconds in one.reads)
        edits = sorted(seconds for one in crowd for _, seconds in one.edits)
        statuses = {status: sum(one.statuses.get(status, 0) for one in crowd) for one in crowd for status in one.statuses}
        p = lambda list, share: 1000 * list[min(len(list) - 1, int(share * len(list)))]
        print(f"{PLANNERS} planners for {minutes:g} minutes: {len(reads)} reads, p50 {p(reads, .5):.1f}, p95 {p(reads, .95):.1f}, p99 {p(reads, .99):.1f}, "
              f"worst {p(reads, 1):.0f} ms; {len(edits)} edits, p95 {p(edits, .95):.1f} ms; statuses {statuses}")
        print(f"memory by the minute: {' '.join(map(str, sizes))} MB")
        client.process.terminate()
        client.process.wait(10)
    assert set(statuses) <= {200, 412}, statuses
    assert p(reads, 0.95) < 50, "the 95th percentile of reads is 50 ms or more"
    # The last third against the second: what was read once stays in memory, what leaks goes on.
    third = max(1, len(sizes) // 3)
    assert max(sizes[-third:]) <= 1.1 * max(sizes[third:-third] or sizes), "memory grows"


if __name__ == "__main__":
    main()
