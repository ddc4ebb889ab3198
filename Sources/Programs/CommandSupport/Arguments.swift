import ArgumentParser
package import Temper

/// Reads a seed: any 64-bit number, not negative.
package func parseSeed(_ text: String) throws -> UInt64 {
  guard let seed = UInt64(text) else {
    throw ValidationError(
      "'\(text)' is no seed: expected a whole number in 0...\(UInt64.max).")
  }
  return seed
}

/// Reads a number of minutes such as `12.5`; not negative, finite, exact to a tenth.
package func parseMinutes(_ text: String) throws -> Minutes {
  guard let value = Double(text), value >= 0, value <= 10_000_000,
    let minutes = Minutes(rounding: value), abs(minutes.value - value) < 1e-9
  else {
    throw ValidationError(
      "'\(text)' is no number of minutes: expected 0 to 10000000 with at most one decimal.")
  }
  return minutes
}

/// Reads a number of seconds such as `60` or `0.5`; at least a millisecond, finite.
package func parseSeconds(_ text: String) throws -> Double {
  let number = text.hasSuffix("s") ? String(text.dropLast()) : text
  guard let value = Double(number), value >= 0.001, value <= 1e8 else {
    throw ValidationError("'\(text)' is no number of seconds: expected 0.001 to 1e8.")
  }
  return value
}

/// Reads a number such as `-3` or `0.25`, exactly.
package func parseDecimal(_ text: String) throws -> ExactDecimal {
  guard let number = ExactDecimal(text) else {
    throw ValidationError(
      "'\(text)' is no number: expected one of 64 bits with at most 18 decimals.")
  }
  return number
}

/// Reads a percentage such as `50` or `0.1`.
package func parsePercentage(_ text: String) throws -> Double {
  guard let value = Double(text), value >= 0, value <= 100 else {
    throw ValidationError("'\(text)' is no percentage: expected 0 to 100.")
  }
  return value
}

/// Reads a count such as `40000`, `1e8` or `1_000`; within a range.
package func parseCount(_ range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
  { text in
    let digits = text.filter { $0 != "_" }
    let value = Int(digits) ?? Double(digits).flatMap { Int(exactly: $0) }
    guard let value, range.contains(value) else {
      throw ValidationError(
        "'\(text)' is no count: expected a whole number in "
          + "\(range.lowerBound)...\(range.upperBound).")
    }
    return value
  }
}

/// Reads an amount of memory such as `512MiB` or `2GiB`, in bytes.
package func parseMemory(_ text: String) throws -> Int {
  let units: [(suffix: String, bytes: Double)] = [
    ("KiB", 1024), ("MiB", 1_048_576), ("GiB", 1_073_741_824), ("TiB", 1_099_511_627_776),
  ]
  let unit = units.first { text.hasSuffix($0.suffix) }
  let number = unit.map { String(text.dropLast($0.suffix.count)) } ?? text
  guard let value = Double(number), value > 0, value * (unit?.bytes ?? 1) < 9e18 else {
    throw ValidationError(
      "'\(text)' is no amount of memory: expected a number with KiB, MiB, GiB or TiB.")
  }
  return Int(value * (unit?.bytes ?? 1))
}

/// Reads a number above 0, as a time or a rate.
package func parseAmount(_ text: String) throws -> Double {
  guard let value = Double(text), value >= 1e-9, value <= 1e9 else {
    throw ValidationError("'\(text)' is no amount: expected a number in 1e-9...1e9.")
  }
  return value
}
