import ScheduleChecking
import Testing

@Suite("Parts of broken rules")
struct ViolationValuesTests {
  @Test("are what their sentences are made of", arguments: 0..<100 as Range<UInt64>)
  func parts(seed: UInt64) {
    let one = RandomCase(seed: seed)
    for violation in ScheduleChecker(one.instance).judge(one.entries).violations {
      let words = violation.description
      // A missing class is a dash, and whether cars belong together is said by other words.
      for (name, value) in violation.values where value != "–" && name != "together" {
        #expect(words.contains(value), "seed \(seed): \(name) of '\(words)'")
      }
    }
  }
}
