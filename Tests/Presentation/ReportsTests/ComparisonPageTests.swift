import Foundation
import FoundationXML
import Reports
import Testing

@Suite("A comparison's page")
struct ComparisonPageTests {
  private func page(named name: String = "night", end: Double = 60) -> String {
    let curve = ComparisonPage.Curve(
      name: "exact", plans: [(0.05, 900), (0.2, 700.5)], bounds: [(0.05, 0), (0.2, 700.5)],
      end: end)
    return ComparisonPage(
      answer: "\(name) is solved.", notes: [name], methods: [("exact", "by \(name)")],
      panels: [
        .init(title: name, subtitle: "2 cars", optimum: 700.5, curves: [curve]),
        .init(title: "empty", subtitle: "", optimum: nil, curves: []),
      ],
      tables: [.init(heading: name, columns: ["Instance", "Minutes"], rows: [[name, "700.5"]])],
      facts: [ReportFact("Again", name)]
    ).html
  }

  private func body(_ page: String) -> XMLParser {
    XMLParser(data: Data(page.dropFirst("<!DOCTYPE html>\n".count).utf8))
  }

  @Test("is well-formed, the same bytes again, and needs nothing from elsewhere")
  func form() {
    let page = page()
    #expect(page == self.page())
    #expect(body(page).parse())
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("<script") && !page.contains("<link") && !page.contains("src="))
    #expect(
      page.components(separatedBy: "http").count == 2 + 2, "a name space each, and the policy")
  }

  @Test("draws plans as full lines, bounds as dashed ones")
  func lines() {
    let page = page()
    #expect(page.contains("<title>exact</title>") && page.contains("<title>exact, bound</title>"))
    #expect(page.components(separatedBy: "stroke-dasharray=\"4 3\"").count == 2)
  }

  @Test(
    "takes any name and any time",
    arguments: [
      "<script>alert(1)</script>", "\"onload=\"x", "&amp;<b>", "\u{202E}evil", "a\u{0}b",
      "</style>", "=1+1",
    ], [0, 1e-9, 1e9])
  func hostile(name: String, end: Double) {
    let page = page(named: name, end: end)
    #expect(body(page).parse())
    #expect(!page.contains("<script>") && !page.contains("\u{202E}") && !page.contains("\u{0}"))
  }
}
