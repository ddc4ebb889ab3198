public import LinearPrograms
public import PatrolModel

/// A shift as a mixed-integer program whose optimum is the least travel.
///
/// Columns and costs are whole, costs in tenths of a minute, so that objectives are exact sums.
/// Further formulations conform to this protocol, each in a file that cites its equations.
public protocol ExactFormulation: Sendable {
  /// The shift.
  var instance: PatrolInstance { get }
  /// The program; its objective is in tenths of a minute.
  var program: LinearProgram { get }
  /// The stage of each column, from 0 on, if columns come in stages that few rows span.
  var stages: [Int]? { get }

  /// The schedule that the columns' values stand for.
  ///
  /// - Throws: ``ExactError/wrongAnswer(_:)`` if they stand for none.
  func schedule(of values: [Int]) throws(ExactError) -> Schedule
  /// The columns' values of a schedule, to start from; `nil` if the schedule is not feasible.
  func values(of schedule: Schedule) -> [Int]?
}

extension ExactFormulation {
  /// Columns do not come in stages.
  public var stages: [Int]? { nil }
}
