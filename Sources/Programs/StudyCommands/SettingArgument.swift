import ArgumentParser
import CommandSupport
import Comparing
import StudyOutput
import Temper

/// Annealing under a name, as `quick:moves=flip,algorithm=pt,A=12,C=4`.
struct SettingArgument: Sendable {
  let name: String
  private var moves = SolveRequest.Moves.flip
  private var algorithm = FlipAlgorithm.digitalAnnealer
  private var weights: [PenaltyWeight: Minutes] = [:]
  private var offsetIncrement = Minutes.zero
  private var replicas = 16
  /// The file that weights are read from, if one is named.
  private(set) var weightsFile: String?

  init(_ text: String) throws {
    let sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    name = String(sides[0])
    guard sides.count == 2, !name.isEmpty, !name.contains(where: \.isWhitespace),
      ComparisonMethod(rawValue: name) == nil
    else {
      throw ValidationError(
        "'\(text)' is no setting; give a name that no method has, and what it sets: "
          + "quick:moves=flip,algorithm=pt,A=12.")
    }
    for part in sides[1].split(separator: ",", omittingEmptySubsequences: false) {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2 else {
        throw ValidationError("'\(part)' in '\(text)' sets nothing; write it as A=12.")
      }
      try set(String(pair[0]), to: String(pair[1]))
    }
    if weightsFile != nil && !weights.isEmpty {
      throw ValidationError("'\(text)' takes weights from a file, and gives others beside it.")
    }
  }

  private mutating func set(_ key: String, to text: String) throws {
    if let weight = PenaltyWeight.allCases.first(where: { $0.letter == key }) {
      weights[weight] = try parseMinutes(text)
      return
    }
    switch key {
    case "moves": moves = try Self.one(of: SolveRequest.Moves.allCases, called: text, key)
    case "algorithm": algorithm = try Self.one(of: FlipAlgorithm.allCases, called: text, key)
    case "offset-increment": offsetIncrement = try parseMinutes(text)
    case "replicas": replicas = try parseCount(1...4096)(text)
    case "weights": weightsFile = text
    default:
      throw ValidationError(
        "'\(key)' cannot be set; a setting has moves, algorithm, A, B, C, weights (a file), "
          + "offset-increment and replicas.")
    }
  }

  private static func one<Choice: RawRepresentable>(
    of all: [Choice], called text: String, _ key: String
  ) throws -> Choice where Choice.RawValue == String {
    guard let choice = all.first(where: { $0.rawValue == text }) else {
      throw ValidationError(
        "'\(text)' is none of the \(key): \(all.map(\.rawValue).joined(separator: ", ")).")
    }
    return choice
  }

  /// The setting; a file of weights is read now, and instances that it was not tuned for are told of.
  func setting(for instances: [PatrolInstance]) throws -> AnnealingSetting {
    var weights = weights
    if let weightsFile {
      let chosen = try ChosenWeights(contentsOf: weightsFile)
      for instance in instances where (try? chosen.check(areFor: instance, path: "")) == nil {
        Console.error(
          "temper: warning: the weights of \(Console.shown(weightsFile)) were not tuned for "
            + Console.shown(instance.name))
      }
      for weight in PenaltyWeight.allCases { weights[weight] = chosen.weights[weight] }
    }
    return AnnealingSetting(
      named: name, moves: moves, algorithm: algorithm,
      weights: (weights[.demand], weights[.oneLocation], weights[.presence]),
      offsetIncrement: offsetIncrement, replicas: replicas)
  }
}
