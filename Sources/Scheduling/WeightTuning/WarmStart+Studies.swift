public import StudyStore
public import Tuning

extension WarmStart {
  /// How many settings a study starts from.
  static let count = 4

  /// Takes the best trials of other studies as what a new study tries first.
  ///
  /// Minutes of another instance say nothing about this one, but what did well there is a good guess
  /// here: it is tried, and counts by what it comes to (enqueued trials; Feurer, Springenberg &
  /// Hutter 2015, doi:10.1609/aaai.v29i1.9354). Weights are scaled as the smallest ones of the
  /// spaces, which go by M*. Several studies take turns, best trial first.
  ///
  /// - Parameters:
  ///   - studies: The studies and their paths.
  ///   - space: What is searched now.
  /// - Throws: ``TuneError/otherParameters(path:found:expected:)``,
  ///   ``TuneError/nothingToStartFrom(path:)``.
  public init(
    _ studies: [(path: String, content: StudyContent)], for space: SearchSpace
  ) throws(TuneError) {
    var taken = studies.map { _ in [Int]() }
    var settings: [[ParameterValue]] = []
    var ranked: [[Trial]] = []
    for (path, content) in studies {
      let names = content.record.space.entries.map(\.name)
      guard names == space.entries.map(\.name) else {
        throw .otherParameters(path: path, found: names, expected: space.entries.map(\.name))
      }
      ranked.append(TrialRank.ranked(content.trials).filter { $0.value != nil })
      if ranked.last?.isEmpty == true { throw .nothingToStartFrom(path: path) }
    }
    for place in 0..<(ranked.map(\.count).max() ?? 0) {
      for (index, trials) in ranked.enumerated() where place < trials.count {
        let setting = Self.scaled(
          trials[place], from: studies[index].content.record.space, to: space)
        guard settings.count < Self.count, !settings.contains(setting) else { continue }
        settings.append(setting)
        taken[index].append(trials[place].number)
      }
    }
    self.init(
      sources: zip(studies, taken).map { study, numbers in
        Source(path: study.path, instance: study.content.record.instance, trials: numbers)
      }, settings: settings)
  }

  /// A start that is only named, for a study that keeps its own.
  public init(named paths: [String]) {
    let unknown = StudyRecord.Instance(name: "", fingerprint: "", textHash: "")
    self.init(
      sources: paths.map { Source(path: $0, instance: unknown, trials: []) }, settings: [])
  }

  private static func scaled(
    _ trial: Trial, from source: SearchSpace, to space: SearchSpace
  ) -> [ParameterValue] {
    zip(zip(source.entries, space.entries), trial.parameters).map { entries, value in
      guard case .real(let old, _) = entries.0.domain, case .real(let new, _) = entries.1.domain,
        case .real(let minutes) = value, old.lowerBound > 0
      else { return value }
      let scaled = minutes * (new.lowerBound / old.lowerBound)
      return .real(min(max(scaled, new.lowerBound), new.upperBound))
    }
  }
}
