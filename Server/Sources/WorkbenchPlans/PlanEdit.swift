import Foundation

/// One change of a plan or of what it has to keep, as a request has it; steps count from 1.
public struct PlanEdit: Codable, Hashable, Sendable {
  /// What is done.
  public enum Kind: String, Codable, CaseIterable, Sendable {
    /// The car has to be in the sector then; without a sector, where the plan has it.
    case pin
    /// The car need not be there any more.
    case unpin
    /// The car must not be in the sector then; without a sector, where the plan has it.
    case forbid
    /// The car may be in the sector then again.
    case allow
    /// Two cars exchange their sectors at these steps.
    case swap
    /// The car is in the sector at these steps; without a sector, it is out of service.
    case set
    /// The car is out of service from the step on; sectors may be short of it, at a price.
    case out
    /// The sector needs so many cars at these steps; what is missing has a price.
    case demand
    /// No car may be in the sector at these steps.
    case close
    /// The car has a break of ``PlanEdit/length`` steps within these.
    case `break`
    /// The car has no break at these steps any more.
    case resume
  }

  /// What is done.
  public var kind: Kind
  /// The car; not with `demand`.
  public var car: String?
  /// With `swap`, the other car.
  public var other: String?
  /// The first step.
  public var step: Int
  /// The last step; without it, the first.
  public var to: Int?
  /// The sector.
  public var sector: String?
  /// With `demand`, how many cars.
  public var cars: Int?
  /// With `break`, its steps; without it, all from the first to the last.
  public var length: Int?

  /// Creates a change.
  public init(
    _ kind: Kind, car: String? = nil, other: String? = nil, step: Int, to: Int? = nil,
    sector: String? = nil, cars: Int? = nil, length: Int? = nil
  ) {
    self.kind = kind
    self.car = car
    self.other = other
    self.step = step
    self.to = to
    self.sector = sector
    self.cars = cars
    self.length = length
  }

  /// The change as it was asked for, for pages of any language.
  public var fact: String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The change in a few words, for lists of versions.
  public var words: String {
    let steps = to.map { $0 == step ? "\(step)" : "\(step)–\($0)" } ?? "\(step)"
    let place = sector.map { " \($0)" } ?? ""
    return switch kind {
    case .swap: "swap \(car ?? "") and \(other ?? ""), step \(steps)"
    case .demand: "demand\(place) \(cars ?? 0), step \(steps)"
    case .close: "close\(place), step \(steps)"
    case .break: "break of \(car ?? ""), \(length.map { "\($0) of " } ?? "")step \(steps)"
    case .out: "\(car ?? "") out of service from step \(step)"
    default: "\(kind.rawValue) \(car ?? "")\(place), step \(steps)"
    }
  }
}
