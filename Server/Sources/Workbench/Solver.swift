import Foundation
import Glibc
import HTTPTypes
import Temper
import WorkbenchPlans
import WorkbenchStore

/// The program that plans, as a child process: the server itself never does.
struct Solver: Sendable {
  /// The path of `temper`.
  let program: String
  /// The memory that it may have, in megabytes.
  let memory: Int

  /// The printed page of a plan.
  func page(of work: WorkPlan, day: String?, map: [UInt8]?) async throws -> [UInt8] {
    let folder = try WorkFolder(named: "temper-page")
    defer { folder.remove() }
    try folder.write(work)
    if let map { try folder.write(map, as: "map.geojson") }
    return try await page(
      ["shift.json", "known.csv"] + (day.map { ["--day", String($0.prefix(60))] } ?? [])
        + (map == nil ? [] : ["--map", "map.geojson"]), in: folder)
  }

  /// The page of a study, a comparison or a result; results are of a shift.
  func page(of study: NamedFile, shift: NamedFile?) async throws -> [UInt8] {
    let folder = try WorkFolder(named: "temper-page")
    defer { folder.remove() }
    var names = ["uploaded-study": study.name]
    try folder.write(study.content, as: "uploaded-study")
    if let shift {
      names["uploaded-shift.json"] = shift.name
      try folder.write(shift.content, as: "uploaded-shift.json")
    }
    return try await page(
      ["uploaded-study"] + (shift == nil ? [] : ["--instance", "uploaded-shift.json"]), in: folder,
      calling: names)
  }

  private func page(
    _ arguments: [String], in folder: WorkFolder, calling names: [String: String] = [:]
  ) async throws -> [UInt8] {
    let child = try ChildProcess(
      program, ["report"] + arguments + ["-o", "page.html"],
      within: MemoryLimit(megabytes: memory), in: folder)
    while child.isRunning { try await Task.sleep(for: .milliseconds(20)) }
    guard let page = folder.read("page.html") else {
      throw child.failure(in: folder, calling: names)
    }
    return page
  }
}

/// A folder of a run's own, for its owner alone; its name is made of numbers.
struct WorkFolder: Sendable {
  let path: String

  /// Makes a folder whose name begins so.
  init(named name: String) throws {
    let place = FileManager.default.temporaryDirectory
    path = place.appendingPathComponent("\(name)-\(Token.make().prefix(16))").path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// The shift, and the plan if there is one.
  func write(_ work: WorkPlan) throws {
    try write(work.instanceBytes, as: "shift.json")
    guard let schedule = work.scheduleBytes else { return }
    try write(schedule, as: "known.csv")
  }

  func write(_ bytes: [UInt8], as name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
  }

  func read(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: file(name)).map { Array($0) }
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// A child process that writes what it says to files of its folder.
struct ChildProcess: @unchecked Sendable {
  // Process is not declared Sendable; what is used of it here may be called on any thread.
  private let process = Process()

  /// Starts a program.
  init(
    _ program: String, _ arguments: [String], within limit: MemoryLimit, in folder: WorkFolder
  ) throws {
    let program = URL(fileURLWithPath: program).path
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw Problem(
        .internalServerError,
        "\(program) cannot be started; install temper, or name it with --temper")
    }
    for name in ["output", "errors"] {
      _ = FileManager.default.createFile(atPath: folder.file(name), contents: nil)
    }
    guard let output = FileHandle(forWritingAtPath: folder.file("output")),
      let errors = FileHandle(forWritingAtPath: folder.file("errors"))
    else { throw Problem(.internalServerError, "the folder of the run cannot be written to") }
    let held = limit.holding(program, arguments)
    process.executableURL = URL(fileURLWithPath: held.program)
    process.arguments = held.arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
  }

  var isRunning: Bool { process.isRunning }
  var pid: Int { Int(process.processIdentifier) }

  /// The exit status, or 128 and the signal.
  var status: Int {
    (process.terminationReason == .uncaughtSignal ? 128 : 0) + Int(process.terminationStatus)
  }

  /// Whether somebody killed it, the kernel for want of memory perhaps.
  var wasKilled: Bool { !process.isRunning && process.terminationReason == .uncaughtSignal }

  /// Whether it ended by a signal that nobody sends: a trap, or memory that it did not get.
  var hasCrashed: Bool {
    wasKilled && ![SIGKILL, SIGTERM, SIGINT].contains(process.terminationStatus)
  }

  /// Asks it to end with the best it has.
  func interrupt() { process.interrupt() }

  func kill() { Self.kill(pid) }

  static func kill(_ pid: Int) { _ = Glibc.kill(pid_t(pid), SIGKILL) }

  /// What it said was wrong, its files called as people call them.
  func failure(in folder: WorkFolder, calling names: [String: String] = [:]) -> Problem {
    var words = Self.words(folder.read("errors")) ?? "the program ended with status \(status)"
    for (own, name) in names { words = words.replacingOccurrences(of: own, with: name) }
    return Problem(.unprocessableContent, words)
  }

  private struct ErrorLine: Decodable { let message: String }

  /// The last error among lines of JSON, or the last line of words.
  static func words(_ bytes: [UInt8]?) -> String? {
    guard let bytes else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    for line in lines.reversed() {
      if let error = try? JSONDecoder().decode(ErrorLine.self, from: Data(line.utf8)) {
        return error.message
      }
    }
    return lines.last { !$0.hasPrefix("{") }.map {
      $0.hasPrefix("temper: error: ") ? String($0.dropFirst(15)) : String($0)
    }
  }
}
