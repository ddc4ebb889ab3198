package import DispatchStudies
import Documents
import Figures
package import Simulation

/// Shifts as a policy played them, `temper-shifts` version 1: every call, and what came of it.
package struct ShiftsDocument: JSONDocument, Sendable {
  struct Call: Encodable {
    let minute: Int
    let resolutionMinutes: Int
    let area: Int
    let answer: String
    let car: Int?
    let responseMinutes: Int?
    let otherSector: Bool?

    init(_ outcome: IncidentOutcome, _ region: Region) {
      minute = outcome.incident.startMinute
      resolutionMinutes = outcome.incident.resolutionMinutes
      area = region.areas[outcome.incident.area].id
      switch outcome.answer {
      case .served(let car, let minutes, let byOther):
        (answer, self.car, responseMinutes, otherSector) = ("served", car + 1, minutes, byOther)
      case .unable: (answer, car, responseMinutes, otherSector) = ("unable", nil, nil, nil)
      case .declined: (answer, car, responseMinutes, otherSector) = ("declined", nil, nil, nil)
      }
    }
  }

  struct Patrol: Encodable {
    let area: Int
    let periods: Int
    let requiredPeriods: Int
  }

  struct Shift: Encodable {
    let shift: Int
    let response: Double
    let success: Double
    let presence: Double
    let hamming: Double
    let calls: [Call]
    let patrol: [Patrol]

    init(_ number: Int, _ day: DayOutcome, _ region: Region) {
      shift = number + 1
      (response, success) = (day.responseRate, day.successRate)
      (presence, hamming) = (day.presence, day.hamming)
      calls = day.incidents.map { Call($0, region) }
      patrol = region.areas.enumerated().map { index, area in
        Patrol(
          area: area.id, periods: day.patrol[index], requiredPeriods: area.requiredPeriods)
      }
    }
  }

  private let format = "temper-shifts"
  private let version = 1
  private let origin: StudyOrigin
  private let policy: String
  private let mayDecline: Bool
  private let shifts: [Shift]
  private let millisecondsPerDecision: Double
  private let seconds: Double

  /// Collects what is to be written.
  package init(
    _ result: PolicyResult, in region: Region, origin: StudyOrigin, elapsed: Duration
  ) {
    self.origin = origin
    policy = result.policy
    mayDecline = result.mayDecline
    shifts = zip(result.scenarios, result.days).map { Shift($0, $1, region) }
    millisecondsPerDecision = result.millisecondsPerDecision
    seconds = Figure.seconds(elapsed)
  }
}
