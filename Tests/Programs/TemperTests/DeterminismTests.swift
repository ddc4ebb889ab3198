import Foundation
import Testing

@Suite("The same seed and steps give the same bytes")
struct DeterminismTests {
  /// An instance and how to solve it.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let options: String

    init(_ name: String, _ options: String) {
      self.name = name
      self.options = options
    }

    var testDescription: String { "\(name) \(options)" }

    /// Plan and JSON less the object `run`, or why there are none.
    func results(_ executable: String, threads: Int) throws -> [String] {
      let scratch = try ScratchFolder()
      let options = options.split(separator: " ").map(String.init)
      let run = try TemperRun(
        ["solve", Instances.shipped(name), "--json", "-q", "-o", scratch["plan.csv"]]
          + ["--threads", "\(threads)"] + options, executable: executable)
      let json = run.output
      let start = try #require(json.range(of: "  \"run\" : {"))
      let end = try #require(json.range(of: "\n  },\n", range: start.upperBound..<json.endIndex))
      return [
        "status \(run.status)", scratch.text(of: "plan.csv") ?? "no plan",
        json.replacingCharacters(in: start.lowerBound..<end.upperBound, with: ""),
      ]
    }
  }

  static let cases = [
    Case("presence-20x20x18", "--seed 1 --steps 1500"),
    Case("presence-18x18x20", "--seed 2 --steps 1000 --replicas 5"),
    Case("max-stay-17x17x12", "--seed 3 --steps 1000 --moves one-hot --sufficient-weights"),
    Case("team-x-9x9x6", "--seed 4 --steps 1500 --moves flip"),
    Case("presence-13x11x12", "--seed 5 --steps 1000 --moves flip --offset-increment 0.5"),
    Case("tiny-4x5x5", "--seed 6 --steps 300 --moves flip --algorithm pt"),
  ]

  @Test("for 1, 2 and 4 threads, and twice", arguments: cases)
  func threads(example: Case) throws {
    let single = try example.results(TemperRun.executable, threads: 1)
    for threads in [1, 2, 4] {
      #expect(try example.results(TemperRun.executable, threads: threads) == single)
    }
  }

  @Test(
    "in debug and in release",
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: TemperRun.otherExecutable),
      "needs temper built in debug and release, as 'make test' does"),
    arguments: [
      Case("presence-13x11x12", "--seed 1 --steps 300 --replicas 4"),
      Case("max-stay-17x17x12", "--seed 2 --steps 300 --replicas 4 --moves one-hot"),
      Case("tiny-4x5x5", "--seed 3 --steps 1000 --replicas 4 --moves flip"),
      Case("tiny-4x5x5", "--seed 4 --steps 100 --moves flip --algorithm pt"),
    ])
  func configurations(example: Case) throws {
    #expect(
      try example.results(TemperRun.executable, threads: 2)
        == example.results(TemperRun.otherExecutable, threads: 2),
      "or one of the two is out of date: 'make test' builds both")
  }

  @Test("and other seeds give other plans")
  func seeds() throws {
    let plans = try (1...5).map { seed in
      try TemperRun(
        "solve", Instances.shipped("team-z-17x17x12"), "--steps", "200", "--seed", "\(seed)", "-q")
    }
    #expect(plans.allSatisfy { $0.status == 0 })
    #expect(Set(plans.map(\.output)).count == 5)
  }
}
