import Testing
import TuningFunctions

struct TestFunctionTests {
  @Test(
    "The known minimisers are feasible and have the known minima",
    arguments: TestFunction.reported + TestFunction.training)
  func minima(function: TestFunction) {
    let (value, violation) = function.evaluate(function.minimiser)
    #expect(violation < 1e-12)
    #expect(abs(value - function.minimum) < 1e-4 * max(1, abs(function.minimum)))
  }

  @Test(
    "No point of a fine lattice is lower", arguments: TestFunction.reported + TestFunction.training)
  func nothingIsLower(function: TestFunction) {
    // Kronecker's sequence of square roots of primes, which no function here resonates with.
    let primes = [2.0, 3, 5, 7, 11, 13].map { $0.squareRoot() }
    for point in 1...20_000 {
      let x = zip(function.arguments, primes).map { argument, root in
        let share = (Double(point) * root).truncatingRemainder(dividingBy: 1)
        return switch argument {
        case .real(let range, _): range.lowerBound + share * (range.upperBound - range.lowerBound)
        case .integer(let range):
          Double(range.lowerBound + Int(share * Double(range.count)))
        case .category(let count): (share * Double(count)).rounded(.down)
        }
      }
      let (value, violation) = function.evaluate(x)
      if violation == 0 { #expect(value >= function.minimum - 1e-9) }
    }
  }

  @Test("What defaults were chosen on is not what is reported")
  func disjoint() {
    let (reported, training) = (TestFunction.reported, TestFunction.training)
    #expect(reported.count == 12)
    #expect(Set(reported.map(\.name)).isDisjoint(with: training.map(\.name)))
  }
}
