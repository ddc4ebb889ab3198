import Simulation

/// What a network for whole timetables is shown of a state.
///
/// The papers (see ``ScheduleValue``) describe it by cars' use, patrol of all areas and timetables as
/// one-hot vectors over areas, "travelling" and "responding"; here a symbol stands for a vector.
/// ``ScheduleShape/View/budget`` adds what binds decisions and is missing there.
struct ScheduleSight {
  private let shape: ScheduleShape
  private let state: ShiftState
  private let period: Int

  init(_ state: ShiftState, period: Int, as shape: ScheduleShape) {
    (self.state, self.period, self.shape) = (state, period, shape)
  }

  /// The numbers, `shape.size` of them.
  var numbers: [Float] {
    var numbers: [Float] = []
    numbers.reserveCapacity(shape.size)
    let outlook = SectorOutlook(state, period: period)
    guard shape.variant != .outlook else {
      for sector in shape.sectors { append(outlook, sector, to: &numbers) }
      return numbers
    }
    let ratios = shape.areas.map(ratio)
    for sector in shape.sectors {
      let cars = state.carsOfSector[sector]
      numbers += padded(cars.map(use)) + ratios
      if shape.variant == .vfa { numbers += [time] + shape.areas.map(shortfall) }
      if shape.view == .budget {
        numbers += padded(cars.map(changed))
        append(outlook, sector, to: &numbers)
      }
      for place in 0..<shape.cars {
        append(place < cars.count ? cars[place] : nil, to: &numbers)
      }
    }
    if shape.variant != .vfa { numbers += [time] + ratios }
    return numbers
  }

  /// Rivals differ by a tenth or two in what an outlook tells; so much makes that numbers of about 1.
  private static let contrast: Float = 4

  private func append(_ outlook: SectorOutlook, _ sector: Int, to numbers: inout [Float]) {
    var plain: [Float] = []
    outlook.append(sector, to: &plain)
    numbers += plain.map { Self.contrast * $0 }
  }

  /// The share of the shift that is over.
  private var time: Float { Float(period) / Float(ShiftClock.periods) }

  private func padded(_ values: [Float]) -> [Float] {
    values + Array(repeating: 0, count: shape.cars - values.count)
  }

  /// The share of a car's periods that are patrol.
  private func use(_ car: Int) -> Float {
    let row = state.cells(of: car, from: 0)
    return Float(row.count { state.cells[$0] >= 0 && state.available[$0] })
      / Float(ShiftClock.periods)
  }

  /// The share of a car's cells that differ from those it began with.
  private func changed(_ car: Int) -> Float {
    let row = state.cells(of: car, from: 0)
    return Float(row.count { state.cells[$0] != state.initial.cells[$0] })
      / Float(ShiftClock.periods)
  }

  /// n_a / Q_a, at most 2; areas that need nothing have enough.
  private func ratio(_ area: Int) -> Float {
    let required = state.region.areas[area].requiredPeriods
    return required == 0 ? 1 : min(2, Float(state.patrol[area]) / Float(required))
  }

  /// Periods that an area lacks, as a share of a shift.
  private func shortfall(_ area: Int) -> Float {
    Float(max(0, state.region.areas[area].requiredPeriods - state.patrol[area]))
      / Float(ShiftClock.periods)
  }

  /// A car's timetable; that of none is no symbols and no matches.
  private func append(_ car: Int?, to numbers: inout [Float]) {
    guard let car else {
      numbers += Array(repeating: -1, count: ShiftClock.periods)
      if shape.view == .budget { numbers += Array(repeating: 0, count: ShiftClock.periods) }
      return
    }
    let row = state.cells(of: car, from: 0)
    for cell in row {
      let area = state.cells[cell]
      // 0 is responding, at a call or on the way to it; 1 is travelling on patrol.
      let symbol = !state.available[cell] ? 0 : area < 0 ? 1 : 2 + shape.places[area]
      numbers.append(Float(symbol))
    }
    guard shape.view == .budget else { return }
    for cell in row { numbers.append(state.cells[cell] == state.initial.cells[cell] ? 1 : 0) }
  }
}
