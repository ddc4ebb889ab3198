import Coefficients
import Foundation
import QUBOFiles
import QUBOModel
import RandomStreams
import Testing
import _TemperTestSupport

@Suite("A second reader, which shares nothing with the first,")
struct NaiveReaderTests {
  @Test(
    "sees the same values in any layout", arguments: RandomText.formats, 0..<60 as Range<UInt64>)
  func values(format: QUBOFormat, seed: UInt64) throws {
    let text = RandomText(format, seed: seed)
    try expectSame(try text.read(), NaiveReader.read(text.text, format), "\(text)")
  }

  @Test(
    "sees the same values in what is written", arguments: QUBOFormat.allCases,
    0..<25 as Range<UInt64>)
  func written(format: QUBOFormat, seed: UInt64) throws {
    let isCut = format == .rudy || format == .mqlibCut
    let file = try #require(
      QUBOFile.random(
        seed: seed, isCut: isCut, decimals: format.carriesDecimals ? 1 : 0,
        hasConstant: format.carriesConstant))
    let text = try file.text(as: format)
    let naive = try NaiveReader.read(String(decoding: text.bytes, as: UTF8.self), format)
    #expect(naive.variableCount == file.model.variableCount)
    #expect(naive.sense == format.sense ?? file.sense)
    let sign: Decimal = naive.sense == file.sense ? 1 : -1
    for x in assignments(file.model.variableCount) {
      #expect(file.value(of: x).decimal == sign * naive.value(x), "seed \(seed), \(x)")
    }
  }

  @Test("sees the same values in JSON with names", arguments: 0..<40 as Range<UInt64>)
  func json(seed: UInt64) throws {
    var random = RandomStream(seed: seed, stream: 4)
    let n = 1 + random.uniform(below: 6)
    func numbers(_ count: Int) -> [String] {
      (0..<count).map { _ in "\(Double(random.uniform(below: 801) - 400) / 8)" }
    }
    var pairs: [(Int, Int)] = []
    for i in 0..<n {
      for j in 0..<i where random.uniform(below: 2) == 0 { pairs.append((i, j)) }
    }
    func list(_ items: [String]) -> String { "[\(items.joined(separator: " , "))]" }
    let type = ["SPIN", "BINARY"][random.uniform(below: 2)]
    let model = """
      {"variable_labels":\(list((0..<n).map { $0 % 2 == 0 ? "\"x\($0)\"" : "\($0)" })),
      "quadratic_biases":\(list(numbers(pairs.count))),"linear_biases":\(list(numbers(n))),
      "quadratic_head":\(list(pairs.map { "\($0.0)" })),"offset":\(numbers(1)[0]),
      "quadratic_tail":\(list(pairs.map { "\($0.1)" })),"variable_type":"\(type)",
      "type":"BinaryQuadraticModel","version":{"bqm_schema":"3.0.0"}}
      """
    try expectSame(
      try QUBOFile(Array(model.utf8), file: "f", format: .bqmJSON),
      NaiveReader.read(model, .bqmJSON), model)
    let singles = (0..<n).map { "{\"c\":\(numbers(1)[0]),\"p\":[\(3 * $0)]}" }
    let products = pairs.map { "{\"p\":[\(3 * $0.0),\(3 * $0.1)],\"c\":\(numbers(1)[0])}" }
    let request = """
      {"binary_polynomial":{"terms":\(list(products + singles + ["{\"c\":7,\"p\":[]}"]))}}
      """
    try expectSame(
      try QUBOFile(Array(request.utf8), file: "f", format: .digitalAnnealerJSON),
      NaiveReader.read(request, .digitalAnnealerJSON), request)
  }

  private func expectSame(
    _ file: QUBOFile, _ naive: NaiveReader.Function, _ context: String
  ) throws {
    try #require(file.model.variableCount == naive.variableCount, "\(context)")
    #expect(file.sense == naive.sense, "\(context)")
    if let names = naive.labels, names != Array(names.indices) {
      #expect(file.labels == names.map { .number($0) }, "\(context)")
    }
    for x in assignments(naive.variableCount) {
      #expect(file.value(of: x).decimal == naive.value(x), "\(x) of \(context)")
    }
  }
}

extension ExactDecimal {
  /// The number in Foundation's decimals, which hold 38 digits.
  var decimal: Decimal { Decimal(string: description) ?? .nan }
}
