import Simulation

/// A part of a program for timetables that is solved while all else stays: some crews in a window.
struct TimetablePart: Hashable, Sendable {
  /// Periods of long windows and of short ones.
  private static let widths = (long: 18, short: 10)
  /// Arcs of a part: with some 4,000 HiGHS takes seconds, with 11,000 it took more than 30.
  private static let mostArcs = 4_000

  let window: ClosedRange<Int>
  let crews: Set<Int>

  /// The parts of a program: windows that overlap by half, long ones where crews are small, with
  /// as many crews as there is room for.
  static func parts(of flows: [DutyFlow]) -> [TimetablePart] {
    let sizes = flows.map(\.arcsPerPeriod)
    let largest = sizes.max() ?? 0
    let width = largest * widths.long <= mostArcs ? widths.long : widths.short
    return stride(from: 0, to: ShiftClock.periods - width / 2, by: width / 2).flatMap { first in
      let window = first...min(first + width, ShiftClock.periods - 1)
      return groups(sizes.map { $0 * width }).map { TimetablePart(window: window, crews: $0) }
    }
  }

  /// Crews, in order, in groups that are not too large; each has one crew at least.
  private static func groups(_ sizes: [Int]) -> [Set<Int>] {
    var (groups, room): ([Set<Int>], Int) = ([], 0)
    for (crew, size) in sizes.enumerated() {
      if size <= room, !groups.isEmpty {
        groups[groups.count - 1].insert(crew)
        room -= size
      } else {
        groups.append([crew])
        room = mostArcs - size
      }
    }
    return groups
  }
}
