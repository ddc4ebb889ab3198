public import ArgumentParser
public import CarDemand
import CommandSupport
import Figures
import Incidents
import Temper

extension SectorDivision: ExpressibleByArgument {}

/// The shift that demand is wanted for.
struct DemandShiftOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The number of cars on duty.", valueName: "count"),
    transform: parseCount(1...1_000))
  var cars: Int?

  @Option(
    help: ArgumentHelp(
      "The number of sectors to divide the city into. (default: 15)", valueName: "count"),
    transform: parseCount(1...200))
  var sectors = 15

  @Option(help: "What those are to be alike in.")
  var division = SectorDivision.calls

  @Option(
    help: ArgumentHelp(
      "An instance (JSON) whose cars, hours, sectors and rules are taken; its demand is replaced.",
      valueName: "file"))
  var shift: String?

  @OptionGroup
  var start: ShiftDayOptions

  @Option(
    help: ArgumentHelp(
      "When the shift begins: an hour, or a time as 16:30. (default: 0, or as the forecast)",
      valueName: "time"),
    transform: parseShiftTime)
  var from: Int?

  @Option(
    help: ArgumentHelp(
      "The hours of the shift, as 8, 7.5 or 8.25. (default: 8, or as the forecast)",
      valueName: "hours"),
    transform: parseShiftHours)
  var hours: Int?

  @Option(
    help: ArgumentHelp(
      "One plan for the shifts of so many days from --date on. (default: 1)", valueName: "count"),
    transform: parseCount(1...366))
  var days = 1

  @Option(
    help: ArgumentHelp(
      "Hours after which cars may wait elsewhere; the last block may be shorter. (default: 2, or "
        + "the whole steps within 2 of --shift)",
      valueName: "hours"),
    transform: parseShiftHours)
  var blockHours: Int?

  /// What `from` and `hours` say, in minutes.
  var span: ShiftSpan { ShiftSpan(clock: from, minutes: hours) }

  /// The minutes of a block: whole steps of a shift that is given.
  func blockMinutes(step: Int?) -> Int {
    blockHours ?? step.map { max($0, Self.usualBlock / $0 * $0) } ?? Self.usualBlock
  }

  private static let usualBlock = 120

  func validate() throws {
    guard shift == nil else {
      if cars != nil { throw ValidationError("--shift has its own cars; leave out --cars.") }
      return
    }
    if cars == nil { throw ValidationError("Give the number of cars by --cars, or --shift.") }
  }
}

/// When a shift begins and how long it lasts, in minutes, as far as that is said.
struct ShiftSpan {
  /// Minutes after midnight.
  let clock: Int?
  let minutes: Int?

  /// The length where nothing else says it: eight hours.
  static let usualMinutes = 480
}

/// Of what the times of shifts are whole multiples, in minutes: a shift made of them has few enough steps.
private let finestMinutes = 5

/// Reads when a shift begins, as 16 or 16:30, in minutes after midnight.
@Sendable func parseShiftTime(_ text: String) throws -> Int {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  guard let hour = parts.first.flatMap({ Int($0) }), (0...23).contains(hour), parts.count <= 2,
    let minute = parts.count == 2 ? Int(parts[1]) : 0, (0...59).contains(minute),
    minute % finestMinutes == 0
  else {
    throw ValidationError(
      "'\(text)' is no time: expected an hour of 0 to 23, or a time in steps of \(finestMinutes) "
        + "minutes, as 16:30.")
  }
  return hour * 60 + minute
}

/// Reads a number of hours such as 8, 7.5 or 8.25, in minutes.
@Sendable func parseShiftHours(_ text: String) throws -> Int {
  // Decimals that are meant to be minutes are within a thousandth of them: 8.083 is 8 h 5 min.
  guard let hours = Double(text), (0.5...24).contains(hours),
    abs(hours * 60 - (hours * 60).rounded()) < 0.05,
    Int((hours * 60).rounded()) % finestMinutes == 0
  else {
    throw ValidationError(
      "'\(text)' is no number of hours: expected 0.5 to 24 in steps of \(finestMinutes) minutes, as "
        + "8, 7.5 or 8.25.")
  }
  return Int((hours * 60).rounded())
}

