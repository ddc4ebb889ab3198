import Coefficients
import Failures
import Texts

// bqpjson 1.0.0 of Los Alamos: E = scale · (Σ coeff x + Σ coeff x y + offset), over spins or Booleans
// that ids name. dimod's first schema has the same lists with `bias` and `label`, and no scale.

extension ParsedModel {
  static func bqpJSON(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> ParsedModel {
    do throws(JSONError) {
      let root = try JSONNode.root(bytes, file: file)
      let version = try root.required("version", as: "\"1.0.0\"")
      guard case .string(let number) = version.value, number.hasPrefix("1.") else {
        throw version.failure("expected a version 1", "write \"1.0.0\"")
      }
      let ids = try root.required("variable_ids", as: "[0, 1]").labels()
      var list = try TermKeys.bqp.list(root, labels: ids)
      list.setConstant(try root["offset"]?.exactNumber() ?? ExactDecimal(units: 0))
      if let scale = try root["scale"]?.exactNumber() { list.multiply(by: scale) }
      let domain = try root.required("variable_domain", as: "\"spin\"")
      let meaning: EntryMeaning
      switch domain.value {
      case .string("spin"): meaning = .spin
      case .string("boolean"): meaning = .polynomial
      default: throw domain.failure("expected a domain", "write \"spin\" or \"boolean\"")
      }
      return ParsedModel(
        list: list, variableCount: ids.count, meaning: meaning, sense: .minimise,
        labels: ids.areCounted ? nil : ids)
    } catch { throw QUBOFileError(error) }
  }

  /// The first schema of dimod's models.
  static func firstBQMSchema(_ root: JSONObject) throws(JSONError) -> ParsedModel {
    let labels = try root.required("variable_labels", as: "[0, 1]").labels()
    var list = try TermKeys.dimod.list(root, labels: labels)
    list.setConstant(try root["offset"]?.exactNumber() ?? ExactDecimal(units: 0))
    return ParsedModel(
      list: list, variableCount: labels.count,
      meaning: try root.isSpin() ? .spin : .polynomial, sense: .minimise,
      labels: labels.areCounted ? nil : labels, notes: ["dimod's first schema, 1.0.0"])
  }
}

extension ValuePolynomial {
  func bqpJSON() throws(QUBOFileError) -> TextBuffer {
    let ids = (0..<variableCount).map { number(of: $0) }
    var (singles, pairs) = ([String](), [String]())
    for i in 0..<variableCount {
      if linear(i).units != 0 {
        singles.append("{\"id\":\(ids[i]),\"coeff\":\(linear(i))}")
      }
      for (j, units) in pairUnits(of: i) {
        pairs.append("{\"id_tail\":\(ids[i]),\"id_head\":\(ids[j]),\"coeff\":\(exact(units))}")
      }
    }
    var buffer = TextBuffer(
      "{\"version\":\"1.0.0\",\"id\":0,\"metadata\":{},\"variable_domain\":\"boolean\",")
    buffer.write("\"scale\":1,\"offset\":\(constant),\n\"variable_ids\":")
    buffer.write("[\(ids.map { "\($0)" }.joined(separator: ","))],\n\"linear_terms\":[")
    buffer.write(singles.joined(separator: ",\n") + "],\n\"quadratic_terms\":[")
    buffer.write(pairs.joined(separator: ",\n") + "]}\n")
    return buffer
  }
}

/// What two schemas call the same members of a term.
private struct TermKeys {
  let single: String
  let tail: String
  let head: String
  let coefficient: String

  static let bqp = TermKeys(
    single: "id", tail: "id_tail", head: "id_head", coefficient: "coeff")
  static let dimod = TermKeys(
    single: "label", tail: "label_tail", head: "label_head", coefficient: "bias")

  /// The terms of a document, over variables of these names.
  func list(_ root: JSONObject, labels: [QUBOFile.Label]) throws(JSONError) -> CoefficientList {
    let places = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    var list = CoefficientList()
    let singles = try root.required("linear_terms", as: "[]")
    for node in try singles.longList(expecting: "expected a list of terms", "write []") {
      let term = try node.object(expecting: "expected a term", "write an object")
      let i = try place(term, single, places)
      list.append(i, i, try coefficient(term), line: list.entries.count)
    }
    let singleCount = list.entries.count
    let pairs = try root.required("quadratic_terms", as: "[]")
    for node in try pairs.longList(expecting: "expected a list of terms", "write []") {
      let term = try node.object(expecting: "expected a term", "write an object")
      let (i, j) = (try place(term, tail, places), try place(term, head, places))
      guard i != j else { throw node.failure("expected two variables", "list pairs only") }
      list.append(i, j, try coefficient(term), line: list.entries.count)
    }
    guard let (first, second) = list.firstDuplicate(variableCount: labels.count) else {
      return list
    }
    let isPair = second >= singleCount
    let shift = isPair ? singleCount : 0
    let path = JSONPath.index(second - shift, of: (isPair ? pairs : singles).path)
    throw JSONError(
      file: root.node.file, path: path.description,
      problem: "the variables were listed before, at index \(first - shift)", found: nil,
      advice: "list each pair once, in one order")
  }

  private func coefficient(_ term: JSONObject) throws(JSONError) -> ExactDecimal {
    try term.required(coefficient, as: "0.25").exactNumber()
  }

  private func place(
    _ term: JSONObject, _ key: String, _ places: [QUBOFile.Label: Int]
  ) throws(JSONError) -> Int {
    let node = try term.required(key, as: "0")
    guard let place = places[try node.label()] else {
      throw node.failure("expected a variable that is listed", "add it to the list of variables")
    }
    return place
  }
}

extension [QUBOFile.Label] {
  /// Whether these are 0, 1, 2 and so on, as names that need not be said.
  var areCounted: Bool { enumerated().allSatisfy { $1 == .number($0) } }
}
