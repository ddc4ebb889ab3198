import Foundation
import Testing
import _TemperTestSupport

@Suite("A schema")
struct SchemaTests {
  private static let docs = Repository.root.appending(path: "docs")
  /// States of what is learned, which the program alone reads, beside numbers that are no JSON.
  private static let states: Set = [
    "temper-dispatch-value", "temper-schedule-value", "temper-joint-model",
    "temper-forecast-training",
  ]

  private let tiny = Instances.shipped("tiny-3x3x3")

  @Test("is there for every format that is written as JSON")
  func complete() throws {
    let name = try NSRegularExpression(
      pattern: #"(?:format|schema) = "(temper-[a-z-]+)(?:/1)?""#)
    var formats: Set<String> = []
    let sources = Repository.root.appending(path: "Sources")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in name.matches(in: text, range: NSRange(text.startIndex..., in: text)) {
        if let range = Range(match.range(at: 1), in: text) { formats.insert(String(text[range])) }
      }
    }
    // The search finds what it is after.
    #expect(formats.contains("temper-result") && formats.contains("temper-qubo-exact"))
    for format in formats.subtracting(Self.states).sorted() {
      let file = Self.docs.appending(path: "\(format).schema.json")
      #expect(FileManager.default.fileExists(atPath: file.path), "\(format) has no schema")
    }
  }

  /// Documents without a schema's test of their own: the format, and the arguments that write it.
  private static let documents: [(format: String, arguments: [String])] = [
    ("temper-result", ["solve", "SHIFT", "--json", "--steps", "1e4", "--seed", "1"]),
    ("temper-result", ["exact", "SHIFT", "--json"]),
    ("temper-check", ["check", "SHIFT", "PLAN", "--json"]),
    ("temper-difference", ["diff", "SHIFT", "PLAN", "PLAN", "--json"]),
    ("temper-replan", ["replan", "SHIFT", "PLAN", "--at", "2", "--json"]),
    ("temper-fairness", ["fairness", "SHIFT", "--json"]),
    ("temper-explanation", ["explain", "SHIFT", "PLAN", "--car", "1", "--at", "2", "--json"]),
    ("temper-rule-price", ["explain", "SHIFT", "--rule", "presence", "--json"]),
    ("temper-weights", ["weights", "SHIFT", "--json"]),
    ("temper-weights", ["weights", "SHIFT", "--A", "1", "--B", "1", "--C", "1", "--json"]),
    ("temper-study", ["study", "export", "STUDY", "--form", "json"]),
    ("temper-study-comparison", ["study", "compare", "STUDY", "OTHER", "--form", "json"]),
    ("temper-qubo-result", ["qubo", "solve", "QUBO", "--json", "--steps", "1e3", "--seed", "1"]),
    ("temper-qubo-exact", ["qubo", "exact", "QUBO", "--json"]),
  ]

  @Test("is kept by what is written, and keeps out what is not", .needsHiGHS)
  func kept() throws {
    let scratch = try ScratchFolder()
    let places = try prepared(scratch)
    for (format, arguments) in Self.documents {
      let run = try TemperRun(arguments.map { places[$0] ?? $0 })
      #expect([0, 1, 3].contains(run.status), "\(arguments): \(run.errors)")
      try expectKept(Data(run.output.utf8), format, arguments.joined(separator: " "))
    }
    try expectKept(
      Data(contentsOf: URL(filePath: scratch["weights.json"])), "temper-weights-choice", "tune")
    let compared = try TemperRun(
      "compare", tiny, "-o", scratch["compared"], "--methods", "anneal-exchange", "--seeds", "2",
      "--steps", "1e4", "-q")
    #expect(compared.status == 0, "\(compared.errors)")
    try expectKept(
      Data(contentsOf: URL(filePath: scratch["compared"] + "/comparison.json")),
      "temper-comparison", "compare")
  }

  /// A plan, two studies and a QUBO, by the names that ``documents`` has for them.
  private func prepared(_ scratch: ScratchFolder) throws -> [String: String] {
    let plan = scratch["plan.csv"]
    #expect(try TemperRun("exact", tiny, "-o", plan, "-q").status == 0)
    for (study, seed) in [("study.sqlite", "1"), ("other.sqlite", "2")] {
      let run = try TemperRun(
        "tune", tiny, "--study", scratch[study], "--trials", "2", "--seeds", "2", "--steps", "1e3",
        "--seed", seed, "-o", scratch["weights.json"])
      #expect([0, 3].contains(run.status), "\(run.errors)")
    }
    let qubo = try scratch.write("0 0 -1\n0 1 2\n1 1 -1\n".utf8, to: "two.coo")
    return [
      "SHIFT": tiny, "PLAN": plan, "STUDY": scratch["study.sqlite"],
      "OTHER": scratch["other.sqlite"], "QUBO": qubo,
    ]
  }

  private func expectKept(_ bytes: Data, _ format: String, _ what: String) throws {
    let schema = try Schema(contentsOf: Self.docs.appending(path: "\(format).schema.json"))
    let document = try JSONSerialization.jsonObject(with: bytes)
    #expect(schema.flaws(of: document) == [], "\(what)")
    // The schema has an opinion at all.
    #expect(!schema.flaws(of: ["format": format, "schema": format]).isEmpty, "\(format)")
  }
}
