import Coefficients
import Failures
import Polynomials
import QUBOModel
import Texts

/// A request with a penalty, or of a degree above 2: `penalty_binary_polynomial` is a list of terms as
/// `binary_polynomial` is, and terms of either may have any number of variables.
struct PolynomialRequest {
  /// A polynomial as it stands in a file, over the file's numbers of variables.
  private struct Given {
    var terms: [(bits: [Int], value: ExactDecimal)] = []
    var decimals: Int { max(0, terms.map(\.value.decimals).max() ?? 0) }
  }

  private let file: String
  private let objective: Given
  private let penalty: Given?
  /// The numbers of the variables, in increasing order.
  private let numbers: [Int]

  /// Whether there are constraints.
  var hasPenalty: Bool { penalty != nil }

  /// Whether a request is more than a quadratic function.
  static func isNeeded(_ root: JSONObject) throws(JSONError) -> Bool {
    if root["penalty_binary_polynomial"] != nil { return true }
    guard let node = root["binary_polynomial"],
      let terms = try node.object(expecting: "expected a polynomial", "write an object")["terms"]
    else { return false }
    for node in try terms.longList(expecting: "expected a list of terms", "write a list") {
      let term = try node.object(expecting: "expected a term", "write {\"c\": 2, \"p\": [0, 1]}")
      if let bits = term["p"] ?? term["polynomials"], case .array(let elements) = bits.value,
        elements.count > 2
      {
        return true
      }
    }
    return false
  }

  init(_ root: JSONObject, file: String) throws(JSONError) {
    self.file = file
    objective = try Self.polynomial(root, "binary_polynomial")
    penalty =
      root["penalty_binary_polynomial"] == nil
      ? nil : try Self.polynomial(root, "penalty_binary_polynomial")
    numbers = Set((objective.terms + (penalty?.terms ?? [])).flatMap(\.bits)).sorted()
    guard !numbers.isEmpty else {
      throw root.node.failure(
        "expected terms with variables", "check that the file is complete")
    }
  }

  private static func polynomial(_ root: JSONObject, _ key: String) throws(JSONError) -> Given {
    let terms = try root.required(key, as: "{\"terms\": []}")
      .object(expecting: "expected a polynomial", "write {\"terms\": [{\"c\": 2, \"p\": [0, 1]}]}")
      .required("terms", as: "[{\"c\": 2, \"p\": [0, 1]}]")
    var given = Given()
    var places: [[Int]: Int] = [:]
    for (number, node) in try terms.longList(
      expecting: "expected a list of terms", "write [{\"c\": 2, \"p\": [0, 1]}]"
    ).enumerated() {
      let (value, bits) = try node.polynomialTerm()
      let set = Set(bits).sorted()
      if let first = places.updateValue(number, forKey: set) {
        throw node.failure(
          "the variables were listed before, at index \(first)", "list each set of variables once")
      }
      given.terms.append((set, value))
    }
    return given
  }

  /// Builds the model.
  func model(
    weight: ExactDecimal?, format: QUBOFormat, notes: [String]
  ) throws(QUBOFileError) -> QUBOFile {
    do throws(QUBOError) {
      let given = try GivenPolynomials(
        objective: try polynomial(objective), penalty: try penalty.map(polynomial),
        decimals: (objective.decimals, penalty?.decimals ?? 0), numbers: numbers, weight: weight)
      return try given.file(format: format, notes: notes)
    } catch {
      throw QUBOFileError(
        file, .file, "\(error.account.problem)", advice: "scale the coefficients, or round them")
    }
  }

  private func polynomial(_ given: Given) throws(QUBOError) -> BitPolynomial {
    let places = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, $0) })
    return try BitPolynomial(
      variableCount: numbers.count,
      terms: given.terms.map { term throws(QUBOError) in
        guard let units = term.value.units(decimals: given.decimals) else {
          throw .energyOutOfRange
        }
        return (bits: term.bits.compactMap { places[$0] }, coefficient: units)
      })
  }
}
