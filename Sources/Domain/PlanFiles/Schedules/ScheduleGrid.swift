public import PatrolModel

/// A schedule as a grid of text: a row per step and a column per car, for terminals.
public enum ScheduleGrid {
  /// The grid, in blocks of as many cars as fit, with the sectors' names below it.
  ///
  /// Width is counted in columns of a terminal, of which ideographs and emoji take two, and is at
  /// least that of one car. In colour each sector has a
  /// background, so that stays and moves stand out; without, the text is plain. Cells of cars that
  /// are out of service are blank.
  ///
  /// - Precondition: The schedule has the instance's cars and steps and names its sectors.
  public static func text(
    _ schedule: Schedule, of instance: PatrolInstance, width: Int, colour: Bool
  ) -> String {
    precondition(
      schedule.carCount == instance.carCount && schedule.stepCount == instance.stepCount,
      "the schedule is one of the instance")
    let grid = Grid(schedule: schedule, instance: instance, colour: colour, width: width)
    let blocks = grid.blocks(width: width).map { grid.lines(of: $0) }
    return (blocks + [grid.legend]).filter { !$0.isEmpty }
      .map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
  }
}

private struct Grid {
  private static let gap = "  "

  private let schedule: Schedule
  private let instance: PatrolInstance
  private let colour: Bool
  private let headings: StepHeadings
  private let cars: ShortLabels
  private let sectors: ShortLabels
  private let timeWidth: Int
  private let cellWidth: Int

  init(schedule: Schedule, instance: PatrolInstance, colour: Bool, width: Int) {
    self.schedule = schedule
    self.instance = instance
    self.colour = colour
    headings = StepHeadings(instance.shift)
    timeWidth = max("time".count, headings.names.map(\.count).max() ?? 0)
    // What each car has if all stand side by side.
    let room = (max(width, timeWidth) - timeWidth) / schedule.carCount - Self.gap.count
    cars = ShortLabels(instance.fleet.cars.map(\.id.rawValue), room: room)
    sectors = ShortLabels(instance.sectors.map(\.id.rawValue), room: room)
    cellWidth = max(cars.width, sectors.width)
  }

  /// The cars in blocks that fit into a width.
  func blocks(width: Int) -> [Range<Int>] {
    let fitting = max(1, (max(width, timeWidth) - timeWidth) / (Self.gap.count + cellWidth))
    return stride(from: 0, to: schedule.carCount, by: fitting).map {
      $0..<min($0 + fitting, schedule.carCount)
    }
  }

  func lines(of block: Range<Int>) -> [String] {
    let header = line("time", cells: block.map { cars.texts[$0].padded(to: cellWidth) })
    let rows = instance.shift.steps.map { step in
      line(headings[step], cells: block.map { cell(schedule[step, CarIndex($0)]) })
    }
    return [header] + rows
  }

  /// The names of the sectors that occur, unless each is its own name.
  var legend: [String] {
    let used = Set(
      instance.shift.steps.flatMap { step in
        instance.carIndices.compactMap { schedule[step, $0] }
      }
    ).sorted()
    let lines = used.compactMap { sector in
      meaning(of: sector).map { cell(sector) + Self.gap + $0 }
    }
    return lines
  }

  private func meaning(of sector: SectorIndex) -> String? {
    let (id, name) = (instance[sector].id.rawValue.printable, instance[sector].name.printable)
    let parts = (id == sectors.texts[sector.rawValue] ? [] : [id]) + (name == id ? [] : [name])
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private func cell(_ sector: SectorIndex?) -> String {
    guard let sector else { return "".padded(to: cellWidth) }
    let text = sectors.texts[sector.rawValue].padded(to: cellWidth)
    return colour ? SectorColour.paint(text, as: sector) : text
  }

  private func line(_ time: String, cells: [String]) -> String {
    let line = ([time.padded(to: timeWidth)] + cells).joined(separator: Self.gap)
    return line.hasSuffix(" ") ? String(line.reversed().drop { $0 == " " }.reversed()) : line
  }
}
