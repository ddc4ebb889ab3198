public import LinearPrograms
public import PatrolModel
public import ScheduleFlows

/// The flow of cars that nobody calls by name: the strongest formulation there is of a shift.
///
///     min Σ W[a][b] f[t][a][b]
///     Σ_b f[t][a][b] = d[t−1][a],  Σ_a f[t][a][b] = d[t][b],  the presence rows,  f ≥ 0 whole.
///
/// Cars are alike, hence only numbers count; names come afterwards (``FlowNetwork/schedule(of:)``).
/// The presence rows are exact for flows, see ``FlowNetwork/PresenceRow``. The LP is within 0.15 %
/// of the optimum on shifts of all sizes tried, where that of ``PublishedProgram`` is worthless.
public struct AggregatedFlow: ExactFormulation {
  /// The flows; column k of the program is arc k.
  public let network: FlowNetwork
  /// The program.
  public let program: LinearProgram

  /// The shift.
  public var instance: PatrolInstance { network.instance }

  /// Builds the program of a network.
  public init(_ network: FlowNetwork) {
    self.network = network
    var program = LinearProgram()
    for arc in network.arcs {
      _ = program.addColumn(
        cost: Double(arc.travel.tenths), in: 0...Double(arc.capacity), isInteger: true)
    }
    network.forEachBalance { arcs, cars in
      program.addRow(arcs.map { LinearProgram.Term(.init($0.rawValue)) }, in: cars...cars)
    }
    for row in network.presenceRows {
      program.addRow(
        row.arcs.map { LinearProgram.Term(.init($0.rawValue)) }, in: -.infinity...Double(row.limit))
    }
    self.program = program
  }

  /// The cars of a flow.
  public func schedule(of values: [Int]) throws(ExactError) -> Schedule {
    do throws(FlowError) { return try network.schedule(of: values) } catch {
      throw .wrongAnswer(error.description)
    }
  }

  /// The flow of a schedule.
  public func values(of schedule: Schedule) -> [Int]? { network.flow(of: schedule) }
}

extension LinearProgram {
  mutating func addRow(_ terms: some Sequence<Term>, in bounds: ClosedRange<Int>) {
    addRow(terms, in: Double(bounds.lowerBound)...Double(bounds.upperBound))
  }
}
