import PatrolModel

/// What stands on a car's slip, line by line: where it is, when it has to leave, and its breaks.
struct SlipRows {
  /// A line of a slip.
  struct Row: Hashable {
    /// When the car is to be there.
    let arrive: String
    /// Where it is, or that it has its break.
    let place: String
    /// When it has to leave for the next place; empty if it stays, or has its break there.
    let leaveBy: String
    /// The drive to the next place, in words.
    let drive: String
  }

  let rows: [Row]

  init(_ car: CarIndex, of routes: Routes) {
    let instance = routes.instance
    let stays = routes.stays[car.rawValue]
    var rows: [Row] = []
    if let start = instance.fleet[car].start, let first = stays.first, let drive = first.arrival {
      rows.append(
        Row(
          arrive: "", place: "from \(Words.sector(instance[start]))",
          leaveBy: Self.leave(drive, before: first.steps.lowerBound, instance.shift),
          drive: "\(drive) min"))
    }
    for (number, stay) in stays.enumerated() {
      let next = number + 1 < stays.count ? stays[number + 1] : nil
      let drive = next.map(\.arrival) ?? routes.endings[car.rawValue]
      let departure = next?.steps.lowerBound ?? instance.stepCount
      rows.append(
        Row(
          arrive: instance.shift.clock(StepIndex(stay.steps.lowerBound)),
          place: Words.sector(instance[stay.sector]),
          // With a break in between, the drive is part of the time off.
          leaveBy: drive.map {
            departure == stay.steps.upperBound && next != nil
              ? Self.leave($0, before: departure, instance.shift)
              : instance.shift.clock(StepIndex(stay.steps.upperBound))
          } ?? "",
          drive: drive.map { "\($0) min" } ?? ""))
      if let next, next.steps.lowerBound > stay.steps.upperBound {
        rows.append(
          Row(
            arrive: instance.shift.clock(StepIndex(stay.steps.upperBound)),
            place: "break until \(instance.shift.clock(StepIndex(next.steps.lowerBound)))",
            leaveBy: "", drive: ""))
      }
    }
    if let end = instance.fleet[car].end, let last = stays.last {
      rows.append(
        Row(
          arrive: "", place: "end at \(Words.sector(instance[end]))", leaveBy: "",
          drive: last.sector == end ? "" : "after the shift"))
    } else if let last = stays.last {
      rows.append(
        Row(
          arrive: instance.shift.clock(StepIndex(last.steps.upperBound)), place: "end",
          leaveBy: "", drive: ""))
    }
    self.rows = rows
  }

  /// The clock at which a drive has to begin, rounded down, to end before a step.
  private static func leave(_ drive: Minutes, before step: Int, _ shift: Shift) -> String {
    let minutes = (drive.tenths + 9) / 10
    return Shift.clock(minute: shift.startMinute + step * shift.stepMinutes - minutes)
  }
}
