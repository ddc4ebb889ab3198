/// One walker of parallel tempering: a state, a way to move, and random numbers of its own.
///
/// A replica knows no temperature of its own: it is handed one for each round, so exchanging
/// temperatures never touches states.
package protocol Replica {
  associatedtype State: Sendable

  /// The energy of the current state, exact.
  var energy: Int64 { get }
  /// The best state since the start.
  var best: Incumbent<State> { get }
  /// Accepted moves since the start.
  var acceptedMoves: Int { get }

  /// Makes `steps` steps at a temperature > 0, in energy units.
  func advance(steps: Int, temperature: Double)
  /// Positive energy changes of moves from a local minimum near the current state, ascending.
  func sampledBarriers() -> [Int64]
}
