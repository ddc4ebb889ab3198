import Coefficients
import Failures
import Foundation
import QUBOFiles
import QUBOModel
import QUBOSolving
import RandomStreams
import Testing
import _TemperTestSupport

@Suite("A file of ordinary doubles")
struct DoublesTests {
  static let files = seeds(200)

  /// A function with doubles of one scale or of very different ones, and its file.
  private struct Example {
    var linear: [Double] = []
    var pairs: [(i: Int, j: Int, value: Double)] = []
    let offset: Double
    let isSpin: Bool

    init(seed: UInt64) {
      var random = RandomStream(seed: seed, stream: 41)
      let n = 2 + random.uniform(below: 10)
      let spread = [0, 0, 3, 40][random.uniform(below: 4)]
      func double() -> Double {
        let unit = Double(random.next() >> 11) * 0x1p-52 - 1
        return unit * pow(10, Double(random.uniform(below: 2 * spread + 1) - spread))
      }
      isSpin = random.uniform(below: 2) == 0
      offset = double()
      for i in 0..<n {
        linear.append(double())
        for j in 0..<i { pairs.append((i, j, double())) }
      }
    }

    var text: String {
      let labels = linear.indices.map { "\($0)" }.joined(separator: ",")
      func list(_ numbers: [Double]) -> String {
        numbers.map { "\($0)" }.joined(separator: ",")
      }
      return """
        {"type":"BinaryQuadraticModel","version":{"bqm_schema":"3.0.0"},"use_bytes":false,
        "variable_type":"\(isSpin ? "SPIN" : "BINARY")","offset":\(offset),
        "variable_labels":[\(labels)],"linear_biases":[\(list(linear))],
        "quadratic_head":[\(pairs.map { "\($0.i)" }.joined(separator: ","))],
        "quadratic_tail":[\(pairs.map { "\($0.j)" }.joined(separator: ","))],
        "quadratic_biases":[\(list(pairs.map(\.value)))],"info":{}}
        """
    }

    /// The value of a state, and what adding up in doubles may have lost.
    func value(_ state: Int) -> (sum: Double, slack: Double) {
      func level(_ i: Int) -> Double {
        let bit = Double(state >> i & 1)
        return isSpin ? 2 * bit - 1 : bit
      }
      var (sum, magnitude) = (offset, abs(offset))
      for i in linear.indices {
        sum += level(i) * linear[i]
        magnitude += abs(linear[i])
      }
      for pair in pairs {
        sum += level(pair.i) * level(pair.j) * pair.value
        magnitude += abs(pair.value)
      }
      return (sum, magnitude * 0x1p-52 * Double(linear.count + pairs.count))
    }
  }

  @Test("is read, and its minimum is right within the error that is stated", arguments: files)
  func minimum(seed: UInt64) throws {
    let example = Example(seed: seed)
    let problem = try QUBOFile(Array(example.text.utf8), file: "f.json")
    let outcome = try QUBOExactRun(problem).run()
    let (value, best) = (try #require(outcome.value), try #require(outcome.minimum.assignment))
    let states = (0..<1 << example.linear.count).map { (state: $0, value: example.value($0)) }
      .sorted { $0.value.sum < $1.value.sum }
    let slack = states.map(\.value.slack).max() ?? 0
    let error = problem.rounding?.largestError ?? 0
    let least = states[0].value.sum
    #expect(abs(value.double - least) <= 2 * error + slack, "seed \(seed): \(value), \(least)")
    let found = best.ones.reduce(0) { $0 | 1 << $1 }
    // What is reported is what the file's numbers add up to.
    #expect(abs(value.double - example.value(found).sum) <= slack, "seed \(seed)")
    if states[1].value.sum - least > 2 * (error + slack) {
      #expect(found == states[0].state, "seed \(seed)")
    }
    // The error that is stated is no more than doubles themselves have.
    #expect(error <= slack, "seed \(seed)")
  }

  @Test("is rounded to the unit that is asked for, and no coarser one is needed")
  func scale() throws {
    let text = "0 0 0.123456789\n1 1 -1.5\n0 1 0.25\n"
    let problem = try QUBOFile(Array(text.utf8), file: "a.coo", decimals: 2)
    #expect(problem.model.linear == [12, -150] && problem.decimals == 2)
    let rounding = try #require(problem.rounding)
    #expect(rounding.largestError >= 0.003456789 && rounding.largestError < 0.0035)
    // The value is that of the file's numbers all the same.
    #expect(problem.value(of: BitVector([true, true])).description == "-1.126543211")
    let exact = try QUBOFile(Array(text.utf8), file: "a.coo", decimals: 9)
    #expect(exact.rounding == nil)
    let error = #expect(throws: QUBOFileError.self) {
      try QUBOFile(Array(text.utf8), file: "a.coo", decimals: 19)
    }
    #expect(error?.advice == .coarserScale(finest: 18))
  }

  @Test(
    "may hold the largest and the least of them",
    arguments: ["8e307", "5e-324", "1e300", "-2.5e-300", "123456789012345678901234567890"])
  func extremes(number: String) throws {
    let text = "0 0 \(number)\n1 1 -\(number.drop { $0 == "-" })\n"
    let problem = try QUBOFile(Array(text.utf8), file: "a.coo")
    let outcome = try QUBOExactRun(problem).run()
    let least = -abs(try #require(Double(number)))
    let expected = number.hasPrefix("-") ? 2 * least : least
    #expect(outcome.value?.double == expected && outcome.minimum.isProven, "\(outcome)")
  }
}
