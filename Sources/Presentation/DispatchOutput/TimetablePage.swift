import Figures
import Reports
package import Simulation
package import Timetables

/// A page of the timetables that shifts begin with: figures, the work of cars, presence.
package struct TimetablePage {
  private let start: InitialTimetables
  private let region: Region
  private let methods: [TimetableMethod]
  private let facts: [ReportFact]

  /// A page of timetables and what the checker says of methods, the one that made them first.
  package init(
    _ start: InitialTimetables, _ region: Region, methods: [TimetableMethod],
    facts: [(name: String, value: String)]
  ) {
    (self.start, self.region, self.methods) = (start, region, methods)
    self.facts = facts.map { ReportFact($0.name, $0.value) }
  }

  /// The page as HTML.
  package var html: String {
    guard let made = methods.first else { return "" }
    let check = made.check
    let lacking = check.shortages.reduce(0) { $0 + $1.periods }
    var page = Page(
      subject: "Timetables of \(Figure.count(start.cars, "car"))",
      answer: lacking == 0
        ? "Every area has the patrol that it needs."
        : "\(Figure.count(check.shortages.count, "area")) \(check.shortages.count == 1 ? "lacks" : "lack") "
          + "\(Figure.count(lacking, "period")) of patrol.",
      isWarning: !check.defects.isEmpty)
    page.figures = [
      .init(Figure.fixed(check.presence, 3), "presence"),
      .init(Figure.percent(check.nearShare, decimals: 1), "of sample calls have a car near"),
      .init("\(lacking)", "periods of patrol lacking", isWarning: lacking > 0),
      .init("\(check.defects.count)", "defects found", isWarning: !check.defects.isEmpty),
    ]
    page.sections = [cars, table, presence]
    page.facts = facts
    return page.html
  }

  private var cars: Page.Section {
    .init(
      heading: "Cars",
      caption: "A row for each car, a column of 10 minutes; numbers are areas, gaps are travel.",
      anchor: "cars",
      content: [.element("div", ["class": "wide"], [CarGantt(start, region).picture])])
  }

  private var table: Page.Section {
    .init(
      heading: "Methods",
      caption: "What an independent checker counts; calls are samples, near is within "
        + "\(ResponseUtility.targetMinutes) minutes.", anchor: "methods",
      content: [.ledger(TimetableMethod.columns, methods.map(\.row))])
  }

  private var presence: Page.Section {
    var patrol = Array(repeating: 0.0, count: region.areas.count)
    for area in start.cells where area >= 0 { patrol[area] += 1 }
    return .init(
      heading: "Presence",
      caption: "Percent of the patrol that each area needs; the table has those that lack most.",
      anchor: "presence",
      content: PresenceMap(region, periods: patrol, cars: start.sectors).content)
  }
}

/// What the checker says of the timetables of a method.
package struct TimetableMethod {
  /// The method.
  package let name: String
  /// What the checker says.
  package let check: TimetableCheck

  package init(_ name: String, _ check: TimetableCheck) { (self.name, self.check) = (name, check) }

  static let columns = [
    "method", "presence", "calls near", "periods lacking", "outside the sector", "defects",
  ]

  var row: [String] {
    [
      name, Figure.fixed(check.presence, 4), Figure.percent(check.nearShare, decimals: 1),
      "\(check.shortages.reduce(0) { $0 + $1.periods })", "\(check.periodsOutside)",
      "\(check.defects.count)",
    ]
  }

  /// The same in a line of words.
  package var words: String {
    let lacking = check.shortages.reduce(0) { $0 + $1.periods }
    return "presence \(Figure.fixed(check.presence, 4)), "
      + "\(Figure.percent(check.nearShare, decimals: 1)) of sample calls have a car near, "
      + (lacking == 0
        ? "no area lacks patrol"
        : "\(Figure.count(check.shortages.count, "area")) without \(lacking) periods")
      + (check.periodsOutside == 0
        ? "" : ", \(Figure.count(check.periodsOutside, "period")) outside a car's sector")
  }
}
