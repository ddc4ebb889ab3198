import Figures
public import InstanceSources
import PatrolModel
public import ScheduleChecking

/// A verdict in a few lines for people.
public enum PlanSummary {
  /// Objective, travel per car and the checker's word.
  public static func text(_ verdict: Verdict, optimum: KnownOptimum?) -> String {
    let cars = verdict.cars
    let moves = cars.reduce(0) { $0 + $1.moves }
    let mean = cars.isEmpty ? 0 : verdict.totalTravel.value / Double(cars.count)
    let worst = cars.max { $0.travel < $1.travel }
    let perCar = cars.map { "\($0.car) \($0.travel)" }.joined(separator: ", ")
    return """
      Objective: \(verdict.totalTravel) minutes of travel in \(moves) moves\
      \(SolverLog.gapWords(of: verdict.totalTravel, to: optimum)).
      Minutes per car: \(perCar); \(Figure.fixed(mean, 1)) on average\
      \(worst.map { ", at most \($0.travel) (car \($0.car))" } ?? "").
      Checker: \(verdict.isFeasible ? "feasible, every rule is kept" : "NOT FEASIBLE").
      """
  }
}
