// Builds the QUBO of a shift with proven weights, minimises it, and takes its energy apart.
import Temper

let shift = try PatrolInstance(contentsOf: "instances/tiny-3x3x3.json")
let weights = PenaltyBounds(shift).sufficient.weights
let model = try ScheduleQUBO(shift)
let qubo = try model.qubo(weights: weights)
print("\(qubo.variableCount) bits, \(model.couplingCount) couplings")

let result = Annealer(seed: 1, replicas: 8).minimise(
  qubo, move: .parallelTrial(offsetIncrement: 0), until: Stop(steps: 20_000))
let energy = model.breakdown(of: result.best.state, weights: weights)
precondition(energy.total.tenths == Int(result.best.energy))
for term in PenaltyTerm.terms(of: shift) { print(term.rawValue, energy[term]) }
precondition(model.decode(result.best.state).breaches.isEmpty)
