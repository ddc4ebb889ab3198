/// One step of a shift: the time during which no car changes its sector.
public enum Step {}

/// The place of a step in its shift.
public typealias StepIndex = Ordinal<Step>

/// When a shift starts and how it is divided into steps.
public struct Shift: Hashable, Sendable {
  /// Minutes after midnight at which the first step starts, in 0..<1440.
  public let startMinute: Int
  /// The length of a step in minutes, in 1...1440.
  public let stepMinutes: Int
  /// The number of steps, at least one.
  public let stepCount: Int

  /// Creates a shift of `stepCount` steps.
  public init(startMinute: Int, stepMinutes: Int, stepCount: Int) {
    precondition((0..<1440).contains(startMinute), "a shift starts between 00:00 and 23:59")
    precondition((1...1440).contains(stepMinutes), "a step lasts 1 to 1440 minutes")
    precondition(stepCount >= 1, "a shift has at least one step")
    self.startMinute = startMinute
    self.stepMinutes = stepMinutes
    self.stepCount = stepCount
  }

  /// All steps in order.
  public var steps: [StepIndex] { (0..<stepCount).map { StepIndex($0) } }

  /// The wall-clock time at which a step starts, as `HH:mm`; midnight wraps.
  public func clock(_ step: StepIndex) -> String {
    Self.clock(minute: startMinute + step.rawValue * stepMinutes)
  }

  /// Formats minutes after midnight as `HH:mm`; midnight wraps.
  public static func clock(minute: Int) -> String {
    let minute = ((minute % 1440) + 1440) % 1440
    let (hours, minutes) = minute.quotientAndRemainder(dividingBy: 60)
    return "\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)"
  }
}
