import PatrolModel
import QUBOModel

/// Each car's minutes over the shift within a limit L: (Σ W[a][b] x(t, i, a, b) + slack − L)² per car.
///
/// An auxiliary bit x = y(t−1, i, a) · y(t, i, b) says that a move was made; each equality costs
/// yy' − 2x(y + y') + 3x, as for ``PresenceTerm``, and that of the leg from a start, x = y, costs
/// x + y − 2xy. The slack goes from 0 to L. Legs that take no time need no bit, and those that are too
/// long by themselves are no moves: ``ChargedLegTerm`` charges them, as it does the pairs yy'.
///
/// Minutes are counted in the largest unit of which all legs are multiples. With the best auxiliary bits
/// the term is 0 if the limit is kept and at least 1 if not, as undoing a false equality costs 1.
struct TravelLimitTerm: ScheduleTerm {
  /// A move of a car, from a bit or from its start.
  private struct Move {
    let from: Int?
    let to: Int
    let bit: Int
    let units: Int
  }

  /// The moves of one car.
  private struct Row {
    let moves: [Move]
    let slack: SlackBits
    let square: LinearSquare
  }

  private let rows: [Row]
  private let limit: Int
  /// The bits that say moves, car by car, each car's slack after its moves.
  let bits: Range<Int>

  /// Takes auxiliary bits from `first` on.
  init(_ instance: PatrolInstance, layout: VariableLayout, firstBit first: Int) {
    guard let units = TravelUnits(instance) else {
      (rows, limit, bits) = ([], 0, first..<first)
      return
    }
    limit = units.limit
    var next = first
    rows = (0..<layout.carCount).map { car in
      var moves: [Move] = []
      layout.forEachLeg(of: car) { origin, destination, from, to in
        guard let move = units.ofMove(from: origin, to: destination) else { return }
        moves.append(Move(from: from, to: to, bit: next, units: move))
        next += 1
      }
      let slack = SlackBits(first: next, upTo: units.limit)
      next = slack.bits.upperBound
      let square = LinearSquare(
        terms: moves.map { ($0.bit, $0.units) } + slack.terms, constant: -units.limit)
      return Row(moves: moves, slack: slack, square: square)
    }
    bits = first..<next
  }

  /// The largest coupling, before it is weighted.
  var largestCoupling: Int64 { rows.isEmpty ? 0 : max(2, 2 * Int64(limit) * Int64(limit)) }

  var offset: Int64 { rows.reduce(0) { $0 + $1.square.offset } }

  func forEachLinear(_ body: (_ bit: Int, _ coefficient: Int64) -> Void) {
    for row in rows {
      for move in row.moves {
        body(move.bit, move.from == nil ? 1 : 3)
        if move.from == nil { body(move.to, 1) }
      }
      row.square.forEachLinear(body)
    }
  }

  func forEachCoupling(_ body: (_ bit: Int, _ other: Int, _ coefficient: Int32) -> Void) {
    for row in rows {
      for move in row.moves {
        if let from = move.from { body(from, move.bit, -2) }
        body(move.to, move.bit, -2)
      }
      row.square.forEachCoupling(body)
    }
  }

  func value(of assignment: BitVector) -> Int64 {
    func value(_ bit: Int) -> Int64 { assignment[bit] ? 1 : 0 }
    return rows.reduce(0) { sum, row in
      row.moves.reduce(sum + row.square.value(of: assignment)) { sum, move in
        let (x, y) = (value(move.bit), value(move.to))
        guard let from = move.from.map(value) else { return sum + (x - y) * (x - y) }
        return sum + from * y - 2 * x * (from + y) + 3 * x
      }
    }
  }

  /// Sets the bits of moves to the products they stand for, and the slack to what is left.
  func settleAuxiliaries(of assignment: inout BitVector) {
    for row in rows {
      var left = limit
      for move in row.moves {
        let isMade = assignment[move.to] && (move.from.map { assignment[$0] } ?? true)
        assignment[move.bit] = isMade
        if isMade { left -= move.units }
      }
      row.slack.write(left, to: &assignment)
    }
  }
}

/// Minutes of legs and of the limit per car, as multiples of a common unit.
struct TravelUnits {
  /// The limit, rounded down to a multiple, which excludes nothing.
  let limit: Int
  private let unit: Int
  private let longestLeg: Int
  private let travel: TravelTimes

  /// Finds the unit; `nil` without a limit per car.
  init?(_ instance: PatrolInstance) {
    guard let limit = instance.rules.carTravelLimit else { return nil }
    travel = instance.travel
    longestLeg = (instance.longestLeg ?? limit).tenths
    var unit = 0
    for origin in instance.sectorIndices {
      for destination in instance.sectorIndices where unit != 1 {
        unit = Self.commonDivisor(
          unit, instance.travel[from: origin, to: destination].tenths)
      }
    }
    self.unit = max(1, unit)
    self.limit = limit.tenths / self.unit
  }

  /// The units of a move, or `nil` if it takes no time or is too long by itself.
  func ofMove(from origin: Int, to destination: Int) -> Int? {
    let tenths = travel[from: SectorIndex(origin), to: SectorIndex(destination)].tenths
    return tenths > 0 && tenths <= longestLeg ? tenths / unit : nil
  }

  private static func commonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
