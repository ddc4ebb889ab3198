import Foundation
import QUBOFiles

/// Reads texts a second time with nothing of the reader's code: lines, words, Foundation's decimals.
enum NaiveReader {
  /// What a text says: the value of each assignment, and what the variables are called.
  struct Function {
    let variableCount: Int
    let sense: QUBOFile.Sense
    var labels: [Int]?
    let value: ([Int]) -> Decimal
  }

  static func read(_ text: String, _ format: QUBOFormat) throws -> Function {
    let rows = rows(text, comment: format == .qbsolv ? "c" : format == .orLibrary ? nil : "#")
    switch format {
    case .rudy, .mqlibCut:
      let entries = entries(rows.dropFirst(), from: 1)
      return Function(variableCount: number(rows[0][0]), sense: .maximise) { x in
        entries.reduce(0) { $0 + (x[$1.i] == x[$1.j] ? 0 : $1.v) }
      }
    case .orLibrary: return matrix(rows.dropFirst(), .maximise)
    case .mqlibQUBO: return matrix(rows[...], .maximise)
    case .biqMac: return matrix(rows[...], .minimise)
    case .mcSparse: return polynomial(rows[...])
    case .matrixMarket:
      // Sizes are rows, columns and entries.
      let rows = rows.filter { !$0[0].hasPrefix("%") }
      return matrix([Array(rows[0].dropFirst())] + rows.dropFirst(), .minimise)
    case .dense: return square(rows)
    case .bqpJSON: return try bqpJSON(text)
    case .qbsolv:
      let entries = entries(rows.dropFirst(), from: 0)
      return Function(variableCount: number(rows[0][3]), sense: .minimise) { x in
        entries.reduce(0) { $0 + (x[$1.i] * x[$1.j] == 1 ? $1.v : 0) }
      }
    case .coo: return list(rows, isSpin: text.contains("vartype=SPIN"))
    case .qplib: return qplib(rows.map { $0.map { String($0) } })
    case .bqmJSON: return try model(text)
    case .digitalAnnealerJSON: return try request(text)
    case .lp: return program(text)
    case .mps: return sections(rows)
    }
  }

  // MARK: - Lines

  private struct Entry {
    let i: Int
    let j: Int
    let v: Decimal
  }

  /// The words of the lines that say something, remarks left out.
  private static func rows(_ text: String, comment: Character?) -> [[Substring]] {
    text.replacing("\r\n", with: "\n").split(separator: "\n").compactMap { line in
      var words = line.split { $0 == " " || $0 == "\t" }
      if let comment {
        if words.first?.first == comment { return nil }
        if comment == "#", let place = words.firstIndex(where: { $0.first == "#" }) {
          words = Array(words[..<place])
        }
      }
      return words.isEmpty ? nil : words
    }
  }

  private static func number(_ word: some StringProtocol) -> Int { Int(word) ?? .min }

  static func decimal(_ word: some StringProtocol) -> Decimal {
    Decimal(string: String(word.drop { $0 == "+" })) ?? .nan
  }

  private static func entries(_ rows: ArraySlice<[Substring]>, from first: Int) -> [Entry] {
    rows.map { Entry(i: number($0[0]) - first, j: number($0[1]) - first, v: decimal($0[2])) }
  }

  /// xᵀQx, where Q is symmetric and each entry is listed once.
  private static func matrix(_ rows: ArraySlice<[Substring]>, _ sense: QUBOFile.Sense) -> Function {
    let entries = entries(rows.dropFirst(), from: 1)
    return Function(variableCount: number(rows[rows.startIndex][0]), sense: sense) { x in
      entries.reduce(0) { sum, entry in
        sum + Decimal(x[entry.i] * x[entry.j] * (entry.i == entry.j ? 1 : 2)) * entry.v
      }
    }
  }

