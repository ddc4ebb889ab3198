import Foundation
import StudyStore
import Testing
import Tuning

@Suite("Studies that are begun in one folder")
struct LeftFilesTests {
  let directory: TemporaryDirectory
  var path: String { directory["study.sqlite"] }

  init() throws { directory = try TemporaryDirectory() }

  @Test("clear away what ended processes left, and nothing of a live or unknown one")
  func leftFiles() throws {
    let boot = try String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
      .trimmingCharacters(in: .newlines)
    let space = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")
    let me = WorkerName(index: 0).description.split(separator: " ").joined(separator: ".")
    let parent = try #require(stat(ofProcess: getppid()))
    let left = [
      // Another process had my number before me; this one has none; another boot.
      "\(boot).\(space).\(getpid()).1.0", "\(boot).\(space).\(Int32.max).1.0", "other.x.1.1.0",
    ]
    let kept = [
      me, "\(boot).\(space).\(getppid()).\(parent).7", "\(boot).elsewhere.1.1.0",
      // As version 0.1.0 named them, without a way to tell.
      "7-0", "",
    ]
    for name in left + kept {
      for suffix in ["", "-wal", "-shm"] {
        try write(".temper-study-\(name).tmp\(suffix)")
      }
    }
    try write(".temper-study-notes")
    let file = try StudyFile(path, goingOnWith: exampleRecord())
    #expect(
      try directory.names.filter { $0.hasSuffix(".tmp") }
        == kept.map { ".temper-study-\($0).tmp" }.sorted())
    #expect(try directory.names.filter { $0.hasSuffix(".tmp-wal") }.count == kept.count)
    #expect(try directory.names.contains(".temper-study-notes"))
    try file.close()
  }

  @Test("clear away after a day what nobody can tell of")
  func old() throws {
    for name in ["elsewhere.1.1.0", "7-0"] { try write(".temper-study-\(name).tmp") }
    let day = 86_400.0
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -day - 60)],
      ofItemAtPath: directory[".temper-study-7-0.tmp"])
    try StudyFile(path, goingOnWith: exampleRecord()).close()
    #expect(try directory.names == [".temper-study-elsewhere.1.1.0.tmp", "study.sqlite"])
  }

  @Test("are whole though their maker was killed between their two names")
  func twoNames() throws {
    let file = try StudyFile(path, goingOnWith: exampleRecord())
    try fill(file)
    try file.close()
    #expect(link(path, directory[".temper-study-other.x.1.1.0.tmp"]) == 0)
    let again = try StudyFile(path, goingOnWith: exampleRecord())
    #expect(try again.trials().count == 12)
    try again.close()
    #expect(try directory.names == ["study.sqlite"])
  }

  /// All of them: TEMPER_STUDY_BEGINS=2000.
  @Test("by 8 threads of each of 4 processes are all begun, and nothing else is left")
  func manyAtOnce() throws {
    let count = ProcessInfo.processInfo.environment["TEMPER_STUDY_BEGINS"].flatMap(Int.init) ?? 160
    let processes = try (0..<4).map { number in
      try WorkerProcess("begin", directory["\(number)-"], "8", "\(count / 4)")
    }
    let lines = processes.flatMap { $0.lines() }
    #expect(processes.map { $0.wait() } == [0, 0, 0, 0])
    #expect(lines == Array(repeating: "f \(count / 4)", count: 4))
    let names = (0..<4).flatMap { number in (0..<count / 4).map { "\(number)-\($0).sqlite" } }
    #expect(try directory.names == names.sorted())
    for name in names { #expect(try StudyFile(existing: directory[name]).trials() == []) }
  }

  private func write(_ name: String) throws {
    try Data("a page".utf8).write(to: URL(filePath: directory[name]))
  }

  /// The start of a process: proc(5), field 22.
  private func stat(ofProcess process: pid_t) -> String? {
    let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    guard let text, let end = text.lastIndex(of: ")") else { return nil }
    return text[end...].split(separator: " ").dropFirst(20).first.map(String.init)
  }
}
