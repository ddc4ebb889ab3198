public import Foundation
import LinearPrograms
public import Testing

/// The folders that tests read: the repository's own, and those beside it.
public enum Repository {
  /// The root of the repository.
  public static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A folder that is not part of the repository: where a variable of the environment says, or in a
  /// folder `shared` beside the repository.
  public static func shared(_ name: String, variable: String) -> URL {
    ProcessInfo.processInfo.environment[variable].map { URL(filePath: $0) }
      ?? root.appending(path: "../shared/\(name)")
  }

  /// Real instances with proven optima.
  public static let instances = shared("instances", variable: "TEMPER_INSTANCES")
  /// Public benchmarks of QUBOs and graphs.
  public static let benchmarks = shared("benchmarks", variable: "TEMPER_BENCHMARKS")
  /// Records of real incidents.
  public static let data = shared("data", variable: "TEMPER_DATA")
  /// Independent checkers.
  public static let checkers = shared("tools", variable: "TEMPER_TOOLS")
  /// Functions after public reports, with known minima.
  public static let quboCases = shared("cases", variable: "TEMPER_CASES").appending(path: "qubo")
  /// Tiny rosters with known optima.
  public static let rosterCases = shared("cases", variable: "TEMPER_CASES").appending(
    path: "rosters")

  /// Whether a file or folder is there.
  public static func exists(_ place: URL) -> Bool {
    FileManager.default.fileExists(atPath: place.path)
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips a test where there is no HiGHS.
  public static var needsHiGHS: Self {
    .enabled(if: (try? HiGHSLibrary.shared.get()) != nil, "needs HiGHS: run make setup")
  }
}
