import CNetworkKernels

/// The two loops in which networks spend their time, on arrays.
///
/// All instruction sets give the same bits, as each sum is made in one fixed order.
package struct Kernels: @unchecked Sendable {
  // Unchecked: a table of functions that keep nothing and is never written.
  private let functions: UnsafePointer<network_kernels>

  /// The fastest that this processor can run.
  package static let best = Kernels(functions: network_kernels_best())

  /// Those of a name, if this processor can run them: `avx2`, `sse2`, `neon`, `baseline`.
  package static func named(_ name: String) -> Kernels? {
    network_kernels_named(name).map(Kernels.init)
  }

  private init(functions: UnsafePointer<network_kernels>) { self.functions = functions }

  /// Which they are.
  package var name: String { String(cString: functions.pointee.name) }

  /// A matrix by its first element, and how far apart rows and columns are.
  package struct Factors {
    let first: UnsafePointer<Float>
    let row: Int
    let column: Int

    package init(_ first: UnsafePointer<Float>, row: Int, column: Int = 1) {
      self.first = first
      self.row = row
      self.column = column
    }
  }

  /// The sizes of a product: rows of the result, what is summed over or stands beside, columns.
  package struct Size {
    let rows: Int
    let columns: Int

    package init(rows: Int, columns: Int) {
      self.rows = rows
      self.columns = columns
    }
  }

  /// result[i][j] += Σₜ factors[i][t] · base[offsets[t] + j].
  package func addProducts(
    to result: UnsafeMutablePointer<Float>, row: Int, _ size: Size, _ factors: Factors,
    _ base: UnsafePointer<Float>, at offsets: [Int]
  ) {
    functions.pointee.products(
      result, row, factors.first, factors.row, factors.column, base, offsets, size.rows,
      size.columns, offsets.count)
  }

  /// result[i][t] += Σⱼ factors[i][j] · base[offsets[t] + j], for j below `size.columns`.
  package func addDots(
    to result: UnsafeMutablePointer<Float>, row: Int, _ size: Size, _ factors: Factors,
    _ base: UnsafePointer<Float>, at offsets: [Int]
  ) {
    functions.pointee.dots(
      result, row, factors.first, factors.row, base, offsets, size.rows, size.columns,
      offsets.count)
  }
}

extension [Float] {
  /// The address of an element on, for kernels.
  func withPointer<Result>(
    from start: Int = 0, _ body: (UnsafePointer<Float>) -> Result
  ) -> Result? {
    withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { body($0 + start) }
    }
  }

  /// The address of an element on, for kernels that add to it.
  mutating func withMutablePointer<Result>(
    from start: Int = 0, _ body: (UnsafeMutablePointer<Float>) -> Result
  ) -> Result? {
    withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { body($0 + start) }
    }
  }
}
