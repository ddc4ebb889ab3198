/// Eliminates one bit after the other by tables over the bits that it meets.
///
/// Non-serial dynamic programming (Bertelè & Brioschi 1972; Crama, Hansen & Jaumard 1990,
/// doi:10.1016/0166-218X(90)90142-Y): min over x_v of all terms with x_v is a table over v's neighbours.
/// The neighbour count of the fewest first keeps tables small where the graph is sparse, whatever the
/// size of the coefficients.
struct VariableElimination {
  /// The most entries of all tables, 16 bytes each with what they leave behind.
  private static let mostEntries = 1 << 24
  /// The most bits: finding the order looks at all of them for each.
  private static let mostBits = 4000
  /// The most bits of one table.
  private static let mostNeighbours = 20

  let part: QUBOPart
  private let order: [(bit: Int, neighbours: [Int])]

  /// Finds an order; `nil` if tables would become too large.
  init?(_ part: QUBOPart) {
    guard part.count <= Self.mostBits else { return nil }
    var neighbours = part.couplings.map { Set($0.map(\.bit)) }
    var left = Set(0..<part.count)
    var (order, entries) = ([(bit: Int, neighbours: [Int])](), 0)
    while !left.isEmpty {
      // The least number breaks ties, so that the order is the same everywhere.
      guard let bit = left.min(by: { (neighbours[$0].count, $0) < (neighbours[$1].count, $1) })
      else { break }
      let around = neighbours[bit].sorted()
      guard around.count <= Self.mostNeighbours else { return nil }
      entries += 1 << around.count
      guard entries <= Self.mostEntries else { return nil }
      for other in around {
        neighbours[other].formUnion(around)
        neighbours[other].remove(other)
        neighbours[other].remove(bit)
      }
      left.remove(bit)
      order.append((bit, around))
    }
    self.part = part
    self.order = order
  }

  /// What the elimination of a bit leaves: the least energy for each state of its neighbours.
  private struct Table {
    /// Its bits, in the order of their elimination's list.
    let scope: [Int]
    let energies: [Int64]
  }

  /// The least energy and an assignment that has it; `nil` if somebody asked for the end.
  func minimum(isCancelled: () -> Bool) -> (bits: [Bool], energy: Int64)? {
    var tables = Array(repeating: [Table](), count: part.count)
    var place = Array(repeating: 0, count: part.count)
    for (index, step) in order.enumerated() { place[step.bit] = index }
    var choices: [[Bool]] = []
    var constant: Int64 = 0
    for step in order {
      guard !isCancelled() else { return nil }
      let result = eliminate(step.bit, step.neighbours, tables[step.bit], place)
      tables[step.bit] = []
      choices.append(result.isOne)
      let heir = step.neighbours.min { place[$0] < place[$1] }
      if let heir {
        tables[heir].append(Table(scope: step.neighbours, energies: result.energies))
      } else {
        constant += result.energies[0]
      }
    }
    var bits = Array(repeating: false, count: part.count)
    for (step, isOne) in zip(order, choices).reversed() {
      var state = 0
      for (index, bit) in step.neighbours.enumerated() where bits[bit] { state |= 1 << index }
      bits[step.bit] = isOne[state]
    }
    return (bits, constant)
  }

  /// min over one bit of its own terms and the tables that hold it, for each state of its neighbours.
  private func eliminate(
    _ bit: Int, _ neighbours: [Int], _ tables: [Table], _ place: [Int]
  ) -> (energies: [Int64], isOne: [Bool]) {
    let size = 1 << neighbours.count
    // Couplings with bits that are gone are in the tables.
    var couplings = Array(repeating: Int64(0), count: neighbours.count)
    for coupling in part.couplings[bit] where place[coupling.bit] > place[bit] {
      if let index = neighbours.firstIndex(of: coupling.bit) { couplings[index] = coupling.value }
    }
    // What a neighbour, or the bit itself, is worth in a table's index.
    let masks = tables.map { table in neighbours.map { table.scope.mask(of: $0) } }
    let own = tables.map { $0.scope.mask(of: bit) }
    var energies = Array(repeating: Int64(0), count: size)
    var isOne = Array(repeating: false, count: size)
    var field = part.linear[bit]
    var indices = Array(repeating: 0, count: tables.count)
    var state = 0
    for step in 1...size {
      var (zero, one) = (Int64(0), field)
      for (number, table) in tables.enumerated() {
        zero += table.energies[indices[number]]
        one += table.energies[indices[number] | own[number]]
      }
      isOne[state] = one < zero
      energies[state] = min(zero, one)
      guard step < size else { break }
      let flipped = step.trailingZeroBitCount
      state ^= 1 << flipped
      field += state >> flipped & 1 == 1 ? couplings[flipped] : -couplings[flipped]
      for number in indices.indices { indices[number] ^= masks[number][flipped] }
    }
    return (energies, isOne)
  }
}

extension [Int] {
  /// The bit of an index that stands for an element; 0 if it is none.
  fileprivate func mask(of element: Int) -> Int {
    firstIndex(of: element).map { 1 << $0 } ?? 0
  }
}
