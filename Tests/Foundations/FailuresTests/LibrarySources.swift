import Foundation

/// The sources of the libraries, where they are beside the tests.
enum LibrarySources {
  static let areNeeded = "needs the sources of the libraries beside the tests"

  /// The Swift files of all floors but the programs, with their lines.
  static let files: [(path: String, lines: [Substring])] = {
    ["Foundations", "Domain", "Optimisation", "Scheduling", "Demand", "Presentation"]
      .flatMap(files)
  }()

  private static func files(of floor: String) -> [(path: String, lines: [Substring])] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/\(floor)")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (names ?? []).filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
      guard let data = try? Data(contentsOf: folder.appending(path: name)) else { return nil }
      let lines = String(decoding: data, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      return ("\(floor)/\(name)", lines)
    }
  }
}
