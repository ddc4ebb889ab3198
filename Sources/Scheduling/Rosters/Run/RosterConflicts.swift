package import PatrolModel

/// What makes a roster impossible, found without any search: in milliseconds, and in words.
///
/// Each check proves that there is no plan; none of them proves that there is one.
package struct RosterConflicts {
  private let instance: PatrolInstance

  package init(_ instance: PatrolInstance) { self.instance = instance }

  /// The conflicts of the first check that finds any.
  package var words: [String] {
    for check in [cells, breaks, cars] {
      let found = check()
      if !found.isEmpty { return found }
    }
    return []
  }

  /// A step needs more cars than are in service, or takes fewer.
  private func cells() -> [String] {
    let resting = mostResting
    return instance.shift.steps.compactMap { step in
      let ranges = instance.sectorIndices.map { instance.range(step, $0) }
      let onDuty = instance.carIndices.count { instance.isInService($0, at: step) }
      let least = zip(instance.sectorIndices, ranges)
        .reduce(0) { $0 + (instance.shortagePrice(of: $1.0) == nil ? $1.1.minimum : 0) }
      let most = ranges.reduce(0) { $0 + $1.maximum }
      if least > onDuty {
        return "at \(time(step)) the sectors need \(least) cars, and \(onDuty) are in service"
      }
      if most < onDuty - resting[step.rawValue] {
        return "at \(time(step)) \(onDuty) cars are in service, and the sectors take \(most)"
      }
      return nil
    }
  }

  /// A window has room for fewer breaks than cars need.
  private func breaks() -> [String] {
    instance.roster.breakWindows.compactMap { window in
      guard let most = window.atOnce else { return nil }
      let crew = instance.crew(of: window).count
      // Breaks that end in time begin in so many rounds at most, one after the other.
      let room = window.window.count * most
      guard crew * window.length > room else { return nil }
      return
        "\(crew) cars need a break of \(window.length) steps within steps "
        + "\(window.window.lowerBound + 1) to \(window.window.upperBound + 1), "
        + "and at most \(most) have it at a time"
    }
  }

  /// A car by itself has no way through the shift.
  private func cars() -> [String] {
    instance.carGroups.compactMap { cars in CarAlone(instance, cars[0]).conflict }
  }

  /// The most cars that may be on a break at each step.
  private var mostResting: [Int] {
    var resting = Array(repeating: 0, count: instance.stepCount)
    for window in instance.roster.breakWindows {
      let crew = instance.crew(of: window).count
      for step in window.window { resting[step] += min(crew, window.atOnce ?? crew) }
    }
    return resting
  }

  private func time(_ step: StepIndex) -> String {
    "step \(step.number) (\(instance.shift.clock(step)))"
  }
}
