import Foundation
import Testing
import _ReaderChecks

@Suite("Files that broke a reader once, or look as if they would")
struct RegressionTests {
  /// `Fuzzing/Seeds` and `Fuzzing/Regressions` hold a folder for each reader.
  private static let fuzzing = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fuzzing")

  private static func files(_ kind: String, of reader: String) -> [URL] {
    let folder = fuzzing.appending(path: "\(kind)/\(reader)")
    return
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil))?
      .sorted { $0.path < $1.path } ?? []
  }

  @Test(
    "are read and come back the same, or are refused in one line",
    arguments: ReaderCheck.all.map(\.name))
  func files(reader: String) throws {
    let check = try #require(ReaderCheck.named(reader))
    let seeds = Self.files("Seeds", of: reader)
    #expect(!seeds.isEmpty, "every reader has examples to begin with")
    for file in seeds + Self.files("Regressions", of: reader) {
      let bytes = [UInt8](try Data(contentsOf: file))
      #expect(throws: Never.self, "\(file.lastPathComponent)") { try check(bytes) }
    }
  }

  @Test("among them are files that each reader accepts", arguments: ReaderCheck.all.map(\.name))
  func accepted(reader: String) throws {
    let check = try #require(ReaderCheck.named(reader))
    let accepted = try Self.files("Seeds", of: reader).contains { file in
      if case .accepted = try check([UInt8](try Data(contentsOf: file))) { true } else { false }
    }
    #expect(accepted)
  }

  @Test("are in the folder of a reader")
  func folders() throws {
    for kind in ["Seeds", "Regressions"] {
      let folders = try FileManager.default.contentsOfDirectory(
        atPath: Self.fuzzing.appending(path: kind).path)
      let strangers = Set(folders).subtracting(ReaderCheck.all.map(\.name))
      #expect(strangers.isEmpty, "\(kind)")
    }
  }
}
