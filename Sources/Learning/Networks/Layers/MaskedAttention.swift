import RandomStreams

/// Parts of a sample that tell each other what they hold: each hears those that it may, and keeps
/// what it has itself.
///
/// y_i = (x_i, O Σ_j α_ij V x_j), where α_i is the softmax of (Q x_i) · (K x_j) / √d over the j that
/// i hears, d numbers in each of Q x, K x and V x: scaled dot-product attention of one head (Vaswani
/// and others 2017, arXiv:1706.03762, equation 1). Who hears nobody is told O 0.
public struct MaskedAttention: Layer {
  private let hears: [[Int]]
  private let size: Int
  private let width: Int
  private let (query, key, value, told): (Linear, Linear, Linear, Linear)

  /// Creates a layer.
  ///
  /// - Parameters:
  ///   - hears: The numbers of the parts that each part hears, at least one part.
  ///   - size: The numbers of a part.
  ///   - width: Those of a query, a key and a value, d.
  ///   - outputs: Those that a part is told.
  public init(hears: [[Int]], size: Int, width: Int, outputs: Int) {
    precondition(!hears.isEmpty, "there is a part")
    precondition(hears.joined().allSatisfy { hears.indices.contains($0) }, "parts hear parts")
    (self.hears, self.size, self.width) = (hears, size, width)
    let start = InitialWeights.glorot(inputs: size, outputs: width)
    query = Linear(size, width, hasBias: false, start: start)
    (key, value) = (query, query)
    told = Linear(width, outputs, start: .glorot(inputs: width, outputs: outputs))
  }

  private var layers: [(name: String, layer: Linear)] {
    [("query", query), ("key", key), ("value", value), ("told", told)]
  }

  /// `query.weight`, `key.weight`, `value.weight`, and `told.weight` and `told.bias`.
  public var parameters: [ParameterKind] {
    layers.flatMap { part in part.layer.parameters.map { $0.inside(part.name) } }
  }

  /// Numbers of a part as they go out.
  public var outputSize: Int { size + told.outputs }

  private func weights(_ layer: Int, of weights: Weights) -> Weights {
    weights.after(layers.prefix(layer).reduce(0) { $0 + $1.layer.weightCount })
  }

  /// What each part has, and what it is told.
  public func forward(_ input: Tensor, _ weights: Weights) -> Pass {
    precondition(input.sampleSize == hears.count * size, "a sample is made of its parts")
    let parts = input.reshaped([input.sampleCount * hears.count, size])
    let passes = (0..<3).map {
      layers[$0].layer.forward(parts, self.weights($0, of: weights))
    }
    let shares = shares(passes[0].output, passes[1].output)
    let heard = forEachPair(in: input.sampleCount, width) { heard, to, from, pair in
      heard.add(shares.values[pair], of: passes[2].output.row(from), to: to)
    }
    let message = told.forward(heard, self.weights(3, of: weights))
    let output = Tensor(parts, beside: message.output)
      .reshaped([input.sampleCount, hears.count * outputSize])
    return Pass(output, keeping: [shares], parts: passes + [message])
  }

  /// α of each pair, sample by sample.
  private func shares(_ queries: Tensor, _ keys: Tensor) -> Tensor {
    let (count, scale) = (hears.count, 1 / Float(width).squareRoot())
    var shares = [Float](repeating: 0, count: queries.sampleCount * count)
    for row in 0..<queries.sampleCount {
      let (first, others) = (row / count * count, hears[row % count])
      let scores = others.map { scale * dot(queries.row(row), keys.row(first + $0)) }
      // Shares do not depend on what is taken from all scores, and powers of e stay at most 1.
      let most = scores.max() ?? 0
      let powers = scores.map { Float(naturalExponential(Double($0 - most))) }
      let sum = powers.reduce(0, +)
      for (other, power) in zip(others, powers) { shares[row * count + other] = power / sum }
    }
    return Tensor(shares, shape: [queries.sampleCount, count])
  }

