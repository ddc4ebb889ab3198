import Figures
import PatrolModel

extension PatrolInstance {
  /// The rules for cars, sectors, classes and legs in one line, or `nil` if there are none.
  var ruleSummary: String? {
    guard hasCarRules else { return nil }
    let cars = fleet.cars
    let counts = [
      (cars.count { $0.start != nil }, "starts"),
      (cars.reduce(0) { $0 + $1.off.count }, "car steps out of service"),
      (sectors.count { $0.classes != nil }, "sectors for some classes only"),
      (rules.fixed.count, "fixed"), (rules.forbidden.count, "forbidden"),
      (rules.classMinimums.count, "minimums of classes"),
    ]
    let words = counts.filter { $0.0 > 0 }.map { "\(Figure.grouped($0.0)) \($0.1)" }
    let limits = [
      rules.longestLeg.map { "legs up to \($0) min" },
      rules.carTravelLimit.map { "up to \($0) min a car" },
    ].compactMap { $0 }
    return (words + limits).joined(separator: ", ")
  }
}
