import PatrolModel

/// A slip for each car: where to be and when, to be cut out and handed over.
struct CarSlips {
  let routes: Routes
  let day: String?
  private var instance: PatrolInstance { routes.instance }

  /// The slips.
  var content: [Markup] {
    [.element("div", ["class": "slips"], instance.carIndices.map(slip))]
  }

  private func slip(_ car: CarIndex) -> Markup {
    let stays = routes.stays[car.rawValue]
    let lines = stays.map { stay in
      Markup.element(
        "tr", [:],
        [
          .line("td", hours(stay)), .line("td", Words.sector(instance[stay.sector]), style: "word"),
          .line("td", stay.arrival.map { "\($0) min" } ?? ""),
        ])
    }
    let head = Markup.element(
      "tr", [:], [.line("th", "time"), .line("th", "sector", style: "word"), .line("th", "drive")])
    return .element(
      "article", [:],
      [
        .line("h3", "Car \(instance.fleet[car].id)"),
        .line(
          "p", "\(instance.name), \(day.map { "\($0), " } ?? "")\(Words.hours(instance.shift))",
          style: "caption"),
        .element(
          "table", ["class": "ledger"],
          [.element("thead", [:], [head]), .element("tbody", [:], lines)]),
        .line(
          "p",
          "\(Words.count(routes.moves(of: car), "move")), \(routes.travel(of: car)) minutes of "
            + "travel"),
      ])
  }

  private func hours(_ stay: Routes.Stay) -> String {
    instance.shift.clock(StepIndex(stay.steps.lowerBound)) + " – "
      + instance.shift.clock(StepIndex(stay.steps.upperBound))
  }

  /// How slips look: three in a row, never cut by the end of a page.
  static let rules = """
    .slips{display:grid;grid-template-columns:repeat(3,1fr);gap:14px}\
    .slips article{border:1px dashed #8a8a8a;border-radius:4px;padding:10px 14px;break-inside:avoid}\
    .slips h3{font-size:17px;margin:0}.slips table{width:100%}.slips .word{white-space:normal}\
    @media print{#slips{break-before:page}}
    """
}
