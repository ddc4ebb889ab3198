import QUBOModel

/// One sector per car and step, rule (5), as a square: Σ_t Σ_i (Σ_j y(t, i, j) − 1)².
///
/// It expands to Σ −y + Σ_{j < j'} 2 y(j) y(j') + n·T; a car with no sector or with two costs 1.
struct OneLocationTerm: ScheduleTerm {
  let layout: VariableLayout

  var offset: Int64 { Int64(layout.carCount * layout.stepCount) }

  func forEachLinear(_ body: (_ bit: Int, _ coefficient: Int64) -> Void) {
    for bit in 0..<layout.assignmentCount { body(bit, -1) }
  }

  func forEachCoupling(_ body: (_ bit: Int, _ other: Int, _ coefficient: Int32) -> Void) {
    for step in 0..<layout.stepCount {
      for car in 0..<layout.carCount {
        let bits = layout.sectors[step].compactMap {
          layout.bit(step: step, car: car, sector: $0)
        }
        for (position, bit) in bits.enumerated() {
          for other in bits[(position + 1)...] { body(bit, other, 2) }
        }
      }
    }
  }

  func value(of assignment: BitVector) -> Int64 {
    var total: Int64 = 0
    for step in 0..<layout.stepCount {
      for car in 0..<layout.carCount {
        let surplus = layout.sectorsSet(step: step, car: car) { assignment[$0] }.count - 1
        total += Int64(surplus * surplus)
      }
    }
    return total
  }
}
