/// Mean and mean square deviation of each channel.
struct ChannelMoments {
  let mean: [Double]
  let variance: [Double]

  /// What running moments follow: means, then variances.
  ///
  /// Variances are estimates for all that batches are drawn from, times m / (m − 1). A single number
  /// says nothing about a variance, so that stays.
  func observations(of count: Int, or running: ChannelMoments) -> [Float] {
    let unbiased =
      count > 1 ? variance.map { $0 * Double(count) / Double(count - 1) } : running.variance
    return (mean + unbiased).map(Float.init)
  }
}

/// The planes of a batch by channel: samples are `[channels]` or `[channels, height, width]`.
///
/// Sums are made in double precision, in the order of the numbers.
struct ChannelPlanes {
  private let shape: [Int]
  private let channels: Int
  private let samples: Int
  /// The numbers of a channel in one sample.
  private let cells: Int

  init(_ shape: [Int], channels: Int) {
    precondition(shape.count >= 2 && shape[1] == channels, "a sample has \(channels) planes")
    (self.shape, self.channels) = (shape, channels)
    (samples, cells) = (shape[0], shape.dropFirst(2).reduce(1, *))
  }

  /// The numbers of a channel in all samples.
  var count: Int { samples * cells }

  /// Mean and mean square deviation of each channel.
  func moments(_ values: [Float]) -> ChannelMoments {
    let share = 1 / Double(max(1, count))
    let mean = sums(values).map { $0 * share }
    let squares = reduced { index, channel in
      let distance = Double(values[index]) - mean[channel]
      return distance * distance
    }
    return ChannelMoments(mean: mean, variance: squares.map { $0 * share })
  }

  /// The sum of each channel.
  func sums(_ values: [Float]) -> [Double] { reduced { index, _ in Double(values[index]) } }

  /// The sum of each channel's products.
  func sums(_ values: [Float], times factors: [Float]) -> [Double] {
    reduced { index, _ in Double(values[index]) * Double(factors[index]) }
  }

  private func reduced(_ term: (_ index: Int, _ channel: Int) -> Double) -> [Double] {
    var sums = [Double](repeating: 0, count: channels)
    for plane in 0..<samples * channels {
      var sum = 0.0
      for index in plane * cells..<(plane + 1) * cells { sum += term(index, plane % channels) }
      sums[plane % channels] += sum
    }
    return sums
  }

  /// A batch of this shape, each number made from its channel and those at its place.
  func map(
    _ first: Tensor, _ second: [Float], _ transform: (_ channel: Int, Float, Float) -> Float
  ) -> Tensor {
    let values = [Float](unsafeUninitializedCapacity: first.values.count) { target, count in
      for plane in 0..<samples * channels {
        for index in plane * cells..<(plane + 1) * cells {
          let value = transform(plane % channels, first.values[index], second[index])
          target.initializeElement(at: index, to: value)
        }
      }
      count = first.values.count
    }
    return Tensor(values, shape: shape)
  }

  /// A batch of this shape, each number made from its channel and the one at its place.
  func map(_ batch: Tensor, _ transform: (_ channel: Int, Float) -> Float) -> Tensor {
    map(batch, batch.values) { channel, value, _ in transform(channel, value) }
  }
}
