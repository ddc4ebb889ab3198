package import QUBOModel
package import Tempering

extension TemperatureLadder {
  /// Derives the ladder for sweeps of single flips from the spread of fields.
  ///
  /// The unit is the root mean square of a field over random states, s² = ¼ Σⱼ b_ij² averaged over i.
  /// The ends were found on public benchmarks. With many neighbours each, as in the Sherrington–
  /// Kirkpatrick model, variables melt below half a unit and freeze below 0.03; with few, flips come
  /// in few sizes, so that variables freeze sooner, and rugged graphs want more heat.
  package init(forSweepsOf qubo: QUBO, count: Int) {
    let spread = qubo.couplingSpread
    // A function of single bits has no spread; any temperature > 0 will do.
    let unit = max(1e-9, (spread.meanSquare / 4).squareRoot())
    let (coldest, hottest) = spread.meanNeighbours < 100 ? (0.05, 0.45) : (0.03, 0.3)
    self.init(coldest: coldest * unit, hottest: hottest * unit, count: count)
  }
}
