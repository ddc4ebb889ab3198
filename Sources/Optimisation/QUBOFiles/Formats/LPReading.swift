import Coefficients
import Failures
import Texts

// CPLEX LP files without constraints: Minimize or Maximize, an objective with products of variables,
// and a Binary section that names all of them. What stands in a bracket is halved by `/ 2` after it.

extension ParsedModel {
  static func lp(_ bytes: [UInt8], file: String) throws(QUBOFileError) -> ParsedModel {
    var reader = LPReader(tokens: LPTokens(bytes, file: file))
    try reader.readSense()
    try reader.readObjective()
    try reader.readSections()
    return try reader.model()
  }
}

/// A word or a sign of an LP file, and its line.
struct LPToken {
  enum Kind: Equatable {
    case number(ExactDecimal)
    case name(String)
    case sign(Character)
  }

  let kind: Kind
  let line: Int
  /// Whether a line begins here.
  let isFirst: Bool
}

/// Reads an LP file from its tokens.
private struct LPReader {
  private typealias Section = LPTokens.Section

  let file: String
  private let tokens: [LPToken]
  private let lastLine: Int
  private let fault: QUBOFileError?
  private var position = 0
  private var sense = QUBOFile.Sense.minimise
  private var terms: [(first: String, second: String, value: ExactDecimal, line: Int)] = []
  private var constants: [ExactDecimal] = []
  private var binaries: [String] = []

  init(tokens: LPTokens) {
    file = tokens.file
    self.tokens = tokens.all
    lastLine = tokens.lastLine
    fault = tokens.fault
  }

  private var token: LPToken? { position < tokens.count ? tokens[position] : nil }

  private func failure(_ problem: String, _ advice: Remedy) -> QUBOFileError {
    let found: String? =
      switch token?.kind {
      case .name(let name): name.quoted
      case .number(let number): "\(number)"
      case .sign(let sign): "\(sign)".quoted
      case nil: "the end of the file"
      }
    return QUBOFileError(
      file, .line(token?.line ?? lastLine), problem, found: found, advice: advice)
  }

  private mutating func take(_ sign: Character) -> Bool {
    guard token?.kind == .sign(sign) else { return false }
    position += 1
    return true
  }

  mutating func readSense() throws(QUBOFileError) {
    if let fault { throw fault }
    guard case .name(let word)? = token?.kind, let section = Section(word),
      section == .minimise || section == .maximise
    else { throw failure("expected a sense", "write Minimize or Maximize") }
    sense = section == .minimise ? .minimise : .maximise
    position += 1
    // A name of the objective, as in `obj:`.
    if position + 1 < tokens.count, tokens[position + 1].kind == .sign(":") { position += 2 }
  }

  /// Whether the token and the next stand on one line.
  private var isTwoWords: Bool {
    position + 1 < tokens.count && tokens[position + 1].line == tokens[position].line
  }

  /// The section that begins at the token, if one does.
  private var section: LPTokens.Section? {
    guard let token, token.isFirst, case .name(let word) = token.kind else { return nil }
    let next = position + 1 < tokens.count ? tokens[position + 1] : nil
    if let next, next.line == token.line {
      guard case .name(let second) = next.kind else { return nil }
      return Section("\(word) \(second)")
    }
    return Section(word)
  }

  mutating func readObjective() throws(QUBOFileError) {
    while token != nil, section == nil {
      let sign = try takeSign()
      if take("[") {
        try readBracket(sign)
      } else {
        try readTerm(sign)
      }
    }
  }

  /// The signs before a term, multiplied.
  private mutating func takeSign() throws(QUBOFileError) -> Int64 {
    var sign: Int64 = 1
    while let kind = token?.kind, kind == .sign("+") || kind == .sign("-") {
      if kind == .sign("-") { sign = -sign }
      position += 1
    }
    return sign
  }

