extension WritingCommand {
  static let incidents = "--incidents in:city.csv --resolution 0.1 --threads 1 -q"

  /// What plans the day, draws it, and learns from it.
  static let days: [WritingCommand] = [
    .init(
      "replan",
      "replan in:tiny.json in:plan.csv --at 2 --method annealer --time-limit 0.2 --threads 1 -o out:next.csv",
      outputs: ["next.csv"], isTimed: true),
    .init(
      "fairness", "fairness in:tiny.json --points 2 --threads 1 -o out:fair.csv",
      outputs: ["fair.csv"]),
    .init("explain", "explain in:tiny.json in:plan.csv --car 1 --at 2 --json"),
    .init("weights", "weights in:tiny.json --steps 100 --threads 1 --json"),
    .init("diff", "diff in:tiny.json in:plan.csv in:plan.csv --json"),
    .init("check", "check in:tiny.json in:plan.csv --json"),
    .init(
      "simulate", "simulate --shifts 1 --threads 1 -q --report out:shift.html",
      outputs: ["shift.html"]),
    .init(
      "dispatch compare",
      "dispatch compare --policies greedy myopic --shifts 2 --threads 1 -q --report out:page.html",
      outputs: ["page.html"]),
    .init(
      "dispatch learn",
      "dispatch learn --sectors S1 --cars 1 --shifts 2 --rounds 1 --threads 1 -q -o out:model.safetensors",
      outputs: ["model.safetensors"]),
    .init("joint beats", "joint beats --side 3 -o out:beats.json", outputs: ["beats.json"]),
    .init(
      "joint posts", "joint posts --search 100 --threads 1 -o out:posts.json",
      outputs: ["posts.json"]),
    .init("route town", "route town --nodes 6 -o out:town.json", outputs: ["town.json"]),
    .init(
      "route learn",
      "route learn in:town.json --drives 2 --horizon 60 --threads 1 -q -o out:policy.json",
      outputs: ["policy.json"], isTimed: true),
    .init(
      "route sample",
      "route sample in:policy.json --routes 2 --threads 1 -o out:routes.json --geojson out:routes.geojson "
        + "--sheets out:sheets.csv --report out:page.html",
      outputs: ["routes.json", "routes.geojson", "sheets.csv", "page.html"], isTimed: true),
    .init(
      "district",
      "district in:town.json --units 2 --deviation 60 --method enumeration --threads 1 -o out:districts.json "
        + "--geojson out:districts.geojson --report out:page.html",
      outputs: ["districts.json", "districts.geojson", "page.html"], isTimed: true),
    .init(
      "forecast city", "forecast city --days 2 --calls 5 -o out:city.csv", outputs: ["city.csv"]),
    .init(
      "forecast fit",
      "forecast fit \(incidents) --method separable -o out:forecast.json --report out:page.html",
      outputs: ["forecast.json", "page.html"], isTimed: true),
    .init(
      "demand",
      "demand \(incidents) --method separable --cars 3 --sectors 2 --scenarios 20 --time-limit 0.2 "
        + "-o out:day.json --report out:page.html",
      outputs: ["day.json", "page.html"], isTimed: true),
  ]
}
