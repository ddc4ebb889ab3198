import Testing
import Tuning
import _TemperTestSupport

struct TrialStoreTests {
  @Test("The store in memory keeps a store's promises", arguments: TrialStoreConformance.allCases)
  func conformance(check: TrialStoreConformance) async throws {
    #expect(try await check.complaints(about: InMemoryTrialStore()) == [])
  }

  @Test("A store takes up the trials of an earlier study")
  func resumption() throws {
    let first = InMemoryTrialStore()
    try first.start(Trial(number: 0, parameters: []))
    let second = InMemoryTrialStore(first.trials())
    try second.start(Trial(number: 1, parameters: []))
    #expect(second.trials().map(\.number) == [0, 1])
    #expect(first.trials().count == 1)
  }

  @Test("Errors say what is wrong and what to do")
  func descriptions() {
    #expect(
      "\(TrialStoreError.alreadyFinished(3))"
        == "trial 3 has ended before; its first outcome stays")
    #expect(
      "\(TrialStoreError.stepTaken(trial: 1, step: 4, last: 5))"
        == "trial 1 has reported step 5; expected a later one, found 4")
  }
}
