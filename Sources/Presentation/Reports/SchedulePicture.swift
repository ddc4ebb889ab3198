import Figures
public import PatrolModel

/// A schedule as a picture: a column per car, a row per step, a colour and a label per sector.
///
/// Stays are blocks, and the minutes of each move stand between them. Below are each car's minutes
/// of travel, the most among them marked, and what the labels mean.
public enum SchedulePicture {
  /// Draws a schedule as an SVG document: the same bytes for the same schedule.
  ///
  /// - Parameters:
  ///   - schedule: The schedule to show; whether it keeps the rules is not looked at.
  ///   - instance: Whose cars, steps and sectors it uses.
  ///   - warning: What a reader has to know before the figures, as that rules are broken.
  /// - Returns: The document, for browsers and pages; it refers to nothing outside.
  /// - Precondition: The schedule has the instance's cars and steps and names its sectors.
  public static func svg(
    _ schedule: Schedule, of instance: PatrolInstance, warning: String? = nil
  ) -> String {
    precondition(
      schedule.carCount == instance.carCount && schedule.stepCount == instance.stepCount,
      "the schedule is one of the instance")
    let routes = Routes(schedule, of: instance)
    return PictureLayout(
      routes: routes, title: title(routes), subtitle: subtitle(instance), warning: warning
    ).picture.xml
  }

  /// The answer in one line.
  private static func title(_ routes: Routes) -> String {
    let instance = routes.instance
    return "\(Figure.count(instance.carCount, "car")), "
      + "\(Figure.count(instance.sectorCount, "sector")), \(Words.duration(instance.shift)): \(routes.totalTravel) minutes of travel, "
      + Figure.count(routes.moveCount, "move")
  }

  private static func subtitle(_ instance: PatrolInstance) -> String {
    "\(instance.name.cut(to: 60)), \(Words.hours(instance.shift)), \(instance.presence); "
      + "between blocks: minutes of the move"
  }
}
