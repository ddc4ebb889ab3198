/// A value of a JSON document as written: members in order, numbers as their digits.
///
/// Lists and objects are places in the document's text, which is read again where they are walked
/// through: so a document takes its own size in memory and no more, whatever it holds.
package enum JSONValue: Sendable {
  case null
  case boolean(Bool)
  case number(JSONNumber)
  case string(String)
  case array(JSONElements)
  case object(JSONMembers)

  /// The value in compact form on one line, cut off after 60 characters, for error messages.
  package var excerpt: String {
    var text = ""
    write(to: &text)
    return text.escaped
  }

  private func write(to text: inout String) {
    // One character more than is shown makes `escaped` mark the cut.
    guard text.unicodeScalars.count <= 60 else { return }
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += "\(value)"
    case .number(let number): text += number.literal.prefix(61)
    case .string(let string): text += string.quoted
    case .array(let elements):
      Self.write(elements, between: ("[", "]"), to: &text) { $0.write(to: &$1) }
    case .object(let members):
      Self.write(members, between: ("{", "}"), to: &text) { member, text in
        text += "\(member.key.quoted):"
        member.value.write(to: &text)
      }
    }
  }

  private static func write<Parts: Sequence>(
    _ parts: Parts, between brackets: (String, String), to text: inout String,
    _ write: (Parts.Element, inout String) -> Void
  ) {
    text += brackets.0
    for (index, part) in parts.enumerated() {
      // What follows cannot be seen.
      guard index <= 60, text.unicodeScalars.count <= 60 else { break }
      text += index > 0 ? "," : ""
      write(part, &text)
    }
    text += brackets.1
  }
}

/// The elements of a list, read as they are walked through.
package struct JSONElements: Sequence, Sendable {
  /// At the opening bracket.
  let start: JSONCursor

  /// The number of elements, counted anew each time.
  package var count: Int {
    var (cursor, count) = (start, 0)
    guard cursor.enter() else { return 0 }
    repeat {
      cursor.skipValue()
      count += 1
    } while cursor.takeComma()
    return count
  }

  package func makeIterator() -> Iterator { Iterator(start) }

  package struct Iterator: IteratorProtocol {
    private var cursor: JSONCursor
    private var isAtElement: Bool

    init(_ start: JSONCursor) {
      cursor = start
      isAtElement = cursor.enter()
    }

    package mutating func next() -> JSONValue? {
      guard isAtElement else { return nil }
      let value = cursor.value()
      isAtElement = cursor.takeComma()
      return value
    }
  }
}

/// The members of an object in order, read as they are walked through.
package struct JSONMembers: Sequence, Sendable {
  /// At the opening brace.
  let start: JSONCursor

  package func makeIterator() -> Iterator { Iterator(start) }

  package struct Iterator: IteratorProtocol {
    private var cursor: JSONCursor
    private var isAtMember: Bool

    init(_ start: JSONCursor) {
      cursor = start
      isAtMember = cursor.enter()
    }

    package mutating func next() -> (key: String, value: JSONValue)? {
      guard isAtMember else { return nil }
      let key = cursor.key()
      let value = cursor.value()
      isAtMember = cursor.takeComma()
      return (key, value)
    }
  }
}
