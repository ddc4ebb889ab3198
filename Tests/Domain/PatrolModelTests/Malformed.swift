import Testing

/// A file that is no instance, with the error it has to give.
struct Malformed: Sendable, CustomTestStringConvertible {
  let remark: String
  let original: String
  let bytes: [UInt8]
  let path: String
  let phrase: String

  var testDescription: String { remark }

  /// The valid instance with one text replaced.
  init(_ remark: String, _ original: String, _ change: String, _ path: String, _ phrase: String) {
    self.remark = remark
    self.original = original
    bytes = Array(Self.base.replacing(original, with: change).utf8)
    self.path = path
    self.phrase = phrase
  }

  init(_ remark: String, bytes: [UInt8], _ path: String, _ phrase: String) {
    self.remark = remark
    original = ""
    self.bytes = bytes
    self.path = path
    self.phrase = phrase
  }

  init(_ remark: String, json: String, _ path: String, _ phrase: String) {
    self.init(remark, bytes: Array(json.utf8), path, phrase)
  }

  static let base = """
    {"format":"patrol-shift","version":1,"name":"base","description":"Short.",
    "cars":3,"startTime":"08:00","stepMinutes":60,"presence":{"rule":"no-return","limit":2},
    "sectors":[{"id":"A","name":"Alpha","lon":103.8,"lat":1.3},{"id":"B","name":"Beta"}],
    "demand":[[1,2],[2,1],[3,0]],
    "travelMinutes":[[0,7.2],[7.3,0]]}
    """
}

// MARK: - Values

extension Malformed {
  static let values: [Malformed] = [
    .init("no format", "\"format\":\"patrol-shift\",", "", "$.format", "expected the key"),
    .init("other format", "patrol-shift", "qubo", "$.format", "something else"),
    .init("format as number", "\"patrol-shift\"", "1", "$.format", "found 1"),
    .init("version 2", "\"version\":1", "\"version\":2", "$.version", "use a newer program"),
    .init("version as text", "\"version\":1", "\"version\":\"1\"", "$.version", "found \"1\""),
    .init("unknown key", "\"cars\"", "\"colour\":1,\"cars\"", "$.colour", "unknown key \"colour\""),
    .init("key misspelt", "\"startTime\"", "\"start_time\"", "$.start_time", "mean \"startTime\"?"),
    .init("odd key", "\"cars\"", "\"a b\":1,\"cars\"", "$[\"a b\"]", "unknown key \"a b\""),
    .init("no name", "\"name\":\"base\",", "", "$.name", "found nothing"),
    .init("empty name", "\"base\"", "\"\"", "$.name", "1 to 200 characters"),
    .init("name null", "\"base\"", "null", "$.name", "found null"),
    .init("name with NUL", "\"base\"", "\"a\\u0000b\"", "$.name", "a\\u{0}b"),
    .init("name with line break", "\"base\"", "\"a\\nb\"", "$.name", "a\\nb"),
    .init("description a list", "\"Short.\"", "[1,2]", "$.description", "found [1,2]"),
    .init("no cars", "\"cars\":3,", "", "$.cars", "\"cars\": 17"),
    .init("cars 0", "\"cars\":3", "\"cars\":0", "$.cars", "1 to 100000, found 0"),
    .init("cars -1", "\"cars\":3", "\"cars\":-1", "$.cars", "found -1"),
    .init("cars 2.5", "\"cars\":3", "\"cars\":2.5", "$.cars", "whole number of cars"),
    .init("cars 2^31", "\"cars\":3", "\"cars\":2147483648", "$.cars", "found 2147483648"),
    .init("cars 2^63", "\"cars\":3", "\"cars\":9223372036854775808", "$.cars", "1 to 100000"),
    .init("cars 1e300", "\"cars\":3", "\"cars\":1e300", "$.cars", "found 1e300"),
    .init("cars 1e-9…", "\"cars\":3", "\"cars\":3e-99999999999999999999", "$.cars", "whole number"),
    .init("cars true", "\"cars\":3", "\"cars\":true", "$.cars", "found true"),
    .init("cars null", "\"cars\":3", "\"cars\":null", "$.cars", "found null"),
    .init("no car listed", "\"cars\":3", "\"cars\":[]", "$.cars", "1 to 100000 cars"),
    .init("car as text", "\"cars\":3", "\"cars\":[\"a\"]", "$.cars[0]", "{\"id\": \"F-101\"}"),
    .init(
      "car twice", "\"cars\":3", "\"cars\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"a\"}]",
      "$.cars[2].id", "used once"),
    .init("24:00", "08:00", "24:00", "$.startTime", "00:00 to 23:59"),
    .init("08:60", "08:00", "08:60", "$.startTime", "found \"08:60\""),
    .init("8:00", "08:00", "8:00", "$.startTime", "two digits each"),
    .init("+8:00", "08:00", "+8:00", "$.startTime", "two digits each"),
    .init("08:00:00", "08:00", "08:00:00", "$.startTime", "found \"08:00:00\""),
    .init("startTime 8", "\"08:00\"", "8", "$.startTime", "found 8"),
    .init("stepMinutes 0", ":60", ":0", "$.stepMinutes", "1 to 1440"),
    .init("stepMinutes 1441", ":60", ":1441", "$.stepMinutes", "found 1441"),
    .init(
      "presence as text", "{\"rule\":\"no-return\",\"limit\":2}", "\"none\"", "$.presence", "rule"),
    .init("no rule", "\"rule\":\"no-return\",", "", "$.presence.rule", "found nothing"),
    .init("other rule", "no-return", "noReturn", "$.presence.rule", "found \"noReturn\""),
    .init("limit 0", "\"limit\":2", "\"limit\":0", "$.presence.limit", "found 0"),
    .init(
      "limit 2^63", "\"limit\":2", "\"limit\":9223372036854775807", "$.presence.limit", "10000"),
  ]
}

