#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where values stand on an axis, in whole pixels.
package struct Scale {
  /// A value worth a label.
  package struct Tick: Hashable {
    package let value: Double
    package let label: String
  }

  /// The values worth a label, in increasing order.
  package let ticks: [Tick]
  private let low: Double
  private let high: Double
  private let isLogarithmic: Bool
  private let start: Int
  private let length: Int

  /// A linear scale from 0 to a round value above `top`.
  package init(upTo top: Double, from start: Int, length: Int) {
    self.init(linear: 0...max(top, 1), from: start, length: length)
  }

  /// A linear scale between round values around a range of finite values below 10¹².
  package init(linear range: ClosedRange<Double>, from start: Int, length: Int) {
    // What does not differ gets a scale all the same, of labels that do not all look alike.
    let width = max(range.upperBound - range.lowerBound, abs(range.upperBound) * 1e-3, 1e-9)
    let step = Self.roundStep(above: width / 5)
    let first = (range.lowerBound / step).rounded(.down)
    let last = max(first + 1, ((range.lowerBound + width) / step - 1e-9).rounded(.up))
    (low, high) = (first * step, last * step)
    ticks = stride(from: first, through: last, by: 1).map { count in
      Tick(value: count * step, label: Self.words(count * step, step: step))
    }
    isLogarithmic = false
    self.start = start
    self.length = length
  }

  /// A logarithmic scale over the powers of ten around some values > 0.
  package init(decadesAround values: [Double], from start: Int, length: Int) {
    let first = Int(log10(values.min() ?? 1).rounded(.down))
    let last = max(first + 1, Int(log10(values.max() ?? 1).rounded(.up)))
    low = Double(first)
    high = Double(last)
    ticks = (first...last).map { decade in
      let value = pow(10, Double(decade))
      return Tick(value: value, label: Self.words(value))
    }
    isLogarithmic = true
    self.start = start
    self.length = length
  }

  /// A logarithmic scale over just a range of values > 0, with ticks at 1, 2 and 5 times powers of
  /// ten, or at round values where those are fewer than three.
  package init(logarithmic range: ClosedRange<Double>, from start: Int, length: Int) {
    low = log10(range.lowerBound)
    high = max(low + 1e-6, log10(range.upperBound))
    let decades = Int(low.rounded(.down))...Int(high.rounded(.up))
    let factors: [Double] = decades.count > 5 ? [1] : [1, 2, 5]
    let powers = decades.filter { $0 % max(1, decades.count / 6) == 0 }
    let round = powers.flatMap { decade in factors.map { $0 * pow(10, Double(decade)) } }
      .filter { range.contains($0) }
    ticks =
      round.count < 3
      ? Self(linear: range, from: start, length: length).ticks.filter { range.contains($0.value) }
      : round.map { Tick(value: $0, label: Self.words($0)) }
    isLogarithmic = true
    self.start = start
    self.length = length
  }

  /// A linear scale over whole numbers, with ticks at round ones.
  package init(wholeNumbers range: ClosedRange<Double>, from start: Int, length: Int) {
    let step = max(1, Self.roundStep(above: max(1, range.upperBound - range.lowerBound) / 10))
    (low, high) = (range.lowerBound, max(range.lowerBound + 1, range.upperBound))
    ticks = stride(from: (low / step).rounded(.up) * step, through: high, by: step).map {
      Tick(value: $0, label: Self.words($0))
    }
    isLogarithmic = false
    self.start = start
    self.length = length
  }

  /// A scale over the positions of labels, 0, 1, …; long lists are labelled in part.
  package init(labels: [String], from start: Int, length: Int) {
    (low, high) = (-0.5, max(0.5, Double(labels.count) - 0.5))
    let every = max(1, (labels.count + 11) / 12)
    ticks = labels.indices.filter { $0 % every == 0 }.map {
      Tick(value: Double($0), label: labels[$0].cut(to: 14))
    }
    isLogarithmic = false
    self.start = start
    self.length = length
  }

  /// A number as people write it who need three digits of it.
  package static func label(_ value: Double) -> String {
    guard value != 0 else { return "0" }
    let magnitude = Int(log10(abs(value)).rounded(.down))
    return words(value, step: pow(10, Double(min(0, magnitude - 2))))
  }

  /// The pixel of a value; values beyond an end stand at it.
  package func place(_ value: Double) -> Int {
    let position = isLogarithmic ? log10(max(value, .leastNormalMagnitude)) : value
    let share = min(1, max(0, (position - low) / (high - low)))
    return start + Int((share * Double(length)).rounded())
  }

  /// 1, 2 or 5 times a power of ten, not less than a value > 0.
  private static func roundStep(above rough: Double) -> Double {
    let power = pow(10, log10(rough).rounded(.down))
    return power * ([1, 2, 5].first { $0 * power >= rough * (1 - 1e-9) } ?? 10)
  }

  private static func words(_ value: Double, step: Double = 1) -> String {
    if value == 0 || (abs(value) >= 1 && step >= 1) {
      return abs(value) < 1e6 ? "\(Int(value.rounded()))" : "\(value)"
    }
    // Sums of decimal steps are not always the nearest number to what people would write.
    let scale = pow(10, max(0, -log10(abs(step < 1 ? step : value)).rounded(.down)))
    return "\((value * scale).rounded() / scale)"
  }
}
