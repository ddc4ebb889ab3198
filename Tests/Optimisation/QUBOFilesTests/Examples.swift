import Coefficients
import Foundation
import QUBOFiles
import QUBOModel
import RandomStreams
import _TemperTestSupport

/// A small text in a format, and the value it gives an assignment, straight from the definition.
struct FormatExample: Sendable, CustomStringConvertible {
  let format: QUBOFormat
  let text: String
  let sense: QUBOFile.Sense
  let count: Int
  /// The value times two, so that halves are whole.
  let doubledValue: @Sendable (_ x: [Int]) -> Int

  var description: String { format.rawValue }
  var bytes: [UInt8] { Array(text.utf8) }
  var file: String { "example" }

  func read() throws -> QUBOFile { try QUBOFile(bytes, file: file, format: format) }
}

extension FormatExample {
  static let all: [FormatExample] = [
    FormatExample(
      format: .rudy, text: "3 3 J\r\n1 2 5\r\n3 1 -2 \r\n2 3 1.0", sense: .maximise, count: 3
    ) { x in
      2 * ((x[0] != x[1] ? 5 : 0) + (x[0] != x[2] ? -2 : 0) + (x[1] != x[2] ? 1 : 0))
    },
    FormatExample(
      format: .mqlibCut, text: "# a graph\n3 2\n1 2 5\n2 3 .5\n", sense: .maximise, count: 3
    ) { x in
      (x[0] != x[1] ? 10 : 0) + (x[1] != x[2] ? 1 : 0)
    },
    FormatExample(
      format: .orLibrary, text: "1\n 3 4 \n 1 1 7 \n 1 3 -46.0\n 2 3 4\n3 3 -1\n", sense: .maximise,
      count: 3
    ) { x in
      2 * (7 * x[0] - x[2] + 2 * (-46 * x[0] * x[2] + 4 * x[1] * x[2]))
    },
    FormatExample(format: .biqMac, text: "2 2\n1 1 -3\n1 2 4\n", sense: .minimise, count: 2) { x in
      2 * (-3 * x[0] + 2 * 4 * x[0] * x[1])
    },
    FormatExample(
      format: .mqlibQUBO, text: "2 3\n1 1 -3\n1 2 1.5\n2 2 0\n", sense: .maximise, count: 2
    ) { x in
      -6 * x[0] + 6 * x[0] * x[1]
    },
    FormatExample(
      format: .qbsolv, text: "c one\np qubo 0 4 2 2\n0 0 2.5\nc two\n3 3 -1\n0 1 4\n1 3 -7\n",
      sense: .minimise, count: 4
    ) { x in
      5 * x[0] - 2 * x[3] + 8 * x[0] * x[1] - 14 * x[1] * x[3]
    },
    FormatExample(
      format: .coo, text: "# vartype=SPIN\n0 0 2\n0 1 -3\n1 1 1.5\n", sense: .minimise, count: 2
    ) { x in
      let s = x.map { 2 * $0 - 1 }
      return 4 * s[0] - 6 * s[0] * s[1] + 3 * s[1]
    },
    FormatExample(
      format: .bqmJSON,
      text: """
        {"type":"BinaryQuadraticModel","version":{"bqm_schema":"3.0.0"},"use_bytes":false,
        "variable_type":"SPIN","offset":0.5,"variable_labels":["a",7],"linear_biases":[1.0,-2.0],
        "quadratic_head":[0],"quadratic_tail":[1],"quadratic_biases":[3.0],"info":{}}
        """, sense: .minimise, count: 2
    ) { x in
      let s = x.map { 2 * $0 - 1 }
      return 1 + 2 * s[0] - 4 * s[1] + 6 * s[0] * s[1]
    },
    FormatExample(
      format: .digitalAnnealerJSON,
      text: """
        {"fujitsuDA3":{"time_limit_sec":10},"binary_polynomial":{"terms":[{"c":2,"p":[5,1]},
        {"c":-4,"p":[2,2]},{"coefficient":3,"polynomials":[1]},{"c":5,"p":[]}]}}
        """, sense: .minimise, count: 3
    ) { x in
      2 * (2 * x[2] * x[0] - 4 * x[1] + 3 * x[0] + 5)
    },
    FormatExample(
      format: .qplib,
      text: """
        Name of it
        QBN # type
        maximize
        3 # variables
        3
        1 1 5
        2 1 -2
        3 2 4
        1 # default
        1
        2 -3
        0.5
        1e30
        0
        0
        0
        0
        1
        2 second
        """, sense: .maximise, count: 3
    ) { x in
      5 * x[0] - 4 * x[0] * x[1] + 8 * x[1] * x[2] + 2 * x[0] - 6 * x[1] + 2 * x[2] + 1
    },
    FormatExample(
      format: .mcSparse, text: "# McSparse\n3 3\n1 1 -1\n1 2 4\n3 2 -6\n", sense: .minimise,
      count: 3
    ) { x in
      -2 * x[0] + 8 * x[0] * x[1] - 12 * x[1] * x[2]
    },
    FormatExample(
      format: .bqpJSON,
      text: """
        {"version":"1.0.0","id":3,"metadata":{},"variable_ids":[2,6],"variable_domain":"spin",
        "scale":2.0,"offset":0.5,"linear_terms":[{"id":2,"coeff":0.75},{"id":6,"coeff":-0.25}],
        "quadratic_terms":[{"id_tail":6,"id_head":2,"coeff":1.5}]}
        """, sense: .minimise, count: 2
    ) { x in
      let s = x.map { 2 * $0 - 1 }
      return 2 + 3 * s[0] - s[1] + 6 * s[0] * s[1]
    },
    FormatExample(
      format: .bqmJSON,
      text: """
        {"linear_terms":[{"bias":1.0,"label":[0,"a"]}],"info":{},"offset":0.5,
        "quadratic_terms":[{"bias":0.5,"label_head":1,"label_tail":[0, "a"]}],
        "variable_labels":[[0,"a"],1],"variable_type":"SPIN","version":{"bqm_schema":"1.0.0"}}
        """, sense: .minimise, count: 2
    ) { x in
      let s = x.map { 2 * $0 - 1 }
      return 1 + 2 * s[0] + s[0] * s[1]
    },
    FormatExample(
      format: .matrixMarket,
      text: """
        %%MatrixMarket matrix coordinate real general
        % Q, not symmetric
        3 3 4
        1 1 -1.0
        2 1 -2.0
        1 2 5
        3 2 0.5
        """, sense: .minimise, count: 3
    ) { x in
      -2 * x[0] + 6 * x[0] * x[1] + x[1] * x[2]
    },
    FormatExample(
      format: .matrixMarket,
      text: "%%MatrixMarket matrix array integer symmetric\n2 2\n1\n-4\n3\n", sense: .minimise,
      count: 2
    ) { x in
      2 * x[0] - 16 * x[0] * x[1] + 6 * x[1]
    },
    FormatExample(
      format: .dense, text: "# Q\n1 2.5 -3\n0 4 5\n1 0 -6\n", sense: .minimise, count: 3
    ) { x in
      2 * x[0] + 8 * x[1] - 12 * x[2] + 5 * x[0] * x[1] - 4 * x[0] * x[2] + 10 * x[1] * x[2]
    },
    FormatExample(
      format: .coo, text: "4\n1 1 -1\n2 1 2\n4 4 -4\n", sense: .minimise, count: 4
    ) { x in
      -2 * x[0] + 4 * x[0] * x[1] - 8 * x[3]
    },
    FormatExample(
      format: .rudy, text: "c a graph\np edge 3 2\ne 1 2\ne 2 3\n", sense: .maximise, count: 3
    ) { x in
      2 * ((x[0] != x[1] ? 1 : 0) + (x[1] != x[2] ? 1 : 0))
    },
    FormatExample(
      format: .rudy, text: "% a graph\n3.0 3\n1 2 1\n2 3 4\n2 2 0\n", sense: .maximise, count: 3
    ) { x in
      2 * ((x[0] != x[1] ? 1 : 0) + (x[1] != x[2] ? 4 : 0))
    },
    FormatExample(
      format: .lp,
      text: """
        \\ a comment
        Maximize
         obj: 2x + 3 y - [ 4 x * y - 6 z^2 ] / 2 + 1.5
         - x * z
        Subject To
        Bounds
        Binary
         x y
         z
        End
        """, sense: .maximise, count: 3
    ) { x in
      4 * x[0] + 6 * x[1] - 4 * x[0] * x[1] + 6 * x[2] + 3 - 2 * x[0] * x[2]
    },
  ]
}

