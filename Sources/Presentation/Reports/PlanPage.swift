import Figures
public import PatrolModel

/// A page for a planner: the answer, the plan, who is where, the map, and how it was found.
///
/// One file, nothing from elsewhere: it opens offline, asks the network for nothing, runs nothing,
/// and prints. The same values are the same bytes.
public struct PlanPage: Sendable {
  /// The shift.
  public let instance: PatrolInstance
  /// The plan, feasible or not; nil if there is none.
  public let schedule: Schedule?
  /// The answer in a sentence.
  public var answer: String
  /// Whether the answer is bad news.
  public var isWarning = false
  /// What a planner should know besides.
  public var notes: [String] = []
  /// The figures that matter most.
  public var figures: [ReportFigure] = []
  /// What is broken, or in the way of any plan.
  public var obstacles: [String] = []
  /// How the search went, if it was one.
  public var search: SearchCurves?
  /// How the plan was made.
  public var facts: [ReportFact] = []
  /// How the plan was made, for those who know the method.
  public var details: [ReportFact] = []
  /// What the list of what is in the way is called.
  public var obstacleHeading: String?
  /// Where rules are broken.
  public var broken = BrokenCells()
  /// The outlines of sectors for the map.
  public var outlines: SectorOutlines = [:]
  /// The day that the plan is for, in words; nil if it is for no certain one.
  public var day: String?
  /// Whether there is a slip for each car.
  public var hasSlips = false
  /// Whether there is nothing but slips.
  public var hasOnlySlips = false
  /// The paper to print on.
  public var paper = ReportPaper.a4

  /// Creates a page with everything else at its default.
  ///
  /// - Precondition: A schedule has the instance's cars and steps and names its sectors.
  public init(of instance: PatrolInstance, schedule: Schedule?, answer: String) {
    self.instance = instance
    self.schedule = schedule
    self.answer = answer
  }

  /// The page as HTML.
  public var html: String {
    if hasOnlySlips, let schedule { return slipsAlone(Routes(schedule, of: instance)) }
    var page = Page(subject: subject, answer: answer, isWarning: isWarning, notes: notes)
    page.figures = figures
    page.facts = facts
    page.details = details
    page.paper = paper
    page.rules =
      PlanGrid.rules(for: instance, paper: paper) + SectorTables.rules + CarSlips.rules
      + SectorMap.rules(stepCount: instance.stepCount) + largeRules
    if !obstacles.isEmpty { page.sections.append(reasons) }
    if let schedule {
      page.sections += sections(of: Routes(schedule, of: instance))
    } else {
      page.sections.append(needs)
    }
    if let search {
      var section = SearchCharts(search).section
      section.isFolded = true
      page.sections.append(section)
    }
    return page.html
  }

  /// A page of slips, for the printer.
  private func slipsAlone(_ routes: Routes) -> String {
    var page = Page(subject: subject, answer: "Slips", isWarning: isWarning)
    page.paper = paper
    page.rules = CarSlips.rules + "#slips{break-before:auto!important}#slips h2{display:none}"
    page.sections = [slips(routes)]
    return page.html
  }

  private func slips(_ routes: Routes) -> Page.Section {
    .init(
      heading: "Slips", caption: "", anchor: "slips",
      content: CarSlips(routes: routes, day: day).content)
  }

  /// Tables of a city are not painted while they are out of sight, so that the map answers at once.
  private var largeRules: String {
    guard instance.carCount > PlanGrid.mostColumns else {
      return "@media print{#sectors,#demand{break-inside:avoid}}"
    }
    let height = 120 + 16 * instance.carCount
    return "@media screen{section:not(#moves){content-visibility:auto;"
      + "contain-intrinsic-size:auto \(height)px}}"
  }

  private var subject: String {
    "\(instance.name)\(day.map { ", \($0)" } ?? ""): \(Figure.count(instance.carCount, "car")), "
      + "\(Figure.count(instance.sectorCount, "sector")), \(Words.duration(instance.shift)), "
      + Words.hours(instance.shift)
  }

  private var reasons: Page.Section {
    .init(
      heading: obstacleHeading ?? (schedule == nil ? "What is in the way" : "What is broken"),
      caption: "",
      anchor: "reasons",
      content: [.element("ul", ["class": "reasons"], obstacles.map { .line("li", $0) })])
  }

  private func sections(of routes: Routes) -> [Page.Section] {
    let grid = PlanGrid(routes, broken: broken)
    let tables = SectorTables(grid)
    let map = SectorMap(grid, outlines: outlines).map { map in
      Page.Section(heading: "Moves", caption: map.caption, anchor: "moves", content: map.content)
    }
    return [
      .init(heading: "The plan", caption: grid.caption, anchor: "plan", content: grid.content)
    ] + (map.map { [$0] } ?? []) + [
      .init(
        heading: "Who is where", caption: "The cars in each sector.", anchor: "sectors",
        content: [tables.whoIsWhere]),
      .init(
        heading: "Demand", caption: tables.demandCaption, anchor: "demand",
        content: [tables.demand]),
    ] + (hasSlips ? [slips(routes)] : [])
  }

  /// What is needed, where no plan shows it.
  private var needs: Page.Section {
    let head = Markup.element(
      "tr", [:],
      [.line("th", "sector")]
        + instance.shift.steps.map { .line("th", instance.shift.clock($0)) })
    let rows = instance.sectorIndices.map { sector in
      Markup.element(
        "tr", [:],
        [.line("th", Words.sector(instance[sector]).cut(to: 32))]
          + instance.shift.steps.map { step in
            let cars = instance.demand[step, sector]
            return .line("td", cars == 0 ? "" : "\(cars)", style: "n\(min(cars, 4))")
          })
    }
    return .init(
      heading: "Demand", caption: "The cars that each sector needs.", anchor: "demand",
      content: [
        .element(
          "div", ["class": "wide"],
          [
            .element(
              "table", ["class": "who"],
              [.element("thead", [:], [head]), .element("tbody", [:], rows)])
          ])
      ])
  }
}
