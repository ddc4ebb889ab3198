/// A piece of a page or picture: an element with its attributes and content, or characters.
///
/// Pages are built as values and written once, so nothing that came from a file reaches one
/// unescaped. What is written is well-formed both as HTML and as XML.
package indirect enum Markup {
  case element(String, Attributes, [Markup])
  case characters(String)
  /// Rules for `style`, of our own making: browsers read them as they stand, not as XML.
  case rules(String)

  package typealias Attributes = KeyValuePairs<String, any CustomStringConvertible>

  /// A rectangle with rounded corners, in pixels.
  package static func rectangle(_ frame: Frame, radius: Int = 0, fill: String) -> Markup {
    .element(
      "rect",
      [
        "x": frame.x, "y": frame.y, "width": frame.width, "height": frame.height, "rx": radius,
        "fill": fill,
      ], [])
  }

  /// Characters on a baseline, styled by a class.
  package static func text(_ characters: String, x: Int, y: Int, style: String) -> Markup {
    .element("text", ["class": style, "x": x, "y": y], [.characters(characters)])
  }

  /// Elements with a common colour, and a name that browsers show when pointed at.
  package static func group(title: String? = nil, fill: String, _ content: [Markup]) -> Markup {
    let name = title.map { [Markup.element("title", [:], [.characters($0)])] } ?? []
    return .element("g", ["fill": fill], name + content)
  }

  /// A rectangle's place and size in pixels.
  package struct Frame {
    package var x: Int
    package var y: Int
    package var width: Int
    package var height: Int

    package init(x: Int, y: Int, width: Int, height: Int) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }
  }
}

extension Markup {
  /// Elements that never have content; HTML takes `/>` after others for the start of one.
  private static let empty: Set = [
    "br", "circle", "col", "hr", "input", "line", "meta", "path", "polygon", "rect",
  ]

  /// The piece as XML, one line for each element that holds no other.
  package var xml: String {
    var text = ""
    write(to: &text, indent: "")
    return text
  }

  private func write(to text: inout String, indent: String) {
    switch self {
    case .characters(let characters):
      text += characters.escapedForXML
    case .rules(let rules):
      text += rules
    case .element(let name, let attributes, let content):
      text += "\(indent)<\(name)"
      for (attribute, value) in attributes {
        text += " \(attribute)=\"\(value.description.escapedForXML)\""
      }
      guard let first = content.first else {
        text += Self.empty.contains(name) ? "/>\n" : "></\(name)>\n"
        return
      }
      text += ">"
      // A line feed before elements is layout; before characters it would be text.
      if case .element = first { text += "\n" }
      for piece in content { piece.write(to: &text, indent: indent + " ") }
      if case .element = first { text += indent }
      text += "</\(name)>\n"
    }
  }
}

extension String {
  /// The text as XML characters or attribute value, of characters that XML allows.
  ///
  /// Characters that could command instead of show, as controls and changes of writing direction,
  /// become U+FFFD.
  package var escapedForXML: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      default: text.unicodeScalars.append(scalar.isPrintable ? scalar : "\u{FFFD}")
      }
    }
    return text
  }
}

extension Unicode.Scalar {
  fileprivate var isPrintable: Bool {
    if properties.isNoncharacterCodePoint { return false }
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
