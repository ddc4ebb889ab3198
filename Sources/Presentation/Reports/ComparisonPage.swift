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

  /// Figures in rows.
  public struct Table: Sendable {
    /// What they are.
    public let heading: String
    /// The heads of the columns.
    public let columns: [String]
    /// The rows, each with a cell per column.
    public let rows: [[String]]

    /// Creates a table.
    public init(heading: String, columns: [String], rows: [[String]]) {
      self.heading = heading
      self.columns = columns
      self.rows = rows
    }
  }

  /// The answer, in a sentence.
  public var answer: String
  /// What else there is to say, in a few sentences.
  public var notes: [String]
  /// The names of the methods, in the order of their colours, and what they do.
  public var methods: [(name: String, words: String)]
  /// The curves.
  public var panels: [Panel]
  /// The figures.
  public var tables: [Table]
  /// How it was made.
  public var facts: [ReportFact]

  /// Creates a page.
  public init(
    answer: String, notes: [String], methods: [(name: String, words: String)], panels: [Panel],
    tables: [Table], facts: [ReportFact]
  ) {
    self.answer = answer
    self.notes = notes
    self.methods = methods
    self.panels = panels
    self.tables = tables
    self.facts = facts
  }

  /// The page as HTML: the same bytes for the same values.
  public var html: String {
    let names = methods.map(\.name)
    var page = Page(subject: "Comparison", answer: answer, notes: notes)
    page.sections =
      [
        .init(
          heading: "Plans and bounds over time",
          caption:
            "Full lines are the best plans, dashed ones the bounds of runs; the thin black line "
            + "is the proven optimum.", anchor: "curves",
          content: [
            legend,
            .element(
              "div", ["class": "panels"],
              panels.map { CurveChart(panel: $0, names: names).picture }),
          ])
      ]
      + tables.enumerated().map { number, table in
        .init(
          heading: table.heading, caption: "", anchor: "table-\(number + 1)",
          content: [.ledger(table.columns, table.rows)])
      }
    page.facts = facts
    return page.html
  }

  private var legend: Markup {
    .element(
      "ul", ["class": "legend"],
      methods.enumerated().map { number, method in
        .element(
          "li", [:],
          [
            .element("span", ["style": "color:\(Chart.colour(number))"], [.characters("\u{25A0}")]),
            .characters(" \(method.name): \(method.words)"),
          ])
      })
  }
}
