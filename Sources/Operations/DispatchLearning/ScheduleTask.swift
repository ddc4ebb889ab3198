/// What is learned, from what, and how.
public struct ScheduleTask: Hashable, Sendable {
  /// Where targets come from.
  public enum Learning: String, Hashable, Sendable, CaseIterable {
    /// Temporal differences: the next decision's best value, as published.
    case differences
    /// What rival ways bring in the same futures, played by a fast policy: rollouts, learned.
    case futures
  }

  /// Which ways to answer a call there are.
  public enum Candidates: String, Hashable, Sendable, CaseIterable {
    /// Ejection chains, as published: one for each car and departure.
    case chains
    /// Plans of dynamic programming and of rejoining.
    case plans
  }

  /// How far down a network is asked.
  public enum Depth: String, Hashable, Sendable, CaseIterable {
    /// It ranks finished ways to answer: the "lite" mode.
    case finished
    /// It also chooses each repair within a chain, as published: "full".
    case repairs
  }

  /// Beyond three calls for a changed cell no price makes a difference: nothing is worth a change.
  public static let highestPrice = 3.0

  /// Who decides, by which network.
  public var variant = ScheduleShape.Variant.mavfa
  /// What the network sees.
  public var view = ScheduleShape.View.budget
  /// Which ways there are.
  public var candidates = Candidates.chains
  /// How far down the network is asked; plans have no repairs within them.
  public var depth = Depth.finished
  /// Joint timetables that a best response tries after the best chain of each sector.
  ///
  /// With some that is BR-H, with 0 it is H; plans have none.
  public var responses = 0
  /// Where targets come from.
  public var learning = Learning.futures
  /// What decisions bring.
  public var reward = ShiftReward.published
  /// The price of a changed cell that worth begins with; the network learns what is to be added.
  public var price = 0.0
  /// Whether the policy may decline calls (class T).
  public var mayDecline = false

  /// MAVFA-H of the paper, learned from futures.
  public init() {}
}
