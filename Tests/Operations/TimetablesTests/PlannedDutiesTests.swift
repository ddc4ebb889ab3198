import PatrolModel
import Simulation
import Testing
import Timetables

@Suite("Duties of a plan")
struct PlannedDutiesTests {
  private static func instance(steps: Int, minutes: Int, sectors: [String]) throws -> PatrolInstance
  {
    let rows = (0..<steps).map { _ in
      "[" + sectors.indices.map { $0 == 0 ? "2" : "0" }.joined(separator: ",") + "]"
    }
    let travel = sectors.map { _ in
      "[" + sectors.map { _ in "0" }.joined(separator: ",") + "]"
    }
    let list = sectors.map { "{\"id\":\"\($0)\",\"name\":\"\($0)\"}" }
    return try PatrolInstance(
      json: Array(
        """
        {"format":"patrol-shift","version":1,"name":"x","cars":2,"startTime":"08:00",
        "stepMinutes":\(minutes),"presence":{"rule":"no-return","limit":\(steps)},
        "sectors":[\(list.joined(separator: ","))],
        "demand":[\(rows.joined(separator: ","))],"travelMinutes":[\(travel.joined(separator: ","))]}
        """.utf8), file: "x.json")
  }

  private static func region() throws -> Region {
    try Region(
      areas: [PatrolArea(id: 1, sector: 0, minPatrolMinutes: 10)],
      sectors: [
        PatrolSector(id: "A", areas: [0], neighbours: []),
        PatrolSector(id: "B", areas: [], neighbours: []),
      ], minutes: [0])
  }

  private static func error(
    _ plan: (inout Schedule) -> Void = { _ in }, steps: Int = 12, minutes: Int = 60,
    sectors: [String] = ["A", "B", "C"]
  ) throws -> DutyError? {
    let instance = try instance(steps: steps, minutes: minutes, sectors: sectors)
    let region = try region()
    var schedule = Schedule(carCount: 2, stepCount: steps)
    plan(&schedule)
    do throws(DutyError) {
      _ = try CarDuty.duties(of: schedule, for: instance, in: region)
      return nil
    } catch { return error }
  }

  @Test("are read by names, and what cannot be is told with car and step")
  func errors() throws {
    #expect(try Self.error() == nil)
    #expect(try Self.error(steps: 11) == .length(minutes: 660))
    #expect(try Self.error(steps: 48, minutes: 15) == .step(minutes: 15))
    #expect(
      try Self.error { $0[StepIndex(3), CarIndex(1)] = SectorIndex(2) }
        == .unknownSector("C", car: "2", step: 3, known: ["A", "B"]))
    #expect(
      try Self.error { $0[StepIndex(0), CarIndex(0)] = SectorIndex(1) }
        == .noAreas("B", car: "1", step: 0))
    #expect(
      try Self.error { $0[StepIndex(5), CarIndex(0)] = nil } == .offDuty(car: "1", step: 5))
    #expect(
      try Self.error { plan in
        for car in 0..<2 { for step in 0..<12 { plan[StepIndex(step), CarIndex(car)] = nil } }
      } == .noCars)
  }
}
