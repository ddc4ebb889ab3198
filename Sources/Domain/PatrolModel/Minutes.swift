/// A duration in minutes, exact to a tenth: the resolution of every travel time in Temper.
///
/// Tenths are held as an integer so that sums of travel times are exact and comparable with `==`.
public struct Minutes: Hashable, Sendable {
  /// The duration in tenths of a minute.
  public let tenths: Int

  /// Creates a duration from tenths of a minute.
  public init(tenths: Int) { self.tenths = tenths }

  /// Creates the duration of a whole number of minutes.
  public init(_ minutes: Int) { self.tenths = minutes * 10 }

  /// Creates the duration nearest to a finite number of minutes, rounding halves away from zero.
  ///
  /// - Parameter minutes: Must be finite and within ±10¹², else the result is `nil`.
  public init?(rounding minutes: Double) {
    guard minutes.isFinite, abs(minutes) < 1e12 else { return nil }
    self.tenths = Int((minutes * 10).rounded())
  }

  /// The duration as a floating-point number of minutes, for ratios and charts.
  public var value: Double { Double(tenths) / 10 }
}

extension Minutes: Comparable, AdditiveArithmetic {
  /// No time at all.
  public static var zero: Self { Self(tenths: 0) }

  /// Whether the first duration is shorter than the second.
  public static func < (a: Self, b: Self) -> Bool { a.tenths < b.tenths }

  /// The sum of two durations.
  public static func + (a: Self, b: Self) -> Self { Self(tenths: a.tenths + b.tenths) }

  /// The difference of two durations.
  public static func - (a: Self, b: Self) -> Self { Self(tenths: a.tenths - b.tenths) }
}

extension Minutes: CustomStringConvertible {
  /// The duration with one decimal, as in `265.2`.
  public var description: String {
    let magnitude = tenths.magnitude
    return "\(tenths < 0 ? "-" : "")\(magnitude / 10).\(magnitude % 10)"
  }
}
