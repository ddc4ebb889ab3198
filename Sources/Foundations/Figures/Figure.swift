/// Numbers as people read them, the same on every machine.
public enum Figure {
  /// A number with a fixed count of decimals, rounded half away from zero.
  ///
  /// - Parameters:
  ///   - value: Of magnitude below 10¹², else it is printed as it is.
  ///   - decimals: In 0...6.
  /// - Returns: The digits, as in `-0.50`.
  public static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e12, (0...6).contains(decimals) else { return "\(value)" }
    let scale = (0..<decimals).reduce(1) { power, _ in power * 10 }
    let units = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && units > 0 ? "-" : ""
    guard decimals > 0 else { return "\(sign)\(units)" }
    let fraction = String(units % scale)
    return "\(sign)\(units / scale)."
      + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  /// A number with its noun, as in `1 car`, `2 cars`.
  public static func count(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// A whole number with a comma between thousands.
  public static func grouped(_ value: Int) -> String {
    var digits = String(value.magnitude)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return (value < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
  }

  /// A share as a percentage, as in `1.25 %`.
  public static func percent(_ share: Double, decimals: Int = 2) -> String {
    fixed(100 * share, decimals) + " %"
  }

  /// Minutes in hours, as in `8` or `7.5`.
  public static func hours(ofMinutes minutes: Int) -> String {
    minutes % 60 == 0 ? "\(minutes / 60)" : fixed(Double(minutes) / 60, minutes % 6 == 0 ? 1 : 2)
  }

  /// A duration in seconds.
  public static func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }

  /// A duration as logs tell it, as in `0.25 s`.
  public static func clock(_ duration: Duration) -> String { fixed(seconds(duration), 2) + " s" }

  /// How many things were done in a second; `-` for less than a millisecond, which tells no rate.
  public static func rate(_ count: Int, in duration: Duration) -> String {
    duration < .milliseconds(1) ? "-" : grouped(Int(Double(count) / seconds(duration)))
  }
}
