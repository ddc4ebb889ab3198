import PatrolModel
import PenaltyModel
import Testing

@Suite("Penalty weights")
struct PenaltyWeightsTests {
  private static let weights = PenaltyWeights(
    demand: Minutes(tenths: 65), oneLocation: Minutes(7), presence: .zero)

  @Test("have letters, in formulas, files and words alike")
  func letters() {
    #expect(PenaltyWeight.allCases.map(\.letter) == ["A", "B", "C"])
    #expect(PenaltyWeight(rawValue: "B") == .oneLocation && PenaltyWeight(rawValue: "D") == nil)
    #expect(
      PenaltyWeight.allCases.map { Self.weights[$0] } == [Minutes(tenths: 65), Minutes(7), .zero])
    #expect(Self.weights.minutesByLetter == ["A": 6.5, "B": 7, "C": 0])
    #expect(Self.weights.words == "A 6.5, B 7.0, C 0.0")
  }

  @Test("are made by asking for one after the other, until one fails")
  func asking() {
    struct Refusal: Error, Equatable { let letter: String }
    var asked = ""
    let copy = PenaltyWeights { weight in
      asked += weight.letter
      return Self.weights[weight]
    }
    #expect(copy == Self.weights && asked == "ABC")
    #expect(throws: Refusal(letter: "B")) {
      try PenaltyWeights { weight throws(Refusal) in
        if weight == .oneLocation { throw Refusal(letter: weight.letter) }
        return .zero
      }
    }
  }
}
