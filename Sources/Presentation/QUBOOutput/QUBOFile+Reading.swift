import Coefficients
import Figures
public import QUBOFiles
import QUBOModel

extension QUBOFile {
  /// How the file was read, in lines of a log: what told its format, what comments said, and how its
  /// numbers were rounded.
  public var readingWords: [String] {
    var lines = notes.map { "Reading   \($0)" }
    lines.append(
      "Reading   \(sense == .maximise ? "maximum" : "minimum") of "
        + "\(Figure.grouped(model.variableCount)) bits, \(Figure.grouped(pairCount)) pairs")
    return lines + roundingWords
  }

  /// How the numbers were rounded, and what that means for energies.
  var roundingWords: [String] {
    guard let rounding else { return [] }
    let share = rounding.largestError / max(Double(model.largestEnergy) * unit.double, 1e-308)
    return [
      "Rounding  to \(unit): no energy is further off than \(rounding.errorInWords), "
        + "\(Self.short(share)) of the largest; values are sums of the file's own numbers"
    ]
  }

  private static func short(_ share: Double) -> String {
    share > 0 && share.isFinite ? ExactDecimal(share).map { rounded($0) } ?? "0" : "0"
  }

  /// A number with two digits, as in `3.1e-12`.
  private static func rounded(_ number: ExactDecimal) -> String {
    var (digits, exponent) = (number.units.magnitude, -number.decimals)
    while digits >= 100 { (digits, exponent) = ((digits + 9) / 10, exponent + 1) }
    return digits < 10
      ? "\(digits)e\(exponent)" : "\(digits / 10).\(digits % 10)e\(exponent + 1)"
  }
}
