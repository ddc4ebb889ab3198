public import RandomStreams

/// The last so many experiences, drawn from evenly: what comes one after another is alike, and a
/// network that learns from it in that order forgets the rest.
///
/// Lin 1992, doi:10.1007/BF00992699; Mnih and others 2015, doi:10.1038/nature14236.
public struct ReplayBuffer<Experience: Sendable>: Sendable {
  /// The most that are kept.
  public let capacity: Int
  /// Those that are kept, in no order that means anything.
  public private(set) var experiences: [Experience] = []
  private var oldest = 0

  /// An empty buffer; its capacity is at least 1.
  public init(capacity: Int) {
    precondition(capacity >= 1, "a buffer keeps something")
    self.capacity = capacity
  }

  /// Keeps one more, in place of the oldest where there is no room.
  public mutating func append(_ experience: Experience) {
    if experiences.count < capacity {
      experiences.append(experience)
    } else {
      experiences[oldest] = experience
      oldest = (oldest + 1) % capacity
    }
  }

  /// So many, each drawn from all that are kept; none if nothing is.
  public func sample(_ count: Int, _ random: inout RandomStream) -> [Experience] {
    guard !experiences.isEmpty else { return [] }
    return (0..<count).map { _ in experiences[random.uniform(below: experiences.count)] }
  }
}
