import QUBOFiles
import QUBOModel
import RandomStreams

extension QUBORecipe {
  /// min Σ J_ij sᵢsⱼ over spins, J = ±1 with equal chances; in bits, s = 2x − 1.
  ///
  /// Sherrington & Kirkpatrick 1975, doi:10.1103/PhysRevLett.35.1792, without the factor 1/√N.
  func sherringtonKirkpatrick() throws(QUBOError) -> QUBOFile {
    var random = RandomStream(seed: seed)
    var builder = QUBOBuilder(variableCount: variables)
    forEachPair(using: &random) { i, j, random in
      let coupling: Int64 = random.next() >> 63 == 0 ? 1 : -1
      builder.addCoupling(i, j, 4 * coupling)
      builder.addLinear(i, -2 * coupling)
      builder.addLinear(j, -2 * coupling)
      builder.addOffset(coupling)
    }
    return QUBOFile(model: try builder.build(), sense: .minimise)
  }

  /// The greatest cut of a graph, minimised as Σ w (2xᵢxⱼ − xᵢ − xⱼ).
  func maxCut() throws(QUBOError) -> QUBOFile {
    var random = RandomStream(seed: seed)
    var builder = QUBOBuilder(variableCount: variables)
    forEachPair(using: &random) { i, j, _ in
      builder.addCoupling(i, j, 2)
      builder.addLinear(i, -1)
      builder.addLinear(j, -1)
    }
    return QUBOFile(model: try builder.build(), sense: .maximise)
  }

  /// Calls `body` with each pair by chance, jumping over those that are left out.
  private func forEachPair(
    using random: inout RandomStream, _ body: (Int, Int, inout RandomStream) -> Void
  ) {
    let share = density / 100
    // Passed-over pairs before one that is taken: geometric, by its exponential tail.
    let rate = share < 1 ? -naturalLogarithm(1 - share) : .infinity
    guard share > 0, rate > 0 else { return }
    func gap() -> Int { Int(min(random.exponential() / rate, 0x1p62)) }
    var (i, j) = (0, 1 + gap())
    while true {
      while j >= variables {
        i += 1
        guard i + 1 < variables else { return }
        j = j - variables + i + 1
      }
      body(i, j, &random)
      j += 1 + gap()
    }
  }
}
