import PatrolModel

extension RosterTables {
  /// The minutes of a car's way, and the rules it breaks by itself.
  ///
  /// `route` has a sector per step, or −1. This is the checker's reading of a car, in numbers.
  func cost(ofCar car: Int, _ route: UnsafePointer<Int16>) -> RosterCost {
    let line = cars[car]
    var cost = RosterCost()
    var (here, last, run, moves, arrived) = (line.start, -1, line.runAtStart, 0, -1)
    for step in 0..<stepCount {
      let sector = Int(route[step])
      if sector < 0 {
        // Missing weighs two units: one would only move the fault to the cell that lacks the car.
        if inService[car * stepCount + step] && !isWithinWindow(car, step) { cost.breaks += 2 }
        continue
      }
      if !admits[(car * stepCount + step) * sectorCount + sector] { cost.breaks += 1 }
      if let planned, Int(planned[car * stepCount + step]) != sector { cost.prices += perChange }
      let isAcrossBreak = step - last > 1
      let isElsewhere = here >= 0 && here != sector
      if isElsewhere && !(isAcrossBreak && breakTravel == .free) {
        if isAcrossBreak && breakTravel == .sameSector { cost.breaks += 1 }
        addLeg(here, sector, step, &cost)
        moves += 1
      }
      let rule = presence[sector]
      run = !isAcrossBreak && here == sector ? run + 1 : 1
      if rule > 0 && run > rule { cost.breaks += 1 }
      if rule < 0 && twoStepsBefore(step, route, line) == sector { cost.breaks += 1 }
      if minimumStay > 1 {
        if isAcrossBreak {
          arrived = -1
        } else if isElsewhere {
          if arrived >= 0 && step - arrived < minimumStay && !isReserve[here] { cost.breaks += 1 }
          arrived = step
        }
      }
      here = sector
      last = step
    }
    if line.end >= 0 && here >= 0 && here != line.end {
      addLeg(here, line.end, stepCount - 1, &cost)
      moves += 1
    }
    // Five minutes too many are a unit, so that a walk is drawn back from far.
    if cost.minutes > line.travelLimit {
      cost.breaks += (cost.minutes - line.travelLimit + 49) / 50
    }
    if moves > line.moveLimit { cost.breaks += moves - line.moveLimit }
    if let cap { cost.over = max(0, cost.minutes + line.minutesBefore - cap) }
    guard line.hasWindows else { return cost }
    for window in windowsOfCar[car] { cost.breaks += breaks(of: car, route, in: window) }
    return cost
  }

  @inline(__always)
  private func addLeg(_ origin: Int, _ destination: Int, _ step: Int, _ cost: inout RosterCost) {
    let leg = legs[(step * sectorCount + origin) * sectorCount + destination]
    cost.minutes += Int(leg)
    if leg > longestLeg { cost.breaks += 1 }
  }

  @inline(__always)
  private func twoStepsBefore(
    _ step: Int, _ route: UnsafePointer<Int16>, _ line: CarLine
  ) -> Int {
    switch step {
    case 0: line.beforeStart
    case 1: line.start
    default: Int(route[step - 2])
    }
  }

  private func isWithinWindow(_ car: Int, _ step: Int) -> Bool {
    windowsOfCar[car].contains { windows[$0].window.contains(step) }
  }

  /// By how many steps a break is too short, too long, or torn.
  private func breaks(of car: Int, _ route: UnsafePointer<Int16>, in window: Int) -> Int {
    var (gone, pieces, previous) = (0, 0, -2)
    for step in windows[window].window where inService[car * stepCount + step] && route[step] < 0 {
      gone += 1
      if step != previous + 1 { pieces += 1 }
      previous = step
    }
    return abs(gone - windows[window].length) + max(0, pieces - 1)
  }
}
