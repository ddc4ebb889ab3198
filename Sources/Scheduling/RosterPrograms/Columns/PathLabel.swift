/// A way of a car from the source to some node, with what rules ask about it.
///
/// Irnich & Desaulniers, "Shortest Path Problems with Resource Constraints", in *Column Generation*,
/// 2005, doi:10.1007/0-387-25486-2_2.
struct PathLabel {
  /// Reduced cost so far, in millionths of a minute.
  var cost = 0
  /// Minutes so far, in tenths.
  var tenths: Int32 = 0
  /// Moves so far.
  var moves: Int16 = 0
  /// Steps of this stay, where the sector limits them; else 0.
  var run: Int16 = 0
  /// Steps that this stay has to last yet before a move may end it.
  var hold: Int16 = 0
  /// The sector of the step before, where it may not be returned to; −1 for any other.
  var before: Int16 = -1
  /// The windows whose break is taken, a bit each.
  var breaks: UInt32 = 0
  /// The label it comes from, and the arc.
  var parent: Int32 = -1
  var way: Int32 = -1

  /// Whether whatever follows the other label may follow this one, for no more, but perhaps for a
  /// return to where this one was before.
  @inline(__always)
  func serves(_ other: PathLabel, _ limits: PathLimits) -> Bool {
    cost <= other.cost && run <= other.run && hold <= other.hold && breaks == other.breaks
      && (!limits.countsMinutes || tenths <= other.tenths)
      && (!limits.countsMoves || moves <= other.moves)
  }
}

/// What a car may drive and how often it may move over the shift.
struct PathLimits: Sendable {
  /// The most minutes, in tenths.
  var tenths: Int?
  /// The most moves.
  var moves: Int?

  var countsMinutes: Bool { tenths != nil }
  var countsMoves: Bool { moves != nil }
}

/// The labels of a node that no other ones make useless.
///
/// A label that may not return somewhere is made useless by one that never tries to, or by two that
/// come from different sectors: one of them may go wherever it may.
struct PathLabels {
  private(set) var labels: [PathLabel] = []

  /// Takes a label in if it is of use, and drops those that it makes useless.
  @inline(__always)
  mutating func insert(_ label: PathLabel, _ limits: PathLimits) {
    var rival: Int16 = -2
    for known in labels where known.serves(label, limits) {
      if known.before == -1 || known.before == label.before { return }
      if rival != -2 && rival != known.before { return }
      rival = known.before
    }
    labels.append(label)
    if labels.count > 1 { prune(label, limits) }
  }

  /// Drops what the newest label makes useless, alone or with another one.
  private mutating func prune(_ newest: PathLabel, _ limits: PathLimits) {
    var kept = 0
    let last = labels.count - 1
    for place in 0..<last {
      let label = labels[place]
      if newest.serves(label, limits), isUseless(label, place, newest, limits) { continue }
      labels[kept] = label
      kept += 1
    }
    labels[kept] = newest
    labels.removeLast(last - kept)
  }

  private func isUseless(
    _ label: PathLabel, _ place: Int, _ newest: PathLabel, _ limits: PathLimits
  ) -> Bool {
    if newest.before == -1 || newest.before == label.before { return true }
    for other in labels.indices.dropLast() where other != place {
      let rival = labels[other]
      if rival.before != newest.before && rival.serves(label, limits) { return true }
    }
    return false
  }
}
