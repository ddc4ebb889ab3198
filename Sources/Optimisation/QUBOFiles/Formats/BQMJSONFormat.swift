import Coefficients
import Failures
import Texts

// dimod's binary quadratic models as JSON: what `to_serializable` makes, schema 3.0.0, with numbers
// in lists (`use_bytes` false). Labels are numbers or texts.

extension ParsedModel {
  static func bqmJSON(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> ParsedModel {
    do throws(JSONError) {
      let root = try JSONNode.root(bytes, file: file)
      if root["linear_terms"] != nil { return try .firstBQMSchema(root) }
      try root.checkSchema()
      let labelNode = try root.required("variable_labels", as: "[0, 1, 2]")
      let labels = try labelNode.labels()
      var list = CoefficientList()
      let offset = try root.required("offset", as: "0.0")
      list.setConstant(try offset.exactNumber())
      try list.appendLinear(root, count: labels.count)
      try list.appendQuadratic(root, count: labels.count)
      return ParsedModel(
        list: list, variableCount: labels.count,
        meaning: try root.isSpin() ? .spin : .polynomial, sense: .minimise,
        labels: labels.areCounted ? nil : labels)
    } catch { throw QUBOFileError(error) }
  }
}

extension ValuePolynomial {
  func bqmJSON() throws(QUBOFileError) -> TextBuffer {
    var linearBiases: [String] = []
    var pairs: (heads: [String], tails: [String], biases: [String]) = ([], [], [])
    for i in 0..<variableCount {
      linearBiases.append(linear(i).description)
      for (j, units) in pairUnits(of: i) {
        pairs.heads.append("\(i)")
        pairs.tails.append("\(j)")
        pairs.biases.append(exact(units).description)
      }
    }
    let names = labels?.map(\.json) ?? (0..<variableCount).map { "\($0)" }
    var buffer = TextBuffer(
      """
      {"type":"BinaryQuadraticModel","version":{"bqm_schema":"3.0.0"},"use_bytes":false,
      "index_type":"int32","bias_type":"float64","num_variables":\(variableCount),
      "num_interactions":\(pairs.heads.count),"variable_type":"BINARY","offset":\(constant),"info":{}
      """)
    let lists = [
      ("variable_labels", names), ("linear_biases", linearBiases), ("quadratic_head", pairs.heads),
      ("quadratic_tail", pairs.tails), ("quadratic_biases", pairs.biases),
    ]
    for (key, list) in lists { buffer.write(",\n\"\(key)\":[\(list.joined(separator: ","))]") }
    buffer.write("}\n")
    return buffer
  }
}

extension JSONObject {
  fileprivate func checkSchema() throws(JSONError) {
    let advice: Remedy = "give a BinaryQuadraticModel of schema 3.0.0, made with use_bytes=False"
    let type = try required("type", as: "\"BinaryQuadraticModel\"")
    guard case .string("BinaryQuadraticModel") = type.value else {
      throw type.failure("expected \"BinaryQuadraticModel\"", advice)
    }
    let version = try required("version", as: "{\"bqm_schema\": \"3.0.0\"}")
      .object(expecting: "expected a version", advice).required("bqm_schema", as: "\"3.0.0\"")
    // What 3.0.0 added to 2.0.0 is not read here.
    guard case .string(let number) = version.value, ["2.0.0", "3.0.0"].contains(number) else {
      throw version.failure("expected \"3.0.0\"", advice)
    }
    if let usesBytes = self["use_bytes"] {
      guard case .boolean(false) = usesBytes.value else {
        throw usesBytes.failure("expected false", advice)
      }
    }
  }

  func isSpin() throws(JSONError) -> Bool {
    let type = try required("variable_type", as: "\"BINARY\"")
    switch type.value {
    case .string("BINARY"): return false
    case .string("SPIN"): return true
    default: throw type.failure("expected a variable type", "write \"BINARY\" or \"SPIN\"")
    }
  }

