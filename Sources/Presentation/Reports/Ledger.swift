extension Markup {
  /// A table of figures; columns with anything that begins with a letter are words, on the left.
  package static func ledger(_ columns: [String], _ rows: [[String]]) -> Markup {
    let wordy = Set(
      columns.indices.filter { column in
        rows.contains { $0.indices.contains(column) && $0[column].first?.isLetter == true }
      })
    func style(_ column: Int) -> String? { wordy.contains(column) ? "word" : nil }
    let head = Markup.element(
      "tr", [:], columns.enumerated().map { .line("th", $1, style: style($0)) })
    let body = rows.map { row in
      Markup.element("tr", [:], row.enumerated().map { .line("td", $1, style: style($0)) })
    }
    return .element(
      "div", ["class": "wide"],
      [
        .element(
          "table", ["class": "ledger"],
          [.element("thead", [:], [head]), .element("tbody", [:], body)])
      ])
  }
}
