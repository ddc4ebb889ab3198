import PatrolModel
import PenaltyModel
import Planning
import Tuning

/// What weights come to on all instances of a study.
///
/// A trial on several instances is feasible if it is on each of them, and its value is the mean over
/// instances of the median minutes, as multiples of what no plan of the instance travels less than
/// (``TravelBound``): a ratio has no unit, so that long shifts do not outweigh short ones. The
/// violation of an infeasible trial is the mean of the instances' violations. On a single instance
/// everything is as ``WeightScore`` says.
struct StudyObjective: Sendable {
  let request: TuneRequest
  private let members: [WeightObjective]
  private let labels: [String]

  /// Builds the models and bounds travel, which takes a second or so for each instance.
  init(_ request: TuneRequest) throws(TuneError) {
    self.request = request
    labels = request.instances.labels
    var members: [WeightObjective] = []
    for (member, label) in zip(request.instances, labels) {
      let objective = try WeightObjective(request, of: member.instance)
      guard request.instances.count == 1 || objective.bound != nil else {
        throw .unbounded(instance: label)
      }
      members.append(objective)
    }
    self.members = members
  }

  /// What no plan travels less than, if there is a single instance.
  var bound: TravelBound? { members.count == 1 ? members[0].bound : nil }

  /// A run of each instance; as ``WeightObjective/run(_:number:threads:isCancelled:)``.
  func round(
    _ weights: PenaltyWeights, number: Int, threads: Int,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(TuneError) -> [WeightRun]? {
    var runs: [WeightRun] = []
    for member in members {
      let run = try member.run(
        weights, number: number, threads: threads, isCancelled: isCancelled)
      guard let run else { return nil }
      runs.append(run)
    }
    return runs
  }

  /// How many runs of each instance found a plan, with what tells the instance from others.
  func rates(of rounds: [[WeightRun]]) -> [(instance: String, rate: FeasibleRate)] {
    labels.indices.compactMap { index in
      FeasibleRate(feasible: rounds.count { $0[index].travel != nil }, runs: rounds.count)
        .map { (labels[index], $0) }
    }
  }

  /// What rounds come to, all of a trial or the first ones.
  func score(_ rounds: [[WeightRun]]) -> WeightScore {
    let scores = members.indices.map { index in
      WeightScore(
        rounds.map { $0[index] }, of: PenaltyTerm.terms(of: members[index].instance),
        requiredShare: request.requiredShare)
    }
    if scores.count == 1 { return scores[0] }
    let count = Double(scores.count)
    var (value, violation) = (0.0, 0.0)
    for (score, member) in zip(scores, members) {
      guard case .complete(let minutes, let broken) = score.outcome else { continue }
      // Where all plans travel nothing, minutes stand for themselves.
      value += minutes / max(1, member.bound?.travel.value ?? 1) / count
      violation += broken / count
    }
    return WeightScore(
      outcome: .complete(value: value, violation: violation),
      measurements: measurements(of: scores))
  }

  private func measurements(of scores: [WeightScore]) -> [String: Double] {
    var all: [String: Double] = [:]
    for (label, score) in zip(labels, scores) {
      for name in ["runs", "feasible runs"] {
        all[name] = (all[name] ?? 0) + (score.measurements[name] ?? 0)
      }
      for (name, value) in score.measurements { all["\(label): \(name)"] = value }
    }
    return all
  }
}
