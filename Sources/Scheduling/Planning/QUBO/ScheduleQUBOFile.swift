public import Failures
import PatrolModel
public import PenaltyModel
public import QUBOFiles
public import QUBOModel

/// The QUBO of a shift for other solvers, and the way back from their assignments to plans.
public struct ScheduleQUBOFile: Sendable {
  /// The function with weights, in minutes, its bits named by car, step and sector.
  public let file: QUBOFile
  private let model: ScheduleQUBO

  /// Builds the function.
  ///
  /// - Parameter request: The shift and its weights, as a search by flips takes them.
  /// - Throws: ``QUBOModel/QUBOError`` if memory does not suffice, or coefficients are not exact.
  public init(_ request: SolveRequest) throws(QUBOError) {
    model = try ScheduleQUBO(
      request.instance, everySector: request.everySector, memoryLimit: request.memoryLimit)
    file = QUBOFile(
      model: try model.qubo(weights: request.weightChoice.weights),
      labels: model.bitNames.map { .name($0) })
  }

  /// What an assignment says: the schedule, and every rule it breaks.
  ///
  /// - Precondition: As many bits as the function has.
  public func decode(_ assignment: BitVector) -> Decoding { model.decode(assignment) }

  /// Reads an assignment: a line per bit, `0` or `1`, after its name if names are given.
  ///
  /// Bits without names are in the order of the file; named ones may be in any order, and those that
  /// are left out are 0.
  ///
  /// - Throws: ``AssignmentError`` with the line that is none.
  public func assignment(parsing text: String) throws(AssignmentError) -> BitVector {
    var places: [Substring: Int] = [:]
    for (place, name) in model.bitNames.enumerated() { places[name[...]] = place }
    var bits = BitVector(count: model.variableCount)
    var (unnamed, seen) = (0, Set<Int>())
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let words = line.split { $0.isWhitespace }
      guard let value = words.last else { continue }
      let name = words.count == 2 ? words[0] : nil
      guard words.count <= 2, value == "0" || value == "1" else {
        throw AssignmentError(line: number + 1, reason: "expected 0 or 1, after a name or alone")
      }
      let place = name.map { places[$0] } ?? unnamed
      guard let place, place < bits.count else {
        throw AssignmentError(
          line: number + 1,
          reason: name.map { "there is no bit \"\($0)\"" }
            ?? "there are no more than \(bits.count) bits")
      }
      guard seen.insert(place).inserted else {
        throw AssignmentError(line: number + 1, reason: "this bit has a value already")
      }
      if name == nil { unnamed += 1 }
      bits[place] = value == "1"
    }
    guard unnamed == 0 || unnamed == bits.count else {
      throw AssignmentError(
        line: nil, reason: "\(unnamed) of \(bits.count) bits: name them, or give them all")
    }
    return bits
  }
}

/// Why a text is no assignment of a function's bits.
public struct AssignmentError: ClassifiedError, Hashable {
  /// The line, from 1, if one is to blame.
  public let line: Int?
  /// What is wrong.
  public let reason: String

  /// What is wrong and where.
  public var account: FailureAccount {
    FailureAccount(.invalidData, (line.map { "line \($0): " } ?? "") + reason)
  }
}
