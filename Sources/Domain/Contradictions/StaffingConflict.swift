public import PatrolModel

/// Cars and sectors that cannot be brought together at a step, whatever happens at the others.
///
/// Cars may be in a sector if they are in service, of an open class, not kept out, and not fixed
/// elsewhere. A step can be staffed if and only if no set of sectors needs more cars than may be in
/// any of them, or, which is the same, no set of cars is larger than the need of all sectors that are
/// open to any of them (Hall 1935, doi:10.1112/jlms/s1-10.37.26). A conflict is such a set that is
/// smallest: without any one of its members it is none.
public struct StaffingConflict: Hashable, Sendable {
  /// The step.
  public let step: StepIndex
  /// The sectors that the conflict is about.
  public let sectors: [SectorIndex]
  /// All cars that may be in any of the sectors, or the cars that may be in no other.
  public let cars: [CarIndex]
  /// Cars that the sectors need at the step, added up.
  public let needed: Int
  /// Whether there are more cars than the sectors need, instead of fewer.
  public var isSurplus: Bool { cars.count > needed }
  /// By how many cars need and cars differ.
  public var difference: Int { abs(cars.count - needed) }
  /// The conflict as a planner says it, with what to do, and what programs need to say it in another language.
  public let sentence: Sentence
  /// The conflict as a planner says it, with what to do.
  public var description: String { sentence.description }
}

extension StaffingConflict: CustomStringConvertible {}

extension PatrolInstance {
  /// What makes single steps impossible to staff, by step; empty if each can be by itself.
  public func staffingConflicts() -> [StaffingConflict] {
    guard hasCarRules else { return [] }
    return shift.steps.compactMap { staffingConflict(at: $0) }
  }

  private func staffingConflict(at step: StepIndex) -> StaffingConflict? {
    let cars = carIndices.filter { isInService($0, at: step) }
    let open = cars.map { car in sectorIndices.filter { admits(car, to: $0, at: step) } }
    let needs = demand[step]
    let surplus = Matching(
      options: open.map { $0.map(\.rawValue) }, capacities: needs
    ).smallestUnmatched.map { members in
      conflict(
        at: step, sectors: Set(members.flatMap { open[$0] }).sorted(),
        cars: members.map { cars[$0] }, isSurplus: true)
    }
    guard let surplus else { return nil }
    let slots = sectorIndices.flatMap { Array(repeating: $0, count: needs[$0.rawValue]) }
    let comers = sectorIndices.map { sector in open.indices.filter { open[$0].contains(sector) } }
    let shortage = Matching(
      options: slots.map { comers[$0.rawValue] }, capacities: cars.map { _ in 1 }
    ).smallestUnmatched.map { members in
      let sectors = Set(members.map { slots[$0] }).sorted()
      let present = Set(sectors.flatMap { comers[$0.rawValue] }).sorted()
      return conflict(
        at: step, sectors: sectors, cars: present.map { cars[$0] }, isSurplus: false)
    }
    // Need and cars are equal in all, so that there is one of either kind: the shorter one is told.
    guard let shortage else { return surplus }
    return shortage.sectors.count <= surplus.cars.count ? shortage : surplus
  }

  private func conflict(
    at step: StepIndex, sectors: [SectorIndex], cars: [CarIndex], isSurplus: Bool
  ) -> StaffingConflict {
    let needed = sectors.reduce(0) { $0 + demand[step, $1] }
    return StaffingConflict(
      step: step, sectors: sectors, cars: cars, needed: needed,
      sentence: isSurplus
        ? surplusWords(step, sectors, cars, needed) : shortageWords(step, sectors, cars, needed))
  }
}

// MARK: - Words

extension PatrolInstance {
  private func shortageWords(
    _ step: StepIndex, _ sectors: [SectorIndex], _ cars: [CarIndex], _ needed: Int
  ) -> Sentence {
    let places = Self.list(sectors.map { "\(self[$0].id) \(self[$0].name)" })
    let verb = sectors.count == 1 ? "needs" : "need"
    let named = Self.list(cars.map { fleet[$0].id.rawValue })
    let present =
      switch cars.count {
      case 0: "no car may be there then"
      case 1: "only \(named) may be there then"
      default: "only the \(cars.count) cars \(named) may be there then"
      }
    let absence = absence(of: cars, from: sectors, at: step)
    let absent = absence.map(\.description).joined(separator: ", ")
    return Sentence(
      .staffingShort,
      [
        "sectors": Self.names(sectors.map { "\(self[$0].id) \(self[$0].name)" }),
        "sectorCount": sectors.count, "needed": needed, "step": step.number,
        "time": shift.clock(step), "present": cars.count,
        "cars": Self.names(cars.map { fleet[$0].id.rawValue }),
        "difference": needed - cars.count,
      ], parts: absence,
      "\(places) \(verb) \(self.cars(needed)) at \(time(step)), but \(present)"
        + "\(absence.isEmpty ? "" : " (\(absent))"): lower the need by \(needed - cars.count), or "
        + "let \(cars.isEmpty ? "a" : "another") car in")
  }

