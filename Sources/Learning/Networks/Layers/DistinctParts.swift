/// A sample of parts that are alike, as cars of a sector: what one network says of each, side by side.
///
/// The same weights serve all parts; unlike ``SumOverParts``, which part said what is kept. Samples
/// that differ in one part, as candidates of a decision do, have all others in common: a part goes
/// through the network once for all samples that have it at the same place. It is meant for inputs
/// of a network, which learn nothing: their gradient is given as 0.
public struct DistinctParts: Layer {
  /// Distinct parts of a place that a part is compared with, the latest ones: looking at more costs
  /// more than it finds.
  private static let compared = 4

  /// What is computed of each part.
  public let layer: any Layer
  private let count: Int
  private let partSize: Int

  /// Creates a layer whose samples have so many parts of so many numbers.
  public init(_ count: Int, of partSize: Int, _ layer: any Layer) {
    precondition(count >= 1 && partSize >= 1, "there are parts, and they have numbers")
    (self.count, self.partSize, self.layer) = (count, partSize, layer)
  }

  /// Those of the network for a part.
  public var parameters: [ParameterKind] { layer.parameters }

  /// y = (f(x₁), f(x₂), …).
  public func forward(_ input: Tensor, _ weights: Weights) -> Pass {
    precondition(input.sampleSize == count * partSize, "a sample is made of its parts")
    let (distinct, places) = distinctParts(of: input)
    let pass = layer.forward(distinct, weights)
    let width = pass.output.sampleSize
    var output: [Float] = []
    output.reserveCapacity(places.count * width)
    for place in places { output += pass.output.values[place * width..<(place + 1) * width] }
    // Whole numbers up to 2²⁴ are exact, far more than a batch has parts.
    let kept = Tensor(places.map(Float.init), shape: [input.sampleCount, count])
    return Pass(
      Tensor(output, shape: [input.sampleCount, count * width]), keeping: [kept], parts: [pass])
  }

  /// A part has the sum of the gradients wherever it is.
  public func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor {
    let (inner, places) = (pass.parts[0], pass.kept[0].values.map { Int($0) })
    let width = inner.output.sampleSize
    var slopes = [Float](repeating: 0, count: inner.output.values.count)
    for (part, place) in places.enumerated() {
      for column in 0..<width {
        slopes[place * width + column] += gradient.values[part * width + column]
      }
    }
    _ = layer.backward(
      Tensor(slopes, shape: inner.output.shape), through: inner, weights, into: &sums)
    return Tensor(repeating: 0, shape: [gradient.sampleCount, count * partSize])
  }

  /// The distinct parts, and which of them each part is, sample by sample.
  private func distinctParts(of input: Tensor) -> (parts: Tensor, places: [Int]) {
    var (values, places): ([Float], [Int]) = ([], [])
    places.reserveCapacity(input.sampleCount * count)
    var latest = [[Int]](repeating: [], count: count)
    for sample in 0..<input.sampleCount {
      for part in 0..<count {
        let first = (sample * count + part) * partSize
        let numbers = input.values[first..<first + partSize]
        let found = latest[part].last { values[$0 * partSize..<($0 + 1) * partSize] == numbers }
        let place = found ?? values.count / partSize
        places.append(place)
        guard found == nil else { continue }
        values += numbers
        latest[part] = latest[part].suffix(Self.compared - 1) + [place]
      }
    }
    return (Tensor(values, shape: [values.count / partSize, partSize]), places)
  }
}
