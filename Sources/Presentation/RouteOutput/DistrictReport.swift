package import Districting
import PatrolRouting

/// Districts with the rules they were made by, and what the checker says of them.
package struct DistrictReport: Sendable {
  /// How districts are found.
  package enum Method: String, CaseIterable, Sendable {
    case enumeration, program
  }

  package let rules: DistrictRules
  package let method: Method
  package let outcome: DistrictOutcome
  /// Of the districts, if there are any.
  package let check: DistrictCheck?
  /// The program and its version.
  package let program: String

  package init(
    _ outcome: DistrictOutcome, rules: DistrictRules, method: Method, program: String
  ) {
    self.rules = rules
    self.method = method
    self.outcome = outcome
    check = outcome.districts.map { DistrictCheck($0, of: rules.graph) }
    self.program = program
  }

  /// Whether the districts keep the rules, as the checker sees it.
  package var keepsRules: Bool {
    check?.keeps(deviation: rules.deviation, diameter: rules.diameter) ?? false
  }

  var graph: PatrolGraph { rules.graph }
  var members: [[Int]] { outcome.districts?.members ?? [] }

  /// Σφ of a district.
  func weight(of members: [Int]) -> Double {
    members.reduce(0) { $0 + graph.nodes[$1].weight }
  }
}
