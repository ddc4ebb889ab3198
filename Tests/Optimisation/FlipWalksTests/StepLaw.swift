import RandomStreams
import _TemperTestSupport

/// The exact law of a Digital Annealer step, from its definition.
///
/// Bit i is accepted with probability Aᵢ = min(1, exp(−(ΔEᵢ − E_off) / T)); one of the accepted is
/// flipped: P(flip k) = Σ_{S ∋ k} 1/|S| Π_{i ∈ S} Aᵢ Π_{i ∉ S} (1 − Aᵢ), P(stay) = Π (1 − Aᵢ).
struct StepLaw {
  let temperature: Double
  private let energies: [Int64]
  private let count: Int

  init(_ model: PlainQUBO, temperature: Double) {
    let count = model.variableCount
    energies = (0..<1 << count).map { word in
      model.energy((0..<count).map { word >> $0 & 1 == 1 })
    }
    self.count = count
    self.temperature = temperature
  }

  /// The probability of flipping each bit of a state, and last that of staying.
  func outcomes(at word: Int, offset: Int = 0) -> [Double] {
    let accepted = (0..<count).map { i in
      let excess = Double(energies[word ^ 1 << i] - energies[word]) - Double(offset)
      return excess <= 0 ? 1 : naturalExponential(max(-700, -excess / temperature))
    }
    var outcomes = Array(repeating: 0.0, count: count + 1)
    for subset in 0..<1 << count {
      var probability = 1.0
      for i in 0..<count {
        probability *= subset & 1 << i != 0 ? accepted[i] : 1 - accepted[i]
      }
      if subset == 0 { outcomes[count] = probability }
      for k in 0..<count where subset >> k & 1 == 1 {
        outcomes[k] += probability / Double(subset.nonzeroBitCount)
      }
    }
    return outcomes
  }

  /// The law of the state so many steps after each state, without offset.
  func transitions(steps: Int) -> [[Double]] {
    let states = energies.indices
    let one = states.map { word in
      let outcomes = outcomes(at: word)
      var row = states.map { _ in 0.0 }
      row[word] = outcomes[count]
      for k in 0..<count { row[word ^ 1 << k] += outcomes[k] }
      return row
    }
    return (1..<steps).reduce(one) { power, _ in
      power.map { row in
        states.map { to in states.reduce(0) { $0 + row[$1] * one[$1][to] } }
      }
    }
  }
}
