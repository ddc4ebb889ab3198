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
      Self.row(
        model: "Model", move: "Move", kernels: "Kernels", share: "Flips", time: "ns",
        ends: "min-max", flip: "ns/flip", bytes: "B/flip", bandwidth: "of memory"),
    ]
    lines += figures.map(Self.row)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(_ figure: KernelFigure) -> String {
    var move = figure.move
    if figure.offsetIncrement > 0 { move += " +\(figure.offsetIncrement)" }
    if figure.replicas > 1 { move += " x\(figure.replicas)" }
    let time = figure.nsPerStep ?? figure.nsPerTrial ?? figure.nsPerFlip
    return row(
      model: figure.model, move: move, kernels: figure.kernels,
      share: Figure.percent(figure.flipShare, decimals: 1), time: Figure.fixed(time.median, 2),
      ends: "\(Figure.fixed(time.min, 2))-\(Figure.fixed(time.max, 2))",
      flip: Figure.fixed(figure.nsPerFlip.median, 1),
      bytes: Figure.grouped(figure.bytesPerFlip),
      bandwidth: Figure.percent(figure.bandwidthShare, decimals: 0))
  }

  private static func row(
    model: String, move: String, kernels: String, share: String, time: String, ends: String,
    flip: String, bytes: String, bandwidth: String
  ) -> String {
    let names = left(model, 24) + left(move, 10) + left(kernels, 9)
    let numbers = Figure.right(share, 7) + Figure.right(time, 10) + Figure.right(ends, 20)
    return names + numbers + Figure.right(flip, 10) + Figure.right(bytes, 8)
      + Figure.right(bandwidth, 10)
  }

  private static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
