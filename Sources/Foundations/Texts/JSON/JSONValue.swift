/// A JSON document as written: members in order, numbers as their digits.
package enum JSONValue: Sendable {
  case null
  case boolean(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

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

  private static func write<Part>(
    _ parts: [Part], between brackets: (String, String), to text: inout String,
    _ write: (Part, inout String) -> Void
  ) {
    text += brackets.0
    for (index, part) in parts.prefix(61).enumerated() {
      text += index > 0 ? "," : ""
      write(part, &text)
    }
    text += brackets.1
  }
}
