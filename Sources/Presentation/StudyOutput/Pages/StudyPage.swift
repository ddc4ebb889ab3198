public import Reports
import Tuning

/// A page about a study of parameters: what it says, how it went, and where good values lie.
///
/// One file, nothing from elsewhere: it opens offline, asks the network for nothing, runs nothing,
/// and prints. It knows trials as plain values, whatever was tuned.
public struct StudyPage: Sendable {
  /// What the study is about, in a few words.
  public var subject: String
  /// What it says, in a sentence.
  public var answer: String
  /// Whether that is bad news.
  public var isWarning = false
  /// What else a reader should know.
  public var notes: [String] = []
  /// The figures that matter most.
  public var figures: [ReportFigure] = []
  /// What was varied.
  public var parameters: [Parameter]
  /// What was tried, by number.
  public var trials: [Trial]
  /// The number of the best trial.
  public var best: Int?
  /// What trials are compared by, as in `median minutes`; less is better.
  public var objective: String
  /// What no trial can go below.
  public var floor: Mark?
  /// Settings worth a mark of their own, as the default ones: a value for each parameter.
  public var settings: [(name: String, values: [Double?])] = []
  /// How the region was found that parameters' thresholds bound.
  public var method = ""
  /// How much each parameter matters, as a share of all; empty if trials do not tell.
  public var importances: [(name: String, share: Double)] = []
  /// What the importances are, and how they were found.
  public var importanceWords = ""
  /// The heads of the table of the best trials.
  public var columns: [String] = []
  /// The rows of the table of the best trials.
  public var rows: [[String]] = []
  /// What the best trials came to in runs that no trial had: heads and rows; no rows if there are none.
  public var confirmation: (columns: [String], rows: [[String]]) = ([], [])
  /// How it was made.
  public var facts: [ReportFact] = []

  /// Creates a page with everything else at its default.
  public init(
    of subject: String, answer: String, parameters: [Parameter], trials: [Trial], objective: String
  ) {
    self.subject = subject
    self.answer = answer
    self.parameters = parameters
    self.trials = trials
    self.objective = objective
  }

  /// The page as HTML: the same bytes for the same values.
  public var html: String {
    var page = Page(
      subject: subject, answer: Self.unbroken(answer), isWarning: isWarning,
      notes: notes.map(Self.unbroken))
    page.figures = figures
    page.facts = facts
    page.rules = Self.rules
    let study = DrawnStudy(self)
    if !study.trials.isEmpty {
      page.sections = [history(study), phases(study), lines(study), slices(study)]
        .compactMap(\.self)
    }
    if !importances.isEmpty { page.sections.append(importance) }
    if !rows.isEmpty { page.sections.append(table) }
    if !confirmation.rows.isEmpty { page.sections.append(confirmed) }
    return page.html
  }

  /// Words whose numbers stay on a line with their signs.
  private static func unbroken(_ words: String) -> String {
    words.replacing(" %", with: "\u{A0}%").replacing(" ≈ ", with: "\u{A0}≈\u{A0}")
  }

  private func history(_ study: DrawnStudy) -> Page.Section? {
    guard let measure = study.measure else { return nil }
    return .init(
      heading: "History",
      caption: "Each mark is a trial; the line is the best so far"
        + (study.floor.map { "; dashed: \($0.words)." } ?? "."),
      anchor: "history", content: [TrialHistory(study, measure).picture, study.legend()])
  }

  private func phases(_ study: DrawnStudy) -> Page.Section? {
    let map = PhaseMap(study)
    guard !map.content.isEmpty else { return nil }
    return .init(
      heading: "Where it works", caption: map.caption, anchor: "phases",
      content: map.content)
  }

  private func lines(_ study: DrawnStudy) -> Page.Section? {
    guard let picture = ParallelCoordinates(study).picture else { return nil }
    return .init(
      heading: "All trials side by side",
      caption: "A line is a trial, the darker the better; the thick one is the best. Dashed, grey: "
        + "trials that are not feasible.",
      anchor: "lines", content: [picture])
  }

  private func slices(_ study: DrawnStudy) -> Page.Section? {
    let slices = TrialSlices(study)
    guard let content = slices.content else { return nil }
    return .init(
      heading: "Parameter by parameter", caption: slices.caption, anchor: "slices",
      content: [content, study.legend()])
  }

  private var importance: Page.Section {
    .init(
      heading: "Importance", caption: importanceWords, anchor: "importance",
      content: [ImportanceBars(shares: importances).picture])
  }

  private var table: Page.Section {
    .init(
      heading: rows.count == 1 ? "The best trial" : "The \(rows.count) best trials", caption: "",
      anchor: "best", content: [.ledger(columns, rows)])
  }

  private var confirmed: Page.Section {
    .init(
      heading: "Confirmation",
      caption: "Runs with seeds that no trial had: the best of many trials is partly the luckiest.",
      anchor: "confirmation", content: [.ledger(confirmation.columns, confirmation.rows)])
  }

  private static let rules = """
    .halo{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}.beyond{font-size:12px;fill:#555}\
    .start{font-size:11px;fill:#1a1a1a}.end{font-size:11px;fill:#1a1a1a;text-anchor:end}\
    .keys{list-style:none;padding:0;margin:6px 0 0;display:flex;flex-wrap:wrap;gap:2px 20px;\
    font-size:12px}.keys li{display:flex;align-items:center;gap:6px}\
    .beside{display:flex;gap:16px 20px;flex-wrap:wrap}\
    .two>svg{flex:0 1 calc(50% - 10px);min-width:0}\
    .three>svg{flex:0 1 calc(33.33% - 14px);min-width:0}\
    section>svg{display:block}\
    @media print{section{break-inside:avoid}}
    """
}
