import Annealing
import Coefficients
import Documents
import Foundation
import QUBOFiles
import QUBOModel
import QUBOOutput
import QUBOSolving
import Reports
import Testing

@Suite("The document of a QUBO's result")
struct QUBOResultDocumentTests {
  /// The cycle of five vertices: its greatest cut is four.
  static let cycle = "5 5\n1 2 1\n2 3 1\n3 4 1\n4 5 1\n5 1 1\n"

  private func request(_ text: String, steps: Int = 500) throws -> QUBORequest {
    QUBORequest(
      problem: try QUBOFile(Array(text.utf8), file: "g.rud"), seed: 1, stop: Stop(steps: steps))
  }

  @Test("is written with every key, null where nothing is known")
  func document() throws {
    let request = try request(Self.cycle)
    let outcome = try QUBORun(request).run()
    let bytes = try QUBOResultDocument(
      outcome, of: request, file: "g.rud", readTime: .milliseconds(250)
    ).bytes()
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect(
      Set(object.keys) == [
        "schema", "file", "format", "sense", "variables", "pairs", "algorithm", "seed", "replicas",
        "threads", "value", "energy", "reached_target", "stop_reason", "steps", "spin_updates",
        "accepted_flips", "seconds", "seconds_to_best", "seconds_to_target", "read_seconds",
        "temperatures", "exchange_rates", "round_trips", "assignment", "incumbents",
        "reading", "resolution", "largest_error", "samples",
      ])
    #expect(object["reached_target"] is NSNull)
    #expect(object["value"] as? Int == 4)
    #expect(object["read_seconds"] as? Double == 0.25)
    #expect((object["assignment"] as? String)?.count == 5)
  }

  @Test("writes exact decimals")
  func decimals() throws {
    var request = try request(
      "2 1\n1 2 1234567.890123456\n", steps: 10)
    request.target = ExactDecimal("1234567.890123456")
    let outcome = try QUBORun(request).run()
    #expect(outcome.value.description == "1234567.890123456")
    let bytes = try QUBOResultDocument(
      outcome, of: request, file: "g", readTime: .zero
    ).bytes()
    #expect(
      String(decoding: bytes, as: UTF8.self).contains("\"value\" : 1234567.890123456"))
  }

  @Test("is read again byte for byte, and makes a page")
  func page() throws {
    var request = try request(Self.cycle)
    request.target = ExactDecimal("4")
    let bytes = try QUBOResultDocument(
      QUBORun(request).run(), of: request, file: "g.rud", readTime: .milliseconds(250)
    ).bytes()
    let document = try QUBOResultDocument(parsing: bytes, file: "r.json")
    #expect(try document.bytes() == bytes)
    let page = document.page
    #expect(page.answer.hasPrefix("The greatest value found is 4, which reached the target after "))
    #expect(page.html.contains("<dd>g.rud, format rudy</dd>"))
    #expect(page.search?.incumbents.last?.minutes == -4)
  }
}
