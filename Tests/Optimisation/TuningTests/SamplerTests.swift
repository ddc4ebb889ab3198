import RandomStreams
import Testing
import Tuning
import _TemperTestSupport

/// The samplers, by name for failures.
enum SamplerKind: String, CaseIterable {
  case random
  case sobol
  case grid
  case list
  case multivariate
  case univariate

  func sampler() throws -> any Sampler {
    switch self {
    case .random: return RandomSampler()
    case .sobol: return SobolSampler()
    case .grid: return GridSampler(levels: 3)
    case .list:
      let space = try SamplerConformance.hostileSpace()
      let request = SamplingRequest(number: 0, seed: 1, space: space)
      let settings = RandomSampler().parameters(for: request)
      return try ListSampler([try #require(settings)], in: space)
    case .multivariate: return TPE(form: .multivariate, startupTrials: 5)
    case .univariate: return TPE(form: .univariate, startupTrials: 5)
    }
  }
}

struct SamplerTests {
  @Test(
    "Every sampler keeps a sampler's promises", arguments: SamplerKind.allCases,
    SamplerConformance.allCases)
  func conformance(kind: SamplerKind, check: SamplerConformance) throws {
    for seed: UInt64 in 0..<3 {
      #expect(try check.complaints(about: try kind.sampler(), seed: seed) == [], "seed \(seed)")
    }
  }

  @Test("A grid has every combination once, the ends of ranges included")
  func grid() throws {
    var space = SearchSpace()
    let x = try space.uniform("x", in: -1...1)
    let few = try space.integer("few", in: 4...5)
    let ratio = try space.integer("ratio", in: 1...100, scale: .logarithmic)
    let choice = try space.categorical("choice", of: ["a", "b", "c", "d"])
    let study = Study(space: space, sampler: GridSampler(levels: 3), seed: 1)
    var settings: Set<[ParameterValue]> = []
    while case .evaluate(let trial) = try study.suggestion() {
      #expect([-1, 0, 1].contains(trial[x]) && [4, 5].contains(trial[few]))
      #expect([1, 7, 100].contains(trial[ratio]))
      #expect(!trial[choice].isEmpty)
      settings.insert(trial.parameters)
      try study.tell(trial, .complete(value: 0))
    }
    #expect(settings.count == 3 * 2 * 3 * 4)
    #expect(try study.trials().count == settings.count)
    #expect(throws: StudyError.spaceExhausted) { try study.ask() }
  }

  @Test("A list is tried in order and then handed on, or over")
  func list() throws {
    var space = SearchSpace()
    let x = try space.uniform("x", in: 0...1)
    let list = try ListSampler([[.real(0.5)], [.real(0.25)]], in: space)
    let sweep = Study(space: space, sampler: list, seed: 1)
    #expect(try sweep.ask(count: 5).isEmpty == false)
    let first = Study(space: space, sampler: list, mode: .opportunistic, seed: 1)
    #expect(try first.ask(count: 5).map { $0[x] } == [0.5, 0.25])
    let going = Study(
      space: space,
      sampler: try ListSampler(list.settings, in: space, then: RandomSampler()),
      mode: .opportunistic, seed: 1)
    #expect(try going.ask(count: 5).count == 5)
    #expect(throws: SearchSpaceError.self) { try ListSampler([[.real(2)]], in: space) }
  }

  @Test(
    "Sobol's points put one of 2^m in each of 2^m slices of every parameter",
    arguments: 0..<10 as Range<UInt64>)
  func sobol(seed: UInt64) throws {
    var space = SearchSpace()
    for index in 0..<12 { _ = try space.uniform("x\(index)", in: 0...1) }
    for power in [1, 3, 6] {
      let count = 1 << power
      var slices = Array(repeating: Array(repeating: 0, count: count), count: 12)
      for number in 0..<count {
        let request = SamplingRequest(number: number, seed: seed, space: space)
        let values = try #require(SobolSampler().parameters(for: request))
        for (index, value) in values.enumerated() {
          guard case .real(let x) = value else { continue }
          slices[index][Int(x * Double(count))] += 1
        }
      }
      #expect(slices.allSatisfy { $0.allSatisfy { $0 == 1 } })
    }
  }

  @Test("Spaces of more dimensions than Sobol's sequence are filled at random")
  func manyDimensions() throws {
    var space = SearchSpace()
    for index in 0..<45 { _ = try space.uniform("x\(index)", in: 0...1) }
    let request = SamplingRequest(number: 9, seed: 1, space: space)
    let values = try #require(SobolSampler().parameters(for: request))
    #expect(Set(values).count == 45)
  }

  @Test("A space without parameters has one setting", arguments: SamplerKind.allCases)
  func emptySpace(kind: SamplerKind) throws {
    guard kind != .list else { return }
    let request = SamplingRequest(number: 0, seed: 1, space: SearchSpace())
    #expect(try kind.sampler().parameters(for: request) == [])
  }
}
