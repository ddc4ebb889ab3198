import Figures
import PatrolModel

/// What the labels of a schedule's picture mean: a swatch and a name per visited sector.
struct PictureLegend {
  private static let rowHeight = 24

  private let entries: [(sector: SectorIndex, label: String, meaning: String)]
  private let columnWidth: Int
  private let swatchWidth: Int
  private let rowCount: Int

  /// A legend at most `width` pixels wide, if one column fits; none if labels explain themselves.
  init(routes: Routes, labels: CellLabels, width: Int) {
    let instance = routes.instance
    let all = routes.sectors.map { sector in
      let (id, name) = (instance[sector].id.rawValue, instance[sector].name)
      let label = labels.texts[sector.rawValue]
      let parts = [id == label ? "" : id, name == id ? "" : name].filter { !$0.isEmpty }
      return (sector: sector, label: label, meaning: parts.joined(separator: " ").cut(to: 40))
    }
    entries = all.contains { !$0.meaning.isEmpty } ? all : []
    swatchWidth = 14 + 8 * labels.width
    let widest = entries.map { $0.meaning.estimatedWidth(fontSize: 12) }.max() ?? 0
    columnWidth = swatchWidth + 8 + widest + 20
    let columns = max(1, (width + 20) / columnWidth)
    rowCount = (entries.count + columns - 1) / columns
  }

  /// The height in pixels; 0 for no legend.
  var height: Int { rowCount * Self.rowHeight }

  /// The legend with its upper left corner at a point, read column by column.
  func pieces(x left: Int, y top: Int) -> [Markup] {
    entries.indices.flatMap { position in
      let (column, row) = position.quotientAndRemainder(dividingBy: rowCount)
      return entry(position, x: left + column * columnWidth, y: top + row * Self.rowHeight)
    }
  }

  private func entry(_ position: Int, x: Int, y: Int) -> [Markup] {
    let (sector, label, meaning) = entries[position]
    let paint = CategoryPalette.paint(sector.rawValue)
    let frame = Markup.Frame(x: x, y: y, width: swatchWidth, height: 19)
    let swatch: [Markup] = [
      .rectangle(frame, radius: 5, fill: paint.fill),
      .text(label, x: x + swatchWidth / 2, y: y + 14, style: "cell"),
    ]
    return [
      .group(fill: paint.text, swatch),
      .text(meaning, x: x + swatchWidth + 8, y: y + 14, style: "meaning"),
    ]
  }
}
