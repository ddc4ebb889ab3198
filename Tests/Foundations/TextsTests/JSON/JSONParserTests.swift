import Foundation
import RandomStreams
import Testing
import Texts

@Suite("JSON")
struct JSONParserTests {
  /// A document as Foundation reads it, or as ours.
  private indirect enum Tree: Equatable {
    case null
    case boolean(Bool)
    case number(Double)
    case string([UInt32])
    case array([Tree])
    case object([String: Tree])

    init(_ value: JSONValue) {
      switch value {
      case .null: self = .null
      case .boolean(let value): self = .boolean(value)
      case .number(let number): self = .number(number.double ?? .nan)
      case .string(let text): self = .string(text.unicodeScalars.map(\.value))
      case .array(let elements): self = .array(elements.map(Self.init))
      case .object(let members):
        self = .object(
          Dictionary(
            members.map { ($0.key, Self($0.value)) }, uniquingKeysWith: { first, _ in first }))
      }
    }

    /// A document drawn at random, with its text.
    static func random(_ random: inout RandomStream, depth: Int, _ text: inout String) -> Tree {
      func blank() -> String { ["", " ", "\n", "\t\r\n "][random.uniform(below: 4)] }
      text += blank()
      defer { text += blank() }
      switch random.uniform(below: depth > 4 ? 4 : 6) {
      case 0:
        text += "null"
        return .null
      case 1:
        let value = random.uniform(below: 2) == 0
        text += "\(value)"
        return .boolean(value)
      case 2:
        let number = ["0", "-0", "12", "-3.25", "1e3", "2.5E-2", "1e+2", "120"]
        let literal = number[random.uniform(below: number.count)]
        text += literal
        return .number(Double(literal) ?? .nan)
      case 3:
        let string = drawn(&random, &text)
        return .string(string)
      case 4:
        var elements: [Tree] = []
        text += "["
        for index in 0..<random.uniform(below: 4) {
          text += index == 0 ? "" : ","
          elements.append(.random(&random, depth: depth + 1, &text))
        }
        text += elements.isEmpty ? " ]" : "]"
        return .array(elements)
      default:
        var members: [String: Tree] = [:]
        text += "{"
        for index in 0..<random.uniform(below: 4) {
          text += "\(index == 0 ? "" : ",")\(blank())\"k\(index)\\u0041\"\(blank()):"
          members["k\(index)A"] = .random(&random, depth: depth + 1, &text)
        }
        text += "}"
        return .object(members)
      }
    }

    /// A text in quotes, each character as itself or as an escape.
    private static func drawn(_ random: inout RandomStream, _ text: inout String) -> [UInt32] {
      let pieces: [(String, UInt32)] = [
        ("a", 0x61), ("é", 0xe9), ("\u{301}", 0x301), ("😀", 0x1f600), ("\\\"", 0x22),
        ("\\\\", 0x5c), ("\\/", 0x2f), ("/", 0x2f), ("\\n", 0xa), ("\\b", 8), ("\\f", 0xc),
        ("\\r", 0xd), ("\\t", 9), ("\\u0000", 0), ("\\u00E9", 0xe9), ("\\ud83d\\ude00", 0x1f600),
        ("[", 0x5b), ("}", 0x7d), (",", 0x2c), (":", 0x3a), ("\\u005D", 0x5d),
      ]
      text += "\""
      let scalars = (0..<random.uniform(below: 6)).map { _ in
        let piece = pieces[random.uniform(below: pieces.count)]
        text += piece.0
        return piece.1
      }
      text += "\""
      return scalars
    }
  }

