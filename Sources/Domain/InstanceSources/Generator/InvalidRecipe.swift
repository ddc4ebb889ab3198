public import Failures
import PatrolModel

/// A recipe's value that is out of its range.
public struct InvalidRecipe: ClassifiedError, Hashable {
  /// The value's name, as in `number of cars`.
  public let field: String
  /// The value found.
  public let found: String
  /// The values allowed.
  public let expected: String

  /// The fault in a sentence.
  public var account: FailureAccount {
    FailureAccount(.usage, "the \(field) is \(found), expected \(expected)")
  }
}

extension InstanceRecipe {
  /// Throws the first fault.
  func validate() throws(InvalidRecipe) {
    guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy(Self.isNameByte) else {
      throw InvalidRecipe(
        field: "name", found: "'\(name)'", expected: "1 to 64 of the characters A-Z a-z 0-9 - _")
    }
    guard TownGazetteer.town(named: centre) != nil else {
      throw InvalidRecipe(
        field: "centre", found: "'\(centre)'",
        expected: "a town of the gazetteer, such as Gouda or Utrecht")
    }
    try check(carCount, in: 1...10_000, "number of cars")
    try check(stepCount, in: 1...1_000, "number of steps")
    try check(startMinute, in: 0...1439, "start in minutes after midnight")
    try check(stepMinutes, in: 1...1440, "step in minutes")
    if case .maxStay(let limit) = presence { try check(limit, in: 1...1_000, "max-stay limit") }
    try check(sectorCount, in: leastSectors...TownGazetteer.towns.count, "number of sectors")
    if let event {
      try check(event.sectorNumber, in: 1...sectorCount, "sector of the event")
      try check(event.firstStepNumber, in: 1...stepCount, "first step of the event")
      try check(
        event.lastStepNumber, in: event.firstStepNumber...stepCount, "last step of the event")
    }
  }

  /// Fewer sectors could not take the cars that a rule or an event sends away from one.
  private var leastSectors: Int { event != nil ? 3 : presence == .none ? 1 : 2 }

  private func check(
    _ value: Int, in range: ClosedRange<Int>, _ field: String
  ) throws(InvalidRecipe) {
    guard !range.contains(value) else { return }
    throw InvalidRecipe(
      field: field, found: "\(value)", expected: "\(range.lowerBound) to \(range.upperBound)")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
