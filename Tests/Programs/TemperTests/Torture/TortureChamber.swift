import Foundation
import Testing
import _TemperTestSupport

/// A command in a folder of its own, run again and again while one call after the other fails.
struct TortureChamber {
  /// What came of a run in which calls failed.
  struct Verdict {
    /// Whether any call failed; if not, the command has no such call.
    let isReached: Bool
    /// Whether the runtime of Swift ended the program, for want of memory.
    var isEndedByRuntime = false
    /// What should not have happened.
    var faults: [String] = []
  }

  /// The statuses of `temper help`, those of a whole success first.
  static let documented: Set<Int32> = [0, 1, 3, 20, 64, 65, 66, 69, 70, 73, 74, 75, 130, 143]
  static let older = "an older file\n"

  let command: WritingCommand
  private let inputs: CommandInputs
  private let outputs: ScratchFolder
  private let outside: ScratchFolder
  /// What the command writes where nothing fails, by the names of files.
  private var whole: [String: Data] = [:]
  private var printed = ""

  init(_ command: WritingCommand) throws {
    self.command = command
    inputs = try CommandInputs.shared.get()
    outputs = try ScratchFolder(inMemory: true)
    outside = try ScratchFolder(inMemory: true)
    try furnish()
    let run = try run()
    try #require(run.status == 0, "\(command.name): \(run.errors)")
    whole = try Self.files(outputs)
    printed = run.output
    try #require(whole.keys.sorted() == command.outputs.sorted())
  }

  /// How many calls of a kind the command makes.
  func calls(of kind: FailingCalls.Kind) throws -> Int {
    try furnish()
    let (mark, tally) = (outside["mark"], outside["tally"])
    try? FileManager.default.removeItem(atPath: tally)
    let none = FailingCalls(kind: kind, number: .max)
    let variables = try none.environment(of: "temper", mark: mark, tally: tally)
    try #require(try run(variables.map { "\($0)=\($1)" }).status == 0)
    let text = try #require(outside.text(of: "tally"), "the library counts")
    return try #require(Int(text.filter { !$0.isWhitespace }))
  }

  /// Runs the command while calls fail, and again while none does.
  func torture(_ failing: FailingCalls) throws -> Verdict {
    try furnish()
    let mark = outside["mark"]
    try? FileManager.default.removeItem(atPath: mark)
    let variables = try failing.environment(of: "temper", mark: mark)
    let run = try run(variables.map { "\($0)=\($1)" })
    guard let failed = outside.text(of: "mark") else {
      return Verdict(
        isReached: false, faults: run.status == 0 ? [] : ["status \(run.status) for no reason"])
    }
    var verdict = Verdict(isReached: true)
    verdict.isEndedByRuntime = failing.kind == .malloc && run.status > 128 && run.status < 143
    verdict.faults += verdict.isEndedByRuntime ? [] : faults(of: run, failing, failed)
    verdict.faults += try faultsOfFiles(
      isDone: run.status == 0, isLast: false, mayLeave: verdict.isEndedByRuntime)
    let again = try self.run()
    if again.status != 0 || again.output.isEmpty != printed.isEmpty {
      verdict.faults.append("the next run ends with \(again.status): \(again.errors)")
    }
    verdict.faults += try faultsOfFiles(
      isDone: true, isLast: true, mayLeave: verdict.isEndedByRuntime
    )
    .map { "after the next run, \($0)" }
    let place = failed.split(separator: "\n").first.map(String.init) ?? ""
    verdict.faults = verdict.faults.map { "\(command.name), \(failing) (\(place)): \($0)" }
    return verdict
  }

  // MARK: - What has to hold

