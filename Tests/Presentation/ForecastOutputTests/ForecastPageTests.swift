import ForecastMetrics
import ForecastOutput
import Forecasts
import Foundation
import Incidents
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite("Pages of forecasts")
struct ForecastPageTests {
  private static let start = CalendarDate(daysSince1970: 19_723)

  /// Ninety days of an invented city, in a file whose name is no markup.
  private static func records() throws -> IncidentRecords {
    let city = PlantedCity(rows: 5, columns: 4, callsPerHour: 4, seed: 3)
    return try IncidentRecords([
      ("<calls> & more.csv", Array(city.table(from: start, days: 90).utf8))
    ])
  }

  private static func request() throws -> EvaluationRequest {
    let records = try records()
    let cut = start.midnight.advanced(by: 24 * 62)
    return EvaluationRequest(
      incidents: records, grid: try CellGrid(covering: records.records, resolution: 0.02),
      training: start.midnight..<cut, test: cut..<start.midnight.advanced(by: 24 * 90))
  }

  /// The names of a page's elements, how often each is there.
  private final class Elements: NSObject, XMLParserDelegate {
    var counts: [String: Int] = [:]

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      counts[name, default: 0] += 1
    }
  }

  private func elements(_ html: String) throws -> [String: Int] {
    let xml = try #require(html.split(separator: "\n", maxSplits: 1).last)
    let (parser, elements) = (XMLParser(data: Data(xml.utf8)), Elements())
    parser.delegate = elements
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    return elements.counts
  }

  @Test("a shift's page has its cells, its hours and its total")
  func shift() throws {
    let request = try Self.request()
    let counts = request.counts()
    let forecast = try Separable().fit(counts)
    let shift = request.test.upperBound..<request.test.upperBound.advanced(by: 8)
    let rates = try forecast.rates(of: shift, given: counts)
    let html = ForecastPage(
      rates, of: forecast, method: "separable", grid: request.grid, training: counts.hours,
      dispersion: 0, incidents: request.incidents, program: "0"
    ).html
    let elements = try elements(html)
    // Cells with a frame and a key of six shades; a bar for each hour.
    let cells = (0..<20).map { cell in
      shift.reduce(0.0) { $0 + rates[$1][rates[$1].startIndex + cell] }
    }
    let most = cells.max() ?? 0
    #expect(elements["rect"] == cells.count { $0 >= most / 1_000 } + 1 + 6 + 8)
    #expect(elements["svg"] == 2 && elements["script"] == nil)
    let total = shift.reduce(0) { $0 + rates.total(of: $1) }
    #expect(html.contains("\(Int(total.rounded())) incidents are expected"))
    #expect(html.contains("&lt;calls&gt; &amp; more.csv"))
  }

  @Test("an evaluation's page says which method is better, if one is")
  func evaluation() throws {
    let request = try Self.request()
    let counts = request.counts()
    func report(_ method: any Forecaster, against other: any Forecaster) throws -> String {
      let evaluation = EvaluationReport(
        method: method.name, request: request,
        result: try ForecastEvaluation(method, request, counts: counts),
        other: (other.name, try ForecastEvaluation(other, request, counts: counts)),
        reading: .zero, elapsed: .zero, program: "0")
      return EvaluationPage(evaluation).html
    }
    let better = try report(Separable(), against: Uniform())
    #expect(better.contains("separable is better than uniform"))
    #expect(try elements(better)["svg"] == 2)
    #expect(try report(Uniform(), against: Separable()).contains("uniform is worse than separable"))
    #expect(
      try report(Separable(), against: Separable()).contains(
        "separable is not to be told from separable"))
  }
}