/// What calls ask for, and how cars drive.
struct CallOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The priority of a type whose records have none, as theft=3; may be repeated.",
      valueName: "name"),
    transform: parseNumbered)
  var priority: [NumberedName] = []

  @Option(
    help: ArgumentHelp("How fast cars drive, in km/h. (default: 36)", valueName: "value"),
    transform: parseSpeed)
  var speed = 36.0

  @Option(
    help: ArgumentHelp(
      "From the order to the start of a drive. (default: 1)", valueName: "minutes"),
    transform: parseMinutes)
  var turnout = Minutes(1)

  /// The rules of calls, with priorities by the types that there are.
  func rules(types: [String]) throws -> CallRules {
    var rules = CallRules()
    for named in priority {
      guard let type = types.firstIndex(of: named.name), (1...3).contains(named.number) else {
        throw Failure(
          .invalidData,
          "--priority \(named.name)=\(named.number): expected a priority of 1 to 3 for one of the "
            + "types \(types.joined(separator: ", "))")
      }
      rules.typePriorities[type] = named.number
    }
    return rules
  }

  var travel: StreetTravel { StreetTravel(kilometresPerHour: speed, turnout: turnout.value) }
}

/// What allocations have to keep.
struct AllocationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("At least so many cars in each sector. (default: 0)", valueName: "count"),
    transform: parseCount(0...100))
  var each = 0

  @Option(
    help: ArgumentHelp("At least so many in one, as S-03=2; may be repeated.", valueName: "name"),
    transform: parseNumbered)
  var least: [NumberedName] = []

  @Option(
    help: ArgumentHelp("At most so many in one, as S-03=4; may be repeated.", valueName: "name"),
    transform: parseNumbered)
  var most: [NumberedName] = []

  @Option(
    help: ArgumentHelp(
      "What a car that moves at a change of blocks costs, in late calls. (default: 0.3)",
      valueName: "value"),
    transform: parseNotNegative)
  var friction = 0.3

  /// Whether some sector is limited.
  var hasLimits: Bool { each > 0 || !least.isEmpty || !most.isEmpty }

  /// The rules of cars by block.
  func rules(cars: [Int], sectors: [Sector]) throws -> AllocationRules {
    var lowest = sectors.map { _ in each }
    var highest = sectors.map { _ in Int.max }
    for named in least { lowest[try index(of: named, in: sectors, "--least")] = named.number }
    for named in most { highest[try index(of: named, in: sectors, "--most")] = named.number }
    guard let rules = AllocationRules(cars: cars, least: lowest, most: highest) else {
      throw Failure(
        .provenInfeasible,
        "\(cars.min() ?? 0) cars cannot be so that each sector has what --each, --least and --most "
          + "ask for, \(lowest.reduce(0, +)) in all; lower them, or give more cars")
    }
    return rules
  }

  private func index(
    of named: NumberedName, in sectors: [Sector], _ option: String
  ) throws -> Int {
    guard let index = sectors.firstIndex(where: { $0.id.rawValue == named.name }) else {
      throw Failure(
        .invalidData,
        "\(option) \(named.name)=\(named.number): there is no such sector; there are "
          + sectors.map(\.id.rawValue).joined(separator: ", "))
    }
    return index
  }
}

/// A name and its number.
struct NumberedName {
  let name: String
  let number: Int
}

/// Reads a name with a number such as `S-03=2`.
@Sendable func parseNumbered(_ text: String) throws -> NumberedName {
  let parts = text.split(separator: "=").map(String.init)
  guard parts.count == 2, let number = Int(parts[1]), (0...1_000).contains(number) else {
    throw ValidationError("'\(text)' is no name with a number: expected one as S-03=2.")
  }
  return NumberedName(name: parts[0], number: number)
}

/// Reads a number that is not negative.
@Sendable func parseNotNegative(_ text: String) throws -> Double {
  guard let value = Double(text), (0...1_000_000).contains(value) else {
    throw ValidationError("'\(text)' is no number of 0 to 1000000.")
  }
  return value
}

/// Reads a speed.
@Sendable func parseSpeed(_ text: String) throws -> Double {
  guard let value = Double(text), (1...500).contains(value) else {
    throw ValidationError("'\(text)' is no speed: expected 1 to 500 km/h.")
  }
  return value
}
