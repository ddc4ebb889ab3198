import PatrolModel
import QUBOModel

/// One sector per car and step, rule (5), as a square: Σ_t Σ_i (Σ_j y(t, i, j) − 1)².
///
/// It expands to Σ −y + Σ_{j < j'} 2 y(j) y(j') + n·T; a car with no sector or with two costs 1.
/// The sums, and n·T, are over the steps at which a car is in service.
struct OneLocationTerm: ScheduleTerm {
  let layout: VariableLayout
  let instance: PatrolInstance

  var offset: Int64 { Int64(layout.placeCount) }

  func forEachLinear(_ body: (_ bit: Int, _ coefficient: Int64) -> Void) {
    for bit in 0..<layout.assignmentCount { body(bit, -1) }
  }

  func forEachCoupling(_ body: (_ bit: Int, _ other: Int, _ coefficient: Int32) -> Void) {
    for step in 0..<layout.stepCount {
      for car in 0..<layout.carCount {
        let bits = layout.bits(step: step, car: car)
        for bit in bits {
          for other in bit + 1..<bits.upperBound { body(bit, other, 2) }
        }
      }
    }
  }

  func value(of assignment: BitVector) -> Int64 {
    var total: Int64 = 0
    for step in 0..<layout.stepCount {
      for car in 0..<layout.carCount
      where instance.isInService(CarIndex(car), at: StepIndex(step)) {
        let surplus = layout.sectorsSet(step: step, car: car) { assignment[$0] }.count - 1
        total += Int64(surplus * surplus)
      }
    }
    return total
  }
}
