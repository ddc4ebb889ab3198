public import Documents
import Figures
import PatrolModel
public import RosterPrograms
import ScheduleChecking

/// What fairness costs, as JSON: format `temper-fairness`, version 1.
public struct FairnessDocument: StoredDocument, Sendable {
  /// The name of the format.
  public static let format = "temper-fairness"
  /// The version of the format.
  public static let version = 1

  private let format: String
  private let version: Int
  let temper: String
  let command: String
  let points: [Line]
  let leastWorstBound: Double
  let isComplete: Bool

  struct Line: Codable {
    let worstMinutes: Double
    let totalMinutes: Double
    let travelMinutes: Double
    let priceMinutes: Double
    let proof: String
  }

  /// Collects the points of a front.
  public init(_ answer: FairnessFront.Answer, version: String, command: String) {
    format = Self.format
    self.version = Self.version
    temper = version
    self.command = command
    points = answer.points.map { point in
      Line(
        worstMinutes: point.verdict.worst.value, totalMinutes: point.verdict.cost.total.value,
        travelMinutes: point.verdict.totalTravel.value, priceMinutes: point.verdict.prices.value,
        proof: point.proof.rawValue)
    }
    leastWorstBound = answer.leastWorst.value
    isComplete = answer.isComplete
  }

  /// The points as a table for people, and whether the last is the fairest there is.
  public var text: String {
    guard let first = points.first else { return "" }
    let titles = ["worst car", "total", "more", "proof"]
    let rows = points.map { line in
      let more = line.totalMinutes - first.totalMinutes
      return [
        Figure.fixed(line.worstMinutes, 1), Figure.fixed(line.totalMinutes, 1),
        first.totalMinutes > 0
          ? "\(Figure.fixed(100 * more / first.totalMinutes, 1)) %" : Figure.fixed(more, 1),
        line.proof,
      ]
    }
    let table = TextTable(fitting: rows, titles: titles)
    let end =
      isComplete
      ? "the last is the least that the worst car can have; that is proven"
      : "no plan's worst car has less than \(Figure.fixed(leastWorstBound, 1)) minutes"
    return ([table.header] + rows.map(table.row) + [end]).joined(separator: "\n")
  }
}
