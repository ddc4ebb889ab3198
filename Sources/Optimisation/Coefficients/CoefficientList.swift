/// Coefficients in the order of a file, in one decimal unit as long as 64 bits allow that.
///
/// A list takes 16 bytes per coefficient whatever the file's number format, and 2 more where
/// coefficients are so different that each needs its own unit.
package struct CoefficientList: Sendable {
  /// A coefficient of a pair, or of one variable if i = j.
  package struct Entry {
    package var i: UInt32
    package var j: UInt32
    package var units: Int64
  }

  package private(set) var entries: ContiguousArray<Entry> = []
  /// The common unit is 10^−`decimals`.
  package private(set) var decimals = 0
  /// The constant.
  package private(set) var constant = ExactDecimal(units: 0)
  /// The decimals of each entry, where there is no common unit.
  private var ownDecimals: ContiguousArray<Int16>?
  /// The greatest magnitude of an entry or the constant, in the common unit.
  private var largest: UInt64 = 0
  /// Where numbers of entries and of lines stop keeping pace; one entry for a regular file.
  private var lines: [(entry: Int, line: Int)] = []

  /// A list without entries, whose constant is 0.
  package init() {}

  /// Whether all entries and the constant are whole numbers of one unit.
  package var hasCommonUnit: Bool { ownDecimals == nil }

  /// Makes room, within reason, for so many entries.
  package mutating func reserve(_ count: Int) { entries.reserveCapacity(min(count, 1 << 24)) }

  /// Appends an entry.
  package mutating func append(_ i: Int, _ j: Int, _ value: ExactDecimal, line: Int) {
    let previous = lines.last ?? (entry: 0, line: -1)
    if previous.line - previous.entry != line - entries.count {
      lines.append((entries.count, line))
    }
    let units = commonUnits(value)
    entries.append(
      Entry(
        i: UInt32(truncatingIfNeeded: i), j: UInt32(truncatingIfNeeded: j),
        units: units ?? value.units))
    ownDecimals?.append(Int16(value.decimals))
  }

  /// Sets the constant.
  package mutating func setConstant(_ value: ExactDecimal) {
    constant = value
    _ = commonUnits(value)
  }

  /// The number of an entry.
  package func value(of number: Int) -> ExactDecimal {
    ExactDecimal(
      units: entries[number].units, decimals: ownDecimals.map { Int($0[number]) } ?? decimals)
  }

  /// Multiplies all entries and the constant; what 64 bits do not hold becomes the nearest double.
  package mutating func multiply(by factor: ExactDecimal) {
    let old = self
    entries.removeAll(keepingCapacity: true)
    (ownDecimals, decimals, largest, lines) = (nil, 0, 0, [])
    for (number, entry) in old.entries.enumerated() {
      append(
        Int(entry.i), Int(entry.j), old.value(of: number).times(factor),
        line: old.line(ofEntry: number))
    }
    setConstant(old.constant.times(factor))
  }

  /// The line that an entry came from.
  package func line(ofEntry number: Int) -> Int {
    guard let run = lines.last(where: { $0.entry <= number }) else { return 1 }
    return run.line + number - run.entry
  }

  /// The first entry whose pair was listed before, and the one before it.
  package func firstDuplicate(variableCount: Int) -> (first: Int, second: Int)? {
    let (starts, order) = rows(variableCount)
    var seen = ContiguousArray<Int32>(repeating: -1, count: variableCount)
    var found: (first: Int, second: Int)?
    for row in 0..<variableCount {
      for position in starts[row]..<starts[row + 1] {
        let number = Int(order[position])
        let column = Int(max(entries[number].i, entries[number].j))
        // An entry of an earlier row comes earlier in `order`: its position tells them apart.
        let before = Int(seen[column])
        if before >= starts[row] {
          if number < found?.second ?? .max { found = (Int(order[before]), number) }
        } else {
          seen[column] = Int32(truncatingIfNeeded: position)
        }
      }
    }
    return found
  }

  /// The entries' numbers by their smaller index, in the order of the file within each.
  private func rows(_ count: Int) -> (starts: [Int], order: ContiguousArray<Int32>) {
    var starts = Array(repeating: 0, count: count + 1)
    for entry in entries { starts[Int(min(entry.i, entry.j)) + 1] += 1 }
    for row in 0..<count { starts[row + 1] += starts[row] }
    var next = starts
    var order = ContiguousArray<Int32>(repeating: 0, count: entries.count)
    for (number, entry) in entries.enumerated() {
      let row = Int(min(entry.i, entry.j))
      order[next[row]] = Int32(truncatingIfNeeded: number)
      next[row] += 1
    }
    return (starts, order)
  }

  /// A number in the common unit, which becomes smaller for it; `nil`, and from then on no common
  /// unit, if 64 bits do not allow that.
  private mutating func commonUnits(_ value: ExactDecimal) -> Int64? {
    guard ownDecimals == nil else { return nil }
    guard value.decimals <= decimals || refine(to: value.decimals),
      let units = value.units(decimals: decimals)
    else {
      ownDecimals = ContiguousArray(repeating: Int16(decimals), count: entries.count)
      return nil
    }
    largest = max(largest, units.magnitude)
    return units
  }

  /// Makes the unit smaller; returns `false`, and changes nothing, if a number does not fit then.
  private mutating func refine(to finer: Int) -> Bool {
    guard finer <= ExactDecimal.mostDecimals else { return false }
    let factor = ExactDecimal.powerOfTen(finer - decimals)
    let (product, overflow) = largest.multipliedReportingOverflow(by: factor.magnitude)
    guard !overflow, product <= Int64.max.magnitude else { return false }
    for index in entries.indices { entries[index].units *= factor }
    largest = product
    decimals = finer
    return true
  }
}

// MARK: - Variables and pairs

extension CoefficientList {
  /// Counts variables from zero that were counted from a base.
  package mutating func count(from base: Int) {
    guard base != 0 else { return }
    for index in entries.indices {
      entries[index].i -= UInt32(base)
      entries[index].j -= UInt32(base)
    }
  }

  /// Numbers the variables that occur from zero, in the order of their numbers.
  ///
  /// - Returns: How many there are, and their old numbers unless these are the new ones.
  package mutating func numberVariables() -> (count: Int, oldNumbers: [UInt32]?) {
    var numbers: [UInt32] = []
    numbers.reserveCapacity(2 * entries.count)
    for entry in entries {
      numbers.append(entry.i)
      if entry.j != entry.i { numbers.append(entry.j) }
    }
    numbers.sort()
    var distinct: [UInt32] = []
    for number in numbers where number != distinct.last { distinct.append(number) }
    guard let last = distinct.last, Int(last) != distinct.count - 1 else {
      return (distinct.count, nil)
    }
    for index in entries.indices {
      entries[index].i = Self.position(of: entries[index].i, in: distinct)
      entries[index].j = Self.position(of: entries[index].j, in: distinct)
    }
    return (distinct.count, distinct)
  }

  private static func position(of number: UInt32, in numbers: [UInt32]) -> UInt32 {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return UInt32(truncatingIfNeeded: low)
  }
}
