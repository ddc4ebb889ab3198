import Foundation
import StudyStore
import Testing
import Tuning

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
    let shim = try compiled()
    let path = directory["0.sqlite"]
    var failures = 0
    var isWhole: [Bool] = []
    // A study takes some 20 of them; without an end the shim would not work.
    for number in 1...200 {
      let mark = outside["mark-\(number)"]
      let worker = try WorkerProcess(
        "begin", directory[""], "1", "1",
        environment: [
          "LD_PRELOAD": shim, "FAILING_SYNC": "\(number)", "FAILING_SYNC_MARK": mark,
        ])
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

  /// The shim, made by the C compiler.
  private func compiled() throws -> String {
    let path = outside["failing_sync.so"]
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fixtures/FailingSync/failing_sync.c").path
    compiler.arguments = ["cc", "-shared", "-fPIC", "-o", path, source]
    try compiler.run()
    compiler.waitUntilExit()
    try #require(compiler.terminationStatus == 0)
    return path
  }
}

extension Trait where Self == ConditionTrait {
  static var needsCompiler: Self {
    .enabled(
      if: ["/usr/bin/cc", "/usr/local/bin/cc"].contains {
        FileManager.default.isExecutableFile(atPath: $0)
      },
      "needs a C compiler: cc")
  }
}
