/// A table for terminals: a header and rows whose cells stand under their titles.
///
/// Widths are columns on the screen. A cell that is too wide keeps its text and shifts the rest.
package struct TextTable: Sendable {
  /// A column: its title, its width, and the side where its cells stand.
  package struct Column: Sendable {
    package enum Alignment: Sendable {
      case left, right
    }

    let title: String
    let width: Int
    let alignment: Alignment
    let gap: Int

    /// Creates a column.
    ///
    /// - Parameters:
    ///   - title: The text in the header.
    ///   - width: Of cell and the gap beside it, at least 0.
    ///   - alignment: Where cells stand.
    ///   - gap: The least number of blanks after a cell on the left, however wide it is.
    package init(_ title: String, width: Int, _ alignment: Alignment = .right, gap: Int = 0) {
      self.title = title
      self.width = width
      self.alignment = alignment
      self.gap = gap
    }

    fileprivate func padded(_ cell: String) -> String {
      let blanks = max(0, width - cell.displayWidth)
      return switch alignment {
      case .right: String(repeating: " ", count: blanks) + cell
      case .left: cell + String(repeating: " ", count: max(gap, blanks))
      }
    }
  }

  private let columns: [Column]

  /// Creates a table of columns.
  package init(_ columns: [Column]) { self.columns = columns }

  /// Creates a table whose columns, on the left and two blanks apart, are as wide as their widest cell.
  ///
  /// - Parameters:
  ///   - rows: The rows, of as many cells each as there are titles.
  ///   - titles: The header.
  package init(fitting rows: [[String]], titles: [String]) {
    columns = titles.enumerated().map { index, title in
      let widest = ([titles] + rows).map { $0[index].displayWidth }.max() ?? 0
      return Column(title, width: widest + 2, .left)
    }
  }

  /// The titles in a line.
  package var header: String { row(columns.map(\.title)) }

  /// Cells in a line; those of the last columns may be left out.
  package func row(_ cells: [String]) -> String {
    zip(columns, cells).enumerated().map { index, pair in
      let isLast = index == cells.count - 1
      // Nothing follows the last cell, so that it needs no room after it.
      return isLast && pair.0.alignment == .left ? pair.1 : pair.0.padded(pair.1)
    }.joined()
  }
}
