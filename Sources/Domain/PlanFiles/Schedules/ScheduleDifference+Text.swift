import Figures
import PatrolModel

extension ScheduleDifference {
  private static let gap = "  "

  /// The difference for people: a line per cell, the minutes of the cars concerned, and totals.
  ///
  /// In colour sectors have the backgrounds that they have in a grid.
  public func text(colour: Bool) -> String {
    guard !isEmpty else {
      return "The plans are the same: \(before.totalTravel) minutes of travel.\n"
    }
    let blocks = [cellLines(colour: colour), minuteLines, [conclusion]]
    return blocks.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
  }

  private func cellLines(colour: Bool) -> [String] {
    let headings = StepHeadings(instance.shift)
    let ids = instance.sectors.map(\.id.rawValue.printable)
    let width = max(
      "before".count, cells.flatMap { [$0.before, $0.after] }.map(idWidth).max() ?? 0)
    func sector(_ index: SectorIndex?) -> String {
      guard let index else { return "-".padded(to: width) }
      let text = ids[index.rawValue].padded(to: width)
      return colour ? SectorColour.paint(text, as: index) : text
    }
    let rows = cells.map { cell in
      [name(cell.car), headings[cell.step], sector(cell.before), sector(cell.after)]
    }
    let heads = ["car", "time", "before".padded(to: width), "after"]
    let nameWidth = rows.map { $0[0].displayWidth }.max() ?? 0
    let timeWidth = rows.map { $0[1].displayWidth }.max() ?? 0
    return ([heads] + rows).map { row in
      ([row[0].padded(to: max(3, nameWidth)), row[1].padded(to: max(4, timeWidth))] + row[2...])
        .joined(separator: Self.gap).trimmingEnd()
    }
  }

  private func idWidth(_ sector: SectorIndex?) -> Int {
    sector.map { instance[$0].id.rawValue.printable.displayWidth } ?? 1
  }

  private var minuteLines: [String] {
    let rows =
      cars.map { [name($0)] + Self.figures(before.travel(of: $0), after.travel(of: $0)) }
      + [["all cars"] + Self.figures(before.totalTravel, after.totalTravel)]
    let table = [["minutes", "before", "after", "change"]] + rows
    let widths = (0..<4).map { column in table.map { $0[column].displayWidth }.max() ?? 0 }
    return table.map { row in
      let figures = (1..<4).map { column in
        String(repeating: " ", count: widths[column] - row[column].displayWidth) + row[column]
      }
      return ([row[0].padded(to: widths[0])] + figures).joined(separator: Self.gap)
    }
  }

  private static func figures(_ before: Minutes, _ after: Minutes) -> [String] {
    let change = after - before
    return ["\(before)", "\(after)", (change > .zero ? "+" : "") + "\(change)"]
  }

  private var conclusion: String {
    let all = instance.carCount * instance.stepCount
    return "\(cells.count) of \(all) cells differ, of \(cars.count) of \(instance.carCount) "
      + "\(instance.carCount == 1 ? "car" : "cars"); moves \(before.moveCount) before, "
      + "\(after.moveCount) after."
  }

  private func name(_ car: CarIndex) -> String { instance.fleet[car].id.rawValue.printable }
}

extension String {
  /// The text without blanks at its end.
  fileprivate func trimmingEnd() -> String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
