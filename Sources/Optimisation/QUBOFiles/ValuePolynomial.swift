import Coefficients
import Failures
import QUBOModel

/// A function with the sign that a format wants: its value, not its energy.
struct ValuePolynomial {
  let format: QUBOFormat
  /// The sense of the values.
  let sense: QUBOFile.Sense
  /// The names to write, where the format can carry them.
  let labels: [QUBOFile.Label]?
  private let model: QUBO
  private let decimals: Int
  /// Every variable's couplings with later ones come from here.
  private let rows: any InteractionRows

  init(_ file: QUBOFile, as format: QUBOFormat) {
    self.format = format
    sense = format.sense ?? file.sense
    labels = file.labels.flatMap { $0.allSatisfy(format.carries) ? $0 : nil }
    model = file.model
    decimals = file.decimals
    rows = model.interactions.rows
  }

  var variableCount: Int { model.variableCount }

  /// The constant.
  var constant: ExactDecimal { exact(signed(model.offset)) }

  /// The coefficient of a variable.
  func linear(_ i: Int) -> ExactDecimal { exact(signed(model.linear[i])) }

  /// The coefficients of a variable with all later ones, in units.
  func pairUnits(of i: Int) -> [(j: Int, units: Int64)] {
    var pairs: [(j: Int, units: Int64)] = []
    rows.forEachCoupling(of: i) { j, coefficient in
      if j > i && coefficient != 0 { pairs.append((j, signed(coefficient))) }
    }
    return pairs
  }

  /// The number of pairs that interact.
  var pairCount: Int { (0..<variableCount).reduce(0) { $0 + pairUnits(of: $1).count } }

  /// A number of units.
  func exact(_ units: Int64) -> ExactDecimal { ExactDecimal(units: units, decimals: decimals) }

  /// The number that the format calls a variable.
  func number(of i: Int) -> Int {
    if case .number(let number) = labels?[i] { return number }
    return i
  }

  /// A coefficient, if the format can carry it.
  func fit(_ coefficient: ExactDecimal?) throws(QUBOFileError) -> ExactDecimal {
    guard let coefficient else {
      throw refusal("a coefficient has too many digits", "round or scale the coefficients")
    }
    guard format.carriesDecimals || coefficient.decimals <= 0 else {
      throw refusal(
        "the format needs whole numbers, and an entry would be \(coefficient)",
        "write a format with decimals, such as coo or bqm-json")
    }
    return coefficient
  }

  /// The error that the function does not fit the format.
  func refusal(_ problem: String, _ advice: Remedy) -> QUBOFileError {
    QUBOFileError(
      "format \(format.rawValue)", .file, problem, advice: advice)
  }

  private func signed(_ units: Int64) -> Int64 { sense == .minimise ? units : -units }
}
