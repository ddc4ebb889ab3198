import Figures
package import PatrolModel

/// Phrases that several pages and pictures use.
package enum Words {
  /// How long a shift is.
  package static func duration(_ shift: Shift) -> String {
    shift.stepMinutes == 60
      ? Figure.count(shift.stepCount, "hour")
      : "\(Figure.count(shift.stepCount, "step")) of \(Figure.count(shift.stepMinutes, "minute"))"
  }

  /// When a shift starts and ends.
  package static func hours(_ shift: Shift) -> String {
    "\(shift.clock(StepIndex(0))) to \(shift.clock(StepIndex(shift.stepCount)))"
  }

  /// A sector's identifier and name, as far as they differ.
  package static func sector(_ sector: Sector) -> String {
    sector.name == sector.id.rawValue ? sector.name : "\(sector.id) \(sector.name)"
  }
}
