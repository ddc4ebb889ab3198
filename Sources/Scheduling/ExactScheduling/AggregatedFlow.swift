import Failures
public import LinearPrograms
public import PatrolModel
public import ScheduleFlows

/// The flow of cars that nobody calls by name: the strongest formulation there is of a shift.
///
///     min Σ W[a][b] f[k][t][a][b]
///     Σ_b f[k][t][a][b] = y[k][t−1][a],  Σ_a f[k][t][a][b] = y[k][t][b],  Σ_k y[k][t][b] = d[t][b],
///     the presence rows,  f, y ≥ 0 whole.
///
/// Cars of a group are alike, hence only numbers count; names come afterwards
/// (``FlowNetwork/schedule(of:)``). The presence rows are exact for flows, see
/// ``FlowNetwork/PresenceRow``. Without rules for single cars or sectors there is one group, and y is
/// d. The LP is within 0.15 % of the optimum on shifts of all sizes tried, where that of
/// ``PublishedProgram`` is worthless.
public struct AggregatedFlow: ExactFormulation {
  /// The flows; the columns of the program are the numbers of a flow.
  public let network: FlowNetwork
  /// The program.
  public let program: LinearProgram

  /// The shift.
  public var instance: PatrolInstance { network.instance }

  /// A move's arcs and the nodes they reach are a stage: presence rows span as many as the rule does.
  public var stages: [Int]? {
    let first = network.nodes.lazy.map(\.step.rawValue).min() ?? 0
    let arcs = network.arcs.map { network.nodes[$0.origin.rawValue].step.rawValue - first }
    // Cars are in the nodes of the first layer before any move.
    let nodes = network.freeNodes.map {
      max(0, network.nodes[$0.rawValue].step.rawValue - first - 1)
    }
    return arcs + nodes
  }

  /// Builds the program of a network.
  public init(_ network: FlowNetwork) {
    self.network = network
    var builder = Builder(network: network)
    builder.addColumns()
    network.forEachBalance { builder.addRow($0, minus: [$1], in: 0...0) }
    for total in network.totals { builder.addRow(total) }
    for row in network.presenceRows {
      builder.addRow(row.arcs, minus: row.nodes, in: -.infinity...Double(row.limit))
    }
    program = builder.program
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

/// The parts of the program; given nodes are numbers on the other side of a row.
private struct Builder {
  typealias Term = LinearProgram.Term

  let network: FlowNetwork
  var program = LinearProgram()

  init(network: FlowNetwork) { self.network = network }

  mutating func addColumns() {
    for arc in network.arcs {
      _ = program.addColumn(
        cost: Double(arc.travel.tenths), in: 0...Double(arc.capacity), isInteger: true)
    }
    for node in network.freeNodes {
      let cars = network.nodes[node.rawValue].cars
      _ = program.addColumn(
        cost: 0, in: Double(cars.lowerBound)...Double(cars.upperBound), isInteger: true)
    }
  }

  mutating func addRow(
    _ arcs: [FlowNetwork.ArcIndex], minus nodes: [FlowNetwork.NodeIndex],
    in bounds: ClosedRange<Double>
  ) {
    let (terms, given) = split(nodes, times: -1)
    program.addRow(
      arcs.map { Term(.init($0.rawValue)) } + terms,
      in: bounds.lowerBound + given...bounds.upperBound + given)
  }

  mutating func addRow(_ total: FlowNetwork.Total) {
    let (terms, given) = split(total.nodes, times: 1)
    let (least, most) = (Double(total.cars.lowerBound), Double(total.cars.upperBound))
    program.addRow(terms, in: least - given...most - given)
  }

  private func split(
    _ nodes: [FlowNetwork.NodeIndex], times sign: Double
  ) -> (terms: [Term], given: Double) {
    var (terms, given) = ([Term](), 0.0)
    for node in nodes.map({ network.nodes[$0.rawValue] }) {
      if let free = node.free {
        terms.append(Term(.init(network.arcs.count + free), times: sign))
      } else {
        given += Double(node.cars.lowerBound)
      }
    }
    return (terms, given)
  }
}

extension LinearProgram {
  mutating func addRow(_ terms: some Sequence<Term>, in bounds: ClosedRange<Int>) {
    addRow(terms, in: Double(bounds.lowerBound)...Double(bounds.upperBound))
  }
}
