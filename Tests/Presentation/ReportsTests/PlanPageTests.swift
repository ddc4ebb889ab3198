import Foundation
import FoundationXML
import PatrolModel
import Reports
import Testing
import _TemperTestSupport

@Suite("A plan's page")
struct PlanPageTests {
  private var page: PlanPage {
    var page = PlanPage(of: Example.instance, schedule: Example.schedule, answer: "Cars move.")
    page.notes = ["A note."]
    page.figures = [
      ReportFigure("4.5 min", "travel"), ReportFigure("2", "broken", isWarning: true),
    ]
    page.facts = [ReportFact("Seed", "7")]
    return page
  }

  /// A page without the blanks and line feeds that are only layout.
  private func text(_ page: PlanPage) -> String {
    page.html.split(separator: "\n").joined().replacing(#/ *</#, with: "<")
  }

  private func isWellFormed(_ page: String) -> Bool {
    XMLParser(data: Data(page.dropFirst("<!DOCTYPE html>\n".count).utf8)).parse()
  }

  @Test("is, with map, slips and curves, exactly as recorded")
  func golden() throws {
    var page = PlanPage(of: Example.placed, schedule: Example.schedule, answer: "Cars move.")
    page.hasSlips = true
    page.day = "21 November"
    page.obstacles = ["Something is broken."]
    page.outlines = [SectorIndex(1): [Example.square]]
    page.search = SearchCurves(
      incumbents: [
        .init(step: 0, minutes: 30, violation: 2), .init(step: 10, minutes: 12, violation: 0),
        .init(step: 90, minutes: 4.5, violation: 0),
      ], steps: 100, bound: 4, temperatures: [0.5, 1, 4], exchangeRates: [0.2, 1], roundTrips: 1)
    try GoldenPage("plan").expect(page.html)
  }

  @Test("opens with the answer, loads nothing and runs nothing")
  func form() {
    let html = page.html
    #expect(html == page.html)
    #expect(isWellFormed(html))
    #expect(html.contains("<h1 class=\"good\">Cars move.</h1>"))
    #expect(html.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""))
    for word in ["<script", "<link", "src=", "@import", "url(h", " onload=", " onclick="] {
      #expect(!html.contains(word), "\(word)")
    }
  }

  @Test("shows each car's sectors, the minutes of its moves, and their sums")
  func grid() {
    let html = text(page)
    // The first car moves from S-1 to S-2, the second from S-3 over S-2 to S-1, 1.5 minutes a leg.
    #expect(html.components(separatedBy: "<i>1.5</i>").count - 1 == 3)
    #expect(html.contains("--share:50%\">1.5</td>"))
    #expect(html.contains("<td class=\"sum bad bar\" style=\"--share:100%\">3.0</td>"))
    #expect(html.contains("</b>S-1 Harbour &amp; Docks</li>"))
  }

  @Test("says where demand is not met, and by how many cars")
  func demand() {
    // All demand is in S-1: two cars at each step, of which one is there.
    let html = text(page)
    #expect(html.components(separatedBy: "<td class=\"short\">2<i>−1</i>").count - 1 == 3)
    #expect(html.components(separatedBy: "<td class=\"over\">0<i>+1</i>").count - 1 == 3)
    #expect(html.contains("Of 3 demands 3 are not met"))
    let met = PlanPage(
      of: Example.instance, schedule: Schedule(carCount: 2, stepCount: 3), answer: "")
    #expect(met.html.contains("All 3 demands are met:"))
    #expect(!met.html.contains("class=\"short\"") && !met.html.contains("class=\"over\""))
  }

  @Test("has a map only if all sectors are somewhere, and slips only if they are wanted")
  func parts() {
    #expect(!page.html.contains("<section id=\"moves\">"))
    #expect(!page.html.contains("<section id=\"slips\">"))
    var placed = PlanPage(of: Example.placed, schedule: Example.schedule, answer: "")
    #expect(placed.html.contains("<section id=\"moves\">"))
    // The second and third steps have moves; the third has two, and is shown first.
    #expect(placed.html.contains("id=\"step-2\" checked=\"checked\""))
    #expect(placed.html.components(separatedBy: "marker-end").count - 1 == 3)
    placed.hasSlips = true
    #expect(placed.html.components(separatedBy: "<article>").count - 1 == 2)
    placed.paper = .a3
    #expect(placed.html.contains("@page{size:A3 landscape"))
  }

  /// Thirty cars of two classes in sectors with long names, of which the first has a break.
  private var night: PlanPage {
    let cars = (1...30).map { number in
      Car(
        id: .init("P-\(number)"), carClass: .init(number > 20 ? "van" : "car"),
        off: number == 1 ? [StepIndex(1)] : [])
    }
    let sectors = ["Binnenstad", "Binnenhaven", "Stationsgebied"].enumerated().map {
      Sector(id: .init($1), name: "The \($0)")
    }
    let instance = PatrolInstance(
      name: "night", summary: "", fleet: .named(cars),
      shift: Shift(startMinute: 22 * 60, stepMinutes: 60, stepCount: 3), presence: .none,
      sectors: sectors, demand: Demand(rows: [[30, 0, 0], [29, 0, 0], [30, 0, 0]]),
      travel: TravelTimes(
        rows: (0..<3).map { from in
          (0..<3).map { Minutes(tenths: from == $0 ? 0 : 65) }
        }))
    var schedule = Schedule(carCount: 30, stepCount: 3)
    schedule[StepIndex(1), CarIndex(0)] = nil
    schedule[StepIndex(2), CarIndex(1)] = SectorIndex(2)
    var page = PlanPage(of: instance, schedule: schedule, answer: "")
    page.broken.insert(CarIndex(1), at: StepIndex(2))
    return page
  }

  @Test("of many cars has a row for each, by class, with codes, minutes, breaks and what is broken")
  func manyCars() {
    let html = text(night)
    #expect(isWellFormed(night.html))
    #expect(html.contains(">class car, 20 cars</th>") && html.contains(">class van, 10 cars</th>"))
    #expect(html.contains("<td class=\"s2 go broken\"><i>6.5</i><em>!</em>STAT</td>"))
    #expect(html.contains("<td class=\"off\">break</td>"))
    #expect(html.contains(">BIN1</b>Binnenstad The 0</li>"))
    // On paper the grid stands below the answer, on one sheet with it.
    #expect(html.contains("#plan{break-inside:avoid}#plan h2{display:none}"))
    #expect(!html.contains("#plan{break-before:page}"))
    // Nobody is in the second sector, so it is not in the legend.
    #expect(!html.contains(">BIN2</b>Binnenhaven The 1</li>"))
  }

  @Test("may have nothing but slips, with breaks, drives, classes and lines for notes")
  func slipsAlone() {
    var page = night
    page.hasOnlySlips = true
    let html = text(page)
    #expect(isWellFormed(page.html))
    #expect(html.components(separatedBy: "<article>").count - 1 == 30)
    #expect(!html.contains("<section id=\"plan\">") && !html.contains("<section id=\"demand\">"))
    #expect(html.contains(">break until 00:00</td>"))
    #expect(html.contains(">Car P-2, class car</h3>"))
    // The second car drives 6.5 minutes to be there at midnight.
    #expect(html.contains("<td>23:53</td><td>6.5 min</td>"))
    #expect(html.components(separatedBy: "<hr/>").count - 1 == 30)
  }

  @Test("shows what is needed where there is no plan")
  func noPlan() {
    var page = PlanPage(of: Example.instance, schedule: nil, answer: "There is none.")
    page.isWarning = true
    page.obstacles = ["Too few cars."]
    let html = page.html
    #expect(isWellFormed(html))
    #expect(html.contains("<h1 class=\"bad\">There is none.</h1>"))
    #expect(html.contains("<li>Too few cars.</li>"))
    #expect(html.contains("<td class=\"n2\">2</td>"))
    #expect(!html.contains("<section id=\"plan\">"))
  }

  @Test("is well-formed whatever things are called", arguments: UInt64(0)..<60)
  func hostile(seed: UInt64) {
    let (instance, schedule) = Example.random(seed: seed)
    var page = PlanPage(of: instance, schedule: schedule, answer: instance.sectors[0].name)
    page.hasSlips = true
    page.notes = [instance.name]
    page.day = instance.name
    let html = page.html
    #expect(isWellFormed(html))
    #expect(html == page.html)
    #expect(!html.contains("\u{202E}") && !html.contains("\0"))
  }

  @Test(
    "takes any search that makes sense at all",
    arguments: [
      ([0], [1]), ([0, 0], [5, 5]), ([0, 1_000_000_000_000], [1e12, -1e12]), ([3, 3], [0, 0]),
      ([1, 2], [1e-9, 0]),
    ] as [([Int], [Double])], [[], [1], [1e-9, 1e9], [2, 2]])
  func search(run: ([Int], [Double]), temperatures: [Double]) {
    var page = page
    page.search = SearchCurves(
      incumbents: zip(run.0, run.1).map { .init(step: $0, minutes: $1, violation: 0) },
      steps: run.0.last ?? 0, bound: 0, temperatures: temperatures,
      exchangeRates: temperatures.dropFirst().map { _ in 0.5 }, roundTrips: 0)
    #expect(isWellFormed(page.html))
  }
}
