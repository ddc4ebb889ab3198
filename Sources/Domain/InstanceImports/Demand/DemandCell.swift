import PatrolModel

/// What a planner writes for a sector at a step: cars needed, wanted and taken.
struct DemandCell: Hashable {
  /// The cars that it needs.
  var minimum: Int
  /// The cars that it is to have, at least the minimum.
  var target: Int
  /// The cars that may be there, at least the target; `nil` if all may.
  var maximum: Int?

  /// Exactly so many cars.
  init(exactly cars: Int) {
    minimum = cars
    target = cars
    maximum = cars
  }

  /// A range; what is not given follows from the others as in instance files.
  ///
  /// - Returns: `nil` unless minimum, target and maximum ascend.
  init?(minimum: Int?, target: Int?, maximum: Int?) {
    self.minimum = minimum ?? 0
    self.target = target ?? self.minimum
    self.maximum = maximum
    guard self.minimum <= self.target, self.target <= maximum ?? .max else { return nil }
  }

  /// The range, where so many cars are all.
  func range(all: Int) -> DemandRange {
    DemandRange(minimum: minimum, target: target, maximum: maximum ?? max(all, target))
  }
}

/// Which number of a range a column holds, told by the end of its title: `F-01 min`, `F-01 (max)`.
enum DemandBound: Hashable {
  case minimum, target, maximum

  private static let words: [(String, Self)] = [
    ("minimum", .minimum), ("min", .minimum), ("target", .target), ("soll", .target),
    ("maximum", .maximum), ("max", .maximum),
  ]
  private static let separators: Set<Character> = [" ", "_", "-", ".", ":", "/", "("]

  /// The bound that a whole title names.
  init?(_ title: String) {
    guard let found = Self.words.first(where: { $0.0 == title.lowercased() }) else { return nil }
    self = found.1
  }

  /// The sector and the bound of a title that ends with one after a separator.
  static func split(_ title: String) -> (sector: String, bound: Self)? {
    let closed = title.hasSuffix(")") ? title.dropLast() : title[...]
    guard let cut = closed.lastIndex(where: separators.contains),
      let bound = Self(String(closed[closed.index(after: cut)...])),
      (closed[cut] == "(") == title.hasSuffix(")")
    else { return nil }
    var sector = closed[..<cut]
    while let last = sector.last, separators.contains(last) { sector.removeLast() }
    return sector.isEmpty ? nil : (String(sector), bound)
  }
}

/// The columns of one range, or of one number.
struct DemandColumns: Hashable {
  /// The column of the number, where there is no range.
  var exact: Int?
  /// The columns of the range.
  var bounds: [DemandBound: Int] = [:]
}

extension DemandTotals {
  /// The range in a line; a cell that is no number of cars is reported, and 0 stands for it.
  func cell(_ columns: DemandColumns, line: Int) -> DemandCell {
    if let exact = columns.exact {
      return DemandCell(exactly: reportedCount(line: line, column: exact))
    }
    func bound(_ bound: DemandBound) -> Int? {
      // A range may be open: an empty bound is one that is not given.
      columns.bounds[bound].flatMap {
        isNothing(line: line, column: $0) ? nil : reportedCount(line: line, column: $0)
      }
    }
    let (least, wanted, most) = (bound(.minimum), bound(.target), bound(.maximum))
    if let cell = DemandCell(minimum: least, target: wanted, maximum: most) { return cell }
    let place = columns.bounds.values.min() ?? 0
    let numbers = [least, wanted, most].map { $0.map(String.init) ?? "nothing" }
    report(
      line: line, column: place,
      found: "min, target and max of \(numbers.joined(separator: ", "))",
      expected: "write numbers that ascend from min to max")
    return DemandCell(exactly: 0)
  }
}
