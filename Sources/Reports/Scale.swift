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
    let rough = max(top, 1) / 5
    let power = pow(10, log10(rough).rounded(.down))
    let step = power * ([1, 2, 5].first { $0 * power >= rough } ?? 10)
    let count = Int((max(top, 1) / step).rounded(.up))
    low = 0
    high = step * Double(count)
    ticks = (0...count).map { Tick(value: step * Double($0), label: Self.words(step * Double($0))) }
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

  /// The pixel of a value; values beyond an end stand at it.
  func place(_ value: Double) -> Int {
    let position = isLogarithmic ? log10(max(value, 1e-12)) : value
    let share = min(1, max(0, (position - low) / (high - low)))
    return start + Int((share * Double(length)).rounded())
  }

  private static func words(_ value: Double) -> String {
    value >= 1 || value == 0 ? "\(Int(value.rounded()))" : "\(value)"
  }
}
