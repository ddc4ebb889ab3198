import Contradictions
import Figures
import PatrolModel

/// How a run ended, in the words of which logs, pages and documents are made.
enum ResultVerdict {
  /// The verdict of a status, with how far the plan can be from the least travel.
  static func words(status: String, gap: Double?, isCutShort: Bool) -> String {
    let end = isCutShort ? "; interrupted, the best so far" : ""
    switch status {
    case "optimal": return "proven optimal"
    case "feasible":
      return gap.map { "feasible, proven within \(Figure.percent($0)) of the optimum" + end }
        ?? "feasible, not proven" + end
    case "infeasible": return "no plan exists; that is proven"
    default: return "no plan was found; whether there is one is not known" + end
    }
  }
}

extension PatrolInstance {
  /// The presence rule that the shift can keep, in words; `nil` if it is no reason.
  var otherRule: String? { keepablePresence()?.description }
}