// MARK: - Sectors and tables

extension Malformed {
  static let tables: [Malformed] = [
    .init(
      "no sectors",
      "{\"id\":\"A\",\"name\":\"Alpha\",\"lon\":103.8,\"lat\":1.3},{\"id\":\"B\",\"name\":\"Beta\"}",
      "", "$.sectors", "1 to 10000 sectors, found []"),
    .init("array at top", base, "[]", "$", "expected an object, found []"),
    .init("text at top", base, "\"patrol-shift\"", "$", "found \"patrol-shift\""),
    .init("sector id twice", "\"id\":\"B\"", "\"id\":\"A\"", "$.sectors[1].id", "used once"),
    .init(
      "sector id empty", "\"id\":\"B\"", "\"id\":\"\"", "$.sectors[1].id", "1 to 64 characters"),
    .init("sector id spaced", "\"id\":\"B\"", "\"id\":\" B\"", "$.sectors[1].id", "found \" B\""),
    .init("sector id 7", "\"id\":\"B\"", "\"id\":7", "$.sectors[1].id", "identifier, found 7"),
    .init(
      "sector id long", "\"id\":\"B\"", "\"id\":\"\(String(repeating: "B", count: 65))\"",
      "$.sectors[1].id", "BBB…"),
    .init("sector without name", ",\"name\":\"Beta\"", "", "$.sectors[1].name", "found nothing"),
    .init(
      "sector key", "\"Beta\"", "\"Beta\",\"zone\":1", "$.sectors[1].zone", "id, name, lon, lat"),
    .init("lon alone", ",\"lat\":1.3", "", "$.sectors[0].lat", "found nothing"),
    .init("lat alone", "\"lon\":103.8,", "", "$.sectors[0].lon", "found nothing"),
    .init("lat 91", "\"lat\":1.3", "\"lat\":91", "$.sectors[0].lat", "-90 to 90, found 91"),
    .init("lon 1e400", "103.8", "1e400", "$.sectors[0].lon", "found 1e400"),
    .init("demand negative", "[1,2]", "[-1,4]", "$.demand[0][0]", "found -1"),
    .init("demand half", "[1,2]", "[1.5,1.5]", "$.demand[0][0]", "cars A needs"),
    .init("demand 2^40", "[1,2]", "[1099511627776,0]", "$.demand[0][0]", "0 to 100000"),
    .init("demand null", "[1,2]", "[1,null]", "$.demand[0][1]", "found null"),
    .init("demand too high", "[3,0]", "[9,5]", "$.demand[2]", "lower the demand by 11"),
    .init("demand too low", "[3,0]", "[1,0]", "$.demand[2]", "need 1 car in total but there are 3"),
    .init("demand too low", "[3,0]", "[1,0]", "$.demand[2]", "step 3 (10:00): "),
    .init("demand too low", "[3,0]", "[1,0]", "$.demand[2]", "raise it by 2"),
    .init("demand row short", "[2,1]", "[3]", "$.demand[1]", "expected 2 whole numbers"),
    .init("demand row long", "[2,1]", "[2,1,0]", "$.demand[1]", "not 3"),
    .init("demand row a number", "[2,1]", "3", "$.demand[1]", "found 3"),
    .init("no demand rows", "[[1,2],[2,1],[3,0]]", "[]", "$.demand", "1 to 10000 rows"),
    .init("travel row missing", ",[7.3,0]]", "]", "$.travelMinutes", "expected 2 rows"),
    .init("travel row short", "[7.3,0]", "[7.3]", "$.travelMinutes[1]", "2 minutes"),
    .init(
      "travel row with commas", "[7.3,0]", "[7,3,0]", "$.travelMinutes[1]", "points, not commas"),
    .init("travel diagonal", "[7.3,0]", "[7.3,1]", "$.travelMinutes[1][1]", "from B to B, found 1"),
    .init("travel 0.05", "7.2", "7.25", "$.travelMinutes[0][1]", "round it: write 7.3"),
    .init("travel 7.2 + ε", "7.2", "7.2000000000000002", "$.travelMinutes[0][1]", "write 7.2"),
    .init("travel negative", "7.2", "-7.2", "$.travelMinutes[0][1]", "from A to B, found -7.2"),
    .init("travel huge", "7.2", "10080.1", "$.travelMinutes[0][1]", "0 to 10080 minutes"),
    .init("travel 1e300", "7.2", "1e300", "$.travelMinutes[0][1]", "found 1e300"),
    .init("travel 1e400", "7.2", "1e400", "$.travelMinutes[0][1]", "found 1e400"),
    .init("travel as text", "7.2", "\"7.2\"", "$.travelMinutes[0][1]", "found \"7.2\""),
  ]
}

