import QUBOModel

/// A function of few of a model's bits, without its constant: Σ aᵢxᵢ + Σ b_ij xᵢxⱼ.
///
/// All sums of its coefficients are exact, since ``QUBOModel/QUBO`` limits theirs.
struct QUBOPart: Sendable {
  /// A coupling with another bit of the part.
  struct Coupling: Sendable {
    let bit: Int
    var value: Int64
  }

  /// The model's variables, in increasing order.
  let variables: [Int]
  /// aᵢ of each bit.
  var linear: [Int64]
  /// The bits that each bit interacts with, in increasing order.
  var couplings: [[Coupling]]

  /// The number of bits.
  var count: Int { linear.count }
  /// The number of pairs that interact.
  var pairCount: Int { couplings.reduce(0) { $0 + $1.count } / 2 }
  /// An upper bound of all energies' magnitude.
  var largestEnergy: Int64 {
    linear.reduce(0) { $0 + Int64($1.magnitude) }
      + couplings.joined().reduce(0) { $0 + Int64($1.value.magnitude) }
  }

  /// The energy of an assignment of the part's bits.
  func energy(of bits: [Bool]) -> Int64 {
    var energy: Int64 = 0
    for i in 0..<count where bits[i] {
      energy += linear[i]
      for coupling in couplings[i] where coupling.bit < i && bits[coupling.bit] {
        energy += coupling.value
      }
    }
    return energy
  }

  /// The part as a function of its own.
  func model() throws(QUBOError) -> QUBO {
    var builder = QUBOBuilder(variableCount: count)
    for i in 0..<count {
      builder.addLinear(i, linear[i])
      for coupling in couplings[i] where coupling.bit > i {
        builder.addCoupling(i, coupling.bit, coupling.value)
      }
    }
    return try builder.build()
  }

  /// The same function of yᵢ = xᵢ ⊕ sᵢ, whose constant is the energy of s: bits that are 0 are those
  /// of a given assignment.
  func around(_ bits: [Bool]) -> QUBOPart {
    var part = self
    for i in 0..<count {
      var field = linear[i]
      for (place, coupling) in couplings[i].enumerated() {
        if bits[coupling.bit] { field += coupling.value }
        if bits[i] != bits[coupling.bit] { part.couplings[i][place].value.negate() }
      }
      part.linear[i] = bits[i] ? -field : field
    }
    return part
  }
}

extension QUBO {
  /// The parts of the function that share no bit, each with bits that interact, in the order of their
  /// first bits.
  func parts() -> [QUBOPart] {
    var part = Array(repeating: -1, count: variableCount)
    var members: [[Int]] = []
    for first in 0..<variableCount where part[first] < 0 {
      var open = [first]
      part[first] = members.count
      var group: [Int] = []
      while let i = open.popLast() {
        group.append(i)
        interactions.rows.forEachCoupling(of: i) { j, coefficient in
          guard coefficient != 0, part[j] < 0 else { return }
          part[j] = members.count
          open.append(j)
        }
      }
      members.append(group.sorted())
    }
    var place = Array(repeating: 0, count: variableCount)
    for group in members { for (index, i) in group.enumerated() { place[i] = index } }
    return members.map { group in
      QUBOPart(
        variables: group, linear: group.map { linear[$0] },
        couplings: group.map { i in
          var row: [QUBOPart.Coupling] = []
          interactions.rows.forEachCoupling(of: i) { j, coefficient in
            if coefficient != 0 { row.append(.init(bit: place[j], value: coefficient)) }
          }
          return row
        })
    }
  }
}
