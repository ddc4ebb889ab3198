import Foundation
import StudyStore
import Testing
import Tuning
import _TemperTestSupport

@Suite("On a disk that fails", .needsCompiler)
struct FailingDiskTests {
  let directory: TemporaryDirectory
  let outside: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    outside = try TemporaryDirectory()
  }

  @Test("a study is begun wholly or not at all, whichever fsync fails, and begun again after")
  func everySync() throws {
    let path = directory["0.sqlite"]
    var failures = 0
    var isWhole: [Bool] = []
    // A study takes some 20 of them; without an end the library would not work.
    for number in 1...200 {
      let mark = outside["mark-\(number)"]
      let worker = try WorkerProcess(
        "begin", directory[""], "1", "1",
        environment: FailingCalls(kind: .sync, number: number)
          .environment(of: "StudyWorkerFixture", mark: mark))
      let lines = worker.lines()
      #expect(worker.wait() == 0)
      guard FileManager.default.fileExists(atPath: mark) else {
        #expect(lines == ["f 1"])
        break
      }
      failures += 1
      let names = try directory.names
      #expect(names == [] || names == ["0.sqlite"], "fsync \(number)")
      isWhole.append(!names.isEmpty)
      #expect(lines.last == "f 1" || lines.last == "f 0", "fsync \(number): \(lines)")
      #expect(!names.isEmpty || lines.last == "f 0")
      if !names.isEmpty { #expect(try StudyFile(existing: path).trials() == []) }
      let again = try WorkerProcess("begin", directory[""], "1", "1")
      #expect(again.lines() == ["f 1"], "after fsync \(number)")
      #expect(again.wait() == 0)
      #expect(try directory.names == ["0.sqlite"])
      try FileManager.default.removeItem(atPath: path)
    }
    #expect((5..<200).contains(failures))
    #expect(isWhole.first == false)
  }
}
