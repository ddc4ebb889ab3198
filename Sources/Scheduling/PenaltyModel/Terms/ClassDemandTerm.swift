import PatrolModel
import QUBOModel

/// At least c cars of a class in a sector at a step, as a square with slack bits s:
/// (Σ_(i of the class) y(t, i, j) − c − Σ_b 2^b s_b)².
///
/// The slack goes from 0 to the surplus that demand and the cars of the class allow, so that the least
/// value over the slack bits is the squared distance from c to that range: 0 if the rule is kept, at
/// least 1 if it is broken. Pairs of cars are the demand's pairs, too, and have the same weight A.
struct ClassDemandTerm: ScheduleTerm {
  /// The bits that one minimum is about.
  private struct Row {
    let cars: [Int]
    let slack: SlackBits
    let minimum: Int

    var square: LinearSquare {
      LinearSquare(
        terms: cars.map { ($0, 1) } + slack.terms.map { ($0.bit, -$0.coefficient) },
        constant: -minimum)
    }
  }

  private let rows: [Row]
  /// The slack bits.
  let slackBits: Range<Int>

  /// Takes slack bits from `first` on.
  init(_ instance: PatrolInstance, layout: VariableLayout, firstSlack first: Int) {
    var next = first
    var rows: [Row] = []
    for minimum in instance.rules.classMinimums {
      let (step, sector) = (minimum.step.rawValue, minimum.sector.rawValue)
      let cars = instance.carIndices.filter { instance.fleet[$0].carClass == minimum.carClass }
        .compactMap { layout.bit(step: step, car: $0.rawValue, sector: sector) }
      let most = min(cars.count, instance.demand[minimum.step, minimum.sector]) - minimum.cars
      let slack = SlackBits(first: next, upTo: most)
      rows.append(Row(cars: cars, slack: slack, minimum: minimum.cars))
      next = slack.bits.upperBound
    }
    self.rows = rows
    slackBits = first..<next
  }

  var offset: Int64 { rows.reduce(0) { $0 + $1.square.offset } }

  func forEachLinear(_ body: (_ bit: Int, _ coefficient: Int64) -> Void) {
    for row in rows { row.square.forEachLinear(body) }
  }

  func forEachCoupling(_ body: (_ bit: Int, _ other: Int, _ coefficient: Int32) -> Void) {
    for row in rows { row.square.forEachCoupling(body) }
  }

  func value(of assignment: BitVector) -> Int64 {
    rows.reduce(0) { $0 + $1.square.value(of: assignment) }
  }

  /// Sets the slack bits to what cars are above their minimum.
  func settleAuxiliaries(of assignment: inout BitVector) {
    for row in rows {
      let cars = row.cars.count { assignment[$0] }
      row.slack.write(cars - row.minimum, to: &assignment)
    }
  }

  /// The cars that an assignment has of each minimum's class, in the order of the minimums.
  func counts(in assignment: BitVector) -> [Int] {
    rows.map { row in row.cars.count { assignment[$0] } }
  }
}
