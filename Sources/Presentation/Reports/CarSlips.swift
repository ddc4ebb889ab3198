import Figures
import PatrolModel

/// A slip for each car: where to be and when, to be cut out and handed over.
struct CarSlips {
  let routes: Routes
  let day: String?
  private var instance: PatrolInstance { routes.instance }

  /// The slips, class by class.
  var content: [Markup] {
    [.element("div", ["class": "slips"], CarOrder(instance).cars.map(slip))]
  }

  private func slip(_ car: CarIndex) -> Markup {
    let lines = SlipRows(car, of: routes).rows.map { row in
      Markup.element(
        "tr", [:],
        [
          .line("td", row.arrive), .line("td", row.place, style: "word"),
          .line("td", row.leaveBy), .line("td", row.drive),
        ])
    }
    let head = Markup.element(
      "tr", [:],
      [
        .line("th", "arrive"), .line("th", "sector", style: "word"), .line("th", "leave by"),
        .line("th", "drive"),
      ])
    let carClass = instance.fleet[car].carClass.map { ", class \($0)" } ?? ""
    return .element(
      "article", [:],
      [
        .line("h3", "Car \(instance.fleet[car].id)\(carClass)"),
        .line("p", instance.name, style: "caption"),
        .line(
          "p", "\(day.map { "\($0), " } ?? "")\(Words.hours(instance.shift))", style: "caption"),
        .element(
          "table", ["class": "ledger"],
          [.element("thead", [:], [head]), .element("tbody", [:], lines)]),
        .line(
          "p",
          "\(Figure.count(routes.moves(of: car), "move")), \(routes.travel(of: car)) minutes of "
            + "travel"),
        .element(
          "div", ["class": "notes"],
          [.line("span", "Notes"), .element("hr", [:], [])]),
      ])
  }

  /// How slips look: as many in a row as there is room for, twelve on a sheet of A4 where cars move
  /// a few times, never cut by the end of a page.
  static let rules = """
    .slips{display:grid;grid-template-columns:repeat(3,1fr);gap:14px}\
    .slips article{border:1px dashed #8a8a8a;border-radius:4px;padding:10px 14px;break-inside:avoid}\
    .slips h3{font-size:17px;margin:0}.slips table{width:100%}.slips .word{white-space:normal}\
    .slips .ledger td,.slips .ledger th{padding:2px 4px}\
    .slips .notes{color:var(--soft);font-size:11px;margin-top:4px;display:flex;gap:6px}\
    .slips hr{border:0;border-bottom:1px solid #b0b0b0;height:16px;margin:0;flex:1}\
    @media print{#slips{break-before:page}\
    .slips{gap:6px;grid-template-columns:repeat(auto-fill,minmax(63mm,1fr))}\
    .slips article{padding:4px 7px}.slips h3{font-size:13px}.slips table{font-size:9.5px}\
    .slips .caption{margin:0 0 2px;font-size:8.5px;line-height:1.2}\
    .slips .ledger td,.slips .ledger th{padding:0 2px;line-height:1.25;border-bottom:0}\
    .slips p{font-size:9.5px;line-height:1.25;margin:1px 0}.slips .notes{font-size:9.5px;margin-top:2px}\
    .slips hr{height:14px}}
    """
}
