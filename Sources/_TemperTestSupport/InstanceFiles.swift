import Foundation
public import PatrolModel

/// Instances from files: those of the package, and the real ones where they are present.
public enum InstanceFiles {
  /// The generated instances of the package, by file name without `.json`.
  public static let shipped = read(root.appending(path: "instances"))

  /// The instances with real travel times, which are not part of the package; may be empty.
  public static let real = read(
    ProcessInfo.processInfo.environment["TEMPER_INSTANCES"].map { URL(filePath: $0) }
      ?? root.appending(path: "../shared/instances"))

  /// Why a test without them is skipped.
  public static let realAreNeeded = "needs the real instances: set TEMPER_INSTANCES"

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func read(_ folder: URL) -> [String: PatrolInstance] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var instances: [String: PatrolInstance] = [:]
    for name in names where name.hasSuffix(".json") && !name.contains("city") {
      guard let data = try? Data(contentsOf: folder.appending(path: name)) else { continue }
      instances[String(name.dropLast(5))] = try? PatrolInstance(json: data, file: name)
    }
    return instances
  }
}