  /// Σ v xᵢxⱼ, each pair listed once.
  private static func polynomial(_ rows: ArraySlice<[Substring]>) -> Function {
    let entries = entries(rows.dropFirst(), from: 1)
    return Function(variableCount: number(rows[rows.startIndex][0]), sense: .minimise) { x in
      entries.reduce(0) { $0 + Decimal(x[$1.i] * x[$1.j]) * $1.v }
    }
  }

  /// xᵀQx of a matrix in full.
  private static func square(_ rows: [[Substring]]) -> Function {
    Function(variableCount: rows.count, sense: .minimise) { x in
      var value = Decimal(0)
      for i in rows.indices {
        for j in rows.indices { value += Decimal(x[i] * x[j]) * decimal(rows[i][j]) }
      }
      return value
    }
  }

  private static func list(_ rows: [[Substring]], isSpin: Bool) -> Function {
    let entries = entries(rows[...], from: 0)
    let names = Set(entries.flatMap { [$0.i, $0.j] }).sorted()
    return Function(variableCount: names.count, sense: .minimise, labels: names) { x in
      func level(_ name: Int) -> Int {
        let bit = x[names.firstIndex(of: name) ?? 0]
        return isSpin ? 2 * bit - 1 : bit
      }
      return entries.reduce(0) { sum, entry in
        sum + Decimal(entry.i == entry.j ? level(entry.i) : level(entry.i) * level(entry.j))
          * entry.v
      }
    }
  }

  private static func qplib(_ rows: [[String]]) -> Function {
    var rest = rows[...]
    func next() -> [String] { rest.removeFirst() }
    _ = (next(), next())
    let sense: QUBOFile.Sense = next()[0].lowercased() == "minimize" ? .minimise : .maximise
    let count = number(next()[0])
    let quadratic = (0..<number(next()[0])).map { _ in next() }
    var linear = [Decimal](repeating: decimal(next()[0]), count: count)
    for _ in 0..<number(next()[0]) {
      let row = next()
      linear[number(row[0]) - 1] = decimal(row[1])
    }
    let constant = decimal(next()[0])
    return Function(variableCount: count, sense: sense) { x in
      // ½ Σ over the whole matrix, of which one triangle is listed.
      let twice = quadratic.reduce(Decimal(0)) { sum, row in
        let (i, j) = (number(row[0]) - 1, number(row[1]) - 1)
        return sum + Decimal(x[i] * x[j] * (i == j ? 1 : 2)) * decimal(row[2])
      }
      return constant + twice / 2 + zip(x, linear).reduce(0) { $0 + Decimal($1.0) * $1.1 }
    }
  }

