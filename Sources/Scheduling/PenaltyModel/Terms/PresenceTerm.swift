import PatrolModel
import QUBOModel

/// No lingering: the presence rule as a quadratic function that counts breaks.
///
/// `no-return`, equation (8) as printed: Σ y(t−1, i, j) · y(t+1, i, j). `max-stay` with limit 1:
/// Σ y(t) · y(t+1). With limit k ≥ 2 a break is a product of k + 1 bits in a row, which takes a
/// chain of auxiliary bits z₁ = y(t)·y(t+1), z₂ = z₁·y(t+2), …, z_{k−1}: each equality z = x·y
/// costs xy − 2z(x + y) + 3z ≥ 0, zero exactly when it holds (Rosenberg 1975), and the break is
/// z_{k−1} · y(t+k). Charged at the same weight C, the minimum over the auxiliary bits is C per
/// break, since undoing a false equality never costs less than C.
///
/// A start is a step 0. Under `no-return` and `max-stay` with limit 1 what it rules out has no bit;
/// with limit k ≥ 2 a car that never left its start breaks y(1) ⋯ y(k), a chain with one factor less.
/// Its first pair is y(1)·y(2), so the car's first window begins with y(1)·y(3) instead: no pair of
/// bits comes twice.
struct PresenceTerm: ScheduleTerm {
  let layout: VariableLayout
  let rule: PresenceRule
  /// Chains of auxiliary bits, one per window of k + 1 steps that a car could stay.
  let chains: [ProductChain]

  init(layout: VariableLayout, rule: PresenceRule) {
    self.layout = layout
    self.rule = rule
    var chains: [ProductChain] = []
    if case .maxStay(let limit) = rule, limit >= 2 {
      var next = layout.assignmentCount
      func append(_ bits: [Int]) {
        let chain = ProductChain(bits: bits, firstProduct: next)
        chains.append(chain)
        next = chain.products.upperBound
      }
      Self.forEachWindow(of: limit + 1, in: layout) { bits, car, sector, step in
        let followsStart = step == 0 && layout.start(of: car) == sector
        append(followsStart ? [bits[0], bits[2], bits[1]] + bits.dropFirst(3) : bits)
      }
      for car in 0..<layout.carCount where limit <= layout.stepCount {
        guard let start = layout.start(of: car) else { continue }
        let bits = (0..<limit).compactMap { layout.bit(step: $0, car: car, sector: start) }
        if bits.count == limit { append(bits) }
      }
    }
    self.chains = chains
  }

  /// The number of auxiliary bits.
  var auxiliaryCount: Int { chains.reduce(0) { $0 + $1.products.count } }

  var offset: Int64 { 0 }

  func forEachLinear(_ body: (_ bit: Int, _ coefficient: Int64) -> Void) {
    for chain in chains {
      for product in chain.products { body(product, 3) }
    }
  }

  func forEachCoupling(_ body: (_ bit: Int, _ other: Int, _ coefficient: Int32) -> Void) {
    switch rule {
    case .none: break
    case .noReturn:
      Self.forEachWindow(of: 3, in: layout, endsOnly: true) { bits, _, _, _ in
        body(bits[0], bits[2], 1)
      }
    case .maxStay(limit: 1):
      Self.forEachWindow(of: 2, in: layout) { bits, _, _, _ in body(bits[0], bits[1], 1) }
    case .maxStay:
      for chain in chains { chain.forEachCoupling(body) }
    }
  }

  func value(of assignment: BitVector) -> Int64 {
    var total: Int64 = 0
    forEachCoupling { bit, other, coefficient in
      if assignment[bit] && assignment[other] { total += Int64(coefficient) }
    }
    forEachLinear { bit, coefficient in
      if assignment[bit] { total += coefficient }
    }
    return total
  }

  /// Sets every auxiliary bit to the product it stands for.
  func settleAuxiliaries(of assignment: inout BitVector) {
    for chain in chains {
      var product = assignment[chain.bits[0]]
      for (auxiliary, bit) in zip(chain.products, chain.bits.dropFirst()) {
        product = product && assignment[bit]
        assignment[auxiliary] = product
      }
    }
  }

  /// Calls `body` with the bits of each car and sector over `length` consecutive steps.
  ///
  /// A window in which some step has no bit is passed over: its car cannot stay. With `endsOnly`
  /// the steps between the first and the last need no bits (they are given as the first's).
  private static func forEachWindow(
    of length: Int, in layout: VariableLayout, endsOnly: Bool = false,
    _ body: (_ bits: [Int], _ car: Int, _ sector: Int, _ step: Int) -> Void
  ) {
    guard layout.stepCount >= length else { return }
    for start in 0...(layout.stepCount - length) {
      for sector in layout.sectors[start] {
        for car in 0..<layout.carCount {
          let bits = (start..<start + length).compactMap { step in
            layout.bit(
              step: endsOnly && step < start + length - 1 ? start : step, car: car, sector: sector)
          }
          if bits.count == length { body(bits, car, sector, start) }
        }
      }
    }
  }
}

/// A product of k + 1 bits, quadratised by k − 1 auxiliary bits in a chain.
struct ProductChain: Sendable {
  /// The k + 1 ≥ 2 factors.
  let bits: [Int]
  /// The first of the auxiliary bits, which are consecutive.
  let firstProduct: Int

  /// The auxiliary bits z₁, …, z_{k−1}.
  var products: Range<Int> { firstProduct..<firstProduct + bits.count - 2 }

  /// Calls `body` with the couplings of the equalities and of the break itself.
  func forEachCoupling(_ body: (_ bit: Int, _ other: Int, _ coefficient: Int32) -> Void) {
    var factor = bits[0]
    for (product, bit) in zip(products, bits.dropFirst()) {
      body(factor, bit, 1)
      body(factor, product, -2)
      body(bit, product, -2)
      factor = product
    }
    body(factor, bits[bits.count - 1], 1)
  }
}
