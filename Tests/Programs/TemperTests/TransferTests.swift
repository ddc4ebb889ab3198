import Foundation
import Testing

@Suite("Tuning for other days and for teams")
struct TransferTests {
  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder(inMemory: true) }

  private func day(_ seed: Int) throws -> String {
    let path = scratch["day-\(seed).json"]
    let made = try TemperRun("generate", "tiny-4x5x5", "--seed", "\(seed)", "-o", path)
    try #require(made.status == 0, "\(made.errors)")
    return path
  }

  /// Runs a short study.
  private func tune(_ instances: [String], _ study: String, _ more: String...) throws -> TemperRun {
    try TemperRun(
      ["tune"] + instances + [
        "--study", scratch[study], "--trials", "12", "--steps", "2000", "--seeds", "2",
        "--replicas", "4", "--confirm", "2", "-o", scratch["\(study).json"],
      ] + more)
  }

  private func document(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  // MARK: - Another day

  @Test("starts from another day's study, and goes on without it")
  func warmStart() throws {
    let (monday, tuesday) = (try day(1), try day(2))
    try #require(try tune([monday], "monday").status == 0)
    let start = scratch["monday"]
    let warm = try tune([tuesday], "tuesday", "--warm-start", start)
    #expect(warm.status == 0, "status \(warm.status), \(warm.errors)")
    let whole = try TuneTests.content(scratch["tuesday"])
    let first = try #require(document(whole)["warmStart"] as? [String: Any])
    let source = try #require((first["sources"] as? [[String: Any]])?.first)
    #expect(source["path"] as? String == start)
    #expect((source["trials"] as? [Int])?.count == 4)

    let short = try TemperRun(
      "tune", tuesday, "--study", scratch["resumed"], "--trials", "2", "--steps", "2000",
      "--seeds", "2", "--replicas", "4", "--confirm", "0", "-o", "-", "--warm-start", start)
    try #require(short.status == 0 || short.status == 3, "\(short.errors)")
    try FileManager.default.removeItem(atPath: start)
    #expect(try tune([tuesday], "resumed").status == 0)
    #expect(try TuneTests.content(scratch["resumed"]) == whole)
    #expect(try tune([tuesday], "resumed", "--warm-start", start).status == 0)
    let show = try TemperRun("study", "show", scratch["resumed"])
    #expect(show.output.contains("of \(start), of tiny-4x5x5-seed-1"))
    let other = try tune([tuesday], "resumed", "--warm-start", scratch["friday"])
    #expect(other.status == 65 && other.errors.contains("begun with warm-start"))
  }

  @Test("has no start from what is no study, is empty, or is one of other weights")
  func noStart() throws {
    let monday = try day(1)
    #expect(try tune([monday], "new", "--warm-start", scratch["none"]).status == 66)
    #expect(try tune([monday], "new", "--warm-start", monday).status == 65)
    try #require(try tune([monday], "one-hot", "--moves", "one-hot").status == 0)
    let other = try tune([monday], "new", "--warm-start", scratch["one-hot"])
    #expect(other.status == 65 && other.errors.contains("expected A, B"), "\(other.errors)")
    #expect(scratch.text(of: "new") == nil)
  }

  // MARK: - A team

  @Test("tunes for a folder as for its files in any order, and solve reads the weights for each")
  func team() throws {
    let days = [try day(1), try day(2), try day(3)]
    _ = try scratch.write("{}".utf8, to: "optima.json")
    let whole = try tune([scratch.path], "folder")
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(whole.errors.contains("travel/bound") && whole.errors.contains("least sure"))
    let content = try TuneTests.content(scratch["folder"])
    let weights = try #require(scratch.text(of: "folder.json"))
    try FileManager.default.removeItem(atPath: scratch["folder.json"])
    #expect(try tune(days.reversed(), "files", "--workers", "3").status == 0)
    #expect(try TuneTests.content(scratch["files"]) == content)
    #expect(try #require(document(content)["members"] as? [Any]).count == 3)
    let chosen = try scratch.write(weights.utf8, to: "chosen")
    for day in days {
      let solve = try TemperRun(
        "solve", day, "--weights", chosen, "--moves", "flip", "--steps", "100", "-q")
      #expect(solve.status != 65, "\(solve.errors)")
    }
    let other = try TemperRun("solve", try day(4), "--weights", chosen, "--steps", "100")
    #expect(other.status == 65 && other.errors.contains("tiny-4x5x5-seed-2"))
    #expect(try tune(Array(days.prefix(2)), "files").status == 65)
  }

  @Test("names the file of a folder that is no instance, or is there twice")
  func badFiles() throws {
    let empty = try tune([scratch.path], "study")
    #expect(empty.status == 66 && empty.errors.contains("has no instances"))
    let monday = try day(1)
    let copy = try scratch.write(try #require(scratch.text(of: "day-1.json")).utf8, to: "x.json")
    let twice = try tune([scratch.path], "study")
    #expect(
      twice.status == 65 && twice.errors.contains("\(copy) is the same instance as \(monday)"))
    _ = try scratch.write("{\"name\": 7}".utf8, to: "x.json")
    let bad = try tune([scratch.path], "study")
    #expect(bad.status == 65 && bad.errors.contains("x.json"), "\(bad.errors)")
    #expect(scratch.text(of: "study") == nil)
  }

  // MARK: - Comparison

  @Test("compares studies of an instance, and says when they are of others")
  func compare() throws {
    let (monday, tuesday) = (try day(1), try day(2))
    try #require(try tune([monday], "tpe").status == 0)
    let random = try tune([monday], "random", "--sampler", "random")
    #expect([0, 3].contains(random.status), "\(random.errors)")
    try #require(try tune([tuesday], "tuesday").status == 0)
    let (tpe, other) = (scratch["tpe"], scratch["random"])
    func compare(_ more: String...) throws -> String {
      let run = try TemperRun(["study", "compare", tpe, other] + more)
      try #require(run.status == 0, "\(run.errors)")
      return run.output
    }
    let text = try compare()
    #expect(text.contains("weights") && text.contains("Within 1 % after"))
    #expect(text.contains("sampler") && !text.contains("replicas"))
    #expect(try compare("--form", "markdown").contains("| \(tpe) | tiny-4x5x5-seed-1 | 12 |"))
    #expect(try compare("--form", "csv").split(separator: "\r\n").count == 3)
    let json = try document(compare("--form", "json"))
    #expect(json["comparable"] as? Bool == true)
    #expect(try compare(scratch["tuesday"]).hasPrefix("The studies cannot be compared"))
    #expect(try TemperRun("study", "compare", tpe).status == 64)
    #expect(try TemperRun("study", "compare", tpe, scratch["none"]).status == 66)
  }
}
