import Foundation
import FoundationXML
import RandomStreams
import Reports
import StudyOutput
import Testing
import _TemperTestSupport

@Suite("A study's page")
struct StudyPageTests {
  typealias Axis = StudyPage.Parameter.Axis

  /// A study of a seed: trials are feasible from 8 on in all parameters, and the better the closer.
  static func study(
    seed: UInt64 = 1, trials: Int = 40,
    axes: [Axis] = [.logarithmic(1...40), .logarithmic(1...40)],
    name: String = "night", spoil: (inout StudyPage.Trial) -> Void = { _ in }
  ) -> StudyPage {
    var random = RandomStream(seed: seed)
    let parameters = axes.enumerated().map { index, axis in
      var parameter = StudyPage.Parameter(
        index < 3 ? ["A", "B", "C"][index] : "\(name)\(index)", axis)
      parameter.certified = .init(index == 0 ? 36 : 900, "certified: \(name)")
      parameter.threshold = .init(8, "\(name) ≥ 8")
      return parameter
    }
    let drawn = (0..<trials).map { number in
      var values: [Double] = []
      for axis in axes {
        let limit = if case .labels(let labels) = axis { labels.count } else { 40 }
        values.append(Double(random.uniform(below: max(1, limit))) + 1)
      }
      let isFeasible = values.allSatisfy { $0 >= 8 }
      let state: StudyPage.Trial.State =
        number % 9 == 7
        ? .pruned : number % 13 == 11 ? .failed : isFeasible ? .feasible : .infeasible
      var trial = StudyPage.Trial(
        number, "trial \(number) of \(name)", state: state, values: values)
      if state == .feasible || state == .infeasible {
        trial.runs = (isFeasible ? 5 : random.uniform(below: 3), 5)
        trial.violation = isFeasible ? 0 : 1.5
        trial.objective = isFeasible ? 100 + values.reduce(0, +) : nil
      }
      spoil(&trial)
      return trial
    }
    var page = StudyPage(
      of: "Study of \(name)", answer: "Weights of \(name) work.", parameters: parameters,
      trials: drawn, objective: "median minutes")
    page.best =
      drawn.filter { $0.state == .feasible }
      .min { $0.objective ?? .infinity < $1.objective ?? .infinity }?.number
    page.floor = .init(104.5, "optimum of \(name)")
    page.settings = [("default of \(name)", axes.map { _ in 20 })]
    page.method = "As told by \(name)."
    page.importances = axes.count > 1 ? parameters.map { ($0.name, 1 / Double(axes.count)) } : []
    page.importanceWords = "All of \(name) alike."
    page.columns = ["Trial", "Runs"]
    page.rows = [["1", name]]
    page.facts = [ReportFact("Command", name)]
    return page
  }

  private func body(_ page: String) -> XMLParser {
    XMLParser(data: Data(page.dropFirst("<!DOCTYPE html>\n".count).utf8))
  }

  /// How often a text is in a page.
  private func count(_ text: String, in page: String) -> Int {
    page.components(separatedBy: text).count - 1
  }

