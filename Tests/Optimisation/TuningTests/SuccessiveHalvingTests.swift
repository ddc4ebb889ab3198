import RandomStreams
import Testing
import Tuning

struct SuccessiveHalvingTests {
  @Test("Decisions are those of the definition", arguments: 0..<50 as Range<UInt64>)
  func definition(seed: UInt64) {
    var random = RandomStream(seed: seed)
    let factor = 2 + random.uniform(below: 3)
    let rule = SuccessiveHalving(firstRung: 2, reductionFactor: factor)
    let rivals = (0..<random.uniform(below: 12)).map { number in
      trial(number, steps: 1 + random.uniform(below: 20), using: &random)
    }
    let last = 1 + random.uniform(below: 20)
    let subject = trial(99, steps: last, using: &random)
    // Reports come at every step, so a rung is reached exactly or not at all.
    let isRung = [1, factor, factor * factor, factor * factor * factor].contains { 2 * $0 == last }
    let others = rivals.compactMap { $0.reports.first { $0.step == last } }
    let own = subject.reports[last - 1]
    let place =
      others.count {
        $0.violation < own.violation || $0.violation == own.violation && $0.value < own.value
      } + 1
    let places = max(1, (others.count + 1) / factor)
    #expect(rule.isHopeless(subject, among: rivals) == (isRung && place > places))
  }

  @Test("The first at a rung, and whoever is best there, goes on")
  func bestGoesOn() {
    let rule = SuccessiveHalving(firstRung: 10)
    let subject = Trial(number: 0, parameters: [], reports: [.init(step: 10, value: 5)])
    #expect(!rule.isHopeless(subject, among: []))
    let rival = Trial(number: 1, parameters: [], reports: [.init(step: 12, value: 4)])
    #expect(rule.isHopeless(subject, among: [rival]))
    let worse = Trial(number: 1, parameters: [], reports: [.init(step: 10, value: 5)])
    #expect(!rule.isHopeless(subject, among: [worse]))
  }

  @Test("Between rungs nothing is hopeless, and rungs past the largest number do not trap")
  func betweenRungs() {
    let rule = SuccessiveHalving(firstRung: 10)
    let rival = Trial(number: 1, parameters: [], reports: [.init(step: 10, value: 0)])
    let reports = [IntermediateValue(step: 10, value: 1), .init(step: 11, value: 1)]
    #expect(!rule.isHopeless(Trial(number: 0, parameters: [], reports: reports), among: [rival]))
    #expect(!rule.isHopeless(Trial(number: 0, parameters: []), among: [rival]))
    let far = Trial(number: 0, parameters: [], reports: [.init(step: .max, value: 1)])
    #expect(rule.isHopeless(far, among: [rival]))
  }

  private func trial(_ number: Int, steps: Int, using random: inout RandomStream) -> Trial {
    let reports = (1...steps).map { step in
      IntermediateValue(
        step: step, value: Double(random.uniform(below: 6)),
        violation: Double(random.uniform(below: 3)))
    }
    return Trial(number: number, parameters: [], reports: reports)
  }
}
