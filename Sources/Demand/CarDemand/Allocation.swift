/// How many cars wait in each sector, block by block.
public struct Allocation: Hashable, Sendable {
  /// Cars by block and sector, none negative.
  public private(set) var cars: [[Int]]

  /// An allocation that changes between blocks; each has as many sectors.
  public init(blocks cars: [[Int]]) {
    precondition(
      !cars.isEmpty && cars.allSatisfy { $0.count == cars[0].count && $0.allSatisfy { $0 >= 0 } },
      "blocks have sectors, and sectors cars")
    self.cars = cars
  }

  /// One allocation for a shift of some blocks.
  public init(_ cars: [Int], blocks: Int) {
    self.init(blocks: Array(repeating: cars, count: blocks))
  }

  /// The number of blocks.
  public var blockCount: Int { cars.count }
  /// The number of sectors.
  public var sectorCount: Int { cars[0].count }
  /// Whether it is the same in all blocks.
  public var isStatic: Bool { cars.allSatisfy { $0 == cars[0] } }

  /// The cars that move to another sector at changes of blocks.
  public var moveCount: Int {
    zip(cars, cars.dropFirst()).reduce(0) { sum, pair in
      sum + min(Self.gain(pair.0, pair.1), Self.gain(pair.1, pair.0))
    }
  }

  private static func gain(_ from: [Int], _ to: [Int]) -> Int {
    zip(from, to).reduce(0) { $0 + max(0, $1.1 - $1.0) }
  }

  /// The allocation with a car more or less in a sector, in some blocks.
  public func adding(_ change: Int, to sector: Int, in blocks: Range<Int>) -> Allocation {
    var result = self
    for block in blocks { result.cars[block][sector] += change }
    return result
  }

  /// The allocation with one car in another sector, in some blocks.
  public func shifting(_ shift: CarShift) -> Allocation {
    adding(-1, to: shift.from, in: shift.blocks).adding(1, to: shift.to, in: shift.blocks)
  }
}

/// A car that waits in another sector for some blocks.
public struct CarShift: Hashable, Sendable {
  let from: Int
  let to: Int
  let blocks: Range<Int>
}

/// What an allocation has to keep: so many cars, and how few and how many each sector may have.
public struct AllocationRules: Hashable, Sendable {
  /// The cars on duty in each block.
  public let cars: [Int]
  /// The fewest cars of each sector: pre-allocation, or a policy as "at least one each".
  public let least: [Int]
  /// The most cars of each sector.
  public let most: [Int]

  /// Creates rules, if there are allocations that keep them.
  ///
  /// - Parameters:
  ///   - cars: On duty in each block, at least one block.
  ///   - least: By sector, none negative.
  ///   - most: By sector, none below `least`.
  public init?(cars: [Int], least: [Int], most: [Int]) {
    guard let fewest = cars.min(), let top = cars.max(), least.count == most.count,
      !least.isEmpty, zip(least, most).allSatisfy({ $0 >= 0 && $0 <= $1 }),
      least.reduce(0, +) <= fewest,
      // Summed with care, as a sector without a limit has a very large one.
      most.reduce(0, { min(top, $0 + min($1, top)) }) >= top
    else { return nil }
    (self.cars, self.least, self.most) = (cars, least, most)
  }

  /// Rules without limits of sectors, for cars that are all on duty all the time.
  public init(cars: Int, sectors: Int, blocks: Int) {
    precondition(cars >= 0 && sectors >= 1 && blocks >= 1, "there are sectors")
    self.cars = Array(repeating: cars, count: blocks)
    least = Array(repeating: 0, count: sectors)
    most = Array(repeating: .max, count: sectors)
  }

  /// The number of blocks.
  public var blockCount: Int { cars.count }
  /// The number of sectors.
  public var sectorCount: Int { least.count }

  /// Whether an allocation keeps the rules.
  public func allows(_ allocation: Allocation) -> Bool {
    allocation.blockCount == blockCount && allocation.sectorCount == sectorCount
      && zip(allocation.cars, cars).allSatisfy { block, count in
        block.reduce(0, +) == count && block.indices.allSatisfy { allows(block[$0], in: $0) }
      }
  }

  /// Whether a sector may have so many cars.
  func allows(_ count: Int, in sector: Int) -> Bool {
    count >= least[sector] && count <= most[sector]
  }
}
