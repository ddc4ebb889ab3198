/// The frame that all pages share: the answer, figures, sections, and how it was made.
package struct Page {
  /// A part of a page under a heading of its own.
  package struct Section {
    let heading: String
    /// What is to be seen, in a sentence.
    let caption: String
    /// A name that addresses and style rules can refer to.
    let anchor: String
    let content: [Markup]
    /// Whether the content is out of sight until somebody asks for it.
    var isFolded = false

    package init(heading: String, caption: String, anchor: String, content: [Markup]) {
      self.heading = heading
      self.caption = caption
      self.anchor = anchor
      self.content = content
    }
  }

  /// What the page is about, in a few words.
  package let subject: String
  /// The answer, in one sentence.
  package let answer: String
  /// Whether the answer is bad news.
  package var isWarning = false
  /// What a reader should know besides.
  package var notes: [String] = []
  /// The figures that matter most.
  package var figures: [ReportFigure] = []
  package var sections: [Section] = []
  /// How it was made.
  package var facts: [ReportFact] = []
  /// How it was made, for those who want to know more.
  package var details: [ReportFact] = []
  /// Rules that only this page needs.
  package var rules = ""
  package var paper = ReportPaper.a4

  package init(
    subject: String, answer: String, isWarning: Bool = false, notes: [String] = []
  ) {
    self.subject = subject
    self.answer = answer
    self.isWarning = isWarning
    self.notes = notes
  }

  /// The page as HTML, which loads nothing and runs nothing: its policy says so to the browser.
  package var html: String {
    let head: [Markup] = [
      .element("meta", ["charset": "utf-8"], []),
      .element(
        "meta",
        [
          "http-equiv": "Content-Security-Policy",
          "content": "default-src 'none'; style-src 'unsafe-inline'",
        ], []),
      .element("meta", ["name": "viewport", "content": "width=device-width"], []),
      .line("title", "\(subject): \(answer)"),
      .element("style", [:], [.rules(PageStyle.rules(for: paper) + rules)]),
    ]
    let page = Markup.element(
      "html", ["lang": "en"],
      [.element("head", [:], head), .element("body", [:], [.element("main", [:], content)])])
    return "<!DOCTYPE html>\n" + page.xml
  }

  private var content: [Markup] {
    [opening] + sections.map(Self.section) + (facts.isEmpty ? [] : [origin])
  }

  private var opening: Markup {
    let tiles = figures.map { figure in
      Markup.element(
        "div", ["class": figure.isWarning ? "figure bad" : "figure"],
        [.line("b", figure.value), .line("span", figure.label)])
    }
    return .element(
      "header", [:],
      [
        .line("p", subject, style: "subject"),
        .line("h1", answer, style: isWarning ? "bad" : "good"),
      ]
        + notes.map { .line("p", $0) }
        + (tiles.isEmpty ? [] : [.element("div", ["class": "figures"], tiles)]))
  }

  private static func section(_ section: Section) -> Markup {
    let inner =
      (section.caption.isEmpty ? [] : [Markup.line("p", section.caption, style: "caption")])
      + section.content
    return .element(
      "section", ["id": section.anchor],
      section.isFolded
        ? [
          .element(
            "details", [:], [.element("summary", [:], [.line("h2", section.heading)])] + inner)
        ]
        : [.line("h2", section.heading)] + inner)
  }

  private var origin: Markup {
    let more =
      details.isEmpty
      ? []
      : [
        Markup.element("details", [:], [.line("summary", "More about the search"), list(details)])
      ]
    return .element(
      "section", ["id": "origin"],
      [.line("h2", "How this was made"), list(facts)] + more)
  }

  private func list(_ facts: [ReportFact]) -> Markup {
    .element(
      "dl", [:],
      facts.flatMap { fact in
        [Markup.line("dt", fact.label), .line("dd", fact.value)]
      })
  }
}

/// A number that a page shows large.
public struct ReportFigure: Hashable, Sendable {
  /// The number, with its unit.
  public let value: String
  /// What it is.
  public let label: String
  /// Whether it is bad news.
  public let isWarning: Bool

  /// Creates a figure.
  public init(_ value: String, _ label: String, isWarning: Bool = false) {
    self.value = value
    self.label = label
    self.isWarning = isWarning
  }
}

/// Something that a reader needs to trust and repeat a result.
public struct ReportFact: Hashable, Sendable {
  /// What it is, as in `seed`.
  public let label: String
  /// Its value, in words.
  public let value: String

  /// Creates a fact.
  public init(_ label: String, _ value: String) {
    self.label = label
    self.value = value
  }
}

/// The paper that a page is to be printed on, always landscape.
public enum ReportPaper: String, CaseIterable, Sendable {
  /// 297 mm × 210 mm.
  case a4
  /// 420 mm × 297 mm.
  case a3
}

extension Markup {
  /// An element that holds a line of characters.
  package static func line(_ name: String, _ characters: String, style: String? = nil) -> Markup {
    .element(name, style.map { ["class": $0] } ?? [:], [.characters(characters)])
  }
}
