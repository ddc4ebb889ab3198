extension PatrolInstance {
  /// Which legs are longer than a step, in words; `nil` if none is.
  ///
  /// A plan counts the minutes of a move and not that the car is still on its way when the step
  /// begins, so that such a leg is worth a word.
  public var longLegsInWords: String? {
    let step = Minutes(shift.stepMinutes)
    var tables = [travel] + roster.laterTravel.map(\.minutes)
    tables.removeAll { $0.longest <= step }
    guard let table = tables.max(by: { $0.longest < $1.longest }) else { return nil }
    var count = 0
    var longest: (from: SectorIndex, to: SectorIndex, leg: Minutes)?
    for from in sectorIndices {
      for to in sectorIndices {
        let leg = table[from: from, to: to]
        guard leg > step else { continue }
        count += 1
        if leg > longest?.leg ?? .zero { longest = (from, to, leg) }
      }
    }
    guard let longest else { return nil }
    return "\(count) \(count == 1 ? "leg is" : "legs are") longer than a step of "
      + "\(shift.stepMinutes) minutes, the longest \(longest.leg) minutes from "
      + "\(self[longest.from].id) to \(self[longest.to].id); a car that drives it comes late"
  }
}