  private func surplusWords(
    _ step: StepIndex, _ sectors: [SectorIndex], _ cars: [CarIndex], _ needed: Int
  ) -> Sentence {
    let named = Self.list(cars.map { fleet[$0].id.rawValue })
    let subject = cars.count == 1 ? "car \(named)" : "the \(cars.count) cars \(named)"
    guard !sectors.isEmpty else {
      return Sentence(
        .staffingNowhere,
        [
          "cars": Self.names(cars.map { fleet[$0].id.rawValue }), "present": cars.count,
          "step": step.number, "time": shift.clock(step),
        ], "\(subject) may be in no sector at \(time(step)): let it in somewhere, or put it off")
    }
    let places = Self.list(sectors.map { "\(self[$0].id) \(self[$0].name)" })
    return Sentence(
      .staffingOver,
      [
        "cars": Self.names(cars.map { fleet[$0].id.rawValue }), "present": cars.count,
        "sectors": Self.names(sectors.map { "\(self[$0].id) \(self[$0].name)" }),
        "needed": needed, "step": step.number, "time": shift.clock(step),
        "difference": cars.count - needed,
      ],
      "\(subject) may be in \(places) only at \(time(step)), where \(self.cars(needed)) "
        + "\(needed == 1 ? "is" : "are") needed: raise the need by \(cars.count - needed), or let "
        + "\(cars.count == 1 ? "it" : "one of them") go elsewhere")
  }

  /// Why the other cars may not be there, as far as rules of single cars say.
  private func absence(
    of present: [CarIndex], from sectors: [SectorIndex], at step: StepIndex
  ) -> [Sentence] {
    let others = carIndices.filter { !present.contains($0) }
    let off = others.count { !isInService($0, at: step) }
    let fixed = others.count { rules.fixedSector(of: $0, at: step) != nil }
    let closed = others.count { car in
      isInService(car, at: step) && rules.fixedSector(of: car, at: step) == nil
        && sectors.contains { !self[$0].isOpen(to: fleet[car]) }
    }
    let barred = others.count - off - fixed - closed
    let reasons: [(Sentence.Kind, Int, String)] = [
      (.absentOff, off, "out of service"), (.absentFixed, fixed, "fixed elsewhere"),
      (.absentClass, closed, "of another class"), (.absentKeptOut, barred, "kept out"),
    ]
    return reasons.filter { $0.1 > 0 }.map { kind, count, words in
      Sentence(kind, ["count": count], "\(count) \(words)")
    }
  }

  /// Names in a row, for any language.
  private static func names(_ names: [String]) -> String { names.joined(separator: ", ") }

  private static func list(_ names: [String]) -> String {
    names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
  }
}

/// Members to be placed, each in one of its options, with so much room in each.
private struct Matching {
  let options: [[Int]]
  let capacities: [Int]

  /// A smallest set of members that cannot all be placed; `nil` if all can be.
  var smallestUnmatched: [Int]? {
    guard var members = unmatched(among: Array(options.indices)) else { return nil }
    // Whoever can be left out of a set that cannot be placed is left out (Chinneck & Dravnieks 1991,
    // doi:10.1287/ijoc.3.2.157).
    for member in members {
      if let fewer = unmatched(among: members.filter({ $0 != member })) {
        members = members.filter { fewer.contains($0) }
      }
    }
    return members
  }

  /// Members that cannot all be placed, in order: those met from one that found no place.
  private func unmatched(among members: [Int]) -> [Int]? {
    var guests = Array(repeating: [Int](), count: capacities.count)
    for member in members {
      var seen = Set<Int>()
      guard !place(member, &guests, &seen) else { continue }
      return ([member] + seen.flatMap { guests[$0] }).sorted()
    }
    return nil
  }

  /// Places a member, moving others on if need be; `seen` are the options that were tried.
  private func place(_ member: Int, _ guests: inout [[Int]], _ seen: inout Set<Int>) -> Bool {
    for option in options[member] where seen.insert(option).inserted {
      if guests[option].count < capacities[option] {
        guests[option].append(member)
        return true
      }
      for (place, guest) in guests[option].enumerated() where self.place(guest, &guests, &seen) {
        guests[option][place] = member
        return true
      }
    }
    return false
  }
}
