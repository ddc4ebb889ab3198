import Testing

/// A file that is no instance, with the JSON path its error has to name.
struct MalformedFile: Sendable, CustomTestStringConvertible {
  let remark: String
  let bytes: [UInt8]
  let path: String

  var testDescription: String { remark }

  /// The valid instance with one text replaced.
  init(_ remark: String, _ original: String, _ change: String, _ path: String) {
    self.init(remark, text: Self.base.replacing(original, with: change), path)
  }

  init(_ remark: String, text: String, _ path: String = "$") {
    self.init(remark, bytes: Array(text.utf8), path)
  }

  init(_ remark: String, bytes: [UInt8], _ path: String = "$") {
    self.remark = remark
    self.bytes = bytes
    self.path = path
  }

  static let base = """
    {"format":"patrol-shift","version":1,"name":"base","description":"Short.",
    "cars":3,"startTime":"08:00","stepMinutes":60,"presence":{"rule":"no-return","limit":2},
    "sectors":[{"id":"A","name":"Alpha","lon":103.8,"lat":1.3},{"id":"B","name":"Beta"}],
    "demand":[[1,2],[2,1],[3,0]],
    "travelMinutes":[[0,7.2],[7.3,0]]}
    """

  static let values: [MalformedFile] = [
    .init("other format", "patrol-shift", "qubo", "$.format"),
    .init("version 2", "\"version\":1", "\"version\":2", "$.version"),
    .init("unknown key", "\"cars\"", "\"colour\":1,\"cars\"", "$.colour"),
    .init("key with a line break", "\"cars\"", "\"a\\nb\":1,\"cars\"", "$[\"a\\nb\"]"),
    .init("key twice", "\"cars\":3", "\"cars\":3,\"cars\":4", "$.cars"),
    .init("no name", "\"name\":\"base\",", "", "$.name"),
    .init("name with line break", "\"base\"", "\"a\\nb\"", "$.name"),
    .init("no cars", "\"cars\":3,", "", "$.cars"),
    .init("cars 0", "\"cars\":3", "\"cars\":0", "$.cars"),
    .init("cars -1", "\"cars\":3", "\"cars\":-1", "$.cars"),
    .init("cars 2.5", "\"cars\":3", "\"cars\":2.5", "$.cars"),
    .init("cars 2^31", "\"cars\":3", "\"cars\":2147483648", "$.cars"),
    .init("cars 2^64", "\"cars\":3", "\"cars\":18446744073709551616", "$.cars"),
    .init("cars 1e400", "\"cars\":3", "\"cars\":1e400", "$.cars"),
    .init("cars as text", "\"cars\":3", "\"cars\":\"3\"", "$.cars"),
    .init("cars null", "\"cars\":3", "\"cars\":null", "$.cars"),
    .init("startTime 24:00", "08:00", "24:00", "$.startTime"),
    .init("stepMinutes 0", ":60", ":0", "$.stepMinutes"),
    .init("other rule", "no-return", "sometimes", "$.presence.rule"),
    .init("limit 2^63", "\"limit\":2", "\"limit\":9223372036854775808", "$.presence.limit"),
    .init("sector twice", "\"id\":\"B\"", "\"id\":\"A\"", "$.sectors[1].id"),
    .init("sector id empty", "\"id\":\"B\"", "\"id\":\"\"", "$.sectors[1].id"),
    .init("latitude 91", "\"lat\":1.3", "\"lat\":91", "$.sectors[0].lat"),
  ]

  static let tables: [MalformedFile] = [
    .init("demand negative", "[1,2]", "[-1,4]", "$.demand[0][0]"),
    .init("demand half", "[1,2]", "[1.5,1.5]", "$.demand[0][0]"),
    .init("demand 2^40", "[1,2]", "[1099511627776,0]", "$.demand[0][0]"),
    .init("demand null", "[1,2]", "[1,null]", "$.demand[0][1]"),
    .init("demand too high", "[3,0]", "[9,5]", "$.demand[2]"),
    .init("demand too low", "[3,0]", "[1,0]", "$.demand[2]"),
    .init("demand row short", "[2,1]", "[3]", "$.demand[1]"),
    .init("demand row long", "[2,1]", "[2,1,0]", "$.demand[1]"),
    .init("no demand rows", "[[1,2],[2,1],[3,0]]", "[]", "$.demand"),
    .init("travel row missing", ",[7.3,0]]", "]", "$.travelMinutes"),
    .init("travel row short", "[7.3,0]", "[7.3]", "$.travelMinutes[1]"),
    .init("travel with comma", "[7.3,0]", "[7,3,0]", "$.travelMinutes[1]"),
    .init("travel to itself", "[7.3,0]", "[7.3,1]", "$.travelMinutes[1][1]"),
    .init("travel negative", "7.2", "-7.2", "$.travelMinutes[0][1]"),
    .init("travel of hundredths", "7.2", "7.25", "$.travelMinutes[0][1]"),
    .init("travel 1e400", "7.2", "1e400", "$.travelMinutes[0][1]"),
    .init("travel as text", "7.2", "\"7.2\"", "$.travelMinutes[0][1]"),
    .init("NaN", "7.2", "NaN", "$.travelMinutes[0][1]"),
    .init("Infinity", "7.2", "-Infinity", "$.travelMinutes[0][1]"),
  ]

  static let syntax: [MalformedFile] = [
    .init("comma at the end", "[1,2]", "[1,2,]", "$.demand[0][2]"),
    .init("comment", "[1,2]", "[1,2] // first", "$.demand[0]"),
    .init("lone surrogate", "base", "\\ud800", "$.name"),
    .init("NUL in a text", "base", "a\0b", "$.name"),
    .init("a second document", "[7.3,0]]}", "[7.3,0]]}{}", "$"),
    .init("empty file", text: ""),
    .init("only a line feed", text: "\n"),
    .init("an array", text: "[]"),
    .init("a number", text: "1"),
    .init("cut off", text: String(base.dropLast(9)), "$.travelMinutes[1]"),
    .init("a schedule", text: "car,step,sector\n1,1,A\n"),
    .init(
      "100000 lists", text: String(repeating: "[", count: 100_000),
      "$" + String(repeating: "[0]", count: 32)),
    .init(
      "100000 objects", text: String(repeating: "{\"a\":", count: 100_000),
      "$" + String(repeating: ".a", count: 32)),
    .init("byte order mark", bytes: [0xef, 0xbb, 0xbf] + base.utf8),
    .init("UTF-16", bytes: [0xff, 0xfe, 0x7b, 0x00]),
    .init("invalid UTF-8", bytes: Array("{\"name\":\"".utf8) + [0xc3, 0x28, 0x22], "$.name"),
    .init("overlong UTF-8", bytes: Array("{\"name\":\"".utf8) + [0xc0, 0x80, 0x22], "$.name"),
    .init("an executable", bytes: [0x7f, 0x45, 0x4c, 0x46, 0x02, 0x01, 0x01, 0x00]),
  ]
}
