public import Annealing
public import PenaltyModel
package import QUBOModel

extension SolveRequest.Moves: CaseIterable {
  /// All moves there are: each comes with what it goes through, as in ``BitModel``.
  public static let allCases: [Self] = [.flip, .oneHot, .exchange]
}

extension SolveRequest {
  /// How the annealer moves: what it is called, what it keeps by itself, and what is annealed.
  public struct Moves: RawRepresentable, Hashable, Sendable {
    /// The name in requests and results.
    public let rawValue: String
    /// What is moved, or kept, in a few words.
    public let meaning: String
    /// Whether bits of a matrix are flipped, which an algorithm does.
    public let areOfBits: Bool
    /// Whether demand is kept by a penalty only, A.
    public let demandIsPenalty: Bool
    /// Whether one location per car is kept by a penalty only, B.
    public let oneLocationIsPenalty: Bool

    private let practicalWeights: @Sendable (PenaltyBounds) -> WeightChoice
    private let memory: @Sendable (SolveRequest) -> Int
    private let build: @Sendable (SolveRequest) throws(QUBOError) -> any ShiftModel

    /// Describes moves.
    init(
      rawValue: String, meaning: String, areOfBits: Bool, demandIsPenalty: Bool,
      oneLocationIsPenalty: Bool,
      practicalWeights: @escaping @Sendable (PenaltyBounds) -> WeightChoice,
      memory: @escaping @Sendable (SolveRequest) -> Int,
      build: @escaping @Sendable (SolveRequest) throws(QUBOError) -> any ShiftModel
    ) {
      self.rawValue = rawValue
      self.meaning = meaning
      self.areOfBits = areOfBits
      self.demandIsPenalty = demandIsPenalty
      self.oneLocationIsPenalty = oneLocationIsPenalty
      self.practicalWeights = practicalWeights
      self.memory = memory
      self.build = build
    }

    /// The moves of a name; `nil` if there are none.
    public init?(rawValue: String) {
      guard let known = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
      self = known
    }

    /// Moves are the same if their names are.
    public static func == (a: Self, b: Self) -> Bool { a.rawValue == b.rawValue }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }

    /// The weights to search with unless told otherwise.
    public func practicalWeights(for bounds: PenaltyBounds) -> WeightChoice {
      practicalWeights(bounds)
    }

    /// The algorithm that runs: flips have a choice, other moves are parallel tempering.
    public func algorithm(ofBits chosen: FlipAlgorithm) -> FlipAlgorithm {
      areOfBits ? chosen : .parallelTempering
    }

    /// What these moves go through for a request's shift.
    ///
    /// - Throws: ``QUBOModel/QUBOError`` if coefficients would not be exact.
    package func model(of request: SolveRequest) throws(QUBOError) -> any ShiftModel {
      try build(request)
    }

    /// The bytes that model and search take; saturates instead of overflowing.
    func memory(of request: SolveRequest) -> Int { memory(request) }
  }
}
