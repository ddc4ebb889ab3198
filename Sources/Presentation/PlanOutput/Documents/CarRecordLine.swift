import PatrolModel
import ScheduleChecking

/// What a car of a plan does, as every format has it.
struct CarRecordLine: Codable {
  let car: String
  let travelMinutes: Double
  let moves: Int
  let longestLegMinutes: Double
  let longestStaySteps: Int

  init(_ record: CarRecord) {
    car = record.car.rawValue
    travelMinutes = record.travel.value
    moves = record.moves
    longestLegMinutes = record.longestLeg.value
    longestStaySteps = record.longestStay
  }
}