  private mutating func readBracket(_ sign: Int64) throws(QUBOFileError) {
    let start = terms.count
    let constantCount = constants.count
    while !take("]") {
      guard token != nil, section == nil else { throw failure("expected ]", "close the bracket") }
      try readTerm(try takeSign())
    }
    guard constants.count == constantCount else {
      throw failure("expected products in the bracket", "write constants before it")
    }
    var factor = ExactDecimal(units: sign)
    if take("/") {
      guard token?.kind == .number(ExactDecimal(units: 2)) else {
        throw failure("expected 2 behind ] /", "write ] / 2")
      }
      position += 1
      factor = ExactDecimal(units: 5 * sign, decimals: 1)
    }
    for index in start..<terms.count { terms[index].value = terms[index].value.times(factor) }
  }

  /// A coefficient, a variable, a product or a square.
  private mutating func readTerm(_ sign: Int64) throws(QUBOFileError) {
    var value = ExactDecimal(units: sign)
    let line = token?.line ?? lastLine
    let start = position
    if case .number(let number)? = token?.kind {
      value = value.times(number)
      position += 1
      _ = take("*")
    }
    guard case .name(let first)? = token?.kind, section == nil else {
      guard position > start, case .number = tokens[position - 1].kind else {
        throw failure("expected a term of the objective", "write 2 x or [ 2 x * y ] / 2")
      }
      constants.append(value)
      return
    }
    position += 1
    var second = first
    if take("^") {
      guard token?.kind == .number(ExactDecimal(units: 2)) else {
        throw failure("expected the power 2", "reduce the degree to two")
      }
      position += 1
    } else if take("*") {
      guard case .name(let other)? = token?.kind else {
        throw failure("expected a variable behind *", "write x * y")
      }
      second = other
      position += 1
      if token?.kind == .sign("*") || token?.kind == .sign("^") {
        throw failure("expected at most two variables in a product", "reduce the degree to two")
      }
    }
    terms.append((first, second, value, line))
  }

  mutating func readSections() throws(QUBOFileError) {
    while let section {
      position += section == .constraints && isTwoWords ? 2 : 1
      switch section {
      case .end: return
      case .binary:
        while let token, self.section == nil {
          guard case .name(let name) = token.kind else {
            throw failure("expected the name of a variable", "list names")
          }
          binaries.append(name)
          position += 1
        }
      case .constraints where self.section == nil && token != nil:
        throw failure(
          "expected no constraint",
          "put constraints into the objective as penalties, or give the file to an LP solver")
      case .bounds where self.section == nil && token != nil:
        throw failure("expected no bounds", "list the variables as Binary instead")
      case .constraints, .bounds: break
      case .minimise, .maximise, .general, .other:
        throw failure(
          "expected Binary or End after the objective",
          "variables have to be binary, and nothing else may be asked for")
      }
    }
    guard token == nil else {
      throw failure("expected the end of the file", "end it with the line End")
    }
  }

  func model() throws(QUBOFileError) -> ParsedModel {
    var places: [String: Int] = [:]
    for name in binaries where places[name] == nil { places[name] = places.count }
    let names = places.sorted { $0.value < $1.value }.map(\.key)
    guard !names.isEmpty else {
      throw QUBOFileError(
        file, .file, "no variable is binary", advice: "list the variables in a section Binary")
    }
    guard constants.count <= 1 || constants.dropFirst().allSatisfy({ $0.units == 0 }) else {
      throw QUBOFileError(file, .file, "expected one constant", advice: "add the constants up")
    }
    var list = CoefficientList()
    for term in terms {
      guard let i = places[term.first], let j = places[term.second] else {
        let name = places[term.first] == nil ? term.first : term.second
        throw QUBOFileError(
          file, .line(term.line), "expected binary variables only", found: name.quoted,
          advice: "list it in the section Binary, or write it in bits")
      }
      list.append(i, j, term.value, line: term.line)
    }
    if let constant = constants.first { list.setConstant(constant) }
    let areCounted = names.enumerated().allSatisfy { $1 == "x\($0)" }
    return ParsedModel(
      list: list, variableCount: names.count, meaning: .polynomial, sense: sense,
      labels: areCounted ? nil : names.map { .name($0) })
  }
}
