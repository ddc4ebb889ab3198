import PatrolModel
import QUBOModel

/// Demand met exactly, rule (4), as a square: Σ_t Σ_j (Σ_i y(t, i, j) − d[t][j])².
///
/// With y² = y it expands to Σ (1 − 2d) y + Σ_{i < i'} 2 y(i) y(i') + Σ d². The smallest deviation,
/// one car too many or too few somewhere, costs 1 unit; sums being fixed, it never comes alone.
struct DemandTerm: ScheduleTerm {
  let layout: VariableLayout
  let demand: Demand

  var offset: Int64 {
    var sum: Int64 = 0
    forEachCell { step, sector in
      sum += Int64(needed(step, sector)) * Int64(needed(step, sector))
    }
    return sum
  }

  func forEachLinear(_ body: (_ bit: Int, _ coefficient: Int64) -> Void) {
    forEachCell { step, sector in
      for car in 0..<layout.carCount {
        guard let bit = layout.bit(step: step, car: car, sector: sector) else { continue }
        body(bit, Int64(1 - 2 * needed(step, sector)))
      }
    }
  }

  func forEachCoupling(_ body: (_ bit: Int, _ other: Int, _ coefficient: Int32) -> Void) {
    forEachCell { step, sector in
      let bits = (0..<layout.carCount).compactMap {
        layout.bit(step: step, car: $0, sector: sector)
      }
      for (position, bit) in bits.enumerated() {
        for other in bits[(position + 1)...] { body(bit, other, 2) }
      }
    }
  }

  func value(of assignment: BitVector) -> Int64 {
    var total: Int64 = 0
    forEachCell { step, sector in
      let cars = (0..<layout.carCount).filter { car in
        layout.bit(step: step, car: car, sector: sector).map { assignment[$0] } ?? false
      }
      let deviation = Int64(cars.count - needed(step, sector))
      total += deviation * deviation
    }
    return total
  }

  private func needed(_ step: Int, _ sector: Int) -> Int {
    demand[StepIndex(step), SectorIndex(sector)]
  }

  private func forEachCell(_ body: (_ step: Int, _ sector: Int) -> Void) {
    for step in 0..<layout.stepCount {
      for sector in layout.sectors[step] { body(step, sector) }
    }
  }
}
