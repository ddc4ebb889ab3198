// usage: NetworkFixture CASES ANSWERS
//
// Computes what Tests/Acceptance/networks.py holds against PyTorch. CASES is a file of safetensors whose
// card has, under `cases`, a JSON list of {"layers": [...], "loss": ...}; the tensors of case 3 are
// `3.input`, `3.target`, `3.offset` if the loss has one, and `3.weights.` with each parameter's name.
// ANSWERS gets `3.output`, `3.loss` (the mean), `3.gradient.input`, `3.gradient.weights.` by name, of
// the sum of losses, all in training; `3.inference`, the output in inference after that pass; and
// `3.adam.` by name, the weights after three steps of Adam on chunks of two samples.
import Foundation
import Networks

/// Why there are no answers.
struct Refusal: Error {
  let words: String

  init(_ words: String) { self.words = words }
}

/// A case, made of its description and its tensors.
struct NetworkCase {
  let network: Network
  let loss: any Loss
  let batch: Batch

  init(_ description: [String: Any], from file: SafetensorsFile) throws {
    let layers = Sequential(try Description(description["layers"]).layers())
    network = try Network(layers, from: file.part("weights."))
    loss = try Self.loss(named: description["loss"] as? String ?? "")
    guard let input = file.tensors["input"], let target = file.tensors["target"] else {
      throw Refusal("a case has input and target")
    }
    batch = Batch(input, target: target.values, offset: file.tensors["offset"]?.values)
  }

  private static func loss(named name: String) throws -> any Loss {
    switch name {
    case "squares": SquaredError()
    case "rates": PoissonDeviance(.rate)
    case "logarithms": PoissonDeviance(.logarithm)
    default: throw Refusal("there is no loss \(name)")
    }
  }

  /// Forward, backward, and three steps of Adam.
  func answers() -> [String: Tensor] {
    let pass = network.pass(of: batch.input)
    let value = loss.evaluate(pass.output, batch)
    var sums = [Float](repeating: 0, count: network.weights.count)
    let back = network.backward(value.gradient, through: pass, into: &sums)
    let mean = Float(value.sum / Double(pass.output.values.count))
    var after = network
    after.follow(pass.observed)
    return [
      "output": pass.output, "loss": Tensor([mean], shape: [1]), "gradient.input": back,
      "inference": after.output(of: batch.input),
    ]
    .merging(byName(sums, "gradient.weights")) { $1 }
    .merging(byName(loss.steps(of: network, on: batch), "adam")) { $1 }
  }

  private func byName(_ values: [Float], _ prefix: String) -> [String: Tensor] {
    var copy = network
    copy.weights = values
    return Dictionary(uniqueKeysWithValues: copy.tensors.map { ("\(prefix).\($0.key)", $0.value) })
  }
}

extension Loss {
  /// The weights after three steps of Adam on a batch.
  func steps(of network: Network, on batch: Batch) -> [Float] {
    // With the usual floor a slope that is but rounding would be as long a step as any.
    var (network, adam) = (network, Adam(rate: 0.01, floor: 0.01))
    for _ in 0..<3 {
      let slope = BatchGradient(threads: 2, chunkSize: 2)(
        network, self, samples: batch.input.sampleCount
      ) { batch.part($0) }
      adam.step(&network.weights, against: slope.gradient)
      for values in slope.observed { network.follow(values) }
    }
    return network.weights
  }
}

extension Batch {
  /// Some of the samples.
  func part(_ range: Range<Int>) -> Batch {
    func part(_ values: [Float]) -> [Float] {
      let size = values.count / input.sampleCount
      return Array(values[range.lowerBound * size..<range.upperBound * size])
    }
    let shape = [range.count] + input.shape.dropFirst()
    return Batch(
      Tensor(part(input.values), shape: shape), target: part(target), offset: offset.map(part))
  }
}

/// Layers in words: a list of lists, each of a name and its numbers.
struct Description {
  private let lists: [[Any]]

  init(_ value: Any?) throws {
    guard let lists = value as? [[Any]] else { throw Refusal("layers are lists") }
    self.lists = lists
  }

  func layers() throws -> [any Layer] { try lists.map(Self.layer) }

  private static func layer(_ words: [Any]) throws -> any Layer {
    let numbers = words.dropFirst().compactMap { $0 as? Int }
    switch (words.first as? String, numbers.count) {
    case ("linear", 2): return Linear(numbers[0], numbers[1])
    case ("plain", 2): return Linear(numbers[0], numbers[1], hasBias: false)
    case ("convolution", 2): return Convolution(numbers[0], numbers[1])
    case ("residual", 1): return ResidualUnit(channels: numbers[0])
    case ("normalised", 1): return ResidualUnit(channels: numbers[0], normalises: true)
    case ("normalisation", 1): return BatchNormalisation(channels: numbers[0])
    case ("fusion", 1...): return Fusion(numbers)
    case ("broadcast", 1): return Broadcast(to: numbers[0])
    case ("bias", 1): return Bias(startingAt: [Float](repeating: 0, count: numbers[0]))
    case ("relu", 0): return Rectifier()
    case ("tanh", 0): return HyperbolicTangent()
    case ("softplus", 0): return Softplus()
    case ("parts", 1):
      return SumOverParts(
        Sequential(try Description(words.last).layers()), partSize: numbers[0])
    case ("each", 2):
      return EachPart(
        numbers[0], of: numbers[1], Sequential(try Description(words.last).layers()))
    case ("attention", 3):
      guard let hears = words.last as? [[Int]] else {
        throw Refusal("attention has who hears whom")
      }
      return MaskedAttention(
        hears: hears, size: numbers[0], width: numbers[1], outputs: numbers[2])
    case ("branches", 0): return Branches(try words.dropFirst().map(branch))
    default: throw Refusal("there is no layer \(words)")
    }
  }

  private static func branch(_ value: Any) throws -> Branches.Branch {
    guard let words = value as? [Any], words.count == 3, let name = words[0] as? String,
      let shape = words[1] as? [Int]
    else { throw Refusal("a branch has a name, a shape and layers") }
    return .init(name, shape: shape, Sequential(try Description(words[2]).layers()))
  }
}

guard CommandLine.arguments.count == 3 else { exit(64) }
do {
  let path = CommandLine.arguments[1]
  let file = try SafetensorsFile(
    parsing: Array(Data(contentsOf: URL(fileURLWithPath: path))), file: path)
  let list = try JSONSerialization.jsonObject(with: Data((file.card["cases"] ?? "").utf8))
  guard let cases = list as? [[String: Any]] else { throw Refusal("cases are a list of objects") }
  var answers: [String: Tensor] = [:]
  for (number, description) in cases.enumerated() {
    let answer = try NetworkCase(description, from: file.part("\(number).")).answers()
    for (name, tensor) in answer { answers["\(number).\(name)"] = tensor }
  }
  try Data(SafetensorsFile(answers).bytes).write(
    to: URL(fileURLWithPath: CommandLine.arguments[2]))
} catch {
  print(error)
  exit(1)
}
