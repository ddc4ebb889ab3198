import PatrolModel
import PenaltyModel
package import QUBOModel

/// The memory that a search takes, forecast so that no allocation fails on the way.
///
/// Forecasts saturate instead of overflowing.
package enum SearchMemory {
  /// Bytes per bit and replica: flip energy, sign, best state and the race's bookkeeping.
  private static let bytesPerBit = 48
  /// Bytes per car, step and replica: the labels now and at best, and those of a decoded plan.
  private static let bytesPerCell = 8
  /// Bytes per step and replica of the heat bath with rules for single cars.
  private static let bytesPerStep = 2_500

  /// The bytes that the QUBO of a request and flips of its bits take.
  static func ofBits(_ request: SolveRequest) -> Int {
    let size = ScheduleQUBOSize(request.instance, everySector: request.everySector)
    return sum(size.sparseBytes, product(product(size.bits, bytesPerBit), request.replicas))
  }

  /// The bytes that one-hot states of a request take.
  static func ofLayers(_ request: SolveRequest) -> Int {
    let instance = request.instance
    let cells = product(instance.carCount, instance.stepCount)
    let totals = product(instance.sectorCount, instance.stepCount)
    let search = sum(
      product(product(sum(cells, totals), bytesPerCell), request.replicas),
      product(4 * instance.sectorCount, instance.sectorCount))
    guard instance.hasCarRules else { return search }
    let steps = instance.stepCount + 1
    // A table of shares by step, sector and class.
    let classes = Set(instance.rules.classMinimums.map(\.carClass)).count
    let shares = product(product(steps, instance.sectorCount + 1), 4 * classes)
    let perReplica = sum(product(steps, bytesPerStep), shares)
    return sum(
      sum(search, product(perReplica, request.replicas)),
      product(product(instance.carCount, steps), instance.sectorCount + 1))
  }

  /// Throws if a request takes more than its limit.
  package static func check(_ request: SolveRequest) throws(QUBOError) {
    let needed = request.moves.memory(of: request)
    guard needed <= request.memoryLimit else {
      throw .memoryLimit(needed: needed, limit: request.memoryLimit)
    }
  }

  private static func product(_ a: Int, _ b: Int) -> Int {
    let result = a.multipliedReportingOverflow(by: b)
    return result.overflow ? .max : result.partialValue
  }

  private static func sum(_ a: Int, _ b: Int) -> Int {
    let result = a.addingReportingOverflow(b)
    return result.overflow ? .max : result.partialValue
  }
}
