import Figures
public import KernelBenchmarks

extension KernelReport {
  /// The figures as a table for people; medians, with the least and the largest of the steps.
  public var text: String {
    var lines = [
      "Processor  \(processor ?? "unknown")",
      "Memory     \(Figure.fixed(memory.gigabytesPerSecond.median, 1)) GB/s, one thread, "
        + "\(Figure.grouped(memory.bufferBytes >> 20)) MiB in order",
      "",
      Self.table.header,
    ]
    lines += figures.map { Self.table.row(Self.cells($0)) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let table = TextTable([
    .init("Model", width: 24, .left, gap: 1), .init("Move", width: 10, .left, gap: 1),
    .init("Kernels", width: 9, .left, gap: 1), .init("Flips", width: 7), .init("ns", width: 10),
    .init("min-max", width: 20), .init("ns/flip", width: 10), .init("B/flip", width: 8),
    .init("of memory", width: 10),
  ])

  private static func cells(_ figure: KernelFigure) -> [String] {
    var move = figure.move
    if figure.offsetIncrement > 0 { move += " +\(figure.offsetIncrement)" }
    if figure.replicas > 1 { move += " x\(figure.replicas)" }
    let time = figure.nsPerStep ?? figure.nsPerTrial ?? figure.nsPerFlip
    return [
      figure.model, move, figure.kernels, Figure.percent(figure.flipShare, decimals: 1),
      Figure.fixed(time.median, 2), "\(Figure.fixed(time.min, 2))-\(Figure.fixed(time.max, 2))",
      Figure.fixed(figure.nsPerFlip.median, 1), Figure.grouped(figure.bytesPerFlip),
      Figure.percent(figure.bandwidthShare, decimals: 0),
    ]
  }
}
