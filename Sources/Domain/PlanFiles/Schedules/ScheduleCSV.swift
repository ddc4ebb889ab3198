public import PatrolModel
import Texts

/// Schedules as tables for spreadsheets and programs.
public enum ScheduleCSV {
  /// The schedule as a table in an instance's names, separated by commas.
  ///
  /// Where a car is out of service the long layout has no line, the wide one an empty cell.
  ///
  /// - Precondition: The schedule has the instance's cars and steps and names its sectors.
  public static func text(
    _ schedule: Schedule, of instance: PatrolInstance, layout: ScheduleLayout
  ) -> String {
    precondition(
      schedule.carCount == instance.carCount && schedule.stepCount == instance.stepCount,
      "the schedule is one of the instance")
    return switch layout {
    case .long: longText(schedule, of: instance)
    case .wide: wideText(schedule, of: instance)
    }
  }

  private static func longText(_ schedule: Schedule, of instance: PatrolInstance) -> String {
    var writer = DelimitedWriter()
    writer.append(["car", "step", "sector", "time"])
    for car in instance.carIndices {
      for step in instance.shift.steps {
        guard let sector = schedule[step, car] else { continue }
        writer.append([
          .text(instance.fleet[car].id.rawValue), .integer(step.number),
          .text(instance[sector].id.rawValue), .text(instance.shift.clock(step)),
        ])
      }
    }
    return writer.text
  }

  private static func wideText(_ schedule: Schedule, of instance: PatrolInstance) -> String {
    var writer = DelimitedWriter()
    writer.append((["car"] + StepHeadings(instance.shift).names).map { .text($0) })
    for car in instance.carIndices {
      let route = schedule.route(of: car).map { $0.map { instance[$0].id.rawValue } ?? "" }
      writer.append(([instance.fleet[car].id.rawValue] + route).map { .text($0) })
    }
    return writer.text
  }
}
