import LinearPrograms
import PatrolModel

// The rows of stays: how long cars may stay, how soon they may return, how long they have to stay.

extension RosterProgram {
  mutating func addPresence() {
    for sector in network.instance.sectorIndices {
      for group in network.groups.indices {
        switch network.instance.presence(in: sector) {
        case .none: break
        case .noReturn: addReturns(to: sector, group)
        case .maxStay(let limit): addLongStays(in: sector, limit, group)
        }
      }
    }
  }

  /// Of the cars that come from a sector to a node, none goes back: f(a→b) + f(b→a) ≤ y(b).
  private mutating func addReturns(to sector: SectorIndex, _ group: Int) {
    for step in 0..<network.instance.stepCount - 1 {
      for via in network.instance.sectorIndices {
        let node = RosterNetwork.Node(group: group, step: step, sector: via)
        let into = network.arcs(into: node)
        let coming = into.filter { isConsecutive($0) && network.arcs[$0].origin == sector }
        let going = network.arcs(outOf: node)
          .filter { isConsecutive($0) && network.arcs[$0].destination == sector }
        guard !coming.isEmpty && !going.isEmpty else { continue }
        let others = Set(into).subtracting(coming).sorted()
        addRow(terms(going) + terms(others, times: -1), in: -Double.infinity...0)
      }
    }
  }

  /// As many cars leave a sector within `limit` steps as were there: first in, first out.
  private mutating func addLongStays(in sector: SectorIndex, _ limit: Int, _ group: Int) {
    let car = network.groups[group].car
    let isFirst = network.groups[group].layer.hasSource
    let run = isFirst ? car.history.reversed().prefix { $0 == sector }.count : 0
    for step in -1..<network.instance.stepCount {
      // Cars that have been here for `run` steps before the shift have so much less time.
      let last = step < 0 ? limit - run : step + limit
      guard last < network.instance.stepCount, step >= 0 || run > 0 else { continue }
      let node = RosterNetwork.Node(group: group, step: step, sector: sector)
      let present: [LinearProgram.Term] =
        step < 0 ? [] : terms(network.arcs(into: node))
      let leaving = (step..<max(step, last)).flatMap { now in
        network.arcs(outOf: .init(group: group, step: now, sector: sector))
          .filter { !(isConsecutive($0) && network.arcs[$0].destination == sector) }
      }
      if step >= 0 {
        addRow(terms(leaving) + negated(present), in: 0...Double.infinity)
      } else if last < 0 {
        addRow(
          terms(
            network.arcs(outOf: node).filter {
              isConsecutive($0) && network.arcs[$0].destination == sector
            }), in: 0...0)
      } else {
        let cars = Double(network.groups[group].count)
        addRow(terms(leaving), in: cars...Double.infinity)
      }
    }
  }

  /// A car that has moved somewhere and leaves again has been there long enough, unless a break or a
  /// reserve place is in between: not all of arrival, presence and departure at once.
  mutating func addMinimumStays() {
    let least = network.instance.roster.minimumStay
    guard least > 1 else { return }
    for group in network.groups.indices {
      for step in 0..<network.instance.stepCount {
        for sector in network.instance.sectorIndices
        where !network.instance.sectors[sector.rawValue].isReserve {
          let node = RosterNetwork.Node(group: group, step: step, sector: sector)
          let coming = network.arcs(into: node).filter(isStepMove)
          guard !coming.isEmpty else { continue }
          addDepartures(from: sector, after: step, coming, within: least, group)
        }
      }
    }
  }

  private mutating func addDepartures(
    from sector: SectorIndex, after step: Int, _ coming: [Int], within least: Int, _ group: Int
  ) {
    var staying: [LinearProgram.Term] = []
    for length in 1..<least {
      let last = RosterNetwork.Node(group: group, step: step + length - 1, sector: sector)
      if length > 1 { staying += terms(network.arcs(into: last)) }
      let going = network.arcs(outOf: last).filter(isStepMove)
      guard !going.isEmpty else { continue }
      addRow(terms(coming) + staying + terms(going), in: 0...Double(length))
    }
  }

  private func isConsecutive(_ arc: Int) -> Bool {
    let gap = network.arcs[arc].gap
    return gap.isConsecutive && gap.to < network.instance.stepCount
  }

  /// A move between two sectors without a break, the one from the start included.
  private func isStepMove(_ arc: Int) -> Bool { isConsecutive(arc) && network.arcs[arc].isMove }

  private func negated(_ terms: [LinearProgram.Term]) -> [LinearProgram.Term] {
    terms.map { LinearProgram.Term($0.column, times: -$0.coefficient) }
  }
}
