import Foundation
import Testing
import _TemperTestSupport

/// A folder of a test's own, removed with all it holds when the test ends.
final class ScratchFolder: Sendable {
  let path: String

  /// Makes a folder; in memory, if there is such a place, where waiting for the disk says nothing.
  init(inMemory: Bool = false) throws {
    let memory = "/dev/shm"
    let place =
      inMemory && FileManager.default.isWritableFile(atPath: memory)
      ? memory : NSTemporaryDirectory()
    var template = Array("\(place)/temper-tests-XXXXXX".utf8CString)
    path = try #require(mkdtemp(&template).map { String(cString: $0) })
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of something in the folder.
  subscript(name: String) -> String { "\(path)/\(name)" }

  /// Writes a file and returns its path.
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    try Data(bytes).write(to: URL(filePath: self[name]))
    return self[name]
  }

  /// The text of a file in the folder, or `nil` if there is none.
  func text(of name: String) -> String? {
    FileManager.default.contents(atPath: self[name]).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The names of all that is in the folder.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}

/// The instances that tests run on.
enum Instances {
  /// The path of a shipped instance.
  static func shipped(_ name: String) -> String {
    Repository.root.appending(path: "instances/\(name).json").path
  }

  /// The names of all shipped instances.
  static let shippedNames = names(in: Repository.root.appending(path: "instances"))

  /// The folder of the real instances.
  static let realFolder = Repository.instances

  /// The names of the real instances, none if they are absent.
  static let realNames = names(in: realFolder)

  /// The independent checker in Python, if it is there.
  static let verifier: String? = {
    let path = Repository.checkers.appending(path: "verify.py").path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  /// Python itself: what is on the path may be a script that looks for it anew each time.
  static let python: String = {
    let run = try? TemperRun(
      ["-c", "import sys; print(sys.executable, end='')"], executable: "python3")
    return run.map(\.output).flatMap { $0.isEmpty ? nil : $0 } ?? "python3"
  }()

  private static func names(in folder: URL) -> [String] {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    // Not the schema, nor the record of optima.
    return (files ?? []).filter { $0.contains(/[0-9]x[0-9]+\.json$/) }
      .map { String($0.dropLast(5)) }.sorted()
  }
}
