import Figures
import PatrolModel
import PenaltyModel
public import Planning

extension WeightsOutcome {
  /// The outcome in lines for people.
  public func text(_ request: WeightsRequest) -> String {
    let instance = request.instance
    let title =
      "Instance  \(instance.name): \(instance.carCount) cars, \(instance.sectorCount) sectors, "
      + "\(instance.stepCount) steps; \(instance.presence)"
    guard conflicts.isEmpty else {
      return
        ([title, "No weights are sufficient, since no plan exists:"]
        + conflicts.map { "  \($0)" }).joined(separator: "\n")
    }
    let sections = [title] + knowledge(request) + [""] + table
    let judgement = request.weights.map { [""] + words($0, in: instance) } ?? []
    return (sections + judgement + ending).joined(separator: "\n")
  }

  /// That searches were cut short, if they were.
  private var ending: [String] {
    switch end {
    case .complete: []
    case .time: ["", "Ended     by the time limit: searches were cut short, what is proven holds"]
    case .cancelled: ["", "Ended     interrupted: searches were cut short, what is proven holds"]
    }
  }

  private func knowledge(_ request: WeightsRequest) -> [String] {
    let steps = (end == .complete ? "" : "at most ") + Figure.grouped(request.steps)
    let search = "found in \(steps) steps, seed \(request.seed)"
    let plan =
      plan.map { "Plan      \($0) minutes, \(request.plan == nil ? search : "as given")" }
      ?? "Plan      none \(search)"
    return [plan]
      + bounds.map { bound in
        "Bound     \(bound.travel) minutes"
          + (bound.largestPrice == .zero
            ? " without a presence rule"
            : ", with multipliers up to \(bound.largestPrice) for its breaks")
      }
  }

  private var table: [String] {
    guard !proofs.isEmpty else {
      return [
        end == .complete
          ? "No theorem applies: weights would be too large." : "No theorem has been applied yet."
      ]
    }
    let table = TextTable([
      .init("Theorem", width: 8, .left), .init("A = B", width: 10), .init("C", width: 10),
      .init("  Condition", width: 0, .left),
    ])
    return [table.header]
      + proofs.map { proof in
        let weights = proof.smallest.weights
        return table.row([
          proof.theorem.rawValue, "\(weights.demand)", "\(weights.presence)",
          "  \(proof.smallest.condition)",
        ])
      }
  }

  private func words(_ weights: PenaltyWeights, in instance: PatrolInstance) -> [String] {
    let given = "Weights   \(weights.words) minutes: "
    switch verdict {
    case .proven(let proof): return [given + "proven sufficient, \(proof.smallest.condition)"]
    case .refuted(let example):
      return [
        given + "not sufficient",
        "A state of energy \(example.energy.total) breaks rules; no plan has less than "
          + "\(leastTravel):",
      ] + lines(example, in: instance)
    case .open(let example):
      let result = [
        given
          + (end == .complete
            ? "not proven, no counter-example found"
            : "not proven, the search for a counter-example was cut short")
      ]
      guard let example else { return result }
      return result + [
        "A state of energy \(example.energy.total) breaks rules and is no dearer than the plan, "
          + "but a better plan may exist:"
      ] + lines(example, in: instance)
    case nil: return []
    }
  }

  private func lines(_ example: CounterExample, in instance: PatrolInstance) -> [String] {
    let parts = PenaltyTerm.terms(of: instance).map { "\($0.rawValue) \(example.energy[$0])" }
    let shown = example.breaches.prefix(5).map { "  \($0.words(in: instance))" }
    let more = example.breaches.count - shown.count
    return ["  " + parts.joined(separator: ", ")] + shown
      + (more > 0 ? ["  and \(more) more"] : [])
  }
}

extension WeightChoice {
  /// The condition of a theorem, without the words that say it is one.
  var condition: String {
    switch reason {
    case .sufficient(let condition): condition
    case .practical, .given: words
    }
  }
}
