import Foundation
public import PatrolModel

/// Instances from files: those of the package, and the real ones where they are present.
public enum InstanceFiles {
  /// The generated instances of the package, by file name without `.json`.
  public static let shipped = read(Repository.root.appending(path: "instances"))

  /// The instances with real travel times, which are not part of the package; may be empty.
  public static let real = read(Repository.instances)

  /// The proven optima recorded beside ``real`` instances, by their names.
  public static let realOptima = readOptima()

  /// Why a test without them is skipped.
  public static let realAreNeeded = "needs the real instances: set TEMPER_INSTANCES"

  private static func readOptima() -> [String: Minutes] {
    struct Record: Decodable {
      let instances: [String: Entry]
    }
    struct Entry: Decodable {
      let optimum: Double?
      let proved: Bool
    }
    guard let data = try? Data(contentsOf: Repository.instances.appending(path: "optima.json")),
      let record = try? JSONDecoder().decode(Record.self, from: data)
    else { return [:] }
    return record.instances.filter { real[$0.key] != nil && $0.value.proved }
      .compactMapValues { $0.optimum.flatMap { Minutes(rounding: $0) } }
  }

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
