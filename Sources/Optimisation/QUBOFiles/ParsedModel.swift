import Failures
import QUBOModel

/// What a reader makes of a file: coefficients, and how they are to be taken.
struct ParsedModel {
  /// What an entry v of a pair i ≠ j, or of one variable, adds to the value.
  enum Meaning {
    /// v where i and j differ: the weight of an edge in a cut.
    case cut
    /// 2v xᵢxⱼ, or v xᵢ: an entry of a symmetric matrix listed once.
    case symmetric
    /// v xᵢxⱼ, or v xᵢ.
    case polynomial
    /// v sᵢsⱼ, or v sᵢ, with s = 2x − 1.
    case spin
  }

  var list: CoefficientList
  var variableCount: Int
  var meaning: Meaning
  var sense: QUBOFile.Sense
  var labels: [QUBOFile.Label]?

  /// Builds the function to minimise.
  func file(_ file: String, format: QUBOFormat) throws(QUBOFileError) -> QUBOFile {
    var terms = Terms(
      variableCount: variableCount, unitsPerOne: Int(ExactDecimal.powerOfTen(list.decimals)),
      sign: sense == .minimise ? 1 : -1)
    terms.add(list, meaning)
    do throws(QUBOError) {
      return QUBOFile(
        model: try terms.built(), sense: sense, labels: labels, format: format)
    } catch {
      throw QUBOFileError(
        file, .file, "the coefficients add up to more than 2^62 units of the last decimal",
        advice: "scale them down or round them")
    }
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

    mutating func add(_ list: CoefficientList, _ meaning: Meaning) {
      builder.addOffset(times(list.constant, 1))
      for entry in list.entries {
        let (i, j) = (Int(entry.i), Int(entry.j))
        if i == j { add(i, entry.units, meaning) } else { add(i, j, entry.units, meaning) }
      }
    }

    func built() throws(QUBOError) -> QUBO {
      if overflowed { throw .energyOutOfRange }
      return try builder.build()
    }

    private mutating func add(_ i: Int, _ units: Int64, _ meaning: Meaning) {
      builder.addLinear(i, times(units, meaning == .spin ? 2 : 1))
      if meaning == .spin { builder.addOffset(times(units, -1)) }
    }

    private mutating func add(_ i: Int, _ j: Int, _ units: Int64, _ meaning: Meaning) {
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
