import Annealing
import Foundation
public import InstanceSources
public import PatrolModel
public import Planning
import Testing

/// Shipped instances and runs on them.
public enum Examples {
  /// The path of a shipped instance.
  public static func path(_ name: String) -> String {
    Repository.root.appending(path: "instances/\(name).json").path
  }

  /// A shipped instance.
  public static func instance(_ name: String) throws -> PatrolInstance {
    try PatrolInstance(contentsOf: path(name))
  }

  /// A request of a few steps, seed 1.
  public static func request(_ name: String, steps: Int = 100) throws -> SolveRequest {
    SolveRequest(instance: try instance(name), seed: 1, stop: Stop(steps: steps))
  }

  /// What the record `optima.json` beside a file says about an instance.
  public static func optimum(of instance: PatrolInstance, record: String?) throws -> KnownOptimum? {
    var template = Array("\(NSTemporaryDirectory())/temper-tests-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    defer { try? FileManager.default.removeItem(atPath: folder) }
    if let record {
      try Data(record.utf8).write(to: URL(filePath: "\(folder)/optima.json"))
    }
    return KnownOptimum(of: instance, besideFile: "\(folder)/\(instance.name).json")
  }
}
