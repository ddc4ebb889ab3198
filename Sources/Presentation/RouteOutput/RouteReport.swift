package import PatrolRouting

/// The routes of all units for a shift, with all that belongs to them.
package struct RouteReport: Sendable {
  package let graph: PatrolGraph
  /// At least one.
  package let units: [UnitRoutes]
  /// What other temperatures would bring, unit by unit; none if that was not asked for.
  package var sweeps: [TemperatureSweep] = []
  package let seed: UInt64
  /// The time of day at which the shift begins, in minutes; only where times are minutes.
  package var begin: Int?
  /// The program and its version.
  package let program: String

  package init(graph: PatrolGraph, units: [UnitRoutes], seed: UInt64, program: String) {
    self.graph = graph
    self.units = units
    self.seed = seed
    self.program = program
  }

  /// A time as the sheet has it: a clock if the shift begins at one, else in the map's unit.
  func clock(_ time: Double) -> String {
    guard let begin else { return RouteFigure.time(time) }
    let minutes = begin + Int(time.rounded())
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minutes / 60 % 24)):\(two(minutes % 60))"
  }

  /// The name of a unit, as a heading has it.
  func title(of routes: UnitRoutes) -> String {
    units.count == 1 ? "Unit" : "Unit \(routes.unit.name)"
  }
}
