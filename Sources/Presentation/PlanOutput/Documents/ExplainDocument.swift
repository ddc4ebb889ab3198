public import Documents
import Figures
import PatrolModel
public import Rosters

/// Why a car is where it is, as JSON: format `temper-explanation`, version 1; and as text.
public struct ExplainDocument: StoredDocument, Sendable {
  /// The name of the format.
  public static let format = "temper-explanation"
  /// The version of the format.
  public static let version = 1
  /// How many alternatives the text lists of each kind.
  private static let listed = 3

  private let format: String
  private let version: Int
  let car: String
  let step: Int
  let time: String
  let sector: String
  let stayFrom: Int
  let stayTo: Int
  let origin: String?
  let arrivalMinutes: Double?
  let needed: Int
  let wanted: Int
  let most: Int
  let present: [String]
  let alternatives: [Line]

  struct Line: Codable {
    let car: String
    let fromStep: Int
    let toStep: Int
    let costMinutes: Double
    let broken: [String]
  }

  /// Puts an explanation into names and minutes.
  public init(_ explanation: CellExplanation) {
    let instance = explanation.instance
    let range = instance.range(explanation.step, explanation.sector)
    format = Self.format
    version = Self.version
    car = instance.fleet[explanation.car].id.rawValue
    step = explanation.step.number
    time = instance.shift.clock(explanation.step)
    sector = instance[explanation.sector].id.rawValue
    stayFrom = explanation.stay.steps.lowerBound + 1
    stayTo = explanation.stay.steps.upperBound
    origin = explanation.origin.map { instance[$0].id.rawValue }
    arrivalMinutes = explanation.stay.arrival?.value
    needed = range.minimum
    wanted = range.target
    most = range.maximum
    present = explanation.present.map { instance.fleet[$0].id.rawValue }
    alternatives = explanation.alternatives.map { other in
      Line(
        car: instance.fleet[other.car].id.rawValue, fromStep: other.steps.lowerBound + 1,
        toStep: other.steps.upperBound, costMinutes: Double(other.cost) / 1000,
        broken: other.broken)
    }
  }

  /// The explanation as a planner reads it.
  public var text: String {
    let way =
      arrivalMinutes.map {
        "It drives there from \(origin ?? "its start") in \(Self.minutes($0)) minutes."
      }
      ?? "It does not drive to get there."
    let need = needed == most ? "\(needed)" : "\(needed) to \(most), best \(wanted)"
    let allowed = alternatives.filter(\.broken.isEmpty).prefix(Self.listed)
    let others = alternatives.filter { !$0.broken.isEmpty }.prefix(Self.listed)
    return """
      Car \(car) is in \(sector) at step \(step) (\(time)), for the steps \(stayFrom) to \(stayTo). \(way)
      \(sector) takes \(need) \(most == 1 ? "car" : "cars") then, and has \(present.joined(separator: ", ")).
      \(allowed.isEmpty ? "No other car can be exchanged for it." : "Instead could be there:")
      """
        + allowed.map { "\n  \(words($0))" }.joined()
        + (others.isEmpty ? "" : "\nNot allowed:")
        + others.map { "\n  \(words($0)): \($0.broken[0])" }.joined()
  }

  private func words(_ line: Line) -> String {
    let steps =
      line.fromStep == line.toStep
      ? "at step \(line.fromStep)" : "for the steps \(line.fromStep) to \(line.toStep)"
    let sign = line.costMinutes < 0 ? "-" : "+"
    return "car \(line.car), \(steps): \(sign)\(Self.minutes(abs(line.costMinutes))) minutes"
  }

  private static func minutes(_ minutes: Double) -> String { Figure.fixed(minutes, 1) }
}
