import Coefficients
import Failures
import Texts

// Requests of the Digital Annealer's web interface, versions 2 to 4: `binary_polynomial` is a list of
// terms with a coefficient `c` and variables `p`: none, one (or the same twice), or two. More, and a
// penalty beside it, are for `PolynomialRequest`.

extension ParsedModel {
  static func digitalAnnealerJSON(
    _ bytes: [UInt8], file: String
  ) throws(QUBOFileError) -> ParsedModel {
    do throws(JSONError) {
      let root = try JSONNode.root(bytes, file: file)
      try root.allowRequest()
      let notes = root.passedOver.map { "\($0) changes what is asked for, and is passed over" }
      if try PolynomialRequest.isNeeded(root) {
        var parsed = ParsedModel(
          list: CoefficientList(), variableCount: 0, meaning: .polynomial, sense: .minimise)
        parsed.request = try PolynomialRequest(root, file: file)
        parsed.notes = notes
        return parsed
      }
      let terms = try root.required("binary_polynomial", as: "{\"terms\": []}")
        .object(
          expecting: "expected a polynomial", "write {\"terms\": [{\"c\": 2, \"p\": [0, 1]}]}"
        )
        .required("terms", as: "[{\"c\": 2, \"p\": [0, 1]}]")
      var list = CoefficientList()
      var constants = 0
      // Entries know their terms by what is otherwise a line.
      for (number, node) in try terms.longList(
        expecting: "expected a list of terms", "write [{\"c\": 2, \"p\": [0, 1]}]"
      ).enumerated() {
        constants += try list.append(term: node, number: number) ? 1 : 0
        guard constants <= 1 else {
          throw node.failure("expected one constant", "add the constants up")
        }
      }
      var parsed: ParsedModel = try .numbered(&list, at: terms)
      parsed.notes = notes
      return parsed
    } catch { throw QUBOFileError(error) }
  }

  private static func numbered(
    _ list: inout CoefficientList, at terms: JSONNode
  ) throws(JSONError) -> ParsedModel {
    guard !list.entries.isEmpty else {
      throw terms.failure("expected terms with variables", "check that the file is complete")
    }
    let (count, numbers) = list.numberVariables()
    if let (first, second) = list.firstDuplicate(variableCount: count) {
      throw JSONError(
        file: terms.file,
        path: JSONPath.index(list.line(ofEntry: second), of: terms.path).description,
        problem: "the variables were listed before, at index \(list.line(ofEntry: first))",
        found: nil, advice: "list each pair once, in one order")
    }
    return ParsedModel(
      list: list, variableCount: count, meaning: .polynomial, sense: .minimise,
      labels: numbers?.map { .number(Int($0)) })
  }
}

extension JSONObject {
  /// The settings of the solver that are conditions of the problem: fixed bits, and groups of which one
  /// bit is set.
  ///
  /// All others say how to search, which is for the caller of this one.
  fileprivate var passedOver: [String] {
    let conditions = ["fixed_config", "one_way_one_hot_groups", "two_way_one_hot_groups"]
    return keys.filter { $0.hasPrefix("fujitsuDA") }.flatMap { solver -> [String] in
      guard let settings = try? self[solver]?.object(expecting: "expected settings", "write {}")
      else { return [] }
      return conditions.filter { settings[$0] != nil }.map { "\(solver).\($0)" }
    }
  }
}

extension ValuePolynomial {
  func digitalAnnealerJSON() throws(QUBOFileError) -> TextBuffer {
    var buffer = TextBuffer("{\"binary_polynomial\":{\"terms\":[")
    for i in 0..<variableCount {
      // A variable without a term would be no variable: zeros are written too.
      buffer.write("\(i == 0 ? "" : ",")\n{\"c\":\(try fit(linear(i))),\"p\":[\(number(of: i))]}")
      for (j, units) in pairUnits(of: i) {
        let coefficient = try fit(exact(units))
        buffer.write(",\n{\"c\":\(coefficient),\"p\":[\(number(of: i)),\(number(of: j))]}")
      }
    }
    if constant.units != 0 { buffer.write(",\n{\"c\":\(try fit(constant)),\"p\":[]}") }
    buffer.write("\n]}}\n")
    return buffer
  }
}

extension JSONObject {
  /// Refuses keys whose meaning would be ignored.
  fileprivate func allowRequest() throws(JSONError) {
    let known = ["binary_polynomial", "penalty_binary_polynomial"]
    for key in keys where !known.contains(key) && !key.hasPrefix("fujitsuDA") {
      guard let node = self[key] else { continue }
      throw node.failure(
        "expected a polynomial without further conditions", "remove the key, or what it asks for")
    }
  }

  /// The member of a short or a long key.
  fileprivate func either(
    _ short: String, _ long: String, as example: String
  ) throws(JSONError) -> JSONNode {
    if self[short] == nil, let node = self[long] { return node }
    return try required(short, as: example)
  }
}

extension JSONNode {
  /// The coefficient and the variables of a term.
  func polynomialTerm() throws(JSONError) -> (value: ExactDecimal, bits: [Int]) {
    let term = try object(expecting: "expected a term", "write {\"c\": 2, \"p\": [0, 1]}")
    try term.allow(only: ["c", "p", "coefficient", "polynomials"])
    let value = try term.either("c", "coefficient", as: "2").exactNumber()
    let bits = try term.either("p", "polynomials", as: "[0, 1]").indices(below: 1 << 32)
    return (value, bits)
  }
}

extension CoefficientList {
  /// Adds a term of at most two variables; returns whether it is a constant.
  fileprivate mutating func append(term node: JSONNode, number: Int) throws(JSONError) -> Bool {
    let (value, bits) = try node.polynomialTerm()
    if bits.isEmpty {
      setConstant(value)
    } else {
      append(bits[0], bits[bits.count - 1], value, line: number)
    }
    return bits.isEmpty
  }
}
