import RandomStreams
import Testing
import Tuning
import _TemperTestSupport

struct SearchSpaceTests {
  @Test("Keys read values with their types")
  func keys() throws {
    enum Move { case flip, oneHot }
    var space = SearchSpace()
    let weight = try space.logUniform("weight", in: 1...1_000)
    let cars = try space.integer("cars", in: 2...8)
    let label = try space.categorical("label", of: ["a", "b"])
    let move = try space.categorical("move", of: [("flip", Move.flip), ("one-hot", .oneHot)])
    let trial = Trial(
      number: 0, parameters: [.real(40), .integer(5), .category(1), .category(0)])
    #expect(trial[weight] == 40)
    #expect(trial[cars] == 5)
    #expect(trial[label] == "b")
    #expect(trial[move] == .flip)
    #expect(space.entries.map(\.name) == ["weight", "cars", "label", "move"])
  }

  @Test("Parameters that cannot be searched are refused by name, with what to give instead")
  func refusals() throws {
    var space = SearchSpace()
    _ = try space.uniform("x", in: 0...1)
    #expect(throws: SearchSpaceError.repeatedName("x")) { try space.integer("x", in: 1...2) }
    #expect(throws: SearchSpaceError.emptyName) { try space.uniform("", in: 0...1) }
    #expect(throws: SearchSpaceError.noCategories(name: "c")) {
      try space.categorical("c", of: [])
    }
    #expect(throws: SearchSpaceError.repeatedCategory(name: "c", label: "a")) {
      try space.categorical("c", of: ["a", "b", "a"])
    }
    let ranges: [ClosedRange<Double>] = [
      1...1, 0 ... .infinity, -.greatestFiniteMagnitude ... .greatestFiniteMagnitude,
    ]
    for range in ranges {
      #expect(throws: SearchSpaceError.self) { try space.uniform("r", in: range) }
    }
    for range in [0...1, -1...1, 1e-301...1, 1...1e301, 5...5] {
      #expect(throws: SearchSpaceError.self, "\(range)") { try space.logUniform("r", in: range) }
    }
    for range in [Int.min...0, 0...Int.max] {
      #expect(throws: SearchSpaceError.self) { try space.integer("i", in: range) }
    }
    #expect(throws: SearchSpaceError.self) {
      try space.integer("i", in: 0...5, scale: .logarithmic)
    }
    #expect(space.entries.count == 1)
    let error = SearchSpaceError.invalidRange(name: "r", range: "0...0", expected: "two numbers")
    #expect("\(error)" == "the range 0...0 of 'r' cannot be searched; give two numbers")
  }

  @Test("Values of another space are named")
  func foreignValues() throws {
    var space = SearchSpace()
    _ = try space.uniform("x", in: 0...1)
    _ = try space.categorical("c", of: ["a"])
    #expect(throws: SearchSpaceError.wrongCount(found: 1, expected: 2)) {
      try space.check([.real(0.5)])
    }
    for bad in [ParameterValue.real(2), .real(.nan), .integer(0), .category(0)] {
      #expect(throws: SearchSpaceError.self) { try space.check([bad, .category(0)]) }
    }
    for bad in [ParameterValue.category(1), .category(-1), .real(0)] {
      #expect(throws: SearchSpaceError.self) { try space.check([.real(0.5), bad]) }
    }
    #expect(throws: Never.self) { try space.check([.real(1), .category(0)]) }
  }

  @Test("Random values are uniform on their scales", arguments: 0..<4 as Range<UInt64>)
  func uniformOnScales(seed: UInt64) throws {
    var space = SearchSpace()
    let linear = try space.uniform("linear", in: -3...7)
    let ratio = try space.logUniform("ratio", in: 1e-4...1e4)
    let whole = try space.integer("whole", in: -2...4)
    let choice = try space.categorical("choice", of: ["0", "1", "2"])
    let count = samples(20_000)
    var counts = [10, 8, 7, 3].map { Array(repeating: 0, count: $0) }
    for number in 0..<count {
      let request = SamplingRequest(number: number, seed: seed, space: space)
      let values = try #require(RandomSampler().parameters(for: request))
      let trial = Trial(number: number, parameters: values)
      counts[0][min(9, Int(trial[linear] + 3))] += 1
      let decade = (1...7).count {
        trial[ratio] >= naturalExponential(2.302585092994046 * Double($0 - 4))
      }
      counts[1][decade] += 1
      counts[2][trial[whole] + 2] += 1
      counts[3][try #require(Int(trial[choice]))] += 1
    }
    for counts in counts {
      var test = ChiSquare()
      test.add(counts, probabilities: counts.map { _ in 1 / Double(counts.count) })
      #expect(test.tailProbability > ChiSquare.alarm)
    }
  }
}
