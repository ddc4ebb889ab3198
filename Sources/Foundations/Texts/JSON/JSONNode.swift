package import Failures

/// A value of a document together with its place, for reading it with good errors.
package struct JSONNode {
  package let value: JSONValue
  package let file: String
  // The place is put together only where it is asked for, as there are as many as there are values.
  private let parent: JSONPath
  private let step: JSONPath.Step?

  /// Creates a value at a place.
  package init(value: JSONValue, path: JSONPath = .root, file: String) {
    self.init(value: value, parent: path, step: nil, file: file)
  }

  init(value: JSONValue, parent: JSONPath, step: JSONPath.Step?, file: String) {
    self.value = value
    self.parent = parent
    self.step = step
    self.file = file
  }

  /// Where the value is.
  package var path: JSONPath { step.map(parent.appending) ?? parent }

  /// The error that this value is not what was expected.
  package func failure(_ problem: String, _ advice: Remedy) -> JSONError {
    JSONError(
      file: file, position: nil, path: path.description, problem: problem, found: value.excerpt,
      advice: advice)
  }

  /// The members, if this is an object.
  package func object(expecting problem: String, _ advice: Remedy) throws(JSONError) -> JSONObject {
    guard case .object(let members) = value else { throw failure(problem, advice) }
    return JSONObject(node: self, members: members)
  }

  /// The elements, if this is a list.
  package func elements(expecting problem: String, _ advice: Remedy) throws(JSONError) -> [JSONNode]
  {
    Array(try longList(expecting: problem, advice))
  }

  /// The elements, if this is a list; none of them is held, so that there may be any number.
  package func longList(
    expecting problem: String, _ advice: Remedy
  ) throws(JSONError) -> JSONNodes {
    guard case .array(let elements) = value else { throw failure(problem, advice) }
    return JSONNodes(elements: elements, path: path, file: file)
  }

  /// The number, if this is a whole one in a range.
  package func integer(
    in range: ClosedRange<Int>, expecting problem: @autoclosure () -> String, _ advice: Remedy
  ) throws(JSONError) -> Int {
    guard case .number(let number) = value, let integer = number.integer, range.contains(integer)
    else { throw failure("\(problem()), \(range.lowerBound) to \(range.upperBound)", advice) }
    return integer
  }

  /// The number, if this is one in a range.
  package func double(
    in range: ClosedRange<Double>, expecting problem: String, _ advice: Remedy
  ) throws(JSONError) -> Double {
    guard case .number(let number) = value, let double = number.double, range.contains(double)
    else { throw failure(problem, advice) }
    return double
  }

  /// The text, if this is one; any text.
  package func string(expecting problem: String) throws(JSONError) -> String {
    guard case .string(let string) = value else {
      throw failure(problem, "write a text in double quotes")
    }
    return string
  }

  /// The text, if it is fit to be shown in one line: not empty, not too long.
  package func label(upTo limit: Int, expecting problem: String) throws(JSONError) -> String {
    let text = try string(expecting: problem)
    guard text.isLabel(upTo: limit) else {
      throw failure(problem, .inWords(String.labelInWords(upTo: limit)))
    }
    return text
  }
}

/// The elements of a list together with their places, read as they are walked through.
package struct JSONNodes: Sequence {
  private let elements: JSONElements
  private let path: JSONPath
  private let file: String
  /// The number of elements.
  package let count: Int

  init(elements: JSONElements, path: JSONPath, file: String) {
    self.elements = elements
    self.path = path
    self.file = file
    count = elements.count
  }

  package func makeIterator() -> Iterator {
    Iterator(elements: elements.makeIterator(), path: path, file: file)
  }

  package struct Iterator: IteratorProtocol {
    var elements: JSONElements.Iterator
    let path: JSONPath
    let file: String
    var index = 0

    package mutating func next() -> JSONNode? {
      guard let value = elements.next() else { return nil }
      defer { index += 1 }
      return JSONNode(value: value, parent: path, step: .index(index), file: file)
    }
  }
}

/// An object of a document together with its place.
package struct JSONObject {
  package let node: JSONNode
  private let members: [String: JSONValue]
  package let keys: [String]

  init(node: JSONNode, members: JSONMembers) {
    let members = Array(members)
    self.node = node
    self.members = Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
    keys = members.map(\.key)
  }

  /// The member of a key, if there is one.
  package subscript(key: String) -> JSONNode? {
    members[key].map { JSONNode(value: $0, path: .key(key, of: node.path), file: node.file) }
  }

  /// The member of a key; there has to be one.
  package func required(_ key: String, as example: String) throws(JSONError) -> JSONNode {
    if let node = self[key] { return node }
    throw JSONError(
      file: node.file, position: nil, path: JSONPath.key(key, of: node.path).description,
      problem: "expected the key \"\(key)\"", found: "nothing",
      advice: "add it, for example \"\(key)\": \(example)")
  }

  /// Refuses keys that are not known.
  package func allow(only known: [String]) throws(JSONError) {
    for key in keys where !known.contains(key) {
      guard let node = self[key] else { continue }
      throw node.failure(
        "unknown key \(key.quoted)", Self.advice(for: key, known: known))
    }
  }

  private static func advice(for key: String, known: [String]) -> Remedy {
    let letters = plain(key)
    let similar = known.first { plain($0).hasPrefix(letters) || letters.hasPrefix(plain($0)) }
    if letters.count >= 3, let similar { return "did you mean \"\(similar)\"?" }
    return "remove it; the keys here are \(known.joined(separator: ", "))"
  }

  private static func plain(_ key: String) -> String {
    key.filter(\.isLetter).lowercased()
  }
}
