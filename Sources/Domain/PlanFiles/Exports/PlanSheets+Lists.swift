import PatrolModel
import Spreadsheets

// The sheets behind the grids: demand, moves, and how the workbook was made.

extension PlanSheets {
  private static let short = CellStyle(
    isBold: true, isFramed: true, fill: "C00000", textColour: "FFFFFF")
  private static let over = CellStyle(isBold: true, isFramed: true, fill: "FFC000")

  /// Two rows per sector: the cars that it needs at each step, and those that are there.
  ///
  /// Too few are white on red, too many are on amber.
  var demand: Sheet {
    let present = present
    let rows = instance.sectorIndices.flatMap { sector in
      let lead = [sectorCell(sector), Cell(.text(instance[sector].name), Self.count)]
      let needed = instance.shift.steps.map { instance.demand[$0, sector] }
      let there = present[sector.rawValue]
      return [
        lead + [Cell(.text("needed"), Self.count)]
          + needed.map { Cell(.integer($0), Self.count) },
        lead + [Cell(.text("there"), Self.count)]
          + zip(needed, there).map { needed, there in
            Cell(
              .integer(there),
              there < needed ? Self.short : there > needed ? Self.over : Self.count)
          },
      ]
    }
    return Self.table(
      "Demand", head: ["sector", "name", "cars"] + headings.names, rows: rows, frozenColumns: 3)
  }

  /// The cars in each sector at each step.
  private var present: [[Int]] {
    var present = Array(
      repeating: Array(repeating: 0, count: instance.stepCount), count: instance.sectorCount)
    for stay in routes.stays.joined() {
      for step in stay.steps { present[stay.sector.rawValue][step] += 1 }
    }
    return present
  }

  /// A row per move: which car, when, from where, and its minutes.
  var moves: Sheet {
    let rows = instance.carIndices.flatMap(moves)
    let total =
      [Cell(.text("all cars"), Self.name)] + Array(repeating: Cell(.blank, Self.count), count: 4)
      + [Cell(.decimal(routes.totalTravel.value), Self.total)]
    return Self.table(
      "Moves", head: ["car", "step", "time", "from", "to", "minutes"], rows: rows + [total])
  }

  private func moves(of car: CarIndex) -> [[Cell]] {
    let stays = routes.stays[car.rawValue]
    return stays.indices.compactMap { number in
      let stay = stays[number]
      guard let minutes = stay.arrival,
        let origin = number > 0 ? stays[number - 1].sector : instance.fleet[car].start
      else { return nil }
      let step = StepIndex(stay.steps.lowerBound)
      return [
        Cell(.text(id(car)), Self.name), Cell(.integer(step.number), Self.count),
        Cell(.text(headings[step]), Self.framed), sectorCell(origin), sectorCell(stay.sector),
        Cell(.decimal(minutes.value), Self.minutes),
      ]
    }
  }

  /// What the plan is, whether it holds, and how it was made.
  var about: Sheet {
    let shift = instance.shift
    let lines: [(String, Cell.Value)] =
      [
        ("instance", .text(instance.name)),
        ("fingerprint", .text(record.fingerprint)),
        ("source", .text(instance.summary)),
        (
          "shift",
          .text(
            "\(shift.stepCount) steps of \(shift.stepMinutes) minutes from "
              + "\(shift.clock(StepIndex(0)))")
        ),
        ("presence rule", .text("\(instance.presence)")),
        ("cars", .integer(instance.carCount)),
        ("sectors", .integer(instance.sectorCount)),
        ("total minutes", .decimal(routes.totalTravel.value)),
        ("total moves", .integer(routes.moveCount)),
        ("checker", .text(record.verdict)),
        ("program", .text(record.program)),
        ("command", .text(record.command)),
      ] + record.violations.map { ("broken", .text($0)) }
    let rows = lines.map { name, value in
      var style = CellStyle(wraps: true)
      if case .decimal = value { style.decimals = 1 }
      return [Cell(.text(name), CellStyle(isBold: true)), Cell(value, style)]
    }
    return Sheet(name: "About", rows: rows, columnWidths: [16, 100])
  }
}
