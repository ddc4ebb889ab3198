import Coefficients
import Failures
import Texts

// What the readers of JSON share: exact numbers, indices, and errors with paths.

extension QUBOFileError {
  init(_ error: JSONError) {
    let place: Place = error.position.map { .line($0.line) } ?? .path(error.path)
    self.init(error.file, place, error.problem, found: error.found, advice: error.advice)
  }
}

extension JSONNode {
  /// Reads a document whose root is an object.
  static func root(_ bytes: [UInt8], file: String) throws(JSONError) -> JSONObject {
    try JSONNode(value: try JSONParser.parse(bytes, file: file), file: file)
      .object(expecting: "expected an object", "check that this is the file you meant")
  }

  /// The number, exactly.
  func exactNumber() throws(JSONError) -> ExactDecimal {
    guard case .number(let number) = value else {
      throw failure("expected a number", "write a number such as -3 or 0.25")
    }
    guard let exact = ExactDecimal(number.literal) else {
      throw failure(
        "expected a number that a double can hold, of magnitude 1e-308 to 1.7e308",
        "round it, or scale all coefficients")
    }
    return exact
  }

  /// The numbers of a list, exactly.
  func exactNumbers() throws(JSONError) -> [ExactDecimal] {
    var numbers: [ExactDecimal] = []
    for node in try longList(expecting: "expected a list of numbers", "write [1, -3, 0.25]") {
      numbers.append(try node.exactNumber())
    }
    return numbers
  }

  /// The indices of a list.
  func indices(below bound: Int) throws(JSONError) -> [Int] {
    var indices: [Int] = []
    for node in try longList(expecting: "expected a list of indices", "write [0, 1, 2]") {
      indices.append(
        try node.integer(
          in: 0...max(0, bound - 1), expecting: "expected an index", "count variables from zero"))
    }
    return indices
  }
}
