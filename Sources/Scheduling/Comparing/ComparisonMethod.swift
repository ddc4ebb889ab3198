import ExactScheduling
package import LinearPrograms

/// A way to plan a shift that a comparison runs beside others.
public enum ComparisonMethod: String, CaseIterable, Codable, Sendable {
  /// The strongest exact model: its proof is what the others are measured against.
  case exact
  /// Annealing by exchange moves, as `temper solve` does by default.
  case exchange = "anneal-exchange"
  /// Annealing by flips of the QUBO's bits: Digital Annealer mode.
  case flip = "anneal-flip"
  /// The integer program as published.
  case paper = "paper-mip"
  /// The flows of cars without names by another solver, as a second opinion.
  case cpSAT = "cp-sat"
  /// The integer program as published by another solver.
  case cpSATPaper = "cp-sat-paper"

  /// The methods that this machine has the solvers for.
  public static var available: [Self] {
    allCases.filter { method in
      method.engine.map { $0.title != nil } ?? true
    }
  }

  /// The solver of integer programs that the method needs, if it does.
  package var engine: ProgramEngine? {
    switch self {
    // Without a presence rule the exact model needs none.
    case .exact, .exchange, .flip: nil
    case .paper: .highs
    case .cpSAT, .cpSATPaper: .cpSAT
    }
  }

  /// What the method does, in a line.
  public var words: String {
    switch self {
    case .exact: "Temper's strongest exact model: flows of cars without names, by HiGHS"
    case .exchange: "Temper's annealer with moves that keep demand, its default"
    case .flip: "Temper's annealer on the bits of the QUBO, by Digital Annealer steps"
    case .paper: "the published integer program (3) to (8), by HiGHS"
    case .cpSAT: "flows of cars without names, by CP-SAT: the same model, another solver"
    case .cpSATPaper: "the published integer program (3) to (8), by CP-SAT"
    }
  }

  /// Whether the method anneals.
  var anneals: Bool { self == .exchange || self == .flip }
}
