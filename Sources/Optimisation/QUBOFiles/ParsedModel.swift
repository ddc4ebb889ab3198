import Coefficients
import Failures
import QUBOModel

/// What a reader makes of a file: coefficients, and how they are to be taken.
struct ParsedModel {
  var list: CoefficientList
  var variableCount: Int
  var meaning: EntryMeaning
  var sense: QUBOFile.Sense
  var labels: [QUBOFile.Label]?
  /// What a reader of the result should know.
  var notes: [String] = []
  /// A penalty, or a degree above 2, instead of the list.
  var request: PolynomialRequest?

  /// Builds the function to minimise, exactly where 64 bits allow it, in units of 10^−`decimals` if these
  /// are given, and in the finest that fits otherwise.
  func file(
    _ file: String, format: QUBOFormat, decimals: Int?
  ) throws(QUBOFileError) -> QUBOFile {
    if decimals == nil, list.hasCommonUnit,
      let model = model(UnitList(exactly: list))
    {
      return QUBOFile(
        model: model, sense: sense, labels: labels, format: format, notes: notes)
    }
    return try rounded(file, format: format, decimals: decimals)
  }

  /// The function of whole units, or nothing if its energies do not fit.
  private func model(_ units: UnitList) -> QUBO? {
    var terms = Terms(
      variableCount: variableCount, unitsPerOne: units.unitsPerOne,
      sign: sense == .minimise ? 1 : -1)
    terms.add(list, units, meaning)
    return try? terms.built()
  }

  private func rounded(
    _ file: String, format: QUBOFormat, decimals wanted: Int?
  ) throws(QUBOFileError) -> QUBOFile {
    guard let finest = UnitList.finestDecimals(list, meaning) else {
      throw QUBOFileError(
        file, .file, "the coefficients add up to more than the largest double, 1.8e308",
        advice: "scale them down")
    }
    // The first try nearly always does; numbers near the least double are lost in sums.
    let tries = wanted.map { [$0] } ?? (0..<8).map { finest - $0 }
    for decimals in tries {
      guard let units = UnitList(rounding: list, to: decimals, meaning), let model = model(units)
      else { continue }
      return QUBOFile(
        model: model, sense: sense, labels: labels, format: format, decimals: decimals,
        rounding: units.largestError == 0
          ? nil
          : QUBOFile.Rounding(
            largestError: units.largestError,
            given: GivenNumbers(list: list, meaning: meaning)),
        notes: notes)
    }
    throw QUBOFileError(
      file, .file, "in this unit the coefficients add up to more than 2^62",
      advice: .coarserScale(finest: finest))
  }

  /// Sums up the terms, the sign of the sense applied.
  private struct Terms {
    private var builder: QUBOBuilder
    private let sign: Int64
    private var overflowed = false

    init(variableCount: Int, unitsPerOne: Int, sign: Int64) {
      builder = QUBOBuilder(variableCount: variableCount, unitsPerOne: unitsPerOne)
      self.sign = sign
    }

    mutating func add(_ list: CoefficientList, _ units: UnitList, _ meaning: EntryMeaning) {
      builder.addOffset(times(units.constant, 1))
      for (number, entry) in list.entries.enumerated() {
        let (i, j, units) = (Int(entry.i), Int(entry.j), units.entries?[number] ?? entry.units)
        if i == j { add(i, units, meaning) } else { add(i, j, units, meaning) }
      }
    }

    func built() throws(QUBOError) -> QUBO {
      if overflowed { throw .energyOutOfRange }
      return try builder.build()
    }

    private mutating func add(_ i: Int, _ units: Int64, _ meaning: EntryMeaning) {
      // A loop of a graph is in no cut.
      guard meaning != .cut else { return }
      builder.addLinear(i, times(units, meaning == .spin ? 2 : 1))
      if meaning == .spin { builder.addOffset(times(units, -1)) }
    }

    private mutating func add(_ i: Int, _ j: Int, _ units: Int64, _ meaning: EntryMeaning) {
      let factors: (pair: Int64, single: Int64) =
        switch meaning {
        case .cut: (-2, 1)
        case .symmetric: (2, 0)
        case .polynomial: (1, 0)
        case .spin: (4, -2)
        }
      builder.addCoupling(i, j, times(units, factors.pair))
      if factors.single != 0 {
        builder.addLinear(i, times(units, factors.single))
        builder.addLinear(j, times(units, factors.single))
      }
      if meaning == .spin { builder.addOffset(times(units, 1)) }
    }

    private mutating func times(_ units: Int64, _ factor: Int64) -> Int64 {
      let (product, overflow) = units.multipliedReportingOverflow(by: sign * factor)
      overflowed = overflowed || overflow
      return product
    }
  }
}
