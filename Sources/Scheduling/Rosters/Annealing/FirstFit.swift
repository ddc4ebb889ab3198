import PatrolModel

/// A first plan: cars fill cells in order, pinned ones first, and stay where they are if they can.
struct FirstFit {
  private let tables: RosterTables

  init(_ tables: RosterTables) { self.tables = tables }

  var schedule: Schedule {
    var schedule = Schedule(carCount: tables.carCount, stepCount: tables.stepCount)
    for car in 0..<tables.carCount {
      for step in 0..<tables.stepCount { schedule[StepIndex(step), CarIndex(car)] = nil }
    }
    let resting = breaks()
    var here = (0..<tables.carCount).map { tables.cars[$0].start }
    for step in 0..<tables.stepCount {
      var room = slots(step)
      var waiting = (0..<tables.carCount).filter { car in
        tables.inService[car * tables.stepCount + step] && !resting[car].contains(step)
      }
      // Cars with one place only, then those that can stay, then the others.
      for pass in 0..<3 {
        waiting.removeAll { car in
          let open = (0..<tables.sectorCount).filter { isOpen(car, step, $0) }
          let choice: Int? =
            switch pass {
            case 0: open.count == 1 ? open[0] : nil
            case 1: open.contains(here[car]) && room[here[car]] > 0 ? here[car] : nil
            default: open.first { room[$0] > 0 } ?? open.first ?? 0
            }
          guard let choice else { return false }
          room[choice] -= 1
          here[car] = choice
          schedule[StepIndex(step), CarIndex(car)] = SectorIndex(choice)
          return true
        }
      }
    }
    return schedule
  }

  private func isOpen(_ car: Int, _ step: Int, _ sector: Int) -> Bool {
    tables.admits[(car * tables.stepCount + step) * tables.sectorCount + sector]
  }

  /// Room for cars in each sector: up to what is wanted; once that is used up, nobody counts.
  private func slots(_ step: Int) -> [Int] {
    (0..<tables.sectorCount).map { Int(tables.cells[step * tables.sectorCount + $0].target) }
  }

  /// The steps of breaks: one car after the other, through each window.
  private func breaks() -> [Set<Int>] {
    var resting = Array(repeating: Set<Int>(), count: tables.carCount)
    for (number, window) in tables.windows.enumerated() {
      let crew = (0..<tables.carCount).filter { tables.windowsOfCar[$0].contains(number) }
      for (turn, car) in crew.enumerated() {
        let starts = tables.breakStarts[car][number]
        guard !starts.isEmpty else { continue }
        let first = starts[(turn * window.length) % starts.count]
        resting[car].formUnion(first..<first + window.length)
      }
    }
    return resting
  }
}
