import Figures
import PatrolModel

/// The plan sector by sector: who is there, and whether that is what is needed.
struct SectorTables {
  /// The most sectors whose demand is shown where it is met.
  private static let mostRows = 40

  private let routes: Routes
  private let cars: CellLabels
  private let sectors: CellLabels
  /// The cars in each sector, step by step.
  private let there: [[[CarIndex]]]
  private var instance: PatrolInstance { routes.instance }

  init(_ grid: PlanGrid) {
    routes = grid.routes
    cars = grid.cars
    sectors = grid.sectors
    var there: [[[CarIndex]]] = Array(
      repeating: Array(repeating: [], count: grid.routes.instance.stepCount),
      count: grid.routes.instance.sectorCount)
    for (car, stays) in zip(grid.routes.instance.carIndices, grid.routes.stays) {
      for stay in stays {
        for step in stay.steps { there[stay.sector.rawValue][step].append(car) }
      }
    }
    self.there = there
  }

  private var isDense: Bool { instance.stepCount > PlanGrid.mostColumns }
  private var style: String { isDense ? "who dense" : "who" }

  private func heading(_ corner: String) -> Markup {
    let times = instance.shift.steps.map { step in
      Markup.element("th", ["scope": "col"], [.characters(instance.shift.clock(step))])
    }
    return .element("thead", [:], [.element("tr", [:], [.line("th", corner)] + times)])
  }

  /// Who is where: a row per sector, a column per step.
  var whoIsWhere: Markup {
    let rows = instance.sectorIndices.map { sector in
      Markup.element(
        "tr", [:],
        [name(of: sector)]
          + there[sector.rawValue].map { cars in
            .line("td", cars.map { self.cars.texts[$0.rawValue] }.joined(separator: ", "))
          })
    }
    return table(heading("sector"), rows)
  }

  private func name(of sector: SectorIndex) -> Markup {
    let words = isDense ? instance[sector].id.rawValue : Words.sector(instance[sector])
    return .element(
      "th", ["scope": "row"],
      [
        .line("b", sectors.texts[sector.rawValue], style: CategoryPalette.style(of: sector)),
        .characters(words.cut(to: 32)),
      ])
  }

  private func table(_ heading: Markup, _ rows: [Markup]) -> Markup {
    .element(
      "div", ["class": "wide"],
      [.element("table", ["class": style], [heading, .element("tbody", [:], rows)])])
  }

  /// By how many cars a sector has more than it may have, or if negative less than it needs.
  private func surplus(_ sector: SectorIndex, _ step: StepIndex) -> Int {
    let cars = there[sector.rawValue][step.rawValue].count
    let range = instance.range(step, sector)
    return cars < range.minimum ? cars - range.minimum : max(0, cars - range.maximum)
  }

  /// The sectors and steps that need cars, how many of them are short, and where too many cars are.
  private var counts: (needed: Int, short: Int, over: Int) {
    var counts = (needed: 0, short: 0, over: 0)
    for step in instance.shift.steps {
      for sector in instance.sectorIndices {
        let surplus = surplus(sector, step)
        counts.needed += instance.range(step, sector).target > 0 ? 1 : 0
        counts.short += surplus < 0 ? 1 : 0
        counts.over += surplus > 0 ? 1 : 0
      }
    }
    return counts
  }

  /// What is to be seen of demand; a sector that needs no car is no demand that could be met.
  var demandCaption: String {
    let (needed, short, over) = counts
    guard short + over > 0 else {
      return "All \(Figure.count(needed, "demand")) "
        + "\(needed == 1 ? "is" : "are") met: the numbers are the cars needed, and there."
    }
    let missing =
      "Of \(Figure.count(needed, "demand")) \(short) "
      + "\(short == 1 ? "is" : "are") not met: −1 is a car short."
    return missing
      + (over > 0 ? " \(Figure.count(over, "cell")) with + have more cars than they may." : "")
  }

  /// The cars needed in each sector and step, and where others are there.
  ///
  /// Of many sectors only those are shown whose demand is not met, below the sums.
  var demand: Markup {
    let shown =
      instance.sectorCount <= Self.mostRows
      ? instance.sectorIndices
      : instance.sectorIndices.filter { sector in
        instance.shift.steps.contains { surplus(sector, $0) != 0 }
      }
    let rows = shown.map { sector in
      Markup.element(
        "tr", [:], [name(of: sector)] + instance.shift.steps.map { needed(sector, $0) })
    }
    let sums = instance.shift.steps.map { step in
      Markup.line("td", "\(instance.demand[step].reduce(0, +))", style: "sum")
    }
    let total = Markup.element("tr", [:], [.line("th", "cars needed")] + sums)
    return table(heading("needed"), [total] + rows)
  }

  private func needed(_ sector: SectorIndex, _ step: StepIndex) -> Markup {
    let cars = instance.demand[step, sector]
    let surplus = surplus(sector, step)
    guard surplus != 0 else {
      return .line("td", cars == 0 ? "" : "\(cars)", style: "n\(min(cars, 4))")
    }
    let sign = surplus < 0 ? "−\(-surplus)" : "+\(surplus)"
    return .element(
      "td", ["class": surplus < 0 ? "short" : "over"],
      [.characters("\(cars)"), .line("i", sign)])
  }

  /// How the tables look.
  static let rules = """
    .who{border-collapse:separate;border-spacing:1px}\
    .who th{font-weight:500;white-space:nowrap}\
    .who thead th{text-align:center;color:var(--soft)}\
    .who th:first-child{text-align:left;padding-left:0}\
    .who th b{display:inline-block;min-width:24px;text-align:center;border-radius:4px;\
    padding:0 3px;margin-right:6px;font-weight:500}\
    .who td{text-align:center;background:#f5f5f5;min-width:34px}\
    .who td.sum{background:none;color:var(--soft)}\
    .who td.n1{background:#dbe9f6}.who td.n2{background:#bad6eb}.who td.n3{background:#89bedc}\
    .who td.n4{background:#539ecd}\
    .who i{font-style:normal;font-weight:700;margin-left:3px}\
    .who td.short{background:#b3261e;color:#fff}.who td.over{background:#ffc233;color:#000}\
    .who.dense{border-spacing:1px}.who.dense td{white-space:normal}
    """
}