extension QUBOFile {
  /// The value of an assignment.
  func value(of x: [Int]) -> ExactDecimal {
    value(ofEnergy: model.energy(of: BitVector(x.map { $0 == 1 })))
  }

  /// The values of all assignments.
  var values: [ExactDecimal] { assignments(model.variableCount).map(value(of:)) }

  /// A random function that every format can express but for constant and sense.
  static func random(seed: UInt64, isCut: Bool, decimals: Int, hasConstant: Bool) -> QUBOFile? {
    var random = RandomStream(seed: seed)
    let n = 1 + random.uniform(below: 7)
    let scale = decimals == 0 ? 1 : 10
    var builder = QUBOBuilder(variableCount: n, unitsPerOne: scale)
    func coefficient() -> Int64 { Int64(random.uniform(below: 4001) - 2000) }
    for i in 0..<n {
      if !isCut && random.uniform(below: 3) > 0 { builder.addLinear(i, coefficient()) }
      for j in 0..<i where random.uniform(below: 3) > 0 {
        let half = coefficient()
        builder.addCoupling(i, j, 2 * half)
        if isCut {
          builder.addLinear(i, -half)
          builder.addLinear(j, -half)
        }
      }
    }
    if hasConstant { builder.addOffset(coefficient()) }
    let sense: Sense = random.uniform(below: 2) == 0 ? .minimise : .maximise
    return (try? builder.build()).map { QUBOFile(model: $0, sense: sense) }
  }
}

/// The public benchmark files, which are not part of the package.
enum Benchmarks {
  static let folder = Repository.benchmarks

  static let areThere = FileManager.default.fileExists(
    atPath: folder.appending(path: "gset/G1.txt").path)

  /// Why a test without them is skipped.
  static let areNeeded = "needs the public benchmarks: set TEMPER_BENCHMARKS"

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }
}