  @Test("is read as it was meant", arguments: 0..<500 as Range<UInt64>)
  func documents(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    var text = ""
    let tree = Tree.random(&random, depth: 0, &text)
    let read = try JSONParser.parse(Array(text.utf8), file: "f")
    #expect(Tree(read) == tree, "\(text)")
    // Values are read where they are walked through: a second walk is as good.
    #expect(Tree(read) == tree, "\(text)")
    if case .array(let elements) = read { #expect(elements.count == elements.map { $0 }.count) }
  }

  @Test(
    "is refused where Foundation refuses it, and not elsewhere", arguments: 0..<400 as Range<UInt64>
  )
  func damage(seed: UInt64) {
    var random = RandomStream(seed: seed, stream: 1)
    var text = ""
    _ = Tree.random(&random, depth: 0, &text)
    var bytes = Array(text.utf8)
    let likely = Array("{}[]\",:\\0-.eE un\n\u{1}".utf8) + [0xc3, 0x80]
    let place = random.uniform(below: bytes.count + 1)
    bytes.insert(likely[random.uniform(below: likely.count)], at: place)
    let isOurs = (try? JSONParser.parse(bytes, file: "f")) != nil
    let other = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    // Ours refuses keys that come twice and a byte more strictly read as text.
    if isOurs {
      #expect(other != nil, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
    if other == nil { #expect(!isOurs) }
  }

  @Test(
    "is refused with line, column and path",
    arguments: [
      ("{\"a\":[1,2,{\"b\":}]}", 1, 16, "$.a[2].b", "expected a value"),
      ("{\"a\":[1,2\n,]}", 2, 2, "$.a[2]", "expected a value"),
      ("{\"a\":[1 2]}", 1, 9, "$.a[0]", "expected a comma or ]"),
      ("{\"a\":1 \"b\":2}", 1, 8, "$.a", "expected a comma or }"),
      ("{\"a\":[],\"a\":1}", 1, 13, "$.a", "expected each key once"),
      ("{\"a\":{\"b c\":tru}}", 1, 13, "$.a[\"b c\"]", "expected a value"),
      ("{\"a\":1,}", 1, 8, "$", "expected a key"),
      ("{\"a\" 1}", 1, 6, "$", "expected a colon"),
      ("[[1],[01]]", 1, 8, "$[1][0]", "expected a comma or ]"),
      ("[1.]", 1, 2, "$[0]", "expected a number"),
      ("[\"\\x\"]", 1, 3, "$[0]", "expected \\n"),
      ("[\"\\ud800\"]", 1, 3, "$[0]", "expected \\n"),
      ("[\"a\nb\"]", 1, 4, "$[0]", "expected a text without line breaks"),
      ("[1] 2", 1, 5, "$", "expected the end of the file"),
      ("", 1, 1, "$", "expected a value"),
    ])
  func errors(text: String, line: Int, column: Int, path: String, problem: String) {
    let error = #expect(throws: JSONError.self) {
      try JSONParser.parse(Array(text.utf8), file: "f")
    }
    #expect(error?.position?.line == line && error?.position?.column == column)
    #expect(error?.path == path)
    #expect(error?.problem.hasPrefix(problem) == true, "\(error?.problem ?? "")")
  }

  @Test(
    "numbers are whole multiples of a power of ten, or are not", arguments: 0..<400 as Range<UInt64>
  )
  func numbers(seed: UInt64) throws {
    var random = RandomStream(seed: seed, stream: 2)
    func digits(_ most: Int) -> String {
      (0..<1 + random.uniform(below: most)).map { _ in
        "\([0, 0, 7, 9, 1][random.uniform(below: 5)])"
      }.joined()
    }
    let whole = String(digits(12).drop { $0 == "0" })
    let fraction = random.uniform(below: 2) == 0 ? "." + digits(5) : ""
    let exponent = random.uniform(below: 2) == 0 ? "e\(random.uniform(below: 13) - 6)" : ""
    let literal =
      (random.uniform(below: 2) == 0 ? "-" : "") + (whole.isEmpty ? "0" : whole) + fraction
      + exponent
    guard case .number(let number) = try JSONParser.parse(Array(literal.utf8), file: "f") else {
      Issue.record("\(literal) is a number")
      return
    }
    for power in 0...2 {
      let scaled = Decimal(string: literal).map { $0 * [1, 10, 100][power] }
      let given = number.scaled(byPowerOfTen: power)
      if let given { #expect(Decimal(given) == scaled, "\(literal)") }
      let isWhole = scaled.map { whole in
        var (rounded, source) = (Decimal(), whole)
        NSDecimalRound(&rounded, &source, 0, .plain)
        return rounded == whole && abs(whole) <= Decimal(Int.max)
      }
      #expect((given != nil) == isWhole, "\(literal)")
    }
  }

  @Test("above the limit is refused in words")
  func size() {
    // Nobody looks at the bytes, so that they take no memory.
    let bytes = [UInt8](unsafeUninitializedCapacity: TextSize.most + 1) { $1 = TextSize.most + 1 }
    let error = #expect(throws: JSONError.self) { try JSONParser.parse(bytes, file: "f") }
    #expect(error?.problem == "expected a file of at most 512 MiB")
    #expect(error?.found == "513 MiB")
    let table = #expect(throws: DelimitedTextError.self) { try DelimitedTable(parsing: bytes) }
    #expect(table?.problem.found == "513 MiB where 512 MiB is the most")
  }
}
