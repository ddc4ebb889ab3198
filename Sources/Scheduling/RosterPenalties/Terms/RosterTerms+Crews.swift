import PatrolModel

extension RosterTerms {
  /// C: pairs in one sector, or in different ones, when both are in service.
  mutating func addPairs() {
    for pair in instance.roster.pairs {
      for step in pair.steps ?? instance.shift.steps {
        for one in bits.options(pair.first, step.rawValue) {
          for other in bits.options(pair.second, step.rawValue)
          where (one.sector == other.sector) != pair.isTogether {
            form.add(rule, [one.bit, other.bit])
          }
        }
      }
    }
  }

  /// C: at most so many cars of a crew on their break at a step.
  mutating func addBreaksAtOnce() {
    for (number, window) in instance.roster.breakWindows.enumerated() {
      guard let most = window.atOnce else { continue }
      let breaks = bits.breaks.joined().filter { $0.window == number }
      for step in window.window {
        let resting = breaks.flatMap { $0.bits(over: step) }
        form.keep(
          resting.map { ($0, 1) }, in: 0...most, weight: rule,
          name: "break \(number + 1)/\(step + 1)")
      }
    }
  }
}
