/// A page about a search for the minimum of a function that is no shift.
public struct RunPage: Sendable {
  /// What was searched, in a few words.
  public var subject: String
  /// The answer in a sentence.
  public var answer: String
  /// The figures that matter most.
  public var figures: [ReportFigure]
  /// How the search went; nil if its figures make no sense.
  public var search: SearchCurves?
  /// How it was made.
  public var facts: [ReportFact]

  /// Creates a page.
  public init(
    subject: String, answer: String, figures: [ReportFigure], search: SearchCurves?,
    facts: [ReportFact]
  ) {
    self.subject = subject
    self.answer = answer
    self.figures = figures
    self.search = search
    self.facts = facts
  }

  /// The page as HTML: the same bytes for the same values.
  public var html: String {
    var page = Page(subject: subject, answer: answer)
    page.figures = figures
    page.facts = facts
    if let search { page.sections.append(SearchCharts(search).section) }
    return page.html
  }
}
