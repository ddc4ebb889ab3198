import Coefficients
import Polynomials
import QUBOFiles
import QUBOModel
import RandomStreams
import Testing
import _TemperTestSupport

/// Holds requests with penalties and high degrees against what they say, term by term.
struct PolynomialRequestTests {
  private static let request = """
    {"fujitsuDA3": {"penalty_coef": 3},
     "binary_polynomial": {"terms": [{"c": -4, "p": [7, 9, 12]}, {"c": 2, "p": [9]}, {"c": 1, "p": []}]},
     "penalty_binary_polynomial": {"terms": [{"c": 1, "p": []}, {"c": -1, "p": [7]}, {"c": -1, "p": [9]},
       {"coefficient": 2, "polynomials": [7, 9]}]}}
    """

  private static func read(
    _ text: String, weight: ExactDecimal? = nil
  ) throws -> QUBOFile {
    try QUBOFile(Array(text.utf8), file: "f", penaltyWeight: weight)
  }

  @Test("Objective and penalty are told apart, in the file's bits")
  func parts() throws {
    let file = try Self.read(Self.request)
    #expect(file.givenVariableCount == 3 && file.model.variableCount == 4)
    #expect(file.labels?.map(\.description) == ["7", "9", "12", "7*9*12"])
    let polynomials = try #require(file.polynomials)
    #expect(polynomials.certificate?.ground == .proven)
    let all = try file.assignment(parsing: "111")
    #expect(all[3])
    #expect(polynomials.objective(of: all) == ExactDecimal(units: -1))
    #expect(polynomials.penalty(of: all) == ExactDecimal(units: 1))
    #expect(file.text(of: all) == "7 1\n9 1\n12 1\n")
    #expect(try file.assignment(parsing: file.text(of: all)) == all)
    #expect(file.notes.contains { $0.contains("certified") })
    #expect(file.notes.contains { $0.contains("degree 3") })
    // 0.25 is finer than the file's numbers: values are exact all the same.
    let weighed = try Self.read(Self.request, weight: ExactDecimal(units: 25, decimals: 2))
    #expect(weighed.value(of: all) == ExactDecimal(units: -75, decimals: 2))
  }

  @Test("Conditions among the settings of a solver are told of, settings of the search are not")
  func conditions() throws {
    let terms = "\"binary_polynomial\": {\"terms\": [{\"c\": -4, \"p\": [0, 1]}]}"
    for (settings, count) in [
      ("\"fixed_config\": {\"0\": true}, \"number_iterations\": 5", 1),
      ("\"one_way_one_hot_groups\": {\"numbers\": [2]}, \"fixed_config\": {}", 2),
      ("\"time_limit_sec\": 5", 0),
    ] {
      let file = try Self.read("{\"fujitsuDA3\": {\(settings)}, \(terms)}")
      #expect(file.notes.count { $0.contains("passed over") } == count, "\(file.notes)")
    }
  }

  @Test(
    "Values are those of the polynomials, and the model's least is the best", arguments: seeds(200))
  func values(seed: UInt64) throws {
    var random = RandomStream(seed: seed, stream: 7)
    let (bits, decimals) = (5, Int(seed % 3))
    let scale = ExactDecimal(units: 1, decimals: decimals)
    var terms: [(c: Int64, p: [Int])] = []
    for size in 1...4 {
      for _ in 0..<3 {
        let p = Array(Array(0..<bits).shuffled(using: &random).prefix(size)).sorted()
        guard !terms.contains(where: { $0.p == p }) else { continue }
        terms.append((Int64.random(in: -30...30, using: &random), p))
      }
    }
    for bit in 0..<bits where !terms.contains(where: { $0.p == [bit] }) { terms.append((0, [bit])) }
    let list = terms.map {
      "{\"c\":\(ExactDecimal(units: $0.c, decimals: decimals)),\"p\":\($0.p)}"
    }
    let text =
      "{\"binary_polynomial\":{\"terms\":[\(list.joined(separator: ","))]},"
      + "\"penalty_binary_polynomial\":{\"terms\":[{\"c\":1,\"p\":[]},{\"c\":-1,\"p\":[0]},"
      + "{\"c\":-1,\"p\":[1]},{\"c\":2,\"p\":[0,1]}]}}"
    let file = try Self.read(text)
    let weight = try #require(file.polynomials?.weight)
    var best = Double.infinity
    for word in 0..<1 << bits {
      let given = BitVector(count: bits) { word >> $0 & 1 == 1 }
      let sum = terms.filter { $0.p.allSatisfy { given[$0] } }.reduce(0) { $0 + $1.c }
      let broken = given[0] == given[1] ? 1.0 : 0
      let objective = Double(sum) * scale.double
      if broken == 0 { best = min(best, objective) }
      let state = file.completed(given)
      #expect(abs(file.value(of: state).double - objective - weight.double * broken) < 1e-9)
      #expect(file.value(ofEnergy: file.model.energy(of: state)) == file.value(of: state))
    }
    // Over all bits, auxiliary ones among them, where these are few enough to try.
    guard file.model.variableCount <= 16 else { return }
    let least = (0..<1 << file.model.variableCount).map { word in
      file.model.energy(of: BitVector(count: file.model.variableCount) { word >> $0 & 1 == 1 })
    }.min()
    #expect(abs(file.value(ofEnergy: try #require(least)).double - best) < 1e-9, "seed \(seed)")
  }

  @Test("What cannot be is said in words")
  func refusals() throws {
    let plain = "{\"binary_polynomial\":{\"terms\":[{\"c\":1,\"p\":[0]}]}}"
    #expect(throws: QUBOFileError.self) { try Self.read(plain, weight: ExactDecimal(units: 1)) }
    #expect(throws: QUBOFileError.self) {
      try QUBOFile(Array(Self.request.utf8), file: "f", sense: .maximise)
    }
    #expect(throws: QUBOFileError.self) {
      try QUBOFile(Array(Self.request.utf8), file: "f", decimals: 0)
    }
    let huge =
      "{\"binary_polynomial\":{\"terms\":[{\"c\":9e17,\"p\":[0,1,2]},{\"c\":9e17,\"p\":[1]}]}}"
    #expect(throws: QUBOFileError.self) { try Self.read(huge) }
    let never = Self.request.replacing(
      "{\"c\": 1, \"p\": []}, {\"c\": -1", with: "{\"c\": 4, \"p\": []}, {\"c\": -1")
    #expect(try Self.read(never).notes.contains { $0.contains("no assignment satisfies") })
    let below = Self.request.replacing(
      "{\"c\": 1, \"p\": []}, {\"c\": -1", with: "{\"c\": -2, \"p\": []}, {\"c\": -1")
    #expect(try Self.read(below).notes.contains { $0.contains("goes down to -3") })
  }
}
