import ArgumentParser
import CommandSupport
import DispatchLearning
import DispatchStudies
import Dispatching
import DurableFiles
import Networks
import Simulation

/// Policies by name, with one that was learned beside those that are built in.
struct PolicyOptions: ParsableArguments {
  /// What a learned policy is called.
  static let learned = "learned"

  @Option(
    help: ArgumentHelp(
      "A model of temper dispatch learn; its policy is named \(Self.learned).",
      valueName: "file"))
  var model: String?

  var files: [FileUse] { FileUse.read(model, as: "--model") }

  /// The policies of some names.
  ///
  /// - Throws: ``DispatchStudyError/unknownPolicy(_:known:)``, and what a model's file is not.
  func policies(named names: [String]) throws -> [any DispatchPolicy] {
    let model = try model.map {
      try ShiftValueModel(SafetensorsFile(parsing: DurableFile.read($0), file: $0))
    }
    return try names.map { name in
      if name == Self.learned, let model { return model.policy(named: name) }
      guard let policy = DispatchPolicies.named(name) else {
        throw DispatchStudyError.unknownPolicy(
          name, known: DispatchPolicies.names + (model == nil ? [] : [Self.learned]))
      }
      return policy
    }
  }
}