  @Test("is well-formed, the same bytes again, and needs nothing from elsewhere")
  func form() {
    let page = Self.study().html
    #expect(page == Self.study().html)
    #expect(body(page).parse())
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("<script") && !page.contains("<link") && !page.contains("src="))
    #expect(
      count("http", in: page) == count("xmlns=\"http", in: page) + 1, "name spaces, and the policy")
  }

  @Test("is as recorded")
  func golden() throws {
    try GoldenPage("study").expect(Self.study().html)
  }

  @Test("has its parts in the order of reading")
  func order() {
    let page = Self.study().html
    let anchors = ["history", "phases", "lines", "slices", "importance", "best", "origin"]
    let places = anchors.map { page.range(of: "id=\"\($0)\"")?.lowerBound }
    #expect(places.allSatisfy { $0 != nil })
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
    #expect(page.contains("<h1 class=\"good\">Weights of night work.</h1>"))
  }

  @Test("shows every trial in the history, both maps, the lines and each slice")
  func trials() {
    let page = Self.study().html
    for number in 0..<40 {
      #expect(count("<title>trial \(number) of night</title>", in: page) == 1 + 2 + 1 + 2)
    }
    for words in [
      "feasible trial", "feasible in too few runs", "pruned", "failed", "the best trial",
    ] {
      #expect(page.contains("\(words)</span>"))
    }
    #expect(!Self.study(trials: 5) { $0.runs = nil }.html.contains("in too few runs</span>"))
  }

  @Test("draws certified values in, or says that they are beyond the axis")
  func certified() {
    let page = Self.study().html
    #expect(page.contains("certified: night, beyond the axis; region: night ≥ 8"))
    #expect(page.contains(">certified: night</text>"))
    #expect(page.contains(">certified bounds</span>"))
  }

  @Test("has a ground of one colour where all runs are feasible")
  func ground() {
    let page = Self.study { trial in
      trial.runs = (5, 5)
      trial.objective = 100
    }.html
    #expect(count("shape-rendering", in: page) == 2, "a path in each of two maps")
    #expect(
      count("fill=\"#A180A9\" shape-rendering", in: page) == 2, "the best colour, half way to white"
    )
  }

  @Test(
    "takes any name",
    arguments: [
      "<script>alert(1)</script>", "\"onload=\"x", "&amp;<b>", "\u{202E}evil", "a\u{0}b",
      "</style>", "]]>", "</svg>", "=1+1", "", String(repeating: "long ", count: 200),
    ])
  func hostile(name: String) {
    let page = Self.study(
      axes: [.logarithmic(1...40), .linear(0...40), .labels([name, name]), .linear(1...2)],
      name: name
    ).html
    #expect(body(page).parse())
    #expect(!page.contains("<script>") && !page.contains("\u{202E}") && !page.contains("\u{0}"))
    #expect(count("</style>", in: page) == 1)
  }

  @Test("makes sense of studies of any size", arguments: [0, 1, 2, 3, 500], 0...4)
  func sizes(trials: Int, parameters: Int) {
    let axes = [Axis](
      [.logarithmic(1...40), .linear(1...40), .labels(["x", "y"]), .logarithmic(1...40)]
        .prefix(parameters))
    let page = Self.study(trials: trials, axes: axes).html
    #expect(body(page).parse())
    #expect(!page.contains("nan") && !page.contains("inf\"") && page.utf8.count < 3_000_000)
    #expect(page.contains("id=\"history\"") == (trials > 0))
    #expect(page.contains("id=\"phases\"") == (trials > 0 && parameters > 0))
  }

  @Test("says by how much rules are broken if no trial is feasible")
  func infeasible() {
    var page = Self.study { trial in
      trial.objective = nil
      if trial.runs != nil { trial.runs = (0, 5) }
    }
    page.best = nil
    #expect(body(page.html).parse())
    #expect(page.html.contains("units of broken rules against number of the trial"))
    #expect(!page.html.contains("optimum of night"))
  }

  @Test(
    "survives numbers that no pixel can be made of",
    arguments: [
      Double.nan, .infinity, -.infinity, 1e300, -1e300, 0, -0.0, -7, Double.leastNonzeroMagnitude,
    ])
  func numbers(value: Double) {
    for part in 0..<5 {
      var page = Self.study(trials: 12) { trial in
        if part == 0 { trial.objective = value }
        if part == 1 { trial.violation = value }
        if part == 2 { trial.values = [value, value] }
        if part == 3 { trial.runs = (7, Int(exactly: value) ?? -1) }
      }
      if part == 4 {
        page.floor = .init(value, "floor")
        page.parameters[0].certified = .init(value, "certified")
        page.parameters[1].threshold = .init(value, "threshold")
        page.settings = [("default", [value]), ("none", [])]
        page.importances = [("A", value)]
      }
      #expect(body(page.html).parse())
    }
  }

  @Test(
    "survives any axis",
    arguments: [
      Axis.linear(0...0), .linear(-1e300 ... -5), .linear(5...1e300), .linear(-1e300...1e300),
      .linear(-.infinity ... .infinity),
      .logarithmic(1e-300...1e300), .logarithmic(3...3), .logarithmic(0...0),
      .logarithmic(-1 ... -1), .logarithmic(7...7.1), .labels([]), .labels(["only"]),
    ])
  func axes(axis: Axis) {
    #expect(body(Self.study(axes: [axis, .linear(0...50)]).html).parse())
    #expect(body(Self.study(axes: [axis]).html).parse())
  }
}
