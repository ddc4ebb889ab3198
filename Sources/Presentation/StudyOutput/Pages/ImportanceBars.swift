import Reports

/// Shares of a whole as bars.
struct ImportanceBars {
  let shares: [(name: String, share: Double)]

  var picture: Markup {
    let (left, longest, pitch) = (120, 700, 30)
    let rows = shares.enumerated().flatMap { row, bar -> [Markup] in
      let share = bar.share > 0 ? min(bar.share, 1) : 0
      let width = max(1, Int((share * Double(longest)).rounded()))
      let y = row * pitch + 6
      return [
        .text(bar.name.cut(to: 16), x: left - 10, y: y + 14, style: "side"),
        .rectangle(.init(x: left, y: y, width: width, height: 20), fill: Chart.colour(1)),
        .text(
          "\(Int((100 * share).rounded())) %", x: left + width + 8, y: y + 14, style: "meaning"),
      ]
    }
    let height = shares.count * pitch + 6
    return .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": 880, "height": height,
        "viewBox": "0 0 880 \(height)", "role": "img", "aria-label": "Importance of parameters",
      ], rows)
  }
}
