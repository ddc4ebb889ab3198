import ArgumentParser
import CommandSupport
import Temper
import WeightTuning

/// Some weights with their values, as `A=12,C=4`.
struct WeightSetting: Sendable {
  let weights: [PenaltyWeight: Minutes]

  init(_ text: String) throws {
    var weights: [PenaltyWeight: Minutes] = [:]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let (weight, value) = try weightAndText(part, of: text, example: "A=12,C=4")
      guard weights.updateValue(try parseMinutes(value), forKey: weight) == nil else {
        throw ValidationError("'\(text)' gives \(weight.letter) twice.")
      }
    }
    self.weights = weights
  }
}

/// A range of a weight in minutes, as `A=5:80`.
struct WeightRange: Sendable {
  let weight: PenaltyWeight
  let minutes: ClosedRange<Minutes>

  init(_ text: String) throws {
    let (weight, range) = try weightAndText(text[...], of: text, example: "A=5:80")
    let ends = range.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard ends.count == 2 else {
      throw ValidationError("'\(text)' is no range of a weight, such as A=5:80.")
    }
    let (least, most) = (try parseMinutes(ends[0]), try parseMinutes(ends[1]))
    guard least < most else {
      throw ValidationError("'\(text)' begins no lower than it ends; give it as A=5:80.")
    }
    self.weight = weight
    minutes = least...most
  }
}

/// The weight and what stands behind its `=`.
private func weightAndText(
  _ part: Substring, of text: String, example: String
) throws -> (weight: PenaltyWeight, text: String) {
  let sides = part.split(separator: "=", omittingEmptySubsequences: false)
  let weight = PenaltyWeight.allCases.first { $0.letter == sides[0] }
  guard sides.count == 2, let weight else {
    throw ValidationError("'\(text)' does not name weights as \(example) does.")
  }
  return (weight, String(sides[1]))
}

/// A value without a unit, or a time with one.
func parseGoal(_ text: String) throws -> TuneGoal {
  let units = [("min", 60.0), ("h", 3600.0), ("s", 1.0)]
  if let (unit, seconds) = units.first(where: { text.hasSuffix($0.0) }),
    let number = Double(text.dropLast(unit.count)), number >= 0, number * seconds <= 1e9
  {
    return .time(.seconds(number * seconds))
  }
  guard let value = Double(text), value.isFinite, value >= 0 else {
    throw ValidationError(
      "'\(text)' is no goal; give minutes as 266.7, or a time with its unit: 90s, 10min, 2h.")
  }
  return .value(value)
}
