/// A page that shows how solvers got on side by side: the answer, curves, a table, how it was made.
///
/// One file, nothing from elsewhere: it opens offline and asks the network for nothing.
public struct ComparisonPage: Sendable {
  /// A run as a curve.
  public struct Curve: Sendable {
    /// Whose run it is; runs of the same name share a colour.
    public let name: String
    /// When there was a better plan, and its minutes.
    public let plans: [(seconds: Double, minutes: Double)]
    /// When there was a better bound, and its minutes.
    public let bounds: [(seconds: Double, minutes: Double)]
    /// When the run ended.
    public let end: Double

    /// Creates a curve.
    public init(
      name: String, plans: [(seconds: Double, minutes: Double)],
      bounds: [(seconds: Double, minutes: Double)], end: Double
    ) {
      self.name = name
      self.plans = plans
      self.bounds = bounds
      self.end = end
    }
  }

  /// The curves of one instance.
  public struct Panel: Sendable {
    /// The instance's name.
    public let title: String
    /// What it is.
    public let subtitle: String
    /// The proven optimum in minutes, drawn as a line.
    public let optimum: Double?
    /// The runs.
    public let curves: [Curve]

    /// Creates a panel.
    public init(title: String, subtitle: String, optimum: Double?, curves: [Curve]) {
      self.title = title
      self.subtitle = subtitle
      self.optimum = optimum
      self.curves = curves
    }
  }

  /// The answer, in a few sentences.
  public var answers: [String]
  /// The names of the methods, in the order of their colours, and what they do.
  public var methods: [(name: String, words: String)]
  /// The curves.
  public var panels: [Panel]
  /// The heads of the table.
  public var columns: [String]
  /// The rows of the table.
  public var rows: [[String]]
  /// How it was made.
  public var provenance: [String]

  /// Creates a page.
  public init(
    answers: [String], methods: [(name: String, words: String)], panels: [Panel], columns: [String],
    rows: [[String]], provenance: [String]
  ) {
    self.answers = answers
    self.methods = methods
    self.panels = panels
    self.columns = columns
    self.rows = rows
    self.provenance = provenance
  }

  /// The page as HTML: the same bytes for the same values.
  public var html: String {
    let names = methods.map(\.name)
    let content: [SVG] =
      [.line("h1", "Comparison")]
      + answers.map { .element("p", ["class": "answer"], [.characters($0)]) }
      + [legend]
      + [
        .element(
          "div", ["class": "panels"],
          panels.map { CurveChart(panel: $0, names: names).picture })
      ]
      + [table, .line("h2", "How it was made"), list(provenance)]
    return HTMLPage.text(title: "Comparison", style: Self.style, body: content)
  }

  private var legend: SVG {
    .element(
      "ul", ["class": "legend"],
      methods.enumerated().map { number, method in
        .element(
          "li", [:],
          [
            .element(
              "span", ["style": "color:\(CurveChart.colour(number))"], [.characters("\u{25A0}")]),
            .characters(" \(method.name): \(method.words)"),
          ])
      })
  }

  private var table: SVG {
    let head = SVG.element("tr", [:], columns.map { .line("th", $0) })
    let body = rows.map { row in SVG.element("tr", [:], row.map { .line("td", $0) }) }
    return .element(
      "table", [:], [.element("thead", [:], [head]), .element("tbody", [:], body)])
  }

  private func list(_ lines: [String]) -> SVG {
    .element("ul", [:], lines.map { .line("li", $0) })
  }

  private static let style = """
    .answer{font-size:17px;margin:4px 0}\
    .legend{list-style:none;padding:0}\
    .panels{display:flex;flex-wrap:wrap;gap:16px}\
    table{border-collapse:collapse;font-size:12px;margin-top:24px}\
    td,th{border-bottom:1px solid #ddd;padding:3px 6px;text-align:right;white-space:nowrap}\
    td:nth-child(1),td:nth-child(3),th:nth-child(1),th:nth-child(3){text-align:left}\
    @media print{@page{size:A4 landscape;margin:12mm}.panels svg{break-inside:avoid}\
    table{font-size:9px}td,th{padding:1px 3px}}
    """
}
