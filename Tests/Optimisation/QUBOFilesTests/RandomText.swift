import QUBOFiles
import RandomStreams

/// A text in one of the formats of lines, as many a program or hand would lay it out.
struct RandomText: CustomStringConvertible {
  let format: QUBOFormat
  let variableCount: Int
  private(set) var lines: [String] = []
  /// Which of the lines are entries of the function.
  private(set) var entries: [Int] = []
  private let end: String
  private var random: RandomStream

  static let formats: [QUBOFormat] = [
    .rudy, .mqlibCut, .orLibrary, .biqMac, .mqlibQUBO, .qbsolv, .coo, .qplib,
  ]

  /// A text that is in order.
  init(_ format: QUBOFormat, seed: UInt64) {
    self.format = format
    random = RandomStream(seed: seed, stream: 21)
    variableCount = 2 + random.uniform(below: 5)
    end = random.uniform(below: 3) == 0 ? "\r\n" : "\n"
    let pairs = pairs()
    switch format {
    case .rudy, .mqlibCut, .biqMac, .mqlibQUBO: counted(pairs)
    case .orLibrary:
      line("1")
      counted(pairs)
    case .qbsolv: qbsolv(pairs)
    case .qplib: qplib(pairs)
    default: coo(pairs)
    }
    // One of the last lines may lack its end.
    noise()
  }

  var text: String { lines.joined(separator: end) + (lines.count % 2 == 0 ? end : "") }
  var bytes: [UInt8] { Array(text.utf8) }
  var description: String { "\(format.rawValue): \(text.debugDescription)" }

  /// The same text with one line changed.
  func replacing(_ line: Int, by text: String) -> Self {
    var copy = self
    copy.lines[line] = text
    return copy
  }

  func read() throws(QUBOFileError) -> QUBOFile {
    try QUBOFile(bytes, file: "f", format: format)
  }

  private var hasDiagonal: Bool { format != .rudy && format != .mqlibCut }
  private var comment: String? {
    switch format {
    case .qbsolv: "c"
    case .orLibrary: nil
    default: "#"
    }
  }

  /// Each pair at most once, in any order of pairs and within them.
  private mutating func pairs() -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    for i in 0..<variableCount {
      for j in i..<variableCount where i < j || hasDiagonal {
        guard random.uniform(below: 3) > 0 else { continue }
        let place = random.uniform(below: pairs.count + 1)
        pairs.insert(random.uniform(below: 2) == 0 ? (i, j) : (j, i), at: place)
      }
    }
    return pairs.isEmpty ? [(0, 1)] : pairs
  }

  private mutating func counted(_ pairs: [(Int, Int)]) {
    line("\(variableCount) \(pairs.count)")
    for (i, j) in pairs { entry(i + 1, j + 1) }
  }

  private mutating func qbsolv(_ pairs: [(Int, Int)]) {
    let nodes = pairs.filter { $0.0 == $0.1 }
    line("p qubo 0 \(variableCount) \(nodes.count) \(pairs.count - nodes.count)")
    for (i, j) in nodes + pairs.filter({ $0.0 != $0.1 }) { entry(i, j) }
  }

  private mutating func coo(_ pairs: [(Int, Int)]) {
    // Variables are called by numbers that need not follow each other.
    let step = 1 + random.uniform(below: 3) * 7
    if random.uniform(below: 3) > 0 {
      lines.append("# \(["", "a model "][random.uniform(below: 2)])vartype=")
      lines[lines.count - 1] += ["BINARY", "SPIN"][random.uniform(below: 2)]
    }
    for (i, j) in pairs { entry(i * step, j * step) }
  }

  private mutating func qplib(_ pairs: [(Int, Int)]) {
    line("any name")
    line(["QBN", "qbn", "CBB"][random.uniform(below: 3)])
    line(["minimize", "maximize", "Maximize"][random.uniform(below: 3)])
    line("\(variableCount)")
    line("\(pairs.count)")
    for (i, j) in pairs { entry(i + 1, j + 1) }
    line(random.uniform(below: 2) == 0 ? "0" : number())
    let given = (0..<variableCount).filter { _ in random.uniform(below: 2) == 0 }
    line("\(given.count)")
    for i in given { line("\(i + 1) \(number())") }
    line(number())
    for rest in ["1e30", "0", "0", "0", "0", "1", "1 x1"] { line(rest) }
  }

  private mutating func entry(_ i: Int, _ j: Int) {
    line("\(i) \(j) \(number())")
    entries.append(lines.count - 1)
  }

  /// A line, perhaps after others that say nothing.
  private mutating func line(_ text: String) {
    noise()
    let blanks = [" ", "  ", "\t", " \t "]
    let words = text.split(separator: " ")
    let gaps = words.map { _ in blanks[random.uniform(below: blanks.count)] }
    let start = random.uniform(below: 3) == 0 ? " " : ""
    let stop = random.uniform(below: 3) == 0 ? "\t" : ""
    lines.append(start + zip(words, gaps).map { $0 + $1 }.joined().trimmed + stop)
  }

  private mutating func noise() {
    while random.uniform(below: 4) == 0 {
      let remark = comment.map { "\($0) 1 2 remark" } ?? ""
      lines.append([" ", "", remark][random.uniform(below: 3)])
    }
  }

  /// A number of at most one decimal, or a whole one where halves and wholes are needed.
  private mutating func number() -> String {
    let tenths = random.uniform(below: 8001) - 4000
    let size = abs(tenths)
    let sign = tenths < 0 ? "-" : ["", "+"][random.uniform(below: 2)]
    switch random.uniform(below: 6) {
    case 0: return "\(sign)\(size)e-1"
    case 1: return "\(sign)\(size / 10).\(size % 10)"
    case 2: return "\(sign)\(size / 10).\(size % 10)00"
    case 3: return "\(sign).\(size % 10)"
    case 4: return "\(sign)0\(size)E0"
    default: return "\(sign)\(size)"
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    String(reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
