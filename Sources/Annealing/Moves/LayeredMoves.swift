/// Moves that keep one-hot groups, as third-generation Digital Annealers offer them.
public enum LayeredMoves: Hashable, Sendable {
  /// One-way one-hot: a row takes another label in one layer; totals are kept by penalty.
  case oneHot
  /// Two-way one-hot: two rows exchange their labels in one layer or from a layer on, 3 : 7; the
  /// totals of the start state are kept.
  case exchange
}
