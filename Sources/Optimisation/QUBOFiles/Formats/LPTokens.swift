import Coefficients
import Failures
import Texts

/// The words and signs of an LP file; `\` begins a comment.
struct LPTokens {
  /// What a line of its own begins.
  enum Section {
    case minimise, maximise, constraints, bounds, binary, general, other, end

    init?(_ words: String) {
      switch words.lowercased() {
      case "minimize", "minimise", "minimum", "min": self = .minimise
      case "maximize", "maximise", "maximum", "max": self = .maximise
      case "subject to", "such that", "st", "s.t.", "st.": self = .constraints
      case "bounds", "bound": self = .bounds
      case "binary", "binaries", "bin": self = .binary
      case "general", "generals", "gen", "integer", "integers", "int": self = .general
      case "semi-continuous", "semis", "semi", "sos", "sos1", "sos2": self = .other
      case "end": self = .end
      default: return nil
      }
    }
  }

  let file: String
  private(set) var all: [LPToken] = []
  private(set) var lastLine = 1
  /// The first thing that is no token.
  private(set) var fault: QUBOFileError?

  init(_ bytes: [UInt8], file: String) {
    self.file = file
    var (position, isFirst) = (0, true)
    while position < bytes.count, fault == nil {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\n"):
        lastLine += 1
        isFirst = true
        position += 1
      case 0x20, 0x09, 0x0d: position += 1
      case UInt8(ascii: "\\"):
        while position < bytes.count, bytes[position] != 0x0a { position += 1 }
      default:
        guard let kind = Self.token(bytes, &position) else {
          fault = QUBOFileError(
            file, .line(lastLine), "expected a number that a double can hold, a name or a sign",
            advice: "correct the line")
          break
        }
        all.append(LPToken(kind: kind, line: lastLine, isFirst: isFirst))
        isFirst = false
      }
    }
  }

  private static func token(_ bytes: [UInt8], _ position: inout Int) -> LPToken.Kind? {
    let byte = bytes[position]
    if "+-*/^[]:<>=".utf8.contains(byte) {
      position += 1
      return .sign(Character(UnicodeScalar(byte)))
    }
    if byte.digit != nil || byte == UInt8(ascii: ".") {
      let start = position
      let number = try? ExactDecimal.read(bytes, &position).get()
      let isPlain = !bytes[start..<position].contains { $0 | 0x20 == UInt8(ascii: "d") }
      if let number, isPlain { return .number(number) }
      // In `3e` and `3d1` the letter begins a name: LP files have no Fortran in them.
      position = start
      while position < bytes.count, bytes[position].digit != nil || bytes[position] == 0x2e {
        position += 1
      }
      return ExactDecimal(String(decoding: bytes[start..<position], as: UTF8.self))
        .map { .number($0) }
    }
    let start = position
    while position < bytes.count, !" \t\r\n+-*/^[]:<>=\\".utf8.contains(bytes[position]) {
      position += 1
    }
    return .name(String(decoding: bytes[start..<position], as: UTF8.self))
  }
}