  // MARK: - JSON

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }

  private static func model(_ text: String) throws -> Function {
    struct Model: Decodable {
      let variableType: String
      let offset: Decimal
      let linearBiases: [Decimal]
      let quadraticHead: [Int]
      let quadraticTail: [Int]
      let quadraticBiases: [Decimal]
    }
    let model = try decoder.decode(Model.self, from: Data(text.utf8))
    return Function(variableCount: model.linearBiases.count, sense: .minimise) { x in
      let levels = x.map { Decimal(model.variableType == "SPIN" ? 2 * $0 - 1 : $0) }
      var value = model.offset + zip(levels, model.linearBiases).reduce(0) { $0 + $1.0 * $1.1 }
      for (number, bias) in model.quadraticBiases.enumerated() {
        value += levels[model.quadraticHead[number]] * levels[model.quadraticTail[number]] * bias
      }
      return value
    }
  }

  private static func bqpJSON(_ text: String) throws -> Function {
    struct Model: Decodable {
      struct Single: Decodable {
        let id: Int
        let coeff: Decimal
      }
      struct Pair: Decodable {
        let idTail: Int
        let idHead: Int
        let coeff: Decimal
      }
      let variableIds: [Int]
      let variableDomain: String
      let scale: Decimal
      let offset: Decimal
      let linearTerms: [Single]
      let quadraticTerms: [Pair]
    }
    let model = try decoder.decode(Model.self, from: Data(text.utf8))
    return Function(
      variableCount: model.variableIds.count, sense: .minimise, labels: model.variableIds
    ) { x in
      func level(_ id: Int) -> Decimal {
        let bit = x[model.variableIds.firstIndex(of: id) ?? 0]
        return Decimal(model.variableDomain == "spin" ? 2 * bit - 1 : bit)
      }
      let singles = model.linearTerms.reduce(Decimal(0)) { $0 + level($1.id) * $1.coeff }
      let pairs = model.quadraticTerms.reduce(Decimal(0)) {
        $0 + level($1.idTail) * level($1.idHead) * $1.coeff
      }
      return model.scale * (singles + pairs + model.offset)
    }
  }

  private static func request(_ text: String) throws -> Function {
    struct Request: Decodable {
      struct Polynomial: Decodable {
        let terms: [Term]
      }
      struct Term: Decodable {
        let c: Decimal
        let p: [Int]
      }
      let binaryPolynomial: Polynomial
    }
    let terms = try decoder.decode(Request.self, from: Data(text.utf8))
      .binaryPolynomial.terms
    let names = Set(terms.flatMap(\.p)).sorted()
    return Function(variableCount: names.count, sense: .minimise, labels: names) { x in
      terms.reduce(0) { sum, term in
        let isOn = term.p.allSatisfy { x[names.firstIndex(of: $0) ?? 0] == 1 }
        return sum + (isOn ? term.c : 0)
      }
    }
  }

  // MARK: - Files for solvers

  /// A CPLEX LP file with a term per line; what is in the bracket counts half.
  private static func program(_ text: String) -> Function {
    let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
    let objective = lines.drop { $0 != ["obj:"] }.dropFirst().prefix { $0 != ["Subject", "To"] }
    let names = lines.drop { $0 != ["Binaries"] }.dropFirst().prefix { $0 != ["End"] }.map { $0[0] }
    let sense: QUBOFile.Sense = lines.contains(["Maximize"]) ? .maximise : .minimise
    return Function(variableCount: names.count, sense: sense) { x in
      func bit(_ name: Substring) -> Decimal { Decimal(x[names.firstIndex(of: name) ?? 0]) }
      var (value, share) = (Decimal(0), Decimal(1))
      for line in objective {
        if line.last == "[" { share = Decimal(1) / 2 } else if line.first == "]" { share = 1 }
        guard line.count > 1, let size = Decimal(string: String(line[1])), line[0] != "]" else {
          continue
        }
        let factors = line.dropFirst(2).filter { $0 != "*" }.map(bit)
        value += (line[0] == "-" ? -size : size) * share * factors.reduce(1, *)
      }
      return value
    }
  }

  /// A free MPS file: the constant with the other sign in RHS, ½xᵀQx by its lower triangle.
  private static func sections(_ rows: [[Substring]]) -> Function {
    func section(_ name: String) -> [[Substring]] {
      let heads = ["NAME", "OBJSENSE", "ROWS", "COLUMNS", "RHS", "BOUNDS", "QUADOBJ", "ENDATA"]
      guard let start = rows.firstIndex(where: { $0 == [Substring(name)] }) else { return [] }
      return Array(rows[(start + 1)...].prefix { $0.count > 1 || !heads.contains(String($0[0])) })
    }
    let columns = section("COLUMNS")
    let names = columns.map { $0[0] }
    let sense: QUBOFile.Sense = section("OBJSENSE") == [["MAX"]] ? .maximise : .minimise
    return Function(variableCount: names.count, sense: sense) { x in
      func bit(_ name: Substring) -> Decimal { Decimal(x[names.firstIndex(of: name) ?? 0]) }
      return section("RHS").reduce(0) { $0 - decimal($1[2]) }
        + columns.reduce(0) { $0 + bit($1[0]) * decimal($1[2]) }
        + section("QUADOBJ").reduce(0) { $0 + bit($1[0]) * bit($1[1]) * decimal($1[2]) }
    }
  }
}
