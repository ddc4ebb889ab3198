import Simulation

/// What came of a shift, as a line of a checkpoint: presence, Hamming, then, parted by commas,
/// periods of patrol in each area, how each call was answered, and nanoseconds of each decision.
extension PlayedDay {
  /// The line; who broke rules has none.
  var line: String {
    let answers = outcome.incidents.map { Self.word($0.answer) }
    // Whole nanoseconds are all that a clock tells.
    let times = deciding.map { "\(Int64($0 / .nanoseconds(1)))" }
    let lists = [outcome.patrol.map { "\($0)" }, answers, times].map {
      $0.isEmpty ? "-" : $0.joined(separator: ",")
    }
    return (["\(outcome.presence)", "\(outcome.hamming)"] + lists).joined(separator: " ")
  }

  /// Reads a line about a shift; nil if it is of another one.
  init?(line: String, of scenario: ShiftScenario) {
    guard let parts = Parts(line), parts.answers.count == scenario.incidents.count,
      parts.times.count == scenario.incidents.count
    else { return nil }
    let incidents = zip(scenario.incidents, parts.answers).map {
      IncidentOutcome(incident: $0, answer: $1)
    }
    outcome = DayOutcome(
      incidents: incidents, presence: parts.presence, hamming: parts.hamming,
      patrol: parts.patrol, defects: [])
    deciding = parts.times.map { .nanoseconds($0) }
  }

  /// Whether a line is one, of whatever shift.
  static func isLine(_ line: String) -> Bool { Parts(line) != nil }

  /// What a line says.
  private struct Parts {
    let presence: Double
    let hamming: Double
    let patrol: [Int]
    let answers: [IncidentOutcome.Answer]
    let times: [Int64]

    init?(_ line: String) {
      let words = line.split(separator: " ")
      guard words.count == 5, let presence = Double(words[0]), let hamming = Double(words[1]),
        let patrol = PlayedDay.list(words[2], { Int($0) }),
        let answers = PlayedDay.list(words[3], PlayedDay.answer),
        let times = PlayedDay.list(words[4], { Int64($0) })
      else { return nil }
      (self.presence, self.hamming, self.patrol) = (presence, hamming, patrol)
      (self.answers, self.times) = (answers, times)
    }
  }

  private static func list<Value>(
    _ word: Substring, _ value: (Substring) -> Value?
  ) -> [Value]? {
    guard word != "-" else { return [] }
    let words = word.split(separator: ",", omittingEmptySubsequences: false)
    let values = words.compactMap(value)
    return values.count == words.count ? values : nil
  }

  /// `u` unable, `d` declined, or the car, minutes, and `o` for one of another sector.
  private static func word(_ answer: IncidentOutcome.Answer) -> String {
    switch answer {
    case .unable: "u"
    case .declined: "d"
    case .served(let car, let minutes, let isOther): "\(car):\(minutes)\(isOther ? ":o" : "")"
    }
  }

  private static func answer(_ word: Substring) -> IncidentOutcome.Answer? {
    switch word {
    case "u": return .unable
    case "d": return .declined
    default:
      let parts = word.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2 || parts.count == 3 && parts[2] == "o", let car = Int(parts[0]),
        let minutes = Int(parts[1])
      else { return nil }
      return .served(car: car, minutes: minutes, byOtherSector: parts.count == 3)
    }
  }
}
