import QUBOFiles
import QUBOModel

// Palubeckis, "Multistart tabu search strategies for the unconstrained binary quadratic optimization
// problem", Annals of Operations Research 131 (2004), doi:10.1023/B:ANOR.0000039522.58036.68: row by
// row, integers uniform in −100...100, a pair after a draw that decides whether it interacts.

extension QUBORecipe {
  /// max xᵀQx with a symmetric Q, so that a pair counts twice.
  func palubeckis() throws(QUBOError) -> QUBOFile {
    var builder = QUBOBuilder(variableCount: variables)
    forEachPalubeckisEntry { i, j, coefficient in
      if i == j {
        builder.addLinear(i, -coefficient)
      } else {
        builder.addCoupling(i, j, -2 * coefficient)
      }
    }
    return QUBOFile(model: try builder.build(), sense: .maximise)
  }

  /// Calls `body` with row, column and coefficient of each entry that Palubeckis's generator draws,
  /// the upper triangle row by row, for the variables, density and seed of the recipe.
  ///
  /// - Precondition: The seed is one that the generator takes, 1 to 2³¹ − 2.
  public func forEachPalubeckisEntry(_ body: (Int, Int, Int64) -> Void) {
    var random = MinimalStandard(seed: Int64(seed))
    for i in 0..<variables {
      body(i, i, random.coefficient())
      for j in i + 1..<max(variables, i + 1) where random.unit() * 100 <= density {
        body(i, j, random.coefficient())
      }
    }
  }
}

/// The linear congruential generator "minimal standard": s ← 16807 s mod (2³¹ − 1).
///
/// Park & Miller 1988, doi:10.1145/63039.63042. Weak as it is, the published functions are made by
/// it; nothing else here uses it.
package struct MinimalStandard {
  /// 2³¹ − 1.
  package static let modulus: Int64 = 2_147_483_647

  /// The last number drawn, in 1..<2³¹ − 1.
  package private(set) var state: Int64

  /// Starts from a seed in 1..<2³¹ − 1.
  package init(seed: Int64) {
    precondition((1..<Self.modulus).contains(seed), "the generator cannot leave zero")
    state = seed
  }

  /// A number in (0, 1), the next state over 2³¹.
  package mutating func unit() -> Double {
    state = state * 16_807 % Self.modulus
    return Double(state) / 2_147_483_648
  }

  /// An integer uniform in −100...100.
  mutating func coefficient() -> Int64 {
    Int64((unit() * 201 - 100).rounded(.down))
  }
}
