import ArgumentParser
import CommandSupport
import DispatchLearning
import DispatchStudies
import Dispatching
import DurableFiles
import Networks
import Simulation

/// Policies by name, with those that were learned beside those that are built in.
struct PolicyOptions: ParsableArguments {
  /// What the learned policy of a single model is called.
  static let learned = "learned"

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Models of temper dispatch learn or train; the policy of one is named \(Self.learned), those "
        + "of several are named as their files.", valueName: "file"))
  var model: [String] = []

  var files: [FileUse] { model.flatMap { FileUse.read($0, as: "--model") } }

  /// The policies of some names, for the shifts of a study.
  ///
  /// - Throws: ``DispatchStudyError/unknownPolicy(_:known:)``, and what a model's file is not.
  func policies(named names: [String], for study: DispatchStudy) throws -> [any DispatchPolicy] {
    let learned = try model.map { path in
      try Self.policy(
        SafetensorsFile(parsing: DurableFile.read(path), file: path),
        named: model.count == 1 ? Self.learned : Self.name(of: path), for: study)
    }
    return try names.map { name in
      if let policy = learned.first(where: { $0.name == name }) { return policy }
      guard let policy = DispatchPolicies.named(name) else {
        throw DispatchStudyError.unknownPolicy(
          name, known: DispatchPolicies.names + learned.map(\.name))
      }
      return policy
    }
  }

  /// The policy of a model of either kind.
  private static func policy(
    _ file: SafetensorsFile, named name: String, for study: DispatchStudy
  ) throws -> any DispatchPolicy {
    if ScheduleModel.isMeant(by: file) {
      return try ScheduleModel(file).policy(
        named: name, in: study.region, study.scenarios.map(\.start))
    }
    return try ShiftValueModel(file).policy(named: name)
  }

  /// A file's name without folder and ending.
  private static func name(of path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.hasSuffix(".safetensors") ? String(file.dropLast(12)) : file
  }
}
