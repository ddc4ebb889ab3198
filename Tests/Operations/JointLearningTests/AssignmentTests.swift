import JointLearning
import JointPatrol
import LinearPrograms
import RandomStreams
import Testing

@Suite("Dispatch by changes that add up")
struct AssignmentTests {
  /// Random changes of up to five cars and four calls; some gain nothing.
  private static func random(_ seed: UInt64) -> AdditiveAssignment {
    var random = RandomStream(seed: seed)
    let (cars, calls) = (1 + random.uniform(below: 5), 1 + random.uniform(below: 4))
    return AdditiveAssignment(
      pairs: (0..<cars).flatMap { car in
        (0..<calls).map { call in
          .init(assignment: .init(car: car, call: call), change: 10 * random.unit() - 6)
        }
      })
  }

  /// All sets of pairs, by the bits of a number.
  private static func best(_ additive: AdditiveAssignment) -> Double {
    var best = 0.0
    for mask in 0..<1 << min(12, additive.pairs.count) {
      let set = additive.pairs.indices.filter { mask >> $0 & 1 == 1 }
        .map { additive.pairs[$0].assignment }
      guard Set(set.map(\.car)).count == set.count, Set(set.map(\.call)).count == set.count else {
        continue
      }
      best = min(best, additive.value(set))
    }
    return best
  }

  @Test(arguments: 0..<40 as Range<UInt64>) func enumerationFindsTheLeast(seed: UInt64) {
    let additive = Self.random(seed)
    let found = additive.byEnumeration()
    #expect(Set(found.map(\.car)).count == found.count, "seed \(seed)")
    #expect(Set(found.map(\.call)).count == found.count, "seed \(seed)")
    if additive.pairs.count <= 12 {
      #expect(abs(additive.value(found) - Self.best(additive)) < 1e-9, "seed \(seed)")
    }
  }

  @Test(
    "the integer program chooses what enumeration does",
    .enabled(if: (try? HiGHSSolver()) != nil, "needs HiGHS"),
    arguments: 0..<40 as Range<UInt64>)
  func programsAgree(seed: UInt64) throws {
    let additive = Self.random(seed)
    let (all, program) = (additive.byEnumeration(), try additive.byProgram(HiGHSSolver()))
    #expect(Set(all) == Set(program), "seed \(seed)")
  }
}
