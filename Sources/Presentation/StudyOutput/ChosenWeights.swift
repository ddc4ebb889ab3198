public import Documents
public import DurableFiles
public import Failures
public import PatrolModel
public import PenaltyModel
import Planning
import Texts
import Tuning
public import WeightTuning

/// The weights that a study found best, as JSON: format `temper-weights-choice`, version 1.
///
/// Those of a single instance name it as `instance`, those of several as `instances`.
public struct ChosenWeightsDocument: JSONDocument, Sendable {
  private let format = ChosenWeights.format
  private let version = ChosenWeights.version
  private let instance: InstanceReference?
  private let instances: [InstanceReference]?
  private let weightsMinutes: [String: Double]
  private let moves: String
  private let settings: [String: String]
  private let value: Double?
  private let trial: Evidence?
  private let confirmation: Evidence?
  private let passedOver: [PassedOver]?
  private let bestTrial: Int
  private let trials: Int
  private let seed: UInt64
  private let temper: String
  private let command: String

  /// Collects what a study came to; nil if no trial is finished.
  public init?(_ outcome: TuneOutcome, of request: TuneRequest, tool: String, command: String) {
    guard let best = outcome.best, let weights = outcome.weights else { return nil }
    let references = request.instances.map { InstanceReference($0.instance) }
    instance = references.count == 1 ? references[0] : nil
    instances = references.count == 1 ? nil : references
    weightsMinutes = weights.minutesByLetter
    moves = request.moves.rawValue
    settings = request.settings
    value = best.isFeasible ? best.value : nil
    trial = best.feasibleRate.map {
      Evidence($0, median: best.medianMinutes, best: best.bestMinutes)
    }
    confirmation = outcome.confirmation.map { Evidence($0, median: nil, best: nil) }
    let others = outcome.passedOver.compactMap { other in
      other.rate.map {
        PassedOver(trial: other.trial, confirmation: Evidence($0, median: nil, best: nil))
      }
    }
    passedOver = others.isEmpty ? nil : others
    bestTrial = best.number
    trials = outcome.trials.count { $0.outcome != nil }
    seed = request.seed
    temper = tool
    self.command = command
  }

  /// A trial that was better, but not with other seeds.
  private struct PassedOver: Encodable {
    let trial: Int
    let confirmation: Evidence
  }

  private struct Evidence: Encodable {
    let feasibleRuns: Int
    let runs: Int
    let interval95: [Double]
    let medianMinutes: Double?
    let bestMinutes: Double?

    init(_ rate: FeasibleRate, median: Double?, best: Double?) {
      feasibleRuns = rate.feasible
      runs = rate.runs
      interval95 = [rate.interval.lowerBound, rate.interval.upperBound]
      medianMinutes = median
      bestMinutes = best
    }
  }
}

/// Weights read from a file that `temper tune` wrote.
public struct ChosenWeights: Hashable, Sendable {
  package static let format = "temper-weights-choice"
  static let version = 1

  /// The weights.
  public let weights: PenaltyWeights
  /// The instances they were tuned for.
  public let instances: [Instance]

  /// An instance that weights were tuned for.
  public struct Instance: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Its fingerprint.
    public let fingerprint: String
  }

  /// Reads a file; `-` is standard input.
  ///
  /// - Throws: ``ChosenWeightsError/file(_:)``, ``ChosenWeightsError/content(_:)``.
  public init(contentsOf path: String) throws(ChosenWeightsError) {
    let bytes: [UInt8]
    do throws(FileError) { bytes = try DurableFile.read(path, limit: 1 << 20) } catch {
      throw .file(error)
    }
    try self.init(parsing: bytes, file: path == "-" ? "standard input" : path)
  }

  /// Reads bytes, with what errors call them.
  ///
  /// - Throws: ``ChosenWeightsError/content(_:)``.
  package init(parsing bytes: [UInt8], file: String) throws(ChosenWeightsError) {
    do throws(JSONError) {
      try self.init(JSONNode(value: JSONParser.parse(bytes, file: file), file: file))
    } catch { throw .content(error.account) }
  }

  /// Throws unless the weights were tuned for this instance.
  public func check(
    areFor instance: PatrolInstance, path: String
  ) throws(ChosenWeightsError) {
    guard instances.contains(where: { $0.fingerprint == instance.fingerprint }) else {
      throw .otherInstance(
        path: path,
        tuned: instances.map { "\($0.name) (\($0.fingerprint))" }.joined(separator: ", "),
        given: "\(instance.name) (\(instance.fingerprint))")
    }
  }

  private init(_ node: JSONNode) throws(JSONError) {
    let advice = Remedy.fileInFormat(Self.format)
    let root = try node.object(expecting: "expected chosen weights", advice)
    let format = try root.required("format", as: "\"\(Self.format)\"")
    guard try format.string(expecting: "expected a format") == Self.format else {
      throw format.failure("expected the format \"\(Self.format)\"", advice)
    }
    _ = try root.required("version", as: "1").integer(
      in: Self.version...Self.version, expecting: "expected a version this program knows",
      .versionThatWrote)
    instances =
      if let list = root["instances"] {
        try list.elements(expecting: "expected instances", advice).map { node throws(JSONError) in
          try Instance(node, advice)
        }
      } else {
        [try Instance(root.required("instance", as: "{…}"), advice)]
      }
    let table = try root.required("weightsMinutes", as: "{\"A\": 9.5, …}").object(
      expecting: "expected weights", advice)
    func weight(_ name: String) throws(JSONError) -> Minutes {
      let node = try table.required(name, as: "9.5")
      let limits = 0...PenaltyWeights.largest.value
      let value = try node.double(
        in: limits, expecting: "expected minutes, 0 to \(PenaltyWeights.largest)", advice)
      guard let minutes = Minutes(rounding: value) else {
        throw node.failure("expected minutes", advice)
      }
      return minutes
    }
    weights = try PenaltyWeights { kind throws(JSONError) in try weight(kind.letter) }
  }
}

extension ChosenWeights.Instance {
  fileprivate init(_ node: JSONNode, _ advice: Remedy) throws(JSONError) {
    let members = try node.object(expecting: "expected an instance", advice)
    name = try members.required("name", as: "\"…\"").string(expecting: "expected a name")
    fingerprint = try members.required("fingerprint", as: "\"…\"").string(
      expecting: "expected a fingerprint")
  }
}

/// Why a file of chosen weights cannot be used.
public enum ChosenWeightsError: ClassifiedError {
  /// The file cannot be read.
  case file(FileError)
  /// Its content is not what tuning writes, as this account says.
  case content(FailureAccount)
  /// The weights were tuned for another instance.
  case otherInstance(path: String, tuned: String, given: String)
}

extension ChosenWeightsError {
  /// What is wrong and what to do.
  public var account: FailureAccount {
    switch self {
    case .file(let error): error.account
    case .content(let account): account
    case .otherInstance(let path, let tuned, let given):
      FailureAccount(
        .invalidData, "the weights of \(path) were tuned for \(tuned), given is \(given)",
        remedy: .allowOtherInstance)
    }
  }
}
