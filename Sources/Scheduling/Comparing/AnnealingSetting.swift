public import Annealing
public import PatrolModel
public import Planning

/// Annealing with settings of the user's own, under a name, as a comparison runs it beside methods.
public struct AnnealingSetting: Codable, Hashable, Sendable {
  /// The name in tables and files.
  public let name: String
  /// How the annealer moves, by the name of the moves.
  public let moves: String
  /// How single bits are flipped, where moves are of bits.
  public let algorithm: String
  /// Penalty weight A in minutes; `nil` for the practical one.
  public let demand: Double?
  /// Penalty weight B in minutes; `nil` for the practical one.
  public let oneLocation: Double?
  /// Penalty weight C in minutes; `nil` for the practical one.
  public let presence: Double?
  /// What the dynamic offset grows by when no flip is accepted, in minutes.
  public let offsetIncrement: Double
  /// The number of replicas.
  public let replicas: Int

  /// Names a setting; the name is what no method and no other setting is called, weights are in minutes.
  public init(
    named name: String, moves: SolveRequest.Moves, algorithm: FlipAlgorithm = .digitalAnnealer,
    weights: (demand: Minutes?, oneLocation: Minutes?, presence: Minutes?) = (nil, nil, nil),
    offsetIncrement: Minutes = .zero, replicas: Int = 16
  ) {
    self.name = name
    self.moves = moves.rawValue
    self.algorithm = moves.algorithm(ofBits: algorithm).rawValue
    demand = weights.demand?.value
    oneLocation = weights.oneLocation?.value
    presence = weights.presence?.value
    self.offsetIncrement = offsetIncrement.value
    self.replicas = max(1, replicas)
  }

  /// What it does, in a line.
  var words: String {
    let weights = [("A", demand), ("B", oneLocation), ("C", presence)].compactMap { letter, value in
      value.map { "\(letter) \($0)" }
    }
    return "annealing, moves \(moves), algorithm \(algorithm)"
      + (weights.isEmpty ? ", practical weights" : ", \(weights.joined(separator: ", "))")
      + (offsetIncrement > 0 ? ", offset increment \(offsetIncrement)" : "")
      + ", \(replicas) replicas"
  }

  /// Sets what the setting says.
  func fill(_ request: inout SolveRequest) {
    request.moves = SolveRequest.Moves(rawValue: moves) ?? request.moves
    request.algorithm = FlipAlgorithm(rawValue: algorithm) ?? request.algorithm
    request.weights = .given(
      demand: demand.flatMap { Minutes(rounding: $0) },
      oneLocation: oneLocation.flatMap { Minutes(rounding: $0) },
      presence: presence.flatMap { Minutes(rounding: $0) })
    request.offsetIncrement = Minutes(rounding: offsetIncrement) ?? .zero
    request.replicas = replicas
  }
}

/// Who takes part in a comparison: a method as it is, or annealing with settings of the user's own.
public enum Contender: Hashable, Sendable {
  /// A method as it is.
  case method(ComparisonMethod)
  /// Annealing with settings of the user's own.
  case setting(AnnealingSetting)

  /// The name in tables and files.
  public var name: String {
    switch self {
    case .method(let method): method.rawValue
    case .setting(let setting): setting.name
    }
  }

  /// What it does, in a line.
  public var words: String {
    switch self {
    case .method(let method): method.words
    case .setting(let setting): setting.words
    }
  }
}
