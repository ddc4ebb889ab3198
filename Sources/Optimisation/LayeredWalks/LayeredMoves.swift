/// Moves that keep one-hot groups, as third-generation Digital Annealers offer them.
public enum LayeredMoves: Hashable, Sendable {
  /// One-way one-hot: a row takes another label in one layer; totals are kept by penalty.
  case oneHot
  /// Two-way one-hot: three rows redraw how their labels are joined, at all layers at once; the totals
  /// of the start state are kept.
  case exchange
}
