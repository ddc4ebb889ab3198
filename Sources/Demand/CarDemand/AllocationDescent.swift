import RandomStreams

/// Descent: one car is shifted from a sector to another as long as that helps.
///
/// First improvement; the round of shifts goes on where it was, and the descent ends when a whole round
/// has brought nothing. Exchanges of two sectors between blocks are not tried: on days that were held
/// back they brought nothing.
struct AllocationDescent {
  let trial: AllocationTrial
  let rules: AllocationRules
  let isCancelled: @Sendable () -> Bool

  /// Shifts cars for the whole shift.
  func wholeShift(from start: Allocation) -> PairedRace {
    descend(from: start, friction: 0, blocks: [0..<rules.blockCount])
  }

  /// Shifts cars for runs of blocks; each car that moves between blocks costs `friction`.
  func byBlocks(from start: Allocation, friction: Double) -> PairedRace {
    let blocks = (0..<rules.blockCount).flatMap { first in
      (first + 1...rules.blockCount).map { first..<$0 }
    }
    return descend(from: start, friction: friction, blocks: blocks)
  }

  /// An allocation with two to four cars shifted at random for the whole shift, as rules allow.
  func kicked(_ allocation: Allocation, _ random: inout RandomStream) -> Allocation {
    var kicked = allocation
    for _ in 0..<2 + random.uniform(below: 3) {
      let possible = shifts(in: [0..<rules.blockCount]).filter { allows($0, kicked) }
      guard !possible.isEmpty else { break }
      kicked = kicked.shifting(possible[random.uniform(below: possible.count)])
    }
    return kicked
  }

  private func descend(
    from start: Allocation, friction: Double, blocks: [Range<Int>]
  ) -> PairedRace {
    var race = PairedRace(trial, from: start, friction: friction)
    let shifts = shifts(in: blocks)
    var (next, fruitless) = (0, 0)
    while fruitless < shifts.count, !isCancelled() {
      let shift = shifts[next]
      let helps = allows(shift, race.best) && race.challenge(race.best.shifting(shift))
      fruitless = helps ? 0 : fruitless + 1
      next = (next + 1) % shifts.count
    }
    return race
  }

  private func shifts(in blocks: [Range<Int>]) -> [CarShift] {
    let sectors = 0..<rules.sectorCount
    return blocks.flatMap { blocks in
      sectors.flatMap { from in
        sectors.filter { $0 != from }.map { CarShift(from: from, to: $0, blocks: blocks) }
      }
    }
  }

  private func allows(_ shift: CarShift, _ allocation: Allocation) -> Bool {
    shift.blocks.allSatisfy { block in
      let cars = allocation.cars[block]
      return rules.allows(cars[shift.from] - 1, in: shift.from)
        && rules.allows(cars[shift.to] + 1, in: shift.to)
    }
  }
}
