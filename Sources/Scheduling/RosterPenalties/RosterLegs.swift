import PatrolModel

/// The drives of a car, each with the bits whose product says that it is made.
struct RosterLegs {
  /// A drive between two different sectors.
  struct Leg {
    /// Bits that are all 1 exactly if the drive is made: where it begins and ends, and the breaks between.
    let bits: [Int]
    let minutes: Minutes
    let isAcrossBreak: Bool
  }

  /// A step at which a car may be, its start before the first step, or its end after the last.
  private struct Stop {
    let step: Int
    let options: [(sector: SectorIndex, bits: [Int])]
  }

  let bits: RosterBits
  let car: CarIndex
  private var instance: PatrolInstance { bits.instance }

  /// All drives that count.
  func all() -> [Leg] {
    let stops = stops()
    return stops.indices.flatMap { first in
      stops[(first + 1)...].flatMap { legs(stops[first], $0) }
    }
  }

  private func stops() -> [Stop] {
    let line = instance.fleet[car]
    let start = line.start.map { Stop(step: -1, options: [($0, [])]) }
    let end = line.end.map { Stop(step: instance.stepCount, options: [($0, [])]) }
    let between = instance.shift.steps.filter { instance.isInService(car, at: $0) }.map { step in
      Stop(
        step: step.rawValue,
        options: bits.options(car, step.rawValue).map { ($0.sector, [$0.bit]) })
    }
    return [start].compactMap(\.self) + between + [end].compactMap(\.self)
  }

  private func legs(_ from: Stop, _ to: Stop) -> [Leg] {
    guard let between = breaks(between: from.step, and: to.step) else { return [] }
    let isEnd = to.step == instance.stepCount
    let isAcrossBreak = to.step - from.step > 1 && !isEnd
    if isAcrossBreak && instance.roster.breakTravel == .free { return [] }
    let times = instance.travelTimes(at: StepIndex(min(to.step, instance.stepCount - 1)))
    return from.options.flatMap { origin in
      to.options.filter { $0.sector != origin.sector }.map { destination in
        Leg(
          // Breaks next to the origin: their product with it is shared by all destinations.
          bits: origin.bits + between + destination.bits,
          minutes: times[from: origin.sector, to: destination.sector],
          isAcrossBreak: isAcrossBreak)
      }
    }
  }

  /// The bits of the breaks that take all steps in service between two; `nil` if none can.
  private func breaks(between first: Int, and last: Int) -> [Int]? {
    var taken: [Int] = []
    var covered = 0
    let gap = first + 1..<max(first + 1, last)
    for one in bits.breaks[car.rawValue] {
      let here = one.starts.filter { start in
        gap.contains(start.step) && gap.contains(start.step + one.length - 1)
      }
      let inside = gap.filter { one.steps.contains($0) && isInService($0) }
      if inside.isEmpty { continue }
      guard let start = here.first(where: { $0.step == inside[0] }), inside.count == one.length
      else { return nil }
      taken.append(start.bit)
      covered += inside.count
    }
    return covered == gap.count(where: isInService) ? taken : nil
  }

  private func isInService(_ step: Int) -> Bool {
    instance.isInService(car, at: StepIndex(step))
  }
}