// MARK: - No JSON

extension Malformed {
  static let syntax: [Malformed] = [
    .init("NaN", "7.2", "NaN", "$.travelMinutes[0][1]", "found NaN"),
    .init("Infinity", "7.2", "-Infinity", "$.travelMinutes[0][1]", "found -Infinity"),
    .init("leading zero", "7.2", "07.2", "$.travelMinutes[0][1]", "expected a comma or ]"),
    .init("no digit after the point", "7.2", "7.", "$.travelMinutes[0][1]", "found 7."),
    .init("empty exponent", "7.2", "7e+", "$.travelMinutes[0][1]", "found 7e+"),
    .init("hexadecimal", "7.2", "0x7", "$.travelMinutes[0][1]", "found x7"),
    .init("comma at the end", "[1,2]", "[1,2,]", "$.demand[0][2]", "found ]"),
    .init("comment", "[1,2]", "[1,2] // first", "$.demand[0]", "found //"),
    .init("single quotes", "\"base\"", "'base'", "$.name", "found 'base'"),
    .init("key twice", "\"cars\":3", "\"cars\":3,\"cars\":4", "$.cars", "each key once"),
    .init("key without quotes", "\"cars\"", "cars", "$", "key in double quotes, found cars"),
    .init("key without colon", "\"cars\":3", "\"cars\" 3", "$", "colon after the key \"cars\""),
    .init("lone surrogate", "base", "\\ud800", "$.name", "found \\ud800"),
    .init("surrogates reversed", "base", "\\udc00\\ud800", "$.name", "that name a character"),
    .init("surrogate and letter", "base", "\\ud83d\\u0041", "$.name", "that name a character"),
    .init("short escape", "base", "\\u12", "$.name", "four digits"),
    .init("signed escape", "base", "\\u+123", "$.name", "four digits"),
    .init("unknown escape", "base", "\\x41", "$.name", "found \\x41"),
    .init("NUL in a text", "base", "a\0b", "$.name", "found \\u{0}b"),
    .init("NUL between values", "\"cars\"", "\0\"cars\"", "$", "found \\u{0}"),
    .init("line break in a text", "base", "a\nb", "$.name", "without line breaks"),
    .init("a second document", "[7.3,0]]}", "[7.3,0]]}{}", "$", "expected the end of the file"),
    .init("empty file", json: "", "$", "found the end of the file"),
    .init("only spaces", json: " \n\t\r\n", "$", "test.json:3:1: "),
    .init("only a NUL", json: "\0", "$", "found \\u{0}"),
    .init("word cut off", json: "{\"name\":tru", "$.name", "found tru"),
    .init(
      "100000 lists", json: String(repeating: "[", count: 100_000),
      "$" + String(repeating: "[0]", count: 32), "at most 32 levels"),
    .init(
      "100000 objects", json: String(repeating: "{\"a\":", count: 100_000),
      "$" + String(repeating: ".a", count: 32), "at most 32 levels"),
  ]

  static let bytes: [Malformed] = [
    .init("byte order mark", bytes: [0xef, 0xbb, 0xbf] + base.utf8, "$", "a byte order mark"),
    .init("UTF-16", bytes: [0xff, 0xfe, 0x7b, 0x00], "$", "save the file as UTF-8"),
    .init("UTF-16, no mark", bytes: [0x00, 0x7b, 0x00, 0x7d], "$", "UTF-16"),
    .init(
      "invalid UTF-8", bytes: Array("{\"name\":\"".utf8) + [0xc3, 0x28, 0x22], "$.name", "UTF-8"),
    .init(
      "overlong UTF-8", bytes: Array("{\"name\":\"".utf8) + [0xc0, 0x80, 0x22], "$.name", "UTF-8"),
    .init("UTF-8 surrogate", bytes: Array("[\"".utf8) + [0xed, 0xa0, 0x80, 0x22], "$[0]", "UTF-8"),
    .init("Latin-1 between values", bytes: Array("[".utf8) + [0xe9], "$[0]", "found \u{fffd}"),
  ]
}
