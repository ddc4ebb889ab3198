extension Sentence {
  /// All sentences that say why a shift has no plan, or what would have one.
  public enum Kind: String, CaseIterable, Sendable {
    // MARK: What no plan can meet

    /// A sector needs more cars two steps apart than there are, and none may return.
    case presenceNoReturn = "presence-no-return"
    /// A sector needs more cars in a row than may stay.
    case presenceMaxStay = "presence-max-stay"
    /// What a sector needs at a step; what it needs at many, all together.
    case needAtStep = "need-at-step"
    case needOfSteps = "need-of-steps"
    /// Sectors need more cars than may be there; cars have no sector; cars are more than their sectors need.
    case staffingShort = "staffing-short"
    case staffingNowhere = "staffing-nowhere"
    case staffingOver = "staffing-over"
    /// Why so many cars may not be there.
    case absentOff = "absent-off"
    case absentFixed = "absent-fixed"
    case absentClass = "absent-class"
    case absentKeptOut = "absent-kept-out"
    /// All sectors need more, or take fewer, cars than are in service.
    case stepShort = "step-short"
    case stepOver = "step-over"
    /// More cars are fixed in a sector than it takes.
    case fixedOver = "fixed-over"
    /// A sector needs more cars of a class than it takes, may have, or can get.
    case classOver = "class-over"
    case classLimited = "class-limited"
    case classAbsent = "class-absent"
    /// All sectors need more cars of a class than are in service.
    case classShort = "class-short"
    /// More cars of a class are fixed in a sector than it may have.
    case classFixed = "class-fixed"
    /// Limits of classes let too few cars in; all together leave a class too few places.
    case classRoom = "class-room"
    case classPlaces = "class-places"
    case classLimit = "class-limit"
    /// A pair of cars can be together nowhere, or apart nowhere.
    case pairNowhere = "pair-nowhere"
    case pairOneSector = "pair-one-sector"
    case pairFixed = "pair-fixed"
    /// A window has too little room for breaks, or a car none for its own.
    case breakRoom = "break-room"
    case breakNone = "break-none"
    /// Sectors that no leg leads to need other numbers of cars from step to step.
    case legs
    /// Numbers of cars: one, or from one to another.
    case carsOne = "cars-one"
    case carsRange = "cars-range"
    /// A car has no way through the shift, or none within its limits.
    case carStuck = "car-stuck"
    case carMinutes = "car-minutes"
    case carMoves = "car-moves"
    /// All cars together may travel less than any plan does.
    case travelSum = "travel-sum"
    /// Nothing is known but that there is no plan.
    case noPlan = "no-plan"

    // MARK: Rules that could be taken back

    /// A rule that no plan keeps; rules that no plan keeps together.
    case ruleAlone = "rule-alone"
    case rulesTogether = "rules-together"
    /// Without these rules there is a plan; another rule of presence would do.
    case wayOut = "way-out"
    case otherPresence = "other-presence"
    case rulePresenceNone = "rule-presence-none"
    case rulePresenceNoReturn = "rule-presence-no-return"
    case rulePresenceMaxStay = "rule-presence-max-stay"
    case ruleLongestLeg = "rule-longest-leg"
    case ruleStart = "rule-start"
    case ruleClasses = "rule-classes"
    case ruleFixed = "rule-fixed"
    case ruleForbidden = "rule-forbidden"
    case ruleClassDemand = "rule-class-demand"
    case ruleTravelLimit = "rule-travel-limit"
    case ruleMinimumStay = "rule-minimum-stay"
    case ruleMoveLimit = "rule-move-limit"
    case ruleCarMoveLimit = "rule-car-move-limit"
    case ruleCarTravelLimit = "rule-car-travel-limit"
    case ruleEnd = "rule-end"
    case ruleSectorPresence = "rule-sector-presence"
    case ruleClassMaximum = "rule-class-maximum"
    case ruleTogether = "rule-together"
    case ruleApart = "rule-apart"
    /// Steps at which a rule of a pair holds.
    case ruleSteps = "rule-steps"

    // MARK: What the best that was found still breaks

    case breachNoSector = "breach-no-sector"
    case breachSectors = "breach-sectors"
    case breachDemand = "breach-demand"
    case breachPresence = "breach-presence"
    case breachNotOpen = "breach-not-open"
    case breachOff = "breach-off"
    case breachLeg = "breach-leg"
    case breachClass = "breach-class"
    case breachTravel = "breach-travel"
    /// There are so many more.
    case breachMore = "breach-more"
    /// More time may help.
    case moreTime = "more-time"
  }
}
