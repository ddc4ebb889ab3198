import Foundation
import Testing

/// A command that writes, with all it reads and all it should write.
struct WritingCommand: Sendable, CustomTestStringConvertible {
  let name: String
  /// The arguments; `in:` and `out:` at the beginning of a word stand for two folders.
  let words: [String]
  /// The names of what is written into `out:`; none for a command that writes to its output.
  let outputs: [String]
  /// What is there before, as copies of files in `in:`, instead of older files of no meaning.
  let earlier: [String: String]
  /// Whether its documents tell how long things took, and so differ from run to run.
  let isTimed: Bool

  init(
    _ name: String, _ line: String, outputs: [String] = [], earlier: [String: String] = [:],
    isTimed: Bool = false
  ) {
    self.isTimed = isTimed
    self.name = name
    words = line.split(separator: " ").map(String.init)
    self.outputs = outputs
    self.earlier = earlier
  }

  var testDescription: String { name }

  /// The arguments for two folders.
  func arguments(inputs: String, outputs: String) -> [String] {
    words.map { word in
      if word.hasPrefix("in:") { return inputs + "/" + word.dropFirst(3) }
      return word.hasPrefix("out:") ? outputs + "/" + word.dropFirst(4) : word
    }
  }

  /// The files that a user has named, by their last components.
  var operands: [String] {
    words.filter { $0.hasPrefix("in:") || $0.hasPrefix("out:") }
      .map { URL(filePath: String($0.drop { $0 != ":" }.dropFirst())).lastPathComponent }
  }

  static let solve = "solve in:tiny.json --seed 1 --steps 100 --replicas 2 --threads 1"
  static let tune =
    "tune in:tiny.json --moves exchange --steps 50 --seeds 1 --replicas 2 --confirm 0 --threads 1 --study"

  static let all: [WritingCommand] =
    [
      .init("solve", solve + " -q -o out:plan.csv", outputs: ["plan.csv"]),
      .init(
        "solve --report", solve + " -o out:plan.csv --report out:page.html",
        outputs: ["plan.csv", "page.html"]),
      .init("solve --json", solve + " --json"),
      .init(
        "exact --report", "exact in:tiny.json -o out:plan.csv --report out:page.html",
        outputs: ["plan.csv", "page.html"]),
      .init(
        "export to a workbook", "export in:tiny.json in:plan.csv -o out:plan.xlsx",
        outputs: ["plan.xlsx"]),
      .init(
        "export to calendars",
        "export in:tiny.json in:plan.csv --form ical --date 2026-05-01 --time-zone Europe/London "
          + "-o out:", outputs: ["car-1.ics", "car-2.ics", "car-3.ics"]),
      .init("export to the output", "export in:tiny.json in:plan.csv --form json"),
      .init(
        "report", "report in:plan.csv --instance in:tiny.json -o out:page.html",
        outputs: ["page.html"]),
      .init("report of a study", "report in:study.sqlite -o out:page.html", outputs: ["page.html"]),
      .init(
        "import",
        "import --name made --demand in:demand.csv --travel in:travel.csv -o out:made.json",
        outputs: ["made.json"]),
      .init("generate", "generate tiny-3x3x3 -o out:tiny.json", outputs: ["tiny.json"]),
      .init(
        "tune", tune + " out:study.sqlite --trials 2 -o out:weights.json",
        outputs: ["study.sqlite", "weights.json"], earlier: ["study.sqlite": ""]),
      .init(
        "tune further", tune + " out:study.sqlite --trials 3 -o out:weights.json",
        outputs: ["study.sqlite", "weights.json"], earlier: ["study.sqlite": "study.sqlite"]),
      .init(
        "study export", "study export in:study.sqlite -o out:study.csv", outputs: ["study.csv"]),
      .init(
        "compare",
        "compare in:tiny.json --methods exact --methods anneal-exchange --seeds 1 --steps 100 "
          + "--threads 1 -q -o out:",
        outputs: [
          "comparison.html", "comparison.json", "comparison.md", "runs.csv", "trajectory.csv",
        ], isTimed: true),
      .init("qubo export", "qubo export in:tiny.json out:tiny.coo", outputs: ["tiny.coo"]),
      .init(
        "qubo convert", "qubo convert in:tiny.coo out:made.json --to bqm-json",
        outputs: ["made.json"]),
      .init(
        "qubo generate", "qubo generate sk --variables 600 --seed 1 --to coo -o out:sk.coo",
        outputs: ["sk.coo"]),
      .init(
        "qubo solve",
        "qubo solve in:dense.coo --seed 1 --steps 100 --replicas 2 --threads 1 -o out:best.txt",
        outputs: ["best.txt"]),
    ] + days
}

/// What commands read, made once.
final class CommandInputs: Sendable {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder(inMemory: true)
    let tiny = try Data(contentsOf: URL(filePath: Instances.shipped("tiny-3x3x3")))
    _ = try folder.write(tiny, to: "tiny.json")
    _ = try folder.write("time,A,B\n08:00,1,1\n09:00,2,0\n10:00,0,2\n".utf8, to: "demand.csv")
    _ = try folder.write(",A,B\nA,0,7.5\nB,8,0\n".utf8, to: "travel.csv")
    _ = try folder.write("0 1\n".utf8, to: "bits.txt")
    for line in [
      "route town --nodes 6 --seed 1 -o in:town.json",
      "route learn in:town.json --drives 2 --horizon 60 --threads 1 -q -o in:policy.json",
      "forecast city --days 40 --calls 20 --seed 3 -o in:city.csv",
      "forecast fit --incidents in:city.csv --method separable --resolution 0.1 -q -o in:forecast.json",
      WritingCommand.solve + " -o in:plan.csv",
      WritingCommand.tune + " in:study.sqlite --trials 1 -o in:weights.json",
      "qubo export in:tiny.json in:tiny.coo",
      "qubo generate sk --variables 600 --seed 2 --to coo -o in:dense.coo",
    ] {
      let run = try TemperRun(
        WritingCommand("", line).arguments(inputs: folder.path, outputs: folder.path))
      try #require(run.status == 0, "\(line): \(run.errors)")
    }
  }

  static let shared = Result { try CommandInputs() }
}