  /// The status is documented, and an error says where in one line.
  private func faults(of run: TemperRun, _ failing: FailingCalls, _ failed: String) -> [String] {
    guard Self.documented.contains(run.status) else { return ["status \(run.status)"] }
    if run.status == 0 {
      return command.outputs.isEmpty && run.output.count < printed.count * 9 / 10
        ? ["status 0 and only a part of the output"] : []
    }
    // A message that cannot be written says nothing.
    if failing.kind == .write, failing.isLasting { return [] }
    guard let line = run.errors.split(separator: "\n").last else { return ["no message"] }
    let places = command.operands + command.outputs + ["the output", "arguments"]
    guard line.hasPrefix("temper: error: ") else { return ["no error but: \(line)"] }
    return places.contains { line.contains($0) } ? [] : ["no path in: \(line)"]
  }

  /// Every file is the old one or the new one, and nothing else is there.
  private func faultsOfFiles(isDone: Bool, isLast: Bool, mayLeave: Bool) throws -> [String] {
    var faults: [String] = []
    for (name, bytes) in try Self.files(outputs) {
      guard let complete = whole[name] else {
        // SQLite keeps what it cannot fold into a study in a log beside it, for whoever opens the
        // study next.
        let isStudys = ["-wal", "-shm"].contains { name.hasSuffix(".sqlite" + $0) }
        if !(isStudys && !isLast) && !(mayLeave && name.hasSuffix(".tmp")) {
          faults.append("\(name) is left")
        }
        continue
      }
      let isNew = isLike(complete, bytes, name)
      let isOld = try !isDone && bytes == earlier(name)
      if !isNew, !isOld, !(name.hasSuffix(".sqlite") && !isDone) {
        faults.append("\(name) is neither old nor new: \(bytes.count) of \(complete.count) bytes")
      }
    }
    for name in whole.keys where FileManager.default.contents(atPath: outputs[name]) == nil {
      if try isDone || earlier(name) != nil { faults.append("\(name) is lost") }
    }
    return faults
  }

  /// Whether a file is a complete one; those with times in them are alike, not the same.
  private func isLike(_ complete: Data, _ bytes: Data, _ name: String) -> Bool {
    if bytes == complete { return true }
    let isTimed = command.isTimed || name.hasSuffix(".html")
    switch URL(filePath: name).pathExtension {
    case "html": return isTimed && bytes.suffix(8) == Data("</html>\n".utf8)
    case "json": return isTimed && (try? JSONSerialization.jsonObject(with: bytes)) != nil
    case "csv", "geojson", "md":
      return isTimed && bytes.last == UInt8(ascii: "\n")
        && bytes.prefix { $0 != 10 } == complete.prefix { $0 != 10 }
    case "sqlite":
      // Studies with the same trials have the same export.
      let export = try? TemperRun("study", "export", outputs[name])
      return export?.status == 0
        && export?.output.split(whereSeparator: \.isNewline).count == trials + 1
    default: return false
    }
  }

  private var trials: Int {
    command.words.firstIndex(of: "--trials").flatMap { Int(command.words[$0 + 1]) } ?? 0
  }

  // MARK: - Folders and runs

  /// Makes the folder as it is before the command.
  private func furnish() throws {
    for name in try outputs.names { try FileManager.default.removeItem(atPath: outputs[name]) }
    for name in command.outputs {
      if let bytes = try earlier(name) { _ = try outputs.write(bytes, to: name) }
    }
  }

  /// What a file holds before the command; `nil` if it is not there.
  private func earlier(_ name: String) throws -> Data? {
    switch command.earlier[name] {
    case "": nil
    case let copy?: try Data(contentsOf: URL(filePath: inputs.folder[copy]))
    case nil: Data(Self.older.utf8)
    }
  }

  private func run(_ environment: [String] = []) throws -> TemperRun {
    try TemperRun(
      command.arguments(inputs: inputs.folder.path, outputs: outputs.path),
      environment: ["COLUMNS=80", "TERM=dumb"] + environment)
  }

  private static func files(_ folder: ScratchFolder) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try folder.names {
      files[name] = FileManager.default.contents(atPath: folder[name]) ?? Data()
    }
    return files
  }
}
