/// The two ways to lay a schedule out as a table.
public enum ScheduleLayout: String, Hashable, Sendable, CaseIterable {
  /// A line per car and step, with the columns `car`, `step`, `sector` and `time`: for programs.
  case long
  /// A line per car and a column per step, headed by the time of day: for people.
  case wide
}
