import Figures
import Reports
package import Simulation

/// A page of one shift: its answer, the work of cars, budget, presence, and a replay by hours.
package struct ShiftPage {
  private let record: DayRecord
  private let number: Int
  private let policy: String
  private let region: Region
  private let origin: StudyOrigin

  package init(
    _ record: DayRecord, number: Int, policy: String, region: Region, origin: StudyOrigin
  ) {
    (self.record, self.number, self.policy) = (record, number, policy)
    (self.region, self.origin) = (region, origin)
  }

  /// The page as HTML: the same bytes for the same shift.
  package var html: String {
    let day = record.outcome
    let served = day.incidents.count(where: \.isServed)
    let inTime = day.incidents.count(where: \.isSuccess)
    var page = Page(
      subject: "Shift \(number), policy \(policy)",
      answer: "Cars came to \(served) of \(day.incidents.count) calls, to \(inTime) within "
        + "\(ResponseUtility.targetMinutes) minutes.",
      isWarning: !day.defects.isEmpty,
      notes: day.defects.isEmpty
        ? [] : ["The checker found \(Figure.count(day.defects.count, "defect")) in adopted plans."])
    page.figures = [
      .init(Figure.percent(day.responseRate, decimals: 1), "answered"),
      .init(
        Figure.percent(day.successRate, decimals: 1),
        "answered within \(ResponseUtility.targetMinutes) min"),
      .init(Figure.fixed(day.presence, 3), "presence at the end"),
      .init(Figure.percent(day.hamming, decimals: 1), "of timetables changed"),
      .init(Figure.percent(day.otherSectorShare, decimals: 1), "answered from another sector"),
    ]
    page.sections = [cars, budget, presence, replay]
    page.rules = HourReplay.rules
    page.facts = origin.facts + [.init("policy", policy), .init("shift", "\(number)")]
    return page.html
  }

  private var cars: Page.Section {
    let legend = Markup.element(
      "ul", ["class": "legend"],
      [
        ("#cfe6f5", "patrol, with the area"), ("#ffffff", "travel on patrol"),
        ("#e69f00", "drive to an incident"), ("#d55e00", "at an incident"),
      ].map { colour, words in
        .element(
          "li", [:],
          [
            .element(
              "b", ["style": "background:\(colour);border:1px solid #8a8a8a"],
              [.characters("\u{00A0}")]),
            .line("span", words),
          ])
      })
    return .init(
      heading: "Cars", caption: "A row for each car; a column is 10 minutes.", anchor: "cars",
      content: [.element("div", ["class": "wide"], [CarGantt(record, region).picture]), legend])
  }

  private var budget: Page.Section {
    .init(
      heading: "Changes to timetables",
      caption: "The share of each sector's timetables that is changed, after each call; the grey "
        + "line is the most that may be.", anchor: "budget",
      content: [BudgetChart(record, region, cap: origin.cap).picture])
  }

  private var presence: Page.Section {
    let map = PresenceMap(
      region, periods: record.outcome.patrol.map(Double.init), cars: record.start.sectors)
    return .init(
      heading: "Presence",
      caption: "Percent of the patrol that each area needs, all cars together; the table has the "
        + "areas that lack most.", anchor: "presence", content: map.content)
  }

  private var replay: Page.Section {
    .init(
      heading: "Hour by hour",
      caption: "Cars are squares, hollow while they travel; open calls are rings, broken where no "
        + "car came.", anchor: "replay", content: HourReplay(record, region).content)
  }
}

extension StudyOrigin {
  /// How results were made.
  var facts: [ReportFact] {
    [
      .init("region", region), .init("shifts", shifts), .init("most changed (P_max)", "\(cap)"),
      .init("seed", "\(seed)"), .init("program", program),
    ]
  }
}