  /// The chain rule, from what is told to who told it.
  public func backward(
    _ gradient: Tensor, through pass: Pass, _ weights: Weights, into sums: inout [Float]
  ) -> Tensor {
    let (batch, shares) = (gradient.sampleCount, pass.kept[0])
    let (own, message) = gradient.reshaped([batch * hears.count, outputSize]).cut(after: size)
    let heard = told.backward(
      message, through: pass.parts[3], self.weights(3, of: weights), into: &sums)
    let (queries, keys) = (pass.parts[0].output, pass.parts[1].output)
    let scores = scoreSlopes(of: heard, shares, pass.parts[2].output)
    let slopes = [
      forEachPair(in: batch, width) { $0.add(scores[$3], of: keys.row($2), to: $1) },
      forEachPair(in: batch, width) { $0.add(scores[$3], of: queries.row($1), to: $2) },
      forEachPair(in: batch, width) { $0.add(shares.values[$3], of: heard.row($1), to: $2) },
    ]
    return slopes.indices.reduce(own) { back, layer in
      back.combined(
        layers[layer].layer.backward(
          slopes[layer], through: pass.parts[layer], self.weights(layer, of: weights),
          into: &sums)
      ) { $0 + $1 }
    }.reshaped([batch, hears.count * size])
  }

  /// ∂s_ij = α_ij (∂α_ij − Σ_k α_ik ∂α_ik) / √d, where ∂α_ij = ∂h_i · v_j.
  private func scoreSlopes(of heard: Tensor, _ shares: Tensor, _ values: Tensor) -> [Float] {
    let (count, scale) = (hears.count, 1 / Float(width).squareRoot())
    var slopes = [Float](repeating: 0, count: shares.values.count)
    for row in 0..<heard.sampleCount {
      let (first, others) = (row / count * count, hears[row % count])
      let own = others.map { dot(heard.row(row), values.row(first + $0)) }
      let mean = zip(others, own).reduce(Float(0)) {
        $0 + shares.values[row * count + $1.0] * $1.1
      }
      for (other, slope) in zip(others, own) {
        let pair = row * count + other
        slopes[pair] = scale * shares.values[pair] * (slope - mean)
      }
    }
    return slopes
  }

  /// Rows for all parts, filled pair by pair: who hears, whom, and the place of the pair's share.
  private func forEachPair(
    in batch: Int, _ width: Int, _ add: (inout Tensor, Int, Int, Int) -> Void
  ) -> Tensor {
    let count = hears.count
    var rows = Tensor(repeating: 0, shape: [batch * count, width])
    for row in 0..<batch * count {
      for other in hears[row % count] {
        add(&rows, row, row / count * count + other, row * count + other)
      }
    }
    return rows
  }
}

private func dot(_ first: ArraySlice<Float>, _ second: ArraySlice<Float>) -> Float {
  zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
}

extension Tensor {
  /// The numbers of a sample.
  fileprivate func row(_ number: Int) -> ArraySlice<Float> {
    values[number * sampleSize..<(number + 1) * sampleSize]
  }

  /// Adds a multiple of a row.
  fileprivate mutating func add(_ factor: Float, of row: ArraySlice<Float>, to number: Int) {
    let first = number * row.count
    for (offset, value) in row.enumerated() { values[first + offset] += factor * value }
  }

  /// Samples of two tensors side by side.
  fileprivate init(_ first: Tensor, beside second: Tensor) {
    let rows = (0..<first.sampleCount).flatMap { first.row($0) + second.row($0) }
    self.init(rows, shape: [first.sampleCount, first.sampleSize + second.sampleSize])
  }

  /// The first numbers of each sample, and the others.
  fileprivate func cut(after size: Int) -> (Tensor, Tensor) {
    let rest = sampleSize - size
    return (
      Tensor((0..<sampleCount).flatMap { row($0).prefix(size) }, shape: [sampleCount, size]),
      Tensor((0..<sampleCount).flatMap { row($0).suffix(rest) }, shape: [sampleCount, rest])
    )
  }
}
