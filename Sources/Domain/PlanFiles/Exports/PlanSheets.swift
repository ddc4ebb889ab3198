import Figures
import PatrolModel
import Spreadsheets

/// The sheets of a plan's workbook.
struct PlanSheets {
  static let heading = CellStyle(
    isBold: true, isCentred: true, isFramed: true, fill: "E7E6E6")
  // Identifiers that somebody types over stay what they are, even those that look like numbers.
  static let name = CellStyle(isBold: true, isFramed: true, keepsText: true)
  static let framed = CellStyle(isCentred: true, isFramed: true, keepsText: true)
  static let minutes = CellStyle(isFramed: true, decimals: 1)
  static let total = CellStyle(isBold: true, isFramed: true, decimals: 1)
  static let count = CellStyle(isFramed: true)
  static let countTotal = CellStyle(isBold: true, isFramed: true)

  /// The columns behind a plan, which whoever reads one passes over.
  static let figures = ["minutes", "moves"]
  /// What the line of totals below a plan is called.
  static let totalName = "all cars"

  let record: PlanRecord
  let instance: PatrolInstance
  let routes: Routes
  let headings: StepHeadings

  init(_ record: PlanRecord) {
    self.record = record
    instance = record.instance
    routes = record.routes
    headings = StepHeadings(record.instance.shift)
  }

  /// Cars against time, as the wide table, coloured by sector, with each car's minutes and moves.
  var plan: Sheet {
    let head = ["car"] + headings.names + Self.figures
    let rows = instance.carIndices.map { car in
      [Cell(.text(id(car)), Self.name)]
        + record.schedule.route(of: car).map(cell)
        + [
          Cell(.decimal(routes.travel(of: car).value), Self.minutes),
          Cell(.integer(routes.moves(of: car)), Self.count),
        ]
    }
    let blanks = Array(repeating: Cell(.blank), count: instance.stepCount)
    let total =
      [Cell(.text(Self.totalName), Self.name)] + blanks
      + [
        Cell(.decimal(routes.totalTravel.value), Self.total),
        Cell(.integer(routes.moveCount), Self.countTotal),
      ]
    var sheet = Self.table("Plan", head: head, rows: rows + [total], frozenColumns: 1)
    sheet.rows += note
    return sheet
  }

  /// Sectors against time: the cars that are there.
  var sectors: Sheet {
    let stays = Dictionary(grouping: instance.carIndices.flatMap(cells), by: \.sector)
    let rows = instance.sectorIndices.map { sector in
      var cars = Array(repeating: [String](), count: instance.stepCount)
      for place in stays[sector] ?? [] { cars[place.step].append(id(place.car)) }
      return [sectorCell(sector), Cell(.text(instance[sector].name), Self.count)]
        + cars.map { cars in
          cars.isEmpty
            ? Cell(.blank, Self.framed)
            : Cell(
              .text(cars.joined(separator: ", ")),
              CellStyle(isCentred: true, wraps: true, isFramed: true))
        }
    }
    return Self.table(
      "Sectors", head: ["sector", "name"] + headings.names, rows: rows, frozenColumns: 1)
  }

  /// What each car travels, and how long it stays at most.
  var cars: Sheet {
    let rows = instance.carIndices.map { car in
      [
        Cell(.text(id(car)), Self.name),
        Cell(.text(instance.fleet[car].carClass?.rawValue ?? ""), Self.count),
        Cell(.decimal(routes.travel(of: car).value), Self.minutes),
        Cell(.integer(routes.moves(of: car)), Self.count),
        Cell(.integer(routes.longestStay(of: car)), Self.count),
      ]
    }
    let total = [
      Cell(.text("all cars"), Self.name), Cell(.blank, Self.count),
      Cell(.decimal(routes.totalTravel.value), Self.total),
      Cell(.integer(routes.moveCount), Self.countTotal),
      Cell(
        .integer(instance.carIndices.map(routes.longestStay).max() ?? 0), Self.countTotal),
    ]
    return Self.table(
      "Cars", head: ["car", "class", "minutes", "moves", "longest stay (steps)"],
      rows: rows + [total])
  }

  /// The cells of a car that has a sector.
  private func cells(
    of car: CarIndex
  ) -> [(sector: SectorIndex, step: Int, car: CarIndex)] {
    routes.stays[car.rawValue].flatMap { stay in
      stay.steps.map { (sector: stay.sector, step: $0, car: car) }
    }
  }

  /// Who looks at the grid alone still has to learn that it breaks rules.
  private var note: [[Cell]] {
    record.violationCount == 0
      ? [] : [[], [Cell(.text(record.verdict), CellStyle(isBold: true, textColour: "C00000"))]]
  }

  private func cell(_ sector: SectorIndex?) -> Cell {
    sector.map(sectorCell) ?? Cell(.blank, Self.framed)
  }

  /// The sector's identifier on its colour.
  func sectorCell(_ sector: SectorIndex) -> Cell {
    let paint = CategoryPalette.paint(sector.rawValue)
    let style = CellStyle(
      isCentred: true, isFramed: true, fill: Self.digits(paint.fill),
      textColour: Self.digits(paint.text), keepsText: true)
    return Cell(.text(instance[sector].id.rawValue), style)
  }

  func id(_ car: CarIndex) -> String { instance.fleet[car].id.rawValue }

  /// A sheet with a row of headings that stays in sight, and columns as wide as what they hold.
  static func table(
    _ name: String, head: [String], rows: [[Cell]], frozenColumns: Int = 0
  ) -> Sheet {
    let rows = [head.map { Cell(.text($0), heading) }] + rows
    let widths = head.indices.map { column in
      Double(min(40, 2 + (rows.map { width(of: $0[column]) }.max() ?? 0)))
    }
    return Sheet(
      name: name, rows: rows, columnWidths: widths, frozenRows: 1, frozenColumns: frozenColumns)
  }

  private static func width(of cell: Cell) -> Int {
    switch cell.value {
    case .blank: 3
    case .text(let text): text.displayWidth
    case .integer(let number): "\(number)".count
    case .decimal(let number): "\(number)".count
    }
  }

  /// `#a1b2c3` as the file format has it.
  private static func digits(_ colour: String) -> String {
    String(colour.drop { $0 == "#" }).uppercased()
  }
}
