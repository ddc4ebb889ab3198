import DurableFiles
import Foundation
public import PatrolModel

/// Optima recorded beside instances: what `optima.json` in the same folder says.
public struct KnownOptimum: Hashable, Sendable {
  /// The total travel of the best known schedule.
  public let travel: Minutes
  /// Whether no schedule can travel less.
  public let isProven: Bool

  /// The recorded optimum of an instance, or `nil` where no record can be read.
  ///
  /// The record is a convenience: a missing or foreign file is no error.
  ///
  /// - Parameters:
  ///   - instance: The instance, found in the record by its name.
  ///   - path: The instance's file; the record is looked for in its folder.
  public init?(of instance: PatrolInstance, besideFile path: String) {
    guard let bytes = try? DurableFile.read(Self.recordPath(besideFile: path), limit: 1 << 20),
      let record = try? JSONDecoder().decode(Record.self, from: Data(bytes)),
      let entry = record.instances[instance.name],
      let travel = entry.optimum.flatMap({ Minutes(rounding: $0) })
    else { return nil }
    self.travel = travel
    isProven = entry.proved
  }

  /// Where the record beside an instance's file is, if there is one.
  package static func recordPath(besideFile path: String) -> String {
    (path.lastIndex(of: "/").map { path[...$0] } ?? "") + "optima.json"
  }

  private struct Record: Decodable {
    let instances: [String: Entry]
  }

  private struct Entry: Decodable {
    let optimum: Double?
    let proved: Bool
  }

  /// How far a travel is above the optimum, as a share of it; `nil` for an optimum of zero.
  public func gap(of found: Minutes) -> Double? {
    travel == .zero ? nil : Double(found.tenths - travel.tenths) / Double(travel.tenths)
  }
}
