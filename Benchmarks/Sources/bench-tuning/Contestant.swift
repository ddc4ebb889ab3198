import Foundation
import Tuning
import TuningFunctions

/// A tuner that tries a problem, one trial after another.
protocol Contestant {
  /// What tables call it.
  var name: String { get }
  /// Its version.
  var version: String { get }
  /// The best feasible value of some trials; nil if none was feasible.
  func best(on problem: Problem, trials: Int, seed: UInt64) throws -> Double?
}

/// Temper's own studies, in this process.
struct OwnContestant: Contestant {
  let name: String
  let version: String
  let sampler: any Sampler

  func best(on problem: Problem, trials: Int, seed: UInt64) throws -> Double? {
    let study = Study(space: try space(of: problem), sampler: sampler, seed: seed)
    for _ in 0..<trials {
      let trial = try study.ask()
      let result = try problem.evaluate(trial.parameters.map(number))
      try study.tell(trial, .complete(value: result.value, violation: result.violation))
    }
    return try study.best().flatMap { $0.isFeasible ? $0.value : nil }
  }

  private func space(of problem: Problem) throws -> SearchSpace {
    var space = SearchSpace()
    for (index, argument) in problem.arguments.enumerated() {
      let name = "x\(index + 1)"
      switch argument {
      case .real(let range, false): _ = try space.uniform(name, in: range)
      case .real(let range, true): _ = try space.logUniform(name, in: range)
      case .integer(let range): _ = try space.integer(name, in: range)
      case .category(let count):
        _ = try space.categorical(name, of: (0..<count).map(String.init))
      }
    }
    return space
  }

  private func number(_ value: ParameterValue) -> Double {
    switch value {
    case .real(let value): value
    case .integer(let value), .category(let value): Double(value)
    }
  }
}
