import Foundation
import StudyOutput
import StudyStore
import Testing
import Tuning
import WeightTuning

struct StudyComparisonTests {
  private func study(
    _ values: [Double?], fingerprint: String = "1", steps: Int = 10
  ) throws -> StudyContent {
    var space = SearchSpace()
    _ = try space.logUniform("A", in: 1...100)
    let record = StudyRecord(
      instance: .init(name: "day", fingerprint: fingerprint, textHash: ""), seed: 1, space: space,
      settings: ["steps": "\(steps)"], tool: "0", command: "")
    let trials = values.enumerated().map { number, value in
      Trial(
        number: number, parameters: [.real(Double(number + 1))],
        outcome: value.map { .complete(value: $0) } ?? .complete(value: 0, violation: 1))
    }
    return StudyContent(record: record, trials: trials)
  }

  private func answer(_ first: [Double?], _ second: [Double?]) throws -> String {
    StudyComparison([("a", try study(first)), ("b", try study(second))]).answer
  }

  @Test("The answer names the better study, by how much, and how sure that is")
  func answers() throws {
    // All of a's trials are better: it always wins.
    #expect(
      try answer([50, 50, 50], [100, 200, nil])
        == "a has the better weights: 50.0 minutes, 50.00 % less than b. This is sure: if trials were "
        + "drawn again, it would win in 100 % of cases.")
    // b wins if its one good trial is drawn at all: 1 − (1 − 1/2)² = 3/4.
    let lucky = try answer([100, 100], [90, 110])
    #expect(lucky.hasPrefix("b has the better weights: 90.0 minutes, 10.00 % less than a."))
    #expect(lucky.contains("not sure") && lucky.contains("75 %"))
    #expect(try answer([nil], [7]) == "b is better: it alone has feasible weights (7.0 minutes).")
    #expect(try answer([7], [7, 8]) == "a and b have equally good weights (7.0 minutes).")
    #expect(try answer([nil], []) == "No study has feasible weights.")
  }

  @Test("The table has what differs, and how soon each was near the best")
  func table() throws {
    let csv = StudyComparison([
      ("a", try study([nil, 102, 100.9, 100])), ("b", try study([110, 105], steps: 20)),
    ]).csv.split(separator: "\r\n")
    #expect(csv[0].hasSuffix(",Within 1 % after,steps"))
    #expect(csv[1] == "a,day,4,3,A 4.0,100.0,100.9,,3 trials,10")
    #expect(csv[2] == "b,day,2,2,A 2.0,105.0,110.0,,,20")
    let others = StudyComparison([
      ("a", try study([1])), ("b", try study([2], fingerprint: "2")),
    ])
    #expect(
      others.answer
        == "The studies cannot be compared: they are about other instances, day (1), day (2).")
  }
}
