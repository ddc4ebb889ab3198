import Testing

@Suite("Wrong usage ends with status 64")
struct UsageTests {
  /// Every option that takes a number, with a value that is wrong for this one alone.
  static let numeric = [
    ("--seed", "18446744073709551616"), ("--offset-increment", "0.05"), ("--replicas", "0"),
    ("--threads", "1025"), ("--A", "7.25"), ("--B", "10000000.1"), ("--C", "1e9"),
    ("--time-limit", "0"), ("--steps", "1e16"), ("--target", "1e300"), ("--patience", "0.5"),
    ("--memory-limit", "16777216TiB"),
  ]

  static let numbers = [
    "nan", "inf", "-inf", "1e400", "-1", "-0.1", "99999999999999999999999", "", "ten", "1,5", "１",
    "1 000", "0x", "--",
  ]

  @Test("for a value that is no number, or out of range", arguments: numeric)
  func numbers(option: String, value: String) throws {
    // What is no number at all is told by one function for all options.
    let wrong = option == "--seed" ? Self.numbers : ["nan", "-1", "", "ten"]
    for value in wrong + [value] {
      let run = try TemperRun(
        "solve", Instances.shipped("tiny-3x3x3"), "--steps", "1", "\(option)=\(value)")
      #expect(run.status == 64, "\(option)=\(value)")
      #expect(run.output == "")
      #expect(run.errors.hasPrefix("Error: "), "\(run.errors)")
      #expect(run.errors.contains(value.isEmpty ? option : "'\(value)' is no "), "\(run.errors)")
    }
  }

  @Test(
    "for anything else the commands do not know",
    arguments: [
      "solve", "solv x.json", "solve a.json b.json", "solve a.json --step 5",
      "solve a.json --moves swap", "solve a.json --moves", "solve a.json --algorithm tabu",
      "solve a.json --layout grid", "solve a.json --A 5 --sufficient-weights",
      "check a.json", "check a.json b.csv --most 0", "check a.json b.csv --most nan",
      "export a.json b.csv --form pdf", "export a.json b.csv --form ical",
      "export a.json b.csv --form ical --date 2026-03-28", "export a.json b.csv -o a.ics",
      "export a.json b.csv --date 2026-03-28", "export a.json b.csv --form xlsx --car 1",
      "diff a.json b.csv", "diff a.json - -", "generate", "generate nowhere-1x1x1",
      "generate tiny-3x3x3 --list", "generate tiny-3x3x3 --seed -1",
      "import --name a --demand d.csv", "import --name a --demand d.csv --travel t --osrm o",
      "import --name a --demand d.csv --travel t.csv --cars 2147483648",
      "import --name a --demand d.csv --travel t.csv --limit 0",
      "import --name a --demand d.csv --travel t.csv --presence often",
      "qubo info", "qubo info a.json --memory-limit lots", "qubo build a.json",
      "qubo solve", "qubo solve a.rud --algorithm tabu", "qubo solve a.rud --target 1e400",
      "qubo solve a.rud --coldest 1",
      "qubo solve a.rud --coldest 2 --hottest 1", "qubo solve a.rud --scale 3",
      "qubo export a.json b.coo --practical-weights --A 5", "qubo energy a.rud",
      "qubo solve a.rud --format gset", "qubo solve a.rud --offset-increment=-1",
      "qubo solve a.rud --json -o -", "qubo convert a.rud", "qubo convert a.rud b.json",
      "qubo generate sk --variables 5", "qubo generate p3000 --variables 5 --seed 1",
      "qubo generate palubeckis --variables 5 --seed 0",
      "qubo generate max-cut --variables 5 --seed 1 --density 101",
    ])
  func words(line: String) throws {
    let run = try TemperRun(line.split(separator: " ").map(String.init))
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.errors.hasPrefix("Error: "), "\(run.errors)")
  }
}
