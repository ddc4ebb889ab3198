import Failures
import Testing
import _TemperTestSupport

@Suite("Remedies")
struct RemedyTests {
  @Test("samples are there of every case")
  func samples() {
    #expect(Set(Remedies.samples.map(Remedies.number)) == Set(0..<Remedies.caseCount))
  }

  @Test("have words of their own that name no option or command", arguments: Remedies.samples)
  func words(remedy: Remedy) {
    let words = remedy.description
    #expect(!words.isEmpty && !words.contains("\n"))
    #expect(!words.contains("--") && !words.contains("temper ") && !words.contains("make setup"))
    #expect(Remedies.samples.count { $0.description == words } == 1)
  }

  @Test("follow the problem, in the words that a caller has for them")
  func line() {
    let account = FailureAccount(.usage, "too much", remedy: .moreTime)
    #expect(account.line() == "too much; more time")
    #expect(account.line { _ in "--wait" } == "too much; --wait")
    #expect(FailureAccount(.usage, "too much").line() == "too much")
  }
}