  /// The list of a key, which has to have a certain length.
  fileprivate func numbers(
    _ key: String, count: Int, of what: String
  ) throws(JSONError) -> [ExactDecimal] {
    let node = try required(key, as: "[1, -3, 0.25]")
    let numbers = try node.exactNumbers()
    guard numbers.count == count else {
      throw node.failure(
        "expected \(count) numbers, one per \(what), not \(numbers.count)", "add or remove some")
    }
    return numbers
  }
}

extension CoefficientList {
  fileprivate mutating func appendLinear(_ root: JSONObject, count: Int) throws(JSONError) {
    let biases = try root.numbers("linear_biases", count: count, of: "variable")
    for (i, bias) in biases.enumerated() { append(i, i, bias, line: entries.count) }
  }

  fileprivate mutating func appendQuadratic(_ root: JSONObject, count: Int) throws(JSONError) {
    let heads = try root.required("quadratic_head", as: "[0, 0, 1]").indices(below: count)
    let tailNode = try root.required("quadratic_tail", as: "[1, 2, 2]")
    let tails = try tailNode.indices(below: count)
    guard tails.count == heads.count else {
      throw tailNode.failure(
        "expected \(heads.count) indices, as many as in quadratic_head", "add or remove some")
    }
    let biases = try root.numbers("quadratic_biases", count: heads.count, of: "pair")
    for (number, bias) in biases.enumerated() {
      guard heads[number] != tails[number] else {
        throw JSONNode(
          value: tailNode.value, path: .index(number, of: tailNode.path), file: tailNode.file
        ).failure("expected another variable than in quadratic_head", "list pairs only")
      }
      append(heads[number], tails[number], bias, line: entries.count)
    }
    try checkPairs(count, at: tailNode)
  }

  private func checkPairs(_ count: Int, at node: JSONNode) throws(JSONError) {
    guard let (first, second) = firstDuplicate(variableCount: count) else { return }
    throw JSONError(
      file: node.file, path: JSONPath.index(second - count, of: node.path).description,
      problem: "the pair was listed before, at index \(first - count)", found: nil,
      advice: "list each pair once, in one order")
  }
}

extension JSONNode {
  /// A list of names, each once.
  func labels() throws(JSONError) -> [QUBOFile.Label] {
    var seen: Set<QUBOFile.Label> = []
    var labels: [QUBOFile.Label] = []
    let nodes = try longList(expecting: "expected a list of labels", "write [0, 1, 2]")
    guard (1...QUBOFile.mostVariables).contains(nodes.count) else {
      throw failure("expected 1 to \(QUBOFile.mostVariables) labels", "list all variables")
    }
    for node in nodes {
      let label = try node.label()
      guard seen.insert(label).inserted else {
        throw node.failure("expected each label once", "give each variable its own")
      }
      labels.append(label)
    }
    return labels
  }

  /// A value that names a variable.
  func label() throws(JSONError) -> QUBOFile.Label {
    if case .number(let number) = value, let integer = number.integer { return .number(integer) }
    if case .string(let name) = value, !name.hasControlCharacters { return .name(name) }
    // Tuples of Python are lists here; what it names variables by otherwise has a short form, too.
    guard let text = compactLabel else {
      throw failure(
        "expected a number, a text of one line, or a short list of these", "rename the variable")
    }
    return .json(text)
  }
}

extension JSONNode {
  /// A value in one short line, if it is a number, a truth value, nothing, or a list of such.
  private var compactLabel: String? {
    switch value {
    case .null: return "null"
    case .boolean(let flag): return "\(flag)"
    case .number(let number): return number.literal.utf8.count <= 60 ? number.literal : nil
    case .string(let text):
      return text.hasControlCharacters ? nil : QUBOFile.Label.name(text).json
    case .object: return nil
    case .array:
      guard let nodes = try? elements(expecting: "", ""), nodes.count <= 60 else { return nil }
      let parts = nodes.compactMap(\.compactLabel)
      return parts.count == nodes.count ? "[\(parts.joined(separator: ","))]" : nil
    }
  }
}

extension QUBOFile.Label {
  /// The label as JSON.
  var json: String {
    switch self {
    case .number(let number): return "\(number)"
    case .json(let text): return text
    case .name(let name):
      // By scalars: a quote with an accent is one character and still ends a text.
      let escaped = name.unicodeScalars.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }
        .joined()
      return "\"\(escaped)\""
    }
  }
}
