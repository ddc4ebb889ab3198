public import Documents
import Figures
public import PatrolModel
public import Rosters

/// What a rule or a unit of demand costs, as JSON: format `temper-rule-price`, version 1; and as text.
public struct RulePriceDocument: StoredDocument, Sendable {
  /// The name of the format.
  public static let format = "temper-rule-price"
  /// The version of the format.
  public static let version = 1

  private let format: String
  private let version: Int
  let rule: String
  let withMinutes: Double?
  let withoutMinutes: Double?
  let costMinutes: Double?
  let isProven: Bool
  let isImpossibleWith: Bool

  /// Puts a price into words and minutes.
  public init(_ price: RulePrice, of instance: PatrolInstance) {
    format = Self.format
    version = Self.version
    rule =
      switch price.part {
      case .rule(let rule): rule.description
      case .demand(let step, let sector):
        "\(instance[sector].id) needs a car less at step \(step.number) (\(instance.shift.clock(step)))"
      }
    withMinutes = price.with.value?.minutes
    withoutMinutes = price.without.value?.minutes
    costMinutes = price.cost.map { Double($0) / 1000 }
    isProven = price.isProven
    isImpossibleWith = price.with.status == .infeasible
  }

  /// The price as a planner reads it.
  public var text: String {
    let without = withoutMinutes.map { "\(Self.minutes($0)) minutes" } ?? "no plan was found"
    let with =
      withMinutes.map { "\(Self.minutes($0)) minutes" }
      ?? (isImpossibleWith ? "no plan exists" : "no plan was found")
    let cost = costMinutes.map { "It costs \(Self.minutes($0)) minutes" }
    return """
      \(rule)
      as it is: \(with); without: \(without)
      \(cost.map { "\($0)\(isProven ? ", proven." : "; one of the two is not proven the best.")" }
        ?? "There is no price without two plans.")
      """
  }

  private static func minutes(_ minutes: Double) -> String { Figure.fixed(minutes, 1) }
}
