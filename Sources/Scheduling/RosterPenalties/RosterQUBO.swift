public import PatrolModel
public import PenaltyModel
public import QUBOModel

/// The QUBO of a roster: every key of its file as a quadratic function of bits, in thousandths of minutes.
///
///     E = travel + prices + A · (cells, classes) + B · (one place each) + C · (presence, legs, limits, pairs)
///
/// Each rule is a sum of squares, or of products of bits, that is 0 if the rule is kept and else at least
/// 1; each auxiliary bit that is not what it stands for costs C. So all that is no plan costs at least the
/// least of the weights, and a plan its objective. The published model has a function of its own,
/// ``PenaltyModel/ScheduleQUBO``, whose weights may change without building it again.
public struct RosterQUBO: Sendable {
  /// The shift.
  public let instance: PatrolInstance
  /// The function, in thousandths of minutes.
  public let model: QUBO
  /// What each bit says: car/step/sector, car/break/step, and for auxiliary bits what they are made of.
  public let bitNames: [String]
  private let bits: RosterBits
  private let form: QuadraticForm

  /// Units of the function in a minute.
  static let unitsPerMinute = 1000

  /// Builds the function of a shift.
  ///
  /// - Parameters:
  ///   - instance: The shift.
  ///   - weights: A, B and C.
  ///   - memoryLimit: The most memory to take, in bytes.
  /// - Throws: ``QUBOModel/QUBOError`` if that does not suffice, or sums leave the exact range.
  public init(
    _ instance: PatrolInstance, weights: PenaltyWeights, memoryLimit: Int = .max
  ) throws(QUBOError) {
    let limit = memoryLimit / Self.bytesPerCoupling
    var terms = RosterTerms(instance, weights: weights, couplingLimit: limit)
    terms.addAll()
    guard !terms.form.isTooLarge else {
      throw .memoryLimit(
        needed: terms.form.couplingCount * Self.bytesPerCoupling, limit: memoryLimit)
    }
    self.instance = instance
    bits = terms.bits
    form = terms.form
    bitNames = form.names
    model = try form.qubo(unitsPerOne: Self.unitsPerMinute)
  }

  /// A coupling as a term (24 bytes), collected and merged (16 each), and as two entries of rows
  /// (2 · 12) while they are narrowed (2 · 8).
  static let bytesPerCoupling = 96

  /// The bits that say where cars are and when breaks begin; the others follow from them.
  public var assignmentCount: Int { bits.names.count }

  /// What the function is at a plan that costs so much, in thousandths of minutes.
  public func energy(of cost: PlanCost) -> Int64 {
    let worst = RosterObjective(instance).perTenthOfWorst
    return Int64(100 * cost.total.tenths) + worst * Int64(cost.worst.tenths)
  }

  // MARK: - Plans

  /// The bits of a schedule, auxiliary ones at what they stand for; `nil` if a car is where it has no bit.
  public func encode(_ schedule: Schedule) -> BitVector? {
    var assignment = BitVector(count: form.bitCount)
    for car in instance.carIndices {
      for step in instance.shift.steps {
        guard let sector = schedule[step, car] else { continue }
        guard let bit = bits.bit(car, step.rawValue, sector) else { return nil }
        assignment[bit] = true
      }
      for rest in bits.breaks[car.rawValue] {
        let start = rest.starts.first { start in
          (start.step..<start.step + rest.length).allSatisfy {
            schedule[StepIndex($0), car] == nil
          }
        }
        if let start { assignment[start.bit] = true }
      }
    }
    form.settle(&assignment)
    return assignment
  }

  /// Where cars are by an assignment; `nil` if some car is in several sectors at a step.
  public func schedule(of assignment: BitVector) -> Schedule? {
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    for car in instance.carIndices {
      for step in instance.shift.steps {
        let set = bits.options(car, step.rawValue).filter { assignment[$0.bit] }
        guard set.count <= 1 else { return nil }
        schedule[step, car] = set.first?.sector
      }
    }
    return schedule
  }
}

extension RosterQUBO {
  /// Weights with which every minimum is a best plan, if there is a plan: one broken rule costs more than
  /// any plan can.
  public static func sufficientWeights(_ instance: PatrolInstance) -> WeightChoice {
    let terms = RosterObjective(instance)
    let tenths = (terms.largest + 99) / 100 + 1
    let weight = Minutes(tenths: min(tenths, PenaltyWeights.largest.tenths))
    return WeightChoice(
      weights: PenaltyWeights(demand: weight, oneLocation: weight, presence: weight),
      reason: weight.tenths == tenths
        ? .sufficient("A, B, C > any plan's objective: one broken rule costs more")
        : .practical("largest accepted"))
  }
}
