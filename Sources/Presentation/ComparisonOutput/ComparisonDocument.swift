public import Comparing
public import Documents
public import InstanceSources
import LinearPrograms
import Machine
public import PatrolModel

/// A comparison as it is kept: settings, machine, every run and what they came to.
///
/// As JSON it is format `temper-comparison`, version 1; what is not known is left out.
public struct ComparisonDocument: StoredDocument, Sendable {
  /// The name of the format.
  public static let format = "temper-comparison"
  /// The version of the format.
  public static let version = 1

  private let format: String
  private let version: Int
  /// The command that makes the comparison again.
  public let command: String
  /// The program's version.
  public let temper: String
  /// Names and versions of the solvers of integer programs that were used.
  public let solvers: [String]
  /// The processor, if the system tells.
  public let processor: String?
  /// What all runs have in common.
  public let settings: ComparisonSettings
  /// The instances, in the order they were given.
  public let instances: [Instance]
  /// By instance and method.
  public let summaries: [ComparisonSummary]
  /// Every run, in the order they were made.
  public let runs: [ComparisonRecord]

  /// An instance with what is proven about it.
  public struct Instance: Codable, Sendable {
    /// Its name.
    public let name: String
    /// The fingerprint of its contents.
    public let fingerprint: String
    /// The number of cars.
    public let cars: Int
    /// The number of sectors.
    public let sectors: Int
    /// The number of steps.
    public let steps: Int
    /// The presence rule's name.
    public let presence: String
    /// The least travel there is, if a run proved it or it was recorded as proven.
    public let optimumMinutes: Double?
  }

  /// Collects runs.
  ///
  /// - Parameters:
  ///   - compared: Instances with their runs and recorded optima; at least a run each.
  ///   - settings: What the runs had in common.
  ///   - command: The command that makes the comparison again.
  ///   - version: The program's version.
  public init(
    _ compared: [(instance: PatrolInstance, runs: [ComparisonRecord], optimum: KnownOptimum?)],
    settings: ComparisonSettings, command: String, version: String
  ) {
    format = Self.format
    self.version = Self.version
    self.command = command
    temper = version
    solvers = Set(settings.methods.compactMap(\.engine) + [.highs])
      .compactMap(\.title).sorted()
    processor = MachineDescription.processor
    self.settings = settings
    var instances: [Instance] = []
    var summaries: [ComparisonSummary] = []
    for (instance, runs, known) in compared {
      let recorded = known.flatMap { $0.isProven ? $0.travel.value : nil }
      let optimum = runs.first { $0.isProven }?.minutes ?? recorded
      instances.append(Instance(instance, optimum: optimum))
      for contender in settings.contenders {
        let own = runs.filter { $0.method == contender.name }
        if !own.isEmpty { summaries.append(ComparisonSummary(own, optimum: optimum)) }
      }
    }
    self.instances = instances
    self.summaries = summaries
    runs = compared.flatMap(\.runs)
  }

}

extension ComparisonDocument.Instance {
  fileprivate init(_ instance: PatrolInstance, optimum: Double?) {
    name = instance.name
    fingerprint = instance.fingerprint
    cars = instance.carCount
    sectors = instance.sectorCount
    steps = instance.stepCount
    presence = instance.presence.name
    optimumMinutes = optimum
  }
}
