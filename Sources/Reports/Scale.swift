#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where values stand on an axis, in whole pixels.
struct Scale {
  /// A value worth a label.
  struct Tick: Hashable {
    let value: Double
    let label: String
  }

  /// The values worth a label, in increasing order.
  let ticks: [Tick]
  private let low: Double
  private let high: Double
  private let isLogarithmic: Bool
  private let start: Int
  private let length: Int

  /// A linear scale from 0 to a round value above `top`.
  init(upTo top: Double, from start: Int, length: Int) {
    self.init(linear: 0...max(top, 1), from: start, length: length)
  }

  /// A linear scale between round values around a range of finite values below 10¹².
  init(linear range: ClosedRange<Double>, from start: Int, length: Int) {
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
  init(decadesAround values: [Double], from start: Int, length: Int) {
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

  /// A logarithmic scale over just a range of values > 0, with ticks at 1, 2 and 5 times powers of ten.
  init(logarithmic range: ClosedRange<Double>, from start: Int, length: Int) {
    low = log10(range.lowerBound)
    high = max(low + 1e-6, log10(range.upperBound))
    let decades = Int(low.rounded(.down))...Int(high.rounded(.up))
    let factors: [Double] = decades.count > 5 ? [1] : [1, 2, 5]
    ticks = decades.flatMap { decade in factors.map { $0 * pow(10, Double(decade)) } }
      .filter { range.contains($0) }.map { Tick(value: $0, label: Self.words($0)) }
    isLogarithmic = true
    self.start = start
    self.length = length
  }

  /// The pixel of a value; values beyond an end stand at it.
  func place(_ value: Double) -> Int {
    let position = isLogarithmic ? log10(max(value, 1e-12)) : value
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
