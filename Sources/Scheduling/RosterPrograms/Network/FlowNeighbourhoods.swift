package import LinearPrograms
package import PatrolModel

/// Makes a plan better by the integer program of a few steps at a time: all arcs before and after them
/// stay as they are, so that what is left is small enough for an optimum.
///
/// Windows of steps slide over the shift; where a whole pass finds nothing, they get longer. (Large
/// neighbourhood search; Shaw, 1998, doi:10.1007/3-540-49481-2_30.)
package struct FlowNeighbourhoods {
  let model: RosterProgram
  let solver: any LinearSolver
  let seed: Int32
  let mustStop: @Sendable () -> Bool
  let deadline: ContinuousClock.Instant?

  /// Prepares to improve plans of a program's shift until the end is asked for.
  package init(
    _ model: RosterProgram, solver: any LinearSolver, seed: Int32,
    until deadline: ContinuousClock.Instant?, mustStop: @escaping @Sendable () -> Bool
  ) {
    self.model = model
    self.solver = solver
    self.seed = seed
    self.deadline = deadline
    self.mustStop = mustStop
  }

  /// Steps of the first windows: a presence rule of four steps can be changed within five; not tuned.
  private static let firstLength = 5
  /// The most time for a window, so that one that is hard does not take all of it; not tuned.
  private static let patience = Duration.seconds(6)

  /// Improves a plan until no window does, or the end; `better` is told of each plan.
  package func improve(_ plan: Schedule, better: (Schedule) -> Void) throws(SolverError) {
    var plan = plan
    let steps = model.network.instance.stepCount
    for length in stride(from: min(Self.firstLength, steps), through: steps, by: 2) {
      var first = 0
      var isBetter = true
      while isBetter {
        isBetter = false
        first = 0
        while first + length <= steps || first == 0 {
          guard !mustStop(), let time = timeOfWindow else { return }
          let window = first..<min(steps, first + length)
          if let next = try solved(plan, within: window, time), next.cost < next.before {
            plan = next.plan
            isBetter = true
            better(plan)
          }
          if first + length >= steps { break }
          first = min(first + max(1, length / 2), steps - length)
        }
      }
    }
  }

  private var timeOfWindow: Duration? {
    guard let deadline else { return Self.patience }
    let left = ContinuousClock.now.duration(to: deadline)
    return left > .zero ? min(left, Self.patience) : nil
  }

  /// The best plan that differs from a known one within some steps only, if there was time to find one.
  private func solved(
    _ plan: Schedule, within window: Range<Int>, _ time: Duration
  ) throws(SolverError) -> (plan: Schedule, cost: Int, before: Int)? {
    guard let uses = model.network.uses(of: plan) else { return nil }
    var program = model.program
    for (place, arc) in model.network.arcs.enumerated()
    where arc.gap.from < window.lowerBound - 1 || arc.gap.to > window.upperBound {
      program.fix(.init(place), at: Double(uses[place]))
    }
    var options = SolverOptions()
    options.seed = seed
    options.absoluteGap = 0.5
    options.timeLimit = time
    options.isCancelled = mustStop
    guard let found = try solver.solve(program, options: options, report: { _ in }).solution,
      let next = model.schedule(of: found.values)
    else { return nil }
    return (next, model.cost(of: next), model.cost(of: plan))
  }
}

extension RosterNetwork {
  /// How many cars of a plan take each arc; `nil` if some car takes a way that no arc is for.
  func uses(of plan: Schedule) -> [Int]? {
    var uses = [Int](repeating: 0, count: arcs.count)
    for (place, group) in groups.enumerated() where group.layer.hasSource {
      for car in group.cars {
        var node = source(place)
        let stops = instance.shift.steps.compactMap { step in
          plan[step, car].map { Node(group: place, step: step.rawValue, sector: $0) }
        }
        let sink = Node(group: place, step: instance.stepCount, sector: group.car.end)
        for stop in stops + [sink] {
          // A layer on, it is the same step and sector.
          let way = arcs(outOf: node).first {
            arcs[$0].gap.to == stop.step && arcs[$0].destination == stop.sector
          }
          guard let way else { return nil }
          uses[way] += 1
          node = arcs[way].to
        }
      }
    }
    return uses
  }
}

extension RosterProgram {
  /// Minutes and prices of a plan, in thousandths of minutes, as the checker counts them.
  func cost(of plan: Schedule) -> Int {
    let instance = network.instance
    let travel = (network.uses(of: plan) ?? []).enumerated().reduce(0) {
      $0 + $1.element * network.arcs[$1.offset].minutes.tenths
    }
    let prices = instance.shift.steps.reduce(0) { sum, step in
      var counts = [Int](repeating: 0, count: instance.sectorCount)
      for car in instance.carIndices {
        if let sector = plan[step, car] { counts[sector.rawValue] += 1 }
      }
      return instance.sectorIndices.reduce(sum) {
        $0 + CellPrice(instance, step, $1).cost(of: counts[$1.rawValue]).tenths
      }
    }
    return (travel + prices) * Self.perTenth
  }
}
