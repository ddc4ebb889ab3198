import QUBOModel

extension Elimination {
  /// A function that variables are taken out of one by one, those with few neighbours first.
  ///
  /// Minimising over x gives f = min(0, a + Σⱼ bⱼxⱼ), a function of its neighbours. With one or two
  /// it is a quadratic polynomial in them; with three it is one if its cubic term vanishes, as it
  /// does wherever spins feel no field (the star–triangle transformation of Ising models). A
  /// variable whose field never changes sign is fixed, whatever its degree.
  struct Work {
    private let unitsPerOne: Int
    private let largest: Int64
    private let isSparse: Bool
    private var offset: Int64
    private var linear: [Int64]
    /// The coefficients of each variable's pairs.
    private var couplings: [[Int: Int64]]
    private var isLeft: [Bool]
    /// Variables to look at, by degree; the last is for those with more than three neighbours.
    private var waiting: [[Int]] = Array(repeating: [], count: 5)
    private(set) var eliminations: [Elimination] = []

    init(_ qubo: QUBO) {
      unitsPerOne = qubo.unitsPerOne
      largest = qubo.largestEnergy
      offset = qubo.offset
      linear = qubo.linear
      isLeft = Array(repeating: true, count: qubo.variableCount)
      couplings = Array(repeating: [:], count: qubo.variableCount)
      let rows = qubo.interactions.rows
      isSparse = type(of: rows).isSparse
      guard hasRoom else { return }
      for i in linear.indices {
        rows.forEachCoupling(of: i) { j, coefficient in
          if coefficient != 0 { couplings[i][j] = coefficient }
        }
      }
    }

    /// Whether sums of new coefficients stay far from the ends of 64 bits, a term of f being at most
    /// eight values of f, each within the sum of all coefficients; and tables of neighbours small,
    /// at a few hundred bytes for each variable.
    var hasRoom: Bool {
      largest < 1 << 56 && offset.magnitude < 1 << 56
        && linear.count <= (isSparse ? Self.mostVariables : Self.mostDenseVariables)
    }

    private static let mostVariables = 500_000
    /// Small functions are often stored in full though few of their pairs interact.
    private static let mostDenseVariables = 256

    /// The variables that are left.
    var kept: [Int] { linear.indices.filter { isLeft[$0] } }

    /// Takes out what can be taken out.
    mutating func eliminate() {
      for variable in linear.indices.reversed() { enqueue(variable) }
      while let variable = nextVariable() {
        let candidate = candidate(variable)
        if let value = candidate.fixedValue {
          fix(candidate, value)
        } else if candidate.couplings.count <= 3 {
          let polynomial = candidate.polynomial
          if polynomial.count < 8 || polynomial[7] == 0 { replace(candidate, by: polynomial) }
        }
      }
    }

    /// The function of what is left, or an error if its energies might overflow.
    func remainder() throws(QUBOError) -> QUBO {
      let kept = kept
      var numbers = Array(repeating: 0, count: linear.count)
      for (number, variable) in kept.enumerated() { numbers[variable] = number }
      var builder = QUBOBuilder(variableCount: kept.count, unitsPerOne: unitsPerOne)
      builder.addOffset(offset)
      for variable in kept {
        builder.addLinear(numbers[variable], linear[variable])
        for (other, value) in couplings[variable] where other > variable {
          builder.addCoupling(numbers[variable], numbers[other], value)
        }
      }
      return try builder.build()
    }

    private mutating func enqueue(_ variable: Int) {
      waiting[min(couplings[variable].count, waiting.count - 1)].append(variable)
    }

    /// A variable of least degree among those whose surroundings changed since they were looked at.
    private mutating func nextVariable() -> Int? {
      for degree in waiting.indices {
        while let variable = waiting[degree].popLast() {
          // Those whose degree has changed since wait elsewhere, too.
          if isLeft[variable] && min(couplings[variable].count, waiting.count - 1) == degree {
            return variable
          }
        }
      }
      return nil
    }

    private func candidate(_ variable: Int) -> Elimination {
      // Sorted, as the order of a dictionary is another one in each process.
      let pairs = couplings[variable].map { (variable: $0.key, value: $0.value) }
      return Elimination(
        variable: variable, linear: linear[variable],
        couplings: pairs.sorted { $0.variable < $1.variable })
    }

    private mutating func fix(_ candidate: Elimination, _ value: Bool) {
      remove(candidate)
      if value {
        offset += candidate.linear
        for (other, coupling) in candidate.couplings { linear[other] += coupling }
      }
      for (other, _) in candidate.couplings { enqueue(other) }
    }

    private mutating func replace(_ candidate: Elimination, by polynomial: [Int64]) {
      remove(candidate)
      let neighbours = candidate.couplings.map(\.variable)
      offset += polynomial[0]
      for (place, i) in neighbours.enumerated() {
        linear[i] += polynomial[1 << place]
        for (other, j) in neighbours.enumerated().dropFirst(place + 1) {
          add(polynomial[1 << place | 1 << other], to: i, j)
        }
      }
      for variable in neighbours { enqueue(variable) }
    }

    private mutating func remove(_ candidate: Elimination) {
      isLeft[candidate.variable] = false
      couplings[candidate.variable] = [:]
      for (other, _) in candidate.couplings { couplings[other][candidate.variable] = nil }
      eliminations.append(candidate)
    }

    private mutating func add(_ value: Int64, to i: Int, _ j: Int) {
      let sum = couplings[i][j, default: 0] + value
      couplings[i][j] = sum == 0 ? nil : sum
      couplings[j][i] = sum == 0 ? nil : sum
    }
  }
}
