/// A linear program, min c·x with bounds on rows and columns, some columns perhaps whole numbers.
///
/// It is a value: building one solves nothing and needs no solver. Rows are sparse; an infinite
/// bound is no bound, and equal bounds make an equation.
public struct LinearProgram: Sendable {
  /// The place of a column in its program.
  public struct ColumnIndex: Hashable, Comparable, Sendable {
    /// The position, counted from zero.
    public let rawValue: Int

    /// Creates the index at a position counted from zero.
    @inlinable
    public init(_ rawValue: Int) { self.rawValue = rawValue }

    /// Whether the first column comes before the second.
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// A column and its coefficient in a row.
  public struct Term: Hashable, Sendable {
    /// The column.
    public let column: ColumnIndex
    /// What a unit of the column adds to the row.
    public let coefficient: Double

    /// Creates a term; the coefficient is 1 unless given.
    @inlinable
    public init(_ column: ColumnIndex, times coefficient: Double = 1) {
      self.column = column
      self.coefficient = coefficient
    }
  }

  /// What a unit of each column costs.
  public private(set) var costs: [Double] = []
  /// The least value of each column.
  public private(set) var lowerBounds: [Double] = []
  /// The greatest value of each column.
  public private(set) var upperBounds: [Double] = []
  /// Whether each column takes whole numbers only.
  public private(set) var isInteger: [Bool] = []
  /// The least value of each row.
  public private(set) var rowLowerBounds: [Double] = []
  /// The greatest value of each row.
  public private(set) var rowUpperBounds: [Double] = []

  // Rows one after the other; row r has the terms rowStarts[r]..<rowStarts[r + 1].
  private(set) var rowStarts: [Int32] = [0]
  private(set) var termColumns: [Int32] = []
  private(set) var coefficients: [Double] = []

  /// Creates a program without columns and rows.
  public init() {}

  /// The number of columns.
  public var columnCount: Int { costs.count }
  /// The number of rows.
  public var rowCount: Int { rowLowerBounds.count }
  /// The number of coefficients in all rows.
  public var termCount: Int { coefficients.count }
  /// Whether a column has to be a whole number.
  public var hasIntegers: Bool { isInteger.contains(true) }

  /// Adds a column with values in `bounds`; returns its place.
  public mutating func addColumn(
    cost: Double, in bounds: ClosedRange<Double>, isInteger: Bool = false
  ) -> ColumnIndex {
    costs.append(cost)
    lowerBounds.append(bounds.lowerBound)
    upperBounds.append(bounds.upperBound)
    self.isInteger.append(isInteger)
    return ColumnIndex(costs.count - 1)
  }

  /// Adds a row: the sum of its terms, each column in one at most, is in `bounds`.
  ///
  /// Specialised where it is called: large programs have millions of rows.
  @inlinable
  public mutating func addRow(_ terms: some Sequence<Term>, in bounds: ClosedRange<Double>) {
    addRow(Array(terms), in: bounds)
  }

  /// Adds a row of an array of terms.
  public mutating func addRow(_ terms: [Term], in bounds: ClosedRange<Double>) {
    for term in terms {
      precondition((0..<columnCount).contains(term.column.rawValue), "a row has known columns")
      termColumns.append(Int32(term.column.rawValue))
      coefficients.append(term.coefficient)
    }
    rowStarts.append(Int32(termColumns.count))
    rowLowerBounds.append(bounds.lowerBound)
    rowUpperBounds.append(bounds.upperBound)
  }

  /// Fixes a column at a value.
  public mutating func fix(_ column: ColumnIndex, at value: Double) {
    lowerBounds[column.rawValue] = value
    upperBounds[column.rawValue] = value
  }

  /// The program of those solutions that cost no more than a limit.
  public func costing(atMost limit: Double) -> LinearProgram {
    var program = self
    let terms = costs.indices.filter { costs[$0] != 0 }.map {
      Term(ColumnIndex($0), times: costs[$0])
    }
    program.addRow(terms, in: -Double.infinity...limit)
    return program
  }

  /// The program with other costs, one for each column.
  public func replacing(costs: [Double]) -> LinearProgram {
    precondition(costs.count == columnCount, "a cost for each column")
    var program = self
    program.costs = costs
    return program
  }

  /// The program without the demand for whole numbers: its LP relaxation.
  public var relaxed: LinearProgram {
    var program = self
    program.isInteger = Array(repeating: false, count: columnCount)
    return program
  }
}
