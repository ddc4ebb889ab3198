public import Documents
import Figures
import PatrolModel
import RosterPrograms
public import Rosters
import ScheduleChecking

/// The plans that planning again offers, as JSON: format `temper-replan`, version 1.
public struct ReplanDocument: StoredDocument, Sendable {
  /// The name of the format.
  public static let format = "temper-replan"
  /// The version of the format.
  public static let version = 1

  private let format: String
  private let version: Int
  let temper: String
  let command: String
  let options: [Line]

  struct Line: Codable {
    let changePrice: Double
    let changedCells: Int
    let changedCars: [String]
    let travelMinutes: Double
    let priceMinutes: Double
    let proof: String
    let isChosen: Bool
  }

  /// Collects the options of a run; one of them is chosen.
  public init(
    _ options: [Replan.Option], of replan: Replan, chosen: Replan.Option, version: String,
    command: String
  ) {
    format = Self.format
    self.version = Self.version
    temper = version
    self.command = command
    self.options = options.map { option in
      Line(
        changePrice: option.price.value, changedCells: option.changedCells,
        changedCars: option.changedCars.map { replan.instance.fleet[$0].id.rawValue },
        travelMinutes: option.verdict.totalTravel.value,
        priceMinutes: option.verdict.prices.value, proof: option.proof.rawValue,
        isChosen: option.changedCells == chosen.changedCells)
    }
  }

  /// The option at the knee: the last from which a further change saves less than changes do on average.
  public static func knee(of options: [Replan.Option]) -> Replan.Option? {
    guard let first = options.first, let last = options.last, options.count > 1 else {
      return options.first
    }
    let saved = first.verdict.cost.total - last.verdict.cost.total
    let average =
      Double(saved.tenths) / Double(max(1, last.changedCells - first.changedCells))
    var knee = first
    for (before, after) in zip(options, options.dropFirst()) {
      let step = before.verdict.cost.total - after.verdict.cost.total
      let perCell = Double(step.tenths) / Double(max(1, after.changedCells - before.changedCells))
      if perCell >= average { knee = after }
    }
    return knee
  }

  /// The options as a table for people.
  public var text: String {
    let titles = ["cells", "cars", "travel", "prices", "proof", ""]
    let rows = options.map { line in
      [
        "\(line.changedCells)", "\(line.changedCars.count)", Figure.fixed(line.travelMinutes, 1),
        Figure.fixed(line.priceMinutes, 1), line.proof, line.isChosen ? "<- chosen" : "",
      ]
    }
    let table = TextTable(fitting: rows, titles: titles)
    return ([table.header] + rows.map(table.row)).joined(separator: "\n")
  }
}
